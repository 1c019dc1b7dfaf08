"""The marked articles beside the checkout: nothing that is marked may be taken for furniture."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quotes.read import BlockKind, article_from_text, read_articles

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
PARSED = {BlockKind.TITLE, BlockKind.BODY}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the marked articles are not beside this checkout")


def lost(text: str, title: str | None, marked: list[dict]) -> list[str]:
    """The marked contents that stand, wholly or partly, in a block that isn't parsed."""
    unparsed = [block.span for block in article_from_text(text, title=title).blocks if block.kind not in PARSED]
    return [
        text[start:end]
        for attribution in marked
        for start, end in attribution["content"]
        if any(span.start < end and start < span.end for span in unparsed)
    ]


def test_seeds():
    gold = [json.loads(line) for line in (SHARED / "seeds" / "gold.jsonl").read_text().splitlines()]
    articles = list(read_articles([str(SHARED / "seeds" / one["source_file"]) for one in gold]))
    assert [str(article.published) for article in articles if article.published] == ["2016-07-08", "2018-12-11"]
    for article, one in zip(articles, gold, strict=True):
        assert lost(article.text, None, one["attributions"]) == []


def test_hardly_anything_marked_is_lost():
    total = missed = 0
    with gzip.open(SHARED / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(200), strict=False):
            one = json.loads(line)
            total += len(one["attributions"])
            missed += len(lost(one["text"], one["title"], one["attributions"]))
    assert total > 1000
    assert missed / total < 0.001
