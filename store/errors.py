"""Everything that can be wrong with a store or with a question put to it.

    StoreError                     exit 3: the store cannot be used
    ├── StoreNameError             a name that no store has: x.csv, :memory:, s3://…
    ├── StoreMissingError
    ├── StoreLockedError           names the process which holds it, where that is known
    ├── NotAStoreError             a file of another program, or no database at all
    ├── StoreTooNewError           written by a newer risktrail
    └── StoreUnreadableError       permissions, a directory, a damaged file
    PaperRefusedError              exit 1: one paper cannot be stored, the others can
    QuestionError                  exit 2: the question cannot be answered as it was put
    ├── UnknownRegisterError, AmbiguousRegisterError
    ├── UnknownPeriodError, NotEnoughReportsError, SameMonthError
    ├── UnknownRiskError, AmbiguousRiskError
    ├── UnknownPaperError, AmbiguousPaperError
    ├── UnknownQuestionError, QuestionParameterError
    └── SqlRefusedError            `sql` was given something else than one reading statement

Every message is one line that says what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

MOST_NAMED = 12  # papers, where a message lists those there are


class RisktrailStoreError(Exception):
    """Base of all errors of this package. `exit_code` is the one the command line ends with."""

    exit_code: ClassVar[int] = 3


class StoreError(RisktrailStoreError):
    """The store cannot be used."""


class StoreNameError(StoreError):
    """The name is a document's, or DuckDB takes it for something else than a file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} {reason}; name a file such as risktrail.duckdb with --db or RISKTRAIL_DB")


class StoreMissingError(StoreError):
    """There is no file at the store's path."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: there is no store here; make one with `risktrail import PATH --db {path}`")


class StoreLockedError(StoreError):
    """Another process has the store open for writing. `holder` is as the database names it."""

    def __init__(self, path: str, holder: str | None) -> None:
        self.holder = holder
        who = holder or "another process"
        super().__init__(f"{path}: the store is in use by {who}; let it finish, or wait for it with --wait")


class NotAStoreError(StoreError):
    """The file is no DuckDB database, or is one of another program."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}, not a risktrail store; name another file with --db")


class StoreTooNewError(StoreError):
    """A newer risktrail, or a newer DuckDB, wrote the store."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}; upgrade risktrail to read it")


class StoreUnreadableError(StoreError):
    """The operating system or the database refuses the file."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}; {remedy}")


class PaperRefusedError(RisktrailStoreError):
    """A report that lacks what identifies it is not stored: nothing is guessed.

    `code` is stable, `reason` is what is missing, `remedy` is what to do.
    """

    exit_code = 1

    def __init__(self, name: str, code: str, reason: str, remedy: str) -> None:
        self.code = code
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{name}: {reason}. {remedy}")


class QuestionError(RisktrailStoreError):
    """The question cannot be answered as it was put."""

    exit_code = 2


class UnknownRegisterError(QuestionError):
    """No such register in the store."""

    def __init__(self, register: str | None, known: Sequence[str]) -> None:
        empty = "the store holds no report; import a paper first, or see with `risktrail check` which ones failed"
        super().__init__(f"there is no register {register!r}; the store holds {', '.join(known)}" if known else empty)


class AmbiguousRegisterError(QuestionError):
    """The store holds several registers and the question named none."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"the store holds several registers; name one with --register: {', '.join(known)}")


class UnknownPeriodError(QuestionError):
    """The register has no current report for that month."""

    def __init__(self, register: str, period: str, known: Sequence[str]) -> None:
        super().__init__(f"{register} has no report for {period!r}; there is {in_short(known)}")


class NotEnoughReportsError(QuestionError):
    """A question about two reports, and the register has fewer."""

    def __init__(self, register: str, known: Sequence[str], question: str) -> None:
        has = f"1 report ({known[0]})" if known else "no report"
        super().__init__(f"{register} has {has}; {question} needs two. Import another paper")


class SameMonthError(QuestionError):
    """A month is to be compared with itself."""

    def __init__(self, register: str, period: str, known: Sequence[str]) -> None:
        super().__init__(f"both months are {period}; compare needs two that differ. {register} has {in_short(known)}")


class UnknownRiskError(QuestionError):
    """The register has never held that risk."""

    def __init__(self, register: str, risk: str, known: Sequence[str], where: str = "") -> None:
        super().__init__(f"{register} has no risk {risk!r}{where}; there is {', '.join(known) or 'none'}")


class AmbiguousRiskError(QuestionError):
    """A bare number fits several risks."""

    def __init__(self, register: str, risk: str, fitting: Sequence[str]) -> None:
        super().__init__(f"{risk!r} may be any of {', '.join(fitting)} in {register}; write it in full")


class UnknownPaperError(QuestionError):
    """The store has no paper of that name, reference or SHA-256."""

    def __init__(self, paper: str, known: Sequence[str]) -> None:
        shown = ", ".join(known[:MOST_NAMED]) or "none"
        more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
        super().__init__(f"there is no paper {paper!r} in the store; there is {shown}{more}")


class AmbiguousPaperError(QuestionError):
    """Several papers have that name, reference or beginning of a SHA-256."""

    def __init__(self, paper: str, fitting: Sequence[str]) -> None:
        super().__init__(f"{paper!r} may be any of {', '.join(fitting)}; name it by the beginning of its SHA-256")


class UnknownQuestionError(QuestionError):
    """No question of that name in the catalogue."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = f"did you mean {', '.join(near)}?" if near else "`risktrail ask` lists them"
        super().__init__(f"there is no question {name!r}; {hint}")


class QuestionParameterError(QuestionError):
    """A parameter the question does not have, lacks, or cannot use."""

    def __init__(self, name: str, problem: str, parameters: Sequence[str]) -> None:
        takes = ", ".join(parameters) or "no parameters"
        super().__init__(f"{name}: {problem}; it takes {takes}")


class SqlRefusedError(QuestionError):
    """The text is not one reading statement, or the database cannot run it."""


def in_short(periods: Sequence[str]) -> str:
    """A list of months as a person would say it: all of up to twelve, otherwise first, last and how many."""
    if not periods:
        return "none"
    if len(periods) <= 12:
        return ", ".join(periods)
    return f"{periods[0]} to {periods[-1]} ({len(periods)} reports)"
