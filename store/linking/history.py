"""How sure it is that an action of a report continues one of an earlier report: wordings, statuses, and its history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from risktrail.store.linking.judged import Reason, judge
from risktrail.store.linking.settings import HAIR, settings

COMPLETED = "completed"
NOT_STARTED = "not_started"
ONGOING = "ongoing"
RECURRING = "recurring"


class Told(Protocol):
    """An action as a report has it."""

    @property
    def text(self) -> str:
        """Its wording."""

    @property
    def status(self) -> str:
        """Its status."""


def likeness(before: Told, now: Told, earlier: Iterable[Told] = ()) -> float:
    """How sure it is that `now` is `before` in a later report, from 0 to 1.

    Args:
        before: The action as it was last seen.
        now: An action of a later report.
        earlier: The action as it was worded before that: an old wording may come back.
    """
    last = _likeness(before, now)
    older = max((_likeness(each, now) for each in earlier), default=0.0) if before.status != COMPLETED else 0.0
    return max(last, round(older * settings().earlier, 4))


def _likeness(before: Told, now: Told) -> float:
    judgement = judge(before.text, now.text)
    if before.status == COMPLETED and now.status != COMPLETED and not judgement.same_words:
        return min(judgement.similarity, settings().similar - HAIR)  # its successor, and another action
    if before.status == now.status == RECURRING and judgement.reasons == {Reason.OTHER_PERIOD}:
        return settings().sure - HAIR  # the figures of June, of July: one activity
    if before.status == ONGOING and now.status == NOT_STARTED and not judgement.same_words:
        return min(judgement.similarity, settings().sure - HAIR)
    return judgement.similarity
