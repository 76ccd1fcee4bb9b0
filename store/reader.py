"""A store opened for reading, with one method for each question.

Every method returns an `Answer`. `register` may be left out where the store holds one; months are written
`2021-07`, or `latest` and `previous`; a risk may be written as the paper does, without leading zeros, or by
its number alone. What answers a question is loaded when it is asked.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from risktrail.store import database, question_files, resolve
from risktrail.store.answer import Answer, AnyAnswer
from risktrail.store.answer_rows import (
    ActionInMonth,
    Change,
    Decided,
    Doubt,
    HistoryEntry,
    OverdueAction,
    RiskInMonth,
    RiskPart,
    StalledAction,
    StoredReport,
)
from risktrail.store.errors import NotAStoreError, StoreError, StoreUnreadableError
from risktrail.store.labels import count
from risktrail.store.sql import answer, statement

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.rating_matrix import RatingMatrix

AnswerT = TypeVar("AnswerT", bound=AnyAnswer)

NO_LONGER_FITS = "no longer fits"
"""What the view `decisions` says of a decision that is about nothing in today's papers."""
SEARCHED = (
    "title",
    "description",
    "CAST(causes AS VARCHAR)",
    "CAST(impact AS VARCHAR)",
    "CAST(controls AS VARCHAR)",
    "(SELECT string_agg(u.text, chr(10)) FROM updates AS u"
    " WHERE u.register = risks.register AND u.period = risks.period AND u.risk_id = risks.risk_id)",
    "(SELECT string_agg(d.text, chr(10)) FROM details AS d"
    " WHERE d.register = risks.register AND d.period = risks.period AND d.risk_id = risks.risk_id)",
)
"""What the words of `risks` are looked for in."""


