"""Find the expressions of time in a stretch of text, whoever or whatever they date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.tables import table
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time as it stands in the text.

    ``span`` takes in the preposition ("on Thursday"), ``core`` does not ("Thursday"). ``kind`` says how it is
    resolved; ``which`` is its "last" or "this", ``unit`` its day, week, month or year, ``count`` how many of them.
    """

    span: Span
    core: str
    rule: str
    kind: str
    which: str | None = None
    unit: str | None = None
    count: int | None = None
    year: str | None = None  # the year, where it names one itself


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    kind: str
    pattern: re.Pattern[str]
    count: int | None
    needs_lead: bool
    hints: tuple[str, ...]  # one of them stands wherever the pattern matches


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """The expressions of time in ``text[start:end]``, in order and without overlap."""
    found = _without_overlap(_matches(text, start, len(text) if end is None else end))
    return sorted(found, key=lambda time: time.span)


def _matches(text: str, start: int, end: int) -> Iterator[TimeExpression]:
    stretch = text[start:end]
    stretch += stretch.lower()  # a hint with a capital is only in the first half
    hinted = {number for hint, numbers in _by_hint().items() if hint in stretch for number in numbers}
    for rule in (_rules()[number] for number in sorted(hinted)):
        for match in rule.pattern.finditer(text, start, end):
            if not _hint().search(text, start, end):  # asked last, since it takes longest
                return
            named = rule.kind in _COMMON and _capital(text, match, start)
            if _standing_alone(text, match) and not named and not (rule.needs_lead and _bare(match)):
                yield _expression(rule, match)


def _standing_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the match isn't part of a longer word or number: "Maynard", "2016-07-081"."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return not (before.isalnum() or before in "-@#/") and not after.isalnum()


def _capital(text: str, match: re.Match[str], start: int) -> bool:
    """Whether "Today" or "This Week" has a capital that no sentence begins with: then it is a name."""
    before = text[max(start, match.start() - 4) : match.start()].rstrip(" \"“‘'")[-1:]
    return any(char.isupper() for char in match.group()) and before not in {"", ".", "!", "?", ":", "\n"}


def _bare(match: re.Match[str]) -> bool:
    """Whether a month stands without any word that makes it a date: "May" is also a name."""
    named = match.groupdict()
    return match.start() == match.start("core") and not named.get("year") and not named.get("which")


def _expression(rule: _Rule, match: re.Match[str]) -> TimeExpression:
    named = match.groupdict()
    number = named.get("number")
    start = match.start()
    if match.group().endswith(("'s", "’s")):  # "at Monday's debate": the preposition is the debate's
        start = match.start("which") if named.get("which") else match.start("core")
    return TimeExpression(
        span=Span(start, match.end()),
        core=match.group("core"),
        rule=rule.name,
        kind=rule.kind,
        which=named["which"].lower() if named.get("which") else None,
        unit=named["unit"].lower() if named.get("unit") else None,
        count=_count(number) if number else rule.count,
        year=named.get("year")
        or (match.group("core")[:4] if rule.name in {"iso-date", "year", "year-of-document"} else None),
    )


def _count(number: str) -> int:
    return int(number) if number.isdecimal() else int(table("times")["numbers"][number.lower()])


def _without_overlap(found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """The longest of those that overlap; ``sorted`` is stable, so of equally long ones the earlier rule's."""
    kept: list[TimeExpression] = []
    taken: set[int] = set()
    for time in sorted(found, key=lambda time: -len(time.span)):
        place = range(time.span.start, time.span.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(time)
    return kept


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(table("times")["hint"]["pattern"])


@cache
def _rules() -> tuple[_Rule, ...]:
    data = table("times")
    fragments: dict[str, str] = data["words"]
    named = {f"{{{name}}}": hints for name, hints in data["hints"].items()}

    def filled(pattern: str) -> re.Pattern[str]:
        for name, fragment in fragments.items():
            pattern = pattern.replace("{" + name + "}", fragment)
        return re.compile(pattern)

    return tuple(
        _Rule(
            row["name"],
            row["kind"],
            filled(row["pattern"]),
            row.get("days", row.get("shift")),
            row.get("needs") == "lead",
            tuple(hint for given in row["hints"] for hint in named.get(given, (given,))),
        )
        for row in data["expression"]
    )


@cache
def _by_hint() -> dict[str, list[int]]:
    """The numbers of the rules that each hint is one of."""
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(_rules()):
        for hint in rule.hints:
            numbers.setdefault(hint, []).append(number)
    return numbers


_COMMON = {"shift", "unit", "weekend"}  # kinds of expressions that are all common words
