"""What fits a terminal and what does not, one character wider and one narrower."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from risktrail.cli.render.lists import draw_overdue
from risktrail.cli.render.ratings import draw_ratings
from risktrail.cli.render.tables import draw_rows
from risktrail.store import Answer, RatingMatrix
from risktrail.store.answer_rows import CellState, OverdueAction, RatingCell, RatingRow
from risktrail.store.labels import RatingValue


def drawn(answer: Answer[tuple[str, ...]], width: int) -> list[str]:
    """The lines of an answer on a terminal so wide."""
    file = io.StringIO()
    draw_rows(answer, Console(file=file, width=width))
    return [line.rstrip() for line in file.getvalue().splitlines()]


@pytest.mark.parametrize(("width", "is_table"), [(22, True), (21, False)])
def test_columns_that_do_not_fit_side_by_side_stand_one_below_the_other(width: int, is_table: bool) -> None:
    lines = drawn(Answer(("one", "other"), [("maintenance", "contracts")]), width)
    assert (lines[0].split() == ["one", "other"]) == is_table


@pytest.mark.parametrize(("letters", "is_whole"), [(24, True), (25, False)])
def test_a_word_of_up_to_twenty_four_letters_is_not_broken(letters: int, is_whole: bool) -> None:
    word = "x" * letters
    lines = drawn(Answer(("one", "other"), [(word, f"{word} {word}")]), 2 * 24 + 2)
    assert any(line.split()[0] == word for line in lines if line) == is_whole


@pytest.mark.parametrize(("rows", "is_above"), [(1, False), (2, True)])
def test_a_register_that_is_the_same_in_all_rows_stands_above_them(rows: int, is_above: bool) -> None:
    lines = drawn(Answer(("register", "risk"), [("ABC", f"ABC-{number}") for number in range(rows)]), 80)
    assert (lines[0] == "ABC") == is_above


@pytest.mark.parametrize(("width", "months", "shown"), [(43, 4, 4), (42, 4, 3), (20, 4, 3), (20, 3, 3)])
def test_as_many_months_as_fit_are_shown_and_three_always(width: int, months: int, shown: int) -> None:
    names = [f"2021-0{month}" for month in range(1, months + 1)]
    cells = tuple(RatingCell(month, CellState.STANDS, RatingValue(9, "Moderate")) for month in names)
    file = io.StringIO()
    matrix = RatingMatrix(("risk_id", *names, "movement"), [RatingRow("A-1", cells, 0)])
    draw_ratings(matrix, Console(file=file, width=width))
    text = " ".join(file.getvalue().split())
    assert (f"Months before {names[-shown]} do not fit" in text) == (shown < months)


def test_a_register_of_bands_alone_is_not_cut() -> None:
    names = [f"2021-{month:02}" for month in range(1, 13)]
    bands = [RatingCell(month, CellState.STANDS, RatingValue(None, "Moderate")) for month in names]
    file = io.StringIO()
    matrix = RatingMatrix(("risk_id", *names, "movement"), [RatingRow("Bank and payments", tuple(bands), None)])
    draw_ratings(matrix, Console(file=file, width=80))
    heads = file.getvalue().splitlines()[1].split()
    assert heads == ["risk", *["’21"] * 4, "latest", "moved", "p."]
    assert "…" not in file.getvalue()


@pytest.mark.parametrize(("width", "below"), [(80, True), (100, True), (140, False)])
def test_texts_have_room_beside_owners_and_files(width: int, below: bool) -> None:
    about = dict.fromkeys(OverdueAction._fields) | {
        "register": "ECC", "risk_id": "ER08", "title": "Payroll system", "score": 15, "owners": ["Payroll Manager"],
        "text": "Run two months in parallel before the old system is switched off", "days_overdue": 578, "page": 1,
        "times_moved": 1, "due_date": "2022-11-30",
    }  # fmt: skip
    files = [f"detailed-report-2022-0{n}.pdf" for n in (1, 2)]
    rows = [OverdueAction._make((about | {"source_file": file}).values()) for file in files]
    screen = io.StringIO()
    draw_overdue(Answer(OverdueAction._fields, rows), Console(file=screen, width=width))
    lines = [line.rstrip() for line in screen.getvalue().splitlines()]
    assert max(len(line) for line in lines) <= width
    assert any("Run two months in parallel" in line for line in lines)  # no more than a few lines high
    assert any(line.strip() == "detailed-report-2022-01.pdf p. 1" for line in lines) == below
    assert any(line.endswith("detailed-report-2022-01.pdf p. 1") and "ER08" in line for line in lines) != below
    assert any("Payroll Manager" in line.replace("Payroll system", "") for line in lines)
