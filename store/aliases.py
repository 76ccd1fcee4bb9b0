"""Risks that are one risk under several names: renumbered, merged or split, as a person said and why.

Nothing here is guessed; `ask identity_review` lists candidates, and `alias` joins what a person confirms.
"""

from __future__ import annotations

from enum import StrEnum

import duckdb


class AliasKind(StrEnum):
    """What became of the old risk."""

    RENUMBERED = "renumbered"
    MERGED = "merged"
    SPLIT = "split"


def pools(con: duckdb.DuckDBPyConnection, register: str) -> dict[str, str]:
    """Risk -> the name of the pool it belongs to, for risks that an alias joins; others are their own pool."""
    rows = con.execute("SELECT old_risk_id, new_risk_id FROM alias WHERE register = ?", [register]).fetchall()
    pool_of: dict[str, str] = {}
    for old, new in rows:
        names = {pool_of.get(old, old), pool_of.get(new, new)}
        joined = min(names)
        pool_of |= {old: joined, new: joined}
        pool_of |= {risk: joined for risk, pool in pool_of.items() if pool in names}
    return pool_of
