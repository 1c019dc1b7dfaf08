"""Every kind of date and every way to date an act of saying is described, documented, and true of its example."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

from quotes import Extractor, Record
from quotes.normalize.dates import Basis
from quotes.normalize.tables import table
from quotes.parse import Parser
from quotes.read import article_from_text

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
KINDS: dict[str, dict[str, str]] = table("dates")["kinds"]
TIES: list[dict[str, str]] = table("dates")["ties"]
ROWS: dict[str, dict[str, str]] = KINDS | {row["name"]: row for row in TIES}


def test_every_kind_is_described() -> None:
    assert {row["kind"] for row in table("times")["expression"]} == set(KINDS)


def test_every_basis_is_described() -> None:
    assert set(table("dates")["bases"]) == set(get_args(Basis))


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in table("times")["expression"]}))
def test_every_kind_stands_in_the_documentation(kind: str) -> None:
    assert f"| `{kind}` | " in PAGE, "describe it in quotes/normalize/data/dates.toml and run scripts/docs"


@pytest.fixture(scope="module")
def records(parser: Parser, extractor: Extractor) -> dict[str, list[Record]]:
    """The records of each example, all of them parsed in one batch."""
    articles = [article_from_text(row["example"], id=name, published=row["published"]) for name, row in ROWS.items()]
    return {name: extractor.records(document) for name, document in zip(ROWS, parser.parse(articles), strict=True)}


@pytest.mark.parametrize("name", ROWS)
def test_the_example_is_dated_that_way(name: str, records: dict[str, list[Record]]) -> None:
    row: dict[str, Any] = ROWS[name]
    assert records[name], "nothing is found in the example"
    last = records[name][-1]
    assert last.when is not None
    assert (last.when.text, last.when.date) == (row["text"], row.get("date"))
    if name in KINDS:
        assert last.when.basis == row.get("basis")
