"""One risk through all months: a heading a month, and under it what changed, with redlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.render.change_lines import grouped, is_rating, print_lines, rating_change, rating_decided
from risktrail.cli.render.styled import file_and_page, risk_name
from risktrail.store import Answer
from risktrail.store.answer_rows import HistoryEntry

if TYPE_CHECKING:
    from rich.console import Console


def draw_history(answer: Answer[HistoryEntry], console: Console) -> None:
    """Month by month from the first in which the risk stands; what is first seen is shown in full."""
    titles = {entry.risk_id: entry.title for entry in answer}  # the last that each number had
    for risk_id, title in titles.items():
        console.print(risk_name(risk_id, title, "bold"))
    for month, entries in grouped(answer.rows, lambda entry: entry.period).items():
        console.print(_heading(month, entries))
        print_lines(entries, console)


def _heading(month: str, entries: Sequence[HistoryEntry]) -> Text:
    text = Text.assemble((month, "bold"), "  ")
    about_rating = next((entry for entry in entries if is_rating(entry)), None)
    if about_rating is not None:
        text.append_text(rating_change(about_rating))
        if about_rating.change == "unchanged" and len(entries) == 1:
            text.append("  nothing changed", style="dim")
    page = about_rating.page if about_rating is not None and about_rating.change != "absent" else None
    paper = file_and_page(entries[0].source_file, page)
    return text.append("  ").append_text(paper).append_text(rating_decided(entries))
