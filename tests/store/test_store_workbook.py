"""A whole store as one workbook, read back with another library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from risktrail.store import open_reader, questions
from risktrail.store.export import OF_IMPORTS, TABLES
from risktrail.store.store_workbook import export_workbook
from tests.generators.register_builders import action, report, risk, store_of

REPORTS = [report(f"2021-0{at}", risk("A-1", 9 + 3 * at, action("=run the pumps"))) for at in (1, 2, 3)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("export") / "s.duckdb", REPORTS)


@pytest.fixture(scope="module")
def book(store: Path) -> Any:
    return openpyxl.load_workbook(export_workbook(store, store.parent / "out"))


def test_there_is_a_sheet_for_every_answer_question_and_table(book: Any) -> None:
    asked = [each.name[:31] for each in questions().values() if None not in each.parameters.values()]
    first = ["contents", "ratings", "reports", "risks", "actions", "decisions"]
    assert book.sheetnames == [*first, *asked, *(f"table {name}" for name in TABLES), "columns"]
    assert len(set(book.sheetnames)) == len(book.sheetnames)


def test_the_contents_lead_to_each_sheet_with_its_number_of_rows(book: Any) -> None:
    listed = list(book["contents"].iter_rows(min_row=2))
    assert [row[0].value for row in listed] == book.sheetnames[1:-1]
    for name, holds, rows in listed:
        assert name.hyperlink.location == f"'{name.value}'!A1"
        assert holds.value
        assert rows.value == book[name.value].max_row - 1, name.value


def test_the_rows_are_those_of_the_answers(book: Any, store: Path) -> None:
    with open_reader(store) as reader:
        for name in ("reports", "risks", "actions"):
            rows = list(book[name].iter_rows(values_only=True))
            assert rows[0] == getattr(reader, name)().columns
            assert len(rows) == 1 + len(getattr(reader, name)())
    text = book["actions"]["G2"]
    assert (text.value, text.data_type, text.quotePrefix) == ("=run the pumps", "s", True)


def test_every_column_is_told(book: Any) -> None:
    told = {(sheet, column) for sheet, column, holds in book["columns"].iter_rows(min_row=2, values_only=True) if holds}
    for sheet in book.sheetnames[2:-1]:
        assert {(sheet, cell.value) for cell in book[sheet][1]} <= told


def test_the_ledger_adds_the_tables_of_imports(store: Path, tmp_path: Path) -> None:
    names = openpyxl.load_workbook(export_workbook(store, tmp_path, ledger=True), read_only=True).sheetnames
    assert {f"table {name}" for name in OF_IMPORTS} <= set(names)
    assert [each.name for each in tmp_path.iterdir()] == ["risktrail.xlsx"]
