"""Sheets of an Excel workbook (.xlsx): the heading frozen and with filters, dates and numbers as such, links to papers.

No text of a paper becomes a formula, whatever it begins with: it stays text, also when its cell is edited. Where a link
leads is never a paper's to say: each leads to a page of `risktrail serve`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from risktrail.schema.errors import QuestionError
from risktrail.store.formats import DANGEROUS, cell
from risktrail.store.labels import BandLevel
from risktrail.store.paper_links import links_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT, MOST_LINKS, LONGEST_NAME = 1_048_576, 16_384, 32_767, 65_530, 31
"""What a sheet can hold, by Microsoft's "Excel specifications and limits"; the heading is one of the rows."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so that earlier days would be shown as their neighbours."""
LARGEST_INTEGER = 10**15
"""Excel keeps 15 digits of a number."""
NARROWEST, WIDEST, ROOM_OF_FILTER = 6, 60, 3
"""Widths of columns, in characters; longer texts are wrapped."""
LINE, HEIGHT_OF_A_LINE, HIGHEST = 54, 15, 408
"""Letters on a line of the widest column, with some room for wide ones; the height of a line and of the highest row, in
points. Excel finds the height of a row by itself, LibreOffice does not."""
BAND_COLOURS = {
    BandLevel.LOW: ("#CFE8D5", "#123F24"),
    BandLevel.MODERATE: ("#FBE8A6", "#4A3500"),
    BandLevel.HIGH: ("#F8C391", "#572200"),
    BandLevel.CRITICAL: ("#B3261E", "#FFFFFF"),
}
"""The ground and the letters of each band: those of the pages."""
PLAIN = {"align": "left", "valign": "top"}
WRAPPED = {**PLAIN, "text_wrap": True}
LINKED = {"font_color": "#14507A", "underline": 1}
TIP = "The page of the paper; opens while risktrail serve runs"
_DANGEROUS = re.compile(DANGEROUS)


class Sheets:
    """A workbook that is being written, a sheet after the other. `workbook_of` makes one."""

    def __init__(self, book: Workbook, served_at: str) -> None:
        self.book = book
        self.served_at = served_at
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **properties: Any) -> Format:
        """A format of cells; the same properties give the same one."""
        key = tuple(sorted(properties.items()))
        return self._formats.get(key) or self._formats.setdefault(key, self.book.add_format(properties))

    def add(self, name: str, columns: Sequence[str], records: Sequence[Sequence[Any]]) -> SheetWriter:
        """A sheet of an answer: its columns, and its rows as `Answer.records` has them.

        A list of texts is joined with `; `, a nested one is JSON; a missing value is an empty cell. A day before March
        1900, and a whole number of more than 15 digits, is text: Excel would show another.

        Args:
            name: The name of the sheet, of which `LONGEST_NAME` letters are shown.
            columns: The columns.
            records: The rows, a value a column.

        Raises:
            QuestionError: There are more rows or columns, or there is a longer text, than a sheet can hold.
        """
        sheet = SheetWriter(self, name, columns, len(records))
        find_links = links_of(columns, self.served_at)
        for record in records:
            sheet.write_row(record, find_links(record))
        sheet.finish()
        return sheet


@contextlib.contextmanager
def workbook_of(target: IO[bytes], served_at: str) -> Iterator[Sheets]:
    """A workbook that is written to `target` when the block ends; `served_at` is where its links find papers."""
    from xlsxwriter import Workbook  # late: most answers are written in other formats

    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, {"in_memory": True, **never}) as book:
        yield Sheets(book, served_at)


