"""What a reader of all the papers should find: which action is which, and which stand still.

It follows from the keys in register.toml, not from the wordings.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from risktrail.samples.story import papers

Link = tuple[str, str, str, int, int]


def links() -> dict[str, list[Any]]:
    """Which action is which, and what stood still at the last paper.

    `links` joins consecutive papers: [from, to, risk, index, index]; `returned` joins an
    action that was missing from the papers between, in the same shape. `stalled_N` holds
    [risk, index in the last paper, reports ongoing without a break] where that is N or more.
    """
    periods = list(papers())
    far = [(a, b) for n, a in enumerate(periods) for b in periods[n + 2 :]]
    return {
        "links": [link for a, b in pairwise(periods) for link in _joined(a, b)],
        "returned": [link for a, b in far for link in _joined(a, b) if _missing_between(a, b, link)],
        "stalled_3": stalled(3),
        "stalled_6": stalled(6),
    }


def stalled(least: int) -> list[tuple[str, int, int]]:
    """Actions of the last paper that have been ongoing in that many papers or more."""
    latest = next(reversed(papers()))
    rows = [
        (risk.risk_id, index, _reports_ongoing(risk.risk_id, action.key))
        for risk in papers()[latest].risks
        for index, action in enumerate(risk.actions)
    ]
    return [row for row in rows if row[2] >= least]


def _keys(period: str) -> dict[tuple[str, str], int]:
    """Where each action, named by risk and key, stands in its risk's list."""
    risks = papers()[period].risks
    return {(r.risk_id, a.key): n for r in risks for n, a in enumerate(r.actions)}


def _joined(start: str, end: str) -> list[Link]:
    later = _keys(end)
    return [(start, end, risk, n, later[risk, key]) for (risk, key), n in _keys(start).items() if (risk, key) in later]


def _missing_between(start: str, end: str, link: Link) -> bool:
    name = next(name for name, n in _keys(start).items() if (name[0], n) == (link[2], link[3]))
    return not any(name in _keys(period) for period in papers() if start < period < end)


def _reports_ongoing(risk_id: str, key: str) -> int:
    count = 0
    for paper in reversed(papers().values()):
        actions = [a for r in paper.risks if r.risk_id == risk_id for a in r.actions]
        if not any(a.key == key and a.status == "ongoing" for a in actions):
            break
        count += 1
    return count
