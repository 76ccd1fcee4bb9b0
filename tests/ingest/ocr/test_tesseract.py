"""The first recogniser: what it makes of pieces of a picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from risktrail.ingest.ocr.blocks import Block
from risktrail.ingest.ocr.tesseract import Tesseract


@pytest.fixture(scope="module")
def reader() -> Tesseract:
    return Tesseract()


def piece(text: str, x: int = 0, y: int = 0) -> Block:
    """A piece of a picture with a text in print of ten points, and white around it; its top left dot is at x and y."""
    picture = Image.new("L", (600, 130), 255)
    ImageDraw.Draw(picture).text((40, 40), text, fill=0, font=ImageFont.load_default(42))
    return Block(np.asarray(picture, dtype=np.uint8), x, y)


def test_a_piece_without_text_has_no_lines(reader: Tesseract) -> None:
    assert reader.read(piece("")) == []
    speck = piece("").dots.copy()
    speck[65, 300] = 0
    assert reader.read(Block(speck, 0, 0)) == []


@pytest.mark.parametrize("text", ["20", "9", "(High)", "OPSG-006"])
def test_single_words_in_a_cell_are_read(text: str, reader: Tesseract) -> None:
    [line] = reader.read(piece(text))
    assert [word.text for word in line.words] == [text]
    assert line.words[0].confidence > 80


def test_letters_stand_where_they_are_in_the_whole_picture(reader: Tesseract) -> None:
    [here], [there] = reader.read(piece("High")), reader.read(piece("High", 1000, 2000))
    x0, top, x1, bottom = here.box
    assert (x0, x1) == pytest.approx((3, 90), abs=8)  # without the margin of 40 dots
    assert there.box == (x0 + 1000, top + 2000, x1 + 1000, bottom + 2000)
