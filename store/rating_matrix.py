"""The matrix of ratings: risk by month, for the command line and for the pages.

A risk that was renumbered is one row, under its later name; joined_risks.py says whose value is shown where a paper has
both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import decided_marks, enough_reports, joined_risks, printed, resolve
from risktrail.store.answer import Answer, AnyAnswer
from risktrail.store.answer_rows import CellState, RatingCell, RatingRow
from risktrail.store.labels import RatingValue, count
from risktrail.store.months import months_from
from risktrail.store.sql import column, statement

if TYPE_CHECKING:
    import duckdb


BAND_ENDING = " band"
_ROWS_AT_A_TIME = 10_000


class RatingMatrix(Answer[RatingRow]):
    """The matrix as an answer, with the columns that `matrix_columns` names."""

    @property
    def months(self) -> tuple[str, ...]:
        """The months, in order."""
        return self.columns[self.columns.index("risk_id") + 1 : self.columns.index("movement")]

    def records(self) -> Iterator[tuple[Any, ...]]:
        """A row a risk: its number, its score in each month, its movement, its title if risks have one, and its band in
        each month: `not rated` or `no paper` where that is so."""
        for row in self.rows:
            scores = [cell.rating.score for cell in row.cells]
            yield (*self._first(row), *scores, *self._last(row), *(cell.band_label for cell in row.cells))

    def labelled(self) -> AnyAnswer:
        """The same with a rating's score and band in one cell, `20 (Critical)`, as people read them side by side."""
        rows = [(*self._first(row), *(cell.label for cell in row.cells), *self._last(row)) for row in self.rows]
        return Answer(tuple(name for name in self.columns if not name.endswith(BAND_ENDING)), rows, self.notes)

    def _first(self, row: RatingRow) -> tuple[str, ...]:
        return (row.register, row.risk_id) if self.columns[0] == "register" else (row.risk_id,)

    def _last(self, row: RatingRow) -> tuple[int | str | None, ...]:
        return (row.movement, row.title) if "title" in self.columns else (row.movement,)


def matrix_columns(months: Sequence[str], *, of_several: bool = False, titled: bool = False) -> tuple[str, ...]:
    """The columns of a matrix: `risk_id`, a month each for the scores, `movement`, and a month each for the bands.

    Args:
        months: The months, in order. Scores stand under `2021-07`, bands under `2021-07 band`.
        of_several: Whether it is of several registers; the first column is then `register`.
        titled: Whether risks have titles; these then stand behind `movement`.
    """
    first, title = ("register",) if of_several else (), ("title",) if titled else ()
    return (*first, "risk_id", *months, "movement", *title, *(f"{month}{BAND_ENDING}" for month in months))


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
    decided: list[str] | None
    source_file: str


@cache
def _value(score: int | None, band: str | None) -> RatingValue:
    """A rating as a value, the same for all cells that have it: a store has few ratings and many cells."""
    return RatingValue(score, band)


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
            _value(rated.score, rated.band),
            rated.risk_id,
            rated.page,
            rated.score - before if rated.score is not None and before is not None else None,
            is_new=self.last is None and rated.ordinal > 1,
            decided=tuple(rated.decided or ()),
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
    found = rating_matrices(con, printing, shown, only, kind)
    notes = [note for code in _with_aliases(con, printing) for note in joined_risks.joining_notes(con, code)]
    notes += decided_marks.notes_on_risks(con, printing)
    notes += _left_out(con, printing)
    notes += resolve.notes(con, registers[0]) if len(registers) == 1 else resolve.notes_of_all(con)
    few = enough_reports.lacking(
        enough_reports.reports_until(con, registers), enough_reports.Need("a movement of ratings", 2)
    )
    lacking = (*silent, *few)
    if len(registers) == 1 and found:
        return replace(found[0], notes=tuple(notes), lacking=lacking)
    rows = [row for matrix in found for row in matrix]
    columns = matrix_columns(shown or (), of_several=len(registers) > 1, titled=any(row.title for row in rows))
    return RatingMatrix(columns, rows, tuple(notes), lacking)


def _all_months(con: duckdb.DuckDBPyConnection, registers: list[str]) -> list[str]:
    """Every calendar month from the first paper of any register to the last."""
    known = [month for months in _months(con, registers).values() for month in (months[0], months[-1])]
    return list(months_from(min(known), max(known)))


def _months(con: duckdb.DuckDBPyConnection, registers: Sequence[str]) -> dict[str, list[str]]:
    """The months of the papers of some registers, in order, by register."""
    rows = con.execute(statement("months_of_registers"), {"registers": list(registers)}).fetchall()
    return {str(register): months for register, months in rows}


def _with_aliases(con: duckdb.DuckDBPyConnection, registers: list[str]) -> list[str]:
    """Those of some registers in which a risk was renumbered, merged or split."""
    known = set(column(con, "SELECT DISTINCT register FROM alias"))
    return [code for code in registers if code in known]


