"""What a person who watches an import sees of it."""

from __future__ import annotations

import io
from contextlib import redirect_stderr

import pytest

from risktrail.cli.messages import hide_messages, show_messages
from risktrail.cli.progress_bar import counts_so_far, progress_bar
from risktrail.importing.import_summary import FailedPaper, ImportSummary
from risktrail.importing.recorder import Recorder
from risktrail.store import Outcome


class Terminal(io.StringIO):
    """A screen."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """What stands for the terminal, once stderr is sent there."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    return Terminal()


def test_counts_grow_paper_by_paper(screen: Terminal) -> None:
    seen: list[str] = []
    recorder = Recorder(ImportSummary())
    recorder.on_progress = lambda summary: seen.append(counts_so_far(summary))
    with redirect_stderr(screen):
        show_messages()
        recorder.stored("a.pdf", Outcome.ADDED)
        recorder.failed(FailedPaper("b.pdf", "the file is empty", "Look."))
        recorder.stored("c.pdf", Outcome.ADDED)
        hide_messages()
    assert seen == ["1 added", "1 added, 1 failed", "2 added, 1 failed"]
    assert screen.getvalue() == "risktrail: b.pdf: the file is empty. Look.\n"


def test_a_bar_with_counts_on_a_terminal(screen: Terminal) -> None:
    summary = ImportSummary(expected=2)
    with redirect_stderr(screen), progress_bar("Importing", quiet=False) as show:
        show(summary)
        for _ in range(2):
            summary.outcomes[Outcome.ADDED] += 1
            show(summary)
    assert "Importing" in screen.getvalue()
    assert "2/2" in screen.getvalue()
    assert "2 added" in screen.getvalue()


def test_no_bar_before_the_papers_are_counted(screen: Terminal) -> None:
    with redirect_stderr(screen), progress_bar("Importing", quiet=False):
        pass
    assert screen.getvalue() == ""


@pytest.mark.parametrize("case", ["quiet", "dumb", "pipe"])
def test_no_bar_otherwise(screen: Terminal, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if case == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    if case == "pipe":
        monkeypatch.setattr(Terminal, "isatty", lambda _: False)
    with redirect_stderr(screen), progress_bar("Importing", quiet=case == "quiet") as show:
        show(ImportSummary(expected=2))
    assert screen.getvalue() == ""
