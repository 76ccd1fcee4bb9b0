"""What people see, drawn from rows made by hand: plain, and with the colours of a terminal."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from risktrail.cli.people import draw
from risktrail.cli.people.differences import summary
from risktrail.cli.people.paper import paper
from risktrail.cli.people.words import band_style, rating, redlined, score_of
from risktrail.schema.report import ReadingWarning, Report
from risktrail.store import Rows
from tests.golden_files import assert_golden
from tests.store.hard_answer import HARD

GOLDENS = Path(__file__).parent / "goldens"
LONG = "SECAS to ask the Scheme Operator what share of the combinations in homes it has tested, and to report on it"

COMPARE = (
    "register", "from_period", "to_period", "risk_id", "item", "change", "field", "before", "after",
    "similarity", "action_id", "from_file", "from_page", "to_file", "to_page", "text",
)  # fmt: skip
HISTORY = (
    "register", "period", "risk_id", "item", "change", "field", "before", "after", "redline", "action_id",
    "text", "source_file", "page",
)  # fmt: skip


def change(
    risk: str, item: str, kind: str, field: str | None, before: str | None, after: str | None, **more: Any
) -> Any:
    """A row of `compare`."""
    about = {
        "register": "ABC", "from_period": "2021-06", "to_period": "2021-07", "risk_id": risk, "item": item,
        "change": kind, "field": field, "before": before, "after": after, "similarity": None, "action_id": None,
        "from_file": "june.pdf", "from_page": 2, "to_file": "july.pdf", "to_page": 3, "text": None,
    }  # fmt: skip
    return tuple({**about, **more}[name] for name in COMPARE)


def act(risk: str, kind: str, field: str, before: str | None, after: str | None, key: str, text: str = LONG) -> Any:
    """A row of `compare` about an action."""
    return change(risk, "action", kind, field, before, after, action_id=key, text=text)


COMPARISON = Rows(
    COMPARE,
    [
        change("ABC-001", "risk", "rating_changed", "rating", "12 (Moderate)", "20 (Critical)"),
        change("ABC-001", "risk", "reworded", "description", "There is a risk of delay.", "There is a risk of loss."),
        act("ABC-001", "status_changed", "status", "ongoing", "completed", "a"),
        act("ABC-001", "note_changed", "note", "three of nine", "six of nine", "a"),
        act(
            "ABC-001", "reworded", "text", "DCC to draft a plan", "DCC to publish a plan", "b", "DCC to publish a plan"
        ),
        act("ABC-001", "absent", "status", "ongoing", None, "c", "Users to test [red]images[/red]"),
        change("ABC-002", "risk", "rating_changed", "rating", "8 (Moderate)", "5 (Low)"),
        change("ABC-003", "risk", "new", None, None, "15 (High)"),
        act("ABC-003", "new", "status", None, "not_started", "d"),
        act("ABC-003", "note_changed", "note", None, "first figures in August", "e"),
        act("ABC-003", "note_changed", "note", "first figures in May", None, "f"),
        act("ABC-003", "status_changed", "status", "on_hold", "ongoing", "g"),
        act("ABC-003", "unchanged", "status", "ongoing", "ongoing", "h"),
        change("ABC-004", "risk", "absent", None, "6", None),
        change("ABC-005", "risk", "rating_changed", "rating", "9 (Moderate)", "9 (High)"),
    ],
)
STORY = Rows(
    HISTORY,
    [
        ("ABC", "2021-05", "ABC-001", "risk", "first_seen", "rating", None, "12 (Moderate)", None, None, None,
         "m.pdf", 1),
        ("ABC", "2021-05", "ABC-001", "action", "first_seen", "status", None, "ongoing", None, "a", LONG, "m.pdf", 2),
        ("ABC", "2021-06", "ABC-001", "risk", "unchanged", "rating", "12 (Moderate)", "12 (Moderate)", None, None, None,
         "j.pdf", 1),
        ("ABC", "2021-07", "ABC-001", "risk", "rating_changed", "rating", "12 (Moderate)", "5 (Low)", None, None, None,
         "k.pdf", 1),
        ("ABC", "2021-07", "ABC-001", "action", "status_changed", "status", "ongoing", "completed", None, "a", LONG,
         "k.pdf", 2),
        ("ABC", "2021-08", "ABC-001", "risk", "absent", None, "5 (Low)", None, None, None, None, "k.pdf", 1),
    ],
)  # fmt: skip
MATRIX = Rows(
    ("risk_id", "2021-05", "2021-06", "2021-07", "movement"),
    [
        ("ABC-001", "12 (Moderate)", "no paper", "20 (Critical)", 8),
        ("ABC-002", "8 (Moderate)", "no paper", "5 (Low)", -3),
        ("ABC-003", None, "no paper", "15 (High)", None),
        ("ABC-004", "6 (Low)", "no paper", None, None),
        ("ABC-005", "not rated", "no paper", "4", 0),
    ],
)
DRAWN = {"comparison": COMPARISON, "history": STORY, "ratings": MATRIX}


def drawn(name: str, **look: Any) -> str:
    """An answer as drawn, at 80 columns unless told otherwise."""
    file = io.StringIO()
    draw(name, DRAWN[name], Console(file=file, highlight=False, markup=False, emoji=False, **{"width": 80, **look}))
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
    DRAWN["wide"] = Rows(("risk_id", *months, "movement"), [("ABC-001", *["9 (Moderate)"] * 36, 0)])
    file = io.StringIO()
    draw("ratings", DRAWN.pop("wide"), Console(file=file, width=80))
    assert "Months before 2021-01 do not fit" in file.getvalue()
    assert max(map(len, file.getvalue().splitlines())) <= 80


def test_ratings_in_their_colour() -> None:
    assert [band_style(each) for each in ("20 (Critical)", "Low", "5", None, "3 (Purple)")] == [
        "bold red", "green", "", "", "",
    ]  # fmt: skip
    assert str(rating(None)) == "not rated"
    assert [score_of(each) for each in ("20 (Critical)", "High", None)] == [20, None, None]


@pytest.mark.parametrize("width", [60, 110])
def test_hard_rows_as_a_table(width: int) -> None:
    file = io.StringIO()
    draw("rows", HARD, Console(file=file, width=width, highlight=False, markup=False, emoji=False))
    assert_golden(GOLDENS / f"hard.{width}.txt", file.getvalue())


def test_no_control_character_reaches_a_terminal() -> None:
    file = io.StringIO()
    draw("rows", HARD, Console(file=file, width=200, color_system=None))
    assert not {"\x1b", "\x07"} & set(file.getvalue())


def test_redline_without_styles_has_marks() -> None:
    segments = [("same", "The "), ("removed", "old "), ("added", "new "), ("same", "plan")]
    assert str(redlined(segments, Console(file=io.StringIO()))) == "The [-old-] {+new+} plan"
    colour = Console(file=io.StringIO(), force_terminal=True, color_system="256")
    assert str(redlined(segments, colour)) == "The old new plan"


def test_a_risk_reworded_in_two_fields_counts_once() -> None:
    rows = Rows(
        COMPARE,
        [
            change("ABC-001", "risk", "reworded", "description", "one", "two"),
            change("ABC-001", "risk", "reworded", "impact", "one", "two"),
            change("ABC-002", "risk", "reworded", "impact", "one", "two"),
            act("ABC-002", "reworded", "text", "one", "two", "a"),
            act("ABC-002", "note_changed", "note", "one", "two", "a"),
            act("ABC-002", "reworded", "text", "one", "two", "b"),
        ],
    )
    assert summary(rows.dicts()) == "risks: 2 reworded; actions: 2 reworded, 1 with another note."


def test_a_paper_shown_to_a_person_has_the_page_of_each_warning() -> None:
    found = (ReadingWarning(code="hidden_text", message="text a reader cannot see: “x”", page=3),)
    screen = io.StringIO()
    paper(Report(page_count=4, warnings=found), "a.pdf", Console(file=screen, width=100))
    assert "  p. 3: hidden_text: text a reader cannot see: “x”" in screen.getvalue()
