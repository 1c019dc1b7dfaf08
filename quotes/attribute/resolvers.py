"""How a source came to its speaker, in words: what each value of ``resolved_by`` means."""

from __future__ import annotations

import importlib.resources
import tomllib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.attribute.attribution import ResolvedBy


def describe_resolver(name: ResolvedBy) -> str:
    """What it means that a speaker was resolved this way, in one line."""
    return resolver_rows()[name]["means"]


@cache
def resolver_rows() -> dict[str, dict[str, str]]:
    """The descriptions with their examples, as the data file has them."""
    text = (importlib.resources.files("quotes.attribute") / "data" / "resolvers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
