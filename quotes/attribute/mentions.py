"""Where an article names somebody: runs of capitalised words, typed, with the titles before them.

The tagger's entities help to type a run, but a run is found by its capitals: a name that the tagger misses or
cuts in two ("Kim Jong | Un") is a name all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from quotes.attribute.kinds import joined, settled
from quotes.attribute.names import compact, plain
from quotes.attribute.offices import office_before, title_before
from quotes.attribute.runs import headline_runs, runs
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page, Word

NameKind = Literal["person", "organization", "place", "people", "unknown"]
Role = Literal["subject", "embedded", "object", "other", "modifier"]
_NICKNAME = re.compile(r"\s[“\"‘'(][^”\"’')]{1,20}[”\"’')]\s")
_HOUR, _NEAR = re.compile(r"\d\s*$"), 8  # code points
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr", "mister"})  # say nothing of an office
MOST_MENTIONS = 20_000  # of one article; a text with more is a list, not an article


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name where it stands: ``span`` is the name alone, ``whole`` with the title and honorific before it."""

    span: Span
    whole: Span
    kind: NameKind
    honorific: str | None
    title: str | None
    sentence: int
    quoted: bool
    role: Role
    possessive: bool

    def text(self, page: Page) -> str:
        """The name as written, a nickname in marks inside it left out."""
        return _without_nickname(self.span.of(page.text))


@lru_cache(maxsize=4096)  # the same names are asked after over and over
def _without_nickname(name: str) -> str:
    return " ".join(_NICKNAME.sub(" ", name).split())


def find_mentions(page: Page, lexicon: Lexicon) -> list[NameMention]:
    """Every name in the parsed part of an article, in order, none overlapping another.

    Headlines in title case come last in the search: only what the tagger or the rest of the article knows as a
    name counts there.
    """
    found: list[NameMention] = []
    for number in range(len(page.words)):
        if number not in page.title_case:
            found += _typed(page, lexicon, number, runs(page, lexicon, number))
        if len(found) > MOST_MENTIONS:
            return found[:MOST_MENTIONS]
    known = {plain(mention.text(page)) for mention in found}
    known |= {plain(mention.text(page)).split()[-1] for mention in found if mention.kind == "person"}
    for number in sorted(page.title_case):
        found += _typed(page, lexicon, number, list(headline_runs(page, number, known)))
    found.sort(key=lambda mention: mention.span)
    return _modifiers_marked(joined(page, lexicon, settled(page, lexicon, found)))


# ---------------------------------------------------------------- what kind of name


def _typed(page: Page, lexicon: Lexicon, number: int, runs: Iterable[list[Word]]) -> list[NameMention]:
    mentions: list[NameMention] = []
    for run in runs:
        mention = _mention(page, lexicon, number, run)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _mention(page: Page, lexicon: Lexicon, number: int, run: list[Word]) -> NameMention | None:
    title_words, honorific, name = _split_title(page, lexicon, run)
    if (
        not name
        or _ordinary_word(page, number, run)
        or _month(page, name)
        or (len(name) == 1 and name[0].text.lower().rstrip(".") in lexicon.honorifics and name[0].text.endswith("."))
    ):
        return None
    start, title, name = _titled(page, lexicon, number, run, title_words, honorific, name)
    span = Span(name[0].start, name[-1].end)
    kind = _kind(page, lexicon, name, titled=title is not None, honorific=honorific is not None)
    if title is not None and not honorific and kind != "person":
        start, title = span.start, None
    possessive = name[-1].possessive or page.text[span.end : span.end + 2] in ("' ", "’ ")
    extended = _with_noun(page, lexicon, span, kind, possessive=possessive) if not honorific and title is None else None
    if extended is not None:
        span, kind, start = extended, "organization", extended.start
    return NameMention(
        span=span,
        whole=Span(start, span.end),
        kind=kind,
        honorific=honorific.text.rstrip(".").lower() if honorific else None,
        title=title,
        sentence=number,
        quoted=page.quoted(span.start),
        role=_role(page, Span(start, span.end)),
        possessive=possessive,
    )


