"""Definite descriptions: "the former president", "the Texas senator", "the ministry"."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from quotes.attribute.heads import nobody
from quotes.attribute.lexicon import singulars, small_words
from quotes.attribute.names import countries_joined, initials, plain
from quotes.attribute.phrase import POSSESSIVE
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.attribute.titles import role_of

if TYPE_CHECKING:
    from quotes.attribute.entity import Entity

_AGE = re.compile(r"\d{1,3}-year-old")
_CHILDREN = re.compile(r"of (?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})")
SURE_OF_GENDER = 0.3  # how far ahead of the next candidate "the woman" must be
SURE_OF_NONE = 0.6  # and "the candidate"
IN_PASSING = 0.15  # the salience of something that was only a part of a name or spoken of long ago
SURE_OF_TIED = 0.1  # and one of two judges
_HEADS_OF_STATE = frozenset({"president", "premier", "chancellor", "king", "queen", "emperor"})
_RANKS = ("former", "vice", "deputy", "ex", "acting", "first")


def described_person(resolver: Resolver, case: Case, possessor: Entity | None) -> Found | None:
    """The named person whose title or apposition fits the phrase.

    The role noun must be the same or a synonym; every other word of the phrase must be found in what the article
    says of that person. Among several who fit, the best match wins, then whoever was spoken of last.
    """
    phrase = case.phrase
    if not phrase.definite and (phrase.determiner or not _capital_title(phrase.text)):
        return None
    called = resolver.lexicon.called.get(plain(phrase.text))
    role = called or resolver.lexicon.role(phrase.head) or _adjectival_role(resolver, phrase.text)
    if role is None:
        return _salient_person(resolver, case)
    wanted = _wanted(resolver, case, possessor) if called is None else set()
    own = _own_place(resolver, case)
    scored = []
    for entity in resolver.cast.entities:
        if entity.kind == "person" and entity.titles:
            fit = partial(_fit, resolver, entity, role, owner=possessor)
            score = fit(wanted - own) if own and _bare_title(resolver, entity, role) else 0.0
            score = score or fit(wanted) or _introduced_so(resolver, case, entity, role)
            if score > 0:
                scored.append((score, _last_seen(entity, resolver, case), entity))
    if not scored:
        return _salient_person(resolver, case)
    scored.sort(key=lambda row: (-row[0], -row[1]))
    tied = [entity for score, _, entity in scored if score == scored[0][0]]
    if len(tied) > 1:
        best = resolver.discourse.antecedent("one", case.offset, only=lambda entity: any(entity is one for one in tied))
        if best is None or best.margin < SURE_OF_TIED:
            return nobody(resolver)
        return Found(best.entity, "description", "description.salient")
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
    text = countries_joined(resolver.lexicon, text)
    words = {word.strip(",.'’") for word in text.split()} - small_words("colourless")
    words = {word.removesuffix("'s").removesuffix("’s") for word in words}
    if possessor is not None:
        words -= {word for name in possessor.forms for word in plain(name).split()}
        words -= {"north", "south", "east", "west"}
        words |= {"@" + _key(resolver, possessor)}
    return {word for word in words if word and not word[0].isdigit()}


def _key(resolver: Resolver, entity: Entity) -> str:
    return entity.person.family if entity.person is not None else countries_joined(resolver.lexicon, plain(entity.name))


def _fit(resolver: Resolver, entity: Entity, role: str, wanted: set[str], owner: Entity | None = None) -> float:
    """How well a person's titles fit; 0 when they don't. Somebody else's own are his by any of his names."""
    lexicon = resolver.lexicon
    heads = {head for title in entity.titles if (head := role_of(title, lexicon))}
    heads |= {office for title in entity.titles for office in lexicon.offices.get(title, ())}
    same = lexicon.role_synonyms.get(role, frozenset())
    if role in heads:
        score = 2.0
    elif heads & same or (
        "counterpart" in heads and wanted and role in _HEADS_OF_STATE and _of_heads(resolver, entity.seen[0])
    ):
        score = 1.5  # "President Roe met his Tarnish counterpart, *Bell*": its president
    else:
        return 0.0
    text = countries_joined(resolver.lexicon, " ".join(entity.titles).lower().replace(",", " ").replace("~", ""))
    words = {word.strip(".,'’").removesuffix("'s").removesuffix("’s") for word in text.split()}
    if entity.affiliation:
        words |= set(plain(entity.affiliation).replace("-", " ").split())
    for rank in _RANKS:
        if rank in wanted and rank not in words:
            return 0.0
        if rank in words and rank not in wanted and rank != "acting":
            score -= 0.4
    short = {initials(title) for title in (*entity.titles, entity.affiliation or "")}
    ruler = role in _HEADS_OF_STATE & heads and not words & {name.replace(" ", "_") for name in lexicon.countries}
    for word in wanted - set(_RANKS) - lexicon.weak_title_words:
        bare = word.removeprefix("@")
        owned = word != bare and owner is not None and any(set(plain(form).split()) <= words for form in owner.forms)
        if owned or _in_letters(bare, short) or bare in words or _alike(bare, words, resolver):
            score += 1.0
        elif not (ruler and _may_rule(resolver, bare.replace("_", " "))) and not _is_role_of(resolver, word):
            return 0.0  # "the Tarnian president" may be one who is only "the President" here
    return score + 0.3 * len(wanted & words & lexicon.weak_title_words)  # "the chief judge" rather than any judge


