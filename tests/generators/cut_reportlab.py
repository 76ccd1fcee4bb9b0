"""The register of `cut_register` set by ReportLab's page maker, which cannot cut a cell that spans rows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any
from xml.sax.saxutils import escape

from tests.generators import cut_register as register
from tests.generators.cut_register import Cut, Form, Risk

_SHARES = {"wide": (0.09, 0.26, 0.12, 0.22, 0.31)}
_SPANNED = ("spanned", "spanned-all")


class ReportLab:
    """Prints with ReportLab, where it is installed."""

    name = "ReportLab"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None if find_spec("reportlab") else "the Python package reportlab"

    def can_print(self, form: Form) -> bool:
        """Whether ReportLab can print the form."""
        return form.layout not in _SPANNED

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        """The papers' PDFs; empty where ReportLab cannot print the form."""
        for cut in cuts:
            yield _printed(cut) if self.can_print(cut.form) else b""


def _printed(cut: Cut) -> bytes:
    from reportlab.platypus import SimpleDocTemplate

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(register.MARGIN, cut.height - 28, register.RUNNING_HEAD)
        canvas.drawCentredString(cut.form.width / 2, 24, f"Page {document.page}")

    file = io.BytesIO()
    margin = register.MARGIN - 6  # a frame has a padding of 6 points
    margins = {f"{side}Margin": margin for side in ("left", "right", "top", "bottom")}
    document = SimpleDocTemplate(file, pagesize=(cut.form.width, cut.height), invariant=1, **margins)
    document.build(_Story(cut).flowables(), onFirstPage=furnish, onLaterPages=furnish)
    return file.getvalue()


class _Story:
    """One paper in the making."""

    def __init__(self, cut: Cut) -> None:
        self.cut, self.form = cut, cut.form

    def flowables(self) -> list[Any]:
        """What ReportLab lays out, in order."""
        from reportlab.platypus import PageBreak, Table

        story = [self._heading(register.TITLE), *(self._paragraph(text) for text in register.FRONT)]
        story += [self._heading("1. Purpose"), self._paragraph(register.PURPOSE), PageBreak()]
        story.append(Table([[""]], rowHeights=[max(self.cut.spacer, 0.1)]))  # a spacer would go at a page's top
        story += [self._heading(f"2. {register.SECTION}"), *self._register()]
        story += [self._heading("3. Recommendations"), self._paragraph("The Council is requested to:")]
        return [*story, *self._list(register.REQUESTS)]

    def _register(self) -> Iterator[Any]:
        if self.form.layout == "wide":
            rows = [[*self._row(risk), self._impact(risk), self._actions(risk)] for risk in register.RISKS]
            yield self._table((*register.HEADS, register.IMPACT, register.ACTIONS), rows)
            return
        for risk in register.RISKS:
            yield self._table(register.HEADS, [self._row(risk)])
            yield from (self._bold(register.IMPACT), *self._impact(risk))
            yield from (self._bold(register.ACTIONS), *self._actions(risk))

    def _table(self, heads: Sequence[str], rows: list[list[Any]]) -> Any:
        from reportlab.lib.colors import black
        from reportlab.platypus import Table, TableStyle

        inner = self.form.width - 2 * register.MARGIN
        widths = [share * inner for share in _SHARES.get(self.form.layout, (0.16, 0.64, 0.2))]
        cells = [[self._bold(name) for name in heads], *rows]
        table = Table(cells, colWidths=widths, repeatRows=self.form.repeats, splitInRow=1)
        commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if self.form.layout != "aligned":
            commands.append(("GRID", (0, 0), (-1, -1), 0.75, black))
        table.setStyle(TableStyle(commands))
        return table

    def _row(self, risk: Risk) -> list[Any]:
        return [self._paragraph(text) for text in (risk.number, risk.description, "\n".join(risk.rating))]

    def _impact(self, risk: Risk) -> list[Any]:
        return [self._paragraph(text) for text in risk.impact]

    def _actions(self, risk: Risk) -> list[Any]:
        return self._list([action.bullet for action in risk.actions])

    def _list(self, texts: Sequence[str]) -> list[Any]:
        return [self._paragraph(text, "•", leftIndent=16, bulletIndent=4) for text in texts]

    def _heading(self, text: str) -> Any:
        return self._bold(text, fontSize=12, leading=15)

    def _bold(self, text: str, **more: Any) -> Any:
        return self._paragraph(text, fontName="Helvetica-Bold", **more)

    def _paragraph(self, text: str, bullet: str | None = None, **more: Any) -> Any:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        usual = {"fontName": "Helvetica", "fontSize": register.SIZE, "leading": register.LEADING, "spaceAfter": 4}
        alone = self.form.lines_alone == 1
        style = ParagraphStyle("text", **{**usual, "allowWidows": alone, "allowOrphans": alone, **more})
        return Paragraph(escape(text).replace("\n", "<br/>"), style, bulletText=bullet)
