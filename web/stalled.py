"""Stalled actions, longest first, each with its age as a bar through the months."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from risktrail.store import AnyAnswer
from risktrail.web.period_range import Span
from risktrail.web.register import Evidence, Register


@dataclass(frozen=True)
class Stalled:
    """A row of `risktrail stalled`, and the bar: for each month of a span what it was."""

    row: dict[str, Any]
    bar: tuple[tuple[str, str], ...]
    older: bool
    evidence: Evidence | None


@dataclass(frozen=True)
class Filters:
    """What the list of stalled actions is narrowed to."""

    owner: str = ""
    band: str = ""
    min_reports: int = 3
    unchanged: bool = False


def stalled_rows(register: Register, as_of: str, filters: Filters) -> AnyAnswer:
    """The rows of `risktrail stalled` that pass."""
    found = register.reader.stalled(
        register.code, as_of=as_of, min_reports=filters.min_reports, unchanged=filters.unchanged
    )
    kept = [row for row, named in zip(found.rows, found.dicts(), strict=True) if _passes(named, filters)]
    return replace(found, rows=kept)


def stalled(register: Register, span: Span, rows: AnyAnswer) -> list[Stalled]:
    """The rows with their bars."""
    return [_stalled(register, span, row) for row in rows.dicts()]


def _passes(row: dict[str, Any], filters: Filters) -> bool:
    if filters.owner and filters.owner not in row["owners"]:
        return False
    return not filters.band or (row["band"] or "") == filters.band


def _stalled(register: Register, span: Span, row: dict[str, Any]) -> Stalled:
    papers = sorted(span.papers)
    still = papers[-row["reports_unchanged"]] if row["reports_unchanged"] else span.last
    bar = tuple((month, _part(month, row["ongoing_since"], still, span)) for month in span.months)
    proof = register.evidence(span.last, row["page"], "action", row["action_id"])
    return Stalled(row, bar, row["ongoing_since"] < span.first, proof)


def _part(month: str, since: str, still: str, span: Span) -> str:
    """`gap` without a paper, `before` the run, `ongoing`, or `still`: the same words as now."""
    if month < since:
        return "before"
    if month not in span.papers:
        return "gap"
    return "still" if month >= still else "ongoing"
