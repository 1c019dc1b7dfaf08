"""Who carried words to the article: "a statement carried by the official Korean Central News Agency"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from quotes.attribute.attribution import Relay
from quotes.attribute.names import plain
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.attribute.cast import Cast
    from quotes.attribute.entity import Entity
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page
    from quotes.speech.speech import Speech

_REPORTED = r"(?:\s+(?:news|wire|state|agency|newspaper|television|radio))*\s+(?:{verbs})\b"
_BY = r"\b(?:{verbs})\s+(?:by|on|in)\s+(?:the\s+|an?\s+)?(?:[\w’'-]+ ){{0,4}}?(?=[A-Z])"


@dataclass(frozen=True, slots=True)
class _Patterns:
    by: re.Pattern[str]
    reported: re.Pattern[str]
    called: re.Pattern[str]  # behind a name: "KCNA | news agency"
    calling: re.Pattern[str]  # before one: "the newspaper | Tarn Weekly"


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    nouns = "|".join(sorted(lexicon.media_common))
    return _Patterns(
        by=re.compile(_BY.format(verbs="|".join(sorted(lexicon.carrying_verbs)))),
        reported=re.compile(_REPORTED.format(verbs="|".join(sorted(lexicon.reporting_verbs)))),
        called=re.compile(rf"\s+(?:state\s+)?(?:news|wire|television|radio)?\s?(?:{nouns})\b"),
        calling=re.compile(rf"\b(?:{nouns})\s+"),
    )


_EDGE = re.compile(r"\b")


class Relays:
    """Finds the carriers of speech among the names of an article."""

    def __init__(self, page: Page, lexicon: Lexicon, cast: Cast) -> None:
        self._page = page
        self._lexicon = lexicon
        self._cast = cast
        self._patterns = _patterns(lexicon)
        self._media: dict[int, bool] = {}  # by the id of the entities that have been asked after
        self._starts = [mention.span.start for mention in cast.mentions]

    def stated(self, speech: Speech) -> tuple[Relay, ...]:
        """The carriers named in the sentence, outside what is said: "carried by", "quoted by"."""
        found = []
        reach = _around(speech)
        for match in self._patterns.by.finditer(self._page.text, reach.start, reach.end):
            if any(span.start < match.start() < span.end for span in speech.content):
                continue
            at = bisect_left(self._starts, match.end() - 30)
            for i in range(at, min(at + 8, len(self._starts))):
                mention, entity = self._cast.mentions[i], self._cast.of[i]
                near = (
                    match.end() <= mention.span.start <= match.end() + 2
                    or mention.span.start <= match.end() < mention.span.end
                )
                if near and entity is not None and self.is_medium(entity):
                    found.append(Relay(entity.name, mention.span))
                    break
        return (*found, *self._reporting(speech))

    def _reporting(self, speech: Speech) -> Iterator[Relay]:
        """The media that the sentence says reported it, beside its source: "…, she said, Kyodo reported"."""
        if speech.source is None:
            return
        near = _around(speech)
        low, high = bisect_left(self._starts, near.start), bisect_left(self._starts, near.end)
        for i in range(low, high):
            mention, entity = self._cast.mentions[i], self._cast.of[i]
            within = any(span.overlaps(mention.span) for span in (speech.source.span, *speech.content))
            reports = not within and self._patterns.reported.match(self._page.text, mention.span.end)
            if reports and entity is not None and self.is_medium(entity):
                yield Relay(entity.name, mention.span)

    def of_parents(self, number: int, speech: Sequence[Speech], speakers: Sequence[Entity | None]) -> tuple[Relay, ...]:
        """The news media among those that the speech is reported by: "…, Kyodo reports"."""
        found: list[Relay] = []
        seen = {number}
        parent = speech[number].parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            entity, source = speakers[parent], speech[parent].source
            if entity is not None and source is not None and self.is_medium(entity):
                found.append(Relay(entity.name, self._name_span(source.span)))
            parent = speech[parent].parent
        return tuple(found)

    def is_medium(self, entity: Entity) -> bool:
        """Whether an entity is a news medium, by its name or by what it is called."""
        if id(entity) not in self._media:
            self._media[id(entity)] = self._is_medium(entity)
        return self._media[id(entity)]

    def _is_medium(self, entity: Entity) -> bool:
        if entity.kind != "organization" or entity.place:
            return False
        names = {plain(form) for form in entity.forms} | {plain(entity.name)}
        if names & self._lexicon.media_names:
            return True
        return any(word in self._lexicon.media_words for name in names for word in name.split()) or self._called_medium(
            entity
        )

    def _called_medium(self, entity: Entity) -> bool:
        """Whether the article writes "the KCNA news agency", "the newspaper Tarn Weekly"."""
        text, name = self._page.text, entity.name
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if self._patterns.called.match(text, end) or (at in self._behind_nouns and _EDGE.match(text, end)):
                return True
            at = text.find(name, at + 1)
        return False

    @cached_property
    def _behind_nouns(self) -> frozenset[int]:
        """Where the word behind a noun for news media begins."""
        return frozenset(match.end() for match in self._patterns.calling.finditer(self._page.text))

    def _name_span(self, source: Span) -> Span:
        at = bisect_left(self._starts, source.start)
        if at < len(self._starts) and self._cast.mentions[at].span.end <= source.end:
            return self._cast.mentions[at].span
        return source


def _around(speech: Speech) -> Span:
    """The sentence, or of one that has no end, the part about the speech."""
    parts = [speech.sentence.start, speech.sentence.end]
    own = [*speech.content, *([speech.source.span] if speech.source else [])]
    if own:
        parts[0] = max(parts[0], min(span.start for span in own) - REACH)
        parts[1] = min(parts[1], max(span.end for span in own) + REACH)
    return Span(parts[0], max(parts[0], parts[1]))


REACH = 400  # code points
