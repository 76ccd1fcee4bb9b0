"""Every format, byte for byte, over a set of rows that is hard to write."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from risktrail.cli.formats import WRITERS
from risktrail.cli.people import draw
from risktrail.store import Rows
from tests.golden_files import assert_golden

GOLDENS = Path(__file__).parent / "goldens"

HARD = Rows(
    ("register", "text", "number", "date", "owners", "parts", "flag", "source_file", "page"),
    [
        ("OPSG", 'He said "no", twice', 1, dt.date(2021, 7, 26), ["DCC", "SECAS"], [], True, "a.pdf", 1),
        ("OPSG", "two\nlines\r\nand a third", -2.5, None, [], None, False, "a.pdf", None),
        ("OPSG", "=HYPERLINK(\"http://x\",\"y\")", float("nan"), dt.date(2020, 2, 29), ["=1+1"], [], None, "b.pdf", 3),
        ("OPSG", "@SUM(A1)", Decimal("0.10"), None, ["-5"], [{"page": 1, "bbox": [0.5, 2.0]}], None, "b.pdf", 3),
        ("OPSG", "-12.50", None, None, None, None, None, None, None),
        ("OPSG", "’tis “naïve” – ﬁne, 20 % 🚀", 10**15, None, ["Ærø"], [], None, "été.pdf", 4),
        ("OPSG", "خطر انقطاع الاتصال", 0, None, ["דנה"], [], None, "a|b.pdf", 5),
        ("OPSG", "<b>markup</b> [red]no[/red] a|b \\ `c`", 7, None, [], [], None, "c.pdf", 6),
        ("OPSG", "\x1b[31mred\x1b[0m\tbell\x07", 8, None, ["a; b"], [], None, "c.pdf", 7),
        ("OPSG", "", 9, dt.datetime(2021, 7, 26, 9, 30), [""], [], None, "c.pdf", 8),
    ],
)  # fmt: skip


def written(name: str, rows: Rows = HARD) -> str:
    """The rows in a format, as text with its line ends as written."""
    file = io.StringIO(newline="")
    WRITERS[name](rows, file)
    return file.getvalue()


@pytest.mark.parametrize("name", WRITERS)
def test_hard_rows(name: str) -> None:
    assert_golden(GOLDENS / f"hard.{name}", written(name))


@pytest.mark.parametrize("width", [60, 110])
def test_hard_rows_as_a_table(width: int) -> None:
    file = io.StringIO()
    draw("rows", HARD, Console(file=file, width=width, highlight=False, markup=False, emoji=False))
    assert_golden(GOLDENS / f"hard.{width}.txt", file.getvalue())


@pytest.mark.parametrize("name", WRITERS)
def test_no_rows(name: str) -> None:
    assert_golden(GOLDENS / f"none.{name}", written(name, Rows(("a", "b"), [])))


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


def test_no_control_character_reaches_a_terminal() -> None:
    file = io.StringIO()
    draw("rows", HARD, Console(file=file, width=200, color_system=None))
    assert not {"\x1b", "\x07"} & set(file.getvalue())
