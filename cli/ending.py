"""Being asked to stop: what was finished stays, and the exit code tells who asked."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

import typer

from risktrail.cli.voice import VOICE
from risktrail.schema.errors import ExitCode


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, with an exit code of its own."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        nonlocal asked
        asked = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except (KeyboardInterrupt, RuntimeError):  # DuckDB makes the latter of it, in the middle of a query
        if not asked:
            raise
        VOICE.error("told to stop; what was finished is stored.")
        raise typer.Exit(ExitCode.TERMINATED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
