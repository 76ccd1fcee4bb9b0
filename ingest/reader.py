"""Reading a paper: bytes in, a result out. Pure and picklable, so that it runs anywhere the same."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from risktrail.ingest.compare_readings import differences
from risktrail.ingest.errors import EmptyPaperError, NotAPdfError, NotARegisterError, NoTextError, PaperError
from risktrail.ingest.layout.aligned_tables import align
from risktrail.ingest.layout.footnotes import Footnote, narrative_of, set_footnotes_aside
from risktrail.ingest.layout.furniture import find_furniture, without
from risktrail.ingest.layout.lines import Line, body_size, lines_of
from risktrail.ingest.layout.page_layout import lay_out, unboxed
from risktrail.ingest.layout.tables import lines_within
from risktrail.ingest.layout.unmapped_glyphs import lost_letters
from risktrail.ingest.layout.watermarks import without_stamps
from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import Document, Limits, Page
from risktrail.ingest.profile import DEFAULT_PROFILE, Profile, load_profile
from risktrail.ingest.register.build_report import assemble
from risktrail.ingest.register.collected_lines import PaperDraft, Place
from risktrail.ingest.register.entries import find_entries
from risktrail.ingest.register.headings import is_heading_like, is_part_heading
from risktrail.ingest.register.line_sorter import read_blocks
from risktrail.ingest.register.paper_kind import check_is_register
from risktrail.ingest.register.several_papers import check_single
from risktrail.ingest.register.unread_tables import UnreadTable, find_unread_tables
from risktrail.ingest.unread_content import file_warnings, is_picture, not_read, without_text
from risktrail.schema.report import ReadingWarning, Report

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024  # bytes before a PDF's header that readers put up with


class Reading(NamedTuple):
    """A paper's report, where each of its lines went, and the document's own date of last change, in UTC."""

    report: Report
    ledger: tuple[tuple[Line, Place], ...]
    modified: dt.datetime | None = None


@dataclass(frozen=True)
class Result:
    """What came of one paper: a report, or the reason why there is none. `modified` is as in `Reading`."""

    report: Report | None
    code: str | None = None
    reason: str | None = None
    remedy: str | None = None
    modified: dt.datetime | None = None


def read_paper(
    content: bytes,
    engine_name: EngineName = EngineName.PDFIUM,
    limits: Limits = Limits(),  # noqa: B008  a tuple cannot be changed
    profile_name: str = DEFAULT_PROFILE,
    *,
    verify: bool = False,
    accept_unread: bool = False,
) -> Result:
    """Read a paper. Never raises for what is wrong with the paper: the result says it.

    With `verify` the other engine reads it too, and every difference becomes a warning of the report. With
    `accept_unread` tables that look like a part of the register and were not understood become warnings too; without
    it they fail the paper.
    """
    try:
        reading = read(content, engine_name, limits, profile_name, accept_unread=accept_unread)
        report = reading.report
        if verify:
            second = next(name for name in EngineName if name is not engine_name)
            again = functools.partial(read, content, second, limits, profile_name, accept_unread=accept_unread)
            report = _verified(report, again)
        return Result(report, modified=reading.modified)
    except PaperError as error:
        where = f"page {error.page}: " if error.page and not error.names_pages else ""
        return Result(None, error.code, f"{where}{error}", error.remedy)


def _verified(report: Report, read_again: Callable[[], Reading]) -> Report:
    try:
        found = differences(report, read_again().report)
    except PaperError as error:
        message = f"the second reader could not read the paper: {error}"
        found = (ReadingWarning(code="readers_differ", message=message, page=error.page),)
    return report.model_copy(update={"warnings": (*report.warnings, *found)})


def read(
    content: bytes,
    engine_name: EngineName = EngineName.PDFIUM,
    limits: Limits = Limits(),  # noqa: B008
    profile_name: str = DEFAULT_PROFILE,
    *,
    accept_unread: bool = False,
) -> Reading:
    """Read a paper, with the ledger of its lines. Raises PaperError where it cannot be read."""
    if not content:
        raise NotAPdfError("the file is empty")
    if _HEADER not in content[:_HEADER_WITHIN]:
        raise NotAPdfError("the file is no PDF")
    document = engine(engine_name)(content, limits)
    return _read_document(document, load_profile(profile_name), accept_unread=accept_unread)


def _read_document(document: Document, profile: Profile, *, accept_unread: bool) -> Reading:
    """Read a paper whose pages are known. Where it is none, the reason names what of the file was not read."""
    try:
        reading = read_pages(document.pages, profile, accept_unread=accept_unread)
    except (NotARegisterError, NoTextError, EmptyPaperError) as error:
        raise not_read(document) or error from None
    report = reading.report
    if not report.risks and (reason := not_read(document)) is not None:
        raise reason
    report = report.model_copy(update={"warnings": (*report.warnings, *file_warnings(document))})
    return reading._replace(report=report, modified=document.modified)


def read_pages(pages: list[Page], profile: Profile, *, accept_unread: bool = False) -> Reading:
    """Read a paper from its neutral pages. Raises PaperError where it is no register or cannot be understood."""
    if not any(page.words for page in pages):
        raise without_text(pages)
    pages = without_stamps(pages)
    layouts, footnotes = set_footnotes_aside([lay_out(page) for page in pages], pages)
    furniture = find_furniture(layouts, profile)
    bare = without(layouts, furniture)
    body = body_size(line for layout in bare for line in lines_within(layout.blocks))
    aligned = align(unboxed(bare), profile, lambda line: _ends_table(line, body, profile))
    draft = read_blocks((block for layout in aligned for block in layout.blocks), profile)
    draft.furniture = sorted(lines_within(furniture), key=lambda line: (line.page, line.top))
    check_single(draft, body, profile)
    entries = find_entries(draft, profile)
    unread = find_unread_tables(draft, entries, profile)
    check_is_register(draft, entries, unread, body, profile, accept_unread=accept_unread)
    report = assemble(draft, entries, body, len(pages), profile)
    report = report.model_copy(update={"narrative": (*report.narrative, *narrative_of(footnotes))})
    return Reading(_with_page_warnings(report, pages, draft, unread), _ledger(draft, pages, footnotes))


def _ends_table(line: Line, body: float, profile: Profile) -> bool:
    return is_part_heading(line, profile) or (is_heading_like(line, body) and profile.section(line.text) is not None)


def _with_page_warnings(report: Report, pages: list[Page], draft: PaperDraft, unread: Sequence[UnreadTable]) -> Report:
    found = list(report.warnings)
    found += [ReadingWarning(code="unread_table", message=str(table), page=table.first_page) for table in unread]
    for number, text in lost_letters(line for line, _ in draft.ledger):
        message = f"the PDF does not tell all letters of {text}"
        found.append(ReadingWarning(code="letters_lost", message=message, page=number))
    if report.period is None:
        found.append(ReadingWarning(code="no_date", message="no date of the meeting or the report was found"))
    if not report.risks:
        found.append(ReadingWarning(code="no_risks", message="no risk was found in this paper"))
    for page in pages:
        if page.hidden:
            text = " ".join(word.text for word in page.hidden)
            found.append(
                ReadingWarning(code="hidden_text", message=f"text a reader cannot see: “{text}”", page=page.number)
            )
        if is_picture(page):
            message = "the page is a picture, so that nothing on it was read: run it through text recognition"
            found.append(ReadingWarning(code="page_without_text", message=message, page=page.number))
        if page.cut:
            message = (
                "the page has too many lines and shapes for all to be looked at: compare its tables with the paper"
            )
            found.append(ReadingWarning(code="drawing_cut", message=message, page=page.number))
    return report.model_copy(update={"warnings": tuple(found)})


def _ledger(draft: PaperDraft, pages: list[Page], footnotes: Sequence[Footnote]) -> tuple[tuple[Line, Place], ...]:
    found = [(line, Place.FURNITURE) for line in draft.furniture]
    found += [(line, Place.FOOTNOTE) for footnote in footnotes for line in footnote.lines]
    for page in pages:
        for words, place in (
            (page.across, Place.FURNITURE),
            (page.note_marks, Place.NOTE_MARK),
            (page.hidden, Place.HIDDEN),
        ):
            found += [(line, place) for line in lines_of(page.number, words)]
    return (*draft.ledger, *found)
