"""Cutting text into atoms: pieces so small that every word of the treebanks is one or several of them."""

from __future__ import annotations

import re
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
