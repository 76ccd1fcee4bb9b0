"""Table heads and the columns they open: which row names the columns, and which column a later row's cells stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import SETTINGS, Cell, Row
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.profile import Profile, folded

OTHER = "other"
"""The role of a column whose head no profile names."""


class Column(NamedTuple):
    """A column of the table of risks: its edges, and its role (`number`, `rating` … or `other`)."""

    x0: float
    x1: float
    role: str


ByRole = dict[str, list[Line]]


def column_roles(texts: Sequence[str], profile: Profile) -> tuple[str, ...] | None:
    """The roles of columns, where texts side by side name columns; None where they do not.

    They do where the profile knows two of them at least, and most, and no two are alike.
    """
    roles = tuple(profile.column(text) or OTHER for text in texts)
    known = set(roles) - {OTHER}
    names = {role if role != OTHER else f"{OTHER} {text}" for role, text in zip(roles, texts, strict=True)}
    is_head = len(known) >= 2 and 2 * len(known) > len(roles) and len(names) == len(roles)
    return roles if is_head else None


def names_risks(texts: Sequence[str], profile: Profile) -> bool:
    """Whether texts side by side are the head of a table of risks: of their description, and their number or rating."""
    roles = column_roles(texts, profile) or ()
    return "description" in roles and ("number" in roles or "rating" in roles)


def names_columns_alone(row: Row, profile: Profile) -> bool:
    """Whether every cell of a row names a column or a part, so that none is a label with its text beside it."""
    texts = [cell.text for cell in row.cells if cell.lines]
    return len(texts) > 1 and all(profile.part(text) or profile.column(text) for text in texts)


def columns_of(head: Row, profile: Profile) -> tuple[Column, ...]:
    """The columns that a head opens."""
    return tuple(Column(cell.x0, cell.x1, profile.column(cell.text) or OTHER) for cell in head.cells)


def action_columns_of(row: Row, profile: Profile) -> tuple[Column, ...]:
    """The columns of a table of actions, where a row is its head: it names an action and its status, and nothing else
    that is not known."""
    columns = tuple(Column(cell.x0, cell.x1, profile.action_column(cell.text) or OTHER) for cell in row.cells)
    roles = [column.role for column in columns]
    return columns if {"text", "status"} <= set(roles) and OTHER not in roles and len({*roles}) == len(roles) else ()


def is_flat_head(line: Line, least: int, profile: Profile) -> bool:
    """A head that has lost its columns: `Risk Number Risk Description Severity Rating` as one line."""
    return (
        line.bold and len(line.words) >= least and all(folded(word.text) in profile.head_words for word in line.words)
    )


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
    if last is not None and not texts and abs(label.x0 - last[0]) <= SETTINGS.same_edge:
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
    return (
        abs(cell.x0 - shift - column.x0) <= SETTINGS.same_edge
        and abs(cell.x1 - shift - column.x1) <= SETTINGS.same_edge
    )
