"""The ways of telling who a source is, one function each, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.coordination import coordinated
from quotes.attribute.discourse import CLOSE_MARGIN, PRONOUNS, TOO_CLOSE, agrees
from quotes.attribute.heads import name_ending_at, named, nobody
from quotes.attribute.lexicon import small_words
from quotes.attribute.nouns import as_written, described, document, group, misspelt_name, unnamed
from quotes.attribute.phrase import take_apart
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.span import Span
from quotes.speech.frame import dependents, first_dependent
from quotes.speech.nounphrase import noun_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotes.attribute.attribution import ResolvedBy
    from quotes.attribute.entity import Entity
    from quotes.attribute.mentions import NameMention
    from quotes.parse.plain import Token


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
        return Found(enclosing.entity, "pronoun", "pronoun.close") if enclosing else nobody(resolver)
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
    if case.phrase.text.lower() not in ("who", "which", "that", "whom", "whose") or case.phrase.text == "WHO":
        return None
    antecedent = _before_relative(resolver, case) if case.phrase.text.lower() != "whose" else None
    if antecedent is None:
        return nobody(resolver)
    phrase = take_apart(resolver.page, resolver.lexicon, antecedent)
    if phrase is None or phrase.text.lower() in ("who", "which", "that", "whom", "whose"):
        return nobody(resolver)
    inner = Case(case.number, case.speech, phrase.span, phrase, frozenset())
    for resolve in RESOLVERS[2:]:
        found = resolve(resolver, inner)
        if found is not None:
            thing = case.phrase.text.lower() == "which" and found.entity.kind == "unnamed"
            if found.confidence == "nobody" or thing:
                return nobody(resolver)
            return Found(found.entity, "pronoun", "pronoun.relative")
    return nobody(resolver)


def _before_relative(resolver: Resolver, case: Case) -> Span | None:
    """The noun phrase that a relative pronoun belongs to: the name or the noun with its modifiers before it."""
    page = resolver.page
    gap_end = (
        case.offset
        - len(page.text[max(0, case.offset - 10) : case.offset])
        + len(page.text[max(0, case.offset - 10) : case.offset].rstrip(" ,—–-"))
    )
    personal = case.phrase.text.lower() != "which"
    token = page.token(case.offset)
    if token is None:
        return None
    last, head = name_ending_at(resolver, gap_end), _modified(token)
    if last is not None:
        if not personal and _has_part(head, resolver.cast.mentions[last]):
            return None
        coordinated_with = _coordination_start(resolver, last)
        entity = resolver.cast.of[last]
        if not personal or (entity is not None and entity.kind in ("person", "group")):
            return Span(coordinated_with, resolver.cast.mentions[last].span.end)
    if personal:
        return _personal_noun(resolver, case)
    if head.i >= token.i or head.pos_ not in ("NOUN", "PROPN", "PRON"):
        head = next((page.doc[i] for i in range(token.i - 1, max(-1, token.i - 6), -1)
                     if page.doc[i].pos_ in ("NOUN", "PROPN")), token)  # fmt: skip
    if head.i >= token.i:
        return None
    between = page.doc[head.i + 1 : token.i]
    apart = any(word.pos_ == "VERB" and head not in word.lineage for word in between)  # "*evidence* was found which"
    return _noun_phrase(resolver, head.i, 0 if apart else gap_end)


def _modified(pronoun: Token) -> Token:
    """The noun that the clause of a relative pronoun belongs to; the pronoun itself where it is no such clause."""
    return next((word.head for word in pronoun.lineage if word.base == "acl"), pronoun)


def _has_part(head: Token, name: NameMention) -> bool:
    """Whether a name is only a part of another that a noun before it belongs to: "the *Call* to | Action, which"."""
    before = name.span.start - LONGEST_NAME < head.idx < name.whole.start
    return before and head.pos_ in ("NOUN", "PROPN") and head.text[0].isupper()


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
        if _possesses(page.doc[i]) or not (word in lexicon.group_nouns or _agrees_in_number(page.doc[i], token)):
            continue
        if (subject := _said_to_be(page.doc[i], token)) is not None:
            low, high = noun_phrase(subject)
            return Span(page.doc[low].idx, page.doc[high].idx + len(page.doc[high]))
        phrase = _noun_phrase(resolver, i, page.doc[i].idx + len(page.doc[i]))
        while phrase.start > page.doc[first].idx and page.text[: phrase.start].endswith(" and "):
            joined = page.token(phrase.start - len(" and ") - 1)  # "Ada Roe, a *jurist* and writer, who …"
            if joined is None or joined.pos_ != "NOUN":
                break
            phrase = _noun_phrase(resolver, joined.i, phrase.end)
        before = page.text[max(0, phrase.start - 2) : phrase.start]
        apposed = name_ending_at(resolver, phrase.start - 2) if before == ", " else None
        return resolver.cast.mentions[apposed].whole if apposed is not None else phrase
    return None


def _said_to_be(noun: Token, pronoun: Token) -> Token | None:
    """Whoever is named as what a noun before "who" is: "*Ada Roe* is the first member who voted"."""
    subject = first_dependent(noun, "nsubj")
    is_one = first_dependent(noun, "cop") is not None and first_dependent(noun, "case") is None
    if subject is None or not is_one or subject.pos_ != "PROPN" or subject.i > noun.i:
        return None
    return subject if _modified(pronoun).i == noun.i else None


def _possesses(noun: Token) -> bool:
    """Whether a noun is in the name of an owner: "members of *Mayor* Roe's party, who"."""
    while noun.base in _PARTS_OF_NAMES and noun.dep_ != "nmod:poss":
        noun = noun.head
    return noun.dep_ == "nmod:poss"


_PARTS_OF_NAMES = frozenset({"compound", "flat", "appos"})


def _agrees_in_number(noun: Token, pronoun: Token) -> bool:
    """Whether a verb in the present allows a noun for its subject "who": no "*member* of the boards, who say"."""
    verb = pronoun.head
    finite = next((aux for aux in dependents(verb, "aux") if aux.tag_ in _PRESENT), verb)
    number = _PRESENT.get(finite.tag_)
    return (
        number is None
        or pronoun.base != "nsubj"
        or noun.tag_[:2] != "NN"
        or (number == "plural") == noun.tag_.endswith("S")
    )


_PRESENT = {"VBZ": "singular", "VBP": "plural"}


def _noun_phrase(resolver: Resolver, head: int, end: int) -> Span:
    """From the first of the noun's modifiers to ``end``."""
    doc = resolver.page.doc
    first = head
    while first > 0 and first > head - 9:
        joined = not doc[first - 1].whitespace_ and doc[first - 1].text == "-"
        before = doc[first - 1]
        tight = first > 1 and "-" in (doc[first].text, doc[first - 2].text) and not doc[first - 2].whitespace_
        possessor = before.tag_ in ("POS", "PRP$")  # "Ada Roe, *the mayor's* eldest daughter, who …", "*her* son, who"
        kind = before.tag_ == "VBG" and before.base in ("amod", "compound")  # "*managing* director"
        if not (joined or tight or possessor or kind or before.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM")):
            break
        first -= 1
    return Span(doc[first].idx, max(end, doc[head].idx + len(doc[head])))


def pronoun(resolver: Resolver, case: Case) -> Found | None:
    """The most salient entity that agrees: "he", "she", "it", "they" and their possessives."""
    word = case.phrase.text.lower()
    number = PRONOUNS.get(word)
    if number is None:
        return None
    if (word == "it" and _impersonal(resolver, case)) or (word == "they" and _proverbial(resolver, case)):
        return nobody(resolver)
    whose = _in_whose_words(resolver, case)
    if whose is not None and agrees(whose, number):
        return Found(whose, "pronoun", "pronoun")
    found = resolver.discourse.antecedent(
        number,
        case.offset,
        named_in_content=case.named_in_content,
        only=_has_mind if case.speech.cue is not None and case.speech.cue.lemma in small_words("minding") else None,
        source=True,
    )
    if found is None or (found.margin < TOO_CLOSE and found.rivals) or found.entity in resolver.left_open:
        return nobody(resolver)
    if number == "they" and not found.entity.plural and found.weight < BARELY:
        return nobody(resolver)
    if number in ("he", "she") and found.margin > 2 * CLOSE_MARGIN and found.entity.gender is None:
        found.entity.gender = "male" if number == "he" else "female"
    by: ResolvedBy = "document" if found.entity.kind == "document" else "pronoun"
    return Found(found.entity, by, "pronoun" if found.margin >= CLOSE_MARGIN else "pronoun.close")


BARELY = 0.1  # the salience of an organization that "they" doesn't mean: named in passing, or long before


def _in_whose_words(resolver: Resolver, case: Case) -> Entity | None:
    """Whose letter, interview or remarks they are of which a clause tells: "cited Bell's letter, in which | he"."""
    token = resolver.page.token(case.offset)
    if token is None or token.i < 2 or token.head.base != "acl":
        return None
    if token.nbor(-1).lower_ != "which" or token.nbor(-2).lower_ not in ("in", "during"):
        return None
    noun = token.head.head
    if noun.base == "nmod" and _owns(noun):  # "a letter by Bell, in which": of Bell, for the parser
        noun = noun.head
    if resolver.archive.noun(noun.text) is None and noun.lower_ not in small_words("utterances"):
        return None
    owner = next(filter(_owns, dependents(noun, "nmod")), None)
    if owner is None:
        return None
    at = (i for i in resolver.mentions_in(resolver.page.document.sentences[resolver.page.sentence(noun.idx)].span)
          if resolver.cast.mentions[i].whole.contains(Span(owner.idx, owner.idx + len(owner))))  # fmt: skip
    return next((resolver.cast.of[i] for i in at), None)


def _owns(modifier: Token) -> bool:
    """Whether a noun's modifier tells whose words it is for: "Bell's", "by Bell", "with Bell"."""
    if modifier.dep_ == "nmod:poss":
        return True
    return any(case.lower_ in ("by", "from", "with") for case in dependents(modifier, "case"))


def _has_mind(entity: Entity) -> bool:
    """Whether somebody can know and hope: no document does."""
    return entity.kind != "document"


_PASSIVE = re.compile(r"(?:was|is|were|has been|had been|is being|was being)\b", re.IGNORECASE)


def _impersonal(resolver: Resolver, case: Case) -> bool:
    """Whether "it" stands for nothing: "it was stated that …"."""
    cue = case.speech.cue
    return cue is not None and _PASSIVE.match(cue.span.of(resolver.page.text)) is not None


def _proverbial(resolver: Resolver, case: Case) -> bool:
    """Whether "they" are people in general: "all's well that ends well, as they say"."""
    text, cue = resolver.page.text, case.speech.cue
    return cue is not None and cue.span.of(text) == "say" and text[: case.offset].endswith((" as ", " As ", "\nAs "))


LONGEST_NAME = 40  # code points


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
