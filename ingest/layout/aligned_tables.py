"""Tables without ruled lines: columns told by their head and by the white between them.

Lines under a head that the profile knows become rows of cells, like those of a ruled table; everything else stays
the line it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from risktrail.ingest.layout.lines import SETTINGS as LINE_SETTINGS
from risktrail.ingest.layout.lines import Line, Segment, lines_of, segments
from risktrail.ingest.layout.sentences import ends_sentence
from risktrail.ingest.layout.tables import Block, Cell, PageLayout, Row, gathered
from risktrail.ingest.pdf.page import Word

_DASHES = re.compile("[-–—]{1,3}")  # in place of a number


@dataclass(frozen=True, slots=True)
class AlignedTableSettings:
    """How far the lines of a table without rules may be off its columns."""

    head_lines: int = 3
    """Most lines of a head."""
    shift: float = 4.0
    """Points that a column may move from page to page."""
    overhang: float = 3.0
    """Points that words may stand out of the number's column."""
    before_table: float = 2.0
    """Points before its leftmost word at which the table begins."""
    before_column: float = 1.0
    """Points before a column's head at which the column begins, where no white tells it."""
    before_words: float = 0.5
    """Points before its leftmost word at which a column begins, behind the widest white."""
    least_white: float = 0.5
    """Points: narrower white parts no columns, boxes of neighbouring words come as near."""


SETTINGS = AlignedTableSettings()


class KeyColumns(NamedTuple):
    """What a head says of its columns, counted from 0: which one numbers the records, and which one scores them."""

    key: int | None
    score: int | None


class TableWords(Protocol):
    """What words tell of a table that only white parts, by the family of the paper."""

    def key_columns(self, heads: Sequence[str]) -> KeyColumns | None:
        """The columns that matter, where texts side by side are the whole head of a table."""
        ...

    def may_be_head(self, line: Line) -> bool:
        """Whether every word of a line may stand in a head. False is sure."""
        ...

    def begins_head(self, text: str) -> bool:
        """Whether a text may be the beginning of a column's head. False is sure."""
        ...

    def is_key(self, text: str) -> bool:
        """Whether a text is a record's number."""
        ...

    def is_full_key(self, text: str) -> bool:
        """Whether a text is a record's number with its prefix, which no other number has."""
        ...

    def begins_key(self, text: str) -> bool:
        """Whether a text may be the first part of a record's number."""
        ...

    def has_score(self, text: str) -> bool:
        """Whether a score stands in a text."""
        ...

    def ends_table(self, line: Line) -> bool:
        """Whether no table goes on beyond a line: a heading."""
        ...


class _Head(NamedTuple):
    """A table head: its columns from left to right, which of them matter, and how many lines it takes."""

    segments: tuple[Segment, ...]
    columns: KeyColumns
    lines: int

    @property
    def after_key(self) -> float | None:
        """Where the column to the right of the record's number begins; None where there is no such column."""
        place = self.columns.key
        if place is None or place + 1 >= len(self.segments):
            return None
        return self.segments[place + 1].x0 - SETTINGS.before_column


def align(pages: Sequence[PageLayout], words: TableWords) -> list[PageLayout]:
    """The pages with the lines of aligned tables as tables."""
    aligner = _Aligner(words)
    overleaf = [*(_run_of_lines(page.blocks, 0) for page in pages[1:]), []]
    return [
        page._replace(blocks=tuple(gathered(aligner.blocks(page, lines), is_ruled=False)))
        for page, lines in zip(pages, overleaf, strict=True)
    ]


