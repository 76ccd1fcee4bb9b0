"""The truths of the invented families beside the project, as the reports a perfect reader makes of their papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from risktrail.schema.report import Report
from tests.generators.register_builders import source

OF_A_RISK = (
    "risk_id", "title", "category", "score", "band", "description", "causes", "impact", "controls", "owners", "trend",
    "response", "risk_status", "raised", "review", "details",
)  # fmt: skip
OF_AN_ACTION = ("text", "status", "note", "note_date", "owners", "ref", "due_date", "completed_date", "percent")


def reports(folder: Path) -> list[Report]:
    """The reports of a series in the order of months; actions without a status are ongoing, everything is on page 1."""
    files = sorted(file for file in folder.glob("*.json") if not file.name.startswith("_"))
    return [_report(json.loads(file.read_text(encoding="utf-8")), folder.name) for file in files]


def _report(truth: dict[str, Any], register: str) -> Report:
    return Report.model_validate(
        {
            "committee": register,
            "paper_reference": f"{register} {truth['period']}",
            "risks": [_risk(each) for each in truth["risks"]],
            **{key: truth.get(key) for key in ("title", "organisation", "report_date", "period")},
        }
    )


def _risk(truth: dict[str, Any]) -> dict[str, Any]:
    updates = [each if isinstance(each, dict) else {"text": each} for each in truth.get("updates") or []]
    return {
        **{key: truth[key] for key in OF_A_RISK if truth.get(key) is not None},
        "ratings": truth["ratings"],
        "updates": updates,
        "actions": [_action(each) for each in truth["actions"]],
        "source": source(1),
    }


def _action(truth: dict[str, Any]) -> dict[str, Any]:
    known = {key: truth[key] for key in OF_AN_ACTION if truth.get(key) is not None}
    return {"status": "ongoing", "due_text": truth.get("due_date"), "source": source(1), **known}
