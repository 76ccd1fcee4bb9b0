"""Reading a file: bytes in, the papers of it out. Pure and picklable, so that it runs anywhere the same."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from risktrail.ingest.compare_readings import differences
from risktrail.ingest.errors import (
    DamagedPdfError,
    EmptyPaperError,
    NotARegisterError,
    NoTextError,
    PaperError,
    SeveralPapersError,
    UnreadTableError,
)
from risktrail.ingest.file_papers import (
    FilePapers,
    PaperInFile,
    PassedOver,
    ReadDocument,
    look_for_papers,
    papers_of,
    place_in_file,
    with_attached,
    with_fields_of,
)
from risktrail.ingest.layout.aligned_tables import align
from risktrail.ingest.layout.columns_overleaf import with_columns_overleaf
from risktrail.ingest.layout.footnotes import Footnote, set_footnotes_aside
from risktrail.ingest.layout.furniture import find_furniture
from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line, body_size, lines_of
from risktrail.ingest.layout.margins import without_margins
from risktrail.ingest.layout.page_layout import lay_out, unboxed
from risktrail.ingest.layout.plain_marks import with_plain_marks
from risktrail.ingest.layout.tables import joined, lines_of_pieces
from risktrail.ingest.layout.watermarks import without_stamps
from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.ocr.page_recogniser import PageRecogniser
from risktrail.ingest.paper_warnings import paper_warnings
from risktrail.ingest.pdf.engines import EngineName, glanced_at, open_document
from risktrail.ingest.pdf.page import AttachedFile, Document, DocumentLimits, Page
from risktrail.ingest.profile import Profile, load_profile
from risktrail.ingest.profile_files import Profiles
from risktrail.ingest.recognised_report import on_their_pages, with_recognised
from risktrail.ingest.register.build_report import build_report
from risktrail.ingest.register.entries import find_entries
from risktrail.ingest.register.line_ledger import LineLedger, Place
from risktrail.ingest.register.line_sorter import sort_lines
from risktrail.ingest.register.paper_kind import check_is_register
from risktrail.ingest.register.profile_words import ProfileMarginWords, ProfileTableWords
from risktrail.ingest.register.unread_tables import find_unread_tables
from risktrail.ingest.struck_out import struck_passages, struck_warnings
from risktrail.ingest.table_profile import TableProfile
from risktrail.ingest.tabular.paper import TabularPaper, best_explained, laid_out
from risktrail.ingest.unread_content import file_warnings, not_read, without_text
from risktrail.ingest.unseen_content import crossed_warnings, unseen_warnings, with_colours_told
from risktrail.schema.errors import UsageError
from risktrail.schema.file_places import PageRange
from risktrail.schema.report import ReadingWarning, Report

R = TypeVar("R", covariant=True)
S = TypeVar("S")

_SHOWN = 5  # papers that a message names


class Reading(NamedTuple):
    """A paper's report, where each of its lines went, and the document's own date of last change, in UTC."""

    report: Report
    ledger: tuple[tuple[Line, Place], ...]
    modified: dt.datetime | None = None


@dataclass(frozen=True)
class Result(Generic[R]):
    """What came of one file: a report, or the reason why there is none. `modified` is as in `Reading`.

    The report is a `Report`, or what `with_reports` made of it. Of a file that holds papers besides, or of which a
    paper is but a part, `papers` has each with its place, and there is no report of the whole. `passed_over` is what of
    the file is no register.
    """

    report: R | None
    code: str | None = None
    reason: str | None = None
    remedy: str | None = None
    modified: dt.datetime | None = None
    papers: tuple[FilePaper[R], ...] = ()
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def all_papers(self) -> tuple[FilePaper[R], ...]:
        """The papers of the file: `papers`, else the one that is all of it."""
        return self.papers or (FilePaper(self),)

    def with_reports(self, make: Callable[[R], S]) -> Result[S]:
        """The same with what `make` makes of each report in its place."""
        report = None if self.report is None else make(self.report)
        papers = tuple(FilePaper(each.result.with_reports(make), each.pages, each.attachment) for each in self.papers)
        return Result(report, self.code, self.reason, self.remedy, self.modified, papers, self.passed_over)


class FilePaper(NamedTuple, Generic[R]):
    """One paper of a file. `pages` are None where it is all of its PDF, `attachment` is the attached PDF that it stands
    in."""

    result: Result[R]
    pages: PageRange | None = None
    attachment: AttachedFile | None = None

    @property
    def place(self) -> str:
        """What the paper's name has behind the file's: `#p35-40`, `#register.pdf`, `#register.pdf#p3-8`."""
        return place_in_file(self.pages, self.attachment)

    @property
    def in_words(self) -> str:
        """Where the paper stands, as messages name it."""
        pages = self.pages.in_words if self.pages else "all pages"
        return f"{pages} of the attached {self.attachment.name}" if self.attachment else pages


def read_paper(
    content: bytes,
    engine_name: EngineName = EngineName.PDFIUM,
    limits: DocumentLimits = DocumentLimits(),  # noqa: B008  a tuple cannot be changed
    profiles: Profiles = Profiles(),  # noqa: B008
    *,
    ocr: OcrMode = OcrMode.AUTO,
    verify: bool = False,
    accept_unread: bool = False,
    pages: PageRange | None = None,
) -> Result[Report]:
    """Read the papers of a file. Never raises for what is wrong with the file: the result says it.

    `ocr` says which pages are recognised from their pictures, where the packages for it are installed.

    With `verify` the other engine reads it too, and every difference becomes a warning of the report. With
    `accept_unread` tables that look like a part of the register and were not understood become warnings too; without
    it they fail the paper. With `pages` these are read as one paper, and nothing else of the file.

    Raises:
        UsageError: The file does not have these `pages`.
    """
    recognisers = _Recognisers(ocr)
    try:
        found = _read_file(
            recognisers, content, engine_name, limits, profiles, accept_unread=accept_unread, pages=pages
        )
    except PaperError as error:
        return _failed(error)

    def result_of(paper: PaperInFile) -> Result[Report]:
        if isinstance(paper.outcome, PaperError):
            return _failed(paper.outcome)
        report = paper.outcome.report
        if verify:
            second = next(name for name in EngineName if name is not engine_name)
            of_its_pdf = content if paper.attachment is None else paper.attachment.content or b""
            own = PageRange(*report.pages) if len(found.papers) > 1 or pages else paper.pages
            again = functools.partial(
                _read, recognisers, of_its_pdf, second, limits, profiles, accept_unread=accept_unread, pages=own
            )
            report = _verified(report, again)
        return Result(report, modified=paper.outcome.modified)

    papers = [FilePaper(result_of(paper), paper.pages, paper.attachment) for paper in found.papers]
    if len(papers) == 1 and not papers[0].place:
        return replace(papers[0].result, passed_over=found.passed_over)
    several = _several(papers)
    return replace(_failed(several), papers=tuple(papers), passed_over=found.passed_over)


def _failed(error: PaperError) -> Result[Report]:
    where = f"page {error.page}: " if error.page and not error.names_pages else ""
    return Result(None, error.code, f"{where}{error}", error.remedy)


def _several(papers: Sequence[FilePaper[Report]]) -> SeveralPapersError:
    named = [f"{_name_of(paper)} on {paper.in_words}" for paper in papers]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    one = "a register beside other papers" if len(papers) == 1 else "several registers"
    return SeveralPapersError(f"the file holds {one}: {'; '.join(named[:_SHOWN])}{more}")


def _name_of(paper: FilePaper[Report]) -> str:
    report = paper.result.report
    name = (report.paper_reference or report.title) if report else None
    return name or "a paper"


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
    limits: DocumentLimits = DocumentLimits(),  # noqa: B008
    profiles: Profiles = Profiles(),  # noqa: B008
    *,
    ocr: OcrMode = OcrMode.AUTO,
    accept_unread: bool = False,
    pages: PageRange | None = None,
) -> Reading:
    """Read the one paper of a file, or the one on some `pages`, with the ledger of its lines.

    Raises:
        PaperError: It cannot be read, or the file holds several.
        UsageError: The file does not have these pages.
    """
    recognisers = _Recognisers(ocr)
    return _read(recognisers, content, engine_name, limits, profiles, accept_unread=accept_unread, pages=pages)


def _read(
    recognisers: _Recognisers,
    content: bytes,
    engine_name: EngineName,
    limits: DocumentLimits,
    profiles: Profiles,
    *,
    accept_unread: bool,
    pages: PageRange | None,
) -> Reading:
    found = _read_file(recognisers, content, engine_name, limits, profiles, accept_unread=accept_unread, pages=pages)
    if len(found.papers) > 1:
        raise _several([FilePaper(_result(paper), paper.pages, paper.attachment) for paper in found.papers])
    outcome = found.papers[0].outcome
    if isinstance(outcome, PaperError):
        raise outcome
    return outcome


def _result(paper: PaperInFile) -> Result[Report]:
    outcome = paper.outcome
    return _failed(outcome) if isinstance(outcome, PaperError) else Result(outcome.report, modified=outcome.modified)


def read_file(
    content: bytes,
    engine_name: EngineName = EngineName.PDFIUM,
    limits: DocumentLimits = DocumentLimits(),  # noqa: B008
    profiles: Profiles = Profiles(),  # noqa: B008
    *,
    ocr: OcrMode = OcrMode.AUTO,
    accept_unread: bool = False,
    pages: PageRange | None = None,
) -> FilePapers:
    """Read every register of a file: on its pages, and in the PDFs that are attached to it.

    Args:
        content: The bytes of the file.
        engine_name: The library that opens it.
        limits: How large it may be.
        profiles: The profiles to read with.
        ocr: Which pages are recognised from their pictures, where the packages for it are installed.
        accept_unread: Whether tables that were not understood become warnings.
        pages: Read these pages as one paper, and nothing else.

    Returns:
        At least one paper; one that looks like a register and was not understood has its error for an outcome.

    Raises:
        PaperError: The file cannot be read, or holds no register.
        UsageError: The file does not have these `pages`.
    """
    recognisers = _Recognisers(ocr)
    return _read_file(recognisers, content, engine_name, limits, profiles, accept_unread=accept_unread, pages=pages)


def _read_file(
    recognisers: _Recognisers,
    content: bytes,
    engine_name: EngineName,
    limits: DocumentLimits,
    profiles: Profiles,
    *,
    accept_unread: bool,
    pages: PageRange | None,
) -> FilePapers:
    def of_pdf(pdf: bytes) -> tuple[Document, ReadDocument]:
        """The pages of a PDF, and what reads some of them as one paper."""
        glanced = None
        if pages is None and recognisers.mode is not OcrMode.ALWAYS:
            glanced = files.enter_context(glanced_at(pdf, engine_name, limits, look_for_papers()))
        document, recognised = recognisers.of(pdf).recognised(glanced or opened(pdf, engine_name, limits, pages))

        def read_document(one: Document) -> Reading:
            reading = _read_document(one, profiles, accept_unread=accept_unread)
            own = {page.number: recognised[page.number] for page in one.pages if page.number in recognised}
            report = with_recognised(reading.report, reading.ledger, own)
            moved = {page.number: page.to_page for page in one.pages if page.to_page is not None}
            return reading._replace(report=on_their_pages(report, moved))

        return document, read_document

    with ExitStack() as files:
        document, read_document = of_pdf(content)
        if pages is not None:
            return FilePapers((PaperInFile(read_document(document._replace(attached=()))),))
        attached = [_of_attached(each, of_pdf, profiles) for each in document.attached]
        return with_attached(document, lambda: papers_of(document, read_document, profiles), attached)


def _of_attached(
    file: AttachedFile, of_pdf: Callable[[bytes], tuple[Document, ReadDocument]], profiles: Profiles
) -> FilePapers | PaperError:
    """The papers of an attached PDF, but for those that are attached to it in turn; an error where there is none."""
    try:
        if file.content is None:
            return DamagedPdfError("its bytes cannot be had, or are too many")
        return papers_of(*of_pdf(file.content), profiles)
    except PaperError as error:
        return error


def opened(content: bytes, engine_name: EngineName, limits: DocumentLimits, pages: PageRange | None) -> Document:
    """The pages of a PDF, or some of them.

    Raises:
        PaperError: It cannot be opened.
        UsageError: It does not have these pages.
    """
    if pages is None:
        return open_document(content, engine_name, limits)
    document = open_document(content, engine_name, limits, range(pages.first, pages.last + 1))
    if len(document.pages) < pages.last - pages.first + 1:
        raise UsageError(f"the file does not have {pages.in_words}.")
    return with_fields_of(document, pages)


class _Recognisers:
    """What recognises the pages of a file and of the PDFs attached to it: each page once, however often it is read."""

    def __init__(self, mode: OcrMode) -> None:
        self.mode = mode
        self._of: dict[int, PageRecogniser] = {}  # by identity: each keeps its bytes, which are long to hash

    def of(self, pdf: bytes) -> PageRecogniser:
        """What recognises the pages of one PDF."""
        return self._of.setdefault(id(pdf), PageRecogniser(pdf, self.mode))


def _read_document(document: Document, profiles: Profiles, *, accept_unread: bool) -> Reading:
    """Read a paper whose pages are known. Where it is none, the reason names what of the file was not read."""
    document = document._replace(pages=with_plain_marks(without_margins(document.pages)))
    try:
        reading = _read_with(document.pages, profiles, accept_unread=accept_unread)
    except (NotARegisterError, NoTextError, EmptyPaperError) as error:
        raise not_read(document) or error from None
    report = reading.report
    if not report.risks and (reason := not_read(document)) is not None:
        raise reason
    report = with_colours_told(report, document.pages)
    struck = struck_passages(document.pages, report)
    told = (
        *struck_warnings(struck),
        *crossed_warnings(document.pages, report),
        *unseen_warnings(document.pages, report),
        *file_warnings(document),
    )
    warnings = (*report.warnings, *told)
    report = report.model_copy(update={"struck": struck, "warnings": warnings})
    return reading._replace(report=report, modified=document.modified)


def _read_with(pages: Sequence[Page], profiles: Profiles, *, accept_unread: bool) -> Reading:
    """Read pages with a profile; without one with the first family's, and where that cannot, with the profile that
    explains most of the paper."""
    base, profile = load_profile(), profiles.named
    if isinstance(profile, TableProfile):
        return _read_tables(TabularPaper(laid_out(_with_text(pages)), profile, base), accept_unread=accept_unread)
    if profile is not None:
        return read_pages(pages, profile, accept_unread=accept_unread)
    try:
        reading = read_pages(pages, base)
    except (NotARegisterError, UnreadTableError) as refusal:
        found = _read_by_others(pages, profiles)
        if isinstance(found, Reading):
            return found
        if accept_unread:
            return _accepted(pages, profiles, refusal, found)
        if found is None or _is_more(refusal, found):
            raise
        raise found from None
    report = reading.report
    lacks_column = 0 < len(report.risks) <= len(report.unplaced)  # a line of each risk, as of a column it does not know
    other = _read_by_others(pages, profiles) if lacks_column else None
    return other if isinstance(other, Reading) and _is_better(other.report, report) else reading


def _is_better(other: Report, report: Report) -> bool:
    """Whether another profile's report of a paper leaves fewer lines without a place, or alone has ratings."""
    rated, without = (any(risk.ratings for risk in each.risks) for each in (other, report))
    return len(other.unplaced) < len(report.unplaced) or (rated and not without)


