"""Mending sentence boundaries between the tokenizer and the tagger."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.parse.tokens import Tokens

CLOSING = "\"”’'»)]"
OPENING = "\"“‘«'"


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Joins what should be one sentence and cuts what should be two; a paragraph break always stays."""

    always_followed: frozenset[str]
    inquit: frozenset[str]
    openers: frozenset[str]
    longest: int
    trusting: bool = False

    @classmethod
    def load(cls, *, trusting: bool = False) -> Segmenter:
        """The segmenter with the word lists that come with the program.

        Args:
            trusting: The models draw boundaries well: mend only what is never right in news.
        """
        data = read_table("quotes.parse", "segmentation")
        return cls(
            frozenset(data["always_followed"]),
            frozenset(data["inquit"]),
            frozenset(data["openers"]),
            data["longest"],
            trusting,
        )

    def mend(self, tokens: Tokens) -> list[int]:
        """The indices with which sentences should begin, given those with which the models have begun them."""
        joined: list[int] = []
        bounds = [*tokens.sentences, len(tokens.texts)]
        for low, high in itertools.pairwise(bounds):
            if not joined or not self._goes_on(tokens, joined[-1], low, high):
                joined.append(low)
        marks = [i for i in range(2, len(tokens.texts)) if tokens.texts[i] in _OPENERS]
        fresh = {i for i in marks if _ends_quotation(tokens, i)}
        if self.trusting:
            stops = (i for i in range(2, len(tokens.texts)) if tokens.texts[i - 1][-1] == ".")
            fresh.update(i for i in stops if self._ends(tokens, i))
        bounds = [*sorted(fresh.union(joined)), len(tokens.texts)]
        return [at for low, high in itertools.pairwise(bounds) for at in self._short(tokens, low, high)]

    def _ends(self, tokens: Tokens, at: int) -> bool:
        """Whether a full stop before a word ends a sentence: one by itself, or an abbreviation's before an opener."""
        before, stop, after = tokens.texts[at - 2 : at + 1]
        if tokens.starts[at] == tokens.ends[at - 1] or not after[0].isupper():
            return False
        if stop != ".":
            return after.lower() in self.openers and stop[:-1].lower() not in self.always_followed
        plain = (before.isalpha() and len(before) > 1) or before.isdigit()
        return plain and before.lower() not in self.always_followed

    def _goes_on(self, tokens: Tokens, first: int, at: int, end: int) -> bool:
        """Whether the sentence that begins at ``first`` goes on with the words from ``at`` to ``end``."""
        texts = tokens.texts
        gap = tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
        if "\n\n" in gap:
            return False
        last, opening = texts[at - 1], texts[at]
        if opening in CLOSING and all(text in CLOSING for text in texts[at:end]):  # a mark left over by itself
            return not gap
        if not self.trusting and (last in {",", ";", "(", "-"} or last.rstrip(CLOSING).endswith(",")):
            return True
        if last in CLOSING and at - first > 1 and texts[at - 2].endswith(","):
            return True
        word = self._abbreviation(tokens, first, at)
        if word in self.always_followed and not (word == "no" and not opening[:1].isdigit()):
            return True
        begins_small = opening[:1].islower() or (opening in OPENING and end - at > 1 and texts[at + 1][:1].islower())
        if begins_small and opening not in {"i", "iPhone", "e"} and (last in CLOSING or not self.trusting):
            return True
        return last in CLOSING and self._is_inquit(texts, first, at, end)

    def _abbreviation(self, tokens: Tokens, first: int, at: int) -> str:
        last = tokens.texts[at - 1]
        if last == "." and at - first > 1 and tokens.ends[at - 2] == tokens.starts[at - 1]:
            before = tokens.texts[at - 2]
            return before.rstrip(".").lower() if before[:1].isupper() else ""
        return last.rstrip(".").lower() if last.endswith(".") and last[:1].isupper() else ""

    def _is_inquit(self, texts: list[str], first: int, at: int, end: int) -> bool:
        """Whether '"Why?"' goes on with 'Roe said.' or 'asked Roe.'."""
        if at - first < 2 or texts[at - 2] not in {"?", "!", "?!", "...", "…"}:
            return False
        return any(text.lower() in self.inquit for text in texts[at : min(end, at + 4)]) and end - at <= 14

    def _short(self, tokens: Tokens, low: int, high: int) -> Iterator[int]:
        """Where the parts of a sentence begin when it is too long to be one."""
        while high - low > self.longest:
            yield low
            breaks = range(low + self.longest - 1, low + self.longest // 2, -1)
            low = next((i + 1 for i in breaks if tokens.texts[i] in {",", ";", ":"}), low + self.longest)
        if high > low:
            yield low


_OPENERS = frozenset({"“", "«", '"', "``"})


def _ends_quotation(tokens: Tokens, at: int) -> bool:
    """Whether one quotation ends before this word and the next begins with it: '… war." "We …'."""
    before = tokens.text[max(0, tokens.starts[at] - 4) : tokens.starts[at]]
    end = tokens.ends[at]
    return bool(_END_OF_QUOTATION.search(before)) and tokens.text[end : end + 1].isalnum()


_END_OF_QUOTATION = re.compile(r"[.!?](?:[\"”»]|'')\s+$")
