"""Rows as csv, json, jsonl and markdown: the formats programs read, byte for byte the same everywhere."""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TextIO

from risktrail.store import Rows, spreadsheet_safe

LIST_SEPARATOR = "; "


def write_csv(rows: Rows, to: TextIO) -> None:
    """RFC 4180, CRLF line ends; no cell runs as a formula.

    A list of words is joined with `; `, a nested one is JSON; a missing value is an empty cell.
    """
    writer = csv.writer(to)
    writer.writerow(rows.columns)
    writer.writerows([spreadsheet_safe(cell(value)) for value in row] for row in rows)


def write_json(rows: Rows, to: TextIO) -> None:
    """An array of objects, dates as ISO, lists as lists."""
    json.dump([_plain(row) for row in rows.dicts()], to, ensure_ascii=False, indent=2)
    to.write("\n")


def write_jsonl(rows: Rows, to: TextIO) -> None:
    """An object a line."""
    for row in rows.dicts():
        to.write(json.dumps(_plain(row), ensure_ascii=False) + "\n")


def write_markdown(rows: Rows, to: TextIO) -> None:
    """A table as GitHub and most others draw it; line ends inside a cell become <br>."""
    lines = [rows.columns, ["---"] * len(rows.columns), *rows]
    for line in lines:
        to.write("| " + " | ".join(_markdown_cell(value) for value in line) + " |\n")


WRITERS: dict[str, Callable[[Rows, TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "markdown": write_markdown,
}


def cell(value: Any) -> Any:
    """A value as text for one cell; numbers stay numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        if all(isinstance(each, str) for each in value):
            return LIST_SEPARATOR.join(value)
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, dict):
        return json.dumps(_plain(value), ensure_ascii=False)
    plain = _plain(value)
    return "" if plain is None else plain


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, bool | int | str) else _other(value)


def _other(value: Any) -> float | str:
    return float(value) if isinstance(value, Decimal) else str(value)


def _markdown_cell(value: Any) -> str:
    text = str(cell(value)).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(text.splitlines())
