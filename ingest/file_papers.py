"""The papers of one file: each part of a pack, and each PDF that is attached.

A file that is one paper is read as a whole. Of a file of several, each part is read by itself, from its own pages
alone; what is no register is passed over, and named. A part that looks like a register and was not understood is a
failed paper, not one that is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from risktrail.ingest.errors import (
    AttachedPapersError,
    EmptyPaperError,
    NotARegisterError,
    NoTextError,
    PaperError,
    UnreadTableError,
)
from risktrail.ingest.pdf.page import AttachedFile, Document, Look
from risktrail.ingest.pieces.parts import FilePart, parts_of
from risktrail.ingest.pieces.settings import SETTINGS
from risktrail.ingest.pieces.title_starts import parts_by_titles
from risktrail.ingest.profile import load_profile
from risktrail.ingest.profile_files import Profiles
from risktrail.ingest.register.paper_reference import may_refer, own_references
from risktrail.ingest.register.part_kind import (
    are_papers,
    is_mostly_risks,
    may_be_register,
    speaks_of_risks,
)
from risktrail.ingest.table_profile import TableProfile
from risktrail.ingest.unread_content import none_attached, not_read
from risktrail.schema.file_places import PageRange

if TYPE_CHECKING:
    from risktrail.ingest.reader import Reading

ReadDocument = Callable[[Document], "Reading"]
"""Reads the pages of a document as one paper, or raises PaperError."""
_OF_OTHERS = frozenset({"other_register", "number_prefix", "duplicate_risk"})
"""Warnings of risks that are not those of the paper's own register."""
_NO_REGISTER = (NotARegisterError, NoTextError, EmptyPaperError)


class PassedOver(NamedTuple):
    """What of a file is no register: pages, or all of an attached PDF; and why, where more is to be said of it."""

    pages: PageRange | None
    attachment: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        where = self.pages.in_words if self.pages else "the whole file"
        return f"{where} of the attached {self.attachment}" if self.attachment else where


class PaperInFile(NamedTuple):
    """A paper of a file. `pages` are None where it is all of its file, `attachment` is the attached PDF
    that it is in."""

    outcome: Reading | PaperError
    pages: PageRange | None = None
    attachment: AttachedFile | None = None

    @property
    def place(self) -> str:
        """What the paper's name has behind the file's."""
        return place_in_file(self.pages, self.attachment)


class FilePapers(NamedTuple):
    """The registers of a file, in the order of their pages, and what was passed over."""

    papers: tuple[PaperInFile, ...]
    passed_over: tuple[PassedOver, ...] = ()


def place_in_file(pages: PageRange | None, attachment: AttachedFile | None) -> str:
    """What the name of a paper has behind its file's: `#p35-40`, `#register.pdf`, `#register.pdf#p3-8`."""
    attached = f"#{attachment.name}" if attachment else ""
    return f"{attached}#{pages}" if pages else attached


def look_for_papers() -> Look:
    """What has to be known of a file's pages before they are read."""
    return Look(SETTINGS.margin, SETTINGS.beyond, SETTINGS.running_words, load_profile().register_heads.risks)


def papers_of(document: Document, read: ReadDocument, profiles: Profiles) -> FilePapers:
    """Read the papers that stand on the pages of a document.

    Raises:
        PaperError: The file is one paper and cannot be read, or none of its papers is a register.
    """
    base = load_profile()
    parts = parts_of(
        document,
        lambda text, in_margin: own_references(text, in_margin=in_margin, profile=base),
        lambda text: may_refer(text, base),
    )
    if len(parts) < 2:
        parts = parts_by_titles(parts[0]) if parts else []
        if len(parts) < 2:
            return FilePapers((PaperInFile(read(document)),))
        several = are_papers(parts, base, _titles_of(profiles))
        one = _of_one_register(document, read) if several else read(document)
        if one is not None:
            return FilePapers((PaperInFile(one),))
    found = _FileReader(document, read, profiles).read(parts)
    if not found.papers:
        raise not_read(document._replace(attached=())) or _no_register(parts, found.passed_over)
    if _may_have_annex(parts, found) and (whole := _as_one_paper(document, read, found.papers[0])) is not None:
        return FilePapers((PaperInFile(whole),))
    return found


def with_attached(
    document: Document, read: Callable[[], FilePapers], attached: Sequence[FilePapers | PaperError]
) -> FilePapers:
    """The papers of a file, and those of the PDFs that are attached to it; `attached` has these in its order.

    Raises:
        PaperError: None of them is a register.
    """
    papers: list[PaperInFile] = []
    passed_over: list[PassedOver] = []
    for file, found in zip(document.attached, attached, strict=True):
        if isinstance(found, FilePapers):
            papers += (paper._replace(attachment=file) for paper in found.papers)
            passed_over += (each._replace(attachment=file.name) for each in found.passed_over)
        elif isinstance(found, UnreadTableError):
            papers.append(PaperInFile(found, attachment=file))
        else:
            reason = None if isinstance(found, NotARegisterError) and not found.has_risks else str(found)
            passed_over.append(PassedOver(None, file.name, reason))
    try:
        own = read()
    except (*_NO_REGISTER, AttachedPapersError) as error:
        if not papers and isinstance(error, AttachedPapersError):
            raise none_attached([_why(each) for each in passed_over]) from None
        if not papers:
            raise
        own = FilePapers((), (PassedOver(_all_pages(document)),))
    return FilePapers((*own.papers, *papers), (*own.passed_over, *passed_over))


