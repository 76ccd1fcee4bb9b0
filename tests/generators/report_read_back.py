"""A report put together again from the rows of a store, to see that nothing of it was lost."""

from __future__ import annotations

from typing import Any

from risktrail.schema.report import Report
from risktrail.store import Reader

OF_A_RISK = (
    "risk_id, title, category, score, band, rating_text, trend, description, owners, response, risk_status, raised,"
    " review, section, standing, source, rating_source, description_source"
)
OF_AN_ACTION = (
    "text, status, status_text, note, note_date, owners, ref, due_date, due_text, completed_date, percent, source"
)
OF_A_REPORT = (
    "register AS committee, title, organisation, paper_reference, meeting_number, meeting_date, report_date, period,"
    " author, purpose, page_count, [first_page, last_page] AS pages, leaves_out, profile"
)
TEXTS = {"causes": "cause", "impact": "impact", "controls": "control", "remarks": "remark"}
LISTS = {
    "recommendations": ("recommendation", "verb, text, risk_ids, escalation, source"),
    "narrative": ("narrative", "heading, paragraphs, source"),
    "unplaced": ("unplaced", "page, bbox, text"),
    "struck": ("struck", "page, bbox, text, risk_position"),
    "recognised": ("recognised_word", "page, bbox, text, confidence, other, unsure"),
    "warnings": ("reading_warning", "code, message, page"),
}


def read_back(reader: Reader, key: str) -> Report:
    """The stored report of an id."""

    def rows(table: str, columns: str, of_risk: int | None = None) -> list[dict[str, Any]]:
        which = "" if of_risk is None else f" AND risk_position = {of_risk}"
        order = "" if table == "report" else " ORDER BY position"
        sql = f"SELECT {columns} FROM {table} WHERE report_id = ?{which}{order}"  # noqa: S608  names given above
        found = reader.query(sql, [key])
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def texts(position: int) -> dict[str, Any]:
        found = {name: rows(table, "text, source", position) for name, table in TEXTS.items()}
        return {name: [each["text"] for each in parts] for name, parts in found.items()} | {
            f"{name}_source": [each["source"] for each in parts] for name, parts in found.items()
        }

    risks = [
        each
        | texts(n)
        | {
            "ratings": rows("rating", "kind, impact, likelihood, score, band, text, source", n),
            "actions": rows("action", OF_AN_ACTION, n),
            "updates": rows("risk_update", "text, date, source", n),
            "details": {part["head"]: part["text"] for part in rows("detail", "head, text", n)},
        }
        for n, each in enumerate(rows("risk", OF_A_RISK), 1)
    ]
    names = [each["risk_id"] for each in risks]
    lists = {name: rows(table, columns) for name, (table, columns) in LISTS.items()}
    for each in lists["struck"]:
        position = each.pop("risk_position")
        each["risk_id"] = names[position - 1] if position else None
    return Report.model_validate(rows("report", OF_A_REPORT)[0] | lists | {"risks": risks})
