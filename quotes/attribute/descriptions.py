"""Definite descriptions: "the former president", "the Texas senator", "the ministry"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.lexicon import singulars, small_words
from quotes.attribute.names import plain
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.attribute.titles import role_of

if TYPE_CHECKING:
    from quotes.attribute.cast import Entity

_AGE = re.compile(r"\d{1,3}-year-old")
SURE_OF_GENDER = 0.3  # how far ahead of the next candidate "the woman" must be
SURE_OF_NONE = 0.6  # and "the candidate"
_RANKS = ("former", "vice", "deputy", "ex", "acting", "first")


def described_person(resolver: Resolver, case: Case, possessor: Entity | None) -> Found | None:
    """The named person whose title or apposition fits the phrase.

    The role noun must be the same or a synonym; every other word of the phrase must be found in what the article
    says of that person. Among several who fit, the best match wins, then whoever was spoken of last.
    """
    phrase = case.phrase
    if not phrase.definite and (phrase.determiner or not _capital_title(phrase.text)):
        return None
    role = resolver.lexicon.role(phrase.head) or _adjectival_role(resolver, phrase.text)
    if role is None:
        return _salient_person(resolver, case)
    wanted = _wanted(resolver, case, possessor)
    scored = []
    for entity in resolver.cast.entities:
        if entity.kind == "person" and entity.titles:
            score = _fit(resolver, entity, role, wanted)
            if score > 0:
                scored.append((score, _last_seen(entity, resolver, case), entity))
    if not scored:
        return _salient_person(resolver, case)
    scored.sort(key=lambda row: (-row[0], -row[1]))
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        if scored[0][1] == scored[1][1]:
            return None
        return Found(scored[0][2], "description", "description.salient")
    by = "title" if phrase.bare else "description"
    return Found(scored[0][2], "title" if by == "title" else "description", by)


def _capital_title(text: str) -> bool:
    """Whether a phrase without article is a headline's: "Retired General"."""
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words if word not in ("from", "of", "for", "and"))


def _adjectival_role(resolver: Resolver, text: str) -> str | None:
    return resolver.lexicon.role(text.split()[-1])


def _wanted(resolver: Resolver, case: Case, possessor: Entity | None) -> set[str]:
    """The words, role apart, that a person's description must have, countries in one form."""
    text = " ".join((*case.phrase.before, *case.phrase.after.lower().split()))
    text = _countries(resolver, text)
    words = {word.strip(",.'’") for word in text.split()} - small_words("colourless")
    words = {word.removesuffix("'s").removesuffix("’s") for word in words}
    if possessor is not None:
        words -= {word for name in possessor.forms for word in plain(name).split()}
        words -= {"north", "south", "east", "west"}
        words |= {"@" + _key(resolver, possessor)}
    return {word for word in words if word and not word[0].isdigit()}


def _key(resolver: Resolver, entity: Entity) -> str:
    return entity.person.family if entity.person is not None else _countries(resolver, plain(entity.name))


def _countries(resolver: Resolver, text: str) -> str:
    """The text with demonyms and country names made one word each: "north korean" → "north_korea"."""
    lexicon = resolver.lexicon
    words = text.replace("’", "'").split()
    out: list[str] = []
    i = 0
    while i < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[i : i + size]).removesuffix("'s")
            country = lexicon.demonyms.get(piece) or (piece if piece in lexicon.countries else None)
            country = country or lexicon.aliases.get(piece)
            if country and i + size <= len(words):
                out.append(country.lower().replace(" ", "_"))
                i += size
                break
        else:
            out.append(words[i])
            i += 1
    return " ".join(out)


def _fit(resolver: Resolver, entity: Entity, role: str, wanted: set[str]) -> float:
    """How well a person's titles fit; 0 when they don't."""
    lexicon = resolver.lexicon
    heads = {head for title in entity.titles if (head := role_of(title, lexicon))}
    heads |= {office for title in entity.titles for office in lexicon.offices.get(title, ())}
    same = lexicon.role_synonyms.get(role, frozenset())
    if role in heads:
        score = 2.0
    elif heads & same:
        score = 1.5
    else:
        return 0.0
    text = _countries(resolver, " ".join(entity.titles).lower().replace(",", " ").replace("~", ""))
    words = {word.strip(".,'’").removesuffix("'s").removesuffix("’s") for word in text.split()}
    if entity.affiliation:
        words |= set(plain(entity.affiliation).replace("-", " ").split())
    for rank in _RANKS:
        if rank in wanted and rank not in words:
            return 0.0
        if rank in words and rank not in wanted:
            score -= 0.4
    for word in wanted - set(_RANKS) - lexicon.weak_title_words:
        bare = word.removeprefix("@")
        if bare in words or _alike(bare, words, resolver):
            score += 1.0
        elif not word.startswith("@") or lexicon.role(bare) is None:
            return 0.0
    return score


