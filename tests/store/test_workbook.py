"""Answers as workbooks, read back with another library than the one that writes them."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest

from risktrail.schema.errors import QuestionError
from risktrail.store import Answer, AnyAnswer
from risktrail.store.sheets import BAND_COLOURS, LONGEST_TEXT, MOST_ROWS
from risktrail.web.page_templates import stylesheet
from tests.generators.register_builders import MakeReader, report, risk
from tests.store.hard_answer import HARD


def sheet_of(answer: AnyAnswer) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(answer.to_xlsx()))
    assert book.sheetnames == ["Answer"]
    return book["Answer"]


def one(value: Any) -> Any:
    """The cell that a value is written into."""
    return sheet_of(Answer(("x",), [(value,)]))["A2"]


def test_hard_rows_come_back() -> None:
    rows = list(sheet_of(HARD).iter_rows(values_only=True))
    assert rows[0] == HARD.columns
    assert len(rows) == 1 + len(HARD)
    first = ("OPSG", 'He said "no", twice', 1, dt.datetime(2021, 7, 26), "DCC; SECAS", None, True, "a.pdf", 1)
    assert rows[1] == first
    assert rows[2][1] == "two\nlines\nand a third"
    assert [row[2] for row in rows[1:]] == [1, -2.5, None, 0.1, None, "1000000000000000", 0, 7, 8, 9]
    assert rows[4][5] == '[{"page": 1, "bbox": [0.5, 2.0]}]'
    assert rows[6][1] == HARD[5][1]
    assert rows[10][3] == dt.datetime(2021, 7, 26, 9, 30)


def test_no_text_is_a_formula_a_number_or_a_link() -> None:
    for text in (
        "=1+1",
        "+44 20",
        "-12.50",
        "@SUM(A1)",
        "\t=1",
        "=cmd|' /C calc'!A0",
        "http://example.org",
        "2021",
        "",
    ):
        cell = one(text)
        assert (cell.data_type, cell.value or "") == ("s" if text else "n", text)
        assert cell.hyperlink is None
        assert cell.quotePrefix is (text[:1] in {"=", "+", "-", "@", "\t"})


def test_days_are_days_and_numbers_numbers() -> None:
    day = one(dt.date(2021, 7, 31))
    assert (day.is_date, day.value, day.number_format) == (True, dt.datetime(2021, 7, 31), "yyyy-mm-dd")
    assert (one(7).data_type, one(7).value, one(True).value) == ("n", 7, True)
    assert one(dt.date(1900, 3, 1)).value == dt.datetime(1900, 3, 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(1900, 2, 28), "1900-02-28"),
        (dt.date(202, 1, 5), "0202-01-05"),
        (dt.datetime(2021, 7, 31, tzinfo=dt.UTC), "2021-07-31T00:00:00+00:00"),
        (999_999_999_999_999, 999_999_999_999_999),
        (10**15, "1000000000000000"),
        (-(10**15), "-1000000000000000"),
    ],
)
def test_what_excel_would_change_is_text(value: Any, text: Any) -> None:
    assert one(value).value == text


def test_the_heading_stays_in_sight_and_has_filters() -> None:
    sheet = sheet_of(HARD)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I11"
    assert sheet["B1"].font.bold
    assert sheet["B3"].alignment.wrap_text
    assert sheet_of(Answer(("a", "b"), [])).auto_filter.ref == "A1:B1"
    assert sheet_of(Answer((), [])).max_row == 1


def test_columns_are_as_wide_as_their_longest_line_up_to_a_bound() -> None:
    answer: AnyAnswer = Answer(("n", "due_date", "text", "line"), [(1, dt.date(2021, 7, 31), "x" * 500, "ab\n" * 9)])
    widths = [sheet_of(answer).column_dimensions[letter].width for letter in "ABCD"]
    # The width of a letter more than: the least; ten characters of a day, or the eight of its heading and three for the
    # filter's button; the bound; the four of `line` and three.
    assert [round(width) for width in widths] == [7, 13, 61, 9]


def test_what_a_sheet_cannot_hold_is_refused() -> None:
    assert one("x" * LONGEST_TEXT).value == "x" * LONGEST_TEXT
    with pytest.raises(QuestionError, match=r"row 1 has a text of 32,768 characters in the column 'x', more than"):
        one("x" * (LONGEST_TEXT + 1))
    with pytest.raises(QuestionError, match="Answer has 1,048,576 rows and 1 columns, more than an Excel sheet"):
        Answer(("x",), [(1,)] * MOST_ROWS).to_xlsx()


def test_a_page_leads_to_the_page_and_stays_a_number() -> None:
    answer: AnyAnswer = Answer(("register", "text", "source_file", "page"), [("ABC", "=1", "a.pdf", 3)])
    cell = sheet_of(answer)["D2"]
    assert (cell.value, cell.data_type) == (3, "n")
    assert cell.hyperlink.target == "http://127.0.0.1:8000/paper?file=a.pdf&page=3&register=ABC"
    there = openpyxl.load_workbook(io.BytesIO(answer.to_xlsx("http://board.example:8001")))["Answer"]["D2"]
    assert there.hyperlink.target.startswith("http://board.example:8001/paper?")


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    rows = [("short",), ("word " * 40,), ("a\nb\nc",), ("x" * 30_000,)]
    sheet = sheet_of(Answer(("text",), rows))
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4, 5)] == [None, 60, 45, 408]


def test_ratings_are_numbers_in_the_colours_of_their_bands_with_a_chart(reader_of: MakeReader) -> None:
    matrix = reader_of(
        report("2021-01", risk("A-1", 20, page=2), risk("A-2", 9)), report("2021-03", risk("A-1", 5), risk("A-2", None))
    ).ratings()
    sheet = openpyxl.load_workbook(io.BytesIO(matrix.to_xlsx()))["ratings"]
    assert [cell.value for cell in sheet[1]] == list(matrix.columns)
    first, gap, last, movement, band, *_ = sheet[2][1:]
    assert [(cell.value, cell.data_type) for cell in (first, last, movement)] == [(20, "n"), (5, "n"), (-15, "n")]
    assert [cell.fill.fgColor.rgb for cell in (first, last, band)] == ["FFB3261E", "FFCFE8D5", "FFB3261E"]
    assert gap.value is None
    assert first.hyperlink.target.endswith("/paper?file=ABC_2021-01.pdf&page=2&register=ABC&mark=rating%3AA-1")
    assert [cell.value for cell in sheet[3]][1:] == [9, None, None, None, "Moderate", "no paper", "not rated"]
    assert sheet.freeze_panes == "B2"
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == ["ratings!$B$2:$D$2", "ratings!$B$3:$D$3"]


def test_bands_have_the_colours_of_the_pages() -> None:
    light = dict(re.findall(r"--([\w-]+): (#\w+);", stylesheet().partition("}")[0]))
    for level, colours in BAND_COLOURS.items():
        told = (light[level.value], light[f"{level.value}-ink"])
        assert colours == tuple("#" + (each[1:] if len(each) == 7 else each[1:] * 2).upper() for each in told)
