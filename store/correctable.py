"""The fields of a risk or an action that a person may correct, and how their values are typed, kept and shown.

A value is kept as text: a date as `2021-07-31`, a list of owners as JSON. None is kept where the paper has none.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from risktrail.schema.report import Status
from risktrail.store.errors import QuestionError
from risktrail.store.labels import status_label

NONE = "none"
"""What is typed for `the paper has none`."""
_SEPARATOR = ";"


def _text(typed: str) -> str:
    return " ".join(typed.split())


def _number(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise ValueError("a whole number such as 16")
    return int(typed)


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed.strip())
    except ValueError:
        raise ValueError("a day such as 2021-07-31") from None


def _names(typed: str) -> list[str]:
    return [_text(name) for name in typed.split(_SEPARATOR) if name.strip()]


def _status(typed: str) -> str:
    wanted = typed.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in list(Status):
        raise ValueError(f"one of {', '.join(Status)}")
    return wanted


@dataclass(frozen=True)
class Field:
    """A field that may be corrected: its column, and the further columns that say the same of the shown rating."""

    name: str
    read: Callable[[str], Any]
    may_be_none: bool = True
    of_rating: bool = False
    """Whether the rating that is shown has it too."""
    carried: bool = True
    """Whether what it says in one report bears on what is counted in later ones."""
    none: Any = field(default=None, compare=False)
    """What the column holds where the paper has none."""

    def typed(self, value: str) -> str | None:
        """What a person typed, as it is kept. Raises QuestionError where it is no value of this field."""
        if not value.strip() or value.strip().lower() == NONE:
            if not self.may_be_none:
                raise QuestionError(f"{self.name} cannot be {value or 'empty'!r}: every {self.name} is something")
            return None
        try:
            return self.kept(self.read(value))
        except ValueError as wrong:
            raise QuestionError(f"{self.name} is {wrong}, not {value!r}") from None

    def kept(self, value: Any) -> str | None:
        """The value of a column as it is kept; an empty list is none."""
        if value is None or value == []:
            return None
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)

    def value(self, kept: str | None) -> Any:
        """The value of the column."""
        if kept is None:
            return self.none
        return json.loads(kept) if self.none == [] else self.read(kept) if self.read is not _text else kept

    def shown(self, kept: str | None) -> str:
        """The value as people read it."""
        if kept is None:
            return NONE
        if self.none == []:
            return ", ".join(json.loads(kept))
        return status_label(kept) if self.read is _status else kept


OF_RISKS = {
    each.name: each
    for each in (
        Field("score", _number, of_rating=True),
        Field("band", _text, of_rating=True),
        Field("title", _text),
        Field("description", _text, may_be_none=False),
        Field("owners", _names, none=[]),
    )
}
OF_ACTIONS = {
    each.name: each
    for each in (
        Field("text", _text, may_be_none=False),
        Field("status", _status, may_be_none=False),
        Field("note", _text),
        Field("owners", _names, none=[], carried=False),
        Field("due_date", _day),
        Field("completed_date", _day, carried=False),
    )
}
OF_SHOWN_RATING = "rating."
"""Before the name of a field: it is the one of the rating that is shown."""


def field_of(name: str, *, of_action: bool) -> Field:
    """The field meant, whatever its case; `-` and blanks are `_`. Raises QuestionError where there is none."""
    known = OF_ACTIONS if of_action else OF_RISKS
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in known:
        what, other = ("an action", "a risk") if of_action else ("a risk", "an action")
        there = f"there are {', '.join(known)}"
        of_other = f"; it is a field of {other}" if wanted in (OF_RISKS if of_action else OF_ACTIONS) else ""
        raise QuestionError(f"no field {name!r} of {what} can be corrected{of_other}; {there}")
    return known[wanted]
