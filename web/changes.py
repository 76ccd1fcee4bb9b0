"""What changed between two months, grouped by risk, with reworded texts as word-level redlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from risktrail.store import Answer, redline
from risktrail.store.answer_rows import Change, Segment
from risktrail.store.labels import count
from risktrail.web.register import Evidence, Register

TEXT_FIELDS = ("description", "impact", "text", "note", "title", "cause", "control", "update", "detail")
MARKED_FIELDS = ("description", "impact", "rating", "cause", "control", "update")
COUNTED_AS = {
    "rating_changed": ("rating", "changed"),
    "status_changed": ("status", "changed"),
    "note_changed": ("note", "changed"),
}
PLURALS = {"status": "statuses"}


@dataclass(frozen=True)
class ChangeEntry:
    """A row of `risktrail compare`, its redline where two texts are compared, and the pages that show it."""

    row: Change
    redline: Sequence[Segment]
    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True)
class Changes:
    """All changes between two months: by risk, how many, and how many of each kind as `3 ratings changed`."""

    by_risk: dict[str, list[ChangeEntry]]
    number: int
    counts: list[str]


def changes(register: Register, answer: Answer[Change]) -> Changes:
    """The rows of `risktrail compare`, grouped, with the pages that show them."""
    by_risk: dict[str, list[ChangeEntry]] = {}
    for row in answer:
        by_risk.setdefault(row.risk_id, []).append(_entry(register, row))
    # A risk or an action counts once in each kind: one whose description and impact were reworded is one risk reworded.
    distinct = dict.fromkeys((_counted_as(row), row.item, row.risk_id, row.action_id) for row in answer)
    counted = Counter(kind for kind, *_ in distinct)
    counts = [f"{count(number, noun, PLURALS.get(noun))} {verb}" for (noun, verb), number in counted.most_common()]
    return Changes(by_risk, len(distinct), counts)


def _counted_as(row: Change) -> tuple[str, str]:
    """What is counted, and what became of it."""
    if row.change == "absent" and row.after is not None:
        return row.item, "left out by the paper’s own rule"
    if row.change not in COUNTED_AS and row.change.endswith("_changed") and row.field:
        return row.field.replace("_", " "), "changed"
    return COUNTED_AS.get(row.change, (row.item, row.change))


def _entry(register: Register, row: Change) -> ChangeEntry:
    if row.item == "action":
        kind, key = "action", row.action_id
    else:
        kind, key = row.field if row.field in MARKED_FIELDS else "risk", row.risk_id
    is_compared = row.field in TEXT_FIELDS and row.change != "unchanged"
    return ChangeEntry(
        row,
        redline(_text(row.before), _text(row.after)) if is_compared else [],
        register.evidence(row.from_period, row.from_page, kind, key) if row.from_page else None,
        register.evidence(row.to_period, row.to_page, kind, key) if row.to_page else None,
    )


def _text(value: object) -> str:
    """A changed value that is a text; empty where there was none."""
    return value if isinstance(value, str) else ""
