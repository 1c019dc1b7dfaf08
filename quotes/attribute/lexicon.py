"""The word lists of attribution, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from quotes.tables import read_table

Gender = Literal["male", "female"]


@dataclass(frozen=True, slots=True, eq=False)  # as a key of what is remembered it stands for itself
class Lexicon:
    """What ``data/*.toml`` holds, in the form that look-ups want: lower case, sets and dicts."""

    honorifics: dict[str, Gender | None]
    offices: dict[str, tuple[str, ...]]  # what "Sen." stands for
    called: dict[str, str]  # "head of state" → "president"
    styles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    surname_first: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    first_names: dict[str, Gender | None]
    roles: dict[str, Gender | None]
    weak_title_words: frozenset[str]
    ranks: frozenset[str]
    role_synonyms: dict[str, frozenset[str]]
    deeds: dict[str, frozenset[str]]  # verbs of those who can then be called by a role
    org_heads: frozenset[str]
    national_heads: frozenset[str]
    org_nouns: frozenset[str]
    institutions: frozenset[str]
    generic_orgs: frozenset[str]
    business: frozenset[str]
    company_forms: frozenset[str]
    local: frozenset[str]
    org_synonyms: dict[str, frozenset[str]]
    media_names: frozenset[str]
    media_words: frozenset[str]
    media_common: frozenset[str]
    media_nouns: frozenset[str]
    possessive_words: frozenset[str]
    document_nouns: frozenset[str]
    document_plurals: frozenset[str]
    laws: frozenset[str]
    document_synonyms: dict[str, frozenset[str]]
    issuing_verbs: frozenset[str]
    carrying_verbs: frozenset[str]
    reporting_verbs: frozenset[str]
    group_nouns: frozenset[str]
    indefinites: frozenset[str]
    quantities: frozenset[str]
    people_endings: tuple[str, ...]
    not_people: frozenset[str]
    anaphoric: dict[str, Gender | None]
    after_names: frozenset[str]
    countries: frozenset[str]
    capitals: dict[str, str]  # capital → country
    demonyms: dict[str, str]  # "north korean" → "North Korea"
    places: frozenset[str]
    seats: frozenset[str]
    aliases: dict[str, str]
    directions: frozenset[str]
    state_belongings: frozenset[str]
    led_belongings: frozenset[str]
    confidence: dict[str, float]

    def role(self, word: str) -> str | None:
        """The role noun that a word is, its plural ending taken off; None when it is none."""
        return _role(self, word.lower())

    def people(self, word: str) -> bool:
        """Whether a lower-case plural noun is for people: a role, a group, or by its ending ("dockers")."""
        if self.role(word) or word in self.group_nouns or word in self.quantities:
            return True
        return word.endswith(self.people_endings) and word not in self.not_people and not self.thing(word)

    def thing(self, word: str) -> bool:
        """Whether a noun is for organizations or documents."""
        return any(
            form in self.org_nouns or form in self.document_nouns or form in self.document_plurals
            for form in singulars(word)
        )

    def gender_of_first_name(self, word: str) -> Gender | None:
        """The gender that a given name shows, None for names that show none or are unknown."""
        return self.first_names.get(word.lower())


@lru_cache(maxsize=16384)  # asked of nearly every word of every article
def _role(lexicon: Lexicon, low: str) -> str | None:
    found = next((form for form in singulars(low) if form in lexicon.roles), None)
    first, _, rest = low.partition("-")
    if found is None and rest and (first in lexicon.roles or first in lexicon.ranks):  # "director-general"
        return first if first in lexicon.roles else _role(lexicon, rest)
    return found


def singulars(word: str) -> tuple[str, ...]:
    """A lower-case word and what it may be the plural of."""
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return tuple(forms)


@cache
def small_words(kind: str) -> frozenset[str]:
    """One of the lists of ``grammar.toml``."""
    return _words(_read("grammar")[kind])


@cache
def load_lexicon() -> Lexicon:
    """The word lists that come with the program."""
    people, names, roles = _read("people"), _read("first_names"), _read("roles")
    orgs, docs, groups, places = _read("organizations"), _read("documents"), _read("groups"), _read("places")
    countries: dict[str, list[str]] = places["countries"]
    regions = _words(places["regions"]["names"])
    return Lexicon(
        honorifics=_gendered(people["honorifics"]),
        offices={key: tuple(value.split()) for key, value in roles["offices"].items()},
        called=roles["called"],
        styles=_words(people["styles"]["words"]),
        suffixes=_words(people["suffixes"]["words"]),
        particles=_words(people["particles"]["words"]),
        surname_first=_words(people["surname_first"]["words"]),
        nicknames={key: _words(value) for key, value in people["nicknames"].items()},
        first_names=_gendered(names),
        roles=_gendered({key: roles[key] for key in ("male", "female", "neutral")}),
        weak_title_words=_words(roles["weak"]["words"]),
        ranks=_words(roles["ranks"]["words"]),
        role_synonyms=_both_ways(roles["synonyms"]),
        deeds={role: _words(verbs) for role, verbs in roles["deeds"].items()},
        org_heads=_words(orgs["heads"]),
        national_heads=_words(orgs["national"]),
        org_nouns=_words(orgs["descriptions"]),
        institutions=_words(orgs["institutions"]),
        generic_orgs=_words(orgs["generic"]),
        business=_words(orgs["business"]),
        company_forms=_words(orgs["company_forms"]),
        local=_words(orgs["local"]),
        org_synonyms={key: _words(value) for key, value in orgs["synonyms"].items()},
        media_names=frozenset(name.replace("-", " ") for name in _words(orgs["media"]["names"])),
        media_words=_words(orgs["media"]["words"]),
        media_common=_words(orgs["media"]["common"]),
        media_nouns=_words(orgs["media"]["common"]) | _words(orgs["media"]["called"]),
        possessive_words=_words(orgs["possessive_words"]["words"]),
        document_nouns=_words(docs["singular"]),
        document_plurals=_words(docs["plural_only"]),
        laws=_words(docs["laws"]),
        document_synonyms=_both_ways(docs["synonyms"]),
        issuing_verbs=_words(docs["verbs"]["issue"]),
        carrying_verbs=_words(docs["verbs"]["relay"]),
        reporting_verbs=_words(docs["verbs"]["report"]),
        group_nouns=_words(groups["plural"]),
        indefinites=_words(groups["indefinite"]),
        quantities=_words(groups["quantities"]),
        people_endings=tuple(groups["people_endings"].split()),
        not_people=_words(groups["not_people"]),
        anaphoric=_gendered(groups["anaphoric"]),
        after_names=_words(groups["after_names"]["organization"]),
        countries=frozenset(country.lower() for country in countries),
        capitals={entry[0].lower(): country for country, entry in countries.items()},
        demonyms={demonym.lower(): country for country, entry in countries.items() for demonym in entry[1:]},
        places=frozenset(
            regions
            | {name.lower() for name in countries}
            | {key.lower() for key, value in places["aliases"].items() if value in countries}
        ),
        seats=frozenset(name.lower() for name in places["seats"]["names"]),
        aliases={key.lower(): value for key, value in places["aliases"].items()},
        directions=_words(places["directions"]["names"]),
        state_belongings=_words(places["belongings"]["state"]),
        led_belongings=_words(places["belongings"]["led"]),
        confidence=_read("confidence"),
    )


def _read(name: str) -> dict[str, Any]:
    return read_table("quotes.attribute", name)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _gendered(lists: dict[str, str]) -> dict[str, Gender | None]:
    """One table of the lists for male, female and neutral words; neutral wins where a word is in two."""
    table: dict[str, Gender | None] = dict.fromkeys(_words(lists["male"]), "male")
    table.update(dict.fromkeys(_words(lists["female"]), "female"))
    table.update(dict.fromkeys(_words(lists["neutral"]), None))
    return table


def _both_ways(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for key, value in lists.items():
        for word in value.lower().split():
            table.setdefault(key, set()).add(word)
            table.setdefault(word, set()).add(key)
    return {key: frozenset(value) for key, value in table.items()}
