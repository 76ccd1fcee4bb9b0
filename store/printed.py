"""What a register prints at all: a question about due dates means nothing of one that has none.

The names are those of the line `Rests on …` in the files of the questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from risktrail.store.enough_reports import MOST_SENTENCES
from risktrail.store.errors import QuestionError
from risktrail.store.sql import column, statement

if TYPE_CHECKING:
    import duckdb

DUE_DATES, REVIEW_DATES, NOTES, BANDS = "due dates", "review dates", "notes", "bands"
RATING_KINDS = ("inherent", "current", "target", "previous", "proposed")
_OF_RATINGS = "SELECT DISTINCT register FROM ratings WHERE kind = '{}' AND ($register IS NULL OR register = $register)"
_PRINTING = {
    DUE_DATES: "SELECT DISTINCT register FROM action_trail"
    " WHERE first_due_date IS NOT NULL AND ($register IS NULL OR register = $register)",
    REVIEW_DATES: "SELECT DISTINCT register FROM risks"
    " WHERE review IS NOT NULL AND ($register IS NULL OR register = $register)",
    NOTES: "SELECT DISTINCT register FROM action_trail"
    " WHERE reports_same_note > 0 AND ($register IS NULL OR register = $register)",
    BANDS: "SELECT DISTINCT register FROM risks WHERE band IS NOT NULL AND ($register IS NULL OR register = $register)",
    **{f"{kind} ratings": _OF_RATINGS.format(kind) for kind in RATING_KINDS},
}


def printing_ratings(con: duckdb.DuckDBPyConnection, registers: Sequence[str], kind: str) -> list[str]:
    """Those of some registers that print ratings of a kind. Raises QuestionError where there is no such kind."""
    if f"{kind} ratings" not in _PRINTING:
        raise QuestionError(f"there is no kind of rating {kind!r}; there is {', '.join(RATING_KINDS)}")
    return registers_printing(con, registers, f"{kind} ratings")


def reports_without_statuses(
    con: duckdb.DuckDBPyConnection, register: str | None, month: str | None
) -> tuple[list[str], list[str]]:
    """What `stalled` counts in registers that print no statuses, by their profiles.

    Args:
        con: An open store.
        register: The register; None is all.
        month: The month looked back from; None is each one's latest.

    Returns:
        A note on each register whose profile takes an action without a status for ongoing, and a sentence on each of
        which nothing can be stalled, as its profile takes such an action for one of which that is not stated.
    """
    rows = con.execute(statement("statuses_of_reports"), {"register": register, "as_of": month}).fetchall()
    by_rule = [
        f"{code} {period} prints no statuses: by its profile ({profile}) an action without one is ongoing, and is"
        " counted for as long as it stands in the papers"
        for code, period, profile, actions, ongoing in rows
        if ongoing == actions
    ]
    never = [
        f"{code} {period} prints no statuses, and its profile ({profile}) does not say what an action without one is:"
        ' none is counted. Put unstated = "ongoing" into [actions] of a profile of your own to count such actions for'
        " as long as they stand in the papers."
        for code, period, profile, actions, ongoing in rows
        if ongoing < actions
    ]
    return by_rule, never


def registers_printing(con: duckdb.DuckDBPyConnection, registers: Sequence[str], what: str) -> list[str]:
    """Those of some registers of which a current report prints something, such as `due dates`."""
    only = registers[0] if len(registers) == 1 else None
    printing = set(column(con, _PRINTING[what], {"register": only}))
    return [each for each in registers if each in printing]


def without_band(con: duckdb.DuckDBPyConnection, registers: Sequence[str], band: str | None) -> list[str]:
    """Sentences on registers that print no bands, or never the one that is asked about (`band`, whatever its case)."""
    if band is None:
        return []
    without = not_printing(con, registers, BANDS, f"a question about {band} risks")
    if without:
        return without
    only = registers[0] if len(registers) == 1 else None
    asked = "SELECT DISTINCT band FROM risks WHERE band IS NOT NULL AND ($register IS NULL OR register = $register)"
    bands = sorted(column(con, f"{asked} ORDER BY band", {"register": only}))
    if band.casefold() in map(str.casefold, bands):
        return []
    return [f"no risk is ever rated {band}; the bands are {', '.join(bands)}."]


def not_printing(con: duckdb.DuckDBPyConnection, registers: Sequence[str], what: str, question: str) -> list[str]:
    """A sentence for each register of which no current report prints something; more than three share one.

    Args:
        con: An open store.
        registers: The registers that are asked about.
        what: What has to be printed, such as `due dates`.
        question: The question, as the user put it.
    """
    printing = registers_printing(con, registers, what)
    without = [each for each in registers if each not in printing]
    means = f"{question} has nothing to go by there, and no rows do not mean that there is nothing"
    if len(without) > MOST_SENTENCES:
        first = ", ".join(without[:MOST_SENTENCES])
        return [f"{len(without):,} registers ({first} and others) print no {what}: {means}."]
    return [f"{each} prints no {what}: {means}." for each in without]
