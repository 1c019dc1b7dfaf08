"""The ways of telling who a source is, one function each, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from quotes.attribute.discourse import PRONOUNS
from quotes.attribute.names import plain, strip_article, strip_possessive
from quotes.attribute.phrase import POSSESSIVE, take_apart
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotes.attribute.attribution import ResolvedBy
    from quotes.attribute.cast import Entity
    from quotes.attribute.discourse import Number

CLOSE_MARGIN = 0.25  # an antecedent less far ahead of the next is only likely
TOO_CLOSE = 0.08  # and one that is not even so far ahead could be either


def author(resolver: Resolver, case: Case) -> Found | None:
    """"I" and "we": who is speaking inside a quotation, else who writes."""
    word = case.phrase.text.lower()
    if word not in ("i", "we", "me", "my", "our", "us", "mine", "ours"):
        return None
    parent = case.speech.parent
    if parent is not None and (outer := resolver.results[parent]) is not None:
        return Found(outer.entity, "pronoun", "pronoun")
    if resolver.page.quoted(case.offset):
        enclosing = _enclosing(resolver, case)
        return Found(enclosing.entity, "pronoun", "pronoun.close") if enclosing else _nobody(resolver)
    name = resolver.page.document.article.author or "author"
    return Found(resolver.phrase_entity(name, "author"), "pronoun", "pronoun.author")


def _enclosing(resolver: Resolver, case: Case) -> Found | None:
    """Who speaks the words that the source stands in."""
    for number, speech in enumerate(resolver.speech):
        if number != case.number and any(part.contains(case.span) for part in speech.content):
            found = resolver.results[number]
            if found is not None:
                return found
    return None


def relative(resolver: Resolver, case: Case) -> Found | None:
    """"Who" and "which": what they follow, resolved as if it were the source."""
    if case.phrase.text.lower() not in ("who", "which", "that", "whom", "whose"):
        return None
    antecedent = _before_relative(resolver, case)
    if antecedent is None:
        return _nobody(resolver)
    phrase = take_apart(resolver.page, resolver.lexicon, antecedent)
    if phrase is None or phrase.text.lower() in ("who", "which", "that", "whom", "whose"):
        return _nobody(resolver)
    inner = Case(case.number, case.speech, phrase.span, phrase, frozenset())
    for resolve in RESOLVERS[2:]:
        found = resolve(resolver, inner)
        if found is not None:
            return Found(found.entity, "pronoun", "pronoun.relative")
    return _nobody(resolver)


def _before_relative(resolver: Resolver, case: Case) -> Span | None:
    """The noun phrase that a relative pronoun belongs to: the name or the noun with its modifiers before it."""
    page = resolver.page
    gap_end = len(page.text[: case.offset].rstrip(" ,—–-"))
    for i in reversed(resolver.mentions_in(Span(max(0, case.offset - 120), case.offset))):
        mention = resolver.cast.mentions[i]
        if 0 <= gap_end - mention.span.end <= 1 and resolver.cast.of[i] is not None:
            return mention.whole
        break
    token = page.token(case.offset)
    if token is None:
        return None
    head = token
    for ancestor in token.ancestors:
        if ancestor.dep_.startswith("acl"):
            head = ancestor.head
            break
    if head.i >= token.i or head.pos_ not in ("NOUN", "PROPN", "PRON"):
        head = next((page.doc[i] for i in range(token.i - 1, max(-1, token.i - 6), -1)
                     if page.doc[i].pos_ in ("NOUN", "PROPN")), token)  # fmt: skip
    if head.i >= token.i:
        return None
    return _noun_phrase(resolver, head.i, gap_end)


def _noun_phrase(resolver: Resolver, head: int, end: int) -> Span:
    """From the first of the noun's modifiers to ``end``."""
    doc = resolver.page.doc
    first = head
    while first > 0 and doc[first - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") and first > head - 8:
        first -= 1
    return Span(doc[first].idx, max(end, doc[head].idx + len(doc[head])))


def pronoun(resolver: Resolver, case: Case) -> Found | None:
    """"He", "she", "it", "they" and their possessives: the most salient that agrees."""
    word = case.phrase.text.lower()
    number = PRONOUNS.get(word)
    if number is None:
        return None
    found = resolver.discourse.antecedent(number, case.offset, named_in_content=case.named_in_content)
    if found is None or (found.margin < TOO_CLOSE and found.rivals):
        return _nobody(resolver)
    if number in ("he", "she") and found.margin > 2 * CLOSE_MARGIN and found.entity.gender is None:
        found.entity.gender = "male" if number == "he" else "female"
    by: ResolvedBy = "document" if found.entity.kind == "document" else "pronoun"
    return Found(found.entity, by, "pronoun" if found.margin >= CLOSE_MARGIN else "pronoun.close")


def coordinated(resolver: Resolver, case: Case) -> Found | None:
    """"X and Y": both by name, as a group."""
    core = case.phrase.core
    parts = re.split(r",?\s+and\s+|,\s+", core.of(resolver.page.text))
    if " and " not in core.of(resolver.page.text) or not 2 <= len(parts) <= 4:
        return None
    names: list[str] = []
    at = core.start
    for part in parts:
        start = resolver.page.text.index(part, at)
        at = start + len(part)
        one = _single_name(resolver, Span(start, at))
        if one is None:
            return None
        names.append(one.name)
    if len(set(names)) < 2:
        return None
    name = " and ".join((", ".join(names[:-1]), names[-1]))
    return Found(resolver.phrase_entity(name, "group", plural=True), "named", "named")


def _single_name(resolver: Resolver, span: Span) -> Entity | None:
    """The person or organization that a part of a coordination names, when it is nothing but a name."""
    for i in resolver.mentions_in(span):
        mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
        rest = resolver.page.text[span.start : mention.whole.start] + resolver.page.text[mention.span.end : span.end]
        if entity is not None and not entity.people and rest.strip().lower() in ("", "the", "both"):
            return entity
    return None


def named(resolver: Resolver, case: Case) -> Found | None:
    """A name that is the head of its phrase, with whatever titles and appositions stand around it."""
    for i in resolver.mentions_in(case.span):
        mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
        if mention.role == "modifier" and mention.whole.start != case.span.start:
            continue
        if not _heads(resolver, case, i):
            continue
        if entity is None:  # a surname that could be either of two
            return _nobody(resolver)
        if entity.people:
            continue
        via = resolver.cast.via[i]
        country = _direction(resolver, entity)
        if country is not None:
            return Found(country, "place", "place")
        if via == "named" and entity.kind == "person" and plain(mention.text(resolver.page)) != plain(entity.name):
            via = "surname"
        by = "surname" if via.startswith("surname") else "place" if entity.place and via == "place" else via
        return Found(entity, cast("ResolvedBy", by), via)
    return None


_NOT_PREMODIFIERS = frozenset({"ADP", "VERB", "AUX", "PUNCT", "SCONJ", "PRON", "CCONJ", "PART"})


def _heads(resolver: Resolver, case: Case, i: int) -> bool:
    """Whether a name is what its phrase is about, not a part of it ("a lawyer for X", "X's aides", "X voters")."""
    page, mention = resolver.page, resolver.cast.mentions[i]
    after = page.text[mention.span.end : case.span.end]
    if re.match(r"['’]s?\s+\w", after) and not re.match(r"['’]s?\s+own\b", after):
        return False
    if re.match(r"[ /-]\w", after) and not _may_follow(resolver, mention.span.end + 1):
        return False
    before = page.text[case.span.start : mention.whole.start].rstrip()
    if not before:
        return True
    if before.endswith((",", "—", "–", "--")):
        return mention.kind == "person" and after[:1] in ("", ",", " ", "—", "–", "(") and not mention.possessive
    tokens = _tokens(resolver, case.span.start, mention.whole.start)
    if mention.title is not None:
        return tokens[-1] in ("CCONJ", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON") and "ADP" not in tokens[-1:]
    return not any(pos in _NOT_PREMODIFIERS for pos in tokens)


def _tokens(resolver: Resolver, start: int, end: int) -> list[str]:
    out = []
    token = resolver.page.token(start)
    while token is not None and token.idx < end:
        if not token.is_space:
            possessor = token.dep_ == "nmod:poss" and token.pos_ == "PRON"
            out.append("DET" if possessor else token.pos_)
        token = resolver.page.doc[token.i + 1] if token.i + 1 < len(resolver.page.doc) else None
    return out or ["DET"]


def _may_follow(resolver: Resolver, offset: int) -> bool:
    """Whether the word after a name leaves it the head: "of Tarn", "himself", "who …"; not "lawmakers"."""
    token = resolver.page.token(offset)
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    return token.text.lower() in ("himself", "herself", "itself") or (token.ent_type_ == "DATE")


def _direction(resolver: Resolver, entity: Entity) -> Entity | None:
    """"The North": the one country so called that the article names."""
    if entity.name.lower() not in resolver.lexicon.directions:
        return None
    found = [other for other in resolver.cast.entities if other.place and other.name.startswith(f"{entity.name} ")]
    return found[0] if len(found) == 1 else None


def document(resolver: Resolver, case: Case) -> Found | None:
    """"The statement", "a report by X": whoever issued it, else the document by its own phrase."""
    phrase = case.phrase
    noun = resolver.archive.noun(phrase.head)
    if noun is None or _role_wins(resolver, case):
        return None
    found = resolver.archive.find(phrase, _possessor(resolver, case), case.offset)
    if found is not None:
        return Found(found, "document", "document")
    plural = phrase.plural and phrase.head not in resolver.lexicon.document_plurals
    entity = resolver.phrase_entity(_own_words(resolver, case), "document", plural=plural)
    return Found(entity, "document", "document")


def _role_wins(resolver: Resolver, case: Case) -> bool:
    """Whether a word for a document stands for people here: "the company's minutes" does not, "reporters" do."""
    return resolver.lexicon.role(case.phrase.head) is not None


def _possessor(resolver: Resolver, case: Case) -> Entity | None:
    """The entity in the possessive before the noun: "The North's statement", "his letter"."""
    if case.phrase.determiner in POSSESSIVE:
        return _possessive_pronoun(resolver, case)
    for i in resolver.mentions_in(case.phrase.core):
        mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
        if mention.possessive and entity is not None:
            return _direction(resolver, entity) or entity
    return None


def _possessive_pronoun(resolver: Resolver, case: Case) -> Entity | None:
    word = case.phrase.determiner or ""
    number = PRONOUNS.get(word)
    if number is None:
        return None
    found = resolver.discourse.antecedent(cast("Number", number), case.offset)
    return found.entity if found and (found.margin >= TOO_CLOSE or not found.rivals) else None


def described(resolver: Resolver, case: Case) -> Found | None:
    """"The secretary", "the North Korean leader", "the ministry": the one whom that describes."""
    from quotes.attribute.descriptions import described_organization, described_person

    if case.phrase.plural:
        return None
    possessor = _possessor(resolver, case) if case.phrase.definite else None
    return described_person(resolver, case, possessor) or described_organization(resolver, case)


def group(resolver: Resolver, case: Case) -> Found | None:
    """Several people without names: "Observers", "US military commanders", "31 Latinos"."""
    phrase = case.phrase
    if not phrase.plural and not _people_name(resolver, case):
        return None
    name = _own_words(resolver, case)
    known = _said_before(resolver, case, name) if phrase.definite or phrase.determiner in POSSESSIVE else None
    entity = known or resolver.phrase_entity(name, "group", plural=True)
    return Found(entity, "unnamed", "unnamed")


def _people_name(resolver: Resolver, case: Case) -> bool:
    """Whether the head of the phrase is a name for a people: "Latinos", "Democrats"."""
    return any(
        resolver.cast.mentions[i].kind == "people"
        and resolver.cast.mentions[i].span.end == case.phrase.core.end
        and resolver.cast.mentions[i].span.of(resolver.page.text).endswith("s")
        for i in resolver.mentions_in(case.phrase.core)
    )


def _said_before(resolver: Resolver, case: Case, name: str) -> Entity | None:
    """The group spoken of before that a definite phrase with the same head means: "his advisers"."""
    for key, entity in resolver.phrases.items():
        if key.startswith("group ") and plain(name) in key:
            return entity
    return None


def unnamed(resolver: Resolver, case: Case) -> Found | None:
    """Somebody or something without a name, by the words of the phrase."""
    phrase = case.phrase
    lexicon = resolver.lexicon
    if phrase.text.lower() in lexicon.indefinites:
        return Found(resolver.phrase_entity(phrase.text, "group", plural=True), "unnamed", "unnamed")
    if phrase.head in lexicon.org_nouns or phrase.head in lexicon.org_heads:
        if phrase.definite and phrase.bare:
            return _nobody(resolver)
        return Found(resolver.phrase_entity(_own_words(resolver, case), "organization"), "unnamed", "unnamed")
    role = lexicon.role(phrase.head)
    if role is not None or phrase.indefinite:
        if phrase.definite and phrase.bare and role is not None and phrase.determiner == "the":
            return _nobody(resolver)
        entity = resolver.phrase_entity(_own_words(resolver, case, article=True), "unnamed")
        entity.gender = entity.gender or (lexicon.roles.get(role) if role else None)
        return Found(entity, "unnamed", "unnamed")
    return None


def as_written(resolver: Resolver, case: Case) -> Found | None:
    """Whatever begins with a capital and nothing else knows: a name as it stands."""
    core = case.phrase.core.of(resolver.page.text)
    words = strip_article(core).split()
    if not words or len(words) > 8 or not any(word[0].isupper() for word in words):
        return None
    if not words[0][0].isupper() or (len(words) == 1 and plain(core) in PRONOUNS):
        return None
    return Found(resolver.phrase_entity(_own_words(resolver, case), "organization"), "named", "unnamed")


def _own_words(resolver: Resolver, case: Case, *, article: bool = False) -> str:
    """The phrase as a name: its core without "the", "his" made the name it stands for."""
    text = case.phrase.text
    determiner = case.phrase.determiner
    if determiner in POSSESSIVE:
        owner = _possessive_pronoun(resolver, case)
        rest = text.split(None, 1)[-1]
        return f"{owner.name}'s {rest}" if owner is not None else text
    text = _inner_possessives(resolver, text, case)
    if article and determiner in ("a", "an"):
        return text[0].lower() + text[1:]
    return strip_possessive(strip_article(text))


def _inner_possessives(resolver: Resolver, text: str, case: Case) -> str:
    """"Many of his supporters" with the name: "Many of Trump's supporters"."""
    match = re.search(r"\b(his|her)\s+(?=[a-z])", text)
    if match is None:
        return text
    found = resolver.discourse.antecedent(PRONOUNS[match[1]], case.offset)
    if found is None or found.margin < CLOSE_MARGIN:
        return text
    return f"{text[: match.start()]}{found.entity.name}'s {text[match.end() :]}"


def _nobody(resolver: Resolver) -> Found:
    """The answer that ends the search: somebody, but who is left open."""
    return Found(resolver.phrase_entity("nobody", "unnamed"), "unnamed", "nobody")


RESOLVERS: tuple[Callable[[Resolver, Case], Found | None], ...] = (
    author,
    relative,
    pronoun,
    coordinated,
    named,
    document,
    described,
    group,
    unnamed,
    as_written,
)
