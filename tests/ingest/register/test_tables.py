"""Tables built unlike the usual three columns: labels beside text, more columns, a summary before the risks."""

from __future__ import annotations

import pytest
from reportlab.lib import colors
from reportlab.platypus import PageBreak, Spacer, Table

from risktrail.schema.report import Report
from tests.generators.stories import ACTIONS, DESCRIPTION, HEAD, below, bullets, report, table, text


def assert_reads(found: Report, *risk_ids: str) -> None:
    """Every risk has the one description, impact and pair of actions, and nothing else is left over."""
    assert [risk.risk_id for risk in found.risks] == list(risk_ids)
    for risk in found.risks:
        assert (risk.score, risk.band) == (20, "Critical")
        assert risk.description == DESCRIPTION
        assert risk.impact == ("Deliveries stop.",)
        assert [(action.text, action.status.value, action.note) for action in risk.actions] == [
            ("DCC to order more hubs", "ongoing", None),
            ("QRS to count the hubs in stock", "completed", "twelve left"),
        ]
    assert [asked.risk_ids for asked in found.recommendations] == [(), ("QRS-001",)]
    assert found.period == "2022-03"


def test_a_field_a_row() -> None:
    tables = [
        table(
            [
                ("Risk Number", risk_id),
                ("Risk Description", DESCRIPTION),
                ("Severity Rating", "20 (Critical)"),
                ("Impact", "Deliveries stop."),
                ("Mitigation Actions", bullets(ACTIONS)),
            ],
            (120, 330),
        )
        for risk_id in ("QRS-001", "QRS-002")
    ]
    found = report(tables[0], Spacer(1, 12), tables[1])
    assert_reads(found, "QRS-001", "QRS-002")
    assert found.unplaced == ()


def test_labels_under_the_row() -> None:
    made = Table(
        [
            [text(cell) for cell in HEAD],
            [text("QRS-001"), text(DESCRIPTION), text("20 (Critical)")],
            [text("Impact"), text("Deliveries stop."), ""],
            [text("Mitigation Actions"), bullets(ACTIONS), ""],
        ],
        colWidths=(90, 260, 100),
    )
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (1, 2), (2, 2)), ("SPAN", (1, 3), (2, 3))])
    found = report(made)
    assert_reads(found, "QRS-001")
    assert found.unplaced == ()


def test_parts_side_by_side_below_the_row() -> None:
    found = report(
        table([HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)")], (90, 260, 100)),
        table([("Impact", "Mitigation Actions"), ("Deliveries stop.", bullets(ACTIONS))], (225, 225)),
    )
    assert_reads(found, "QRS-001")
    assert found.unplaced == ()


@pytest.mark.parametrize("line", [0.5, 0])
def test_a_box_around_a_risk(line: float) -> None:
    boxes = []
    for risk_id in ("QRS-001", "QRS-002"):
        inner = Table([HEAD, [risk_id, text(DESCRIPTION), "20 (Critical)"]], colWidths=(90, 240, 90))
        inner.setStyle(
            [("VALIGN", (0, 0), (-1, -1), "TOP")] + [("GRID", (0, 0), (-1, -1), line, colors.black)] * (line > 0)
        )
        inner = Table([[inner]], style=[("TOPPADDING", (0, 0), (-1, -1), 8)])  # clear of the box
        parts = [*below("Impact", text("Deliveries stop.")), *below("Mitigation Actions", bullets(ACTIONS))]
        boxes += [table([[[inner, *parts]]], (450,)), Spacer(1, 12)]
    found = report(*boxes)
    assert_reads(found, "QRS-001", "QRS-002")
    assert found.unplaced == ()


def test_a_label_parted_from_its_text_by_the_page_end() -> None:
    widths = (120, 330)
    found = report(
        table([("Risk Number", "QRS-001"), ("Risk Description", "")], widths),
        PageBreak(),
        table([("", DESCRIPTION), ("Severity Rating", "20 (Critical)"), ("Impact", "Deliveries stop.")], widths),
        table([("Mitigation Actions", bullets(ACTIONS))], widths),
    )
    assert_reads(found, "QRS-001")
    assert found.unplaced == ()


def test_labels_that_narrow_columns_cut() -> None:
    found = report(
        table(
            [("Risk Num", "Risk Descriptio n", "Sever- ity Rating"), ("QRS-001", DESCRIPTION, "20 (Criti cal)")],
            (90, 260, 100),
        ),
        *below("Im pact", text("Deliveries stop.")),
        *below("Mitigatio n Actions", bullets(ACTIONS)),
    )
    assert_reads(found, "QRS-001")
    assert found.unplaced == ()


def test_columns_no_profile_knows_are_told() -> None:
    row = ("QRS-001", DESCRIPTION, "Head of Supply", "20 (Critical)")
    found = report(
        table([("Risk Number", "Risk Description", "Steward", "Severity Rating"), row], (80, 200, 80, 90)),
        *below("Impact", text("Deliveries stop.")),
        *below("Mitigation Actions", bullets(ACTIONS)),
    )
    assert_reads(found, "QRS-001")
    assert " ".join(line.text for line in found.unplaced) == "Head of Supply"


def test_a_summary_is_no_second_entry() -> None:
    found = report(
        table([HEAD, ("QRS-001", "Hubs", "20 (Critical)"), ("QRS-002", "Staff", "6 (Low)")], (80, 250, 100)),
        text("2. Active Risks", "Heading2"),
        table([HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)")], (80, 250, 100)),
        *below("Impact", text("Deliveries stop.")),
        *below("Mitigation Actions", bullets(ACTIONS)),
    )
    assert [risk.risk_id for risk in found.risks] == ["QRS-002", "QRS-001"]  # 002 stands nowhere else
    assert found.risks[1].description == DESCRIPTION
    assert [warning.code for warning in found.warnings] == ["summary_rows"]
    assert any("QRS-001 Hubs 20 (Critical)" in part.paragraphs for part in found.narrative)


@pytest.mark.parametrize("label", ["Commentary", "Update from the chair"])
def test_a_part_no_profile_knows_is_told(label: str) -> None:
    found = report(
        table([HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)")], (80, 250, 100)),
        *below("Impact", text("Deliveries stop.")),
        *below("Mitigation Actions", bullets(ACTIONS)),
        *below(label, text("The depots were discussed.")),
    )
    assert_reads(found, "QRS-001")
    assert [line.text for line in found.unplaced] == [label, "The depots were discussed."]
