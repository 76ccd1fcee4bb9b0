"""Papers of a file that nothing but their titles tells apart: pages without numbers, and such as count from 1.

A title alone begins no paper, for sections have titles too. Here a paper may begin where a page begins in the print of
the file's first title, the page before ends early, and no line runs over both; whoever asks has to see that it is a
paper.
"""

from __future__ import annotations

from risktrail.ingest.layout.lines import lines_of
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pieces.page_signs import PageSigns
from risktrail.ingest.pieces.parts import FilePart, cut
from risktrail.ingest.pieces.settings import SETTINGS


def parts_by_titles(file: FilePart) -> list[FilePart]:
    """The parts of a file that its signs leave in one; one part where it shows more than titles."""
    places = [place for place, page in enumerate(file.signs) if place and _may_be_first(page)]
    first = _print_of_title(file, 0) if places else None
    if first is None:
        return [file]
    starts = [file.first]
    for place in places:
        runs_on = file.signs[place - 1].running & file.signs[place].running
        if _ends_early(file.pages[place - 1]) and not runs_on and _print_of_title(file, place) == first:
            starts.append(file.pages[place].number)
    return cut(file.pages, file.signs, starts)


def _may_be_first(page: PageSigns) -> bool:
    """Whether a page's number, where it has one, may be that of a paper's first page."""
    return not page.numbers or any(printed.number == 1 for printed in page.numbers.values())


def _ends_early(page: Page) -> bool:
    """Whether a page has room left above its foot: what follows begins on the next page for a reason."""
    foot = (1 - SETTINGS.margin) * page.height
    return max((word.bottom for word in page.words if word.top < foot), default=0.0) < SETTINGS.early_end * page.height


def _print_of_title(file: FilePart, place: int) -> tuple[float, bool] | None:
    """The size of the title that a page begins with, to half a point, and whether it is bold; None without a title."""
    page, signs = file.pages[place], file.signs[place]
    if signs.title is None:
        return None
    head = [word for word in page.words if word.top < SETTINGS.head * page.height]
    line = min(lines_of(page.number, head), key=lambda each: each.top)
    return round(2 * line.size) / 2, line.bold
