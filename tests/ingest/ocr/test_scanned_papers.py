"""Scanned papers, from the picture to the report: what is read, where it stands, and what is told of it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.errors import EmptyPaperError, NoTextError, NotLegibleError
from risktrail.ingest.ocr import mode
from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.ocr.page_choice import printed_words, wants_recognition
from risktrail.ingest.ocr.page_recogniser import page_done
from risktrail.ingest.ocr.pages import PlacedWord, RecognisedPage
from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import DocumentLimits, Page, Word
from risktrail.ingest.pdf.pdfium_document import open_document
from risktrail.ingest.reader import read, read_paper
from risktrail.ingest.recognised_report import on_their_pages, with_recognised
from risktrail.schema.errors import UsageError
from risktrail.schema.report import Action, Report, Risk, Source, Status, UnplacedLine
from tests.generators.packs import BOARD_PACK, ReportLab
from tests.generators.scanner import Scanner, as_pdf, scanned
from tests.ingest.comparing import differences, known, plain
from tests.ingest.papers import ROOT, SCANNED, name_of

SAMPLE = ROOT / "samples" / "OPSG_53_2607_07.pdf"
SHEET = (1654, 2339)  # A4 at 200 dots an inch
ASKEW = Scanner(200, skew=1.4, edge=6)
UPSIDE_DOWN = Scanner(200, is_black_and_white=True, turns=2, skew=-0.6, specks=0.3)
_ASIDE = ("warnings", "recognised")
NEAR = 6.0  # points: a box on a page that lies askew is higher by the slope along it


def pages_of(content: bytes, *numbers: int) -> bytes:
    """Some pages of a PDF."""
    document, whole = pdfium.PdfDocument(content), io.BytesIO()
    chosen = pdfium.PdfDocument.new()
    chosen.import_pages(document, [number - 1 for number in numbers])
    chosen.save(whole)
    return whole.getvalue()


def joined(*papers: bytes) -> bytes:
    """The pages of some PDFs, one after the other."""
    whole, file = pdfium.PdfDocument.new(), io.BytesIO()
    for paper in papers:
        whole.import_pages(pdfium.PdfDocument(paper))
    whole.save(file)
    return file.getvalue()


@cache
def truth() -> Report:
    """The first three pages of a sample, from their text."""
    return read(pages_of(SAMPLE.read_bytes(), 1, 2, 3)).report


@cache
def mixed() -> Report:
    """The same, with the first page scanned askew, the second as text, and the third scanned upside down."""
    content = SAMPLE.read_bytes()
    first, third = scanned(content, [ASKEW], [1]), scanned(content, [UPSIDE_DOWN], [3])
    return read(joined(first, pages_of(content, 2), third)).report


def said(report: Report) -> object:
    """What a report says, apart from where it stands and from warnings. Where an impact's lines are full, nothing shows
    where its paragraphs part."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            kept = {name: bare(part) for name, part in value.items() if "source" not in name and name not in _ASIDE}
            impact = value.get("impact")
            return kept | {"impact": " ".join(impact)} if isinstance(impact, list) else kept
        return [bare(part) for part in value] if isinstance(value, list) else value

    return plain(bare(json.loads(report.model_dump_json())))


def test_a_paper_scanned_in_part_reads_as_its_text_does() -> None:
    assert list(differences(said(mixed()), said(truth()))) == []


def test_it_says_which_pages_were_recognised() -> None:
    told = [(each.code, each.page, each.message) for each in mixed().warnings if each.code == "recognised"]
    assert told == [
        ("recognised", 1, "pages 1 and 3 were recognised from pictures: compare what matters with the paper")
    ]


def test_each_word_is_kept_where_a_person_sees_it_with_how_sure_it_is() -> None:
    report = mixed()
    assert {word.page for word in report.recognised} == {1, 3}
    assert all(60 < word.confidence <= 100 for word in report.recognised)
    last = report.risks[-1]
    (place,) = last.description_source
    x0, top, x1, bottom = place.bbox
    within = [
        word.text
        for word in report.recognised
        if word.page == place.page
        and x0 < (word.bbox[0] + word.bbox[2]) / 2 < x1
        and top < (word.bbox[1] + word.bbox[3]) / 2 < bottom
    ]
    assert place.page == 3
    assert sorted(within) == sorted(last.description.split())


