"""A status that stands alone is that of the action before it, never an action of its own."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.engines import EngineName
from ingest.reader import read

OPENING = ["QRS Risk Register", "Paper Reference: QRS_7_1203_02", "5 March 2022", "1. Current Risks"]
ROW = [("Risk Number", "Risk Description", "Rating"), ("QRS-001", "There is a risk of cold.", "20 (Critical)")]


def actions(*pages: list[str]) -> bytes:
    """A paper without rules whose one risk has these lines of actions, the first page's at its foot."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, lines in enumerate(pages):
        level = 780.0
        if number == 0:
            for text in OPENING:
                canvas.drawString(72, level, text)
                level -= 30
            level = 170 + 14 * len(lines)
            for cells in ROW:
                for left, text in zip((72, 160, 420), cells, strict=True):
                    canvas.drawString(left, level, text)
                level -= 16
            canvas.drawString(72, level, "Mitigation Actions")
            level -= 16
        for text in lines:
            canvas.drawString(72, level, text)
            level -= 14
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read_actions(content: bytes, engine: EngineName) -> list[tuple[str, str]]:
    (risk,) = read(content, engine).report.risks
    return [(each.text, each.status.value) for each in risk.actions]


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("status", ["Ongoing.", "– Ongoing.", "■ Ongoing.", "Ongoing (report in May)."])
def test_at_the_top_of_a_page(status: str, engine: EngineName) -> None:
    content = actions(["■ DCC to order more hubs"], [status, "■ DCC to count the hubs – Completed."])
    assert read_actions(content, engine) == [
        ("DCC to order more hubs", "ongoing"),
        ("DCC to count the hubs", "completed"),
    ]


@pytest.mark.parametrize("engine", EngineName)
def test_on_a_line_of_its_own_behind_a_bullet(engine: EngineName) -> None:
    content = actions(["• DCC to order more hubs", "• Ongoing.", "• DCC to count the hubs – Completed."])
    assert read_actions(content, engine) == [
        ("DCC to order more hubs", "ongoing"),
        ("DCC to count the hubs", "completed"),
    ]
