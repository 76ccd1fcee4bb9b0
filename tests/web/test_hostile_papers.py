"""A paper that means harm goes through import, pages, report and CSV without doing any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from risktrail.cli.main import run
from risktrail.web.app import PAGES as ROUTES
from risktrail.web.app import make_app
from tests.web.hostile_papers import FORMULA, IMAGE
from tests.web.test_html_report import Tags

PAGES = (
    "/overview", "/risk?risk=OPSG-004", "/stalled?months=1", "/compare", "/compare?from=2020-08&to=2020-09",
    "/search?q=script", "/search?q=hyperlink", "/papers", "/check", "/deadlines", "/registers",
    "/paper?file=%3Cscript%3Ealert(1)%3C/script%3E.pdf",
    "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE", "/risk?risk=%22%3E%3Cimg", "/stalled?owner=%22%3E%3Cimg",
)  # fmt: skip
ANSWERS = (
    "registers", "ratings", "risk", "stalled", "compare", "deadlines", "overdue-by-owner", "search", "papers", "check",
)  # fmt: skip
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07"


LISTS = (
    "stalled -n 1", "compare 2020-08 2020-09", "compare 2020-09 latest --all", "history OPSG-004", "ratings",
    "show OPSG-004", "reports", "risks", "actions", "ask silently_dropped_actions", "ask owners", "check",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(hostile: Path) -> Iterator[TestClient]:
    with TestClient(make_app(hostile), base_url="http://localhost") as found:
        yield found


def assert_harmless(text: str) -> None:
    tags = Tags(text).found
    assert not {"script", "img", "b>"} & {tag for tag, _ in tags}
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]
    assert not [char for char in TURNING if char in text]


def test_the_papers_say_what_they_mean_to(client: TestClient) -> None:
    text = client.get("/risk?risk=OPSG-004").text
    for words in (
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#34;&gt;&lt;img src=x onerror=alert(2)&gt;",
        "=HYPERLINK(",
    ):
        assert words in text
    assert "⟨U+202E⟩pay⟨U+202C⟩" in text


@pytest.mark.parametrize("path", PAGES)
def test_pages(client: TestClient, path: str) -> None:
    assert_harmless(client.get(path).text)


def test_no_page_is_left_out() -> None:
    asked = {path.partition("?")[0] for path in PAGES} | {f"/{name}.{{ending}}" for name in ANSWERS}
    of_a_paper = {path for path in ROUTES if path.startswith("/papers/")}
    assert asked | of_a_paper | {"/"} == set(ROUTES)


@pytest.mark.parametrize(
    "path",
    [
        "/stalled.csv?months=1", "/compare.csv", "/compare.csv?from=2020-08&to=2020-09", "/risk.csv?risk=OPSG-004",
        "/search.csv?q=a", "/check.csv", "/papers.csv",
    ],
)  # fmt: skip
def test_csv_of_the_pages(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["content-type"].startswith("text/csv")
    assert response.headers["content-disposition"].startswith("attachment")
    cells = [cell for row in csv.reader(io.StringIO(response.text, newline="")) for cell in row]
    assert len(cells) > 20
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("asked", LISTS)
@pytest.mark.parametrize("form", ["table", "csv"])
def test_on_the_terminal(hostile: Path, capsys: pytest.CaptureFixture[str], asked: str, form: str) -> None:
    assert run([*asked.split(), "--db", str(hostile), "--format", form]) == 0
    told = capsys.readouterr()
    assert told.out.strip()
    if form == "table":
        assert not [char for char in TURNING if char in told.out + told.err]
    else:
        cells = [cell for row in csv.reader(io.StringIO(told.out, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_a_file_name_is_made_plain(client: TestClient, hostile: Path) -> None:
    from risktrail.store import open_reader

    with open_reader(hostile) as reader:
        report_id = reader.query("SELECT report_id FROM latest").rows[0][0]
    assert client.get(f"/papers/{report_id}/paper.pdf").headers["content-disposition"].count('"') == 2
    page = client.get(f"/papers/{report_id}/pages/1?mark=risk:OPSG-004")
    assert page.status_code == 404
    assert "cannot be drawn" in page.text
    assert_harmless(page.text)


def test_a_risk_with_an_odd_number_has_its_page(client: TestClient) -> None:
    response = client.get("/risk", params={"risk": f"{IMAGE}&risk=1"})
    assert response.status_code == 200
    assert_harmless(response.text)


def test_report(tmp_path: Path, hostile: Path) -> None:
    out = tmp_path / "report.html"
    assert run(["report", "--db", str(hostile), "-o", str(out), "--quiet"]) == 0
    assert_harmless(out.read_text(encoding="utf-8"))


def test_csv_runs_no_formula(client: TestClient, tmp_path: Path, hostile: Path) -> None:
    out = tmp_path / "out.csv"
    assert run(["actions", "--db", str(hostile), "-o", str(out), "--quiet"]) == 0
    texts = [
        client.get("/stalled.csv?months=1&as_of=2020-09").text,
        client.get("/stalled.csv?months=1").text,
        client.get("/compare.csv?from=2020-08&to=2020-09").text,
        out.read_text(encoding="utf-8"),
    ]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith("'=HYPERLINK")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert any(FORMULA[:20] in cell for cell in cells)
