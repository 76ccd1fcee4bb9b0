"""What statuses and older wordings say of a link."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from risktrail.store.linking.history import likeness
from risktrail.store.linking.settings import HAIR, settings

PLAN = "DCC to publish the recovery plan for the northern depots"
LONGER = f"{PLAN}, with the costs"


class Action(NamedTuple):
    """An action of a report."""

    text: str
    status: str = "ongoing"


@pytest.mark.parametrize(
    ("before", "now", "sure", "linked"),
    [
        (Action(PLAN), Action(LONGER), True, True),
        (Action(PLAN), Action(LONGER, "completed"), True, True),
        (Action(PLAN, "completed"), Action(LONGER, "completed"), True, True),
        (Action(PLAN, "completed"), Action(LONGER), False, False),  # its successor
        (Action(PLAN, "completed"), Action(f"The {PLAN}"), True, True),  # reopened
        (Action(PLAN), Action(LONGER, "not_started"), False, True),
        (Action(PLAN, "not_started"), Action(LONGER), True, True),
    ],
)
def test_statuses(before: Action, now: Action, sure: bool, linked: bool) -> None:
    found = likeness(before, now)
    assert (found >= settings().sure, found >= settings().similar) == (sure, linked)


@pytest.mark.parametrize(("status", "found"), [("recurring", settings().sure - HAIR), ("ongoing", None)])
def test_the_figures_of_each_month_are_one_activity_only_where_it_recurs(status: str, found: float | None) -> None:
    told = likeness(
        Action("DCC to give the costs of fuel for June", status),
        Action("DCC to give the costs of fuel for July", status),
    )
    assert told == found if found else told < settings().review


def test_an_older_wording_counts_nearly_as_much_as_the_last() -> None:
    earlier = [Action(PLAN)]
    now = Action("DCC to publish the recovery plan for the northern depots by May")
    alone = likeness(Action("DCC to look after it"), now)
    assert alone < settings().similar
    found = likeness(Action("DCC to look after it"), now, earlier)
    assert found == round(likeness(earlier[0], now) * settings().earlier, 4)
    assert likeness(Action("DCC to look after it", "completed"), now, earlier) == alone
