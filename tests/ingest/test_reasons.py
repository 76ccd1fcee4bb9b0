"""The reason why a paper is not read is true, its remedy fits it, and it is never that of the paper before."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.errors import NotARegisterError
from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.reader import read_paper
from risktrail.ingest.workers.limits import out_of_memory, timed_out
from tests.generators.pdf_objects import Parts, put_together, take_apart
from tests.generators.stories import bytes_of, paper, risk, table, text
from tests.ingest.papers import SAMPLES
from tests.ingest.test_bad_bytes import pdf

FAULTS = Path(__file__).resolve().parents[3] / "shared" / "faults"
needs_faults = pytest.mark.skipif(not FAULTS.exists(), reason="there are no ../shared/faults beside this checkout")
engines = pytest.mark.parametrize("engine", EngineName)
NO_PAGES = put_together(
    Parts({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}, b"/Root 1 0 R")
)
LETTER = ("Dear Sir,", "thank you for the flowers.")


def drawn(*pages: str, field: str | None = None) -> bytes:
    """A PDF of pages that are each `text`, `picture` or `blank`, the last perhaps with a form field of this value."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        if page == "text":
            canvas.drawString(72, 700, "Dear Sir, thank you for the flowers.")
        elif page == "picture":
            canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 60, 60, 400, 600)
        if field is not None and page is pages[-1]:
            canvas.acroForm.textfield(name="rating", value=field, x=100, y=500, width=200, height=20)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def with_attachments(content: bytes, *names: str) -> bytes:
    """A PDF with files attached that have these names."""
    parts = take_apart(content)
    catalog = next(number for number, body in parts.objects.items() if b"/Catalog" in body)
    last = max(parts.objects)
    tree = b"".join(
        b"(%b)<</Type/Filespec/F(%b)/UF(%b)/EF<</F %d 0 R>>>>" % (name, name, name, last + 1)
        for name in (name.encode() for name in names)
    )
    entry = b"<</Names<</EmbeddedFiles<</Names[%b]>>>>" % tree
    body = parts.objects[catalog].replace(b"<<", entry, 1)
    attached = b"<</Type/EmbeddedFile/Length 5>>stream\n%PDF-\nendstream\n"
    return put_together(parts.with_object(catalog, body).with_object(last + 1, attached))


def answer(content: bytes, engine: EngineName) -> tuple[str | None, str, str]:
    """Code, reason and remedy of a paper that is not read; pictures in it are not recognised."""
    result = read_paper(content, engine, ocr=OcrMode.NEVER)
    assert result.report is None
    return result.code, str(result.reason), str(result.remedy)


@engines
def test_a_pdf_without_pages_is_not_told_the_reason_of_the_one_before(engine: EngineName) -> None:
    code, reason, remedy = answer(pdf("OPSG Risk Register", password="secret"), engine)
    assert (code, reason) == ("password_protected", "asks for a password")
    assert "without a password" in remedy
    code, reason, remedy = answer(NO_PAGES, engine)
    assert (code, reason) == ("empty", "a PDF without pages")
    assert "password" not in remedy


@engines
@pytest.mark.parametrize(
    ("pages", "code", "reason", "remedy"),
    [
        (["blank"], "empty", "its only page is empty", "PDF viewer"),
        (["blank", "blank"], "empty", "its 2 pages are empty", "PDF viewer"),
        (["picture"], "no_text", "no text on its only page: it is a picture", "text recognition"),
        (["picture", "blank"], "no_text", "no text on any of its 2 pages: they are pictures", "text recognition"),
        (["picture", "text"], "no_text", "no table of risks was found, and page 1 is a picture", "text recognition"),
        (
            ["text", "picture", "picture"],
            "no_text",
            "no table of risks was found, and pages 2 and 3 are pictures without text",
            "text recognition",
        ),
        (["text"], "not_a_register", "no table of risks was found", "Check that this is the risk register"),
    ],
)
def test_pages_without_text_are_pictures_or_empty(
    pages: list[str], code: str, reason: str, remedy: str, engine: EngineName
) -> None:
    found = answer(drawn(*pages), engine)
    assert found[0] == code
    assert reason in found[1]
    assert remedy in found[2]


