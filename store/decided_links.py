"""What people decided of two actions, as the linking of actions needs it: which pairs are one, which never are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """Where an action stands: the report, the place of its risk there, and its own among that risk's, from 1."""

    report_id: str
    risk_position: int
    position: int


class HasPlace(Protocol):
    """An action in one report."""

    @property
    def place(self) -> Place:
        """Where it stands."""


class HasPlaces(Protocol):
    """An action in several reports."""

    @property
    def places(self) -> Iterable[Place]:
        """Where it stands in each."""


_NONE: frozenset[Place] = frozenset()


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

    def forbids(self, trail: HasPlaces, now: HasPlace) -> bool:
        """Whether an action is said to be none of those of earlier reports."""
        return bool(self.different) and not self.different.get(now.place, _NONE).isdisjoint(trail.places)

    def joins(self, trail: HasPlaces, now: HasPlace) -> bool:
        """Whether an action is said to be one of those of earlier reports."""
        return bool(self.same) and not self.same.get(now.place, _NONE).isdisjoint(trail.places)


NOTHING_DECIDED = DecidedLinks()
