"""The golden files: what the whole path finds in our own articles is what was reviewed and written down."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

import pytest

import golden
from quotes import Article, Extractor, Record
from quotes.write import brief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLES = golden.golden_articles()


@pytest.fixture(scope="module")
def found(extractor: Extractor) -> dict[str, list[tuple[Article, list[Record]]]]:
    """What is found in every golden article, all of them extracted in one go."""
    by_file = {path.name: golden.read(path) for path in ARTICLES}
    everything = golden.records_of(extractor, [article for articles in by_file.values() for article in articles])
    return {name: [next(everything) for _ in articles] for name, articles in by_file.items()}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_article(path: Path, found: dict[str, list[tuple[Article, list[Record]]]]) -> None:
    expected = golden.expected_path(path)
    assert expected.is_file(), "no expected records: run scripts/golden and review what it writes"
    records = [record for _, records in found[path.name] for record in records]
    wanted = [Record.model_validate_json(line) for line in expected.read_text(encoding="utf-8").splitlines()]
    difference = readable_diff(wanted, records)
    assert not difference, "\n".join(["found isn't what is expected; if it is better, run scripts/golden", *difference])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_spans_are_their_texts(path: Path, found: dict[str, list[tuple[Article, list[Record]]]]) -> None:
    for article, records in found[path.name]:
        for record in records:
            for span in spans_with_text(record.model_dump()):
                assert article.text[span["start"] : span["end"]] == span["text"]


def test_two_runs_give_the_same_bytes(
    extractor: Extractor, found: dict[str, list[tuple[Article, list[Record]]]]
) -> None:
    """Alone or in a batch of others: an article's records don't depend on its company."""
    path = ARTICLES[0]
    again = [record.to_json() for _, records in golden.records_of(extractor, golden.read(path)) for record in records]
    assert again == [record.to_json() for _, records in found[path.name] for record in records]


@pytest.mark.parametrize("name", sorted(path.stem for path in golden.SEEDS.glob("*.jsonl")))
def test_agency_article(name: str, extractor: Extractor) -> None:
    entry = golden.agency_articles().get(name)
    if entry is None:
        pytest.skip("the agency articles aren't beside the checkout")
    ((_, records),) = golden.records_of(extractor, [golden.read_agency(entry)])
    wanted = (golden.SEEDS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    got = [golden.reduced_line(record) for record in records]
    assert not list(difflib.unified_diff(wanted, got, "expected", "found", lineterm="", n=0))


def readable_diff(wanted: list[Record], found: list[Record]) -> list[str]:
    """First what a reader would notice, one line a record; then the changed fields of each record."""
    if wanted == found:
        return []
    lines = list(
        difflib.unified_diff(
            [brief(record) for record in wanted],
            [brief(record) for record in found],
            "expected",
            "found",
            lineterm="",
            n=1,
        )
    )
    by_key = {spans_key(record): record for record in wanted}
    for record in found:
        before = by_key.get(spans_key(record))
        if before is not None and before != record:
            lines.append(f"~ {brief(record)}")
            lines += [f"    {change}" for change in changed("", before.model_dump(), record.model_dump())]
    return lines or ["the same records in another order"]


def spans_key(record: Record) -> tuple[Any, ...]:
    return (record.article.id, *((span.start, span.end) for span in record.quote.spans))


def changed(name: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before | after:
            yield from changed(f"{name}.{key}".lstrip("."), before.get(key), after.get(key))
    elif before != after:
        yield f"{name}: {json.dumps(before, ensure_ascii=False)} → {json.dumps(after, ensure_ascii=False)}"


def spans_with_text(part: Any) -> Iterator[dict[str, Any]]:
    """Every part of a record that has a start, an end and a text."""
    if isinstance(part, dict):
        if {"start", "end", "text"} <= part.keys():
            yield part
        for value in part.values():
            yield from spans_with_text(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from spans_with_text(value)
