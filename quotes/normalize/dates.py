"""Resolve an expression of time to a date, counted from the day of publication and never from today."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from quotes.normalize.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotes.normalize.times import TimeExpression
    from quotes.record import Precision

Basis = Literal["stated", "published"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar date, as exact as ``precision`` says: any day of the week, month or year that is meant.

    ``basis`` is "stated" where the text gives the whole date, "published" where it counts from the publication.
    """

    day: date
    precision: Precision
    basis: Basis

    @property
    def iso(self) -> str:
        """ISO 8601, cut to the precision: 2016-07-07, 2016-W27, 2016-07, 2016."""
        if self.precision == "week":
            year, week, _ = self.day.isocalendar()
            return f"{year:04}-W{week:02}"
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def resolve(time: TimeExpression, published: date | None, before: Moment | None = None) -> Moment | None:
    """The date that an expression stands for; None where the text and what is known don't fix one.

    Args:
        time: The expression.
        published: The day of publication. Without it only a date that names its year is resolved.
        before: The date last spoken of, for "the same day" and "the following morning".

    Notes:
        A weekday is the latest such day up to and including the day of publication, which is what agencies mean
        by it; a date without a year, or a month without one, is the latest one that isn't in the future.
    """
    rule = _RULES.get(time.kind)
    try:
        found = rule(time, published, before) if rule else None
    except (OverflowError, ValueError):  # before the year 1: no article means it
        return None
    if found and published and found.basis == "published" and found.day > published + timedelta(days=6):
        return None
    return found


def _absolute(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    day = _parsed(time.core, published, full=bool(time.year))
    return Moment(day, "day", "stated" if time.year else "published") if day else None


def _month(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    day = _parsed(time.core, published, full=bool(time.year))
    if day and published and time.which == "last" and (day.year, day.month) == (published.year, published.month):
        day = day.replace(year=day.year - 1)
    return Moment(day.replace(day=1), "month", "stated" if time.year else "published") if day else None


def _year(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    year = int(time.core)
    return None if published and year > published.year else Moment(date(year, 1, 1), "year", "stated")


def _weekday(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    if published is None or time.which in {"next", "this coming"}:
        return None
    # dateparser never answers with the base's own weekday, hence the day after as base
    base = published if time.which in {"last", "the previous"} else published + timedelta(days=1)
    day = _parsed(_WEEKDAY.search(time.core).group(), base, full=False)  # type: ignore[union-attr]
    return Moment(day, "day", "published") if day else None


def _holiday(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    name = time.core.lower().replace("’", "'")
    day = _parsed(f"{table('times')['holidays'][name]} {time.year or ''}".strip(), published, full=bool(time.year))
    return Moment(day, "day", "stated" if time.year else "published") if day else None


def _shift(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    return Moment(published + timedelta(days=time.count or 0), "day", "published") if published else None


def _ago(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    if published is None:
        return None
    unit, count = time.unit or "day", time.count or 1
    if unit in {"minute", "hour"}:
        return Moment(published, "day", "published") if count <= 6 or unit == "minute" else None
    day = _parsed(f"{count} {unit}s ago", published, full=False)
    return Moment(day, _PRECISION[unit], "published") if day else None


def _earlier(time: TimeExpression, published: date | None, before: Moment | None) -> Moment | None:
    """As in "a day before": counted from the day last spoken of, else from the publication."""
    known = before is not None and before.precision == "day"
    found = _ago(time, before.day if before and known else published, None)
    return replace(found, basis=before.basis) if found and before and known else found


def _unit(time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    if published is None:
        return None
    unit = time.unit or "week"
    day = _parsed(f"{-(time.count or 0)} {unit}s ago", published, full=False) if time.count else published
    return Moment(day, _PRECISION[unit], "published") if day else None


def _weekend(_time: TimeExpression, published: date | None, _: Moment | None) -> Moment | None:
    """The week whose Saturday and Sunday were the last ones to have begun by the day of publication."""
    if published is None:
        return None
    return Moment(published - timedelta(days=(published.weekday() - 5) % 7), "week", "published")


def _anaphoric(time: TimeExpression, published: date | None, before: Moment | None) -> Moment | None:
    if before is None:
        return None
    days = (time.count or 0) if before.precision == "day" else 0
    return Moment(before.day + timedelta(days=days), before.precision, before.basis)


_RULES: dict[str, Callable[[TimeExpression, date | None, Moment | None], Moment | None]] = {
    "absolute": _absolute,
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "holiday": _holiday,
    "shift": _shift,
    "ago": _ago,
    "earlier": _earlier,
    "unit": _unit,
    "weekend": _weekend,
    "anaphoric": _anaphoric,
}
_PRECISION: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
_WEEKDAY = re.compile(r"[A-Z][a-z][a-z]")  # dateparser knows "Thu", not "Thurs"


@lru_cache(maxsize=4096)
def _parsed(text: str, base: date | None, *, full: bool) -> date | None:
    """What dateparser makes of a phrase, counted from ``base``.

    Without a base the phrase has to name its year: dateparser would count from today.
    """
    if base is None and not full:
        return None
    from dateparser.date import DateDataParser

    start = base or date(2000, 1, 1)
    settings: dict[str, Any] = {
        "RELATIVE_BASE": datetime(start.year, start.month, start.day),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
    }
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(text).date_obj
    return found.date() if found else None
