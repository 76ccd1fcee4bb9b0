"""A report as the rows of the store's tables: made where the paper is read, so that the process that stores need not.

The rows of a table go as texts, JSON with a list a column, which DuckDB takes apart by itself: values of Python, row by
row, take it three times as long. Numbers name the columns behind the first, which is `report_id`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic_core import to_json

from risktrail.schema.report import Action, KindRating, RatingKind, Report, Risk, Source
from risktrail.store.identity import register_of
from risktrail.store.papers import Paper, report_id

TableRow = tuple[Any, ...]
StoredBoxes = list[dict[str, Any]]
"""The boxes of a part: `page` from 1, and `bbox` as x0, top, x1, bottom in points from the page's top left."""

REPORT_TABLES = (
    "risk",
    "rating",
    "cause",
    "impact",
    "control",
    "action",
    "risk_update",
    "detail",
    "remark",
    "recommendation",
    "narrative",
    "unplaced",
    "struck",
    "recognised_word",
    "reading_warning",
)
ROWS = 1000
"""Rows of a table in one text. A scanned pack has a hundred thousand words, and DuckDB takes a text apart in memory."""
_PARTS = ("risks", "recommendations", "narrative", "unplaced", "struck", "recognised")


class ReportRows(NamedTuple):
    """A report as it is stored.

    `about` is the report without its parts, `register` is as `register_of` has it, `unplaced` counts the lines without
    a place. `columns` has for each table with rows of the report what `columns_of` makes of them, `ROWS` at a time.
    """

    about: Report
    register: str | None
    unplaced: int
    columns: dict[str, list[str]]


def report_row(paper: Paper, report: Report, register: str, period: str, profile_sha256: str | None) -> TableRow:
    """The row of the table `report` for a paper of a register and month; `profile_sha256` is of its profile's text."""
    return (
        report_id(paper.paper_id),
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
        report.organisation,
        list(report.leaves_out),
        *report.pages,
        profile_sha256,
        paper.paper_id,
    )


def rows_of(report: Report) -> ReportRows:
    """A report as it is stored."""
    columns = {
        table: [columns_of(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]
        for table, rows in _tables(report).items()
        if rows
    }
    about = report.model_copy(update=dict.fromkeys(_PARTS, ()))
    return ReportRows(about, register_of(report), len(report.unplaced), columns)


def columns_of(rows: Sequence[TableRow]) -> str:
    """Rows as JSON with a list a column: `{"1": [...], "2": [...]}`.

    Raises:
        PydanticSerializationError: A text of them is no Unicode.
    """
    return to_json({str(number): column for number, column in enumerate(zip(*rows, strict=True), 1)}).decode()


def _tables(report: Report) -> dict[str, list[TableRow]]:
    """The rows of each table, in its column order, without the `report_id` that is first."""
    tables: dict[str, list[TableRow]] = {name: [] for name in REPORT_TABLES}
    for position, risk in enumerate(report.risks, 1):
        _add_risk(tables, position, risk)
    for position, recommendation in enumerate(report.recommendations, 1):
        boxes = boxes_of(recommendation.source)
        tables["recommendation"].append(
            (
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
        tables["narrative"].append((position, prose.heading, list(prose.paragraphs), first_page(boxes), boxes))
    for position, line in enumerate(report.unplaced, 1):
        tables["unplaced"].append((position, line.text, line.page, list(line.bbox)))
    at = {risk.risk_id: number for number, risk in reversed([*enumerate(report.risks, 1)])}
    for position, struck in enumerate(report.struck, 1):
        risk_position = at.get(struck.risk_id) if struck.risk_id is not None else None
        tables["struck"].append((position, risk_position, struck.text, struck.page, list(struck.bbox)))
    tables["recognised_word"] += [
        (position, word.page, list(word.bbox), word.text, word.confidence, word.other, word.unsure)
        for position, word in enumerate(report.recognised, 1)
    ]
    for position, doubt in enumerate(report.warnings, 1):
        tables["reading_warning"].append((position, doubt.code, doubt.message, doubt.page))
    return tables


def _add_risk(tables: dict[str, list[TableRow]], at: int, risk: Risk) -> None:
    whole = boxes_of(risk.source)
    tables["risk"].append((at, *_risk_values(risk, whole)))
    for name, texts, sources in (
        ("cause", risk.causes, risk.causes_source),
        ("impact", risk.impact, risk.impact_source),
        ("control", risk.controls, risk.controls_source),
        ("remark", risk.remarks, risk.remarks_source),
    ):
        for position, text in enumerate(texts, 1):
            boxes = boxes_of(sources[position - 1]) if position <= len(sources) else []
            tables[name].append((at, position, text, first_page(boxes or whole), boxes))
    ratings = ratings_of(risk)
    shown = _shown(risk, ratings)
    for position, rating in enumerate(ratings, 1):
        boxes = boxes_of(rating.source)
        values = (str(rating.kind), rating.impact, rating.likelihood, rating.score, rating.band, rating.text)
        tables["rating"].append((at, position, *values, rating is shown, first_page(boxes or whole), boxes))
    for position, action in enumerate(risk.actions, 1):
        tables["action"].append((at, position, *_action_values(action, whole)))
    for position, update in enumerate(risk.updates, 1):
        boxes = boxes_of(update.source)
        tables["risk_update"].append((at, position, update.text, update.date, first_page(boxes or whole), boxes))
    for position, (head, text) in enumerate(risk.details.items(), 1):
        tables["detail"].append((at, position, head, text, first_page(whole)))


def _risk_values(risk: Risk, whole: StoredBoxes) -> TableRow:
    rated = (risk.score, risk.band, risk.rating_text, risk.description, risk.section, str(risk.standing))
    places = (whole, boxes_of(risk.rating_source), boxes_of(risk.description_source))
    further = (risk.title, risk.category, list(risk.owners), risk.trend and str(risk.trend), risk.response)
    dated = (risk.risk_status, risk.raised, risk.review)
    return (risk.risk_id, *rated, first_page(whole), *places, *further, *dated)


def _action_values(action: Action, whole: StoredBoxes) -> TableRow:
    boxes = boxes_of(action.source)
    described = (action.text, str(action.status), action.status_text, action.note, list(action.owners))
    dates = (action.due_date, action.due_text, action.completed_date, action.percent, action.note_date)
    return (*described, first_page(boxes or whole), boxes, action.ref, *dates)


def ratings_of(risk: Risk) -> tuple[KindRating, ...]:
    """The ratings of a risk by kind. Where the paper has one that it gives no kind, that is the current one."""
    if risk.ratings or (risk.score is None and risk.band is None and risk.rating_text is None):
        return risk.ratings
    only = KindRating(
        kind=RatingKind.CURRENT, score=risk.score, band=risk.band, text=risk.rating_text, source=risk.rating_source
    )
    return (only,)


def _shown(risk: Risk, ratings: tuple[KindRating, ...]) -> KindRating | None:
    """The rating that is the risk's own score and band, else its score; of several the current one, else the first."""
    alike = [each for each in ratings if (each.score, each.band) == (risk.score, risk.band)]
    if not alike and risk.score is not None:
        alike = [each for each in ratings if each.score == risk.score]
    return next((each for each in alike if each.kind is RatingKind.CURRENT), alike[0] if alike else None)


def boxes_of(sources: tuple[Source, ...]) -> StoredBoxes:
    """The sources of a part as the store has them."""
    return [{"page": source.page, "bbox": source.bbox} for source in sources]


def first_page(boxes: StoredBoxes) -> int | None:
    """The page a part begins on; None where its place is not known."""
    return int(boxes[0]["page"]) if boxes else None
