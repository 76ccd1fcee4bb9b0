"""Two readers check each other: both engines lead to the same report, boxes within a few points."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.engines import engine as engine_of
from risktrail.ingest.pdf.page import DocumentLimits


@pytest.mark.parametrize("engine", EngineName)
def test_the_second_code_of_the_hyphen_is_a_hyphen(engine: EngineName) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, "an infra\u00ad")  # 0xAD in WinAnsi, a hyphen by ISO 32000-1, annex D.2
    canvas.drawString(72, 686, "structure on\u00adsite")
    canvas.save()
    (page,) = engine_of(engine)(buffer.getvalue(), DocumentLimits()).pages
    assert [word.text for word in page.words] == ["an", "infra-", "structure", "on-site"]


@pytest.mark.parametrize("engine", EngineName)
def test_letters_drawn_one_by_one_in_wide_columns_are_words(engine: EngineName) -> None:
    rows = [("Number", "Risk", "Rating"), ("QRS-005", "Plant fails", "15"), ("QRS-006", "Stock ends", "9")]
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for place, row in enumerate(rows):
        for left, text in zip((72, 240, 420), row, strict=True):
            for index, letter in enumerate(text):
                canvas.drawString(left + stringWidth(text[:index], "Helvetica", 12), 700 - 14 * place, letter)
    canvas.save()
    (page,) = engine_of(engine)(buffer.getvalue(), DocumentLimits()).pages
    assert [word.text for word in page.words] == " ".join(" ".join(row) for row in rows).split()
