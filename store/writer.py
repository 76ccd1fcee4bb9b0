"""The one who writes: papers in, a few to a transaction, and what follows from them worked out at the end.

Killed at any moment the store stays whole: a paper is in or it is not. Registers whose trails are yet to be
worked out are marked in the paper's own transaction, and whoever opens the store next works them out first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from risktrail.schema.report import Report
from risktrail.store import aliases, catalogue, clustering, database, removal, resolve, series, trails
from risktrail.store.aliases import AliasKind
from risktrail.store.appending import Tables
from risktrail.store.errors import QuestionError
from risktrail.store.flatten import REPORT_TABLES, report_row, rows_of
from risktrail.store.identity import identity, needed
from risktrail.store.ledger import FAILED, STORED, Ledger, Standing
from risktrail.store.papers import Given, Outcome, Paper, report_id
from risktrail.store.removal import Removal

if TYPE_CHECKING:
    import duckdb

REPORTS = 500  # about as many as have their trails worked out in one transaction
BULK = 64  # papers after which a session counts as a bulk import
LARGE = 8 * 1024**2  # bytes of a paper for which DuckDB needs more memory than it gets in a bulk import


class Writer:
    """A store opened for writing. Use as a context manager; leaving it without an error calls `finish`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path
        self._tables = Tables(con)
        self._ledger = Ledger(con, self._tables)
        claimed = con.execute("SELECT DISTINCT register, period FROM report").fetchall()
        self._claimed = {(str(register), str(period)) for register, period in claimed}
        self._stored: set[tuple[str, str]] = set()  # registers and months of the papers that came in
        self._is_open = False  # a transaction
        self._added = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with database.damage_told(self.path):
                    self.finish()
                    clustering.keep_together(self.con, self.path)
        finally:
            self.con.close()
        if database.is_damage(error):
            raise database.damaged(self.path) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is added, seen, failed or lost in this block is stored together, or nothing of it.

        What is done outside of such a block is a transaction of its own. Raises StoreUnreadableError where the disk
        will not have it.
        """
        if self._is_open:
            yield
            return
        self._is_open = True
        try:
            with database.writing(self.con, self.path):
                yield
                self._tables.flush()
        except BaseException:
            self._tables.forget()
            self._ledger.forget()
            raise
        finally:
            self._is_open = False
        self._ledger.keep()

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
        with self._about(paper):
            if entry == before:
                self._ledger.locate(paper)
            else:
                self._ledger.write(paper, entry, None)
                self._mark_dirty(self._register_of(paper))
        return Outcome.UNCHANGED

    def add(
        self,
        paper: Paper,
        report: Report,
        parser_version: str,
        *,
        archive: bool = True,
        again: bool = False,
        given: Given = Given(),  # noqa: B008  it cannot be changed
    ) -> Outcome:
        """Store one paper's report. `archive` keeps the paper's bytes too; `again` replaces even a reading by the
        same parser; `given` is what a person says of a paper that does not say it, and is kept with it as far as
        the reading rests on it. A paper that was taken out is taken back.

        Raises PaperRefusedError where neither the report nor what is given names a register and a month; nothing
        is stored then, and `fail` is the place for the reason.
        """
        kept = self.given(paper.sha256)
        given = self._as_known(needed(given, kept, report))
        if not again and given == kept and self.known(paper.sha256, parser_version):
            return self.seen(paper)
        register, period = identity(paper.name, report, given)
        entry = self._ledger.entry(paper, STORED, parser_version)
        self._suit(paper)
        with self._about(paper):
            before = self._remove(paper)
            if archive:
                self._ledger.archive(paper)
            self._ledger.write(paper, entry, None)
            self._ledger.give(paper.sha256, given)
            self._ledger.take_back(paper.sha256)
            self._insert(paper, report, register, period)
            outcome = self._outcome(register, period, report_id(paper.sha256), before)
            self._mark_dirty({register, *before})
            self._ledger.log(paper, str(outcome), None, parser_version)
        self._stored.add((register, period))
        return outcome

    def fail(self, paper: Paper, reason: str, parser_version: str) -> None:
        """Put a paper that could not be read into the ledger. An earlier good reading of it stays."""
        before = self._ledger.papers.get(paper.sha256)
        stays = before is not None and before.state == STORED
        entry = before if before and stays else self._ledger.entry(paper, FAILED, parser_version)
        with self._about(paper):
            if stays:
                self._ledger.locate(paper)
            else:
                self._ledger.write(paper, entry, reason)
                self._ledger.take_back(paper.sha256)
            self._ledger.log(paper, FAILED, reason, parser_version)

    def lose(self, path: str, name: str, reason: str, parser_version: str) -> None:
        """Put a paper that could not even be fetched into the ledger, until it comes."""
        with self.transaction():
            self._tables.about(path)
            self._ledger.lose(path, name, reason, parser_version)

    def given(self, sha256: str) -> Given:
        """What a person said of a paper at an earlier import, as far as its reading rests on it."""
        return self._ledger.options.get(sha256, Given())

    def removed(self, sha256: str) -> str | None:
        """Why a person took a paper out; None where none did."""
        return self._ledger.removed.get(sha256) or None

    def remove(self, wanted: str, reason: str) -> Removal:
        """Take a paper out that does not belong: it leaves every answer, and its bytes stay in the store.

        `wanted` is its file name or path, its paper reference, or its SHA-256 or the first eight digits of it or more.
        Raises a QuestionError where there is no such paper or more than one, or without a reason.
        """
        if not reason.strip():
            raise QuestionError(f"say why {wanted} does not belong: to remove a paper needs a reason")
        found = removal.find(self.con, wanted)
        was = Standing(found.register, found.period, found.reference)
        with self.transaction():
            self._tables.about(found.sha256)
            self._delete_report(found.sha256)
            self._ledger.remove(found.sha256, was, reason.strip())
            self._mark_dirty({found.register} if found.register else set())
        self.finish()
        return found

    def paper_of_month(self, register: str, period: str) -> str | None:
        """The file name of the paper that has a register's month, or None where none has it. For after `finish`."""
        row = self.con.execute(
            "SELECT source_file FROM report_series WHERE current AND register = $1 AND period = $2",
            [register, period],
        ).fetchone()
        return str(row[0]) if row else None

    def conflicts(self) -> list[str]:
        """A line on each paper of the months that papers came in for, where another paper claims the month too.

        For after `finish`.
        """
        months = sorted(self._stored)
        rows = self.con.execute(
            "SELECT DISTINCT source_file, message, period, register FROM conflicts"
            " WHERE (register, period) IN (SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))"
            " ORDER BY register, period, source_file",
            [[register for register, _ in months], [period for _, period in months]],
        ).fetchall()
        return [f"{name}: {message}" for name, message, *_ in rows]

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
        with self.transaction():
            aliases.add(self.con, code, old, new, AliasKind(kind), reason)
            self._mark_dirty({code})
        self.finish()

    def remove_alias(self, register: str | None, old: str, new: str) -> None:
        """Take an alias back."""
        code = resolve.register(self.con, register)
        with self.transaction():
            aliases.remove(self.con, code, resolve.risk(self.con, code, old), resolve.risk(self.con, code, new))
            self._mark_dirty({code})
        self.finish()

    def finish(self) -> None:
        """Work out series and trails of every register touched, a few registers to a transaction."""
        for registers in self._touched():
            with self.transaction():
                series.rebuild(self.con, self._tables, registers)
                self._tables.flush()
                trails.rebuild(self.con, self._tables, registers)
                self._tables.delete("dirty_register", "register", registers)

    def _touched(self) -> list[list[str]]:
        """The registers to be worked out, in groups of about so many reports together."""
        rows = self.con.execute(
            "SELECT register, count(sha256) FROM (SELECT DISTINCT register FROM dirty_register)"
            " LEFT JOIN report USING (register) GROUP BY register ORDER BY register"
        ).fetchall()
        before = accumulate((count for _, count in rows), initial=0)
        numbered = zip(rows, before, strict=False)
        return [[row[0] for row, _ in group] for _, group in groupby(numbered, key=lambda each: each[1] // REPORTS)]

    def refresh(self) -> None:
        """Bring views, questions and trails to what this version of the program makes of the same papers."""
        if database.meta(self.con, "questions") != catalogue.digest():
            with self.transaction():
                catalogue.install(self.con)
                database.set_meta(self.con, "questions", catalogue.digest())
        if database.meta(self.con, "trails") != trails.fingerprint():
            with self.transaction():
                self.con.execute("INSERT INTO dirty_register SELECT DISTINCT register FROM report")
                database.set_meta(self.con, "trails", trails.fingerprint())

    def _suit(self, paper: Paper) -> None:
        """Have DuckDB suit what comes.

        At every checkpoint it merges what earlier ones left into larger row groups: what the papers of single months
        need, and what would write a growing archive again and again, with all of it in memory. A bulk import leaves
        row groups that are large enough. Papers are read from its file once, if at all: no need to keep what it has.
        """
        self._added += 1
        if self._added == BULK:
            self.con.execute("SET max_vacuum_tasks = 0")
            self.con.execute("SET memory_limit = '128MB'")
        if paper.size > LARGE:
            self.con.execute("RESET memory_limit")

    @contextlib.contextmanager
    def _about(self, paper: Paper) -> Iterator[None]:
        with self.transaction():
            self._tables.about(paper.sha256, paper.path)
            yield

    def _remove(self, paper: Paper) -> set[str]:
        """Delete an earlier reading of the same bytes; the register it was in."""
        before = self._ledger.papers.get(paper.sha256)
        if before is None or before.state != STORED:
            return set()
        self._delete_report(paper.sha256)
        return self._register_of(paper)

    def _delete_report(self, sha256: str) -> None:
        for table in ("report", *REPORT_TABLES):
            self._tables.delete(table, "report_id", [report_id(sha256)])

    def _register_of(self, paper: Paper) -> set[str]:
        """The register in which a paper stands, if it does."""
        rows = self.con.execute("SELECT register FROM report WHERE report_id = ?", [report_id(paper.sha256)]).fetchall()
        return {register for (register,) in rows}

    def _insert(self, paper: Paper, report: Report, register: str, period: str) -> None:
        self._tables.append("report", [report_row(paper, report, register, period)])
        for table, rows in rows_of(report_id(paper.sha256), report):
            self._tables.append(table, rows)

    def _outcome(self, register: str, period: str, key: str, before: set[str]) -> Outcome:
        if (register, period) not in self._claimed:
            self._claimed.add((register, period))
            return Outcome.REPLACED if before else Outcome.ADDED
        self._tables.flush()
        month = next(each for each in series.months(self.con, [register])[register] if each.period == period)
        *rivals, current = next(each for each in (month.holder, *month.others) if key in {c.report_id for c in each})
        is_holder = current in month.holder and bool(rivals or before)
        if month.others and current.report_id == key and not is_holder:
            return Outcome.CONFLICT
        if before:
            return Outcome.REPLACED
        if not rivals:  # whatever claimed the month has been rolled back or deleted
            return Outcome.ADDED
        return Outcome.REPLACED if current.report_id == key else Outcome.SUPERSEDED

    def _as_known(self, given: Given) -> Given:
        """With the register as the store writes it, whatever its case."""
        known = {register for register, _ in self._claimed}
        fitting = [each for each in known if given.register and each.casefold() == given.register.casefold()]
        return replace(given, register=fitting[0]) if len(fitting) == 1 else given

    def _mark_dirty(self, registers: set[str]) -> None:
        """Mark registers whose trails are to be worked out."""
        self._tables.append("dirty_register", [(register,) for register in sorted(registers)])


def open_writer(path: Path | str, wait: float = 0.0) -> Writer:
    """Open the store for writing, making or upgrading it as needed; `wait` seconds for another process at
    most.

    What an interrupted import left undone is done first. Raises a StoreError where the file cannot be used.
    """
    path = Path(path)
    con = database.connect(path, read_only=False, wait=wait)
    try:
        with database.damage_told(path):
            database.migrate(con, path)
            writer = Writer(con, path)
            writer.refresh()
            writer.finish()
    except BaseException:
        con.close()
        raise
    return writer
