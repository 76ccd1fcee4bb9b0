"""The matrix of ratings, cell by cell: which months it has, what moved, and what an empty cell means."""

from __future__ import annotations

import pytest

from risktrail.store import Reader
from risktrail.store.answer_rows import CellState, RatingCell
from tests.generators.register_builders import MakeReader, report, risk

BEFORE, STANDS, ABSENT, NO_PAPER = CellState.BEFORE, CellState.STANDS, CellState.ABSENT, CellState.NO_PAPER


@pytest.fixture
def reader(reader_of: MakeReader) -> Reader:
    """A-1 is missing in February, A-2 is new then; there is no paper for March."""
    return reader_of(
        report("2021-01", risk("A-1", 20, page=2)),
        report("2021-02", risk("A-2", 9)),
        report("2021-04", risk("A-2", None), risk("A-1", 15, page=5)),
    )


def cells(reader: Reader, risk_id: str, *months: str) -> list[RatingCell]:
    found = reader.ratings(months=months or None)
    return next(list(row.cells) for row in found if row.risk_id == risk_id)


def test_what_each_cell_says_of_the_month(reader: Reader) -> None:
    assert [(cell.month, cell.state) for cell in cells(reader, "A-1")] == [
        ("2021-01", STANDS), ("2021-02", ABSENT), ("2021-03", NO_PAPER), ("2021-04", STANDS),
    ]  # fmt: skip
    assert [cell.state for cell in cells(reader, "A-2")] == [BEFORE, STANDS, NO_PAPER, STANDS]
    assert [cell.label for cell in cells(reader, "A-2")] == [None, "9 (Moderate)", "no paper", "not rated"]


def test_numbers_and_bands_have_columns_of_their_own(reader: Reader) -> None:
    found = reader.ratings()
    (unrated, rated) = found.records()
    assert dict(zip(found.columns, rated, strict=True)) == {
        "risk_id": "A-1", "movement": None,
        "2021-01": 20, "2021-02": None, "2021-03": None, "2021-04": 15,
        "2021-01 band": "Critical", "2021-02 band": None, "2021-03 band": "no paper", "2021-04 band": "High",
    }  # fmt: skip
    assert (unrated[1:5], unrated[6:]) == ((None, 9, None, None), (None, "Moderate", "no paper", "not rated"))
    assert list(found.labelled().records())[1] == ("A-1", "20 (Critical)", None, "no paper", "15 (High)", None)


def test_a_move_is_told_over_a_gap_and_the_movement_only_from_the_paper_before(reader: Reader) -> None:
    last = cells(reader, "A-1")[-1]
    assert (last.moved, last.page, last.is_new) == (-5, 5, False)
    assert [row.movement for row in reader.ratings()] == [None, None]


def test_a_risk_is_new_in_its_first_paper_unless_that_is_the_registers_first(reader: Reader) -> None:
    assert [cell.is_new for cell in cells(reader, "A-2")] == [False, True, False, False]
    assert not cells(reader, "A-1")[0].is_new


def test_risks_are_in_the_order_of_the_last_paper_that_has_them(reader: Reader) -> None:
    assert [row.risk_id for row in reader.ratings()] == ["A-2", "A-1"]
    assert [row.risk_id for row in reader.ratings(months=["2021-01", "2021-02"])] == ["A-2", "A-1"]


def test_papers_after_the_months_shown_do_not_count(reader: Reader) -> None:
    found = reader.ratings(months=["2021-01"])
    assert (found.columns, found.months) == (("risk_id", "2021-01", "movement", "2021-01 band"), ("2021-01",))
    assert [row.risk_id for row in found] == ["A-1"]


def test_months_before_those_shown_count_for_what_moved(reader: Reader) -> None:
    (cell,) = cells(reader, "A-1", "2021-04")
    assert cell.moved == -5
    (cell,) = cells(reader, "A-2", "2021-02")
    assert cell.is_new


def test_one_risk_alone(reader: Reader) -> None:
    assert [row.risk_id for row in reader.ratings(risk="1")] == ["A-1"]
