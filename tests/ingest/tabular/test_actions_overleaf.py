"""Rows of actions that a page end cuts between any two lines of their cells."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, PageBreak

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from tests.generators.stories import table
from tests.ingest.tabular.test_tables import paper

HEADS = ("Ref", "Risk", "Score", "Action", "Action owner", "Due date", "Status")
WIDTHS = (30, 90, 40, 130, 70, 70, 70)
FIRST = ("7", "The roof leaks", "12", "Survey the slates", "Head of Estates", "01/03/2024", "Complete")
WHOLE = ("", "", "", "Renew the felt on the long side", "Head of Works", "01/06/2024", "Not started")
LAST = ("2", "The wardens leave", "16", "Raise the pay", "Clerk", "01/05/2024", "In progress")


def cut(foot: tuple[str, ...], top: tuple[str, ...]) -> list[Flowable]:
    return [table([HEADS, FIRST, foot], WIDTHS), PageBreak(), table([HEADS, top, LAST], WIDTHS)]


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(
    ("foot", "top"),
    [
        (("Renew the felt on", "Head of", "01/06/2024", "Not"), ("the long side", "Works", "", "started")),
        (("Renew the felt on the", "Head of Works", "01/06/2024", "Not started"), ("long side", "", "", "")),
        (("Renew the felt on", "Head of", "01/06/2024", "Not started"), ("the long side", "Works", "", "")),
        (("", "", "01/06/2024", ""), ("Renew the felt on the long side", "Head of Works", "", "Not started")),
        (("", "", "", ""), WHOLE[3:]),
    ],
)
def test_an_action_cut_by_a_page_end_is_one(foot: tuple[str, ...], top: tuple[str, ...], engine: EngineName) -> None:
    report = read(paper(*cut(("", "", "", *foot), ("", "", "", *top))), engine).report
    found = [
        (action.text, action.owners, str(action.due_date), action.status_text)
        for risk in report.risks
        for action in risk.actions
    ]
    assert found == [
        ("Survey the slates", ("Head of Estates",), "2024-03-01", "Complete"),
        ("Renew the felt on the long side", ("Head of Works",), "2024-06-01", "Not started"),
        ("Raise the pay", ("Clerk",), "2024-05-01", "In progress"),
    ]
    assert report.warnings == ()


def test_two_dates_of_one_text_within_a_page_are_told() -> None:
    rows = [HEADS, FIRST, ("", "", "", "", "", "01/06/2024", ""), LAST]
    report = read(paper(table(rows, WIDTHS))).report
    assert [len(risk.actions) for risk in report.risks] == [1, 1]
    assert [warning.code for warning in report.warnings] == ["due_unsure"]


def test_none_beside_an_owner_is_no_action() -> None:
    rows = [HEADS, (*FIRST[:3], "None", "Head of Estates", "", ""), LAST]
    report = read(paper(table(rows, WIDTHS))).report
    assert [len(risk.actions) for risk in report.risks] == [0, 1]
