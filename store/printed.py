"""What a register prints at all: a question about due dates means nothing of one that has none.

The names are those of the line `Rests on …` in the files of the questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from risktrail.store.enough_reports import MOST_SENTENCES
from risktrail.store.errors import QuestionError
from risktrail.store.sql import column

if TYPE_CHECKING:
    import duckdb

DUE_DATES, REVIEW_DATES, NOTES = "due dates", "review dates", "notes"
RATING_KINDS = ("inherent", "current", "target", "previous", "proposed")
_OF_RATINGS = "SELECT DISTINCT register FROM ratings WHERE kind = '{}' AND ($register IS NULL OR register = $register)"
_PRINTING = {
    DUE_DATES: "SELECT DISTINCT register FROM action_trail"
    " WHERE first_due_date IS NOT NULL AND ($register IS NULL OR register = $register)",
    REVIEW_DATES: "SELECT DISTINCT register FROM risks"
    " WHERE review IS NOT NULL AND ($register IS NULL OR register = $register)",
    NOTES: "SELECT DISTINCT register FROM action_trail"
    " WHERE reports_same_note > 0 AND ($register IS NULL OR register = $register)",
    **{f"{kind} ratings": _OF_RATINGS.format(kind) for kind in RATING_KINDS},
}


def ratings_not_printed(con: duckdb.DuckDBPyConnection, register: str, kind: str) -> list[str]:
    """A note where a register prints no ratings of a kind. Raises QuestionError where there is no such kind."""
    if f"{kind} ratings" not in _PRINTING:
        raise QuestionError(f"there is no kind of rating {kind!r}; there is {', '.join(RATING_KINDS)}")
    printing = column(con, _PRINTING[f"{kind} ratings"], {"register": register})
    return [] if printing else [f"{register} prints no {kind} ratings"]


def not_printing(con: duckdb.DuckDBPyConnection, registers: Sequence[str], what: str, question: str) -> list[str]:
    """A sentence for each register of which no current report prints something; more than three share one.

    Args:
        con: An open store.
        registers: The registers that are asked about.
        what: What has to be printed, such as `due dates`.
        question: The question, as the user put it.
    """
    only = registers[0] if len(registers) == 1 else None
    printing = set(column(con, _PRINTING[what], {"register": only}))
    without = [each for each in registers if each not in printing]
    means = f"{question} has nothing to go by there, and no rows do not mean that there is nothing"
    if len(without) > MOST_SENTENCES:
        first = ", ".join(without[:MOST_SENTENCES])
        return [f"{len(without):,} registers ({first} and others) print no {what}: {means}."]
    return [f"{each} prints no {what}: {means}." for each in without]
