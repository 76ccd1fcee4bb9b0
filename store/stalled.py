"""Actions that stay ongoing, and what a reader has to know of the papers that were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from risktrail.store import enough_reports, printed, resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import StalledAction
from risktrail.store.labels import count
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb


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
    perhaps = _perhaps_stalled(con, only, month, asked.min_reports)
    by_rule, never = printed.reports_without_statuses(con, only, month)
    up_to = f" up to {month}" if month else ""
    owner = f" of {asked.owner}" if asked.owner else ""
    band = f" of a risk rated {asked.band}" if asked.band else ""
    return Answer(
        StalledAction._fields,
        [StalledAction._make(row) for row in rows],
        (*by_rule, *perhaps, *_notes(con, only, month)),
        (*never, *enough_reports.lacking(con, registers, asked.need, month)),
        f"no action{owner}{band} is ongoing{' and unchanged' if asked.unchanged else ''} in {asked.min_reports} or more"
        f" reports{up_to} ({enough_reports.looked_through(con, registers, month)})",
    )


def _perhaps_stalled(
    con: duckdb.DuckDBPyConnection, register: str | None, month: str | None, min_reports: int
) -> list[str]:
    """A note on actions that are not listed, for they began in the place of similar ones, and may be these reworded."""
    parameters = {"register": register, "as_of": month, "min_reports": min_reports}
    row = con.execute(statement("perhaps_stalled"), parameters).fetchone()
    number = row[0] if row else 0
    if not number:
        return []
    return [
        f"{count(number, 'further action')} {'is' if number == 1 else 'are'} {PERHAPS_STALLED}: begun where a similar"
        " one ended, see `risktrail ask silently_dropped_actions`"
    ]


def _notes(con: duckdb.DuckDBPyConnection, register: str | None, month: str | None) -> list[str]:
    if register is not None:
        return resolve.notes(con, register, until=month or resolve.LAST)
    return resolve.notes_of_all(con, until=month or resolve.LAST)
