"""One paper as it was read, for a person who wants to know whether it was read well."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.render.styled import clean, rating
from risktrail.cli.render.tables import Column, name_column, table
from risktrail.schema.report import ReadingWarning, Report, Risk, StruckText
from risktrail.store.labels import RatingValue, count, status_label

if TYPE_CHECKING:
    from rich.console import Console


def draw_paper(report: Report, file: str, console: Console) -> None:
    """What paper it is, its risks, its recommendations, and every doubt."""
    console.print(Text(clean(report.title or file), style="bold"))
    console.print(Text(_about(report, file), style="dim"))
    console.print()
    columns: list[Column[Risk]] = [
        name_column("risk", _risk, report.risks) if any(map(_title, report.risks)) else Column("risk", _risk),
        Column("description", lambda risk: risk.description, wide=1),
        Column("actions", lambda risk: _statuses(Counter(action.status.value for action in risk.actions))),
        Column("page", lambda risk: str(risk.source[0].page) if risk.source else "", right=True),
    ]
    console.print(table(columns, report.risks))
    _listed("Recommendations", [each.text for each in report.recommendations], console)
    _listed("Not assigned to any field", [f"p. {each.page}: {each.text}" for each in report.unplaced], console)
    _listed("Struck out", [_struck(each) for each in report.struck], console)
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


def _risk(risk: Risk) -> Text:
    """The risk's number, its title where it has one, and its rating."""
    names = [Text(clean(each)) for each in (risk.risk_id, _title(risk)) if each]
    return Text("\n").join([*names, rating(RatingValue(risk.score, risk.band))])


def _title(risk: Risk) -> str | None:
    return risk.title if risk.title != risk.risk_id else None


def _statuses(counted: Counter[str]) -> str:
    return "\n".join(f"{number} {status_label(name)}" for name, number in counted.items()) or "none"


def _struck(struck: StruckText) -> str:
    return f"p. {struck.page}: {struck.risk_id + ': ' if struck.risk_id else ''}{struck.text}"


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
