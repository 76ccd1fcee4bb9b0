"""The errors of risktrail: one tree, and beside each branch the exit code that the command line ends with.

    RisktrailError
    ├── PaperError                      4   a paper cannot be read (`risktrail.ingest.errors`)
    │   ├── NotAPdfError                    the bytes are something else than a PDF, or nothing
    │   ├── DamagedPdfError                 a PDF that cannot be opened, or ends early
    │   ├── EmptyPaperError                 a PDF without pages, or with nothing on them that can be seen
    │   ├── PasswordProtectedError          a PDF that asks for a password
    │   ├── EncryptedForReadersError        a PDF encrypted for the holders of certain certificates
    │   ├── NoTextError                     the pages are pictures
    │   │   └── NotLegibleError             pictures on which nothing could be recognised
    │   ├── FormFieldsError                 the text stands in form fields, which are not read
    │   ├── AttachedPapersError             a cover with PDFs attached, none a register
    │   ├── NotARegisterError               a readable PDF that is not a risk register
    │   ├── UnreadTableError                a register with a table that was not understood
    │   ├── SeveralPapersError              a paper that holds more than one register
    │   ├── TooLargeError                   more pages than the limits allow
    │   │   └── TooComplexError             a page with more on it than the limits allow
    │   ├── PaperRefusedError           1   read, but without a register or a month (`risktrail.store.errors`)
    │   └── NotDrawnError                   a page that cannot be shown as a picture (`risktrail.web.page_images`)
    ├── SourceError                     4   a paper's bytes cannot be fetched
    ├── StoreError                      3   the store cannot be used (`risktrail.store.errors`)
    │   ├── StoreNameError                  a name that no store has: x.csv, :memory:, s3://…
    │   ├── StoreMissingError               no file at the store's path
    │   ├── StoreLockedError                another process writes to it
    │   ├── NotAStoreError                  a file of another program, or no database at all
    │   ├── StoreTooNewError                written by a newer risktrail
    │   └── StoreUnreadableError            permissions, a directory, a damaged file
    ├── QuestionError                   2   a question cannot be answered as it was put (`risktrail.store.errors`)
    │   ├── UnknownRegisterError, AmbiguousRegisterError
    │   ├── UnknownPeriodError, NotEnoughReportsError, SameMonthError
    │   ├── UnknownRiskError, AmbiguousRiskError
    │   ├── UnknownPaperError, AmbiguousPaperError
    │   ├── UnknownActionError, UnknownDoubtError, UnknownDecisionError
    │   ├── ContradictoryDecisionError      a decision that counts says the opposite
    │   ├── UnknownQuestionError, QuestionParameterError
    │   └── SqlRefusedError                 not one reading statement, or one the database cannot run
    └── UsageError                      2   what was asked for cannot be done: options, missing packages
        └── ProfileError                    a profile that is wrong or not there (`risktrail.ingest.errors`)

This module holds the exit codes and the roots of the branches; it imports nothing, so that every layer can use it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command line ends with. Scripts rely on the numbers; docs/commands.md lists them."""

    DONE = 0
    IN_PART = 1
    USAGE = 2
    STORE = 3
    NOTHING_READ = 4
    FAULT = 70
    INTERRUPTED = 130
    TERMINATED = 143


class RisktrailError(Exception):
    """Base of all errors that risktrail raises on purpose.

    `exit_code` is what the command line ends with, `remedy` is what the user can do.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAULT
    remedy: str = "Report it: it is a defect of risktrail."

    @property
    def message(self) -> str:
        """What happened and what to do, in one line."""
        return str(self)


class PaperError(RisktrailError):
    """A paper that cannot be read.

    `str()` is what happened, without the paper's name, which the caller knows. `code` is a stable name of the reason,
    `page` the page it is about, counted from 1, or None.
    """

    exit_code = ExitCode.NOTHING_READ
    code = "unreadable"
    remedy = "Open the file in a PDF viewer to see whether it is whole."
    names_pages = False
    """Whether the message itself says which pages it is about."""

    def __init__(self, message: str, page: int | None = None) -> None:
        super().__init__(message)
        self.page = page

    def __reduce__(self) -> tuple[type[PaperError], tuple[str, int | None]]:
        return type(self), (str(self), self.page)

    @property
    def message(self) -> str:
        """What happened and what to do, in one line."""
        return f"{self}. {self.remedy}"


class SourceError(RisktrailError):
    """A paper whose bytes cannot be fetched. `str()` is the reason, without the paper's name."""

    exit_code = ExitCode.NOTHING_READ
    remedy = "Check that it is still there and may be read."

    def __init__(self, reason: str, remedy: str | None = None) -> None:
        super().__init__(reason)
        if remedy is not None:
            self.remedy = remedy

    @property
    def message(self) -> str:
        """What happened and what to do, in one line."""
        return f"{self}. {self.remedy}"


class StoreError(RisktrailError):
    """The store cannot be used. `str()` is what happened and the remedy, in one line."""

    exit_code = ExitCode.STORE
    remedy = "name another store with --db"

    def __init__(self, reason: str, remedy: str | None = None) -> None:
        if remedy is not None:
            self.remedy = remedy
        super().__init__(f"{reason}; {self.remedy}")


class QuestionError(RisktrailError):
    """A question that cannot be answered as it was put. `str()` says why, and what there is to ask for."""

    exit_code = ExitCode.USAGE
    remedy = "put the question again, with a value that the message names"


class UsageError(RisktrailError):
    """What was asked for cannot be done: options that contradict each other, a package that is not installed."""

    exit_code = ExitCode.USAGE
    remedy = "see `risktrail COMMAND --help`"
