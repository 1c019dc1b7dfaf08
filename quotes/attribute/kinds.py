"""What kind of name an article's names are, all places where it stands taken together.

The tagger types each mention by itself, and takes a country that it has never met for a person here and for a place
there. What the article says of a name in one place holds for the others: who has a navy, a border or an embassy is a
country, whoever has a title or is named in full elsewhere is a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.attribute.names import parse_person, plain
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.mentions import NameKind, NameMention
    from quotes.attribute.page import Page

_DOUBTFUL = frozenset({"person", "organization", "place", "unknown"})


def settled(page: Page, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """The mentions in the same order, those of one name with one kind where some were taken for a person.

    Args:
        page: The article.
        lexicon: The word lists.
        mentions: Its names, each with the kind that it seems to have where it stands.
    """
    people = _parts_of_people(page, lexicon, mentions)
    companies = _first_words(page, lexicon, mentions)
    same: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.kind in _DOUBTFUL:
            same[plain(mention.text(page))].append(i)
    out = list(mentions)
    for name, numbers in same.items():
        group = [mentions[i] for i in numbers]
        if name in people or name.split()[0] in lexicon.first_names or any(m.whole != m.span for m in group):
            continue
        kind = _common_kind(page, lexicon, group, company=name in companies)
        if kind is not None:
            for i in numbers:
                out[i] = replace(mentions[i], kind=kind)
    return out


def _parts_of_people(page: Page, lexicon: Lexicon, mentions: Iterable[NameMention]) -> set[str]:
    """The given and family names of everybody whom the article names in full or with a title."""
    found: set[str] = set()
    for mention in mentions:
        if mention.kind != "person":
            continue
        name = parse_person(mention.text(page), lexicon)
        if name is not None and (mention.whole != mention.span or (name.full and name.given[0] in lexicon.first_names)):
            found |= {name.family, *name.given}
    return found


def _first_words(page: Page, lexicon: Lexicon, mentions: Iterable[NameMention]) -> set[str]:
    """The words that names of companies begin with, places that the lists know left out: "orbiton"."""
    names = [plain(mention.text(page)).split() for mention in mentions if mention.kind == "organization"]
    firsts = {words[0] for words in names if len(words) > 1 and words[-1] in lexicon.company_forms}
    return firsts - lexicon.places - lexicon.capitals.keys()


def _common_kind(page: Page, lexicon: Lexicon, group: list[NameMention], *, company: bool) -> NameKind | None:
    """The kind that all mentions of a name have; None to leave each as it is.

    Args:
        page: The article.
        lexicon: The word lists.
        group: The mentions.
        company: Whether the name of a company begins with it.
    """
    kinds = Counter(mention.kind for mention in group)
    if company and kinds["place"] <= 1 + kinds["organization"] + kinds["person"]:
        return "organization"
    if not kinds["person"]:
        return None
    owned = {noun for mention in group if mention.possessive and (noun := _owned(page, mention))}
    led = all(mention.possessive for mention in group if mention.kind == "person")
    if owned & lexicon.state_belongings or (led and owned & lexicon.led_belongings):
        return "place"
    if kinds["place"] >= kinds["person"]:
        return "place"
    if kinds["organization"] >= 2 * kinds["person"]:
        return "organization"
    return None


def _owned(page: Page, mention: NameMention) -> str | None:
    """What a name in the possessive has, in lower case: "navy" of "Tessen's small navy"."""
    token = page.token(mention.span.end - 1)
    while token is not None and token.dep_ in ("flat", "compound") and mention.span.start <= token.head.idx:
        if token.head.idx >= mention.span.end:
            break
        token = token.head
    if token is None or token.dep_ != "nmod:poss" or token.head.i < token.i:
        return None
    return token.head.text.lower()


# ---------------------------------------------------------------- a country's ministry


def joined(page: Page, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """The mentions, a place's possessive and its ministry made one: "Seoul's Unification Ministry"."""
    out: list[NameMention] = []
    for mention in mentions:
        if out and _national(page, lexicon, out[-1], mention):
            span = Span(out.pop().span.start, mention.span.end)
            mention = replace(mention, span=span, whole=span, kind="organization")
        out.append(mention)
    return out


def _national(page: Page, lexicon: Lexicon, before: NameMention, mention: NameMention) -> bool:
    """Whether a place's possessive and what follows are one name."""
    if not before.possessive or mention.kind not in ("organization", "unknown"):
        return False
    if page.text[before.span.end : mention.span.start] not in ("'s ", "’s "):
        return False
    lone = before.kind in _DOUBTFUL and before.whole == before.span and " " not in before.text(page)
    heads = lexicon.national_heads if before.kind == "place" else STATE_HEADS if lone else frozenset[str]()
    return _head(mention.text(page)) in heads


STATE_HEADS = frozenset({"ministry", "parliament"})  # no person has one: the name before it is a country's


def _head(name: str) -> str:
    """The noun of an organization's name: "ministry" of "Ministry of External Affairs"."""
    words = name.lower().split()
    joint = next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words))
    return words[joint - 1]
