"""What tags say of lines, and where they are not believed. Letters are five points wide, lines ten points high."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from risktrail.ingest.layout.line_tags import LineTags, ListTags
from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pdf.page_tags import PageTags, TaggedText, TagPlace

HEIGHT = 1_000


def line(text: str, top: float, *, page: int = 1, x0: float = 50) -> Line:
    (made,) = lines_of(page, [Word(x0, top, x0 + 5 * len(text), top + 10, text)])
    return made


def text_of(line: Line, place: TagPlace | None) -> TaggedText:
    """A line as it is drawn: what ink it has, without the white above and below."""
    return TaggedText((line.x0, line.top + 2, line.x1, line.bottom - 2), place)


def page_of(texts: Sequence[TaggedText], number: int = 1) -> Page:
    return Page(number, 600, HEIGHT, (), (), (), tags=PageTags(lambda: texts))


def paragraph(*path: int) -> TagPlace:
    return TagPlace(item=path)


def item(*path: int) -> TagPlace:
    return TagPlace(item=path, is_list_item=True)


LINES = [line(text, 500 + 12 * place) for place, text in enumerate(("Alpha", "Beta", "Gamma"))]


def told(
    places: Sequence[TagPlace | None],
    others: Sequence[TaggedText] = (),
    *,
    sure: str = "",
    lines: Sequence[Line] = LINES,
) -> list[bool | None]:
    """Whether each line but the first goes on with the one before, where the lines have these places. `sure` is the
    text of the line that goes on for sure."""
    texts = [text_of(each, place) for each, place in zip(lines, places, strict=True)]
    pages = [
        page_of([text for each, text in zip(lines, texts, strict=True) if each.page == number] + list(others), number)
        for number in dict.fromkeys(each.page for each in lines)
    ]
    found: ListTags = LineTags(pages).of_list(lines, lambda _, following: following.text == sure)
    return [found.goes_on(index) for index in range(1, len(lines))]


def test_lines_of_one_item_go_on_and_those_of_two_do_not() -> None:
    assert told([item(0, 0), item(0, 0), item(0, 1)]) == [True, False]
    assert told([paragraph(0), paragraph(0), paragraph(1)]) == [True, False]


def test_single_lines_in_list_items_are_items() -> None:
    assert told([item(0, 0), item(0, 1), item(0, 2)]) == [False, False]


def test_a_paragraph_for_each_line_says_nothing() -> None:
    assert told([paragraph(0), paragraph(1), paragraph(2)]) == [None, None]
    elsewhere = [text_of(line("Delta", top), paragraph(3)) for top in (700, 712)]
    assert told([paragraph(0), paragraph(1), paragraph(2)], elsewhere) == [False, False]


def test_an_item_that_stands_elsewhere_too_says_nothing() -> None:
    """As where all of a page is one paragraph."""
    assert told([paragraph(0)] * 3, [text_of(line("Delta", 700), paragraph(0))]) == [None, None]
    assert told([item(0, 0)] * 3, [text_of(line("Delta", 512, x0=400), item(0, 0))]) == [None, None]


def test_items_whose_lines_do_not_follow_one_another_say_nothing() -> None:
    assert told([item(0, 0), item(0, 1), item(0, 0)]) == [None, None]


def test_an_item_that_begins_within_a_sentence_says_nothing() -> None:
    places = [item(0, 0), item(0, 1), item(0, 2)]
    assert told(places, sure="Beta") == [None, None]
    assert told([item(0, 0), item(0, 0), item(0, 2)], sure="Beta") == [True, False]


@pytest.mark.parametrize("place", [None, TagPlace(), TagPlace(cell=(0, 0), row=(0,))])
def test_a_line_in_no_item_says_nothing(place: TagPlace | None) -> None:
    assert told([item(0, 0), item(0, 0), place]) == [True, None]


def test_a_line_in_two_items_says_nothing() -> None:
    half = TaggedText((60, 526, 62, 530), item(0, 9))
    assert told([item(0, 0), item(0, 0), item(0, 1)], [half]) == [True, None]


def test_a_page_without_tags_says_nothing() -> None:
    found = LineTags([page_of([])._replace(tags=None)]).of_list(LINES, lambda _, __: False)
    assert [found.goes_on(index) for index in (1, 2)] == [None, None]


@pytest.mark.parametrize(
    ("before", "behind", "goes_on"),
    [
        (item(0, 0), item(0, 0), True),
        (item(0, 0), item(0, 1), False),
        (item(0, 0), item(1, 0), None),
        (paragraph(0), paragraph(1), None),
        (paragraph(0, 0)._replace(table=(0,)), paragraph(0, 1)._replace(table=(0,)), False),
    ],
)
def test_over_a_page_end_two_items_are_two_where_what_is_around_them_is_one(
    before: TagPlace, behind: TagPlace, goes_on: bool | None
) -> None:
    """WeasyPrint parts a paragraph, a list and a table in two where a page ends."""
    lines = [line("Alpha", 900), line("Beta", 100, page=2), line("Gamma", 112, page=2)]
    assert told([before, behind, behind], lines=lines) == [goes_on, True]


UPPER = Row(1, 800, 50, 500, (Cell(50, 200, (line("Alpha", 800), line("Beta", 812))), Cell(200, 500, ())))
LOWER = Row(2, 100, 50, 500, (Cell(50, 200, (line("Gamma", 100, page=2),)), Cell(200, 500, ())))


def in_cell(*path: int) -> TagPlace:
    """The place of what stands in a cell; its path is that of its table, its row, and itself."""
    return TagPlace(cell=path, row=path[:-1], table=path[:-2])


def are_one(
    upper: Sequence[TagPlace | None],
    lower: TagPlace | None,
    others: Sequence[TaggedText] = (),
) -> bool | None:
    above = [text_of(each, place) for each, place in zip(UPPER.lines, upper, strict=True)]
    pages = [page_of(above), page_of([text_of(LOWER.lines[0], lower), *others], 2)]
    return LineTags(pages).are_one_row(UPPER, LOWER)


def test_pieces_of_one_row_are_one() -> None:
    assert are_one([in_cell(0, 3, 0)] * 2, in_cell(0, 3, 0)) is True
    assert are_one([in_cell(0, 3, 0)] * 2, in_cell(0, 3, 1)) is True


def test_rows_of_one_table_are_two() -> None:
    assert are_one([in_cell(0, 3, 0)] * 2, in_cell(0, 4, 0)) is False


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ([in_cell(0, 3, 0)] * 2, in_cell(1, 0, 0)),  # the table is tagged anew
        ([in_cell(0, 2, 0), in_cell(0, 3, 0)], in_cell(0, 3, 0)),  # a row for each line
        ([in_cell(0, 3, 0), None], in_cell(0, 3, 0)),
        ([None, None], None),
        ([paragraph(0)] * 2, paragraph(0)),
    ],
)
def test_other_places_say_nothing_of_rows(upper: Sequence[TagPlace | None], lower: TagPlace | None) -> None:
    assert are_one(upper, lower) is None


def test_a_row_that_is_the_whole_table_says_nothing() -> None:
    more = text_of(line("Delta", 140, page=2), in_cell(0, 3, 0))
    assert are_one([in_cell(0, 3, 0)] * 2, in_cell(0, 3, 0), [more]) is None


def test_a_row_whose_columns_stand_on_two_pages_says_nothing() -> None:
    """As of a sheet that is too wide for its paper."""
    upper = UPPER._replace(cells=(UPPER.cells[0], Cell(200, 500, (line("Delta", 800, page=3),))))
    places = [text_of(each, in_cell(0, 3, 0)) for each in upper.lines]
    lower = text_of(LOWER.lines[0], in_cell(0, 3, 0))
    tags = LineTags([page_of(places[:2]), page_of([lower], 2), page_of(places[2:], 3)])
    assert tags.are_one_row(upper, LOWER) is None


def test_a_row_for_each_line_says_nothing() -> None:
    upper = Row(1, 800, 50, 500, (Cell(50, 500, (line("Alpha", 800),)),))
    places = (in_cell(0, 3, 0), in_cell(0, 4, 0))
    pages = [
        page_of([text_of(row.lines[0], place)], row.page) for row, place in zip((upper, LOWER), places, strict=True)
    ]
    assert LineTags(pages).are_one_row(upper, LOWER) is None


FOOT = line("Office", 980)
BODY = [line(f"Text {place}", 300 + 12 * place) for place in range(20)]


@pytest.mark.parametrize(("untagged", "is_artifact"), [(0, True), (2, True), (3, False), (20, False)])
def test_a_line_in_no_element_is_an_artifact_where_the_text_is_tagged(untagged: int, is_artifact: bool) -> None:
    body = [text_of(each, None if place < untagged else paragraph(0)) for place, each in enumerate(BODY)]
    assert LineTags([page_of([*body, text_of(FOOT, None)])]).is_artifact(FOOT) is is_artifact


def test_a_line_in_an_element_is_text_and_no_artifact() -> None:
    body = [text_of(each, paragraph(0)) for each in BODY]
    for place, is_text in ((paragraph(1), True), (in_cell(0, 0, 0), True), (TagPlace(), False)):
        tags = LineTags([page_of([*body, text_of(FOOT, place)])])
        assert (tags.is_text(FOOT), tags.is_artifact(FOOT)) == (is_text, False)


def test_a_line_that_is_not_drawn_as_text_is_neither() -> None:
    tags = LineTags([page_of([text_of(each, paragraph(0)) for each in BODY])])
    assert (tags.is_text(FOOT), tags.is_artifact(FOOT)) == (False, False)
