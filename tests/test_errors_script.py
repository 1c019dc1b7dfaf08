"""The error analysis tells the reasons apart, on sentences of our own with attributions that are made to be missed."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType
from typing import Any

import pytest

import golden
from plain_articles import plain_article
from quotes import Extractor
from quotes.parse import Parser
from snippets import locate

SCORER = golden.ROOT.parent / "shared" / "tools" / "score.py"
pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the scorer isn't beside the checkout")

TEXT = """Ana Ruiz said that the bridge would hold for ten years.
Tove Lind said that the tunnel was dry again.
It was stated that the ferry was late.
Marta Delorme said that the lift was stuck, but the crane worked.
Petra Solheim warned that the roof would leak.
Rain fell on the empty harbour."""
GOLD = {
    "right": ("Ana Ruiz", "said#1", "that the bridge would hold for ten years"),
    "source": ("It", "said#2", "that the tunnel was dry again"),
    "floor": ("It", "was stated", "that the ferry was late"),
    "cue": ("Petra Solheim", "leak", "that the roof would leak"),
    "word": ("Rain", "fell", "on the empty harbour"),
}


def script(path: str) -> ModuleType:
    loader = SourceFileLoader("errors", str(golden.ROOT / path))
    spec = spec_from_loader("errors", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def attribution(source: str, cue: str, content: str) -> dict[str, Any]:
    parts = {"source": source, "cue": cue, "content": content}
    return {name: [list(locate(TEXT, words))] for name, words in parts.items()}


def test_reasons(parser: Parser) -> None:
    errors = script("scripts/errors")
    scorer = errors.sibling("train_confidence").load_scorer(SCORER)
    (document,) = parser.parse([plain_article(TEXT)])
    gold = {"text": TEXT, "attributions": [attribution(*row) for row in GOLD.values()]}
    attributions, records = errors.judge(scorer, gold, document, Extractor(parser=parser))
    assert [name for name, _ in attributions] == list(GOLD)
    assert [name for name, _ in records].count("matched") == 3
    assert [name for name, _ in records].count("extra") == 1, "what Marta Delorme said is annotated nowhere"
