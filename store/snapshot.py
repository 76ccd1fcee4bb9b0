"""Copies of single registers in memory, so that a page is as quick from a store of a thousand registers as of one.

The store's file is open only while a register is copied, so imports can run in between.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from risktrail.store import database, resolve
from risktrail.store.page_reader import PageReader, refuse_outdated
from risktrail.store.reader import Reader
from risktrail.store.remembered_results import Kept, RememberingConnection
from risktrail.store.sql import column, identifier, literal, statement
from risktrail.store.store_names import refuse_other_folders

if TYPE_CHECKING:
    import duckdb


class RegisterSnapshot:
    """A store in memory, into which registers are copied, and with the first of them the views and questions.

    Boxes on pages are not copied, but for those of a rating and a description, which tell their page.
    """

    def __init__(self, store: Path) -> None:
        """An empty snapshot of the store at a path; no file but the store can be reached from it.

        Raises:
            StoreNameError: DuckDB cannot be told where the store is.
        """
        refuse_other_folders(store)
        self.store = store
        self._con = database.in_memory()
        self._copied: set[str] = set()
        self._results: dict[tuple[str, str], Kept] = {}
        self._tables: list[tuple[str, bool, bool]] = []
        path = str(store.absolute())
        self._con.execute(f"SET allowed_paths = [{literal(path)}, {literal(path + '.wal')}]")
        self._con.execute("SET enable_external_access = false")
        self._con.execute("SET threads = 1")  # one answers about a register sooner than two that wait for each other
        self._con.execute("SET lock_configuration = true")

    def copy(self, register: str | None, wait: float = 0.0) -> str:
        """Copy a register's rows, and the papers that failed or were removed; one that is copied already stays.

        If copying fails, nothing of it is kept.

        Args:
            register: The register, in whatever case; None is the only one.
            wait: Seconds to wait, at most, while another process writes to the store.

        Returns:
            The register, as the store writes it.

        Raises:
            StoreUnreadableError: The store has to be brought up to date first, or is damaged.
            StoreError: The file cannot be used for another reason.
            QuestionError: There is no such register, or none is named and there are several.
        """
        with contextlib.closing(self._con.cursor()) as con, database.attached(con, self.store, "store_file", wait):
            code = self._register(con, register)
            if code not in self._copied:
                self._results = {}  # readers that are open keep theirs, which nobody else sees any more
                with database.transaction(con, self.store):
                    tables = self._tables or self._copy_schema(con)
                    self._copy_rows(con, tables, code)
                self._tables = tables
                self._copied.add(code)
        return code

    def _register(self, con: duckdb.DuckDBPyConnection, register: str | None) -> str:
        """The register that is meant, as the attached store writes it."""
        con.execute("USE store_file")
        try:
            refuse_outdated(Reader(con, self.store))
            return resolve.register(con, register)
        finally:
            con.execute("USE memory")

    def _copy_schema(self, con: duckdb.DuckDBPyConnection) -> list[tuple[str, bool, bool]]:
        """Copy tables, views and questions, which an up-to-date store has as this program would make them, in a
        fortieth of the time. Returns the tables of registers, as the statement `snapshot_tables` tells them."""
        con.execute("COPY FROM DATABASE store_file TO memory (SCHEMA)")
        return con.execute(statement("snapshot_tables")).fetchall()

    def _copy_rows(self, con: duckdb.DuckDBPyConnection, tables: list[tuple[str, bool, bool]], register: str) -> None:
        filled = set(column(con, statement("snapshot_filled_tables")))
        for table, has_register, has_source in tables:
            if table in filled:
                copy = statement("snapshot_rows_of_register" if has_register else "snapshot_rows_of_reports")
                columns = "* REPLACE ([] AS source)" if has_source else "*"
                con.execute(copy.format(table=identifier(table), columns=columns), {"register": register})
        for name in ("snapshot_papers", "snapshot_profiles"):
            con.execute(statement(name), {"register": register})

    def reader(self) -> PageReader:
        """A reader of what was copied; several may be open at once, each for one thread."""
        remembering = RememberingConnection(self._con.cursor(), self._results)
        return PageReader(cast("duckdb.DuckDBPyConnection", remembering), self.store)

    def close(self) -> None:
        """Free the memory. Open readers keep what they need of it."""
        self._con.close()
