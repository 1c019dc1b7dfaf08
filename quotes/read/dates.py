"""Dates in the lines around an article; only those that can be read in one way."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from quotes.read.patterns import table

DateLabel = Literal["published", "updated", "plain"]

MAX_CHARS = 200  # of a line of dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_FORMS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(_MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)", re.IGNORECASE),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + _MONTH + r"[,\s-]+(?P<year>\d{4})(?!\d)", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>\d{4})(?!\d)"),
)
_LABEL = re.compile(r"[a-z]+")
_MONTH_WORD = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$"
)
_ZONE = re.compile(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b")


def dates_in(text: str) -> list[tuple[DateLabel, date]]:
    """The dates of a line with what the word before each says of it, in order of appearance."""
    found: list[tuple[int, date]] = []
    for form in _FORMS:
        for match in form.finditer(text[:MAX_CHARS]):
            day = _date(match)
            if day is not None:
                found.append((match.start(), day))
    found.sort()
    labelled: list[tuple[DateLabel, date]] = []
    before = 0
    for start, day in found:
        labelled.append((_label(text[before:start]), day))
        before = start
    return labelled


def is_date_line(text: str) -> bool:
    """Whether a line has a date, with or without a year, and nothing but dates, times and labels."""
    if len(text) > MAX_CHARS or not any(char.isdigit() for char in text):
        return False
    lists = table("datelines.toml")["lines"]
    known = {*lists["published"], *lists["updated"], *lists["small"]}
    found = _LABEL.findall(_ZONE.sub(" ", text).lower())
    months = [word for word in found if _MONTH_WORD.match(word)]
    if not all(word in known or word in months for word in found):
        return False
    return bool(dates_in(text)) or (len(months) == 1 and len(found) <= 8 and months[0] != "may")


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if not 1800 <= year <= 2100:
        return None
    if groups.get("one"):
        one, two = int(groups["one"]), int(groups["two"])
        if one <= 12 and two <= 12 and one != two:
            return None  # 3/4/2017 is the 3rd of April or the 4th of March
        day, month = (one, two) if two <= 12 else (two, one)
    else:
        day = int(groups["day"])
        month = int(groups["number"]) if groups.get("number") else 1 + _MONTHS.index(groups["month"][:3].lower())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _label(before: str) -> DateLabel:
    lists = table("datelines.toml")["lines"]
    for word in reversed(_LABEL.findall(before.lower())):
        if word in lists["updated"]:
            return "updated"
        if word in lists["published"]:
            return "published"
    return "plain"
