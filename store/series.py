"""Which paper counts for which month of a register, and which number it has in the register's series.

Papers that claim one register and month are versions of one paper if their paper references are the same, the version
at the end aside, or if their meetings are the same. Of versions the last is current, whatever the order of import: by
the report's own date, then by the version in its paper reference (`v2`, `v1.1`; none counts as 0), then by the date the
document was last changed, and last by its key, which means nothing but is the same everywhere. A missing date comes
before any other. The others are kept, marked with the one that took their place.

Papers of several meetings or references are in conflict: the one that a person decided for has the month (`decide
stands`), else the one that has it keeps it. Of several versions those that were there when a person decided for
another do not count; what comes later is judged as ever. If none had it before, as
in one import of several papers, the paper of the earliest meeting gets it. `month_holder` says which paper has a month,
for as long as there is a conflict.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from risktrail.store.months import months_between
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.write_buffer import WriteBuffer

Key = tuple[Any, ...]
_VERSION = re.compile(r"(?i)[\s_.-]v(?:ersion)?[\s_.]?(\d+(?:\.\d+)*)\s*$")
_UNDATED = "9999"


def version(reference: str | None) -> tuple[int, ...]:
    """The version a paper reference ends with: (1, 2) for `OPSG_53_2607_07_v1.2`, (0,) for one without."""
    found = _VERSION.search(reference or "")
    return tuple(int(part) for part in found.group(1).split(".")) if found else (0,)


def without_version(reference: str | None) -> str:
    """A paper reference without the version it ends with; empty where there is no reference."""
    return _VERSION.sub("", reference or "").strip()


@dataclass(frozen=True)
class Claim:
    """A report that claims a month."""

    period: str
    report_id: str
    report_date: dt.date | None
    meeting_date: dt.date | None
    meeting_number: int | None
    reference: str | None
    modified: dt.datetime | None
    paper_id: str
    source_file: str
    sha256: str
    stands: bool
    """Whether a person decided that it has the month."""
    outvoted: bool
    """Whether a person decided so of another paper, and this one was there at the time."""

    @property
    def rank(self) -> Key:
        """The sort key by month, and among the versions of a paper the current one last."""
        return (
            self.period,
            not self.outvoted,
            str(self.report_date or ""),
            version(self.reference),
            str(self.modified or ""),
            self.paper_id,
        )

    @property
    def meeting(self) -> Key:
        """The sort key by meeting, the earliest first and an unknown one last."""
        date = str(self.meeting_date or self.report_date or _UNDATED)
        return (date, self.meeting_number or 0, self.reference or "", self.paper_id)

    @property
    def dated(self) -> dt.date:
        """The report's date, else the meeting's, else the first of the month."""
        return self.report_date or self.meeting_date or dt.date.fromisoformat(f"{self.period}-01")

    def is_version_of(self, other: Claim) -> bool:
        """Whether both are versions of one paper: by reference, else by meeting.

        Two papers of one file are so by reference alone: a pack has several papers of one meeting. A meeting is known
        by its number, or by its date if one of the two has no number. Papers that state neither
        reference nor meeting are versions of one paper if they have the same date.
        """
        mine, theirs = without_version(self.reference), without_version(other.reference)
        if mine and mine == theirs:
            return True
        if self.sha256 == other.sha256:
            return False
        if self.meeting_number is not None and other.meeting_number is not None:
            return self.meeting_number == other.meeting_number
        if self.meeting_date and other.meeting_date:
            return self.meeting_date == other.meeting_date
        is_named = any((mine, theirs, self.meeting_number, other.meeting_number, self.meeting_date, other.meeting_date))
        return not is_named and self.report_date == other.report_date


Versions = list[Claim]
"""The versions of one paper, the current one last."""


@dataclass(frozen=True)
class ClaimedMonth:
    """The papers that claim a month: the one that has it, and those in conflict with it."""

    period: str
    holder: Versions
    others: list[Versions]


def months(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, list[ClaimedMonth]]:
    """The months of each register in order, each with the papers that claim it."""
    found: dict[str, list[ClaimedMonth]] = {}
    for register, claims in _claims(con, registers).items():
        by_month = [(period, _papers(list(each))) for period, each in groupby(claims, key=lambda claim: claim.period)]
        kept = _holders_so_far(con, register) if any(len(papers) > 1 for _, papers in by_month) else {}
        found[register] = [_month(period, papers, kept) for period, papers in by_month]
    return found


def _month(period: str, papers: list[Versions], kept: dict[tuple[str, str], int]) -> ClaimedMonth:
    first, *others = sorted(papers, key=lambda versions: _precedence(versions, kept))
    return ClaimedMonth(period, first, others)


def _precedence(versions: Versions, kept: dict[tuple[str, str], int]) -> Key:
    """The sort key of the papers that claim a month: the one that is to have it comes first."""
    weight = max(kept.get((claim.period, claim.report_id), 0) for claim in versions)
    return (not any(claim.stands for claim in versions), -weight, min(claim.meeting for claim in versions))


def _holders_so_far(con: duckdb.DuckDBPyConnection, register: str) -> dict[tuple[str, str], int]:
    """Month and id of the reports that had their month so far: 2 if it was contested, else 1."""
    rows = con.execute(statement("holders_of_months"), {"register": register}).fetchall()
    return {(period, report_id): weight for period, report_id, weight in rows}


def _papers(claims: list[Claim]) -> list[Versions]:
    """The claims of one month as papers: those that are versions of one paper together, in their order."""
    papers: list[Versions] = []
    for claim in claims:
        same = [versions for versions in papers if any(claim.is_version_of(each) for each in versions)]
        joined = sorted([claim, *(each for versions in same for each in versions)], key=lambda each: each.rank)
        papers = [versions for versions in papers if versions not in same] + [joined]
    return papers


def _claims(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, list[Claim]]:
    """The reports of each register, by month and rank."""
    rows = con.execute(statement("claims_of_registers"), {"registers": registers}).fetchall()
    found: dict[str, list[Claim]] = {register: [] for register in registers}
    for register, *values in rows:
        found[register].append(Claim(*values))
    return {register: sorted(claims, key=lambda claim: claim.rank) for register, claims in found.items()}


def rebuild(con: duckdb.DuckDBPyConnection, buffer: WriteBuffer, registers: list[str]) -> None:
    """Work out the rows of registers in `report_series` and `month_holder` again, into the buffer."""
    worked_out = months(con, registers)
    for table in ("report_series", "month_holder"):
        buffer.delete(table, "register", registers)
    for register, each in worked_out.items():
        buffer.append("report_series", _rows(register, each))
        contested = [month for month in each if month.others]
        buffer.append(
            "month_holder",
            [(register, month.period, claim.report_id) for month in contested for claim in month.holder],
        )


def _rows(register: str, found: list[ClaimedMonth]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    before: str | None = None
    for ordinal, month in enumerate(found, 1):
        current = month.holder[-1]
        missing = months_between(before, month.period) if before else 0
        rows.append(_row(register, current, (True, ordinal, None, missing)))
        rows += [_row(register, each[-1], _NOT_COUNTED, conflicts_with=current.report_id) for each in month.others]
        for *earlier, last in (month.holder, *month.others):
            rows += [_row(register, each, (False, None, last.report_id, None)) for each in earlier]
        before = month.period
    return rows


_NOT_COUNTED = (False, None, None, None)


def _row(register: str, claim: Claim, place: Key, conflicts_with: str | None = None) -> tuple[Any, ...]:
    """A row of `report_series`; `place` is current, ordinal, superseded_by and months_missing."""
    about = (claim.report_date, claim.dated, claim.source_file, conflicts_with)
    return (register, claim.report_id, claim.period, *place, *about)
