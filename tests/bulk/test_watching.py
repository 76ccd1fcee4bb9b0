"""What a person who watches an import sees of it."""

from __future__ import annotations

import io
from contextlib import redirect_stderr

import pytest

from risktrail.cli.progress import progress
from risktrail.cli.tally import Failure, Tally
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
    tally = Tally(watch=seen.append)
    with redirect_stderr(screen):
        tally.stored("a.pdf", Outcome.ADDED)
        tally.fail("b.pdf", Failure("the file is empty", "Look."))
        tally.stored("c.pdf", Outcome.ADDED)
    assert seen == ["1 added", "1 added, 1 failed", "2 added, 1 failed"]
    assert screen.getvalue() == "risktrail: b.pdf: the file is empty. Look.\n"


def test_a_bar_with_counts_on_a_terminal(screen: Terminal) -> None:
    with redirect_stderr(screen), progress(2, "Importing", quiet=False) as step:
        step("1 added")
        step("2 added")
    assert "Importing" in screen.getvalue()
    assert "2/2" in screen.getvalue()
    assert "2 added" in screen.getvalue()


@pytest.mark.parametrize("case", ["quiet", "dumb", "pipe"])
def test_no_bar_otherwise(screen: Terminal, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if case == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    if case == "pipe":
        monkeypatch.setattr(Terminal, "isatty", lambda _: False)
    with redirect_stderr(screen), progress(2, "Importing", quiet=case == "quiet") as step:
        step("1 added")
    assert screen.getvalue() == ""
