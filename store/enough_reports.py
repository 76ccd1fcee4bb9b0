"""Whether a register has enough reports for a question: no rows from too few reports do not mean there is nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from risktrail.store.labels import count
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

MOST_SENTENCES = 3
"""Registers that get a sentence each; more of them share one."""


@dataclass(frozen=True)
class Need:
    """How many reports of a register a question needs; `question` is the question as the user put it."""

    question: str
    reports: int
    remedy: str = "Import more papers"


def lacking(reports: Mapping[str, int], need: Need, until: str | None = None) -> list[str]:
    """A sentence for each register that has fewer reports than are needed; more than three registers share one.

    Args:
        reports: How many each register has that the question is about: `reports_until`.
        need: What the question needs.
        until: The month up to which reports counted.
    """
    short = {code: number for code, number in reports.items() if number < need.reports}
    wanted = f"{need.question} needs at least {need.reports}. {need.remedy}."
    up_to = f" up to {until}" if until else ""
    if len(short) > MOST_SENTENCES:
        first = ", ".join(list(short)[:MOST_SENTENCES])
        return [f"{len(short):,} registers ({first} and others) have fewer reports{up_to} than are needed; {wanted}"]
    return [f"{code} has {count(number, 'report')}{up_to}; {wanted}" for code, number in short.items()]


def enough(reports: Mapping[str, int], need: Need) -> dict[str, int]:
    """Those of some registers that have as many reports as are needed; the others are in `lacking`."""
    return {code: number for code, number in reports.items() if number >= need.reports}


def reports_until(con: duckdb.DuckDBPyConnection, registers: Sequence[str], until: str | None = None) -> dict[str, int]:
    """How many current reports each of some registers has, up to the month `until` where it is given."""
    parameters = {"registers": list(registers), "until": until}
    rows = con.execute(statement("reports_until"), parameters).fetchall()
    return dict.fromkeys(registers, 0) | dict(rows)


def looked_through(reports: Mapping[str, int]) -> str:
    """What a question was looked for in: `11 reports`, or `20 reports of 3 registers`."""
    number = count(sum(reports.values()), "report")
    return number if len(reports) == 1 else f"{number} of {len(reports):,} registers"
