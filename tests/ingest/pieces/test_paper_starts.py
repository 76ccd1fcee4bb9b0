"""On which pages of a file a paper begins: how the signs of it count together."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from risktrail.ingest.pieces.page_signs import PageSigns, PrintedNumber
from risktrail.ingest.pieces.paper_starts import paper_starts

Pages = list[dict[str, Any]]


def file(*pages: dict[str, Any]) -> list[PageSigns]:
    """Pages with these signs. `n` is the page number, `of` the last, `head` a running line, `ref` a reference."""
    return [
        PageSigns(
            number=at,
            width=842.0 if each.get("turned") else 595.0,
            height=595.0 if each.get("turned") else 842.0,
            running=frozenset([each["head"]] if "head" in each else []),
            numbers={("page # of #" if "of" in each else "page #"): PrintedNumber(each["n"], each.get("of"))}
            if "n" in each
            else {},
            references=frozenset([each["ref"]] if "ref" in each else []),
            usual_of=lambda: 10.0,
            title_of=partial(each.get, "title"),
        )
        for at, each in enumerate(pages, 1)
    ]


def test_numbers_that_begin_again_under_a_title_begin_a_paper() -> None:
    pages: Pages = [{"n": 1, "title": "Minutes"}, {"n": 2}, {"n": 1, "title": "Register"}, {"n": 2}]
    assert paper_starts(file(*pages)) == [1, 3]
    pages[2]["title"] = None
    assert paper_starts(file(*pages)) == [1]


def test_a_number_that_stands_still_counts_nothing() -> None:
    pages: Pages = [{"n": 1, "of": 2, "title": "Register"}, {"n": 1, "of": 2, "title": "Recommendations"}]
    assert paper_starts(file(*pages)) == [1]
    assert paper_starts(file(*[{**page, "of": 1} for page in pages])) == [1, 2]


def test_a_first_page_that_prints_no_number_is_page_one() -> None:
    pages: Pages = [{"n": 1}, {"n": 2}, {"title": "Register"}, {"n": 2, "of": 3}, {"n": 3, "of": 3}]
    assert paper_starts(file(*pages)) == [1, 3]


def test_a_cover_without_a_number_belongs_to_the_paper_behind_it() -> None:
    pages: Pages = [{"title": "Cover"}, {"n": 1, "title": "Register"}, {"n": 2}]
    assert paper_starts(file(*pages)) == [1]
    assert paper_starts(file(*pages), bookmarks=[2]) == [1]
    contents: Pages = [
        {"title": "Cover"},
        {"title": "Contents"},
        {"n": 1, "of": 2, "title": "Register"},
        {"n": 2, "of": 2},
    ]
    assert paper_starts(file(*contents)) == [1]


def test_a_paper_that_ends_before_the_file_begins_with_its_page_one() -> None:
    pages: Pages = [
        {"title": "Agenda"},
        {"n": 1, "of": 2, "title": "Register"},
        {"n": 2, "of": 2},
        {"title": "Minutes"},
        {},
    ]
    assert paper_starts(file(*pages)) == [1, 2, 4]


def test_another_reference_begins_a_paper_and_the_same_one_none() -> None:
    pages: Pages = [{"ref": "A_1"}, {}, {"ref": "A_2"}, {"ref": "A_2"}, {}]
    assert paper_starts(file(*pages)) == [1, 3]


def test_other_running_lines_begin_a_paper_under_a_title() -> None:
    pages: Pages = [
        {"head": "minutes"},
        {"head": "minutes"},
        {"head": "register", "title": "Register"},
        {"head": "register"},
    ]
    assert paper_starts(file(*pages)) == [1, 3]
    pages[2]["title"] = None
    assert paper_starts(file(*pages)) == [1]


def test_a_running_line_of_the_whole_file_hides_no_other() -> None:
    pages = file(
        {"head": "minutes"}, {"head": "minutes"}, {"head": "register", "title": "Register"}, {"head": "register"}
    )
    stamped = [page._replace(running=page.running | {"papers of may"}) for page in pages]
    assert paper_starts(stamped) == [1, 3]


@pytest.mark.parametrize(
    "section",
    [
        {"n": 3, "title": "Appendix A"},
        {"n": 3, "title": "Appendix A", "turned": True},
        {"n": 3, "title": "Appendix A", "turned": True, "head": "appendix"},
        {"title": "Appendix A", "turned": True},
    ],
)
def test_a_section_on_a_page_of_its_own_begins_no_paper(section: dict[str, Any]) -> None:
    pages: Pages = [{"n": 1, "title": "Register", "head": "register"}, {"n": 2, "head": "register"}, section, {"n": 4}]
    assert paper_starts(file(*pages)) == [1]


def test_a_section_with_a_bookmark_begins_no_paper() -> None:
    pages: Pages = [{"title": "Register"}, {}, {"title": "Appendix A"}, {}]
    assert paper_starts(file(*pages), bookmarks=[1, 3]) == [1]


def test_a_number_that_goes_on_with_the_papers_own_count_speaks_against_all_else() -> None:
    pages: Pages = [
        {"title": "Agenda"},
        {"n": 1, "of": 3, "title": "Register"},
        {"n": 2, "of": 3},
        {"n": 3, "of": 3, "title": "Annex", "turned": True},
        {"title": "Minutes"},
    ]
    assert paper_starts(file(*pages), bookmarks=[2, 4]) == [1, 2, 5]


def test_size_title_and_bookmark_together_begin_a_paper() -> None:
    pages: Pages = [{"title": "Register"}, {}, {"title": "Money", "turned": True}, {"turned": True}]
    assert paper_starts(file(*pages)) == [1]
    assert paper_starts(file(*pages), bookmarks=[1, 3]) == [1, 3]


@pytest.mark.parametrize(
    ("labels", "starts"),
    [
        (("1", "2", "1", "2"), [1, 3]),
        (("1", "2", "A-1", "A-2"), [1, 3]),
        (("i", "ii", "iii", "iv"), [1]),
        (("1", "2", "3", "4"), [1]),
        (("A-1", "A-2", "A-3", "A-4"), [1]),
    ],
)
def test_labels_that_do_not_go_on_are_one_sign(labels: tuple[str, ...], starts: list[int]) -> None:
    pages = file({"title": "Register"}, {}, {"title": "Money"}, {})
    assert paper_starts(pages, bookmarks=[3], labels=labels) == starts


@pytest.mark.parametrize(("front", "starts"), [(2, [1]), (3, [1, 4])])
def test_what_stands_before_a_page_one_is_a_cover_or_another_paper(front: int, starts: list[int]) -> None:
    pages: Pages = [{} for _ in range(front)]
    assert paper_starts(file(*pages, {"n": 1, "title": "Register", "turned": True}, {"n": 2, "turned": True})) == starts


@pytest.mark.parametrize(("wider", "starts"), [(6.0, [1]), (6.1, [1, 3])])
def test_pages_that_differ_by_a_few_points_are_of_one_size(wider: float, starts: list[int]) -> None:
    pages = file({"title": "Register"}, {}, {"title": "Money"}, {})
    pages[2:] = [page._replace(width=page.width + wider) for page in pages[2:]]
    assert paper_starts(pages, bookmarks=[3]) == starts


def test_the_last_page_of_a_count_ends_a_paper_where_a_title_follows() -> None:
    pages: Pages = [{"n": 1, "of": 2}, {"n": 2, "of": 2}, {"title": "Minutes"}, {}]
    assert paper_starts(file(*pages)) == [1, 3]
    assert paper_starts(file(*pages[:2], {}, {})) == [1]
