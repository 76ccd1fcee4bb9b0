"""What people decided, applied to today's readings: corrected values put into the tables, decided links looked up.

The tables `risk`, `rating` and `action` hold the corrected value, so that every question, page and file has it without
asking; `decision_effect` holds the paper's own reading, and what answers say of it. All of it is worked out anew with a
register's trails: first the readings are put back, then the decisions that count are applied to what is there now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store.correctable import OF_ACTIONS, OF_RISKS, OF_SHOWN_RATING, Field
from risktrail.store.decided_links import DecidedLinks, Note, Place
from risktrail.store.decision_places import Reference, Standing, find, standing_in
from risktrail.store.sql import identifier, statement

if TYPE_CHECKING:
    import duckdb

SAME, DIFFERENT, CORRECT, SETTLED, STANDS = "same", "different", "correct", "settled", "stands"
LONGEST_QUOTE = 60
_WHERE = {
    "action": "report_id = $report_id AND risk_position = $risk_position AND position = $position",
    "risk": "report_id = $report_id AND position = $risk_position",
    "rating": "report_id = $report_id AND risk_position = $risk_position AND shown",
}


@dataclass(frozen=True)
class Decision:
    """A decision on actions or on a value, as it is kept; see the table `decision`."""

    number: int
    kind: str
    period: str
    risk_id: str
    position: int | None
    text: str | None
    other_period: str | None
    other_risk_id: str | None
    other_position: int | None
    other_text: str | None
    field: str | None
    value: str | None
    as_read: str | None
    paper_id: str | None
    reason: str

    @property
    def about(self) -> Reference:
        """The risk or action that it is about; of two actions the earlier."""
        return Reference(self.period, self.risk_id, self.position, self.text)

    @property
    def other(self) -> Reference | None:
        """The later of two actions."""
        if self.other_period is None or self.other_risk_id is None:
            return None
        return Reference(self.other_period, self.other_risk_id, self.other_position, self.other_text)

    @property
    def source(self) -> str:
        """`decision 4: so the minutes of July`."""
        return f"decision {self.number}: {self.reason}"


class Effect(NamedTuple):
    """A row of `decision_effect`, without its register."""

    number: int
    place: Place
    field: str | None = None
    as_read: str | None = None
    note: str | None = None


def rebuild(con: duckdb.DuckDBPyConnection, registers: Sequence[str]) -> dict[str, DecidedLinks]:
    """Apply the decisions on registers anew. Their rows of `report_series` must be in the store, their trails need not.

    Returns:
        What is decided of the actions of each register about which anything is.
    """
    parameters = {"registers": [*registers]}
    _put_back(con, parameters)
    decided: dict[str, list[Decision]] = defaultdict(list)
    for register, *values in con.execute(statement("decisions_of_registers"), parameters).fetchall():
        decided[register].append(Decision(*values))
    return {register: _apply(con, register, found) for register, found in decided.items()}


def _put_back(con: duckdb.DuckDBPyConnection, parameters: dict[str, Any]) -> None:
    """Put the papers' own readings back, and forget which decisions bear on what."""
    corrected = con.execute(statement("corrected_values"), parameters).fetchall()
    for *where, field, as_read in corrected:
        _write(con, Place(*where), field, as_read)
    con.execute("DELETE FROM decision_effect WHERE register IN (SELECT unnest($registers))", parameters)


