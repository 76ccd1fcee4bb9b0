"""Line numbers and printed comments in the margins are no words of the text; numbers and columns of a paper are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from risktrail.ingest.layout.margins import without_margins
from risktrail.ingest.pdf.page import Note, Page, Word
from risktrail.schema.report import BBox


def word(text: str, x0: float, line: int, *, size: float = 10.0, right: float | None = None) -> Word:
    """A word on a line of the page, 5 points a letter wide; `right` is its right edge in place of its left one."""
    width = 5.0 * len(text)
    x0 = x0 if right is None else right - width
    return Word(x0, 100.0 + 14 * line - size, x0 + width, 100.0 + 14 * line, text)


def page(words: Sequence[Word], rules: Sequence[BBox] = (), number: int = 1) -> Page:
    return Page(number, 600.0, 800.0, tuple(words), tuple(rules), ())


def lines(count: int, x0: float = 62.0) -> list[Word]:
    return [word("words", x0, line) for line in range(count)]


def numbers(*values: int, right: float = 48.0) -> list[Word]:
    return [word(str(value), 0.0, line, right=right) for line, value in enumerate(values)]


@pytest.mark.parametrize(
    "values", [(1, 2, 3, 4, 5), (8, 9, 10, 11, 12), (5, 10, 15, 20, 25)], ids=["from 1", "to two figures", "by fives"]
)
def test_numbers_that_count_the_lines_are_set_aside(values: tuple[int, ...]) -> None:
    (found,) = without_margins([page([*lines(5), *numbers(*values)])])
    assert [each.text for each in found.words] == ["words"] * 5
    assert {each.text for each in found.across} == {str(value) for value in values}


def test_a_page_with_few_lines_has_its_numbers_as_the_others_have() -> None:
    first, last = page([*lines(5), *numbers(1, 2, 3, 4, 5)]), page([*lines(2), *numbers(6, 7)], number=2)
    assert [len(each.across) for each in without_margins([first, last])] == [5, 2]
    assert [len(each.across) for each in without_margins([last])] == [0]


@pytest.mark.parametrize(
    "words",
    [
        [*lines(5), *numbers(1, 2, 3, 4)],
        [*lines(5), *numbers(1, 2, 4, 5, 6)],
        [*lines(5), *numbers(5, 4, 3, 2, 1)],
        [*lines(5), *numbers(1, 2, 3, 4, 5), word("Heading", 30.0, 7)],
        [*lines(5, 50.0), *numbers(1, 2, 3, 4, 5)],
    ],
    ids=["too few", "one left out", "backwards", "words as far left", "no gap"],
)
def test_other_figures_are_words(words: list[Word]) -> None:
    (found,) = without_margins([page(words)])
    assert (len(found.words), found.across) == (len(words), ())


def test_a_column_of_numbers_in_a_table_is_a_column() -> None:
    words = [*lines(5), *numbers(1, 2, 3, 4, 5)]
    (found,) = without_margins([page(words, [(30.0, 80.0, 500.0, 80.0), (30.0, 80.0, 30.0, 200.0)])])
    assert len(found.words) == 10


TABLE = [(62.0, 90.0, 420.0, 90.0), (62.0, 90.0, 62.0, 200.0), (420.0, 90.0, 420.0, 200.0)]
COMMENT = [word("Commented", 440.0, 1, size=8), word("why?", 490.0, 1, size=8), word("Ask", 440.0, 2, size=8)]


def test_comments_in_smaller_print_beside_the_text_are_notes() -> None:
    more = [word("Later", 440.0, 7, size=8)]
    (found,) = without_margins([page([*lines(5), *COMMENT, *more], TABLE)])
    assert [each.text for each in found.words] == ["words"] * 5
    assert found.notes == (Note("Commented why? Ask", is_read=False), Note("Later", is_read=False))


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ([word("as", 440.0, 1), word("large", 460.0, 1)], TABLE),
        ([word("not", 440.0, 1, size=8), word("aligned", 450.0, 2, size=8)], TABLE),
        ([word("beneath", 430.0, 1, size=8), word("a-line-that-reaches-far-to-the-right-side", 300.0, 8)], TABLE),
        ([word("alone", 440.0, 1, size=8)], []),
        ([word("small", 300.0, 1, size=8)], [(62.0, 90.0, 250.0, 90.0)]),
    ],
    ids=["as large", "not aligned", "among the text", "without tables", "in the middle"],
)
def test_other_words_at_the_right_are_words(words: list[Word], rules: list[BBox]) -> None:
    (found,) = without_margins([page([*lines(5), *words], rules)])
    assert len(found.words) == 5 + len(words)
    assert found.notes == ()


def test_a_page_number_beside_the_text_is_no_comment() -> None:
    foot = Word(440.0, 780.0, 470.0, 788.0, "Page", bold=False)
    (found,) = without_margins([page([*lines(5), foot], TABLE)])
    assert foot in found.words
