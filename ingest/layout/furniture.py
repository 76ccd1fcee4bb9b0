"""Running headers, footers and page numbers: lines that belong to the page and not to the paper.

They stand at a page's edge, parted from the text by more than a line's step. Such a line is furniture where its
words, digits aside, stand at the same height on another page; where it stands at a height that is furniture on other
pages; or where its words say so (`Page 2 of 7`). Of other such lines, and of those that few pages repeat, tags tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import mode
from typing import NamedTuple, Protocol

from risktrail.ingest.layout.line_tags import UNTAGGED, LineTags
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.sentences import ends_sentence
from risktrail.ingest.layout.tables import PageLayout, Row, Table

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FurnitureSettings:
    """Where running lines stand, and how often one is repeated."""

    margin: float = 0.13
    """Of the page's height, at its top and at its foot: running lines stand there."""
    table_margin: float = 0.16
    """Of the page's height: the rows of a table in a header or footer begin there; such rows are higher than lines."""
    edge: float = 0.085
    """Of the page's height: a line that its place or its words alone make furniture stands there."""
    apart: float = 1.4
    """Times a line's size: a line stands apart from the next if it is this far from it; lines of a text are nearer."""
    shift: float = 3.0
    """Points that a running line may move from page to page."""
    most_pages: float = 0.6
    """Of the pages: what is repeated on so many is furniture wherever in the margin it stands."""
    fewest_pages: int = 3
    """Pages on which it is repeated at least, however few there are."""
    smaller: float = 0.93
    """Of the text's size: print at the edge that is smaller than this is no text of the paper."""
    same_size: float = 1.0
    """Points by which a line may be larger than the largest line known as furniture."""
    label_words: int = 5
    """Most words of a repeated text that ends with a full stop; more of them are a sentence of the paper."""
    same_edge: float = 3.0
    """Points within which two edges of cells are one."""


SETTINGS = FurnitureSettings()


class MarginWords(Protocol):
    """What the words of a line in a page's margin tell, by the family of the paper."""

    def is_running(self, text: str) -> bool:
        """Whether a text is that of a running line wherever it stands: `Page 2 of 7`."""
        ...

    def is_content(self, line: Line) -> bool:
        """Whether a line is the paper's own wherever it stands: a heading, a rating, a status."""
        ...

    def is_head(self, texts: Sequence[str]) -> bool:
        """Whether texts, a cell's each, are the head of one of the paper's tables."""
        ...


class _Candidate(NamedTuple):
    """A line in a page's margin. `outer` says that nothing but lines near to one another stands between it and the
    edge, `parted` that white parts these from the text; `content` that its words are the paper's own."""

    page: int
    line: Line
    foot: bool
    edge: bool
    outer: bool
    parted: bool
    content: bool


def find_furniture(pages: Sequence[PageLayout], words: MarginWords, tags: LineTags = UNTAGGED) -> list[Line | Row]:
    """The lines of all pages that are furniture, and the rows of tables in their headers and footers."""
    running = _running_rows(pages, words)
    return [*running, *_running_lines([page.without(running) for page in pages], words, tags)]


def foot_lines(pages: Iterable[PageLayout]) -> list[Line]:
    """The lines at each page's foot that white parts from all above them: such a line of a paper of one page is
    repeated nowhere, and may still be its running line."""
    return [line for page in pages for line in _at_foot(page)]


def _at_foot(page: PageLayout) -> list[Line]:
    inwards = page.pieces[::-1]
    found: list[Line] = []
    for block, inner in zip_longest(inwards, inwards[1:]):
        if not isinstance(block, Line) or page.height - block.top > SETTINGS.edge * page.height:
            break
        found.append(block)
        if inner is not None and block.top - inner.top >= SETTINGS.apart * block.size:
            return found[::-1]
    return []


def _running_rows(pages: Sequence[PageLayout], words: MarginWords) -> list[Row]:
    """Rows that most pages have at their edge, at one height with the same words, digits aside."""
    groups: dict[tuple[str, int], list[Row]] = {}
    for page in pages:
        for row in _rows_at_edge(page):
            texts = " ".join(" ".join(cell.text for cell in row.cells).casefold().split())
            if not words.is_head([cell.text for cell in row.filled]):
                groups.setdefault((_DIGITS.sub("#", texts), round(row.top / SETTINGS.shift)), []).append(row)
    # an impact that goes on overleaf may well do so twice
    least = max(2, min(SETTINGS.fewest_pages, len(pages)), SETTINGS.most_pages * len(pages))
    repeated = [row for rows in groups.values() if len(rows) >= least for row in rows]
    of_grids = _rows_of_grids(pages, {id(row) for row in repeated}) if repeated else set()
    return [row for row in repeated if id(row) not in of_grids]


def _rows_of_grids(pages: Iterable[PageLayout], repeated: Collection[int]) -> set[int]:
    """Those of some repeated rows, all by identity, that belong to the grid of the rows at them: a table's own head
    that stands at one height on each page. All of its edges are edges of that grid, and nothing parts the two."""
    tables = (block for page in pages for block in page.blocks if isinstance(block, Table))
    return {found for table in tables for rows in _touching(table.rows) for found in _heads_of_grid(rows, repeated)}


