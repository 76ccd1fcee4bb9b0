"""Aliases: a person says that a risk was renumbered, merged or split, and why.

Nothing is guessed here. `ask identity_review` lists what may be one risk; `alias` joins what a person confirms.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from risktrail.store import resolve
from risktrail.store.decision_numbers import keep_undone, next_number, now
from risktrail.store.errors import QuestionError

if TYPE_CHECKING:
    import duckdb


_OF_RISKS = "register = $register AND old_risk_id = $old AND new_risk_id = $new"


class AliasKind(StrEnum):
    """What became of the old risk."""

    RENUMBERED = "renumbered"
    MERGED = "merged"
    SPLIT = "split"


def pools(con: duckdb.DuckDBPyConnection, registers: Sequence[str]) -> dict[str, dict[str, str]]:
    """The pool of each risk that an alias joins with others, named by its first risk; register by register.

    Other risks are left out, and registers without an alias.
    """
    rows = con.execute(
        "SELECT register, old_risk_id, new_risk_id FROM alias WHERE list_contains(?, register)", [list(registers)]
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for register, old, new in rows:
        pool_of = found.setdefault(register, {})
        names = {pool_of.get(old, old), pool_of.get(new, new)}
        joined = min(names)
        pool_of |= {old: joined, new: joined}
        pool_of |= {risk: joined for risk, pool in pool_of.items() if pool in names}
    return found


def joined_names(con: duckdb.DuckDBPyConnection, register: str, risk: str) -> list[str]:
    """The names of a risk: its own and those an alias joins with it, in alphabetical order.

    Raises UnknownRiskError or AmbiguousRiskError.
    """
    risk_id = resolve.risk(con, register, risk)
    pool_of = pools(con, [register]).get(register, {})
    pool = pool_of.get(risk_id, risk_id)
    return sorted({risk_id, *(name for name, of in pool_of.items() if of == pool)})


def add(con: duckdb.DuckDBPyConnection, register: str, old: str, new: str, kind: AliasKind, reason: str) -> None:
    """Write an alias. If there is one of these risks already, it is replaced.

    Raises:
        UnknownRiskError: One of the risks was never in the register.
        QuestionError: Both are the same risk, there is no reason, or renumberings would form a circle.
    """
    old, new = resolve.risk(con, register, old), resolve.risk(con, register, new)
    if old == new:
        raise QuestionError(f"both names mean {old}; name two different risks")
    if not reason.strip():
        raise QuestionError(f"say why {old} is {new}: an alias needs a reason")
    later = con.execute(
        "SELECT 1 FROM risk_names WHERE register = ? AND risk_id = ? AND later_id = ?", [register, new, old]
    ).fetchone()
    if kind is AliasKind.RENUMBERED and later:
        raise QuestionError(f"{new} is said to have become {old} already; remove that alias first")
    remove(con, register, old, new)
    row = [register, old, new, str(kind), reason.strip(), next_number(con), now()]
    con.execute("INSERT INTO alias VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def remove(con: duckdb.DuckDBPyConnection, register: str, old: str, new: str) -> None:
    """Delete an alias, if there is one; it stays among the decisions that were taken back."""
    names = {"register": register, "old": old, "new": new}
    keep_undone(con, "alias", _OF_RISKS, names)
    con.execute(f"DELETE FROM alias WHERE {_OF_RISKS}", names)  # noqa: S608  own names
