"""The pdfium engine at both sides of each of its measures."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pdf.pdfium_engine import _quarter_turns, _rejoined
from risktrail.ingest.pdf.shapes import Ink
from tests.ingest.pdf.pages import drawn, printed, texts


def page_of(content: str, *, width: int = 600, height: int = 800) -> Page:
    """A page with this content."""
    return drawn(content, EngineName.PDFIUM, width=width, height=height)


@pytest.mark.parametrize(("slope", "turns"), [(0.1, 0), (0.11, None)])
def test_writing_that_slopes_a_little_is_level(slope: float, turns: int | None) -> None:
    assert _quarter_turns(1, slope, 0) == turns
    assert _quarter_turns(1, -slope, 0) == turns


@pytest.mark.parametrize(("shift", "words"), [(1.1, ["Hubs"]), (1.3, ["Hubs", "Hubs"])])
def test_a_word_drawn_again_next_to_itself_is_one(shift: float, words: list[str]) -> None:
    between = " ".join(printed("so", y=600 - 12 * row) for row in range(10))  # pdfium itself knows the last few words
    for x, y in ((100 + shift, 700), (100, 700 + shift)):
        page = page_of(f"{printed('Hubs')} {between} {printed('Hubs', x, y)}")
        assert [text for text in texts(page) if text != "so"] == words


@pytest.mark.parametrize(("gap", "count"), [(0.9, 1), (1.1, 2), (-0.9, 1), (-1.1, 2)])
def test_letters_are_of_one_word_where_no_white_parts_them(gap: float, count: int) -> None:
    letters = [Word(100, 100, 106, 110, "O"), Word(106 + gap, 100, 112, 110, "S")]
    words, _ = _rejoined(letters, [Ink.DARK, Ink.DARK])
    assert len(words) == count


@pytest.mark.parametrize(("lower", "count"), [(0.4, 1), (1.1, 2)])
def test_letters_are_of_one_word_where_they_stand_on_one_line(lower: float, count: int) -> None:
    letters = [Word(100, 100, 106, 110, "O"), Word(106, 100 + lower, 112, 110 + lower, "S")]
    words, _ = _rejoined(letters, [Ink.DARK, Ink.DARK])
    assert len(words) == count


@pytest.mark.parametrize(("more", "upright"), [("", 2), ("300 250 l", 0)])
def test_a_path_of_more_points_than_a_rectangle_is_looked_at_piece_by_piece(more: str, upright: int) -> None:
    rules = page_of(f"90 300 m 290 300 l 90 250 m 290 250 l 295 250 l {more} S").rules
    assert len([rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]) == upright


@pytest.mark.parametrize(("corners", "words"), [(62, []), (63, ["Hubs"])])
def test_a_clip_of_more_segments_than_a_shape_has_hides_nothing(corners: int, words: list[str]) -> None:
    teeth = " ".join(f"{100 + x} {600 + 10 * (x % 2)} l" for x in range(corners))
    assert texts(page_of(f"q 100 600 m {teeth} 100 600 l W n {printed('Hubs')} Q")) == words


@pytest.mark.parametrize(("edge", "words"), [(0.9, ["Hubs"]), (1.1, [])])
def test_a_word_whose_middle_stands_hardly_outside_of_its_clip_is_seen(edge: float, words: list[str]) -> None:
    (word,) = page_of(printed("Hubs")).words
    left = (word.x0 + word.x1) / 2 + edge
    assert texts(page_of(f"q {left} 600 200 200 re W n {printed('Hubs')} Q")) == words


@pytest.mark.parametrize(("width", "words"), [(3000, ["Hubs"]), (3001, [])])
def test_a_very_large_page_is_not_painted(width: int, words: list[str]) -> None:
    content = f"/Pattern cs /Fading scn 90 690 200 30 re f 1 g {printed('Hubs')}"
    assert texts(page_of(content, width=width)) == words
