"""What the fill of a rating's cell says where nothing else stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from colorsys import rgb_to_hsv
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line, line_of
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.pdf.page import Fill, Page, Word
from risktrail.ingest.tabular.settings import SETTINGS

_HUES = ((15, "Red"), (48, "Amber"), (70, "Yellow"), (170, "Green"), (345, None), (360, "Red"))  # degrees, upper ends


class CellColours(NamedTuple):
    """The fills of a paper's pages by page number, and the profile's words for colours, `#rrggbb` in lower case."""

    fills: Mapping[int, Sequence[Fill]]
    words: Mapping[str, str]

    def with_word(self, cell: Cell, row: Row) -> Cell:
        """An empty cell with the word for its fill as its text; the same cell where there is none."""
        bottom = cell.bottom or row.top + SETTINGS.inset
        fill = self._at(row.page, (cell.x0 + cell.x1) / 2, (row.top + bottom) / 2)
        word = self._word(fill.colour) if fill else None
        if cell.lines or word is None:
            return cell
        box = (
            cell.x0 + SETTINGS.inset,
            row.top + SETTINGS.inset,
            cell.x1 - SETTINGS.inset,
            max(bottom - SETTINGS.inset, row.top + 2 * SETTINGS.inset),
        )
        return cell._replace(lines=(_line(row.page, box, word),))

    def _at(self, page: int, x: float, y: float) -> Fill | None:
        found = [
            fill
            for fill in self.fills.get(page, ())
            if fill.box[0] <= x <= fill.box[2] and fill.box[1] <= y <= fill.box[3]
        ]
        return found[-1] if found else None

    def _word(self, colour: tuple[int, int, int]) -> str | None:
        for code, word in self.words.items():
            own = (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))
            if all(abs(one - other) <= SETTINGS.near_colour for one, other in zip(own, colour, strict=True)):
                return word
        return colour_name(colour)


def colour_name(colour: tuple[int, int, int]) -> str | None:
    """What people call a colour, where it is one of those that ratings have."""
    hue, saturation, _ = rgb_to_hsv(*(each / 255 for each in colour))
    return None if saturation < SETTINGS.pale else next(word for end, word in _HUES if hue * 360 <= end)


def colours_of(pages: Sequence[Page], words: Mapping[str, str]) -> CellColours:
    """The fills of pages, for the cells of their tables."""
    return CellColours({page.number: page.fills for page in pages if page.fills}, words)


def _line(page: int, box: tuple[float, float, float, float], word: str) -> Line:
    return line_of(page, [Word(*box, word)])
