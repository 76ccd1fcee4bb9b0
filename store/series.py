"""Which paper stands for which month, and which number it has in its register's series.

Papers that claim one register and month are versions of one paper where their paper references are the same, the
version at the end aside, or their meetings are. Of versions one is current, whatever the order they came in: the last
by 1. the report's own date, 2. the version in its paper reference (`v2`, `v1.1`; none counts as 0), 3. the date the
document was last changed, 4. its SHA-256, which decides nothing but is the same everywhere. A date that is missing
comes before any other. The others are kept, marked with the one that took their place.

Papers of several meetings or references are in conflict: the one that has the month keeps it. Where none had it
before, as in one import of several papers, the paper of the earliest meeting gets it. Who has a month is kept in
`month_holder` for as long as there is a conflict.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from risktrail.store.months import months_between

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.write_buffer import WriteBuffer

Key = tuple[Any, ...]
_VERSION = re.compile(r"(?i)[\s_.-]v(?:ersion)?[\s_.]?(\d+(?:\.\d+)*)\s*$")
_UNDATED = "9999"


def version(reference: str | None) -> tuple[int, ...]:
    """The version a paper reference ends with: `OPSG_53_2607_07_v1.2` is (1, 2), one without is (0,)."""
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
    sha256: str
    source_file: str

    @property
    def rank(self) -> Key:
        """By month, and among the versions of a paper the current one last."""
        return (
            self.period,
            str(self.report_date or ""),
            version(self.reference),
            str(self.modified or ""),
            self.sha256,
        )

    @property
    def meeting(self) -> Key:
        """The earliest meeting first, an unknown one last."""
        date = str(self.meeting_date or self.report_date or _UNDATED)
        return (date, self.meeting_number or 0, self.reference or "", self.sha256)

    @property
    def dated(self) -> dt.date:
        """The report's date, else the meeting's, else the first of the month."""
        return self.report_date or self.meeting_date or dt.date.fromisoformat(f"{self.period}-01")

    def is_version_of(self, other: Claim) -> bool:
        """Whether both are versions of one paper: by reference, else by meeting.

        A meeting is known by its number, or by its date where one of the two has no number. Papers that state
        neither reference nor meeting are versions of one paper where they bear the same date.
        """
        mine, theirs = without_version(self.reference), without_version(other.reference)
        if mine and mine == theirs:
            return True
        if self.meeting_number is not None and other.meeting_number is not None:
            return self.meeting_number == other.meeting_number
        if self.meeting_date and other.meeting_date:
            return self.meeting_date == other.meeting_date
        is_named = any((mine, theirs, self.meeting_number, other.meeting_number, self.meeting_date, other.meeting_date))
        return not is_named and self.report_date == other.report_date


Versions = list[Claim]
"""The versions of one paper, the current one last."""


@dataclass(frozen=True)
class Month:
    """The papers that claim a month: the one that has it, and those in conflict with it."""

    period: str
    holder: Versions
    others: list[Versions]


def months(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, list[Month]]:
    """The months of each register in order, each with the papers that claim it."""
    found: dict[str, list[Month]] = {}
    for register, claims in _claims(con, registers).items():
        by_month = [(period, _papers(list(each))) for period, each in groupby(claims, key=lambda claim: claim.period)]
        kept = _kept(con, register) if any(len(papers) > 1 for _, papers in by_month) else {}
        found[register] = [_month(period, papers, kept) for period, papers in by_month]
    return found


def _month(period: str, papers: list[Versions], kept: dict[tuple[str, str], int]) -> Month:
    first, *others = sorted(papers, key=lambda versions: _precedence(versions, kept))
    return Month(period, first, others)


def _precedence(versions: Versions, kept: dict[tuple[str, str], int]) -> Key:
    """Of the papers that claim a month the one that has it comes first."""
    weight = max(kept.get((claim.period, claim.report_id), 0) for claim in versions)
    return (-weight, min(claim.meeting for claim in versions))


def _kept(con: duckdb.DuckDBPyConnection, register: str) -> dict[tuple[str, str], int]:
    """Month and id of the reports that had their month so far: 2 where that was contested, 1 where it was not."""
    rows = con.execute(
        "SELECT period, report_id, 1 AS weight FROM report_series WHERE current AND register = $1"
        " UNION ALL SELECT period, report_id, 2 FROM month_holder WHERE register = $1 ORDER BY weight",
        [register],
    ).fetchall()
    return {(period, report_id): weight for period, report_id, weight in rows}


def _papers(claims: list[Claim]) -> list[Versions]:
    """The claims of one month, those that are versions of one paper together, in their order."""
    papers: list[Versions] = []
    for claim in claims:
        same = [versions for versions in papers if any(claim.is_version_of(each) for each in versions)]
        joined = sorted([claim, *(each for versions in same for each in versions)], key=lambda each: each.rank)
        papers = [versions for versions in papers if versions not in same] + [joined]
    return papers


def _claims(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, list[Claim]]:
    """The reports of each register, by month and rank."""
    rows = con.execute(
        "SELECT register, period, report_id, report_date, meeting_date, meeting_number, paper_reference, modified,"
        " sha256, name FROM report JOIN paper USING (sha256) WHERE register IN (SELECT unnest(?))",
        [registers],
    ).fetchall()
    found: dict[str, list[Claim]] = {register: [] for register in registers}
    for register, *told in rows:
        found[register].append(Claim(*told))
    return {register: sorted(claims, key=lambda claim: claim.rank) for register, claims in found.items()}


def rebuild(con: duckdb.DuckDBPyConnection, tables: WriteBuffer, registers: list[str]) -> None:
    """Gather the registers' rows of `report_series` and `month_holder` anew."""
    worked_out = months(con, registers)
    for table in ("report_series", "month_holder"):
        tables.delete(table, "register", registers)
    for register, each in worked_out.items():
        tables.append("report_series", _rows(register, each))
        contested = [month for month in each if month.others]
        tables.append(
            "month_holder",
            [(register, month.period, claim.report_id) for month in contested for claim in month.holder],
        )


def _rows(register: str, found: list[Month]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    before: str | None = None
    for ordinal, month in enumerate(found, 1):
        current = month.holder[-1]
        missing = months_between(before, month.period) if before else 0
        standing = (True, ordinal, None, missing)
        rows += [_row(register, current, standing, None)]
        rows += [_row(register, versions[-1], _ASIDE, current.report_id) for versions in month.others]
        for *earlier, last in (month.holder, *month.others):
            rows += [_row(register, each, (False, None, last.report_id, None), None) for each in earlier]
        before = month.period
    return rows


_ASIDE = (False, None, None, None)


def _row(register: str, claim: Claim, standing: Key, conflicts_with: str | None) -> tuple[Any, ...]:
    told = (claim.report_date, claim.dated, claim.source_file, conflicts_with)
    return (register, claim.report_id, claim.period, *standing, *told)
