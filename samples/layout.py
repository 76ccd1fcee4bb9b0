"""Lays a paper out as lines and rules on A4 pages, the way a word processor fills them.

Nothing is kept together: a table row, a bullet or a heading and its text part wherever the
page ends, since that is what a reader of such papers has to cope with.
All measures are points from the page's top left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import stringWidth

from risktrail.samples.story import register

if TYPE_CHECKING:
    from risktrail.samples.story import Paper, Risk

TOP, BOTTOM = 72.0, 750.0
LEFT, RIGHT = 62.0, 533.0
COLUMNS = (57.0, 122.0, 451.0, 525.0)
CELL_PADDING = 5.5
HEADER_BASELINE, FOOTER_BASELINE = 45.0, 802.0
BULLET_INDENT = 27.0
AFTER_TABLE = 25.0


@dataclass(frozen=True)
class Style:
    """A paragraph's font, its colour and the space around it."""

    font: str = "Helvetica"
    size: float = 10.0
    leading: float = 14.0
    before: float = 0.0
    after: float = 11.0
    colour: str = "#000000"


BODY = Style()
TITLE = Style("Helvetica-Bold", 14, 18, before=22, after=12, colour="#365f91")
HEADING = Style("Helvetica-Bold", 13, 17, before=4, after=3, colour="#4f81bd")
LABEL = Style("Helvetica-Bold")
BULLET = Style(after=0)
CELL = Style(leading=12.5)
HEAD_CELL = Style("Helvetica-Bold", leading=12.5)


@dataclass(frozen=True)
class Words:
    """One line of text, set from its baseline."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True)
class Rule:
    """One straight line of a table's grid."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Flow:
    """Pages as they fill up. `y` is how far down the last one is full."""

    pages: list[list[Words | Rule]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def turn(self) -> None:
        """Goes on at the top of a new page."""
        self.pages.append([])
        self.y = TOP

    def space(self, height: float) -> None:
        """Leaves room, though not at the top of a page."""
        if self.y > TOP or len(self.pages) == 1:
            self.y += height

    def line(self, x: float, text: str, style: Style) -> None:
        """Sets one line, on the next page if this one is full."""
        if self.y + style.leading > BOTTOM:
            self.turn()
        self.put(x, self.y, text, style)
        self.y += style.leading

    def put(self, x: float, top: float, text: str, style: Style) -> None:
        """Sets one line of text whose line box begins at `top`."""
        baseline = top + (style.leading + style.size * 0.7) / 2
        self.pages[-1].append(Words(x, baseline, text, style))

    def paragraph(self, text: str, style: Style = BODY) -> None:
        """Sets a paragraph or a heading across the page."""
        self.space(style.before)
        for line in wrapped(text, style, RIGHT - LEFT):
            self.line(LEFT, line, style)
        self.space(style.after)

    def bullet(self, text: str) -> None:
        """Sets one item of a list."""
        for n, line in enumerate(wrapped(text, BULLET, RIGHT - LEFT - BULLET_INDENT)):
            self.line(LEFT + BULLET_INDENT, line, BULLET)
            if n == 0:
                self.put(LEFT + 9, self.y - BULLET.leading, "\u2022", Style("Symbol"))

    def row(self, cells: list[str], style: Style) -> None:
        """Sets a table row, which parts between any two of its lines where the page ends."""
        columns = [_cell(text, style, width) for text, width in zip(cells, _widths(), strict=True)]
        lines = list(zip_longest(*columns, fillvalue=""))
        while lines:
            fits = int((BOTTOM - self.y - 1) // style.leading)
            if fits < 1 or (style is HEAD_CELL and fits < len(lines)):
                self.turn()
                continue
            self._fragment(lines[:fits], style)
            lines = lines[fits:]

    def _fragment(self, lines: list[tuple[str, ...]], style: Style) -> None:
        top = self.y
        for n, line in enumerate(lines):
            for x, text in zip(COLUMNS, line, strict=False):
                if text:
                    self.put(x + CELL_PADDING, top + n * style.leading, text, style)
        self.y = top + len(lines) * style.leading + 1
        across = [Rule(COLUMNS[0], y, COLUMNS[-1], y) for y in (top, self.y)]
        self.pages[-1] += [*across, *(Rule(x, top, x, self.y) for x in COLUMNS)]


def wrapped(text: str, style: Style, width: float) -> list[str]:
    """The text in lines no wider than `width`, broken at spaces and after hyphens in words."""
    lines = [""]
    for piece in re.findall(r"\w+-(?=\w)|\S*?\w-(?=[a-z])|\S+\s*|\s+", text):
        if lines[-1] and stringWidth((lines[-1] + piece).rstrip(), style.font, style.size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _widths() -> list[float]:
    return [right - left for left, right in pairwise(COLUMNS)]


def _cell(text: str, style: Style, width: float) -> list[str]:
    parts = text.split("\n")
    return [line for part in parts for line in wrapped(part, style, width - 2 * CELL_PADDING)]


def laid_out(paper: Paper) -> list[list[Words | Rule]]:
    """The paper's pages, running headers and footers included."""
    words, flow = register(), Flow()
    flow.paragraph(words["title"], TITLE)
    flow.paragraph("1. Purpose", HEADING)
    for text in words["purpose"]:
        flow.paragraph(text)
    flow.paragraph("2. Actively Managed Risks", HEADING)
    flow.paragraph(words["intro"])
    for risk in paper.risks:
        _set_risk(flow, paper, risk)
    _set_ending(flow, paper)
    _set_margins(flow, paper)
    return flow.pages


def _set_risk(flow: Flow, paper: Paper, risk: Risk) -> None:
    flow.row(["Risk Number", "Risk Description", "Severity Rating"], HEAD_CELL)
    flow.row([risk.risk_id, risk.description, f"{risk.score}\n({risk.band})"], CELL)
    flow.space(AFTER_TABLE)
    flow.paragraph("Impact", LABEL)
    for text in risk.impact:
        flow.paragraph(text)
    flow.paragraph("Mitigation Actions", LABEL)
    for text in [action.printed() for action in risk.actions] + risk.remarks:
        flow.bullet(text)
    flow.space(paper.gap)


def _set_ending(flow: Flow, paper: Paper) -> None:
    texts = [text for text, _ in paper.recommendations]
    flow.paragraph("3. Recommendation & Next Steps", HEADING)
    flow.paragraph(register()["request"])
    for n, text in enumerate(texts, start=1):
        flow.bullet(text + {len(texts): "", len(texts) - 1: ", and"}.get(n, ","))
    flow.space(paper.gap)
    flow.paragraph(register()["author"])
    flow.paragraph(paper.signed)


def _set_margins(flow: Flow, paper: Paper) -> None:
    header = f"{register()['meeting_name']} {paper.number}"
    flow.pages[0].append(Words(LEFT, FOOTER_BASELINE, f"Paper Reference: {paper.reference}", BODY))
    for number, page in enumerate(flow.pages[1:], start=2):
        footer = f"Page {number} of {len(flow.pages)}"
        page.insert(0, Words(LEFT, HEADER_BASELINE, header, BODY))
        page.append(Words(LEFT, FOOTER_BASELINE, footer, BODY))
