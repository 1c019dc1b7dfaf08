"""Whom pronouns mean, for learning: each pronoun of a story with its candidates, and which of them is right.

The program's own parse, names and order of reading are used, so that learning sees what work sees; only whether two
mentions mean the same comes from the annotation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.attribute import resolver_of
from quotes.speech import find_speech
from quotes.training.ranker import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quotes.attribute.cast import Cast
    from quotes.attribute.discourse import Antecedent, Candidate, Judge, Question
    from quotes.attribute.entity import Entity
    from quotes.attribute.page import Page
    from quotes.parse import Document
    from quotes.span import Span
    from quotes.training.coreference import CorefMention, Story


@dataclass(frozen=True, slots=True)
class Decision:
    """A pronoun, what speaks for nobody and each candidate, and which of these choices is right.

    ``right[0]`` is nobody's: none of the candidates is meant. ``chosen`` is what was answered (0 for nothing) and
    ``margin`` how far ahead of its rivals the rules had it, 1.0 for the only candidate.
    """

    story: str
    offset: int
    number: str
    source: bool
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    chosen: int
    margin: float


@dataclass(slots=True)
class _Asked:
    question: Question
    candidates: Sequence[Candidate]
    rows: tuple[tuple[str, ...], ...]
    found: Antecedent
    answer: Antecedent | None


def decisions(story: Story, document: Document, judge: Judge | None = None) -> Iterator[Decision]:
    """Each annotated pronoun of a story for which the reading of it has a candidate.

    Args:
        story: The text with its coreference.
        document: The parse of that text.
        judge: What has the last word on each pronoun while the story is read; None leaves it with the rules.
    """
    asked: dict[tuple[int, bool], _Asked] = {}

    def record(
        page: Page, cast: Cast, question: Question, ranked: Sequence[Candidate], found: Antecedent
    ) -> Antecedent | None:
        answer = judge(page, cast, question, ranked, found) if judge else found
        if question.number not in ("he", "she"):
            return answer
        rows = tuple(tuple(row) for row in features(page, cast, question, ranked))
        asked.setdefault((question.offset, question.source), _Asked(question, ranked, rows, found, answer))
        return answer

    resolver = resolver_of(document, record)
    resolver.resolve_all(find_speech(document))
    resolver.read_on()
    gold = _Gold(story)
    means = _clusters(gold, resolver.cast, asked.values())
    for one in asked.values():
        cluster = gold.of_pronoun(one.question.offset)
        if cluster is not None:
            yield _decision(story, one, [means.get(id(c.entity)) == cluster for c in one.candidates])


def _decision(story: Story, one: _Asked, right: list[bool]) -> Decision:
    entities = [candidate.entity for candidate in one.candidates]
    chosen = 1 + entities.index(one.answer.entity) if one.answer is not None else 0
    margin = one.found.margin if one.found.rivals else 1.0
    question = one.question
    truth = (not any(right), *right)
    return Decision(story.id, question.offset, question.number, question.source, one.rows, truth, chosen, margin)


def _clusters(gold: _Gold, cast: Cast, asked: Iterable[_Asked]) -> dict[int, str]:
    """By the id of an entity: whom most of its mentions mean in the annotation."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for mention, entity in zip(cast.mentions, cast.of, strict=True):
        cluster = gold.of_name(mention.span, mention.whole)
        if entity is not None and cluster is not None:
            votes[id(entity)][cluster] += 1
    named = {id(entity) for entity in cast.entities}
    phrases: dict[tuple[int, int], Entity] = {}
    for one in asked:
        for candidate in one.candidates:
            if id(candidate.entity) not in named:
                for spoken in candidate.spoken:
                    if spoken.how in ("noun", "source"):
                        phrases[(id(candidate.entity), spoken.offset)] = candidate.entity
    for key, offset in phrases:
        cluster = gold.of_phrase(offset)
        if cluster is not None:
            votes[key][cluster] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in votes.items()}


class _Gold:
    """The mentions of a story, found by what the program has of them."""

    def __init__(self, story: Story) -> None:
        self._starting: dict[int, list[CorefMention]] = defaultdict(list)
        self._headed: dict[int, list[CorefMention]] = defaultdict(list)
        for mention in story.mentions:
            self._starting[mention.span.start].append(mention)
            self._headed[mention.head.start].append(mention)
        self._heads = sorted(self._headed)

    def of_name(self, name: Span, whole: Span) -> str | None:
        """Whom a name means: the mention that is headed inside it, or by the title before it."""
        for span in (name, whole):
            found = [mention for head in self._heads if span.start <= head < span.end for mention in self._headed[head]]
            around = [mention for mention in found if mention.span.contains(name)]
            if around:
                return min(around, key=lambda mention: len(mention.span)).cluster
            if found:
                return max(found, key=lambda mention: len(mention.span)).cluster
        return None

    def of_pronoun(self, offset: int) -> str | None:
        """Whom the pronoun at an offset means."""
        found = [mention for mention in self._starting[offset] if mention.head.start == offset]
        return min(found, key=lambda mention: len(mention.span)).cluster if found else None

    def of_phrase(self, offset: int) -> str | None:
        """Whom the longest phrase that begins at an offset means."""
        found = self._starting[offset]
        return max(found, key=lambda mention: len(mention.span)).cluster if found else None
