"""What a claim counts, and who does what to whom in it."""

from __future__ import annotations

import pytest

from handmade import Made, Said, attributions, documents
from quotes.normalize import normalize
from quotes.parse import Parser
from quotes.record import Claim

QUANTITIES: dict[str, list[tuple[float, str | None, str]]] = {
    "30 senators left": [(30, "senators", "30 senators")],
    "prices rose by 12.5 percent": [(12.5, "%", "12.5 percent")],
    "prices rose by 8% a year": [(8, "%", "8%")],
    "the port cost $3 billion": [(3e9, "$", "$3 billion")],
    "the port cost €1.5m": [(1.5e6, "€", "€1.5m")],
    "2 million people fled": [(2e6, "people", "2 million people")],
    "the mines hold 80,000-120,000 people": [(80000, "people", "80,000"), (120000, "people", "120,000 people")],
    "between $3.1 billion and $3.2 billion was spent": [(3.1e9, "$", "$3.1 billion"), (3.2e9, "$", "$3.2 billion")],
    "eleven estates were sold": [(11, "estates", "eleven estates")],
    "two hundred and six sheep were sold": [(206, "sheep", "two hundred and six sheep")],
    "three hundred thousand houses stand empty": [(300000, "houses", "three hundred thousand houses")],
    "a hundred ships waited": [(100, "ships", "a hundred ships")],
    "25 million more people have work": [(25e6, "people", "25 million more people")],
    "nine Republican senators left": [(9, "Republican senators", "nine Republican senators")],
    "the lead fell by three percentage points": [(3, "percentage points", "three percentage points")],
    # no quantities
    "the war began in 1994": [],
    "the vote was on July 4": [],
    "the train left at 3 p.m.": [],
    "the train left at 10:30": [],
    "article 5 was broken": [],
    "she came in 3rd": [],
    "one must pay": [],
    "nobody slept": [],
}

TRIPLES: dict[str, tuple[str, str, str]] = {
    "the council shut the bridge": ("the council", "shut", "the bridge"),
    "the council did not shut the bridge": ("the council", "did not shut", "the bridge"),
    "the bridge was built by miners": ("the bridge", "was built by", "miners"),
    "the bridge is a disgrace": ("the bridge", "is", "a disgrace"),
    "the bridge was not a disgrace": ("the bridge", "was not", "a disgrace"),
    "the council will have to shut the bridge": ("the council", "will have to shut", "the bridge"),
    "the council relied on the miners": ("the council", "relied on", "the miners"),
}


@pytest.fixture(scope="module")
def claims(parser: Parser) -> dict[str, Claim]:
    contents = [*QUANTITIES, *TRIPLES]
    made = [Made(f"Ines Falk said that {content}.", (Said(content, "said#1", "Ines Falk"),)) for content in contents]
    return {
        content: normalize(document, attributions(document, case))[0].claim
        for content, document, case in zip(contents, documents(parser, made), made, strict=True)
    }


@pytest.mark.parametrize("content", QUANTITIES)
def test_quantities(claims: dict[str, Claim], content: str) -> None:
    found = [(quantity.value, quantity.unit, quantity.text) for quantity in claims[content].quantities]
    assert found == QUANTITIES[content]
    assert ("quantity" in claims[content].flags) == bool(found)


@pytest.mark.parametrize("content", TRIPLES)
def test_triples(claims: dict[str, Claim], content: str) -> None:
    found = [(triple.subject, triple.relation, triple.object) for triple in claims[content].triples]
    assert found == [TRIPLES[content]]