def _may_rule(resolver: Resolver, country: str) -> bool:
    """Whether somebody of no country that is told may rule one: not where that has a head, "her French counterpart"."""
    if country not in resolver.lexicon.countries:
        return False
    low = resolver.page.text.lower()
    demonyms = [demonym for demonym, name in resolver.lexicon.demonyms.items() if name.lower() == country]
    at = (low.find(f"{demonym} counterpart") for demonym in demonyms)
    return not any(found >= 0 and _of_heads(resolver, resolver.page.sentence(found)) for found in at)


def _of_heads(resolver: Resolver, sentence: int) -> bool:
    """Whether a sentence is about a head of state: its "counterpart" is one, too."""
    return any(word.text.lower() in _HEADS_OF_STATE for word in resolver.page.words[sentence])


def _in_letters(word: str, short: set[str]) -> bool:
    """Whether a word is what a title, or the end of one, is shortened to: "PPP" for a "leader of the … Power Party"."""
    letters = word.upper()
    return letters in short or (len(letters) > 2 and any(initial.endswith(letters) for initial in short))


def _is_role_of(resolver: Resolver, word: str) -> bool:
    """Whether a word is a possessor that is itself only a role."""
    return word.startswith("@") and resolver.lexicon.role(word.removeprefix("@")) is not None


def _introduced_so(resolver: Resolver, case: Case, entity: Entity, role: str) -> float:
    """Whether a name comes after the phrase with nothing but its noun: "the city's auditor … The auditor, Ada Bell,".

    Likewise before it with the same possessive: "Her cousin, Carl Bell, … Her cousin".
    """
    opening = case.phrase.determiner
    for title in entity.titles:
        words = title.lower().split()
        if len(words) == 2 and resolver.lexicon.role(words[1]) == role:
            later = words[0] == "the" and min(entity.seen, default=0) > resolver.page.sentence(case.offset)
            if (later and not case.phrase.plural) or (words[0] == opening and opening in POSSESSIVE):
                return 1.0
    return 0.0


def _own_place(resolver: Resolver, case: Case) -> set[str]:
    """The words of the phrase that name the place that the article comes from: its mayor needs no other name."""
    place = resolver.page.document.article.place
    words = plain(place).split() if place else []
    after = plain(case.phrase.after).split()
    return set(words) if words and after[-len(words) :] == words else set()


def _bare_title(resolver: Resolver, entity: Entity, role: str) -> bool:
    return any(resolver.lexicon.role(title) == role for title in entity.titles if " " not in title)


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
    if phrase.after and not _CHILDREN.fullmatch(phrase.after):
        return None
    word = next((form for form in singulars(phrase.head) if form in lexicon.anaphoric), None)
    if word is None and not _AGE.fullmatch(phrase.head):
        return None
    for key, entity in resolver.latest_phrases():
        if word and key.startswith("unnamed ") and word in key.split():  # "a diplomat" for "the diplomat"
            return Found(entity, "unnamed", "unnamed")
    gender = lexicon.anaphoric[word] if word else None

    def fits(entity: Entity) -> bool:
        return entity.kind == "person" and (gender is None or entity.gender == gender)

    found = resolver.discourse.antecedent("one", case.offset, named_in_content=case.named_in_content, only=fits)
    if found is None or found.margin < (SURE_OF_GENDER if gender else SURE_OF_NONE):
        return None
    return Found(found.entity, "description", "description.salient")


