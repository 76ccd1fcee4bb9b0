"""A store opened for the pages in a browser: a reader with the questions that only pages ask."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from risktrail.store import aliases, database, decided_marks, joined_risks, printed, resolve
from risktrail.store.answer_rows import ActionInMonth
from risktrail.store.errors import QuestionError, StoreUnreadableError
from risktrail.store.page_rows import (
    CurrentPaper,
    DatedReport,
    DroppedAction,
    DueDate,
    EscalationRequest,
    FoundText,
    GoneRisk,
    MovedDate,
    NamedRisk,
    NewRisk,
    OverdueOwner,
    PageBox,
    RegisterSummary,
    RiskTexts,
    StoredPaper,
    TextPlace,
)
from risktrail.store.reader import Reader, is_up_to_date
from risktrail.store.sql import statement
from risktrail.store.subjects import subject
from risktrail.store.titles import titles_of

RowT = TypeVar("RowT")


class PageReader(Reader):
    """A store opened for reading, with the further questions of the pages. Use it as a context manager.

    `register` is the register as the store writes it: the method `register` gives that.
    """

    def register_summaries(self) -> list[RegisterSummary]:
        """Every register with a paper that counts, in alphabetical order."""
        return self._rows("register_summaries", RegisterSummary._make)

    def current_papers(self, register: str) -> list[CurrentPaper]:
        """The paper that counts for each month, in order."""
        return self._rows("current_papers", CurrentPaper._make, register=register)

    def incomplete_months(self, register: str, until: str = "9999-12") -> list[str]:
        """A sentence on each month up to `until` of whose paper a table was not read."""
        return resolve.incomplete_months(self.con, register, until=until)

    def decided_of_risk(self, register: str, names: Collection[str]) -> list[str]:
        """What values of a risk, under any of its names, a person corrected, with the papers' own readings."""
        notes = decided_marks.notes_on_risks(self.con, [register], fields=None)
        return [note for note in notes if any(note.startswith(f"{name} ") for name in names)]

    def decision_notes(self, register: str) -> list[str]:
        """A sentence on how many decisions of people changed something in a register; none where none did."""
        return decided_marks.note_on_decisions(self.con, register)

    def joining_notes(self, register: str) -> list[str]:
        """Which renumbered, merged and split risks share a row of the matrix of ratings, which do not, and what ratings
        a person corrected.

        Returns:
            Sentences, each of which begins with the number of a risk.
        """
        return [*joined_risks.joining_notes(self.con, register), *decided_marks.notes_on_risks(self.con, [register])]

    def joined_names(self, register: str, risk: str) -> list[str]:
        """The numbers of a risk: its own and those that an alias joins with it, in alphabetical order.

        Raises:
            UnknownRiskError: The register has never had the risk.
            AmbiguousRiskError: A bare number fits several risks.
        """
        return aliases.joined_names(self.con, register, risk)

    def new_risks(self, register: str) -> list[NewRisk]:
        """Risks in the first paper that has them, the latest first; not those of the register's first paper."""
        return self._rows("new_risks", NewRisk._make, register=register)

    def gone_risks(self, register: str) -> list[GoneRisk]:
        """Risks that are in one paper and not in the next, the latest first; one that went twice has two rows."""
        return self._rows("gone_risks", GoneRisk._make, register=register)

    def dropped_actions(self, register: str) -> list[DroppedAction]:
        """Actions gone without having been completed, while their risk remains, the latest first."""
        return self._rows("dropped_actions", DroppedAction._make, register=register)

    def escalation_requests(self, register: str) -> list[EscalationRequest]:
        """Recommendations that ask to escalate risks, the latest first."""
        return self._rows("escalation_requests", EscalationRequest._make, register=register)

    def dated_report(self, register: str, month: str) -> DatedReport:
        """The report of a month, which must be one of the register's."""
        (found,) = self._rows("report_of_month", DatedReport._make, register=register, month=month)
        return found

    def prints_due_dates(self, register: str) -> bool:
        """Whether any paper of a register prints a due date."""
        return not printed.not_printing(self.con, [register], printed.DUE_DATES, "due_dates")

    def due_dates(self, register: str, month: str) -> list[DueDate]:
        """What is due, of the actions not completed in a month's paper: earliest first, those without a day last."""
        return self._rows("due_dates_of_register", DueDate._make, register=register, month=month)

    def moved_dates(self, register: str, month: str) -> list[MovedDate]:
        """Every move of a due date up to the paper of a month, the earliest first."""
        return self._rows("moved_dates_of_register", MovedDate._make, register=register, month=month)

    def overdue_owners(self, register: str, month: str) -> list[OverdueOwner]:
        """Who has actions that are overdue in the paper of a month; those with the most first."""
        return self._rows("overdue_owners_of_register", OverdueOwner._make, register=register, month=month)

    def actions_of_risks(self, register: str, risk_ids: Sequence[str]) -> list[ActionInMonth]:
        """Every action of these risks, a row for each month that has it, in the order of months and papers."""
        sql = statement("actions").format(conditions="register = ? AND list_contains(?, risk_id)")
        return [ActionInMonth._make(row) for row in self.con.execute(sql, [register, [*risk_ids]]).fetchall()]

    def risk_titles(self, register: str) -> dict[str, str]:
        """The last title of each risk of a register that has one, by its number."""
        return {risk_id: title for (_, risk_id), title in titles_of(self.con, register).items()}

    def risk_subjects(self, register: str) -> dict[str, str]:
        """What each risk of a register is about, in a few words: see `subjects.subject`. By its number."""
        rows = self.con.execute(statement("last_descriptions"), {"register": register}).fetchall()
        return {risk_id: subject(risk_id, title, description) for risk_id, title, description in rows}

    def risk_texts(self, register: str, risk_ids: Sequence[str]) -> list[RiskTexts]:
        """The texts of these risks, a row for each risk and month, in the order of months and papers."""
        return self._rows("risk_texts", RiskTexts._make, register=register, risk_ids=[*risk_ids])

    def search_texts(self, register: str, words: Sequence[str]) -> list[FoundText]:
        """The texts that have all the words, in any order and case, the latest first; without words, none."""
        if not words:
            return []
        return self._rows("search_texts", FoundText._make, register=register, words=[word.lower() for word in words])

    def stored_paper(self, report_id: str) -> StoredPaper:
        """The paper of a stored report.

        Raises:
            QuestionError: There is no report of that id.
        """
        found = self._rows("stored_paper", StoredPaper._make, report_id=report_id)
        if not found:
            raise QuestionError(f"there is no paper {report_id!r} in this store")
        return found[0]

    def paper_named(self, file: str, register: str | None = None) -> StoredPaper:
        """The stored paper of that name; of several, one that counts for its month.

        Args:
            file: The paper's name, as answers have it.
            register: The register; None is any.

        Raises:
            QuestionError: There is no paper of that name.
        """
        found = self._rows("paper_named", StoredPaper._make, file=file, register=register)
        if not found:
            raise QuestionError(f"there is no paper {file!r} in this store")
        return found[0]

    def paper_content(self, paper: StoredPaper) -> bytes | None:
        """The bytes of a paper; None where the store does not keep them."""
        row = self.con.execute(statement("paper_content"), {"sha256": paper.sha256}).fetchone()
        return None if row is None else bytes(row[0])

    def text_places(self, report_id: str, kind: str, key: str) -> list[TextPlace]:
        """The texts of one part of a paper, with the boxes of their words.

        Args:
            report_id: The stored report.
            kind: The kind of part: action, risk, rating, description, cause, impact, control, update, remark,
                recommendation, narrative, unplaced or doubtful.
            key: Which part: an action's `action_id`; the position of a recommendation or of a passage of prose
                (`narrative`); the page of lines in no field (`unplaced`), or of recognised words that are in doubt
                (`doubtful`); for every other kind, the risk.

        Returns:
            The texts in the paper's order; none where the paper has no such part, or there is no such kind.
        """
        return self._rows("text_places", _text_place, report_id=report_id, kind=kind, key=key)

    def risks_of_part(self, report_id: str, kind: str, key: str) -> list[NamedRisk]:
        """The risks that one part of a paper is about, in the paper's order.

        Args:
            report_id: The stored report.
            kind: The kind of part, as for `text_places`.
            key: Which part, as for `text_places`.

        Returns:
            The risks: those that a recommendation names, else one. None where the part belongs to no risk, as prose
            does, or where the paper has no such part.
        """
        return self._rows("risks_of_part", NamedRisk._make, report_id=report_id, kind=kind, key=key)

    def failed_papers(self) -> list[str]:
        """A sentence on how many papers could not be read; none where all could."""
        return resolve.failed_papers(self.con)

    def _rows(self, name: str, make: Callable[[Iterable[Any]], RowT], **parameters: Any) -> list[RowT]:
        """The rows of statements/NAME.sql."""
        return [make(row) for row in self.con.execute(statement(name), parameters).fetchall()]


