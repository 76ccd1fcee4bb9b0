"""What can be wrong with a store, with a paper that is to be stored, or with a question put to the store.

Every message is one line that says what is wrong, where, and what to do. `risktrail.schema.errors` draws the whole
tree, with the exit codes.
"""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.schema.errors import ExitCode, PaperError, QuestionError, StoreError

__all__ = [
    "AmbiguousPaperError",
    "AmbiguousRegisterError",
    "AmbiguousRiskError",
    "ContradictoryDecisionError",
    "NotAStoreError",
    "NotEnoughReportsError",
    "PaperRefusedError",
    "QuestionError",
    "QuestionParameterError",
    "SameMonthError",
    "SqlRefusedError",
    "StoreError",
    "StoreLockedError",
    "StoreMissingError",
    "StoreNameError",
    "StoreTooNewError",
    "StoreUnreadableError",
    "UnknownActionError",
    "UnknownDecisionError",
    "UnknownDoubtError",
    "UnknownPaperError",
    "UnknownPeriodError",
    "UnknownQuestionError",
    "UnknownRegisterError",
    "UnknownRiskError",
    "in_short",
]

MOST_NAMED = 12  # papers, where a message lists those there are


class StoreNameError(StoreError):
    """The name is a document's, or DuckDB takes it for something else than a file."""

    remedy = "name a file such as risktrail.duckdb with --db or RISKTRAIL_DB"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} {reason}")


class StoreMissingError(StoreError):
    """There is no file at the store's path."""

    remedy = "make one with `risktrail import PATH`"

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: there is no store here", f"make one with `risktrail import PATH --db {path}`")


class StoreLockedError(StoreError):
    """Another process has the store open for writing. `holder` is as the database names it."""

    remedy = "let it finish, or wait for it with --wait"

    def __init__(self, path: str, holder: str | None) -> None:
        self.holder = holder
        who = holder or "another process"
        super().__init__(f"{path}: the store is in use by {who}")


class NotAStoreError(StoreError):
    """The file is not a DuckDB database, or is another program's."""

    remedy = "name another file with --db"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}, not a risktrail store")


class StoreTooNewError(StoreError):
    """A newer risktrail, or a newer DuckDB, wrote the store."""

    remedy = "upgrade risktrail to read it"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class StoreUnreadableError(StoreError):
    """The operating system or the database refuses the file."""

    remedy = "check that the file is whole and may be read and written"

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}", remedy)


class PaperRefusedError(PaperError):
    """A report that lacks what identifies it is not stored: nothing is guessed.

    `str()` names the paper; `code` is stable, `reason` is what is missing, `remedy` is what to do.
    """

    exit_code = ExitCode.IN_PART  # the other papers of an import can be stored
    code = "refused"
    remedy = "Say what the paper does not: `risktrail import --register CODE --period 2021-07 FILE`."

    def __init__(self, name: str, code: str, reason: str, remedy: str) -> None:
        super().__init__(f"{name}: {reason}. {remedy}")
        self.name = name
        self.code = code
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[PaperRefusedError], tuple[str, str, str, str]]:  # type: ignore[override]
        return type(self), (self.name, self.code, self.reason, self.remedy)

    @property
    def message(self) -> str:
        """What happened and what to do, in one line."""
        return str(self)


class UnknownRegisterError(QuestionError):
    """No such register in the store."""

    remedy = "name a register that the store holds, or import its papers"

    def __init__(self, register: str | None, known: Sequence[str]) -> None:
        empty = "the store holds no report; import a paper first, or see with `risktrail check` which ones failed"
        super().__init__(f"there is no register {register!r}; the store holds {', '.join(known)}" if known else empty)


class AmbiguousRegisterError(QuestionError):
    """The store holds several registers and the question named none."""

    remedy = "name one of the registers with --register"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"the store holds several registers; name one with --register: {', '.join(known)}")


class UnknownPeriodError(QuestionError):
    """The register has no current report for that month."""

    remedy = "name a month that the register has a report for"

    def __init__(self, register: str, period: str, known: Sequence[str]) -> None:
        super().__init__(f"{register} has no report for {period!r}; it has {in_short(known)}")


class NotEnoughReportsError(QuestionError):
    """A question about two reports, and the register has fewer."""

    remedy = "import another paper"

    def __init__(self, register: str, known: Sequence[str], question: str) -> None:
        has = f"1 report ({known[0]})" if known else "no report"
        super().__init__(f"{register} has {has}; {question} needs two. Import another paper")


