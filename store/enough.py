"""Whether there are reports enough to judge: an answer from too few is not that there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from risktrail.store import resolve

if TYPE_CHECKING:
    import duckdb

NAMED = 3  # registers that are named one by one


@dataclass(frozen=True)
class Need:
    """How many reports of a register an answer needs; `who` is what needs them, as the user called it."""

    who: str
    reports: int
    remedy: str = "Import more papers"


def lacking(
    con: duckdb.DuckDBPyConnection, registers: Sequence[str], need: Need, until: str | None = None
) -> list[str]:
    """A sentence for each register with fewer current reports, up to a month, than are needed.

    More than three such registers have one sentence together.
    """
    counted = {code: reports_until(con, code, until) for code in registers}
    short = {code: number for code, number in counted.items() if number < need.reports}
    wanted = f"{need.who} needs at least {need.reports}. {need.remedy}."
    up_to = f" up to {until}" if until else ""
    if len(short) > NAMED:
        first = ", ".join(list(short)[:NAMED])
        return [f"{len(short):,} registers ({first} and others) have fewer reports{up_to} than are needed; {wanted}"]
    return [f"{code} has {_reports(number)}{up_to}; {wanted}" for code, number in short.items()]


def reports_until(con: duckdb.DuckDBPyConnection, register: str, until: str | None = None) -> int:
    """How many current reports a register has, up to a month where one is given."""
    return sum(until is None or month <= until for month in resolve.periods(con, register))


def looked_through(con: duckdb.DuckDBPyConnection, registers: list[str], until: str | None = None) -> str:
    """What an empty answer was looked for in: `11 reports`, or `20 reports of 3 registers`."""
    told = _reports(sum(reports_until(con, code, until) for code in registers))
    return told if len(registers) == 1 else f"{told} of {len(registers):,} registers"


def _reports(number: int) -> str:
    return f"{number:,} report" if number == 1 else f"{number:,} reports"