def _titled(
    page: Page, lexicon: Lexicon, number: int, run: list[Word],
    title_words: list[Word], honorific: Word | None, name: list[Word],
) -> tuple[int, str | None, list[Word]]:  # fmt: skip
    """Where a name with its title begins, the title, and the words of the name."""
    named = name[0].start
    start = title_words[0].start if title_words else honorific.start if honorific else named
    title = page.text[title_words[0].start : title_words[-1].end] if title_words else None
    if number not in page.title_case and honorific is None:
        office = office_before(page, lexicon, page.words[number], name)
        if office is not None:
            name = name[office[1] :]
            return office[0], page.text[office[0] : name[0].start].strip(), name
    office_or_rank = honorific.text.rstrip(".").lower() if honorific else ""
    if title_words and honorific and (office_or_rank in lexicon.offices or office_or_rank in lexicon.roles):
        title = page.text[title_words[0].start : honorific.end]  # "New Jersey Gov.", "Crown Prince"
    if number not in page.title_case and (not title_words or title_words[0] is run[0]):
        before = title_before(page, lexicon, number, start, need_role=not title_words)
        if before is not None:
            start = before
            title = page.text[before : honorific.start if honorific else named].strip() or title
            if honorific and title is not None and title.lower() in lexicon.ranks:  # "Crown | Prince"
                title = page.text[before : honorific.end]
    if title is not None and (words := title.split())[-1].lower().rstrip(".") in COURTESY and len(words) > 1:
        title = " ".join(words[:-1])
    return start, title, name


def _ordinary_word(page: Page, number: int, run: list[Word]) -> bool:
    """Whether the one word of a run opens its sentence and is no name further on: "Ferry" where "the ferry" follows."""
    if len(run) > 1 or run[0] != page.words[number][0]:
        return False
    token = page.token(run[0].start)
    return token is not None and not token.ent_type_ and run[0].text.lower() in page.lower_case


def _month(page: Page, name: list[Word]) -> bool:
    """Whether a name is the month of a date, "12 May 2019", or the half of a day: "3:00 PM"."""
    if len(name) > 1:
        return False
    start, token = name[0].start, page.token(name[0].start)
    half = name[0].text in ("AM", "PM") and _HOUR.search(page.text, max(0, start - _NEAR), start) is not None
    return half or (token is not None and token.ent_type_ == "DATE")


def _split_title(page: Page, lexicon: Lexicon, run: list[Word]) -> tuple[list[Word], Word | None, list[Word]]:
    """The words of a run that are a title, the honorific, and the name itself (empty when there is none)."""
    lowered = [word.text.lower().rstrip(".") for word in run]
    if plain(" ".join(lowered)) in lexicon.media_names:
        return [], None, run
    if all(lexicon.role(word) for word in lowered):
        return run, None, []
    office = _office_of(lexicon, run, lowered)
    if office is not None:
        return run[:office], None, run[office:]
    if lowered[-1] in lexicon.org_heads and not (run[0].text.endswith(".") and lowered[0] in lexicon.honorifics):
        return [], None, run
    cut, honorific = _title_end(page, lexicon, run, lowered)
    title = run[:cut]
    if honorific is not None and title and title[-1] is honorific:
        title = title[:-1]
    if title and title[-1].text.lower() == "of":  # "Supporters of | Ada Bell"
        title = []
    cut = max(cut, _person_begins(page, lexicon, run))
    name = _without_first_noun(page, lexicon, run[cut:])
    if _mere_description(page, lexicon, name):
        return run, None, []
    while name and name[0].text.lower() in ("of", "for", "and", "the"):
        name = name[1:]
    if name and name[-1].text.rstrip(".").lower() in lexicon.suffixes and len(name) == 1:
        return [], None, run
    return title, honorific, name


def _without_first_noun(page: Page, lexicon: Lexicon, name: list[Word]) -> list[Word]:
    """A name without the noun in capitals that runs into it: "Year Ada Bell Won"."""
    if len(name) < 3 or name[0].text.lower() in lexicon.first_names or name[1].text.lower() not in lexicon.first_names:
        return name
    token = page.token(name[0].start)
    return name[1:] if token is not None and token.pos_ != "PROPN" else name


