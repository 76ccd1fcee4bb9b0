"""Registers whose tables have no full grid: level rules, stripes, or white alone; set with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from tests.generators.stories import text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HEADS = ("Ref", "Risk", "Current score", "Key controls", "Further actions", "Risk owner")
LEAK = "The roof of the depot leaks and the stores below it are ruined by the rain of one winter"
FLOOD = "A flood closes the ford for longer than a week and the school bus has no other way"
ROWS = [
    ("CR1", LEAK, "12", "Yearly survey of all roofs by the county's own surveyor", "Renew the felt", "Head of Estates"),
    ("CR2", "The wardens leave", "16", "Exit talks", "Raise the pay", "Head of People"),
    ("CR3", FLOOD, "9", "", "Ask the county for a bridge over the river at the old mill", "Clerk"),
    ("CR4", "The pension deficit grows", "20", "Actuary's review", "Sell the barn", "Head of Finance"),
    ("CR5", "Records are lost", "6", "Backups each night", "Move the server upstairs", "Head of IT"),
]
WIDTHS = (40, 190, 60, 160, 160, 90)
RULED = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]
OVER = [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black)]
UNDER_HEAD = [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)]
STRIPES = [("BACKGROUND", (0, row), (-1, row), colors.HexColor("#eeeeee")) for row in range(1, 40, 2)]
OTHER_STRIPES = [("BACKGROUND", (0, row), (-1, row), colors.HexColor("#dde8f0")) for row in range(2, 40, 2)]
DARK_HEAD = [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#203040"))]
_SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=8, leading=10)
_CENTRED = ParagraphStyle("centred", parent=_SMALL, alignment=1)


def many(count: int) -> list[tuple[str, ...]]:
    """So many rows, numbered CR1 to CRcount."""
    return [(f"CR{place + 1}", *ROWS[place % len(ROWS)][1:]) for place in range(count)]


def table(
    style: Sequence[tuple[Any, ...]] = (),
    rows: Sequence[Sequence[str]] = ROWS,
    heads: Sequence[str] = HEADS,
    widths: Sequence[int] = WIDTHS,
    *,
    repeated: int = 0,
    cut: bool = False,
    centred: bool = False,
    padding: int = 3,
    group_heads: bool = False,
) -> Table:
    """A table of risks with a head in bold print.

    Args:
        style: Its rules and fills, as reportlab has them; those of rows that it does not have are left out.
        rows: The texts of its rows.
        heads: Its heads.
        widths: Its columns' widths in points.
        repeated: Rows of its head that are printed on each page again.
        cut: Whether a page end may cut a row.
        centred: Whether cells stand in the middle of their rows, numbers and scores in that of their columns.
        padding: Points above and below a cell's text.
        group_heads: Whether the first of the rows is the second level of the head, and both stand in the middle.
    """
    cells = [[Paragraph(f"<b>{head}</b>", _SMALL) for head in heads]]
    if group_heads:
        cells = [[Paragraph(f"<b>{head}</b>", _CENTRED) for head in each] for each in (heads, rows[0])]
    for row in rows[len(cells) - 1 :]:
        styles = [_CENTRED if centred and place in (0, 2) else _SMALL for place in range(len(row))]
        cells.append([Paragraph(cell, each) for cell, each in zip(row, styles, strict=True)])
    made = Table(cells, colWidths=widths, repeatRows=repeated, splitInRow=int(cut))
    upright = "MIDDLE" if centred or group_heads else "TOP"
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), padding) for side in ("TOP", "BOTTOM")]
    made.setStyle([("VALIGN", (0, 0), (-1, -1), upright), *pads, *(each for each in style if each[1][1] < len(cells))])
    return made


def paper(*story: Flowable, title: str = "Moorside Town Council – Corporate Risk Register") -> bytes:
    """A landscape paper with a running foot."""
    buffer = io.BytesIO()

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawString(72, 30, f"Moorside Town Council, page {document.page}")

    made = SimpleDocTemplate(buffer, pagesize=landscape(A4))
    made.build([text(title, "Title"), text("5 March 2022"), *story], onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()
