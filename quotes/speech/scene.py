"""A parsed article as the rules see it: its quotations, and where each token stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.speech.marks import Quotation, pair_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from quotes.parse.document import Document, Sentence
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

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.document.doc

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
        quotations = self.quotations
        found: list[Quotation | None] = [None] * len(self.doc)
        at = 0
        for token in self.doc:
            while at < len(quotations) and quotations[at].span.end <= token.idx:
                at += 1
            if at < len(quotations) and quotations[at].span.start <= token.idx:
                found[token.i] = quotations[at]
        return found

    def spoken(self, token: Token) -> bool:
        """Whether a token stands in quoted speech, rather than in the article's own words."""
        quotation = self.quoted[token.i]
        return quotation is not None and quotation.words(self.text) >= SPEAKING_WORDS

    def tokens_in(self, span: Span) -> list[Token]:
        """The words and marks that lie wholly inside a span."""
        return [token for token in self.doc[slice(*self._bounds(span))] if not token.is_space]

    def _bounds(self, span: Span) -> tuple[int, int]:
        low, high = self._first_at(span.start), self._first_at(span.end)
        if high > low and self._end(high - 1) > span.end:
            high -= 1
        return low, high

    def _end(self, i: int) -> int:
        return self._starts[i] + len(self.doc[i])

    def _first_at(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def span(self, first: int, last: int) -> Span:
        """The characters from one token to another, both included."""
        return Span(self._starts[first], self._end(last))

    def runs(self, tokens: Iterable[int]) -> list[Span]:
        """The stretches of text that a set of tokens covers, where only white space stands between them."""
        spans: list[Span] = []
        last = -2
        for i in sorted(tokens):
            if spans and all(self.doc[k].is_space for k in range(last + 1, i)):
                spans[-1] = Span(spans[-1].start, self._end(i))
            else:
                spans.append(self.span(i, i))
            last = i
        return spans


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
