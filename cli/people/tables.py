"""Any answer as a table that fits its terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from cli.people.words import clean, place
from store import Rows

if TYPE_CHECKING:
    from rich.console import Console

Row = dict[str, Any]
SELDOM_READ = ("action_id", "report_id", "sha256")
LONGEST_WORD = 24
GAP = 2


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and what stands in it for a row."""

    heading: str
    cell: Callable[[Row], Text | str]
    right: bool = False
    wide: int | None = None
    """How much of the room left this column takes, in proportion; None: as its content asks."""
    folds: bool = False
    """Whether a column without such a share may be folded where room is short, down to `least`."""
    least: int = 1


def empty_table(padding: tuple[int, int, int, int] = (0, 1, 0, 0)) -> Table:
    """The look all tables share."""
    return Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, padding=padding)


def table(columns: Sequence[Column], rows: Iterable[Row]) -> Table:
    """Rows in the columns a person wants to see of them."""
    drawn = empty_table()
    for column in columns:
        drawn.add_column(
            column.heading,
            justify="right" if column.right else "left",
            ratio=column.wide,
            no_wrap=column.wide is None and not column.folds,
            min_width=column.least,
            overflow="fold",
        )
    drawn.expand = any(column.wide for column in columns)
    for row in rows:
        cells = [column.cell(row) for column in columns]
        drawn.add_row(*(each if isinstance(each, Text) else Text(clean(each)) for each in cells))
    return drawn


def rows(answer: Rows, console: Console) -> None:
    """Every column, save what only programs need and what is the same in every row: that goes above.

    Where the columns do not fit side by side, a block a row instead.
    """
    told = answer.dicts()
    shown = _worth_showing(answer)
    if len(told) > 1 and "register" in shown and len(set(answer.column("register"))) == 1:
        shown.remove("register")
        console.print(Text(clean(told[0]["register"]), style="bold"))
    columns = [_column(name, answer) for name in shown]
    if sum(column.least + GAP for column in columns) - GAP <= console.width:
        console.print(table(columns, told))
    else:
        _blocks(columns, told, console)


def _worth_showing(answer: Rows) -> list[str]:
    values = {name: answer.column(name) for name in answer.columns}
    shown = [
        name
        for name in answer.columns
        if name not in SELDOM_READ and not all(value is None or value == [] for value in values[name])
    ]
    pages = {_page_of(name) for name in shown}
    return [name for name in shown if name not in pages] or list(answer.columns)


def _page_of(column: str) -> str | None:
    """The column with the page in a file that another column names: `page` of `source_file`, else alike."""
    if not column.endswith("_file"):
        return None
    return "page" if column == "source_file" else column.removesuffix("_file") + "_page"


def _column(name: str, answer: Rows) -> Column:
    values = answer.column(name)
    heading, page = name.replace("_", " "), _page_of(name)
    if page in answer.columns:
        longest = max(len(str(place(row[name], row[page]))) for row in answer.dicts())
        return Column(heading.removesuffix(" file"), lambda row: place(row[name], row[page]), least=longest)
    words = [*heading.split(), *(word for value in values for word in clean(value).split())]
    number = all(isinstance(value, int | float) or value is None for value in values)
    least = min(max(map(len, words)), LONGEST_WORD)
    return Column(heading, lambda row: clean(row[name]), right=number, folds=True, least=least)


def _blocks(columns: list[Column], told: list[Row], console: Console) -> None:
    """Rows one below the other, a line a column; what is empty is left out."""
    width = max(len(column.heading) for column in columns)
    for row in told:
        grid = Table.grid(padding=(0, GAP, 0, 0))
        grid.add_column(width=width, no_wrap=True)
        grid.add_column(overflow="fold")
        for column in columns:
            cell = column.cell(row)
            if str(cell):
                grid.add_row(Text(column.heading, style="bold"), cell if isinstance(cell, Text) else Text(cell))
        console.print(grid)
        console.print()
