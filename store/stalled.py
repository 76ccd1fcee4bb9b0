"""Actions that stay ongoing, and what a reader has to know of the papers that were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import enough_reports, printed, resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import StalledAction
from risktrail.store.labels import count
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb


_SHOWN = 3  # statuses that a note names
PERHAPS_STALLED = "perhaps stalled"
"""What a note says of actions that may be ones of before, reworded."""


class Asked(NamedTuple):
    """What `stalled` is asked: see `Reader.stalled`."""

    min_reports: int = 3
    unchanged: bool = False
    owner: str | None = None
    band: str | None = None

    @property
    def need(self) -> enough_reports.Need:
        """How many reports of a register the question needs."""
        return enough_reports.Need(
            f"stalled with --min-reports {self.min_reports}",
            self.min_reports,
            "Import more papers or lower --min-reports",
        )


def stalled(
    con: duckdb.DuckDBPyConnection, registers: list[str], month: str | None, asked: Asked
) -> Answer[StalledAction]:
    """The stalled actions of one register at a month, or of several at that month or each at its latest.

    Args:
        con: An open store.
        registers: The registers, as the store writes them: one, or all.
        month: The month looked back from; None is each one's latest.
        asked: What is asked.
    """
    only = registers[0] if len(registers) == 1 else None
    parameters = {"as_of": month, "register": only, **asked._asdict()}
    rows = con.execute(statement("stalled"), parameters).fetchall()
    began = began_in_place(con, only, month)
    reports = enough_reports.reports_until(con, registers, month)
    by_rule, never = printed.reports_without_statuses(con, only, month)
    up_to = f" up to {month}" if month else ""
    able = {
        code: number
        for code, number in enough_reports.enough(reports, asked.need).items()
        if not any(each.startswith(f"{code} ") for each in never)
    }
    owner = f" of {asked.owner}" if asked.owner else ""
    band = f" of a risk rated {asked.band}" if asked.band else ""
    nothing = (
        f"no action{owner}{band} is ongoing{' and unchanged' if asked.unchanged else ''} in {asked.min_reports} or more"
        f" reports{up_to} ({enough_reports.looked_through(able)})"
    )
    return Answer(
        StalledAction._fields,
        [_stalled_action(row, began) for row in rows],
        (
            *by_rule,
            *_perhaps_stalled(began, asked.min_reports),
            *_stand_otherwise(con, only, month, asked),
            *_notes(con, only, month),
        ),
        (
            *never,
            *printed.without_band(con, registers, asked.band),
            *enough_reports.lacking(reports, asked.need, month),
        ),
        nothing if able else None,
    )


class InPlaceOf(NamedTuple):
    """An action that ended where a similar one of its risk began: a row of statements/taken_places.sql.

    `before` are the reports in which it was ongoing to the end, `now` those in which the other one is since it began.
    """

    action_id: str
    text: str
    last_seen: str
    before: int
    now: int


def began_in_place(
    con: duckdb.DuckDBPyConnection, register: str | None, month: str | None
) -> dict[tuple[str, str], InPlaceOf]:
    """What the actions of a month, or of each latest one, may have been before: by register and action_id."""
    only = "SELECT 1 FROM action_candidate WHERE $register IS NULL OR register = $register LIMIT 1"
    if con.execute(only, {"register": register}).fetchone() is None:
        return {}
    rows = con.execute(statement("taken_places"), {"register": register, "as_of": month}).fetchall()
    return {(code, action_id): InPlaceOf(*rest) for code, action_id, *rest in rows}


def _stalled_action(row: tuple[Any, ...], began: dict[tuple[str, str], InPlaceOf]) -> StalledAction:
    """A row of statements/stalled.sql, with the action that it perhaps was."""
    code, action_id = row[0], row[4]
    ended = began.get((code, action_id))
    perhaps = (ended.text, ended.action_id, ended.last_seen) if ended else (None, None, None)
    return StalledAction._make((*row, *perhaps))


def _perhaps_stalled(began: dict[tuple[str, str], InPlaceOf], min_reports: int) -> list[str]:
    """A note on actions that are not listed, for they began in the place of similar ones, and may be these reworded."""
    number = sum(0 < each.now < min_reports <= each.now + each.before and each.before > 0 for each in began.values())
    if not number:
        return []
    return [
        f"{count(number, 'further action')} {'is' if number == 1 else 'are'} {PERHAPS_STALLED}: begun where a similar"
        " one ended, see `risktrail ask silently_dropped_actions`"
    ]


def _stand_otherwise(
    con: duckdb.DuckDBPyConnection, register: str | None, month: str | None, asked: Asked
) -> list[str]:
    """A note on actions that stand for as long, with a status of which nobody can say whether it is ongoing."""
    if con.execute("SELECT 1 FROM action WHERE status = 'other' LIMIT 1").fetchone() is None:
        return []  # most stores have none, and the statement takes as long to plan as that of the stalled ones
    parameters = {"as_of": month, "register": register, **asked._asdict()}
    del parameters["unchanged"]
    rows = con.execute(statement("stand_otherwise"), parameters).fetchall()
    if not rows:
        return []
    number = sum(actions for _, actions in rows)
    words = ", ".join(f"“{words}”" for words, _ in rows[:_SHOWN]) + (" and others" if len(rows) > _SHOWN else "")
    return [
        f"{count(number, 'further action')} {'stands' if number == 1 else 'stand'} in {asked.min_reports} or more"
        f" reports, at least once with a status that is not counted as ongoing ({words}): see"
        " `risktrail actions --status other`"
    ]


def _notes(con: duckdb.DuckDBPyConnection, register: str | None, month: str | None) -> list[str]:
    if register is not None:
        return resolve.notes(con, register, until=month or resolve.LAST)
    return resolve.notes_of_all(con, until=month or resolve.LAST)
