"""Noun phrases as stretches of text: where one begins and ends around its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from quotes.parse.plain import Token


def noun_phrase(head: Token, *, keep: Collection[str] = (), limit: Span | None = None) -> Span:
    """A noun with what stands before it, and of what comes after only its name's parts and the ``keep`` prepositions.

    Args:
        head: The noun.
        keep: Prepositions whose phrases still belong: "with" in "an interview with the Observer".
        limit: Nothing outside this is taken in.
    """
    first, last = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in _BEFORE:
            first = min(first, _first_of(child))
        elif child.i > head.i and child.dep_ in _NAME:
            last = max(last, _last_of_name(child))
    while head.pos_ == "PROPN" and last + 1 < len(head.doc) and _goes_on(head.doc[last + 1]):
        last += 1
    for child in head.children:
        if child.i > last and child.dep_ in {"nmod", "obl", "conj"} and case_of(child) in keep:
            last = max(last, noun_tokens(child, keep)[1])
    doc = head.doc
    first = max(first, *(child.i + 1 for child in head.children if child.dep_ == "case" and child.i < head.i), 0)
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in {"case", "cc"}):
        first += 1
    span = Span(doc[first].idx, doc[last].idx + len(doc[last]))
    if limit is not None:
        span = Span(max(span.start, limit.start), min(span.end, limit.end))
    return span if span.start <= head.idx < span.end else Span(head.idx, head.idx + len(head))


def _goes_on(token: Token) -> bool:
    """As in "Judge Emmeline Sorge", when the parser has the name hang elsewhere."""
    return token.pos_ == "PROPN" and token.ent_type_ == "PERSON"


def noun_tokens(head: Token, keep: Collection[str] = ()) -> tuple[int, int]:
    """The first and the last token of a noun phrase."""
    span = noun_phrase(head, keep=keep)
    phrase = head.doc.touched(span.start, span.end)
    return (phrase.start, phrase.end - 1) if phrase is not None else (head.i, head.i)


def _first_of(token: Token) -> int:
    """The leftmost token under one."""
    found = token.i
    for _ in range(_DEPTH):
        further = [child.i for child in token.doc[found].children if child.i < found]
        if not further:
            break
        found = min(further)
    return found


def _last_of_name(token: Token) -> int:
    """The last token of a name that one is part of."""
    found = token.i
    for _ in range(_DEPTH):
        further = [child.i for child in token.doc[found].children if child.i > found and child.dep_ in _NAME]
        if not further:
            break
        found = max(further)
    return found


def case_of(token: Token) -> str:
    """The preposition that a noun hangs on its head with; empty where there is none."""
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


_BEFORE = {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "advmod", "nmod:unmarked", "nmod", "flat"}
_NAME = {"flat", "compound", "nummod", "fixed", "goeswith"}
_DEPTH = 12
