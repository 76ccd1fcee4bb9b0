"""Pictures made even and straight, and what is found on them before anything is read."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from risktrail.ingest.ocr.blocks import find_blocks, in_points
from risktrail.ingest.ocr.pictures import DOTS, PagePicture, Picture, even, ink_of, is_blank, render
from risktrail.ingest.ocr.settings import PICTURE
from risktrail.ingest.ocr.straighten import straightened, turned
from risktrail.ingest.ocr.strokes import Box, find_strokes
from risktrail.ingest.pdf.geometry import point

WIDTH, HEIGHT = 1240, 1754  # half of A4 at 300 dots an inch
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def paper(shade: int = 245) -> Picture:
    return np.full((HEIGHT, WIDTH), shade, dtype=np.uint8)


def filled(picture: Picture, *boxes: Box, shade: int = 20) -> Picture:
    """A picture with boxes in it."""
    for x0, top, x1, bottom in boxes:
        picture[top:bottom, x0:x1] = shade
    return picture


def lines_of_print(picture: Picture, shade: int = 20) -> Picture:
    """Lines of letters, as boxes with gaps, no line as the one before."""
    random = np.random.default_rng(7)
    for top in range(200, HEIGHT - 200, 60):
        x = 150
        while x < WIDTH - 150:
            filled(picture, (x, top, x + 16, top + 28), shade=shade)
            x += 16 + int(random.choice([6, 7, 8, 9, 20]))
    return picture


@pytest.mark.parametrize(("share", "is_drawn"), [(0.0, False), (-0.001, False), (0.001, True)])
def test_a_strip_of_a_page_is_not_drawn(share: float, is_drawn: bool) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(600, 600 * (PICTURE.narrowest + share))
    picture = render(document, 0)
    assert (picture is not None) is is_drawn
    assert picture is None or picture.dots.shape[1] == round(600 * DOTS)


def test_a_page_without_size_is_not_drawn() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(600, 800).set_cropbox(1000, 1000, 1100, 1100)  # nothing of it is within the page
    assert render(document, 0) is None


def test_the_dark_edge_of_a_scan_goes_and_print_stays() -> None:
    scan = filled(lines_of_print(paper()), (0, 0, 70, HEIGHT), (0, 0, WIDTH, 40), shade=30)
    found = ink_of(even(scan))
    assert not found[:, :80].any()
    assert not found[:50].any()
    assert np.count_nonzero(found) == pytest.approx(np.count_nonzero(ink_of(lines_of_print(paper()))), rel=0.02)


def test_a_rule_at_the_edge_is_no_dark_edge() -> None:
    scan = filled(lines_of_print(paper()), (0, 300, WIDTH, 304))
    assert ink_of(even(scan))[302].all()


def test_shadow_and_faint_print_are_evened_out() -> None:
    shadow = lines_of_print(paper(), shade=150).astype(float) - np.linspace(0, 60, WIDTH)
    found = ink_of(even(shadow.astype(np.uint8)))
    assert np.count_nonzero(found) == pytest.approx(np.count_nonzero(ink_of(lines_of_print(paper()))), rel=0.05)


def test_white_print_on_a_dark_ground_is_ink() -> None:
    head = filled(paper(), (200, 300, 900, 380), shade=60)
    filled(head, *((x, 325, x + 12, 355) for x in range(240, 860, 24)), shade=250)
    found = ink_of(even(head))
    assert found[340, 246] == 255
    assert found[340, 258] == 0


def test_dirt_and_the_grain_of_paper_are_nothing() -> None:
    random = np.random.default_rng(1)
    grain = np.clip(random.normal(235, 5, (HEIGHT, WIDTH)), 0, 255).astype(np.uint8)
    assert is_blank(even(grain))
    assert is_blank(even(filled(paper(), *((x, x, x + 2, x + 2) for x in range(100, 1100, 50)))))
    assert not is_blank(even(filled(paper(), (500, 500, 640, 530))))


@pytest.mark.parametrize("angle", [-2.0, -0.6, 0.3, 1.7])
def test_a_page_askew_is_made_level_and_its_places_are_known(angle: float) -> None:
    flat = lines_of_print(paper(255))
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), angle, 1.0)
    askew = np.asarray(cv2.warpAffine(flat, matrix, (WIDTH, HEIGHT), borderValue=255), dtype=np.uint8)
    found, is_sideways = straightened(PagePicture(askew, IDENTITY))
    assert not is_sideways
    rows = np.flatnonzero(ink_of(found.dots).any(axis=1))
    assert np.count_nonzero(np.diff(rows) > 20) == len(range(200, HEIGHT - 200, 60)) - 1  # white between all lines
    for x, y in ((150, 200), (1000, 1400)):
        there = matrix @ np.array([x, y, 1.0])
        assert point(x, y, found.to_page) == pytest.approx(tuple(there), abs=2)


def test_a_page_on_its_side_is_found_out() -> None:
    on_side = np.ascontiguousarray(np.rot90(lines_of_print(paper(255)), 3))
    found, is_sideways = straightened(PagePicture(on_side, IDENTITY))
    assert is_sideways
    assert found.dots.shape == (HEIGHT, WIDTH)
    # What was turned clockwise had its top left corner at the top right, and has it back.
    assert point(0, 0, found.to_page) == pytest.approx((HEIGHT, 0), abs=1)
    assert point(WIDTH, 0, found.to_page) == pytest.approx((HEIGHT, WIDTH), abs=1)


def test_turning_round_keeps_places() -> None:
    picture = filled(paper(255), (100, 200, 110, 210))
    found = turned(PagePicture(picture, IDENTITY), 2)
    assert found.dots[HEIGHT - 205, WIDTH - 105] == 20
    assert point(WIDTH - 105, HEIGHT - 205, found.to_page) == pytest.approx((105, 205), abs=1)


TABLE: tuple[Box, ...] = (
    *((200, y, 1003, y + 3) for y in (300, 400, 600)),
    *((x, 300, x + 3, 603) for x in (200, 500, 1000)),
)


def test_long_thin_strokes_are_rules_and_are_taken_out() -> None:
    found = find_strokes(filled(paper(255), *TABLE, (230, 330, 330, 360)))
    assert len(found.rules) == len(TABLE)
    for rule in TABLE:
        assert any(max(abs(a - b) for a, b in zip(rule, each, strict=True)) <= 4 for each in found.rules), rule
    assert np.count_nonzero(ink_of(found.rest)) == 100 * 30  # the word


def test_a_long_dash_and_the_stem_of_a_large_letter_are_no_rules() -> None:
    words = filled(paper(255), (200, 300, 290, 306), (400, 300, 408, 380))
    found = find_strokes(words)
    assert found.rules == []
    assert np.array_equal(found.rest, words)


def test_a_letter_that_crosses_a_rule_stays() -> None:
    found = find_strokes(filled(paper(255), (200, 400, 1003, 403), (600, 380, 606, 420)))
    assert ink_of(found.rest)[380:420, 603].all()
    assert not ink_of(found.rest)[401, 300]


def _drawn(draw: str) -> Picture:
    """A line of text from dot 300 on, with something before it."""
    picture = filled(paper(255), *((x, 372, x + 16, 400) for x in range(300, 900, 24)))
    if draw == "bullet":
        cv2.circle(picture, (240, 386), 8, (20,), -1)
    elif draw == "ring":
        cv2.circle(picture, (240, 386), 9, (20,), 3)
    elif draw == "square":
        filled(picture, (232, 378, 248, 394))
    elif draw == "ring near":  # as an o at the start of a line
        cv2.circle(picture, (278, 389), 10, (20,), 3)
    elif draw == "full stop":
        filled(picture, (240, 394, 246, 400))
    elif draw == "bar":
        filled(picture, (236, 372, 242, 400))
    elif draw == "within":  # between words
        filled(picture, (180, 372, 196, 400), (230, 378, 246, 394))
    return picture


@pytest.mark.parametrize(
    ("draw", "bullets"),
    [("bullet", 1), ("ring", 1), ("square", 1), ("ring near", 0), ("full stop", 0), ("bar", 0), ("within", 0)],
)
def test_round_spots_before_a_text_are_bullets(draw: str, bullets: int) -> None:
    assert len(find_strokes(_drawn(draw)).bullets) == bullets


def test_cells_are_read_one_by_one_without_what_hangs_over_from_the_next() -> None:
    tail = (300, 395, 306, 411)  # of a letter in the upper cell, through the rule below it
    words = ((230, 330, 330, 360), (530, 330, 630, 360), (230, 450, 330, 480), (300, 365, 306, 395))
    strokes = find_strokes(filled(paper(255), *TABLE, *words, tail))
    blocks = find_blocks(strokes.rest, [in_points(rule) for rule in strokes.rules])
    boxes = []
    for block in blocks:
        rows, columns = np.nonzero(ink_of(block.dots))
        boxes.append((block.x + columns.min() - 40, block.y + rows.min() - 40, block.y + rows.max() - 39))
    assert sorted(boxes)[1:] == [(230, 450, 480), (530, 330, 360)]
    assert sorted(boxes)[0][:2] == (230, 330)


def test_columns_that_white_parts_are_read_apart_and_paragraphs_whole() -> None:
    left = tuple((100, y, 500, y + 28) for y in (300, 340, 380))
    right = tuple((600, y, 900, y + 28) for y in (300, 340, 380))
    blocks = find_blocks(filled(paper(255), *left, *right), [])
    assert sorted((block.x, block.y) for block in blocks) == [(99, 299), (599, 299)]
