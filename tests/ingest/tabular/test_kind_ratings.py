"""Ratings as registers print them in one cell."""

from __future__ import annotations

import pytest

from risktrail.ingest.profile_files import profile_of_text
from risktrail.ingest.table_profile import TableProfile
from risktrail.ingest.tabular.kind_ratings import RatingParts, read_parts


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
        ("Impact 4 Likelihood 3", (4, 3, 12, None)),
        ("Likelihood: 3 Impact: 4 Score: 12", (4, 3, 12, None)),
        ("Very High", (None, None, None, "Very high")),
        ("none", (None, None, None, None)),
        ("2024", (None, None, None, None)),
    ],
)
def test_the_parts_of_a_rating(text: str, parts: tuple[object, ...]) -> None:
    assert read_parts(text, profile()) == RatingParts(*parts)  # type: ignore[arg-type]


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
