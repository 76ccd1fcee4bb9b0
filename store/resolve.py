"""The register, month or risk that a user means by what was typed; an error lists those there are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from risktrail.store.decided_marks import note_on_decisions
from risktrail.store.errors import (
    AmbiguousRegisterError,
    AmbiguousRiskError,
    UnknownPeriodError,
    UnknownRegisterError,
    UnknownRiskError,
)
from risktrail.store.identity import UNREAD
from risktrail.store.labels import count
from risktrail.store.sql import column, statement

if TYPE_CHECKING:
    import duckdb

LATEST, PREVIOUS = "latest", "previous"
LAST = "9999-12"
MOST_NOTES = 12
"""Notes of a kind on several registers that are told one by one; of more only their number is told."""
MOST_NAMED = 40
"""Risks that an error lists where none of several registers has the one that was named."""
_NO_REGISTER = "[not_a_register]"  # how the reason of a paper that is no register ends
UNREAD_PAGE = "page_without_text"  # the same for a page that is a picture


def registers(con: duckdb.DuckDBPyConnection) -> list[str]:
    """All registers, in alphabetical order."""
    return column(con, "SELECT DISTINCT register FROM report_series ORDER BY 1")


def periods(con: duckdb.DuckDBPyConnection, register: str) -> list[str]:
    """The months of a register's current reports, in order."""
    return column(con, "SELECT period FROM report_series WHERE current AND register = ? ORDER BY ordinal", [register])


def register(con: duckdb.DuckDBPyConnection, code: str | None) -> str:
    """The register meant, whatever its case; without a code the only one there is.

    Raises UnknownRegisterError or AmbiguousRegisterError.
    """
    known = registers(con)
    if code is None:
        if len(known) > 1:
            raise AmbiguousRegisterError(known)
        if not known:
            raise UnknownRegisterError(None, known)
        return known[0]
    fitting = [name for name in known if name.casefold() == code.casefold()]
    if code in known:
        return code
    if len(fitting) != 1:
        raise UnknownRegisterError(code, known)
    return fitting[0]


def period(con: duckdb.DuckDBPyConnection, register: str, wanted: str) -> str:
    """The month meant: one of the register's, `latest` or `previous`. Raises UnknownPeriodError."""
    known = periods(con, register)
    back = {LATEST: 1, PREVIOUS: 2}.get(wanted.lower())
    if back is not None and back <= len(known):
        return known[-back]
    if wanted not in known:
        raise UnknownPeriodError(register, wanted, known)
    return wanted


def month_of(con: duckdb.DuckDBPyConnection, codes: list[str], wanted: str) -> str | None:
    """The month meant: of one register, or of any where there are several. None is the latest of each of several.

    Raises UnknownPeriodError.
    """
    if len(codes) == 1:
        return period(con, codes[0], wanted)
    if wanted.lower() == LATEST:
        return None
    known = sorted({month for each in codes for month in periods(con, each)})
    if wanted not in known:
        raise UnknownPeriodError("the store", wanted, known)
    return wanted


def risk(con: duckdb.DuckDBPyConnection, register: str, wanted: str) -> str:
    """The risk meant: as the papers write it, or by its number if that fits one risk alone.

    Raises UnknownRiskError or AmbiguousRiskError.
    """
    known = column(con, statement("risks_of_register"), {"register": register})
    if wanted in known:
        return wanted
    prefix, number = number_key(wanted)
    fitting = [name for name in known if number_key(name)[1] == number and prefix in ("", number_key(name)[0])]
    if number is None or not fitting:
        raise UnknownRiskError(register, wanted, known)
    if len(fitting) > 1:
        raise AmbiguousRiskError(register, wanted, fitting)
    return fitting[0]


def register_of_risk(con: duckdb.DuckDBPyConnection, code: str | None, wanted: str | None) -> str:
    """The register of a risk: the one named; without a code the only one that there is, or that has such a risk.

    Raises UnknownRegisterError; UnknownRiskError where no register has such a risk; AmbiguousRegisterError where
    several have.
    """
    known = registers(con)
    if code is not None or wanted is None or len(known) < 2:
        return register(con, code)
    fitting = [each for each in known if _has_risk(con, each, wanted)]
    if not fitting:
        names = column(con, "SELECT DISTINCT risk_id FROM risk ORDER BY 1")
        more = ["…"] if len(names) > MOST_NAMED else []
        raise UnknownRiskError("the store", wanted, [*names[:MOST_NAMED], *more], " in any register")
    if len(fitting) > 1:
        raise AmbiguousRegisterError(fitting)
    return fitting[0]


def _has_risk(con: duckdb.DuckDBPyConnection, register: str, wanted: str) -> bool:
    try:
        return bool(risk(con, register, wanted))
    except UnknownRiskError:
        return False
    except AmbiguousRiskError:
        return True


