"""The word lists and patterns of this stage, read once from the data files beside the code."""

from __future__ import annotations

from functools import cache
from typing import Any

from quotes.tables import read_table


@cache
def table(name: str) -> dict[str, Any]:
    """The data file ``name``.toml; not to be changed by who reads it."""
    return read_table("quotes.normalize", name)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list ``key`` of a data file, as a set; a dotted key goes down into its tables."""
    found: Any = table(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(found)
