"""The numbers of a claim with what they count: 30 senators, 12.5 %, $3 billion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.tables import table, words
from quotes.normalize.times import find_times
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.parse.document import Document
    from quotes.parse.plain import Token


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as it stands in the text; the span takes in both where they are neighbours."""

    value: float
    unit: str | None
    span: Span


def find_quantities(document: Document, spans: Sequence[Span]) -> list[Amount]:
    """The quantities inside stretches of an article, in order; a range yields its two ends.

    Notes:
        Dates, years, times of day, ordinals and numbers that name something ("Article 5") are no quantities.
    """
    return [amount for span in spans for amount in _in_span(document, span)]


def _in_span(document: Document, span: Span) -> Iterator[Amount]:
    text = document.text
    numbers = list(_number().finditer(text, span.start, span.end))
    dates = [time.span for time in find_times(text, span.start, span.end)] if numbers else []
    for match in numbers:
        place = Span(*match.span())
        if not any(place.overlaps(date) for date in dates) and not _names(document, match, span):
            yield from _amounts(document, match, span)


@cache
def _number() -> re.Pattern[str]:
    data = table("numbers")
    currency = "|".join(map(re.escape, data["signs"]["currency"]))
    small = "|".join(sorted(data["small"], key=len, reverse=True))
    scale = "|".join(word for word in data["multipliers"] if len(word) > 2)
    short = "|".join(word for word in data["multipliers"] if len(word) <= 2)
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    spelled = rf"(?:(?:{small}|an?(?=\s+(?:{scale})))(?:[\s-](?:and\s+)?(?:{small}|{scale}))*)"
    percent = "|".join(sorted(map(re.escape, data["signs"]["percent"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/:#@-])(?P<sign>(?:{currency})\s?)?"
        rf"(?:(?P<low>{digits})\s?(?:[-–]|to\s)\s?(?:{currency})?(?=\d))?"
        rf"(?P<number>{digits}|{spelled})(?![\d:/]|\.\d|,\d|(?:st|nd|rd|th|s)\b)"
        rf"(?P<scale>[\s-](?:{scale})\b|\s?(?:{short})\b)?"
        rf"(?P<percent>\s?(?:{percent})(?!\w))?(?!\w)",
        re.IGNORECASE,
    )


def _names(document: Document, match: re.Match[str], span: Span) -> bool:
    """Whether the number is part of a name, a year, a time of day or a pronoun and counts nothing."""
    text, number = document.text, match.group("number")
    if match.group("sign") or match.group("percent") or match.group("scale"):
        return False
    before = re.search(r"([A-Za-z]+)\.?[\s-]*$", text[max(span.start, match.start() - _LONGEST) : match.start()])
    if before and before.group(1).lower() in words("numbers", "not_quantities.before"):
        return True
    if re.match(r"\s?(?:[ap]\.?m\b|o['’]clock)", text[match.end() : match.end() + 10], re.IGNORECASE):
        return True
    phrase = document.plain.touched(match.start("number"), match.end("number"))
    token = phrase[0] if phrase is not None else None
    if token is None or _inside_name(token):
        return True
    if re.fullmatch(table("numbers")["not_quantities"]["year"], number) and not match.group("low"):
        return not _counts(document, match.end(), span)
    if not number[0].isdigit() and not _unit_after(document, match.end(), span)[0]:
        return True  # "nine times out of ten", "come from zero"
    if number.lower() == "one":
        return not (token.dep_ == "nummod" and token.head.i > token.i)
    return _apposed_age(text, match)


def _counts(document: Document, at: int, span: Span) -> bool:
    """Whether a number that could be a year counts something: "2014 pilgrims", not "the 1994 Crime Bill"."""
    unit, end = _unit_after(document, at, span)
    phrase = document.plain.touched(end - 1, end) if unit else None
    return phrase is not None and phrase[0].tag_ == "NNS"


def _inside_name(token: Token) -> bool:
    """As in "Boeing 747", "Channel 4": an entity that does not begin with the number."""
    return token.ent_type_ in {"PERSON", "ORGANIZATION", "PRODUCT", "FACILITY", "LOCATION"} and token.ent_iob_ == "I"


def _apposed_age(text: str, match: re.Match[str]) -> bool:
    """As in "Kallio, 29, said"."""
    return (
        text[max(0, match.start() - 2) : match.start()].rstrip(" ").endswith(",")
        and text[match.end() : match.end() + 1] == ","
    )


def _amounts(document: Document, match: re.Match[str], span: Span) -> Iterator[Amount]:
    scale = _scale(match.group("scale"))
    unit, end = _unit(document, match, span)
    value = _value(match.group("number"))
    if match.group("low"):
        low_end = match.start("low") + len(match.group("low").rstrip())
        yield Amount(_value(match.group("low")) * scale, unit, Span(match.start(), low_end))
        yield Amount(value * scale, unit, Span(match.start("number"), end))
        return
    yield Amount(value * scale, unit, Span(match.start(), end))


def _unit(document: Document, match: re.Match[str], span: Span) -> tuple[str | None, int]:
    """What is counted, and where its words end."""
    if match.group("sign"):
        return match.group("sign").strip(), match.end()
    if match.group("percent"):
        points = "point" in match.group("percent")
        return ("percentage points" if points else "%"), match.end()
    noun, end = _unit_after(document, match.end(), span)
    return (noun, end) if noun else (None, match.end())


def _unit_after(document: Document, at: int, span: Span) -> tuple[str | None, int]:
    """The noun that follows a number with what stands before it: "Republican senators", "-day"."""
    text, doc = document.text, document.plain
    gap = re.match(r"[\s\-”\"’]{1,2}(?:of\s+(?:the|his|her|its|their|our|my|these|those)\s+)?", text[at : span.end])
    if gap is None:
        gap = re.match(r"[\s\-”\"’]{1,2}(?=\w)", text[at : at + 3])  # the unit may stand just outside the mark
    if gap is None:
        return None, at
    start = at + gap.end()
    phrase = doc.touched(start, start + 1)
    if phrase is None or phrase[0].idx < start:
        return None, at
    token, last = phrase[0], None
    hyphened = gap.group().startswith("-")
    for _ in range(_WIDEST):
        describes = token.pos_ == "ADJ" or (token.pos_ == "VERB" and token.dep_ in {"amod", "compound"})
        describes = describes or token.ent_type_ == "PERSON"
        if not (describes or token.pos_ in {"NOUN", "PROPN"}):
            break
        if last is None and token.lower_ in words("numbers", "not_quantities.fillers"):
            start = token.nbor(1).idx if token.i + 1 < len(doc) else start
        last = token if not describes else last
        if hyphened or token.i + 1 >= len(doc) or not token.whitespace_ or _heads(token):
            break
        token = token.nbor(1)
    if last is None:
        return None, at
    end = last.idx + len(last)
    joined = re.match(r"(?:[-–]\w+)+", text[end : end + 30]) if not hyphened else None
    end += joined.end() if joined else 0
    return text[start:end], end


def _heads(token: Token) -> bool:
    """Whether a noun is plural, and so ends what is counted."""
    return token.tag_ in {"NNS", "NNPS"}


def _scale(text: str | None) -> float:
    return float(table("numbers")["multipliers"][text.strip(" -\t\n\u00a0").lower()]) if text else 1.0


def _value(text: str) -> float:
    """The number that digits or words stand for: "80,000", "two hundred and six", "a dozen"."""
    text = text.strip().lower()
    if text[0].isdigit():
        return float(text.replace(",", ""))
    data, total, current = table("numbers"), 0.0, 0.0
    for word in re.split(r"[\s-]+", text):
        if word in {"a", "an"}:
            current = 1
        elif word in data["small"]:
            current += data["small"][word]
        elif word in data["multipliers"]:
            factor = data["multipliers"][word]
            if factor in {12, 100}:
                current = max(current, 1) * factor
            else:
                total, current = total + max(current, 1) * factor, 0
    return total + current


_LONGEST = 24  # code points of the word before a number
_WIDEST = 4  # words of a unit
