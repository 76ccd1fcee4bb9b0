"""Sections of a register of tables: groups of risks, and risks that are closed, new or candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from risktrail.ingest.register_words import register_words
from tests.generators.stories import table, text
from tests.ingest.tabular.test_tables import HEADS, WIDTHS, of, spanned

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.platypus import Flowable

    from risktrail.schema.report import Report

RISKS = [(str(number), f"Hazard {number}", "12", "Survey", "Mend it", "Clerk") for number in range(1, 6)]


def with_rows(*rows: str | int) -> Report:
    """The reading of a table of rows across it, and of risks by their numbers."""
    cells = [(row,) + ("",) * 5 if isinstance(row, str) else RISKS[row - 1] for row in rows]
    across = [(0, at, 5, at) for at, row in enumerate(rows, 1) if isinstance(row, str)]
    return of(spanned([HEADS, *cells], WIDTHS, *across))


def below_headings(*parts: str | int) -> Report:
    """The reading of tables of one risk each, and of headings."""
    story: list[Flowable] = [
        text(f"<b>{part}</b>") if isinstance(part, str) else table([HEADS, RISKS[part - 1]], WIDTHS) for part in parts
    ]
    return of(*story)


def standings(report: Report) -> list[tuple[str, str, str | None, str | None]]:
    return [(risk.risk_id, risk.standing.value, risk.section, risk.category) for risk in report.risks]


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        ("Risks closed since the last review", "closed"),
        ("Closed risks", "closed"),
        ("Removed risks", "closed"),
        ("Corporate risks which have been removed from the register", "closed"),
        ("New risks", "new"),
        ("Candidate risks", "candidate"),
    ],
)
def test_a_row_across_the_table_says_how_the_risks_below_it_stand(row: str, standing: str) -> None:
    assert standings(with_rows(1, row, 2, 3)) == [
        ("1", "active", None, None),
        ("2", standing, row, None),
        ("3", standing, row, None),
    ]


def test_a_heading_above_a_table_says_how_the_risks_in_it_stand() -> None:
    report = below_headings("Open risks", 1, "Closed risks", 2, 3)
    assert standings(report) == [
        ("1", "active", None, None),
        ("2", "closed", "Closed risks", None),
        ("3", "closed", "Closed risks", None),
    ]
    assert report.warnings == ()


def test_a_heading_of_current_risks_ends_a_section_of_closed_ones() -> None:
    report = below_headings("Closed risks", 1, "Current risks", 2)
    assert [risk.standing.value for risk in report.risks] == ["closed", "active"]
    assert report.warnings == ()


def test_groups_that_stood_before_a_section_are_parts_of_it() -> None:
    report = with_rows("Money", 1, "Land", 2, "Closed risks", "Money", 3)
    assert standings(report) == [
        ("1", "active", None, "Money"),
        ("2", "active", None, "Land"),
        ("3", "closed", "Closed risks", "Money"),
    ]
    assert report.warnings == ()


@pytest.mark.parametrize("make", [with_rows, below_headings])
def test_a_section_that_is_not_said_to_end_is_told(make: Callable[..., Report]) -> None:
    report = make(1, "Closed risks", 2, "Harbour", 3)
    assert [risk.standing.value for risk in report.risks] == ["active", "closed", "active"]
    (warning,) = report.warnings
    assert (warning.code, warning.page) == ("standing_unsure", 1)
    assert warning.message == (
        "the risks below “Harbour” were taken to stand outside of “Closed risks”, which is before it"
    )


def test_prose_that_speaks_of_closed_risks_begins_no_section() -> None:
    report = of(text("Risks closed since March are listed in the minutes."), table([HEADS, RISKS[0]], WIDTHS))
    assert standings(report) == [("1", "active", None, None)]


@pytest.mark.parametrize(
    ("heading", "is_closed"),
    [
        ("Recently archived risks", True),
        ("Closed and removed risks", True),
        ("Entries removed in May", True),
        ("Removed", True),
        ("No risks closed this quarter", False),
        ("Retired staff risks", False),
        ("Road closed", False),
        ("Risks of closed roads", False),
    ],
)
def test_the_words_of_a_section_of_closed_risks(heading: str, is_closed: bool) -> None:
    assert (register_words().closed.fullmatch(heading) is not None) == is_closed
