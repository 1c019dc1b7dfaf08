"""Attributing speech: one reading of the article, resolving each source as it comes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.attribution import Attribution, Relay
from quotes.attribute.cast import build_cast
from quotes.attribute.genders import tell_genders
from quotes.attribute.lexicon import load_lexicon
from quotes.attribute.mentions import find_mentions
from quotes.attribute.page import Page
from quotes.attribute.references import references
from quotes.attribute.relays import Relays
from quotes.attribute.resolve import Found, Resolver
from quotes.attribute.titles import describe
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.discourse import Judge
    from quotes.attribute.entity import Entity
    from quotes.parse.document import Document
    from quotes.speech.speech import Speech


def attribute(document: Document, speech: Sequence[Speech], judge: Judge | None = None) -> list[Attribution]:
    """Find out who said each stretch of speech.

    Args:
        document: The parsed article.
        speech: What ``find_speech`` found in it; ``follows`` and ``parent`` are indices into it.
        judge: What has the last word on each pronoun; None leaves it with the rules.

    Returns:
        One attribution for each speech, in the same order. The speaker is None where the article leaves it open.

    Notes:
        Names are gathered into people, organizations and documents first; then the sources are resolved in the
        order of the text, since each one changes whom the next pronoun means.
    """
    if not speech:
        return []
    resolver = resolver_of(document, judge)
    found = resolver.resolve_all(speech)
    resolver.read_on()  # what the last of them said has pronouns, too
    entities = [result.entity if result else None for result in found]
    return [_attribution(resolver, number, speech, result, entities) for number, result in enumerate(found)]


def resolver_of(document: Document, judge: Judge | None = None) -> Resolver:
    """What resolves the sources of an article, its names gathered; arguments as for ``attribute``."""
    page, lexicon = Page(document), load_lexicon()
    cast = build_cast(page, lexicon, find_mentions(page, lexicon))
    describe(page, lexicon, cast)
    tell_genders(page, cast)
    return Resolver(page, lexicon, cast, Relays(page, lexicon, cast), judge)


def _attribution(
    resolver: Resolver,
    number: int,
    speech: Sequence[Speech],
    result: Found | None,
    entities: Sequence[Entity | None],
) -> Attribution:
    one = speech[number]
    speaker = resolver.speaker(result) if result else None
    key = result.confidence if result and speaker else "nobody"
    confidence = one.confidence * resolver.lexicon.confidence[key]
    entity = entities[number]
    carried = (*resolver.relays.stated(one), *resolver.relays.of_parents(number, speech, entities), *_inherited(entity))
    return Attribution(
        speech=one,
        speaker=speaker,
        relayed_by=_distinct(carried),
        references=references(resolver, one, speaker, entity),
        confidence=round(confidence, 4),
    )


def _inherited(entity: Entity | None) -> tuple[Relay, ...]:
    """Who carried the document that speaks, as the article said when it brought the document up."""
    return tuple(Relay(name, Span(start, end)) for name, start, end in entity.relays) if entity else ()


def _distinct(relays: tuple[Relay, ...]) -> tuple[Relay, ...]:
    return tuple({relay.name: relay for relay in reversed(relays)}.values())[::-1]
