"""Links that might as well have gone another way: of two actions that are as like, neither is surely the one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from risktrail.store.assignment import Pair
from risktrail.store.linking.history import Told
from risktrail.store.linking.judged import judge
from risktrail.store.linking.settings import HAIR, settings


def settled(
    pairs: Sequence[Pair], likenesses: dict[Pair, float], before: Sequence[Told], now: Sequence[Told]
) -> dict[Pair, float]:
    """How sure each pair of an assignment is, its rivals considered.

    Where one action is said in two (`review and publish`) and where two are said in one, the first goes on, and that is
    no doubt. Where a shorter wording fits two earlier ones, or two longer ones fit an earlier one, it is.

    Args:
        pairs: The assignment.
        likenesses: All pairs that were possible.
        before: The actions as they stood, which the pairs number.
        now: The actions of the later report.
    """
    return {
        pair: min(likenesses[pair], most) for pair in pairs for most in [_most(pair, pairs, likenesses, before, now)]
    }


def _most(
    pair: Pair, pairs: Sequence[Pair], likenesses: dict[Pair, float], before: Sequence[Told], now: Sequence[Told]
) -> float:
    told = settings()
    for rival in _rivals(pair, likenesses):
        lost = likenesses[pair] - likenesses[rival]
        for other in pairs:
            if other != pair and (other[0] == rival[0] or other[1] == rival[1]):
                swapped = (pair[0], other[1]) if other[0] == rival[0] else (other[0], pair[1])
                lost += likenesses[other] - likenesses.get(swapped, 0.0)
        if lost < told.rival and _is_open(pair, rival, before, now):
            return told.sure - HAIR
    return 1.0


def _rivals(pair: Pair, likenesses: dict[Pair, float]) -> Iterator[Pair]:
    return (each for each in likenesses if each != pair and (each[0] == pair[0] or each[1] == pair[1]))


def _is_open(pair: Pair, rival: Pair, before: Sequence[Told], now: Sequence[Told]) -> bool:
    """Whether no rule says which of both it is: neither one said in two, nor two said in one."""
    judgements = [judge(before[i].text, now[j].text) for i, j in (pair, rival)]
    if pair[0] == rival[0]:
        return not all(each.says_less for each in judgements)
    return not all(each.says_more for each in judgements)
