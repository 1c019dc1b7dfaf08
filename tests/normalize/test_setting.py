"""Where, through what, to whom and on what question something was said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from handmade import Made, Said, attributions, documents
from quotes.normalize import normalize
from quotes.parse import Parser
from quotes.record import Record


@dataclass(frozen=True)
class Case:
    made: Made
    where: str | None = None
    medium: str | None = None
    addressee: str | None = None
    prompt: str | None = None


def case(text: str, said: Said, **expected: str) -> Case:
    return Case(Made(text, (said,)), **expected)


SHUT = "that the bridge was shut"
QUOTE = "“The bridge is shut,”"

CASES = {
    "nothing": case(f"Ines Falk said {SHUT}.", Said(SHUT, "said", "Ines Falk")),
    "place-and-day": case(
        f"{QUOTE} spokesman Kurt Dahl said Thursday in Washington.",
        Said(QUOTE, "said", "spokesman Kurt Dahl", type="direct"),
        where="Washington",
    ),
    "place-of-reporters": case(
        f"Kurt Dahl told reporters in Paris {SHUT}.",
        Said(SHUT, "told", "Kurt Dahl"),
        where="Paris",
        addressee="reporters",
    ),
    "place-of-a-rally": case(
        f"{QUOTE} Kurt Dahl said at a rally in London.",
        Said(QUOTE, "said", "Kurt Dahl", type="direct"),
        where="London",
    ),
    "place-inside-the-source": case(
        f"The mayor of a town in France said {SHUT}.",
        Said(SHUT, "said", "The mayor of a town in France"),
    ),
    "place-inside-the-content": case(
        "Kurt Dahl said that the bridge in Paris was shut.",
        Said("that the bridge in Paris was shut", "said", "Kurt Dahl"),
    ),
    "statement": case(
        f"The ministry said in a statement {SHUT}.",
        Said(SHUT, "said", "The ministry"),
        medium="a statement",
    ),
    "statement-first": case(
        f"In a statement, the ministry said {SHUT}.",
        Said(SHUT, "said", "the ministry"),
        medium="a statement",
    ),
    "interview-with": case(
        f"{QUOTE} Falk said in an interview with the Observer.",
        Said(QUOTE, "said", "Falk", type="direct"),
        medium="an interview with the Observer",
    ),
    "the-source-is-the-document": case(
        f"The report said {SHUT}.",
        Said(SHUT, "said", "The report"),
        medium="The report",
    ),
    "platform": case(
        f"{QUOTE} Falk wrote on Twitter.",
        Said(QUOTE, "wrote", "Falk", type="direct"),
        medium="Twitter",
    ),
    "cue-names-the-medium": case(
        f"{QUOTE} Falk tweeted.",
        Said(QUOTE, "tweeted", "Falk", type="direct"),
        medium="tweeted",
    ),
    "outlet": case(
        f"Falk told Radio Lund {SHUT}.",
        Said(SHUT, "told", "Falk"),
        medium="Radio Lund",
        addressee="Radio Lund",
    ),
    "nobody-is-asked": case(
        "Falk questioned his omission.",
        Said("his omission", "questioned", "Falk", stance="doubt"),
    ),
    "paper-that-reports": case(
        "The Harbour Post reported that the king had lied.",
        Said("that the king had lied", "reported", "The Harbour Post"),
    ),
    "report-with-a-name": case(
        "The Muller Report said that the king had lied.",
        Said("that the king had lied", "said", "The Muller Report"),
        medium="The Muller Report",
    ),
    "report-that-says": case(
        "The report said that the king had lied.",
        Said("that the king had lied", "said", "The report"),
        medium="The report",
    ),
    "letter-to": case(
        f"{QUOTE} the board wrote in a letter to both ministries.",
        Said(QUOTE, "wrote", "the board", type="direct"),
        medium="a letter",
        addressee="both ministries",
    ),
    "medium-inside-the-content": case(
        "Falk said the king had lied in a statement.",
        Said("the king had lied in a statement", "said", "Falk"),
    ),
    "told": case(
        f"Falk told the council {SHUT}.",
        Said(SHUT, "told", "Falk"),
        addressee="the council",
    ),
    "told-and-day": case(
        f"Falk told reporters Thursday {SHUT}.",
        Said(SHUT, "told", "Falk"),
        addressee="reporters",
    ),
    "called-on-in-the-content": case(
        "Falk called on the council to shut the bridge.",
        Said("the council to shut the bridge", "called on", "Falk", stance="demand"),
        addressee="the council",
    ),
    "urged-in-the-content": case(
        "Falk urged the council to shut the bridge.",
        Said("the council to shut the bridge", "urged", "Falk", stance="demand"),
        addressee="the council",
    ),
    "thing-is-nobody": case(
        f"Falk told a story {SHUT}.",
        Said(SHUT, "told", "Falk"),
    ),
    "asked-if": case(
        "Asked if she would run, Falk replied, “Perhaps one day.”",
        Said("“Perhaps one day.”", "replied", "Falk", type="direct"),
        prompt="Asked if she would run",
    ),
    "when-asked-about": case(
        f"When asked about the strike, Falk said {SHUT}.",
        Said(SHUT, "said", "Falk"),
        prompt="When asked about the strike",
    ),
    "asked-after-the-cue": case(
        f"{QUOTE} Falk said when asked about the strike.",
        Said(QUOTE, "said", "Falk", type="direct"),
        prompt="when asked about the strike",
    ),
    "in-response": case(
        f"In response to a question about the strike, Falk said {SHUT}.",
        Said(SHUT, "said", "Falk"),
        prompt="In response to a question about the strike",
    ),
    "sentence-before": case(
        "Asked if she was tired, Falk laughed. “I slept for a week,” she said.",
        Said("“I slept for a week,”", "said", "she#2", type="direct"),
        prompt="Asked if she was tired",
    ),
    "asked-is-the-cue": case(
        "Falk asked if the bridge was shut.",
        Said("if the bridge was shut", "asked", "Falk", stance="ask"),
    ),
    "line-before": case(
        "Q: Why stop now?\nA: Because I counted my toes.",
        Said("Because I counted my toes.", None, None, type="direct"),
        prompt="Why stop now?",
    ),
    "labelled-line-before": case(
        "Observer: Why stop now?\nFalk: Because I counted my toes.",
        Said("Because I counted my toes.", None, "Falk", type="direct"),
        prompt="Why stop now?",
    ),
    "line-before-is-no-question": case(
        "Observer: It is late.\nFalk: I counted my toes.",
        Said("I counted my toes.", None, "Falk", type="direct"),
    ),
}


@pytest.fixture(scope="module")
def records(parser: Parser) -> dict[str, Record]:
    made = [case.made for case in CASES.values()]
    found = [
        normalize(document, attributions(document, case))
        for document, case in zip(documents(parser, made), made, strict=True)
    ]
    return {name: records[0] for name, records in zip(CASES, found, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_setting(records: dict[str, Record], name: str) -> None:
    found, expected = records[name], CASES[name]
    assert (found.where.name if found.where else None) == expected.where
    assert (found.medium.text if found.medium else None) == expected.medium
    assert (found.addressee.text if found.addressee else None) == expected.addressee
    assert (found.prompt.text if found.prompt else None) == expected.prompt
