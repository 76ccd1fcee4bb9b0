"""How sure it is that an action of a report continues one of an earlier report: wordings, statuses, and its history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from risktrail.store.linking.judged import Judgement, Reason, judge
from risktrail.store.linking.settings import settings

COMPLETED = "completed"
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
    if before.status == COMPLETED and now.status != COMPLETED:
        return _revived(judgement)
    if before.status == now.status == RECURRING and judgement.reasons == {Reason.OTHER_PERIOD}:
        return settings().sure - 0.001  # the figures of June, of July: one activity
    return judgement.similarity


def _revived(judgement: Judgement) -> float:
    """A completed action does not live on in its successor: only in the same words, or with more of them."""
    if judgement.same_words:
        return judgement.similarity
    doubt = settings().sure - 0.001 if judgement.contained and not judgement.reasons else settings().similar - 0.001
    return min(judgement.similarity, doubt)
