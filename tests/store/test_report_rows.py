"""Rows that are made where a paper is read: what the store has of them, and how they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic_core import PydanticSerializationError

from risktrail.schema.report import RecognisedWord, Report
from risktrail.store import open_reader, open_writer
from risktrail.store.report_rows import ROWS, ReportRows, columns_of, rows_of
from risktrail.store.write_buffer import CHARACTERS
from tests.generators.register_builders import paper_of, report, risk

REPORT = report("2024-05", risk("R1", 9), risk("R2", 4))


def test_rows_go_as_a_list_a_column() -> None:
    assert json.loads(columns_of([(1, "a", [1.5]), (2, None, [])])) == {"1": [1, 2], "2": ["a", None], "3": [[1.5], []]}


def test_a_text_that_is_no_unicode_fails_where_it_is_read() -> None:
    with pytest.raises(PydanticSerializationError):
        columns_of([("\ud800",)])


def test_a_report_is_stored_as_its_rows_are(tmp_path: Path) -> None:
    stores = [tmp_path / "report.duckdb", tmp_path / "rows.duckdb"]
    told: tuple[Report | ReportRows, ...] = (REPORT, rows_of(REPORT))
    for path, what in zip(stores, told, strict=True):
        with open_writer(path) as writer:
            writer.add(paper_of(REPORT), what, "1")
    found = []
    for path in stores:
        with open_reader(path) as reader:
            found.append([sorted(map(str, reader.query(f"FROM {table}"))) for table in ("report", "risk", "rating")])
    assert found[0] == found[1]
    assert found[0][1]


def test_a_paper_stored_twice_in_one_transaction_has_its_rows_once(tmp_path: Path) -> None:
    with open_writer(tmp_path / "s.duckdb") as writer, writer.transaction():
        for _ in range(2):
            writer.add(paper_of(REPORT), REPORT, "1", again=True)
    with open_reader(tmp_path / "s.duckdb") as reader:
        assert reader.query("SELECT count(*) FROM risk").rows == [(2,)]


def test_more_words_than_a_statement_takes_are_stored_with_little_memory(tmp_path: Path) -> None:
    words = tuple(
        RecognisedWord(
            page=number // 400 + 1, bbox=(1.5, 2.25, 3.125, 4.0), text="floods \x00\u00e9\U0001f600", confidence=97
        )
        for number in range(60_000)
    )
    pack = REPORT.model_copy(update={"recognised": words})
    texts = rows_of(pack).columns["recognised_word"]
    assert len(texts) == len(words) / ROWS
    assert sum(map(len, texts)) > CHARACTERS
    with open_writer(tmp_path / "s.duckdb") as writer:
        writer.con.execute("SET memory_limit = '64MB'")
        writer.add(paper_of(pack), pack, "1")
    with open_reader(tmp_path / "s.duckdb") as reader:
        asked = "SELECT count(*), count(DISTINCT position), max(position), any_value(text) FROM recognised_word"
        assert reader.query(asked).rows == [(60_000, 60_000, 60_000, words[0].text)]
