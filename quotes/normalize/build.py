"""Attributions to records: everything that the contract has, each part by its own module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.normalize.addressee import find_addressee
from quotes.normalize.claim import claim_stance, claim_text, resolved_text
from quotes.normalize.clause import Clauses
from quotes.normalize.flags import find_flags
from quotes.normalize.ids import record_id, text_sha256
from quotes.normalize.medium import find_medium
from quotes.normalize.prompt import find_prompt
from quotes.normalize.quantities import find_quantities
from quotes.normalize.triples import find_triples
from quotes.normalize.when import find_occasions
from quotes.normalize.where import find_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.attribution import Attribution, Speaker
    from quotes.normalize.clause import Clause
    from quotes.normalize.when import Occasion
    from quotes.parse.document import Document
    from quotes.parse.plain import Token
    from quotes.record import ArticleInfo, Claim, NamedSpan, Record, SpeakerInfo, TextSpan, When
    from quotes.span import Span
    from quotes.speech.speech import Speech


def normalize(document: Document, attributions: Sequence[Attribution]) -> list[Record]:
    """The records of one article.

    Args:
        document: The parse of the article.
        attributions: Who said what; ``speech.parent`` and ``speech.follows`` are indices into this sequence.

    Returns:
        One record an attribution, in the same order. An attribution with nothing but white space for content has
        none; what is reported inside it gets its parent instead.
    """
    trimmed = [_trimmed(document.text, attribution) for attribution in attributions]
    text_hash = text_sha256(document.text)
    taken: set[str] = set()
    ids = [record_id(text_hash, item.speech, taken) if item.speech.content else None for item in trimmed]
    clauses = Clauses(document, [item.speech for item in trimmed])
    occasions = find_occasions(document, trimmed, clauses)
    article = _article(document, text_hash)
    return [
        _record(document, article, item, own, _parent_id(trimmed, ids, index), clauses.of(index), occasions[index])
        for index, (item, own) in enumerate(zip(trimmed, ids, strict=True))
        if own is not None
    ]


def _trimmed(text: str, attribution: Attribution) -> Attribution:
    speech = attribution.speech
    content = tuple(span for span in (part.stripped(text) for part in speech.content) if len(span))
    return attribution if content == speech.content else replace(attribution, speech=replace(speech, content=content))


def _parent_id(attributions: Sequence[Attribution], ids: Sequence[str | None], index: int) -> str | None:
    """The id of the nearest attribution around this one that has a record."""
    seen = {index}
    parent = attributions[index].speech.parent
    while parent is not None and parent not in seen:
        if ids[parent] is not None:
            return ids[parent]
        seen.add(parent)
        parent = attributions[parent].speech.parent
    return None


def _article(document: Document, text_hash: str) -> ArticleInfo:
    from quotes.record import ArticleInfo

    article = document.article
    return ArticleInfo(
        id=article.id,
        path=article.path,
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        published=article.published.isoformat() if article.published else None,
        published_basis=article.published_basis,
        encoding=article.encoding,
        text_sha256=text_hash,
    )


def _record(
    document: Document,
    article: ArticleInfo,
    attribution: Attribution,
    own_id: str,
    parent: str | None,
    clause: Clause | None,
    occasion: Occasion | None,
) -> Record:
    from quotes.record import CueInfo, Evidence, Extent, NamedSpan, Quote, Record

    text, speech, cue = document.text, attribution.speech, attribution.speech.cue
    spans = tuple(_text_span(text, span) for span in speech.content)
    prompt = find_prompt(document, speech, clause)
    addressee = _outside(prompt, find_addressee(clause) if clause else None)
    return Record(
        id=own_id,
        article=article,
        type=speech.type,
        act=cue.act if cue else "speech",
        quote=Quote(text=" ".join(span.text for span in spans), spans=spans),
        cue=CueInfo(text=cue.span.of(text), lemma=cue.lemma, start=cue.span.start, end=cue.span.end) if cue else None,
        source=_text_span(text, speech.source.span) if speech.source else None,
        speaker=_speaker(attribution.speaker),
        relayed_by=tuple(
            NamedSpan(name=relay.name, start=relay.span.start, end=relay.span.end) for relay in attribution.relayed_by
        ),
        medium=_optional_span(text, _outside(prompt, find_medium(clause, addressee) if clause else None)),
        when=_when(text, occasion),
        where=_place(text, _outside(prompt, find_place(clause) if clause else None)),
        addressee=_optional_span(text, addressee),
        prompt=_optional_span(text, prompt),
        claim=_claim(document, attribution),
        parent=parent,
        confidence=attribution.confidence,
        evidence=Evidence(rule=speech.rule, sentence=Extent(start=speech.sentence.start, end=speech.sentence.end)),
    )


def _outside(prompt: Span | None, span: Span | None) -> Span | None:
    """The span, unless it belongs to the question: "asked about the strike in Lund" was not asked in Lund."""
    return None if prompt and span and prompt.overlaps(span) else span


def _claim(document: Document, attribution: Attribution) -> Claim:
    from quotes.record import Claim, Quantity, Triple

    speech = attribution.speech
    tokens = _tokens(document, speech)
    text = claim_text(document, speech)
    quantities = find_quantities(document, speech.content)
    return Claim(
        text=text,
        resolved=resolved_text(document, attribution),
        stance=claim_stance(speech, text),
        negated=speech.cue.negated if speech.cue else False,
        triples=tuple(
            Triple(subject=found.subject, relation=found.relation, object=found.object)
            for found in find_triples(document, speech.content, tokens)
        ),
        quantities=tuple(
            Quantity(
                value=found.value,
                unit=found.unit,
                start=found.span.start,
                end=found.span.end,
                text=found.span.of(document.text),
            )
            for found in quantities
        ),
        flags=find_flags(speech, tokens, quantities=bool(quantities)),
    )


def _tokens(document: Document, speech: Speech) -> list[Token]:
    """The words and marks of the content."""
    found: list[Token] = []
    for span in speech.content:
        phrase = document.plain.touched(span.start, span.end)
        found += [token for token in phrase or () if not token.is_space]
    return found


def _speaker(speaker: Speaker | None) -> SpeakerInfo | None:
    from quotes.record import SpeakerInfo

    if speaker is None:
        return None
    return SpeakerInfo(
        name=speaker.name,
        kind=speaker.kind,
        title=speaker.title,
        affiliation=speaker.affiliation,
        resolved_by=speaker.resolved_by,
    )


def _when(text: str, occasion: Occasion | None) -> When | None:
    from quotes.record import When

    if occasion is None:
        return None
    span, moment = occasion.span, occasion.moment
    return When(
        date=moment.iso if moment else None,
        precision=moment.precision if moment else None,
        text=span.of(text),
        start=span.start,
        end=span.end,
        basis=moment.basis if moment else None,
    )


def _place(text: str, span: Span | None) -> NamedSpan | None:
    from quotes.record import NamedSpan

    return NamedSpan(name=span.of(text), start=span.start, end=span.end) if span else None


def _text_span(text: str, span: Span) -> TextSpan:
    from quotes.record import TextSpan

    return TextSpan(start=span.start, end=span.end, text=span.of(text))


def _optional_span(text: str, span: Span | None) -> TextSpan | None:
    return _text_span(text, span) if span else None
