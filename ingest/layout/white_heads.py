"""The heads of tables whose columns only white parts: one level, or heads of groups above the heads of their columns.

Nothing here knows what a register is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.layout.white_columns import Columns, Slot, Span, columns_of, pieces, row_of, taken
from risktrail.ingest.pdf.page import Word


@dataclass(frozen=True, slots=True)
class HeadSettings:
    """When a head has two levels, and which columns are a group's."""

    leading: float = 0.5
    """Of the print's height: lines of one head have less white between them, two levels have more."""
    off_middle: float = 0.1
    """Of the width of a group's columns: how far its head may stand off their middle."""
    same_foot: float = 2.0
    """Points: how far the last lines of heads of one level stand off each other."""


SETTINGS = HeadSettings()


def is_of_one_level(head: Slot, columns: Columns) -> bool:
    """Whether a head's cells name its columns by themselves: no two are the same, nor would be without a line that only
    one of them has, and no cell holds a line far above its others."""
    cells = row_of(head, columns, ()).cells
    if any(cell.lines and _is_torn(cell) for cell in cells):
        return False
    texts = [[line.text for line in cell.lines] for cell in cells]
    lasts = Counter(text[-1] for text in texts if text)
    return len(set(map(tuple, texts))) == len(texts) and all(
        len({len(text) > 1 for text in texts if text and text[-1] == last}) == 1
        for last, count in lasts.items()
        if count > 1
    )


def _is_torn(cell: Cell) -> bool:
    return any(two.top - one.bottom > SETTINGS.leading * two.size for one, two in pairwise(cell.lines))


_Group = tuple[int, int, Span]  # a group's first and last column, and where its text stands


class GroupedHead(NamedTuple):
    """A head whose first `cut` lines name groups: each with its first and last column, and where its text stands."""

    cut: int
    columns: Columns
    groups: tuple[_Group, ...]

    def rows(self, head: Slot) -> tuple[Row, Row]:
        """The two rows of cells of such a head: groups, beside the heads of single columns that take both rows; and the
        heads of the columns in groups."""
        upper, lower = head.lines[: self.cut], head.lines[self.cut :]
        level = (max(line.bottom for line in upper) + min(line.bottom for line in lower)) / 2
        spans = {span for _, _, span in self.groups}
        alone = (_of_words(line, [span for span in pieces(line) if span not in spans]) for line in upper)
        leaves = row_of(head._replace(lines=(*filter(None, alone), *lower)), self.columns, ())
        grouped = {place for first, last, _ in self.groups for place in range(first, last + 1)}
        above = [cell._replace(rows=2) for cell in leaves.cells if cell.column not in grouped]
        for first, last, span in self.groups:
            lines = tuple(filter(None, (_of_words(line, [span] * (span in pieces(line))) for line in upper)))
            x0, x1 = self.columns.edges[first], self.columns.edges[last + 1]
            above.append(Cell(x0, x1, lines, first, last - first + 1, 1, level))
        below = tuple(cell for cell in leaves.cells if cell.column in grouped)
        first_row = leaves._replace(cells=tuple(sorted(above, key=lambda cell: cell.column)))
        return first_row, leaves._replace(top=level, cells=below)


def grouped_head(head: Slot, rows: Sequence[Slot], span: Span) -> GroupedHead | None:
    """The two levels of a slot as the head of some rows, where they are sure; else None.

    A text in the middle above several columns is the head of their group, and each of them has its own head below.
    """
    found = (_cut_at(cut, head, rows, span) for cut in range(1, len(head.lines)))
    return next(filter(None, found), None)


