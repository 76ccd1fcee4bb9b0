"""Risks that a paper prints in more than one table: a list of all of them before or behind the register itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.profile import folded
from risktrail.ingest.tabular.records import RecordDraft


class TwoRatings(NamedTuple):
    """A rating's role that two tables print differently: the record, the role, and the other table's text and page."""

    record: RecordDraft
    role: str
    other: str
    page: int


def merged(records: Sequence[RecordDraft], name: str) -> tuple[list[RecordDraft], list[TwoRatings]]:
    """Records of the same number or title, out of tables with different heads, as one.

    The record of which most is said stands; what it lacks is taken from the others. Two records out of tables with
    the same heads are two risks, even where a misprint gives them one number.

    Args:
        records: In the paper's order.
        name: The role that names a risk, `number` or `title`.

    Returns:
        The records in the paper's order, and the ratings that differ.
    """
    named: dict[str, list[RecordDraft]] = {}
    for record in records:
        if key := folded(record.text(name)):
            named.setdefault(key, []).append(record)
    absorbed: set[int] = set()
    differing: list[TwoRatings] = []
    for same in named.values():
        fullest = max(same, key=_said)
        for other in same:
            if other is not fullest and _heads(other) != _heads(fullest):
                differing += _absorb(fullest, other)
                absorbed.add(id(other))
    return [record for record in records if id(record) not in absorbed], differing


def _said(record: RecordDraft) -> int:
    return len(record.values) + len(record.details) + len(record.actions)


def _heads(record: RecordDraft) -> tuple[str, ...]:
    return record.head.heads if record.head else ()


def _absorb(record: RecordDraft, other: RecordDraft) -> Iterable[TwoRatings]:
    for role, lines in other.values.items():
        own = record.values.setdefault(role, list(lines))
        text = " ".join(line.text for line in lines)
        if role.startswith("rating") and folded(" ".join(line.text for line in own)) != folded(text):
            yield TwoRatings(record, role, text, lines[0].page)
    for head, lines in other.details.items():
        record.details.setdefault(head, list(lines))
    record.actions += other.actions
    record.category = record.category or other.category


def registers_apart(records: Sequence[RecordDraft], name: str) -> list[str]:
    """The numbers that stand twice in a paper of two registers: several, each with another description; else none."""
    described: dict[str, set[str]] = {}
    for record in records:
        described.setdefault(record.text(name), set()).add(folded(record.text("description")))
    twice = [number for number, texts in described.items() if number and len(texts) > 1]
    return twice if len(twice) > 1 and 2 * len(twice) >= len(described) else []
