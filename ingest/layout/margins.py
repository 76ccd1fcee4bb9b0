"""What stands beside the text in a page's margins: line numbers, and reviewers' comments that a program has printed.

Both stand on the lines of the text without being a part of them. Line numbers count on in a column to the left of
everything else; comments stand in smaller print to the right of all text and tables, each line from one left edge on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from risktrail.ingest.layout.lines import body_size, lines_of
from risktrail.ingest.pdf.page import Note, Page, Word


@dataclass(frozen=True, slots=True)
class MarginSettings:
    """Where line numbers and comments stand."""

    fewest_numbers: int = 5
    """Numbers of one page, at least, that make a column of line numbers."""
    aligned: float = 2.0
    """Points within which the edges of numbers, and those of comments' lines, are one."""
    gap: float = 4.0
    """Points between such a column and the text, at least."""
    comment_size: float = 0.9
    """Of the text's size: comments are printed smaller than this."""
    edge: float = 0.085
    """Of the page's height: nearer to its top or foot stand running lines and page numbers."""
    comment_place: float = 0.6
    """Of the page's width: comments begin to the right of this."""


SETTINGS = MarginSettings()
_LEFT = itemgetter(0)


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """The pages without line numbers, which are put `across`, and without comments, which are put among the `notes`.

    It is asked of every paper: so the words furthest to the left and to the right are looked at first.
    """
    found = list(pages)
    edges = [list(map(_LEFT, page.words)) for page in pages]
    firsts = [page.words[lefts.index(min(lefts))] for page, lefts in zip(pages, edges, strict=True) if lefts]
    if any([word[4].isdecimal() for word in firsts]):  # noqa: C419
        edge = next((edge for page in pages if (edge := _edge_of_numbers(page)) is not None), None)
        found = found if edge is None else [_without_numbers(page, edge) for page in found]
    return [
        _without_comments(page, max(lefts)) if lefts and page.rules else page
        for page, lefts in zip(found, edges, strict=True)
    ]


def _edge_of_numbers(page: Page) -> float | None:
    """The right edge of a page's line numbers; None where it has none."""
    figures = sorted((word for word in page.words if word[4].isdecimal()), key=lambda word: word.bottom)
    if len(figures) < SETTINGS.fewest_numbers:
        return None
    left = min(word.x0 for word in page.words)
    edge = next((word.x1 for word in figures if word.x0 - left <= SETTINGS.aligned), None)
    column = [word for word in figures if edge is not None and abs(word.x1 - edge) <= SETTINGS.aligned]
    if edge is None or len(column) < SETTINGS.fewest_numbers or not _stands_alone(column, edge, page):
        return None
    steps = {int(after.text) - int(before.text) for before, after in pairwise(column)}
    return edge if len(steps) == 1 and min(steps) > 0 else None


def _stands_alone(column: Sequence[Word], edge: float, page: Page) -> bool:
    """Whether everything else on a page, rules too, stands to the right of a column."""
    numbers = set(column)
    return all(word[0] >= edge + SETTINGS.gap for word in page.words if word not in numbers) and all(
        rule[0] >= edge for rule in page.rules
    )


def _without_numbers(page: Page, edge: float) -> Page:
    numbers = {word for word in page.words if word.text.isdecimal() and abs(word.x1 - edge) <= SETTINGS.aligned}
    if not numbers or not _stands_alone(sorted(numbers), edge, page):
        return page
    return page._replace(
        words=tuple(word for word in page.words if word not in numbers), across=(*page.across, *sorted(numbers))
    )


def _without_comments(page: Page, furthest: float) -> Page:
    """A page without comments. `furthest` is the greatest left edge of its words."""
    right = max([rule[2] for rule in page.rules])
    if furthest <= right or right < SETTINGS.comment_place * page.width:
        return page
    top, foot = SETTINGS.edge * page.height, (1 - SETTINGS.edge) * page.height
    beyond = [word for word in page.words if word[0] > right and top < word[1] and word[3] < foot]
    if not beyond or not _are_comments(beyond, page):
        return page
    gone = set(beyond)
    notes = tuple(Note(text, is_read=False) for text in _comments(page.number, beyond))
    return page._replace(words=tuple(word for word in page.words if word not in gone), notes=(*page.notes, *notes))


def _are_comments(beyond: Sequence[Word], page: Page) -> bool:
    """Whether words to the right of all tables are smaller than the others, and begin their lines at one edge, which no
    other word reaches."""
    others = set(page.words).difference(beyond)
    left = min(word.x0 for word in beyond)
    if not others or max(word.x1 for word in others) > left:
        return False
    largest = SETTINGS.comment_size * body_size(lines_of(page.number, others))
    lines = lines_of(page.number, beyond)
    return all(line.size <= largest and line.x0 - left <= SETTINGS.aligned for line in lines)


def _comments(page: int, words: Sequence[Word]) -> list[str]:
    """The texts of comments: lines as near as those of one text are one."""
    lines = lines_of(page, words)
    parts = [0]
    for above, below in pairwise(lines):
        parts.append(parts[-1] + (below.bottom - above.bottom > 2 * above.size))
    return [
        " ".join(line.text for _, line in group)
        for _, group in groupby(zip(parts, lines, strict=True), key=lambda pair: pair[0])
    ]
