"""Ways of telling whom a pronoun means: the rules, a learned ranker, and both together; how right each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.discourse import CLOSE_MARGIN, TOO_CLOSE, Antecedent
from quotes.training.ranker import features
from quotes.training.speakers import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quotes.attribute.cast import Cast
    from quotes.attribute.discourse import Candidate, Judge, Question
    from quotes.attribute.page import Page
    from quotes.training.ranker import Ranker

Probabilities = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way with a name; ``choose`` gives the number of the choice, 0 for leaving it open."""

    name: str
    choose: Callable[[Decision, Probabilities], int]


@dataclass(slots=True)
class Figures:
    """How many pronouns had their antecedent among the candidates, were answered, and answered rightly."""

    possible: int = 0
    answered: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the answers that are right."""
        return self.right / max(1, self.answered)

    @property
    def recall(self) -> float:
        """The share of the pronouns with a right candidate that are answered rightly."""
        return self.right / max(1, self.possible)


def ways(threshold: float, sure: float, veto: float) -> tuple[Way, ...]:
    """The ways to compare.

    Args:
        threshold: How likely the ranker's own choice must be.
        sure: The same, where it must hardly ever be wrong.
        veto: How likely it must hold the rules' choice to be.
    """
    return (
        Way("rules alone", lambda one, _: by_rules(one)),
        Way("ranker alone", lambda _, likely: by_ranker(likely, 0.0)),
        Way(f"ranker alone, from {threshold:g} on", lambda _, likely: by_ranker(likely, threshold)),
        Way(f"ranker alone, from {sure:g} on", lambda _, likely: by_ranker(likely, sure)),
        Way("rules, ranker where they are unsure", lambda one, likely: _filled(one, likely, threshold)),
        Way("rules, ranker as a veto", lambda one, likely: _vetoed(one, likely, veto)),
        Way(
            "rules, ranker as a veto on all but sources",
            lambda one, likely: by_rules(one) if one.source else _vetoed(one, likely, veto),
        ),
    )


def by_rules(one: Decision) -> int:
    """What the rules choose."""
    return one.chosen if one.margin >= TOO_CLOSE else 0


def by_ranker(likely: Sequence[float], threshold: float) -> int:
    """What the ranker chooses, if it is as likely as ``threshold``."""
    best = _best(likely)
    return best if likely[best] >= threshold else 0


def judge_by(way: Way, ranker: Ranker) -> Judge:
    """What has the last word on each "he" and "she" while an article is read, in this way."""

    def judge(
        page: Page, cast: Cast, question: Question, ranked: Sequence[Candidate], found: Antecedent
    ) -> Antecedent | None:
        if question.number not in ("he", "she"):
            return found
        rows = tuple(tuple(row) for row in features(page, cast, question, ranked))
        likely = ranker.probabilities(rows)
        chosen = 1 + next(i for i, one in enumerate(ranked) if one.entity is found.entity)
        margin = found.margin if found.rivals else 1.0
        asked = Decision("", question.offset, question.number, question.source, rows, (), chosen, margin)
        choice = way.choose(asked, likely)
        if choice in (0, chosen):
            return found if choice else None
        ahead = likely[choice] - max(other for i, other in enumerate(likely) if i != choice)
        return Antecedent(ranked[choice - 1].entity, ahead, found.rivals, ranked[choice - 1].salience)

    return judge


def measure(way: Way, cases: Iterable[tuple[Decision, Probabilities]]) -> Figures:
    """How right a way is."""
    figures = Figures()
    for one, likely in cases:
        choice = way.choose(one, likely)
        figures.possible += not one.right[0]
        figures.answered += choice > 0
        figures.right += choice > 0 and one.right[choice]
    return figures


def threshold_for(precision: float, cases: Sequence[tuple[Decision, Probabilities]]) -> float:
    """The lowest threshold, in steps of a twentieth, from which the ranker's own choices are right often enough."""
    steps = [step / 20 for step in range(6, 20)]
    for threshold in steps:
        way = Way("", lambda _, likely, least=threshold: by_ranker(likely, least))  # type: ignore[misc]
        if measure(way, cases).precision >= precision:
            return threshold
    return steps[-1]


def _best(likely: Sequence[float]) -> int:
    return max(range(len(likely)), key=lambda i: likely[i])


def _filled(one: Decision, likely: Probabilities, threshold: float) -> int:
    return by_rules(one) if one.margin >= CLOSE_MARGIN else by_ranker(likely, threshold)


def _vetoed(one: Decision, likely: Probabilities, veto: float) -> int:
    chosen = by_rules(one)
    return chosen if likely[chosen] >= veto else 0
