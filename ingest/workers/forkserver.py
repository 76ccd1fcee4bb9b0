"""The fork server: the process that workers are forked from. It has loaded what they need, so each starts at once."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType
from typing import Any

_PRELOAD = ["risktrail.ingest.workers.preload"]
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


def start_process(target: Callable[..., None], arguments: tuple[object, ...], *, needs_main: bool) -> ForkServerProcess:
    """Start a process that calls `target` with `arguments`.

    Args:
        target: A function of an importable module.
        arguments: What it is called with, picklable.
        needs_main: Whether something of it is defined in the main module. Else that is not run again in the process: a
            program that imports papers needs no `if __name__ == "__main__":`.
    """
    with contextlib.nullcontext() if needs_main else _main_module_hidden():
        process = forkserver_context().Process(target=target, args=arguments, daemon=True)
        process.start()
    return process


def is_of_main(function: Callable[..., Any]) -> bool:
    """Whether a function, or the function of a `functools.partial`, is defined in the main module."""
    return getattr(getattr(function, "func", function), "__module__", None) == "__main__"


@contextlib.contextmanager
def _main_module_hidden() -> Iterator[None]:
    """Let multiprocessing see no file of a main module: what it sees, it runs again in every process it starts."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