def _alike(word: str, words: set[str], resolver: Resolver) -> bool:
    parts = word.replace("_", " ").split()
    if len(parts) > 1 and all(part in words for part in parts):
        return True
    if word in ("gop", "republican", "republicans") and words & {"gop", "republican"}:
        return True
    if word in ("democrat", "democratic") and words & {"democrat", "democratic"}:
        return True
    same = resolver.lexicon.role_synonyms.get(word, frozenset())
    return bool(same & words) or any(len(other) >= 3 and word.startswith(other) and len(word) > 4 for other in words)


def _last_seen(entity: Entity, resolver: Resolver, case: Case) -> int:
    here = resolver.page.sentence(case.offset)
    return max((sentence for sentence in entity.seen if sentence <= here), default=-1)


def _salient_person(resolver: Resolver, case: Case) -> Found | None:
    """Whoever was just spoken of and can be meant: "the woman", "the 34-year-old mother of three"."""
    phrase, lexicon = case.phrase, resolver.lexicon
    if phrase.determiner not in ("the", "this", "that") or phrase.plural:
        return None
    word = next((form for form in singulars(phrase.head) if form in lexicon.anaphoric), None)
    if word is None and not _AGE.fullmatch(phrase.head):
        return None
    for key, entity in resolver.latest_phrases():
        if word and key.startswith("unnamed ") and word in key.split():  # "a diplomat" for "the diplomat"
            return Found(entity, "unnamed", "unnamed")
    gender = lexicon.anaphoric[word] if word else None
    found = resolver.discourse.antecedent(
        "one",
        case.offset,
        named_in_content=case.named_in_content,
        only=lambda entity: entity.kind == "person" and (gender is None or entity.gender == gender),
    )
    if found is None or found.margin < (SURE_OF_GENDER if gender else SURE_OF_NONE):
        return None
    return Found(found.entity, "description", "description.salient")


def described_organization(resolver: Resolver, case: Case) -> Found | None:
    """The organization that "the ministry", "a House panel", "the country" means."""
    phrase, lexicon = case.phrase, resolver.lexicon
    noun = next((form for form in singulars(phrase.head) if form in lexicon.org_nouns), None)
    if noun is None:
        return None
    modifiers = {word for word in phrase.before if word not in small_words("colourless")}
    named = any(word[:1].isupper() for word in phrase.text.split()[:-1] if word.lower() != phrase.determiner)
    if not phrase.definite and not named:
        return None
    if noun in ("country", "nation", "state", "kingdom", "republic"):
        return _salient_place(resolver, case)
    heads = {noun} | lexicon.org_synonyms.get(noun, frozenset())
    fits = [
        entity
        for entity in resolver.cast.entities
        if entity.kind == "organization" and _named_so(entity, heads) and all(_has(entity, word) for word in modifiers)
    ]
    if not fits:
        return _salient_organization(resolver, case) if phrase.definite and phrase.bare else None
    here = resolver.page.sentence(case.offset)
    before = [entity for entity in fits if any(sentence <= here for sentence in entity.seen)]
    soon = [entity for entity in fits if any(here < sentence <= here + 3 for sentence in entity.seen)]
    pool = before or (soon if len(soon) == 1 or len(fits) == 1 else [])
    if not pool:
        return None
    best = max(pool, key=lambda entity: (_last_seen(entity, resolver, case), len(entity.name)))
    return Found(best, "description", "description" if len(pool) == 1 else "description.salient")


def _named_so(entity: Entity, heads: set[str] | frozenset[str]) -> bool:
    words = plain(entity.name).split()
    return bool(words) and (words[-1] in heads or (len(words) > 2 and words[0] in heads and words[1] == "of"))


def _has(entity: Entity, word: str) -> bool:
    low = word.removesuffix("'s").removesuffix("’s")
    return low in plain(entity.name).replace(".", "").split() or low in plain(entity.name).split()


def _salient_place(resolver: Resolver, case: Case) -> Found | None:
    found = resolver.discourse.antecedent("it", case.offset, only=lambda entity: entity.place)
    if found is None or found.margin < 0.3:
        return None
    return Found(found.entity, "description", "description.salient")


def _salient_organization(resolver: Resolver, case: Case) -> Found | None:
    """The one organization that is being spoken of: "the network", "the company"."""
    found = resolver.discourse.antecedent(
        "it", case.offset, only=lambda entity: entity.kind == "organization" and not entity.place
    )
    if found is None or found.margin < 0.6:
        return None
    return Found(found.entity, "description", "description.salient")
