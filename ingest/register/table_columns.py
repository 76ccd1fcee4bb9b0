"""Table heads and the columns they open: which row names the columns, and which column a later row's cells stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.profile import Profile, folded

_SAME_EDGE = 8.0  # points within which a table's edges are those of the one before


class Column(NamedTuple):
    """A column of the table of risks: its edges, and its role (`number`, `rating` … or `other`)."""

    x0: float
    x1: float
    role: str


ByRole = dict[str, list[Line]]


def is_head(row: Row, profile: Profile) -> bool:
    """Whether a row names the columns of a table of risks."""
    roles = [profile.column(cell.text) or f"other {cell.text}" for cell in row.cells if cell.lines]
    known = {role for role in roles if not role.startswith("other")}
    if len(known) < 2 or 2 * len(known) <= len(roles) or len(set(roles)) < len(roles):
        return False
    return "description" in known and bool({"number", "rating"} & known)


def is_parts_head(row: Row, profile: Profile) -> bool:
    """Whether a row names a risk's parts, which stand side by side below it: `Impact | Mitigation Actions`."""
    parts = [profile.part(cell.text) for cell in row.cells]
    return len(parts) > 1 and len(set(parts)) == len(parts) and None not in parts


def names_columns_alone(row: Row, profile: Profile) -> bool:
    """Whether every cell of a row names a column or a part, so that none is a label with its text beside it."""
    texts = [cell.text for cell in row.cells if cell.lines]
    return len(texts) > 1 and all(profile.part(text) or profile.column(text) for text in texts)


def columns_of(head: Row, profile: Profile) -> tuple[Column, ...]:
    """The columns that a head opens."""
    return tuple(Column(cell.x0, cell.x1, profile.column(cell.text) or "other") for cell in head.cells)


def head_and_rest(row: Row, profile: Profile) -> tuple[Row, Row] | None:
    """A head and the row below it, where no rule parts them."""
    counts = []
    for cell in row.cells:
        counts.append(_lines_of_head(cell.lines, profile))
        if cell.lines and not counts[-1]:
            return None
    if all(len(cell.lines) == count for cell, count in zip(row.cells, counts, strict=True)):
        return None
    upper = [cell._replace(lines=cell.lines[:count]) for cell, count in zip(row.cells, counts, strict=True)]
    lower = [cell._replace(lines=cell.lines[count:]) for cell, count in zip(row.cells, counts, strict=True)]
    head, rest = row._replace(cells=tuple(upper)), row._replace(cells=tuple(lower))
    return (head, rest) if is_head(head, profile) else None


def _lines_of_head(lines: Sequence[Line], profile: Profile) -> int:
    """How many of a cell's lines, the most there can be, are a column's name."""
    if not lines or not profile.begins_column(lines[0].text):
        return 0
    return next((count for count in range(len(lines), 0, -1) if profile.column(_text(lines[:count]))), 0)


def goes_on(head: Row, row: Row, profile: Profile) -> bool:
    """Whether a row is the rest of the head before it: every cell of the two together is a column's name."""
    if len(row.cells) != len(head.cells):
        return False
    return all(profile.column(cell.text) for cell in stacked(head, row).cells if cell.lines)


def is_piece_of_head(row: Row, profile: Profile) -> bool:
    """Whether every cell begins a column's name: a head that a page end may have cut."""
    texts = [cell.text for cell in row.cells if cell.lines]
    return len(row.cells) >= 2 and all(_is_piece(text, profile) for text in texts)


def _is_piece(text: str, profile: Profile) -> bool:
    if not profile.begins_column(text):
        return False
    begun = folded(text).rstrip("-")
    return any(phrase.startswith(begun) for phrase in profile.columns)


def is_flat_head(line: Line, least: int, profile: Profile) -> bool:
    """A head that has lost its columns: `Risk Number Risk Description Severity Rating` as one line."""
    return (
        line.bold and len(line.words) >= least and all(folded(word.text) in profile.head_words for word in line.words)
    )


