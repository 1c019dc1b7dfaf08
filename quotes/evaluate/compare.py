"""Pairs of expected and found attributions, and what is right about each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.evaluate.load import Collection, Item, Spans

IOU = 0.5
_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Pair:
    """An expected attribution and the one that was found for it."""

    gold: Item
    found: Item

    @property
    def cue_right(self) -> bool:
        """The cues share a character, or there is none on either side."""
        return _touch(self.gold.cue, self.found.cue)

    @property
    def source_right(self) -> bool:
        """The sources share a character, or there is none on either side."""
        return _touch(self.gold.source, self.found.source)

    @property
    def speaker_right(self) -> bool:
        """The same name, case and articles aside, or nobody is named on either side."""
        if not self.gold.speakers or not self.found.speakers:
            return not self.gold.speakers and not self.found.speakers
        return _name(self.found.speakers[0]) in {_name(speaker) for speaker in self.gold.speakers}

    @property
    def when_right(self) -> bool:
        """The same date, or none on either side."""
        return self.gold.when == self.found.when


@dataclass(slots=True)
class Comparison:
    """All pairs, what was missed, and what was found beyond the expected."""

    pairs: list[Pair] = field(default_factory=list)
    missing: list[Item] = field(default_factory=list)
    extra: list[Item] = field(default_factory=list)


def compare(gold: Collection, found: Collection) -> Comparison:
    """Pair found attributions with expected ones.

    The definitions are the usual ones for PolNeAR-style corpora: contents are compared as sets of characters, white
    space, quotation marks and invisible characters left out; pairs are made one-to-one, greedily by descending
    intersection over union, which must be at least 0.5; recall is broken down by the expected type, precision by the
    found one. An expected attribution that isn't ``required`` is taken out together with what found it. Two things
    are simpler here than in a scorer that knows the text: cues and sources are right when they share a character,
    whatever the word, and names of speakers must be the same words.

    Returns:
        The pairs in order of the expected file, then what is missing and what is extra, in file order.
    """
    result = Comparison()
    for article in dict.fromkeys([*gold.items, *found.items]):
        letters = {**found.letters.get(article, {}), **gold.letters.get(article, {})}
        _compare_article(result, gold.items.get(article, []), found.items.get(article, []), letters)
    return result


def _compare_article(result: Comparison, gold: list[Item], found: list[Item], letters: dict[int, str]) -> None:
    gold_chars = [item.chars(letters) for item in gold]
    found_chars = [item.chars(letters) for item in found]
    candidates = []
    for i, expected in enumerate(gold_chars):
        for j, chars in enumerate(found_chars):
            common = len(expected & chars)
            if common and common / len(expected | chars) >= IOU:
                candidates.append((-common / len(expected | chars), i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    for i, item in enumerate(gold):
        if not item.required or not gold_chars[i]:
            continue
        if i in partner:
            result.pairs.append(Pair(item, found[partner[i]]))
        else:
            result.missing.append(item)
    result.extra += [item for j, item in enumerate(found) if j not in taken and found_chars[j]]


def _touch(one: Spans, other: Spans) -> bool:
    if not one or not other:
        return not one and not other
    return any(start < last and first < end for start, end in one for first, last in other)


def _name(name: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", name.casefold()) if word not in _ARTICLES)
