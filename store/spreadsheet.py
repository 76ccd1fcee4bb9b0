"""Cells a spreadsheet cannot run.

Excel and LibreOffice take a cell that begins with = + - @ (or with a tab or line end before one) for a
formula. Such a text gets an apostrophe in front, which they show as text; a plain number stays one. The rule
is the one of the OWASP page on CSV injection. It can be undone exactly: a text that already looks guarded
gets one apostrophe more.
"""

from __future__ import annotations

import re
from typing import TypeVar

Cell = TypeVar("Cell")

DANGEROUS = r"^'*[=+\-@\t\r\n＝＋－＠]"
GUARDED = r"^'+[=+\-@\t\r\n＝＋－＠]"
NUMBER = r"^[+-]?[0-9]+([.][0-9]+)?$"
_DANGEROUS, _NUMBER = re.compile(DANGEROUS), re.compile(NUMBER)


def spreadsheet_safe(value: Cell) -> Cell | str:
    """The value to write into a CSV cell: a text that would run as a formula is guarded."""
    if isinstance(value, str) and _DANGEROUS.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
