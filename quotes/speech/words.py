"""Closed classes of words, from ``data/words.toml``."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib


def words(name: str) -> frozenset[str]:
    """The words of a class, in lower case."""
    return frozenset(_classes()[name].split())


@functools.cache
def _classes() -> dict[str, str]:
    source = importlib.resources.files("quotes.speech") / "data" / "words.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
