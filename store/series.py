"""Which paper stands for which month, and which number it has in its register's series.

Where several papers claim one register and month, one is current, whatever the order they came in. It is the
last by 1. the report's own date, 2. the version in its paper reference (`v2`, `v1.1`; none counts as 0), 3.
the date the document was last changed, 4. its SHA-256, which decides nothing but is the same everywhere. A
date that is missing comes before any other. The others are kept, marked with the one that took their place.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

Key = tuple[Any, ...]
_VERSION = re.compile(r"(?i)[\s_.-]v(?:ersion)?[\s_.]?(\d+(?:\.\d+)*)\s*$")


def version(reference: str | None) -> tuple[int, ...]:
    """The version a paper reference ends with: `OPSG_53_2607_07_v1.2` is (1, 2), one without is (0,)."""
    found = _VERSION.search(reference or "")
    return tuple(int(part) for part in found.group(1).split(".")) if found else (0,)


def ranked(con: duckdb.DuckDBPyConnection, register: str, period: str) -> list[str]:
    """Report ids of one register and month, the current one last."""
    return [row[1] for row in _claims(con, register) if row[0] == period]


def _claims(con: duckdb.DuckDBPyConnection, register: str) -> list[tuple[str, str]]:
    rows = con.execute(
        "SELECT period, report_id, report_date, paper_reference, modified, sha256 FROM report WHERE register = ?",
        [register],
    ).fetchall()
    return [(row[0], row[1]) for row in sorted(rows, key=_order)]


def _order(row: tuple[Any, ...]) -> Key:
    period, _, report_date, reference, modified, sha256 = row
    return (period, str(report_date or ""), version(reference), str(modified or ""), sha256)


def rebuild(con: duckdb.DuckDBPyConnection, register: str) -> None:
    """Write the register's rows of `report_series` anew. Runs inside the caller's transaction."""
    con.execute("DELETE FROM report_series WHERE register = ?", [register])
    rows: list[tuple[Any, ...]] = []
    before: str | None = None
    months = groupby(_claims(con, register), key=lambda claim: claim[0])
    for ordinal, (period, claims) in enumerate(months, 1):
        *superseded, current = [key for _, key in claims]
        missing = months_between(before, period) if before else 0
        rows.append((register, current, period, True, ordinal, None, missing))
        rows.extend((register, key, period, False, None, current, None) for key in superseded)
        before = period
    if rows:
        with con.appender("report_series") as appender:
            appender.append_rows(rows)


def months_between(earlier: str, later: str) -> int:
    """Calendar months strictly between two periods: 2021-03 and 2021-06 have 2."""
    (year, month), (last_year, last_month) = (map(int, period.split("-")) for period in (earlier, later))
    return (last_year - year) * 12 + last_month - month - 1


def months_from(first: str, last: str) -> list[str]:
    """Every calendar month from one period to another, both included."""
    year, month = map(int, first.split("-"))
    count = months_between(first, last) + 2 if first != last else 1
    return [f"{year + (month - 1 + n) // 12:04d}-{(month - 1 + n) % 12 + 1:02d}" for n in range(count)]
