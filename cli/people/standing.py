"""One risk as it stood in one month, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.people.tables import Column, Row, table
from risktrail.cli.people.words import clean, rating, status
from risktrail.store import Rows
from risktrail.store.labels import count

if TYPE_CHECKING:
    from rich.console import Console


def risk(answer: Rows, console: Console) -> None:
    """The risk's name and rating, then each of its parts with its page."""
    parts = answer.dicts()
    first = parts[0]
    rated = next((part for part in parts if part["part"] == "rating"), None)
    heading = Text.assemble((clean(first["risk_id"]), "bold"), f"  {first['period']}  ")
    console.print(heading.append_text(rating(rated["text"] if rated else None)))
    console.print(Text(clean(first["source_file"]), style="dim"))
    console.print()
    columns = [
        Column("", _name),
        Column("", _text, wide=1),
        Column("page", lambda part: clean(part["page"]), right=True),
    ]
    console.print(table(columns, [part for part in parts if part["part"] != "rating"]))


def _name(part: Row) -> Text:
    return Text(clean(part["part"]), style="bold")


def _text(part: Row) -> Text:
    text = Text(clean(part["text"]))
    if part["part"] == "action":
        text.append("\n")
        text.append_text(status(part["status"], part["status_text"]))
        if part["note"]:
            text.append(f" ({clean(part['note'])})", style="italic")
        if part["reports_ongoing"]:
            told = f", for {count(part['reports_ongoing'], 'report')}; first seen {part['first_seen']}"
            text.append(told, style="dim")
    return text
