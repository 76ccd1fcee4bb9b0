"""One risk as it stood in one month, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.render.styled import DECIDED, clean, decided, rating, risk_name, status
from risktrail.cli.render.tables import Column, table
from risktrail.store import Answer
from risktrail.store.answer_rows import RiskPart
from risktrail.store.labels import NO_RATING, action_dates, count

if TYPE_CHECKING:
    from rich.console import Console


def draw_risk(answer: Answer[RiskPart], console: Console) -> None:
    """The risk's number and rating, then each of its parts with its page."""
    first = answer[0]
    rated = next((part.rating for part in answer if part.rating is not None), NO_RATING)
    heading = risk_name(first.risk_id, first.title, "bold").append(f"  {first.period}  ", style="")
    console.print(heading.append_text(rating(rated)))
    console.print(Text(clean(first.source_file), style="dim"))
    for part in answer:
        if part.part == "rating" and part.decided:
            console.print(Text(decided(part.decided).plain.strip(), style=DECIDED))
    console.print()
    columns = [
        Column("", _name),
        Column("", _text, wide=1),
        Column("page", lambda part: clean(part.page), right=True),
    ]
    console.print(table(columns, [part for part in answer if part.part != "rating"]))


def _name(part: RiskPart) -> Text:
    """What the part is; an action with its position, by which decisions name it."""
    name = clean(part.head or part.part.replace("_", " "))
    return Text(f"{name} {part.position}" if part.part == "action" else name, style="bold")


def _text(part: RiskPart) -> Text:
    text = Text(clean(part.text), style="strike" if part.part == "struck_out" else "")
    if part.part == "update" and part.note_date:
        text.append(f" ({part.note_date})", style="dim")
    if part.part == "action":
        text.append("\n")
        text.append_text(status(part.status, part.status_text))
        if part.note:
            text.append(f" ({clean(part.note)})", style="italic")
        if part.reports_ongoing:
            ongoing = f", for {count(part.reports_ongoing, 'report')}; first seen {part.first_seen}"
            text.append(ongoing, style="dim")
        dates = action_dates(part)
        if dates:
            text.append(f"\n{clean(dates)}", style="dim")
    return text if part.part == "rating" else text.append_text(decided(part.decided))
