"""What does not count, or is not whole, is said on every page that it concerns."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from risktrail.schema.report import ReadingWarning
from risktrail.store import open_reader, open_writer
from risktrail.web.app import make_app
from risktrail.web.html_report import html_report
from tests.generators.register_builders import action, paper, paper_of, report, risk, store_of

LINE = "ABC 2021-02 is incomplete: a table on page 3 of ABC_2021-02.pdf was not read (import --accept-unread)."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of which a table was not read, with a paper in conflict, a removed one, and a failed one removed."""
    unread = ReadingWarning(code="unread_table", message="Ref, Hazard", page=3)
    plan = action("DCC to draft a plan")
    incomplete = report("2021-02", risk("A-1", 9, plan)).model_copy(update={"warnings": (unread,)})
    wrong = report("2021-04", risk("A-1", 20), reference="ABC_TRAINING")
    rival = report("2021-03", risk("A-1", 20), reference="ABC_OTHER", dated=dt.date(2021, 3, 30))
    months = [report("2021-01", risk("A-1", 9, plan)), incomplete, report("2021-03", risk("A-1", 9, plan)), wrong]
    path = store_of(tmp_path_factory.mktemp("doubtful") / "s.duckdb", months)
    with open_writer(path) as writer:
        writer.add(paper_of(rival, "_rival"), rival, "1")
        writer.fail(paper("cut.pdf"), "it is damaged", "1")
        writer.remove("cut.pdf", "A copy of the minutes")
        writer.remove("ABC_TRAINING", "A training paper")
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> TestClient:
    """Asks for pages of that store."""
    return TestClient(make_app(store), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize(
    "path",
    ["/overview", "/risk?risk=A-1", "/stalled", "/compare?from=2021-02&to=2021-03", "/search?q=plan", "/papers"],
)
def test_an_incomplete_month_is_said_on_every_page_that_rests_on_it(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert LINE in response.text


def test_the_report_says_so_too(store: Path) -> None:
    with open_reader(store) as reader:
        assert LINE in html_report(reader, "ABC")
        assert LINE not in html_report(reader, "ABC", until="2021-01")


def test_papers_that_do_not_count_are_listed_with_their_state(client: TestClient, store: Path) -> None:
    text = client.get("/papers").text
    assert "conflict with ABC_2021-03.pdf, which has the month" in text
    assert "removed: A training paper" in text
    assert "None" not in text
    with open_reader(store) as reader:
        (aside,) = [row for row in reader.query("FROM reports").dicts() if row["state"] == "conflict"]
    page = client.get(f"/papers/{aside['report_id']}/pages/1").text
    assert "Another paper has this month" in page
    assert "A later version" not in page


def test_what_was_removed_is_on_the_list_of_doubts(client: TestClient) -> None:
    text = client.get("/check").text
    assert "Papers that were removed" in text
    for reason in ("A training paper", "A copy of the minutes"):
        assert f"was removed: {reason}" in text
