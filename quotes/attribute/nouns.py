"""Sources without a name of their own: documents, descriptions, groups, unnamed people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.descriptions import (
    described_organization,
    described_person,
    organization_spoken_of,
    person_spoken_of,
)
from quotes.attribute.discourse import CLOSE_MARGIN, PRONOUNS, TOO_CLOSE
from quotes.attribute.entity import Entity
from quotes.attribute.heads import country_so_called, nobody
from quotes.attribute.lexicon import small_words
from quotes.attribute.names import misspelt, plain, strip_article, strip_possessive
from quotes.attribute.phrase import POSSESSIVE
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.attribute.titles import role_of

if TYPE_CHECKING:
    from quotes.attribute.attribution import ResolvedBy
    from quotes.speech.speech import Speech


def document(resolver: Resolver, case: Case) -> Found | None:
    """Whoever issued "the statement", "a report by X"; else the document by its own phrase."""
    phrase = case.phrase
    noun = resolver.archive.noun(phrase.head)
    if noun is None or _role_wins(resolver, case):
        return None
    law = phrase.head in resolver.lexicon.laws
    found = resolver.archive.find(phrase, _possessor(resolver, case), case.offset) if not law else None
    if found is not None:
        return Found(found, "document", "document")
    before = _document_before(resolver, noun) if phrase.definite and phrase.bare else None
    if before is not None:
        return Found(before, "document", "document")
    plural = phrase.plural and phrase.head not in resolver.lexicon.document_plurals
    entity = resolver.phrase_entity(_own_words(resolver, case), "document", plural=plural)
    return Found(entity, "document", "document")


def _document_before(resolver: Resolver, noun: str) -> Entity | None:
    """The document that a phrase with the same noun brought up: "a study of 400 schools" for "the study"."""
    for key, entity in resolver.latest_phrases():
        if key.startswith("document ") and noun in key.split():
            return entity
    return None


def _role_wins(resolver: Resolver, case: Case) -> bool:
    """Whether a word for a document stands for people here: "the company's minutes" does not, "reporters" do."""
    return resolver.lexicon.role(case.phrase.head) is not None


def _possessor(resolver: Resolver, case: Case) -> Entity | None:
    """The entity in the possessive before the noun: "The North's statement", "his letter"."""
    if case.phrase.determiner in POSSESSIVE:
        return possessor_by_pronoun(resolver, case)
    behind = case.phrase.core.end - len(case.phrase.after)  # "data from *Tarn's* finance ministry"
    for i in resolver.mentions_in(case.phrase.core):
        mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
        if mention.possessive and entity is not None and mention.span.start < behind:
            return country_so_called(resolver, entity) or entity
    return None


def possessor_by_pronoun(resolver: Resolver, case: Case) -> Entity | None:
    """Whom the possessive pronoun that opens the phrase stands for; None when that is unsure."""
    word = case.phrase.determiner or ""
    number = PRONOUNS.get(word)
    if number is None:
        return None
    found = resolver.discourse.antecedent(number, case.offset)
    if found is None or (found.rivals and found.margin < TOO_CLOSE) or found.weight < LONG_AGO:
        return None
    return found.entity


LONG_AGO = 0.05  # the salience of what was named in passing four sentences before


def described(resolver: Resolver, case: Case) -> Found | None:
    """The one whom a description fits: "the secretary", "the North Korean leader", "the ministry"."""
    if case.phrase.plural:
        return None
    possessor = _possessor(resolver, case) if case.phrase.definite else None
    person = described_person(resolver, case, possessor)
    if person is not None and (other := _another_so_called(resolver, case, person.entity)) is not None:
        return Found(other, "unnamed", "unnamed")
    return person or described_organization(resolver, case, possessor)


def _another_so_called(resolver: Resolver, case: Case, person: Entity) -> Entity | None:
    """Somebody without a name whom "the scholar" rather means: brought up as one, and the named one as a professor.

    Where both were called so, it is whoever was spoken of last.
    """
    role = resolver.lexicon.role(case.phrase.head) if case.phrase.bare and case.phrase.determiner == "the" else None
    other = _unnamed_before(resolver, "unnamed", role) if role is not None else None
    if other is None or person.kind != "person":
        return None
    same = any(role_of(title, resolver.lexicon) == role for title in person.titles)
    later = resolver.discourse.last_spoken(other) > resolver.discourse.last_spoken(person)
    return other if later or not same else None


def group(resolver: Resolver, case: Case) -> Found | None:
    """Several people without names: "Observers", "US military commanders", "31 Latinos"."""
    phrase = case.phrase
    if not phrase.plural and not _people_name(resolver, case):
        return None
    if not _capital(resolver, case) and not _may_be_people(resolver, case):
        return None if phrase.head in resolver.lexicon.document_plurals else nobody(resolver)
    several = case.span.of(resolver.page.text)
    name = " ".join(several.split()) if _SEVERAL.fullmatch(several) else _own_words(resolver, case)
    known = _said_before(resolver, case) if phrase.definite else None
    entity = known or resolver.phrase_entity(name, "group", plural=True)
    return Found(entity, "unnamed", "unnamed")


_SEVERAL = re.compile(r"[A-Za-z]+s(?:, [a-z]+s)*,? and [a-z]+s")  # "economists, investors and operators"


def _capital(resolver: Resolver, case: Case) -> bool:
    """Whether the phrase has a capital that doesn't come from opening its sentence: a name in the plural."""
    words = case.phrase.text.split()
    token = resolver.page.token(case.phrase.core.start)
    opening = token is None or token.is_sent_start or token.i == 0 or token.nbor(-1).is_space
    return words[-1][0].isupper() and not (opening and len(words) == 1)


