"""What a page shows of the paper it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pieces.page_signs import PageSigns, PrintedNumber, page_signs
from risktrail.ingest.pieces.settings import SETTINGS

HEIGHT = 800.0
BODY = tuple((f"Words of the text in line {row}", 300.0 + 14 * row, 10.0, False) for row in range(5))
Printed = tuple[str, float, float, bool]


def page(*lines: Printed, number: int = 1) -> Page:
    """A page of lines: text, top, size and whether bold."""
    words = []
    for text, top, size, bold in lines:
        x = 60.0
        for part in text.split(" "):
            if not part:  # two spaces: a gap as between columns
                x += 60
                continue
            words.append(Word(x, top, x + 5 * len(part), top + size, part, bold))
            x += 5 * len(part) + 3
    return Page(number, 600.0, HEIGHT, tuple(words), (), ())


def signs(*lines: Printed) -> PageSigns:
    """The signs of a page with these lines above its text."""
    return of_pages(page(*lines, *BODY))[0]


def of_pages(*pages: Page) -> Sequence[PageSigns]:
    """The signs of pages on which words such as `REF-7` are references in the margin."""
    return page_signs(
        pages,
        lambda text, in_margin: [word for word in text.split() if in_margin and word.startswith("REF-")],
        lambda text: "REF-" in text,
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (("The Register", 120, 13.0, False), "The Register"),
        (("The Register", 120, 12.9, False), None),
        (("The Register", 120, 10.0, True), "The Register"),
        (("Number  Risk  Rating", 120, 10.0, True), None),
        (("Register", 120, 10.0, True), None),
        (("The Register", SETTINGS.head * HEIGHT + 1, 13.0, False), None),
    ],
    ids=["large", "not-so-large", "bold", "heads of columns", "one bold word", "too low"],
)
def test_a_title_is_large_or_bold_and_stands_at_the_pages_head(line: Printed, title: str | None) -> None:
    below = [each for each in BODY if each[1] > line[1]]
    assert of_pages(page(line, *below, *(() if below else BODY)))[0].title == title


def test_a_title_stands_below_running_lines_and_takes_the_large_lines_after_it() -> None:
    found = signs(
        ("Board, Meeting 3", 30, 8, False), ("Harbour Board", 100, 16, False), ("Risk Register", 122, 16, False)
    )
    assert found.title == "Harbour Board Risk Register"


def test_nothing_below_the_text_is_a_title() -> None:
    assert signs(("Words before it", 110, 10, False), ("Risk Register", 130, 16, False)).title is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Page 3 of 6", {"page # of #": PrintedNumber(3, 6)}),
        ("Finance – page 3", {"page #": PrintedNumber(3)}),
        ("3/6", {"#/#": PrintedNumber(3, 6)}),
        ("- 3 -", {"- # -": PrintedNumber(3)}),
        ("Meeting of 3 May", {}),
    ],
)
def test_page_numbers_are_read_in_the_margin(text: str, numbers: dict[str, PrintedNumber]) -> None:
    assert signs((text, 770, 8, False)).numbers == numbers
    assert signs((text, 200, 8, False)).numbers == {}


def test_running_lines_are_told_apart_by_more_than_their_numbers() -> None:
    found = signs(("Board, Meeting 3", 30, 8, False), ("Page 3 of 6", 770, 8, False))
    assert found.running == {"board, meeting #"}


def test_a_reference_in_the_margin_is_the_papers_own() -> None:
    assert signs(("Paper REF-7", 30, 8, False), ("as REF-6 said", 130, 10, False)).references == {"REF-7"}


def test_a_page_of_few_words_has_the_print_of_the_file() -> None:
    cover = page(("Papers of the Board", 300, 18, False))
    first, _ = of_pages(cover, page(*BODY, number=2))
    assert first.title == "Papers of the Board"


def test_a_title_has_at_most_fourteen_words_and_three_lines() -> None:
    words = " ".join(["risk"] * SETTINGS.title_words)
    assert signs((words, 120, 16, False)).title == words
    assert signs((f"{words} more", 120, 16, False)).title is None
    lines = [(f"Line {number}", 100.0 + 20 * number, 16.0, False) for number in range(1, 5)]
    assert signs(*lines).title == "Line 1 Line 2 Line 3"


@pytest.mark.parametrize(("words", "is_running"), [(14, True), (15, False)])
def test_a_long_line_in_the_margin_is_text(words: int, is_running: bool) -> None:
    text = " ".join(["the"] * words)
    assert bool(signs((text, 30, 8, False)).running) == is_running


@pytest.mark.parametrize(("text", "is_running"), [("Page 3 – ab", False), ("Page 3 – abc", True)])
def test_a_running_line_names_something(text: str, is_running: bool) -> None:
    assert bool(signs((text, 30, 8, False)).running) == is_running


@pytest.mark.parametrize(
    ("bottom", "is_running"), [(SETTINGS.margin * HEIGHT, True), (SETTINGS.margin * HEIGHT + 1, False)]
)
def test_running_lines_stand_in_the_margin(bottom: float, is_running: bool) -> None:
    assert bool(signs(("Harbour Board", bottom - 8, 8, False)).running) == is_running


@pytest.mark.parametrize(("words", "title"), [(19, "Papers of the Board"), (20, None)])
def test_twenty_words_are_a_pages_own_print(words: int, title: str | None) -> None:
    """All of a page is large: it has a title where the file's print counts, and none where its own does."""
    large = [("Papers of the Board", 100.0, 18.0, False), ("so " * (words - 5) + "so", 300.0, 18.0, False)]
    first, _ = of_pages(
        page(*large), page(*BODY, *((text, top + 100, size, bold) for text, top, size, bold in BODY), number=2)
    )
    assert first.title == title
