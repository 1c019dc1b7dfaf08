"""Who does what to whom in a claim: subject, relation and object as written.

textacy's extraction reads the labels of an older scheme ("dobj", "nsubjpass"); this one reads Universal Dependencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.normalize.phrases import case_of, noun_phrase
from quotes.parse.tags import RELATIVE
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.parse.document import Document
    from quotes.parse.plain import Token


@dataclass(frozen=True, slots=True)
class Statement:
    """A subject, a relation with its auxiliaries, negation and particles, and an object."""

    subject: str
    relation: str
    object: str


def find_triples(document: Document, spans: Sequence[Span], tokens: Sequence[Token]) -> list[Statement]:
    """The triples of a claim, in the order of their verbs, each once.

    Args:
        document: The parse of the article.
        spans: The stretches of the content; nothing outside them is used.
        tokens: The words of those stretches.
    """
    inside = {token.i: span for span in spans for token in tokens if span.start <= token.idx < span.end}
    found: list[Statement] = []
    for token in tokens:
        for statement in _of_predicate(document, token, inside):
            if statement not in found:
                found.append(statement)
            if len(found) >= _MOST:
                return found
    return found


def _of_predicate(document: Document, token: Token, inside: dict[int, Span]) -> Iterator[Statement]:
    copula = next((child for child in token.children if child.dep_ == "cop" and child.i in inside), None)
    if copula is None and token.pos_ != "VERB":
        return
    subject = _subject(token, inside)
    if subject is None:
        return
    named = _text(document, subject, inside)
    if copula is not None:
        found = _relation(document, [copula], token, inside)
        yield Statement(named, _words(found), _text(document, token, inside, after=found[-1]))
    else:
        for verbs, noun, preposition in _objects(token, inside):
            words = [*verbs, *([preposition] if preposition is not None else [])]
            yield Statement(named, _words(_relation(document, words, token, inside)), _text(document, noun, inside))


def _subject(token: Token, inside: dict[int, Span]) -> Token | None:
    """The subject of a verb: its own, the noun that a relative clause is about, or the one it shares."""
    for _ in range(_DEPTH):
        own = next((c for c in token.children if c.dep_.startswith("nsubj") and c.i in inside), None)
        if own is not None:
            if own.tag_ in RELATIVE or own.lower_ in {"who", "which", "that"}:
                return token.head if token.dep_ == "acl:relcl" and token.head.i in inside else None
            return own
        if token.dep_ != "conj" or token.head.i not in inside or token.head.pos_ != token.pos_:
            return None
        token = token.head
    return None


def _objects(verb: Token, inside: dict[int, Span]) -> Iterator[tuple[list[Token], Token, Token | None]]:
    """The verbs of a relation, its object, and the preposition that leads to it."""
    verbs = [verb]
    for _ in range(_DEPTH):
        direct = [c for c in verbs[-1].children if c.dep_ == "obj" and c.i in inside and c.pos_ in _NOUNS]
        if direct:
            yield verbs, direct[0], None
            return
        deeper = next((c for c in verbs[-1].children if c.dep_ == "xcomp" and c.i in inside), None)
        if deeper is None or deeper.pos_ != "VERB":
            break
        verbs = [*verbs, deeper]
    for child in verbs[-1].children:
        if child.dep_.startswith("obl") and child.i in inside and child.pos_ in _NOUNS and case_of(child):
            preposition = next(c for c in child.children if c.dep_ == "case")
            if preposition.i in inside and child.ent_type_ != "DATE" and preposition.lower_ != "than":
                yield verbs, child, preposition
                return


def _relation(document: Document, words: Sequence[Token], head: Token, inside: dict[int, Span]) -> list[Token]:
    """The verbs with auxiliaries, negation and particles, in the order of the text."""
    found = {word.i for word in words}
    for verb in {head.i: head, **{word.i: word for word in words}}.values():
        for child in verb.children:
            part = child.dep_ in {"aux", "aux:pass", "compound:prt"} or (child.dep_ == "mark" and child.lower_ == "to")
            negation = child.dep_ == "advmod" and child.lower_ in {"not", "n't", "n’t", "never", "no"}
            if (part or negation) and child.i in inside and not (child.dep_ == "mark" and verb.i == head.i):
                found.add(child.i)
    return [document.plain[i] for i in sorted(found)]


def _words(tokens: Sequence[Token]) -> str:
    return "".join(token.text + (" " if token.whitespace_ or _gap(token, tokens) else "") for token in tokens).strip()


def _gap(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether something between it and the next word of the relation was left out."""
    later = [other.i for other in tokens if other.i > token.i]
    return bool(later) and later[0] != token.i + 1


def _text(document: Document, noun: Token, inside: dict[int, Span], *, after: Token | None = None) -> str:
    """A noun phrase of the content, on one line and without marks around it.

    A predicate begins ``after`` its copula and takes in its own preposition: "is | in serious trouble".
    """
    span = noun_phrase(noun, keep={"of"}, limit=inside.get(noun.i))
    start = span.start
    if after is not None:
        case = next((c for c in noun.children if c.dep_ == "case" and c.i in inside and c.tag_ != "POS"), None)
        start = min(start, case.idx) if case is not None else start
        start = max(start, after.idx + len(after)) if after.i < noun.i else start
    return " ".join(Span(start, span.end).of(document.text).split()).strip("\"“”‘’',;:. ")


_NOUNS = {"NOUN", "PROPN", "PRON", "NUM"}
_DEPTH = 4  # verbs that share a subject, or hang on each other
_MOST = 24  # triples of one claim
