"""Decisions of people, made and taken back; a `Writer` has them as `decisions`.

    with open_writer("risktrail.duckdb") as writer:
        number = writer.decisions.same("OPSG-006/2021-06/1", "OPSG-006/2021-07/3", "So the minutes of July")
        writer.decisions.undo(number)

Each gets the next number of the store. Aliases and removals have numbers too, and are taken back in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import removal
from risktrail.store.correctable import field_of
from risktrail.store.decided_effects import CORRECT, DIFFERENT, SAME, SETTLED, STANDS, kept_value
from risktrail.store.decision_numbers import keep_undone, next_number, now
from risktrail.store.decision_places import Standing
from risktrail.store.errors import (
    ContradictoryDecisionError,
    QuestionError,
    UnknownDecisionError,
    UnknownDoubtError,
)
from risktrail.store.named_parts import NamedParts
from risktrail.store.sql import column, statement

if TYPE_CHECKING:
    from risktrail.store.writer import Writer


class Counting(NamedTuple):
    """A decision that counts: what is needed to take it back."""

    number: int
    kind: str
    register: str | None
    table: str
    paper_id: str | None


class Decisions:
    """What people decide about what a store holds. Each method returns the number of the decision.

    `reason` says why, and who says so. An action is named by its `action_id`, or by risk, month and position:
    `OPSG-006/2021-07/3`. Every method raises QuestionError where there is no reason.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._con = writer.con
        self._named = NamedParts(writer.con)

    def same(self, one: str, other: str, reason: str, register: str | None = None) -> int:
        """Say that two actions of different months are one.

        Raises:
            UnknownActionError: There is no such action.
            ContradictoryDecisionError: It is decided otherwise, or already.
            QuestionError: Both stand in one month, or their months alternate.
        """
        earlier, later = self._pair(one, other, register, SAME)
        return self._decide_on_pair(SAME, earlier, later, reason)

    def different(self, one: str, other: str, reason: str, register: str | None = None) -> int:
        """Say that two actions of different months are two: they are never linked.

        Raises:
            UnknownActionError: There is no such action.
            ContradictoryDecisionError: It is decided otherwise, or already.
            QuestionError: Both stand in one month, or both names mean one action.
        """
        earlier, later = self._pair(one, other, register, DIFFERENT)
        return self._decide_on_pair(DIFFERENT, earlier, later, reason)

    def correct(
        self, named: str, month: str | None, field: str, value: str, reason: str, register: str | None = None
    ) -> int:
        """Put a value right that was misread or misprinted; the paper's own reading is kept beside it.

        Args:
            named: The risk or the action. Of an action named by its `action_id`, and of a risk, `month` is needed;
                `OPSG-006/2021-07` names a risk with its month.
            month: The month.
            field: The field, such as `score` of a risk or `status` of an action; correctable.py has all.
            value: The value that counts; `none` where the paper has none.
            reason: Why, and who says so.
            register: The register; may be left out where the store holds one.

        Raises:
            UnknownActionError: There is no such action in that month.
            ContradictoryDecisionError: The field is corrected already.
            QuestionError: There is no such risk, month or field, or it cannot have such a value.
        """
        at = self._named.part(named, month, register)
        chosen = field_of(field, of_action=at.text is not None)
        kept = chosen.typed(value)
        clash = self._counting("corrections_of_field", {**_keys(at), "field": chosen.name})
        if clash:
            raise ContradictoryDecisionError(
                f"{chosen.name} of {_name_of(at)} is corrected already by decision {clash[0]}", clash[0]
            )
        read = kept_value(self._con, at.place, chosen.name)
        if read == kept:
            raise QuestionError(f"{chosen.name} of {_name_of(at)} is {chosen.shown(read)} already")
        told = {**_about(at), "field": chosen.name, "value": kept, "as_read": read, "paper_id": at.paper_id}
        return self._add(CORRECT, reason, told, at.register)

    def settled(self, doubt: str, reason: str) -> int:
        """Take a doubt off the list of `check`.

        Args:
            doubt: Its id.
            reason: What was found.

        Raises:
            UnknownDoubtError: There is no such doubt, or it is settled already.
        """
        rows = self._con.execute(statement("doubt_of_id"), {"id": doubt.strip().lower()}).fetchall()
        if len(rows) != 1:
            raise UnknownDoubtError(doubt)
        register, period, risk_id, kind, message, digest = rows[0]
        told = {"period": period, "risk_id": risk_id, "text": message, "field": kind, "doubt": digest}
        return self._add(SETTLED, reason, told, register)

    def stands(self, paper: str, reason: str) -> int:
        """Say which of several papers that claim a month has it.

        Args:
            paper: Its file name or path, its paper reference, or its SHA-256, of which eight digits will do.
            reason: Why it is that one.

        Raises:
            UnknownPaperError: There is no such paper.
            AmbiguousPaperError: There is more than one.
            ContradictoryDecisionError: It is said already which paper has the month.
            QuestionError: No other paper claims its month.
        """
        found = removal.find_paper(self._con, paper)
        month = {"register": found.register, "period": found.period}
        clash = self._counting("standing_papers", month)
        if clash:
            raise ContradictoryDecisionError(
                f"decision {clash[0]} says already which paper has {found.register} {found.period}", clash[0]
            )
        rows = self._con.execute(statement("claims_of_month"), month).fetchall()
        if len(rows) < 2:
            raise QuestionError(f"no other paper claims the month of {found}")
        holder = next(str(report_id) for report_id, _, current in rows if current)
        others = " ".join(str(paper_id) for _, paper_id, _ in rows if paper_id != found.paper_id)
        told = {
            "period": found.period,
            "text": found.name,
            "paper_id": found.paper_id,
            "as_read": holder,
            "value": others,
        }
        return self._add(STANDS, reason, told, found.register)

    def described(self, number: int) -> str:
        """What a decision is about, as `decide list` has it: two actions with their wordings, or a risk or action."""
        row = self._con.execute("SELECT about, other FROM decisions WHERE number = ?", [number]).fetchone()
        return " and ".join(str(each) for each in row or () if each)

    def counting(self, number: int) -> Counting:
        """A decision that counts. Raises UnknownDecisionError where there is none of that number."""
        row = self._con.execute(statement("counting_decision"), {"number": number}).fetchone()
        if row is None:
            known = column(self._con, "SELECT number FROM decisions WHERE undone_at IS NULL ORDER BY number")
            raise UnknownDecisionError(number, known)
        return Counting(*row)

    def undo(self, number: int) -> Counting:
        """Take a decision or an alias back; it stays in the list with the time of that.

        Raises:
            UnknownDecisionError: No decision of that number counts.
            QuestionError: It removed a paper: to store that again it has to be read, which `import` does.
        """
        found = self.counting(number)
        if found.table == "removed_paper":
            raise QuestionError(f"decision {number} removed a paper; import the file by its name to take it back")
        with self._writer.transaction():
            if found.table == "alias":
                keep_undone(self._con, "alias", "number = $number", {"number": number})
                self._con.execute("DELETE FROM alias WHERE number = ?", [number])
            else:
                for name in ("forget_holder", "holder_before_decision"):
                    self._con.execute(statement(name), {"number": number})
                self._con.execute("UPDATE decision SET undone_at = ? WHERE number = ?", [now(), number])
            self._writer.mark_dirty({found.register} if found.register else set())
        self._writer.finish()
        return found

    def _pair(self, one: str, other: str, register: str | None, kind: str) -> tuple[Standing, Standing]:
        """The two standings that a decision on two actions names, the earlier first."""
        first, second = self._named.action(one, register), self._named.action(other, register)
        if first.standings[0].register != second.standings[0].register:
            raise QuestionError(f"{one} and {other} stand in different registers; name two of one register")
        if {each.place for each in first.standings} == {each.place for each in second.standings}:
            raise QuestionError(
                f"{one} and {other} are one action already; name the months that are to be told apart, as in"
                " OPSG-006/2021-06/1"
            )
        shared = sorted(first.periods & second.periods)
        if shared:
            are = "cannot be the same" if kind == SAME else "are two already"
            raise QuestionError(f"{one} and {other} both stand in {shared[0]}: they {are}")
        begun_first, begun_later = sorted((first, second), key=lambda each: each.standings[0].ordinal)
        earlier = [each for each in begun_first.standings if each.ordinal < begun_later.standings[0].ordinal]
        if len(earlier) < len(begun_first.standings):
            raise QuestionError(
                f"the months of {one} and {other} alternate; name each by its month: RISK/MONTH/POSITION"
            )
        return earlier[-1], begun_later.standings[0]

    def _decide_on_pair(self, kind: str, earlier: Standing, later: Standing, reason: str) -> int:
        pair = {**_keys(earlier), **_keys(later, "other_")}
        clash = self._counting("decisions_on_pair", pair)
        if clash:
            number, decided = clash
            how = "already" if decided == kind else "the opposite already"
            raise ContradictoryDecisionError(
                f"decision {number} says {how}: {_name_of(earlier)} and {_name_of(later)} are"
                f" {'one action' if decided == SAME else 'two actions'}",
                number,
            )
        return self._add(kind, reason, {**_about(earlier), **_about(later, "other_")}, earlier.register)

    def _counting(self, name: str, parameters: dict[str, Any]) -> tuple[int, str] | None:
        """Number and kind of the decision that statements/NAME.sql finds."""
        row = self._con.execute(statement(name), parameters).fetchone()
        return None if row is None else (row[0], row[1])

    def _add(self, kind: str, reason: str, told: dict[str, Any], register: str | None) -> int:
        if not reason.strip():
            raise QuestionError("say why: a decision needs a reason")
        number = next_number(self._con)
        row = {**told, "number": number, "kind": kind, "register": register, "reason": reason.strip(),
               "decided_at": now()}  # fmt: skip
        with self._writer.transaction():
            self._con.execute(
                f"INSERT INTO decision ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608  own names
                [*row.values()],
            )
            self._writer.mark_dirty({register} if register and kind != SETTLED else set())
        self._writer.finish()
        return number


def _keys(at: Standing, prefix: str = "") -> dict[str, Any]:
    """What tells a risk or an action from others, for a comparison with what is decided already."""
    names = {"register": at.register} if not prefix else {}
    return {**names, f"{prefix}period": at.period, f"{prefix}risk_id": at.risk_id, f"{prefix}position": at.position}


def _about(at: Standing, prefix: str = "") -> dict[str, Any]:
    """The columns of a decision that name a risk or an action."""
    about = {"period": at.period, "risk_id": at.risk_id, "position": at.position, "text": at.text}
    return {f"{prefix}{name}": value for name, value in about.items()}


def _name_of(at: Standing) -> str:
    return f"{at.risk_id}/{at.period}" + (f"/{at.position}" if at.position else "")
