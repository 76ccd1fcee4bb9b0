"""A report taken apart into the rows of the store's tables, in the tables' column order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from risktrail.schema.report import Report, Risk, Source
from risktrail.store.papers import Paper, report_id

Row = tuple[Any, ...]
Place = list[dict[str, Any]]

REPORT_TABLES = (
    "risk",
    "impact",
    "action",
    "remark",
    "recommendation",
    "narrative",
    "unplaced",
    "reading_warning",
)


def report_row(paper: Paper, report: Report, register: str, period: str) -> Row:
    """The row of table `report`, in the register and month the paper belongs to."""
    return (
        report_id(paper.sha256),
        paper.sha256,
        register,
        period,
        report.title,
        report.paper_reference,
        report.meeting_number,
        report.meeting_date,
        report.report_date,
        report.author,
        list(report.purpose),
        report.page_count,
        report.profile,
        paper.modified,
    )


def rows_of(key: str, report: Report) -> Iterator[tuple[str, list[Row]]]:
    """Table name and rows, for each table that has any."""
    tables: dict[str, list[Row]] = {name: [] for name in REPORT_TABLES}
    for position, risk in enumerate(report.risks, 1):
        _add_risk(tables, key, position, risk)
    for position, told in enumerate(report.recommendations, 1):
        where = place(told.source)
        tables["recommendation"].append(
            (
                key,
                position,
                told.verb,
                told.text,
                list(told.risk_ids),
                told.escalation,
                first_page(where),
                where,
            )
        )
    for position, prose in enumerate(report.narrative, 1):
        where = place(prose.source)
        tables["narrative"].append((key, position, prose.heading, list(prose.paragraphs), first_page(where), where))
    for position, line in enumerate(report.unplaced, 1):
        tables["unplaced"].append((key, position, line.text, line.page, list(line.bbox)))
    for position, doubt in enumerate(report.warnings, 1):
        tables["reading_warning"].append((key, position, doubt.code, doubt.message, doubt.page))
    return ((name, rows) for name, rows in tables.items() if rows)


def _add_risk(tables: dict[str, list[Row]], key: str, at: int, risk: Risk) -> None:
    whole, rating, description = place(risk.source), place(risk.rating_source), place(risk.description_source)
    rated = (risk.score, risk.band, risk.rating_text, risk.description, risk.section, str(risk.standing))
    tables["risk"].append((key, at, risk.risk_id, *rated, first_page(whole), whole, rating, description))
    for name, texts, sources in (
        ("impact", risk.impact, risk.impact_source),
        ("remark", risk.remarks, risk.remarks_source),
    ):
        for position, text in enumerate(texts, 1):
            where = place(sources[position - 1]) if position <= len(sources) else []
            tables[name].append((key, at, position, text, first_page(where or whole), where))
    for position, action in enumerate(risk.actions, 1):
        where = place(action.source)
        said = (action.text, str(action.status), action.status_text, action.note, list(action.owners))
        tables["action"].append((key, at, position, *said, first_page(where or whole), where))


def place(sources: tuple[Source, ...]) -> Place:
    """Sources as the store holds them: a list of {page, bbox}, boxes in points from the page's top left."""
    return [{"page": source.page, "bbox": list(source.bbox)} for source in sources]


def first_page(where: Place) -> int | None:
    """The page a part begins on."""
    return int(where[0]["page"]) if where else None
