"""When actions are due, in the forms that registers print."""

from __future__ import annotations

import datetime as dt

import pytest

from risktrail.ingest.fields.due_dates import read_due


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("30/06/2025", "2025-06-30"),
        ("1st Apr 25", "2025-04-01"),
        ("w/c 7 April 2025", "2025-04-07"),
        ("April 2025", "2025-04-30"),
        ("Apr-25", "2025-04-30"),
        ("Jun 25", "2025-06-30"),
        ("Sept. ’26", "2026-09-30"),
        ("06/25", "2025-06-30"),
        ("02/2024", "2024-02-29"),
        ("Q1 2025/26", "2025-06-30"),
        ("Q4 24/25", "2025-03-31"),
        ("Autumn term 2025", "2025-12-31"),
        ("end of 2025", "2025-12-31"),
        ("2025/26", "2026-03-31"),
        ("Complete (May 2025)", "2025-05-31"),
        ("31/03/2025 now 30/06/2025", "2025-06-30"),
        ("Jan-25 → Mar-25", "2025-03-31"),
        ("30/06/2023 revised from 31/03/2023", "2023-06-30"),
        ("30/06/2023 (slipped from 31/03/2023)", "2023-06-30"),
        ("Q1 2025/26 (June 2025)", "2025-06-30"),
        ("31 March 2023 (2022/23)", "2023-03-31"),
    ],
)
def test_a_due_date(text: str, date: str) -> None:
    assert read_due(text) == (dt.date.fromisoformat(date), True)


@pytest.mark.parametrize(
    "text", ["TBC", "Ongoing", "As required", "Monthly", "Quarterly", "Each quarter", "n/a", "–", "Each meeting"]
)
def test_no_date_is_meant(text: str) -> None:
    assert read_due(text) == (None, True)


@pytest.mark.parametrize(
    "text", ["30/06", "Q3", "Year end", "next quarter", "Spring 2026", "31/04/2025", "12 months from May", "mid-March"]
)
def test_a_date_that_cannot_be_read(text: str) -> None:
    assert read_due(text) == (None, False)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31/03/2025 30/06/2025", "2025-06-30"),
        ("Apr-25, Jun-25", "2025-06-30"),
        ("31/12/2022, Q1 2023", "2023-03-31"),
        ("Q1 2023 – Q4 2023", "2023-12-31"),
        ("30/06/2023 then Dec-24", "2024-12-31"),
        ("December 2023 (phase 2: 2025)", "2023-12-31"),
    ],
)
def test_of_several_dates_the_last_and_not_surely(text: str, date: str) -> None:
    assert read_due(text) == (dt.date.fromisoformat(date), False)


def test_a_quarter_of_one_year_is_of_the_profiles_year() -> None:
    assert read_due("Q1 2025").date == dt.date(2025, 3, 31)
    assert read_due("Q1 2025", financial=True).date == dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("31/03/24 (was 31/12/23)", 3),
        ("June 2024 (previously 31 March 2024)", 6),
        ("Originally 31/12/23, now 31/03/24", 3),
        ("moved from 30 June 2024 to 31 March 2024", 3),
        ("was Mar-24", 3),
    ],
)
def test_a_date_that_was_moved_is_not_that_of_before(text: str, month: int) -> None:
    due = read_due(text)
    assert due.date is not None
    assert (due.date.year, due.date.month, due.sure) == (2024, month, True)
