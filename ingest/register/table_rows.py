"""What each row of a table is: a head, the heads of a risk's parts, a row of one cell, or a record.

A head may take several rows, be cut by a page end, or stand in one row of cells with the first record: it comes out
whole. Which risk a record belongs to, and to which part of it, is told later, by what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.table_columns import names_risks


class RowKind(Enum):
    """What a row of a table is, by its build and its words."""

    HEAD = auto()
    """It names the columns of a table of risks."""
    PARTS_HEAD = auto()
    """It names a risk's parts, which stand side by side below it: `Impact | Mitigation Actions`."""
    SINGLE = auto()
    """It has one cell: the heading of a group of rows, text in a box, or the rest of a cell cut by a page end."""
    RECORD = auto()
    """It is any other row."""


class KnownRow(NamedTuple):
    """A row and what it is."""

    kind: RowKind
    row: Row


def known_rows(rows: Iterable[Row], profile: Profile) -> Iterator[KnownRow]:
    """The rows of one table with their kinds, each head as one row. Every line of the rows is in one of them."""
    held: KnownRow | None = None  # a head that the next row may go on with, or a row that may begin one
    for row in rows:
        with_record = _head_with_record(row, profile)
        whole = _whole_head(held, row, profile) if held is not None and with_record is None else None
        if whole is not None:
            held = whole
            continue
        if held is not None:
            yield held
            held = None
        if with_record is not None:
            yield from with_record
            continue
        known = KnownRow(_kind(row, profile), row)
        if known.kind in (RowKind.HEAD, RowKind.PARTS_HEAD) or _begins_head(row, profile):
            held = known
        else:
            yield known
    if held is not None:
        yield held


def _kind(row: Row, profile: Profile) -> RowKind:
    if len(row.cells) == 1:
        return RowKind.SINGLE
    if _is_head(row, profile):
        return RowKind.HEAD
    parts = [profile.part(cell.text) for cell in row.cells]
    names_parts = None not in parts and len(set(parts)) == len(parts)
    return RowKind.PARTS_HEAD if names_parts else RowKind.RECORD


def _is_head(row: Row, profile: Profile) -> bool:
    """Whether a row names the columns of a table of risks."""
    return names_risks([cell.text for cell in row.filled], profile)


def _whole_head(held: KnownRow, row: Row, profile: Profile) -> KnownRow | None:
    """The head that two rows make: one cut by a page end, or a head and the rest of it. None where they make none."""
    if len(row.cells) != len(held.row.cells):
        return None
    whole = stacked(held.row, row)
    if held.kind is RowKind.RECORD:
        return KnownRow(RowKind.HEAD, whole) if _is_head(whole, profile) else None
    if _is_head(row, profile) or not all(profile.column(cell.text) for cell in whole.filled):
        return None
    return KnownRow(held.kind, whole)


def stacked(upper: Row, lower: Row) -> Row:
    """Two pieces of one row, with as many cells each, cell under cell."""
    cells = [
        above._replace(lines=above.lines + below.lines) for above, below in zip(upper.cells, lower.cells, strict=True)
    ]
    return upper._replace(cells=tuple(cells))


def _begins_head(row: Row, profile: Profile) -> bool:
    """Whether every cell begins a column's name: a head that a page end may have cut."""
    return len(row.cells) >= 2 and all(_begins_name(cell.text, profile) for cell in row.filled)


def _begins_name(text: str, profile: Profile) -> bool:
    if not profile.begins_column(text):
        return False
    begun = folded(text).rstrip("-")
    return any(phrase.startswith(begun) for phrase in profile.columns)


def _head_with_record(row: Row, profile: Profile) -> tuple[KnownRow, KnownRow] | None:
    """A head and the record below it, where no rule parts them, so that they came as one row."""
    counts = []
    for cell in row.cells:
        counts.append(_lines_of_name(cell, profile))
        if cell.lines and not counts[-1]:
            return None
    if all(len(cell.lines) == count for cell, count in zip(row.cells, counts, strict=True)):
        return None
    upper = [cell._replace(lines=cell.lines[:count]) for cell, count in zip(row.cells, counts, strict=True)]
    head = row._replace(cells=tuple(upper))
    if not _is_head(head, profile):
        return None
    lower = [cell._replace(lines=cell.lines[count:]) for cell, count in zip(row.cells, counts, strict=True)]
    return KnownRow(RowKind.HEAD, head), KnownRow(RowKind.RECORD, row._replace(cells=tuple(lower)))


def _lines_of_name(cell: Cell, profile: Profile) -> int:
    """How many of a cell's first lines, the most there can be, are a column's name."""
    if not cell.lines or not profile.begins_column(cell.lines[0].text):
        return 0
    texts = [line.text for line in cell.lines]
    return next((count for count in range(len(texts), 0, -1) if profile.column(" ".join(texts[:count]))), 0)
