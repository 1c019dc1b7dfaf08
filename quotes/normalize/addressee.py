"""Whom something was said to, as the article words it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.clause import is_medium
from quotes.normalize.phrases import case_of, noun_phrase
from quotes.normalize.tables import table, words
from quotes.normalize.times import find_times
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.normalize.clause import Clause
    from quotes.parse.plain import Token


def find_addressee(clause: Clause) -> Span | None:
    """The one addressed: the cue's object, its subject in the passive, or what "to" leads to.

    Notes:
        "urged the council to pay": the content of such a demand takes in whom it is put to, so the addressee may lie
        inside the content.
    """
    cue = clause.speech.cue
    if cue is None or (cue.lemma == "question" and cue.stance == "doubt" and clause.speech.type != "direct"):
        return None  # "questioned his motives": nobody is asked
    head = _object(clause) or _passive_subject(clause) or _after_preposition(clause) or _of_medium(clause)
    if head is None or not _somebody(head):
        return None
    span = noun_phrase(head, keep={"of", "and"}, limit=_limit(clause, head))
    span = _without_time(clause.document.text, span)
    if any(content.contains(span) for content in clause.speech.content):
        span = _from_start(clause, span)
        if not _put_to(clause, span):
            return None
    source = clause.speech.source
    return None if not len(span) or (source and source.span.overlaps(span)) else span


def _from_start(clause: Clause, span: Span) -> Span:
    """With the title before a name that the parser has cut off: "President" in "urged President Greel to"."""
    content = next(content for content in clause.speech.content if content.contains(span))
    before = clause.document.plain.within(content.start, span.start)
    titles = before is not None and all(token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PUNCT"} for token in before)
    return Span(content.start, span.end) if titles else span


def _put_to(clause: Clause, span: Span) -> bool:
    """Whether one who stands in the content is whom it is put to: "the council" in "urged the council to pay"."""
    rest = clause.document.text[span.end : span.end + _NEAR].split()
    opens = any(content.start == span.start for content in clause.speech.content)
    following = rest[0].lower() in words("addressees", "after_addressee") if rest else False
    return opens and following and clause.speech.type != "direct"


def _object(clause: Clause) -> Token | None:
    """As in "told reporters that": the object by the parse, or the noun phrase right after the cue."""
    if clause.head.lemma_.lower() not in words("addressees", "object_cues"):
        return None
    objects = [child for child in clause.head.children if child.dep_ in {"iobj", "obj"} and child.i > clause.head.i]
    named = next((child for child in objects if child.dep_ == "iobj"), objects[0] if objects else None)
    if named is not None and named.pos_ in _NOUNS and named.idx - clause.anchor.end < _NEAR:
        return named
    return _noun_after(clause)


def _noun_after(clause: Clause) -> Token | None:
    """The head of the noun phrase that the cue runs into, with nothing between."""
    doc = clause.document.plain
    phrase = doc.touched(clause.anchor.start, clause.anchor.end)
    if phrase is None:
        return None
    at = phrase.end
    while at < clause.sentence.end and doc[at].pos_ in {"DET", "ADJ", "NUM", "SPACE"}:
        at += 1
    if at >= clause.sentence.end or doc[at].pos_ not in _NOUNS:
        return None
    last = at
    while last + 1 < clause.sentence.end and doc[last + 1].pos_ in {"NOUN", "PROPN"} and not find_times(doc[last].text):
        last += 1
    inside = range(at, last + 1)
    return next((doc[i] for i in inside if doc[i].head.i not in inside), doc[last])


def _passive_subject(clause: Clause) -> Token | None:
    """As in "the council was told by the mayor that"."""
    if clause.head.lemma_.lower() not in words("addressees", "object_cues"):
        return None
    return next((child for child in clause.head.children if child.dep_ == "nsubj:pass"), None)


def _after_preposition(clause: Clause) -> Token | None:
    lemma = clause.head.lemma_.lower()
    for preposition, cues in table("addressees")["preposition_cues"].items():
        if lemma not in cues:
            continue
        for child in clause.head.children:
            right_behind = preposition == "on" and 0 < child.idx - clause.anchor.end < _NEAR  # "called on the board to"
            free = _free(clause, child) or right_behind
            if child.dep_ in {"obl", "nmod"} and case_of(child) == preposition and free:
                return child
    return None


def _of_medium(clause: Clause) -> Token | None:
    """As in "in a letter to the council"."""
    for token in clause.near():
        if is_medium(token) and clause.tie(Span(token.idx, token.idx + len(token))) is not None:
            for child in token.children:
                leads = case_of(child) in words("addressees", "media_prepositions")
                if leads and child.pos_ in _NOUNS and child.i > token.i and _free(clause, child):
                    return child
    return None


def _free(clause: Clause, token: Token) -> bool:
    return clause.admits(Span(token.idx, token.idx + len(token)))


def _somebody(head: Token) -> bool:
    if head.ent_type_ in {"DATE", "MONEY", "PRODUCT"} or find_times(head.text):
        return False
    return head.lemma_.lower() not in words("addressees", "not_somebody")


def _limit(clause: Clause, head: Token) -> Span:
    """From the cue on, up to where something reported begins unless the addressee is itself in it."""
    start, end = clause.sentence.span.start, clause.sentence.span.end
    if head.idx >= clause.anchor.end:
        start = clause.anchor.end
    for content in clause.foreign:
        if content.start > head.idx:
            end = min(end, content.start)
        elif content.end <= head.idx:
            start = max(start, content.end)
        else:
            start, end = max(start, content.start), min(end, content.end)
    return Span(start, end).stripped(clause.document.text)


def _without_time(text: str, span: Span) -> Span:
    """As in "told reporters Thursday": the day is not one of them."""
    end = min((time.span.start for time in find_times(text, span.start, span.end)), default=span.end)
    return Span(span.start, end).stripped(text)


_NOUNS = {"NOUN", "PROPN", "PRON"}
_NEAR = 60  # code points from the cue to its object
