"""A page stored sideways or upside down is read as a person sees it: words, lines and shapes in their places."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.engines import engine as engine_of
from risktrail.ingest.pdf.page import DocumentLimits, Page, Word
from risktrail.ingest.pdf.pdfium_engine import _rejoined
from risktrail.ingest.pdf.shapes import Ink
from risktrail.schema.report import BBox
from tests.generators.pdf_objects import Parts, put_together
from tests.ingest.pdf.pages import drawn

FONT = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
CONTENT = """BT /F 10 Tf 100 500 Td (OPSG-001) Tj 80 0 Td (There is a risk) Tj
0 -40 Td (of sup-) Tj 0 -12 Td (ply.) Tj ET
90 480 m 300 480 l S 400 300 5 5 re f"""
# For each turn, in degrees clockwise: what prints upright content for it, and the width and height that are stored.
TURNS = {
    0: ((1, 0, 0, 1, 0, 0), (600, 800)),
    90: ((0, 1, -1, 0, 800, 0), (800, 600)),
    180: ((-1, 0, 0, -1, 600, 800), (600, 800)),
    270: ((0, -1, 1, 0, 0, 600), (800, 600)),
}


@cache
def page_of(turn: int, left: int = 0, bottom: int = 0, engine: EngineName = EngineName.PDFIUM) -> Page:
    """One and the same page of 600 by 800 points as it is seen, stored with this turn and lower left corner."""
    matrix, (width, height) = TURNS[turn]
    content = f"1 0 0 1 {left} {bottom} cm {' '.join(map(str, matrix))} cm {CONTENT}"
    box = f"{left} {bottom} {left + width} {bottom + height}"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Rotate {turn}/Contents 4 0 R/Resources {FONT}>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page.encode(),
        4: f"<</Length {len(content)}>>stream\n{content}\nendstream\n".encode(),
    }
    (found,) = engine_of(engine)(put_together(Parts(objects, b"/Root 1 0 R")), DocumentLimits()).pages
    return found


def are_near(one: Iterable[BBox], other: Iterable[BBox]) -> bool:
    """Whether boxes are as many and stand in the same places, to a point or so: the engines count borders apart."""
    pairs = zip(one, other, strict=True)
    return all(abs(a - b) < 1.2 for pair in pairs for a, b in zip(*pair, strict=True))


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("corner", [(0, 0), (30, -70)])
@pytest.mark.parametrize("turn", TURNS)
def test_words_and_shapes_stand_where_a_reader_sees_them(
    turn: int, corner: tuple[int, int], engine: EngineName
) -> None:
    upright, page = page_of(0), page_of(turn, *corner, engine)
    assert (page.width, page.height) == (600, 800)
    assert [word.text for word in page.words] == ["OPSG-001", "There", "is", "a", "risk", "of", "sup-", "ply."]
    assert are_near([word[:4] for word in page.words], [word[:4] for word in upright.words])
    assert are_near(page.rules, upright.rules)
    assert are_near(page.marks, upright.marks)
    assert page.hidden == ()


def test_the_place_of_a_word_is_told_from_the_top_left_of_the_page() -> None:
    first = page_of(0).words[0]
    assert are_near([first[:4]], [(100, 292, 149, 302)])


def test_letters_that_touch_are_one_word_and_words_with_white_between_them_are_not() -> None:
    letters = [Word(109, 100, 115, 110, "S"), Word(100, 100, 109.2, 110, "O"), Word(117, 100, 123, 110, "is")]
    below = Word(115.5, 114, 121, 124, "of")
    words, inks = _rejoined([*letters, below], [Ink.WHITE, Ink.WHITE, Ink.DARK, Ink.DARK])
    assert [(word.text, word.x0, word.x1) for word in words] == [("OS", 100, 115), ("is", 117, 123), ("of", 115.5, 121)]
    assert inks == [Ink.WHITE, Ink.DARK, Ink.DARK]


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("turn", TURNS)
def test_words_outside_of_what_is_shown_of_a_page_are_hidden(turn: int, engine: EngineName) -> None:
    """What is shown: all but 80 points at the left, 60 at the right, 270 at the top and 40 at the bottom."""
    matrix, (width, height) = TURNS[turn]
    left, bottom, right, top = 80, 40, 540, 530
    corners = [
        (x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])
        for x, y in ((left, bottom), (right, top))
    ]
    box = " ".join(str(part(pair)) for part in (min, max) for pair in zip(*corners, strict=True))
    content = f"{' '.join(map(str, matrix))} cm {CONTENT} BT /F 10 Tf 100 700 Td (Outside) Tj ET"
    found = drawn(content, engine, width=width, height=height, page=f"/CropBox[{box}]/Rotate {turn}")
    upright = page_of(0)
    assert (found.width, found.height) == (right - left, top - bottom)
    assert [word.text for word in found.hidden] == ["Outside"]
    assert [word.text for word in found.words] == [word.text for word in upright.words]
    moved = [(x0 - 80, y0 - 270, x1 - 80, y1 - 270) for x0, y0, x1, y1, *_ in upright.words]
    assert are_near([word[:4] for word in found.words], moved)
