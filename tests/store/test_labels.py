"""How values are written for people, on the terminal and on pages alike."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from risktrail.schema.report import Status
from risktrail.store import catalogue
from risktrail.store.labels import (
    STATUS_LABELS,
    BandLevel,
    RatingValue,
    band_level,
    count,
    day_label,
    month_label,
    rating_label,
    status_label,
)

RATINGS = [(20, "Critical", "20 (Critical)"), (20, None, "20"), (None, "High", "High"), (0, None, "0")]


@pytest.mark.parametrize(("score", "band", "label"), [*RATINGS, (None, None, None)])
def test_a_rating_is_labelled_as_the_macro_of_the_store_does(
    score: int | None, band: str | None, label: str | None
) -> None:
    assert rating_label(score, band) == RatingValue(score, band).label == label
    with duckdb.connect() as con:
        catalogue.install_functions(con)
        assert con.execute("SELECT rating_label(CAST(? AS INTEGER), ?)", [score, band]).fetchone() == (label,)


def test_the_level_of_a_band_goes_by_its_name() -> None:
    assert [band_level(each) for each in ("Critical", " Amber", "VERY LOW", "Major", "Purple", "", None)] == [
        BandLevel.CRITICAL, BandLevel.MODERATE, BandLevel.LOW, BandLevel.HIGH, None, None, None,
    ]  # fmt: skip
    assert list(BandLevel) == ["low", "moderate", "high", "critical"], "from the least to the most serious"


def test_every_status_has_a_label() -> None:
    assert set(STATUS_LABELS) == set(Status)
    assert status_label("not_started") == "not started"
    assert status_label("not_stated", capital=True) == "Not stated"
    assert status_label("other") == "other"
    assert status_label("other", "in hand", capital=True) == "in hand", "the paper's own words stay as they are"
    assert status_label("ongoing", "in hand") == "ongoing"
    assert status_label("of_later_times") == "of later times"
    assert status_label(None) == ""


def test_months_in_words() -> None:
    assert [month_label("2021-07"), month_label("2020-12", full=True), month_label("2021-05", year=False)] == [
        "Jul 2021", "December 2020", "May",
    ]  # fmt: skip
    assert month_label(None) == ""


def test_numbers_with_their_noun() -> None:
    assert [count(1, "action"), count(0, "action"), count(1200, "action"), count(2, "status", "statuses")] == [
        "1 action", "0 actions", "1,200 actions", "2 statuses",
    ]  # fmt: skip


def test_a_day_is_written_with_the_name_of_its_month() -> None:
    day = dt.date(2021, 7, 5)
    assert (day_label(day), day_label(day, full=True), day_label(None)) == ("5 Jul 2021", "5 July 2021", "")
    assert day_label(dt.date(202, 1, 15)) == "15 Jan 0202"
