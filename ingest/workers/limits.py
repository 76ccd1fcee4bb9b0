"""The limits of time and memory for reading one paper, how the kernel enforces them, and what a worker's end means."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import re
import resource
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple, Never

from risktrail.ingest.errors import PaperError
from risktrail.ingest.reader import Result

_HIGH_WATER = re.compile(rb"^VmHWM:\s*(\d+) kB", re.MULTILINE)


class WorkerLimits(NamedTuple):
    """What one paper may use: seconds of elapsed time, seconds of processor time, bytes of address space. The time
    begins anew with each page that is recognised from its picture, which takes seconds.

    A worker ends after `papers` papers, or when it has used more than half of its memory, and a new one takes its
    place: so that what the PDF libraries leak stays small.
    """

    seconds: float = 60.0
    cpu_seconds: int = 30
    memory: int = 2 * 1024**3
    papers: int = 500


def limit_process(limits: WorkerLimits) -> None:
    """Limit this process's memory, and have the kernel end it when its parent ends, whatever it is doing then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of a terminal's processes; the parent ends us
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for numpy, if it is loaded: threads take address space, and are not used
    for ending in (signal.SIGALRM, signal.SIGXCPU, signal.SIGIO):
        signal.signal(ending, signal.SIG_DFL)
    _set_soft_limit(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # other kernels do not enforce it
        _set_soft_limit(resource.RLIMIT_AS, limits.memory)
    _end_with_parent()


def start_timers(limits: WorkerLimits) -> None:
    """Start the next paper's time. The kernel measures it, because code inside a PDF library runs no Python handler."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    _set_soft_limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + limits.cpu_seconds)


def stop_timers() -> None:
    """Stop the elapsed time: the paper is read, and sending its result does not count."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def is_worn(limits: WorkerLimits) -> bool:
    """Whether this process has at some time used more than half of its memory."""
    return peak_memory() > limits.memory / 2


def peak_memory() -> int:
    """The most memory that this process held at one time, in bytes.

    Linux tells in `getrusage` what the process that started this one held, where that was more.
    """
    if sys.platform == "linux":
        told = _HIGH_WATER.search(Path("/proc/self/status").read_bytes())
        if told is not None:
            return int(told[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def out_of_memory() -> Result[Never]:
    """The result of a paper that needs more memory than the limit."""
    remedy = f"{PaperError.remedy} `risktrail import --memory MIB` allows it more memory."
    return Result(None, "out_of_memory", "reading it needs more memory than the limit allows", remedy)


def timed_out() -> Result[Never]:
    """The result of a paper that takes longer than the limit."""
    remedy = f"{PaperError.remedy} `risktrail import --timeout SECONDS` allows it more time."
    return Result(None, "timed_out", "reading it takes more time than the limit allows", remedy)


def result_of_exit(exitcode: int | None) -> Result[Never]:
    """The result of a paper whose worker ended while it read it.

    Args:
        exitcode: The process's exit code; minus the number of a signal that ended it; None where it is not known.
    """
    if exitcode in (-signal.SIGALRM, -signal.SIGXCPU):
        return timed_out()
    if exitcode == -signal.SIGABRT:  # how pdfium ends where it gets no memory
        return out_of_memory()
    if exitcode is not None and exitcode > 0:
        remedy = "Report it together with the paper: it is a defect of the program."
        return Result(None, "fault", "reading it failed by a fault of risktrail's own", remedy)
    how = signal.Signals(-exitcode).name if exitcode else "no reason was given"
    return Result(None, "worker_died", f"the process that read it ended ({how})", PaperError.remedy)


def _set_soft_limit(which: int, value: int) -> None:
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
