"""The matrix of ratings: risks down, months across, bands in colour, months without a paper visibly empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.people.tables import empty_table
from risktrail.cli.people.words import band_style, clean, rating, score_of
from risktrail.store import Rows
from risktrail.store.labels import month_label

if TYPE_CHECKING:
    from rich.console import Console

NO_PAPER = "no paper"  # what the store puts into a month without one
EMPTY = "·"
ROOM_FOR_A_MONTH = 4
ROOM_FOR_THE_REST = 30


def ratings(answer: Rows, console: Console) -> None:
    """Scores in the colour of their bands, the latest rating in full, and how it moved."""
    risk, *months, movement = answer.columns
    shown = months[-_months_that_fit(console) :]
    table = empty_table(padding=(0, 0, 0, 0))
    table.add_column("risk", no_wrap=True)
    for month in shown:
        table.add_column(_heading(month), justify="right", no_wrap=True, min_width=3)
    table.add_column("latest", no_wrap=True)
    table.add_column("moved", no_wrap=True)
    for row in answer.dicts():
        cells = [_score(row[month]) for month in shown]
        table.add_row(clean(row[risk]), *cells, _latest(row[months[-1]]), _moved(row[movement]))
    console.print(table)
    if len(shown) < len(months):
        console.print(Text(f"Months before {shown[0]} do not fit: widen the window, or use -f csv.", "dim"))
    if any(row[month] == NO_PAPER for row in answer.dicts() for month in shown):
        console.print(Text(f"{EMPTY} no paper for that month", style="dim"))


def _months_that_fit(console: Console) -> int:
    return max(3, (console.width - ROOM_FOR_THE_REST) // ROOM_FOR_A_MONTH)


def _heading(month: str) -> str:
    """`Aug` over `20`: the month's name over its year."""
    return f"{month_label(month, year=False)}\n’{month[2:4]}"


def _score(label: str | None) -> Text:
    if label is None:
        return Text("")
    if label == NO_PAPER:
        return Text(EMPTY, style="dim")
    score = score_of(label)
    return Text(clean(label) if score is None else str(score), style=band_style(label))


def _latest(label: str | None) -> Text:
    return Text("gone", style="dim") if label in (None, NO_PAPER) else rating(label)


def _moved(by: int | None) -> Text:
    if by is None or by == 0:
        return Text("" if by is None else "=", style="dim")
    return Text(f"↑ +{by}", style="bold red") if by > 0 else Text(f"↓ −{-by}", style="bold green")
