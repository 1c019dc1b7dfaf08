"""What holds for every record that this stage makes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handmade import Made, Said, attributions, documents
from quotes.attribute.attribution import Attribution
from quotes.normalize import normalize
from quotes.parse import Parser
from quotes.parse.document import Document
from quotes.record import Record
from quotes.span import Span

MADE = Made(
    "  “The 🌉 is shut,” Ines Falk said on Thursday at a rally in London, Halcyon News reports.\r\n\r\n"
    "Asked about 30 boats, she told reporters:   “They stay. ”\r\nNobody spoke. She was asked if she slept.",
    (
        Said(
            "“The 🌉 is shut,” Ines Falk said on Thursday at a rally in London",
            "reports",
            "Halcyon News",
            "Halcyon News",
            type="mixed",
        ),
        Said("“The 🌉 is shut,”", "said", "Ines Falk", "Ines Falk", type="direct", parent=0),
        Said("“They stay. ”", "told", "she#1", "Ines Falk", type="direct"),
    ),
)


@pytest.fixture(scope="module")
def document(parser: Parser) -> Document:
    return documents(parser, [MADE])[0]


@pytest.fixture(scope="module")
def given(document: Document) -> list[Attribution]:
    return attributions(document, MADE)


def test_every_span_is_its_text(document: Document, given: list[Attribution]) -> None:
    for record in normalize(document, given):
        spans = [*record.quote.spans, record.cue, record.source, record.medium, record.when, record.addressee]
        for span in [*spans, record.prompt, *record.claim.quantities]:
            assert span is None or document.text[span.start : span.end] == span.text != ""
        if record.where:
            assert document.text[record.where.start : record.where.end] == record.where.name


def test_one_record_an_attribution_in_order(document: Document, given: list[Attribution]) -> None:
    records = normalize(document, given)
    assert [record.cue.text for record in records if record.cue] == ["reports", "said", "told"]
    assert [record.parent for record in records] == [None, records[0].id, None]
    assert records[2].prompt is not None
    assert records[2].prompt.text == "Asked about 30 boats"


def test_same_records_every_time(document: Document, given: list[Attribution]) -> None:
    first, second = (
        [record.to_json() for record in normalize(document, given)],
        [record.to_json() for record in normalize(document, given)],
    )
    assert first == second
    assert [Record.model_validate_json(line).to_json() for line in first] == first


def test_ids_are_unique_even_for_equal_spans(document: Document, given: list[Attribution]) -> None:
    records = normalize(document, [*given, *given])
    assert len({record.id for record in records}) == 2 * len(given)
    assert [record.id for record in records[:3]] == [record.id for record in normalize(document, given)]


def test_id_depends_on_the_text_and_the_spans(document: Document, given: list[Attribution]) -> None:
    (_, record, _), moved = normalize(document, given), replace(given[1].speech, content=(Span(2, 10),))
    other = normalize(document, [given[0], replace(given[1], speech=moved)])[1]
    assert record.id != other.id


def test_empty_content_leaves_no_record_and_no_orphan(document: Document, given: list[Attribution]) -> None:
    blank = replace(given[1], speech=replace(given[1].speech, content=(Span(0, 2), Span(5, 5))))
    child = replace(given[2], speech=replace(given[2].speech, parent=1))
    records = normalize(document, [given[0], blank, child])
    assert [record.cue.text for record in records if record.cue] == ["reports", "told"]
    assert records[1].parent == records[0].id


def test_circle_of_parents_ends(document: Document, given: list[Attribution]) -> None:
    blank = replace(given[1], speech=replace(given[1].speech, content=(Span(0, 2),), parent=1))
    child = replace(given[2], speech=replace(given[2].speech, parent=1, follows=1))
    (record,) = normalize(document, [blank, child])[-1:]
    assert record.parent is None


def test_nothing_said(document: Document) -> None:
    assert normalize(document, []) == []


def test_speech_without_cue_and_source(document: Document, given: list[Attribution]) -> None:
    bare = replace(given[1], speaker=None, speech=replace(given[1].speech, cue=None, source=None, parent=None))
    (record,) = normalize(document, [bare])
    assert (record.cue, record.source, record.speaker, record.when) == (None, None, None, None)
    assert record.claim.text == "The 🌉 is shut."
    assert (record.claim.stance, record.claim.negated) == ("assert", False)