def number_key(risk_id: str) -> tuple[str, str | None]:
    """A risk's number without case and leading zeros.

    `OPSG-006` is (`opsg`, `6`), `OPSG-006A` (`opsg`, `6a`); without a number, (`opsg`, None).
    """
    found = re.fullmatch(r"(.*?)[^a-z0-9]*0*(\d+[a-z]?)", risk_id.strip().casefold())
    return (found.group(1), found.group(2)) if found else (risk_id.casefold(), None)


@dataclass
class Conditions:
    """The conditions of a WHERE clause, and the values of their parameters in order."""

    conditions: list[str] = field(default_factory=lambda: ["true"])
    parameters: list[Any] = field(default_factory=list)

    def where(self, condition: str, *values: Any) -> None:
        """Add a condition; it has a `?` for each value."""
        self.conditions.append(condition)
        self.parameters.extend(values)

    @property
    def sql(self) -> str:
        """All conditions, joined with AND."""
        return " AND ".join(self.conditions)


def filters(con: duckdb.DuckDBPyConnection, code: str | None, month: str | None, risk_id: str | None) -> Conditions:
    """Register, month and risk, under all names that it was renumbered to or from, as conditions.

    A month or a risk needs a register.
    """
    chosen = Conditions()
    if code is None and month is None and risk_id is None:
        return chosen
    name = register_of_risk(con, code, risk_id)
    chosen.where("register = ?", name)
    if month is not None:
        chosen.where("period = ?", period(con, name, month))
    if risk_id is not None:
        known = risk(con, name, risk_id)
        chosen.where("list_contains(?, risk_id)", [known, *renumbered_names(con, name, known)])
    return chosen


def renumbered_names(con: duckdb.DuckDBPyConnection, register: str, risk_id: str) -> list[str]:
    """The names that aliases give a risk that was renumbered, besides the one it is asked by."""
    return [str(each) for each in column(con, statement("renumbered_names"), {"register": register, "risk": risk_id})]


def notes(con: duckdb.DuckDBPyConnection, register: str, since: str = "", until: str = "9999-12") -> list[str]:
    """What must be shown beside an answer that rests on the months from `since` to `until`.

    These are the notes of `notes_of_months`, and one on papers that may belong to the register and could not be read.
    The store is asked about all months and the rest left out here: a connection that remembers its results, as that of
    the pages, then asks once for whatever months are looked at.
    """
    return [*notes_of_months(con, register, since, until), *failed_papers(con)]


def notes_of_months(
    con: duckdb.DuckDBPyConnection, register: str, since: str = "", until: str = "9999-12"
) -> list[str]:
    """Months for which no paper was imported, that several papers claim, or of which a part was not read, and risks
    that share a number."""
    return [
        *missing_months(con, register, since, until),
        *contested_months(con, register, since, until),
        *note_on_decisions(con, register),
        *incomplete_months(con, register, since, until),
        *shared_numbers(con, register, since, until),
    ]


def notes_of_all(con: duckdb.DuckDBPyConnection, until: str = LAST) -> list[str]:
    """The notes of `notes` for all registers; of many notes of one kind only how many there are."""
    gaps = missing_months(con, None, until=until)
    if len(gaps) > MOST_NOTES:
        gaps = [
            f"{len(gaps):,} times papers of months are missing between two that are there: see `ask missing_months`"
        ]
    shared = shared_numbers(con, None, until=until)
    if len(shared) > MOST_NOTES:
        shared = [f"{len(shared):,} numbers stand for several risks of one paper: see `risktrail check`"]
    contested = contested_months(con, None, until=until)
    if len(contested) > MOST_NOTES:
        contested = [f"{len(contested):,} months are claimed by several papers: see `ask conflicts`"]
    decided = note_on_decisions(con, None)
    return [*gaps, *contested, *decided, *incomplete_months(con, None, until=until), *shared, *failed_papers(con)]


def failed_papers(con: duckdb.DuckDBPyConnection) -> list[str]:
    """A note that papers are missing from every answer because they could not be read.

    Papers that are not a register do not count: a folder with all papers of a meeting has many.
    """
    row = con.execute(
        "SELECT count(*) FROM paper WHERE state = 'failed' AND NOT ends_with(coalesce(reason, ''), ?)", [_NO_REGISTER]
    ).fetchone()
    failed = row[0] if row else 0
    if not failed:
        return []
    are = "is" if failed == 1 else "are"
    return [f"{count(failed, 'paper')} could not be read and {are} missing from every answer: see `risktrail check`"]