class _Aligner:
    """Goes through the paper once. A table open at a page's foot goes on at the head of the next."""

    def __init__(self, words: TableWords) -> None:
        self.words = words
        self.head: _Head | None = None
        self.edges: tuple[float, ...] = ()
        self.open = False
        self.goes_on = False  # the table under the head seen last was open before it
        self.rest = 0  # lines of a head that the page before has begun

    def blocks(self, page: PageLayout, overleaf: Sequence[Line]) -> Iterator[Block | Row]:
        """A page's blocks, aligned rows among them. `overleaf` are the lines that the next page begins with."""
        blocks = page.blocks
        index = self.rest
        if index:
            yield self._row(_run_of_lines(blocks[:index], 0))
            self.rest = 0
        while index < len(blocks):
            run = _run_of_lines(blocks, index)
            if not run:
                self.open = False
                yield blocks[index]
                index += 1
                continue
            index += len(run)
            yield from self._lines(run, page, overleaf if index == len(blocks) else ())

    def _lines(self, run: Sequence[Line], page: PageLayout, overleaf: Sequence[Line]) -> Iterator[Line | Row]:
        index = 0
        while index < len(run):
            head = self._head_at(run, index, overleaf)
            if head is not None:
                self.rest = max(index + head.lines - len(run), 0)
                below = overleaf if self.rest else run
                region = self._region(below, self.rest or index + head.lines, head, None)
                self.goes_on = self.open
                self.head, self.edges = (
                    head,
                    _edges(head, [word for line in region for word in line.words], page.width),
                )
                yield self._row(run[index : index + head.lines])
                self.open = True
                index += head.lines
            elif self.head is not None and (
                self.open or self._reopens(run[index]) or (overleaf and self._is_number_at_foot(run[index:]))
            ):
                region = self._region(run, index, self.head, self.edges[1])
                self.open = bool(region) and index + len(region) == len(run)
                yield from self._rows(region) if region else run[index : index + 1]
                index += max(len(region), 1)
            else:
                yield run[index]
                index += 1

    def _reopens(self, line: Line) -> bool:
        """Whether a line begins another risk of the table seen last, without a head of its own."""
        if not self._begins(line) or not self.words.is_key(self._first_cell(line)):
            return self._is_whole_row(line)
        if not self._fits(line, self.head):
            return False
        rest = [word.x0 for word in line.words if word.x0 >= self.edges[1] - SETTINGS.shift]
        return bool(rest) and abs(rest[0] - self.edges[1]) <= SETTINGS.shift

    def _is_number_at_foot(self, last: Sequence[Line]) -> bool:
        """Whether the last line of a page is a risk's number alone: the rest of its row stands overleaf."""
        if len(last) > 1 or self.head is None or self.head.columns.key is None or last[0].mark is not None:
            return False
        (line,) = last
        return self.words.is_full_key(line.text) and self._first_cell(line) == line.text

    def _is_whole_row(self, line: Line) -> bool:
        """Whether a line has a piece at the place of each column and a score under the rating's head: a row of the
        table whatever its number says."""
        head, pieces = self.head, segments(line)
        if head is None or head.columns.score is None or line.mark is not None:
            return False
        if len(pieces) == len(head.segments) - 1:  # the number's cell is empty
            pieces = [Segment(self.edges[0], self.edges[0], ""), *pieces]
        if len(pieces) != len(head.segments):
            return False
        begins = zip(pieces[1:], self.edges[1:], strict=False)
        return self._is_scored([line], head) and all(abs(piece.x0 - edge) <= SETTINGS.shift for piece, edge in begins)

    def _is_scored(self, lines: Sequence[Line], head: _Head) -> bool:
        """Whether a score stands in lines under its head, where no bracket there is left open."""
        text = " ".join(word.text for line in lines for word in line.words if self._column(word) == head.columns.score)
        return text.count("(") == text.count(")") and self.words.has_score(text)

    def _region(self, run: Sequence[Line], start: int, head: _Head, second: float | None) -> list[Line]:
        """The lines that stand in the table. `second` is where its second column begins; None where the lines begin
        right under their head."""
        region: list[Line] = []
        for line in run[start:]:
            if (
                line.mark is not None
                or self.words.ends_table(line)
                or self._head_at(run, start + len(region)) is not None
            ):
                break
            own, rest = _parted_at_number(line, head)
            if not self._fits(line, head) and not _is_line_of_row(own, rest, line.size, second, begun=bool(region)):
                break
            if second is None and rest:
                second = rest[0].x0
            region.append(line)
        return region

    def _fits(self, line: Line, head: _Head | None) -> bool:
        """Whether a line may stand in the table: what begins in the number's column must be a number."""
        if line.mark is not None or head is None:
            return False
        limit = head.after_key
        if limit is None:
            return True
        own, _ = _parted_at_number(line, head)
        if line.x0 >= limit or (own and line.x0 < own[0].x0):
            return True
        text = " ".join(word.text for word in own)
        return bool(own) and (self.words.is_key(text) or self.words.begins_key(text))

    def _head_at(self, run: Sequence[Line], index: int, overleaf: Sequence[Line] = ()) -> _Head | None:
        """The head that begins with a line; a page end may have cut it."""
        if not self.words.may_be_head(run[index]):
            return None
        best = None
        columns: list[list[Segment]] = []
        lines = [*run[index : index + SETTINGS.head_lines], *overleaf][: SETTINGS.head_lines]
        for count, line in enumerate(lines, start=1):
            _stack(columns, line)
            merged = sorted(_merged(column) for column in columns)
            if not all(self.words.begins_head(segment.text) for segment in merged):
                break
            columns_found = self.words.key_columns([segment.text for segment in merged])
            if columns_found is not None:
                best = _Head(tuple(merged), columns_found, count)
        return best

    def _rows(self, region: Sequence[Line]) -> Iterator[Row]:
        groups: list[list[Line]] = []
        numbers = [self._begins(line) for line in region]
        single = sum(numbers) <= 1 and not self.goes_on
        self.goes_on = False
        for line, begins in zip(region, numbers, strict=True):
            if not groups or (begins and not single) or self._begins_unnumbered(line, groups[-1]):
                groups.append([])
            groups[-1].append(line)
        for group in groups:
            yield self._row(group)

    def _begins_unnumbered(self, line: Line, row: Sequence[Line]) -> bool:
        """Whether a line begins another risk although its number's cell says nothing that can be read: a sentence
        begins in it, and the row before it has its number and is complete (`_is_complete`)."""
        number = " ".join(filter(None, map(self._first_cell, row)))
        second = [word.text for word in line.words if self._column(word) == 1]
        return (
            self._is_complete(row, line)
            and self.words.is_key(number)
            and bool(second)
            and second[0][0].isupper()
            and not self._first_cell(line).startswith("(")
        )

    def _is_complete(self, row: Sequence[Line], line: Line) -> bool:
        """Whether a line beside or below the number adds nothing to the row: both have a whole score of their own, or,
        where no column is the rating's, something stands for a number and the row has ended its sentence."""
        if self.head is not None and self.head.columns.score is not None:
            return self._is_scored([line], self.head) and self._is_scored(row, self.head)
        return bool(self._first_cell(line)) and ends_sentence(row[-1].text)

    def _begins(self, line: Line) -> bool:
        """Whether a line's first column holds a risk number or the beginning of one."""
        text = self._first_cell(line)
        return bool(text) and not text.isdigit() and (self.words.is_key(text) or self.words.begins_key(text))

    def _first_cell(self, line: Line) -> str:
        second = self.edges[1]
        own = [word for word in line.words if word.x0 < second and word.x1 <= second + SETTINGS.overhang]
        return " ".join(word.text for word in own)

    def _row(self, lines: Sequence[Line]) -> Row:
        cells: list[list[Word]] = [[] for _ in self.edges[1:]]
        for line in lines:
            for word in line.words:
                cells[self._column(word)].append(word)
        page = lines[0].page
        made = [
            Cell(x0, x1, tuple(lines_of(page, words)), column)
            for column, (x0, x1, words) in enumerate(zip(self.edges, self.edges[1:], cells, strict=False))
        ]
        return Row(page, lines[0].top, self.edges[0], self.edges[-1], tuple(made))

    def _column(self, word: Word) -> int:
        middle = (word.x0 + word.x1) / 2
        return max(sum(middle >= edge for edge in self.edges[1:-1]), 0)


