"""What the words that only one of two wordings has do to the object: nothing, a doubt, or another object."""

from __future__ import annotations

from collections.abc import Container, Sequence
from enum import StrEnum
from itertools import product

from risktrail.store.linking.aligned import Alignment, Slot
from risktrail.store.linking.prepared import Prepared
from risktrail.store.linking.tables import tables
from risktrail.store.linking.words import Kind, Word

_OBJECT = frozenset((Kind.WORD, Kind.NAME, Kind.CODE))
_TAIL = 3
"""Words that end both wordings, from which on they are a remark and not the object."""


class Object(StrEnum):
    """Why the objects of two wordings are surely two."""

    OPPOSITE = "opposite"
    OTHER_CODE = "other code"
    OTHER_PERIOD = "other period"
    OTHER_WORDS = "other words"


def only_of(words: Sequence[Word], only: Sequence[int], one: Prepared, other: Prepared) -> list[Word]:
    """What one side alone says of the object, without dates and measures and what the other side says elsewhere.

    That is in its remarks, in its verbs, and, where this side names no owners, in its owners: they may stand in the
    words (`Large Suppliers' review of the plan`).
    """
    verbs = {stem for verb in (other.verb, *other.clause_verbs) for stem in verb.phrase}
    known = other.remarks | verbs | (frozenset() if one.owners else other.owner_stems)
    return [words[at] for at in only if words[at].kind in _OBJECT and words[at].key not in known]


def other_object(
    found: Alignment, ours: Sequence[Word], theirs: Sequence[Word], verbs: Container[int]
) -> Object | None:
    """Why the objects are surely two; None where they may be one.

    Args:
        found: The words of both sides, paired.
        ours: What the left side alone says of the object.
        theirs: What the right side alone says of it.
        verbs: Where further verbs begin: in their place, another verb is no other object.
    """
    if _other_period(found):
        return Object.OTHER_PERIOD
    if any(frozenset((left.key, right.key)) in tables().opposite_words for left, right in product(ours, theirs)):
        return Object.OPPOSITE
    if all(any(word.kind is Kind.CODE for word in only) for only in (ours, theirs)):
        return Object.OTHER_CODE
    return Object.OTHER_WORDS if _is_replaced(found, {id(word) for word in (*ours, *theirs)}, verbs) else None


def turned_round(left: Prepared, right: Prepared) -> bool:
    """Whether the same thing is turned into its opposite: before installation, after installation."""
    if left.negated is not right.negated:
        return True
    ours, theirs = left.turns - right.turns, right.turns - left.turns
    return any(
        key == other and frozenset((word, turn)) in tables().opposite_words
        for (word, key), (turn, other) in product(ours, theirs)
    )


def _is_replaced(found: Alignment, told: set[int], verbs: Container[int]) -> bool:
    """Whether words of the object stand where other words of it stood; long ends of both are remarks."""
    lefts, rights = found.slots()
    for slot in lefts.keys() & rights.keys():
        sides = [[word for word in words if id(word) in told] for words in (lefts[slot], rights[slot])]
        if all(sides) and _is_of_object(slot, *sides) and not any(word.start in verbs for word in sides[0] + sides[1]):
            return True
    return False


def _is_of_object(slot: Slot, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    return slot[1] >= 0 or min(len(ours), len(theirs)) < _TAIL


def _other_period(found: Alignment) -> bool:
    """Whether both say of which month or year the work is, and none of them is the same."""
    periods = [{word.key for word in words if word.kind is Kind.PERIOD} for words in (found.left, found.right)]
    return all(periods) and not periods[0] & periods[1]
