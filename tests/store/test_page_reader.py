"""The questions that only pages ask: rows, order, and what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.store import PageReader, open_page_reader, open_writer
from risktrail.store.errors import QuestionError, StoreUnreadableError
from risktrail.store.labels import RatingValue
from risktrail.store.page_rows import CurrentPaper, NamedRisk, PageBox
from tests.generators.register_builders import action, escalate, report, risk, store_of

PLAN = action("DCC to write the plan")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A-1 in each month but the last, without its action in the second; A-2 in the second and third."""
    months = [
        report("2021-01", risk("A-1", 9, PLAN)),
        report("2021-02", risk("A-1", 9), risk("A-2", 20, description="There is a risk of rain")),
        report("2021-04", risk("A-2", 16, description="There is a risk of rain"), risk("A-3", 4)),
    ]
    return store_of(tmp_path_factory.mktemp("pages") / "s.duckdb", months)


@pytest.fixture
def reader(store: Path) -> Iterator[PageReader]:
    with open_page_reader(store) as found:
        yield found


def report_id_of(reader: PageReader, period: str) -> str:
    return next(paper.report_id for paper in reader.current_papers("ABC") if paper.period == period)


def test_registers_have_their_papers_and_months(reader: PageReader) -> None:
    (summary,) = reader.register_summaries()
    assert summary[:5] == ("ABC", None, 3, "2021-01", "2021-04")
    assert (summary.file, summary.report_id) == ("ABC_2021-04.pdf", report_id_of(reader, "2021-04"))
    papers = reader.current_papers("ABC")
    assert papers[0] == CurrentPaper("2021-01", papers[0].report_id, "ABC_2021-01.pdf")
    assert [paper.period for paper in papers] == ["2021-01", "2021-02", "2021-04"]


def test_new_risks_are_those_after_the_first_paper_the_latest_first(reader: PageReader) -> None:
    assert [(row.period, row.risk_id, row.rating.score) for row in reader.new_risks("ABC")] == [
        ("2021-04", "A-3", 4),
        ("2021-02", "A-2", 20),
    ]


def test_a_gone_risk_has_its_last_rating_as_values(reader: PageReader) -> None:
    (row,) = reader.gone_risks("ABC")
    assert (row.gone_in, row.last_seen, row.risk_id) == ("2021-04", "2021-02", "A-1")
    assert row.rating.score == 9
    assert isinstance(row.rating, RatingValue)


def test_a_dropped_action_has_the_page_of_its_risk_in_the_paper_without_it(reader: PageReader) -> None:
    (row,) = reader.dropped_actions("ABC")
    assert (row.gone_in, row.last_seen, row.risk_id, row.text) == ("2021-02", "2021-01", "A-1", PLAN.text)
    assert row.gone_from_page is not None


def test_texts_are_found_whatever_the_order_and_case_of_the_words(reader: PageReader) -> None:
    found = [row for row in reader.search_texts("ABC", ["RAIN", "risk"]) if row.kind == "description"]
    (row,) = found
    assert (row.risk_id, row.first, row.last, row.papers, row.key) == ("A-2", "2021-02", "2021-04", 2, "A-2")
    assert reader.search_texts("ABC", ["rain", "snow"]) == []
    assert reader.search_texts("ABC", []) == []


def test_a_text_found_is_at_its_place(reader: PageReader) -> None:
    for row in reader.search_texts("ABC", ["t"]):
        places = reader.text_places(report_id_of(reader, row.last), row.kind, row.key)
        assert row.text in [place.text for place in places], row


def test_a_box_is_given_by_its_corner_and_its_size(reader: PageReader) -> None:
    (place,) = reader.text_places(report_id_of(reader, "2021-01"), "description", "A-1")
    (row,) = reader.query("SELECT source FROM risk WHERE risk_id = 'A-1' LIMIT 1").rows
    left, top, right, bottom = row[0][0]["bbox"]
    assert place.boxes == (PageBox(row[0][0]["page"], left, top, right - left, bottom - top),)


@pytest.mark.parametrize(
    ("kind", "key"), [("", ""), ("nothing", "1"), ("action", "none"), ("unplaced", "x"), ("'--", "1")]
)
def test_what_a_paper_does_not_have_has_no_place(reader: PageReader, kind: str, key: str) -> None:
    assert reader.text_places(report_id_of(reader, "2021-01"), kind, key) == []


@pytest.mark.parametrize(
    ("kind", "key", "risks"),
    [("description", "A-2", ["A-2"]), ("rating", "A-1", ["A-1"]), ("rating", "A-9", []), ("unplaced", "1", [])],
)
def test_the_risk_of_a_part_is_named(reader: PageReader, kind: str, key: str, risks: list[str]) -> None:
    found = reader.risks_of_part(report_id_of(reader, "2021-02"), kind, key)
    assert [each.risk_id for each in found] == risks


def test_the_risks_of_an_action_and_of_a_recommendation_are_named(tmp_path: Path) -> None:
    asking = escalate("A-3").model_copy(update={"risk_ids": ("A-3", "A-2")})
    risks = (risk("A-1", 9, PLAN, title="Rain"), risk("A-2", 9), risk("A-3", 9))
    months = [report("2021-01", *risks, recommendations=[asking])]
    with open_page_reader(store_of(tmp_path / "s.duckdb", months)) as reader:
        ((report_id, action_id),) = reader.query("SELECT report_id, action_id FROM action_trail").rows
        assert reader.risks_of_part(report_id, "action", action_id) == [NamedRisk("A-1", "Rain")]
        ((position,),) = reader.query("SELECT position FROM recommendation").rows
        named = reader.risks_of_part(report_id, "recommendation", str(position))
    assert [each.risk_id for each in named] == ["A-2", "A-3"]


def test_there_is_no_paper_of_an_unknown_id(reader: PageReader) -> None:
    with pytest.raises(QuestionError, match="no paper 'none'"):
        reader.stored_paper("none")


def test_the_bytes_of_a_paper(reader: PageReader) -> None:
    paper = reader.stored_paper(report_id_of(reader, "2021-02"))
    assert (paper.register, paper.period, paper.name) == ("ABC", "2021-02", "ABC_2021-02.pdf")
    assert reader.paper_content(paper)
    assert reader.paper_content(paper._replace(sha256="0" * 64)) is None


def test_a_store_with_work_left_is_not_opened_and_not_written(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "unfinished.duckdb"
    copy.write_bytes(store.read_bytes())
    with open_writer(copy) as writer:
        writer.con.execute("UPDATE store_meta SET value = 'older' WHERE key = 'questions'")
    before = copy.read_bytes()
    with pytest.raises(StoreUnreadableError, match="brought up to date"):
        open_page_reader(copy)
    assert copy.read_bytes() == before
