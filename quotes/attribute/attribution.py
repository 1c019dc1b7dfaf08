"""What attributing speech yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quotes.span import Span
    from quotes.speech.speech import Speech

SpeakerKind = Literal["person", "organization", "group", "document", "unnamed", "author"]
ResolvedBy = Literal[
    "named",  # the mention is itself the fullest name
    "surname",  # part of a name that the article gives in full
    "acronym",  # "KCNA", spelt out elsewhere
    "place",  # a capital or country standing for its government
    "title",  # "the secretary", a title that one named person holds
    "description",  # "the North Korean leader", "the ministry"
    "document",  # "the statement", traced to who issued it
    "pronoun",  # "he", "it", "who", "we"
    "continuation",  # no source of its own; goes on with the speaker before
    "unnamed",  # nobody the article names: "a senior official"
]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a mention is, in the fullest form that the article supports, without titles."""

    name: str
    kind: SpeakerKind
    title: str | None
    affiliation: str | None
    resolved_by: ResolvedBy


@dataclass(frozen=True, slots=True)
class Relay:
    """Who carried the words to this article: "in a statement carried by KCNA", "Kyodo reports"."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or short name inside the content, and the name that the resolver is sure it stands for."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speech with its speaker; None where the article leaves open who it was, or the resolver is unsure."""

    speech: Speech
    speaker: Speaker | None
    relayed_by: tuple[Relay, ...]
    references: tuple[Reference, ...]
    confidence: float