def _title_end(page: Page, lexicon: Lexicon, run: list[Word], lowered: Sequence[str]) -> tuple[int, Word | None]:
    """Where the title of a run ends, and the honorific that it ends in."""
    cut, honorific = 0, None
    for i in range(len(run) - 1):
        role = lexicon.role(lowered[i])
        if lowered[i] in lexicon.honorifics and not (lowered[i] in lexicon.first_names and i + 2 == len(run)):
            if run[i].text.endswith(".") or i == 0 or role is None:
                honorific = run[i]
            cut = i + 1
        elif role is not None and not run[i].possessive and not _inside_person(lexicon, lowered, i):
            cut, honorific = i + 1, None
    if cut and cut < len(run) and lowered[cut] == "of":
        cut = next((i for i in range(cut + 1, len(run)) if _begins_person(page, lexicon, run, i)), len(run))
    return cut, honorific


def _office_of(lexicon: Lexicon, run: Sequence[Word], lowered: Sequence[str]) -> int | None:
    """Where the organization begins in a run that names an office in it: "Chief Judge of the | Federal Court"."""
    if "of" not in lowered or len(run) < 4 or lowered[-1] not in lexicon.org_heads:
        return None
    at = lowered.index("of")
    if not at or lexicon.role(lowered[at - 1]) is None or lowered[at - 1] in lexicon.org_heads:
        return None
    first = at + 1 + (lowered[at + 1] == "the")
    return first if first < len(run) and len(run) - first > 1 else None


def _person_begins(page: Page, lexicon: Lexicon, run: Sequence[Word]) -> int:
    """Where the tagger's person begins in a run that opens with something else: "Indigenous Affairs | Ada Bell"."""
    for i in range(1, len(run) - 1):
        token, before = page.token(run[i].start), page.token(run[i - 1].start)
        if token is None or before is None or token.ent_type_ != "PERSON":
            continue
        apart = page.entity_of.get(token.i) != page.entity_of.get(before.i)
        told = i > 1 or plain(run[0].text).removesuffix("s") in lexicon.demonyms
        if (
            apart
            and told
            and before.ent_type_ != "PERSON"
            and run[i].text.lower() in lexicon.first_names
            and i + 3 >= len(run)
        ):
            return i
    return 0


def _mere_description(page: Page, lexicon: Lexicon, name: Sequence[Word]) -> bool:
    """Whether a run only says what somebody is: "Kentucky Republican", "Opposition Leader", "Tarn East MP"."""
    if len(name) < 2 or lexicon.role(name[-1].text) is None or name[0].text.lower() in lexicon.first_names:
        return False
    where = plain(" ".join(word.text for word in name[:-1]))
    if where in lexicon.places or where in lexicon.demonyms:
        return True
    if page.label(name[0].start, name[-1].end) == "PERSON" and name[0].text.lower() not in lexicon.ranks:
        return False
    return plain(" ".join(word.text for word in name)) not in lexicon.media_names


def _inside_person(lexicon: Lexicon, lowered: Sequence[str], i: int) -> bool:
    """Whether a role noun is a middle or family name: "Stephen King Jr."."""
    return i > 0 and lowered[i - 1] in lexicon.first_names and lowered[i + 1] in lexicon.suffixes


def _begins_person(page: Page, lexicon: Lexicon, run: Sequence[Word], i: int) -> bool:
    token = page.token(run[i].start)
    return run[i].text.lower() in lexicon.first_names or (token is not None and token.ent_type_ == "PERSON")


