"""Copies of single registers in memory, so that a page is as quick from a store of a thousand registers as of one.

The store's file is open only while a register is copied, so imports can run in between.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from risktrail.store import catalogue, database
from risktrail.store.page_reader import PageReader
from risktrail.store.sql import identifier, literal, statement
from risktrail.store.store_names import refuse_other_folders


class RegisterSnapshot:
    """A store in memory, with all views and questions, into which registers are copied.

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
        # Asked before there are views: the columns of those take a while to work out.
        self._tables = self._con.execute(statement("snapshot_tables")).fetchall()
        catalogue.install(self._con)
        path = str(store.absolute())
        self._con.execute(f"SET allowed_paths = [{literal(path)}, {literal(path + '.wal')}]")
        self._con.execute("SET enable_external_access = false")
        self._con.execute("SET threads = 1")  # one answers about a register sooner than two that wait for each other
        self._con.execute("SET lock_configuration = true")

    def copy(self, register: str) -> None:
        """Copy a register's rows, and the papers that failed or were removed. Copy each register only once.

        The store must not be open for writing, and must have this program's schema: `open_page_reader` makes sure.

        Args:
            register: The register, as the store writes it.
        """
        with contextlib.closing(self._con.cursor()) as con:
            con.execute(f"ATTACH {literal(str(self.store.absolute()))} AS store_file (READ_ONLY)")
            try:
                for table, has_register, has_source in self._tables:
                    copy = statement("snapshot_rows_of_register" if has_register else "snapshot_rows_of_reports")
                    columns = "* REPLACE ([] AS source)" if has_source else "*"
                    con.execute(copy.format(table=identifier(table), columns=columns), {"register": register})
                for name in ("snapshot_papers", "snapshot_profiles"):
                    con.execute(statement(name), {"register": register})
            finally:
                con.execute("DETACH store_file")

    def reader(self) -> PageReader:
        """A reader of what was copied; several may be open at once, each for one thread."""
        return PageReader(self._con.cursor(), self.store)

    def close(self) -> None:
        """Free the memory. Open readers keep what they need of it."""
        self._con.close()