class Reader:
    """A store opened for reading. Use it as a context manager, which closes the file.

    If the file turns out to be damaged, leaving the block raises StoreUnreadableError.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.con.close()
        if database.is_damage(error):
            raise database.damaged(self.path) from error

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> AnyAnswer:
        """Run SQL of the program's own; `sql` runs what a user typed."""
        return answer(self.con, sql, list(parameters))

    # What there is

    def registers(self) -> list[str]:
        """The registers the store holds, in alphabetical order."""
        return resolve.registers(self.con)

    def periods(self, register: str) -> list[str]:
        """The months of a register's current reports, in order."""
        return resolve.periods(self.con, register)

    def register(self, code: str | None = None) -> str:
        """The register meant, whatever its case; without a code the only one there is.

        Raises UnknownRegisterError or AmbiguousRegisterError.
        """
        return resolve.register(self.con, code)

    def period(self, register: str, period: str) -> str:
        """The month meant: one of the register's, `latest` or `previous`. Raises UnknownPeriodError."""
        return resolve.period(self.con, register, period)

    def risk(self, register: str, risk: str) -> str:
        """The risk meant, as the register writes it. Raises UnknownRiskError or AmbiguousRiskError."""
        return resolve.risk(self.con, register, risk)

    # Answers

    def reports(self, register: str | None = None, *, period: str | None = None) -> Answer[StoredReport]:
        """One row a stored report, superseded ones, those in conflict and removed ones too.

        Args:
            register: Only this register. A removed paper that had failed has none, and is listed with every one.
            period: Only this month of the register.

        Raises:
            QuestionError: There is no such register or month, or several registers and a month of none.
        """
        code = None if register is None and period is None else self.register(register)
        month = None if code is None or period is None else self.period(code, period)
        rows = self.con.execute(statement("reports"), {"register": code, "period": month}).fetchall()
        notes = resolve.incomplete_of(self.con, code, month, None)
        return Answer(StoredReport._fields[:-1], [StoredReport._make(row) for row in rows], tuple(notes))

    def risks(
        self,
        register: str | None = None,
        *,
        period: str | None = None,
        risk: str | None = None,
        text: str | None = None,
    ) -> Answer[RiskInMonth]:
        """One row a risk and month.

        Args:
            register: Only this register.
            period: Only this month.
            risk: Only this risk, under every number that it was renumbered to or from.
            text: Only where this stands in title, description, causes, impact, controls, updates or details, whatever
                its case.

        Raises:
            QuestionError: There is no such register, month or risk, or no register is named and there are several.
        """
        chosen = resolve.filters(self.con, register, period, risk)
        if text is not None:
            chosen.where(f"contains(lower(concat_ws(chr(10), {', '.join(SEARCHED)})), lower(?))", text)
        rows = self.con.execute(statement("risks").format(conditions=chosen.sql), chosen.parameters).fetchall()
        notes = resolve.incomplete_of(self.con, register, period, risk)
        return Answer(RiskInMonth._fields, [RiskInMonth._make(row) for row in rows], tuple(notes))

    def actions(
        self,
        register: str | None = None,
        *,
        period: str | None = None,
        risk: str | None = None,
        status: str | None = None,
        text: str | None = None,
        owner: str | None = None,
        band: str | None = None,
    ) -> Answer[ActionInMonth]:
        """One row an action and month.

        Args:
            register: Only this register.
            period: Only this month.
            risk: Only actions of this risk, under every number that it was renumbered to or from.
            status: Only actions of this status, such as `on_hold` or `on hold`.
            text: Only where this stands in text or note, whatever its case.
            owner: Only actions of this owner, whatever its case.
            band: Only actions of risks in this band, whatever its case.

        Raises:
            QuestionError: There is no such register, month or risk, or no register is named and there are several.
        """
        chosen = resolve.filters(self.con, register, period, risk)
        if status is not None:
            chosen.where("status = ?", status_name(status))
        if text is not None:
            chosen.where("(contains(lower(text), lower(?)) OR contains(lower(note), lower(?)))", text, text)
        if owner is not None:
            chosen.where("list_contains(list_transform(owners, lambda each: lower(each)), lower(?))", owner)
        if band is not None:
            of_band = "SELECT (report_id, position) FROM risk WHERE lower(band) = lower(?)"
            chosen.where(f"(report_id, risk_position) IN ({of_band})", band)
        rows = self.con.execute(statement("actions").format(conditions=chosen.sql), chosen.parameters).fetchall()
        notes = resolve.incomplete_of(self.con, register, period, risk)
        return Answer(ActionInMonth._fields, [ActionInMonth._make(row) for row in rows], tuple(notes))

    def stalled(
        self,
        register: str | None = None,
        *,
        as_of: str | None = None,
        min_reports: int = 3,
        unchanged: bool = False,
        owner: str | None = None,
        band: str | None = None,
    ) -> Answer[StalledAction]:
        """Actions ongoing in each of the last imported reports, longest first.

        Args:
            register: Only this register; by default all that the store holds.
            as_of: The month looked back from; by default the latest of each register.
            min_reports: In how many reports at least.
            unchanged: Count only the reports since the action's wording or note last changed.
            owner: Only actions of this owner, whatever its case.
            band: Only actions of risks in this band, whatever its case.

        Raises:
            QuestionError: There is no such register or month.
        """
        from risktrail.store.stalled import Asked, stalled

        registers = self._registers(register)
        month = resolve.month_of(self.con, registers, as_of or resolve.LATEST)
        return stalled(self.con, registers, month, Asked(min_reports, unchanged, owner, band))

    def _registers(self, code: str | None) -> list[str]:
        """The register meant, or all. Raises UnknownRegisterError where there is none."""
        known = self.registers()
        return known if code is None and known else [self.register(code)]

    def overdue(
        self,
        register: str | None = None,
        *,
        as_of: dt.date | None = None,
        owner: str | None = None,
        band: str | None = None,
    ) -> Answer[OverdueAction]:
        """Actions that are not completed and whose due date has passed, the longest overdue first.

        Args:
            register: Only this register; by default all that the store holds.
            as_of: The day by which a due date has passed; the last report up to that day is looked at. By default the
                date of each register's latest report.
            owner: Only actions of this owner, whatever its case.
            band: Only actions of risks in this band, whatever its case.

        Raises:
            QuestionError: There is no such register.
        """
        from risktrail.store.overdue import overdue

        return overdue(self.con, None if register is None else self.register(register), as_of, owner, band)

    def show(self, risk: str, register: str | None = None, *, period: str | None = None) -> Answer[RiskPart]:
        """One risk as it stood in a month, a row a part: rating, description, impact, actions and so on.

        Args:
            risk: The risk.
            register: The register; may be left out where one alone has such a risk.
            period: The month; by default the last in which the risk stands; a note says so if that is not the latest.

        Raises:
            QuestionError: There is no such register, month or risk, or the risk does not stand in that month.
        """
        from risktrail.store.risk_parts import risk_parts

        return risk_parts(self.con, resolve.register_of_risk(self.con, register, risk), risk, period)

    def ratings(
        self,
        register: str | None = None,
        *,
        months: Sequence[str] | None = None,
        risk: str | None = None,
        kind: str | None = None,
    ) -> RatingMatrix:
        """The ratings of risks, a row a risk and a cell a month; a month without a paper has a column too.

        Args:
            register: Only this register; by default all that the store holds, with the register as the first column.
            months: The months shown, in order; by default all from the first paper to the last. Papers after them do
                not count.
            risk: Only this risk, and those an alias joins with it.
            kind: Which of the ratings: `inherent`, `current` or `target`; by default the one that the papers show
                as the risk's own.

        Raises:
            QuestionError: There is no such register, risk or kind, or a risk is named, no register, and several
                have it.
        """
        from risktrail.store.aliases import joined_names
        from risktrail.store.rating_matrix import ratings

        registers = self._registers(register) if risk is None else [resolve.register_of_risk(self.con, register, risk)]
        names = frozenset() if risk is None else frozenset(joined_names(self.con, registers[0], risk))
        return ratings(self.con, registers, months, names, kind)

    def compare(
        self, from_period: str, to_period: str, register: str | None = None, *, everything: bool = False
    ) -> Answer[Change]:
        """What changed between two months, a row a change.

        Args:
            from_period: The earlier month.
            to_period: The later month.
            register: The register; may be left out where the store holds one.
            everything: Also a row for each risk and action without a change.

        Raises:
            NotEnoughReportsError: The register has a single report.
            SameMonthError: Both months are the same one.
            QuestionError: There is no such register or month, or no register is named and there are several.
        """
        from risktrail.store.comparison import compare

        return compare(self.con, self.register(register), from_period, to_period, everything=everything)

    def history(self, risk: str, register: str | None = None) -> Answer[HistoryEntry]:
        """One risk through all months, a row a change, with word-level redlines; aliases are followed.

        Args:
            risk: The risk.
            register: The register; may be left out where one alone has such a risk.

        Raises:
            QuestionError: There is no such register or risk, or no register is named and several have such a risk.
        """
        from risktrail.store.history import history

        code = resolve.register_of_risk(self.con, register, risk)
        return self._about_changes(history(self.con, code, risk), code, "a history")

    def check(
        self,
        register: str | None = None,
        *,
        parser_version: str | None = None,
        profiles: Mapping[str, str] | None = None,
    ) -> Answer[Doubt]:
        """What a person should look at: papers that failed, doubts of the reader, odd ratings, unsure matches.

        Args:
            register: Only this register, and papers whose register is not known.
            parser_version: The version of the parser that reads today. With it, stored papers that another version
                read are listed too, and failed papers with how often and when they were last tried.
            profiles: The texts of the profiles of today, by name. With `parser_version`, papers that were read with
                another text of their profile are listed too.

        Raises:
            QuestionError: There is no such register.
        """
        import hashlib

        if parser_version is None:
            found = self.ask("to_check", register)
        else:
            lines = [f"{name} {hashlib.sha256(text.encode()).hexdigest()}" for name, text in (profiles or {}).items()]
            found = self.ask("to_check_here", register, parser=parser_version, profiles="\n".join(lines))
        rows = [Doubt._make(row) for row in found]
        found = found.noted(*self._note_on_unfit_decisions(register))
        return Answer(Doubt._fields, rows, found.notes, found.lacking, found.looked_at, found.titles)

    def decisions(self, register: str | None = None, *, undone: bool = False) -> Answer[Decided]:
        """What people decided, aliases and removed papers too, in the order of their numbers.

        Args:
            register: Only this register, and what is about papers of none.
            undone: Also what was taken back.

        Raises:
            QuestionError: There is no such register.
        """
        code = None if register is None else self.register(register)
        rows = self.con.execute(statement("decisions"), {"register": code, "undone": undone}).fetchall()
        return Answer(Decided._fields, [Decided._make(row) for row in rows], looked_at="nobody has decided anything")

    def _note_on_unfit_decisions(self, register: str | None) -> list[str]:
        """A note on decisions that are about nothing in today's papers, if there are any."""
        if self.con.execute("SELECT 1 FROM decision WHERE undone_at IS NULL LIMIT 1").fetchone() is None:
            return []
        unfit = sum(row.applies == NO_LONGER_FITS for row in self.decisions(register))
        if not unfit:
            return []
        fit = "fits" if unfit == 1 else "fit"
        return [f"{count(unfit, 'decision')} no longer {fit} today's papers: see `risktrail decide list`"]

    def _about_changes(self, found: AnswerT, register: str, what: str) -> AnswerT:
        """An answer about changes from report to report, which a single report has none of."""
        from risktrail.store.enough_reports import Need, lacking, reports_until

        return replace(found, lacking=tuple(lacking(reports_until(self.con, [register]), Need(what, 2))))

    # Questions

    def ask(self, name: str, register: str | None = None, **parameters: Any) -> AnyAnswer:
        """Answer a question of the catalogue, which `risktrail ask` lists.

        Args:
            name: The question.
            register: Only this register, and papers whose register is not known.
            parameters: What the question takes. Months may be `latest` or `previous`.

        Raises:
            UnknownQuestionError: There is no such question.
            QuestionParameterError: It does not take such a parameter, or needs one that is missing.
            QuestionError: There is no such register or month.
        """
        from risktrail.store.named_questions import ask

        return ask(self.con, name, register, parameters)

    def sql(self, text: str) -> AnyAnswer:
        """Run one reading statement that a user typed.

        Raises:
            SqlRefusedError: It is not one statement, does not read, or the database cannot run it.
        """
        from risktrail.store.named_questions import run_sql

        return run_sql(self.con, text)