def _left_out(con: duckdb.DuckDBPyConnection, registers: list[str]) -> list[str]:
    """A note on each rule by which papers leave risks out: an empty cell may be that."""
    rows = con.execute(statement("risks_left_out")).fetchall()
    return [
        f"{code} leaves risks out in {count(papers, 'paper')} ({rule}): where a risk is absent there, that may be why"
        for code, rule, papers in rows
        if code in registers
    ]


def rating_matrices(
    con: duckdb.DuckDBPyConnection,
    registers: Sequence[str],
    months: Sequence[str] | None = None,
    only: frozenset[str] = frozenset(),
    kind: str | None = None,
) -> list[RatingMatrix]:
    """The ratings of some registers' risks by month, a matrix a register.

    Args:
        con: An open store.
        registers: The registers, as the store writes them.
        months: The months shown, in order; by default every calendar month from the register's first paper to its
            last. Papers after the last of them do not count.
        only: The numbers of the risks wanted, as papers print them; none is all.
        kind: Which of a risk's ratings, such as `target`; by default the one that the paper shows as the risk's own.

    Returns:
        For each register a row for each risk that stands in a month shown: those of the last paper first, in its order,
        then those of the paper before, and so on.
    """
    papers, later = _months(con, registers), joined_risks.later_names(con, registers)
    found = {register: _matrix(register, (), papers[register], months, only, {}) for register in registers}
    rated = con.execute(statement("rating_matrix"), {"registers": list(registers), "kind": kind})
    for register, rows in groupby(_in_turn(rated), key=itemgetter(0)):
        found[register] = _matrix(register, rows, papers[register], months, only, later.get(register, {}))
    return list(found.values())


def _in_turn(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, a part of them in memory at a time."""
    while rows := result.fetchmany(_ROWS_AT_A_TIME):
        yield from rows


def _matrix(
    register: str,
    rows: Iterable[tuple[Any, ...]],
    papers: Sequence[str],
    months: Sequence[str] | None,
    only: frozenset[str],
    later: Mapping[str, str],
) -> RatingMatrix:
    shown = tuple(months_from(papers[0], papers[-1]) if months is None else months)
    known = [period for period in papers if period <= shown[-1]]
    followed: dict[str, _Followed] = {}
    for name, rated in _rated(rows, later):
        if rated.period <= shown[-1] and (not only or rated.risk_id in only):
            followed.setdefault(name, _Followed()).add(rated)
    empty = _EmptyCells(frozenset(known))
    matrix = [
        RatingRow(
            name,
            tuple([risk.cells.get(month) or empty.at(month, risk.first) for month in shown]),
            _movement(risk, known),
            _title(risk),
            register,
        )
        for name, risk in sorted(followed.items(), key=lambda each: _order(each[1]))
        if not risk.cells.keys().isdisjoint(shown)
    ]
    return RatingMatrix(matrix_columns(shown, titled=any(row.title for row in matrix)), matrix)


class _EmptyCells:
    """The cells of months in which a risk does not stand: each is made once, for most of a large matrix are such."""

    def __init__(self, papers: frozenset[str]) -> None:
        self.papers = papers
        self.made: dict[tuple[str, CellState], RatingCell] = {}

    def at(self, month: str, first: str | None) -> RatingCell:
        """The cell of a month; `first` is the first month in which the risk stands."""
        if month not in self.papers:
            state = CellState.NO_PAPER
        else:
            state = CellState.ABSENT if first and month > first else CellState.BEFORE
        return self.made.get((month, state)) or self.made.setdefault((month, state), RatingCell(month, state))


def _title(risk: _Followed) -> str | None:
    """The title in the last month in which the risk stands."""
    return risk.last.title if risk.last else None


def _rated(rows: Iterable[tuple[Any, ...]], later: Mapping[str, str]) -> Iterator[tuple[str, _Rated]]:
    """Every rating of a register with its risk's name in the matrix, one a name and month, in the order of months and
    papers."""
    if not later:
        yield from ((row[1], _Rated(*row[1:])) for row in rows)
        return
    found: dict[tuple[str, str], dict[str, _Rated]] = {}
    for row in rows:
        rated = _Rated(*row[1:])
        name = later.get(rated.risk_id, rated.risk_id)
        found.setdefault((name, rated.period), {})[rated.risk_id] = rated
    yield from ((name, names[joined_risks.preferred(names, name)]) for (name, _), names in found.items())


def _movement(risk: _Followed, papers: Sequence[str]) -> int | None:
    """The score in the last paper less that in the one before."""
    scores = [risk.cells[month].rating.score if month in risk.cells else None for month in papers[-2:]]
    if len(scores) < 2 or scores[0] is None or scores[1] is None:
        return None
    return scores[1] - scores[0]


def _order(risk: _Followed) -> tuple[int, int]:
    last = risk.last
    return (-last.ordinal, last.position) if last else (0, 0)
