"""An article laid out for looking things up by offset: words, sentences, entities, quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from quotes.attribute.lexicon import small_words
from quotes.parse.tags import TENSED
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.parse.document import Document
    from quotes.parse.plain import Token

_WORD = re.compile(r"\w(?:[\w]|[-'’.&](?=\w))*", re.UNICODE)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|``.*?(?:''|$)|\"(?=\S)[^\"]*(?:\"|$)", re.DOTALL)
TITLE_CASE_SHARE = 0.7  # of the long words of a headline in title case are capitalised


class Word(NamedTuple):
    """A word as written: ``text`` without a possessive ending, ``end`` likewise."""

    start: int
    end: int
    text: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: "Ham", "al-Assad", "McCain", "eBay"."""
        if self.text.islower():
            return False
        return self.text[0].isupper() or (len(self.text) > 3 and any(c.isupper() for c in self.text[1:4]))

    @property
    def after(self) -> int:
        """Where the word ends with its possessive ending."""
        return self.end + 2 * self.possessive


class Page:
    """Look-ups over one document; everything is found by bisection, nothing by scanning."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.doc = document.plain
        self._token_starts = self.doc.starts
        self._sentence_starts = [sentence.span.start for sentence in document.sentences]
        self._quoted = list(_quoted(document))
        self._quote_starts = [span.start for span in self._quoted]

    def token(self, offset: int) -> Token | None:
        """The token that stands at an offset; None in an empty document."""
        at = bisect_right(self._token_starts, offset) - 1
        return self.doc[at] if at >= 0 else None

    def sentence(self, offset: int) -> int:
        """The number of the sentence at or before an offset; 0 before the first."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def as_spelt(self, name: str) -> str | None:
        """A name in lower case as it first stands in the text; None where it doesn't."""
        match = re.search(re.escape(name).replace(r"\ ", r"\s+"), self.text, re.IGNORECASE)
        return " ".join(match.group().split()) if match else None

    def quoted(self, offset: int) -> bool:
        """Whether an offset lies between quotation marks."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self._quoted[at].end

    def quotation(self, offset: int) -> Span | None:
        """The quotation that an offset lies in, marks included."""
        at = bisect_right(self._quote_starts, offset) - 1
        return self._quoted[at] if at >= 0 and offset < self._quoted[at].end else None

    @cached_property
    def words(self) -> list[list[Word]]:
        """The words of every sentence."""
        return [words_of(self.text, sentence.span) for sentence in self.document.sentences]

    @cached_property
    def entity_of(self) -> dict[int, int]:
        """Number of the tagger's entity for each token that is in one."""
        return {token.i: number for number, entity in enumerate(self.doc.ents) for token in entity}

    @cached_property
    def lower_case(self) -> frozenset[str]:
        """The words that stand in lower case somewhere in the article."""
        return frozenset(word.text for words in self.words for word in words if word.text.islower())

    @cached_property
    def title_case(self) -> frozenset[int]:
        """The sentences in which capitals say nothing: headlines in title case."""
        return frozenset(
            number for number, words in enumerate(self.words) if self._title_case(words[1:]) and not self._says(words)
        )

    def _title_case(self, words: list[Word]) -> bool:
        long = [word for word in words if len(word.text) > 3]
        if sum(word.capital for word in long) < 2:
            return False
        long = [word for word in long if not self._in_entity(word)]
        return len(long) >= 2 and sum(word.capital for word in long) >= TITLE_CASE_SHARE * len(long)

    def _in_entity(self, word: Word) -> bool:
        token = self.token(word.start)
        return token is not None and bool(token.ent_type_)

    def _says(self, words: list[Word]) -> bool:
        """Whether there is a verb in lower case: a headline in title case capitals its verbs, too."""
        tokens = (self.token(word.start) for word in words if not word.capital)
        return any(token is not None and token.tag_ in TENSED and len(token) > 2 for token in tokens)

    def label(self, start: int, end: int) -> str:
        """The tagger's type for a stretch: that of most of its letters, "" for none."""
        share: dict[str, int] = {}
        token = self.token(start)
        while token is not None and token.idx < end:
            if token.ent_type_:
                share[token.ent_type_] = share.get(token.ent_type_, 0) + len(token)
            token = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        best = max(share, key=lambda label: share[label], default="")
        return best if best and 2 * share[best] >= end - start - 1 else ""


def words_of(text: str, span: Span) -> list[Word]:
    """The words in a stretch of text, dots of abbreviations included."""
    words = []
    for match in _WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        written = match.group()
        possessive = len(written) > 2 and written[-2:] in ("'s", "’s")
        if possessive:
            end -= 2
        elif text[end : end + 1] == "." and (
            written.lower() in small_words("abbreviations") or (written[0].isupper() and _DOTTED.fullmatch(written))
        ):
            end += 1
        words.append(Word(start, end, text[start:end], possessive))
    return words


def _quoted(document: Document) -> list[Span]:
    spans = []
    for block in document.article.blocks:
        piece = block.span.of(document.text)
        if not any(mark in piece for mark in '"“«`'):
            continue
        spans += [
            Span(block.span.start + match.start(), block.span.start + match.end()) for match in _QUOTED.finditer(piece)
        ]
    return spans