def _why(attached: PassedOver) -> str:
    return f"{attached.attachment} ({attached.reason})" if attached.reason else str(attached.attachment)


def _all_pages(document: Document) -> PageRange:
    return PageRange(1, max(len(document.pages), 1))


def _titles_of(profiles: Profiles) -> list[re.Pattern[str]]:
    """The patterns of the titles that profiles of tables have."""
    all_profiles = profiles.all if profiles.named is None else [profiles.named]
    tables = (each.paper.title_pattern for each in all_profiles if isinstance(each, TableProfile))
    return [pattern for pattern in tables if pattern is not None]


class _FileReader:
    def __init__(self, document: Document, read: ReadDocument, profiles: Profiles) -> None:
        self.document, self.read_document = document, read
        self.base = load_profile()
        self.titles = _titles_of(profiles)

    def read(self, parts: Iterable[FilePart]) -> FilePapers:
        papers: list[PaperInFile] = []
        passed_over: list[PassedOver] = []
        for part in parts:
            pages = PageRange(part.first, part.last)
            reason = None
            if may_be_register(part, self.base, self.titles) or part.is_without_text:
                outcome = self.outcome(part)
                if not isinstance(outcome, (*_NO_REGISTER, _TableOfRisks)):
                    papers.append(PaperInFile(outcome, pages))
                    continue
                reason = self.reason(outcome, part)
            passed_over.append(PassedOver(pages, reason=reason))
        return FilePapers(tuple(papers), tuple(_joined(passed_over)))

    def reason(self, outcome: PaperError | _TableOfRisks, part: FilePart) -> str | None:
        """What is to be said of a part that is no register."""
        if isinstance(outcome, _TableOfRisks):
            named = f"“{part.title}”" if part.title else "a paper without a title"
            return f"a table of risks in {named}, which is no register"
        return str(outcome) if isinstance(outcome, NoTextError) else None

    def outcome(self, part: FilePart) -> Reading | PaperError | _TableOfRisks:
        """The reading of a part by itself; an error where there is none."""
        speaks = speaks_of_risks(part, self.base, self.titles)
        try:
            reading = self.read_document(_document_of(part, self.document))
        except UnreadTableError as error:
            return error if speaks else _TableOfRisks()
        except NotARegisterError as error:
            return _TableOfRisks() if error.has_risks else error
        except PaperError as error:
            return error
        if speaks or is_mostly_risks(reading.ledger):
            return reading
        return _TableOfRisks()


class _TableOfRisks:
    """What comes of a paper with a table of risks whose title and running lines speak of something else."""


def _document_of(part: FilePart, document: Document) -> Document:
    own = document._replace(pages=part.pages, attached=(), bookmarks=(), labels=())
    return with_fields_of(own, PageRange(part.first, part.last))


def with_fields_of(document: Document, pages: PageRange) -> Document:
    """A document that tells of the form fields on some pages alone."""
    form_pages, filled_pages = (
        tuple(number for number in numbers if pages.first <= number <= pages.last)
        for numbers in (document.form_pages, document.filled_pages)
    )
    return document._replace(form_pages=form_pages, filled_pages=filled_pages)


def _joined(passed_over: Sequence[PassedOver]) -> Iterable[PassedOver]:
    """Pages that were passed over, neighbours as one."""
    run: PassedOver | None = None
    for each in passed_over:
        if (
            run is not None
            and run.pages
            and each.pages
            and (run.pages.last + 1, run.reason)
            == (
                each.pages.first,
                each.reason,
            )
        ):
            run = run._replace(pages=PageRange(run.pages.first, each.pages.last))
            continue
        if run is not None:
            yield run
        run = each
    if run is not None:
        yield run


def _no_register(parts: Sequence[FilePart], passed_over: Iterable[PassedOver]) -> PaperError:
    named = "; ".join(f"“{part.title}” on {PageRange(part.first, part.last).in_words}" for part in parts if part.title)
    what = f"none of its {len(parts)} papers is a risk register"
    more = [f"on {each}: {each.reason}" for each in passed_over if each.reason is not None]
    return NotARegisterError("; ".join([f"{what}: {named}" if named else what, *more]))


def _of_one_register(document: Document, read: ReadDocument) -> Reading | None:
    """The pages of a document read as one paper, where that holds one register and nothing that is strange to it."""
    try:
        reading = read(document)
    except PaperError:
        return None
    codes = {warning.code for warning in reading.report.warnings}
    return None if reading.report.unplaced or codes & _OF_OTHERS else reading


def _may_have_annex(parts: Sequence[FilePart], found: FilePapers) -> bool:
    """Whether what follows the only register of a file may be its annex, with page numbers of its own: it stands behind
    it, is no longer, and has neither another reference nor a table of other risks."""
    register, *others = parts
    first = found.papers[0].pages
    if len(found.papers) > 1 or first is None or first.first != register.first:
        return False
    if any(each.reason is not None for each in found.passed_over):
        return False
    references = {reference for part in others for reference in part.references}
    return sum(len(part.pages) for part in others) <= len(register.pages) and references <= register.references


def _as_one_paper(document: Document, read: ReadDocument, paper: PaperInFile) -> Reading | None:
    """The reading of a file as one paper, where no risk stands on the pages behind that of `paper`."""
    try:
        whole = read(document)
    except PaperError:
        return None
    last = paper.pages.last if paper.pages else 0
    beyond = any(source.page > last for risk in whole.report.risks for source in risk.source)
    return None if beyond else whole
