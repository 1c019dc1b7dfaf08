"""Words of a text with the sentences they make: what is mended before anything is tagged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tokens:
    """Words in order, with their offsets in ``text``, and the indices with which sentences begin."""

    text: str
    texts: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
