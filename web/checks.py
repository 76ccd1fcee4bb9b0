"""What the reader was unsure of, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from risktrail.web.register import Evidence, Register

TO_CHECK = "SELECT * FROM to_check WHERE register = ? OR register IS NULL"
KINDS = {
    "failed_paper": "Papers that could not be read",
    "removed_paper": "Papers that were removed",
    "conflict": "Papers that claim the same month",
    "missing_months": "Months without a paper",
    "unplaced": "Text that found no place",
    "duplicate_risk": "Risks that stand twice in a paper",
    "no_rating": "Risks without a rating",
    "odd_rating": "Ratings with an unusual band",
    "unsure_match": "Actions that may not be the same as before",
    "reading_warning": "Doubts of the reader",
}


@dataclass(frozen=True)
class Doubt:
    """A row of `risktrail check`."""

    row: dict[str, Any]
    evidence: Evidence | None


@dataclass(frozen=True)
class DoubtsOfAKind:
    """Doubts under one heading; `shown` are the first of them."""

    heading: str
    number: int
    shown: list[Doubt]


def doubts(register: Register, most: int) -> list[DoubtsOfAKind]:
    """All doubts of a register, up to `most` of each kind shown, the latest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in register.query(TO_CHECK).dicts():
        found.setdefault(row["kind"], []).append(row)
    order = [*KINDS, *(kind for kind in found if kind not in KINDS)]
    return [_of_a_kind(register, kind, found[kind], most) for kind in order if kind in found]


def _of_a_kind(register: Register, kind: str, rows: list[dict[str, Any]], most: int) -> DoubtsOfAKind:
    latest = sorted(rows, key=lambda row: row["period"] or "", reverse=True)[:most]
    heading = KINDS.get(kind, kind.replace("_", " "))
    return DoubtsOfAKind(heading, len(rows), [Doubt(row, _evidence(register, row)) for row in latest])


def _evidence(register: Register, row: dict[str, Any]) -> Evidence | None:
    if row["page"] is None:
        return Evidence(row["source_file"]) if row["source_file"] else None
    if row["kind"] == "unplaced":
        return register.evidence(row["period"], row["page"], "unplaced", row["page"])
    return register.evidence(row["period"], row["page"], "risk" if row["risk_id"] else "", row["risk_id"] or "")
