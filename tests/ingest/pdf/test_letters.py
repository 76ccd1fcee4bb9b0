"""Letters as both engines find them where a PDF tells them oddly."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import DocumentLimits
from tests.generators.variants.typesetting import embed_fonts
from tests.ingest.pdf.pages import drawn, stream, texts

ENGINES = pytest.mark.parametrize("name", EngineName)


def sheet() -> tuple[Any, io.BytesIO]:
    """An empty page, and where its bytes go."""
    file = io.BytesIO()
    return Canvas(file, pageCompression=0, invariant=True), file


def in_vera(*lines: str) -> bytes:
    """A page in an embedded font, which tells the letter of every glyph."""
    embed_fonts()
    canvas, file = sheet()
    canvas.setFont("Vera", 10)
    for below, line in enumerate(lines):
        canvas.drawString(60, 700 - 14 * below, line)
    canvas.save()
    return file.getvalue()


def words(content: bytes, name: EngineName) -> list[str]:
    """The words an engine finds."""
    return [word.text for page in engine(name)(content, DocumentLimits()).pages for word in page.words]


@ENGINES
def test_a_space_drawn_back_over_the_letter_before(name: EngineName) -> None:
    """Browsers kern a space between two capitals so."""
    canvas, file = sheet()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, "no POA")
    end = 60 + canvas.stringWidth("no POA")
    canvas.drawString(end - 0.5, 700, " ")
    canvas.drawString(end + 1.3, 700, "Alerts")
    canvas.save()
    assert words(file.getvalue(), name) == ["no", "POA", "Alerts"]


@ENGINES
def test_letters_with_their_bytes_swapped(name: EngineName) -> None:
    """Ghostscript 10.0 writes those of ligatures so."""
    content = in_vera("a first look")
    assert b"<0066>" in content
    assert words(content.replace(b"<0066>", b"<6600>"), name) == ["a", "first", "look"]


@ENGINES
def test_hyphens_that_the_font_tells_as_soft_ones(name: EngineName) -> None:
    """Typst shares one glyph between both."""
    told = in_vera("a half-hourly trans-", "fer in 2021-22")
    content = told.replace(b"<002D>", b"<00AD>").replace(b"<002d>", b"<00ad>")
    assert content != told
    assert words(content, name) == ["a", "half-hourly", "trans-", "fer", "in", "2021-22"]


@ENGINES
@pytest.mark.parametrize("size", [8.0, 7.0, 6.0])
def test_small_capitals_are_one_word_with_their_first_letter(size: float, name: EngineName) -> None:
    content = f"BT /F 10 Tf 100 700 Td (R) Tj /F {size} Tf (ISK) Tj /F 10 Tf ( N) Tj /F {size} Tf (UMBER) Tj ET"
    assert texts(drawn(content, name)) == ["RISK", "NUMBER"]


CMAP = """/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <66> <00660066> endbfchar endcmap end"""
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 1200 1600]/Resources<</Font<</L 6 0 R>>>>"
LIGATURE = "/Span<</ActualText(ff)>>BDC (f) Tj EMC"


@ENGINES
@pytest.mark.parametrize(
    ("printed_text", "read"),
    [(f"(sta) Tj {LIGATURE}", "staff"), (f"{LIGATURE} (ort) Tj", "ffort"), (f"(o) Tj {LIGATURE} (er) Tj", "offer")],
)
def test_letters_of_a_ligature_in_a_form_object_stand_where_it_is_printed(
    printed_text: str, read: str, name: EngineName
) -> None:
    """As Chromium prints what has an opacity: pdfium tells the places of an ActualText in the space of the form."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    form = stream(f"BT /L 20 Tf 200 1400 Td {printed_text} ET", FORM)
    objects = [form, font, stream(CMAP)]
    page = drawn("q 0.5 0 0 0.5 0 0 cm /Part Do Q", name, resources="/XObject<</Part 5 0 R>>", others=objects)
    (word,) = page.words
    assert (word.text, round(word.x0), round(word.bottom)) == (read, 100, 102)
    assert 108 < word.x1 < 125