@engines
@pytest.mark.parametrize(
    ("handler", "code"),
    [
        ("/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Length 128/Recipients[(x)]", "encrypted_for_readers"),
        ("/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128/CF<<>>/StmF/Identity", "encrypted_for_readers"),
        ("/Filter/FOPN_fLock/V 1/Length 40", "encrypted_for_readers"),
        ("/Filter/EBX_HANDLER/V 4", "encrypted_for_readers"),
        (f"/Filter/Standard/V 1/R 2/O({'a' * 32})/U({'b' * 32})/P -4", "password_protected"),
    ],
    ids=["certificates", "certificates of today", "a shop's lock", "a library's", "password"],
)
def test_encryption_of_any_kind_is_not_called_damage(handler: str, code: str, engine: EngineName) -> None:
    parts = take_apart(pdf("OPSG Risk Register"))
    entries = f"/Encrypt<<{handler}>>/ID[({'i' * 16})({'i' * 16})]".encode()
    assert answer(put_together(parts._replace(entries=parts.entries + entries)), engine)[0] == code


PAINTED: dict[str, tuple[Callable[[Any], object], str]] = {
    "slanting lines": (lambda canvas: canvas.line(72, 700, 300, 500), "no_text"),
    "circles": (lambda canvas: [canvas.circle(100 + 9 * place, 700, 3) for place in range(30)], "no_text"),
    "a white box": (lambda canvas: (canvas.setFillGray(1), canvas.rect(0, 0, 600, 800, stroke=0, fill=1)), "empty"),
    "a foot": (lambda canvas: canvas.drawString(280, 30, f"Page {canvas.getPageNumber()}"), "not_a_register"),
    "a note": (lambda canvas: canvas.drawString(180, 400, "Intentionally left blank"), "not_a_register"),
}


@engines
@pytest.mark.parametrize("name", PAINTED)
def test_pages_with_hardly_anything_on_them_are_what_they_look_like(name: str, engine: EngineName) -> None:
    draw, code = PAINTED[name]
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(2):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    assert answer(buffer.getvalue(), engine)[0] == code


@engines
@pytest.mark.parametrize(
    ("title", "said", "rows"),
    [
        ("LCB Audit Plan", "The audit looks at the risk register of each team. Risks are rated from 1 to 25.", []),
        ("LCB Minutes of 14 May 2024", "LCB-003 stays at 20 (Critical). DCC to order more hubs – Ongoing.", []),
        ("LCB Finance Report", "LCB-003 costs money.", [("Line", "Planned", "Spent"), ("Gates", "410", "402")]),
        (
            "Guide to the risk register",
            "Fill in the risk number, the risk description and the severity rating.",
            [("Score", "Band", "Meaning"), ("20", "Critical", "Act at once"), ("9", "Moderate", "Watch")],
        ),
    ],
)
def test_papers_that_speak_of_risks_are_no_registers(
    title: str, said: str, rows: list[tuple[str, ...]], engine: EngineName
) -> None:
    tables = [table(rows, (150, 90, 150))] if rows else []
    assert answer(bytes_of(text(title, "Title"), text("14 May 2024"), text(said), *tables), engine)[0] == (
        "not_a_register"
    )


@engines
def test_text_that_no_reader_sees_is_not_called_a_picture(engine: EngineName) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFillGray(1)
    canvas.drawString(72, 700, "Risk register")
    canvas.save()
    code, reason, _ = answer(buffer.getvalue(), engine)
    assert code == "empty"
    assert "no reader sees" in reason


@engines
@pytest.mark.parametrize("pages", [["blank"], ["text"], ["picture", "text"]])
def test_where_no_risk_was_read_filled_in_form_fields_are_the_reason(pages: list[str], engine: EngineName) -> None:
    code, reason, remedy = answer(drawn(*pages, field="20 (Critical)"), engine)
    assert code == "form_fields"
    assert f"page {len(pages)} stands in form fields" in reason
    assert "Print the form" in remedy


@pytest.mark.parametrize(("field", "code"), [("20 (Critical)", "form_fields"), ("", None)])
def test_a_paper_that_says_it_has_no_risks_is_not_believed_where_form_fields_are_filled_in(
    field: str, code: str | None
) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 760, "LCB Risk Register – Monthly Report")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 730, "Date: 14 May 2024.")
    canvas.drawString(72, 700, "There are currently no risks on the register.")
    canvas.acroForm.textfield(name="rating", value=field, x=100, y=500, width=200, height=20)
    canvas.save()
    result = read_paper(buffer.getvalue())
    assert result.code == code
    assert (result.report is None) == (code is not None)


@engines
def test_an_empty_form_field_is_no_reason(engine: EngineName) -> None:
    assert answer(drawn("text", field=""), engine)[0] == "not_a_register"


