"""Several actions in one row of a table: their texts one below the other, and beside each its date and owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from risktrail.ingest.fields.dates import find_dates
from risktrail.ingest.fields.due_dates import read_due
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.tabular.records import Draft
from risktrail.ingest.tabular.settings import SETTINGS

_SHARED = frozenset({"owner", "due", "status"})  # printed once, these may be said of all actions of a row
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]")
_Items = Callable[[Sequence[Line]], Sequence[Sequence[Line]]]


def parted(draft: Draft, items: _Items) -> list[Draft]:
    """The actions of one row: one, or as many as its text has items that each have a date of their own beside them, or
    that each begin with a bullet or state a date. Where a column has the same numbers as the texts, `1.`, `2.`, the
    numbers say what belongs together; else it is what stands beside each other.

    Args:
        draft: The row's lines by role.
        items: Parts the lines of a text where its author ended an item.
    """
    texts = items(draft.values.get("text", []))
    numbered = _with_the_numbers_of_texts(draft, len(texts))
    if len(texts) == 1 and numbered:
        return [Draft({**draft.values, **{role: parts[0] for role, parts in numbered.items()}}, draft.details)]
    if len(texts) < 2 or any(not text[0].text[:1].isupper() and text[0].mark is None for text in texts):
        return [draft]
    beside = {role: _beside(lines, texts) for role, lines in draft.values.items() if role != "text"} | numbered
    has_dates = _are_dates(beside.get("due", []))
    are_shared = all(role in _SHARED or all(parts) for role, parts in beside.items())
    are_told_apart = (
        has_dates or bool(numbered) or all(text[0].mark is not None or _states_date(text) for text in texts)
    )
    if not are_shared or draft.details or not are_told_apart:
        return [draft]
    if "due" in beside and not has_dates and not _is_one_date(draft.values["due"]):
        return [draft]
    return [
        Draft({"text": list(text), **{role: _own(parts, draft.values[role], at) for role, parts in beside.items()}})
        for at, text in enumerate(texts)
    ]


def _with_the_numbers_of_texts(draft: Draft, count: int) -> dict[str, list[list[Line]]]:
    """The lines below each number of the columns that number what they say as the texts, so many, are numbered."""
    parts = {role: _numbered(lines) for role, lines in draft.values.items()}
    numbers = [*parts.get("text", {})]
    if len(numbers) != count:
        return {}
    return {role: [*each.values()] for role, each in parts.items() if role != "text" and [*each] == numbers}


def _numbered(lines: Sequence[Line]) -> dict[int, list[Line]]:
    """Lines by the number that each part of them begins with, without it; nothing where they are not all numbered, one
    after the other, or a number has nothing behind it."""
    parts: dict[int, list[Line]] = {}
    for line in lines:
        number = _NUMBER.fullmatch(line.words[0].text)
        if number and (not parts or int(number[1]) == max(parts) + 1):
            rest = line.words[1:]
            parts[int(number[1])] = [line.of_words(rest)] if rest else []
        elif parts:
            parts[max(parts)].append(line)
        else:
            return {}
    return parts if all(parts.values()) else {}


def _beside(lines: Sequence[Line], texts: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of another column that stand beside each text: from its first line down to the next one's."""
    tops = [(text[0].page, text[0].top - SETTINGS.same_level * text[0].size) for text in texts]
    parts: list[list[Line]] = [[] for _ in texts]
    for line in lines:
        place = max((at for at, top in enumerate(tops) if top <= (line.page, line.top)), default=0)
        parts[place].append(line)
    return parts


def _own(parts: Sequence[list[Line]], whole: list[Line], at: int) -> list[Line]:
    """What stands beside one action, where something stands beside each; else what is said of all of them."""
    return parts[at] if all(parts) else list(whole)


def _are_dates(parts: Sequence[Sequence[Line]]) -> bool:
    """Whether each part is a due date that can be read."""
    dues = [read_due(" ".join(line.text for line in lines)) for lines in parts]
    return bool(dues) and all(due.date is not None and due.sure for due in dues)


def _states_date(lines: Sequence[Line]) -> bool:
    return bool(find_dates(" ".join(line.text for line in lines)))


def _is_one_date(lines: Sequence[Line]) -> bool:
    return read_due(" ".join(line.text for line in lines)).sure