def status_name(status: str) -> str:
    """A status as the store has it, however it was typed: `On hold` is `on_hold`."""
    return status.strip().lower().replace(" ", "_").replace("-", "_")


def open_reader(path: Path | str, wait: float = 0.0) -> Reader:
    """Open a store for reading.

    A store that an import left unfinished, or that an older risktrail made, is first brought up to date: that writes to
    it for a moment.

    Args:
        path: The store's file.
        wait: Seconds to wait, at most, while another process writes to it.

    Raises:
        StoreError: The file cannot be used; the class says why.
    """
    path = Path(path)
    with contextlib.ExitStack() as unless_returned:
        reader = unless_returned.enter_context(_open(path, wait))
        if is_up_to_date(reader):
            unless_returned.pop_all()
            return reader
    _bring_up_to_date(path, wait)
    return _open(path, wait)


def _open(path: Path, wait: float) -> Reader:
    return Reader(database.connect(path, read_only=True, wait=wait), path)


def is_up_to_date(reader: Reader) -> bool:
    """Whether a store has this program's schema, views and questions, and all trails worked out.

    Raises:
        NotAStoreError: The database is empty or another program's.
        StoreTooNewError: A newer risktrail made it.
    """
    version = database.version_of(reader.con, reader.path)
    if version == 0:
        raise NotAStoreError(str(reader.path), "this database is empty")
    if version < database.newest_version() or database.meta(reader.con, "questions") != question_files.digest():
        return False
    return reader.con.execute("FROM dirty_register LIMIT 1").fetchone() is None


def _bring_up_to_date(path: Path, wait: float) -> None:
    """Open the store for writing once, which finishes what is left to do."""
    from risktrail.store.writer import open_writer  # late: readers seldom need what writing needs

    try:
        with open_writer(path, wait):
            pass
    except StoreError as error:
        if database.is_damage(error.__cause__):
            raise
        raise StoreUnreadableError(
            str(path),
            f"the store has to be brought up to date first, and cannot be written ({error})",
            "make it writable, then try again",
        ) from error