def _apply(con: duckdb.DuckDBPyConnection, register: str, decisions: list[Decision]) -> DecidedLinks:
    months = {month for each in decisions for month in (each.period, each.other_period) if month}
    among = standing_in(con, register, sorted(months))
    links = DecidedLinks()
    corrected: set[tuple[Place, str]] = set()
    effects: list[Effect] = []
    for decision in decisions:
        at = find(decision.about, among)
        if at is None:
            continue
        if decision.kind == CORRECT:
            effects += _correct(con, decision, at, corrected)
        else:
            effects += _link(decision, at, among, links)
    for effect in effects:
        if effect.note and effect.field:
            links.notes[effect.place].append(Note(effect.note, carried=_field(effect.place, effect.field).carried))
    rows = [(register, each.number, *each.place, each.field, each.as_read, each.note) for each in effects]
    if rows:
        con.executemany("INSERT INTO decision_effect VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return links


def _correct(
    con: duckdb.DuckDBPyConnection, decision: Decision, at: Standing, corrected: set[tuple[Place, str]]
) -> list[Effect]:
    """Put a decided value in the place of the reading.

    Another paper that has the month since, and says neither what was read nor what was decided, is left as it is.
    """
    name = decision.field or ""
    field, place = _field(at.place, name), at.place
    read = kept_value(con, place, name)
    is_other = at.paper_id != decision.paper_id and read not in (decision.as_read, decision.value)
    if is_other or (place, name) in corrected:
        return []
    corrected.add((place, name))
    note = None if read == decision.value else f"{_words(name)} read as {field.shown(read)} ({decision.source})"
    effects = [Effect(decision.number, place, name, read, note)]
    if field.of_rating:
        of_rating = OF_SHOWN_RATING + name
        effects.append(Effect(decision.number, place, of_rating, kept_value(con, place, of_rating)))
    for effect in effects:
        _write(con, place, effect.field or "", decision.value)
    return effects


def _link(decision: Decision, at: Standing, among: Sequence[Standing], links: DecidedLinks) -> list[Effect]:
    """Take up what is decided of two actions, where both are found and neither month has changed places."""
    later = find(decision.other, among) if decision.other else None
    if later is None or later.ordinal <= at.ordinal:
        return []
    if decision.kind == SAME:
        links.same[later.place].add(at.place)
        note = f"the same action as {_quoted(at)} ({decision.source})"
        links.notes[later.place].append(Note(note, of_link=True))
        return [Effect(decision.number, at.place), Effect(decision.number, later.place, note=note)]
    links.different[later.place].add(at.place)
    notes = [f"another action than {_quoted(other)} ({decision.source})" for other in (later, at)]
    for standing, note in zip((at, later), notes, strict=True):
        links.notes[standing.place].append(Note(note))
    return [Effect(decision.number, each.place, note=note) for each, note in zip((at, later), notes, strict=True)]


def _quoted(standing: Standing) -> str:
    text = standing.text or ""
    short = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{short}” of {standing.period}"


def _words(field: str) -> str:
    return field.replace("_", " ")


def _field(place: Place, name: str) -> Field:
    return (OF_ACTIONS if place.position else OF_RISKS)[name.removeprefix(OF_SHOWN_RATING)]


def _table(place: Place, name: str) -> str:
    return "action" if place.position else "rating" if name.startswith(OF_SHOWN_RATING) else "risk"


def kept_value(con: duckdb.DuckDBPyConnection, place: Place, name: str) -> str | None:
    """What the tables hold of a field of a risk or an action, as text; see correctable.py."""
    field, table = _field(place, name), _table(place, name)
    sql = f"SELECT {identifier(field.name)} FROM {table} WHERE {_WHERE[table]}"  # noqa: S608  own names
    row = con.execute(sql, _keys(place, table)).fetchone()
    return None if row is None else field.kept(row[0])


def _write(con: duckdb.DuckDBPyConnection, place: Place, name: str, kept: str | None) -> None:
    """Put a value into the tables."""
    field, table = _field(place, name), _table(place, name)
    sql = f"UPDATE {table} SET {identifier(field.name)} = $value WHERE {_WHERE[table]}"  # noqa: S608  own names
    con.execute(sql, {**_keys(place, table), "value": field.value(kept)})


def _keys(place: Place, table: str) -> dict[str, Any]:
    keys = place._asdict()
    return keys if table == "action" else {name: key for name, key in keys.items() if name != "position"}
