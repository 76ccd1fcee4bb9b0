"""Names that no store has are refused, and what lies there is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.store import errors, open_reader, open_writer
from tests.generators.register_builders import store_of

DOCUMENTS = "x.csv", "x.CSV", "x.tsv", "x.json", "x.jsonl", "x.ndjson", "x.parquet", "x.xlsx", "x.html", "x.md", "x.pdf"
OTHERS = ":memory:", ":memory:board", "md:board", "duckdb:board.db", "s3://board/x.duckdb", "https://example.org/x.db"


@pytest.mark.parametrize("name", DOCUMENTS + OTHERS)
def test_a_name_of_something_else_is_refused_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for opened in (open_reader, open_writer):
        with pytest.raises(errors.StoreNameError, match=r"name a file such as risktrail\.duckdb") as caught:
            opened(name)
        assert caught.value.exit_code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_is_there_is_left_as_it_was(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("period,risks\n2021-07,13\n")
    for opened in (open_reader, open_writer):
        with pytest.raises(errors.StoreNameError):
            opened(file)
    assert file.read_text() == "period,risks\n2021-07,13\n"
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["x.duckdb", "x.db", "x.sqlite", "x", "board 2021.07", "x.store"])
def test_any_other_name_is_a_stores(tmp_path: Path, name: str) -> None:
    with open_reader(store_of(tmp_path / name, [])) as reader:
        assert reader.registers() == []


def test_a_name_that_is_no_utf8_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreNameError, match="not UTF-8"):
        open_writer(tmp_path / "caf\udce9.duckdb")
