"""An answer gives typed rows to programs, and labels to every format."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from risktrail.store import Answer
from risktrail.store.answer_rows import Change, StoredReport
from risktrail.store.labels import RatingValue
from tests.generators.register_builders import MakeReader, action, report, risk

JANUARY = report("2021-01", risk("A-1", 20, action("DCC to draft a plan")))
FEBRUARY = report("2021-02", risk("A-1", 16, action("DCC to draft a plan", "completed"), page=4))


def test_rows_have_values_and_records_have_labels(reader_of: MakeReader) -> None:
    answer = reader_of(JANUARY, FEBRUARY).compare("2021-01", "2021-02")
    rated, completed = answer
    assert (rated.before, rated.after) == (RatingValue(20, "Critical"), RatingValue(16, "High"))
    assert (rated.rating_before, rated.rating_after) == (rated.before, rated.after)
    assert (completed.before, completed.rating_before) == ("ongoing", None)
    assert [each["before"] for each in answer.dicts()] == ["20 (Critical)", "ongoing"]
    assert (
        answer.to_csv().splitlines()[1].startswith("ABC,2021-01,2021-02,A-1,risk,rating_changed,rating,20 (Critical)")
    )


def test_a_rating_that_is_not_stated_is_told_from_none_at_all(reader_of: MakeReader) -> None:
    answer = reader_of(report("2021-01", risk("A-1", None)), report("2021-02", risk("A-1", None), risk("A-2", 4)))
    rows: dict[str, Change] = {row.risk_id: row for row in answer.compare("2021-01", "2021-02", everything=True)}
    assert rows["A-1"].before == RatingValue()
    assert rows["A-2"].before is None
    assert rows["A-2"].after == RatingValue(4, "Low")


def test_the_page_of_what_is_absent_is_the_one_it_was_on(reader_of: MakeReader) -> None:
    january = report("2021-01", risk("A-1", 4, page=3), risk("A-2", 4))
    reader = reader_of(january, report("2021-02", risk("A-2", 9, page=7)))
    assert {row.risk_id: row.page for row in reader.compare("2021-01", "2021-02")} == {"A-1": 3, "A-2": 7}


def test_a_field_beyond_the_columns_is_in_the_row_alone(reader_of: MakeReader) -> None:
    answer = reader_of(JANUARY).reports()
    assert StoredReport._fields == (*answer.columns, "report_id")
    assert answer[0].report_id is not None
    assert "report_id" not in answer.dicts()[0]
    rating, *others = reader_of(JANUARY).show("A-1")
    assert (rating.text, rating.rating) == ("20 (Critical)", RatingValue(20, "Critical"))
    assert {part.rating for part in others} == {None}


def test_rows_are_counted_and_taken_by_number() -> None:
    answer = Answer(("a", "b"), [(1, "x"), (2, "y")])
    assert (len(answer), answer[1], answer.column("b")) == (2, (2, "y"), ["x", "y"])
    with pytest.raises(ValueError, match="index"):
        answer.column("c")


@pytest.mark.parametrize(("method", "package"), [("to_arrow", "pyarrow"), ("to_pandas", "pandas")])
def test_without_the_package_an_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, method: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModuleNotFoundError, match=f"{method}.. needs {package}.* `pip install {package}`"):
        getattr(Answer(("a",), [(1,)]), method)()


def test_with_the_package_it_gets_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    arrow, pandas = ModuleType("pyarrow"), ModuleType("pandas")
    arrow.table = lambda columns: columns  # type: ignore[attr-defined]
    pandas.DataFrame = lambda rows, columns: (rows, columns)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyarrow", arrow)
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    answer: Any = Answer(("a", "b"), [(1, RatingValue(5, "Low")), (2, None)])
    assert answer.to_arrow() == {"a": [1, 2], "b": ["5 (Low)", None]}
    assert answer.to_pandas() == ([(1, "5 (Low)"), (2, None)], ["a", "b"])
