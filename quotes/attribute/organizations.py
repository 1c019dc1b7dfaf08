"""What the name of an organization or a place stands for: acronyms spelt out, shorter forms of longer names."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.attribute.names import compact, initials, plain, strip_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotes.attribute.attribution import ResolvedBy
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.mentions import NameMention
    from quotes.attribute.page import Page


class OrganizationNames:
    """The names of an article that aren't people's, and which of them are one.

    ``known`` is the number of the first mention of each plain name.
    """

    def __init__(self, page: Page, lexicon: Lexicon, mentions: list[NameMention]) -> None:
        self._lexicon = lexicon
        self._mentions = mentions
        self._texts = [mention.text(page) for mention in mentions]
        self._spelt_out = _in_brackets(page, mentions, self._texts) | _definitions(page)
        self.known = {plain(self._texts[i]): i for i in reversed(range(len(mentions)))
                      if mentions[i].kind in ("organization", "place", "people", "unknown")}  # fmt: skip
        orgs = [name for name, i in self.known.items() if mentions[i].kind == "organization" and " " in name]
        self._index = _by_last_word(orgs)
        self._companies = _by_first_word(name for name in orgs if name.rsplit(" ", 1)[-1] in lexicon.company_forms)
        self._letters: dict[str, list[str]] = defaultdict(list)
        for name, i in self.known.items():
            if " " in name and "'s " not in name:
                self._letters[initials(self._texts[i])].append(name)

    def canonical(self, i: int) -> tuple[str | None, ResolvedBy]:
        """The plain name that the name of a mention stands for, and how that is known; None for one of several."""
        own, written = plain(self._texts[i]), compact(self._texts[i])
        if written in self._spelt_out:
            return plain(self._spelt_out[written]), "acronym"
        full = self._lexicon.aliases.get(own)
        if full is not None and plain(full) in self.known:
            return plain(full), "named"
        letters = self._letters.get(written, ())
        if written.isupper() and 2 <= len(written) <= 8 and len(letters) == 1 and full is None:
            return letters[0], "acronym"
        if self._mentions[i].kind == "place":
            seat = own in self._lexicon.capitals or own in self._lexicon.seats
            return own, "place" if seat else "named"
        if (
            " " not in own
            and own in self._lexicon.org_heads
            and own in self._index
            and own not in self._lexicon.media_names
        ):
            longer = self._index[own]
            return (longer[0] if len(longer) == 1 else None), "named"
        return self._renamed(own) or self._company(own) or _longer_form(own, self._longer_of(own)), "named"

    def _longer_of(self, own: str) -> list[str]:
        """The longer names with the last word of a name, but not of a part of it: "Board of the | Orbiton Company"."""
        first, _, last = own.rpartition(" ")
        longer = self._index.get(last, [])
        if last not in self._lexicon.org_heads or not first:
            return longer
        return [name for name in longer if not name.endswith((f" of {own}", f" of the {own}"))]

    def _company(self, own: str) -> str | None:
        """The one company that a word is short for: "Orbiton" for "Orbiton Thermal PLC"."""
        longer = self._companies.get(own, ())
        return longer[0] if len(longer) == 1 else None

    def spelt_out(self, i: int) -> bool:
        """Whether the letters of a name are those of an organization, whatever the tagger takes it for."""
        written = compact(self._texts[i])
        if written in self._spelt_out:
            return True
        names = self._letters.get(written, ()) if written.isupper() and 2 < len(written) <= 8 else ()
        return len(names) == 1 and self._mentions[self.known[names[0]]].kind == "organization"

    def _renamed(self, own: str) -> str | None:
        """The campaign that a team or camp is: "Varga team", where the article speaks of the Varga campaign."""
        first, _, last = own.rpartition(" ")
        if last not in ("team", "camp"):
            return None
        return f"{first} campaign" if f"{first} campaign" in self.known else None


def _by_last_word(names: list[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        index[name.rsplit(" ", 1)[-1]].append(name)
    return index


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        index[name.split(" ", 1)[0]].append(name)
    return index


def _longer_form(name: str, names: list[str]) -> str:
    """The one longer name that a name is the end of, or whose words it picks: "Oversight Committee"."""
    words = set(name.split())
    if len(words) < 2:
        return name
    longer = [other for other in names if words < set(other.split())]
    ends = [other for other in longer if other.endswith(" " + name)]
    pool = ends or longer
    return max(pool, key=len) if pool and all(_nested(one, pool) for one in pool) else name


def _nested(one: str, pool: list[str]) -> bool:
    longest = max(pool, key=len)
    return set(one.split()) <= set(longest.split())


def _in_brackets(page: Page, mentions: Sequence[NameMention], texts: Sequence[str]) -> dict[str, str]:
    """The short names that stand in brackets behind organizations, whatever they are short for: "(Olade)", "(DoE)"."""
    found: dict[str, str] = {}
    for i, (mention, after) in enumerate(pairwise(mentions)):
        short, (start, end) = texts[i + 1], (mention.span.end, after.span.start)
        closed = page.text[start:end] in (" (", "(") and page.text[after.span.end : after.span.end + 1] == ")"
        if closed and mention.kind == "organization" and " " in texts[i] and short.isalpha() and after.kind != "place":
            found.setdefault(compact(short), strip_article(_from_first_letter(page, mention, texts[i], short)))
    return found


def _from_first_letter(page: Page, mention: NameMention, name: str, short: str) -> str:
    """A name that a title seems to begin, with the word that its letters begin with: "*Academic* Staff Union (ASU)"."""
    before = page.text[max(0, mention.span.start - LONGEST_BEGINNING) : mention.span.start]
    match = re.search(rf"\b({short[0]}[\w-]+ (?:[A-Z][\w-]+ )*)$", before) if short[0] != name[0] else None
    return f"{match[1]}{name}" if match else name


LONGEST_BEGINNING = 40  # code points


_PART = r"(?:[A-Z][\w.'’-]*|of|the|for|against|and|&|on|in|de|del|da|do|la)"
_IN_BRACKETS = re.compile(rf"({_PART}(?: {_PART}){{1,11}}) ?\(([A-Z][A-Za-z.&-]{{1,9}})\)")


def _definitions(page: Page) -> dict[str, str]:
    """The acronyms that an article spells out: "Full Name (FN)" by its capitals, else as textacy finds them."""
    found: dict[str, str] = {}
    if "(" not in page.text:
        return found
    for match in _IN_BRACKETS.finditer(page.text):
        acronym = compact(match[2])
        words = match[1].split()
        for start in range(len(words)):
            name = " ".join(words[start:])
            if words[start][0].isupper() and initials(name) == acronym.upper() and acronym not in found:
                found[acronym] = strip_article(name)
    return found or _textacy_definitions(page)


def _textacy_definitions(page: Page) -> dict[str, str]:
    """Schwartz and Hearst (2003), for acronyms that aren't the plain initials; only where brackets hold one."""
    if not re.search(r"\([A-Z]{2,8}\)", page.text) or len(page.doc) > MOST_TOKENS:
        return {}
    from textacy.extract import acronyms_and_definitions

    found: dict[str, str] = {}
    for sentence in page.document.sentences:
        if re.search(r"\([A-Z]{2,8}\)", sentence.span.of(page.text)):
            try:
                pairs = acronyms_and_definitions(page.document.doc[sentence.start : sentence.end])
            except AttributeError:  # textacy 0.13 asks NumPy 2 for a name that is gone, for definitions it can't align
                continue
            found.update({compact(acronym): definition for acronym, definition in pairs.items() if definition})
    return found


MOST_TOKENS = 200_000
