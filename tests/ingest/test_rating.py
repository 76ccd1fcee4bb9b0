"""The notations of a rating cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.profile import load_profile
from ingest.rating import Rating, read_rating

PROFILE = load_profile()

SCORES = st.integers(1, 25)
BANDS = st.sampled_from([band.word for band in PROFILE.bands])
CASES = st.sampled_from([str.upper, str.lower, str.title])
PLAIN = [
    "{score} ({band})",
    "{score}\n({band})",
    "{score} \n \n ({band})",
    "{score} – {band}",
    "{score} - {band}",
    "{score}—{band}",
    "{score} {band}",
    "{score}: {band}",
    "{score}/{band}",
    "{band} ({score})",
    "{band} – {score}",
    "{band}: {score}",
    "{band} {score}",
    "{score}({band})",
]
ARROWED = ["{plain} ↑", "{plain} ↓", "{plain} ↔", "▲ {plain}", "▼ {plain}", "{plain}\n⬆", "↑{plain}"]
WITH_PREVIOUS = [
    "{old_score} → {plain}",
    "{old_score} ({old_band}) → {plain}",
    "{old_score} -> {plain}",
    "{plain} ← {old_score}",
    "{plain} was {old_score} ({old_band})",
    "{plain} (was {old_score})",
    "{plain}\n(previously {old_score})",
    "{plain} [previous: {old_band} ({old_score})]",
    "{plain} from {old_score}",
]


@given(SCORES, BANDS, CASES, st.sampled_from(PLAIN))
def test_score_and_band_in_any_notation(score: int, band: str, cased: object, notation: str) -> None:
    assert callable(cased)
    assert read_rating(notation.format(score=score, band=cased(band)), PROFILE) == Rating(score, band, sure=True)


@given(SCORES, BANDS, st.sampled_from(PLAIN), st.sampled_from(ARROWED))
def test_an_arrow_beside_says_nothing(score: int, band: str, notation: str, arrowed: str) -> None:
    cell = arrowed.format(plain=notation.format(score=score, band=band))
    assert read_rating(cell, PROFILE) == Rating(score, band, sure=True)


@given(SCORES, BANDS, SCORES, BANDS, st.sampled_from(PLAIN), st.sampled_from(WITH_PREVIOUS))
def test_of_two_ratings_the_current_one_counts(
    score: int, band: str, old_score: int, old_band: str, notation: str, both: str
) -> None:
    cell = both.format(plain=notation.format(score=score, band=band), old_score=old_score, old_band=old_band)
    found = read_rating(cell, PROFILE)
    assert (found.score, found.band) == (score, band)


@given(SCORES)
def test_a_score_alone(score: int) -> None:
    assert read_rating(f" {score} ", PROFILE) == Rating(score, None)


@given(BANDS)
def test_a_band_alone(band: str) -> None:
    assert read_rating(f"({band})", PROFILE) == Rating(None, band)


@given(st.integers(1, 5), st.integers(1, 5), BANDS)
def test_a_product_is_no_score(likelihood: int, impact: int, band: str) -> None:
    cell = f"{likelihood} x {impact} = {likelihood * impact} ({band})"
    assert read_rating(cell, PROFILE) == Rating(likelihood * impact, band)


@pytest.mark.parametrize(
    "cell",
    [
        "20/25 (Critical)",
        "20 out of 25 – Critical",
        "L4 x I5 = 20 (Critical)",
        "16 to 20 (Critical)",
        "16 (High) now 20 (Critical)",
        "16 High > 20 Critical",
        "20 (Criti cal)",
        "20 (CRITICA L)",
    ],
)
def test_scales_factors_changes_and_bands_that_a_narrow_column_cuts(cell: str) -> None:
    assert read_rating(cell, PROFILE) == Rating(20, "Critical", sure=True)


def test_a_score_with_its_band_says_more_than_one_alone() -> None:
    assert read_rating("L: 4 I: 5 20 (Critical)", PROFILE) == Rating(20, "Critical", sure=False)


@pytest.mark.parametrize(("cell", "sure"), [("", True), ("  ", True), ("TBC", False), ("–", False)])
def test_a_cell_without_a_rating(cell: str, sure: bool) -> None:
    assert read_rating(cell, PROFILE) == Rating(None, None, sure=sure)


def test_two_ratings_that_nothing_parts_are_in_doubt() -> None:
    assert not read_rating("20 (Critical) 15 (High)", PROFILE).sure


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for_its_rating(text: str) -> None:
    assert isinstance(read_rating(text, PROFILE), Rating)


@pytest.mark.parametrize("cell", ["20.0 (Critical)", "7.5 Moderate"])
def test_a_score_that_cannot_be_read_beside_its_band_is_in_doubt(cell: str) -> None:
    rating = read_rating(cell, PROFILE)
    assert (rating.score, rating.sure) == (None, False)
