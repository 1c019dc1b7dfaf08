"""Which date belongs to which act of saying. Published on Friday, 17 May 2019, unless the case says otherwise."""

from __future__ import annotations

import pytest

from handmade import Made, Said, records_of
from quotes.parse import Parser
from quotes.record import Record

SHUT = "the bridge was shut"
FALK = "Ines Falk"

CASES: dict[str, tuple[Made, list[tuple[str | None, str] | None]]] = {
    "main-clause-and-participle": (
        Made(
            "Marovia on Thursday urged Lindara to leave, warning that it would act.",
            (
                Said("Lindara to leave", "urged", "Marovia", "Marovia"),
                Said("that it would act", "warning", "Marovia", "Marovia"),
            ),
        ),
        [("2019-05-16", "on Thursday"), ("2019-05-16", "on Thursday")],
    ),
    "clause-that-the-cue-goes-on-with": (
        Made(
            "On Wednesday, the ministry closed the harbour, citing the storm.",
            (Said("the storm", "citing", "the ministry", "ministry"),),
        ),
        [("2019-05-15", "On Wednesday")],
    ),
    "relaying-agency-has-no-share-in-it": (
        Made(
            "Marovia on Thursday urged Lindara to leave, Halcyon News reports.",
            (
                Said("Marovia on Thursday urged Lindara to leave", "reports", "Halcyon News", "Halcyon News"),
                Said("Lindara to leave", "urged", "Marovia", "Marovia", parent=0),
            ),
        ),
        [None, ("2019-05-16", "on Thursday")],
    ),
    "reported-within": (
        Made(
            "Falk said on Thursday that Rask had warned her.",
            (
                Said("that Rask had warned her", "said", "Falk", "Falk"),
                Said("her", "had warned", "Rask", "Rask", parent=0),
            ),
        ),
        [("2019-05-16", "on Thursday"), None],
    ),
    "date-of-a-relative-clause": (
        Made(f"Falk, who was elected on Sunday, said {SHUT}.", (Said(SHUT, "said", "Falk"),)),
        [None],
    ),
    "date-of-an-adverbial-clause": (
        Made(f"After she was elected on Sunday, Falk said {SHUT}.", (Said(SHUT, "said", "Falk"),)),
        [None],
    ),
    "medium-that-seems-to-belong-to-an-object": (
        Made(
            "Ines Falk, the mayor's eldest daughter, noted the rule in the interview last week.",
            (Said("the rule in the interview last week", "noted", "Ines Falk, the mayor's eldest daughter", FALK),),
        ),
        [("2019-W19", "last week")],
    ),
    "medium-of-the-remark-that-is-spoken-of": (
        Made(
            "Falk mocked the remark in the interview last week.",
            (Said("the remark in the interview last week", "mocked", "Falk", FALK),),
        ),
        [None],
    ),
    "dated-medium": (
        Made(f"In a message posted Tuesday, Falk said {SHUT}.", (Said(SHUT, "said", "Falk"),)),
        [("2019-05-14", "Tuesday")],
    ),
    "dated-document-as-source": (
        Made(f"Monday's statement said {SHUT}.", (Said(SHUT, "said", "Monday's statement"),)),
        [("2019-05-13", "Monday's")],
    ),
    "dateline-left-in-the-text": (
        Made(f"LUND, May 16 (MPA) — Ines Falk said {SHUT}.", (Said(SHUT, "said", FALK),)),
        [None],
    ),
    "continuation-of-a-quotation": (
        Made(
            "“It is shut,” Ines Falk said on Thursday. “It stays shut.”",
            (
                Said("“It is shut,”", "said", FALK, FALK, type="direct"),
                Said("“It stays shut.”", None, None, FALK, type="direct", follows=0),
            ),
        ),
        [("2019-05-16", "on Thursday"), ("2019-05-16", "on Thursday")],
    ),
    "same-speaker-goes-on": (
        Made(
            f"Ines Falk said on Thursday that {SHUT}.\n“It stays shut,” she said.",
            (
                Said(SHUT, "said#1", FALK, FALK),
                Said("“It stays shut,”", "said#2", "she", FALK, type="direct"),
            ),
        ),
        [("2019-05-16", "on Thursday"), ("2019-05-16", "on Thursday")],
    ),
    "somebody-else-does-not": (
        Made(
            f"Ines Falk said on Thursday that {SHUT}.\n“It is open,” Rask said.",
            (
                Said(SHUT, "said#1", FALK, FALK),
                Said("“It is open,”", "said#2", "Rask", "Rask", type="direct"),
            ),
        ),
        [("2019-05-16", "on Thursday"), None],
    ),
    "present-tense-does-not": (
        Made(
            f"Ines Falk said on Thursday that {SHUT}.\nShe says it stays shut.",
            (
                Said(SHUT, "said", FALK, FALK),
                Said("it stays shut", "says", "She", FALK),
            ),
        ),
        [("2019-05-16", "on Thursday"), None],
    ),
    "new-scene-does-not": (
        Made(
            f"Ines Falk said on Thursday that {SHUT}.\nAt a fair in Lund, Falk said it was full.",
            (
                Said(SHUT, "said#1", FALK, FALK),
                Said("it was full", "said#2", "Falk#2", FALK),
            ),
        ),
        [("2019-05-16", "on Thursday"), None],
    ),
    "event-dated-before": (
        Made(
            f"The two met at Monday's televised debate.\nRask told the debate audience that {SHUT}.",
            (Said(SHUT, "told", "Rask", "Rask"),),
        ),
        [("2019-05-13", "Monday's")],
    ),
    "pointing-back-a-day": (
        Made(
            f"The club met on Tuesday. A day later, Falk said {SHUT}.",
            (Said(SHUT, "said", "Falk", FALK),),
        ),
        [("2019-05-15", "A day later")],
    ),
    "day-taken-into-the-source": (
        Made(
            "Marovia on Thursday urged Lindara to leave, warning that it would act.",
            (
                Said("that it would act", "warning", "Marovia on Thursday", "Marovia"),
                Said("Lindara to leave", "urged", "Marovia on Thursday", "Marovia"),
            ),
        ),
        [("2019-05-16", "on Thursday"), ("2019-05-16", "on Thursday")],
    ),
    "stretch-of-time": (
        Made("Since Monday, Falk has urged a truce.", (Said("a truce", "has urged", "Falk"),)),
        [None],
    ),
    "after-the-last-quoted-word": (
        Made(
            "Falk referred to the mayor as “a clown” earlier this month.",
            (Said("the mayor as “a clown” earlier this month", "referred to", "Falk", type="mixed"),),
        ),
        [("2019-05", "earlier this month")],
    ),
    "day-in-a-clause-of-the-content": (
        Made(
            "Falk said the fall was “a joke” on Monday.",
            (Said("the fall was “a joke” on Monday", "said", "Falk", type="mixed"),),
        ),
        [None],
    ),
    "unknown-publication": (
        Made(f"Falk said on Thursday that {SHUT}.", (Said(SHUT, "said", "Falk"),), published=None),
        [(None, "on Thursday")],
    ),
}


@pytest.fixture(scope="module")
def records(parser: Parser) -> dict[str, list[Record]]:
    return records_of(parser, {name: made for name, (made, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_when(records: dict[str, list[Record]], name: str) -> None:
    found = [(record.when.date, record.when.text) if record.when else None for record in records[name]]
    assert found == CASES[name][1]
    for record in records[name]:
        if record.when:
            assert (record.when.date is None) == (record.when.precision is None) == (record.when.basis is None)
