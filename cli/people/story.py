"""One risk through all months: a heading a month, and under it what changed, with redlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.people.sentences import add_lines, grid_of_lines, grouped, is_rating, rated
from risktrail.cli.people.tables import Row
from risktrail.cli.people.words import clean, place
from risktrail.store import Rows

if TYPE_CHECKING:
    from rich.console import Console


def history(answer: Rows, console: Console) -> None:
    """Month by month, from the first in which the risk stands; what is first seen is told in full."""
    for risk_id in dict.fromkeys(answer.column("risk_id")):
        console.print(Text(clean(risk_id), style="bold"))
    for month, rows in grouped(answer.dicts(), "period").items():
        console.print(_heading(month, rows))
        grid = grid_of_lines()
        add_lines(grid, rows, console)
        if grid.row_count:
            console.print(grid)


def _heading(month: str, rows: list[Row]) -> Text:
    text = Text.assemble((month, "bold"), "  ")
    told = next((row for row in rows if is_rating(row)), None)
    if told is not None:
        text.append_text(rated(told))
        if told["change"] == "unchanged" and len(rows) == 1:
            text.append("  nothing changed", style="dim")
    return text.append("  ").append_text(place(rows[0]["source_file"], None))
