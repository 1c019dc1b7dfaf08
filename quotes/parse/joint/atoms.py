"""Cutting text into atoms: pieces so small that every word of the treebanks is one or several of them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

# A run of letters, a run of digits, or one mark. The clitics that the treebanks cut off are atoms of their own.
_ATOM = re.compile(
    r"[^\W\d_]+?(?=n't(?![^\W_]))|n't(?![^\W_])|'(?:s|m|d|ll|re|ve)(?![^\W_])|[^\W\d_]+|\d+|[^\w\s]|_|\w",
    re.IGNORECASE,
)

SHAPES = ("mark", "digits", "lower", "Capital", "C", "UPPER", "miXed")


class Atoms(NamedTuple):
    """The atoms of a text: the characters of each, where it begins in code points, whether a blank stands before."""

    texts: list[str]
    starts: list[int]
    spaced: list[bool]


def cut(text: str, splits: dict[str, tuple[int, ...]]) -> Atoms:
    """The atoms of a text, in order; every character that isn't blank is in exactly one.

    Args:
        text: Any text.
        splits: Where a run of letters that is two words in writing is to be cut ("cannot": (3,)), in lower case.
    """
    texts: list[str] = []
    starts: list[int] = []
    spaced: list[bool] = []
    end = -1
    for match in _ATOM.finditer(text):
        chars, start = match[0], match.start()
        if chars in splits or chars.lower() in splits:
            at = 0
            for place in (*splits[chars.lower()], len(chars)):
                texts.append(chars[at:place])
                starts.append(start + at)
                spaced.append(start != end and at == 0)
                at = place
        else:
            texts.append(chars)
            starts.append(start)
            spaced.append(start != end)
        end = match.end()
    return Atoms(texts, starts, spaced)


def join_runs(atoms: Atoms) -> Atoms:
    """The same atoms, but a very long run of them without a blank as one: an address, a ruled line.

    Such a run fills a window by itself, and would have to be cut in the middle; nothing in it is worth knowing. Marks
    at its ends stay by themselves, where they aren't many.
    """
    breaks = [i for i, spaced in enumerate(atoms.spaced) if spaced]
    bounds = [*breaks, len(atoms.texts)]
    runs = [(low, high) for low, high in pairwise(bounds) if high - low > LONGEST_RUN]
    for low, high in reversed(runs):
        first = next(i for i in range(low, low + 4) if i == low + 3 or atoms.texts[i] not in _BEFORE_RUN)
        last = next(i for i in range(high, high - 4, -1) if i == high - 3 or atoms.texts[i - 1] not in _BEHIND_RUN)
        atoms.texts[first:last] = ["".join(atoms.texts[first:last])]
        del atoms.starts[first + 1 : last], atoms.spaced[first + 1 : last]
    return atoms


LONGEST_RUN = 60  # atoms
_BEFORE_RUN = frozenset("\"“‘'([<")
_BEHIND_RUN = frozenset("\"”’')]>.,;:!?")


def shape(chars: str) -> int:
    """The index in ``SHAPES`` of how an atom is written: the encoder's word pieces are in lower case."""
    first = chars[0]
    if first.isdigit():
        return 1
    if not first.isalpha():
        return 0
    if chars.islower():
        return 2
    if chars.isupper():
        return 4 if len(chars) == 1 else 5
    if first.isupper() and chars[1:].islower():
        return 3
    return 6 if any(char.isupper() for char in chars) else 2  # scripts without case count as lower
