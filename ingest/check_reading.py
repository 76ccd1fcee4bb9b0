"""What became of a paper's lines, page by page: what a person looks at who makes a profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.reader import Reading
from risktrail.ingest.register.line_ledger import Place

_ASIDE = frozenset(
    {
        Place.FURNITURE,
        Place.FOOTNOTE,
        Place.NOTE_MARK,
        Place.HIDDEN,
        Place.STRUCK,
        Place.FRONT,
        Place.NARRATIVE,
        Place.OTHER_TABLE,
    }
)


class PageReading(NamedTuple):
    """One page of a paper as it was read.

    `risks` and `actions` are those that begin on it, the risks by name. `placed` counts its lines that are a part of a
    risk, a head or a heading, `aside` those that are the paper's own: front, narrative, margins, other tables.
    `unplaced` are the lines that found no place, and `doubts` the warnings about the page.
    """

    source_file: str
    page: int
    risks: tuple[str, ...]
    actions: int
    placed: int
    aside: int
    unplaced: tuple[str, ...]
    doubts: tuple[str, ...]


def pages_of(reading: Reading, source_file: str) -> list[PageReading]:
    """A reading page by page. Warnings about no page stand with the first."""
    report = reading.report
    risks = [(risk.source[0].page, risk.risk_id) for risk in report.risks if risk.source]
    actions = [action.source[0].page for risk in report.risks for action in risk.actions if action.source]
    doubts = [(each.page or report.pages[0], f"{each.code}: {each.message}") for each in report.warnings]
    return [
        PageReading(
            source_file,
            page,
            tuple(name for on, name in risks if on == page),
            actions.count(page),
            _count(reading.ledger, page, aside=False),
            _count(reading.ledger, page, aside=True),
            tuple(line.text for line, place in reading.ledger if line.page == page and place is Place.UNPLACED),
            tuple(text for on, text in doubts if on == page),
        )
        for page in range(report.pages[0], report.pages[1] + 1)
    ]


def _count(ledger: Iterable[tuple[Line, Place]], page: int, *, aside: bool) -> int:
    return sum(
        line.page == page and place is not Place.UNPLACED and (place in _ASIDE) == aside for line, place in ledger
    )