def _accepted(
    pages: Sequence[Page], profiles: Profiles, refusal: PaperError, other: UnreadTableError | None
) -> Reading:
    """The reading of a paper with unread tables, by the profile that reads more of it."""
    if _is_more(refusal, other):
        return read_pages(pages, load_profile(), accept_unread=True)
    again = _read_by_others(pages, profiles, accept_unread=True)
    return again if isinstance(again, Reading) else read_pages(pages, load_profile(), accept_unread=True)


def _is_more(refusal: PaperError, other: UnreadTableError | None) -> bool:
    """Whether the first family's words read a part of the register, or no other profile's do."""
    return other is None or (isinstance(refusal, UnreadTableError) and refusal.has_risks)


def _read_by_others(
    pages: Sequence[Page], profiles: Profiles, *, accept_unread: bool = False
) -> Reading | UnreadTableError | None:
    """The reading by the profile that explains most of a paper, or why that is none; None where no profile explains
    any of it."""
    base = load_profile()
    for extended in profiles.all:
        if isinstance(extended, Profile) and extended is not base:
            with suppress(NotARegisterError, UnreadTableError):
                return read_pages(pages, extended)
    paper = laid_out(without_stamps(pages))
    papers = [TabularPaper(paper, each, base) for each in profiles.all if isinstance(each, TableProfile)]
    best, also = best_explained(papers)
    if best is None:
        return None
    try:
        reading = _read_tables(best, accept_unread=accept_unread)
    except UnreadTableError as refusal:
        return refusal
    return reading._replace(report=_with_choice_told(reading.report, also))


