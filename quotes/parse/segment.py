"""Mending sentence boundaries between the tokenizer (multi-word tokens expanded) and the tagger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from quotes.tables import read_table

CLOSING = "\"”’'»)]"
OPENING = "\"“‘«'"
LONGEST_WORD = 60  # letters of a word that the models are given: more, as in an address, are slow and tell nothing


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Joins what should be one sentence and cuts what should be two; a paragraph break always stays."""

    always_followed: frozenset[str]
    inquit: frozenset[str]
    longest: int

    @classmethod
    def load(cls) -> Segmenter:
        """The segmenter with the word lists that come with the program."""
        data = read_table("quotes.parse", "segmentation")
        return cls(
            frozenset(data["always_followed"]),
            frozenset(data["inquit"]),
            data["longest"],
        )

    def mend(self, document: Any) -> Any:
        """A Stanza document, tokenized and expanded only, with its sentences joined and cut where they should be."""
        from stanza.models.common.doc import Document

        text: str = document.text
        tokens = [[_Token.of(token, text) for token in sentence.tokens] for sentence in document.sentences]
        mended: list[list[_Token]] = []
        for sentence in tokens:
            if mended and self._goes_on(mended[-1], sentence, text):
                mended[-1] = mended[-1] + sentence
            else:
                mended.append(sentence)
        cut = [part for sentence in mended for part in self._cut(sentence, text)]
        return Document([_numbered(part) for part in cut], text)

    def _goes_on(self, before: list[_Token], after: list[_Token], text: str) -> bool:
        gap = text[before[-1].end : after[0].start]
        if "\n\n" in gap:
            return False
        last, first = before[-1].text, after[0].text
        if all(token.text in CLOSING for token in after):  # a mark left over by itself
            return not gap
        if last in {",", ";", "(", "-"} or last.rstrip(CLOSING).endswith(","):
            return True
        if last in CLOSING and len(before) > 1 and before[-2].text.endswith(","):
            return True
        word = self._abbreviation(before)
        if word in self.always_followed and not (word == "no" and not first[:1].isdigit()):
            return True
        begins_small = first[:1].islower() or (first in OPENING and len(after) > 1 and after[1].text[:1].islower())
        if begins_small and first not in {"i", "iPhone", "e"}:
            return True
        return last in CLOSING and self._is_inquit(before, after)

    def _abbreviation(self, tokens: list[_Token]) -> str:
        last = tokens[-1].text
        if last == "." and len(tokens) > 1 and tokens[-2].end == tokens[-1].start:
            return tokens[-2].text.rstrip(".").lower() if tokens[-2].text[:1].isupper() else ""
        return last.rstrip(".").lower() if last.endswith(".") and last[:1].isupper() else ""

    def _is_inquit(self, before: list[_Token], after: list[_Token]) -> bool:
        """Whether '"Why?"' goes on with 'Roe said.' or 'asked Roe.'."""
        if len(before) < 2 or before[-2].text not in {"?", "!", "?!", "...", "…"}:
            return False
        return any(token.text.lower() in self.inquit for token in after[:4]) and len(after) <= 14

    def _cut(self, sentence: list[_Token], text: str) -> list[list[_Token]]:
        parts: list[list[_Token]] = [[]]
        for i, token in enumerate(sentence):
            if parts[-1] and _ends_quotation(sentence, i, text):
                parts.append([])
            parts[-1].append(token)
        return [piece for part in parts for piece in self._short_enough(part)]

    def _short_enough(self, tokens: list[_Token]) -> list[list[_Token]]:
        pieces = []
        while len(tokens) > self.longest:
            at = next(
                (i + 1 for i in range(self.longest - 1, self.longest // 2, -1) if tokens[i].text in {",", ";", ":"}),
                self.longest,
            )
            pieces.append(tokens[:at])
            tokens = tokens[at:]
        return [*pieces, tokens] if tokens else pieces


def _ends_quotation(sentence: list[_Token], at: int, text: str) -> bool:
    """Whether one quotation ends before this token and the next begins with it: '… war." "We …'."""
    if at < 2 or sentence[at].text not in {"“", "«", '"', "``"}:
        return False
    before = text[max(0, sentence[at].start - 4) : sentence[at].start]
    return bool(_END_OF_QUOTATION.search(before)) and text[sentence[at].end : sentence[at].end + 1].isalnum()


_END_OF_QUOTATION = re.compile(r"[.!?](?:[\"”»]|'')\s+$")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    words: tuple[str, ...]  # more than one for a multi-word token: "did", "n't"

    @classmethod
    def of(cls, token: Any, text: str) -> _Token:
        start, end = token.start_char, token.end_char
        if (
            end - start > LONGEST_WORD
        ):  # one word, also where it ends like "didn't"; the offsets tell where all of it is
            return cls(short := text[start : start + LONGEST_WORD], start, end, (short,))
        return cls(token.text, start, end, tuple(word.text for word in token.words))

    def entries(self, number: int) -> list[dict[str, Any]]:
        where = {"start_char": self.start, "end_char": self.end}
        if len(self.words) == 1:
            return [{"id": (number,), "text": self.text, **where}]
        whole: dict[str, Any] = {"id": (number, number + len(self.words) - 1), "text": self.text, **where}
        return [whole] + [{"id": (number + i,), "text": word} for i, word in enumerate(self.words)]


def _numbered(tokens: list[_Token]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    number = 1
    for token in tokens:
        entries += token.entries(number)
        number += len(token.words)
    return entries
