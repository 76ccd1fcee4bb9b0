"""A store that cannot be used says why, and what to do."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from risktrail.store import Outcome, errors, open_reader, open_writer
from risktrail.store.database import migrations
from tests.generators.register_builders import paper_of, report, risk, store_of

ONE = report("2021-01", risk("A-1", 9))
HOLD = """
import sys, time
from risktrail.store import open_writer
with open_writer(sys.argv[1]):
    print("held", flush=True)
    time.sleep({})
"""


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreMissingError, match="risktrail import") as caught:
        open_reader(tmp_path / "none.duckdb")
    assert str(tmp_path / "none.duckdb") in str(caught.value)
    assert caught.value.exit_code == 3


def test_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("Dear committee,\n" * 500)
    for opened in (open_reader, open_writer):
        with pytest.raises(errors.NotAStoreError, match=r"letter: this is not a DuckDB database"):
            opened(path)


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE sales (amount INTEGER)")
    for opened in (open_reader, open_writer):
        with pytest.raises(errors.NotAStoreError, match="another program's database"):
            opened(path)


def test_an_empty_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(errors.NotAStoreError, match="empty"):
        open_reader(path)


def test_a_newer_store(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE store_meta SET value = ? WHERE key = 'schema_version'", [str(len(migrations()) + 1)])
    for opened in (open_reader, open_writer):
        with pytest.raises(errors.StoreTooNewError, match="upgrade risktrail"):
            opened(path)


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreUnreadableError, match="directory"):
        open_reader(tmp_path)


def test_held_by_another_process(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with subprocess.Popen([sys.executable, "-c", HOLD.format(60), str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        for opened in (open_reader, open_writer):
            with pytest.raises(errors.StoreLockedError, match=rf"in use by process {holder.pid} \(python"):
                opened(path)
        holder.kill()


def test_waiting_for_another_process(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", 9))])
    with subprocess.Popen([sys.executable, "-c", HOLD.format(1), str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with open_reader(path, wait=30) as reader:
            assert reader.registers() == ["ABC"]


def test_a_writer_waits_for_another_and_then_says_who_holds_the_store(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with subprocess.Popen([sys.executable, "-c", HOLD.format(2), str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        begun = time.monotonic()
        with pytest.raises(errors.StoreLockedError, match=rf"in use by process {holder.pid} \(python"):
            open_writer(path, wait=0.3)
        assert time.monotonic() - begun >= 0.3
        with open_writer(path, wait=30) as writer:
            assert writer.add(paper_of(ONE), ONE, "1") is Outcome.ADDED


def test_a_file_that_may_not_be_written_and_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE store_meta SET value = 'old' WHERE key = 'questions'")

    def refuse(path: Path, wait: float) -> None:
        assert wait == 0
        raise errors.StoreLockedError(str(path), None)

    monkeypatch.setattr("risktrail.store.writer.open_writer", refuse)
    with pytest.raises(errors.StoreUnreadableError, match="brought up to date first"):
        open_reader(path)


def test_an_older_store_is_brought_up_to_date(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", 9))])
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE store_meta SET value = 'old' WHERE key IN ('questions', 'trails')")
        con.execute("DROP VIEW risk_timeline")
    with open_reader(path) as reader:
        assert len(reader.ask("risk_timeline")) == 1


def test_a_store_of_the_first_version_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(migrations()[0])
        con.execute("INSERT INTO store_meta VALUES ('product', 'risktrail'), ('schema_version', '1')")
        con.execute("INSERT INTO paper VALUES ('aa', 'old.pdf', 1, 'stored', NULL, '1')")
        con.execute(
            "INSERT INTO report VALUES ('aa', 'aa', 'ABC', '2021-01', NULL, NULL, NULL, '2021-01-20', NULL, NULL,"
            " [], 1, '', NULL)"
        )
    with open_reader(path) as reader:
        assert reader.periods("ABC") == ["2021-01"]
        assert reader.query("SELECT CAST(dated AS VARCHAR), source_file FROM series").rows == [
            ("2021-01-20", "old.pdf")
        ]


def test_the_file_suits_an_older_duckdb(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_reader(path) as reader:
        (tags,) = reader.query("SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL").rows
    assert str(tags[0]).startswith("v1.5")


def test_a_reader_sees_nothing_but_its_store(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with open_reader(store_of(tmp_path / "s.duckdb", [])) as reader:
        for text in (
            f"FROM read_csv('{secret}')",
            f"FROM '{secret}'",
            f"FROM glob('{tmp_path}/*')",
            "SELECT getenv('HOME')",
        ):
            with pytest.raises(errors.SqlRefusedError):
                reader.sql(text)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM report",
        "CREATE TEMP TABLE t AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SET threads = 1",
        "COPY report TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "PRAGMA database_list",
        "",
        "SELEC 1",
        "EXPLAIN ANALYZE DELETE FROM report",
    ],
)
def test_sql_only_reads(text: str, tmp_path: Path) -> None:
    with (
        open_reader(store_of(tmp_path / "s.duckdb", [])) as reader,
        pytest.raises(errors.SqlRefusedError),
    ):
        reader.sql(text)


def test_sql_reads(tmp_path: Path) -> None:
    with open_reader(store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", 9))])) as reader:
        answer = reader.sql("SELECT risk_id, score FROM risks")
        assert (answer.columns, answer.rows) == (("risk_id", "score"), [("A-1", 9)])
        assert len(reader.sql("DESCRIBE actions")) > 10
        assert len(reader.sql("FROM stalled_actions('2021-01', 1)")) == 0
