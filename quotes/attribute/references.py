"""Pronouns and short names inside what is said, and whom they stand for, where that is sure."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quotes.attribute.attribution import Reference
from quotes.attribute.discourse import PRONOUNS, in_style
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.attribute.attribution import Speaker
    from quotes.attribute.cast import Cast
    from quotes.attribute.discourse import Discourse
    from quotes.attribute.entity import Entity
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page
    from quotes.attribute.resolve import Resolver
    from quotes.parse.plain import Token
    from quotes.speech.speech import Speech

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
SURE_MARGIN = 0.85  # how far ahead of any rival a pronoun's antecedent must be
MOST = 40  # references of one attribution


def references(
    resolver: Resolver, speech: Speech, speaker: Speaker | None, entity: Entity | None
) -> tuple[Reference, ...]:
    """The references inside the content that are sure.

    Args:
        resolver: What has resolved the sources of the article, and its pronouns on the way.
        speech: The speech, with its content.
        speaker: Who said it.
        entity: The same, as the article knows them.
    """
    found: list[Reference] = []
    for span in speech.content:
        found += _names(resolver.cast, span)
        found += _pronouns(resolver, speech, span, speaker, entity)
        if len(found) > MOST:
            break
    return tuple(sorted(found[:MOST], key=lambda reference: reference.span))


def _names(cast: Cast, span: Span) -> list[Reference]:
    """Surnames and acronyms that the article gives in full elsewhere."""
    low = bisect_left(cast.mentions, span.start, key=lambda mention: mention.span.start)
    out = []
    for i in range(low, len(cast.mentions)):
        mention, entity = cast.mentions[i], cast.of[i]
        if mention.span.end > span.end:
            break
        if entity is not None and cast.via[i] in ("surname", "acronym") and entity.kind in ("person", "organization"):
            out.append(Reference(mention.span, entity.name))
    return out


def _pronouns(
    resolver: Resolver, speech: Speech, span: Span, speaker: Speaker | None, entity: Entity | None
) -> list[Reference]:
    out = []
    page = resolver.page
    told_of_another = False  # somebody without a name stands before: "easier for *the minister* if he"
    token = page.token(span.start)
    while token is not None and token.idx < span.end:
        if token.idx >= span.start and token.pos_ in ("PRON", "DET"):
            name = _first_person(page, token.idx, token.text.lower(), speech, speaker)
            if not name and not told_of_another and not in_style(page, token):
                name = _third_person(page, resolver.discourse, token.idx, token.text.lower(), entity)
            if name:
                out.append(Reference(Span(token.idx, token.idx + len(token)), name))
        told_of_another = told_of_another or _is_somebody(resolver.lexicon, token)
        token = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else None
    return out


def _is_somebody(lexicon: Lexicon, noun: Token) -> bool:
    """Whether a word is a noun for somebody, and neither a part of a name nor what somebody is said to be."""
    if noun.tag_ != "NN":
        return False
    said_to_be = noun.base in ("compound", "appos", "amod") or any(child.base == "cop" for child in noun.children)
    return lexicon.role(noun.lower_) is not None and not said_to_be


def _first_person(page: Page, offset: int, word: str, speech: Speech, speaker: Speaker | None) -> str | None:
    """The speaker for "I" and for the "we" of an organization; a spokesman's "we" is whom he speaks for."""
    if speaker is None or not (speech.type == "direct" or page.quoted(offset)):
        return None
    if word in _I and speaker.kind in ("person", "author"):
        return speaker.name
    if word not in _WE:
        return None
    if speaker.kind in ("organization", "document"):
        return speaker.name
    spokes = speaker.title is not None and any(word.lower().startswith("spokes") for word in speaker.title.split())
    return speaker.affiliation if spokes else None


def _third_person(page: Page, discourse: Discourse, offset: int, word: str, entity: Entity | None) -> str | None:
    """The one person who can be meant by "he" in indirect speech."""
    if word not in PRONOUNS or page.quoted(offset):
        return None
    known = discourse.pronoun_at.get(offset)
    if known is None or known.margin < SURE_MARGIN or known.entity.kind != "person":
        return None
    return known.entity.name if entity is None or known.rivals == 0 or known.entity is entity else None
