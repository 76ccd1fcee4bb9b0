"""The matrix of ratings: risks down, months across, bands in colour, months without a paper visibly empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from risktrail.cli.render.styled import band_style, clean, rating
from risktrail.cli.render.tables import empty_table
from risktrail.store import Answer
from risktrail.store.answer_rows import CellState, RatingCell, RatingRow
from risktrail.store.labels import month_label

if TYPE_CHECKING:
    from rich.console import Console

EMPTY = "·"
DECIDED_MARK = "*"
NARROWEST_MONTH = 3
FEWEST_MONTHS = 3
WIDEST_TITLE = 24
GAP = 1


def draw_ratings(answer: Answer[RatingRow], console: Console) -> None:
    """Scores in the colour of their bands, the latest rating in full, and how it moved; a table a register."""
    by_register: dict[str, list[RatingRow]] = {}
    for row in answer:
        by_register.setdefault(row.register, []).append(row)
    for n, (register, rows) in enumerate(by_register.items()):
        if n > 0:
            console.print()
        if len(by_register) > 1:
            console.print(Text(clean(register), style="bold"))
        _draw_register(rows, console)


def _draw_register(rows: Sequence[RatingRow], console: Console) -> None:
    begin, end = _span_of_papers(rows)
    months = [cell.month for cell in rows[0].cells[begin:end]]
    titled = any(row.title and row.title != row.risk_id for row in rows)
    shown = _months_that_fit(rows, begin, end, console.width - _room_for_the_rest(rows, titled=titled))
    table = empty_table(padding=(0, 0, 0, 0))
    table.add_column("risk", no_wrap=True)
    for month in months[-shown:]:
        table.add_column(_heading(month), justify="right", no_wrap=True, min_width=NARROWEST_MONTH)
    table.add_column("latest", no_wrap=True)
    table.add_column("moved", no_wrap=True)
    table.add_column(" p.", justify="right", no_wrap=True)
    if titled:
        table.add_column("title", overflow="fold")
    for row in rows:
        cells = [_score(cell) for cell in row.cells[begin:end][-shown:]]
        title = [f" {clean(row.title)}"] if titled else []
        table.add_row(clean(row.risk_id), *cells, _latest(row.latest), _moved(row.movement), _page(row.latest), *title)
    console.print(table)
    files = sorted({row.latest.source_file for row in rows if row.latest.source_file is not None})
    if files:
        console.print(Text(f"p. is the page of the latest rating in {clean(files)}", style="dim"))
    if shown < len(months):
        console.print(Text(f"Months before {months[-shown]} do not fit: widen the window, or use -f csv.", "dim"))
    if any(cell.state is CellState.NO_PAPER for cell in rows[0].cells[begin:end]):
        console.print(Text(f"{EMPTY} no paper for that month", style="dim"))
    if any(cell.decided for row in rows for cell in row.cells[begin:end]):
        console.print(Text(f"{DECIDED_MARK} decided by a person: the notes say what the paper has", style="dim"))


def _span_of_papers(rows: Sequence[RatingRow]) -> tuple[int, int]:
    """The places of the register's first month with a paper, and of the month after its last."""
    known = [n for n, cell in enumerate(rows[0].cells) if cell.state is not CellState.NO_PAPER]
    return (known[0], known[-1] + 1) if known else (0, len(rows[0].cells))


def _months_that_fit(rows: Sequence[RatingRow], begin: int, end: int, room: int) -> int:
    """How many of the last months fit into `room` characters; three at least, for fewer say nothing."""
    fitting = 0
    for at in range(end - 1, begin - 1, -1):
        room -= max(NARROWEST_MONTH, *(_score(row.cells[at]).cell_len for row in rows)) + GAP
        if room < 0:
            break
        fitting += 1
    return max(fitting, FEWEST_MONTHS)


def _room_for_the_rest(rows: Sequence[RatingRow], *, titled: bool) -> int:
    """The width of all columns but the months; a title may be folded."""
    risk = max(len("risk"), *(cell_len(clean(row.risk_id)) for row in rows))
    latest = max(len("latest"), *(_latest(row.latest).cell_len for row in rows))
    moved = max(len("moved"), *(_moved(row.movement).cell_len for row in rows))
    page = max(len(" p."), *(_page(row.latest).cell_len for row in rows))
    title = max(cell_len(f" {clean(row.title)}") for row in rows) if titled else 0
    return risk + latest + moved + page + 3 * GAP + (min(title, WIDEST_TITLE) + GAP if titled else 0)


def _heading(month: str) -> str:
    """The month's name over its year: `Aug` over `’20`."""
    return f"{month_label(month, year=False)}\n’{month[2:4]}"


def _score(cell: RatingCell) -> Text:
    if cell.state is CellState.NO_PAPER:
        return Text(EMPTY, style="dim")
    if cell.state is not CellState.STANDS:
        return Text("")
    label = clean(cell.label) if cell.rating.score is None else str(cell.rating.score)
    return Text(label + (DECIDED_MARK if cell.decided else ""), style=band_style(cell.rating.band))


def _latest(cell: RatingCell) -> Text:
    return rating(cell.rating) if cell.state is CellState.STANDS else Text("gone", style="dim")


def _page(cell: RatingCell) -> Text:
    return Text(f" {cell.page}" if cell.page is not None else "", style="dim")


def _moved(by: int | None) -> Text:
    if by is None or by == 0:
        return Text("" if by is None else "=", style="dim")
    return Text(f"↑ +{by}", style="bold red") if by > 0 else Text(f"↓ −{-by}", style="bold green")
