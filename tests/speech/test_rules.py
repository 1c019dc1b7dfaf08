"""Every rule is described; ``explain`` shows the description."""

from __future__ import annotations

import json
import re

import pytest

import golden
from quotes.speech.rules import describe_rule, rule_names


def fired() -> set[str]:
    lines = [line for path in golden.EXPECTED.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    return {json.loads(line)["evidence"]["rule"] for line in lines}


@pytest.mark.parametrize("name", sorted(fired()))
def test_every_rule_that_fires_is_described(name: str) -> None:
    assert describe_rule(name), "say in quotes/speech/data/rules.toml what it finds, with an example"


def test_names_that_the_code_gives_are_described() -> None:
    """Rules are named in tables and calls; a name in a table of rules that has no description is a mistake."""
    sources = (golden.ROOT / "quotes" / "speech").glob("*.py")
    tables = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'\("([a-z]+(?:-[a-z]+)*)", _[a-z_]+\)', tables)) | set(
        re.findall(r'"(quotation-[a-z-]+)"', tables)
    )
    assert named
    assert named <= set(rule_names())


def test_an_unknown_name_has_no_description() -> None:
    assert describe_rule("nonsense") is None