class SheetWriter:
    """One sheet of so many rows: `write_row` for each, and `finish` at its end. `sheet` is one that was made before."""

    def __init__(
        self, sheets: Sheets, name: str, columns: Sequence[str], rows: int, sheet: Worksheet | None = None
    ) -> None:
        if rows >= MOST_ROWS or len(columns) > MOST_COLUMNS:
            raise _too_large(f"{name} has {rows:,} rows and {len(columns):,} columns")
        self.sheets, self.name, self.columns = sheets, name, columns
        self.rows = 0
        self.sheet: Worksheet = sheet or sheets.book.add_worksheet(name[:LONGEST_NAME])
        self._widths = [len(column) + ROOM_OF_FILTER for column in columns]
        self._links = 0
        heading = sheets.look(**PLAIN, bold=True, bottom=1)
        for at, column in enumerate(columns):
            self.sheet.write_string(0, at, column, heading)

    def write_row(
        self,
        record: Sequence[Any],
        links: Mapping[int, str] | None = None,
        coloured: dict[int, BandLevel] | None = None,
    ) -> None:
        """Write the next row.

        Args:
            record: Its values.
            links: Where cells lead, by their columns.
            coloured: The bands in whose colours cells stand, by their columns.
        """
        self.rows += 1
        lines = 1
        for at, value in enumerate(record):
            look: dict[str, Any] = {}
            if coloured and at in coloured:
                ground, letters = BAND_COLOURS[coloured[at]]
                look = {"bg_color": ground, "font_color": letters}
            if links and at in links and value is not None and self._links < MOST_LINKS:
                self._links += 1
                self.sheet.write_url(self.rows, at, links[at], self.sheets.look(**PLAIN), "", TIP)
                look = look or LINKED
            width, high = self._write(at, value, look)
            self._widths[at], lines = max(self._widths[at], width), max(lines, high)
        if lines > 1:
            self.sheet.set_row(self.rows, min(lines * HEIGHT_OF_A_LINE, HIGHEST))

    def finish(self) -> None:
        """Freeze the heading, put filters on it, set the widths, and fit the sheet to the width of a page."""
        for at, width in enumerate(self._widths):
            self.sheet.set_column(at, at, min(max(width + 1, NARROWEST), WIDEST))
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        if self.columns:
            self.sheet.autofilter(0, 0, self.rows, len(self.columns) - 1)
            # A text such as a month's `2021` or a number of a paper is meant as text: no mark at its cell.
            self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self.rows + 1}"})

    def _write(self, column: int, value: Any, look: dict[str, Any]) -> tuple[int, int]:
        """Write one cell; how many characters wide it is, and how many lines high."""
        kept = _kept(value)
        if kept is None or kept == "":
            if look and look is not LINKED:
                self.sheet.write_blank(self.rows, column, None, self.sheets.look(**look))
            return 0, 1
        if isinstance(kept, str):
            if len(kept) > LONGEST_TEXT:
                where = f"row {self.rows:,} has a text of {len(kept):,} characters in the column"
                raise _too_large(f"{self.name}: {where} {self.columns[column]!r}")
            quoted = {"quote_prefix": True} if _DANGEROUS.match(kept) else {}
            self.sheet.write_string(self.rows, column, kept, self.sheets.look(**WRAPPED, **quoted, **look))
            lengths = [len(line) for line in kept.splitlines() or [""]]
            return max(lengths), sum(max(1, math.ceil(length / LINE)) for length in lengths)
        write, own, width = self._of_kind(kept)
        write(self.rows, column, kept, self.sheets.look(**own, **look))
        return width, 1

    def _of_kind(self, value: Any) -> tuple[Callable[..., int], dict[str, Any], int]:
        """What writes a value that is no text, how it looks, and how wide it is."""
        if isinstance(value, bool):
            return self.sheet.write_boolean, WRAPPED, len(str(value))
        if isinstance(value, dt.datetime):
            return self.sheet.write_datetime, {**PLAIN, "num_format": "yyyy-mm-dd hh:mm:ss"}, len("2021-07-31 00:00:00")
        if isinstance(value, dt.date):
            return self.sheet.write_datetime, {**PLAIN, "num_format": "yyyy-mm-dd"}, len("2021-07-31")
        return self.sheet.write_number, {"valign": "top"}, len(str(value))


def _too_large(what: str) -> QuestionError:
    return QuestionError(f"{what}, more than an Excel sheet can hold; take csv instead", "take csv instead")


def _kept(value: Any) -> Any:
    """A value as a sheet keeps it: a bool, a number, a day or a time as it is; else text; None where there is none."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value if value.tzinfo is None and value.date() >= FIRST_DAY else value.isoformat()
    if isinstance(value, dt.date):
        return value if value >= FIRST_DAY else value.isoformat()
    return str(cell(value)).replace("\r\n", "\n").replace("\r", "\n")  # the line end of a cell


def _number(value: float | Decimal) -> float | Decimal | str | None:
    if not math.isfinite(value):
        return None
    return str(value) if isinstance(value, int) and abs(value) >= LARGEST_INTEGER else value
