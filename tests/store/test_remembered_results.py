"""Results that are kept: each as DuckDB gave it, asked once, and no longer than what they were asked of."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from risktrail.store import Reader, open_reader, remembered_results
from risktrail.store.remembered_results import Kept, RememberingConnection
from risktrail.store.sql import statement
from tests.generators.register_builders import action, report, risk, store_of

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


def test_pages_about_several_months_ask_once_what_must_be_noted_of_months(tmp_path: Path) -> None:
    twice = risk("A-1", 12, action("Write the plan")), risk("A-1", 9, action("Run the pilot"))
    months = ("2021-01", "2021-03", "2021-04", "2021-06")
    store = store_of(tmp_path / "gaps.duckdb", [report(month, *twice[: 1 + (month == "2021-04")]) for month in months])
    results: dict[tuple[str, str], Kept] = {}
    with open_reader(store) as reader:
        remembering: Any = RememberingConnection(reader.con, results)
        pages = Reader(remembering, store)
        for month in months:
            assert pages.stalled(as_of=month) == reader.stalled(as_of=month)
        assert pages.compare("2021-01", "2021-04") == reader.compare("2021-01", "2021-04")
        gaps, *shared = pages.compare("2021-03", "2021-06").notes
    assert gaps == "ABC has no paper for 1 month between 2021-04 and 2021-06"
    assert [note.partition(":")[0] for note in shared] == ["several risks have the number A-1 in 2021-04"]
    for name in ("gaps_of_register", "shared_risk_numbers", "unread_tables"):
        assert sum(sql == statement(name) for sql, _ in results) == 1
