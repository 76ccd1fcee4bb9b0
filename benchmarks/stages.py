"""Where the reader's time goes: a look at the running stack a thousand times a second of processor time.

Looking costs every stage the same, which a profiler that counts calls does not: that makes small functions look dear.
Time in a C library counts for the Python function that called it.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from risktrail.ingest.reader import read_paper

_INTERVAL = 0.001
_READER = str(Path("ingest") / "reader.py")


class Profile(NamedTuple):
    """Milliseconds a page: of each stage (what the reader calls) and of each function by itself."""

    total: float
    stages: dict[str, float]
    functions: dict[str, float]


def profile(papers: Sequence[bytes], pages: int, rounds: int) -> Profile:
    """Read all papers `rounds` times, looking where the time goes. Main thread only: it uses SIGPROF."""
    stages: Counter[str] = Counter()
    functions: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        if frame is not None:
            stages[_stage(frame)] += 1
            functions[_name(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)
    began = time.process_time()
    for _ in range(rounds):
        for paper in papers:
            read_paper(paper)
    total = 1000 * (time.process_time() - began) / (rounds * pages)
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)
    share = total / max(stages.total(), 1)
    return Profile(
        total,
        {name: count * share for name, count in stages.most_common()},
        {name: count * share for name, count in functions.most_common()},
    )


def _stage(frame: FrameType | None) -> str:
    """What the reader's innermost function has called, or the reader itself."""
    called = "reader"
    while frame is not None:
        if frame.f_code.co_filename.endswith(_READER):
            return called
        if not frame.f_code.co_name.startswith("<"):
            called = _name(frame)
        frame = frame.f_back
    return "other"


def _name(frame: FrameType) -> str:
    while frame.f_code.co_name.startswith("<") and frame.f_back is not None:
        frame = frame.f_back  # a comprehension is part of its function
    return f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