def _with_choice_told(report: Report, also: Sequence[str]) -> Report:
    """A report with a warning where other profiles explain as much of its paper."""
    if not also:
        return report
    named = ", ".join(f"“{name}”" for name in also)
    verb = "explains" if len(also) == 1 else "explain"
    message = f"read with the profile “{report.profile}”; {named} {verb} as much of the paper: --profile says which"
    warning = ReadingWarning(code="profile_unsure", message=message, page=None)
    return report.model_copy(update={"warnings": (*report.warnings, warning)})


def _with_text(pages: Sequence[Page]) -> list[Page]:
    if not any(page.words for page in pages):
        raise without_text(pages)
    return without_stamps(pages)


def _read_tables(paper: TabularPaper, *, accept_unread: bool) -> Reading:
    report, ledger = paper.report(accept_unread=accept_unread)
    warnings = paper_warnings(report, paper.pages, [line for line, _, _ in ledger], ())  # it warned of unread tables
    report = report.model_copy(update={"warnings": (*report.warnings, *warnings)})
    _put_the_rest(ledger, paper.running, (), paper.pages)
    return Reading(report, tuple((line, place) for line, place, _ in ledger))


def read_pages(pages: Sequence[Page], profile: Profile, *, accept_unread: bool = False) -> Reading:
    """Read a paper from its neutral pages. Raises PaperError where it is no register or cannot be understood."""
    pages = _with_text(pages)
    layouts, footnotes = set_footnotes_aside(with_columns_overleaf([lay_out(page) for page in pages]), pages)
    tags = LineTags(pages)
    furniture = find_furniture(layouts, ProfileMarginWords(profile), tags)
    bare = [layout.without(furniture) for layout in layouts]
    body = body_size(line for layout in bare for line in layout.lines)
    blocks = joined(align(unboxed(bare), ProfileTableWords(profile, body)))
    running = sorted(lines_of_pieces(furniture), key=lambda line: (line.page, line.top))
    struck = {(page.number, word.top) for page in pages for word in page.struck}
    draft = sort_lines(blocks, running, body, profile, struck, tags)
    entries = find_entries(draft, profile)
    unread = find_unread_tables(draft, entries, profile)
    check_is_register(draft, entries, unread, body, profile, accept_unread=accept_unread)
    report = build_report(draft, entries, footnotes, body, (pages[0].number, pages[-1].number), profile, tags)
    warnings = paper_warnings(report, pages, [line for line, _, _ in draft.ledger], unread)
    report = report.model_copy(update={"warnings": (*report.warnings, *warnings)})
    _put_the_rest(draft.ledger, running, footnotes, pages)
    return Reading(report, tuple((line, place) for line, place, _ in draft.ledger))


def _put_the_rest(
    ledger: LineLedger, running: Sequence[Line], footnotes: Sequence[Footnote], pages: Sequence[Page]
) -> None:
    """Put the lines that stand outside of a paper's text in its ledger: then all of its lines are there."""
    ledger.put(running, Place.FURNITURE, None)
    ledger.put([line for footnote in footnotes for line in footnote.lines], Place.FOOTNOTE, None)
    for page in pages:
        ledger.put(lines_of(page.number, page.across), Place.FURNITURE, None)
        ledger.put(lines_of(page.number, page.note_marks), Place.NOTE_MARK, None)
        ledger.put(lines_of(page.number, page.hidden), Place.HIDDEN, None)
        ledger.put(lines_of(page.number, page.struck), Place.STRUCK, None)
