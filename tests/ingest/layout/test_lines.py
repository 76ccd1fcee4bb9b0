"""Lines from words, at both sides of each limit: baselines, hyphens, letter-spacing and the gaps between columns."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.lines import lines_of, segments
from risktrail.ingest.pdf.page import Word


def word(x0: float, text: str, *, width: float = 20, bottom: float = 100) -> Word:
    """A word ten points high."""
    return Word(x0, bottom - 10, x0 + width, bottom, text)


def letters(text: str, *gaps: float) -> list[Word]:
    """Letters five points wide, with these gaps between them."""
    made: list[Word] = []
    x = 50.0
    for letter, gap in zip(text, (*gaps, 0.0), strict=True):
        made.append(word(x, letter, width=5))
        x += 5 + gap
    return made


@pytest.mark.parametrize(("lower", "lines"), [(4.9, 1), (5.1, 2)])
def test_words_whose_baselines_differ_by_up_to_half_a_words_height_are_one_line(lower: float, lines: int) -> None:
    assert len(lines_of(1, [word(50, "hubs"), word(80, "run", bottom=100 + lower)])) == lines


@pytest.mark.parametrize(("gap", "text"), [(1.7, "plan star-"), (1.9, "plan star -")])
def test_a_hyphen_nearer_than_any_space_belongs_to_its_word(gap: float, text: str) -> None:
    (line,) = lines_of(1, [word(20, "plan"), word(50, "star"), word(70 + gap, "-", width=3)])
    assert line.text == text


@pytest.mark.parametrize(("spaced", "text"), [("RISK", "R I S K"), ("RISKS", "RISKS")])
def test_five_letters_apart_are_one_word_and_four_are_not(spaced: str, text: str) -> None:
    (line,) = lines_of(1, letters(spaced, *[2.0] * (len(spaced) - 1)))
    assert line.text == text


@pytest.mark.parametrize(("gap", "text"), [(7.9, "IMPACT"), (8.1, "I M P A C T")])
def test_letters_further_apart_than_most_of_their_height_are_words(gap: float, text: str) -> None:
    (line,) = lines_of(1, letters("IMPACT", *[gap] * 5))
    assert line.text == text


@pytest.mark.parametrize(("gap", "text"), [(3.3, "IMPACT"), (3.5, "IMP ACT")])
def test_a_gap_well_above_that_between_letters_is_one_between_words(gap: float, text: str) -> None:
    (line,) = lines_of(1, letters("IMPACT", 2, 2, gap, 2, 2))
    assert line.text == text


@pytest.mark.parametrize(("gap", "pieces"), [(7.9, ["QRS-001 There"]), (8.1, ["QRS-001", "There"])])
def test_a_gap_wider_than_any_between_words_parts_columns(gap: float, pieces: list[str]) -> None:
    (line,) = lines_of(1, [word(50, "QRS-001"), word(70 + gap, "There")])
    assert [piece.text for piece in segments(line)] == pieces
