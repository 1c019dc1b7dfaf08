"""Where something was said: a place that is tied to the act of saying; a dateline is not one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.clause import Tie, is_medium
from quotes.normalize.tables import words
from quotes.normalize.times import find_times
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.normalize.clause import Clause
    from quotes.parse.plain import Token


def find_place(clause: Clause) -> Span | None:
    """The place of one act of saying: "said Thursday in Lund", "told reporters at a rally in Lund"."""
    places = [
        (tie, clause.distance(span), span)
        for entity in clause.near().ents
        if entity.label_ in {"LOCATION", "FACILITY"}
        for span in [_trimmed(Span(entity.start_char, entity.end_char), entity.text)]
        if _led_in(entity[0]) and not _names_something(entity[-1]) and not _in_source(clause, span)
        for tie in [_tie(clause, entity.root, span)]
        if tie is not None
    ]
    return min(places)[2] if places else None


def _trimmed(span: Span, text: str) -> Span:
    """The place without an article before it and a possessive after it."""
    lead = next((len(article) for article in ("the ", "The ") if text.startswith(article)), 0)
    tail = next((len(mark) for mark in ("'s", "’s") if text.endswith(mark)), 0)
    return Span(span.start + lead, span.end - tail)


def _led_in(first: Token) -> bool:
    """Whether a preposition of place leads to it, at most an article between."""
    doc, at = first.doc, first.i - 1
    while at >= 0 and doc[at].lower_ in {"the", "a", "his", "her", "their", "downtown", "nearby", "central"}:
        at -= 1
    return at >= 0 and doc[at].lower_ in words("settings", "place_prepositions")


def _names_something(last: Token) -> bool:
    """As in "a Wall Street Journal essay", "Lund's mayor": the place only names what follows."""
    if last.i + 1 >= len(last.doc):
        return False
    after = last.nbor(1)
    return last.tag_ == "POS" or after.tag_ == "POS" or (after.pos_ in {"NOUN", "PROPN"} and not find_times(after.text))


def _in_source(clause: Clause, span: Span) -> bool:
    return clause.speech.source is not None and clause.speech.source.span.overlaps(span)


def _tie(clause: Clause, root: Token, span: Span) -> Tie | None:
    tie = clause.tie(span)
    if tie is None or tie is Tie.MAIN:
        return None
    noun = _noun_above(clause, root)
    if noun is not None and not _setting(noun):
        return None
    return tie


def _noun_above(clause: Clause, root: Token) -> Token | None:
    """The noun that a place hangs on, None where it hangs on the cue."""
    above = root.head
    if above.i == root.i or above.i == clause.head.i or above.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    return above if above.ent_type_ not in {"LOCATION", "FACILITY"} else _noun_above(clause, above)


def _setting(noun: Token) -> bool:
    """Something held at a place, or somebody addressed there: a rally, an interview, reporters."""
    lemma = noun.lemma_.lower()
    return is_medium(noun) or lemma in words("settings", "events") or lemma in words("settings", "audiences")
