"""Actions whose due date has passed, and what a reader has to know of the papers that were looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from risktrail.store import printed, resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import OverdueAction
from risktrail.store.decided_marks import note_on_decisions
from risktrail.store.enough_reports import MOST_SENTENCES
from risktrail.store.labels import count
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

COLUMNS = OverdueAction._fields[:-1]


class _LookedAt(NamedTuple):
    """A row of statements/overdue_reports.sql: the report of a register that was looked at."""

    register: str
    period: str
    dated: dt.date
    source_file: str
    leaves_out: list[str]
    dated_actions: int
    undated_actions: int
    dates_gone: int
    due_later: int


def overdue(
    con: duckdb.DuckDBPyConnection,
    register: str | None,
    day: dt.date | None,
    owner: str | None = None,
    band: str | None = None,
) -> Answer[OverdueAction]:
    """The actions that are overdue at the latest report of a register, or of each, or on a day; the longest first.

    Args:
        con: An open store.
        register: The register, as the store writes it; None is all.
        day: The day that the days are counted to; the last report up to it counts. None is each latest report's date.
        owner: Only actions of this owner, whatever its case.
        band: Only actions of risks in this band, whatever its case.
    """
    asked = {"day": day, "register": register}
    rows = con.execute(statement("overdue"), {**asked, "owner": owner, "band": band}).fetchall()
    reports = [_LookedAt._make(row) for row in con.execute(statement("overdue_reports"), asked).fetchall()]
    registers = resolve.registers(con) if register is None else [register]
    return Answer(
        COLUMNS,
        [OverdueAction._make(row) for row in rows],
        tuple(_notes(con, register, reports)),
        (
            *_without_report(registers, reports, day),
            *_without_dates(con, registers, reports),
            *printed.without_band(con, registers, band),
        ),
        _looked_at([each for each in reports if each.dated_actions], day, owner, band),
    )


def _notes(con: duckdb.DuckDBPyConnection, register: str | None, reports: list[_LookedAt]) -> list[str]:
    """What of the papers may hide an overdue action."""
    undated = [
        f"{each.register} {each.period}: {count(each.undated_actions, 'action')} not completed"
        f" {'has' if each.undated_actions == 1 else 'have'} a due date that is no day, and may be late"
        for each in reports
        if each.undated_actions
    ]
    undated += [
        f"{each.register} {each.period}: {count(each.dates_gone, 'action')} not completed had a due date in an earlier"
        f" report and {'has' if each.dates_gone == 1 else 'have'} none now, and may be late"
        for each in reports
        if each.dates_gone and each.dated_actions  # of a report without any date there is a sentence
    ]
    later = [
        f"{each.register} {each.period} prints no day: {count(each.due_later, 'action')} not completed"
        f" {'is' if each.due_later == 1 else 'are'} due later in that month, and may be late; name the day with --as-of"
        for each in reports
        if each.due_later
    ]
    left_out = [
        f"{each.register} {each.period} does not show everything, by its own words: {'; '.join(each.leaves_out)}"
        for each in reports
        if each.leaves_out
    ]
    if register is not None:
        until = reports[0].period if reports else ""
        return [*undated, *later, *left_out, *resolve.notes(con, register, until=until)]
    months = {(each.register, each.period) for each in reports}
    told = [*resolve.contested_among(con, months), *resolve.incomplete_among(con, months), *resolve.failed_papers(con)]
    return [*undated, *later, *left_out, *note_on_decisions(con, None), *told]


def _without_report(registers: list[str], reports: list[_LookedAt], day: dt.date | None) -> list[str]:
    known = {each.register for each in reports}
    return [f"{each} has no report up to {day}; name a later day." for each in registers if each not in known]


def _without_dates(con: duckdb.DuckDBPyConnection, registers: list[str], reports: list[_LookedAt]) -> list[str]:
    """A sentence on each register that prints no due dates, or none in the report looked at."""
    never = printed.not_printing(con, registers, printed.DUE_DATES, "overdue")
    if len(never) == 1 and len(registers) > MOST_SENTENCES:
        return never
    told = {sentence.partition(" ")[0] for sentence in never}
    return never + [
        f"{each.register} prints no due dates in {each.period} ({each.source_file}), though it did before."
        for each in reports
        if not each.dated_actions and each.register not in told
    ]


def _looked_at(reports: list[_LookedAt], day: dt.date | None, owner: str | None, band: str | None) -> str | None:
    """What no rows mean of the reports that print due dates; None where none does."""
    if not reports:
        return None
    of_owner = f" of {owner}" if owner else ""
    in_band = f" of a risk rated {band}" if band else ""
    where = f"{reports[0].register} {reports[0].period}" if len(reports) == 1 else f"{count(len(reports), 'report')}"
    at = day or (reports[0].dated if len(reports) == 1 else "the date of each")
    return f"no action{of_owner}{in_band} is overdue at {at} ({where})"
