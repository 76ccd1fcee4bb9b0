"""The matrix of ratings: risk by month, for the command line and for the pages.

A risk that was renumbered is one row, under its later name; joined_risks.py says whose value is shown where a paper has
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import joined_risks, resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import CellState, RatingCell, RatingRow
from risktrail.store.labels import RatingValue
from risktrail.store.months import months_from
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb


class RatingMatrix(Answer[RatingRow]):
    """The matrix as an answer: its columns are `risk_id`, a month each, `movement`, and `title` if risks have one."""

    @property
    def months(self) -> tuple[str, ...]:
        """The months, in order."""
        return self.columns[1 : self.columns.index("movement")]

    def records(self) -> Iterator[tuple[Any, ...]]:
        """A row a risk: its number, the label of each month's cell, its movement and, if there are any, its title."""
        for row in self.rows:
            whole = (row.risk_id, *(cell.label for cell in row.cells), row.movement, row.title)
            yield whole[: len(self.columns)]


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
        )
        self.first = self.first or rated.period
        self.last = rated


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
        RatingRow(name, tuple(_cell(risk, month, known) for month in shown), _movement(risk, known), _title(risk))
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
