"""One risk through all months, with what was struck out and what was put in its place, word by word."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from risktrail.store import aliases, resolve
from risktrail.store.rows import Rows

if TYPE_CHECKING:
    import duckdb

Segment = tuple[str, str]

COLUMNS = (
    "register", "period", "risk_id", "item", "change", "field", "before", "after", "redline", "action_id",
    "text", "source_file", "page",
)  # fmt: skip
CHANGES = """
SELECT register, to_period, risk_id, item, change, field, before, after, action_id, text,
       CASE WHEN change = 'absent' THEN from_file ELSE to_file END,
       CASE WHEN change = 'absent' THEN from_page ELSE to_page END
FROM changes(of_register := ?, everything := true, stepwise := true)
WHERE list_contains(?, risk_id) AND to_period > ? AND (item = 'risk' OR change <> 'unchanged')
"""
BEGINNING = """
SELECT register, period, risk_id, if(part = 'action', part, 'risk'), 'first_seen',
       if(part = 'action', 'status', part), NULL, coalesce(status, text), action_id,
       if(part = 'action', text, NULL), source_file, page
FROM risk_parts
WHERE register = ? AND list_contains(?, risk_id) AND part IN ('rating', 'description', 'impact', 'action')
  AND period = ?
ORDER BY risk_id, part_order, position
"""
FIRST_MONTH = """
SELECT min(s.period) FROM risk JOIN series s USING (report_id)
WHERE s.register = ? AND list_contains(?, risk_id)
"""


def history(con: duckdb.DuckDBPyConnection, register: str, risk: str) -> Rows:
    """A row a change, month by month, of a risk and of those an alias joins with it.

    `redline` is a list of (op, text) with op `same`, `removed` or `added`, for texts that changed; else None.
    In the first month every part has a row `first_seen`; the rating has a row in every month.
    """
    risk_id = resolve.risk(con, register, risk)
    pool_of = aliases.pools(con, register)
    names = sorted({risk_id, *(name for name, pool in pool_of.items() if pool == pool_of.get(risk_id, risk_id))})
    row = con.execute(FIRST_MONTH, [register, names]).fetchone()
    first = str(row[0]) if row else ""
    told = con.execute(BEGINNING, [register, names, first]).fetchall()
    told += con.execute(CHANGES, [register, names, first]).fetchall()
    notes = [f"{risk_id} is followed together with {', '.join(names)}, joined by an alias"] if names[1:] else []
    return Rows(COLUMNS, [_with_redline(each) for each in told]).noted(
        *notes, *resolve.notes(con, register, since=first)
    )


def redline(before: str, after: str) -> list[Segment]:
    """Both texts as one, in segments: `same`, `removed` and `added` words with the white space after them.

    What is not `removed` joins to the later text; white space that alone changed is shown as it is there.
    """
    old, new = _words(before), _words(after)
    matcher = difflib.SequenceMatcher(None, _stripped(old), _stripped(new), autojunk=False)
    segments: list[Segment] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            segments.append(("same", "".join(new[k:m])))
            continue
        if i < j:
            segments.append(("removed", "".join(old[i:j])))
        if k < m:
            segments.append(("added", "".join(new[k:m])))
    return segments


def _words(text: str) -> list[str]:
    """Words with the white space after them, so that they join to the text again."""
    return re.findall(r"\S+\s*|^\s+", text)


def _stripped(words: list[str]) -> list[str]:
    return [word.strip() for word in words]


def _with_redline(row: tuple[Any, ...]) -> tuple[Any, ...]:
    field, before, after = row[5:8]
    texts = field in ("description", "impact", "text", "note") and before is not None and after is not None
    return (*row[:8], redline(before, after) if texts else None, *row[8:])
