"""Names that stand in a paper more than once: risks that it lists again, numbers that begin again in each section,
groups in the column of a title, and two registers in one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import folded
from risktrail.ingest.tabular.records import RecordDraft
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.schema.report import RatingKind

_LIKELIHOOD, _IMPACT = (f"rating.{RatingKind.CURRENT}.{part}" for part in ("likelihood", "impact"))
_FACTOR = re.compile(r"[1-6](?:\W{1,3}[A-Za-z]+(?: [a-z]+)?\)?)?")


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


def take_factors(records: Sequence[RecordDraft]) -> None:
    """Take the consequences of risks for the second factor of their ratings where they are one: each is a figure, with
    its word or without (`5 Catastrophic`), beside a likelihood that has no other."""
    rated = [record for record in records if _LIKELIHOOD in record.values]
    texts = [record.text("impact") for record in rated if _IMPACT not in record.values]
    if rated and len(texts) == len(records) and all(map(_FACTOR.fullmatch, texts)):
        for record in rated:
            record.values[_IMPACT] = record.values.pop("impact")


def without_foreign(records: Sequence[RecordDraft]) -> tuple[list[RecordDraft], list[RecordDraft]]:
    """The register's own records; and those that stand below a heading which says that they are another's, and are
    numbered as none of its own is."""
    own = {_prefix(record) for record in records if record.quoted is None}
    foreign = [record for record in records if record.quoted is not None and _prefix(record) not in own]
    return [record for record in records if not own or record not in foreign], foreign if own else []


def take_texts(records: Sequence[RecordDraft]) -> None:
    """Take the factors of ratings for the consequences of risks where they are sentences: a column `Impact` may hold
    either, and the rating that it would be a factor of stands elsewhere."""
    rated = [record for record in records if _IMPACT in record.values]
    texts = [record.text(_IMPACT) for record in rated]
    sentences = sum(len(text.split()) > SETTINGS.factor_words for text in texts)
    if 2 * sentences > len(texts) and not any(text[:1].isdigit() for text in texts):
        for record in rated:
            record.values["impact"] = [*record.values.get("impact", ()), *record.values.pop(_IMPACT)]


def second_register(records: Sequence[RecordDraft]) -> Line | None:
    """The title of a second register in a paper: as large as the first one's, above a table with the same heads again,
    whose risks are numbered otherwise than all before, or have a number of one before that is described otherwise."""
    for place, (last, record) in enumerate(pairwise(records), 1):
        title, first = record.register, records[0].register
        if title is None or title is last.register:
            continue
        before, own = records[:place], [each for each in records[place:] if each.register is title]
        is_title = first is None or (title.size >= first.size - SETTINGS.same_size and not _same(title, first))
        is_again = any(_heads(record) == _heads(other) for other in before)
        if is_title and is_again and _are_numbered_apart(before, own):
            return title
    return None


def _are_numbered_apart(before: Sequence[RecordDraft], own: Sequence[RecordDraft]) -> bool:
    known = {record.text("number"): folded(record.text("description")) for record in before}
    numbers = [(record.text("number"), folded(record.text("description"))) for record in own]
    collide = any(number and known.get(number, text) != text for number, text in numbers)
    return collide or not set(map(_prefix, before)) & set(map(_prefix, own))


def _same(line: Line, other: Line) -> bool:
    return folded(line.text) == folded(other.text)


def _prefix(record: RecordDraft) -> str:
    return "".join(takewhile(str.isalpha, record.text("number").casefold()))


def name_by_sections(records: Sequence[RecordDraft], name: str) -> None:
    """Put the section before each number where numbers begin again in each section, and both tell a risk from all
    others. Not where they do not, or where the sections are those of two registers."""
    pairs = [(folded(_category(record)), folded(record.text(name))) for record in records]
    is_told = all(category for category, _ in pairs) and len(set(pairs)) == len(pairs)
    is_single = all(record.register is records[0].register for record in records)
    if name == "number" and is_told and is_single and _told_twice(records, name):
        for record in records:
            record.prefix = plain(_category(record))


def _category(record: RecordDraft) -> str:
    return record.text("category") or (record.category.text if record.category else "")


def take_groups(records: Sequence[RecordDraft], name: str) -> None:
    """Take titles for the groups of risks that they are: in one table those of neighbours are the same again and again,
    and other words describe each risk."""
    if name != "title" or not _told_twice(records, name):
        return
    titles = [key for key, _ in groupby(folded(record.text(name)) for record in records)]
    is_described = all(record.text("description") and not _category(record) for record in records)
    is_single = all(record.head is not None and _heads(record) == _heads(records[0]) for record in records)
    if len(set(titles)) == len(titles) and is_described and is_single:
        for record in records:
            record.values["category"] = record.values["title"]
            record.values["title"] = record.values.pop("description")


def registers_apart(records: Sequence[RecordDraft], name: str) -> list[str]:
    """The numbers that stand twice in a paper of two registers: several, each with another description; else none."""
    return [] if any(record.prefix for record in records) else _told_twice(records, name)


def _told_twice(records: Sequence[RecordDraft], name: str) -> list[str]:
    """The names of risks that stand in a paper twice, described in other words, where that are most; else none."""
    described: dict[str, set[str]] = {}
    for record in records:
        described.setdefault(record.text(name), set()).add(folded(record.text("description")))
    twice = [number for number, texts in described.items() if number and len(texts) > 1]
    return twice if len(twice) > 1 and 2 * len(twice) >= len(described) else []
