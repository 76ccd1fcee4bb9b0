"""Dates in every form papers write them, and the year of a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from risktrail.ingest.fields.dates import dated_parts, find_dates, nearest_year, without_dates

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2079, 12, 31))


def ordinal(day: int) -> str:
    """1st, 2nd, 3rd, 11th, 21st."""
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


FORMS: list[Callable[[dt.date], str]] = [
    lambda date: f"{date.day} {date:%B} {date.year}",
    lambda date: f"{date:%d %B %Y}",
    lambda date: f"{ordinal(date.day)} {date:%B} {date.year}",
    lambda date: f"{ordinal(date.day)} of {date:%B} {date.year}",
    lambda date: f"{date.day} {date:%b} {date.year}",
    lambda date: f"{date:%B} {date.day}, {date.year}",
    lambda date: f"{date:%d/%m/%Y}",
    lambda date: f"{date.day}/{date.month}/{date.year}",
    lambda date: f"{date:%d.%m.%Y}",
    lambda date: f"{date:%d-%m-%Y}",
    lambda date: f"{date:%Y-%m-%d}",
    lambda date: f"{date.day} {date:%B} {date.year}".upper(),
]


@given(DATES, st.sampled_from(FORMS))
def test_a_date_in_any_form(date: dt.date, form: Callable[[dt.date], str]) -> None:
    (found,) = find_dates(form(date))
    assert found.date == date
    assert found.whole
    assert found.period == f"{date:%Y-%m}"


@given(DATES, st.sampled_from(FORMS), st.sampled_from(["The Panel met on {}, as planned", "{} – draft", "due ({})"]))
def test_a_date_within_a_sentence(date: dt.date, form: Callable[[dt.date], str], sentence: str) -> None:
    (found,) = find_dates(sentence.format(form(date)))
    assert found.date == date


@given(DATES, DATES, st.sampled_from(FORMS))
def test_dates_come_in_order(one: dt.date, other: dt.date, form: Callable[[dt.date], str]) -> None:
    found = find_dates(f"from {form(one)} to {form(other)}")
    assert [each.date for each in found] == [one, other]
    assert not any(each.whole for each in found)


@given(DATES)
def test_a_month_alone(date: dt.date) -> None:
    (found,) = find_dates(f"{date:%B} {date.year}")
    assert (found.year, found.month, found.day, found.date) == (date.year, date.month, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2021",
        "30 February 2020",
        "29/02/2021",
        "31/04/2021",
        "00/01/2021",
        "12/13/2021",
        "2021-02-30",
        "32 May 2021",
    ],
)
def test_impossible_dates_are_none(text: str) -> None:
    assert [found for found in find_dates(text) if found.day] == []


@pytest.mark.parametrize(
    "text",
    ["version 2.1", "MP122", "92.4%", "2024-25", "Issue 011", "60–90 days", "7/2", "10.1.2.21", "1.2.3.2021", ""],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@given(DATES, st.integers(-180, 180))
def test_the_year_of_a_meeting_is_the_nearest(report: dt.date, days: int) -> None:
    meeting = report + dt.timedelta(days=days)
    assume((meeting.month, meeting.day) != (2, 29))
    assert nearest_year(meeting.day, meeting.month, report) == meeting


@pytest.mark.parametrize(("day", "month"), [(31, 6), (30, 2), (0, 1), (1, 13), (29, 2)])
def test_a_day_that_no_year_near_has(day: int, month: int) -> None:
    assert nearest_year(day, month, dt.date(2022, 3, 1)) is None


def test_a_date_comes_with_the_words_before_it() -> None:
    parts = dated_parts("Date: 14 May 2024, next review 1 September 2024.")
    assert [(part.before, part.found.date) for part in parts] == [
        ("Date: ", dt.date(2024, 5, 14)),
        (", next review ", dt.date(2024, 9, 1)),
    ]


@given(DATES, st.sampled_from(FORMS))
def test_a_text_without_its_dates(date: dt.date, form: Callable[[dt.date], str]) -> None:
    assert without_dates(f"SECAS Team, {form(date)}") == "SECAS Team,"


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(1 <= found.month <= 12 for found in find_dates(text))
