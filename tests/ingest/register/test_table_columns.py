"""Heads of ruled tables that are followed, above and below, by rows of another build."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, PageBreak

from risktrail.schema.report import Report
from tests.generators.stories import ACTIONS, DESCRIPTION, HEAD, below, bullets, report, table, text

WIDTHS = (80, 250, 100)
ROW = ("QRS-001", DESCRIPTION, "20 (Critical)")


def parts() -> list[Flowable]:
    """The impact and the actions that stand below a risk's row."""
    return [*below("Impact", text("Deliveries stop.")), *below("Mitigation Actions", bullets(ACTIONS))]


def assert_reads(found: Report) -> None:
    """The one risk is read whole."""
    assert [(each.risk_id, each.score, each.description) for each in found.risks] == [("QRS-001", 20, DESCRIPTION)]
    assert len(found.risks[0].actions) == 2


def said(found: Report) -> list[str]:
    return [text for part in found.narrative for text in part.paragraphs]


def test_a_row_of_other_columns_between_a_head_and_its_rows_is_no_head() -> None:
    found = report(table([HEAD], WIDTHS), table([("First", "Second")], (200, 230)), table([ROW], WIDTHS), *parts())
    assert_reads(found)
    assert "First Second" in said(found)


def test_a_piece_of_a_head_is_not_joined_with_a_head_of_more_columns() -> None:
    heads, row = ("Number", "Description", "Rating", "Steward"), (*ROW, "Head of Supply")
    found = report(
        table([("Risk", "Risk", "Severity")], WIDTHS), PageBreak(), table([heads, row], (80, 200, 80, 70)), *parts()
    )
    assert_reads(found)
    assert "Risk Risk Severity" in said(found)
    assert " ".join(line.text for line in found.unplaced) == "Head of Supply"


def test_a_head_in_two_rows_is_one() -> None:
    found = report(table([("Risk", "Risk", "Severity"), ("Number", "Description", "Rating"), ROW], WIDTHS), *parts())
    assert_reads(found)
    assert found.unplaced == ()


@pytest.mark.parametrize("moved", [0, 6])
def test_columns_may_move_a_little_overleaf(moved: int) -> None:
    second = ("QRS-002", DESCRIPTION, "12 (Moderate)")
    widths = (80, 250 - moved, 100 + moved)
    found = report(table([HEAD, ROW], WIDTHS), PageBreak(), table([second], widths), *parts())
    assert [(each.risk_id, each.score) for each in found.risks] == [("QRS-001", 20), ("QRS-002", 12)]
    assert len(found.risks[1].actions) == 2
