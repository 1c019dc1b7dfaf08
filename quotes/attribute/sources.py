"""The ways of telling who a source is, one function each, in the order in which they are tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from quotes.attribute.discourse import PRONOUNS
from quotes.attribute.lexicon import small_words
from quotes.attribute.names import misspelt, plain, strip_article, strip_possessive
from quotes.attribute.phrase import POSSESSIVE, take_apart
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotes.attribute.attribution import ResolvedBy
    from quotes.attribute.cast import Entity

CLOSE_MARGIN = 0.25  # an antecedent less far ahead of the next is only likely
TOO_CLOSE = 0.08  # and one that is not even so far ahead could be either


def author(resolver: Resolver, case: Case) -> Found | None:
    """Whoever is speaking, for "I" and "we" inside a quotation; whoever writes, outside."""
    word = case.phrase.text.lower()
    if word not in ("i", "we", "me", "my", "our", "us", "mine", "ours"):
        return None
    parent = case.speech.parent
    if parent is not None and (outer := resolver.results[parent]) is not None:
        return Found(outer.entity, "pronoun", "pronoun")
    if resolver.page.quoted(case.offset):
        enclosing = _enclosing(resolver, case)
        return Found(enclosing.entity, "pronoun", "pronoun.close") if enclosing else _nobody(resolver)
    name = resolver.page.document.article.author or _signature(resolver, case.offset) or "author"
    return Found(resolver.phrase_entity(name, "author"), "pronoun", "pronoun.author")


def _signature(resolver: Resolver, offset: int) -> str | None:
    """The name that the next paragraph consists of: letters to the editor are signed below."""
    page = resolver.page
    for block in page.document.article.blocks:
        if block.span.start <= offset or len(block.span) > SIGNATURE_LENGTH:
            continue
        for i in resolver.mentions_in(block.span):
            mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
            rest = page.text[block.span.start : mention.span.start] + page.text[mention.span.end : block.span.end]
            if entity is not None and entity.kind == "person" and not rest.strip(" .,-–—"):
                return entity.name
            break
    return None


SIGNATURE_LENGTH = 50


def _enclosing(resolver: Resolver, case: Case) -> Found | None:
    """Who speaks the words that the source stands in."""
    for number, speech in enumerate(resolver.speech):
        if number != case.number and any(part.contains(case.span) for part in speech.content):
            found = resolver.results[number]
            if found is not None:
                return found
    return None


def relative(resolver: Resolver, case: Case) -> Found | None:
    """What "who" and "which" follow, resolved as if it were the source."""
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
            if case.phrase.text.lower() == "which" and found.entity.kind == "unnamed":
                return _nobody(resolver)
            return Found(found.entity, "pronoun", "pronoun.relative")
    return _nobody(resolver)


def _before_relative(resolver: Resolver, case: Case) -> Span | None:
    """The noun phrase that a relative pronoun belongs to: the name or the noun with its modifiers before it."""
    page = resolver.page
    gap_end = (
        case.offset
        - len(page.text[max(0, case.offset - 10) : case.offset])
        + len(page.text[max(0, case.offset - 10) : case.offset].rstrip(" ,—–-"))
    )
    personal = case.phrase.text.lower() != "which"
    last = _name_ending_at(resolver, gap_end)
    if last is not None:
        coordinated_with = _coordination_start(resolver, last)
        entity = resolver.cast.of[last]
        if not personal or (entity is not None and entity.kind in ("person", "group")):
            return Span(coordinated_with, resolver.cast.mentions[last].span.end)
    if personal:
        return _personal_noun(resolver, case)
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


def _name_ending_at(resolver: Resolver, offset: int) -> int | None:
    for i in reversed(resolver.mentions_in(Span(max(0, offset - 80), offset))):
        near = 0 <= offset - resolver.cast.mentions[i].span.end <= 1
        return i if near and resolver.cast.of[i] is not None else None
    return None


def _coordination_start(resolver: Resolver, last: int) -> int:
    """Where "X and Y" begins, for the number of Y; where Y begins when nothing is coordinated with it."""
    mentions = resolver.cast.mentions
    start = mentions[last].whole.start
    if last and resolver.page.text[mentions[last - 1].span.end : start] == " and ":
        before, own = resolver.cast.of[last - 1], resolver.cast.of[last]
        if before is not None and own is not None and before.kind == own.kind == "person":
            return mentions[last - 1].whole.start
    return start


def _personal_noun(resolver: Resolver, case: Case) -> Span | None:
    """The nearest noun for people before "who", or the name that it stands in apposition to."""
    page, lexicon = resolver.page, resolver.lexicon
    token = page.token(case.offset)
    number = page.sentence(case.offset)
    if token is None or not page.document.sentences:
        return None
    first = page.document.sentences[number].start
    for i in range(token.i - 1, max(first - 1, token.i - 20), -1):
        word = page.doc[i].text.lower()
        if page.doc[i].pos_ == "ADJ" or not (lexicon.role(word.split("-")[-1]) or word in lexicon.group_nouns):
            continue
        phrase = _noun_phrase(resolver, i, page.doc[i].idx + len(page.doc[i]))
        before = page.text[max(0, phrase.start - 2) : phrase.start]
        apposed = _name_ending_at(resolver, phrase.start - 2) if before == ", " else None
        return resolver.cast.mentions[apposed].whole if apposed is not None else phrase
    return None


def _noun_phrase(resolver: Resolver, head: int, end: int) -> Span:
    """From the first of the noun's modifiers to ``end``."""
    doc = resolver.page.doc
    first = head
    while first > 0 and first > head - 9:
        joined = not doc[first - 1].whitespace_ and doc[first - 1].text == "-"
        before = doc[first - 1]
        tight = first > 1 and doc[first].text == "-" and not before.whitespace_
        if not (joined or tight or before.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM")):
            break
        first -= 1
    return Span(doc[first].idx, max(end, doc[head].idx + len(doc[head])))


def pronoun(resolver: Resolver, case: Case) -> Found | None:
    """The most salient entity that agrees: "he", "she", "it", "they" and their possessives."""
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
    """Both by name, as a group: "X and Y"."""
    core = case.phrase.span
    if core.of(resolver.page.text).lower().startswith("both "):
        core = Span(core.start + len("both "), core.end)
    parts = re.split(r",?\s+and\s+|,\s+", core.of(resolver.page.text))
    if " and " not in core.of(resolver.page.text) or not 2 <= len(parts) <= MOST_COORDINATED:
        return None
    with_others = _with_others(resolver, core)
    if with_others is not None:
        return with_others
    names: list[str] = []
    at = core.start
    for part in parts:
        start = resolver.page.text.index(part, at)
        at = start + len(part)
        one = _single_name(resolver, Span(start, at))
        if one is None and not (names and part is parts[-1] and _OTHERS.match(part)):
            return None
        names.append(one.name if one is not None else part)
    if len(set(names)) < 2:
        return None
    name = " and ".join((", ".join(names[:-1]), names[-1]))
    return Found(resolver.phrase_entity(name, "group", plural=True), "named", "named")


MOST_COORDINATED = 6
_OTHERS = re.compile(r"(?:other|others|several|many|some|two|three)\b")


def _with_others(resolver: Resolver, core: Span) -> Found | None:
    """A name and people without one: "X and its defenders"."""
    match = re.search(r" and (?=(?:its|his|her|their)\b)", core.of(resolver.page.text))
    if match is None:
        return None
    one = _single_name(resolver, Span(core.start, core.start + match.start()))
    if one is None:
        return None
    name = f"{one.name}{core.of(resolver.page.text)[match.start() :]}"
    return Found(resolver.phrase_entity(name, "group", plural=True), "unnamed", "unnamed")


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
    around = _name_around(resolver, case)
    if around is not None:
        return around
    for i in resolver.mentions_in(case.span):
        mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
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


def _name_around(resolver: Resolver, case: Case) -> Found | None:
    """The name that the phrase is only the title of, or stands in apposition to.

    A source that the parse cuts short ("Rep." of "Rep. Ada Bell", ", a senior adviser," after her name) still
    belongs to the name beside it.
    """
    span, mentions = case.span, resolver.cast.mentions
    low = bisect_left(resolver.starts, span.start - 1)
    for i in range(low, min(low + 4, len(mentions))):
        entity = resolver.cast.of[i]
        cut_short = mentions[i].whole.start <= span.start and span.end <= mentions[i].span.start
        if entity is not None and entity.kind == "person" and cut_short and _titular(resolver, case):
            return Found(entity, "named", "named")
    before = _name_ending_at(resolver, span.start - 2)
    if before is not None and resolver.page.text[span.start - 2 : span.start] == ", ":
        entity = resolver.cast.of[before]
        described_here = case.phrase.determiner is not None and resolver.lexicon.role(case.phrase.head) is not None
        if entity is not None and entity.kind == "person" and described_here and not case.phrase.plural:
            return Found(entity, "named", "named")
    return None


def _titular(resolver: Resolver, case: Case) -> bool:
    word = case.phrase.head.rstrip(".")
    return word in resolver.lexicon.honorifics or resolver.lexicon.role(word) is not None


_NOT_PREMODIFIERS = frozenset({"ADP", "VERB", "AUX", "PUNCT", "SCONJ", "PRON", "CCONJ", "PART"})


def _heads(resolver: Resolver, case: Case, i: int) -> bool:
    """Whether a name is what its phrase is about, not a part of it ("a lawyer for X", "X's aides", "X voters")."""
    page, mention = resolver.page, resolver.cast.mentions[i]
    after = page.text[mention.span.end : case.span.end]
    if re.match(r"['’]s?\s+\S", after) and not re.match(r"['’]s?\s+own\b", after):
        return False
    if re.match(r"[ /-]\w", after) and not _may_follow(resolver, mention.span.end + 1):
        return False
    before = page.text[case.span.start : mention.whole.start].rstrip()
    if not before:
        return True
    if before.endswith((",", "—", "–", "--")):
        return mention.kind == "person" and after[:1] in ("", ",", " ", "—", "–", "(") and not mention.possessive
    entity = resolver.cast.of[i]
    if entity is not None and entity.kind == "person" and re.search(r"['’]s?$", before):
        return True
    tokens = _tokens(resolver, case.span.start, mention.whole.start)
    if mention.title is not None:
        return (
            tokens[-1] in ("CCONJ", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON") and "ADP" not in tokens[-1:]
        )
    return not any(pos in _NOT_PREMODIFIERS for pos in tokens)


def _tokens(resolver: Resolver, start: int, end: int) -> list[str]:
    out = []
    token = resolver.page.token(start)
    while token is not None and token.idx < end:
        if not token.is_space and token.text not in "-–":
            possessor = token.dep_ == "nmod:poss" and token.pos_ == "PRON"
            out.append("DET" if possessor else token.pos_)
        token = resolver.page.doc[token.i + 1] if token.i + 1 < len(resolver.page.doc) else None
    return out or ["DET"]


def _may_follow(resolver: Resolver, offset: int) -> bool:
    """Whether the word after a name leaves it the head: "of Tarn", "himself", "who …"; not "lawmakers"."""
    token = resolver.page.token(offset)
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    if _OUTLET.match(resolver.page.text, token.idx):
        return True
    return token.text.lower() in ("himself", "herself", "itself") or (token.ent_type_ == "DATE")


_OUTLET = re.compile(
    r"(?:state |state-run |official )?(?:(?:news|wire|television|radio|TV)[ -])?"
    r"(?:agency|newspaper|broadcaster|channel|network|website|magazine|daily|newswire|outlet)\b"
    r"(?! \w+(?:er|or|man|s)\b)"
)


def _direction(resolver: Resolver, entity: Entity) -> Entity | None:
    """The one country that the article names and calls so: "the North"."""
    if entity.name.lower() not in resolver.lexicon.directions:
        return None
    found = [other for other in resolver.cast.entities if other.place and other.name.startswith(f"{entity.name} ")]
    return found[0] if len(found) == 1 else None


def document(resolver: Resolver, case: Case) -> Found | None:
    """Whoever issued "the statement", "a report by X"; else the document by its own phrase."""
    phrase = case.phrase
    noun = resolver.archive.noun(phrase.head)
    if noun is None or _role_wins(resolver, case):
        return None
    found = resolver.archive.find(phrase, _possessor(resolver, case), case.offset)
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
    found = resolver.discourse.antecedent(number, case.offset)
    return found.entity if found and (found.margin >= TOO_CLOSE or not found.rivals) else None


def described(resolver: Resolver, case: Case) -> Found | None:
    """The one whom a description fits: "the secretary", "the North Korean leader", "the ministry"."""
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
    known = _said_before(resolver, case) if phrase.definite else None
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


def _said_before(resolver: Resolver, case: Case) -> Entity | None:
    """The group spoken of before that a definite phrase with the same head means: "these voters", "his advisers"."""
    owner = _possessive_pronoun(resolver, case) if case.phrase.determiner in POSSESSIVE else None
    needed = [case.phrase.head, *case.phrase.before]
    if owner is not None:
        needed.append(plain(owner.name).split()[-1])
    for key, entity in resolver.latest_phrases():
        if key.startswith("group ") and all(word in key.split() for word in needed):
            return entity
    return None


def misspelt_name(resolver: Resolver, case: Case) -> Found | None:
    """A single capitalised word that nothing knows but that one surname of the article nearly is."""
    word = case.phrase.text
    if len(word.split()) > 1 or not word[:1].isupper() or case.phrase.determiner:
        return None
    low = strip_possessive(word).lower()
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
    if phrase.text.lower() in small_words("pointing"):
        return _nobody(resolver)
    if phrase.text.lower() in lexicon.indefinites:
        return Found(resolver.phrase_entity(phrase.text, "group", plural=True), "unnamed", "unnamed")
    if phrase.head in lexicon.org_nouns or phrase.head in lexicon.org_heads:
        if phrase.definite and phrase.bare and phrase.head not in lexicon.institutions:
            return _nobody(resolver)
        return Found(resolver.phrase_entity(_own_words(resolver, case), "organization"), "unnamed", "unnamed")
    role = lexicon.role(phrase.head)
    if role is not None or phrase.indefinite:
        if phrase.definite and phrase.bare and role is not None and phrase.determiner == "the":
            before = _unnamed_before(resolver, role)
            return Found(before, "unnamed", "unnamed") if before is not None else _nobody(resolver)
        entity = resolver.phrase_entity(_own_words(resolver, case, article=True), "unnamed")
        entity.gender = entity.gender or (lexicon.roles.get(role) if role else None)
        return Found(entity, "unnamed", "unnamed")
    return None


def _unnamed_before(resolver: Resolver, role: str) -> Entity | None:
    """The unnamed person that a phrase with the same noun brought up: "a diplomat in Tarn" for "the diplomat"."""
    for key, entity in resolver.latest_phrases():
        if key.startswith("unnamed ") and role in key.split():
            return entity
    return None


def as_written(resolver: Resolver, case: Case) -> Found | None:
    """Whatever begins with a capital and nothing else knows: a name as it stands."""
    core = case.phrase.core.of(resolver.page.text)
    words = strip_article(core).split()
    if not words or len(words) > 8 or not any(word[0].isupper() for word in words):
        return None
    if not words[0][0].isupper() or (len(words) == 1 and not _proper(resolver, case)):
        return None
    return Found(resolver.phrase_entity(_own_words(resolver, case), "organization"), "named", "unnamed")


def _proper(resolver: Resolver, case: Case) -> bool:
    """Whether a single capitalised word is a name rather than the first word of its sentence."""
    token = resolver.page.token(case.phrase.core.start)
    return token is None or token.pos_ == "PROPN" or bool(token.ent_type_) or not token.is_sent_start


def _own_words(resolver: Resolver, case: Case, *, article: bool = False) -> str:
    """The phrase as a name: its core without "the", "his" made the name it stands for."""
    text = case.phrase.text
    determiner = case.phrase.determiner
    if determiner in POSSESSIVE:
        owner = _possessive_pronoun(resolver, case)
        rest = text.split(None, 1)[-1]
        return f"{owner.name}'s {rest}" if owner is not None else text
    if determiner in ("this", "that", "these", "those"):
        text = text.split(None, 1)[-1]
    text = _inner_possessives(resolver, text, case)
    if article and determiner in ("a", "an"):
        return text[0].lower() + text[1:]
    return strip_possessive(strip_article(text))


def _inner_possessives(resolver: Resolver, text: str, case: Case) -> str:
    """The phrase with the name for the pronoun: "Many of Trump's supporters"."""
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
    misspelt_name,
    group,
    unnamed,
    as_written,
)

NOUN_RESOLVERS: tuple[Callable[[Resolver, Case], Found | None], ...] = (named, document, described, group, unnamed)
