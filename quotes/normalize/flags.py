"""What kind of claim it is, as far as its words show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.tables import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quotes.parse.plain import Token
    from quotes.record import Flag
    from quotes.speech.speech import Speech


def find_flags(speech: Speech, tokens: Sequence[Token], *, quantities: bool) -> tuple[Flag, ...]:
    """The flags of a claim, always in the same order.

    Args:
        speech: What was said.
        tokens: The words of its content.
        quantities: Whether it has any.
    """
    found: list[Flag] = [flag for flag, holds in _TESTS.items() if holds(speech, tokens)]
    return (*found, "quantity") if quantities else tuple(found)


def _predicts(speech: Speech, tokens: Sequence[Token]) -> bool:
    return (
        bool(speech.cue and speech.cue.stance == "predict")
        or any(token.pos_ != "NOUN" for token in _among(tokens, words("claims", "prediction.auxiliaries")))
        or any(
            token.pos_ == "VERB" and token.lemma_.lower() in words("claims", "prediction.lemmas") for token in tokens
        )
        or _has_phrase(tokens, words("claims", "prediction.phrases"))
    )


def _judges(_: Speech, tokens: Sequence[Token]) -> bool:
    return (
        any(_among(tokens, words("claims", "opinion.auxiliaries")))
        or any(_among(tokens, words("claims", "opinion.words")))
        or _has_phrase(tokens, words("claims", "opinion.phrases"))
    )


def _was_there(speech: Speech, tokens: Sequence[Token]) -> bool:
    """First person and past, in words that are quoted: "I saw", "we were told"."""
    if speech.type == "indirect":
        return False
    inside = {token.i for token in tokens}
    for token in _among(tokens, words("claims", "experience.subjects")):
        if not token.dep_.startswith("nsubj"):
            continue
        verb = token.head
        parts = [verb, *(child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"})]
        past = any(part.tag_ == "VBD" for part in parts if part.i in inside)
        if past and verb.lemma_.lower() not in words("claims", "experience.not_lemmas"):
            return True
    return False


def _among(tokens: Sequence[Token], wanted: frozenset[str]) -> list[Token]:
    return [token for token in tokens if token.lower_ in wanted]


def _has_phrase(tokens: Sequence[Token], phrases: frozenset[str]) -> bool:
    text = f" {' '.join(token.lower_ for token in tokens)} ".replace("’", "'")
    return any(f" {phrase} " in text for phrase in phrases)


_TESTS: dict[Flag, Callable[[Speech, Sequence[Token]], bool]] = {
    "prediction": _predicts,
    "opinion": _judges,
    "personal-experience": _was_there,
}