def _may_be_people(resolver: Resolver, case: Case) -> bool:
    """Whether a plural is for people or organizations, not for things: "dockers", "two ministries"; not "tears"."""
    lexicon, phrase = resolver.lexicon, case.phrase
    if lexicon.people(phrase.head) or lexicon.thing(phrase.head):
        return True
    first = phrase.determiner or (phrase.before[0] if phrase.before else phrase.head)
    return first in lexicon.quantities and lexicon.people(phrase.text.lower().split()[-1])


def _people_name(resolver: Resolver, case: Case) -> bool:
    """Whether the head of the phrase is a name for a people: "Latinos", "Democrats"."""
    return any(
        resolver.cast.mentions[i].kind == "people"
        and resolver.cast.mentions[i].span.end == case.phrase.core.end
        and resolver.cast.mentions[i].span.of(resolver.page.text).endswith("s")
        for i in resolver.mentions_in(case.phrase.core)
    )


def _said_before(resolver: Resolver, case: Case) -> Entity | None:
    """The group spoken of before that a definite phrase with the same head means: "these voters", "his advisers"."""
    owner = possessor_by_pronoun(resolver, case) if case.phrase.determiner in POSSESSIVE else None
    needed = [case.phrase.head, *case.phrase.before]
    if owner is not None:
        needed.append(plain(owner.name).split()[-1])
    of_whom = plain(case.phrase.after)
    for key, entity in resolver.latest_phrases():
        if key.startswith("group ") and all(word in key.split() for word in needed) and key.endswith(of_whom):
            return entity
    return None


def misspelt_name(resolver: Resolver, case: Case) -> Found | None:
    """A single capitalised word that nothing knows but that one surname of the article nearly is."""
    word = case.phrase.text
    if len(word.split()) > 1 or not word[:1].isupper() or case.phrase.determiner:
        return None
    low = strip_possessive(word).lower()
    if low in resolver.lexicon.demonyms or low.removesuffix("s") in resolver.lexicon.demonyms:
        return None
    if resolver.lexicon.role(low) or low in resolver.lexicon.group_nouns or resolver.archive.noun(low):
        return None
    near = [
        entity
        for entity in resolver.cast.entities
        if entity.person is not None and entity.person.full and misspelt(low, entity.person.family)
    ]
    return Found(near[0], "surname", "surname.misspelt") if len(near) == 1 else None


