"""Registers kept in memory, so that pages are quick from a large store too.

The rows of a register are copied once into a snapshot of the store. The store's file is open only while they are
copied, so imports can run in between; what is kept is dropped when the file's inode, time or size changes.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from risktrail.store import PageReader, RegisterSnapshot, open_page_reader
from risktrail.store.errors import StoreMissingError

WAIT_SECONDS = 2.0
MOST_KEPT = 50
"""How many registers, and how many pages, are kept at most."""


@dataclass
class CachedStore:
    """What is kept of one state of the store's file: copied registers, and pages as they were last sent.

    `codes` has the register that each name in a request means; None is the only one. `number` is how many registers the
    store has, None until it was counted.
    """

    stamp: tuple[int, int, int]
    snapshot: RegisterSnapshot
    codes: dict[str | None, str] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)
    number: int | None = None


@dataclass
class RegisterCache:
    """The registers kept of one store; several threads may use it at once."""

    store: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    cached: CachedStore | None = None

    def open_store(self) -> PageReader:
        """Open the store itself, for as long as one request takes. Use it as a context manager.

        Raises:
            StoreError: The store cannot be read, or an import left something to be finished.
        """
        return open_page_reader(self.store, WAIT_SECONDS)

    @contextlib.contextmanager
    def reader(self, register: str | None) -> Iterator[tuple[PageReader, str]]:
        """A reader of a register's copy, and the register as the store writes it.

        Args:
            register: The register as a request names it; None is the only one.

        Raises:
            StoreError: The store cannot be read.
            QuestionError: There is no such register, or none is named and there are several.
        """
        with self.lock:
            cached = self._current()
            if register not in cached.codes:
                self._add(cached, register)
            code, reader = cached.codes[register], cached.snapshot.reader()
        with reader:
            yield reader, code

    def prepare(self) -> None:
        """Look whether there is a store that registers can be copied from.

        Raises:
            StoreError: There is no store, or DuckDB cannot be told where it is.
        """
        with self.lock:
            self._current()

    def pages(self) -> dict[str, bytes]:
        """Pages sent since the store's file last changed, by address. What is put in is kept, up to `MOST_KEPT` pages.

        Raises:
            StoreError: There is no store, or DuckDB cannot be told where it is.
        """
        with self.lock:
            cached = self._current()
            if len(cached.pages) >= MOST_KEPT:
                cached.pages = {}
            return cached.pages

    def has_several_registers(self) -> bool:
        """Whether there are other registers in the store to go to.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.lock:
            cached = self._current()
            if cached.number is None:
                with self.open_store() as reader:
                    cached.number = len(reader.registers())
            return cached.number > 1

    def _current(self) -> CachedStore:
        """What is kept of the file as it is now; empty where the file changed or too much was kept."""
        try:
            about = self.store.stat()
        except OSError as error:
            raise StoreMissingError(str(self.store)) from error
        stamp = (about.st_ino, about.st_mtime_ns, about.st_size)
        if self.cached is None or self.cached.stamp != stamp or len(self.cached.codes) >= MOST_KEPT:
            self.cached = CachedStore(stamp, RegisterSnapshot(self.store))
        return self.cached

    def _add(self, cached: CachedStore, register: str | None) -> None:
        """Copy the register that a request names, unless it was copied under another name."""
        cached.codes[register] = cached.snapshot.copy(register, WAIT_SECONDS)
