"""The fork server: the process that workers are forked from. It has loaded what they need, so each starts at once."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

_PRELOAD = ["__main__", "risktrail.ingest.workers.preload"]
_BLOCKED_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def forkserver_context() -> ForkServerContext:
    """The multiprocessing context that workers are started with.

    The first call starts the fork server in the background: call it before the first worker is needed, and it gets
    ready meanwhile. The fork server and its workers inherit blocked SIGINT and SIGTERM: Ctrl-C reaches every process of
    a terminal, and only this process is to act on it and end them.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _BLOCKED_SIGNALS)
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context
