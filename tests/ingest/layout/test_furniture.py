"""Running headers and footers, at both sides of each limit. Pages are 1,000 points high, and their text 10."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from risktrail.ingest.layout.furniture import find_furniture, foot_lines
from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.tables import Block, Cell, PageLayout, Row, Table
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pdf.page_tags import PageTags, TaggedText, TagPlace

NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa")


class Words:
    """A family whose papers say `Page` in their running lines, and have no other words."""

    def is_running(self, text: str) -> bool:
        return text.startswith("Page")

    def is_content(self, line: Line) -> bool:
        return line.text == "Impact"

    def is_head(self, texts: Sequence[str]) -> bool:
        return list(texts) == ["Risk", "Rating"]


def line(text: str, bottom: float, *, size: float = 10.0) -> Line:
    (made,) = lines_of(1, [Word(50, bottom - size, 300, bottom, text)])
    return made


def row(text: str, top: float) -> Row:
    return Row(1, top, 50, 500, (Cell(50, 500, (line(text, top + 12),)),))


def on_page(block: Block, number: int) -> Block:
    """A line on the page of this number; tables are told by identity and stay."""
    return block._replace(page=number) if isinstance(block, Line) else block


def tagged(layout: PageLayout, untagged: Sequence[str]) -> Page:
    """A page whose lines stand in paragraphs, but for some."""
    texts = [
        TaggedText((each.x0, each.top + 2, each.x1, each.bottom - 2), None if each.text in untagged else TagPlace((0,)))
        for each in layout.lines
    ]
    return Page(layout.number, layout.width, layout.height, (), (), (), tags=PageTags(lambda: texts))


def in_order(*blocks: Block) -> list[Block]:
    return sorted(blocks, key=lambda block: block.top)


def furniture(*pages: Sequence[Block], untagged: Sequence[str] | None = None) -> list[str]:
    """The text of what is furniture on these pages, each with a line of its own in its middle. In a tagged paper, the
    `untagged` lines stand in no element."""
    layouts = [
        PageLayout(
            number, 600, 1_000, tuple(on_page(block, number) for block in in_order(*blocks, line(f"Text {name}", 500)))
        )
        for number, (name, blocks) in enumerate(zip(NAMES, pages, strict=False), 1)
    ]
    tags = LineTags() if untagged is None else LineTags([tagged(layout, untagged) for layout in layouts])
    found = find_furniture(layouts, Words(), tags)
    return [piece.text if isinstance(piece, Line) else piece.cells[0].text for piece in found]


@pytest.mark.parametrize(("bottom", "found"), [(129.9, 3), (130.1, 0)])
def test_a_repeated_line_is_furniture_in_the_margin_only(bottom: float, found: int) -> None:
    assert len(furniture(*[[line("Board paper", bottom)]] * 3)) == found


@pytest.mark.parametrize(("bottom", "found"), [(84.9, ["Page 1"]), (85.1, [])])
def test_a_line_known_by_its_words_must_stand_at_the_edge(bottom: float, found: list[str]) -> None:
    assert furniture([line("Page 1", bottom)]) == found


@pytest.mark.parametrize(("below", "found"), [(13.9, 2), (14.1, 0)])
def test_a_line_on_two_pages_is_furniture_where_no_white_parts_it_from_the_edge(below: float, found: int) -> None:
    pages = [[line(f"Chapter {name}", 60), line("Board paper", 60 + below)] for name in NAMES[:2]]
    assert furniture(*pages, [], [], []).count("Board paper") == found


@pytest.mark.parametrize(("moved", "found"), [(2.9, 2), (3.1, 0)])
def test_a_running_line_may_move_a_little_between_pages(moved: float, found: int) -> None:
    assert len(furniture([line("Board paper", 50)], [line("Board paper", 50 + moved)])) == found


@pytest.mark.parametrize(("pages", "found"), [(6, 6), (5, 0)])
def test_a_line_apart_from_the_edge_is_furniture_where_most_pages_have_it(pages: int, found: int) -> None:
    blocks = [[line(f"Chapter {name}", 20), line("Board paper", 60)] for name in NAMES]
    others = [blocks_of_page[:1] for blocks_of_page in blocks[pages:]]
    assert furniture(*blocks[:pages], *others).count("Board paper") == found


@pytest.mark.parametrize(("size", "found"), [(9.2, ["Board paper"]), (9.4, [])])
def test_print_at_the_edge_that_is_smaller_than_the_text_is_furniture(size: float, found: list[str]) -> None:
    assert furniture([line("Board paper", 50, size=size), line("Text", 400)]) == found


@pytest.mark.parametrize(("top", "found"), [(159.9, 2), (160.1, 0)])
def test_a_row_in_a_header_begins_in_the_margin(top: float, found: int) -> None:
    assert len(furniture(*[[Table((row("SEC", top),), is_ruled=True)]] * 2)) == found


@pytest.mark.parametrize(("pages", "found"), [(6, 6), (5, 0)])
def test_a_row_is_furniture_where_most_pages_have_it(pages: int, found: int) -> None:
    header: list[Block] = [Table((row("SEC", 40),), is_ruled=True)]
    assert len(furniture(*[header] * pages, *[[]] * (10 - pages))) == found


def grid_row(texts: Sequence[str], top: float, edges: Sequence[float], bottom: float) -> Row:
    """A row of ruled cells between these edges."""
    cells = [
        Cell(x0, x1, (line(text, top + 12),), bottom=bottom)
        for (x0, x1), text in zip(pairwise(edges), texts, strict=True)
    ]
    return Row(1, top, edges[0], edges[-1], tuple(cells))


@pytest.mark.parametrize(
    ("edges", "white", "found"),
    [
        ((50, 100, 300, 500), 0, 0),  # the head of the grid below it
        ((50, 102, 300, 500), 0, 0),  # as another producer rounds its edges
        ((50, 250, 500), 0, 3),  # a header that only touches the grid
        ((50, 100, 300, 500), 20, 3),  # a header above the grid, with white between
        ((50, 500), 0, 3),  # a single cell has the edges of any table
    ],
)
def test_the_head_of_a_grid_is_no_furniture_however_often_it_is_repeated(
    edges: tuple[float, ...], white: float, found: int
) -> None:
    head = grid_row(("Kennel", "Hazard", "Warden")[: len(edges) - 1], 40, edges, 55)
    pages = [
        Table((head, grid_row((name, f"Beam {name}", "Clerk"), 55 + white, (50, 100, 300, 500), 90)), is_ruled=True)
        for name in NAMES[:3]
    ]
    assert len(furniture(*([page] for page in pages))) == found


def test_what_is_repeated_below_the_head_of_a_grid_stays_with_it() -> None:
    head = grid_row(("Kennel", "Hazard", "Warden"), 40, (50, 100, 300, 500), 55)
    group = grid_row(("Buildings",), 55, (50, 500), 70)
    pages = [
        Table((head, group, grid_row((name, f"Beam {name}", "Clerk"), 70, (50, 100, 300, 500), 90)), is_ruled=True)
        for name in NAMES[:3]
    ]
    assert furniture(*([page] for page in pages)) == []


@pytest.mark.parametrize(
    ("above", "bottom", "found"),
    [
        (14.1, 975, ["Run in May"]),
        (13.9, 975, []),  # the last line of a text that goes down to the page's end
        (100, 924, []),  # above the edge
    ],
)
def test_the_foot_of_a_page_is_parted_from_its_text(above: float, bottom: float, found: list[str]) -> None:
    blocks = (line("Text", bottom - above), line("Run in May", bottom))
    assert [each.text for each in foot_lines([PageLayout(1, 600, 1_000, blocks)])] == found


@pytest.mark.parametrize("bottom", [30, 84, 129, 990])
def test_a_line_of_one_page_that_stands_in_no_tag_is_furniture(bottom: float) -> None:
    page = [line("Board paper", bottom)]
    assert furniture(page) == []
    assert furniture(page, untagged=["Board paper"]) == ["Board paper"]
    assert furniture(page, untagged=[]) == []


def test_a_line_in_no_tag_is_none_outside_of_the_margin_near_the_text_or_where_it_is_the_papers_own() -> None:
    assert furniture([line("Board paper", 131)], untagged=["Board paper"]) == []
    assert furniture([line("Impact", 30)], untagged=["Impact"]) == []
    assert furniture([line("Large", 30, size=12), line("Text", 512)], untagged=["Large"]) == []
    text = [line(f"Text {place}", 118 + 12 * place) for place in range(3)]
    assert furniture(text, untagged=["Text 0"]) == []


def test_lines_that_few_pages_repeat_are_text_where_tags_say_so_and_leave_others_out() -> None:
    pages = [[line("Board paper", 30), line("Shut", 990)]] * 2
    both = ["Board paper", "Shut"] * 2
    assert sorted(furniture(*pages)) == sorted(both)
    assert furniture(*pages, untagged=["Board paper"]) == ["Board paper"] * 2
    assert sorted(furniture(*pages, untagged=[])) == sorted(both)


def test_lines_that_many_pages_repeat_are_furniture_whatever_tags_say() -> None:
    pages = [[line("Board paper", 30), line("Shut", 990)]] * 3
    assert len(furniture(*pages, untagged=["Board paper"])) == 6
