"""The process that workers are forked from. It has loaded what they need, so that each starts at once."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

_PRELOAD = ["__main__", "risktrail.ingest.warm"]
_OURS = (signal.SIGINT, signal.SIGTERM)


def context() -> ForkServerContext:
    """Where workers come from. The first call starts it in the background: call early what is needed soon.

    Ctrl-C reaches all of a terminal's processes. That one and all that come from it never see it: this process ends
    them.
    """
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_PRELOAD)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return found
