"""The pdfplumber engine at both sides of each of its measures."""

from __future__ import annotations

from typing import Any

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.pdf.pdfplumber_engine import _ghost_spaces, _is_part_of, _is_sloping, _without_doubles
from tests.ingest.pdf.pages import drawn, printed, texts


def words_of(content: str) -> list[str]:
    """The words of a page with this content."""
    return texts(drawn(content, EngineName.PDFPLUMBER))


def letter(text: str, x0: float, x1: float, top: float = 100) -> dict[str, Any]:
    """A character as pdfplumber gives it."""
    return {"text": text, "x0": x0, "x1": x1, "top": top, "doctop": top, "upright": True, "size": 10.0}


@pytest.mark.parametrize(("slope", "is_sloping"), [(0.1, False), (0.11, True), (-0.11, True)])
def test_writing_that_slopes_a_little_is_level(slope: float, is_sloping: bool) -> None:
    assert _is_sloping({"matrix": (1.0, slope, -slope, 1.0, 0.0, 0.0)}) is is_sloping


@pytest.mark.parametrize(("shift", "count"), [(1.0, 1), (1.1, 2)])
def test_a_letter_drawn_again_next_to_itself_is_one(shift: float, count: int) -> None:
    assert len(_without_doubles([letter("H", 100, 106), letter("H", 100 + shift, 106)])) == count
    assert len(_without_doubles([letter("H", 100, 106), letter("H", 100, 106, 100 + shift)])) == count


@pytest.mark.parametrize(("white", "words"), [(150, ["LTVAct", "x"]), (170, ["LTV", "Act", "x"])])
def test_a_gap_as_wide_as_a_space_parts_words(white: int, words: list[str]) -> None:
    assert words_of(f"BT /F 10 Tf 100 700 Td [(LTV)-{white}(Act x)] TJ ET") == words


@pytest.mark.parametrize(("white", "words"), [(90, ["LTVAct"]), (110, ["LTV", "Act"])])
def test_on_a_page_without_spaces_a_narrower_gap_does(white: int, words: list[str]) -> None:
    assert words_of(f"BT /F 10 Tf 100 700 Td [(LTV)-{white}(Act)] TJ ET") == words


@pytest.mark.parametrize(("rise", "words"), [(1.9, ["LTVx"]), (2.1, ["LTV", "x"])])
def test_a_letter_raised_by_more_than_its_line_is_a_word_of_its_own(rise: float, words: list[str]) -> None:
    assert sorted(words_of(f"BT /F 10 Tf 100 700 Td (LTV) Tj {rise} Ts (x) Tj ET")) == words


@pytest.mark.parametrize(("before", "is_ghost"), [(0.9, True), (1.1, False)])
def test_a_space_that_the_next_letter_is_drawn_over_is_none(before: float, is_ghost: bool) -> None:
    space, after = letter(" ", 10, 13), letter("k", 10 - before, 15)
    assert _ghost_spaces([space, after]) == ({id(space)} if is_ghost else set())


@pytest.mark.parametrize(("size", "is_whole"), [(25, False), (26, True)])
def test_print_much_larger_than_the_text_does_not_come_between_its_letters(size: float, is_whole: bool) -> None:
    top = 700 + 0.793 * (10 - size)  # both have their tops at one height: of Helvetica, 0.793 is above the baseline
    found = words_of(f"{printed('Thereisarisktothesupply')} {printed('AA', x=110, y=top, size=size)}")
    assert ("Thereisarisktothesupply" in found) is is_whole


@pytest.mark.parametrize(("gap", "is_part"), [(0.9, True), (1.1, False)])
def test_the_raised_end_of_a_word_touches_it(gap: float, is_part: bool) -> None:
    assert is_end(92, 98, gap) is is_part


@pytest.mark.parametrize(("height", "is_part"), [(8.9, True), (9.0, False)])
def test_the_raised_end_of_a_word_is_lower_than_it(height: float, is_part: bool) -> None:
    assert is_end(90, 90 + height) is is_part


@pytest.mark.parametrize(("top", "is_part"), [(84.9, False), (85.1, True), (98.9, True), (99.1, False)])
def test_the_raised_or_lowered_end_of_a_word_is_of_its_line(top: float, is_part: bool) -> None:
    assert is_end(top, top + 6) is is_part


def is_end(top: float, bottom: float, gap: float = 0) -> bool:
    """Whether a 2 of this height is the end of a word of ten points from 90 to 100."""
    return _is_part_of(Word(20 + gap, top, 24 + gap, bottom, "2"), Word(0, 90, 20, 100, "CO"))
