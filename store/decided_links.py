"""What people decided of two actions, as the linking of actions needs it: which pairs are one, which never are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where an action stands: the report, the place of its risk there, and its own among that risk's, from 1."""

    report_id: str
    risk_position: int
    position: int


class Note(NamedTuple):
    """What answers say of a decision. `of_link`: only where a link was made for it; `carried`: in later reports too."""

    text: str
    of_link: bool = False
    carried: bool = True


@dataclass
class DecidedLinks:
    """The decisions on actions of one register, by where the actions stand."""

    same: defaultdict[Place, set[Place]] = field(default_factory=lambda: defaultdict(set))
    """An action -> those of earlier reports that it is."""
    different: defaultdict[Place, set[Place]] = field(default_factory=lambda: defaultdict(set))
    """An action -> those of earlier reports that it is not."""
    notes: defaultdict[Place, list[Note]] = field(default_factory=lambda: defaultdict(list))

    def forbids(self, before: Iterable[Place], now: Place) -> bool:
        """Whether an action is said to be none of those that stand at some places of earlier reports."""
        apart = self.different.get(now)
        return apart is not None and not apart.isdisjoint(before)

    def joins(self, before: Iterable[Place], now: Place) -> bool:
        """Whether an action is said to be one of those that stand at some places of earlier reports."""
        joined = self.same.get(now)
        return joined is not None and not joined.isdisjoint(before)


NOTHING_DECIDED = DecidedLinks()
