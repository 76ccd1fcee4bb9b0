"""What the sample papers say: register.toml, unfolded month by month.

register.toml holds each risk and action once, with what changed and from which month on.
`papers` unfolds that into one `Paper` per meeting, from which both the PDFs and the
facts that a test compares them with are made.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
HOME = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Action:
    """A mitigation action as it stands in one paper; `key` is the same in every paper."""

    key: str
    text: str
    status: str
    status_text: str
    note: str
    dash: str
    note_style: str

    def printed(self) -> str:
        """The bullet as the paper prints it."""
        if not self.status_text:
            return f"{self.text}."
        note = {"brackets": f" ({self.note})", "dash": f" – {self.note}"}[self.note_style]
        return f"{self.text}{self.dash}{self.status_text}{note if self.note else ''}."


@dataclass(frozen=True)
class Risk:
    """A risk as it stands in one paper."""

    risk_id: str
    score: int
    band: str
    description: str
    impact: list[str]
    actions: list[Action]
    remarks: list[str]


@dataclass(frozen=True)
class Paper:
    """One meeting's paper.

    `gap` is the room after each list, in points; `recommendations` holds each text with the
    risks it would escalate.
    """

    period: str
    number: int
    reference: str
    meeting_date: str
    report_date: str
    signed: str
    gap: float
    risks: list[Risk]
    recommendations: list[tuple[str, list[str]]]


@cache
def register() -> Entry:
    """register.toml, its texts freed of the line breaks they are written with."""
    with (HOME / "register.toml").open("rb") as file:
        flat: Entry = _flat(tomllib.load(file))
    return flat


@cache
def papers() -> dict[str, Paper]:
    """Every paper by its period (`2021-07`), oldest first."""
    found = [_paper(meeting) for meeting in register()["meeting"]]
    return {paper.period: paper for paper in found}


def _flat(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _flat(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_flat(part) for part in value]
    # A leading or trailing space is kept: the dash before a status is written with its spaces.
    return re.sub(r"\s*\n\s*", " ", value) if isinstance(value, str) else value


def _paper(meeting: Entry) -> Paper:
    met, reported, number = meeting["met"], meeting["reported"], meeting["number"]
    period = f"{met:%Y-%m}"
    return Paper(
        period=period,
        number=number,
        reference=f"{register()['committee']}_{number}_{met:%d%m}_{meeting['item']:02}",
        meeting_date=met.isoformat(),
        report_date=reported.isoformat(),
        signed=f"{reported.day} {reported:%B %Y}",
        gap=meeting["gap"],
        risks=_risks(period),
        recommendations=_recommendations(meeting["escalated"]),
    )


def _recommendations(escalated: list[str]) -> list[tuple[str, list[str]]]:
    plain: list[tuple[str, list[str]]] = [(text, []) for text in register()["recommendations"]]
    if not escalated:
        return plain
    numbers = [risk_id.partition("-")[2] for risk_id in escalated]
    named = f"risk {numbers[0]}"
    if numbers[1:]:
        named = f"risks {', '.join(numbers[:-1])} and {numbers[-1]}"
    return [*plain, (register()["escalation"].format(risks=named), escalated)]


def _risks(period: str) -> list[Risk]:
    found = [_risk(entry, period) for entry in register()["risk"] if _stands(entry, period)]
    return sorted(found, key=lambda risk: (-risk.score, risk.risk_id))


def _risk(entry: Entry, period: str) -> Risk:
    now = _as_of(entry, period)
    return Risk(
        risk_id=now["id"],
        score=now["score"],
        band=_band(now["score"]),
        description=now["description"],
        impact=now["impact"],
        actions=_actions(now["action"], period),
        remarks=now.get("remarks", []),
    )


def _band(score: int) -> str:
    bands: dict[str, int] = register()["bands"]
    return max((low, name) for name, low in bands.items() if low <= score)[1]


def _actions(entries: list[Entry], period: str) -> list[Action]:
    """The actions of one risk that stand in this month's paper, in its order."""
    whole = [{"place": n, **_whole(entry)} for n, entry in enumerate(entries, start=1)]
    now = [_as_of(entry, period) for entry in whole if _stands(entry, period)]
    return [_action(entry) for entry in sorted(now, key=lambda entry: entry["place"])]


def _whole(entry: Entry) -> Entry:
    """An action with what it shares with another risk's filled in; its place is its own."""
    if "shared" not in entry:
        return entry
    risk_id, _, key = entry["shared"].partition("/")
    risk = next(risk for risk in register()["risk"] if risk["id"] == risk_id)
    other = next(action for action in risk["action"] if action["key"] == key)
    changes = [_without_place(change) for change in other.get("changes", [])]
    return {**_without_place(other), "changes": changes, **entry}


def _without_place(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name != "place"}


def _action(now: Entry) -> Action:
    status_text = now.get("status", "Ongoing")
    return Action(
        key=now["key"],
        text=now["text"],
        status=register()["statuses"][status_text],
        status_text=status_text,
        note=now.get("note", ""),
        dash=now.get("dash", " – "),
        note_style=now.get("note_style", "brackets"),
    )


def _stands(entry: Entry, period: str) -> bool:
    """Whether the entry is in this month's paper at all. Periods compare as text."""
    inside = entry.get("first", period) <= period <= entry.get("last", period)
    return inside and period not in entry.get("absent", [])


def _as_of(entry: Entry, period: str) -> Entry:
    """The entry with every change up to this month made."""
    now = dict(entry)
    for change in entry.get("changes", []):
        if change["from"] <= period:
            now |= change
    return now


def expected(period: str) -> Entry:
    """What `risktrail parse --format json` should find in this month's paper, sources aside.

    Text is as written, with typographic quotes; a status or note that is not there is None.
    """
    paper, words = papers()[period], register()
    return {
        "title": words["title"],
        "committee": words["committee"],
        "paper_reference": paper.reference,
        "meeting_number": paper.number,
        "meeting_date": paper.meeting_date,
        "report_date": paper.report_date,
        "period": period,
        "author": words["author"],
        "risks": [_expected_risk(risk) for risk in paper.risks],
        "recommendations": [
            {"verb": text.partition(" ")[0], "text": text, "risk_ids": risk_ids}
            for text, risk_ids in paper.recommendations
        ],
    }


def _expected_risk(risk: Risk) -> Entry:
    return {
        "risk_id": risk.risk_id,
        "score": risk.score,
        "band": risk.band,
        "description": risk.description,
        "impact": risk.impact,
        "actions": [
            {
                "text": action.text,
                "status": action.status,
                "status_text": action.status_text or None,
                "note": action.note or None,
            }
            for action in risk.actions
        ],
        "remarks": risk.remarks,
    }
