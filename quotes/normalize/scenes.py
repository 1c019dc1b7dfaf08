"""The occasions that an article's own words date: "Monday's debate", "On Tuesday night, the panel met the minister"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.tables import table, words
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from quotes.normalize.clause import Clauses
    from quotes.normalize.times import TimeExpression
    from quotes.parse.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of the article's own that dates something, and the kinds of occasions that it dates.

    ``kinds`` are names of rows in scenes.toml, or the lemmas of nouns that stand in no row; empty where it dates no
    occasion that anybody could speak at. ``leads`` says whether the date opens the sentence.
    """

    time: TimeExpression
    sentence: Sentence
    kinds: frozenset[str]
    leads: bool

    @property
    def several(self) -> bool:
        """Whether several people speak at it."""
        return any(row["several"] for row in table("scenes")["occasion"] if row["name"] in self.kinds)


def find_scenes(
    document: Document, clauses: Clauses, times_of: Callable[[Sentence], Sequence[TimeExpression]]
) -> list[Scene]:
    """The dated occasions of an article in order; words of time inside something reported date none.

    Args:
        document: The parse of the article.
        clauses: What of it is reported.
        times_of: The expressions of time of a sentence.
    """
    found: list[Scene] = []
    for sentence in document.sentences:
        for time in times_of(sentence):
            if time.kind not in _LOOSE and not clauses.reported(sentence, time.span):
                leads = time.span.start - sentence.span.start < _HEAD
                kinds = frozenset(_dated_kinds(document, sentence, time))
                if leads or kinds:
                    found.append(Scene(time, sentence, kinds, leads))
    return found


def kinds_of(token: Token) -> frozenset[str]:
    """The kinds of occasions that a noun can stand for: those of its rows, else itself; empty for other nouns."""
    lemma = token.lemma_.lower()
    if token.pos_ not in {"NOUN", "PROPN"}:
        return frozenset()
    rows = _by_word("nouns").get(lemma)
    if rows:
        return rows
    return frozenset({lemma}) if lemma in words("settings", "media") | words("settings", "events") else frozenset()


def kinds_of_audience(token: Token) -> frozenset[str]:
    """The kinds of occasions that "the crowd" or "the panel" was spoken to at."""
    return _by_word("audience").get(token.lemma_.lower(), frozenset()) if token.pos_ == "NOUN" else frozenset()


def definite(token: Token) -> bool:
    """Whether "the", "that" or a possessive stands before the noun phrase that a noun is in."""
    for at in range(token.i - 1, max(-1, token.i - _WIDTH), -1):
        before = token.doc[at]
        if before.lower_ in {"the", "that", "this", "same"}:
            return _led_to(token.doc[max(0, at - 2) : at])
        if not describes(before):
            return False
    return False


def _led_to(before: SpacySpan) -> bool:
    """Whether the two words before a definite noun leave it where something is: not "after the debate"."""
    led = [token.lower_ for token in before]
    if led[-1:] == ["of"]:
        return led[0] in words("scenes", "parts.nouns")
    return not set(led[-1:]) & words("scenes", "apart.before")


def describes(token: Token) -> bool:
    """Whether a word may stand inside a noun phrase before its noun."""
    return token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.dep_ in {"amod", "compound"}


def _dated_kinds(document: Document, sentence: Sentence, time: TimeExpression) -> Iterator[str]:
    phrase = document.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    if phrase is None:
        return
    if time.span.of(document.text).endswith(("'s", "’s")):
        for at in range(phrase.end, min(phrase.end + _WIDTH, sentence.end)):
            if not describes(document.doc[at]):
                return
            yield from kinds_of(document.doc[at])
        return
    if phrase.start > sentence.start:
        yield from kinds_of(document.doc[phrase.start - 1])
    verb = _verb(phrase.root)
    if verb is None:
        return
    yield from _by_word("verbs").get(verb.lemma_.lower(), ())
    for token in document.tokens(sentence):
        if kinds_of(token) and not _dated_itself(token, phrase.start) and _verb(token) == verb:
            own = Span(token.idx, token.idx + len(token))
            if not _apart(token) and abs(own.start - time.span.start) < _REACH:
                yield from kinds_of(token)


def _dated_itself(noun: Token, time: int) -> bool:
    """As in "On Tuesday he recalled Friday's debate": the debate has another date."""
    return any(child.ent_type_ == "DATE" and child.i != time for child in noun.children if child.i < noun.i)


def _apart(noun: Token) -> bool:
    """As in "after the debate": the rest of the sentence was not at it."""
    cases = {child.lower_ for child in noun.children if child.dep_ == "case"}
    return bool(cases & words("scenes", "apart.before"))


def _verb(token: Token) -> Token | None:
    """The nearest verb above a word."""
    for _ in range(_DEPTH):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


@cache
def _by_word(column: str) -> dict[str, frozenset[str]]:
    """The kinds of occasions by the words of one column of their table."""
    found: dict[str, set[str]] = {}
    for row in table("scenes")["occasion"]:
        for word in row[column]:
            found.setdefault(word, set()).add(row["name"])
    return {word: frozenset(names) for word, names in found.items()}


_LOOSE = {"vague", "anaphoric", "year", "earlier"}  # kinds of expressions that set no scene
_HEAD = 20  # code points from the start of a sentence: its opening
_WIDTH = 5  # words of a noun phrase before its noun
_REACH = 150  # code points between a date and what it dates
_DEPTH = 20  # steps up a parse