def open_page_reader(path: Path, wait: float = 0.0) -> PageReader:
    """Open a store for the pages. Nothing is written to it: a server must not stand in the way of an import.

    Args:
        path: The store's file.
        wait: Seconds to wait, at most, while another process writes to it.

    Raises:
        StoreUnreadableError: The store has to be brought up to date first, or is damaged.
        StoreError: The file cannot be used for another reason.
    """
    with contextlib.ExitStack() as unless_returned:
        reader = unless_returned.enter_context(PageReader(database.connect(path, read_only=True, wait=wait), path))
        refuse_outdated(reader)
        unless_returned.pop_all()
    return reader


def refuse_outdated(reader: Reader) -> None:
    """Raises StoreUnreadableError where a store has to be brought up to date before pages can be made from it."""
    if not is_up_to_date(reader):
        raise StoreUnreadableError(
            str(reader.path), "the store has to be brought up to date first", "end `risktrail serve` and start it again"
        )


def _text_place(row: Iterable[Any]) -> TextPlace:
    text, source = row
    return TextPlace(text, tuple(_page_box(each["page"], *each["bbox"]) for each in source))


def _page_box(page: int, left: float, top: float, right: float, bottom: float) -> PageBox:
    return PageBox(page, left, top, right - left, bottom - top)
