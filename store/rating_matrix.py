"""The matrix of ratings: risk by month, for the command line and for the pages.

A risk that was renumbered is one row, under its later name; joined_risks.py says whose value is shown where a paper has
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import enough_reports, joined_risks, printed, resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import CellState, RatingCell, RatingRow
from risktrail.store.labels import RatingValue, count
from risktrail.store.months import months_from
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb


class RatingMatrix(Answer[RatingRow]):
    """The matrix as an answer: its columns are `risk_id`, a month each, `movement`, and `title` if risks have one.

    Of several registers the first column is `register`.
    """

    @property
    def months(self) -> tuple[str, ...]:
        """The months, in order."""
        return self.columns[self.columns.index("risk_id") + 1 : self.columns.index("movement")]

    def records(self) -> Iterator[tuple[Any, ...]]:
        """A row a risk: its number, the label of each month's cell, its movement and, if there are any, its title."""
        of_several = self.columns[0] == "register"
        for row in self.rows:
            whole = (row.register, row.risk_id, *(cell.label for cell in row.cells), row.movement, row.title)
            yield (whole if of_several else whole[1:])[: len(self.columns)]


class _Rated(NamedTuple):
    """A row of statements/rating_matrix.sql."""

    risk_id: str
    period: str
    score: int | None
    band: str | None
    page: int | None
    ordinal: int
    position: int
    title: str | None
    source_file: str


@dataclass
class _Followed:
    """A risk on the way through the months: its cells so far, and what the next one is compared with."""

    cells: dict[str, RatingCell] = field(default_factory=dict)
    first: str | None = None
    last: _Rated | None = None

    def add(self, rated: _Rated) -> None:
        """Take the rating of the next month in which the risk stands."""
        before = self.last.score if self.last else None
        self.cells[rated.period] = RatingCell(
            rated.period,
            CellState.STANDS,
            RatingValue(rated.score, rated.band),
            rated.risk_id,
            rated.page,
            rated.score - before if rated.score is not None and before is not None else None,
            is_new=self.last is None and rated.ordinal > 1,
            source_file=rated.source_file,
        )
        self.first = self.first or rated.period
        self.last = rated


def ratings(
    con: duckdb.DuckDBPyConnection,
    registers: list[str],
    months: Sequence[str] | None = None,
    only: frozenset[str] = frozenset(),
    kind: str | None = None,
) -> RatingMatrix:
    """The ratings of one register's risks, or of several registers', with what a reader has to know beside them.

    Args:
        con: An open store.
        registers: The registers, as the store writes them.
        months: The months shown, in order; by default all from the first paper to the last.
        only: The numbers of the risks wanted; none is all.
        kind: Which of a risk's ratings; by default the one that the paper shows as the risk's own.

    Raises:
        QuestionError: There is no such kind.
    """
    printing = registers if kind is None else printed.printing_ratings(con, registers, kind)
    silent = [f"{code} prints no {kind} ratings." for code in registers if code not in printing]
    shown = months if len(registers) == 1 or months is not None else _all_months(con, registers)
    found = [rating_matrix(con, code, shown, only, kind) for code in printing]
    notes = [note for code in printing for note in joined_risks.joining_notes(con, code)]
    notes += _left_out(con, printing)
    notes += resolve.notes(con, registers[0]) if len(registers) == 1 else resolve.notes_of_all(con)
    lacking = (*silent, *enough_reports.lacking(con, registers, enough_reports.Need("a movement of ratings", 2)))
    if len(registers) == 1 and found:
        return replace(found[0], notes=tuple(notes), lacking=lacking)
    rows = [row for matrix in found for row in matrix]
    titles = ("title",) if any(row.title for row in rows) else ()
    first = ("register", "risk_id") if len(registers) > 1 else ("risk_id",)
    return RatingMatrix((*first, *(shown or ()), "movement", *titles), rows, tuple(notes), lacking)


