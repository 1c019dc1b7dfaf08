"""What was said as a sentence that stands on its own, with its references, stance and flags."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from handmade import Made, Said, attributions, documents
from quotes.normalize import normalize
from quotes.parse import Parser
from quotes.record import Claim


@dataclass(frozen=True)
class Case:
    made: Made
    text: str
    resolved: str | None = None
    stance: str = "assert"
    flags: frozenset[str] | None = None


def case(text: str, said: Said, claim: str, **rest: object) -> Case:
    return Case(Made(text, (said,)), claim, **rest)  # type: ignore[arg-type]


CASES = {
    "complementizer": case(
        "Ines Falk said that the bridge was shut.",
        Said("that the bridge was shut", "said", "Ines Falk"),
        "The bridge was shut.",
    ),
    "no-complementizer": case(
        "Ines Falk said the bridge was shut.",
        Said("the bridge was shut", "said", "Ines Falk"),
        "The bridge was shut.",
    ),
    "demonstrative-stays": case(
        "“That is a lie,” Ines Falk said.",
        Said("“That is a lie,”", "said", "Ines Falk", type="direct"),
        "That is a lie.",
    ),
    "marks-and-comma": case(
        '"We will win," Falk said.',
        Said('"We will win,"', "said", "Falk", type="direct"),
        "We will win.",
        flags=frozenset({"prediction"}),
    ),
    "guillemets": case(
        "«The door is open», said Falk.",
        Said("«The door is open»", "said", "Falk", type="direct"),
        "The door is open.",
    ),
    "question-mark-stays": case(
        "“Who pays for the bridge?” Falk said.",
        Said("“Who pays for the bridge?”", "said", "Falk", type="direct"),
        "Who pays for the bridge?",
        stance="ask",
    ),
    "question-in-marks-asks": case(
        "“Who pays for the bridge?” Falk questioned.",
        Said("“Who pays for the bridge?”", "questioned", "Falk", type="direct", stance="doubt"),
        "Who pays for the bridge?",
        stance="ask",
    ),
    "whether-stays": case(
        "Falk asked whether the bridge was safe.",
        Said("whether the bridge was safe", "asked", "Falk", stance="ask"),
        "Whether the bridge was safe.",
        stance="ask",
    ),
    "infinitive-as-written": case(
        "The council urged Lindara to remove the fence.",
        Said("Lindara to remove the fence", "urged", "The council", stance="demand"),
        "Lindara to remove the fence.",
        stance="demand",
    ),
    "inner-marks-stay": case(
        "Falk said the plan was “a pothole with a slogan,” and left.",
        Said("the plan was “a pothole with a slogan,”", "said", "Falk", type="mixed"),
        "The plan was “a pothole with a slogan”.",
    ),
    "inner-marks-at-the-start": case(
        "Falk promised “a train by the spring” to the town.",
        Said("“a train by the spring” to the town", "promised", "Falk", type="mixed", stance="promise"),
        "“A train by the spring” to the town.",
        stance="promise",
    ),
    "split-inside-a-sentence": case(
        "“Peace,” Falk said, “is impossible.”",
        Said(("“Peace,”", "“is impossible.”"), "said", "Falk", type="direct"),
        "Peace is impossible.",
    ),
    "split-at-a-comma": case(
        "“We will stay,” Falk said, “and you know it.”",
        Said(("“We will stay,”", "“and you know it.”"), "said", "Falk", type="direct"),
        "We will stay, and you know it.",
    ),
    "split-between-sentences": case(
        "“This is not politics,” Falk said. “I will tell the truth.”",
        Said(("“This is not politics,”", "“I will tell the truth.”"), "said", "Falk", type="direct"),
        "This is not politics. I will tell the truth.",
    ),
    "split-indirect": case(
        "Five years ago, she said, the orchard gave more fruit.",
        Said(("Five years ago", "the orchard gave more fruit"), "said", "she"),
        "Five years ago the orchard gave more fruit.",
    ),
    "paragraphs-that-reopen": case(
        "Falk said: “We dug for a week.\n“We found nothing.”",
        Said("“We dug for a week.\n“We found nothing.”", "said", "Falk", type="direct"),
        "We dug for a week. We found nothing.",
        flags=frozenset({"personal-experience"}),
    ),
    "unclosed-mark": case(
        "Falk said: “We dug for a week.",
        Said("“We dug for a week.", "said", "Falk", type="direct"),
        "We dug for a week.",
    ),
    "nested-marks-stay": case(
        "“He wrote ‘go home’ and left,” Falk said.",
        Said("“He wrote ‘go home’ and left,”", "said", "Falk", type="direct"),
        "He wrote ‘go home’ and left.",
    ),
    "name-with-a-small-letter": case(
        "Falk said eKart would pay.",
        Said("eKart would pay", "said", "Falk"),
        "eKart would pay.",
    ),
    "possessive-filled-in": case(
        "Ines Falk said that her brother had paid.",
        Said("that her brother had paid", "said", "Ines Falk", references=(("her", "Ines Falk"),)),
        "Her brother had paid.",
        resolved="Ines Falk's brother had paid.",
    ),
    "possessive-after-s": case(
        "Amos Reeves said that his brother had paid.",
        Said("that his brother had paid", "said", "Amos Reeves", references=(("his", "Amos Reeves"),)),
        "His brother had paid.",
        resolved="Amos Reeves' brother had paid.",
    ),
    "first-person-filled-in": case(
        "“I bought goats,” Ines Falk said.",
        Said("“I bought goats,”", "said", "Ines Falk", type="direct", references=(("I", "Ines Falk"),)),
        "I bought goats.",
        resolved="Ines Falk bought goats.",
        flags=frozenset({"personal-experience"}),
    ),
    "agreement-would-break": case(
        "“I am tired,” Ines Falk said.",
        Said("“I am tired,”", "said", "Ines Falk", type="direct", references=(("I", "Ines Falk"),)),
        "I am tired.",
    ),
    "contraction-would-break": case(
        "“I'll win,” Ines Falk said.",
        Said("“I'll win,”", "said", "Ines Falk", type="direct", references=(("I", "Ines Falk"),)),
        "I'll win.",
    ),
    "half-filled-in-would-mix-voices": case(
        "“I bought our goats,” Ines Falk said.",
        Said("“I bought our goats,”", "said", "Ines Falk", type="direct", references=(("I", "Ines Falk"),)),
        "I bought our goats.",
    ),
    "named-once": case(
        "Ines Falk said she had sold her house.",
        Said(
            "she had sold her house",
            "said",
            "Ines Falk",
            references=(("she", "Ines Falk"), ("her", "Ines Falk")),
        ),
        "She had sold her house.",
        resolved="Ines Falk had sold her house.",
    ),
    "nothing-filled-into-what-is-no-clause": case(
        "The rector promised to pay Falk.",
        Said("to pay Falk", "promised", "The rector", references=(("Falk", "Ines Falk"),)),
        "To pay Falk.",
    ),
    "surname-filled-in": case(
        "The rector said that Falk had paid.",
        Said("that Falk had paid", "said", "The rector", references=(("Falk", "Ines Falk"),)),
        "Falk had paid.",
        resolved="Ines Falk had paid.",
    ),
    "opinion": case(
        "Falk said the verdict was a disgrace.",
        Said("the verdict was a disgrace", "said", "Falk"),
        "The verdict was a disgrace.",
        flags=frozenset({"opinion"}),
    ),
    "neutral": case(
        "Falk said the train left at noon.",
        Said("the train left at noon", "said", "Falk"),
        "The train left at noon.",
        flags=frozenset(),
    ),
    "prediction-and-quantity": case(
        "Falk said 300 houses would be sold.",
        Said("300 houses would be sold", "said", "Falk"),
        "300 houses would be sold.",
        flags=frozenset({"prediction", "quantity"}),
    ),
    "experience-only-in-quoted-words": case(
        "Falk said we saw the fire.",
        Said("we saw the fire", "said", "Falk"),
        "We saw the fire.",
        flags=frozenset(),
    ),
}


@pytest.fixture(scope="module")
def claims(parser: Parser) -> dict[str, Claim]:
    made = [case.made for case in CASES.values()]
    records = [
        normalize(document, attributions(document, case))
        for document, case in zip(documents(parser, made), made, strict=True)
    ]
    return {name: found[0].claim for name, found in zip(CASES, records, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_claim(claims: dict[str, Claim], name: str) -> None:
    found, expected = claims[name], CASES[name]
    assert found.text == expected.text
    assert found.resolved == expected.resolved
    assert found.stance == expected.stance
    if expected.flags is not None:
        assert set(found.flags) == expected.flags
