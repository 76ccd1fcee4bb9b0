"""A store that was cut short, or whose bytes are not those that were written, is called damaged."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from risktrail.store import errors, export_store, open_reader, open_writer
from tests.generators.register_builders import action, paper_of, report, risk, store_of

BLOCK = 256 * 1024
HEADERS = 3 * 4096
REPORTS = [report(f"20{year}-0{month}", risk("A-1", 9, action("Act"))) for year in (20, 21) for month in (1, 2, 3)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A good store's bytes."""
    path = store_of(tmp_path_factory.mktemp("whole") / "s.duckdb", REPORTS)
    with duckdb.connect(str(path)) as con:
        con.execute("CHECKPOINT")
    return path.read_bytes()


def ask_everything(path: Path) -> None:
    with open_reader(path) as reader:
        reader.stalled(min_reports=1)
        reader.ask("to_check")
        reader.ratings()


def ask_sql(path: Path) -> None:
    with open_reader(path) as reader:
        for (table,) in reader.sql("SELECT table_name FROM duckdb_tables()"):
            reader.sql(f"FROM {table}")


def write(path: Path) -> None:
    with open_writer(path) as writer:
        told = report("2021-09", risk("A-1", 9))
        writer.add(paper_of(told), told, "1")


def export(path: Path) -> None:
    export_store(path, path.parent / "out", "csv")


USES = {"questions": ask_everything, "sql": ask_sql, "import": write, "export": export}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "part", [100, 4096, HEADERS - 1, HEADERS, HEADERS + 1, HEADERS + BLOCK, -3 * BLOCK, -BLOCK, -1]
)
def test_cut_short(tmp_path: Path, whole: bytes, use: str, part: int) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(whole[:part])
    before = path.read_bytes()
    refused(USES[use], path)
    if use != "import":  # DuckDB writes its header before it misses a block that only a write needs
        assert path.read_bytes() == before


def refused(use: Callable[[Path], None], path: Path) -> None:
    """Whatever is done with it says that the store is damaged."""
    with pytest.raises(errors.StoreUnreadableError, match="damaged or was cut short; restore it from a backup") as told:
        use(path)
    assert told.value.exit_code == 3
    assert str(told.value).startswith(f"{path}: the store is damaged")


def test_bytes_that_were_turned(tmp_path: Path, whole: bytes) -> None:
    """What lies in a block that nothing asks for may go unnoticed; nothing ends as anything else than damage."""
    turned, noticed = random.Random(10), 0  # noqa: S311 - no secret
    for _ in range(12):
        content = bytearray(whole)
        content[turned.randrange(len(whole))] ^= 1 << turned.randrange(8)
        path = tmp_path / "s.duckdb"
        path.write_bytes(content)
        try:
            ask_sql(path)
        except errors.StoreError as error:
            noticed += "damaged" in str(error)
    assert noticed > 0


def test_blocks_that_are_zero(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(whole[:HEADERS] + bytes(len(whole) - HEADERS))
    refused(ask_everything, path)


def test_a_log_of_changes_whose_bytes_were_turned(tmp_path: Path, whole: bytes) -> None:
    path, log = tmp_path / "s.duckdb", tmp_path / "s.duckdb.wal"
    path.write_bytes(whole)
    with duckdb.connect(str(path)) as con:
        con.execute("INSERT INTO store_meta SELECT 'key ' || i, 'value' FROM range(100) t(i)")
        shutil.copy(log, tmp_path / "log")
    path.write_bytes(whole)
    content = bytearray((tmp_path / "log").read_bytes())
    content[len(content) // 2] ^= 0xFF
    log.write_bytes(content)
    refused(ask_everything, path)


def test_a_log_of_changes_that_was_cut_short_leaves_the_store_as_it_was_before(tmp_path: Path, whole: bytes) -> None:
    path, log = tmp_path / "s.duckdb", tmp_path / "s.duckdb.wal"
    path.write_bytes(whole)
    with duckdb.connect(str(path)) as con:
        con.execute("INSERT INTO store_meta SELECT 'key ' || i, 'value' FROM range(100) t(i)")
        shutil.copy(log, tmp_path / "log")
    path.write_bytes(whole)
    log.write_bytes((tmp_path / "log").read_bytes()[:-20])
    with open_reader(path) as reader:
        assert reader.periods("ABC") == [each.period for each in REPORTS]


def test_words_of_a_question_do_not_make_a_store_damaged(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(whole)
    with open_reader(path) as reader, pytest.raises(errors.SqlRefusedError, match="corrupt"):
        reader.sql("SELECT corrupt FROM risk")
