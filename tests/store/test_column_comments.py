"""What each column holds: every one is told, in the store too, and nothing is told of what is not there."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import duckdb

from risktrail.store import open_reader, open_writer, questions
from risktrail.store.catalogue import columns_of
from risktrail.store.column_comments import meaning
from tests.generators.register_builders import report, risk, store_of

COMMENTS = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"


def test_every_column_of_every_table_and_view_has_its_comment(sample_store: Path) -> None:
    with duckdb.connect(str(sample_store), read_only=True) as con:
        found = con.execute(COMMENTS).fetchall()
    assert len(found) > 1000
    assert [(name, column) for name, column, comment in found if comment != meaning(name, column)] == []


def test_every_column_of_a_question_is_told_and_no_other(sample_store: Path) -> None:
    with open_reader(sample_store) as reader:
        columns = {(name, column) for name, column, _ in reader.con.execute(COMMENTS).fetchall()}
        for each in questions().values():
            columns |= {(each.name, name) for name, _ in columns_of(reader.con, each)}
        columns |= {("actions", name) for name in reader.actions().columns}
    assert all(meaning(*each) for each in columns)
    told = tomllib.loads((resources.files("risktrail.store") / "columns.toml").read_text(encoding="utf-8"))
    anywhere = {column for _, column in columns}
    assert [name for name in told.pop("any") if name not in anywhere] == []
    assert [(name, column) for name, own in told.items() for column in own if (name, column) not in columns] == []


def test_a_store_commented_by_another_version_is_commented_again(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", 9))])
    with duckdb.connect(str(path)) as con:
        con.execute("COMMENT ON COLUMN risk.score IS 'old'")
        con.execute("UPDATE store_meta SET value = 'old' WHERE key = 'columns'")
    with open_writer(path):
        pass
    with duckdb.connect(str(path), read_only=True) as con:
        assert ("risk", "score", meaning("risk", "score")) in con.execute(COMMENTS).fetchall()
