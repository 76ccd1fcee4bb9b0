"""Answers as csv, json, jsonl and markdown, and the rules by which a value is written; nothing else writes one.

A cell that begins with = + - @ (or with a tab or line end before one) is a formula to Excel and LibreOffice. Such a
text gets an apostrophe in front, which they show as text; a plain number stays one. The rule is the one of the OWASP
page on CSV injection. It can be undone exactly: a text that already looks guarded gets one apostrophe more.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

if TYPE_CHECKING:
    from risktrail.store.answer import AnyAnswer

Cell = TypeVar("Cell")

BYTE_ORDER_MARK = "\ufeff"
"""What a csv file begins with: without it Excel takes UTF-8 for the machine's own code page, and shows other signs for
`’`, `–` and `£`."""
LIST_SEPARATOR = "; "
DANGEROUS = r"^'*[=+\-@\t\r\n＝＋－＠]"
GUARDED = r"^'+[=+\-@\t\r\n＝＋－＠]"
NUMBER = r"^[+-]?[0-9]+([.][0-9]+)?$"
_DANGEROUS, _NUMBER = re.compile(DANGEROUS), re.compile(NUMBER)


def write_csv(answer: AnyAnswer, to: TextIO) -> None:
    """Write an answer as RFC 4180: CRLF line ends, a heading, and no cell that runs as a formula.

    A list of texts is joined with `; `, a nested one is JSON; a missing value is an empty cell.
    """
    import csv  # late, as most answers are written otherwise

    writer = csv.writer(to)
    writer.writerow(answer.columns)
    writer.writerows([spreadsheet_safe(cell(value)) for value in row] for row in answer.records())


def write_json(answer: AnyAnswer, to: TextIO) -> None:
    """Write an answer as an array of objects, dates in ISO form, lists as lists."""
    json.dump([_json_value(row) for row in answer.dicts()], to, ensure_ascii=False, indent=2)
    to.write("\n")


def write_jsonl(answer: AnyAnswer, to: TextIO) -> None:
    """Write an answer as JSON objects, one a line."""
    for row in answer.dicts():
        to.write(json.dumps(_json_value(row), ensure_ascii=False) + "\n")


def write_markdown(answer: AnyAnswer, to: TextIO) -> None:
    """Write an answer as a table that GitHub and most others draw; line ends inside a cell become <br>."""
    shown = answer.labelled()
    for line in [shown.columns, ["---"] * len(shown.columns), *shown.records()]:
        to.write("| " + " | ".join(_markdown_cell(value) for value in line) + " |\n")


WRITERS: dict[str, Callable[[AnyAnswer, TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "markdown": write_markdown,
}


def cell(value: Any) -> Any:
    """A value as text for one cell; numbers stay numbers, and a missing value is an empty text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return LIST_SEPARATOR.join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(_json_value(value), ensure_ascii=False)
    plain = _json_value(value)
    return "" if plain is None else plain


def spreadsheet_safe(value: Cell) -> Cell | str:
    """The value to write into a CSV cell: a text that would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and _DANGEROUS.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _json_value(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {str(key): _json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(each) for each in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if value is None or isinstance(value, bool | int | str):
        return value
    from decimal import Decimal  # late, as hardly any answer gets here

    return float(value) if isinstance(value, Decimal) else str(value)


def _markdown_cell(value: Any) -> str:
    text = str(cell(value)).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(text.splitlines())
