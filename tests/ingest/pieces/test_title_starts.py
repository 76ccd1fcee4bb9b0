"""In a file whose papers nothing but titles tells apart, on which pages they may begin."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.page import Document, Page, Word
from risktrail.ingest.pieces.parts import parts_of
from risktrail.ingest.pieces.settings import SETTINGS
from risktrail.ingest.pieces.title_starts import parts_by_titles

HIGH = 842.0


def page(
    number: int, title: str = "", *, size: float = 17.0, end: float = 0.5, foot: str = "", bold: bool = True
) -> Page:
    """A page with a title, text down to a share of its height, and a line at its foot."""
    lines = [(100.0 + 14 * row, f"text of page {number} in row {row}", 10.0) for row in range(6)]
    lines.append((end * HIGH - 10, f"end of page {number}", 10.0))
    if title:
        lines.insert(0, (70.0, title, size))
    if foot:
        lines.append((HIGH - 40, foot, 8.0))
    words = [
        Word(60 + 40 * at, top, 95 + 40 * at, top + high, text, bold and high == size)
        for top, line, high in lines
        for at, text in enumerate(line.split())
    ]
    return Page(number, 595.0, HIGH, tuple(words), (), ())


def starts(*pages: Page) -> list[int]:
    (file,) = parts_of(Document([*pages], None), lambda *_: (), lambda _: False)
    return [part.first for part in parts_by_titles(file)]


def test_papers_begin_with_titles_behind_pages_that_end_early() -> None:
    pages = [page(1, "Agenda"), page(2, "Minutes of May"), page(3), page(4, "Risk Register"), page(5)]
    assert starts(*pages) == [1, 2, 4]


@pytest.mark.parametrize(("end", "begins"), [(SETTINGS.early_end - 0.01, True), (SETTINGS.early_end + 0.01, False)])
def test_a_title_behind_a_full_page_begins_none(end: float, begins: bool) -> None:
    assert (starts(page(1, "Agenda", end=end), page(2, "Minutes of May")) == [1, 2]) is begins


@pytest.mark.parametrize("feet", [("", "Page 1 of 1"), ("", "1"), ("Page 1", "")], ids=str)
def test_papers_may_begin_on_pages_that_have_no_number_or_the_first(feet: tuple[str, str]) -> None:
    assert starts(page(1, "Agenda", foot=feet[0]), page(2, "Minutes of May", foot=feet[1])) == [1, 2]


@pytest.mark.parametrize(
    "pages",
    [
        [page(1, "Agenda"), page(2, "Current risks", size=14.0)],
        [page(1, "Agenda"), page(2, "Current risks", bold=False)],
        [page(1), page(2, "Minutes of May")],
        [page(1, "Agenda", foot="Harbour papers"), page(2, "Minutes of May", foot="Harbour papers")],
        [page(1, "Agenda"), page(2, "Minutes of May", foot="2")],
        [page(1, "Agenda")],
    ],
    ids=["smaller", "not bold", "no first title", "running line", "its second page", "one page"],
)
def test_what_shows_otherwise_is_one_paper(pages: list[Page]) -> None:
    assert starts(*pages) == [1]
