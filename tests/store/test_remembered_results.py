"""Results that are kept: each as DuckDB gave it, asked once, and no longer than what they were asked of."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import duckdb
import pytest

from risktrail.store import remembered_results
from risktrail.store.remembered_results import Kept, RememberingConnection

NUMBERS = "SELECT range AS n FROM range($most) ORDER BY n"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with contextlib.closing(duckdb.connect()) as con:
        yield con


def test_a_result_is_read_as_one_of_duckdbs(con: duckdb.DuckDBPyConnection) -> None:
    remembering = RememberingConnection(con, {})
    for _ in range(2):
        found = remembering.execute(NUMBERS, {"most": 4})
        assert [name for name, *_ in found.description or ()] == ["n"]
        assert found.fetchone() == (0,)
        assert found.fetchmany(2) == [(1,), (2,)]
        assert found.fetchall() == [(3,)]
        assert found.fetchone() is None


def test_nothing_is_asked_twice_and_other_parameters_are_another_question(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE kept (n INTEGER)")
    remembering = RememberingConnection(con, {})
    counted = "SELECT count(*) FROM kept WHERE n >= ?"
    assert remembering.execute(counted, [0]).fetchone() == (0,)
    con.execute("INSERT INTO kept VALUES (1)")
    assert remembering.execute(counted, [0]).fetchone() == (0,)
    assert remembering.execute(counted, [1]).fetchone() == (1,)


def test_large_results_are_not_kept_and_many_are_dropped(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered_results, "MOST_ROWS", 3)
    monkeypatch.setattr(remembered_results, "MOST_RESULTS", 2)
    results: dict[tuple[str, str], Kept] = {}
    remembering = RememberingConnection(con, results)
    for most in (4, 3, 2, 1):
        assert len(remembering.execute(NUMBERS, {"most": most}).fetchall()) == most
    assert [parameters for _, parameters in results] == ["{'most': 1}"]