def _touching(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """A table's rows, those together that no white parts: a page's header may be as wide as the table below it."""
    found: list[Row] = []
    for row in rows:
        bottom = max((cell.bottom for each in found for cell in each.cells), default=0.0)
        if found and row.top > bottom + SETTINGS.same_edge:
            yield found
            found = []
        found.append(row)
    yield found


def _heads_of_grid(rows: Sequence[Row], repeated: Collection[int]) -> Iterator[int]:
    """The repeated rows from the first on that shares its columns with rows that are not repeated. A cell alone has
    the edges of any table."""
    edges = {edge for row in rows if id(row) not in repeated for edge in _edges(row)}
    begun = False
    for row in rows:
        shares = len(row.cells) > 1 and all(
            any(abs(own - each) <= SETTINGS.same_edge for each in edges) for own in _edges(row)
        )
        begun = begun or (shares and id(row) in repeated)
        if begun and id(row) in repeated:
            yield id(row)


def _edges(row: Row) -> Iterator[float]:
    return (edge for cell in row.cells for edge in (cell.x0, cell.x1))


def _rows_at_edge(page: PageLayout) -> Iterator[Row]:
    """The rows above and below everything else but lines of a page's margins."""
    pieces = page.pieces
    for foot in (False, True):
        for block in pieces[::-1] if foot else pieces:
            reach = page.height - block.top if foot else block.top
            if reach > SETTINGS.table_margin * page.height:
                break
            if isinstance(block, Row):
                yield block


def _running_lines(pages: Sequence[PageLayout], words: MarginWords, tags: LineTags) -> set[Line]:
    candidates = [candidate for page in pages for candidate in _candidates(page, words)]
    often, few = _repeated(candidates, len(pages))
    found = often | few
    body = _usual_size(pages)
    for c in candidates:
        small = c.outer and c.line.size < SETTINGS.smaller * body and not c.content
        if c.edge and (small or words.is_running(c.line.text)):
            found.add(c.line)
    heights = {(c.foot, round(c.line.bottom / SETTINGS.shift)) for c in candidates if c.line in found}
    largest = max((line.size for line in found), default=0.0)
    for c in candidates:
        near = any((c.foot, round(c.line.bottom / SETTINGS.shift) + shift) in heights for shift in (-1, 0, 1))
        if near and c.outer and c.edge and c.line.size <= largest + SETTINGS.same_size and not c.content:
            found.add(c.line)
    found.update(
        c.line
        for c in candidates
        if c.parted and not c.content and c.line not in found and not c.line.is_larger_than(body)
        if tags.is_artifact(c.line)
    )
    return found - _tagged_texts({line for line in found - often if not words.is_running(line.text)}, found, tags)


def _tagged_texts(doubtful: Collection[Line], found: Iterable[Line], tags: LineTags) -> set[Line]:
    """Those of some lines that tags have for text, in a paper in which they have other running lines for artifacts."""
    texts = {line for line in doubtful if tags.is_text(line)}
    return texts if texts and any(tags.is_artifact(line) for line in found) else set()


def _usual_size(pages: Sequence[PageLayout]) -> float:
    sizes = [round(block.size, 1) for page in pages for block in page.blocks if isinstance(block, Line)]
    return mode(sizes) if sizes else 0.0


def _candidates(page: PageLayout, words: MarginWords) -> Iterator[_Candidate]:
    """The lines of a page's margins, each end from its edge inwards."""
    pieces = page.pieces
    for foot in (False, True):
        inwards = pieces[::-1] if foot else pieces
        found: list[_Candidate] = []
        outer = True
        for block, inner in zip_longest(inwards, inwards[1:]):
            if not isinstance(block, Line):
                break
            reach = page.height - block.top if foot else block.bottom
            if reach > SETTINGS.margin * page.height:
                break
            content = words.is_content(block)
            edge = reach <= SETTINGS.edge * page.height
            found.append(_Candidate(page.number, block, foot, edge, outer, outer, content))
            outer = outer and inner is not None and abs(inner.top - block.top) < SETTINGS.apart * block.size
        yield from (found if not outer else (each._replace(parted=False) for each in found))


def _repeated(candidates: Sequence[_Candidate], pages: int) -> tuple[set[Line], set[Line]]:
    """The lines that many pages repeat, and those that few do."""
    groups: dict[tuple[str, bool], list[_Candidate]] = {}
    for candidate in candidates:
        if not candidate.content:
            key = _DIGITS.sub("#", candidate.line.text.casefold())
            groups.setdefault((key, candidate.foot), []).append(candidate)
    often: set[Line] = set()
    few: set[Line] = set()
    for members in groups.values():
        for candidate in members:
            height = candidate.line.bottom
            seen = {other.page for other in members if abs(other.line.bottom - height) <= SETTINGS.shift}
            sentence = ends_sentence(candidate.line.text) and len(candidate.line.words) > SETTINGS.label_words
            if len(seen) >= max(SETTINGS.fewest_pages, SETTINGS.most_pages * pages):
                often.add(candidate.line)
            elif len(seen) > 1 and candidate.outer and not sentence:
                few.add(candidate.line)
    return often, few
