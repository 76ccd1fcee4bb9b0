"""The one who writes: papers in, one transaction each, and what follows from them worked out at the end.

Killed at any moment the store stays whole: a paper is in or it is not. Registers whose trails are yet to be
worked out are marked in the paper's own transaction, and whoever opens the store next works them out first.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from schema.report import Report
from store import aliases, catalogue, database, resolve, series, trails
from store.aliases import AliasKind
from store.errors import PaperRefusedError
from store.flatten import REPORT_TABLES, report_row, rows_of
from store.papers import Outcome, Paper, report_id

if TYPE_CHECKING:
    import duckdb


class Writer:
    """A store opened for writing. Use as a context manager; leaving it without an error calls `finish`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            self.con.close()

    def known_file(self, path: str, size: int, mtime: float | None, parser_version: str) -> bool:
        """Whether the file at `path` is stored already, by its size and time alone: it need not be opened."""
        found = self.con.execute(
            "SELECT 1 FROM paper_location JOIN paper USING (sha256) WHERE path = ?"
            " AND paper_location.size = ? AND mtime = ? AND state = 'stored' AND parser_version = ?",
            [path, size, mtime, parser_version],
        ).fetchone()
        return found is not None

    def known(self, sha256: str, parser_version: str) -> bool:
        """Whether exactly these bytes are stored, as read by this parser: they need not be read again."""
        found = self.con.execute(
            "SELECT 1 FROM paper WHERE sha256 = ? AND state = 'stored' AND parser_version = ?",
            [sha256, parser_version],
        ).fetchone()
        return found is not None

    def seen(self, paper: Paper) -> Outcome:
        """Note that a known paper was met again, perhaps under another name or path."""
        with self._transaction():
            self._locate(paper)
            self.con.execute(
                "UPDATE paper SET name = ? WHERE sha256 = ? AND name > ?",
                [paper.name, paper.sha256, paper.name],
            )
        return Outcome.UNCHANGED

    def add(self, paper: Paper, report: Report, parser_version: str, *, archive: bool = True) -> Outcome:
        """Store one paper's report. `archive` keeps the paper's bytes too.

        Raises PaperRefusedError where the report names no register or no month; nothing is stored then, and
        `fail` is the place for the reason.
        """
        if self.known(paper.sha256, parser_version):
            return self.seen(paper)
        register, period = _identity(paper, report)
        with self._transaction():
            again = self._remove(paper)
            self._insert(paper, report, parser_version, archive)
            outcome = self._outcome(register, period, report_id(paper.sha256), again)
            self._mark_dirty(register)
            self._event(paper, outcome, None, parser_version)
        return outcome

    def fail(self, paper: Paper, reason: str, parser_version: str) -> None:
        """Put a paper that could not be read into the ledger. An earlier good reading of it stays."""
        with self._transaction():
            stored = self.con.execute(
                "SELECT 1 FROM paper WHERE sha256 = ? AND state = 'stored'", [paper.sha256]
            ).fetchone()
            if stored is None:
                self._put_paper(paper, "failed", reason, parser_version)
            self._locate(paper)
            self._event(paper, "failed", reason, parser_version)

    def stale(self, parser_version: str) -> list[str]:
        """SHA-256 of the stored papers another version of the parser read."""
        rows = self.con.execute(
            "SELECT sha256 FROM paper WHERE state = 'stored' AND parser_version <> ? ORDER BY name, sha256",
            [parser_version],
        ).fetchall()
        return [str(sha256) for (sha256,) in rows]

    def archived(self, sha256: str) -> Paper | None:
        """A paper out of the archive; None where its bytes were not kept."""
        row = self.con.execute(
            "SELECT name, coalesce(path, name), content, sha256, mtime, paper.size, modified FROM paper"
            " JOIN paper_content USING (sha256) LEFT JOIN report USING (sha256)"
            " LEFT JOIN paper_location USING (sha256) WHERE sha256 = ? ORDER BY path LIMIT 1",
            [sha256],
        ).fetchone()
        return None if row is None else Paper(*row)

    def add_alias(self, register: str | None, old: str, new: str, kind: AliasKind | str, reason: str) -> None:
        """Say that a risk was renumbered, merged or split, and why; its trails then go on under the new name.

        Raises a QuestionError where register or risks are unknown.
        """
        code = resolve.register(self.con, register)
        with self._transaction():
            aliases.add(self.con, code, old, new, AliasKind(kind), reason)
            self._mark_dirty(code)
        self.finish()

    def remove_alias(self, register: str | None, old: str, new: str) -> None:
        """Take an alias back."""
        code = resolve.register(self.con, register)
        with self._transaction():
            aliases.remove(
                self.con, code, resolve.risk(self.con, code, old), resolve.risk(self.con, code, new)
            )
            self._mark_dirty(code)
        self.finish()

    def finish(self) -> None:
        """Work out series and trails of every register touched, one transaction each."""
        rows = self.con.execute("SELECT DISTINCT register FROM dirty_register ORDER BY 1").fetchall()
        for (register,) in rows:
            with self._transaction():
                series.rebuild(self.con, register)
                trails.rebuild(self.con, register)
                self.con.execute("DELETE FROM dirty_register WHERE register = ?", [register])

    def refresh(self) -> None:
        """Bring views, questions and trails to what this version of the program makes of the same papers."""
        if database.meta(self.con, "questions") != catalogue.digest():
            with self._transaction():
                catalogue.install(self.con)
                database.set_meta(self.con, "questions", catalogue.digest())
        if database.meta(self.con, "trails") != trails.fingerprint():
            with self._transaction():
                self.con.execute("INSERT INTO dirty_register SELECT DISTINCT register FROM report")
                database.set_meta(self.con, "trails", trails.fingerprint())

    def _remove(self, paper: Paper) -> bool:
        """Delete an earlier reading of the same bytes; whether there was one."""
        key = report_id(paper.sha256)
        row = self.con.execute("DELETE FROM report WHERE report_id = ? RETURNING register", [key]).fetchone()
        if row is None:
            return False
        for table in REPORT_TABLES:
            self.con.execute(f"DELETE FROM {table} WHERE report_id = ?", [key])  # noqa: S608 - own names
        self._mark_dirty(row[0])
        return True

    def _insert(self, paper: Paper, report: Report, parser_version: str, archive: bool) -> None:
        self._put_paper(paper, "stored", None, parser_version)
        self._locate(paper)
        if archive:
            self.con.execute(
                "INSERT OR IGNORE INTO paper_content VALUES (?, ?)", [paper.sha256, paper.content]
            )
        self._append("report", [report_row(paper, report)])
        for table, rows in rows_of(report_id(paper.sha256), report):
            self._append(table, rows)

    def _append(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        with self.con.appender(table) as appender:
            appender.append_rows(rows)

    def _put_paper(self, paper: Paper, state: str, reason: str | None, parser_version: str) -> None:
        self.con.execute(
            "INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " name = least(name, excluded.name), state = excluded.state, reason = excluded.reason,"
            " parser_version = excluded.parser_version",
            [paper.sha256, paper.name, paper.size, state, reason, parser_version],
        )

    def _locate(self, paper: Paper) -> None:
        self.con.execute(
            "INSERT OR REPLACE INTO paper_location VALUES (?, ?, ?, ?)",
            [paper.path, paper.sha256, paper.size, paper.mtime],
        )

    def _outcome(self, register: str, period: str, key: str, again: bool) -> Outcome:
        if again:
            return Outcome.REPLACED
        ranked = series.ranked(self.con, register, period)
        if len(ranked) == 1:
            return Outcome.ADDED
        return Outcome.REPLACED if ranked[-1] == key else Outcome.SUPERSEDED

    def _mark_dirty(self, register: str) -> None:
        self.con.execute(
            "INSERT INTO dirty_register SELECT $1 WHERE NOT EXISTS (FROM dirty_register WHERE register = $1)",
            [register],
        )

    def _event(self, paper: Paper, outcome: str, reason: str | None, parser_version: str) -> None:
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        self.con.execute(
            "INSERT INTO import_event VALUES (?, ?, ?, ?, ?, ?)",
            [now, paper.sha256, paper.path, str(outcome), reason, parser_version],
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self.con.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.con.execute("ROLLBACK")
            raise
        self.con.execute("COMMIT")


def open_writer(path: Path | str, wait: float = 0.0) -> Writer:
    """Open the store for writing, making or upgrading it as needed; `wait` seconds for another process at
    most.

    What an interrupted import left undone is done first. Raises a StoreError where the file cannot be used.
    """
    path = Path(path)
    con = database.connect(path, read_only=False, wait=wait)
    try:
        database.migrate(con, path)
        writer = Writer(con, path)
        writer.refresh()
        writer.finish()
    except BaseException:
        con.close()
        raise
    return writer


def _identity(paper: Paper, report: Report) -> tuple[str, str]:
    if not report.committee:
        raise PaperRefusedError(paper.name, "the paper names no committee, so its register is unknown")
    if not report.period:
        raise PaperRefusedError(paper.name, "the paper states no date, so its month is unknown")
    return report.committee, report.period
