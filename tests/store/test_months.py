"""Periods counted and listed; both sides of a year's end."""

from __future__ import annotations

import pytest

from risktrail.store.months import months_between, months_from


@pytest.mark.parametrize(
    ("earlier", "later", "between"),
    [("2021-03", "2021-04", 0), ("2021-03", "2021-06", 2), ("2020-11", "2021-02", 2), ("2019-12", "2021-01", 12)],
)
def test_months_between_counts_neither_end(earlier: str, later: str, between: int) -> None:
    assert months_between(earlier, later) == between


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2021-02", "2021-02", ["2021-02"]),
        ("2020-11", "2021-02", ["2020-11", "2020-12", "2021-01", "2021-02"]),
        ("0999-12", "1000-01", ["0999-12", "1000-01"]),
        ("2021-03", "2021-02", []),
    ],
)
def test_months_from_lists_both_ends(first: str, last: str, months: list[str]) -> None:
    assert months_from(first, last) == months
