"""What the columns of actions say: a status with its note, what is done, and when it is due."""

from __future__ import annotations

import datetime as dt

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from risktrail.schema.report import Action, Report
from tests.ingest.tabular.test_tables import of, paper, spanned

HEADS = ("Ref", "Risk description", "Current score", "Action", "Action owner", "Due date", "Status")
WIDTHS = (35, 90, 50, 90, 60, 80, 100)


def actions(*said: tuple[str, str]) -> tuple[Report, list[Action]]:
    """A register with a risk and an action for each due date and status."""
    rows = [
        (f"C{number}", f"Roof {number} leaks", "12", f"Fit alarm {number}", "Clerk", due, status)
        for number, (due, status) in enumerate(said, 1)
    ]
    report = of(spanned([HEADS, *rows], WIDTHS))
    return report, [risk.actions[0] for risk in report.risks]


def codes(report: Report) -> list[str]:
    return [each.code for each in report.warnings if each.code.startswith(("status", "due"))]


@pytest.mark.parametrize(
    ("cell", "status", "words", "note", "completed"),
    [
        ("Completed 12/02/2023", "completed", "Completed", "12/02/2023", "2023-02-12"),
        ("Completed Sept 2023", "completed", "Completed", "Sept 2023", "2023-09-30"),
        ("Complete (12 February 2023)", "completed", "Complete", "12 February 2023", "2023-02-12"),
        ("Completed on 12/02/2023", "completed", "Completed", "on 12/02/2023", "2023-02-12"),
        (
            "Closed – the board asked in May 2023 for more",
            "completed",
            "Closed",
            "the board asked in May 2023 for more",
            None,
        ),
        ("Closed - see C4", "completed", "Closed", "see C4", None),
        ("Implemented", "completed", "Implemented", None, None),
        ("100% complete", "completed", "100% complete", None, None),
        ("In progress – delayed by supplier", "ongoing", "In progress", "delayed by supplier", None),
        ("On hold, no funds", "on_hold", "On hold", "no funds", None),
        ("Deferred – no funds", "other", "Deferred", "no funds", None),
    ],
)
def test_a_cell_of_statuses_may_hold_a_note_or_a_date(
    cell: str, status: str, words: str, note: str | None, completed: str | None
) -> None:
    report, (action,) = actions(("31/03/2023", cell))
    assert (action.status.value, action.status_text, action.note) == (status, words, note)
    assert action.completed_date == (dt.date.fromisoformat(completed) if completed else None)
    assert action.due_date == dt.date(2023, 3, 31)
    assert codes(report) == []


def test_a_share_that_is_done_is_no_status() -> None:
    report, found = actions(("31/03/2023", "75%"), ("31/03/2023", "80% complete"))
    assert [(each.status.value, each.percent) for each in found] == [("other", 75), ("other", 80)]
    assert codes(report) == []


@pytest.mark.parametrize(
    "cell", ["Amber", "Complete (phase 1), ongoing (phase 2)", "Complete by June", "With the insurer"]
)
def test_a_status_that_is_not_understood_is_told_once_a_wording(cell: str) -> None:
    report, found = actions(("31/03/2023", cell), ("31/03/2023", cell))
    assert {(each.status.value, each.status_text) for each in found} == {("other", cell)}
    assert codes(report) == ["status_unknown"]


@pytest.mark.parametrize(
    ("cell", "completed"),
    [
        ("Complete", None),
        ("Done", None),
        ("Completed 12/10/2023", "2023-10-12"),
        ("12/10/2023 (completed)", "2023-10-12"),
    ],
)
def test_what_is_done_may_be_said_where_its_date_was(cell: str, completed: str | None) -> None:
    report, (action, _) = actions((cell, ""), ("31/03/2023", ""))
    assert (action.status.value, action.due_date) == ("completed", None)
    assert action.completed_date == (dt.date.fromisoformat(completed) if completed else None)
    assert codes(report) == []


def test_a_due_cell_that_contradicts_the_status_is_told() -> None:
    report, (action,) = actions(("Completed 12/10/2023", "Ongoing"))
    assert (action.status.value, action.due_date) == ("ongoing", None)
    assert codes(report) == ["status_contradicted"]


