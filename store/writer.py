"""A store opened for writing: papers in, a few to a transaction; series and trails are worked out at the end.

If the process is killed at any moment, the store stays whole: a paper is stored or it is not. Registers whose series
and trails have to be worked out are marked in the paper's own transaction; the next program that opens the store works
them out first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from risktrail.schema.file_places import PageRange
from risktrail.schema.report import Report
from risktrail.store import (
    aliases,
    catalogue,
    column_comments,
    compaction,
    database,
    decided_effects,
    merging,
    question_files,
    removal,
    resolve,
    series,
    trails,
)
from risktrail.store.aliases import AliasKind
from risktrail.store.deciding import Decisions
from risktrail.store.decision_numbers import number_the_rest
from risktrail.store.errors import QuestionError
from risktrail.store.identity import identity, needed
from risktrail.store.known_papers import FAILED, REMOVED, STORED, KnownPaper, KnownPapers, StoredAs
from risktrail.store.merging import Merged
from risktrail.store.papers import Given, Outcome, Paper, file_name_of, report_id
from risktrail.store.removal import Removal
from risktrail.store.report_rows import REPORT_TABLES, ReportRows, report_row, rows_of
from risktrail.store.sql import statement
from risktrail.store.write_buffer import WriteBuffer

if TYPE_CHECKING:
    import duckdb

REPORTS = 500
"""About how many reports have their trails worked out in one transaction."""
BULK = 64
"""Papers after which the writing counts as a bulk import."""
LARGE = 8 * 1024**2
"""Bytes of a paper for which DuckDB needs more memory than it gets in a bulk import."""


class Writer:
    """A store opened for writing. Use it as a context manager: leaving the block without an error calls `finish`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path
        self._buffer = WriteBuffer(con)
        self._papers = KnownPapers(con, self._buffer)
        claimed = con.execute("SELECT DISTINCT register, period FROM report").fetchall()
        self._claimed = {(str(register), str(period)) for register, period in claimed}
        self._stored: set[tuple[str, str]] = set()  # registers and months of the papers stored since it was opened
        self._changed: set[tuple[str, str]] = set()  # those of them of which another paper or reading counts now
        self._in_transaction = False
        self._added = 0
        self.decisions = Decisions(self)
        """What people decide, made and taken back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with database.explained_damage(self.path):
                    self.finish()
                    compaction.compact(self.con, self.path)
        finally:
            self.con.close()
        if database.is_damage(error):
            raise database.damaged(self.path) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Store everything that is written in this block together, or nothing of it.

        Outside of such a block each call is a transaction of its own. Blocks inside a block belong to it.

        Raises:
            StoreUnreadableError: The disk has no room or cannot be written.
        """
        if self._in_transaction:
            yield
            return
        self._in_transaction = True
        try:
            with database.transaction(self.con, self.path):
                yield
                self._buffer.flush()
        except BaseException:
            self._buffer.discard()
            self._papers.roll_back()
            raise
        finally:
            self._in_transaction = False
        self._papers.commit()

    def known_file(self, path: str, size: int, mtime: float | None, parser_version: str) -> bool:
        """Whether the file at `path` is stored already, judged by its size and time: then it need not be opened."""
        return self._papers.is_stored_file(path, size, mtime, parser_version)

    def known(self, sha256: str, parser_version: str) -> bool:
        """Whether the papers of a file with these bytes, and those attached to it, are stored as this parser reads them
        with the profiles of today: see `keep_profile`."""
        return self._papers.is_stored(sha256, parser_version)

    def keep_profile(self, name: str, text: str) -> None:
        """Say how a profile reads today. Call it for each profile before papers are looked at.

        The store keeps the text of each profile that a paper stored from now on was read with. A paper that was read
        with another text of it is stale, as one that another version of the parser read: it is not `known`.

        Args:
            name: The profile, as `Report.profile` names it.
            text: The whole text of the profile's file.
        """
        self._papers.keep_profile(name, text)

    def has_other_profile(self, sha256: str) -> bool:
        """Whether a stored paper of a file was read with a profile whose text is another by now; see `keep_profile`."""
        return any(map(self._papers.has_other_profile, self._papers.keys_of_file(sha256)))

    def text_of_profile(self, sha256: str) -> str | None:
        """The text of the profile that a file's first stored paper was read with; None where the store does not keep
        it."""
        texts = map(self._papers.text_of_profile, self._papers.keys_of_file(sha256))
        return next((text for text in texts if text is not None), None)

    def seen(self, file: Paper) -> Outcome:
        """Note that a file whose papers are known was met again, perhaps under another name or path."""
        with self.transaction():
            self._papers.locate(file)
        for key in self._papers.keys_of_file(file.sha256):
            before = self._papers.papers[key]
            if before.state == STORED:
                self._seen(file if before.pages is None else file.part(before.pages), before)
        return Outcome.UNCHANGED

    def _seen(self, paper: Paper, before: KnownPaper) -> None:
        known = self._papers.described(paper, before.state, before.parser_version)
        if known != before:
            with self.transaction():
                self._papers.write(paper, known, None)
                self.mark_dirty(self._register_of(paper))

    def add(
        self,
        paper: Paper,
        report: Report | ReportRows,
        parser_version: str,
        *,
        archive: bool = True,
        again: bool = False,
        given: Given = Given(),  # noqa: B008  it cannot be changed
    ) -> Outcome:
        """Store one paper's report. A paper that a person had removed is taken back.

        Args:
            paper: The paper.
            report: What was read from it, or the rows that were made of that already.
            parser_version: The version of the parser that read it.
            archive: Keep the paper's bytes in the store.
            again: Replace even a reading by the same parser.
            given: What a person says of a paper that does not say it itself. It is kept as far as the reading rests
                on it.

        Returns:
            What became of the paper; see `Outcome`.

        Raises:
            PaperRefusedError: Neither the report nor `given` names a register and a month. Nothing is stored then; call
                `fail` with the reason.
            StoreUnreadableError: The disk has no room or cannot be written.
        """
        rows = rows_of(report) if isinstance(report, Report) else report
        kept = self.given(paper.paper_id)
        given = self._as_known(needed(given, kept, rows))
        if not again and given == kept and self._papers.is_stored_paper(paper.paper_id, parser_version):
            self._seen(paper, self._papers.papers[paper.paper_id])
            with self.transaction():
                self._papers.locate(paper)
            return Outcome.UNCHANGED
        register, period = identity(paper.name, rows, given)
        known = self._papers.described(paper, STORED, parser_version)
        self._tune_for(paper)
        with self.transaction():
            before = self._remove(paper)
            if archive:
                self._papers.archive(paper)
            self._papers.write(paper, known, None)
            self._papers.keep_options(paper.paper_id, given)
            self._take_back(paper)
            self._insert(paper, rows, register, period)
            outcome = self._outcome(register, period, report_id(paper.paper_id), before)
            self.mark_dirty({register, *before})
            self._papers.log(paper, str(outcome), None, parser_version)
        self._stored.add((register, period))
        if outcome in (Outcome.ADDED, Outcome.REPLACED):
            self._changed.add((register, period))
        return outcome

    def fail(self, paper: Paper, reason: str, parser_version: str) -> None:
        """Note that a paper could not be read, and why. An earlier good reading of the same bytes stays."""
        keys = [paper.paper_id] if paper.pages else self._papers.keys_of_file(paper.sha256)
        stays = any(key in self._papers.papers and self._papers.papers[key].state == STORED for key in keys)
        with self.transaction():
            if stays:
                self._papers.locate(paper)
            else:
                self._take_back(paper)
                self._papers.write(paper, self._papers.described(paper, FAILED, parser_version), reason)
            self._papers.log(paper, FAILED, reason, parser_version)

    def settle(self, file: Paper, papers: Iterable[Paper], attached: Iterable[Paper] = ()) -> None:
        """Say which papers a file holds, as it is read today, and which of the PDFs attached to it hold any.

        Papers that an earlier reading found on other pages are deleted; what a person removed stays removed. Call it
        before the papers are stored.
        """
        today = {paper.paper_id for paper in papers}
        gone = [key for key in self._papers.keys_of_file(file.sha256) if key not in today]
        with self.transaction():
            self._papers.locate(file)
            self._papers.keep_attached(file.sha256, frozenset((each.sha256, each.name) for each in attached))
            if gone:
                self._buffer.flush()  # their registers are asked of the store
            for key in gone:
                if self._papers.papers[key].state != REMOVED:
                    self.mark_dirty(self._register_of_key(key))
                    self._delete_report(key)
                    self._papers.forget(key)

    def lose(self, path: str, name: str, reason: str, parser_version: str) -> None:
        """Note that a paper could not even be fetched, until it is."""
        with self.transaction():
            self._papers.write_lost(path, name, reason, parser_version)

    def given(self, paper_id: str) -> Given:
        """What a person said of a paper at an earlier import, as far as its reading rests on it."""
        return self._papers.options.get(paper_id, Given())

    def given_of_file(self, sha256: str) -> Given:
        """How the papers of a file are to be read, by what a person said of any of them."""
        of_papers = [self.given(key) for key in self._papers.keys_of_file(sha256)]
        profile = next((each.profile for each in of_papers if each.profile is not None), None)
        return Given(accept_unread=any(each.accept_unread for each in of_papers), profile=profile)

    def removed(self, paper: Paper, but: Container[str] = ()) -> str | None:
        """Why a person removed a paper, or one that overlaps with it in the same file; None where nobody did, or where
        the removed ones are those with the keys `but`."""
        return next((self._papers.removed[key] for key in self._removed_of(paper) if key not in but), None)

    def still_removed(self, keys: Iterable[str]) -> list[str]:
        """The names of those papers that are removed."""
        return sorted(self._papers.papers[key].name for key in keys if self._papers.removed.get(key))

    def file_of(self, paper_id: str) -> str:
        """The SHA-256 of the file of a known paper."""
        return self._papers.papers[paper_id].sha256

    def _removed_of(self, paper: Paper) -> list[str]:
        """The keys of the removed papers that overlap with a paper in its file."""
        keys = [key for key in self._papers.keys_of_file(paper.sha256) if self._papers.removed.get(key)]
        return [key for key in keys if _overlap(self._papers.papers[key].pages, paper.pages)]

    def removed_of_file(self, sha256: str) -> list[str]:
        """Why a person removed each of a file's papers that was."""
        reasons = (self._papers.removed.get(key) for key in self._papers.keys_of_file(sha256))
        return [reason for reason in reasons if reason]

    def remove(self, wanted: str, reason: str) -> Removal:
        """Remove a paper that does not belong from every answer. Its bytes stay in the store.

        Args:
            wanted: Its file name or path, its paper reference, or its SHA-256, of which eight digits will do.
            reason: Why it does not belong.

        Raises:
            UnknownPaperError: There is no such paper.
            AmbiguousPaperError: There is more than one.
            QuestionError: There is no reason, or the paper is removed already.
        """
        if not reason.strip():
            raise QuestionError(f"say why {wanted} does not belong: to remove a paper needs a reason")
        found = removal.find_paper(self.con, wanted)
        was = StoredAs(found.register, found.period, found.reference)
        with self.transaction():
            self._delete_report(found.paper_id)
            self._papers.remove(found.paper_id, was, reason.strip())
            self.mark_dirty({found.register} if found.register else set())
        self.finish()
        return found

    def paper_of_month(self, register: str, period: str) -> str | None:
        """The file name of the paper that has a register's month; None where none has it. Call `finish` before."""
        row = self.con.execute(
            "SELECT source_file FROM report_series WHERE current AND register = $1 AND period = $2",
            [register, period],
        ).fetchone()
        return str(row[0]) if row else None

    def changed_months(self) -> list[tuple[str, str]]:
        """The register and month of each paper that was added, or took another's place, since the store was opened."""
        return sorted(self._changed)

    def conflicts(self) -> list[str]:
        """A line on each conflict in the months of papers stored since the store was opened. Call `finish` before."""
        months = sorted(self._stored)
        rows = self.con.execute(
            "SELECT DISTINCT source_file, message, period, register FROM conflicts"
            " WHERE (register, period) IN (SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))"
            " ORDER BY register, period, source_file",
            [[register for register, _ in months], [period for _, period in months]],
        ).fetchall()
        return [f"{name}: {message}" for name, message, *_ in rows]

    def stale(self, parser_version: str) -> list[str]:
        """The SHA-256 of each file that is to be read again, in the order of their papers' names.

        That is one with a paper that another version of the parser read (what follows a `+` does not count), or that
        was read with a profile whose text is another by now; see `keep_profile`.
        """
        rows = self.con.execute(
            "SELECT sha256, paper_id, split_part(parser_version, '+', 1) <> ? FROM paper WHERE state = 'stored'"
            " ORDER BY name, paper_id",
            [parser_version.partition("+")[0]],
        ).fetchall()
        stale = (str(sha256) for sha256, key, older in rows if older or self._papers.has_other_profile(key))
        return list(dict.fromkeys(stale))

    def names(self, sha256: str, also: Container[str] = ()) -> list[str]:
        """The names of the papers that are stored of a file, and of the PDFs attached to it, in their order; and those
        of its papers with the keys `also`."""
        own = [(key, self._papers.papers[key]) for key in self._papers.keys_of_file(sha256)]
        attached = sorted(self._papers.attached.get(sha256, ()), key=lambda each: each[1])
        inner = [name for digest, _ in attached for name in self.names(digest)]
        return [each.name for key, each in own if each.state == STORED or key in also] + inner

    def names_of_path(self, path: str) -> list[str]:
        """The names of the papers that are stored of the file at a path; see `names`."""
        file = self._papers.files.get(path)
        return self.names(file.sha256) if file else []

    def has_removed(self, path: str) -> bool:
        """Whether a person removed a paper of the file at a path."""
        file = self._papers.files.get(path)
        return file is not None and bool(self.removed_of_file(file.sha256))

    def archived(self, sha256: str) -> Paper | None:
        """A file from the archive; None where its bytes were not kept."""
        rows = self.con.execute(statement("archived_file"), {"sha256": sha256}).fetchall()
        if not rows:
            return None
        name, path, content, mtime, size, modified, first, last = rows[0]
        name = file_name_of(name, None if first is None else PageRange(first, last))
        return Paper(name, path or name, content, sha256, mtime, size, modified)

    def add_alias(self, register: str | None, old: str, new: str, kind: AliasKind | str, reason: str) -> None:
        """Record that a risk was renumbered, merged or split; its trails then go on under the new name.

        Args:
            register: The register; None where the store holds one.
            old: The risk as it was numbered before.
            new: The risk it became.
            kind: `renumbered`, `merged` or `split`.
            reason: Why: who says so, and where.

        Raises:
            QuestionError: There is no such register or risk, no reason, or the alias contradicts another.
        """
        code = resolve.register(self.con, register)
        with self.transaction():
            aliases.add(self.con, code, old, new, AliasKind(kind), reason)
            self.mark_dirty({code})
        self.finish()

    def remove_alias(self, register: str | None, old: str, new: str) -> None:
        """Delete an alias, if there is one. Raises a QuestionError where register or risks are unknown."""
        code = resolve.register(self.con, register)
        with self.transaction():
            aliases.remove(self.con, code, resolve.risk(self.con, code, old), resolve.risk(self.con, code, new))
            self.mark_dirty({code})
        self.finish()

    def merge(self, other: Path | str, wait: float = 0.0) -> Merged:
        """Copy what another store has into this one: papers, readings, options, removals, aliases, profiles' texts.

        The other store is read, never changed. Merged again it changes nothing. `merging.py` has the rules by which
        what both stores have is settled; `conflicts` lists the months that papers of both now claim.

        Args:
            other: The other store's file.
            wait: Seconds to wait, at most, while another process writes to it.

        Raises:
            StoreError: The other file cannot be used, or this disk has no room.
            QuestionError: Both are one file.
        """
        with merging.other_store(self.con, self.path, Path(other), wait), self.transaction():
            merged = merging.merge(self.con)
            self.mark_dirty(merged.registers)
        self._papers = KnownPapers(self.con, self._buffer)
        self._stored |= merged.months
        self._claimed |= merged.months
        self.finish()
        return merged

    def finish(self) -> None:
        """Work out series and trails of every register whose papers changed, a few registers to a transaction."""
        for registers in self._groups_to_work_out():
            with self.transaction():
                series.rebuild(self.con, self._buffer, registers)
                self._buffer.flush()
                trails.rebuild(self.con, self._buffer, registers, decided_effects.rebuild(self.con, registers))
                self._buffer.delete("dirty_register", "register", registers)
        with database.transaction(self.con, self.path):
            self._papers.forget_profiles()

    def _groups_to_work_out(self) -> list[list[str]]:
        """The registers whose series and trails have to be worked out, in groups of about `REPORTS` reports."""
        rows = self.con.execute(
            "SELECT register, count(paper_id) FROM (SELECT DISTINCT register FROM dirty_register)"
            " LEFT JOIN report USING (register) GROUP BY register ORDER BY register"
        ).fetchall()
        before = accumulate((count for _, count in rows), initial=0)
        numbered = zip(rows, before, strict=False)
        return [[row[0] for row, _ in group] for _, group in groupby(numbered, key=lambda each: each[1] // REPORTS)]

    def refresh(self) -> None:
        """Bring views, questions and trails up to what this version of the program makes of the same papers."""
        has_other_views = database.meta(self.con, "questions") != question_files.digest()
        if has_other_views or database.meta(self.con, "columns") != column_comments.digest():
            with self.transaction():
                if has_other_views:
                    catalogue.install(self.con)
                    database.set_meta(self.con, "questions", question_files.digest())
                column_comments.comment_columns(self.con)
                database.set_meta(self.con, "columns", column_comments.digest())
        with self.transaction():
            number_the_rest(self.con)
        if database.meta(self.con, "trails") != trails.fingerprint():
            with self.transaction():
                self.con.execute("INSERT INTO dirty_register SELECT DISTINCT register FROM report")
                database.set_meta(self.con, "trails", trails.fingerprint())

    def _tune_for(self, paper: Paper) -> None:
        """Tune DuckDB: from the `BULK`-th paper on, no vacuuming at checkpoints, and little memory.

        Vacuuming merges what earlier checkpoints left into larger row groups. The papers of single months need that; in
        a bulk import, whose row groups are large enough, it would rewrite the growing archive each time, all of it in
        memory. Blocks need not be cached then either, for they are read once at most. A large paper needs more memory.
        """
        self._added += 1
        if self._added == BULK:
            self.con.execute("SET max_vacuum_tasks = 0")
            self.con.execute("SET memory_limit = '64MB'")
        if paper.size > LARGE:
            self.con.execute("RESET memory_limit")

    def _take_back(self, paper: Paper) -> None:
        """Take a paper back that a person had removed, and whatever overlaps with it in its file."""
        for key in self._removed_of(paper):
            self._papers.take_back(key)
            if key != paper.paper_id:
                self._papers.forget(key)

    def _remove(self, paper: Paper) -> set[str]:
        """Delete an earlier reading of the same bytes; the register it was in, or none."""
        before = self._papers.papers.get(paper.paper_id)
        if before is None or before.state != STORED:
            return set()
        self._delete_report(paper.paper_id)
        return self._register_of(paper)

    def _delete_report(self, paper_id: str) -> None:
        for table in ("report", *REPORT_TABLES, "decision_effect"):
            self._buffer.delete(table, "report_id", [report_id(paper_id)])

    def _register_of(self, paper: Paper) -> set[str]:
        """The register in which a paper is stored, or none."""
        return self._register_of_key(paper.paper_id)

    def _register_of_key(self, paper_id: str) -> set[str]:
        rows = self.con.execute("SELECT register FROM report WHERE report_id = ?", [report_id(paper_id)]).fetchall()
        return {register for (register,) in rows}

    def _insert(self, paper: Paper, rows: ReportRows, register: str, period: str) -> None:
        profile = self._papers.write_profile(paper.paper_id, rows.about.profile)
        self._buffer.append("report", [report_row(paper, rows.about, register, period, profile)])
        for table, texts in rows.columns.items():
            self._buffer.append_columns(table, report_id(paper.paper_id), texts)

    def _outcome(self, register: str, period: str, key: str, before: set[str]) -> Outcome:
        if (register, period) not in self._claimed:
            self._claimed.add((register, period))
            return Outcome.REPLACED if before else Outcome.ADDED
        self._buffer.flush()
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
        """What a person said, with the register in the case in which the store has it."""
        if given.register is None:
            return given
        known = {register for register, _ in self._claimed}
        fitting = [each for each in known if each.casefold() == given.register.casefold()]
        return replace(given, register=fitting[0]) if len(fitting) == 1 else given

    def mark_dirty(self, registers: set[str]) -> None:
        """Mark registers whose series and trails have to be worked out."""
        self._buffer.append("dirty_register", [(register,) for register in sorted(registers)])


def _overlap(one: PageRange | None, other: PageRange | None) -> bool:
    """Whether two papers of a file have a page in common; None is all of it."""
    return one is None or other is None or (one.first <= other.last and other.first <= one.last)


def open_writer(path: Path | str, wait: float = 0.0) -> Writer:
    """Open a store for writing; it is made or upgraded as needed, and what an interrupted import left is finished.

    Args:
        path: The store's file.
        wait: Seconds to wait, at most, while another process has the store.

    Raises:
        StoreError: The file cannot be used; the class says why.
    """
    path = Path(path)
    con = database.connect(path, read_only=False, wait=wait)
    try:
        with database.explained_damage(path):
            database.migrate(con, path)
            writer = Writer(con, path)
            writer.refresh()
            writer.finish()
    except BaseException:
        con.close()
        raise
    return writer
