"""Names at the head of a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from quotes.attribute.lexicon import small_words
from quotes.attribute.mentions import in_title
from quotes.attribute.names import plain
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.attribute.titles import role_of
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.attribute.attribution import ResolvedBy
    from quotes.attribute.entity import Entity
    from quotes.attribute.mentions import NameMention


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
            return nobody(resolver)
        if entity.people:
            continue
        if _credit(resolver, case, i):
            continue
        via = resolver.cast.via[i]
        country = country_so_called(resolver, entity)
        if country is not None:
            return Found(country, "place", "place")
        written = mention.text(resolver.page), mention.whole.of(resolver.page.text)
        if via == "named" and entity.kind == "person" and plain(entity.name) not in map(plain, written):
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
    for i in range(max(0, low - 1), min(low + 1, len(mentions))):
        inside = mentions[i].span.contains(span) and mentions[i].span != span
        if inside and mentions[i].kind == "person":  # "Mr Roe | AM"
            part = resolver.cast.of[i]
            return Found(part, "named", "named") if part is not None else nobody(resolver)
    for i in range(low, min(low + 4, len(mentions))):
        entity = resolver.cast.of[i]
        cut_short = mentions[i].whole.start <= span.start and span.end <= mentions[i].span.start
        if entity is not None and entity.kind == "person" and cut_short and _titular(resolver, case):
            return Found(entity, "named", "named")
    after = _name_after_honorific(resolver, case) or _name_after_title(resolver, case) or _so_titled(resolver, case)
    if after is not None:
        return Found(after, "named", "named")
    before = name_ending_at(resolver, span.start - 2)
    if (
        before is not None
        and not _oblique(resolver, before)
        and resolver.page.text[span.start - 2 : span.start] == ", "
    ):
        entity = resolver.cast.of[before]
        described_here = case.phrase.determiner is not None and resolver.lexicon.role(case.phrase.head) is not None
        if entity is not None and entity.kind == "person" and described_here and not case.phrase.plural:
            return Found(entity, "named", "named")
    return None


_DASH = re.compile(r"\s+(?:[-–—]|--)\s+(?=\w)")


def _credit(resolver: Resolver, case: Case, i: int) -> bool:
    """Whether a name only credits the agency at the head of the text: "MARPRESS - Marovia urged"."""
    span, text = resolver.cast.mentions[i].span, resolver.page.text
    if not span.of(text).isupper() or not _DASH.match(text, span.end, case.span.end):
        return False
    return any(resolver.cast.mentions[j].span.start > span.end for j in resolver.mentions_in(case.span))


def _name_after_honorific(resolver: Resolver, case: Case) -> Entity | None:
    """The name behind a source that is nothing but "Sen", or that ends in a title: "Tarn spokesman | Bell"."""
    head = case.phrase.head.rstrip(".")
    if head not in resolver.lexicon.honorifics and (resolver.lexicon.role(head) is None or case.phrase.plural):
        return None
    gap = re.compile(r"\.? ").match(resolver.page.text, case.span.end)
    if gap is None or (gap.group() == ". " and head not in resolver.lexicon.honorifics):
        return None
    at = bisect_left(resolver.starts, gap.end())
    if at == len(resolver.starts) or resolver.starts[at] != gap.end() or resolver.cast.mentions[at].possessive:
        return None
    entity = resolver.cast.of[at]
    return entity if entity is not None and entity.kind == "person" else None


def _name_after_title(resolver: Resolver, case: Case) -> Entity | None:
    """The person whose title ends in an abbreviation, or has places side by side, and a name behind it.

    As in "the director of the Harbour Police Board (HPB) | Ada Bell", "the Tarn and Vorn governor, | Ada Bell".
    """
    last = next(reversed(resolver.mentions_in(case.span)), None)
    if last is None or resolver.cast.mentions[last].span.end != case.span.end:
        return None
    before = resolver.page.text[case.span.start : resolver.cast.mentions[last].whole.start]
    words = before.removesuffix(", ").lower().split()
    apposed = before.endswith(", ") and "and" in words and resolver.lexicon.role(words[-1]) is not None
    entity = resolver.cast.of[last]
    titled = (apposed and words[0] == "the") or _ABBREVIATION.search(before) is not None
    return entity if entity is not None and entity.kind == "person" and titled else None


def _so_titled(resolver: Resolver, case: Case) -> Entity | None:
    """The only person with just these words for a title, where no article stands before them: "said Tarn director"."""
    words = case.phrase.text.split()
    if case.phrase.determiner is not None or len(words) < 2 or not words[-1].islower() or case.phrase.plural:
        return None
    wanted = plain(case.phrase.text)
    holders = [one for one in resolver.cast.entities if any(plain(title) == wanted for title in one.titles)]
    return holders[0] if len(holders) == 1 and holders[0].kind == "person" else None


_ABBREVIATION = re.compile(r"\w \([A-Z][A-Za-z&.-]{1,9}\) $")


def _oblique(resolver: Resolver, i: int) -> bool:
    """Whether a name hangs on a preposition: in "Questioned by Bell, the witness said" the witness isn't Bell."""
    token = resolver.page.token(resolver.cast.mentions[i].whole.start)
    before = resolver.page.doc[token.i - 1] if token is not None and token.i else None
    return before is not None and before.pos_ == "ADP" and before.text.lower() != "to"


