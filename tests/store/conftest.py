"""Fixtures for stores made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.schema.report import Report
from risktrail.store import Reader, open_reader
from tests.generators.register_builders import MakeReader, store_of


@pytest.fixture
def reader_of(tmp_path: Path) -> Iterator[MakeReader]:
    """Import reports into a fresh store and open it for reading."""
    readers: list[Reader] = []

    def make(*reports: Report) -> Reader:
        path = store_of(tmp_path / f"made{len(readers)}.duckdb", reports)
        readers.append(open_reader(path))
        return readers[-1]

    yield make
    for reader in readers:
        reader.con.close()
