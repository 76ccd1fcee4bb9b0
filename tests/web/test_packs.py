"""The pages of a paper in a pack are the pack's, with the words of a statement where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from starlette.testclient import TestClient

from risktrail.importing.executors import LocalWorkers
from risktrail.importing.pipeline import import_papers
from risktrail.store import open_page_reader
from risktrail.web.app import make_app
from risktrail.web.highlights import highlight
from tests.generators.packs import BOARD_PACK, ReportLab
from tests.web.conftest import HOST


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one pack."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "board.pdf").write_bytes(ReportLab().print(BOARD_PACK))
    import_papers([folder], folder / "s.duckdb", executor=LocalWorkers(jobs=1))
    return folder / "s.duckdb"


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    """Asks for pages of the pack."""
    with TestClient(make_app(store), base_url=HOST, follow_redirects=False) as made:
        yield made


def test_the_boxes_of_an_action_hold_its_words_on_the_packs_page(store: Path) -> None:
    with open_page_reader(store) as reader:
        rows = reader.query(
            "SELECT report_id, action_id, text FROM action_trail JOIN action USING (report_id, risk_position, position)"
        ).rows
        assert len(rows) == 10
        document = pypdfium2.PdfDocument(ReportLab().print(BOARD_PACK))
        for key, action_id, text in rows:
            for box in highlight(reader, key, f"action:{action_id}").boxes:
                page = document[box.page - 1]
                height = page.get_height()
                said = page.get_textpage().get_text_bounded(
                    box.x - 1, height - box.y - box.height - 1, box.x + box.width + 1, height - box.y + 1
                )
                assert text.split()[-1] in said, (key, box)


def test_a_page_leads_through_its_paper_and_no_further(store: Path, client: TestClient) -> None:
    with open_page_reader(store) as reader:
        ((key,),) = reader.query("SELECT report_id FROM reports WHERE register = 'PIL'").rows
    first, last = (client.get(f"/papers/{key}/pages/{number}").text for number in (12, 13))
    assert "board.pdf#p12-13, page 12 <small>of pages 12 to 13</small>" in first
    assert re.findall(r'rel="(?:prev|next)" href="/papers/\w+/pages/(\d+)', first) == ["13"]
    assert re.findall(r'rel="(?:prev|next)" href="/papers/\w+/pages/(\d+)', last) == ["12"]
    assert client.get(f"/papers/{key}/pages/12.png").headers["content-type"] == "image/png"
    for beyond in (1, 14):
        refused = client.get(f"/papers/{key}/pages/{beyond}")
        assert refused.status_code == 404
        assert f"Page {beyond} of board.pdf is no page of this paper." in refused.text
        assert client.get(f"/papers/{key}/pages/{beyond}.png").status_code == 404


def test_the_pack_is_what_is_downloaded(store: Path, client: TestClient) -> None:
    with open_page_reader(store) as reader:
        ((key,),) = reader.query("SELECT report_id FROM reports WHERE register = 'PIL'").rows
    done = client.get(f"/papers/{key}/paper.pdf")
    assert done.headers["content-disposition"] == 'attachment; filename="board.pdf"'
    assert len(pypdfium2.PdfDocument(done.content)) == 16


def test_the_list_of_papers_leads_to_the_first_page_of_each(client: TestClient) -> None:
    listed = client.get("/papers", params={"register": "PIL"}).text
    assert re.findall(r'/papers/\w+/pages/(\d+)">board.pdf#p12-13', listed) == ["12"]
