"""Articles with annotated attributions, and the scorer that judges against them."""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import json
import sys
from typing import TYPE_CHECKING, Any

from quotes.read import article_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from quotes.parse import Document, Parser


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module; the program ends with one line where there is none."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"{path}: no scorer there; give --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(parser: Parser, path: Path, limit: int | None) -> Iterator[tuple[dict[str, Any], Document]]:
    """The articles of a gzipped file, each with its parse, up to a limit."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        gold: list[dict[str, Any]] = [json.loads(line) for line in itertools.islice(lines, limit)]
    articles = (article_from_text(a["text"], id=a["id"], published=a["published"], title=a.get("title")) for a in gold)
    return zip(gold, parser.parse(articles), strict=True)
