"""The occasions that an article's own words date: "Monday's debate", "On Tuesday night, the panel met the minister"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.tables import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.normalize.clause import Clauses
    from quotes.normalize.timeline import Timeline
    from quotes.normalize.times import TimeExpression
    from quotes.parse.document import Document, Sentence
    from quotes.parse.plain import Token


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of the article's own that dates something, and the kinds of occasions that it dates.

    ``kinds`` are names of rows in scenes.toml, or the lemmas of nouns that stand in no row; empty where it dates no
    occasion that anybody could speak at. ``leads`` says whether the date opens the sentence, ``told`` whether the
    sentence tells of it and does not just mention it: "On Monday they met", not "ahead of Monday's debate".
    """

    time: TimeExpression
    sentence: Sentence
    kinds: frozenset[str]
    leads: bool
    told: bool

    @property
    def several(self) -> bool:
        """Whether several people speak at it."""
        return self._is("several")

    @property
    def asked(self) -> bool:
        """Whether somebody is asked at it."""
        return self._is("asked")

    def _is(self, column: str) -> bool:
        return any(row[column] for row in table("scenes")["occasion"] if row["name"] in self.kinds)


def find_scenes(document: Document, clauses: Clauses, times: Timeline) -> list[Scene]:
    """The dated occasions of an article in order; words of time inside something reported date none.

    Args:
        document: The parse of the article.
        clauses: What of it is reported.
        times: The expressions of time.
    """
    found: list[Scene] = []
    for sentence in document.sentences:
        for time in times.of(sentence):
            if time.kind in _LOOSE or (times.dates_else(sentence, time) and not is_possessive(document, time)):
                continue
            scene = _scene(document, sentence, time, reported=clauses.reported(sentence, time.span))
            if scene is not None:
                found.append(scene)
    return found


def _scene(document: Document, sentence: Sentence, time: TimeExpression, *, reported: bool) -> Scene | None:
    """What a date sets the scene of. In something reported it only dates the noun beside it: "Monday's debate"."""
    beside = frozenset(_kinds_beside(document, sentence, time))
    if reported:
        return Scene(time, sentence, beside, leads=False, told=False) if beside else None
    if to_come(document, time) or _in_passing(document, time):
        return None
    leads = time.span.start - sentence.span.start < _HEAD
    kinds = beside | frozenset(_kinds_around(document, sentence, time))
    return Scene(time, sentence, kinds, leads, _told(document, time)) if leads or kinds else None


def is_possessive(document: Document, time: TimeExpression) -> bool:
    """As in "Monday's debate": this dates the debate, whatever is before it or after it."""
    return time.span.of(document.text).endswith(("'s", "’s"))


def to_come(document: Document, time: TimeExpression) -> bool:
    """As in "will be on the air on Tuesday", "was scheduled to speak on Friday"."""
    phrase = document.plain.touched(time.span.start, time.span.end)
    verb = verb_above(phrase.root) if phrase is not None else None
    if verb is None or is_possessive(document, time):
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "mark"}
    if verb.tag_ == "MD" or helpers & {"will", "would", "’ll", "'ll", "shall", "may", "could", "should"}:
        return True
    return "to" in helpers and verb.head.lemma_.lower() in words("scenes", "to_come.verbs")


def _in_passing(document: Document, time: TimeExpression) -> bool:
    """As in "became famous when they met in May 2016": a side clause that only tells when something else was."""
    phrase = document.plain.touched(time.span.start, time.span.end)
    verb = verb_above(phrase.root) if phrase is not None and not is_possessive(document, time) else None
    if verb is None or not verb.dep_.startswith(("advcl", "acl:relcl")):
        return False
    return verb.dep_ == "acl:relcl" or any(child.lower_ in {"when", "since"} for child in verb.children)


def _told(document: Document, time: TimeExpression) -> bool:
    if not is_possessive(document, time):
        return True
    phrase = document.plain.touched(time.span.start, time.span.end)
    before = {phrase[0].nbor(-1).lower_} if phrase is not None and phrase.start else set()
    return not before & (words("scenes", "apart.before") | {"of", "for", "from"})


def kinds_of(token: Token) -> frozenset[str]:
    """The kinds of occasions that a noun can stand for: those of its rows, else itself; empty for other nouns."""
    if token.pos_ != "NOUN" or not token.text.islower():
        return frozenset()  # "the Lund Post" is nobody's post
    return kinds_of_word(token.lemma_.lower())


def kinds_of_word(lemma: str) -> frozenset[str]:
    """The same for a word, whatever its part of speech: a post was posted, "tweeted" names a tweet."""
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


def _led_to(before: Sequence[Token]) -> bool:
    """Whether the two words before a definite noun leave it where something is: not "after the debate"."""
    led = [token.lower_ for token in before]
    if led[-1:] == ["of"]:
        return led[0] in words("scenes", "parts.nouns")
    return not set(led[-1:]) & words("scenes", "apart.before")


def describes(token: Token) -> bool:
    """Whether a word may stand inside a noun phrase before its noun."""
    return token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.dep_ in {"amod", "compound"}


def _kinds_beside(document: Document, sentence: Sentence, time: TimeExpression) -> Iterator[str]:
    """As in "Monday's televised debate", "a rally on Monday"."""
    phrase = document.plain.touched(time.span.start, time.span.end)
    if phrase is None:
        return
    if is_possessive(document, time):
        for at in range(phrase.end, min(phrase.end + _WIDTH, sentence.end)):
            if not describes(document.plain[at]):
                return
            yield from kinds_of(document.plain[at])
    elif phrase.start > sentence.start:
        yield from kinds_of(document.plain[phrase.start - 1])


def _kinds_around(document: Document, sentence: Sentence, time: TimeExpression) -> Iterator[str]:
    """As in "On Monday they held a hearing", "spoke at a rally in Lund on Monday": those of the same clause."""
    phrase = document.plain.touched(time.span.start, time.span.end)
    verb = verb_above(phrase.root) if phrase is not None else None
    if phrase is None or verb is None or is_possessive(document, time):
        return
    yield from _by_word("verbs").get(verb.lemma_.lower(), ())
    for token in document.tokens(sentence):
        near = abs(token.idx - time.span.start) < _REACH
        if near and kinds_of(token) and verb_above(token) == verb and not _outside(token, phrase.start):
            yield from kinds_of(token)


def _outside(noun: Token, time: int) -> bool:
    """As in "On Tuesday he recalled Friday's debate", "after the debate": what the sentence tells was not at it."""
    if any(child.ent_type_ == "DATE" and child.i != time for child in noun.children if child.i < noun.i):
        return True
    cases = {child.lower_ for child in noun.children if child.dep_ == "case"}
    return bool(cases & words("scenes", "apart.before"))


def verb_above(token: Token) -> Token | None:
    """The nearest verb above a word, or noun that stands for one: "is on the air"."""
    for _ in range(_DEPTH):
        if token.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in token.children):
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
