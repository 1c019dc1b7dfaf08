from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quotes import Extractor
from quotes.parse import Parser
from quotes.read.article import Article, Block, BlockKind
from quotes.record import Record
from quotes.span import Span
from snippets import locate

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def records(parser: Parser, extractor: Extractor) -> list[list[Record]]:
    """The records of every case, parsed together."""
    return [extractor.records(document) for document in parser.parse(map(article, CASES))]


def article(case: dict[str, Any]) -> Article:
    published = case.get("published")
    return Article(
        id=case["phenomenon"],
        text=case["text"],
        blocks=(Block(Span(0, len(case["text"])), BlockKind.BODY),),
        published=date.fromisoformat(published) if published else None,
    )


def about(records: list[Record], text: str, snippet: str) -> list[Record]:
    """The records whose content shares a character with the snippet."""
    start, end = locate(text, snippet)
    return [record for record in records if any(s.start < end and start < s.end for s in record.quote.spans)]


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{number}-{CASES[number]['phenomenon']}")
def test_date(records: list[list[Record]], number: int) -> None:
    case = CASES[number]
    for snippet, expected in case["expect"]:
        matched = about(records[number], case["text"], snippet)
        if not matched:  # see the test below
            continue
        found = {(r.when.date or "") if r.when else "" for r in matched}
        assert expected in found, f"{snippet!r}: {found}"
        assert found <= {expected, ""}, f"{snippet!r}: {found}"


def test_most_of_what_is_dated_is_found(records: list[list[Record]]) -> None:
    wanted = [
        (found, case, snippet) for found, case in zip(records, CASES, strict=True) for snippet, _ in case["expect"]
    ]
    missed = [snippet for found, case, snippet in wanted if not about(found, case["text"], snippet)]
    assert len(missed) <= len(wanted) // 8, missed
