"""Sections of a register of tables: groups of risks, and risks that are closed, new or candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from risktrail.ingest.errors import SeveralPapersError
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


GROUPED = ("Area", "Risk", "Likelihood", "Impact", "Risk level", "Control", "Review / action")
OF_GROUPS = [
    ("Money", "Fraud by an officer", "L", "H", "M", "Two signatures", "Review annually"),
    ("Money", "Bank fails", "L", "M", "L", "Two banks", "None"),
    ("Land", "Tree falls on a path", "M", "H", "H", "Survey", "Survey by June 2025"),
    ("Land", "Play area is vandalised", "M", "M", "M", "Weekly look", "New lock"),
    ("People", "Clerk is ill", "H", "M", "H", "Deputy named", "Train a deputy"),
]
GROUP_WIDTHS = (55, 95, 60, 50, 55, 75, 80)


def test_a_first_column_that_says_the_same_again_and_again_names_groups() -> None:
    report = of(table([GROUPED, *OF_GROUPS], GROUP_WIDTHS))
    assert report.profile == "letters"
    assert [(risk.risk_id, risk.category, risk.band) for risk in report.risks] == [
        ("Fraud by an officer", "Money", "Medium"),
        ("Bank fails", "Money", "Low"),
        ("Tree falls on a path", "Land", "High"),
        ("Play area is vandalised", "Land", "Medium"),
        ("Clerk is ill", "People", "High"),
    ]
    assert report.risks[0].description == "Fraud by an officer"
    assert report.warnings == ()


def test_the_same_names_in_another_table_are_those_of_a_second_register() -> None:
    other = [(row[0], f"{row[1]} abroad", *row[2:]) for row in OF_GROUPS[::2]]
    tables = [table([GROUPED, *rows], GROUP_WIDTHS) for rows in (OF_GROUPS[::2], other)]
    with pytest.raises(SeveralPapersError, match="the risks Money, Land, People stand in it twice"):
        of(tables[0], text("The ferry", "Heading2"), tables[1])


def in_sections(*rows: str | tuple[str, str]) -> Report:
    """The reading of a table of rows across it, and of risks by number and description."""
    cells = [(row,) + ("",) * 5 if isinstance(row, str) else (*row, "12", "Survey", "Mend it", "Clerk") for row in rows]
    across = [(0, at, 5, at) for at, row in enumerate(rows, 1) if isinstance(row, str)]
    return of(spanned([HEADS, *cells], WIDTHS, *across))


def test_numbers_that_begin_again_in_each_section_name_a_risk_with_it() -> None:
    report = in_sections("Place", ("1", "Flood"), ("2", "Fire"), "People", ("1", "Strike"), ("2", "Flu"))
    assert [(risk.risk_id, risk.category) for risk in report.risks] == [
        ("Place 1", "Place"),
        ("Place 2", "Place"),
        ("People 1", "People"),
        ("People 2", "People"),
    ]
    assert report.warnings == ()


def test_numbers_that_go_on_over_the_sections_stand_alone() -> None:
    report = in_sections("Place", ("1", "Flood"), "People", ("2", "Strike"))
    assert [risk.risk_id for risk in report.risks] == ["1", "2"]


def test_numbers_that_stand_twice_in_one_section_are_refused() -> None:
    with pytest.raises(SeveralPapersError, match="the risks 1, 2 stand in it twice"):
        in_sections("Place", ("1", "Flood"), ("2", "Fire"), ("1", "Strike"), ("2", "Flu"))


def registers(first: str, second: str, style: str) -> Report:
    """The reading of two tables with the same heads, each of two risks with this before their numbers, with the title
    of a second register between them."""
    tables = [
        table([HEADS, *((f"{prefix}{row[0]}", f"{row[1]} of {name}", *row[2:]) for row in RISKS[:2])], WIDTHS)
        for name, prefix in (("corporate", first), ("project", second))
    ]
    return of(tables[0], text("Town Hall – Project Risk Register", style), tables[1])


@pytest.mark.parametrize(("first", "second"), [("CR", "P"), ("", "P"), ("CR", "CR")])
def test_a_second_register_below_a_title_of_its_own_is_refused_by_name(first: str, second: str) -> None:
    message = "“Town Hall – Project Risk Register” on page 1 begins a second register in it"
    with pytest.raises(SeveralPapersError, match=message):
        registers(first, second, "Title")


def test_a_smaller_heading_begins_a_part_of_the_register() -> None:
    assert [risk.risk_id for risk in registers("CR", "P", "Heading2").risks] == ["CR1", "CR2", "P1", "P2"]


def test_a_title_above_risks_that_are_numbered_on_begins_no_second_register() -> None:
    tables = [table([HEADS, *rows], WIDTHS) for rows in (RISKS[:2], RISKS[2:])]
    report = of(tables[0], text("Corporate Risk Register, part two", "Title"), tables[1])
    assert [risk.risk_id for risk in report.risks] == ["1", "2", "3", "4", "5"]
