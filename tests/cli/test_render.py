"""What people see, drawn from rows made by hand: plain, and with the colours of a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from risktrail.cli.render.comparison import draw_comparison, summary
from risktrail.cli.render.history import draw_history
from risktrail.cli.render.paper import draw_paper
from risktrail.cli.render.ratings import draw_ratings
from risktrail.cli.render.styled import band_style, rating, redlined
from risktrail.cli.render.tables import draw_rows
from risktrail.schema.report import ReadingWarning, Report
from risktrail.store import Answer, RatingMatrix
from risktrail.store.answer_rows import CellState, Change, HistoryEntry, RatingCell, RatingRow
from risktrail.store.labels import RatingValue
from tests.golden_files import assert_golden
from tests.store.hard_answer import HARD

GOLDENS = Path(__file__).parent / "goldens"
LONG = "SECAS to ask the Scheme Operator what share of the combinations in homes it has tested, and to report on it"

JUNE, JULY = ("2021-06", "june.pdf", 2), ("2021-07", "july.pdf", 3)
MODERATE, CRITICAL, LOW = RatingValue(12, "Moderate"), RatingValue(20, "Critical"), RatingValue(5, "Low")


def change(risk: str, item: Any, kind: Any, field: Any, before: Any, after: Any, key: str | None = None) -> Change:
    """A row of `compare`."""
    (was, june, page_before), (now, july, page) = JUNE, JULY
    about = ("ABC", was, now, risk, item, kind, field, before, after, None, key)
    return Change(*about, june, page_before, july, page, None)


def act(risk: str, kind: Any, field: Any, before: str | None, after: str | None, key: str, text: str = LONG) -> Change:
    """A row of `compare` about an action."""
    return change(risk, "action", kind, field, before, after, key)._replace(text=text)


COMPARISON = Answer(
    Change._fields,
    [
        change("ABC-001", "risk", "rating_changed", "rating", MODERATE, CRITICAL),
        change("ABC-001", "risk", "reworded", "description", "There is a risk of delay.", "There is a risk of loss."),
        act("ABC-001", "status_changed", "status", "ongoing", "completed", "a"),
        act("ABC-001", "note_changed", "note", "three of nine", "six of nine", "a"),
        act(
            "ABC-001", "reworded", "text", "DCC to draft a plan", "DCC to publish a plan", "b", "DCC to publish a plan"
        ),
        act("ABC-001", "absent", "status", "ongoing", None, "c", "Users to test [red]images[/red]"),
        change("ABC-002", "risk", "rating_changed", "rating", RatingValue(8, "Moderate"), LOW),
        change("ABC-003", "risk", "new", None, None, RatingValue(15, "High")),
        act("ABC-003", "new", "status", None, "not_started", "d"),
        act("ABC-003", "note_changed", "note", None, "first figures in August", "e"),
        act("ABC-003", "note_changed", "note", "first figures in May", None, "f"),
        act("ABC-003", "status_changed", "status", "on_hold", "ongoing", "g"),
        act("ABC-003", "unchanged", "status", "ongoing", "ongoing", "h"),
        change("ABC-004", "risk", "absent", None, RatingValue(6), None),
        change("ABC-005", "risk", "rating_changed", "rating", RatingValue(9, "Moderate"), RatingValue(9, "High")),
    ],
)


def entry(month: str, file: str, page: int, item: Any, kind: Any, field: Any, before: Any, after: Any) -> HistoryEntry:
    """A row of `history`."""
    key, text = ("a", LONG) if item == "action" else (None, None)
    return HistoryEntry("ABC", month, "ABC-001", item, kind, field, before, after, None, key, text, file, page)


STORY = Answer(
    HistoryEntry._fields,
    [
        entry("2021-05", "m.pdf", 1, "risk", "first_seen", "rating", None, MODERATE),
        entry("2021-05", "m.pdf", 2, "action", "first_seen", "status", None, "ongoing"),
        entry("2021-06", "j.pdf", 1, "risk", "unchanged", "rating", MODERATE, MODERATE),
        entry("2021-07", "k.pdf", 1, "risk", "rating_changed", "rating", MODERATE, LOW),
        entry("2021-07", "k.pdf", 2, "action", "status_changed", "status", "ongoing", "completed"),
        entry("2021-08", "k.pdf", 1, "risk", "absent", None, LOW, None),
    ],
)


def ratings(*rows: tuple[str, list[RatingValue | None], int | None], months: tuple[str, ...]) -> RatingMatrix:
    """A matrix, None where a risk does not stand; there is no paper for June 2021."""

    def cell(month: str, value: RatingValue | None) -> RatingCell:
        if value is not None:
            return RatingCell(month, CellState.STANDS, value)
        return RatingCell(month, CellState.NO_PAPER if month == "2021-06" else CellState.ABSENT)

    drawn = [RatingRow(risk, tuple(map(cell, months, values)), moved) for risk, values, moved in rows]
    return RatingMatrix(("risk_id", *months, "movement"), drawn)


MATRIX = ratings(
    ("ABC-001", [MODERATE, None, CRITICAL], 8),
    ("ABC-002", [RatingValue(8, "Moderate"), None, LOW], -3),
    ("ABC-003", [None, None, RatingValue(15, "High")], None),
    ("ABC-004", [RatingValue(6, "Low"), None, None], None),
    ("ABC-005", [RatingValue(), None, RatingValue(4)], 0),
    months=("2021-05", "2021-06", "2021-07"),
)
DRAWN: dict[str, Callable[[Console], None]] = {
    "comparison": lambda console: draw_comparison(COMPARISON, console),
    "history": lambda console: draw_history(STORY, console),
    "ratings": lambda console: draw_ratings(MATRIX, console),
}


def drawn(name: str, **look: Any) -> str:
    """An answer as drawn, at 80 columns unless told otherwise."""
    file = io.StringIO()
    DRAWN[name](Console(file=file, highlight=False, markup=False, emoji=False, **{"width": 80, **look}))
    return file.getvalue()


@pytest.mark.parametrize("name", DRAWN)
def test_plain(name: str) -> None:
    assert_golden(GOLDENS / f"{name}.txt", drawn(name))


@pytest.mark.parametrize("name", DRAWN)
def test_in_colour(name: str) -> None:
    assert_golden(GOLDENS / f"{name}.ansi", drawn(name, force_terminal=True, color_system="256"))


@pytest.mark.parametrize("name", DRAWN)
def test_without_colour_nothing_is_lost(name: str) -> None:
    assert "\x1b[3" not in drawn(name, force_terminal=True, color_system="256", no_color=True)


def test_months_that_do_not_fit_are_said() -> None:
    months = [f"20{year}-{month:02}" for year in (19, 20, 21) for month in range(1, 13)]
    wide = ratings(("ABC-001", [RatingValue(9, "Moderate")] * 36, 0), months=tuple(months))
    file = io.StringIO()
    draw_ratings(wide, Console(file=file, width=80))
    assert "Months before 2021-01 do not fit" in file.getvalue()
    assert max(map(len, file.getvalue().splitlines())) <= 80


def test_ratings_in_their_colour() -> None:
    assert [band_style(each) for each in ("Critical", "low", None, "Purple")] == ["bold red", "green", "", ""]
    assert rating(CRITICAL).markup == "[bold red]20 (Critical)[/bold red]"
    assert str(rating(RatingValue())) == "not rated"


@pytest.mark.parametrize("width", [60, 110])
def test_hard_rows_as_a_table(width: int) -> None:
    file = io.StringIO()
    draw_rows(HARD, Console(file=file, width=width, highlight=False, markup=False, emoji=False))
    assert_golden(GOLDENS / f"hard.{width}.txt", file.getvalue())


def test_no_control_character_reaches_a_terminal() -> None:
    file = io.StringIO()
    draw_rows(HARD, Console(file=file, width=200, color_system=None))
    assert not {"\x1b", "\x07"} & set(file.getvalue())


def test_redline_without_styles_has_marks() -> None:
    segments = [("same", "The "), ("removed", "old "), ("added", "new "), ("same", "plan")]
    assert str(redlined(segments, Console(file=io.StringIO()))) == "The [-old-] {+new+} plan"
    colour = Console(file=io.StringIO(), force_terminal=True, color_system="256")
    assert str(redlined(segments, colour)) == "The old new plan"


def test_a_risk_reworded_in_two_fields_counts_once() -> None:
    changes = [
        change("ABC-001", "risk", "reworded", "description", "one", "two"),
        change("ABC-001", "risk", "reworded", "impact", "one", "two"),
        change("ABC-002", "risk", "reworded", "impact", "one", "two"),
        act("ABC-002", "reworded", "text", "one", "two", "a"),
        act("ABC-002", "note_changed", "note", "one", "two", "a"),
        act("ABC-002", "reworded", "text", "one", "two", "b"),
    ]
    assert summary(changes) == "risks: 2 reworded; actions: 2 reworded, 1 with another note."


def test_a_paper_shown_to_a_person_has_the_page_of_each_warning() -> None:
    found = (ReadingWarning(code="hidden_text", message="text a reader cannot see: “x”", page=3),)
    screen = io.StringIO()
    draw_paper(Report(page_count=4, warnings=found), "a.pdf", Console(file=screen, width=100))
    assert "  p. 3: hidden_text: text a reader cannot see: “x”" in screen.getvalue()