def test_boxes_are_where_a_person_sees_the_words_on_the_page() -> None:
    for found, wanted in zip(mixed().risks, truth().risks, strict=True):
        for (page, box), (_, printed) in zip(_boxes(found), _boxes(wanted), strict=True):
            x0, top, x1, bottom = printed
            if page == 1:  # turned by 1.4 degrees around the middle of the page
                assert (box[0], box[1]) == pytest.approx((x0, top), abs=13)
            elif page == 2:
                assert box == printed
            else:
                assert box == pytest.approx((595.3 - x1, 841.9 - bottom, 595.3 - x0, 841.9 - top), abs=NEAR)


def _boxes(risk: Risk) -> list[tuple[int, tuple[float, float, float, float]]]:
    sources = [*risk.rating_source, *(source for action in risk.actions for source in action.source)]
    return [(each.page, each.bbox) for each in sources]


def picture_page(draw: Callable[[Canvas], None] = lambda _: None, *, width: float = 595.3) -> bytes:
    """A page with a picture on it, and what `draw` adds."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 0, 0, width, 841.9)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _layer(canvas: Canvas) -> None:
    """An invisible text, as text recognition leaves it."""
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine("There is a risk that nobody sees this")
    canvas.drawText(text)


def _stamp(canvas: Canvas) -> None:
    canvas.drawString(400, 20, "Page 3 of 40")


def _text(canvas: Canvas) -> None:
    for line in range(10):
        canvas.drawString(72, 700 - 14 * line, "There is a risk that it rains on the garden party")


@pytest.mark.parametrize("name", EngineName)
@pytest.mark.parametrize(
    ("content", "auto", "always"),
    [
        (picture_page(), True, True),
        (picture_page(_layer), True, True),
        (picture_page(_stamp), True, True),
        (picture_page(_text), False, True),  # the picture is a ground
        (picture_page(_stamp, width=200), False, True),  # the picture is a part of the page
    ],
    ids=["picture", "layer", "stamp", "text", "small"],
)
def test_which_pages_are_recognised(content: bytes, name: EngineName, *, auto: bool, always: bool) -> None:
    [page] = engine(name)(content, DocumentLimits()).pages
    document = open_document(content)
    assert [wants_recognition(page, each, document) for each in OcrMode] == [auto, False, always]
    document.close()


@pytest.mark.parametrize(("draw", "printed"), [(_layer, []), (_stamp, ["Page", "3", "of", "40"])])
def test_words_printed_over_a_picture_are_those_that_can_be_seen(
    draw: Callable[[Canvas], None], printed: list[str]
) -> None:
    content = picture_page(draw)
    [page] = engine(EngineName.PDFIUM)(content, DocumentLimits()).pages
    document = open_document(content)
    assert [word.text for word in printed_words(page, document)] == printed
    document.close()


def _noise(shade: float, spread: float) -> Image.Image:
    dots = np.random.default_rng(1).normal(shade, spread, SHEET[::-1])
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))


def _photograph() -> Image.Image:
    coarse = np.random.default_rng(3).random((24, 17)) * 255
    return Image.fromarray(coarse.astype(np.uint8)).resize(SHEET, Image.Resampling.BICUBIC)


@pytest.mark.parametrize(
    ("pictures", "error", "message"),
    [
        ([_noise(235, 5)], EmptyPaperError, "its only page is empty"),
        ([_photograph()], NotLegibleError, "nothing on its only page could be recognised as text"),
    ],
    ids=["blank", "photograph"],
)
def test_a_scan_without_text_is_refused_with_its_reason(
    pictures: list[Image.Image], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        read(as_pdf(pictures, [Scanner()] * len(pictures)))


def test_a_page_that_cannot_be_read_is_told_and_a_blank_one_is_not() -> None:
    content = pages_of(SAMPLE.read_bytes(), 1, 2, 3)
    report = read(joined(content, as_pdf([_noise(235, 5), _photograph()], [Scanner()] * 2))).report
    told = [(each.code, each.page) for each in report.warnings]
    assert told == [*((each.code, each.page) for each in truth().warnings), ("page_without_text", 5)]
    assert said(report)["risks"] == said(truth())["risks"]  # type: ignore[index]


def test_nothing_is_recognised_where_nobody_wants_it() -> None:
    with pytest.raises(NoTextError, match="no text on its only page: it is a picture"):
        read(picture_page(), ocr=OcrMode.NEVER)


def test_without_the_packages_the_advice_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktrail.ingest.ocr.page_recogniser.is_installed", lambda: False)
    result = read_paper(picture_page())
    assert result.code == "no_text"
    assert "pip install 'risktrail[ocr]'" in str(result.remedy)


def test_recognition_of_all_pages_is_refused_without_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mode, "is_installed", lambda: False)
    with pytest.raises(UsageError, match=r"pip install 'risktrail\[ocr\]'"):
        mode.check_installed()


@pytest.mark.slow
@pytest.mark.parametrize("path", SCANNED, ids=name_of)
def test_a_shared_scan_reads_as_its_truth_has_it(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    report = json.loads(read(path.read_bytes()).report.model_dump_json())
    for risk in truth["risks"]:
        for action in risk["actions"]:
            del action["lineage"], action["status_text"]
    assert list(differences(plain(known(report, truth)), plain(truth))) == []


def _source(page: int, *box: float) -> Source:
    x0, top, x1, bottom = box
    return Source(page=page, bbox=(x0, top, x1, bottom))


def test_boxes_are_moved_on_recognised_pages_alone_and_what_matters_is_told() -> None:
    action = Action(
        text="DCC to test", status=Status.ONGOING, status_text="Ongoing", source=(_source(2, 10, 40, 90, 50),)
    )
    risk = Risk(
        risk_id="OPSG-006",
        score=20,
        band="Critical",
        description="There is a risk",
        actions=(action,),
        source=(_source(1, 10, 10, 90, 90), _source(2, 10, 10, 90, 60)),
        rating_source=(_source(2, 10, 10, 20, 20),),
    )
    report = Report(risks=(risk,), unplaced=(UnplacedLine(page=2, bbox=(0, 0, 10, 10), text="odd"),))
    doubts = (
        PlacedWord(2, (10, 10, 20, 19), "20", 91.26, "26"),
        PlacedWord(2, (70, 40, 90, 50), "Ongoing.", 50.0, None),
        PlacedWord(2, (30, 40, 50, 50), "test", 50.0, None),  # a word of the text: it is not told
        PlacedWord(2, (50, 40, 60, 50), "sure", 96.0, None),
        PlacedWord(2, (10, 12, 20, 18), "(Critical)", 69.0, None),
    )
    page = Page(2, 100, 200, words=(Word(0, 0, 1, 1, "x"),), rules=(), marks=(), recognised=True)
    upside_down = (-1.0, 0.0, 0.0, -1.0, 100.0, 200.0)
    found = with_recognised(report, (), {2: RecognisedPage(page, upside_down, doubts)})
    assert [(each.text, each.confidence, each.other, each.unsure) for each in found.recognised] == [
        ("20", 91.3, "26", True),
        ("Ongoing.", 50.0, None, True),
        ("test", 50.0, None, False),
        ("sure", 96.0, None, False),
        ("(Critical)", 69.0, None, True),
    ]
    assert found.recognised[0].bbox == (80.0, 181.0, 90.0, 190.0)
    found = on_their_pages(found, {2: upside_down})
    [moved] = found.risks
    assert moved.source == (_source(1, 10, 10, 90, 90), _source(2, 10, 140, 90, 190))
    assert moved.actions[0].source == (_source(2, 10, 150, 90, 160),)
    assert found.unplaced[0].bbox == (90.0, 190.0, 100.0, 200.0)
    assert [(each.code, each.message) for each in found.warnings] == [
        ("recognised", "page 2 was recognised from a picture: compare what matters with the paper"),
        ("recognised_unsure", "“20” was read with doubt; it may be “26” (28 mm from the left, 64 mm from the top)"),
        ("recognised_unsure", "“Ongoing.” was read with doubt (4 mm from the left, 53 mm from the top)"),
        ("recognised_unsure", "“(Critical)” was read with doubt (28 mm from the left, 64 mm from the top)"),
    ]


def test_a_scanned_page_of_a_pack_is_recognised_once_and_told_of_in_its_own_paper() -> None:
    board = ReportLab().print(BOARD_PACK)
    rest = (pages_of(board, *range(1, 8)), pages_of(board, *range(9, 17)))
    content = joined(rest[0], scanned(board, [ASKEW], [8]), rest[1])
    done: list[int] = []
    token = page_done.set(done.append)
    try:
        result = read_paper(content, verify=True)
    finally:
        page_done.reset(token)
    assert done == [8]
    reports = [each.result.report for each in result.papers]
    assert [each.place for each in result.papers] == ["#p7-9", "#p12-13"]
    assert [[risk.risk_id for risk in each.risks] for each in reports if each] == [
        ["HTB-002", "HTB-005", "HTB-001"],
        ["PIL-004", "PIL-001"],
    ]
    told = [[(each.code, each.page) for each in report.warnings] for report in reports if report]
    assert told == [[("recognised", 8)], []]