def unnamed(resolver: Resolver, case: Case) -> Found | None:
    """Somebody or something without a name, by the words of the phrase."""
    phrase = case.phrase
    lexicon = resolver.lexicon
    if phrase.text.lower() in small_words("pointing") or phrase.determiner == "no":
        return nobody(resolver)
    if phrase.text.lower() in lexicon.indefinites:
        return Found(resolver.phrase_entity(phrase.text, "group", plural=True), "unnamed", "unnamed")
    if phrase.head == "other" and phrase.bare and phrase.determiner:  # "two diplomats … The other said"
        return Found(resolver.phrase_entity(phrase.text, "unnamed"), "unnamed", "unnamed")
    if phrase.head in lexicon.quantities and not phrase.definite:  # "one of them", "only one in ten"
        one = " of " in phrase.text
        entity = resolver.phrase_entity(_own_words(resolver, case), "unnamed" if one else "group", plural=not one)
        return Found(entity, "unnamed", "unnamed")
    if phrase.head in lexicon.org_nouns or phrase.head in lexicon.org_heads:
        if (
            _points_back(resolver, case)
            and phrase.head not in lexicon.institutions
            and organization_spoken_of(resolver, case)
        ):
            return nobody(resolver)
        before = _unnamed_before(resolver, "organization", phrase.head) if phrase.definite and phrase.bare else None
        entity = before or resolver.phrase_entity(_own_words(resolver, case), "organization")
        return Found(entity, "unnamed", "unnamed")
    role = lexicon.role(phrase.head)
    if role is not None or (phrase.indefinite and _one_of_people(resolver, case)):
        return _unnamed_person(resolver, case, role)
    return None


def _unnamed_person(resolver: Resolver, case: Case, role: str | None) -> Found:
    """Somebody by a role: brought up with it before, or new, or left open where it may be one of those named."""
    phrase = case.phrase
    if role is not None and phrase.determiner == "the" and not phrase.possessed:
        before = _unnamed_before(resolver, "unnamed", role)
        if before is not None and phrase.bare:
            return Found(before, "unnamed", "unnamed")
        doer = _doer(resolver, case, role) if phrase.bare else None
        if doer is not None:
            return Found(doer, "unnamed" if doer.kind == "unnamed" else "description", "description.salient")
        if _points_back(resolver, case) and person_spoken_of(resolver, case, role):
            return _left_open(resolver, case, role)
    entity = resolver.phrase_entity(_own_words(resolver, case, article=True), "unnamed")
    entity.gender = entity.gender or (resolver.lexicon.roles.get(role) if role else None)
    return Found(entity, "unnamed", "unnamed")


def _doer(resolver: Resolver, case: Case, role: str) -> Entity | None:
    """Whoever has just done what a role is called after: "a cleaner testified … the witness"."""
    deeds = resolver.lexicon.deeds.get(role)
    if deeds is None:
        return None
    here = resolver.page.sentence(case.offset)
    for speech, found in sorted(zip(resolver.speech, resolver.results, strict=True), key=_cue_offset, reverse=True):
        if found is None or speech.cue is None or not 0 <= here - resolver.page.sentence(speech.cue.span.start) <= 2:
            continue
        words = speech.cue.span.of(resolver.page.text).lower().split()
        if speech.cue.span.start < case.offset and deeds & set(words) and found.entity.kind in ("unnamed", "person"):
            return found.entity
    return None


def _cue_offset(pair: tuple[Speech, Found | None]) -> int:
    cue = pair[0].cue
    return cue.span.start if cue is not None else -1


def _points_back(resolver: Resolver, case: Case) -> bool:
    """Whether a phrase says no more than "the company", "the retired teacher": somebody known by then."""
    return case.phrase.determiner in ("the", "this", "that") and not case.phrase.after and not case.phrase.possessed