def _kind(page: Page, lexicon: Lexicon, name: list[Word], *, titled: bool, honorific: bool) -> NameKind:
    """The kind of a name: each row of evidence in the order of how far it can be trusted."""
    words = [word.text.lower().rstrip(".") for word in name]
    whole = plain(" ".join(word.text for word in name))
    label = page.label(name[0].start, name[-1].end)
    lettered = len(name) > 1 and _acronym(name[-1]) and not all(word.text.isupper() for word in name)
    is_org = words[-1] in lexicon.org_heads or lettered or any(word in ("of", "for", "and") for word in words)
    given = len(name) > 1 and words[0] in lexicon.first_names and len(name) <= 5
    rows: tuple[tuple[bool, NameKind], ...] = (
        (honorific, "person"),
        (whole in lexicon.media_names or whole in lexicon.seats, "organization"),
        (whole in lexicon.places or whole in lexicon.capitals, "place"),
        (whole in lexicon.demonyms or whole.removesuffix("s") in lexicon.demonyms, "people"),
        (label == "NORP" and words[-1].endswith("s") and not given, "people"),
        (given and label in ("PERSON", "") and words[-1] not in lexicon.org_heads, "person"),
        (given and len(name) == 2 and label == "PERSON", "person"),
        (is_org and len(name) > 1, "organization"),
        (len(name) > 1 and words[0] in lexicon.countries and label != "PERSON", "organization"),
        (len(name) == 2 and words[0] in lexicon.countries, "organization"),
        (titled and len(name) <= 4, "person"),
        (given, "person"),
        (len(name) == 3 and words[0] in lexicon.surname_first and label != "ORGANIZATION", "person"),
        (len(name) <= 4 and label == "PERSON", "person"),
        (label == "ORGANIZATION", "organization"),
        (label in ("LOCATION", "FACILITY"), "place"),
        (label == "NORP", "people"),
        (len(name) == 1 and 2 <= len(compact(name[0].text)) <= 6 and compact(name[0].text).isupper(), "organization"),
        (len(name) == 1 and words[0] in lexicon.org_heads, "organization"),
    )
    return next((kind for holds, kind in rows if holds), "unknown")


def _acronym(word: Word) -> bool:
    return 2 <= len(word.text) <= 5 and word.text.isalpha() and word.text.isupper()


def _with_noun(page: Page, lexicon: Lexicon, span: Span, kind: NameKind, *, possessive: bool) -> Span | None:
    """The span of "Varga campaign", "Tolland administration": a name and what is called by it."""
    if possessive or page.text[span.end : span.end + 1] != " " or kind == "people":
        return None
    token = page.token(span.end + 1)
    if token is None or token.text != token.text.lower() or token.text not in lexicon.after_names:
        return None
    return Span(span.start, token.idx + len(token))


# ---------------------------------------------------------------- where it stands in its sentence

_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_OBJECT = ("obj", "iobj")
_EMBEDDED = ("advcl", "acl", "acl:relcl", "csubj")


def _role(page: Page, whole: Span) -> Role:
    """The part that a name plays: that of its head token, or of its title's."""
    token = page.token(whole.end - 1)
    while token is not None and token.i and token.dep_ in ("punct", "case", "dep") and token.idx > whole.start:
        token = page.doc[token.i - 1]
    for _ in range(6):
        if token is None:
            break
        if token.dep_ in _SUBJECT:
            return "embedded" if token.head.dep_ in _EMBEDDED else "subject"
        if token.dep_ in _OBJECT:
            return "object"
        if token.dep_ not in ("flat", "compound", "appos", "conj", "nmod:unmarked") or token.head.i == token.i:
            break
        if token.dep_ == "compound" and not whole.start <= token.head.idx < whole.end:
            if token.head.pos_ in ("VERB", "AUX"):  # a slip of the parser: no verb is a name's second half
                return "subject" if token.i < token.head.i else "other"
            return "modifier"
        token = token.head
    return "other"


def _modifiers_marked(mentions: list[NameMention]) -> list[NameMention]:
    """The mentions, those inside another's title marked as mere modifiers: "[State Department] spokesman Roe"."""
    return [replace(one, role="modifier") if in_title(mentions, i) else one for i, one in enumerate(mentions)]


def in_title(mentions: Sequence[NameMention], i: int) -> bool:
    """Whether a name is only a part of what stands before another: "[Trade] and Tourism Minister Ada Roe"."""
    own = mentions[i].span
    return any(later.whole.start <= own.start and own.end <= later.span.start for later in mentions[i + 1 : i + 4])