class SameMonthError(QuestionError):
    """A month is to be compared with itself."""

    remedy = "name two months that differ"

    def __init__(self, register: str, period: str, known: Sequence[str]) -> None:
        super().__init__(
            f"both months are {period}; compare needs two different months. {register} has {in_short(known)}"
        )


class UnknownRiskError(QuestionError):
    """The register has never held that risk."""

    remedy = "name a risk that the register has held"

    def __init__(self, register: str, risk: str, known: Sequence[str], where: str = "") -> None:
        super().__init__(f"{register} has no risk {risk!r}{where}; it has {', '.join(known) or 'none'}")


class AmbiguousRiskError(QuestionError):
    """A bare number fits several risks."""

    remedy = "write the risk's number in full"

    def __init__(self, register: str, risk: str, fitting: Sequence[str]) -> None:
        super().__init__(f"{risk!r} may be any of {', '.join(fitting)} in {register}; write it in full")


class UnknownPaperError(QuestionError):
    """The store has no paper of that name, reference or SHA-256."""

    remedy = "name a paper of the store: its file name, its reference, or the beginning of its SHA-256"

    def __init__(self, paper: str, known: Sequence[str]) -> None:
        shown = ", ".join(known[:MOST_NAMED]) or "none"
        more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
        super().__init__(f"there is no paper {paper!r} in the store; it has {shown}{more}")


class AmbiguousPaperError(QuestionError):
    """Several papers have that name, reference or beginning of a SHA-256."""

    remedy = "name the paper by the beginning of its SHA-256"

    def __init__(self, paper: str, fitting: Sequence[str]) -> None:
        super().__init__(f"{paper!r} may be any of {', '.join(fitting)}; name it by the beginning of its SHA-256")


class UnknownActionError(QuestionError):
    """No such action in the store, or not in that month."""

    remedy = "name it by its action_id, or by risk, month and position as in OPSG-006/2021-07/3."

    def __init__(self, action: str, why: str = "") -> None:
        super().__init__(f"there is no action {action!r}{f': {why}' if why else ''}; {self.remedy}")


class UnknownDoubtError(QuestionError):
    """No such doubt is open: it never was, or it is settled already."""

    remedy = "`risktrail check` lists the open ones with their ids, `risktrail decide list` what was settled."

    def __init__(self, doubt: str) -> None:
        super().__init__(f"there is no open doubt {doubt!r}; {self.remedy}")


class UnknownDecisionError(QuestionError):
    """No decision of that number counts."""

    remedy = "`risktrail decide list` shows what people decided."

    def __init__(self, number: int, known: Sequence[str]) -> None:
        super().__init__(f"no decision {number} counts; there are {', '.join(known) or 'none'}")


class ContradictoryDecisionError(QuestionError):
    """A decision that counts says the opposite, or the same. `number` is its number."""

    remedy = "take the other one back first: risktrail decide undo NUMBER."

    def __init__(self, problem: str, number: int) -> None:
        super().__init__(f"{problem}; to take that back: risktrail decide undo {number}")
        self.number = number


class UnknownQuestionError(QuestionError):
    """No question of that name in the catalogue."""

    remedy = "name a question of the catalogue; `risktrail ask` lists them"

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = f"did you mean {', '.join(near)}?" if near else "`risktrail ask` lists them"
        super().__init__(f"there is no question {name!r}; {hint}")


class QuestionParameterError(QuestionError):
    """A parameter the question does not have, lacks, or cannot use."""

    remedy = "give the parameters that the question takes"

    def __init__(self, name: str, problem: str, parameters: Sequence[str]) -> None:
        takes = ", ".join(parameters) or "no parameters"
        super().__init__(f"{name}: {problem}; it takes {takes}")


class SqlRefusedError(QuestionError):
    """The text is not one reading statement, or the database cannot run it."""

    remedy = "give one statement that reads: SELECT, FROM, WITH, DESCRIBE or EXPLAIN"


def in_short(periods: Sequence[str]) -> str:
    """A list of months as a person would say it: all of up to twelve, otherwise first, last and how many."""
    if not periods:
        return "none"
    if len(periods) <= 12:
        return ", ".join(periods)
    return f"{periods[0]} to {periods[-1]} ({len(periods)} reports)"
