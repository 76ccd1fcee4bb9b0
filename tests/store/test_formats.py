"""Every format, byte for byte, over an answer that is hard to write."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from risktrail.store import Answer, AnyAnswer
from risktrail.store.formats import WRITERS
from tests.golden_files import assert_golden
from tests.store.hard_answer import HARD

GOLDENS = Path(__file__).parent / "goldens"


def written(name: str, rows: AnyAnswer = HARD) -> str:
    """The rows in a format, as text with its line ends as written."""
    file = io.StringIO(newline="")
    WRITERS[name](rows, file)
    return file.getvalue()


@pytest.mark.parametrize("name", WRITERS)
def test_hard_rows(name: str) -> None:
    assert_golden(GOLDENS / f"hard.{name}", written(name))


@pytest.mark.parametrize("name", WRITERS)
def test_no_rows(name: str) -> None:
    assert_golden(GOLDENS / f"none.{name}", written(name, Answer(("a", "b"), [])))


def test_csv_reads_back_and_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("csv"), newline=""), strict=True))
    assert rows[0] == list(HARD.columns)
    assert len(rows) == 1 + len(HARD)
    cells = [cell for row in rows[1:] for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []
    assert rows[2][1] == "two\nlines\r\nand a third"


def test_json_and_jsonl_say_the_same() -> None:
    array: list[dict[str, Any]] = json.loads(written("json"))
    assert array == [json.loads(line) for line in written("jsonl").splitlines()]
    assert array[0]["owners"] == ["DCC", "SECAS"]
    assert array[0]["date"] == "2021-07-26"
    assert array[2]["number"] is None
