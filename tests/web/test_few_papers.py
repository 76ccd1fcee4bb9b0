"""A register of one or two papers: the pages say that it cannot be told yet, not that there is nothing."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from risktrail.store import open_reader, open_writer
from risktrail.web.app import make_app
from risktrail.web.html_report import html_report
from tests.generators.register_builders import action, report, risk, store_of

HOST = "http://127.0.0.1:8000"
JANUARY = report("2021-01", risk("A-1", 9, action("Write the plan")))
FEBRUARY = report("2021-02", risk("A-7", 12, action("Write the plan")))


def test_one_paper(tmp_path: Path) -> None:
    with open_reader(store_of(tmp_path / "s.duckdb", [JANUARY])) as reader:
        text = html_report(reader, None, None, None)
    assert text.count("This cannot be told yet: there is one paper up to Jan 2021, and none before it.") == 3
    assert "it needs three papers up to Jan 2021, and there is one." in text
    assert text.count("it needs three papers up to Jan 2021") == 2
    assert "No risk is gone" not in text
    assert "0 actions stalled" not in text


def test_the_list_of_stalled_actions_of_two_papers(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s.duckdb", [JANUARY, FEBRUARY])
    with TestClient(make_app(store), base_url=HOST) as client:
        text = client.get("/stalled").text
        assert "This cannot be told yet: it needs 3 papers up to Feb 2021, and there are 2." in text
        assert "No action fits." not in text
        assert "cannot be told" not in client.get("/stalled?months=1").text
        alike = client.get("/compare?from=2021-02&to=2021-02")
        assert "both months are 2021-02" in alike.text


def test_a_renumbered_risk_is_one_row_and_is_not_new(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s.duckdb", [JANUARY, FEBRUARY])
    with open_writer(store) as writer:
        writer.add_alias(None, "A-1", "A-7", "renumbered", "as the minutes say")
    with open_reader(store) as reader:
        text = html_report(reader, None, None, None)
    matrix = text.partition('<table class="matrix">')[2].partition("</table>")[0]
    assert "A-7" in matrix
    assert "A-1" not in matrix
    assert matrix.count('<td class="rating') == 2
    assert "A-1 was renumbered A-7; both share one row." in text
    assert "No risk is new in these months." in text
    with TestClient(make_app(store), base_url=HOST) as client:
        for name in ("A-1", "A-7"):
            page = client.get(f"/risk?risk={name}").text
            assert page.count('<td class="rating') == 2
            assert "both share one row" in page


def test_a_risk_reworded_in_two_fields_counts_once(tmp_path: Path) -> None:
    before = report("2021-01", risk("A-1", 9, description="One.", impact=("One.",)))
    after = report("2021-02", risk("A-1", 9, description="Two.", impact=("Two.",)))
    with open_reader(store_of(tmp_path / "s.duckdb", [before, after])) as reader:
        text = html_report(reader, None, None, None)
    assert "1 change in all: 1 risk reworded." in text
    assert "<span>1 risk reworded</span>" in text


def test_where_no_paper_states_a_status_nothing_is_called_not_stalled(tmp_path: Path) -> None:
    plan = action("Write the plan", "not_stated").model_copy(update={"status_text": None})
    silent = risk("A-1", None, plan).model_copy(update={"band": "Low"})
    months = [report(month, silent) for month in ("2021-01", "2021-02", "2021-03")]
    with TestClient(make_app(store_of(tmp_path / "s.duckdb", months)), base_url=HOST) as client:
        listed, overview = client.get("/stalled").text, client.get("/overview").text
        assert "no statuses</span>" in client.get("/registers").text
    with open_reader(tmp_path / "s.duckdb") as reader:
        written = html_report(reader, None, None, None)
    assert "0 stalled" not in written
    for text in (listed, overview, written):
        assert "ABC 2021-03 prints no statuses, and its profile (test) does not say" in text
    assert "No action fits." not in listed
    assert "no statuses to tell what is stalled" in overview
    assert "0 actions stalled" not in overview
    assert overview.count("<b>Low</b>") == 3  # the word of a rating without a score


def test_a_score_without_a_band_is_a_rating(tmp_path: Path) -> None:
    rated = [risk(f"A-{n}", score).model_copy(update={"band": None}) for n, score in enumerate((12, 9, None))]
    store = store_of(tmp_path / "s.duckdb", [report("2021-01", *rated)])
    with TestClient(make_app(store), base_url=HOST) as client:
        text = client.get("/overview").text
        assert "Chart of the rating" in client.get("/risk?risk=A-0").text
        assert "Chart of the rating" not in client.get("/risk?risk=A-2").text  # no score, no chart
    with open_reader(store) as reader:
        written = html_report(reader, None, None, None)
    for page in (text, written):
        assert ">2 without a band<" in page
        assert ">1 not rated<" in page
