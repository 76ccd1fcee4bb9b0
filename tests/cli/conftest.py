"""Fixtures for tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_line import Cli


@pytest.fixture
def cli(
    stores_from_a_template: None,  # noqa: ARG001 - it is enough that it is there
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Cli:
    """The command line, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Cli(capsys)
