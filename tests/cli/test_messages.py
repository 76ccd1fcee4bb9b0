"""Lines on stderr."""

from __future__ import annotations

import io
import sys

import pytest

from risktrail.cli.messages import write_line


class Interrupted(io.StringIO):
    """A stream whose every write is followed by Ctrl-C."""

    def write(self, text: str) -> int:
        super().write(text)
        raise KeyboardInterrupt


def test_a_line_that_an_interrupt_follows_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Interrupted()
    monkeypatch.setattr(sys, "stderr", stderr)
    with pytest.raises(KeyboardInterrupt):
        write_line("B.pdf: added, 2024-05")
    assert stderr.getvalue() == "B.pdf: added, 2024-05\n"
