"""A report as the rows of the store's tables, in the tables' column order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from risktrail.schema.report import Report, Risk, Source
from risktrail.store.papers import Paper, report_id

TableRow = tuple[Any, ...]
StoredBoxes = list[dict[str, Any]]
"""The boxes of a part: `page` from 1, and `bbox` as x0, top, x1, bottom in points from the page's top left."""

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


def report_row(paper: Paper, report: Report, register: str, period: str) -> TableRow:
    """The row of the table `report` for a paper of a register and month."""
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


def rows_of(key: str, report: Report) -> Iterator[tuple[str, list[TableRow]]]:
    """The name of each table in which the report has rows, and these rows; `key` is its `report_id`."""
    tables: dict[str, list[TableRow]] = {name: [] for name in REPORT_TABLES}
    for position, risk in enumerate(report.risks, 1):
        _add_risk(tables, key, position, risk)
    for position, recommendation in enumerate(report.recommendations, 1):
        boxes = boxes_of(recommendation.source)
        tables["recommendation"].append(
            (
                key,
                position,
                recommendation.verb,
                recommendation.text,
                list(recommendation.risk_ids),
                recommendation.escalation,
                first_page(boxes),
                boxes,
            )
        )
    for position, prose in enumerate(report.narrative, 1):
        boxes = boxes_of(prose.source)
        tables["narrative"].append((key, position, prose.heading, list(prose.paragraphs), first_page(boxes), boxes))
    for position, line in enumerate(report.unplaced, 1):
        tables["unplaced"].append((key, position, line.text, line.page, list(line.bbox)))
    for position, doubt in enumerate(report.warnings, 1):
        tables["reading_warning"].append((key, position, doubt.code, doubt.message, doubt.page))
    return ((name, rows) for name, rows in tables.items() if rows)


def _add_risk(tables: dict[str, list[TableRow]], key: str, at: int, risk: Risk) -> None:
    whole, rating, description = boxes_of(risk.source), boxes_of(risk.rating_source), boxes_of(risk.description_source)
    rated = (risk.score, risk.band, risk.rating_text, risk.description, risk.section, str(risk.standing))
    tables["risk"].append((key, at, risk.risk_id, *rated, first_page(whole), whole, rating, description))
    for name, texts, sources in (
        ("impact", risk.impact, risk.impact_source),
        ("remark", risk.remarks, risk.remarks_source),
    ):
        for position, text in enumerate(texts, 1):
            boxes = boxes_of(sources[position - 1]) if position <= len(sources) else []
            tables[name].append((key, at, position, text, first_page(boxes or whole), boxes))
    for position, action in enumerate(risk.actions, 1):
        boxes = boxes_of(action.source)
        described = (action.text, str(action.status), action.status_text, action.note, list(action.owners))
        tables["action"].append((key, at, position, *described, first_page(boxes or whole), boxes))


def boxes_of(sources: tuple[Source, ...]) -> StoredBoxes:
    """The sources of a part as the store has them."""
    return [{"page": source.page, "bbox": list(source.bbox)} for source in sources]


def first_page(boxes: StoredBoxes) -> int | None:
    """The page a part begins on; None where its place is not known."""
    return int(boxes[0]["page"]) if boxes else None
