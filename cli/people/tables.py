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
PLACES = (("source_file", "page"), ("from_file", "from_page"), ("to_file", "to_page"))
NARROW = 14


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and what stands in it for a row."""

    heading: str
    cell: Callable[[Row], Text | str]
    right: bool = False
    wide: int | None = None
    """How much of the room left this column takes, in proportion; None keeps it as narrow as its content."""


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
            no_wrap=column.wide is None,
            overflow="fold",
        )
    drawn.expand = any(column.wide for column in columns)
    for row in rows:
        cells = [column.cell(row) for column in columns]
        drawn.add_row(*(each if isinstance(each, Text) else Text(clean(each)) for each in cells))
    return drawn


def rows(answer: Rows, console: Console) -> None:
    """Every column, save what only programs need and what is the same in every row: that goes above."""
    told = answer.dicts()
    shown = [name for name in answer.columns if name not in SELDOM_READ and not _all_empty(answer, name)]
    for file, page in PLACES:
        if file in shown and page in shown:
            shown.remove(page)
    if len(told) > 1 and "register" in shown and len(set(answer.column("register"))) == 1:
        shown.remove("register")
        console.print(Text(clean(told[0]["register"]), style="bold"))
    console.print(table([_column(name, answer) for name in shown or answer.columns], told))


def _all_empty(answer: Rows, name: str) -> bool:
    return all(value is None or value == [] for value in answer.column(name))


def _column(name: str, answer: Rows) -> Column:
    values = answer.column(name)
    number = all(isinstance(value, int | float) or value is None for value in values)
    page = dict(PLACES).get(name)
    if page in answer.columns:
        return Column(name.removesuffix("_file"), lambda row: place(row[name], row[str(page)]))
    longest = max((len(clean(value)) for value in values), default=0)
    wide = None if longest <= NARROW else min(longest, 60)
    return Column(name.replace("_", " "), lambda row: clean(row[name]), right=number, wide=wide)