def _parted_at_number(line: Line, head: _Head) -> tuple[list[Word], list[Word]]:
    """A line's words under the head of the number, and those beyond; nothing under it where no column is the number's
    or none follows it."""
    place, limit = head.columns.key, head.after_key
    if place is None or limit is None:
        return [], list(line.words)
    own = [word for word in line.words if head.segments[place].x0 - SETTINGS.overhang <= word.x0 and word.x1 <= limit]
    return own, [word for word in line.words if word.x0 >= limit]


def _is_line_of_row(
    own: Sequence[Word], rest: Sequence[Word], size: float, second: float | None, *, begun: bool
) -> bool:
    """Whether a line with words that are no number under the number's head is a row's all the same: white parts them
    from what stands in the second column, or they are an aside below the number (`(was` / `OPSG-002)`)."""
    text = " ".join(word.text for word in own)
    if not any(map(str.isalnum, text)) and not _DASHES.fullmatch(text):
        return False
    if not rest:
        return begun and (text.startswith("(") or text.endswith(")"))
    is_parted = rest[0].x0 - own[-1].x1 > LINE_SETTINGS.column_gap * size
    return is_parted and (second is None or abs(rest[0].x0 - second) <= SETTINGS.shift)


def _run_of_lines(blocks: Sequence[Block], start: int) -> list[Line]:
    run: list[Line] = []
    for block in blocks[start:]:
        if not isinstance(block, Line):
            break
        run.append(block)
    return run


def _stack(columns: list[list[Segment]], line: Line) -> None:
    """Put each piece of a line under the column that it overlaps; one that overlaps none opens another."""
    for segment in segments(line):
        home = next((column for column in columns if any(_overlap(segment, other) for other in column)), None)
        if home is None:
            columns.append([segment])
        else:
            home.append(segment)


def _overlap(one: Segment, other: Segment) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0


def _merged(column: Sequence[Segment]) -> Segment:
    text = " ".join(segment.text for segment in column).replace("- ", "")
    return Segment(min(segment.x0 for segment in column), max(segment.x1 for segment in column), text)


def _edges(head: _Head, words: Sequence[Word], width: float) -> tuple[float, ...]:
    """Where the columns part: in the middle of the widest white between one head's begin and the next one's end."""
    taken = sorted([(word.x0, word.x1) for word in words] + [(segment.x0, segment.x1) for segment in head.segments])
    edges = [min(head.segments[0].x0, taken[0][0]) - SETTINGS.before_table]
    for left, right in zip(head.segments, head.segments[1:], strict=False):
        gaps = _gaps(taken, left.x0, right.x1)
        widest = max(gaps, key=lambda gap: gap[1] - gap[0], default=None)
        edges.append(widest[1] - SETTINGS.before_words if widest else right.x0 - SETTINGS.before_column)
    return (*edges, width)


def _gaps(taken: Sequence[tuple[float, float]], start: float, end: float) -> list[tuple[float, float]]:
    gaps, reach = [], start
    for x0, x1 in taken:
        if x0 > end:
            break
        if x0 > reach + SETTINGS.least_white and reach >= start:
            gaps.append((reach, x0))
        reach = max(reach, x1)
    return gaps
