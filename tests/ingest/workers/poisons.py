"""Stand-ins for the reader: what they are given as a paper says what they do to the process they run in."""

from __future__ import annotations

import ctypes
import itertools
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from risktrail.ingest.ocr.page_recogniser import page_done
from risktrail.ingest.reader import Result
from risktrail.schema.report import Report

_papers_read = itertools.count()


def _swell() -> None:
    held = []
    while True:
        held.append(bytes(10**8))


def _spin() -> None:
    while True:
        pass


def _hang() -> None:
    """Hang as inside a library's call: the interpreter's lock held, so that no Python of the process runs."""
    ctypes.PyDLL(None).pause()


def _recognise() -> None:
    """Take twice as long as a paper may, and tell of a page each time half of that has passed."""
    for page in range(1, 5):
        time.sleep(0.5)
        tell = page_done.get()
        assert tell is not None
        tell(page)


_DEEDS: dict[bytes, Callable[[], object]] = {
    b"hang": _hang,
    b"sleep": lambda: time.sleep(1000),
    b"spin": _spin,
    b"swell": _swell,
    b"abort": os.abort,
    b"kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"recognise": _recognise,
    b"leave": lambda: os._exit(0),
    b"raise": lambda: 1 // 0,
}


def obey(content: bytes) -> Result[Report]:
    """Do what the paper says; what says nothing is read, into a result that names this process."""
    deed, *where = content.split(b" ", 1)
    if where:
        Path(where[0].decode()).write_text(str(os.getpid()))
    if deed in _DEEDS:
        _DEEDS[deed]()
    return Result(None, "read", str(os.getpid()))


def dies_unless_fresh(content: bytes) -> Result[Report]:
    """Read one paper, and end the process over the second: an innocent paper in a process that others have spoilt."""
    if next(_papers_read):
        os.kill(os.getpid(), signal.SIGKILL)
    return obey(content)
