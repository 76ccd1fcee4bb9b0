"""The answers that are lists: reports, risks, actions, stalled actions, doubts, the catalogue of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text

from risktrail.cli.render.styled import clean, decided, file_and_page, rating, redlined, status
from risktrail.cli.render.tables import GAP, Column, cell_text, name_column, table, widest
from risktrail.store import Answer, redline
from risktrail.store.answer_rows import (
    ActionInMonth,
    Doubt,
    ListedQuestion,
    OverdueAction,
    RiskInMonth,
    StalledAction,
    StoredReport,
)
from risktrail.store.labels import RatingValue, count, doubt_label

if TYPE_CHECKING:
    from rich.console import Console

LEAST_ROOM_FOR_TEXT = 24
"""Where a text would get fewer characters, other columns give up their room for it."""
RowT = TypeVar("RowT")
SourcedT = TypeVar("SourcedT", RiskInMonth, ActionInMonth, StalledAction, OverdueAction)


def draw_stalled(answer: Answer[StalledAction], console: Console) -> None:
    """Stalled actions: what, for how long, whether anything moved, and where it says so."""
    columns: list[Column[StalledAction]] = [
        _risk_column(answer, _rated_risk),
        Column("action", _stalled_action, wide=1),
        Column("reports\nongoing", lambda row: str(row.reports_ongoing), right=True),
        Column("of these\nunchanged", lambda row: str(row.reports_unchanged), right=True),
        Column("\nsince", lambda row: row.ongoing_since),
    ]
    _draw_with_source(columns, answer, console)
    console.print(Text(f"{count(len(answer), 'action')}, longest first.", style="dim"))


def draw_overdue(answer: Answer[OverdueAction], console: Console) -> None:
    """Overdue actions: what, who, since when it is due, and how often that was moved."""
    columns: list[Column[OverdueAction]] = [
        _risk_column(answer, _rated_risk),
        Column("action", _action, wide=3),
        Column("owner", lambda row: clean(row.owners), wide=1),
        Column("due", lambda row: clean(row.due_date)),
        Column("days\nlate", lambda row: str(row.days_overdue), right=True),
        Column("times\nmoved", lambda row: str(row.times_moved or ""), right=True),
    ]
    _draw_with_source(columns, answer, console)
    console.print(Text(f"{count(len(answer), 'action')}, longest overdue first.", style="dim"))


def draw_actions(answer: Answer[ActionInMonth], console: Console) -> None:
    """Actions with status, file and page."""
    columns: list[Column[ActionInMonth]] = [
        Column("month", lambda row: clean(row.period)),
        _risk_column(answer, _risk),
        Column("action", _action, wide=1),
        Column("status", lambda row: status(row.status, row.status_text)),
        Column("reports\nongoing", lambda row: str(row.reports_ongoing or ""), right=True),
    ]
    if any(row.due_date or row.due_text for row in answer):
        columns.append(Column("due", lambda row: clean(row.due_date or row.due_text), folds=True))
    _draw_with_source(columns, answer, console)


def draw_risks(answer: Answer[RiskInMonth], console: Console) -> None:
    """Risks with their description; `show` has the impact."""
    columns: list[Column[RiskInMonth]] = [
        Column("month", lambda row: clean(row.period)),
        _risk_column(answer, _rated_risk),
        Column("description", lambda row: Text(clean(row.description)).append_text(decided(row.decided)), wide=1),
        Column("actions", lambda row: str(row.actions), right=True),
    ]
    _draw_with_source(columns, answer, console)


def _draw_with_source(columns: list[Column[SourcedT]], answer: Answer[SourcedT], console: Console) -> None:
    """The table with a page in every row; the file goes above it where it is the same in all.

    Where too little room is left for the text, what stands beside it (owner, file and page) goes below it.
    """
    files = {row.source_file for row in answer}
    if len(files) == 1:
        console.print(Text(clean(files.pop()), style="dim"))
        columns.append(Column("page", lambda row: Text(clean(row.page), style="dim"), right=True))
    else:
        columns.append(Column("source", _source, folds=True))
    if _room_for_text(columns, answer, console.width) < LEAST_ROOM_FOR_TEXT:
        columns = _one_below_the_other(columns)
    console.print(table(columns, answer))


def _source(row: SourcedT) -> Text:
    return file_and_page(row.source_file, row.page)


def _room_for_text(columns: Sequence[Column[SourcedT]], rows: Iterable[SourcedT], width: int) -> int:
    """The characters that are left for the column that takes the most of the room."""
    rows = list(rows)
    settled = [column for column in columns if column.wide is None]
    shares = [column.wide for column in columns if column.wide is not None]
    room = width - sum(widest(column, rows) for column in settled) - GAP * (len(columns) - 1)
    return room * max(shares) // sum(shares)


def _one_below_the_other(columns: Sequence[Column[SourcedT]]) -> list[Column[SourcedT]]:
    """The columns with one for all text: the first that takes room, and below it the others and the file."""
    text, *others = stacked = [column for column in columns if column.wide is not None or column.cell is _source]
    merged = replace(text, cell=partial(_stacked, stacked))
    return [merged if column is text else column for column in columns if column not in others]


def _stacked(columns: Sequence[Column[RowT]], row: RowT) -> Text:
    """What several columns show of a row, a column a line; the first is the text, the others are less loud."""
    text, *others = (cell_text(column, row) for column in columns)
    return Text("\n").join([text, *(Text(other.plain, style="dim") for other in others if other.plain)])


def draw_reports(answer: Answer[StoredReport], console: Console) -> None:
    """Reports with their date and figures."""
    columns: list[Column[StoredReport]] = [
        Column("month", lambda row: clean(row.period)),
        Column("register", lambda row: clean(row.register)),
        Column("dated", lambda row: clean(row.report_date)),
        Column("risks", lambda row: clean(row.risks), right=True),
        Column("actions", lambda row: clean(row.actions), right=True),
        Column("pages", lambda row: clean(row.pages), right=True),
        Column("file", _file, wide=1),
    ]
    console.print(table(columns, answer))


def draw_catalogue(answer: Answer[ListedQuestion], console: Console) -> None:
    """The questions there are, with what each takes."""
    columns: list[Column[ListedQuestion]] = [
        Column("question", lambda row: Text(row.name, style="bold")),
        Column("what it answers", _answered, wide=1),
    ]
    console.print(table(columns, answer))


def draw_doubts(answer: Answer[Doubt], console: Console) -> None:
    """What to look at: of which kind, about what, and where."""
    columns: list[Column[Doubt]] = [
        Column("doubt", lambda row: Text(clean(row.id), style="dim")),
        Column("about", lambda row: _about(row, answer.titles.get((row.register or "", row.risk_id or "")))),
        Column("why", lambda row: _why(row, console), wide=1),
    ]
    console.print(table(columns, answer))
    console.print(Text("One that was looked at is taken off with: risktrail decide settled DOUBT --reason TEXT", "dim"))


def _answered(row: ListedQuestion) -> Text:
    text = Text(clean(row.summary))
    takes = [each for each in row.takes if each != "of_register"]
    if takes:
        text.append(f"\ntakes {', '.join(takes)}", style="dim")
    return text


def _about(row: Doubt, title: str | None) -> Text:
    """The kind of doubt, and below it month and risk, and file and page."""
    kind = Text(doubt_label(clean(row.kind), clean(row.message))[0], style="bold")
    about = Text(" ".join(clean(each) for each in (row.period, row.risk_id, title) if each))
    return Text("\n").join([each for each in (kind, about, file_and_page(row.source_file, row.page)) if each])


def _why(row: Doubt, console: Console) -> Text:
    """What is doubted, and the command that decides it where that is not `decide settled`.

    Of an unsure match it is both wordings with their pages, the old above the new, and what differs marked in each.
    """
    if row.before is None or row.text is None:
        text = Text(doubt_label(clean(row.kind), clean(row.message))[1])
        settle = f"risktrail decide settled {row.id} --reason TEXT"
        return (
            text
            if row.decide == settle or row.decide in row.message
            else text.append(f"\n{clean(row.decide)}", style="dim")
        )
    segments = redline(row.before, row.text)
    text = Text(clean(row.message.removesuffix(f": {row.text}")))
    for left_out, file, page in (("added", row.before_file, row.before_page), ("removed", row.source_file, row.page)):
        text.append("\n").append_text(file_and_page(file, page)).append("\n")
        text.append_text(redlined([each for each in segments if each.op != left_out], console))
    return text.append(f"\n{clean(row.decide)}\nor, if they are two: risktrail decide different …", style="dim")


def _action(row: ActionInMonth | StalledAction | OverdueAction) -> Text:
    text = Text(clean(row.text))
    if row.note:
        text.append(f" ({clean(row.note)})", style="italic")
    return text.append_text(decided(row.decided))


def _stalled_action(row: StalledAction) -> Text:
    """The action, and below it the one that it may have been before."""
    text = _action(row)
    if row.perhaps:
        text.append(f"\nperhaps reworded from, in {row.perhaps_last_seen}: {clean(row.perhaps)}", style="dim")
    return text


def _file(row: StoredReport) -> Text:
    """The file, and below it what sets it apart: months missing before it, or why it does not count."""
    text = Text(clean(row.source_file))
    apart = {
        "superseded": f"superseded by {clean(row.superseded_by)}",
        "conflict": f"in conflict with {clean(row.conflicts_with)}, which has the month",
        "removed": f"removed: {clean(row.reason)}",
    }.get(row.state, clean(row.reason) or None)
    if apart is None and row.missing_months:
        apart = f"{count(row.missing_months, 'month')} missing before it"
    if apart is not None:
        text.append(f"\n{apart}", style="dim")
    return text


def _risk_column(answer: Answer[SourcedT], cell: Callable[[SourcedT], Text]) -> Column[SourcedT]:
    """The column of the risk: as wide as its content asks, and not wider than a title may be."""
    return name_column("risk", cell, answer) if any(row.title for row in answer) else Column("risk", cell)


def _risk(row: RiskInMonth | ActionInMonth | StalledAction | OverdueAction) -> Text:
    """The risk's number, with the register before it where the number does not begin with it; below it its title."""
    name, register = clean(row.risk_id), clean(row.register)
    text = Text(name if name.startswith(register) else f"{register} {name}")
    return text.append(f"\n{clean(row.title)}") if row.title and row.title != row.risk_id else text


def _rated_risk(row: RiskInMonth | StalledAction | OverdueAction) -> Text:
    """The risk with its rating below it."""
    return Text("\n").join([_risk(row), rating(RatingValue(row.score, row.band))])
