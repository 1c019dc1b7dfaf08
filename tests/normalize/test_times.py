"""Expressions of time and what they are resolved to, without any parse."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.normalize.dates import Moment, resolve
from quotes.normalize.times import find_times

FRIDAY = "2016-07-08"

RESOLVED = [
    # weekdays: the latest on or before the publication
    ("said Thursday in Lund", FRIDAY, "Thursday", "2016-07-07"),
    ("on Friday", FRIDAY, "on Friday", "2016-07-08"),
    ("late Saturday", FRIDAY, "late Saturday", "2016-07-02"),
    ("by 9 a.m. Sunday", FRIDAY, "by 9 a.m. Sunday", "2016-07-03"),
    ("at Monday's debate", FRIDAY, "Monday's", "2016-07-04"),
    ("on Tuesday night", "2019-01-02", "on Tuesday night", "2019-01-01"),
    ("Wednesday", "2020-01-01", "Wednesday", "2020-01-01"),
    ("Sunday", "2020-03-01", "Sunday", "2020-03-01"),
    ("Saturday", "2020-03-01", "Saturday", "2020-02-29"),
    ("last Monday", "2016-07-08", "last Monday", "2016-07-04"),
    ("last Monday", "2016-07-04", "last Monday", "2016-06-27"),
    ("on Thurs. he", FRIDAY, "on Thurs.", "2016-07-07"),
    # counted from the publication
    ("yesterday", "2019-01-01", "yesterday", "2018-12-31"),
    ("last night", "2016-03-01", "last night", "2016-02-29"),
    ("earlier today", FRIDAY, "earlier today", "2016-07-08"),
    ("this morning", FRIDAY, "this morning", "2016-07-08"),
    ("the day before yesterday", FRIDAY, "the day before yesterday", "2016-07-06"),
    ("two days ago", FRIDAY, "two days ago", "2016-07-06"),
    ("three weeks ago", FRIDAY, "three weeks ago", "2016-W24"),
    ("five months ago", FRIDAY, "five months ago", "2016-02"),
    ("two years ago", "2020-01-03", "two years ago", "2018"),
    ("an hour ago", FRIDAY, "an hour ago", "2016-07-08"),
    ("a day before.", FRIDAY, "a day before", "2016-07-07"),
    ("two days earlier, she", FRIDAY, "two days earlier", "2016-07-06"),
    ("last week", FRIDAY, "last week", "2016-W26"),
    ("last week", "2016-01-04", "last week", "2015-W53"),
    ("earlier this week", FRIDAY, "earlier this week", "2016-W27"),
    ("earlier this month", FRIDAY, "earlier this month", "2016-07"),
    ("last month", "2016-01-31", "last month", "2015-12"),
    ("last month", "2016-03-31", "last month", "2016-02"),
    ("last year", "2016-02-29", "last year", "2015"),
    ("this year", FRIDAY, "this year", "2016"),
    ("over the weekend", "2016-09-19", "over the weekend", "2016-W37"),
    ("this weekend", "2016-09-17", "this weekend", "2016-W37"),
    # months and years
    ("in July", FRIDAY, "in July", "2016-07"),
    ("in August", FRIDAY, "in August", "2015-08"),
    ("in early December", "2019-01-02", "in early December", "2018-12"),
    ("last June", "2018-12-11", "last June", "2018-06"),
    ("in May 2014", FRIDAY, "in May 2014", "2014-05"),
    ("in 2013,", FRIDAY, "in 2013", "2013"),
    # days of the year
    ("In August 28, Kestria", "2018-12-11", "In August 28", "2018-08-28"),
    ("on 3 May", FRIDAY, "on 3 May", "2016-05-03"),
    ("on May 3rd", FRIDAY, "on May 3rd", "2016-05-03"),
    ("on the 3rd of May", FRIDAY, "on the 3rd of May", "2016-05-03"),
    ("July 8", FRIDAY, "July 8", "2016-07-08"),
    ("July 9", FRIDAY, "July 9", "2015-07-09"),
    ("Dec. 31", "2019-01-01", "Dec. 31", "2018-12-31"),
    ("on Feb. 29", "2019-03-01", "on Feb. 29", "2016-02-29"),
    ("on Tuesday, Jan. 3,", "2017-01-05", "on Tuesday, Jan. 3", "2017-01-03"),
    ("on Oct. 12, 2016,", FRIDAY, "on Oct. 12, 2016", "2016-10-12"),
    ("31 December 2019", "2020-01-20", "31 December 2019", "2019-12-31"),
    ("on 2018-11-05", "2020-01-20", "on 2018-11-05", "2018-11-05"),
    ("on New Year's Eve", "2020-01-03", "on New Year's Eve", "2019-12-31"),
    ("on Christmas Day 2017", "2020-01-03", "on Christmas Day 2017", "2017-12-25"),
]


@pytest.mark.parametrize(("text", "published", "expression", "expected"), RESOLVED)
def test_resolved(text: str, published: str, expression: str, expected: str) -> None:
    (time,) = find_times(text)
    assert time.span.of(text) == expression
    moment = resolve(time, date.fromisoformat(published))
    assert moment is not None
    assert moment.iso == expected
    assert moment.basis == ("stated" if time.year else "published")


@pytest.mark.parametrize(
    "text",
    [
        "in the 1970s",
        "several weeks ago",
        "two days before the vote",
        "recently",
        "this summer",
        "next Monday",
        "at the time",
        "the following day",
    ],
)
def test_expression_that_fixes_no_date(text: str) -> None:
    (time,) = find_times(text)
    assert resolve(time, date(2016, 7, 8)) is None


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "next week",
        "He may march on",
        "Mrs. May said so",
        "Maynard",
        "room 2016",
        "July 80 percent",
        "told the news site Today",
        "the programme This Week",
        "Sunderland",
        "the sun rose",
        "in 20167",
        "",
    ],
)
def test_no_expression(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize("text", ["on Thursday", "last week", "in July", "on 3 May", "yesterday", "two days ago"])
def test_unknown_publication_gives_no_date(text: str) -> None:
    (time,) = find_times(text)
    assert resolve(time, None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("on 3 May 2019", "2019-05-03"), ("in June 2016", "2016-06"), ("in 2013", "2013"), ("2018-11-05", "2018-11-05")],
)
def test_date_with_its_year_needs_no_publication(text: str, expected: str) -> None:
    (time,) = find_times(text)
    moment = resolve(time, None)
    assert moment is not None
    assert (moment.iso, moment.basis) == (expected, "stated")


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("the same day", Moment(date(2016, 7, 4), "day", "published"), "2016-07-04"),
        ("the following morning", Moment(date(2016, 2, 28), "day", "stated"), "2016-02-29"),
        ("a day later", Moment(date(2019, 12, 31), "day", "published"), "2020-01-01"),
        ("the following morning", Moment(date(2016, 7, 1), "month", "published"), "2016-07"),
        ("at the time", Moment(date(2014, 1, 1), "year", "stated"), "2014"),
        ("a day before.", Moment(date(2016, 7, 4), "day", "published"), "2016-07-03"),
        ("a day before.", Moment(date(2016, 7, 1), "month", "published"), "2020-07-07"),
    ],
)
def test_pointing_back(text: str, before: Moment, expected: str) -> None:
    (time,) = find_times(text)
    moment = resolve(time, date(2020, 7, 8), before)
    assert moment is not None
    assert moment.iso == expected


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAYS = st.dates(date(1950, 1, 10), date(2090, 1, 1))


@given(DAYS, st.integers(0, 6))
def test_weekday_is_the_latest_on_or_before_the_publication(published: date, weekday: int) -> None:
    (time,) = find_times(f"on {WEEKDAYS[weekday]}")
    moment = resolve(time, published)
    assert moment is not None
    assert moment.day.weekday() == weekday
    assert timedelta(0) <= published - moment.day < timedelta(7)


@given(DAYS, DAYS)
def test_day_of_the_year_is_never_after_the_publication(published: date, day: date) -> None:
    (time,) = find_times(f"on {day:%B} {day.day}")
    moment = resolve(time, published)
    assert moment is not None
    assert moment.day <= published
    assert (moment.day.month, moment.day.day) == (day.month, day.day)
    assert published.year - moment.day.year <= (8 if (day.month, day.day) == (2, 29) else 1)


@given(st.text(alphabet="Mondayinlstwek1234567890 ,.-'’/", max_size=60))
def test_expressions_are_in_order_and_apart(text: str) -> None:
    times = find_times(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))
    for time in times:
        assert time.core in time.span.of(text)
        resolve(time, date(2016, 7, 8))
