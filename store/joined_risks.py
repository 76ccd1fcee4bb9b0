"""Risks with several numbers in the matrix of ratings: a renumbered risk is one row, under its later number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

STANDING = """
SELECT DISTINCT k.risk_id, s.period FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = ? ORDER BY s.period
"""
SEPARATE = """
SELECT old_risk_id, new_risk_id, kind FROM alias WHERE register = ? AND kind <> 'renumbered' ORDER BY ALL
"""


def later_names(con: duckdb.DuckDBPyConnection, registers: Sequence[str]) -> dict[str, dict[str, str]]:
    """The old and the last name of each renumbered risk of some registers, by register.

    Registers without such risks are left out, and so is a risk that is said to have become two.
    """
    rows = con.execute(
        "SELECT register, risk_id, later_id FROM risk_names WHERE register IN (SELECT unnest($registers)) ORDER BY ALL",
        {"registers": list(registers)},
    ).fetchall()
    return {
        register: _last_names([(str(old), str(later)) for _, old, later in group])
        for register, group in groupby(rows, key=itemgetter(0))
    }


def _last_names(rows: Sequence[tuple[str, str]]) -> dict[str, str]:
    renamed = {old for old, _ in rows}
    last: dict[str, set[str]] = {}
    for old, later in rows:
        if later not in renamed:
            last.setdefault(old, set()).add(later)
    return {old: names.pop() for old, names in last.items() if len(names) == 1}


def joining_notes(con: duckdb.DuckDBPyConnection, register: str) -> list[str]:
    """Notes for a reader of the matrix: which names share a row, whose value is shown, and which are not joined."""
    if con.execute("SELECT 1 FROM alias WHERE register = ? LIMIT 1", [register]).fetchone() is None:
        return []
    months: dict[str, list[str]] = {}
    for risk_id, period in con.execute(STANDING, [register]).fetchall():
        months.setdefault(risk_id, []).append(period)
    names_of: dict[str, list[str]] = {}
    for old, later in sorted(later_names(con, [register]).get(register, {}).items()):
        if old in months:
            names_of.setdefault(later, [later] if later in months else []).append(old)
    notes = []
    for later, names in names_of.items():
        notes += [f"{old} was renumbered {later}; both share one row" for old in names if old != later]
        notes += _in_one_month(later, names, months)
    separate = con.execute(SEPARATE, [register]).fetchall()
    notes += [
        f"{old} was {'merged into' if kind == 'merged' else 'split, partly into'} {new}, and keeps a row of its own"
        for old, new, kind in separate
        if old in months and new in months
    ]
    return notes


def preferred(risk_ids: Iterable[str], later: str) -> str:
    """Which of several names of one risk in one month is shown: the later name, else the first in the alphabet."""
    known = sorted(risk_ids)
    return later if later in known else known[0]


def _in_one_month(later: str, names: list[str], months: dict[str, list[str]]) -> list[str]:
    """A note for each set of names of one risk that stand in the same months."""
    together: dict[tuple[str, ...], list[str]] = {}
    for month in sorted({month for name in names for month in months[name]}):
        standing = tuple(sorted(name for name in names if month in months[name]))
        if len(standing) > 1:
            together.setdefault(standing, []).append(month)
    return [
        f"{' and '.join(standing)} are both in the paper of {', '.join(found)}; shown is {preferred(standing, later)}"
        for standing, found in together.items()
    ]
