"""Whom a pronoun means, by weights learned from annotated coreference: a choice among the candidates and nobody.

A multinomial logit: each candidate, and that it is none of them, gets the sum of the weights of what speaks for and
against it, and the sums are turned into probabilities. The program itself does without: docs/benchmarks.md says why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quotes.attribute.cast import Cast
    from quotes.attribute.discourse import Candidate, Question, Spoken
    from quotes.attribute.page import Page
    from quotes.parse.plain import Token

_AWAY = (0, 1, 2, 4, 8)  # sentences
_RIVALS = (0, 1, 2, 4)
_LEAD = (-2.0, -1.0, -0.5, -0.2, 0.0, 0.2, 0.5, 1.0, 2.0)  # logarithm of its salience over the best rival's
_WEIGHT = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.2)
UNRIVALLED = 9.0
LOOKED_AT = 60  # words before a pronoun in which a noun may be what it means


@dataclass(frozen=True, slots=True)
class Ranker:
    """The weights of what speaks for and against each choice."""

    weights: Mapping[str, float]

    def probabilities(self, rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
        """How likely each row of ``features`` is the right one."""
        sums = [sum(self.weights.get(name, 0.0) for name in row) for row in rows]
        most = max(sums)
        odds = [math.exp(one - most) for one in sums]
        total = sum(odds)
        return tuple(one / total for one in odds)


def features(page: Page, cast: Cast, question: Question, ranked: Sequence[Candidate]) -> list[list[str]]:
    """What speaks for and against nobody, then each candidate: names that are there or not, numbers cut into steps.

    Args:
        page: The article.
        cast: Its names.
        question: The pronoun.
        ranked: The candidates, the most salient first; at least one.
    """
    token = page.token(question.offset)
    spoken = [one for candidate in ranked for one in candidate.spoken]
    last = {how: max((one.offset for one in spoken if one.how == how), default=-1) for how in ("source", "pronoun")}
    most = max(len(candidate.entity.seen) for candidate in ranked)
    rows = [list(_for_nobody(page, cast, question, token, ranked))]
    for rank, one in enumerate(ranked):
        row = [_lead(ranked, rank), f"kind={one.entity.kind}:{'told' if one.entity.gender else 'untold'}"]
        if one.elsewhere:
            row.append("elsewhere")
        if len(one.entity.seen) == most:
            row.append("most-named")
        if any(spoken.how == "source" and spoken.offset == last["source"] for spoken in one.spoken):
            row.append("last-speaker")
        if any(spoken.how == "pronoun" and spoken.offset == last["pronoun"] for spoken in one.spoken):
            away = page.sentence(question.offset) - page.sentence(last["pronoun"])
            row.append(f"last-pronoun={_step(away, _AWAY)}")
        if _same_head(page, cast, question, token, one.spoken[0]):
            row.append(f"same-head:{'source' if question.source else _part(token)}")
        rows.append(row)
    return rows


def _lead(ranked: Sequence[Candidate], rank: int) -> str:
    """How much more salient a candidate is than the best of the others."""
    if len(ranked) == 1:
        return f"lead={_step(UNRIVALLED, _LEAD)}"
    rival = ranked[1 if rank == 0 else 0].salience
    return f"lead={_step(math.log(max(ranked[rank].salience, 1e-6) / max(rival, 1e-6)), _LEAD)}"


def _same_head(page: Page, cast: Cast, question: Question, token: Token | None, last: Spoken) -> bool:
    """Whether a candidate's last mention and the pronoun hang on one verb: "Bell told him" speaks of two."""
    if token is None or page.sentence(question.offset) != last.sentence:
        return False
    end = last.offset if last.number is None else cast.mentions[last.number].span.end - 1
    return any(one is not None and one.head.i == token.head.i for one in (page.token(last.offset), page.token(end)))


def _for_nobody(
    page: Page, cast: Cast, question: Question, token: Token | None, ranked: Sequence[Candidate]
) -> Iterator[str]:
    nearest = max((candidate.spoken[0] for candidate in ranked), key=lambda one: one.offset)
    yield "none"
    yield f"none:{question.number}"
    yield f"none:rivals={_step(len(ranked) - 1, _RIVALS)}"
    yield f"none:away={_step(page.sentence(question.offset) - nearest.sentence, _AWAY)}"
    yield f"none:weight={_step(ranked[0].salience, _WEIGHT)}"
    yield f"none:{'told' if any(candidate.entity.gender for candidate in ranked) else 'untold'}"
    yield f"none:best={ranked[0].entity.kind}"
    noun = _noun_since(page, cast, token, nearest)
    if noun is not None:
        yield f"none:noun-since={noun}"


def _noun_since(page: Page, cast: Cast, token: Token | None, nearest: Spoken) -> str | None:
    """The part of a noun for one person, who isn't named, between the last candidate and the pronoun."""
    if token is None:
        return None
    lexicon = load_lexicon()
    start = nearest.offset if nearest.number is None else cast.mentions[nearest.number].span.end
    for i in range(token.i - 1, max(-1, token.i - LOOKED_AT), -1):
        before = page.doc[i]
        if before.idx < start:
            return None
        word = before.lower_
        if before.tag_ == "NN" and not before.ent_type_ and (word in lexicon.anaphoric or word in lexicon.roles):
            return "subject" if before.dep_.startswith("nsubj") else "other"
    return None


def _part(token: Token | None) -> str:
    if token is None:
        return "other"
    if token.dep_.startswith("nsubj"):
        return "subject"
    if token.dep_ == "nmod:poss":
        return "possessive"
    return "object" if token.dep_ in ("obj", "iobj") else "other"


def _step(number: float, steps: Sequence[float]) -> str:
    """The first of the steps that a number doesn't exceed; "+" beyond them all."""
    return next((f"{step:g}" for step in steps if number <= step), "+")
