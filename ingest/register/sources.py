"""Where lines stand: pages and boxes, as a report gives them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.register.line_ledger import LineLedger, Place
from risktrail.schema.report import BBox, Source, Sources, UnplacedLine

_page, _box = itemgetter(0), itemgetter(1, 2, 3, 4)


def box_of(line: Line) -> BBox:
    """A line's box in points from the page's top left corner, rounded to tenths."""
    return round(line.x0, 1), round(line.top, 1), round(line.x1, 1), round(line.bottom, 1)


def sources_of(lines: Iterable[Line]) -> Sources:
    """Where lines stand: one box a page around all of them."""
    listed = list(lines)
    if len(listed) == 1:
        return (Source(page=listed[0].page, bbox=box_of(listed[0])),)
    if len(set(map(_page, listed))) == 1:
        return (_source(listed[0].page, listed),)
    return tuple([_source(page, group) for page, group in groupby(sorted(listed, key=_page), key=_page)])


def _source(page: int, lines: Iterable[Line]) -> Source:
    x0s, tops, x1s, bottoms = zip(*map(_box, lines), strict=True)
    bbox = (round(min(x0s), 1), round(min(tops), 1), round(max(x1s), 1), round(max(bottoms), 1))
    return Source(page=page, bbox=bbox)


def unplaced_lines(ledger: LineLedger) -> tuple[UnplacedLine, ...]:
    """The lines of a paper that found no place, as its report has them."""
    lines = ledger.lines(Place.UNPLACED)
    return tuple(UnplacedLine(page=line.page, bbox=box_of(line), text=line.text) for line in lines)
