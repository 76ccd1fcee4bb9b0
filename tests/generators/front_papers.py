"""Small papers that differ in what they say of themselves: front, running foot, tables, requests and sign-off."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from risktrail.ingest.reader import read
from risktrail.schema.report import Report

_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=4)
_BOLD = ParagraphStyle("bold", _TEXT, fontName="Helvetica-Bold")
_HEADING = ParagraphStyle("heading", _BOLD, fontSize=12, leading=15, spaceBefore=8)
_TITLE = ParagraphStyle("title", _BOLD, fontSize=18, leading=22)
_BULLET = ParagraphStyle("bullet", _TEXT, leftIndent=14, bulletIndent=2)
_RULES = [("GRID", (0, 0), (-1, -1), 0.5, black)]
_WIDTHS = [80, 290, 90]
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class FrontPaper:
    """One paper. Lines of `front` follow the title, `table` them, `closing` the requests; `feet` are the running feet
    of its pages in turn, and there are as many pages as feet."""

    title: Sequence[str] = ("LCB Risk Register – Monthly Report",)
    front: Sequence[str] = ()
    table: Rows = ()
    purpose: str = "This paper tells the Board how each of its risks stands."
    requests: Sequence[str] = ("NOTE the state of the risks; and", "AGREE that LCB-003 is escalated.")
    bullet: str | None = "•"
    closing: Sequence[str] = ()
    feet: Sequence[str] = ("",)
    number: str = "LCB-{:03d}"

    def pdf(self) -> bytes:
        """The paper's file."""
        out = io.BytesIO()
        document = SimpleDocTemplate(out, pagesize=A4, topMargin=60, bottomMargin=80, invariant=1)
        document.build(list(self._flow()), onFirstPage=self._foot, onLaterPages=self._foot)
        return out.getvalue()

    def report(self) -> Report:
        """The paper as it is read."""
        return read(self.pdf()).report

    def _foot(self, canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 28, self.feet[canvas.getPageNumber() - 1])

    def _flow(self) -> list[Flowable]:
        flow: list[Flowable] = [Paragraph(text, _TITLE) for text in self.title]
        flow += [Paragraph(text, _TEXT) for text in self.front]
        if self.table:
            flow += [Spacer(1, 6), Table([list(row) for row in self.table], style=_RULES)]
        flow += [Paragraph("1. Purpose", _HEADING), Paragraph(self.purpose, _TEXT)]
        flow += [PageBreak() for _ in self.feet[1:]]
        flow += self._register()
        if self.requests:
            flow += [Paragraph("3. Recommendations", _HEADING), Paragraph("The Board is requested to:", _TEXT)]
            flow += [Paragraph(text, _BULLET, bulletText=self.bullet) for text in self.requests]
        return [*flow, *(Paragraph(text, _TEXT) for text in self.closing)]

    def _register(self) -> list[Flowable]:
        flow: list[Flowable] = [Paragraph("2. Actively Managed Risks", _HEADING)]
        for number, rating in ((3, "16 (High)"), (7, "8 (Moderate)")):
            rows = [
                ["Risk Number", "Description", "Rating"],
                [self.number.format(number), "There is a risk that pumps fail.", rating],
            ]
            flow += [Table(rows, _WIDTHS, style=_RULES), Paragraph("Impact", _BOLD), Paragraph("Floods.", _TEXT)]
            flow += [Paragraph("Mitigation Actions", _BOLD)]
            flow += [Paragraph("Keepers to test the pumps – Ongoing.", _BULLET, bulletText="•")]
        return flow
