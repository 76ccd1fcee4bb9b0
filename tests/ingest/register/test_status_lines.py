"""A status that stands alone is that of the action before it, never an action of its own."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read

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


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("bullet", ["• ", "■ ", ""])
def test_a_status_in_front_of_its_action_takes_no_action_from_the_one_before(bullet: str, engine: EngineName) -> None:
    content = actions([f"{bullet}(Ongoing) DCC to order more hubs", f"{bullet}Completed – QRS to count the hubs"])
    found = read(content, engine).report
    assert read_actions(content, engine) == [
        ("DCC to order more hubs", "ongoing"),
        ("QRS to count the hubs", "completed"),
    ]
    assert [warning.code for warning in found.warnings] == ["status_unsure", "status_unsure"]


@pytest.mark.parametrize(
    ("bullet", "status", "words"),
    [
        ("DCC to order hubs – Complete by 30 June", "completed", "by 30 June"),
        ("DCC to order hubs – Completed in part", "completed", "in part"),
        ("DCC to order hubs – Completed, pending sign-off", "completed", "pending sign-off"),
        ("DCC to order hubs – Complete (May), reopened in June", "completed", "(May), reopened in June"),
        ("DCC to order hubs – Done, but some late – Ongoing", "completed", "Ongoing"),
        ("DCC to order hubs – Ongoing -> Completed", "ongoing", "Completed"),
        ("DCC to order hubs: north – Completed south – Ongoing", "ongoing", "Completed"),
        ("DCC to order hubs (Ongoing); QRS to count them (Completed); both to report (Ongoing)", "ongoing", "Ongoing"),
        ("DCC to order hubs – Ongoing?", "ongoing", "Ongoing?"),
        ("DCC to order hubs – Ongoing. QRS to count – Ongoing", "ongoing", "QRS to count – Ongoing"),
    ],
)
def test_an_action_that_says_two_things_is_told_of(bullet: str, status: str, words: str) -> None:
    report = read(actions([f"• {bullet}", "• DCC to count the hubs – Completed."]), EngineName.PDFIUM).report
    assert [each.status.value for each in report.risks[0].actions] == [status, "completed"]
    (warning,) = report.warnings
    assert warning.code == "status_contradicted"
    assert f"“{words}”" in warning.message


@pytest.mark.parametrize(
    "bullet",
    [
        "DCC to order hubs – Completed (order placed in March)",
        "DCC to order hubs – Completed on 4 May 2022",
        "DCC to order hubs – Completed by QRS",
        "DCC to order hubs – Ongoing (50% complete)",
        "DCC to order hubs – a first lot, then more – Ongoing",
        "DCC to order hubs – Ongoing – due June 2022",
        "DCC to order hubs – Ongoing – still ongoing in the north, Ongoing in the south",
        "DCC to keep the not-started list – Ongoing",
    ],
)
def test_an_action_that_says_one_thing_is_not_doubted(bullet: str) -> None:
    report = read(actions([f"• {bullet}", "• DCC to count the hubs – Completed."]), EngineName.PDFIUM).report
    assert report.warnings == ()


def test_the_last_words_of_a_sentence_are_no_status() -> None:
    report = read(actions(["• No order until the count is Completed", "• DCC to count – Ongoing."])).report
    assert [each.status.value for each in report.risks[0].actions] == ["not_stated", "ongoing"]
    assert [warning.code for warning in report.warnings] == ["status_not_stated"]


@pytest.mark.parametrize("engine", EngineName)
def test_a_line_that_is_labelled_as_the_status_leaves_no_label_in_the_action(engine: EngineName) -> None:
    content = actions(["• DCC to order more hubs", "  Status: Ongoing", "• DCC to report on the Status – Completed."])
    assert read_actions(content, engine) == [
        ("DCC to order more hubs", "ongoing"),
        ("DCC to report on the Status", "completed"),
    ]
