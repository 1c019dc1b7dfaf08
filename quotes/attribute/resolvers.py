"""How a source came to its speaker, in words: what each value of ``resolved_by`` means."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quotes.tables import read_table

if TYPE_CHECKING:
    from quotes.attribute.attribution import ResolvedBy


def describe_resolver(name: ResolvedBy) -> str:
    """What it means that a speaker was resolved this way, in one line."""
    return resolver_rows()[name]["means"]


@cache
def resolver_rows() -> dict[str, dict[str, str]]:
    """The descriptions with their examples, as the data file has them."""
    return read_table("quotes.attribute", "resolvers")
