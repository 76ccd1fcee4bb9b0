"""The words that every family shares: what stands in register_words.toml is what the reader knows."""

from __future__ import annotations

import pytest

from risktrail.ingest.fields.quarters import find_part_of_year
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import ACTION_ROLES, RATING_PARTS, RISK_ROLES
from risktrail.schema.report import RatingKind, Trend


def test_heads_are_guessed_to_have_roles_that_profiles_know() -> None:
    heads = register_words().heads
    assert {role for role, _ in heads.roles} <= RISK_ROLES
    assert {role for role, _ in heads.action_roles} <= ACTION_ROLES
    assert {kind for kind, _ in heads.kinds} == {kind.value for kind in RatingKind}
    assert {part for part, _ in heads.parts} == set(RATING_PARTS)


def test_each_trend_has_words_and_no_word_two_trends() -> None:
    words = [word for word, _ in register_words().trends]
    assert len(words) == len(set(words))
    assert {trend for _, trend in register_words().trends} == set(Trend)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Corporate Risk Register: Qtr 3 2021", "2021-09"),
        ("Fourth quarter of financial year 2021/22", "2022-03"),
        ("Michaelmas term 2022", "2022-12"),
        ("quartet 3 2021", None),
    ],
)
def test_parts_of_a_year_are_named_by_the_words_of_the_file(text: str, month: str | None) -> None:
    assert find_part_of_year(text, financial=False) == month
