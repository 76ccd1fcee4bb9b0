"""SIGTERM during an import: finished papers are stored, and the program ends with an exit code of its own."""

from __future__ import annotations

import contextlib
import logging
import signal
from collections.abc import Iterator
from types import FrameType

import typer

from risktrail.schema.errors import ExitCode

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, with an exit code of its own."""
    terminated = False

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        nonlocal terminated
        terminated = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except (KeyboardInterrupt, RuntimeError):  # DuckDB raises the latter for the former in the middle of a query
        if not terminated:
            raise
        _log.error("stopped by SIGTERM; finished papers are stored. Run the import again for the others.")
        raise typer.Exit(ExitCode.TERMINATED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
