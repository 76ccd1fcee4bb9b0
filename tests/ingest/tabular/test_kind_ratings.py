"""Ratings as registers print them in one cell."""

from __future__ import annotations

import pytest

from risktrail.ingest.profile_files import profile_of_text
from risktrail.ingest.table_profile import TableProfile
from risktrail.ingest.tabular.kind_ratings import read_parts, stated_orders


def profile(rating: str = "") -> TableProfile:
    """A small profile with these keys of `[rating]`."""
    found = profile_of_text(f'name = "mine"\n[rating]\n{rating}\n', "mine.toml")
    assert isinstance(found, TableProfile)
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12", (None, None, 12, None)),
        ("4 x 3 = 12", (4, 3, 12, None)),
        ("4x3", (4, 3, 12, None)),
        ("4×3=12", (4, 3, 12, None)),
        ("12 (4x3)", (4, 3, 12, None)),
        ("12 (4 x 3) Amber", (4, 3, 12, "Amber")),
        ("Amber 12", (None, None, 12, "Amber")),
        ("12 – High", (None, None, 12, "High")),
        ("I4 L3 (12)", (4, 3, 12, None)),
        ("I4 x L3 12", (4, 3, 12, None)),
        ("Impact 4 Likelihood 3", (4, 3, 12, None)),
        ("Likelihood: 3 Impact: 4 Score: 12", (4, 3, 12, None)),
        ("Very High", (None, None, None, "Very high")),
        ("none", (None, None, None, None)),
        ("2024", (None, None, None, None)),
        ("16 (was 20)", (None, None, 16, None)),
        ("High, previously Critical", (None, None, None, "High")),
        ("20 → 16", (None, None, 16, None)),
        ("Amber 12 → Green 6", (None, None, 6, "Green")),
        ("15 ↑", (None, None, 15, None)),
        ("16/25", (None, None, 16, None)),
        ("16 out of 25", (None, None, 16, None)),
        ("4 (L) x 3 (I)", (3, 4, 12, None)),
        ("L=4 I=2 S=8", (2, 4, 8, None)),
        ("4, 3 = 12", (4, 3, 12, None)),
        ("20 20", (None, None, 20, None)),
    ],
)
def test_the_parts_of_a_rating(text: str, parts: tuple[object, ...]) -> None:
    found = read_parts(text, profile())
    assert found[:4] == parts
    assert found.sure


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12-15", (None, None, None, None)),
        ("4/4", (None, None, None, None)),
        ("4:3", (None, None, None, None)),
        ("4, 3", (None, None, None, None)),
        ("16 12", (None, None, None, None)),
        ("B3", (None, None, None, None)),
        ("4 x 4 x 2", (None, None, None, None)),
        ("4+3=7", (None, None, 7, None)),
        ("Medium-High", (None, None, None, None)),
        ("12 Medium / High", (None, None, 12, None)),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(text: str, parts: tuple[object, ...]) -> None:
    found = read_parts(text, profile())
    assert found[:4] == parts
    assert not found.sure


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("Score (L x I)", {"likelihood impact"}),
        ("Risk rating (C x L)", {"impact likelihood"}),
        ("The score is impact multiplied by likelihood.", {"impact likelihood"}),
        ("Probability × severity gives the score.", {"likelihood impact"}),
        ("Impact and likelihood are scored from 1 to 5.", set()),
    ],
)
def test_the_order_that_a_paper_states(text: str, orders: set[str]) -> None:
    assert stated_orders([text]) == orders


def test_the_order_of_factors_is_the_profiles() -> None:
    assert read_parts("2 x 5", profile('order = "likelihood impact"'))[:3] == (5, 2, 10)


def test_letters_stand_for_words() -> None:
    assert read_parts("H", profile('letters = { H = "High" }')).band == "High"
    assert read_parts("h", profile('letters = { H = "High" }')).band == "High"


def test_a_pattern_of_the_profiles_own() -> None:
    own = profile("pattern = '(?P<score>\\d+) \\(C(?P<impact>\\d) L(?P<likelihood>\\d)\\)'")
    assert read_parts("15 (C5 L3)", own)[:3] == (5, 3, 15)


def test_a_band_is_spelt_as_the_profiles_scale_has_it() -> None:
    own = profile('bands = [{ word = "Extreme", from = 15, to = 25 }]')
    assert read_parts("EXTREME 20", own).band == "Extreme"