def described_organization(resolver: Resolver, case: Case, possessor: Entity | None) -> Found | None:
    """The organization that "the ministry", "a House panel", "the country" means."""
    phrase, lexicon = case.phrase, resolver.lexicon
    noun = next((form for form in singulars(phrase.head) if form in lexicon.org_nouns), None)
    if noun is None:
        return None
    modifiers = {word for word in phrase.before if word not in small_words("colourless")}
    named = any(word[:1].isupper() for word in phrase.text.split()[:-1] if word.lower() != phrase.determiner)
    if not phrase.definite and not named:
        return None
    if noun in _COUNTRIES:
        return _salient_place(resolver, case, noun)
    heads = {noun} | lexicon.org_synonyms.get(noun, frozenset())
    beside = _called_beside(resolver, noun)
    fits = [
        entity
        for entity in resolver.cast.entities
        if entity.kind == "organization"
        and (_named_so(entity, heads) or id(entity) in beside)
        and all(_has(entity, word) for word in modifiers)
    ]
    if phrase.determiner in POSSESSIVE:  # "his campaign" is the campaign that is called by his name
        fits = [entity for entity in fits if possessor is not None and _called_by(entity, possessor)]
        if not fits:
            return None
    if not fits:
        simple = not phrase.after and not phrase.possessed
        bare = simple and (noun in lexicon.business or modifiers <= small_words("broad"))
        points_back = phrase.determiner in ("the", "this", "that") and bare
        return _salient_organization(resolver, case, noun) if points_back else None
    if not any(_named_so(entity, {noun}) or id(entity) in beside for entity in fits) and _spoken_of_unnamed(
        resolver, case, noun
    ):
        return None
    here = resolver.page.sentence(case.offset)
    before = [entity for entity in fits if any(sentence <= here for sentence in entity.seen)]
    soon = [entity for entity in fits if any(here < sentence <= here + 3 for sentence in entity.seen)]
    pool = before or (soon if len(soon) == 1 or len(fits) == 1 else [])
    if not pool:
        return None
    best = max(pool, key=lambda entity: (_last_seen(entity, resolver, case), len(entity.name)))
    if phrase.bare and noun in lexicon.generic_orgs and here - _last_seen(best, resolver, case) > LONG_SINCE:
        return None
    return Found(best, "description", "description" if len(pool) == 1 else "description.salient")


LONG_SINCE = 8  # sentences after which "the network" may be another that was spoken of since


def organization_spoken_of(resolver: Resolver, case: Case) -> bool:
    """Whether the article has spoken of an organization or place that the phrase could mean."""
    places = case.phrase.head in _COUNTRIES
    if not places and case.phrase.head not in resolver.lexicon.generic_orgs:
        return False
    return any(
        (entity.place if places else _can_be(resolver, entity, case.phrase.head))
        and _last_seen(entity, resolver, case) >= 0
        for entity in resolver.cast.entities
    )


def person_spoken_of(resolver: Resolver, case: Case, role: str) -> bool:
    """Whether somebody whom the phrase could mean, as far as the article tells, has been spoken of shortly before."""
    here = resolver.page.sentence(case.offset)
    gender = resolver.lexicon.roles.get(role)
    own = [resolver.cast.of[i] for i in resolver.mentions_in(case.span)]
    return any(
        entity.kind == "person"
        and entity not in own
        and here - _last_seen(entity, resolver, case) <= SPOKEN_OF
        and not (gender and entity.gender and gender != entity.gender)
        and not _other_roles(resolver, entity, role)
        for entity in resolver.cast.entities
    )


SPOKEN_OF = 3  # sentences


def _other_roles(resolver: Resolver, entity: Entity, role: str) -> bool:
    """Whether the article calls somebody something else: a lawyer isn't "the witness"."""
    heads = {head for title in entity.titles if (head := role_of(title, resolver.lexicon))}
    same = {role} | resolver.lexicon.role_synonyms.get(role, frozenset())
    return bool(heads) and not heads & same and not heads & small_words("family")


_COUNTRIES = ("country", "nation", "state", "kingdom", "republic")


