"""Who carried words to the article: "a statement carried by the official Korean Central News Agency"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from quotes.attribute.attribution import Relay
from quotes.attribute.names import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.cast import Cast, Entity
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page
    from quotes.span import Span
    from quotes.speech.speech import Speech

_BY = r"\b(?:{verbs})\s+(?:by|on|in)\s+(?:the\s+|an?\s+)?(?:[\w’'-]+ ){{0,4}}?(?=[A-Z])"


class Relays:
    """Finds the carriers of speech among the names of an article."""

    def __init__(self, page: Page, lexicon: Lexicon, cast: Cast) -> None:
        self._page = page
        self._lexicon = lexicon
        self._cast = cast
        self._by = re.compile(_BY.format(verbs="|".join(sorted(lexicon.carrying_verbs))))
        self._starts = [mention.span.start for mention in cast.mentions]

    def stated(self, speech: Speech) -> tuple[Relay, ...]:
        """The carriers named in the sentence, outside what is said: "carried by", "quoted by"."""
        found = []
        for match in self._by.finditer(self._page.text, speech.sentence.start, speech.sentence.end):
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
        return tuple(found)

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
        nouns = "|".join(sorted(self._lexicon.media_common))
        form = re.escape(entity.name)
        called = rf"{form}\s+(?:state\s+)?(?:news|wire|television|radio)?\s?(?:{nouns})\b|\b(?:{nouns})\s+{form}\b"
        return re.search(called, self._page.text) is not None

    def _name_span(self, source: Span) -> Span:
        at = bisect_left(self._starts, source.start)
        if at < len(self._starts) and self._cast.mentions[at].span.end <= source.end:
            return self._cast.mentions[at].span
        return source
