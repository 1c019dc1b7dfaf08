"""What each rule finds, by the name that the records' evidence gives."""

from __future__ import annotations

from functools import cache
from typing import Any

from quotes.tables import read_table

LEARNED_RULE = "learned"  # stands in the evidence of what no rule but the network has found


def describe_rule(name: str) -> str | None:
    """What a rule finds, in one line; None for a name that no rule has."""
    rule = rule_rows().get(name)
    return str(rule["finds"]) if rule is not None else None


def rule_names() -> list[str]:
    """The names of all rules, in the order of their file."""
    return list(rule_rows())


@cache
def rule_rows() -> dict[str, dict[str, Any]]:
    """The descriptions with their examples, as the data file has them."""
    return read_table("quotes.speech", "rules")
