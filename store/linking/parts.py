"""One action that became two, and two that became one."""

from __future__ import annotations

from risktrail.store.linking.history import Told
from risktrail.store.linking.judged import judge
from risktrail.store.linking.settings import settings


def is_split(whole: Told, rest: Told, part: Told) -> float | None:
    """How like the part of a later report is to what the whole said before, where the whole goes on as the rest.

    None where the part is not of the whole, or the rest still says all of it.
    """
    told = judge(whole.text, part.text)
    parted = told.says_less and judge(whole.text, rest.text).says_less
    return told.similarity if parted and told.similarity >= settings().similar else None


def is_merged(part: Told, first: Told, whole: Told) -> float | None:
    """How like a part of an earlier report is to the whole of the later, as which the first of both goes on.

    None where the whole does not say what the part said, or says no more than the first did.
    """
    told = judge(part.text, whole.text)
    joined = told.says_more and judge(first.text, whole.text).says_more
    return told.similarity if joined and told.similarity >= settings().similar else None
