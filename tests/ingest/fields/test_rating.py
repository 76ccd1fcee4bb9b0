"""The notations of a rating cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.ingest.fields.rating import Rating, read_rating
from risktrail.ingest.profile import load_profile

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


@pytest.mark.parametrize(
    ("cell", "score", "band"),
    [
        ("20 (Critical) 15 (High)", 20, "Critical"),
        ("20 (Critical) High", 20, "Critical"),
        ("High (16) Critical", 16, "High"),
        ("16 High 20", 16, "High"),
        ("4 16", 4, None),
        ("High Critical", None, "High"),
    ],
)
def test_two_ratings_that_nothing_parts_are_in_doubt(cell: str, score: int | None, band: str | None) -> None:
    assert read_rating(cell, PROFILE) == Rating(score, band, sure=False)


@pytest.mark.parametrize(
    "cell", ["20 (Critical) / 20", "20 20 (Critical)", "Critical (20) Critical", "20, rated Critical"]
)
def test_one_rating_said_twice_is_sure(cell: str) -> None:
    assert read_rating(cell, PROFILE) == Rating(20, "Critical", sure=True)


@pytest.mark.parametrize("cell", ["Critical overall: 20", "Critical overall score of 20", "20 and so it is Critical"])
def test_a_score_and_a_band_with_words_between_belong_together(cell: str) -> None:
    assert read_rating(cell, PROFILE) == Rating(20, "Critical", sure=True)


@pytest.mark.parametrize(("cell", "band"), [("3.5 (Low)", "Low"), ("3.5", None), ("2.25 Low", "Low")])
def test_a_score_that_is_no_whole_number_is_never_passed_over_in_silence(cell: str, band: str | None) -> None:
    assert read_rating(cell, PROFILE) == Rating(None, band, sure=False)


@pytest.mark.parametrize("cell", ["2021", "July 2021"])
def test_a_year_is_no_score(cell: str) -> None:
    assert read_rating(cell, PROFILE) == Rating(None, None, sure=False)


@pytest.mark.parametrize("cell", ["was 16 (High)", "(previously 16, High)"])
def test_where_only_a_previous_rating_is_said_it_is_the_one_there_is(cell: str) -> None:
    assert read_rating(cell, PROFILE) == Rating(16, "High", sure=True)


@pytest.mark.parametrize("cell", ["Very High (20)", "very  high – 20", "VERYHIGH 20", "20 Very Hi gh"])
def test_the_longer_of_two_bands_is_the_one(cell: str) -> None:
    assert read_rating(cell, PROFILE) == Rating(20, "Very High", sure=True)


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for_its_rating(text: str) -> None:
    assert isinstance(read_rating(text, PROFILE), Rating)


@pytest.mark.parametrize("cell", ["20.0 (Critical)", "7.5 Moderate"])
def test_a_score_that_cannot_be_read_beside_its_band_is_in_doubt(cell: str) -> None:
    rating = read_rating(cell, PROFILE)
    assert (rating.score, rating.sure) == (None, False)


def test_two_bands_joined_by_to_are_a_doubt() -> None:
    found = read_rating("Moderate to High", load_profile())
    assert (found.band, found.sure) == ("High", False)
