"""Closed classes of words, from ``data/words.toml``."""

from __future__ import annotations

import functools

from quotes.tables import read_table


def words(name: str) -> frozenset[str]:
    """The words of a class, in lower case."""
    return frozenset(_classes()[name].split())


@functools.cache
def _classes() -> dict[str, str]:
    return read_table("quotes.speech", "words")
