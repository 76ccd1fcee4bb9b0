"""The answers that are lists: reports, risks, actions, stalled actions, the catalogue of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.people.tables import Column, Row, table
from risktrail.cli.people.words import clean, place, rating, status
from risktrail.store import Rows
from risktrail.store.labels import count, rating_label

if TYPE_CHECKING:
    from rich.console import Console

MONTH = Column("month", lambda row: clean(row["period"]))


def stalled(answer: Rows, console: Console) -> None:
    """Stalled actions: what, for how long, whether anything moved, and where it says so."""
    columns = [
        Column("risk", _rated_risk),
        Column("action", _action, wide=1),
        Column("reports\nongoing", lambda row: str(row["reports_ongoing"]), right=True),
        Column("of these\nunchanged", lambda row: str(row["reports_unchanged"]), right=True),
        Column("\nsince", lambda row: row["ongoing_since"]),
    ]
    _draw_with_source(columns, answer, console)
    console.print(Text(f"{count(len(answer), 'action')}, longest first.", style="dim"))


def actions(answer: Rows, console: Console) -> None:
    """Actions with status and place."""
    columns = [
        MONTH,
        Column("risk", _risk),
        Column("action", _action, wide=1),
        Column("status", lambda row: status(row["status"], row["status_text"])),
        Column("reports\nongoing", lambda row: str(row["reports_ongoing"] or ""), right=True),
    ]
    _draw_with_source(columns, answer, console)


def risks(answer: Rows, console: Console) -> None:
    """Risks with their description; the impact is for `show`."""
    columns = [
        MONTH,
        Column("risk", _rated_risk),
        Column("description", lambda row: clean(row["description"]), wide=1),
        Column("actions", lambda row: str(row["actions"]), right=True),
    ]
    _draw_with_source(columns, answer, console)


def _draw_with_source(columns: list[Column], answer: Rows, console: Console) -> None:
    """The table with a page in every row; the file goes above it where it is one and the same."""
    files = set(answer.column("source_file"))
    if len(files) == 1:
        console.print(Text(clean(files.pop()), style="dim"))
        source = Column("page", lambda row: Text(clean(row["page"]), style="dim"), right=True)
    else:
        source = Column("source", lambda row: place(row["source_file"], row["page"]), folds=True)
    console.print(table([*columns, source], answer.dicts()))


def reports(answer: Rows, console: Console) -> None:
    """Reports with their date and figures."""
    columns = [
        MONTH,
        Column("register", lambda row: clean(row["register"])),
        Column("dated", lambda row: clean(row["report_date"])),
        Column("risks", lambda row: clean(row["risks"]), right=True),
        Column("actions", lambda row: clean(row["actions"]), right=True),
        Column("pages", lambda row: clean(row["pages"]), right=True),
        Column("file", _file, wide=1),
    ]
    console.print(table(columns, answer.dicts()))


def catalogue(answer: Rows, console: Console) -> None:
    """The questions there are, with what each takes."""
    columns = [
        Column("question", lambda row: Text(row["name"], style="bold")),
        Column("what it answers", _answered, wide=1),
    ]
    console.print(table(columns, answer.dicts()))


def doubts(answer: Rows, console: Console) -> None:
    """What to look at: of which kind, about what, and where."""
    columns = [
        Column("doubt", lambda row: Text(clean(row["id"]), style="dim")),
        Column("what", lambda row: Text(clean(row["kind"]).replace("_", " "), style="bold")),
        Column("where", _where),
        Column("why", lambda row: clean(row["message"]), wide=1),
    ]
    console.print(table(columns, answer.dicts()))


def _answered(row: Row) -> Text:
    text = Text(clean(row["summary"]))
    takes = [each for each in row["takes"] if each != "of_register"]
    if takes:
        text.append(f"\ntakes {', '.join(takes)}", style="dim")
    return text


def _where(row: Row) -> Text:
    about = Text(" ".join(clean(row[name]) for name in ("period", "risk_id") if row[name]))
    source = place(row["source_file"], row["page"])
    return Text("\n").join([about, source]) if about else source


def _action(row: Row) -> Text:
    text = Text(clean(row["text"]))
    if row["note"]:
        text.append(f" ({clean(row['note'])})", style="italic")
    return text


def _file(row: Row) -> Text:
    """The file, and below it what sets it apart: months missing before it, or why it does not count."""
    text = Text(clean(row["source_file"]))
    apart = {
        "superseded": f"superseded by {clean(row['superseded_by'])}",
        "conflict": f"in conflict with {clean(row['conflicts_with'])}, which has the month",
        "removed": f"removed: {clean(row['reason'])}",
    }.get(row["state"])
    if apart is None and row["missing_months"]:
        apart = f"{count(row['missing_months'], 'month')} missing before it"
    if apart is not None:
        text.append(f"\n{apart}", style="dim")
    return text


def _risk(row: Row) -> Text:
    """The risk's name, with the register before it where it does not name it itself."""
    name, register = clean(row["risk_id"]), clean(row["register"])
    return Text(name if name.startswith(register) else f"{register} {name}")


def _rated_risk(row: Row) -> Text:
    """The risk with its rating below it."""
    return Text("\n").join([_risk(row), rating(rating_label(row["score"], row["band"]))])
