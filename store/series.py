"""Which paper stands for which month, and which number it has in its register's series.

Where several papers claim one register and month, one is current, whatever the order they came in. It is the
last by 1. the report's own date, 2. the version in its paper reference (`v2`, `v1.1`; none counts as 0), 3.
the date the document was last changed, 4. its SHA-256, which decides nothing but is the same everywhere. A
date that is missing comes before any other. The others are kept, marked with the one that took their place.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

    from store.appending import Tables

Key = tuple[Any, ...]
_VERSION = re.compile(r"(?i)[\s_.-]v(?:ersion)?[\s_.]?(\d+(?:\.\d+)*)\s*$")


def version(reference: str | None) -> tuple[int, ...]:
    """The version a paper reference ends with: `OPSG_53_2607_07_v1.2` is (1, 2), one without is (0,)."""
    found = _VERSION.search(reference or "")
    return tuple(int(part) for part in found.group(1).split(".")) if found else (0,)


def ranked(con: duckdb.DuckDBPyConnection, register: str, period: str) -> list[str]:
    """Report ids of one register and month, the current one last."""
    return [claim.report_id for claim in _claims(con, [register])[register] if claim.period == period]


@dataclass(frozen=True)
class Claim:
    """A report that claims a month."""

    period: str
    report_id: str
    report_date: dt.date | None
    meeting_date: dt.date | None
    reference: str | None
    modified: dt.datetime | None
    sha256: str
    source_file: str

    @property
    def rank(self) -> Key:
        """By month, and within it the current one last."""
        return (
            self.period,
            str(self.report_date or ""),
            version(self.reference),
            str(self.modified or ""),
            self.sha256,
        )

    @property
    def dated(self) -> dt.date:
        """The report's date, else the meeting's, else the first of the month."""
        return self.report_date or self.meeting_date or dt.date.fromisoformat(f"{self.period}-01")


def _claims(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, list[Claim]]:
    """The reports of each register, by month, and within it the current one last."""
    rows = con.execute(
        "SELECT register, period, report_id, report_date, meeting_date, paper_reference, modified, sha256, name"
        " FROM report JOIN paper USING (sha256) WHERE register IN (SELECT unnest(?))",
        [registers],
    ).fetchall()
    found: dict[str, list[Claim]] = {register: [] for register in registers}
    for register, *told in rows:
        found[register].append(Claim(*told))
    return {register: sorted(claims, key=lambda claim: claim.rank) for register, claims in found.items()}


def rebuild(con: duckdb.DuckDBPyConnection, tables: Tables, registers: list[str]) -> None:
    """Gather the registers' rows of `report_series` anew."""
    tables.delete("report_series", "register", registers)
    for register, claims in _claims(con, registers).items():
        tables.append("report_series", _rows(register, claims))


def _rows(register: str, claims: list[Claim]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    before: str | None = None
    months = groupby(claims, key=lambda claim: claim.period)
    for ordinal, (period, rivals) in enumerate(months, 1):
        *superseded, current = rivals
        missing = months_between(before, period) if before else 0
        for claim, stands in (
            (current, (True, ordinal, None, missing)),
            *((each, (False, None, current.report_id, None)) for each in superseded),
        ):
            told = (claim.report_date, claim.dated, claim.source_file)
            rows.append((register, claim.report_id, period, *stands, *told))
        before = period
    return rows


def months_between(earlier: str, later: str) -> int:
    """Calendar months strictly between two periods: 2021-03 and 2021-06 have 2."""
    (year, month), (last_year, last_month) = (map(int, period.split("-")) for period in (earlier, later))
    return (last_year - year) * 12 + last_month - month - 1


def months_from(first: str, last: str) -> list[str]:
    """Every calendar month from one period to another, both included."""
    year, month = map(int, first.split("-"))
    count = months_between(first, last) + 2 if first != last else 1
    return [f"{year + (month - 1 + n) // 12:04d}-{(month - 1 + n) % 12 + 1:02d}" for n in range(count)]
