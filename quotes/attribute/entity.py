"""Those who are spoken of and can speak: people, organizations, groups, documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.attribute.attribution import SpeakerKind
    from quotes.attribute.lexicon import Gender
    from quotes.attribute.names import PersonName


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that can speak, as the article knows it; grows as the article is read."""

    name: str
    kind: SpeakerKind
    place: bool = False
    people: bool = False  # "North Korean", "Democrats": a kind of people rather than one of them
    gender: Gender | None = None
    person: PersonName | None = None
    plural: bool = False
    forms: Counter[str] = field(default_factory=Counter)
    titles: list[str] = field(default_factory=list)  # descriptions as written, in order
    affiliation: str | None = None
    issuer: Entity | None = None  # of a document
    noun: str | None = None  # of a document: what it is called
    relays: tuple[tuple[str, int, int], ...] = ()  # of a document: who carried it
    seen: list[int] = field(default_factory=list)  # sentences that name it

    def may_be(self, gender: Gender | None) -> bool:
        """Whether a gender, as far as it is known, doesn't speak against somebody."""
        return gender is None or self.gender is None or self.gender == gender

    @property
    def fullest(self) -> str:
        """The form with most words, of those the most frequent."""
        return max(self.forms, key=lambda form: (len(form.split()), self.forms[form], -len(form)), default=self.name)