def test_a_due_date_that_may_be_another_is_told() -> None:
    report, found = actions(
        ("Q1 2023 / Q3 2023", "Ongoing"), ("Q3", "Ongoing"), ("Each quarter", "Ongoing"), ("####", "")
    )
    assert [each.due_date for each in found] == [dt.date(2023, 9, 30), None, None, None]
    assert codes(report) == ["due_unsure", "due_unread", "due_unread"]


@pytest.mark.parametrize("engine", EngineName)
def test_a_cell_over_several_rows_is_said_of_each(engine: EngineName) -> None:
    heads = (
        "Category",
        "Ref",
        "Risk description",
        "Risk owner",
        "Current score",
        "Action",
        "Action owner",
        "Due date",
        "Status",
    )
    rows = [
        heads,
        ("Money", "C1", "Roof leaks", "Head of Property", "12", "Fit alarms", "Estates", "31/03/2024", "Completed"),
        ("", "", "", "", "", "Patch the valley", "", "", ""),
        ("", "C2", "Boiler stops", "", "9", "Service it", "Clerk", "30/04/2024", "Ongoing"),
        ("People", "C3", "Staff leave", "Head of HR", "6", "Pay more", "Warden", "", "Ongoing"),
        ("", "C4", "Staff are ill", "", "4", "", "", "", ""),
    ]
    merged = [(1, 1, 2), (2, 1, 2), (4, 1, 2), (6, 1, 2), (7, 1, 2), (8, 1, 2), (0, 1, 3), (3, 1, 3)]
    overleaf = [(x, 4, 5) for x in (0, 3, 5, 6, 7, 8)]
    spans = [(x, first, x, last) for x, first, last in [*merged, *overleaf]]
    report = read(paper(spanned(rows, (55, 28, 65, 55, 50, 65, 55, 65, 65), *spans)), engine).report
    assert [(risk.risk_id, risk.owners, risk.category) for risk in report.risks] == [
        ("C1", ("Head of Property",), "Money"),
        ("C2", ("Head of Property",), "Money"),
        ("C3", ("Head of HR",), "People"),
        ("C4", ("Head of HR",), "People"),
    ]
    done, due = ("Estates", "completed", dt.date(2024, 3, 31)), ("Warden", "ongoing", None)
    said = [[(*each.owners, each.status.value, each.due_date) for each in risk.actions] for risk in report.risks]
    assert said == [[done, done], [("Clerk", "ongoing", dt.date(2024, 4, 30))], [due], [due]]
    assert [each.text for risk in report.risks[2:] for each in risk.actions] == ["Pay more", "Pay more"]
    assert report.unplaced == ()


@pytest.mark.parametrize("engine", EngineName)
def test_numbers_say_which_owner_and_date_are_an_actions(engine: EngineName) -> None:
    heads = ("Ref", "Risk description", "Current score", "Action", "Action owner", "Due date", "Status")
    long = "1. Fit alarms in all of the halls and in the depot<br/>2. Patch the gutter<br/>3. Ask the insurer"
    owners, dates = "1. Clerk<br/>2. Engineer<br/>3. Treasurer", "1. 31/12/2022<br/>2. Q1 2023<br/>3. Q2 2023"
    rows = [
        heads,
        ("C1", "Roof leaks", "12", long, owners, dates, "1. Complete<br/>2. Ongoing<br/>3. Ongoing"),
        ("C2", "Boiler stops", "9", "1. Service it", "1. Clerk", "1. 30/04/2024", "1. Complete"),
    ]
    report = read(paper(spanned(rows, (28, 80, 50, 110, 75, 80, 80))), engine).report
    said = [[(*each.owners, str(each.due_date), each.status.value) for each in risk.actions] for risk in report.risks]
    assert said == [
        [
            ("Clerk", "2022-12-31", "completed"),
            ("Engineer", "2023-03-31", "ongoing"),
            ("Treasurer", "2023-06-30", "ongoing"),
        ],
        [("Clerk", "2024-04-30", "completed")],
    ]
    assert [each.text for each in report.risks[1].actions] == ["Service it"]
    assert (codes(report), report.unplaced) == ([], ())
