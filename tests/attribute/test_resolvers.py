"""Every way to a speaker is described, stands in docs/rules.md, and its example is resolved that way."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from plain_articles import plain_article
from quotes.attribute import Attribution, attribute
from quotes.attribute.attribution import ResolvedBy
from quotes.attribute.resolvers import describe_resolver, resolver_rows
from quotes.parse import Parser
from quotes.speech import find_speech
from quotes.speech.confidence import Confidence

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
NAMES: tuple[ResolvedBy, ...] = get_args(ResolvedBy)
EXAMPLES = {name: row for name, row in resolver_rows().items() if "example" in row}
EVERYTHING = Confidence(bias=0.0, weights={}, floor=0.0)


@pytest.mark.parametrize("name", NAMES)
def test_described_and_documented(name: ResolvedBy) -> None:
    assert describe_resolver(name)
    assert f"- `{name}`: " in PAGE, "describe it in quotes/attribute/data/resolvers.toml and run scripts/docs"


def test_nothing_else_is_described() -> None:
    assert set(resolver_rows()) == set(NAMES)
    assert set(NAMES) - set(EXAMPLES) <= {"continuation"}


@pytest.fixture(scope="module")
def attributed(parser: Parser) -> dict[str, list[Attribution]]:
    """The attributions of each example, all of them parsed in one batch."""
    documents = parser.parse(plain_article(row["example"]) for row in EXAMPLES.values())
    return {
        name: attribute(document, find_speech(document, confidence=EVERYTHING, proposals=()))
        for name, document in zip(EXAMPLES, documents, strict=True)
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_is_resolved_that_way(name: str, attributed: dict[str, list[Attribution]]) -> None:
    row = EXAMPLES[name]
    found = [
        (
            one.speaker.resolved_by if one.speaker else None,
            one.speaker.name if one.speaker else None,
            one.speech.source.span.of(row["example"]) if one.speech.source else None,
            " ".join(span.of(row["example"]) for span in one.speech.content),
        )
        for one in attributed[name]
    ]
    assert (name, row["speaker"], row["source"], row["content"]) in found
