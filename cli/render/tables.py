"""Any answer as a table that fits its terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from risktrail.cli.render.styled import clean, file_and_page
from risktrail.store import AnyAnswer
from risktrail.store.answer import Titles
from risktrail.store.titles import NUMBERS

if TYPE_CHECKING:
    from rich.console import Console

RowT = TypeVar("RowT")
Record = tuple[Any, ...]

CODED = (
    "after", "before", "change", "field", "from_status", "kind", "last_status", "match_method", "method", "problem",
    "state", "status", "statuses", "to_status", "what",
)  # fmt: skip
"""Columns of questions whose values are codes, which a person gets in words."""
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
SELDOM_READ = ("action_id", "action_ids", "report_id", "sha256")
LONGEST_WORD = 24
WIDEST_TITLE = 24
GAP = 2


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """A column of a table: its heading, and what its cell shows of a row."""

    heading: str
    cell: Callable[[RowT], Text | str]
    right: bool = False
    wide: int | None = None
    """How much of the room left this column takes, in proportion; None: as its content asks."""
    folds: bool = False
    """Whether a column without such a share may be folded where room is short."""
    width: int | None = None
    """Its width in characters where that is settled."""


def empty_table(padding: tuple[int, int, int, int] = (0, 1, 0, 0)) -> Table:
    """The look all tables share."""
    return Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, padding=padding)


def table(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> Table:
    """Rows in the columns a person wants to see of them."""
    drawn = empty_table()
    for column in columns:
        drawn.add_column(
            column.heading,
            justify="right" if column.right else "left",
            ratio=column.wide,
            no_wrap=column.wide is None and not column.folds,
            width=column.width,
            overflow="fold",
        )
    drawn.expand = any(column.wide for column in columns)
    for row in rows:
        drawn.add_row(*(cell_text(column, row) for column in columns))
    return drawn


def name_column(heading: str, cell: Callable[[RowT], Text], rows: Iterable[RowT]) -> Column[RowT]:
    """A column of numbers with titles: as wide as its content asks, and not wider than a title may be."""
    widest = max((cell_len(line) for row in rows for line in cell(row).plain.split("\n")), default=0)
    return Column(heading, cell, width=min(widest, WIDEST_TITLE), folds=True)


def widest(column: Column[RowT], rows: Iterable[RowT]) -> int:
    """The width at which no line of a column has to be broken, or the one that is settled for it."""
    if column.width is not None:
        return column.width
    cells = [Text(column.heading), *(cell_text(column, row) for row in rows)]
    return max(cell_len(line) for cell in cells for line in cell.plain.split("\n"))


def draw_rows(answer: AnyAnswer, console: Console) -> None:
    """Every column, save what only programs need; a register that is the same in every row goes above.

    Where the columns do not fit side by side, a block a row instead.
    """
    records = list(answer.records())
    shown = _worth_showing(answer)
    if len(records) > 1 and "register" in shown and len(set(answer.column("register"))) == 1:
        shown.remove("register")
        console.print(Text(clean(answer.column("register")[0]), style="bold"))
    columns = [_column(name, answer) for name in shown]
    widths = _widths([_least_and_widest(column, records) for column in columns], console.width)
    if widths is None:
        _blocks(columns, records, console)
    else:
        settled = [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]
        console.print(table(settled, records))


def _widths(spans: list[tuple[int, int]], room: int) -> list[int] | None:
    """A width for each column between its least and its widest; None where even the least do not fit."""
    left = room - sum(least + GAP for least, _ in spans) + GAP
    if left < 0:
        return None
    wanted = sum(widest - least for least, widest in spans)
    share = min(1.0, left / wanted) if wanted else 0.0
    return [least + int((widest - least) * share) for least, widest in spans]


def _least_and_widest(column: Column[Record], records: list[Record]) -> tuple[int, int]:
    """The width at which no word has to be broken, save very long ones, and that at which no line has to be."""
    cells = [Text(column.heading), *(cell_text(column, record) for record in records)]
    widest = max(cell_len(line) for cell in cells for line in cell.plain.split("\n"))
    if not column.folds:
        return widest, widest
    return min(max(cell_len(word) for cell in cells for word in cell.plain.split() or [""]), LONGEST_WORD), widest


def cell_text(column: Column[RowT], row: RowT) -> Text:
    """What a cell shows, as a text."""
    cell = column.cell(row)
    return cell if isinstance(cell, Text) else Text(clean(cell))


def _worth_showing(answer: AnyAnswer) -> list[str]:
    """The columns a person may want: not those only programs need, nor those that are empty in every row."""
    values = {name: answer.column(name) for name in answer.columns}
    shown = [
        name
        for name in answer.columns
        if name not in SELDOM_READ and not all(value is None or value == [] for value in values[name])
    ]
    pages = {_page_column(name) for name in shown}
    return [name for name in shown if name not in pages] or list(answer.columns)


def _page_column(file_column: str) -> str | None:
    """The column with the page in the file that another column names: `page` of `source_file`, else alike."""
    if not file_column.endswith("_file"):
        return None
    return "page" if file_column == "source_file" else file_column.removesuffix("_file") + "_page"


def _column(name: str, answer: AnyAnswer) -> Column[Record]:
    heading, page, at = name.replace("_", " "), _page_column(name), answer.columns.index(name)
    if page is not None and page in answer.columns:
        page_at = answer.columns.index(page)
        return Column(heading.removesuffix(" file"), lambda record: file_and_page(record[at], record[page_at]))
    if name in NUMBERS and answer.titles:
        register_at = answer.columns.index("register")
        return Column(heading, lambda record: _titled(record[at], record[register_at], answer.titles), folds=True)
    if name in CODED:
        return Column(heading, lambda record: _in_words(record[at]), folds=True)
    number = all(isinstance(value, int | float) or value is None for value in answer.column(name))
    return Column(heading, lambda record: clean(record[at]), right=number, folds=True)


def _in_words(value: Any) -> str:
    """A code such as `note_changed`, or each of a list, in words; whatever else stands there as it is."""
    if isinstance(value, list):
        return ", ".join(_in_words(each) for each in value)
    shown = clean(value)
    return shown.replace("_", " ") if _CODE.fullmatch(shown) else shown


def _titled(numbers: Any, register: str, titles: Titles) -> str:
    """The number of a risk, or of several, each with its title below it where it has one."""
    named = numbers if isinstance(numbers, list) else [numbers] if numbers is not None else []
    return "\n".join(clean(line) for each in named for line in (each, titles.get((register, each))) if line)


def _blocks(columns: list[Column[Record]], records: list[Record], console: Console) -> None:
    """Rows one below the other, a line a column; what is empty is left out."""
    width = max(len(column.heading) for column in columns)
    for record in records:
        grid = Table.grid(padding=(0, GAP, 0, 0))
        grid.add_column(width=width, no_wrap=True)
        grid.add_column(overflow="fold")
        for column in columns:
            cell = cell_text(column, record)
            if cell:
                grid.add_row(Text(column.heading, style="bold"), cell)
        console.print(grid)
        console.print()
