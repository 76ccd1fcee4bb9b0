"""The commands about due dates and ratings of a kind, on small registers made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.schema.report import Report
from tests.cli.command_line import Cli
from tests.generators.register_builders import action, rating, report, risk, store_of

OVERDUE = (
    "register risk_id score band action_id ref text owners due_date first_due_date days_overdue times_moved status note"
    " note_date last_seen source_file page"
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Two registers: ABC moved a date in February, XYZ prints no dates."""

    def month(period: str, due: str) -> Report:
        plan = action("Write the exit plan", due=due, owners=["Head of Finance"], ref="01A", page=4)
        ratings = (rating("current", 12, "Moderate"), rating("target", 6, "Low"))
        return report(period, risk("A-1", 12, plan, title="Waste contract", ratings=ratings))

    other = report("2021-02", risk("X-1", 4), register="XYZ")
    months = month("2021-01", "2021-01-20"), month("2021-02", "2021-02-01")
    return str(store_of(tmp_path / "s.duckdb", [*months, other]))


def test_overdue_over_all_registers(cli: Cli, store: str) -> None:
    done = cli("overdue", "--db", store, "-f", "csv")
    (row,) = done.rows()
    assert list(row) == [*OVERDUE.split(), "decided"]
    shown = ("register", "risk_id", "due_date", "first_due_date", "days_overdue", "times_moved", "page")
    assert [row[name] for name in shown] == ["ABC", "A-1", "2021-02-01", "2021-01-20", "9", "1", "4"]
    assert "XYZ prints no due dates" in done.err


def test_overdue_for_people_has_the_title_below_the_number(cli: Cli, store: str) -> None:
    drawn = cli("overdue", "--db", store, "-f", "table", "--owner", "head of finance", "--band", "moderate").out
    assert "ABC A-1" in drawn
    assert "Waste contract" in drawn
    assert cli("overdue", "--db", store, "-f", "csv", "--band", "High").rows() == []


def test_overdue_on_a_day(cli: Cli, store: str) -> None:
    assert [row["days_overdue"] for row in cli("overdue", "--db", store, "--as-of", "2021-01-25").rows()] == ["5"]
    done = cli("overdue", "--db", store, "--as-of", "January")
    assert (done.code, done.line) == (
        2, "risktrail: --as-of 'January' is no day. Write it as in --as-of 2021-07-31."
    )  # fmt: skip


def test_ratings_of_a_kind(cli: Cli, store: str) -> None:
    done = cli("ratings", "--db", store, "--kind", "target", "-f", "csv")
    assert [list(row.values()) for row in done.rows()] == [
        ["ABC", "A-1", "6", "6", "0", "Waste contract", "Low", "Low"]
    ]
    assert "XYZ prints no target ratings." in done.err
    assert cli("ratings", "--db", store, "--kind", "gross").code == 2


def test_a_question_shows_the_titles_of_the_risks_it_names(cli: Cli, store: str) -> None:
    assert "Waste contract" in cli("ask", "risk_timeline", "--register", "ABC", "--db", store, "-f", "table").out
    assert "Waste contract" in cli("history", "A-1", "--register", "ABC", "--db", store, "-f", "table").out
