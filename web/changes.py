"""What changed between two months, grouped by risk, wordings as word-level redlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from risktrail.store import AnyAnswer, redline
from risktrail.store.labels import count
from risktrail.web.paper_page import MARKS
from risktrail.web.register import Evidence, Register

TEXTS = ("description", "impact", "text", "note", "title", "cause", "control", "update", "detail")
TOLD = {
    "rating_changed": ("rating", "changed"),
    "status_changed": ("status", "changed"),
    "note_changed": ("note", "changed"),
}
PLURALS = {"status": "statuses"}


@dataclass(frozen=True)
class Change:
    """A row of `risktrail compare`; `segments` is its redline, where two texts are compared."""

    row: dict[str, Any]
    segments: Sequence[tuple[str, str]]
    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True)
class Changes:
    """All changes between two months, by risk."""

    risks: dict[str, list[Change]]
    number: int
    counts: list[str]


def changes(register: Register, rows: AnyAnswer) -> Changes:
    """The rows of `risktrail compare`, grouped, with their places."""
    risks: dict[str, list[Change]] = {}
    told = rows.dicts()
    for row in told:
        risks.setdefault(row["risk_id"], []).append(_change(register, row))
    # A risk or an action counts once in each kind: one whose description and impact were reworded is one risk reworded.
    things = dict.fromkeys((_kind(row), row["item"], row["risk_id"], row["action_id"]) for row in told)
    counted = Counter(kind for kind, *_ in things)
    counts = [f"{count(number, what, PLURALS.get(what))} {how}" for (what, how), number in counted.most_common()]
    return Changes(risks, len(things), counts)


def _kind(row: dict[str, Any]) -> tuple[str, str]:
    """What is counted, and what became of it."""
    if row["change"] == "absent" and row["after"] is not None:
        return row["item"], "left out by the paper’s own rule"
    if row["change"] not in TOLD and row["change"].endswith("_changed"):
        return row["field"].replace("_", " "), "changed"
    return TOLD.get(row["change"], (row["item"], row["change"]))


def _change(register: Register, row: dict[str, Any]) -> Change:
    before, after = row["before"], row["after"]
    compared = row["field"] in TEXTS and row["change"] != "unchanged"
    segments = redline(before or "", after or "") if compared else []
    kind, of = _mark(row)
    return Change(
        row,
        segments,
        register.evidence(row["from_period"], row["from_page"], kind, of) if row["from_page"] else None,
        register.evidence(row["to_period"], row["to_page"], kind, of) if row["to_page"] else None,
    )


def _mark(row: dict[str, Any]) -> tuple[str, str]:
    if row["item"] == "action":
        return "action", row["action_id"]
    return row["field"] if row["field"] in MARKS else "risk", row["risk_id"]