def stacked(upper: Row, lower: Row) -> Row:
    """Two pieces of a row, cell under cell. Rows of unlike build stay as the upper one is."""
    if len(upper.cells) != len(lower.cells):
        return upper
    cells = tuple(
        above._replace(lines=above.lines + below.lines) for above, below in zip(upper.cells, lower.cells, strict=True)
    )
    return upper._replace(cells=cells)


def labels(row: Row, last: tuple[float, str] | None, profile: Profile) -> list[tuple[str, Cell, Sequence[Cell]]]:
    """A row's labels with their roles and the cells beside them; empty where it is no row of labels.

    `last` is the right edge and the role of the label above, with which a row without a label goes on: a page end
    has cut it.
    """
    first, *others = row.cells
    if not any(cell.lines for cell in others):
        role = profile.part(first.text) or (profile.column(first.text) if len(others) == 1 else None)
        return [(role, first, others)] if role and others else []
    if not first.lines:
        return _inner_label(row, last, profile)
    pairs = list(zip(row.cells[::2], row.cells[1::2], strict=False)) if len(row.cells) % 2 == 0 else []
    roles = [profile.part(label.text) or profile.column(label.text) for label, _ in pairs]
    if pairs and all(roles):
        return [(role or "", label, (cell,)) for role, (label, cell) in zip(roles, pairs, strict=True)]
    part = profile.part(first.text)
    return [(part, first, others)] if part else []


def _inner_label(row: Row, last: tuple[float, str] | None, profile: Profile) -> list[tuple[str, Cell, Sequence[Cell]]]:
    """A label, or what goes on beside the one above, in a row whose outer cells are empty: cells that span rows, cut
    by a page end."""
    filled = [cell for cell in row.cells if cell.lines]
    label, *texts = filled
    if last is not None and not texts and abs(label.x0 - last[0]) <= _SAME_EDGE:
        return [(last[1], label._replace(x1=label.x0, lines=()), filled)]
    part = profile.part(label.text)
    return [(part, label, texts)] if part and texts else []


def by_role(row: Row, columns: Sequence[Column]) -> ByRole | None:
    """The row's lines by the role of their column, or None where the row is not of the table with these columns."""
    if not columns:
        return None
    if fits_all(row, columns):
        pairs = [(column.role, cell) for cell, column in zip(row.cells, columns, strict=True) if cell.lines]
    else:
        pairs = [(role_at(cell, columns) or "", cell) for cell in row.cells if cell.lines]
    if not all(role for role, _ in pairs):
        return None
    found: ByRole = {}
    for role, cell in pairs:
        found.setdefault(role, []).extend(cell.lines)
    return found


def same_width(one: Row, other: Row) -> bool:
    """Whether two rows stand between the same edges of a table."""
    return abs(one.x0 - other.x0) <= _SAME_EDGE and abs(one.x1 - other.x1) <= _SAME_EDGE


def fits_all(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row has just these columns, wherever on the page the table now stands."""
    if len(row.cells) != len(columns):
        return False
    shift = row.cells[0].x0 - columns[0].x0
    return all(_same_edges(cell, column, shift) for cell, column in zip(row.cells, columns, strict=True))


def pieces(line: Line, columns: Sequence[Column]) -> dict[str, Line]:
    """A line's words by the role of the column that they stand in; empty where some stand in none."""
    found: dict[str, list[Word]] = {}
    for word in line.words:
        role = next((column.role for column in columns if column.x0 <= word.x0 and word.x1 <= column.x1), None)
        if role is None:
            return {}
        found.setdefault(role, []).append(word)
    return {role: line.of_words(words) for role, words in found.items()}


def role_at(cell: Cell, columns: Sequence[Column]) -> str | None:
    """The role of the column that has a cell's edges."""
    return next((column.role for column in columns if _same_edges(cell, column, 0.0)), None)


def _same_edges(cell: Cell, column: Column, shift: float) -> bool:
    return abs(cell.x0 - shift - column.x0) <= _SAME_EDGE and abs(cell.x1 - shift - column.x1) <= _SAME_EDGE


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)
