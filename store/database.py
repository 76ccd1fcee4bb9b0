"""Opening the store's file, its version, its transactions, and what DuckDB's errors mean.

The file is made for DuckDB 1.5 and newer (`storage_compatibility_version`), so that a person can open it with an older
shell than the library this program uses. One process writes; while it does, no other can open the file.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import duckdb

from risktrail.store.errors import (
    NotAStoreError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreTooNewError,
    StoreUnreadableError,
)
from risktrail.store.sql import identifier, literal
from risktrail.store.store_names import refuse_other_names

Opened = TypeVar("Opened")

STORAGE = "v1.5.0"
PRODUCT = "risktrail"
RETRY_SECONDS = 0.1
NO_EXTENSIONS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# What DuckDB 2.0 says where a file was cut short or has other bytes than it wrote, and the error classes it uses.
_DAMAGE = re.compile(
    r"Could not read enough bytes|does not match stored checksum|[Cc]orrupt|[Dd]eserializ|not all data was read"
    r"|Failure while replaying WAL|mode that is not recognized"
)
_OF_DAMAGE = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)
READER_CONFIG = {**NO_EXTENSIONS, "enable_external_access": "false", "lock_configuration": "true"}


def connect(path: Path, *, read_only: bool, wait: float = 0.0, confined: bool = True) -> duckdb.DuckDBPyConnection:
    """Open the store's file.

    Args:
        path: The file. For writing it is made where it is missing.
        read_only: Open it for reading.
        wait: Seconds to wait, at most, while another process has it.
        confined: Let SQL reach nothing but the store: no other file, no network, no extension. An export cannot be
            confined, for it writes files.

    Raises:
        StoreError: The file cannot be used; the class says why.
    """
    refuse_other_names(path)
    if read_only and not path.exists():
        raise StoreMissingError(str(path))
    config = READER_CONFIG if read_only and confined else {}
    return _when_free(lambda: _connect_once(path, read_only, config), wait)


@contextlib.contextmanager
def attached(con: duckdb.DuckDBPyConnection, path: Path, name: str, wait: float = 0.0) -> Iterator[None]:
    """Attach a store's file for reading, as the database `name` of a connection, while the block runs.

    Raises:
        StoreError: The file cannot be used; the class says why.
    """
    if not path.exists():
        raise StoreMissingError(str(path))
    _when_free(lambda: _attach_once(con, path, name), wait)
    try:
        yield
    finally:
        con.execute(f"DETACH {identifier(name)}")


def _when_free(open_file: Callable[[], Opened], wait: float) -> Opened:
    """What opening a file gives, tried again for so many seconds while another process has it."""
    deadline = time.monotonic() + wait
    while True:
        try:
            return open_file()
        except StoreLockedError:
            if time.monotonic() >= deadline:
                raise
        time.sleep(RETRY_SECONDS)


def in_memory() -> duckdb.DuckDBPyConnection:
    """A database in memory, without tables."""
    return duckdb.connect(":memory:", config={**NO_EXTENSIONS})


def tables_in_memory() -> duckdb.DuckDBPyConnection:
    """A store in memory, empty, with this program's tables and without its views."""
    con = in_memory()
    for step in migrations():
        con.execute(step)
    return con


