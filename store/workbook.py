"""Answers as Excel workbooks (.xlsx): one sheet, its heading frozen and with filters, dates and numbers as such.

No text of a paper becomes a formula or a link, whatever it begins with: it stays text, also when its cell is edited.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.schema.errors import QuestionError
from risktrail.store.formats import DANGEROUS, cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from risktrail.store.answer import AnyAnswer

SHEET = "Answer"
MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1_048_576, 16_384, 32_767
"""What a sheet can hold, by Microsoft's "Excel specifications and limits"; the heading is one of the rows."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so that earlier days would be shown as their neighbours."""
LARGEST_INTEGER = 10**15
"""Excel keeps 15 digits of a number."""
NARROWEST, WIDEST, ROOM_OF_FILTER = 6, 60, 3
"""Widths of columns, in characters; longer texts are wrapped."""
PLAIN = {"align": "left", "valign": "top"}
_DANGEROUS = re.compile(DANGEROUS)


class _Looks(NamedTuple):
    """How cells look: one format of a workbook for each kind."""

    text: Format
    quoted: Format
    day: Format
    time: Format
    number: Format


def workbook(answer: AnyAnswer) -> bytes:
    """An answer as the bytes of a workbook, values as `Answer.records` has them.

    A list of texts is joined with `; `, a nested one is JSON; a missing value is an empty cell. A day before March
    1900, and a whole number of more than 15 digits, is text: Excel would show another.

    Args:
        answer: The answer.

    Raises:
        QuestionError: The answer has more rows or columns, or a longer text, than a sheet can hold.
    """
    from xlsxwriter import Workbook  # late: most answers are written in other formats

    records = list(answer.records())
    _refuse_too_large(len(records) + 1, len(answer.columns))
    kept = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, {"in_memory": True, **never}) as book:
        sheet = book.add_worksheet(SHEET)
        wrapped = {**PLAIN, "text_wrap": True}
        looks = _Looks(
            book.add_format(wrapped),
            book.add_format({**wrapped, "quote_prefix": True}),
            book.add_format({**PLAIN, "num_format": "yyyy-mm-dd"}),
            book.add_format({**PLAIN, "num_format": "yyyy-mm-dd hh:mm:ss"}),
            book.add_format({"valign": "top"}),
        )
        _write_heading(sheet, answer.columns, book.add_format({**PLAIN, "bold": True, "bottom": 1}))
        for at, name in enumerate(answer.columns):
            width = len(name) + ROOM_OF_FILTER
            for row, record in enumerate(records, 1):
                width = max(width, _write(sheet, row, at, record[at], looks, name))
            sheet.set_column(at, at, min(max(width + 1, NARROWEST), WIDEST))
        _finish(sheet, len(records), len(answer.columns))
    return kept.getvalue()


def _refuse_too_large(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise _too_large(f"the answer has {rows - 1:,} rows and {columns:,} columns")


def _too_large(what: str) -> QuestionError:
    return QuestionError(f"{what}, more than an Excel sheet can hold; take csv instead", "take csv instead")


def _write_heading(sheet: Worksheet, columns: tuple[str, ...], look: Format) -> None:
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name, look)


def _finish(sheet: Worksheet, rows: int, columns: int) -> None:
    """Freeze the heading, put filters on it, and fit the sheet to the width of a page."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
        # A text such as a month's `2021` or a number of a paper is meant as text: no mark at its cell.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows + 1}"})


def _write(sheet: Worksheet, row: int, column: int, value: Any, looks: _Looks, name: str) -> int:
    """Write one cell; how many characters wide it is."""
    kept = _kept(value)
    if kept is None:
        return 0
    if isinstance(kept, str):
        if len(kept) > LONGEST_TEXT:
            raise _too_large(f"row {row:,} has a text of {len(kept):,} characters in the column {name!r}")
        if kept:
            sheet.write_string(row, column, kept, looks.quoted if _DANGEROUS.match(kept) else looks.text)
        return max(map(len, kept.splitlines() or [""]))
    write, look, width = _of_kind(sheet, kept, looks)
    write(row, column, kept, look)
    return width


def _of_kind(sheet: Worksheet, value: Any, looks: _Looks) -> tuple[Callable[..., int], Format, int]:
    """What writes a value that is no text, how it looks, and how wide it is."""
    if isinstance(value, bool):
        return sheet.write_boolean, looks.text, len(str(value))
    if isinstance(value, dt.datetime):
        return sheet.write_datetime, looks.time, len("2021-07-31 00:00:00")
    if isinstance(value, dt.date):
        return sheet.write_datetime, looks.day, len("2021-07-31")
    return sheet.write_number, looks.number, len(str(value))


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
