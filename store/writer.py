"""The one who writes: papers in, one transaction each, and what follows from them worked out at the end.

Killed at any moment the store stays whole: a paper is in or it is not. Registers whose trails are yet to be
worked out are marked in the paper's own transaction, and whoever opens the store next works them out first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from schema.report import Report
from store import aliases, catalogue, database, resolve, series, trails
from store.aliases import AliasKind
from store.appending import Tables
from store.errors import PaperRefusedError
from store.flatten import REPORT_TABLES, report_row, rows_of
from store.ledger import FAILED, STORED, Ledger
from store.papers import Outcome, Paper, report_id

if TYPE_CHECKING:
    import duckdb


class Writer:
    """A store opened for writing. Use as a context manager; leaving it without an error calls `finish`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path
        self._tables = Tables(con)
        self._ledger = Ledger(con, self._tables)
        self._claimed = {
            (str(register), str(period))
            for register, period in con.execute("SELECT DISTINCT register, period FROM report").fetchall()
        }
        self._dirty: set[str] = set()

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
        return self._ledger.known_file(path, size, mtime, parser_version)

    def known(self, sha256: str, parser_version: str) -> bool:
        """Whether exactly these bytes are stored, as read by this parser: they need not be read again."""
        return self._ledger.known(sha256, parser_version)

    def seen(self, paper: Paper) -> Outcome:
        """Note that a known paper was met again, perhaps under another name or path."""
        before = self._ledger.papers[paper.sha256]
        entry = self._ledger.entry(paper, before.state, before.parser_version)
        with self._transaction():
            self._ledger.locate(paper)
            if entry != before:
                self.con.execute("UPDATE paper SET name = ? WHERE sha256 = ?", [entry.name, paper.sha256])
                self.con.execute(
                    "INSERT INTO dirty_register SELECT register FROM report WHERE sha256 = ?", [paper.sha256]
                )
        self._ledger.remember(paper, entry)
        return Outcome.UNCHANGED

    def add(
        self, paper: Paper, report: Report, parser_version: str, *, archive: bool = True, again: bool = False
    ) -> Outcome:
        """Store one paper's report. `archive` keeps the paper's bytes too; `again` replaces even a reading by the
        same parser.

        Raises PaperRefusedError where the report names no register or no month; nothing is stored then, and
        `fail` is the place for the reason.
        """
        if not again and self.known(paper.sha256, parser_version):
            return self.seen(paper)
        register, period = _identity(paper, report)
        entry = self._ledger.entry(paper, STORED, parser_version)
        with self._transaction():
            before = self._remove(paper)
            if archive:
                self._ledger.archive(paper)
            self._ledger.write(paper, entry, None)
            self._insert(paper, report)
            outcome = self._outcome(register, period, report_id(paper.sha256), before)
            touched = self._mark_dirty({register, *([before] if before else [])})
            self._ledger.log(paper, str(outcome), None, parser_version)
        self._ledger.remember(paper, entry)
        self._claimed.add((register, period))
        self._dirty |= touched
        return outcome

    def fail(self, paper: Paper, reason: str, parser_version: str) -> None:
        """Put a paper that could not be read into the ledger. An earlier good reading of it stays."""
        before = self._ledger.papers.get(paper.sha256)
        stays = before is not None and before.state == STORED
        entry = before if before and stays else self._ledger.entry(paper, FAILED, parser_version)
        with self._transaction():
            if stays:
                self._ledger.locate(paper)
            else:
                self._ledger.write(paper, entry, reason)
            self._ledger.log(paper, FAILED, reason, parser_version)
        self._ledger.remember(paper, entry)

    def stale(self, parser_version: str) -> list[str]:
        """SHA-256 of the stored papers another version of the parser read, whatever stands after a `+` in it."""
        rows = self.con.execute(
            "SELECT sha256 FROM paper WHERE state = 'stored' AND split_part(parser_version, '+', 1) <> ?"
            " ORDER BY name, sha256",
            [parser_version.partition("+")[0]],
        ).fetchall()
        return [str(sha256) for (sha256,) in rows]

    def name(self, sha256: str) -> str:
        """What a known paper is called."""
        return self._ledger.papers[sha256].name

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
            self._mark_dirty({code})
        self.finish()

    def remove_alias(self, register: str | None, old: str, new: str) -> None:
        """Take an alias back."""
        code = resolve.register(self.con, register)
        with self._transaction():
            aliases.remove(self.con, code, resolve.risk(self.con, code, old), resolve.risk(self.con, code, new))
            self._mark_dirty({code})
        self.finish()

    def finish(self) -> None:
        """Work out series and trails of every register touched, one transaction each."""
        rows = self.con.execute("SELECT DISTINCT register FROM dirty_register ORDER BY 1").fetchall()
        for (register,) in rows:
            with self._transaction():
                series.rebuild(self.con, register)
                trails.rebuild(self.con, register)
                self.con.execute("DELETE FROM dirty_register WHERE register = ?", [register])
            self._dirty.discard(register)

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

    def _remove(self, paper: Paper) -> str | None:
        """Delete an earlier reading of the same bytes; the register it was in."""
        before = self._ledger.papers.get(paper.sha256)
        if before is None or before.state != STORED:
            return None
        key = report_id(paper.sha256)
        row = self.con.execute("DELETE FROM report WHERE report_id = ? RETURNING register", [key]).fetchone()
        for table in REPORT_TABLES:
            self.con.execute(f"DELETE FROM {table} WHERE report_id = ?", [key])  # noqa: S608 - own names
        return str(row[0]) if row else None

    def _insert(self, paper: Paper, report: Report) -> None:
        self._tables.append("report", [report_row(paper, report)])
        for table, rows in rows_of(report_id(paper.sha256), report):
            self._tables.append(table, rows)

    def _outcome(self, register: str, period: str, key: str, again: str | None) -> Outcome:
        if again is not None:
            return Outcome.REPLACED
        if (register, period) not in self._claimed:
            return Outcome.ADDED
        ranked = series.ranked(self.con, register, period)
        return Outcome.REPLACED if ranked[-1] == key else Outcome.SUPERSEDED

    def _mark_dirty(self, registers: set[str]) -> set[str]:
        """Mark registers whose trails are to be worked out; those that were not marked before."""
        fresh = registers - self._dirty
        if fresh:
            self._tables.append("dirty_register", [(register,) for register in sorted(fresh)])
        return fresh

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with database.writing(self.con, self.path):
            try:
                yield
            except BaseException:
                self._tables.forget()
                raise


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
