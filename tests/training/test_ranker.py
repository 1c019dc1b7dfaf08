"""A learned choice among the candidates for a pronoun: what speaks for each, and what each way makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from plain_articles import plain_article
from quotes.attribute.attribute import resolver_of
from quotes.parse import Parser
from quotes.speech import find_speech
from quotes.training.logit import learn
from quotes.training.ranker import Ranker, features
from quotes.training.speakers import Decision
from quotes.training.ways import Way, judge_by, ways

TWO_MEN = "Owen Strand told Tunde Bello a story. He laughed. “It rings,” said Owen Strand."
WOMAN = "Ruth Ormsby met a woman at the gate. She fell. “It was ice,” said Ruth Ormsby."
TOLD = "Anna Tregear owns the mill. Jarek Voss told her a lie. “It is old,” said Jarek Voss."


@dataclass(frozen=True)
class Judged:
    """One pronoun: the names of the candidates, what speaks for nobody and each of them, and the answer."""

    candidates: list[str]
    rows: list[list[str]]
    answer: str | None


RULES, RANKER, LIKELY, SURE, FILLED, VETO, NARRATIVE = ways(threshold=0.5, sure=0.9, veto=0.3)


def read(parser: Parser, text: str, weights: dict[str, float], way: Way = RULES) -> dict[tuple[int, bool], Judged]:
    """Every pronoun of a text, by where it stands and whether it is the source of speech."""
    judged: dict[tuple[int, bool], Judged] = {}
    decide = judge_by(way, Ranker(weights))

    def judge(page, cast, question, ranked, found):  # type: ignore[no-untyped-def]
        answer = decide(page, cast, question, ranked, found)
        names = [one.entity.name for one in ranked]
        row = features(page, cast, question, ranked)
        judged[question.offset, question.source] = Judged(names, row, answer.entity.name if answer else None)
        return answer

    (document,) = parser.parse([plain_article(text)])
    resolver = resolver_of(document, judge)
    resolver.resolve_all(find_speech(document))
    resolver.read_on()
    return judged


@pytest.mark.parametrize(
    ("text", "pronoun", "candidate", "expected"),
    [
        (TWO_MEN, "He", "Owen Strand", {"most-named"}),
        (TOLD, "her", "Anna Tregear", {"kind=person:told"}),
        (TWO_MEN, "He", None, {"none", "none:he", "none:rivals=1", "none:away=1", "none:told"}),
        (WOMAN, "She", None, {"none:rivals=0", "none:noun-since=other"}),
    ],
)
def test_what_speaks_for_it(parser: Parser, text: str, pronoun: str, candidate: str | None, expected: set[str]) -> None:
    judged = read(parser, text, {})[text.index(f" {pronoun} ") + 1, False]
    number = 1 + judged.candidates.index(candidate) if candidate else 0
    assert expected <= set(judged.rows[number])


@pytest.mark.parametrize(
    ("way", "weights", "answer"),
    [
        (RULES, {"none": 2.0}, "Ruth Ormsby"),
        (RANKER, {"most-named": 1.0}, "Ruth Ormsby"),
        (RANKER, {"none": 2.0}, None),
        (LIKELY, {"none:noun-since=other": 1.0}, None),
        (SURE, {"most-named": 2.0}, None),
        (SURE, {"most-named": 3.0}, "Ruth Ormsby"),
        (FILLED, {"none": 2.0}, "Ruth Ormsby"),
        (VETO, {"none": 2.0}, None),
        (VETO, {"none": 2.0, "most-named": 2.0}, "Ruth Ormsby"),
    ],
)
def test_each_way_with_a_woman_who_has_no_name(
    parser: Parser, way: Way, weights: dict[str, float], answer: str | None
) -> None:
    """The rules know nobody else whom "she" could mean: what came between speaks for leaving it open."""
    assert read(parser, WOMAN, weights, way)[WOMAN.index(" She ") + 1, False].answer == answer


def test_the_veto_can_be_kept_from_sources(parser: Parser) -> None:
    text = "Owen Strand fixed the bell on Monday. “It rings again,” he said."
    at = text.index("he said")
    assert read(parser, text, {"none": 9.0}, VETO)[at, True].answer is None
    assert read(parser, text, {"none": 9.0}, NARRATIVE)[at, True].answer == "Owen Strand"


def test_the_ranker_may_choose_another(parser: Parser) -> None:
    judged = read(parser, TWO_MEN, {}, RULES)[TWO_MEN.index(" He ") + 1, False]
    assert judged.answer == "Owen Strand"
    weights = {judged.rows[1 + judged.candidates.index("Tunde Bello")][0]: 5.0}
    assert read(parser, TWO_MEN, weights, RANKER)[TWO_MEN.index(" He ") + 1, False].answer == "Tunde Bello"


def test_learning_finds_what_tells_right_from_wrong() -> None:
    rows = (("none",), ("near",), ("far",))
    cases = [Decision("a", 0, "he", False, rows, (False, True, False), 1, 1.0)] * 8
    cases += [Decision("b", 0, "she", False, (("none", "noun"), ("far",)), (True, False), 1, 1.0)] * 4
    weights = learn(cases, strength=1.0)
    assert weights["near"] > 0 > weights["far"]
    assert Ranker(weights).probabilities(rows)[1] > 0.6
