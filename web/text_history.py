"""A risk's texts month by month, each version as a redline against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from risktrail.store import redline
from risktrail.store.answer_rows import Segment
from risktrail.web.register import Evidence, Register


@dataclass(frozen=True)
class TextVersion:
    """A text as it stayed from `period` to `until`, in how many papers, and its redline; the first is all `same`."""

    period: str
    until: str
    papers: int
    redline: Sequence[Segment]
    evidence: Evidence | None


class _TextInMonth(NamedTuple):
    """A text of one month's paper; empty where the paper has none."""

    period: str
    risk_id: str
    text: str
    page: int | None


def text_history(register: Register, risk_ids: Sequence[str]) -> dict[str, list[TextVersion]]:
    """The versions of a risk's description, causes, impact, controls and remarks, the latest first.

    Args:
        register: The register.
        risk_ids: The numbers of the risk; several where an alias joins them.

    Returns:
        A list a kind of text; a kind of which the risk has no text is left out.
    """
    rows = register.reader.risk_texts(register.code, risk_ids)
    texts = {
        "description": [
            _TextInMonth(row.period, row.risk_id, row.description, row.description_page or row.page) for row in rows
        ],
        "cause": [_TextInMonth(row.period, row.risk_id, row.cause or "", row.cause_page or row.page) for row in rows],
        "impact": [
            _TextInMonth(row.period, row.risk_id, row.impact or "", row.impact_page or row.page) for row in rows
        ],
        "control": [
            _TextInMonth(row.period, row.risk_id, row.control or "", row.control_page or row.page) for row in rows
        ],
        "remark": [
            _TextInMonth(row.period, row.risk_id, row.remark or "", row.remark_page or row.page) for row in rows
        ],
    }
    versions = {kind: _versions(register, kind, months) for kind, months in texts.items()}
    return {kind: found for kind, found in versions.items() if found}


def _versions(register: Register, kind: str, texts: list[_TextInMonth]) -> list[TextVersion]:
    versions: list[TextVersion] = []
    before = ""
    for period, risk_id, text, page in texts:
        if versions and text.split() == before.split():
            last = versions.pop()
            versions.append(TextVersion(last.period, period, last.papers + 1, last.redline, last.evidence))
        elif text or versions:
            segments = redline(before, text) if versions else [Segment("same", text)]
            evidence = register.evidence(period, page, kind, risk_id)
            versions.append(TextVersion(period, period, 1, segments, evidence))
        before = text
    return versions[::-1]
