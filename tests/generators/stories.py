"""Papers set from flowables: a title, a register as a test builds it, recommendations and a date."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Spacer, Table

from risktrail.ingest.reader import read
from risktrail.schema.report import Report

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HEAD = ("Risk Number", "Risk Description", "Severity Rating")
DESCRIPTION = "There is a risk that the depots run out of hubs in a cold winter."
ACTIONS = ("DCC to order more hubs – Ongoing.", "QRS to count the hubs in stock – Completed (twelve left).")
ACTION_TEXTS = ["DCC to order more hubs", "QRS to count the hubs in stock"]  # what ACTIONS are read as
_STYLES = getSampleStyleSheet()


def text(words: str, style: str = "Normal") -> Paragraph:
    return Paragraph(words, _STYLES[style])


def bullets(items: Sequence[str]) -> ListFlowable:
    return ListFlowable([ListItem(text(item)) for item in items], bulletType="bullet")


def table(rows: Sequence[Sequence[str | Flowable]], widths: Sequence[int]) -> Table:
    cells = [[text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    made = Table(cells, colWidths=widths)
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return made


def below(name: str, *content: Flowable) -> list[Flowable]:
    return [text(f"<b>{name}</b>"), *content]


def risk(risk_id: str, description: str = DESCRIPTION, rating: str = "20 (Critical)") -> list[Flowable]:
    """A risk as the family prints it: a table of three columns, then its parts."""
    return [
        table([HEAD, (risk_id, description, rating)], (80, 250, 100)),
        *below("Impact", text("Deliveries stop.")),
        *below("Mitigation Actions", bullets(ACTIONS)),
    ]


def bytes_of(*story: Flowable, on_page: Callable[[Canvas, int], None] = lambda *_: None, right: float = 72) -> bytes:
    """A PDF of these flowables. `on_page` draws on each page, given its number; `right` is the margin in points."""

    def draw(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        on_page(canvas, canvas.getPageNumber())
        canvas.restoreState()

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, rightMargin=right).build(list(story), onFirstPage=draw, onLaterPages=draw)
    return buffer.getvalue()


def paper(*register: Flowable, title: str = "QRS Risk Register – Progress Report", **drawn: Any) -> bytes:
    """A paper with this register in it; `drawn` is as `bytes_of` takes it."""
    return bytes_of(
        text(title, "Title"),
        text("Paper Reference: QRS_7_1203_02"),
        text("1. Current Risks", "Heading2"),
        *register,
        text("2. Recommendations", "Heading2"),
        text("Members are asked to:"),
        bullets(["NOTE this paper, and", "ENDORSE the escalation of risk 001 to the Board."]),
        Spacer(1, 20),
        text("5 March 2022"),
        **drawn,
    )


def report(*register: Flowable) -> Report:
    """The reading of a paper with this register in it."""
    return read(paper(*register)).report
