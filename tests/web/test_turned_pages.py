"""Highlights on pages that are turned or cropped lie where the reader sees the words."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from risktrail.cli.main import run
from risktrail.samples.layout import laid_out
from risktrail.samples.make_samples import _draw, papers, pdf
from risktrail.store import open_page_reader
from risktrail.store.page_rows import PageBox
from risktrail.web.highlights import highlight
from risktrail.web.page_images import render_page

PERIOD = "2021-07"
ACTION = "SELECT report_id, action_id FROM actions WHERE starts_with(text, 'CSPN to make a series')"


def turned() -> bytes:
    """The sample, drawn lying on its side on pages that are turned upright when shown."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)  # which gives a turned page the size of A4 on its side
    for page in laid_out(papers()[PERIOD]):
        canvas.setPageRotation(90)
        canvas.translate(A4[1], 0)
        canvas.rotate(90)
        for item in page:
            _draw(canvas, item)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def cropped() -> bytes:
    """The sample with 30 points cut off on the left and 25 at the top."""
    document = pypdfium2.PdfDocument(pdf(papers()[PERIOD]))
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        page.set_cropbox(30, 0, width, height - 25)
        page.close()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def place(content: bytes, folder: Path) -> PageBox:
    folder.mkdir()
    (folder / "OPSG_53_2607_07.pdf").write_bytes(content)
    store = folder / "one.duckdb"
    assert run(["import", str(folder), "--db", str(store), "--quiet"]) == 0
    with open_page_reader(store) as reader:
        report_id, action_id = reader.query(ACTION).rows[0]
        return highlight(reader, report_id, f"action:{action_id}").boxes[0]


def picture(content: bytes, page: int) -> Image.Image:
    return Image.open(io.BytesIO(render_page(content, page).png)).convert("L")


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> PageBox:
    return place(pdf(papers()[PERIOD]), tmp_path_factory.mktemp("upright") / "papers")


def test_turned(tmp_path: Path, upright: PageBox) -> None:
    content = turned()
    box = place(content, tmp_path / "papers")
    assert (box.x, box.y, box.width) == pytest.approx((upright.x, upright.y, upright.width), abs=3)
    usual = picture(pdf(papers()[PERIOD]), box.page)
    shown = picture(content, box.page)
    assert shown.size == usual.size
    assert ImageChops.difference(shown, usual).histogram()[128:] < [shown.width * shown.height // 100] * 128


def test_cropped(tmp_path: Path, upright: PageBox) -> None:
    content = cropped()
    box = place(content, tmp_path / "papers")
    assert (box.x, box.y) == pytest.approx((upright.x - 30, upright.y - 25), abs=1)
    page = render_page(content, box.page)
    assert (page.width, page.height) == pytest.approx((A4[0] - 30, A4[1] - 25), abs=1)
