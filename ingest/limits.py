"""What reading one paper may cost, how the kernel holds a worker to it, and what its death then means."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import resource
import signal
import sys
import time
from typing import NamedTuple

from risktrail.ingest.errors import PaperError
from risktrail.ingest.reader import Result


class Allowance(NamedTuple):
    """What one paper may cost: seconds on the clock, seconds of processor time, bytes of address space.

    A worker ends after `papers` papers, or when it holds more than half of its memory, and a new one takes its place:
    what the PDF libraries leak stays small.
    """

    seconds: float = 60.0
    cpu_seconds: int = 30
    memory: int = 2 * 1024**3
    papers: int = 500


def confine(allowance: Allowance) -> None:
    """Hold this process to its memory, and end it with its parent, whatever it is busy with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of a terminal's processes; the parent ends us
    for ending in (signal.SIGALRM, signal.SIGXCPU, signal.SIGIO):
        signal.signal(ending, signal.SIG_DFL)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # elsewhere the kernel does not hold a process to it
        _lower(resource.RLIMIT_AS, allowance.memory)
    _end_with_parent()


def start_clocks(allowance: Allowance) -> None:
    """Give the next paper its time. The kernel keeps it, because code inside a PDF library hears no Python."""
    signal.setitimer(signal.ITIMER_REAL, allowance.seconds)
    _lower(resource.RLIMIT_CPU, int(time.process_time()) + 1 + allowance.cpu_seconds)


def stop_clocks() -> None:
    """The paper is read; what follows costs it nothing."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def is_worn(allowance: Allowance) -> bool:
    """Whether this process has held more than half of its memory at once."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > allowance.memory / 2


def out_of_memory() -> Result:
    """What becomes of a paper that needs more memory than allowed."""
    remedy = f"{PaperError.remedy} `risktrail import --memory MIB` allows it more memory."
    return Result(None, "out_of_memory", "reading it takes more memory than a paper may", remedy)


def timed_out() -> Result:
    """What becomes of a paper that takes longer than allowed."""
    remedy = f"{PaperError.remedy} `risktrail import --timeout SECONDS` allows it more time."
    return Result(None, "timed_out", "reading it takes more time than a paper may", remedy)


def cause_of_death(exitcode: int | None) -> Result:
    """What becomes of a paper whose worker ended over it. `exitcode` is its own, or minus a signal."""
    if exitcode in (-signal.SIGALRM, -signal.SIGXCPU):
        return timed_out()
    if exitcode == -signal.SIGABRT:  # how pdfium ends where it gets no memory
        return out_of_memory()
    if exitcode is not None and exitcode > 0:
        remedy = "Report it together with the paper: it is a defect of the program."
        return Result(None, "fault", "reading it failed by a fault of risktrail's own", remedy)
    how = signal.Signals(-exitcode).name if exitcode else "without a word"
    return Result(None, "worker_died", f"the process that read it ended ({how})", PaperError.remedy)


def _lower(which: int, value: int) -> None:
    """Set a soft limit, within the hard one that this process was started with."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _end_with_parent() -> None:
    """Have the kernel end this process (SIGIO) when its parent ends: the pipe between them closes then.

    A thread that watches the pipe would not do: a PDF library may hold the interpreter's lock for as long as it hangs.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
    fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)
