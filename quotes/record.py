"""The record: one attribution, as one JSON object. These models are the contract with every reader.

Offsets are code points into the article's text, half open: ``text[start:end]`` is the span's ``text``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from quotes.attribute.attribution import ResolvedBy, SpeakerKind
from quotes.read.article import PublishedBasis
from quotes.speech.speech import Act, SpeechType, Stance

SCHEMA: Literal["quotes/1"] = "quotes/1"

Precision = Literal["day", "week", "month", "year"]
Flag = Literal["prediction", "opinion", "personal-experience", "quantity"]


class Model(BaseModel):
    """A frozen model that refuses unknown fields, so that a misspelt one can't pass unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class TextSpan(Model):
    """Characters ``[start, end)`` of the article's text, and what stands there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Extent(Model):
    """Characters ``[start, end)`` of the article's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class NamedSpan(Model):
    """A name as the article gives it in full, and where it stands."""

    name: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class ArticleInfo(Model):
    """Which article the record is from."""

    id: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = Field(None, description="ISO date")
    published_basis: PublishedBasis | None = None
    encoding: str = "utf-8"
    text_sha256: str = Field(description="SHA-256 of the article's text in UTF-8")


class Quote(Model):
    """The words reported; several spans when the cue splits them."""

    text: str = Field(description="the spans' texts, joined with a space")
    spans: tuple[TextSpan, ...]


class CueInfo(Model):
    """The expression that reports the words."""

    text: str
    lemma: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class SpeakerInfo(Model):
    """Who said it, in the fullest form that the article supports."""

    name: str
    kind: SpeakerKind
    title: str | None = None
    affiliation: str | None = None
    resolved_by: ResolvedBy


class When(Model):
    """When it was said; ``date`` is ISO 8601, cut to its precision: 2016-07-07, 2016-W27, 2016-07, 2016."""

    date: str | None
    precision: Precision | None
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    basis: Literal["stated", "published"] | None = Field(
        description="stated: absolute in the text; published: counted from the day of publication; null: no date"
    )


class Triple(Model):
    """A subject, a relation and an object of the claim, as written."""

    subject: str
    relation: str
    object: str


class Quantity(Model):
    """A number in the claim with its unit: 30 senators, 12.5 %, $3 billion."""

    value: float
    unit: str | None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Claim(Model):
    """What was claimed, as a sentence that stands on its own."""

    text: str
    resolved: str | None = Field(description="the text with references filled in that are sure; null when none is")
    stance: Stance
    negated: bool
    triples: tuple[Triple, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    flags: tuple[Flag, ...] = ()


class Evidence(Model):
    """Why the record is there: the rule that fired, and the sentence it fired in."""

    rule: str
    sentence: Extent


class Record(Model):
    """One attribution: who said what, when."""

    schema_: Literal["quotes/1"] = Field(SCHEMA, alias="schema")
    id: str = Field(description="stable: the same text and spans give the same id on every run")
    article: ArticleInfo
    type: SpeechType
    act: Act
    quote: Quote
    cue: CueInfo | None
    source: TextSpan | None
    speaker: SpeakerInfo | None
    relayed_by: tuple[NamedSpan, ...] = ()
    medium: TextSpan | None = None
    when: When | None = None
    where: NamedSpan | None = None
    addressee: TextSpan | None = None
    prompt: TextSpan | None = None
    claim: Claim
    parent: str | None = None
    confidence: float = Field(ge=0, le=1)
    evidence: Evidence

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the contract."""
        return self.model_dump_json(by_alias=True)