def shared_numbers(
    con: duckdb.DuckDBPyConnection, register: str | None, since: str = "", until: str = "9999-12"
) -> list[str]:
    """A note for each number that more than one risk of a month's current paper has; a `register` of None is all."""
    rows = con.execute(statement("shared_risk_numbers"), {"register": register}).fetchall()
    within = [(risk_id, [month for month in months if since <= month <= until]) for _, risk_id, months in rows]
    return [
        f"several risks have the number {risk_id} in {', '.join(months)}: answers on {risk_id} there may mix them;"
        " compare them with the paper"
        for risk_id, months in within
        if months
    ]


def contested_months(
    con: duckdb.DuckDBPyConnection, register: str | None, since: str = "", until: str = "9999-12"
) -> list[str]:
    """A note for each month that several papers claim, not versions of one; a `register` of None is all."""
    return [_contested(*row) for row in _contested_rows(con, register) if since <= row[1] <= until]


def contested_among(con: duckdb.DuckDBPyConnection, months: set[tuple[str, str]]) -> list[str]:
    """The notes of `contested_months` for some months, each a register and a period."""
    return [_contested(*row) for row in _contested_rows(con, None) if (row[0], row[1]) in months]


def _contested_rows(con: duckdb.DuckDBPyConnection, register: str | None) -> list[tuple[str, str, str]]:
    if con.execute("SELECT 1 FROM report_series WHERE NOT current LIMIT 1").fetchone() is None:
        return []  # most stores: planning the view takes longer than many an answer
    return con.execute(statement("contested_months"), {"register": register}).fetchall()


def _contested(register: str, period: str, file: str) -> str:
    return f"{register} {period} is claimed by several papers, and {file} alone counts: see `risktrail check`"


def incomplete_months(
    con: duckdb.DuckDBPyConnection, register: str | None, since: str = "", until: str = "9999-12"
) -> list[str]:
    """A note for each month whose current paper has tables or pages that were not read; a `register` of None is all."""
    return [_incomplete(*row) for row in _unread_tables(con, register) if since <= row[1] <= until]


def incomplete_among(con: duckdb.DuckDBPyConnection, months: set[tuple[str, str]]) -> list[str]:
    """The notes of `incomplete_months` for some months, each a register and a period."""
    return [_incomplete(*row) for row in _unread_tables(con, None) if (row[0], row[1]) in months]


def _unread_tables(con: duckdb.DuckDBPyConnection, register: str | None) -> list[tuple[Any, ...]]:
    parameters = {"codes": [UNREAD, UNREAD_PAGE], "register": register}
    return con.execute(statement("unread_tables"), parameters).fetchall()


def incomplete_of(
    con: duckdb.DuckDBPyConnection, code: str | None, month: str | None, risk_id: str | None
) -> list[str]:
    """The notes on decisions, and on contested and incomplete months, for what `filters` is given."""
    if code is None and month is None and risk_id is None:
        return [*contested_months(con, None), *note_on_decisions(con, None), *incomplete_months(con, None)]
    name = register_of_risk(con, code, risk_id)
    decided = note_on_decisions(con, name)
    if risk_id is not None and (others := renumbered_names(con, name, risk(con, name, risk_id))):
        decided = [f"{risk(con, name, risk_id)} was renumbered: it has the rows of {', '.join(others)} too", *decided]
    if month is None:
        return [*contested_months(con, name), *decided, *incomplete_months(con, name)]
    chosen = period(con, name, month)
    contested = contested_months(con, name, chosen, chosen)
    return [*contested, *decided, *incomplete_months(con, name, chosen, chosen)]


def _incomplete(register: str, period: str, file: str, code: str, tables: int, pages: list[int]) -> str:
    if code == UNREAD_PAGE:
        verb, what = ("is", "a picture") if tables == 1 else ("are", "pictures")
        return f"{register} {period} is incomplete: {_listed(pages)} of {file} {verb} {what} and could not be read"
    what = "a table" if tables == 1 else f"{tables} tables"
    *first, last = [str(page) for page in pages] or [""]
    on = f" on pages {', '.join(first)} and {last}" if first else f" on page {last}" if last else ""
    was = "was" if tables == 1 else "were"
    return f"{register} {period} is incomplete: {what}{on} of {file} {was} not read (import --accept-unread)"


def _listed(pages: list[int]) -> str:
    """`page 3`, or `pages 3, 4 and 7`."""
    *first, last = map(str, pages)
    return f"pages {', '.join(first)} and {last}" if first else f"page {last}"


def missing_months(
    con: duckdb.DuckDBPyConnection, register: str | None, since: str = "", until: str = "9999-12"
) -> list[str]:
    """A note for each gap in a series: months for which no paper was imported; a `register` of None is all."""
    rows = con.execute(statement("gaps_of_register"), {"register": register}).fetchall()
    return [
        f"{code} has no paper for {count(missing, 'month')} between {before} and {after}"
        for code, before, after, missing in rows
        if since < after <= until
    ]