def _all_months(con: duckdb.DuckDBPyConnection, registers: list[str]) -> list[str]:
    """Every calendar month from the first paper of any register to the last."""
    known = sorted({month for code in registers for month in resolve.periods(con, code)})
    return list(months_from(known[0], known[-1]))


def _left_out(con: duckdb.DuckDBPyConnection, registers: list[str]) -> list[str]:
    """A note on each rule by which papers leave risks out: an empty cell may be that."""
    rows = con.execute(statement("risks_left_out")).fetchall()
    return [
        f"{code} leaves risks out in {count(papers, 'paper')} ({rule}): where a risk is absent there, that may be why"
        for code, rule, papers in rows
        if code in registers
    ]


def rating_matrix(
    con: duckdb.DuckDBPyConnection,
    register: str,
    months: Sequence[str] | None = None,
    only: frozenset[str] = frozenset(),
    kind: str | None = None,
) -> RatingMatrix:
    """The ratings of a register's risks by month.

    Args:
        con: An open store.
        register: The register, as the store writes it.
        months: The months shown, in order; by default every calendar month from the first paper to the last. Papers
            after the last of them do not count.
        only: The numbers of the risks wanted, as papers print them; none is all.
        kind: Which of a risk's ratings, such as `target`; by default the one that the paper shows as the risk's own.

    Returns:
        A row for each risk that stands in a month shown: those of the last paper first, in its order, then those of
        the paper before, and so on.
    """
    papers = resolve.periods(con, register)
    shown = tuple(months_from(papers[0], papers[-1]) if months is None else months)
    known = [period for period in papers if period <= shown[-1]]
    followed: dict[str, _Followed] = {}
    for name, rated in _rated(con, register, kind):
        if rated.period <= shown[-1] and (not only or rated.risk_id in only):
            followed.setdefault(name, _Followed()).add(rated)
    standing = {name: risk for name, risk in followed.items() if any(month in risk.cells for month in shown)}
    rows = [
        RatingRow(
            name, tuple(_cell(risk, month, known) for month in shown), _movement(risk, known), _title(risk), register
        )
        for name, risk in sorted(standing.items(), key=lambda each: _order(each[1]))
    ]
    titles = ("title",) if any(row.title for row in rows) else ()
    return RatingMatrix(("risk_id", *shown, "movement", *titles), rows)


def _title(risk: _Followed) -> str | None:
    """The title in the last month in which the risk stands."""
    return risk.last.title if risk.last else None


def _rated(con: duckdb.DuckDBPyConnection, register: str, kind: str | None) -> list[tuple[str, _Rated]]:
    """Every rating with its risk's name in the matrix, one a name and month, in the order of months and papers."""
    later = joined_risks.later_names(con, register)
    found: dict[tuple[str, str], dict[str, _Rated]] = {}
    for row in con.execute(statement("rating_matrix"), {"register": register, "kind": kind}).fetchall():
        rated = _Rated(*row)
        name = later.get(rated.risk_id, rated.risk_id)
        found.setdefault((name, rated.period), {})[rated.risk_id] = rated
    return [(name, names[joined_risks.preferred(names, name)]) for (name, _), names in found.items()]


def _cell(risk: _Followed, month: str, papers: Sequence[str]) -> RatingCell:
    if month in risk.cells:
        return risk.cells[month]
    if month not in papers:
        return RatingCell(month, CellState.NO_PAPER)
    return RatingCell(month, CellState.ABSENT if risk.first and month > risk.first else CellState.BEFORE)


def _movement(risk: _Followed, papers: Sequence[str]) -> int | None:
    """The score in the last paper less that in the one before."""
    scores = [risk.cells[month].rating.score if month in risk.cells else None for month in papers[-2:]]
    if len(scores) < 2 or scores[0] is None or scores[1] is None:
        return None
    return scores[1] - scores[0]


def _order(risk: _Followed) -> tuple[int, int]:
    last = risk.last
    return (-last.ordinal, last.position) if last else (0, 0)
