"""Attribution of speech that is given: pronouns, documents, carriers, references, odd input."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from plain_articles import plain_article
from quotes.attribute import Attribution, attribute
from quotes.parse import Document, Parser
from quotes.span import Span
from quotes.speech import Cue, Mention, Speech, find_speech
from snippets import locate


@dataclass(frozen=True)
class Said:
    """A speech by the snippets of its source, cue and content."""

    source: str | None
    cue: str
    content: str
    direct: bool = False
    follows: int | None = None
    parent: int | None = None


def made(document: Document, said: Said) -> Speech:
    def token(span: Span) -> int:
        found = document.doc.char_span(span.start, span.end, alignment_mode="expand")
        return int(found.root.i) if found is not None else 0

    content = Span(*locate(document.text, said.content))
    cue = Span(*locate(document.text, said.cue)) if said.cue else None
    source = Span(*locate(document.text, said.source)) if said.source else None
    return Speech(
        type="direct" if said.direct else "indirect",
        content=(content,),
        cue=Cue(cue, token(cue), "say", "speech", "assert") if cue else None,
        source=Mention(source, token(source)) if source else None,
        sentence=next(s.span for s in document.sentences if s.span.end > (cue or content).start),
        rule="given",
        confidence=1.0,
        follows=said.follows,
        parent=said.parent,
    )


STATEMENT = (
    "South Tarn's Harbour Ministry said in a statement carried by the Tarnian News Agency that ships must wait. "
    "The statement said fees would rise. It added that no ship was exempt."
)
SPOKESMAN = 'Harbour Ministry spokesman Omar Tell was calm. "We will wait," Tell said. "I know him."'
REPORT = "The Sea Bureau released a report on cod. The report said stocks were low."
NESTED = "Ada Bell said that Carl Stone had resigned, Tarn Press reports."
CASES = [
    (STATEMENT, [
        Said("South Tarn's Harbour Ministry", "said#1", "that ships must wait"),
        Said("The statement", "said#2", "fees would rise"),
        Said("It", "added", "that no ship was exempt"),
    ]),
    (SPOKESMAN, [
        Said("Tell#2", "said", '"We will wait,"', direct=True),
        Said(None, "", '"I know him."', direct=True, follows=0),
    ]),
    (REPORT, [Said("The report", "said", "stocks were low")]),
    (NESTED, [
        Said("Tarn Press", "reports", "Ada Bell said that Carl Stone had resigned"),
        Said("Ada Bell", "said", "that Carl Stone had resigned", parent=0),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def results(parser: Parser) -> dict[str, list[Attribution]]:
    documents = parser.parse([plain_article(text) for text, _ in CASES])
    return {
        text: attribute(document, [made(document, said) for said in given])
        for document, (text, given) in zip(documents, CASES, strict=True)
    }


def names(attributions: list[Attribution]) -> list[tuple[str, str, str] | None]:
    return [
        (one.speaker.name, one.speaker.kind, one.speaker.resolved_by) if one.speaker else None for one in attributions
    ]


def test_a_statement_is_its_issuers(results: dict[str, list[Attribution]]) -> None:
    ministry = "South Tarn's Harbour Ministry"
    assert names(results[STATEMENT]) == [
        (ministry, "organization", "named"),
        (ministry, "document", "document"),
        (ministry, "document", "document"),
    ]


def test_the_carrier_is_kept_apart_and_inherited(results: dict[str, list[Attribution]]) -> None:
    assert [[relay.name for relay in one.relayed_by] for one in results[STATEMENT]] == [["Tarnian News Agency"]] * 3


def test_a_report_is_its_publishers(results: dict[str, list[Attribution]]) -> None:
    assert names(results[REPORT]) == [("Sea Bureau", "document", "document")]


def test_a_medium_that_reports_it_is_a_carrier(results: dict[str, list[Attribution]]) -> None:
    assert [relay.name for relay in results[NESTED][1].relayed_by] == ["Tarn Press"]


def test_what_follows_is_by_the_same_speaker_and_less_sure(results: dict[str, list[Attribution]]) -> None:
    first, second = results[SPOKESMAN]
    assert names([first, second]) == [("Omar Tell", "person", "surname"), ("Omar Tell", "person", "continuation")]
    assert second.confidence < first.confidence


def test_first_persons_inside_the_marks(results: dict[str, list[Attribution]]) -> None:
    first, second = results[SPOKESMAN]
    assert [(reference.span.of(SPOKESMAN), reference.name) for reference in first.references] == [
        ("We", "Harbour Ministry")
    ]
    assert [(reference.span.of(SPOKESMAN), reference.name) for reference in second.references] == [("I", "Omar Tell")]


REFERENCES = {
    "Fred Matian said he was tired.": ["Fred Matian"],
    "Fred Matian said it would be easier for the deputy if he came.": [],
    "Fred Matian said he was a lawyer and that he would go.": ["Fred Matian", "Fred Matian"],
    "Fred Matian left. Ada Roe said that President His Royal Highness Omar Tell had paid.": [],
}


@pytest.mark.parametrize("text", REFERENCES)
def test_pronouns_in_what_is_said_are_filled_in_where_sure(parser: Parser, text: str) -> None:
    (document,) = parser.parse([plain_article(text)])
    (found,) = attribute(document, find_speech(document, proposals=()))
    assert [reference.name for reference in found.references] == REFERENCES[text]


ISSUERS = {
    "According to a report by the Norwegian newspaper Harbour Daily, it was late.": "Harbour Daily",
    "Data from Tarn's finance ministry show that it was late.": "Data from Tarn's finance ministry",
    "The city of Lund is dry. First reports from Lund indicate that it was late.": "First reports from Lund",
}


@pytest.mark.parametrize("text", ISSUERS)
def test_documents_stand_for_whoever_issued_them(parser: Parser, text: str) -> None:
    (document,) = parser.parse([plain_article(text)])
    speaker = attribute(document, find_speech(document, proposals=()))[-1].speaker
    assert speaker is not None
    assert speaker.name == ISSUERS[text]


def test_nothing_said_nothing_attributed(parser: Parser) -> None:
    (document,) = parser.parse([plain_article("Tarn slept.")])
    assert attribute(document, []) == []


def test_a_circle_of_continuations_ends(parser: Parser) -> None:
    (document,) = parser.parse([plain_article('"One." "Two."')])
    given = [Said(None, "", '"One."', follows=1), Said(None, "", '"Two."', follows=0)]
    assert [one.speaker for one in attribute(document, [made(document, said) for said in given])] == [None, None]
