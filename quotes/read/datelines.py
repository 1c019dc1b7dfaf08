"""The dateline before the first words of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.read.bylines import recased
from quotes.read.dates import dates_in
from quotes.read.patterns import LinePattern, parts, rows, words
from quotes.span import Span

if TYPE_CHECKING:
    from datetime import date

    from quotes.read.lines import Line

LONGEST = 140  # characters of a dateline
SHORTEST_PARAGRAPH = 60  # a colon after a name in a shorter line is a headline's or a speaker's
MAX_PLACE_WORDS = 4

_FILE = "datelines.toml"
_NO_PLACE = re.compile(r"\b(?:News|Press|Agency|Agencies|Service|Network|Times|Post|Broadcasting)\b")
_PARENTHESIS = re.compile(r"\s[—–-]\s|—")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``end`` and the agency's span count from the beginning of the text."""

    rule: str
    end: int
    place: str | None
    agency: Span | None
    date: date | None


def find_dateline(line: Line, *, first: bool, transcript: bool = False) -> Dateline | None:
    """The dateline that a paragraph begins with.

    Args:
        line: The paragraph.
        first: Whether it is one of the first, where a bare "VELDMARK — " can only be a dateline.
        transcript: Whether names in capitals with a colon are speakers in this article.

    Returns:
        What it says and where it ends; None where the paragraph has none.
    """
    head = line.text[:LONGEST]
    complete = len(line.text) <= LONGEST
    for row in rows(_FILE, "prefix", re.NOFLAG):
        if row.scope == "first" and not first:
            continue
        match = row.regex.match(head)
        if match is None or not match.end() or (match.end() == len(head) and not complete):
            continue
        found = _read(row, match, line)
        if _is_trustworthy(row.name, match, line, transcript=transcript):
            return found
    return None


def _read(row: LinePattern, match: re.Match[str], line: Line) -> Dateline:
    groups = match.groupdict()
    start = line.span.start
    place = groups.get("place")
    agency = Span(start + match.start("agency"), start + match.end("agency")) if groups.get("agency") else None
    stated = dates_in(groups.get("iso") or groups.get("date") or groups.get("lone_date") or "")
    return Dateline(
        rule=row.name,
        end=start + match.end(),
        place=recased(_without_stop(place)) if place and _is_place(row.name, place, groups.get("region")) else None,
        agency=agency,
        date=stated[0][1] if stated else None,
    )


def _is_trustworthy(rule: str, match: re.Match[str], line: Line, *, transcript: bool) -> bool:
    """Whether the place of a match is none of the things that look the same."""
    place = match.groupdict().get("place") or ""
    if place and (_NO_PLACE.search(place) or place.lower() in words(_FILE, "labels")):
        return False
    rest = line.text[match.end() :]
    if rule in {"known-place", "caps-place-colon", "titled-place"} and len(line.text) < SHORTEST_PARAGRAPH:
        return False
    if rule == "caps-place-colon":
        return not transcript
    if rule == "caps-place":
        return len(place.split()) <= MAX_PLACE_WORDS
    if rule == "titled-place":
        # "Doe - She was 82 - died": what stands between dashes is a parenthesis.
        return len(place.split()) <= MAX_PLACE_WORDS and line.ends_sentence and not _PARENTHESIS.search(rest[:160])
    return True


def _without_stop(place: str) -> str:
    """The place without the stop after it; that of an abbreviation stays: "Washington D.C."."""
    return place[:-1] if place.endswith(".") and "." not in place[:-1] else place


def _is_place(rule: str, place: str, region: str | None) -> bool:
    """Whether what stands in front names a place: "Amnesty International – " and "TODAY NICARAGUA – " don't."""
    if rule == "titled-place" and len(place.split()) > 1 and not region:
        return False
    return not re.fullmatch(parts(_FILE)["agency"], place)
