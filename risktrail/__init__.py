"""Risk registers read from monthly papers, and the questions asked of them: what risktrail offers to Python.

    import risktrail

    (report,) = risktrail.read("OPSG_53_2607_07.pdf")
    summary = risktrail.import_papers(["papers/"], "risktrail.duckdb")
    with risktrail.open("risktrail.duckdb") as store:
        store.stalled(min_reports=6)

`docs/python.md` shows it at work. Each name is loaded at its first use, so that `import risktrail` costs nothing. What
is named in `__all__` changes only with a new major version; the packages below (`risktrail.ingest` and the others) may
change at any time.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from risktrail.importing.executors import DaskCluster, LocalWorkers
    from risktrail.importing.import_summary import FailedPaper, ImportSummary
    from risktrail.importing.options import ImportOptions, ReadOptions
    from risktrail.importing.pipeline import import_papers
    from risktrail.ingest.errors import (
        AttachedPapersError,
        DamagedPdfError,
        EmptyPaperError,
        EncryptedForReadersError,
        FormFieldsError,
        NotAPdfError,
        NotARegisterError,
        NoTextError,
        NotLegibleError,
        PasswordProtectedError,
        ProfileError,
        SeveralPapersError,
        TooComplexError,
        TooLargeError,
        UnreadTableError,
    )
    from risktrail.schema.errors import (
        ExitCode,
        PaperError,
        QuestionError,
        RisktrailError,
        SourceError,
        StoreError,
        UsageError,
    )
    from risktrail.schema.report import (
        Action,
        KindRating,
        Narrative,
        RatingKind,
        ReadingWarning,
        RecognisedWord,
        Recommendation,
        Report,
        Risk,
        Source,
        Standing,
        Status,
        StruckText,
        Trend,
        UnplacedLine,
        Update,
    )
    from risktrail.store.answer import Answer
    from risktrail.store.errors import (
        AmbiguousPaperError,
        AmbiguousRegisterError,
        AmbiguousRiskError,
        ContradictoryDecisionError,
        NotAStoreError,
        NotEnoughReportsError,
        PaperRefusedError,
        QuestionParameterError,
        SameMonthError,
        SqlRefusedError,
        StoreLockedError,
        StoreMissingError,
        StoreNameError,
        StoreTooNewError,
        StoreUnreadableError,
        UnknownActionError,
        UnknownDecisionError,
        UnknownDoubtError,
        UnknownPaperError,
        UnknownPeriodError,
        UnknownQuestionError,
        UnknownRegisterError,
        UnknownRiskError,
    )
    from risktrail.store.papers import Outcome
    from risktrail.store.reader import Reader as Store

__all__ = [
    "Action",
    "AmbiguousPaperError",
    "AmbiguousRegisterError",
    "AmbiguousRiskError",
    "Answer",
    "AttachedPapersError",
    "ContradictoryDecisionError",
    "DamagedPdfError",
    "DaskCluster",
    "EmptyPaperError",
    "EncryptedForReadersError",
    "ExitCode",
    "FailedPaper",
    "FormFieldsError",
    "ImportOptions",
    "ImportSummary",
    "KindRating",
    "LocalWorkers",
    "Narrative",
    "NoTextError",
    "NotAPdfError",
    "NotARegisterError",
    "NotAStoreError",
    "NotEnoughReportsError",
    "NotLegibleError",
    "Outcome",
    "PaperError",
    "PaperRefusedError",
    "PasswordProtectedError",
    "ProfileError",
    "QuestionError",
    "QuestionParameterError",
    "RatingKind",
    "ReadOptions",
    "ReadingWarning",
    "RecognisedWord",
    "Recommendation",
    "Report",
    "Risk",
    "RisktrailError",
    "SameMonthError",
    "SeveralPapersError",
    "Source",
    "SourceError",
    "SqlRefusedError",
    "Standing",
    "Status",
    "Store",
    "StoreError",
    "StoreLockedError",
    "StoreMissingError",
    "StoreNameError",
    "StoreTooNewError",
    "StoreUnreadableError",
    "StruckText",
    "TooComplexError",
    "TooLargeError",
    "Trend",
    "UnknownActionError",
    "UnknownDecisionError",
    "UnknownDoubtError",
    "UnknownPaperError",
    "UnknownPeriodError",
    "UnknownQuestionError",
    "UnknownRegisterError",
    "UnknownRiskError",
    "UnplacedLine",
    "UnreadTableError",
    "Update",
    "UsageError",
    "import_papers",
    "open",
    "read",
]

_MODULES = (
    "risktrail.schema.errors",
    "risktrail.ingest.errors",
    "risktrail.store.errors",
    "risktrail.store.answer",
    "risktrail.store.papers",
    "risktrail.importing.import_summary",
    "risktrail.importing.options",
    "risktrail.importing.executors",
    "risktrail.schema.report",
    "risktrail.importing.pipeline",
)
"""Where the names above stand; what loads least comes first, so that an `except` loads no model."""


def read(
    source: bytes | str | PathLike[str],
    profile: str | None = None,
    *,
    ocr: Literal["auto", "never", "always"] = "auto",
    accept_unread: bool = False,
    pages: tuple[int, int] | None = None,
) -> list[Report]:
    """Read the risk register papers of a PDF; nothing is stored.

    The PDF is read in this process, and what it costs is bounded only by its pages and what is drawn on them: there is
    no limit of time or memory as `risktrail import` has one.

    Args:
        source: The path of a PDF, or the PDF's own bytes.
        profile: The family of the papers: the name of a profile, or the path of its TOML file. Without one the profile
            that explains most of the paper is taken; `Report.profile` has its name.
        ocr: Which pages are recognised from their pictures, where `risktrail[ocr]` is installed: those without text of
            their own, none, or all with a picture. A page takes seconds. The warnings `recognised` and
            `recognised_unsure` tell of it.
        accept_unread: Return a paper even where a table that looks like a part of its register was not understood. The
            report then has a warning with the code `unread_table` for each such table.
        pages: The first and last page of one paper in a file that holds several: these are read as one paper, and
            nothing else of the file.

    Returns:
        The file's papers in the order of their pages, then those of the PDFs attached to it; what is no register is
        passed over. `Report.pages` are a paper's pages in its PDF. Pages count from 1; boxes are
        `(x0, top, x1, bottom)` in points from a page's top left.

    Raises:
        PaperError: The file cannot be read as a risk register, or one of several registers in it was not understood.
            The class says why, `code` is a stable name of the reason, `page` the page it is about, and `remedy` what to
            do.
        UsageError: The file does not have these `pages`, or all pages with a picture are to be recognised, and
            `risktrail[ocr]` is not installed.
        ProfileError: There is no such profile, or it is wrong.
        OSError: The file cannot be opened.
    """
    from risktrail.importing.options import ReadOptions
    from risktrail.ingest.ocr.mode import OcrMode
    from risktrail.ingest.reader import read_file
    from risktrail.schema.errors import PaperError
    from risktrail.schema.file_places import PageRange

    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    chosen = None if pages is None else PageRange(*pages)
    profiles, mode = ReadOptions(profile=profile, ocr=ocr).profiles(), OcrMode(ocr)
    found = read_file(content, profiles=profiles, ocr=mode, accept_unread=accept_unread, pages=chosen)
    reports = []
    for paper in found.papers:
        if isinstance(paper.outcome, PaperError):
            raise paper.outcome
        reports.append(paper.outcome.report)
    return reports


def open(store: str | PathLike[str], *, wait: float = 0.0) -> Store:  # noqa: A001  read as `risktrail.open`
    """Open a store to ask it questions; it is read, never written.

    A store that an older risktrail made, or that an interrupted import left, is first brought up to date: that alone
    writes to it.

    Args:
        store: The path of a file that `risktrail import` made.
        wait: Seconds to wait, at most, for another process that writes to the store.

    Returns:
        The open store, with a method for each question. Use it as a context manager, which closes the file.

    Raises:
        StoreError: The store is missing, locked by another process, damaged, made by a newer risktrail, or no store.
    """
    from risktrail.store.reader import open_reader

    return open_reader(Path(store), wait)


if not TYPE_CHECKING:  # else type checkers would take any name, misspelt ones too, for one of this module

    def __getattr__(name: str) -> Any:
        if name == "Store":
            return import_module("risktrail.store.reader").Reader
        if name in __all__:
            return next(getattr(home, name) for home in map(import_module, _MODULES) if hasattr(home, name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
