"""What the pages say, asked for without a browser."""

from __future__ import annotations

import contextlib
import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from risktrail.cli.main import run
from risktrail.schema.report import Report, Risk
from risktrail.store import Paper, open_reader, open_writer
from risktrail.web.app import make_app
from risktrail.web.labels import value
from risktrail.web.page_templates import environment
from tests.generators.register_builders import action, report, risk, store_of

if TYPE_CHECKING:
    from httpx2 import Response

FRAMEWORK = Path(__file__).resolve().parents[2] / "samples" / "families" / "assurance-framework"
PAGES = (
    "/overview", "/overview?from=first", "/overview?from=2021-01&to=2021-05", "/risk?risk=8", "/risk?risk=OPSG-013",
    "/stalled", "/stalled?months=6&owner=DCC&band=High&unchanged=1", "/compare", "/compare?from=2020-08&to=2021-07",
    "/search", "/search?q=firmware", "/papers", "/check", "/deadlines", "/deadlines?as_of=2021-01",
    "/registers",
)  # fmt: skip


def test_templates_are_compiled_once_in_a_process() -> None:
    assert environment(live=True) is environment(live=True)
    assert environment(live=True).globals["live"] is not environment(live=False).globals["live"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(pages: TestClient, path: str) -> None:
    response = pages.get(path)
    assert response.status_code == 200
    assert "<main" in response.text
    assert "None" not in response.text


def test_one_register_is_the_first_page(pages: TestClient) -> None:
    assert pages.get("/").headers["location"] == "/overview?register=OPSG"


@pytest.mark.parametrize(
    "path", ["/nothing", "/risk?risk=99", "/overview?register=XX", "/compare?from=1999-01", "/stalled?months=many"]
)
def test_what_is_not_there_says_so(pages: TestClient, path: str) -> None:
    response = pages.get(path)
    assert response.status_code == 404
    assert "Back to the register" in response.text


def test_overview_shows_the_gap_the_movement_and_the_drop(pages: TestClient) -> None:
    text = pages.get("/overview").text
    assert "No paper for Dec 2020" in text
    assert text.count('class="no-paper" rowspan=') == 1
    assert "Actions dropped without completion" in text
    assert "DCC to confirm how many of the Hubs ordered for August will be delivered" in text
    assert "OPSG_52_2806_07.pdf, p. 5" in text


def test_risk_page_redlines_a_note_word_by_word(pages: TestClient) -> None:
    text = pages.get("/risk?risk=8").text
    assert '<del><span class="unseen">removed: </span>three' in text
    assert "12 (Moderate)" in text


def test_a_risk_that_is_gone_is_not_called_closed(pages: TestClient) -> None:
    assert "Last seen in Jan 2021. Absent is not closed" in pages.get("/risk?risk=13").text


@contextlib.contextmanager
def pages_with(store: Path, folder: Path, committee: str, period: str, risk_id: str) -> Iterator[TestClient]:
    """The pages of a copy of a store that has one more paper, with one risk."""
    copy = folder / "copy.duckdb"
    copy.write_bytes(store.read_bytes())
    with open_writer(copy) as writer:
        told = Report(committee=committee, period=period, risks=(Risk(risk_id=risk_id, description="x"),))
        writer.add(Paper("a.pdf", "a.pdf", b"a", "0" * 64, None, 1), told, "1")
    with TestClient(make_app(copy), base_url="http://localhost") as client:
        yield client


def test_a_wrong_date_makes_no_table_of_a_thousand_columns(hostile: Path, tmp_path: Path) -> None:
    with pages_with(hostile, tmp_path, "OPSG", "0001-01", "OPSG-004") as client:
        for path in ("/overview?from=first", "/risk?risk=4", "/stalled"):
            assert len(client.get(path).content) < 500_000
        assert "No paper for Feb 0001 to Jul 2020" in client.get("/overview?from=first").text


def rows_of(response: Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "asked", ["", "months=6", "owner=SECAS", "band=High&months=5", "unchanged=1&months=11", "as_of=2021-03"]
)
def test_download_is_what_the_page_shows(pages: TestClient, asked: str) -> None:
    shown = pages.get(f"/stalled?{asked}").text
    rows = rows_of(pages.get(f"/stalled.csv?{asked}"))
    assert f'role="status">{len(rows)} action' in shown
    assert shown.count('class="age"') == len(rows)
    for row in rows:
        assert f"{row['source_file']}, p. {row['page']}" in shown
    for name, field in (("owner", "owners"), ("band", "band")):
        if f"{name}=" in asked:
            wanted = asked.partition(f"{name}=")[2].partition("&")[0]
            assert rows
            assert all(wanted in row[field] for row in rows)


def test_download_is_what_the_command_writes(pages: TestClient, sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "stalled.csv"
    assert run(["stalled", "-n", "6", "--db", str(sample_store), "-o", str(out), "--quiet"]) == 0
    assert pages.get("/stalled.csv?months=6").content == out.read_bytes()


def test_comparison_can_be_downloaded(pages: TestClient, sample_store: Path) -> None:
    with open_reader(sample_store) as reader:
        expected = len(reader.compare("2021-05", "2021-06"))
    assert len(rows_of(pages.get("/compare.csv?from=2021-05&to=2021-06"))) == expected


def test_search_finds_all_words_in_any_order(pages: TestClient) -> None:
    text = pages.get("/search?q=FORECASTING+demand").text
    assert "DCC to look with Users for better ways of <mark>forecasting</mark> <mark>demand</mark>" in text
    assert "stand together nowhere" in pages.get("/search?q=xyzzy").text


def test_several_registers_are_listed(hostile: Path, tmp_path: Path) -> None:
    with pages_with(hostile, tmp_path, "A/B?", "2020-01", "A/B 1") as client:
        text = client.get("/").text
        assert "2 registers" in text
        assert "1 paper could not be read" not in text
        assert "/overview?register=A%2FB%3F" in text
        assert "A/B 1" in client.get("/overview?register=A%2FB%3F").text
        assert client.get("/risk?register=A%2FB%3F&risk=A%2FB+1").status_code == 200
        assert "2 registers" in client.get("/overview").text
        assert '<a href="/registers">All registers</a>' in client.get("/stalled?register=OPSG").text


def test_one_register_has_no_others_to_go_to(pages: TestClient) -> None:
    assert "All registers" not in pages.get("/stalled").text
    assert "1 register in this store" in pages.get("/registers").text


def test_the_page_over_all_registers_tells_what_each_has(tmp_path: Path) -> None:
    late, plan = action("Mend the roof", due="2021-02-01"), action("Write the plan")
    months = ("2021-01", "2021-02", "2021-03")
    papers = [report(month, risk("A-1", 9 + n, late, plan)) for n, month in enumerate(months)]
    one = report("2021-03", risk("X-1", 9, plan), register="XYZ", organisation="Town of X")
    with TestClient(make_app(store_of(tmp_path / "s.duckdb", [*papers, one])), base_url="http://localhost") as client:
        text = client.get("/registers").text
        rows = rows_of(client.get("/registers.csv"))
    abc, xyz = text.partition("<tbody>")[2].split("<tr>")[1:]
    led_to = [("overview", "ABC"), ("compare", "1"), ("stalled", "2"), ("deadlines", "1")]
    assert re.findall(r'href="/(\w+)\?register=ABC"[^>]*>(\w+)', abc) == led_to
    assert "▲&nbsp;1 up" in abc
    assert "3 papers since Jan 2021" in abc
    assert 'class="late"' in abc
    assert "Town of X" in xyz
    assert all(words in xyz for words in ("one paper", "needs 3 papers", "no due dates"))
    assert [(row["register"], row["stalled"], row["overdue"]) for row in rows] == [("ABC", "2", "1"), ("XYZ", "", "")]


def test_a_register_that_may_go_on_from_another_leads_to_it(tmp_path: Path) -> None:
    kept = risk("A-1", 9, action("Mend the roof"), action("Write the plan"))
    papers = [report("2021-01", kept, register="OLD"), report("2021-02", kept, register="NEW")]
    with TestClient(make_app(store_of(tmp_path / "s.duckdb", papers)), base_url="http://localhost") as client:
        text = client.get("/registers").text
    new, old = text.partition("<tbody>")[2].split("<tr>")[1:]
    assert 'may go on from <a href="/overview?register=OLD">OLD</a>' in new
    assert "may go on from" not in old


ANSWERS = {
    "/overview": ("/ratings", "/compare", "/stalled", "/deadlines", "/check"),
    "/overview?from=2021-01&to=2021-05": ("/ratings", "/compare", "/stalled", "/deadlines", "/check"),
    "/registers": ("/registers",),
    "/risk?risk=8": ("/risk",),
    "/stalled": ("/stalled",),
    "/compare": ("/compare",),
    "/search?q=firmware": ("/search",),
    "/papers": ("/papers",),
    "/check": ("/check",),
}


@pytest.mark.parametrize("path", ANSWERS)
def test_each_page_has_its_answers_as_csv_and_as_a_workbook(pages: TestClient, path: str) -> None:
    links = [
        html.unescape(link) for link in re.findall(r'class="download" href="([^"]*)" download', pages.get(path).text)
    ]
    expected = [f"{name}.{ending}" for name in ANSWERS[path] for ending in ("csv", "xlsx")]
    assert [link.partition("?")[0] for link in links] == expected
    for link in links:
        answer = pages.get(link)
        assert answer.status_code == 200, link
        assert answer.content.startswith(b"PK") if ".xlsx" in link else len(rows_of(answer)) > 0 or "deadlines" in link


def test_a_file_has_what_its_page_shows(pages: TestClient) -> None:
    ratings = rows_of(pages.get("/ratings.csv?from=2021-01&to=2021-05"))
    shown = re.findall(
        r'class="risk-id" href="[^"]*">([^<]+)', matrix_of(pages.get("/overview?from=2021-01&to=2021-05").text)
    )
    assert [row["risk_id"] for row in ratings] == shown
    assert not [name for name in ratings[0] if name.startswith("2021-") and name[:7] > "2021-05"]
    found = rows_of(pages.get("/search.csv?q=forecasting demand"))
    assert found[0]["source_file"] == "OPSG_53_2607_07.pdf"
    assert all("forecasting" in row["text"].lower() for row in found)
    assert {row["risk_id"] for row in rows_of(pages.get("/risk.csv?risk=8"))} == {"OPSG-008"}
    assert [row["period"] for row in rows_of(pages.get("/papers.csv"))][-1] == "2021-07"


def matrix_of(text: str) -> str:
    return text.partition('<table class="matrix">')[2].partition("</table>")[0]


@pytest.mark.parametrize("path", ["/ratings.ods", "/registers.pdf", "/risk.csv?risk=99", "/ratings.csv?from=1999-01"])
def test_a_file_that_is_not_there_is_not_found(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code == 404


def test_the_state_of_a_paper_stands_before_its_title(pages: TestClient) -> None:
    heads = re.findall(r'<th scope="col"[^>]*>(\w+)', pages.get("/papers").text)
    assert heads == ["Month", "State", "Paper", "Title", "Pages", "Risks", "Actions"]


def test_bands_are_listed_in_their_order(tmp_path: Path) -> None:
    scored = ((3, "Low"), (25, "Critical"), (9, "Moderate"), (16, "High"), (2, "Watch"), (12, "Concern"))
    risks = [
        risk(f"A-{score}", score, action(f"Do {band}")).model_copy(update={"band": band}) for score, band in scored
    ]
    with TestClient(
        make_app(store_of(tmp_path / "s.duckdb", [report("2021-01", *risks)])), base_url="http://localhost"
    ) as client:
        listed = client.get("/stalled?months=1").text.partition('name="band"')[2].partition("</select>")[0]
        counted = client.get("/overview").text.partition('<p class="lead">')[2].partition("</p>")[0]
    in_order = ["Critical", "High", "Moderate", "Low", "Concern", "Watch"]
    assert re.findall("<option>(.*?)</option>", listed) == in_order
    assert re.findall(r">1 (\w+)<", counted) == in_order


def test_a_doubt_of_the_reader_is_named_in_words(pages: TestClient) -> None:
    text = pages.get("/check").text
    assert '<b class="what">Status not stated</b> <span class="said">OPSG-012: ' in text
    assert "status_not_stated" not in text


def test_a_due_date_that_moved_is_a_day_and_a_printed_one_that_is_none_stays(tmp_path: Path) -> None:
    dated = [report(f"2021-0{n}", risk("A-1", 9, action("Mend the roof", due=f"2021-05-0{n}"))) for n in (1, 2)]
    with TestClient(make_app(store_of(tmp_path / "s.duckdb", dated)), base_url="http://localhost") as client:
        text = client.get("/compare").text
    assert re.search(r"1 May 2021 <span[^>]*>→</span> 2 May 2021", text)
    assert value("2021-02-31") == "2021-02-31"


def test_a_store_that_cannot_be_read_says_so_and_tries_again(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path / "none.duckdb"), base_url="http://localhost") as client:
        response = client.get("/overview")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
    assert "none.duckdb: there is no store here" in response.text
    assert str(tmp_path) not in response.text
    assert 'http-equiv="refresh"' in response.text


@pytest.mark.parametrize("given", ["many", "0", "1201"])
def test_a_wrong_number_of_papers_is_answered_with_what_there_is_to_give(pages: TestClient, given: str) -> None:
    page = pages.get(f"/stalled?months={given}")
    assert page.status_code == 404
    assert "give a whole number from 1 to 1200" in page.text


@pytest.mark.parametrize("given", ["1", "1200"])
def test_the_least_and_the_greatest_number_of_papers_are_taken(pages: TestClient, given: str) -> None:
    assert pages.get(f"/stalled?months={given}").status_code == 200


def test_a_risk_page_has_what_other_registers_print(tmp_path: Path) -> None:
    store = tmp_path / "store.duckdb"
    assert run(["import", str(FRAMEWORK), "--db", str(store), "--quiet"]) == 0
    with TestClient(make_app(store), base_url="http://localhost") as client:
        text = client.get("/risk?risk=SR1").text
    facts = text.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert re.findall("<dt>(.*?)</dt>", facts) == ["Inherent rating", "Current rating", "Target rating", "Owner"]
    assert "impact 4 × likelihood 2 = 8" in facts
    assert "Chief Operating Officer" in facts
    assert facts.count("assurance-framework-2024-05.pdf, p. 2") == 4
    assert "due 2024-04-30 (moved 1 time since 2024-02-29)" in text


def test_a_risk_page_has_no_list_of_what_is_not_printed(pages: TestClient) -> None:
    assert "Also in the paper" not in pages.get("/risk?risk=8").text
