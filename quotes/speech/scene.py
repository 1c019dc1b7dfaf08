"""A parsed article as the rules see it: its quotations, and where each token stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.speech.marks import Quotation, pair_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.parse.document import Document, Sentence
    from quotes.parse.plain import PlainDoc, Token
    from quotes.speech.cues import Lexicon
    from quotes.speech.learned.propose import Proposal

SPEAKING_WORDS = 4  # a quotation of fewer words may be a scare quote: what stands in it still counts as the article's


@dataclass(frozen=True)
class Scene:
    """One document with its quotations paired and its sentences by paragraph."""

    document: Document
    lexicon: Lexicon
    barriers: frozenset[int] = frozenset()  # tokens where an attribution of what stands before them begins
    proposals: tuple[Proposal, ...] = ()  # what the network sees, where there is one

    def knowing(self, *, barriers: frozenset[int] | None = None, proposals: Iterable[Proposal] | None = None) -> Scene:
        """The same scene with more known of it; what has been worked out of its text is kept."""
        other = replace(
            self,
            barriers=self.barriers if barriers is None else barriers,
            proposals=self.proposals if proposals is None else tuple(proposals),
        )
        other.__dict__.update({name: self.__dict__[name] for name in _OF_TEXT if name in self.__dict__})
        return other

    @cached_property
    def doc(self) -> PlainDoc:
        """The parse."""
        return self.document.plain

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    @cached_property
    def proposal_at(self) -> dict[int, Proposal]:
        """For tokens of cues that the network proposes, its proposal."""
        return {token: proposal for proposal in self.proposals for token in proposal.cue}

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The parsed paragraphs, in order."""
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self.document.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        return [
            Paragraph(block, tuple(sentences), tuple(pair_marks(self.text, self.document.article.blocks[block].span)))
            for block, sentences in by_block.items()
        ]

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations of all paragraphs, in order."""
        return [quotation for paragraph in self.paragraphs for quotation in paragraph.quotations]

    @cached_property
    def _quotation_ends(self) -> list[int]:
        return [quotation.span.end for quotation in self.quotations]

    def quotations_in(self, span: Span) -> list[Quotation]:
        """The quotations that share a character with a span, in order."""
        found: list[Quotation] = []
        for i in range(bisect_right(self._quotation_ends, span.start), len(self.quotations)):
            quotation = self.quotations[i]
            if quotation.span.start >= span.end:
                break
            found.append(quotation)
        return found

    @cached_property
    def quoted(self) -> list[Quotation | None]:
        """For each token, the quotation it stands in."""
        found: list[Quotation | None] = [None] * len(self.doc)
        for quotation in reversed(self.quotations):
            for i in range(self._first_at(quotation.span.start), self._first_at(quotation.span.end)):
                found[i] = quotation
        return found

    @cached_property
    def _spoken(self) -> frozenset[int]:
        long = [quotation for quotation in self.quotations if quotation.words(self.text) >= SPEAKING_WORDS]
        places = (range(self._first_at(one.span.start), self._first_at(one.span.end)) for one in long)
        return frozenset(chain.from_iterable(places))

    def spoken(self, token: Token) -> bool:
        """Whether a token stands in quoted speech, rather than in the article's own words."""
        return token.i in self._spoken

    def is_prompt(self, token: Token) -> bool:
        """Whether a participle opens a sentence with what is then answered: "Asked if …, he said", "Referring to …"."""
        sentence = self.document.sentence_at(token.i) if token.lower_ in self.lexicon.opening else None
        if sentence is None:
            return False
        first = next((one for one in self.document.tokens(sentence) if one.is_alpha), token)
        if first.lower_ in {"when", "if", "while"}:
            first = first.nbor(1)
        return first.i == token.i

    def tokens_in(self, span: Span) -> list[Token]:
        """The words and marks that lie wholly inside a span."""
        return [token for token in self.doc[slice(*self._bounds(span))] if not token.is_space]

    def _bounds(self, span: Span) -> tuple[int, int]:
        low, high = self._first_at(span.start), self._first_at(span.end)
        if high > low and self.doc.ends[high - 1] > span.end:
            high -= 1
        return low, high

    def _first_at(self, offset: int) -> int:
        return bisect_left(self.doc.starts, offset)

    def span(self, first: int, last: int) -> Span:
        """The characters from one token to another, both included."""
        return Span(self.doc.starts[first], self.doc.ends[last])

    def runs(self, tokens: Iterable[int]) -> list[Span]:
        """The stretches of text that a set of tokens covers, where only white space stands between them."""
        spans: list[Span] = []
        last = -2
        for i in sorted(tokens):
            if spans and all(self.doc[k].is_space for k in range(last + 1, i)):
                spans[-1] = Span(spans[-1].start, self.doc.ends[i])
            else:
                spans.append(self.span(i, i))
            last = i
        return spans


_OF_TEXT = ("doc", "paragraphs", "quotations", "_quotation_ends", "quoted", "_spoken")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences and quotations of one block."""

    block: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @property
    def span(self) -> Span:
        """From its first sentence to its last."""
        return Span(self.sentences[0].span.start, self.sentences[-1].span.end)
