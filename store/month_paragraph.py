"""What a month's paper changed, as one paragraph that can be mailed: made of typed answers alone.

The paragraph begins with both papers, so that each page it gives is one of a named file. Of a long list the first items
are named and the others counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from risktrail.store.answer import Answer
from risktrail.store.answer_rows import Change, StoredReport
from risktrail.store.labels import (
    CONTROL_CHARACTERS,
    INVISIBLE_CHARACTERS,
    NO_RATING,
    NOT_RATED,
    RatingValue,
    count,
    status_label,
)
from risktrail.store.subjects import shortened

if TYPE_CHECKING:
    from risktrail.store.reader import Reader

MOST_NAMED = 6
"""Items of a kind that are named; a paragraph with more of them is not read to its end."""
WORDING = 90
"""Characters of an action's wording or of a title: enough to know it by."""

_NOUNS = {"text": "wording", "percent": "percentage", "review": "review date", "detail": "further column"}
_PLURALS = {"status": "statuses", "risk status": "risk statuses", "category": "categories"}
_UNSAFE = re.compile(f"[{CONTROL_CHARACTERS}{INVISIBLE_CHARACTERS}]")


def paragraph_of_month(reader: Reader, register: str, period: str) -> str:
    """What a month's paper changed since the last paper before it; see `month_paragraph`.

    Args:
        reader: The open store.
        register: The register, as the store writes it.
        period: A month of which the register has a paper, such as `2021-07`.
    """
    current = {each.period: each for each in reader.reports(register) if each.state == "current"}
    earlier = max((month for month in current if month is not None and month < period), default=None)
    if earlier is None:
        return first_month_paragraph(current[period])
    return month_paragraph(reader.compare(earlier, period, register), current[earlier], current[period])


def first_month_paragraph(report: StoredReport) -> str:
    """The paragraph on the first paper of a register, which has none before it to be compared with."""
    counts = f"{count(report.risks or 0, 'risk')} and {count(report.actions or 0, 'action')}"
    return (
        f"Register {_plain(report.register)}, {_paper(report)}: the first paper of this register, with {counts};"
        " there is none before it to compare with."
    )


def month_paragraph(answer: Answer[Change], earlier: StoredReport, later: StoredReport) -> str:
    """What changed between two papers of a register, as one paragraph of plain text without line ends.

    Args:
        answer: The changes between the months of the two papers.
        earlier: The earlier paper.
        later: The later paper.

    Returns:
        Both papers; ratings that rose, fell or changed otherwise, risks and actions that are new, completed or no
        longer listed, and due dates that were moved, each with its page; how many other things changed; and the
        answer's notes.
    """
    heading = f"Register {_plain(later.register)}, {_paper(later)} compared with {_paper(earlier)}:"
    sentences = [*_named_changes(answer.rows), *_counted_changes(answer.rows)] or ["nothing changed."]
    return " ".join([heading, *sentences, *(f"Note: {_plain(note)}." for note in answer.notes)])


def _paper(report: StoredReport) -> str:
    return f"{report.period} ({_plain(report.source_file)})"


def _named_changes(changes: Sequence[Change]) -> Iterator[str]:
    """A sentence for each kind of change whose items are named."""
    for heading, belongs, told in _NAMED:
        items = [f"{told(each)}{_page(each)}" for each in changes if belongs(each)]
        if items:
            more = [f"and {len(items) - MOST_NAMED} more"] if len(items) > MOST_NAMED else []
            yield f"{heading}: {'; '.join([*items[:MOST_NAMED], *more])}."


def _counted_changes(changes: Iterable[Change]) -> Iterator[str]:
    """A sentence with the number of changes of every other kind. A field of a risk or an action counts once."""
    others = [each for each in changes if not any(belongs(each) for _, belongs, _ in _NAMED)]
    once = dict.fromkeys((_noun(each), each.risk_id, each.action_id) for each in others)
    counted = Counter(noun for noun, _, _ in once)
    if counted:
        listed = ", ".join(count(number, noun, _PLURALS.get(noun)) for noun, number in sorted(counted.items()))
        yield f"Also changed: {listed}."


def _noun(change: Change) -> str:
    field = (change.field or change.change).replace("_", " ")
    return _NOUNS.get(field, field)


def _moved(change: Change) -> str:
    return f"{_risk(change)} from {_label(change.rating_before)} to {_label(change.rating_after)}"


def _new_risk(change: Change) -> str:
    return f"{_risk(change)}, {_label(change.rating_after)}"


def _absent_risk(change: Change) -> str:
    return f"{_risk(change)}, last {_label(change.rating_before)}{_explained(change)}"


def _action(change: Change) -> str:
    return f"{_plain(change.risk_id)} “{_shortened(change.text)}”"


def _absent_action(change: Change) -> str:
    last = status_label(change.before if isinstance(change.before, str) else None)
    return f"{_action(change)}, last {_plain(last)}{_explained(change)}"


def _moved_date(change: Change) -> str:
    return f"{_action(change)} from {change.before or 'no date'} to {change.after or 'no date'}"


def _explained(change: Change) -> str:
    """What the later paper itself says of why it does not list something."""
    return f" ({_plain(change.after)})" if isinstance(change.after, str) else ""


def _risk(change: Change) -> str:
    named = change.title and change.title != change.risk_id
    return f"{_plain(change.risk_id)} {_shortened(change.title)}" if named else _plain(change.risk_id)


def _label(rating: RatingValue | None) -> str:
    return _plain((rating or NO_RATING).label or NOT_RATED)


def _page(change: Change) -> str:
    was = "was " if change.change == "absent" else ""
    return f" ({was}p. {change.page})" if change.page else ""


def _shortened(text: str | None) -> str:
    """A text's first words, as many as `WORDING` has room for."""
    return shortened(_plain(text), WORDING)


def _plain(text: str | None) -> str:
    """A text of a paper on one line, without characters that would control a terminal or hide in a mail."""
    return " ".join(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text or "").split())


def _is(item: str, kind: str) -> Callable[[Change], bool]:
    return lambda change: (change.item, change.change) == (item, kind)


_NAMED: tuple[tuple[str, Callable[[Change], bool], Callable[[Change], str]], ...] = (
    ("Ratings that rose", lambda change: change.direction == 1, _moved),
    ("Ratings that fell", lambda change: change.direction == -1, _moved),
    ("Ratings that changed otherwise", lambda change: change.direction == 0, _moved),
    ("New risks", _is("risk", "new"), _new_risk),
    ("Risks no longer listed", _is("risk", "absent"), _absent_risk),
    ("Actions completed", lambda change: (change.change, change.after) == ("status_changed", "completed"), _action),
    ("New actions", _is("action", "new"), _action),
    ("Actions no longer listed", _is("action", "absent"), _absent_action),
    ("Due dates moved", _is("action", "due_date_changed"), _moved_date),
)
"""The kinds of change whose items are named, in order: heading, which changes belong to it, how each is told."""