def _titular(resolver: Resolver, case: Case) -> bool:
    word = case.phrase.head.rstrip(".")
    return word in resolver.lexicon.honorifics or resolver.lexicon.role(word) is not None


_NOT_PREMODIFIERS = frozenset({"ADP", "VERB", "AUX", "PUNCT", "SCONJ", "PRON", "CCONJ", "PART"})


def _heads(resolver: Resolver, case: Case, i: int) -> bool:
    """Whether a name is what its phrase is about, not a part of it ("a lawyer for X", "X's aides", "X voters")."""
    page, mention = resolver.page, resolver.cast.mentions[i]
    if in_title(resolver.cast.mentions, i):
        return False
    after = page.text[mention.span.end : case.span.end]
    if re.match(r"['’]s?\s+\S", after) and not re.match(r"['’]s?\s+own\b", after):
        return False
    if re.match(r" (?:and|or) |\(", after) and _belongs_to_role(resolver, case):
        return False
    if re.match(r"[ /-]\w", after) and not _may_follow(resolver, mention.span.end + 1):
        return False
    before = page.text[case.span.start : mention.whole.start].rstrip()
    if not before:
        return True
    if before.endswith((",", "—", "–", "--", ", the")):
        if mention.possessive or not _apposable(resolver, case, mention):
            return False
        return after[:1] in ("", ",", " ", "—", "–", "(")
    entity = resolver.cast.of[i]
    tokens = _tokens(resolver, case.span.start, mention.whole.start)
    owned = re.search(r"['’]s?$", before) is not None and "VERB" not in tokens  # not "a panel led by Orbiton's Bell"
    if entity is not None and entity.kind == "person" and owned:
        return True
    if mention.title is not None:
        return (
            tokens[-1] in ("CCONJ", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON") and "ADP" not in tokens[-1:]
        )
    return not any(pos in _NOT_PREMODIFIERS for pos in tokens) or _named_at_the_end(resolver, case, i, tokens)


def _named_at_the_end(resolver: Resolver, case: Case, i: int, tokens: list[str]) -> bool:
    """Whether a long description ends in the name: "a specialist in labour affairs | Ada Bell"."""
    mention = resolver.cast.mentions[i]
    if mention.kind != "person" or " " not in mention.text(resolver.page) or mention.span.end != case.phrase.core.end:
        return False
    described = role_of(resolver.page.text[case.span.start : mention.span.start], resolver.lexicon)
    return described is not None and tokens[-1] in ("NOUN", "PROPN") and not {"PUNCT", "VERB", "AUX"} & set(tokens)


def listed(resolver: Resolver, span: Span) -> bool:
    """Whether a phrase ends in two names of one word with a comma between: "the ministers of *Tarn, Vorn*"."""
    last = list(resolver.mentions_in(span))[-2:]
    if len(last) < 2:
        return False
    one, other = (resolver.cast.mentions[i] for i in last)
    between = resolver.page.text[one.span.end : other.whole.start]
    return between == ", " and " " not in one.text(resolver.page) and " " not in other.text(resolver.page)


def _apposable(resolver: Resolver, case: Case, mention: NameMention) -> bool:
    """Whether a name after a comma is who the phrase before it is: "The promoter, Blue Kite Events".

    A person is, but for the next of a list; an organization where the phrase before it is no more than a noun that
    names nobody.
    """
    if mention.kind == "person":
        return not (case.phrase.plural and listed(resolver, Span(case.span.start, mention.span.end)))
    before, phrase = Span(case.span.start, mention.whole.start), case.phrase
    return (
        mention.kind == "organization"
        and phrase.determiner is not None
        and not (phrase.after or phrase.plural or resolver.mentions_in(before))
        and resolver.page.text[phrase.core.end : mention.whole.start] in (", ", ", the ")
    )


def _belongs_to_role(resolver: Resolver, case: Case) -> bool:
    """Whether names stand before the noun of the phrase: "the former Kites and Rovers player"."""
    last = case.phrase.core.of(resolver.page.text).split()[-1]
    return case.phrase.determiner is not None and last.islower() and resolver.lexicon.role(last) is not None


def _tokens(resolver: Resolver, start: int, end: int) -> list[str]:
    out: list[str] = []
    token = resolver.page.token(start)
    while token is not None and token.idx < end:
        if not token.is_space and token.text not in "-–":
            possessor = token.dep_ == "nmod:poss" and token.pos_ == "PRON"
            compound = out and token.lower_ in small_words("compounding") and resolver.page.text[token.idx - 1] == "-"
            out.append("DET" if possessor else "ADJ" if compound else token.pos_)
        token = resolver.page.doc[token.i + 1] if token.i + 1 < len(resolver.page.doc) else None
    return out or ["DET"]


def _may_follow(resolver: Resolver, offset: int) -> bool:
    """Whether the word after a name leaves it the head: "of Tarn", "himself", "who …"; not "lawmakers"."""
    token = resolver.page.token(offset)
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    if _OUTLET.match(resolver.page.text, token.idx):
        return True
    if token.text.lower() in small_words("time"):
        return True
    return token.text.lower() in ("himself", "herself", "itself") or (token.ent_type_ == "DATE")


_OUTLET = re.compile(
    r"(?:state |state-run |official )?(?:(?:news|wire|television|radio|TV)[ -])?"
    r"(?:agency|newspaper|broadcaster|channel|network|website|magazine|daily|newswire|outlet)\b"
    r"(?! \w+(?:er|or|man|s)\b)"
)


def country_so_called(resolver: Resolver, entity: Entity) -> Entity | None:
    """The one country that the article names and calls so: "the North"."""
    if entity.name.lower() not in resolver.lexicon.directions:
        return None
    found = [other for other in resolver.cast.entities if other.place and other.name.startswith(f"{entity.name} ")]
    return found[0] if len(found) == 1 else None


def name_ending_at(resolver: Resolver, offset: int) -> int | None:
    """The number of the name mention that ends at an offset, or one character before."""
    for i in reversed(resolver.mentions_in(Span(max(0, offset - 80), offset))):
        near = 0 <= offset - resolver.cast.mentions[i].span.end <= 1
        return i if near and resolver.cast.of[i] is not None else None
    return None


def nobody(resolver: Resolver) -> Found:
    """The answer that ends the search: somebody, but who is left open."""
    return Found(resolver.phrase_entity("nobody", "unnamed"), "unnamed", "nobody")
