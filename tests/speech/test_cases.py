"""Sentences of our own with the speech that each holds: what ``cases.toml`` expects is found, and nothing else.

What has to be found is looked for among all finds, however doubtful; what may not be found, among those that are
reported. A case with ``needs`` fails for want of what it names, and says so when that is there.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.parse import Document, Parser
from quotes.read import article_from_text
from quotes.span import Span
from quotes.speech import Speech, find_speech
from quotes.speech.confidence import Confidence
from snippets import locate

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
NO_FLOOR = Confidence(bias=0, weights={}, floor=0.0)
TRIVIAL = frozenset(
    {"a", "an", "the", "of", "and", "or", "in", "to", "for", "from", "at", "on", "by", "with", "his", "her"}
)
NEEDS = {"better parse"}


def name(case: dict[str, Any]) -> str:
    return f"{case['phenomenon']}: {case['text'].strip()[:40]}"


def marked(case: dict[str, Any]) -> Any:
    reason = case.get("needs")
    marks = [pytest.mark.xfail(strict=True, reason=f"needs a {reason}")] if reason else []
    return pytest.param(case, marks=marks, id=name(case))


@pytest.fixture(scope="module")
def documents(parser: Parser) -> dict[str, Document]:
    articles = [article_from_text(case["text"], id=case["text"]) for case in CASES]
    return {document.text: document for document in parser.parse(articles)}


@pytest.mark.parametrize("case", map(marked, CASES))
def test_case(case: dict[str, Any], documents: dict[str, Document]) -> None:
    document = documents[case["text"]]
    missing = [wanted for wanted in case["expect"] if not any(fits(case, wanted, found) for found in every(document))]
    assert not missing, f"not found: {missing}\nfound: {described(every(document), document.text)}"
    extra = [
        found
        for found in find_speech(document, proposals=())
        if not any(fits(case, wanted, found) for wanted in case["expect"])
    ]
    assert not extra, f"too much: {described(extra, document.text)}"


def every(document: Document) -> list[Speech]:
    return find_speech(document, confidence=NO_FLOOR, proposals=())


def fits(case: dict[str, Any], wanted: dict[str, Any], found: Speech) -> bool:
    """Whether a find is what a case expects: the same words said, and a cue and a source that overlap."""
    text = case["text"]
    if found.type != wanted["type"]:
        return False
    if letters(text, [Span(*locate(text, part)) for part in wanted["content"]]) != letters(text, found.content):
        return False
    cue = wanted.get("cue")
    if bool(cue) != bool(found.cue) or (cue and found.cue and not found.cue.span.overlaps(Span(*locate(text, cue)))):
        return False
    source = wanted.get("source")
    if not source or found.source is None:
        return not source and found.source is None
    return bool(words(text, Span(*locate(text, source))) & words(text, found.source.span))


def letters(text: str, spans: Any) -> list[int]:
    """Where the letters and digits of some spans stand."""
    return [i for span in spans for i in range(span.start, span.end) if text[i].isalnum()]


def words(text: str, span: Span) -> set[int]:
    """Where the words of a span begin that say who it is; all of its words if none does."""
    starts, i = {}, span.start
    for word in span.of(text).split():
        i = text.index(word, i)
        starts[i] = word.strip(".,;:“”\"'").lower()
        i += len(word)
    return {start for start, word in starts.items() if word not in TRIVIAL} or set(starts)


def described(found: list[Speech], text: str) -> str:
    lines = [
        (
            s.type,
            s.rule,
            s.source and s.source.span.of(text),
            s.cue and s.cue.span.of(text),
            [c.of(text) for c in s.content],
        )
        for s in found
    ]
    return "\n    ".join(map(str, ["", *lines]))


def test_cases_are_sound() -> None:
    """A snippet that isn't in its text, or is there twice, would make a case that tests something else."""
    assert len({case["text"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert case.get("needs", "better parse") in NEEDS
        for wanted in case["expect"]:
            assert wanted["content"]
            for snippet in filter(None, [wanted.get("source"), wanted.get("cue"), *wanted["content"]]):
                locate(case["text"], snippet)
