"""Papers to import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.generators.many_papers import write_papers
from tests.long_checks.kill import Whole, whole_store


@pytest.fixture
def papers(tmp_path: Path) -> Callable[[int], list[Path]]:
    """Makes so many papers in the folder `papers`."""
    return lambda count: write_papers(tmp_path / "papers", count)


@pytest.fixture(scope="session")
def eleven_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of eleven papers. Read it; do not write to it."""
    folder = tmp_path_factory.mktemp("eleven") / "papers"
    write_papers(folder, 11)
    return folder


@pytest.fixture(scope="session")
def whole(eleven_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The store of these papers as an import makes it that nothing disturbs."""
    return whole_store(eleven_papers, tmp_path_factory.mktemp("whole") / "whole.duckdb", "--jobs", "2")
