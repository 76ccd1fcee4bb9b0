"""The buffer of a transaction: what is deleted is gone, wherever it was; what is not deleted waits."""

from __future__ import annotations

import pytest

from risktrail.store import database
from risktrail.store.write_buffer import WriteBuffer


@pytest.fixture
def buffer() -> WriteBuffer:
    return WriteBuffer(database.tables_in_memory())


def _written(buffer: WriteBuffer) -> list[str]:
    return [str(path) for (path,) in buffer._con.execute("SELECT path FROM paper_location ORDER BY path").fetchall()]


def _location(path: str) -> tuple[str, str, int, float]:
    return (path, "00", 1, 1.0)


def test_rows_that_wait_are_deleted_too(buffer: WriteBuffer) -> None:
    buffer.append("paper_location", [_location("a"), _location("b")])
    buffer.delete("paper_location", "path", ["a"])
    buffer.append("paper_location", [_location("c")])
    buffer.flush()
    assert _written(buffer) == ["b", "c"]


def test_rows_added_after_a_deletion_stay(buffer: WriteBuffer) -> None:
    buffer.delete("paper_location", "path", ["a"])
    buffer.append("paper_location", [_location("a")])
    buffer.flush()
    assert _written(buffer) == ["a"]


def test_papers_of_a_batch_are_written_together(buffer: WriteBuffer) -> None:
    for path in "abc":
        buffer.delete("paper_location", "path", [path])
        buffer.append("paper_location", [_location(path)])
        buffer.delete("lost_source", "path", [path])
    assert _written(buffer) == []
    buffer.flush()
    assert _written(buffer) == ["a", "b", "c"]
