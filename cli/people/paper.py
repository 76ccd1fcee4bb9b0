"""One paper as it was read, for a person who wants to know whether it was read well."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.people.tables import Column, Row, table
from risktrail.cli.people.words import clean, rating
from risktrail.schema.report import ReadingWarning, Report
from risktrail.store.labels import count, rating_label

if TYPE_CHECKING:
    from rich.console import Console


def paper(report: Report, file: str, console: Console) -> None:
    """What paper it is, its risks, its recommendations, and every doubt."""
    console.print(Text(clean(report.title or file), style="bold"))
    console.print(Text(_about(report, file), style="dim"))
    console.print()
    columns = [
        Column("risk", lambda row: Text("\n").join([Text(row["risk"]), row["rating"]])),
        Column("description", lambda row: row["description"], wide=1),
        Column("actions", lambda row: row["actions"]),
        Column("page", lambda row: row["page"], right=True),
    ]
    console.print(table(columns, _risks(report)))
    _listed("Recommendations", [each.text for each in report.recommendations], console)
    _listed("Found no place", [f"p. {each.page}: {each.text}" for each in report.unplaced], console)
    _listed("Warnings", [_warning(each) for each in report.warnings], console)


def _about(report: Report, file: str) -> str:
    dates = [
        f"{name} {date}" for name, date in (("meeting", report.meeting_date), ("dated", report.report_date)) if date
    ]
    parts = [
        report.paper_reference,
        report.period,
        *dates,
        report.author,
        file,
        count(report.page_count, "page"),
    ]
    return ", ".join(clean(part) for part in parts if part)


def _risks(report: Report) -> list[Row]:
    return [
        {
            "risk": each.risk_id,
            "rating": rating(rating_label(each.score, each.band)),
            "description": each.description,
            "actions": _statuses(Counter(action.status.value for action in each.actions)),
            "page": str(each.source[0].page) if each.source else "",
        }
        for each in report.risks
    ]


def _statuses(counted: Counter[str]) -> str:
    return "\n".join(f"{number} {name.replace('_', ' ')}" for name, number in counted.items()) or "none"


def _warning(warning: ReadingWarning) -> str:
    where = f"p. {warning.page}: " if warning.page else ""
    return f"{where}{warning.code}: {warning.message}"


def _listed(title: str, lines: list[str], console: Console) -> None:
    if not lines:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for line in lines:
        console.print(Text(f"  {clean(line)}"))
