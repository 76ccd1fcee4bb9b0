"""One risk through all months, with its texts as redlines, word by word."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from risktrail.store import aliases, resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import HistoryEntry, Segment
from risktrail.store.comparison import changed_values
from risktrail.store.decided_marks import Changed, Marks
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

COLUMNS = HistoryEntry._fields[:-1]
TEXT_FIELDS = ("description", "impact", "text", "note", "title", "cause", "control", "update", "detail")


def history(con: duckdb.DuckDBPyConnection, register: str, risk: str) -> Answer[HistoryEntry]:
    """A row a change, month by month, of a risk and of those an alias joins with it.

    In the first month every part has a row `first_seen`; the rating has a row in every month.
    """
    names = aliases.joined_names(con, register, risk)
    found = con.execute(statement("history_first_month"), {"register": register, "names": names}).fetchone()
    first = str(found[0]) if found else ""
    parameters = {"register": register, "names": names, "first": first}
    rows = con.execute(statement("history_beginning"), parameters).fetchall()
    rows += con.execute(statement("history_changes"), parameters).fetchall()
    risk_id = resolve.risk(con, register, risk)
    notes = [f"{risk_id} is followed together with {', '.join(names)}, joined by an alias"] if names[1:] else []
    marks, months = Marks(con, register), resolve.periods(con, register)
    before = dict(zip(months[1:], months, strict=False))
    entries = [_marked(_entry(row), before, marks) for row in rows]
    left = marks.unsaid([entry.decided for entry in entries], months, months)
    unsaid = [note for of_risk, note in left if of_risk in names]
    return Answer(
        COLUMNS,
        entries,
        (*notes, *unsaid, *resolve.notes(con, register, since=first)),
    )


def _entry(row: tuple[Any, ...]) -> HistoryEntry:
    """A row of statements/history_beginning.sql or history_changes.sql as an entry."""
    register, period, risk_id, item, change, field, before, after = row[:8]
    action_id, text, file, page, title = row[12:]
    compared = field in TEXT_FIELDS and change != "absent" and before is not None and after is not None
    segments = redline(before, after) if compared else None
    was, now = changed_values(item, change, field, (before, after), row[8:12])
    about = (register, period, risk_id, item, change, field)
    return HistoryEntry(*about, was, now, segments, action_id, text, file, page, None, title)


def _marked(entry: HistoryEntry, before: dict[str, str], marks: Marks) -> HistoryEntry:
    """An entry with what decisions of people changed in it; `before` has the month of the paper before each."""
    is_first = entry.change == "first_seen"
    since = "" if is_first else before.get(entry.period, "")
    field = None if is_first and entry.field is None else entry.field
    return entry._replace(decided=marks.of(Changed(entry.risk_id, entry.action_id, field, since, entry.period)))


def redline(before: str, after: str) -> list[Segment]:
    """Two wordings as one text, word by word.

    Returns:
        Segments in order, words with the white space after them. `same` and `added` together give `after`. White space
        that alone changed is not marked, and is written as it is there.
    """
    old, new = _words(before), _words(after)
    matcher = difflib.SequenceMatcher(None, _stripped(old), _stripped(new), autojunk=False)
    segments: list[Segment] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            segments.append(Segment("same", "".join(new[k:m])))
            continue
        if i < j:
            segments.append(Segment("removed", "".join(old[i:j])))
        if k < m:
            segments.append(Segment("added", "".join(new[k:m])))
    return segments


def _words(text: str) -> list[str]:
    """The words of a text, each with the white space after it, so that they join to the text again."""
    return re.findall(r"\S+\s*|^\s+", text)


def _stripped(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
