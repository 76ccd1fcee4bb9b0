"""The command line in an empty folder, and papers for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command_line import Cli
from tests.generators.many_papers import write_papers


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Cli(capsys)


@pytest.fixture
def papers(tmp_path: Path) -> Callable[[int], list[Path]]:
    """Makes so many papers in the folder `papers`."""
    return lambda count: write_papers(tmp_path / "papers", count)
