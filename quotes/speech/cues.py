"""The lexicon of cues: which words report, how they build their content, and what stance they give it."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.parse.plain import Token
    from quotes.speech.speech import Act, Stance


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cue says about its content: the kind of act, and the stance of the source."""

    act: Act
    stance: Stance


@dataclass(frozen=True, slots=True)
class Word:
    """A reporting word: what it means in each frame that it builds, and before each preposition it takes."""

    frames: Mapping[str, Meaning]
    prepositions: Mapping[str, Meaning]
    first: Meaning

    def takes(self, *frames: str) -> Meaning | None:
        """Its meaning in the first of the frames that it builds, or None."""
        return next((self.frames[frame] for frame in frames if frame in self.frames), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every reporting word that the rules know."""

    verbs: Mapping[str, Word]
    nouns: Mapping[str, Word]
    adjectives: Mapping[str, Word]
    withholding: frozenset[str]
    leading: frozenset[str]
    issuing: frozenset[str]
    issued: frozenset[str]
    never_quoting: frozenset[str]
    forms: Mapping[str, str]
    measures: frozenset[str]
    norms: frozenset[str]
    adverbs: frozenset[str]
    inverting: frozenset[str]
    no_asides: frozenset[str]
    anonymous: frozenset[str]
    coordinating: frozenset[str]
    reporting_documents: frozenset[str]
    opening: frozenset[str]

    def verb(self, token: Token) -> tuple[str, Word] | None:
        """The lemma and meaning of a reporting verb, by the token's lemma or, where that is unknown, its form."""
        lemma = token.lemma_.lower()
        word = self.verbs.get(lemma)
        if word is None:
            lemma = self.forms.get(token.lower_, "")
            word = self.verbs.get(lemma) if lemma else None
        return (lemma, word) if word is not None else None

    def reporting_verb(self, token: Token) -> Word | None:
        """The entry of a token that is a verb in its sentence; None for other words and verbs."""
        entry = self.verb(token) if token.pos_ in {"VERB", "AUX"} else None
        return entry[1] if entry is not None else None

    @classmethod
    def load(cls) -> Lexicon:
        """The lexicon that comes with the program, with textacy's reporting verbs where ours has none."""
        data = read_table("quotes.speech", "cues")
        verbs = _words(data["verbs"])
        for lemma in _reporting_verbs():
            verbs.setdefault(lemma, _draft(data["verbs"][0]))
        return cls(
            verbs={lemma: word.finished() for lemma, word in verbs.items()},
            nouns={lemma: word.finished() for lemma, word in _words(data["nouns"]).items()},
            adjectives={lemma: word.finished() for lemma, word in _words(data["adjectives"]).items()},
            withholding=frozenset(data["withholding"]["verbs"]),
            leading=frozenset(data["leading"]["verbs"]),
            issuing=frozenset(data["issuing"]["verbs"]),
            issued=frozenset(data["issuing"]["nouns"]),
            never_quoting=frozenset(data["quotation"]["never"]),
            forms={form: lemma for lemma in verbs for form in _inflected(lemma)} | data["irregular"],
            measures=frozenset(data["according_to"]["measures"]),
            norms=frozenset(data["according_to"]["norms"]),
            adverbs=frozenset(data["hearsay"]["adverbs"]),
            inverting=frozenset(data["inverting"]["verbs"]),
            no_asides=frozenset(data["no_asides"]["verbs"]),
            anonymous=frozenset(data["anonymous"]["nouns"]),
            coordinating=frozenset(data["coordinating"]["verbs"]),
            reporting_documents=frozenset(data["headline"]["nouns"]),
            opening=frozenset(data["opening"]["participles"]),
        )


@functools.cache
def default_lexicon() -> Lexicon:
    """The lexicon that comes with the program, read once."""
    return Lexicon.load()


def _reporting_verbs() -> frozenset[str]:
    from textacy.constants import REPORTING_VERBS

    return frozenset(REPORTING_VERBS["en"]) - {"according"}


def _inflected(lemma: str) -> Iterator[str]:
    """The regular forms of a verb, and forms that it may have: with a doubled consonant, or without its e."""
    stem = lemma.removesuffix("e")
    yield from (lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing")
    if lemma.endswith("y"):
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied")
    if lemma[-1] not in "aeiouwxy" and lemma[-2:-1] in {"a", "e", "i", "o", "u"}:
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


@dataclass(slots=True)
class _Draft:
    first: Meaning
    frames: dict[str, Meaning] = field(default_factory=dict)
    prepositions: dict[str, Meaning] = field(default_factory=dict)

    def finished(self) -> Word:
        return Word(self.frames, self.prepositions, self.first)


def _draft(entry: Mapping[str, Any]) -> _Draft:
    draft = _Draft(Meaning(entry["act"], entry["stance"]))
    _extend(draft, entry)
    return draft


def _extend(draft: _Draft, entry: Mapping[str, Any]) -> None:
    meaning = Meaning(entry["act"], entry["stance"])
    for frame in entry.get("frames", ()):
        draft.frames.setdefault(frame, meaning)
    for preposition in entry.get("prepositions", ()):
        draft.prepositions.setdefault(preposition, meaning)


def _words(entries: list[dict[str, Any]]) -> dict[str, _Draft]:
    words: dict[str, _Draft] = {}
    for entry in entries:
        for lemma in entry["lemmas"].split():
            if lemma in words:
                _extend(words[lemma], entry)
            else:
                words[lemma] = _draft(entry)
    return words
