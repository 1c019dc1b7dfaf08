"""What finding speech yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quotes.span import Span

SpeechType = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "writing", "thought", "attitude", "intention"]
Leaning = Literal["balanced", "precision", "recall"]
Stance = Literal["assert", "deny", "demand", "promise", "predict", "ask", "hope", "doubt", "praise", "blame"]


@dataclass(frozen=True, slots=True)
class Cue:
    """The expression that reports something: "has called", "did not say", "according to", a colon."""

    span: Span
    head: int  # index of its main token in the Doc
    lemma: str
    act: Act
    stance: Stance
    negated: bool = False  # "did not say", "declined to comment", "stopped short of saying"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names somebody: a span and its head token's index in the Doc."""

    span: Span
    head: int


@dataclass(frozen=True, slots=True)
class Speech:
    """One stretch of reported speech, thought or attitude, tied to whoever the sentence gives as its source.

    ``content`` is one span or several when the cue splits it. ``source`` is None where the sentence names nobody.
    ``follows`` is the index, in the same list, of the speech that this one goes on with when it has no cue of its
    own (a quotation that follows its attributed sentence); ``parent`` that of the speech it is reported inside.
    ``confidence`` is the share of such finds that are right, as measured for the rule.
    """

    type: SpeechType
    content: tuple[Span, ...]
    cue: Cue | None
    source: Mention | None
    sentence: Span
    rule: str
    confidence: float
    follows: int | None = None
    parent: int | None = None