def _cut_at(cut: int, head: Slot, rows: Sequence[Slot], span: Span) -> GroupedHead | None:
    upper, lower = head.lines[:cut], head.lines[cut:]
    apart = taken([word for slot in (*rows, head._replace(lines=lower)) for word in slot.words])
    below = [piece for line in lower for piece in pieces(line)]
    upper_pieces = [piece for line in upper for piece in pieces(line)]
    alone = [piece for piece in upper_pieces if _count(piece, apart) == 1 and not _count(piece, below)]
    singles = (_of_words(line, [piece for piece in pieces(line) if piece in alone]) for line in upper)
    columns = columns_of([head._replace(lines=(*filter(None, singles), *lower))], rows, *span)
    if columns is None:
        return None
    leaves = _leaves(lower, columns, max(line.bottom for line in lower))
    over = [piece for piece in upper_pieces if piece not in alone]
    groups = _settled([_groups(piece, over, leaves, columns) for piece in over])
    if not groups:
        return None
    found = GroupedHead(cut, columns, tuple(sorted(groups)))
    return found if _is_sure(found, head) else None


def _leaves(lower: Sequence[Line], columns: Columns, foot: float) -> dict[int, Span]:
    """Where the heads stand that end at the head's foot, by column."""
    leaves: dict[int, Span] = {}
    for line in lower:
        if line.bottom >= foot - SETTINGS.same_foot:
            for x0, x1 in pieces(line):
                leaves[columns.of((x0, x1))] = x0, x1
    return leaves


def _groups(piece: Span, others: Sequence[Span], leaves: dict[int, Span], columns: Columns) -> list[_Group]:
    """The runs of columns in whose middle a piece stands, and none of the others above them."""
    found = []
    for first, last in _ranges(piece, leaves, columns):
        start, end = leaves[first][0], leaves[last][1]
        is_free = all(other == piece or other[1] < start or other[0] > end for other in others)
        if is_free and abs(sum(piece) - start - end) / 2 <= SETTINGS.off_middle * (end - start):
            found.append((first, last, piece))
    return found


def _settled(found: Sequence[list[_Group]]) -> list[_Group]:
    """One group for each piece: what stands above one run of columns alone has it, and leaves the others less to choose
    from. Empty where a piece has none, or several, in the end."""
    left = list(found)
    for _ in left:
        sure = [each[0] for each in left if len(each) == 1]
        left = [
            each if len(each) == 1 else [one for one in each if all(_are_apart(one, other) for other in sure)]
            for each in left
        ]
    return [each[0] for each in left] if all(len(each) == 1 for each in left) else []


def _are_apart(one: _Group, other: _Group) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _ranges(piece: Span, leaves: dict[int, Span], columns: Columns) -> Iterator[tuple[int, int]]:
    """The runs of several columns with heads that a piece stands above."""
    low, high = columns.reach(piece)
    for first in range(low, -1, -1):
        for last in range(high, len(columns.limits)):
            if first < last and all(place in leaves for place in range(first, last + 1)):
                yield first, last


def _is_sure(found: GroupedHead, head: Slot) -> bool:
    """Whether groups stand side by side, and no two heads are the same."""
    grouped = [place for first, last, _ in found.groups for place in range(first, last + 1)]
    above, below = found.rows(head)
    names: list[tuple[str, str]] = [("", cell.text) for cell in above.cells if cell.rows > 1]
    alone = {text for _, text in names}
    for group in (cell for cell in above.cells if cell.rows == 1):
        names += [(group.text, cell.text) for cell in below.cells if group.x0 <= cell.x0 < group.x1]
    is_told_apart = len(set(names)) == len(names) and alone.isdisjoint(cell.text for cell in below.cells)
    return len(set(grouped)) == len(grouped) and is_told_apart


def _of_words(line: Line, spans: Sequence[Span]) -> Line | None:
    """A line with the words of some of its pieces alone; None where there are none."""
    words: list[Word] = [word for x0, x1 in spans for word in line.words if x0 <= word.x0 and word.x1 <= x1]
    return line.of_words(words) if words else None


def _count(piece: Span, spans: Sequence[Span]) -> int:
    return sum(x1 > piece[0] and x0 < piece[1] for x0, x1 in spans)
