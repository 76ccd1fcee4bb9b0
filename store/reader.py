"""The one who asks: a store opened read-only, and one method for every question of the command line.

Every method answers with `Rows`. `register` may be left out where the store holds one; months are written
`2021-07`, or `latest` and `previous`; a risk may be written as the paper does, without leading zeros, or by
its number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from risktrail.store import catalogue, database, enough, resolve, showing
from risktrail.store.asking import ask, run_sql
from risktrail.store.errors import (
    NotAStoreError,
    NotEnoughReportsError,
    SameMonthError,
    StoreError,
    StoreUnreadableError,
)
from risktrail.store.history import history
from risktrail.store.rows import Rows

if TYPE_CHECKING:
    import duckdb

REPORTS = (
    "register, period, report_date, meeting_date, meeting_number, paper_reference, title, author,"
    " missing_months, risks, actions, pages, state, superseded_by, source_file, conflicts_with, reason"
)
RISKS = (
    "register, period, report_date, risk_id, position, score, band, description, impact, actions,"
    " live_actions, section, standing, source_file, page"
)
ACTIONS = (
    "register, period, report_date, risk_id, position, action_id, text, status, status_text, note, owners,"
    " first_seen, reports_ongoing, reports_unchanged, source_file, page"
)
STALLED = (
    "register, risk_id, score, band, action_id, text, note, owners, reports_ongoing, reports_unchanged,"
    " first_seen, ongoing_since, days_ongoing, last_seen, source_file, page"
)


class Reader:
    """A store opened for reading. Use as a context manager.

    Where the store's file turns out to be damaged, leaving the block raises StoreUnreadableError.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.con.close()
        if database.is_damage(error):
            raise database.damaged(self.path) from error

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> Rows:
        """Run the program's own SQL. For what a user typed there is `sql`."""
        result = self.con.execute(sql, list(parameters))
        columns = tuple(str(column[0]) for column in result.description or ())
        return Rows(columns, result.fetchall())

    # What there is

    def registers(self) -> list[str]:
        """The registers the store holds, in alphabetical order."""
        return resolve.registers(self.con)

    def periods(self, register: str) -> list[str]:
        """The months of a register's current reports, in order."""
        return resolve.periods(self.con, register)

    def register(self, code: str | None = None) -> str:
        """The register meant, whatever its case; without a code the only one there is.

        Raises UnknownRegisterError or AmbiguousRegisterError.
        """
        return resolve.register(self.con, code)

    def period(self, register: str, period: str) -> str:
        """The month meant: one of the register's, `latest` or `previous`. Raises UnknownPeriodError."""
        return resolve.period(self.con, register, period)

    def risk(self, register: str, risk: str) -> str:
        """The risk meant, as the register writes it. Raises UnknownRiskError or AmbiguousRiskError."""
        return resolve.risk(self.con, register, risk)

    # Rows

    def reports(self, register: str | None = None, *, period: str | None = None) -> Rows:
        """One row a stored report, superseded ones, those in conflict and removed ones too; without a register, of all.

        A removed paper that had failed has no register, and is told of every one.
        """
        code = None if register is None and period is None else self.register(register)
        month = None if code is None or period is None else self.period(code, period)
        found = self.query(
            f"SELECT {REPORTS} FROM reports WHERE ($1 IS NULL OR register = $1 OR register IS NULL)"  # noqa: S608 - own columns
            " AND ($2 IS NULL OR period = $2) ORDER BY register, period, state, source_file, report_id",
            [code, month],
        )
        return found.noted(*resolve.incomplete_of(self.con, code, month, None))

    def risks(
        self,
        register: str | None = None,
        *,
        period: str | None = None,
        risk: str | None = None,
        text: str | None = None,
    ) -> Rows:
        """One row a risk and month. `text` is looked for in description and impact, whatever its case."""
        chosen = resolve.filters(self.con, register, period, risk)
        if text is not None:
            chosen.where(
                "(contains(lower(description), lower(?)) OR contains(lower(impact::VARCHAR), lower(?)))",
                text,
                text,
            )
        found = self.query(
            f"SELECT {RISKS} FROM risks WHERE {chosen.sql} ORDER BY register, period, position",  # noqa: S608
            chosen.parameters,
        )
        return found.noted(*resolve.incomplete_of(self.con, register, period, risk))

    def actions(
        self,
        register: str | None = None,
        *,
        period: str | None = None,
        risk: str | None = None,
        status: str | None = None,
        text: str | None = None,
    ) -> Rows:
        """One row an action and month. `text` is looked for in text and note, whatever its case."""
        chosen = resolve.filters(self.con, register, period, risk)
        if status is not None:
            chosen.where("status = ?", status.lower().replace(" ", "_").replace("-", "_"))
        if text is not None:
            chosen.where("(contains(lower(text), lower(?)) OR contains(lower(note), lower(?)))", text, text)
        found = self.query(
            f"SELECT {ACTIONS} FROM actions WHERE {chosen.sql}"  # noqa: S608 - own columns and conditions
            " ORDER BY register, period, risk_position, position",
            chosen.parameters,
        )
        return found.noted(*resolve.incomplete_of(self.con, register, period, risk))

    def stalled(
        self,
        register: str | None = None,
        *,
        as_of: str | None = None,
        min_reports: int = 3,
        unchanged: bool = False,
    ) -> Rows:
        """Actions ongoing in each of the last `min_reports` imported reports, longest first.

        With `unchanged`, only reports since wording or note last changed count.
        """
        code = self.register(register)
        month = self.period(code, as_of or "latest")
        found = self.query(
            f"SELECT {STALLED} FROM stalled_actions(?, ?, ?)"  # noqa: S608 - own columns
            " WHERE NOT ? OR reports_unchanged >= ?"
            " ORDER BY CASE WHEN ? THEN reports_unchanged ELSE reports_ongoing END DESC,"
            " score DESC NULLS LAST, risk_id, position",
            [month, min_reports, code, unchanged, min_reports, unchanged],
        )
        answer = replace(
            found,
            lacking=tuple(enough.lacking(self.con, [code], _stalled_needs(min_reports), month)),
            looked_at=f"no action is ongoing{' and unchanged' if unchanged else ''} in {min_reports} or more reports"
            f" up to {month} ({enough.looked_through(self.con, [code], month)})",
        )
        return answer.noted(*resolve.notes(self.con, code, until=month))

    def show(self, risk: str, register: str | None = None, *, period: str | None = None) -> Rows:
        """One risk as it stood, a row a part: rating, description, impact, actions, remarks, recommendations.

        Without a period the last month in which it stands; a note says so where that is not the latest.
        """
        return showing.show(self.con, self.register(register), risk, period)

    def ratings(self, register: str | None = None) -> Rows:
        """Risk by month: `20 (Critical)`, `not rated`, or None where the risk does not stand.

        `movement` is the score in the latest report less that in the one before. A month without a paper has
        a column of its own that says so.
        """
        code = self.register(register)
        return self._told(showing.ratings(self.con, code), code, "a movement of ratings")

    def compare(
        self, from_period: str, to_period: str, register: str | None = None, *, everything: bool = False
    ) -> Rows:
        """One row a change between two months; with `everything` also what did not change.

        Raises NotEnoughReportsError where the register has a single report, and SameMonthError where both months are
        the same one.
        """
        code = self.register(register)
        known = self.periods(code)
        if len(known) < 2:
            raise NotEnoughReportsError(code, known, "compare")
        months = self.period(code, from_period), self.period(code, to_period)
        if months[0] == months[1]:
            raise SameMonthError(code, months[0], known)
        found = self.query(
            "FROM changes(from_period := ?, to_period := ?, of_register := ?, everything := ?)",
            [*months, code, everything],
        )
        answer = replace(found, looked_at=f"nothing changed from {months[0]} to {months[1]}")
        return answer.noted(*resolve.notes(self.con, code, since=min(months), until=max(months)))

    def history(self, risk: str, register: str | None = None) -> Rows:
        """One risk through all months, a row a change, with word-level redlines; aliases are followed."""
        code = self.register(register)
        return self._told(history(self.con, code, risk), code, "a history")

    def _told(self, answer: Rows, register: str, what: str) -> Rows:
        """An answer about changes from report to report, which one report has none of."""
        return replace(answer, lacking=tuple(enough.lacking(self.con, [register], enough.Need(what, 2))))

    def check(self) -> Rows:
        """What a person should look at."""
        return self.ask("to_check")

    # Questions

    def ask(self, name: str, register: str | None = None, **parameters: Any) -> Rows:
        """Answer a question of the catalogue; `register` narrows it to one where it is given."""
        return ask(self.con, name, register, parameters)

    def sql(self, text: str) -> Rows:
        """Run one reading statement a user typed. Raises SqlRefusedError."""
        return run_sql(self.con, text)


