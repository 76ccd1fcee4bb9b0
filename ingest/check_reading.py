"""What became of the lines of a file's papers, page by page: what a person looks at who makes a profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from risktrail.ingest.errors import PaperError
from risktrail.ingest.file_papers import PassedOver
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.profile_files import Profiles
from risktrail.ingest.reader import Reading, read_file
from risktrail.ingest.register.line_ledger import Place
from risktrail.schema.file_places import PageRange

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


class CheckedFile(NamedTuple):
    """The papers of a file page by page, those that could not be read with their names, and what is no register."""

    pages: list[PageReading]
    failed: list[tuple[str, PaperError]]
    passed_over: tuple[PassedOver, ...]


def check_file(
    content: bytes,
    name: str,
    profiles: Profiles,
    engine_name: EngineName = EngineName.PDFIUM,
    pages: PageRange | None = None,
) -> CheckedFile:
    """Read every paper of a file, or the one on some `pages`.

    Args:
        content: The bytes of the file.
        name: The file's name; a paper that is but a part of it has its place behind.
        profiles: The profiles to read with.
        engine_name: The library that opens it.
        pages: Read these pages as one paper, and nothing else.

    Raises:
        PaperError: The file cannot be read, or holds no register.
        UsageError: The file does not have these `pages`.
    """
    found = read_file(content, engine_name, DocumentLimits(), profiles, pages=pages)
    checked = CheckedFile([], [], found.passed_over)
    for paper in found.papers:
        if isinstance(paper.outcome, PaperError):
            checked.failed.append((f"{name}{paper.place}", paper.outcome))
        else:
            checked.pages.extend(pages_of(paper.outcome, f"{name}{paper.place}"))
    return checked


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
