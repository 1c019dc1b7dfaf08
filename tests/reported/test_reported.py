"""What users of other programs reported as failing: ``cases.toml`` through the whole path, from text to records."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes import Extractor
from quotes.record import Record
from snippets import locate

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["case"]
NOBODY = "nobody"


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["needs"])] if "needs" in case else []
    return pytest.param(case, marks=marks, id=identity(case))


def identity(case: dict[str, Any]) -> str:
    return f"{case['reported']}: {case['text'].strip()[:30]}"


@pytest.fixture(scope="module")
def extracted(extractor: Extractor) -> dict[str, tuple[Record, ...]]:
    """The records of all cases by their text, from one batch."""
    articles = [
        {"id": str(number), "text": case["text"], "published": case.get("published")}
        for number, case in enumerate(CASES)
    ]
    return {extraction.article.text: extraction.records for extraction in extractor.stream(articles)}


@pytest.mark.parametrize("case", map(marked, CASES))
def test_records(case: dict[str, Any], extracted: dict[str, tuple[Record, ...]]) -> None:
    records = extracted[case["text"]]
    missing = [
        wanted
        for wanted in case["records"]
        if not wanted.get("optional") and not any(fits(case["text"], wanted, record) for record in records)
    ]
    extra = [record for record in records if not any(fits(case["text"], wanted, record) for wanted in case["records"])]
    assert not missing, f"not found: {missing}\nrecords: {described(records)}"
    assert not extra, f"too much: {described(extra)}"


@pytest.mark.parametrize("case", [pytest.param(case, id=identity(case)) for case in CASES if "never" in case])
def test_nobody_else_is_given_the_words(case: dict[str, Any], extracted: dict[str, tuple[Record, ...]]) -> None:
    records = extracted[case["text"]]
    wrong = [record for record in records if speaker(record) in case["never"]]
    assert not wrong, described(wrong)


def fits(text: str, wanted: dict[str, Any], record: Record) -> bool:
    """Whether a record is the one wanted: the same words by the same speaker, and a cue that overlaps."""
    pieces = [locate(text, piece) for piece in wanted["quote"]]
    said = [(span.start, span.end) for span in record.quote.spans]
    if letters(text, pieces) != letters(text, said) or record.type != wanted["type"]:
        return False
    if speaker(record) != wanted["speaker"] or bool(record.cue) != bool(wanted["cue"]):
        return False
    if record.cue is not None:
        start, end = locate(text, wanted["cue"])
        if record.cue.start >= end or record.cue.end <= start:
            return False
    found = {
        "act": record.act,
        "negated": record.claim.negated,
        "when": record.when.date if record.when else None,
        "kind": record.speaker.kind if record.speaker else None,
    }
    return all(wanted[name] == value for name, value in found.items() if name in wanted)


def letters(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Where the letters and digits of some spans stand."""
    return [i for start, end in spans for i in range(start, end) if text[i].isalnum()]


def speaker(record: Record) -> str:
    return record.speaker.name if record.speaker is not None else NOBODY


def described(records: list[Record] | tuple[Record, ...]) -> str:
    lines = [
        (
            speaker(record),
            record.type,
            record.cue and record.cue.text,
            [span.text for span in record.quote.spans],
            record.when and record.when.date,
            record.evidence.rule,
            record.confidence,
        )
        for record in records
    ]
    return "\n    ".join(map(str, ["", *lines]))


def test_every_report_has_its_rows_in_order() -> None:
    assert list(dict.fromkeys(case["reported"] for case in CASES)) == TABLE["phenomena"]
    assert len({case["text"] for case in CASES}) == len(CASES)


def test_stretches_are_in_their_texts() -> None:
    for case in CASES:
        for wanted in case["records"]:
            assert wanted["quote"]
            for snippet in filter(None, [wanted["cue"], *wanted["quote"]]):
                locate(case["text"], snippet)
