"""Reading coreference from a treebank: whom each mention means, placed on the text of its document.

GUM has it in the MISC column: ``Entity=(7-person-new-…`` at the first word of a mention, ``Entity=7)`` at its last, and
``Entity=(7-person-new-…)`` where it has but one. Mentions nest, and several may begin or end at one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.training.treebank import read_treebank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quotes.training.treebank import Sentence, Word

GAP = "\n\n"  # between paragraphs
_BRACKET = re.compile(r"(\()?(\w+)((?:-[^()]*)?)(\))?")


@dataclass(frozen=True, slots=True)
class CorefMention:
    """A mention of somebody or something; those with the same ``cluster`` mean the same."""

    span: Span
    head: Span  # the word that the rest of it hangs on
    cluster: str
    kind: str  # person, organization, place, object and others


@dataclass(slots=True)
class Story:
    """A document with its mentions, in the order of the text, the longer of two that begin together first."""

    id: str
    text: str = ""
    mentions: list[CorefMention] = field(default_factory=list)


def read_stories(path: Path, genres: frozenset[str] | None = None) -> Iterator[Story]:
    """The documents of a treebank with their coreference.

    Args:
        path: A file in CoNLL-U, compressed with gzip.
        genres: The genres to keep, as for ``read_treebank``.
    """
    story: Story | None = None
    for paragraph in read_treebank(path, genres):
        if story is None or story.id != paragraph.document:
            if story is not None:
                yield story
            story = Story(paragraph.document)
        story.text += GAP if story.text else ""
        start = len(story.text)
        story.text += paragraph.text
        found = [mention for sentence in paragraph.sentences for mention in _mentions(sentence, start)]
        story.mentions += sorted(found, key=lambda mention: (mention.span.start, -mention.span.end))
    if story is not None:
        yield story


def _mentions(sentence: Sentence, start: int) -> Iterator[CorefMention]:
    """The mentions of a sentence whose paragraph begins at ``start``."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for number, word in enumerate(sentence.words):
        for match in _BRACKET.finditer(_annotation(word)):
            begins, cluster, about, ends = match.groups()
            if begins:
                opened.setdefault(cluster, []).append((number, about.split("-")[1]))
            if ends and opened.get(cluster):
                first, kind = opened[cluster].pop()
                head = sentence.words[_head(sentence.words, first, number)]
                span = Span(start + sentence.words[first].start, start + word.end)
                yield CorefMention(span, Span(start + head.start, start + head.end), cluster, kind)


def _annotation(word: Word) -> str:
    return next((part.removeprefix("Entity=") for part in word.misc.split("|") if part.startswith("Entity=")), "")


def _head(words: Sequence[Word], first: int, last: int) -> int:
    """The first word between two that hangs on none between them."""
    return next(i for i in range(first, last + 1) if not first <= words[i].head - 1 <= last)
