"""The pages of papers: drawn from the archived bytes, with the boxes of a statement where its words stand."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image
from starlette.testclient import TestClient

from risktrail.store import PageReader, open_page_reader, open_reader
from risktrail.web.app import make_app
from risktrail.web.highlights import Highlight, highlight
from risktrail.web.page_images import NotDrawnError, render_page
from tests.generators.register_builders import action, report, risk, store_of

MARKS = {
    "action": "SELECT report_id, action_id FROM action_trail WHERE period IN ('2020-08', '2021-07')",
    "rating": "SELECT report_id, risk_id FROM risk JOIN series USING (report_id) WHERE period = '2021-07'",
    "description": "SELECT report_id, risk_id FROM risk JOIN series USING (report_id) WHERE period = '2021-06'",
    "impact": "SELECT report_id, risk_id FROM risk JOIN series USING (report_id) WHERE period = '2021-05'",
    "remark": "SELECT DISTINCT report_id, risk_id FROM remarks JOIN series USING (register, period)",
    "recommendation": "SELECT report_id, position FROM recommendation",
}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def under(reader: PageReader, report_id: str, found: Highlight) -> str:
    """The words of the paper that stand in the boxes."""
    content = reader.paper_content(reader.stored_paper(report_id))
    said = []
    document = pypdfium2.PdfDocument(content)
    for box in found.boxes:
        page = document[box.page - 1]
        text_page = page.get_textpage()
        height = page.get_size()[1]
        said.append(
            text_page.get_text_bounded(
                box.x - 1, height - box.y - box.height - 1, box.x + box.width + 1, height - box.y + 1
            )
        )
        text_page.close()
        page.close()
    document.close()
    return " ".join(said)


@pytest.mark.parametrize("kind", MARKS)
def test_boxes_hold_the_words(sample_store: Path, kind: str) -> None:
    with open_page_reader(sample_store) as reader:
        asked = reader.query(MARKS[kind]).rows
        assert asked
        for report_id, of in asked:
            found = highlight(reader, report_id, f"{kind}:{of}")
            assert found.boxes, (report_id, of)
            there = words(under(reader, report_id, found))
            missing = [word for text in found.texts for word in words(text) if word not in there]
            assert len(missing) <= 2, (report_id, of, missing)


@pytest.mark.parametrize("mark", ["", "action:none", "nothing:1", "recommendation:x", "unplaced:", "'--:1"])
def test_a_mark_that_means_nothing_marks_nothing(sample_store: Path, mark: str) -> None:
    with open_page_reader(sample_store) as reader:
        report_id = reader.query("SELECT min(report_id) FROM report").rows[0][0]
        assert not highlight(reader, report_id, mark).boxes


@pytest.fixture(scope="module")
def latest(sample_store: Path) -> str:
    with open_reader(sample_store) as reader:
        return str(reader.query("SELECT report_id FROM latest").rows[0][0])


def test_a_page_is_drawn_in_points(pages: TestClient, latest: str) -> None:
    page = pages.get(f"/papers/{latest}/pages/2?mark=rating:OPSG-002").text
    picture = pages.get(f"/papers/{latest}/pages/2.png")
    size = Image.open(io.BytesIO(picture.content)).size
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', page)[0])
    assert size == pytest.approx((2 * width, 2 * height), abs=2)
    assert 'id="marked"' in page


@pytest.mark.parametrize(
    ("mark", "named"), [("rating:OPSG-002", ["OPSG-002"]), ("description:OPSG-006", ["OPSG-006"]), ("unplaced:1", [])]
)
def test_the_risk_of_the_marked_words_is_named_with_a_link_back(
    pages: TestClient, latest: str, mark: str, named: list[str]
) -> None:
    words = pages.get(f"/papers/{latest}/pages/2?mark={mark}").text.partition("<aside")[2].partition("</aside>")[0]
    assert re.findall(r'<a class="risk-id" href="/risk\?register=OPSG&amp;risk=([\w-]+)">\1</a>', words) == named


def test_the_risk_of_a_marked_action_is_named_with_its_title(tmp_path: Path) -> None:
    months = [report(month, risk("A-1", 9, action("Mend it"), title="Rain")) for month in ("2021-01", "2021-02")]
    store = store_of(tmp_path / "s.duckdb", months)
    with open_reader(store) as reader:
        report_id, action_id = reader.query("SELECT report_id, action_id FROM action_trail LIMIT 1").rows[0]
    with TestClient(make_app(store), base_url="http://localhost") as client:
        page = client.get(f"/papers/{report_id}/pages/1?mark=action:{action_id}")
        actions = client.get(f"/papers/{report_id}/actions.csv")
    assert page.status_code == 404  # the paper of this store cannot be drawn; what was read of it is there all the same
    assert re.search(r'risk=A-1">A-1</a>\s+Rain', page.text)
    assert f'href="/papers/{report_id}/actions.csv"' in page.text
    assert "Mend it" in actions.text
    assert actions.text.count("A-1") == 1


def test_the_paper_itself_can_be_had(pages: TestClient, latest: str, samples: Path) -> None:
    response = pages.get(f"/papers/{latest}/paper.pdf")
    assert response.content == (samples / "OPSG_53_2607_07.pdf").read_bytes()
    assert response.headers["content-disposition"] == 'attachment; filename="OPSG_53_2607_07.pdf"'


def test_a_papers_name_leads_to_its_page(pages: TestClient, latest: str) -> None:
    asked = "/paper?file=OPSG_53_2607_07.pdf&register=OPSG"
    for more, target in (
        ("&page=2&mark=risk%3AOPSG-002", f"/papers/{latest}/pages/2?mark=risk%3AOPSG-002#marked"),
        ("", f"/papers/{latest}/pages/1#marked"),
        ("&page=x", f"/papers/{latest}/pages/1#marked"),
    ):
        sent = pages.get(f"{asked}{more}")
        assert (sent.status_code, sent.headers["location"]) == (303, target)
        assert pages.get(target).status_code == 200
    for unknown in ("/paper", "/paper?file=other.pdf", "/paper?file=OPSG_53_2607_07.pdf&register=XYZ"):
        assert pages.get(unknown).status_code == 404


def test_a_workbook_from_the_server_leads_back_to_it(pages: TestClient) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(pages.get("/stalled.xlsx").content)).active
    (target,) = {cell.hyperlink.target for cell in sheet[2] if cell.hyperlink}
    assert target.startswith(
        f"{str(pages.base_url).rstrip('/')}/paper?file=OPSG_53_2607_07.pdf&page=2&register=OPSG&mark="
    )
    assert pages.get(target).status_code == 303


@pytest.mark.parametrize("path", ["pages/0", "pages/99", "pages/99.png"])
def test_a_page_the_paper_has_not(pages: TestClient, latest: str, path: str) -> None:
    response = pages.get(f"/papers/{latest}/{path}")
    assert response.status_code == 404
    assert "7 pages" in response.text


def test_no_paper_of_that_id_and_no_path(pages: TestClient) -> None:
    for path in ("/papers/0000/pages/1", "/papers/..%2f..%2fetc/pages/1", "/papers/%2e%2e/paper.pdf"):
        assert pages.get(path).status_code == 404


def test_a_broken_paper_is_said_to_be_so() -> None:
    with pytest.raises(NotDrawnError):
        render_page(b"%PDF-1.7 nonsense", 1)


def test_without_archive_the_page_says_why(tmp_path: Path, samples: Path) -> None:
    from risktrail.cli.main import run

    store = tmp_path / "bare.duckdb"
    paper = samples / "OPSG_53_2607_07.pdf"
    assert run(["import", str(paper), "--no-archive", "--db", str(store), "--quiet"]) == 0
    with TestClient(make_app(store), base_url="http://localhost") as client:
        with open_reader(store) as reader:
            report_id = reader.query("SELECT report_id FROM report").rows[0][0]
        assert "--no-archive" in client.get(f"/papers/{report_id}/pages/1").text
        assert client.get(f"/papers/{report_id}/paper.pdf").status_code == 404
