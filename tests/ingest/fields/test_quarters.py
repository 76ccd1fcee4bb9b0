"""Quarters and terms: the last month that they name."""

from __future__ import annotations

import pytest

from risktrail.ingest.fields.quarters import find_part_of_year


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Quarter 1, 2015/16", "2015-06"),
        ("Corporate risks: Q4 2022/23", "2023-03"),
        ("Q3 2022-23", "2022-12"),
        ("Second quarter of 2023/2024", "2023-09"),
        ("Q1 2023", "2023-03"),
        ("Quarter 4 of 2023", "2023-12"),
        ("Autumn term 2023", "2023-12"),
        ("Spring Term, 2024", "2024-04"),
        ("Quarter 5, 2015/16", None),
        ("the quarter to June", None),
        ("Headquarter 1 2015", None),
    ],
)
def test_a_quarter_of_two_years_counts_from_april(text: str, month: str | None) -> None:
    assert find_part_of_year(text, financial=False) == month


def test_a_quarter_of_one_year_counts_from_april_where_the_profile_says_so() -> None:
    assert find_part_of_year("Quarter 1 2023", financial=True) == "2023-06"
    assert find_part_of_year("Quarter 4 2023", financial=True) == "2024-03"
