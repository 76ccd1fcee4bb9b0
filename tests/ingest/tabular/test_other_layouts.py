"""Layouts of other bodies: forms below a bar or a heading, heads turned over two lines, numbers cut in narrow cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import Flowable, Spacer

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import profiles_for
from risktrail.ingest.reader import read
from risktrail.schema.report import Report, Trend
from tests.generators.stories import table, text
from tests.ingest.tabular.test_tables import HEADS, ROWS, WIDTHS, paper, spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

engines = pytest.mark.parametrize("engine", EngineName)


class Turned(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """Lines of a head that runs upwards, side by side."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines = lines
        self.width, self.height = 12 * len(lines), 60

    def draw(self) -> None:
        self.canv.rotate(90)
        for place, line in enumerate(self.lines):
            self.canv.setFont("Helvetica-Bold", 9)
            self.canv.drawString(0, -12 * place - 10, line)


@engines
def test_a_short_word_in_a_turned_head_is_turned_too(engine: EngineName) -> None:
    heads = (*HEADS[:3], Turned("Direction", "of travel"), *HEADS[3:])
    rows = [(*row[:3], arrow, *row[3:]) for row, arrow in zip(ROWS, ("increased", "no change"), strict=True)]
    report = read(paper(table([heads, *rows], (40, 90, 50, 70, 90, 70, 60))), engine).report
    assert [risk.trend for risk in report.risks] == [Trend.UP, Trend.SAME]
    assert report.warnings == ()


@engines
def test_a_number_cut_behind_its_sign_is_whole(engine: EngineName) -> None:
    rows = [("CRR-<br/>07", *ROWS[0][1:]), ("CRR-<br/>08", *ROWS[1][1:])]
    summary = table([("Ref", "Risk", "Trend"), ("CRR-07", "Leaking roof", "increased")], (60, 200, 80))
    report = read(paper(table([HEADS, *rows], WIDTHS), Spacer(1, 20), summary), engine).report
    assert [risk.risk_id for risk in report.risks] == ["CRR-07", "CRR-08"]
    assert report.risks[0].trend is Trend.UP


def bars(*named: tuple[str, str]) -> list[Flowable]:
    """A form a risk, each below a bar that names it."""
    story: list[Flowable] = []
    for place, (number, title) in enumerate(named):
        rows: Sequence[Sequence[str]] = [
            (number, title, "", ""),
            ("Description", ("Slates slip", "A hirer falls", "The till is robbed")[place], "", ""),
            ("Inherent risk", "High (20)", "Residual risk", f"Medium ({10 + place})"),
            ("Controls", "Survey", "", ""),
        ]
        spans = [(1, 0, 3, 0)] if title else [(0, 0, 3, 0)]
        story += [spanned(rows, (80, 120, 80, 120), *spans, (1, 1, 3, 1), (1, 3, 3, 3)), Spacer(1, 12)]
    return story


def told(report: Report) -> list[tuple[str, str | None, str, int | None]]:
    return [(risk.risk_id, risk.title, risk.description, risk.score) for risk in report.risks]


@engines
@pytest.mark.parametrize(
    "names",
    [
        (("R01", "Roof"), ("R02", "Hall")),
        (("R01 – Roof", ""), ("R02 – Hall", "")),
        (("Risk R01: Roof", ""), ("Risk R02: Hall", "")),
    ],
)
def test_a_bar_above_a_form_names_its_risk(names: tuple[tuple[str, str], ...], engine: EngineName) -> None:
    report = read(paper(*bars(*names)), engine).report
    assert told(report) == [("R01", "Roof", "Slates slip", 10), ("R02", "Hall", "A hirer falls", 11)]
    assert report.warnings == ()
    assert report.unplaced == ()


def test_forms_that_nothing_names_are_not_one_risk() -> None:
    content = paper(*bars(("Roof", ""), ("Hall", "")))
    report = read(content, profiles=profiles_for("council")).report
    assert [risk.description for risk in report.risks] == ["Slates slip", "A hirer falls"]
    assert [warning.code for warning in report.warnings] == ["risk_number_unread"] * 2


@engines
def test_a_heading_above_tables_names_their_risk(engine: EngineName) -> None:
    story: list[Flowable] = []
    for place, (title, event) in enumerate((("Roof", "Slates slip"), ("Hall", "A hirer falls")), 1):
        story += [
            text(f"Risk {place}: {title}", "Heading3"),
            table([("Causes", "Risk event", "Consequences"), ("Storms", event, "Rain comes in")], (120, 160, 120)),
            Spacer(1, 8),
            table([("Residual rating", "Risk owner"), (f"2 x {place} = {2 * place}", "Clerk")], (120, 160)),
            Spacer(1, 8),
            table([("Action", "Lead", "Due date"), ("Mend it", "Warden", "1 May 2024")], (160, 120, 80)),
        ]
    report = read(paper(*story), engine).report
    assert told(report) == [("1", "Roof", "Slates slip", 2), ("2", "Hall", "A hirer falls", 4)]
    assert [[action.text for action in risk.actions] for risk in report.risks] == [["Mend it"], ["Mend it"]]


@engines
def test_a_bold_label_that_is_not_known_is_a_detail(engine: EngineName) -> None:
    rows = [
        ("<b>Risk ID</b>", "SR1", "<b>Risk owner</b>", "Clerk"),
        ("<b>Description</b>", "Slates slip", "<b>Next review</b>", "Oct-24"),
        ("<b>Residual risk</b>", "12", "<b>Risk appetite</b>", "Cautious"),
        ("<b>Controls</b>", "Survey", "<b>Actions</b>", "New felt"),
    ]
    report = read(paper(table(rows, (90, 130, 90, 130))), engine).report
    (risk,) = report.risks
    assert (risk.risk_id, risk.score, risk.details) == ("SR1", 12, {"Risk appetite": "Cautious"})
    assert [warning.code for warning in report.warnings] == ["unknown_head"]
