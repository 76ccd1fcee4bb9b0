"""A risk's wording month by month, each as a redline against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from risktrail.store import redline
from risktrail.web.register import Evidence, Register

PARTS = """
SELECT s.period, k.risk_id, k.description, coalesce(k.description_source[1].page, k.page) AS page,
       (SELECT string_agg(i.text, chr(10) || chr(10) ORDER BY i.position) FROM impact AS i
        WHERE i.report_id = k.report_id AND i.risk_position = k.position) AS impact,
       (SELECT min(i.page) FROM impact AS i
        WHERE i.report_id = k.report_id AND i.risk_position = k.position) AS impact_page,
       (SELECT string_agg(m.text, chr(10) ORDER BY m.position) FROM remark AS m
        WHERE m.report_id = k.report_id AND m.risk_position = k.position) AS remark,
       (SELECT min(m.page) FROM remark AS m
        WHERE m.report_id = k.report_id AND m.risk_position = k.position) AS remark_page,
       (SELECT string_agg(c.text, chr(10) ORDER BY c.position) FROM cause AS c
        WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS cause,
       (SELECT min(c.page) FROM cause AS c
        WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS cause_page,
       (SELECT string_agg(c.text, chr(10) ORDER BY c.position) FROM control AS c
        WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS control,
       (SELECT min(c.page) FROM control AS c
        WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS control_page
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = ? AND list_contains(?, k.risk_id)
ORDER BY s.ordinal, k.position
"""
FIELDS = (
    ("description", "page"), ("cause", "cause_page"), ("impact", "impact_page"), ("control", "control_page"),
    ("remark", "remark_page"),
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """One part as worded from `period` on, to `until`; `segments` is its redline, or the text where it is first."""

    period: str
    until: str
    papers: int
    segments: Sequence[tuple[str, str]]
    evidence: Evidence | None


def wordings(register: Register, risk_ids: list[str]) -> dict[str, list[Wording]]:
    """By part (the names in `FIELDS`): each wording with the months it stood unchanged, the latest first."""
    rows = register.query(PARTS, risk_ids).dicts()
    told: dict[str, list[Wording]] = {}
    for field, page in FIELDS:
        standing = [(row["period"], row["risk_id"], row[field] or "", row[page] or row["page"]) for row in rows]
        told[field] = _of_a_part(register, field, standing)
    return {field: found for field, found in told.items() if found}


def _of_a_part(register: Register, field: str, standing: list[tuple[str, str, str, int | None]]) -> list[Wording]:
    found: list[Wording] = []
    before = ""
    for period, risk_id, text, page in standing:
        if found and text.split() == before.split():
            last = found.pop()
            found.append(Wording(last.period, period, last.papers + 1, last.segments, last.evidence))
        elif text or found:
            segments: Sequence[tuple[str, str]] = redline(before, text) if found else [("same", text)]
            proof = register.evidence(period, page, field, risk_id)
            found.append(Wording(period, period, 1, segments, proof))
        before = text
    return found[::-1]
