"""The same papers laid out by reportlab's own page maker, which parts tables and paragraphs in its own way."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.generators.variants.content import SECTIONS, Paper, Risk, make_paper
from tests.generators.variants.layouts import SHARES, WIDE_SHARES
from tests.generators.variants.papers import AUTHOR, date_of, margins_of, printed_requests, title_of, truth
from tests.generators.variants.sheet import EDGE, TOP
from tests.generators.variants.style import draw_style
from tests.generators.variants.typesetting import embed_fonts
from tests.generators.variants.words import PURPOSE

LAYOUTS = ("ruled", "merged", "single", "wide")
_TEXT_BULLETS = ("•", "–", "-", "1.", "a)")  # the page maker sets bullets as text
_GRID = ("GRID", (0, 0), (-1, -1), 0.6, black)
_TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def make_flowing(layout: str, seed: int) -> tuple[bytes, dict[str, Any]]:
    """A paper's PDF and its facts, the same every time."""
    random = Random(f"flowing/{layout}/{seed}")  # noqa: S311  nothing secret about it
    style = draw_style(random)
    bullet, request_bullet = random.choice(_TEXT_BULLETS), random.choice(_TEXT_BULLETS)
    paper = make_paper(replace(style, bullet=bullet, request_bullet=request_bullet), random)
    return _Maker(paper, layout).pdf(), truth(paper)


class _Maker:
    """One paper in the making: its measures and the styles of its paragraphs."""

    def __init__(self, paper: Paper, layout: str) -> None:
        embed_fonts()
        self.paper, self.layout, self.style = paper, layout, paper.style
        self.size = landscape(A4) if layout == "wide" else A4
        self.width = self.size[0] - 2 * EDGE
        self.body = self._text_style(1.0, self.style.font, spaceAfter=6)
        self.cell = self._text_style(1.0, self.style.font)
        self.bold = self._text_style(1.0, self.style.bold, spaceBefore=4, spaceAfter=3)
        self.item = self._text_style(1.0, self.style.font, leftIndent=20, bulletIndent=6, spaceAfter=2)

    def _text_style(self, scale: float, font: str, **more: float) -> Any:
        size, leading = scale * self.style.size, scale * self.style.leading
        return ParagraphStyle("text", fontName=font, fontSize=size, leading=leading, splitLongWords=0, **more)

    def pdf(self) -> bytes:
        """The paper set twice, the first time to count its pages."""
        pages, _ = self._set(0)
        return self._set(pages)[1]

    def _set(self, pages: int) -> tuple[int, bytes]:
        def furnish(canvas: Any, document: Any) -> None:
            header, footer = margins_of(self.paper, document.page, pages)
            canvas.setFont(self.style.font, 8.5)
            canvas.drawString(EDGE, self.size[1] - 36, header)
            canvas.drawCentredString(self.size[0] / 2, 34, footer)

        file = io.BytesIO()
        sides = {"leftMargin": EDGE - 6, "rightMargin": EDGE - 6}  # a frame has a padding of 6 points
        ends = {"topMargin": TOP, "bottomMargin": self.style.foot}
        document = SimpleDocTemplate(file, pagesize=self.size, invariant=1, **sides, **ends)
        document.build(self._story(), onFirstPage=furnish, onLaterPages=furnish)
        return int(document.page), file.getvalue()

    def _story(self) -> list[Any]:
        paper = self.paper
        story = [self._heading(title_of(paper), 1.5), self._paragraph(f"Paper Reference: {paper.reference}", self.body)]
        story += [self._heading("Purpose"), *self._paragraphs(PURPOSE)]
        for standing, risks in paper.sections:
            story += [self._heading(SECTIONS[standing]), *self._register(risks), Spacer(1, self.style.gap)]
        story += [self._heading("Recommendation & Next Steps"), self._paragraph("Members are asked to:", self.body)]
        story += [*self._list(printed_requests(paper), self.style.request_bullet), Spacer(1, 24)]
        return [*story, *self._paragraphs((AUTHOR, date_of(paper)))]

    def _register(self, risks: Sequence[Risk]) -> list[Any]:
        if self.layout == "wide":
            rows = [[*self._row(risk), *(lines for _, lines in self._parts(risk))] for risk in risks]
            return [self._table([*self.style.heads, *self.style.parts], rows, WIDE_SHARES)]
        if self.layout == "single":
            return [self._merged(risks)]
        if self.layout == "merged":
            return [part for risk in risks for part in (self._merged([risk]), Spacer(1, self.style.gap))]
        return [part for risk in risks for part in self._ruled(risk)]

    def _ruled(self, risk: Risk) -> list[Any]:
        parts = [self._table(self.style.heads, [self._row(risk)], SHARES), Spacer(1, 4)]
        for label, lines in self._parts(risk):
            parts += [self._paragraph(label, self.bold), *lines]
        return [*parts, Spacer(1, self.style.gap)]

    def _merged(self, risks: Sequence[Risk]) -> Any:
        rows: list[list[Any]] = []
        for risk in risks:
            rows.append(self._row(risk))
            rows += [[[self._paragraph(label, self.bold), *lines], "", ""] for label, lines in self._parts(risk)]
        return self._table(self.style.heads, rows, SHARES)

    def _table(self, heads: Sequence[str], rows: list[list[Any]], shares: Sequence[float]) -> Any:
        head = [self._paragraph(name, self._text_style(1.0, self.style.bold)) for name in heads]
        spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows, start=1) if row[1:] == ["", ""]]
        widths = [share * self.width for share in shares]
        table = Table([head, *rows], colWidths=widths, repeatRows=1, splitInRow=1)
        table.setStyle(TableStyle([_GRID, _TOP, *spans]))
        return table

    def _row(self, risk: Risk) -> list[Any]:
        texts = (risk.risk_id, risk.description, "\n".join(risk.rating))
        return [self._paragraph(text, self.cell) for text in texts]

    def _parts(self, risk: Risk) -> list[tuple[str, list[Any]]]:
        parts = zip(
            self.style.parts,
            (self._paragraphs(risk.impact), self._list(risk.bullets, self.style.bullet)),
            strict=True,
        )
        return [(label, lines) for label, lines in parts if lines or self.style.bare_headings or self.layout == "wide"]

    def _heading(self, text: str, scale: float = 1.2) -> Any:
        return self._paragraph(text, self._text_style(scale, self.style.bold, spaceBefore=8, spaceAfter=6))

    def _paragraphs(self, texts: Sequence[str]) -> list[Any]:
        return [self._paragraph(text, self.body) for text in texts]

    def _list(self, texts: Sequence[str], bullet: str) -> list[Any]:
        marks = [{"1.": f"{n}.", "a)": f"{chr(96 + n)})"}.get(bullet, bullet) for n in range(1, len(texts) + 1)]
        return [self._paragraph(text, self.item, mark) for text, mark in zip(texts, marks, strict=True)]

    def _paragraph(self, text: str, style: Any, mark: str | None = None) -> Any:
        return Paragraph(escape(text).replace("\n", "<br/>"), style, bulletText=mark)