def _stalled_needs(min_reports: int) -> enough.Need:
    return enough.Need(
        f"stalled with --min-reports {min_reports}", min_reports, "Import more papers or lower --min-reports"
    )


def open_reader(path: Path | str, wait: float = 0.0) -> Reader:
    """Open the store for reading; `wait` seconds for a process that writes, at most.

    A store that an import left unfinished, or an older risktrail made, is first brought up to date, which
    takes a moment of writing. Raises a StoreError where the file cannot be used.
    """
    path = Path(path)
    con = database.connect(path, read_only=True, wait=wait)
    try:
        with database.damage_told(path):
            current = up_to_date(con, path)
        if not current:
            con.close()
            _bring_up_to_date(path, wait)
            con = database.connect(path, read_only=True, wait=wait)
    except BaseException:
        con.close()
        raise
    return Reader(con, path)


def up_to_date(con: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether nothing is left to do before the store can be asked."""
    version = database.version_of(con, path)
    if version == 0:
        raise NotAStoreError(str(path), "this database is empty")
    if version < len(database.migrations()) or database.meta(con, "questions") != catalogue.digest():
        return False
    row = con.execute("SELECT count(*) FROM dirty_register").fetchone()
    return row is not None and row[0] == 0


def _bring_up_to_date(path: Path, wait: float) -> None:
    from risktrail.store.writer import open_writer  # late: readers seldom need what writing needs

    try:
        with open_writer(path, wait):
            pass
    except StoreError as error:
        if database.is_damage(error.__cause__):
            raise
        raise StoreUnreadableError(
            str(path),
            f"the store has to be brought up to date first, and cannot be written ({error})",
            "see to that",
        ) from error
