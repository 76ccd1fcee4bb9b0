"""Lines and rows from words and rules: letter-spacing, borders, and what runs through all pages."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.furniture import find_furniture
from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.page_layout import lay_out, unboxed
from risktrail.ingest.layout.tables import Cell, PageLayout, Row, Table
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.register.profile_words import ProfileMarginWords
from risktrail.schema.report import BBox
from tests.ingest.papers import profile

SIZE = 10.0


def words(text: str, x: float, y: float, gap: float) -> list[Word]:
    """A line's words, each letter 5 points wide."""
    made = []
    for word in text.split():
        made.append(Word(x, y, x + 5 * len(word), y + SIZE, word))
        x += 5 * len(word) + gap
    return made


def spaced(text: str, letter_gap: float, word_gap: float) -> list[Word]:
    """A line as an engine finds it where its letters are spaced out: every letter a word."""
    made: list[Word] = []
    x = 50.0
    for word in text.split():
        letters = words(" ".join(word), x, 50, letter_gap)
        made += letters
        x = letters[-1].x1 + word_gap
    return made


@pytest.mark.parametrize(("letter_gap", "word_gap"), [(1.5, 5.5), (3, 9), (5, 12)])
def test_letter_spaced_words_are_whole(letter_gap: float, word_gap: float) -> None:
    (line,) = lines_of(1, spaced("MITIGATION ACTIONS", letter_gap, word_gap))
    assert line.text == "MITIGATION ACTIONS"


def test_short_words_are_no_letter_spacing() -> None:
    (line,) = lines_of(1, words("a 5 x 5 is 25 to be", 50, 50, 2.5))
    assert line.text == "a 5 x 5 is 25 to be"


def test_a_hyphen_justified_apart_from_its_word() -> None:
    before = words("it has star", 50, 50, 5)
    (line,) = lines_of(1, [*before, Word(before[-1].x1 + 1.3, 50, before[-1].x1 + 4, 60, "-")])
    assert line.text == "it has star-"
    assert [word.text for word in line.words] == ["it", "has", "star-"]
    assert line.words[-1].x1 == before[-1].x1 + 4


def page(number: int, text: str, *rules: BBox) -> Page:
    """A page with a header table of two cells, then a row of the register, then text."""
    header = [*words("SEC OPSG", 52, 40, 3), *words(f"Page {number}", 302, 40, 3)]
    body = [*words(text, 52, 200, 3), *words(f"Line {number} of the text", 52, 400, 3)]
    return Page(number, 600, 800, (*header, *body), (*grid(38, 52), *grid(198, 214), *rules), ())


def grid(top: float, bottom: float) -> list[BBox]:
    """The rules around two cells."""
    flat: list[BBox] = [(50, y, 550, y) for y in (top, bottom)]
    return [*flat, *((x, top, x, bottom) for x in (50, 300, 550))]


def test_a_header_that_is_a_table_is_furniture() -> None:
    layouts = [lay_out(page(number, f"Risk row {'abcd'[number]}")) for number in (1, 2, 3)]
    found = find_furniture(layouts, ProfileMarginWords(profile()))
    assert {block.cells[0].text for block in found if isinstance(block, Row)} == {"SEC OPSG"}


def test_a_border_around_the_page_is_no_table() -> None:
    bare, framed = lay_out(page(1, "Risk row")), lay_out(page(1, "Risk row", *border()))
    assert texts(framed) == texts(bare)
    assert isinstance(framed.blocks[-1], Line)


def border() -> list[BBox]:
    return [(20, 20, 580, 20), (20, 780, 580, 780), (20, 20, 20, 780), (580, 20, 580, 780)]


def texts(layout: PageLayout) -> list[str]:
    return [piece.text if isinstance(piece, Line) else piece.cells[0].text for piece in layout.pieces]


def test_a_hyphen_after_a_space_that_shows_is_a_dash() -> None:
    before = words("it has started", 50, 50, 5)
    (line,) = lines_of(1, [*before, Word(before[-1].x1 + 5, 50, before[-1].x1 + 8, 60, "-")])
    assert line.text == "it has started -"
    assert line.words[-1].text == "-"


