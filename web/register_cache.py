"""Registers held in memory, so that pages are as quick from a store of a thousand registers as from one of one.

The rows of a register are copied, once, into a database in memory with the store's own views and questions. The store
itself is open for that moment alone: an import can come in between, and what is held is dropped when the file changed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from risktrail.store import Reader
from risktrail.store.errors import StoreMissingError, StoreUnreadableError

if TYPE_CHECKING:
    import duckdb

WAIT_SECONDS = 2.0
MOST = 50
COPIED = """
CREATE TABLE copied AS
SELECT table_name, list_contains(list(column_name), 'register'), list_contains(list(column_name), 'source')
FROM duckdb_columns()
WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())
GROUP BY table_name
HAVING list_has_any(list(column_name), ['register', 'report_id']) AND table_name <> 'dirty_register'
"""
# By the number of the row: rows are looked for in one small column, and read from the others where they were found.
ROWS = """
rowid IN (
    SELECT rowid FROM kept.{0} WHERE report_id IN (SELECT report_id FROM kept.report_series WHERE register = ?)
)
"""
OF_NO_REGISTER = "state IN ('failed', 'removed')"
PAPERS = "state IN ('failed', 'removed') OR sha256 IN (SELECT sha256 FROM kept.report WHERE register = ?)"


@contextlib.contextmanager
def opened(store: Path) -> Iterator[Reader]:
    """The store, read-only. Raises a StoreError, also where an import left something to be finished."""
    from risktrail.store import database
    from risktrail.store.reader import is_up_to_date

    with Reader(database.connect(store, read_only=True, wait=WAIT_SECONDS), store) as reader:
        if not is_up_to_date(reader):
            raise StoreUnreadableError(
                str(store), "the store has to be brought up to date first", "end `risktrail serve` and start it again"
            )
        yield reader


def memory(store: Path) -> duckdb.DuckDBPyConnection:
    """An empty store in memory, with all views and questions; no file but the store can be reached from it.

    Raises StoreNameError where DuckDB cannot be told where the store is.
    """
    import duckdb

    from risktrail.store import catalogue, database
    from risktrail.store.store_names import refuse_other_folders

    refuse_other_folders(store)
    con = duckdb.connect(":memory:", config={**database.NO_EXTENSIONS})
    for step in database.migrations():
        con.execute(step)
    con.execute(COPIED)  # before there are views: the columns of those take a while to work out
    catalogue.install(con)
    con.execute(f"SET allowed_paths = [{_quoted(store)}, {_quoted(store, '.wal')}]")
    con.execute("SET enable_external_access = false")
    con.execute("SET threads = 1")  # one answers about a register sooner than two that wait for each other
    con.execute("SET lock_configuration = true")
    return con


def hold(reader: Reader, code: str, con: duckdb.DuckDBPyConnection) -> None:
    """Copy a register's rows, and the papers that failed or were removed, into a store in memory.

    Boxes on pages are left behind, but for those of a rating and a description, which tell their page.
    """
    with contextlib.closing(con.cursor()) as copying:
        tables = copying.execute("FROM copied").fetchall()
        copying.execute(f"ATTACH {_quoted(reader.path)} AS kept (READ_ONLY)")
        try:
            for table, has_register, has_source in tables:
                condition = "register = ?" if has_register else ROWS.format(table)
                columns = "* REPLACE ([] AS source)" if has_source else "*"
                copying.execute(f"INSERT INTO {table} SELECT {columns} FROM kept.{table} WHERE {condition}", [code])  # noqa: S608 - own names
            copying.execute(f"DELETE FROM paper WHERE {OF_NO_REGISTER}")  # noqa: S608 - own words
            copying.execute(f"INSERT INTO paper FROM kept.paper WHERE {PAPERS}", [code])
            copying.execute("DELETE FROM removed_paper WHERE register IS NULL")
            copying.execute("INSERT INTO removed_paper FROM kept.removed_paper WHERE register IS NULL")
        finally:
            copying.execute("DETACH kept")


def _quoted(path: Path, more: str = "") -> str:
    return "'" + f"{path.absolute()}{more}".replace("'", "''") + "'"


@dataclass
class Held:
    """What is held of one state of the store's file: registers, and pages as they were last shown."""

    stamp: tuple[int, int, int]
    con: duckdb.DuckDBPyConnection
    meant: dict[str | None, str] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Holding:
    """The registers held of a store."""

    store: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    held: Held | None = None

    @contextlib.contextmanager
    def reader(self, register: str | None) -> Iterator[tuple[Reader, str]]:
        """A reader of the register a user named (None: the only one), and its code.

        Raises a StoreError or a QuestionError.
        """
        with self.lock:
            held = self._current()
            if register not in held.meant:
                self._add(held, register)
            code, con = held.meant[register], held.con.cursor()
        with Reader(con, self.store) as reader:
            yield reader, code

    def prepare(self) -> None:
        """Make ready what the first visitor would wait for. Raises a StoreError."""
        with self.lock:
            self._current()

    def pages(self) -> dict[str, bytes]:
        """Pages shown since the store's file last changed, by address; never more than a few. Raises a StoreError."""
        with self.lock:
            held = self._current()
            if len(held.pages) >= MOST:
                held.pages = {}
            return held.pages

    def _current(self) -> Held:
        try:
            about = self.store.stat()
        except OSError as error:
            raise StoreMissingError(str(self.store)) from error
        stamp = (about.st_ino, about.st_mtime_ns, about.st_size)
        if self.held is None or self.held.stamp != stamp or len(self.held.meant) >= MOST:
            self.held = Held(stamp, memory(self.store))
        return self.held

    def _add(self, held: Held, register: str | None) -> None:
        with opened(self.store) as reader:
            code = reader.register(register)
            if code not in held.meant.values():
                self.held = None  # until all of it is there
                hold(reader, code, held.con)
        held.meant[register] = code
        self.held = held
