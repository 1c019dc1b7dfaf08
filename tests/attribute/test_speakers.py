"""Who said it, on sentences of our own: the whole path from text to speaker."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from plain_articles import plain_article
from quotes.attribute import Attribution, attribute
from quotes.parse import Parser
from quotes.speech import find_speech
from snippets import locate

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def attributed(parser: Parser) -> list[list[Attribution]]:
    """The attributions of every case, all texts parsed in one batch."""
    articles = [plain_article(case["text"]) for case in CASES]
    return [attribute(document, find_speech(document, proposals=())) for document in parser.parse(articles)]


def best_match(attributions: list[Attribution], start: int, end: int) -> Attribution | None:
    """The attribution whose content shares most with a stretch, and has least besides it."""

    def overlap(one: Attribution) -> tuple[int, int]:
        shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in one.speech.content)
        return shared, -sum(len(span) for span in one.speech.content)

    best = max(attributions, key=overlap, default=None)
    return best if best is not None and overlap(best)[0] > 0 else None


def name(case: dict[str, Any]) -> str:
    return f"{case['phenomenon']}: {case['text'][:50]}"


@pytest.mark.parametrize("number", range(len(CASES)), ids=[name(case) for case in CASES])
def test_speakers(number: int, attributed: list[list[Attribution]]) -> None:
    case, attributions = CASES[number], attributed[number]
    if case.get("pending"):
        pytest.xfail(case["pending"])
    for snippet, expected in case.get("speakers", ()):
        found = best_match(attributions, *locate(case["text"], snippet))
        assert found is not None, f"no speech found at {snippet!r}"
        got = found.speaker.name if found.speaker else ""
        assert got == expected, f"{snippet!r}: {got!r} by {found.speaker and found.speaker.resolved_by}"


@pytest.mark.parametrize("number", [i for i, case in enumerate(CASES) if case.get("unfound")])
def test_nobody_speaks(number: int, attributed: list[list[Attribution]]) -> None:
    for snippet in CASES[number]["unfound"]:
        assert best_match(attributed[number], *locate(CASES[number]["text"], snippet)) is None


@pytest.mark.parametrize("number", [i for i, case in enumerate(CASES) if case.get("relayed")])
def test_relays(number: int, attributed: list[list[Attribution]]) -> None:
    case, attributions = CASES[number], attributed[number]
    for snippet, expected in case["relayed"]:
        found = best_match(attributions, *locate(case["text"], snippet))
        assert found is not None
        assert expected in [relay.name for relay in found.relayed_by]
        assert all(relay.span.of(case["text"]) for relay in found.relayed_by)
