"""A reading beside what its truth file says: the fields that the truth has, and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from risktrail.schema.report import Report

_OF_A_PAPER = ("organisation", "report_date", "period")
_OF_A_RISK = ("risk_id", "title", "category", "description", "score", "band", "owners", "trend", "causes", "impact")
_OF_AN_ACTION = ("text", "status", "due_date", "owners", "ref", "percent", "note_date")


def said(truth: Path) -> dict[str, Any]:
    """What a truth file says."""
    found: dict[str, Any] = json.loads(truth.read_text(encoding="utf-8"))
    return found


def read_as(report: Report, truth: dict[str, Any]) -> dict[str, Any]:
    """The facts of a reading in the shape of a truth: each of its fields, in the paper's order."""
    got = report.model_dump(mode="json")
    risks = [_risk(own, like) for own, like in zip(got["risks"], truth["risks"], strict=False)]
    return {**{key: got[key] for key in _OF_A_PAPER if truth.get(key)}, "risks": risks, "count": len(got["risks"])}


def expected(truth: dict[str, Any]) -> dict[str, Any]:
    """What `read_as` gives for a reading without a fault."""
    risks = [_risk(like, like) for like in truth["risks"]]
    return {**{key: truth[key] for key in _OF_A_PAPER if truth.get(key)}, "risks": risks, "count": len(risks)}


def _risk(own: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    said = {key: _plain(own.get(key)) for key in _OF_A_RISK if like.get(key)}
    said["controls"] = _plain(own.get("controls")) if like.get("controls") else None
    said["updates"] = _told(own["updates"]) if like.get("updates") else None
    kinds = {rating["kind"]: rating for rating in own["ratings"]}
    said["ratings"] = [
        {key: kinds.get(rating["kind"], {}).get(key) for key in rating if rating[key] is not None}
        for rating in like["ratings"]
    ]
    said["actions"] = [
        {key: _plain(action.get(key)) for key in _OF_AN_ACTION if wanted.get(key) is not None}
        for action, wanted in zip(own["actions"], like["actions"], strict=False)
    ]
    said["action_count"] = len(own["actions"])
    return said


def _told(updates: list[Any]) -> str:
    texts = [each if isinstance(each, str) else each["text"] for each in updates]
    return " ".join(texts).replace(".", "").replace("’", "'")


def _plain(value: Any) -> Any:
    """Words without the full stop that ends some of them."""
    if isinstance(value, list):
        return " ".join(str(_plain(each)) for each in value)
    return value.rstrip(".").replace("’", "'").replace(". ", " ") if isinstance(value, str) else value
