"""Table cells from ruled lines.

Rules that touch make a table. Its lines cut the plane into a grid; neighbours in the grid with no rule between them
are one cell. Missing outer borders (a table open at a page's foot) are made up from the ends of the other lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """When ruled lines are one, and when they touch."""

    snap: float = 2.5
    """Points within which two lines are one, and within which lines touch: the two strokes of a double border stand so
    near, two rows do not."""
    join: float = 4.0
    """Points: a gap in a line up to this long is one where borders of neighbouring cells meet."""
    most_rules: int = 1_500
    """Ruled lines of a page: one with more is a drawing, not a table."""


SETTINGS = RuleSettings()


class GridCell(NamedTuple):
    """A cell: the first row and column of the grid that it takes, how many of each, and its box in points."""

    row: int
    column: int
    rows: int
    columns: int
    box: BBox


class Grid(NamedTuple):
    """Touching rules. `xs` and `ys` are the grid's lines; `owner` maps a grid square to its cell in `cells`."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[int, ...]
    cells: dict[int, GridCell]

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def cells_at(self, y: float) -> Sequence[int]:
        """The cells at a height inside the grid, one for each column of squares."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        row = bisect_right(self.ys, y, 1, rows) - 1
        return self.owner[row * columns : (row + 1) * columns]

    def column_at(self, x: float) -> int:
        """The column of squares at a place inside the grid."""
        return bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1


class Stroke(NamedTuple):
    """A straight line: where it stands on the other axis, and from where to where it runs."""

    at: float
    start: float
    end: float


def find_grids(rules: Sequence[BBox]) -> list[Grid]:
    """The grids that a page's rules make, in the order of their first rules. Rules that touch nothing make none."""
    if len(rules) < 3:
        return []
    flat, upright = strokes(rules)
    if not flat or not upright or len(flat) + len(upright) > SETTINGS.most_rules:
        return []
    return [grid for group in _touching(flat, upright) if (grid := _grid(*group)) is not None]


def strokes(rules: Iterable[BBox]) -> tuple[list[Stroke], list[Stroke]]:
    """The level and the upright lines that rules make: those that overlap, or nearly so, are one."""
    flat, upright = [], []
    for x0, top, x1, bottom in rules:
        if x1 - x0 >= bottom - top:
            flat.append(Stroke((top + bottom) / 2, x0, x1))
        else:
            upright.append(Stroke((x0 + x1) / 2, top, bottom))
    return _merged(flat), _merged(upright)


def _merged(found: list[Stroke]) -> list[Stroke]:
    """Strokes on one line, overlapping or nearly so, as one."""
    found.sort()
    merged: list[Stroke] = []
    line: list[Stroke] = []
    for stroke in found:
        if line and stroke.at - line[0].at > SETTINGS.snap:
            merged += _joined(line)
            line = []
        line.append(stroke)
    return merged + _joined(line)


def _joined(line: list[Stroke]) -> list[Stroke]:
    pieces: list[Stroke] = []
    for stroke in sorted(line, key=lambda stroke: stroke.start):
        if pieces and stroke.start <= pieces[-1].end + SETTINGS.join:
            pieces[-1] = pieces[-1]._replace(end=max(pieces[-1].end, stroke.end))
        else:
            pieces.append(stroke)
    return pieces


def _touching(flat: list[Stroke], upright: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that cross or meet, each with at least one line either way."""
    group = list(range(len(flat) + len(upright)))
    for i, level in enumerate(flat):
        for j, post in enumerate(upright, len(flat)):
            meets = level.start - SETTINGS.snap <= post.at <= level.end + SETTINGS.snap
            if meets and post.start - SETTINGS.snap <= level.at <= post.end + SETTINGS.snap:
                _union(group, i, j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index in range(len(group)):
        levels, posts = groups.setdefault(_root(group, index), ([], []))
        if index < len(flat):
            levels.append(flat[index])
        else:
            posts.append(upright[index - len(flat)])
    return [(levels, posts) for levels, posts in groups.values() if levels and posts]


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = index = group[group[index]]
    return index


def _union(group: list[int], one: int, other: int) -> None:
    group[_root(group, one)] = _root(group, other)


def _grid(levels: list[Stroke], posts: list[Stroke]) -> Grid | None:
    xs = _distinct([post.at for post in posts] + [end for level in levels for end in (level.start, level.end)])
    ys = _distinct([level.at for level in levels] + [end for post in posts for end in (post.start, post.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    group = list(range(columns * rows))
    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        walls = [post.at for post in posts if post.start <= middle <= post.end]
        for column in range(columns - 1):
            if not any(abs(wall - xs[column + 1]) <= SETTINGS.snap for wall in walls):
                _union(group, row * columns + column, row * columns + column + 1)
    for column in range(columns):
        middle = (xs[column] + xs[column + 1]) / 2
        floors = [level.at for level in levels if level.start <= middle <= level.end]
        for row in range(rows - 1):
            if not any(abs(floor - ys[row + 1]) <= SETTINGS.snap for floor in floors):
                _union(group, row * columns + column, (row + 1) * columns + column)
    owner = tuple(_root(group, square) for square in range(columns * rows))
    return Grid(tuple(xs), tuple(ys), owner, _cells(owner, xs, ys))


def _cells(owner: Sequence[int], xs: Sequence[float], ys: Sequence[float]) -> dict[int, GridCell]:
    columns = len(xs) - 1
    squares: dict[int, list[tuple[int, int]]] = {}
    for square, cell in enumerate(owner):
        squares.setdefault(cell, []).append(divmod(square, columns))
    cells = {}
    for cell, members in squares.items():
        rows, places = [row for row, _ in members], [column for _, column in members]
        box = (xs[min(places)], ys[min(rows)], xs[max(places) + 1], ys[max(rows) + 1])
        row, column = min(rows), min(places)
        cells[cell] = GridCell(row, column, max(rows) - row + 1, max(places) - column + 1, box)
    return cells


def _distinct(values: list[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > SETTINGS.snap:
            distinct.append(value)
    return distinct