def _can_be(resolver: Resolver, entity: Entity, noun: str) -> bool:
    """Whether an organization can be called by a noun: a newspaper isn't "the regulator", a ministry no "company"."""
    if entity.kind != "organization" or entity.place or noun in resolver.lexicon.local:
        return False
    synonyms = resolver.lexicon.org_synonyms
    if resolver.relays.is_medium(entity) and noun not in resolver.lexicon.media_nouns:
        return False
    last = plain(entity.name).split()[-1:]
    kinds = [word for word in last if word in resolver.lexicon.org_nouns]
    return all(kind == noun or kind in synonyms.get(noun, ()) or noun in synonyms.get(kind, ()) for kind in kinds)


def _named_so(entity: Entity, heads: set[str] | frozenset[str]) -> bool:
    words = plain(entity.name).split()
    joint = next((i for i, word in enumerate(words) if i and word in ("of", "for", "against")), len(words))
    return bool(words) and (words[-1] in heads or words[joint - 1] in heads)


def _called_beside(resolver: Resolver, noun: str) -> set[int]:
    """The ids of those that the article names beside a noun: "the company Orbiton", "in Tarnatta newspaper"."""
    text, cast, behind = resolver.page.text, resolver.cast, noun in resolver.lexicon.media_nouns
    called = re.compile(rf".{re.escape(noun)}\b")
    return {
        id(entity)
        for mention, entity in zip(cast.mentions, cast.of, strict=True)
        if entity is not None
        and not (entity.place and _is_on_map(resolver, entity))
        and (
            (behind and called.match(text, mention.span.end))
            or text.endswith(f" {noun}", 0, max(0, mention.whole.start - 1))
        )
    }


def _is_on_map(resolver: Resolver, entity: Entity) -> bool:
    """Whether a name is that of a place for the word lists, and not only for the tagger."""
    name = plain(entity.name)
    return name in resolver.lexicon.places or name in resolver.lexicon.capitals or _is_known(resolver, entity)


def _spoken_of_unnamed(resolver: Resolver, case: Case, noun: str) -> bool:
    """Whether one without a name has just been spoken of: not any ministry in "education department officials …"."""
    before = resolver.page.text[max(0, case.offset - _JUST) : case.offset]
    return any(match[1] not in _POINTERS for match in re.finditer(rf"\b([a-z]+) {re.escape(noun)}\b", before))


_JUST = 300  # code points back
_POINTERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "another", "each", "every"})


def _has(entity: Entity, word: str) -> bool:
    low = word.removesuffix("'s").removesuffix("’s")
    return low in plain(entity.name).replace(".", "").split() or low in plain(entity.name).split()


def _salient_place(resolver: Resolver, case: Case, noun: str) -> Found | None:
    """The place that is being spoken of and can be called so: "the nation" is no city."""
    known = any(_is_known(resolver, entity) for entity in resolver.cast.entities)

    def can_be(entity: Entity) -> bool:
        if not entity.place or noun == "state" or _is_known(resolver, entity):
            return entity.place
        return not known and _acts(resolver, entity)

    found = resolver.discourse.antecedent("it", case.offset, only=can_be)
    if found is None or found.margin < 0.3:
        return None
    return Found(found.entity, "description", "description.salient")


def _is_known(resolver: Resolver, entity: Entity) -> bool:
    """Whether an entity is a country that the word lists have."""
    name = plain(entity.name)
    alias = resolver.lexicon.aliases.get(name, "").lower()
    return name in resolver.lexicon.countries or alias in resolver.lexicon.countries


def _acts(resolver: Resolver, entity: Entity) -> bool:
    """Whether a place is spoken of as one that acts or has something, and not only as where something is."""
    mentions = zip(resolver.cast.mentions, resolver.cast.of, strict=True)
    return any(
        one is entity and (mention.possessive or mention.role in ("subject", "embedded")) for mention, one in mentions
    )


def _called_by(entity: Entity, possessor: Entity) -> bool:
    key = possessor.person.family if possessor.person is not None else plain(possessor.name)
    return key in plain(entity.name)


def _salient_organization(resolver: Resolver, case: Case, noun: str) -> Found | None:
    """The one organization that is being spoken of and can be called so: "the network", "the company"."""
    fits = partial(_can_be, resolver, noun=noun)
    found = resolver.discourse.antecedent("it", case.offset, named_in_content=case.named_in_content, only=fits)
    if found is None or found.margin < SURE_OF_NONE or found.weight < IN_PASSING:
        return None
    return Found(found.entity, "description", "description.salient")