def test_text_beside_a_narrow_table_is_no_cell_of_it() -> None:
    flat: list[BBox] = [(50, y, 200, y) for y in (198, 214)]
    upright: list[BBox] = [(x, 198, x, 214) for x in (50, 120, 200)]
    row = [*words("QRS 001", 52, 200, 3), *words("open", 122, 200, 3)]
    aside = words("See page 3", 300, 200, 3)
    layout = lay_out(Page(1, 600, 800, (*row, *aside), (*flat, *upright), ()))
    rows = [piece for piece in layout.pieces if isinstance(piece, Row)]
    lines = [piece for piece in layout.pieces if isinstance(piece, Line)]
    assert [[cell.text for cell in each.cells] for each in rows] == [["QRS 001", "open"]]
    assert [line.text for line in lines] == ["See page 3"]


@pytest.mark.parametrize(("high", "is_table"), [(599, True), (601, False)])
def test_a_box_nearly_as_high_as_the_page_is_a_border(high: float, is_table: bool) -> None:
    flat: list[BBox] = [(50, 100, 550, 100), (50, 100 + high, 550, 100 + high)]
    upright: list[BBox] = [(x, 100, x, 100 + high) for x in (50, 550)]
    layout = lay_out(Page(1, 600, 800, tuple(words("Risk row", 60, 300, 3)), (*flat, *upright), ()))
    assert isinstance(layout.blocks[0], Table) == is_table


@pytest.mark.parametrize(("wide", "is_open"), [(361, True), (359, False)])
def test_a_box_nearly_as_wide_as_the_widest_table_is_opened(wide: float, is_open: bool) -> None:
    (text,) = lines_of(1, words("What would happen", 60, 300, 3))
    two = Table((Row(1, 100, 50, 450, (Cell(50, 250, ()), Cell(250, 450, (), 1))),), is_ruled=True)
    box = Table((Row(1, 290, 50, 50 + wide, (Cell(50, 50 + wide, (text,)),)),), is_ruled=True)
    (layout,) = unboxed([PageLayout(1, 600, 800, (two, box))])
    assert layout.blocks == (two, text if is_open else box)


@pytest.mark.parametrize(
    ("before", "lower", "is_marked"), [(44.9, 0, True), (45.1, 0, False), (20, 5.9, True), (20, 6.1, False)]
)
def test_a_drawn_bullet_stands_near_its_line(before: float, lower: float, is_marked: bool) -> None:
    left, middle = 100 - before, 305 + lower
    bullet = (left, middle - 2, left + 4, middle + 2)
    (line,) = lay_out(Page(1, 600, 800, tuple(words("DCC to test", 100, 300, 3)), (), (bullet,))).lines
    assert (line.mark is not None) == is_marked


@pytest.mark.parametrize(("over", "is_marked"), [(3.9, True), (4.1, False)])
def test_a_drawn_bullet_stands_over_the_edge_of_its_cell_by_a_little(over: float, is_marked: bool) -> None:
    bullet = (300 - over, 203, 304 - over, 207)
    layout = lay_out(Page(1, 600, 800, tuple(words("DCC to test", 310, 200, 3)), tuple(grid(198, 214)), (bullet,)))
    (line,) = layout.lines
    assert (line.mark is not None) == is_marked


@pytest.mark.parametrize(("wide", "heads"), [(15.9, ["", "Owner"]), (16.1, [])])
def test_a_word_turned_sideways_that_is_larger_than_the_text_is_no_head(wide: float, heads: list[str]) -> None:
    turned = Word(320, 100, 320 + wide, 196, "Owner")
    text = tuple(words("Risk row", 52, 200, 3))
    page = Page(1, 600, 800, text, (*grid(90, 198), *grid(198, 214)), (), across=(turned,))
    (table,) = lay_out(page, with_turned=True).blocks
    assert isinstance(table, Table)
    assert [cell.text for row in table.rows[:-1] for cell in row.cells] == heads