@engines
def test_attached_pdfs_are_named_where_the_file_is_no_register(engine: EngineName) -> None:
    content = with_attachments(pdf(*LETTER), "plain.pdf", "figures.xlsx", "other.PDF")
    code, reason, remedy = answer(content, engine)
    assert code == "attached_papers"
    assert "nor in the 2 PDFs that are attached to it: plain.pdf (" in reason
    assert "other.PDF (" in reason
    assert "Save the attached papers" in remedy


@engines
def test_other_attached_files_are_no_reason(engine: EngineName) -> None:
    assert answer(with_attachments(pdf(*LETTER), "figures.xlsx"), engine)[0] == "not_a_register"


@engines
def test_a_register_with_attached_pdfs_is_read(engine: EngineName) -> None:
    sample = SAMPLES[0].read_bytes()
    assert read_paper(with_attachments(sample, "plain.pdf"), engine).report == read_paper(sample, engine).report


@engines
def test_a_page_with_too_many_shapes_is_read_with_a_warning(engine: EngineName) -> None:
    sample = SAMPLES[0].read_bytes()
    whole, cut = (read_paper(sample, engine, DocumentLimits(objects_per_page=most)).report for most in (60_000, 1))
    assert whole is not None
    assert cut is not None
    assert "drawing_cut" not in {warning.code for warning in whole.warnings}
    assert next(warning.page for warning in cut.warnings if warning.code == "drawing_cut") == 1


@engines
@pytest.mark.parametrize("place", ["lines", "boxes", "curves"])
def test_a_register_with_a_drawing_of_too_many_shapes_is_read(place: str, engine: EngineName) -> None:
    def draw(canvas: Canvas, _: int) -> None:
        for at in range(300):
            x, y = 20 + at, 20 + at % 40
            if place == "lines":
                canvas.line(x, y, x + 9, y + 14)
            elif place == "boxes":
                canvas.rect(x, y, 12, 14, fill=at % 2)
            else:
                canvas.bezier(x, y, x + 9, y + 30, x + 20, y - 9, x + 30, y)

    content = paper(*risk("QRS-001"), *risk("QRS-004"), on_page=draw)
    report = read_paper(content, engine, DocumentLimits(objects_per_page=250)).report
    assert report is not None
    assert [(each.risk_id, each.score, len(each.actions)) for each in report.risks] == [
        ("QRS-001", 20, 2),
        ("QRS-004", 20, 2),
    ]
    assert "drawing_cut" in {warning.code for warning in report.warnings}


@engines
def test_the_remedy_for_one_page_is_not_to_split_the_file(engine: EngineName) -> None:
    result = read_paper(SAMPLES[0].read_bytes(), engine, DocumentLimits(characters_per_page=10))
    assert "Print the paper" in str(result.remedy)
    assert "Split" in str(read_paper(SAMPLES[0].read_bytes(), engine, DocumentLimits(pages=2)).remedy)


@needs_faults
@engines
@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("stale_reason/b_zero_pages", "empty", "without pages"),
        ("only_form_fields", "form_fields", "page 1 stands in form fields"),
        ("blank_pages", "empty", "its 2 pages are empty"),
        ("certificate_encrypted", "encrypted_for_readers", "only certain readers"),
        ("scan_page_unrecognised", "no_text", "page 1 is a picture"),
    ],
)
def test_a_shared_paper_is_refused_with_a_true_reason(name: str, code: str, reason: str, engine: EngineName) -> None:
    found = answer((FAULTS / f"{name}.pdf").read_bytes(), engine)
    assert found[0] == code
    assert reason in found[1]


@needs_faults
def test_a_heavy_drawing_does_not_cost_the_register() -> None:
    report = read_paper((FAULTS / "register_with_heavy_drawing.pdf").read_bytes()).report
    assert report is not None
    assert [(risk.risk_id, risk.score, len(risk.actions)) for risk in report.risks] == [
        ("LCB-003", 20, 3),
        ("LCB-007", 12, 2),
        ("LCB-011", 6, 2),
    ]
    assert [found.page for found in report.warnings if found.code == "drawing_cut"] == [2]


def test_what_takes_too_long_or_too_much_is_told_how_to_allow_more() -> None:
    assert "--timeout SECONDS" in str(timed_out().remedy)
    assert "--memory MIB" in str(out_of_memory().remedy)


def test_a_refused_paper_is_not_sent_to_a_command_that_refuses_it_too() -> None:
    assert "risktrail parse" not in NotARegisterError.remedy
