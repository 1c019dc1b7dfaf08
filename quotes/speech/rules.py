"""What each rule finds, by the name that the records' evidence gives."""

from __future__ import annotations

import importlib.resources
import tomllib
from functools import cache


def describe_rule(name: str) -> str | None:
    """What a rule finds, in one line; None for a name that no rule has."""
    rule = _rules().get(name)
    return rule["finds"] if rule is not None else None


def rule_names() -> list[str]:
    """The names of all rules, in the order of their file."""
    return list(_rules())


@cache
def _rules() -> dict[str, dict[str, str]]:
    text = (importlib.resources.files("quotes.speech") / "data" / "rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