@contextlib.contextmanager
def transaction(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """Run the block as one transaction: all of it is stored, or nothing.

    Raises:
        StoreUnreadableError: The disk has no room or cannot be written, or the file is damaged.
    """
    try:
        con.execute("BEGIN")
        try:
            yield
        except BaseException:
            con.execute("ROLLBACK")
            raise
        con.execute("COMMIT")
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        if is_damage(error):
            raise damaged(path) from error
        reason = " ".join(str(error).split()).partition(": ")[2]
        remedy = "free space on its disk, then import again: finished papers are stored"
        raise StoreUnreadableError(str(path), f"cannot be written ({reason.rstrip('.')})", remedy) from error


@contextlib.contextmanager
def explained_damage(path: Path) -> Iterator[None]:
    """Raise StoreUnreadableError in place of an error of DuckDB's that means a damaged file."""
    try:
        yield
    except duckdb.Error as error:
        if is_damage(error):
            raise damaged(path) from error
        raise


def is_damage(error: BaseException | None) -> bool:
    """Whether an error means that the file was cut short, or that its bytes are not those that were written."""
    of_its_classes = isinstance(error, _OF_DAMAGE) or type(error) is duckdb.Error  # the latter where blocks are corrupt
    return of_its_classes and _DAMAGE.search(str(error)) is not None


def damaged(path: Path) -> StoreUnreadableError:
    """The error for a damaged store."""
    return StoreUnreadableError(
        str(path),
        "the store is damaged or was cut short",
        "restore it from a backup, or import the papers again into a new file",
    )


def _connect_once(path: Path, read_only: bool, config: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    if not read_only:
        config = {**NO_EXTENSIONS, "storage_compatibility_version": STORAGE}
    try:
        return duckdb.connect(str(path), read_only=read_only, config={**config})
    except duckdb.Error as error:
        raise _explained(path, error) from error


def _attach_once(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    try:
        con.execute(f"ATTACH {literal(str(path.absolute()))} AS {identifier(name)} (READ_ONLY)")
    except duckdb.Error as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: duckdb.Error) -> StoreError:
    """The store's error for one of DuckDB's, known by its words: those of version 2.0."""
    text = " ".join(str(error).split())
    if is_damage(error):
        return damaged(path)
    if "Could not set lock" in text or "used by another process" in text:  # the latter on Windows
        held = re.search(r"held in (.+?)(?: by user .+?)?\. See|held in (.+?)$", text)
        return StoreLockedError(str(path), _holder(held.group(1) or held.group(2)) if held else None)
    if "different configuration" in text:
        return StoreLockedError(str(path), "this very process")
    if "not a valid DuckDB database" in text or "extension" in text.casefold():  # it would load one for SQLite's files
        return NotAStoreError(str(path), "this is not a DuckDB database")
    if "we can only read" in text or "newer version" in text:
        return StoreTooNewError(str(path), "a newer DuckDB made this file")
    reason = text.partition(": ")[2] or text
    return StoreUnreadableError(str(path), reason.rstrip("."), "check the path and its permissions")


def _holder(words: str) -> str:
    """The process that holds the file: `/usr/bin/python3.11 (PID 12)` as `process 12 (python3.11)`."""
    found = re.fullmatch(r"(.*?)\s*\(PID (\d+)\)", words)
    return f"process {found.group(2)} ({Path(found.group(1)).name})" if found else words


def migrations() -> list[str]:
    """The texts of store/migrations/*.sql in order. The version of a store is how many of them were run on it."""
    return [path.read_text(encoding="utf-8") for path in _migration_files()]


def newest_version() -> int:
    """The schema version that this program gives a store."""
    return len(_migration_files())


def _migration_files() -> list[Path]:
    return sorted((Path(__file__).parent / "migrations").glob("*.sql"))


def version_of(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The schema version of a store; 0 for a database without any table.

    Raises:
        NotAStoreError: The database is another program's.
        StoreTooNewError: A newer risktrail made it.
    """
    try:
        product = meta(con, "product")
    except (duckdb.CatalogException, duckdb.BinderException):  # there is no such table, or it has other columns
        if con.execute("FROM duckdb_tables() LIMIT 1").fetchone() is None:
            return 0
        product = None
    if product != PRODUCT:
        raise NotAStoreError(str(path), "this is another program's database")
    version = int(meta(con, "schema_version") or 0)
    if version > newest_version():
        raise StoreTooNewError(str(path), f"a newer risktrail made this store (version {version})")
    return version


def migrate(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring the store to this program's schema version, all steps in one transaction."""
    version = version_of(con, path)
    steps = migrations()[version:]
    if not steps:
        return
    with transaction(con, path):
        for step in steps:
            con.execute(step)
        set_meta(con, "product", PRODUCT)
        set_meta(con, "schema_version", str(version + len(steps)))


def meta(con: duckdb.DuckDBPyConnection, key: str) -> str | None:
    """A fact the store keeps about itself, such as its `schema_version`; None where it has none of that name."""
    row = con.execute("SELECT value FROM store_meta WHERE key = ?", [key]).fetchone()
    return None if row is None else str(row[0])


def set_meta(con: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Write a fact about the store."""
    con.execute("INSERT OR REPLACE INTO store_meta VALUES (?, ?)", [key, value])
