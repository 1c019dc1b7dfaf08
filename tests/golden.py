"""The golden files: our own articles and what is expected of each, and the agency articles without their text.

``scripts/golden`` writes them, ``test_golden.py`` checks them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes import Article, Extractor, Record

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "golden" / "articles"
EXPECTED = ROOT / "golden" / "expected"
SEEDS = ROOT / "golden" / "seeds"
AGENCY = ROOT.parent / "shared" / "data" / "seeds"  # lies beside the checkout, where it is there at all


def golden_articles() -> list[Path]:
    """The files of our own articles, in order."""
    return sorted(path for path in ARTICLES.iterdir() if not path.name.startswith("."))


def expected_path(article: Path) -> Path:
    return EXPECTED / f"{article.stem}.jsonl"


def read(path: Path) -> list[Article]:
    """The articles in a golden file; their path is told relative to the checkout, so that it is the same everywhere."""
    from dataclasses import replace

    from quotes import read_articles

    items = list(read_articles([str(path)]))
    return [replace(item, path=path.relative_to(ROOT).as_posix()) for item in items]  # a problem fails here


def records_of(extractor: Extractor, articles: list[Article]) -> Iterator[tuple[Article, list[Record]]]:
    for extraction in extractor.stream(articles):
        if extraction.problem:
            raise RuntimeError(extraction.problem)
        yield extraction.article, list(extraction.records)


def agency_articles() -> dict[str, dict[str, Any]]:
    """What is known of each agency article, by its id; empty where they aren't there."""
    gold = AGENCY / "gold.jsonl"
    if not gold.is_file():
        return {}
    entries = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return {entry["id"]: entry for entry in entries}


def read_agency(entry: dict[str, Any]) -> Article:
    from quotes.read import article_from_text

    text = (AGENCY / entry["source_file"]).read_bytes().decode()
    return article_from_text(id=entry["id"], text=text, published=entry.get("published"))


def reduced(record: Record) -> dict[str, Any]:
    """A record without any of the article's text: spans, names and dates only."""

    def extent(part: Any) -> list[int] | None:
        return None if part is None else [part.start, part.end]

    speaker, when = record.speaker, record.when
    return {
        "type": record.type,
        "act": record.act,
        "quote": [extent(span) for span in record.quote.spans],
        "cue": extent(record.cue),
        "source": extent(record.source),
        "speaker": None if speaker is None else {"name": speaker.name, "kind": speaker.kind},
        "relayed_by": [relay.name for relay in record.relayed_by],
        "when": None if when is None else {"date": when.date, "precision": when.precision, "span": extent(when)},
        "rule": record.evidence.rule,
    }


def reduced_line(record: Record) -> str:
    return json.dumps(reduced(record), ensure_ascii=False)