def _left_open(resolver: Resolver, case: Case, role: str) -> Found:
    """Nobody, for one of those named but who knows which; a pronoun that follows means him all the same."""
    entity = Entity(case.phrase.text, "unnamed", gender=resolver.lexicon.roles.get(role))
    resolver.left_open.append(entity)
    resolver.discourse.note(entity, case.offset, "subject")
    return nobody(resolver)


def _one_of_people(resolver: Resolver, case: Case) -> bool:
    """Whether an indefinite phrase is for somebody: "a docker", "one of them"; not "a deep sigh"."""
    head = case.phrase.head
    plural = head if head.endswith("s") else f"{head}s"
    return head in resolver.lexicon.indefinites or resolver.lexicon.people(plural) or head.endswith(("man", "-old"))


def _unnamed_before(resolver: Resolver, kind: str, noun: str) -> Entity | None:
    """Whoever a phrase with the same noun brought up: "a diplomat in Tarn" for "the diplomat"."""
    for key, entity in resolver.latest_phrases():
        if key.startswith(f"{kind} ") and noun in key.split():
            return entity
    return None


def as_written(resolver: Resolver, case: Case) -> Found | None:
    """Whatever begins with a capital and nothing else knows: a name as it stands."""
    core = case.phrase.core.of(resolver.page.text)
    page_token = resolver.page.token(case.phrase.core.start)
    words = strip_article(core).split()
    if not words or len(words) > 8 or not any(word[0].isupper() for word in words):
        return None
    if case.phrase.head in small_words("styles"):
        return nobody(resolver)  # "His Highness said", of whichever was spoken of
    if not words[0][0].isupper() or (len(words) == 1 and not _proper(resolver, case)):
        return None
    opening = (page_token is None or page_token.is_sent_start) and core.startswith(words[0])
    if not words[-1][0].isupper() and not any(word[0].isupper() for word in words[bool(opening) :]):
        return None
    by: ResolvedBy = "named" if words[-1][0].isupper() else "unnamed"
    return Found(resolver.phrase_entity(_own_words(resolver, case), "organization"), by, "unnamed")


def _proper(resolver: Resolver, case: Case) -> bool:
    """Whether a single capitalised word is a name rather than the first word of its sentence."""
    token = resolver.page.token(case.phrase.core.start)
    return token is None or token.pos_ == "PROPN" or bool(token.ent_type_) or not token.is_sent_start


def _own_words(resolver: Resolver, case: Case, *, article: bool = False) -> str:
    """The phrase as a name: its core without "the", "his" made the name it stands for."""
    text = case.phrase.text
    if " " in text and text.split()[-1] in small_words("brought_out"):  # "a Courier poll *published* on Friday"
        text = text.rsplit(None, 1)[0]
    determiner = case.phrase.determiner
    if determiner in POSSESSIVE:
        owner = possessor_by_pronoun(resolver, case)
        rest = text.split(None, 1)[-1]
        if owner is not None and (owner.kind not in ("person", "organization") or determiner == "their"):
            owner = None
        if owner is not None and not any(word[0].isupper() for word in owner.name.split()):
            owner = None  # "its manager" may be anybody's: one without a name says no more than the pronoun
        return f"{owner.name}'s {rest}" if owner is not None else text
    if determiner in ("this", "that", "these", "those"):
        text = text.split(None, 1)[-1]
    text = _inner_possessives(resolver, text, case)
    if article and determiner in ("a", "an"):
        return text[0].lower() + text[1:]
    return strip_possessive(strip_article(text)).strip("\"“”‘’' ")


def _inner_possessives(resolver: Resolver, text: str, case: Case) -> str:
    """The phrase with the name for the pronoun: "Many of Varga's supporters"."""
    match = re.search(r"\b(his|her)\s+(?=[a-z])", text)
    if match is None:
        return text
    found = resolver.discourse.antecedent(PRONOUNS[match[1]], case.offset)
    if found is None or found.margin < CLOSE_MARGIN or found.entity.kind != "person":
        return text
    return f"{text[: match.start()]}{found.entity.name}'s {text[match.end() :]}"
