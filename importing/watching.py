"""Watching a folder: papers that arrive in it are imported when each is written whole.

A file is taken for finished when its size and time stay the same for a while and it ends as a PDF or an archive does.
One that stays the same for long without such an end is imported too: that names the reason for which it cannot be read.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NamedTuple

from risktrail.importing.executors import Executor
from risktrail.importing.import_summary import ImportSummary
from risktrail.importing.options import ImportOptions
from risktrail.importing.pipeline import PathText, import_named
from risktrail.importing.sources.find import paper_files
from risktrail.importing.sources.zip import is_archive
from risktrail.schema.errors import UsageError
from risktrail.store.errors import StoreLockedError
from risktrail.store.readable_names import readable

END_OF_PDF = b"%%EOF"

_log = logging.getLogger(__name__)


class WatchSettings(NamedTuple):
    """How long things take, in seconds, and how much of a file's end is looked at, in bytes.

    Programs that copy or print a file write it in pieces a second apart at most; a shared drive may rest for longer,
    and such a rest is told by the file's end. Changes on a shared drive are not told by the system: there the folder is
    looked at every few seconds. Readers look for a PDF's end in its last 1,024 bytes.
    """

    tick: float = 1.0
    settled: float = 2.0
    given_up: float = 60.0
    look: float = 15.0
    end_bytes: int = 1024


class FileState(NamedTuple):
    """What a file is known by while it is written."""

    size: int
    mtime: float


class Waiting(NamedTuple):
    """A file that is there and not imported yet: its state, and since when it has it."""

    state: FileState
    since: float
    is_told: bool = False


class Arrivals:
    """The files of a folder that have arrived since it was first looked at, and those that are still written.

    Args:
        folder: The folder; papers and archives in all folders below it count.
        settings: How long a file has to stay the same.
    """

    def __init__(self, folder: str, settings: WatchSettings = WatchSettings()) -> None:  # noqa: B008  it is a tuple
        self.folder = folder
        self.settings = settings
        self._imported: dict[str, FileState] = {}
        self._waiting: dict[str, Waiting] = {}

    @property
    def are_waiting(self) -> bool:
        """Whether there are files that may be finished at the next look."""
        return bool(self._waiting)

    def look(self, now: float) -> list[str]:
        """The files that are finished and not imported yet, in alphabetical order; call `imported` when they are.

        Args:
            now: The time in seconds, of a clock that is never set back.
        """
        states = _states_in(self.folder)
        fresh = {path: state for path, state in states.items() if self._imported.get(path) != state}
        self._waiting = {path: self._followed(path, state, now) for path, state in fresh.items()}
        return sorted(path for path in fresh if self._is_finished(path, now))

    def imported(self, paths: list[str]) -> None:
        """Note that files were imported as they were at the last look."""
        for path in paths:
            self._imported[path] = self._waiting.pop(path).state

    def _followed(self, path: str, state: FileState, now: float) -> Waiting:
        before = self._waiting.get(path)
        return before if before and before.state == state else Waiting(state, now)

    def _is_finished(self, path: str, now: float) -> bool:
        waiting = self._waiting[path]
        rested = now - waiting.since
        if rested < self.settings.settled:
            return False
        if rested >= self.settings.given_up or ends_whole(path, self.settings.end_bytes):
            return True
        if not waiting.is_told:
            _log.info("%s is not written whole yet; it is imported when the rest has come.", readable(path))
            self._waiting[path] = waiting._replace(is_told=True)
        return False


def watch_folder(
    folder: PathText,
    store: PathText,
    options: ImportOptions,
    executor: Executor,
    *,
    wait: float = 0.0,
    settings: WatchSettings = WatchSettings(),  # noqa: B008  it is a tuple
) -> Generator[ImportSummary]:
    """Import what is in a folder, and then what arrives in it, until the generator is closed.

    What goes wrong with one paper, or with the folder itself, is logged, and the watching goes on. Papers that a person
    removed from the store are not taken back.

    Args:
        folder: The folder.
        store: The path of the store, which is made where there is none.
        options: How papers are read and stored.
        executor: What reads them.
        wait: Seconds to wait, at most, for another process that has the store; if it still has it, the papers are
            tried again at the next look.
        settings: How long a file has to stay the same, and how often the folder is looked at.

    Yields:
        The summary of each import.

    Raises:
        UsageError: There is no such folder.
        StoreError: The store cannot be used.
    """
    watched = os.fspath(folder)
    if not _is_folder(watched):
        raise UsageError(f"{readable(watched)}: there is no such folder. Name the folder in which papers arrive.")
    arrivals, is_locked = Arrivals(watched, settings), False
    for paths in _finished(arrivals, settings):
        try:
            summary = import_named(paths, frozenset(), store, options, executor, wait, None)
        except StoreLockedError as error:
            if not is_locked:
                _log.error("%s; trying again until it is free.", str(error).partition(";")[0])
            is_locked = True
            continue
        is_locked = False
        arrivals.imported(paths)
        yield summary


def ends_whole(path: str, end_bytes: int) -> bool:
    """Whether a file ends as a PDF, or a zip archive, does that was written to its end.

    Args:
        path: The file.
        end_bytes: How many of its last bytes are searched for the end of a PDF.
    """
    try:
        if is_archive(Path(path).name):
            return zipfile.is_zipfile(path)
        with Path(path).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - end_bytes))
            return END_OF_PDF in file.read()
    except OSError:  # another program has it to itself, or it has gone
        return False


def _states_in(folder: str) -> dict[str, FileState]:
    """The files that may be papers or archives, by their paths. One that goes in this moment is left out."""
    states = {}
    for path in paper_files(folder):
        with contextlib.suppress(OSError):
            status = os.stat(path)  # noqa: PTH116
            states[path] = FileState(status.st_size, status.st_mtime)
    return states


def _finished(arrivals: Arrivals, settings: WatchSettings) -> Iterator[list[str]]:
    """The files that are to be imported, each time there are some."""
    for now in _times_to_look(arrivals, settings):
        paths = arrivals.look(now)
        if paths:
            yield paths


def _times_to_look(arrivals: Arrivals, settings: WatchSettings) -> Iterator[float]:
    """The times at which to look into the folder: at once, when it changes, and now and then.

    A folder that is gone is told of once, and once more when it is back.
    """
    folder, is_there = arrivals.folder, True
    while True:
        if _is_folder(folder):
            if not is_there:
                _log.info("%s is back.", readable(folder))
            is_there = True
            yield from _times_while_there(arrivals, settings)
        elif is_there:
            _log.error("%s: the folder is gone; waiting until it is back.", readable(folder))
            is_there = False
        time.sleep(settings.tick)


def _times_while_there(arrivals: Arrivals, settings: WatchSettings) -> Iterator[float]:
    import watchfiles

    changes = watchfiles.watch(
        arrivals.folder,
        watch_filter=None,
        rust_timeout=round(settings.tick * 1000),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    yield (last := time.monotonic())
    try:
        for changed in changes:
            if not _is_folder(arrivals.folder):
                return
            now = time.monotonic()
            if changed or arrivals.are_waiting or now - last >= settings.look:
                last = now
                yield now
    except FileNotFoundError:  # it went just before it was watched
        return
    except OSError as error:
        raise UsageError(
            f"{readable(arrivals.folder)}: the system cannot watch this folder ({error})."
            " Run `risktrail import` on it now and then."
        ) from error


def _is_folder(path: str) -> bool:
    """Whether a folder can be looked into. It cannot where a shared drive does not answer."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises for some errors of a drive
