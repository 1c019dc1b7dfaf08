"""Through what something was said: a statement, an interview, a tweet, an outlet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.clause import Tie, is_medium
from quotes.normalize.phrases import case_of, noun_phrase
from quotes.normalize.tables import table, words
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.normalize.clause import Clause
    from quotes.parse.plain import Token


def find_medium(clause: Clause, addressee: Span | None) -> Span | None:
    """The medium of one act of saying.

    In this order: the noun after a preposition ("in a statement"), a platform ("on Twitter"), the document that is
    itself the source ("the statement said"), a cue that names it ("tweeted"), the outlet addressed ("told Radio Lund").
    """
    return (
        _led_in(clause)
        or _platform(clause)
        or _document_source(clause)
        or _writing_cue(clause)
        or _outlet(clause, addressee)
    )


def _led_in(clause: Clause) -> Span | None:
    found: list[tuple[Tie, int, Span]] = []
    for token in clause.near():
        if token.i == clause.head.i or not is_medium(token) or not _preposition_before(token):
            continue
        own = Span(token.idx, token.idx + len(token))
        tie = clause.tie(own)
        if tie is not None and tie is not Tie.MAIN and not _within_source(clause, own):
            span = noun_phrase(token, keep={"with"}, limit=_open_stretch(clause, own))
            found.append((tie, clause.distance(own), span))
    return min(found)[2] if found else None


def _preposition_before(noun: Token) -> bool:
    """As in "in a statement", by the parse or by the words before it."""
    leads = words("settings", "media_prepositions")
    if case_of(noun) in leads:
        return True
    doc = noun.doc
    for at in range(noun.i - 1, max(-1, noun.i - _WINDOW), -1):
        if doc[at].lower_ in leads:
            return True
        if doc[at].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"}:
            return False
    return False


def _within_source(clause: Clause, span: Span) -> bool:
    return clause.speech.source is not None and clause.speech.source.span.overlaps(span)


def _open_stretch(clause: Clause, around: Span) -> Span:
    """The stretch of the sentence around a phrase with neither cue, source nor anything reported in it."""
    start, end = clause.sentence.span.start, clause.sentence.span.end
    taken = [*clause.foreign, clause.anchor, *([clause.speech.source.span] if clause.speech.source else [])]
    for span in taken:
        if span.end <= around.start:
            start = max(start, span.end)
        elif span.start >= around.end:
            end = min(end, span.start)
    return Span(start, end).stripped(clause.document.text)


def _platform(clause: Clause) -> Span | None:
    near = clause.near()
    for match in _platforms().finditer(clause.document.text, near.start_char, near.end_char):
        span = Span(*match.span("name"))
        if clause.tie(span) not in {None, Tie.MAIN} and not _within_source(clause, span):
            return span
    return None


@cache
def _platforms() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, table("settings")["platforms"]), key=len, reverse=True))
    return re.compile(rf"\b(?:[Oo]n|[Vv]ia)\s+(?P<name>(?:(?:his|her|its|their)\s+)?(?:{names}))(?!\w|['’]s)")


def _document_source(clause: Clause) -> Span | None:
    source = clause.speech.source
    if source is None:
        return None
    noun = clause.document.plain[source.head]
    outlet = noun.text[:1].isupper() and noun.lower_ in words("settings", "outlet_words")  # "The Harbour Post" itself
    return source.span if is_medium(noun) and not outlet else None


def _writing_cue(clause: Clause) -> Span | None:
    if clause.speech.cue is None or clause.head.lemma_.lower() not in words("settings", "writing_cues"):
        return None
    return Span(clause.head.idx, clause.head.idx + len(clause.head))


def _outlet(clause: Clause, addressee: Span | None) -> Span | None:
    if addressee is None:
        return None
    named = re.findall(r"[A-Za-z]+", addressee.of(clause.document.text))
    if any(word[0].isupper() and word.lower() in words("settings", "outlet_words") for word in named):
        return addressee
    return None


_WINDOW = 7  # words between a medium and its preposition, at most
