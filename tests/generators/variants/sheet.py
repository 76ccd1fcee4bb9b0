"""Pages that fill up from the top: lines, and rows of cells that part wherever the page ends."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.generators.variants.style import Style
from tests.generators.variants.typesetting import Line, draw_mark, embed_fonts

EDGE = 56.0  # from a page's left and right edges to its text
TOP = 72.0
PADDING = 4.0
HANG = 14.0  # from a bullet to its text
_THIN = 0.7

Margins = Callable[[int], tuple[str, str]]  # the running header and footer of a page
Cells = Sequence[Sequence[Line]]


class Sheet:
    """A paper being set. `y` is how far down the page it is full, in points from the top."""

    def __init__(self, style: Style, size: tuple[float, float], margins: Margins) -> None:
        embed_fonts()
        self.style, self.margins = style, margins
        self.wide, self.high = size
        self.file = io.BytesIO()
        self.canvas: Any = Canvas(self.file, pagesize=size, invariant=True)
        self.page, self.y = 1, TOP

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.wide - 2 * EDGE

    @property
    def bottom(self) -> float:
        """How far down text may go."""
        return self.high - self.style.foot

    def turn(self) -> None:
        """Go on with the next page."""
        self._set_margins()
        self.canvas.showPage()
        self.page, self.y = self.page + 1, TOP

    def finish(self) -> bytes:
        """The paper's bytes."""
        self._set_margins()
        self.canvas.save()
        return self.file.getvalue()

    def space(self, height: float) -> None:
        """Leave room, though not at the top of a page."""
        if self.y > TOP:
            self.y += height

    def lines(self, lines: Sequence[Line]) -> None:
        """Set lines under one another."""
        for group in self._groups(lines):
            self.space(group[0].before)
            if (
                self.y + sum(self._height(line) for line in group) + sum(line.before for line in group[1:])
                > self.bottom
            ):
                self.turn()
            for index, line in enumerate(group):
                self.y += line.before * (index > 0)
                self._put(line, EDGE, self.y)
                self.y += self._height(line)

    def _groups(self, lines: Sequence[Line]) -> list[list[Line]]:
        """The lines in groups that a page end may not part."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and not self._may_part(groups[-1][-1], line, self.width):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def row(
        self, widths: Sequence[float], cells: Cells, head: Cells = (), *, ruled: bool = True, whole: bool = False
    ) -> None:
        """Set a row. It goes on overleaf, under its `head` if it has one; `whole` keeps it uncut."""
        rest = [list(cell) for cell in cells]
        while any(rest):
            taken = [self._fitting(cell, width) for cell, width in zip(rest, widths, strict=True)]
            if not any(taken) or (whole and taken != [len(cell) for cell in rest]):
                self.turn()
                if head:
                    self.row(widths, head, ruled=ruled)
                continue
            self._fragment(widths, [cell[:count] for cell, count in zip(rest, taken, strict=True)], ruled=ruled)
            rest = [cell[count:] for cell, count in zip(rest, taken, strict=True)]

    def _may_part(self, line: Line, following: Line, width: float) -> bool:
        """Whether a page may end here: not where a full line would hide that a paragraph ends with it."""
        if not following.before or following.mark is not None:
            return True
        longer = f"{line.text} {following.text.split()[0]}"
        return line.x + float(stringWidth(longer, line.font, line.size)) < 0.75 * width

    def _fitting(self, cell: Sequence[Line], width: float) -> int:
        room = self.bottom - self.y - 2 * PADDING
        heights = accumulate(line.before * (index > 0) + self._height(line) for index, line in enumerate(cell))
        count = sum(height <= room for height in heights)
        while 0 < count < len(cell) and not self._may_part(cell[count - 1], cell[count], width):
            count -= 1
        return count

    def _fragment(self, widths: Sequence[float], cells: Cells, *, ruled: bool) -> None:
        edges = [EDGE, *(EDGE + right for right in accumulate(widths))]
        lowest = self.y
        for left, cell in zip(edges, cells, strict=False):
            y = self.y + PADDING
            for index, line in enumerate(cell):
                y += line.before * (index > 0)
                self._put(line, left + PADDING, y)
                y += self._height(line)
            lowest = max(lowest, y)
        bottom = lowest + PADDING
        if ruled:
            self._rule([(edges[0], y, edges[-1], y) for y in (self.y, bottom)])
            self._rule([(x, self.y, x, bottom) for x in edges])
        self.y = bottom

    def _height(self, line: Line) -> float:
        return line.size * self.style.leading / self.style.size

    def _put(self, line: Line, left: float, top: float) -> None:
        x, base = left + line.x, self.high - top - 0.8 * line.size
        if line.mark is not None:
            draw_mark(self.canvas, line.mark, x - HANG, base, line)
        if line.font == self.style.bold and self.style.fake_bold:
            self._string(line.text, self.style.font, line.size, x + 0.3, base)
            self._string(line.text, self.style.font, line.size, x, base)
        else:
            self._string(line.text, line.font, line.size, x, base)

    def _string(self, text: str, font: str, size: float, x: float, base: float) -> None:
        self.canvas.setFont(font, size)
        if not self.style.word_by_word:
            self.canvas.drawString(x, base, text)
            return
        for word in text.split(" "):
            self.canvas.drawString(x, base, word)
            x += self.canvas.stringWidth(f"{word} ", font, size)

    def _rule(self, rules: Sequence[tuple[float, float, float, float]]) -> None:
        self.canvas.setLineWidth(_THIN)
        path = self.canvas.beginPath()
        for x0, y0, x1, y1 in rules:
            if self.style.rules == "rectangles":
                self.canvas.rect(x0, self.high - y1, x1 - x0 + _THIN, y1 - y0 + _THIN, stroke=0, fill=1)
            elif self.style.rules == "lines":
                self.canvas.line(x0, self.high - y0, x1, self.high - y1)
            else:
                path.moveTo(x0, self.high - y0)
                path.lineTo(x1, self.high - y1)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def _set_margins(self) -> None:
        header, footer = self.margins(self.page)
        self.canvas.setFont(self.style.font, 8.5)
        self.canvas.drawString(EDGE, self.high - 36, header)
        self.canvas.drawCentredString(self.wide / 2, 34, footer)
