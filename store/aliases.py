"""Risks that are one risk under several names: renumbered, merged or split, as a person said and why.

Nothing here is guessed; `ask identity_review` lists candidates, and `alias` joins what a person confirms.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from risktrail.store import resolve
from risktrail.store.errors import QuestionError

if TYPE_CHECKING:
    import duckdb


class AliasKind(StrEnum):
    """What became of the old risk."""

    RENUMBERED = "renumbered"
    MERGED = "merged"
    SPLIT = "split"


def pools(con: duckdb.DuckDBPyConnection, register: str) -> dict[str, str]:
    """Risk -> the name of its pool, for risks that an alias joins; every other risk is its own."""
    rows = con.execute("SELECT old_risk_id, new_risk_id FROM alias WHERE register = ?", [register]).fetchall()
    pool_of: dict[str, str] = {}
    for old, new in rows:
        names = {pool_of.get(old, old), pool_of.get(new, new)}
        joined = min(names)
        pool_of |= {old: joined, new: joined}
        pool_of |= {risk: joined for risk, pool in pool_of.items() if pool in names}
    return pool_of


def joined_names(con: duckdb.DuckDBPyConnection, register: str, risk: str) -> list[str]:
    """The names of a risk: its own and those an alias joins with it, in alphabetical order.

    Raises UnknownRiskError or AmbiguousRiskError.
    """
    risk_id = resolve.risk(con, register, risk)
    pool_of = pools(con, register)
    pool = pool_of.get(risk_id, risk_id)
    return sorted({risk_id, *(name for name, of in pool_of.items() if of == pool)})


def add(con: duckdb.DuckDBPyConnection, register: str, old: str, new: str, kind: AliasKind, reason: str) -> None:
    """Keep an alias; said again, the later kind and reason stand.

    Raises an UnknownRiskError where a risk has never stood in the register, and a QuestionError for an alias
    of a risk to itself, one without a reason, or a circle of renumberings.
    """
    old, new = resolve.risk(con, register, old), resolve.risk(con, register, new)
    if old == new:
        raise QuestionError(f"{old} is one and the same risk; name the old and the new one")
    if not reason.strip():
        raise QuestionError(f"say why {old} is {new}: an alias needs a reason")
    later = con.execute(
        "SELECT 1 FROM risk_names WHERE register = ? AND risk_id = ? AND later_id = ?", [register, new, old]
    ).fetchone()
    if kind is AliasKind.RENUMBERED and later:
        raise QuestionError(f"{new} is said to have become {old} already; remove that alias first")
    remove(con, register, old, new)
    con.execute("INSERT INTO alias VALUES (?, ?, ?, ?, ?)", [register, old, new, str(kind), reason.strip()])


def remove(con: duckdb.DuckDBPyConnection, register: str, old: str, new: str) -> None:
    """Forget an alias, if there is one."""
    con.execute("DELETE FROM alias WHERE register = ? AND old_risk_id = ? AND new_risk_id = ?", [register, old, new])
