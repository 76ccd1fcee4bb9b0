"""Which action is which across the months of one register.

Within a risk (or within risks joined by an alias), the actions of each report are matched with the trails so
far: first equal wordings, owner included; then equal ones, owner aside; then the best overall assignment by
similarity among the actions of the report before in which the risk stands; last among trails that were
missing for a while. What a trail is depends on the register's current reports alone, never on the order they
were imported in, and a later month never changes what was linked before it.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, product
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from risktrail.store.aliases import pools
from risktrail.store.assignment import best_pairs
from risktrail.store.similarity import Wording, profile, profile_text, similarity, wording
from risktrail.store.wording import key

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.appending import Tables

ALGORITHM = "2"
ONGOING = "ongoing"
COMPLETED = "completed"


@dataclass(frozen=True)
class Stand:
    """One action as it stands in one report."""

    ordinal: int
    period: str
    report_id: str
    risk_id: str
    risk_position: int
    position: int
    text: str
    status: str
    note: str | None

    @property
    def wording(self) -> Wording:
        """Its text taken apart."""
        return wording(self.text)


@dataclass(frozen=True)
class Link:
    """A stand and how it came to its trail. `gap` counts the register's reports between."""

    stand: Stand
    method: str
    similarity: float | None
    gap: int
    previous: int | None


@dataclass
class Trail:
    """One action followed through the reports."""

    links: list[Link] = field(default_factory=list)

    @classmethod
    def of(cls, stand: Stand) -> Trail:
        """A trail that begins here."""
        trail = cls()
        trail.add(stand, "first", None)
        return trail

    @property
    def last(self) -> Stand:
        """Where it was seen last."""
        return self.links[-1].stand

    def add(self, stand: Stand, method: str, alike: float | None) -> None:
        """Continue it."""
        before = self.last.ordinal if self.links else None
        gap = stand.ordinal - before - 1 if before is not None else 0
        self.links.append(Link(stand, method, alike, gap, before))


@dataclass(frozen=True)
class Candidate:
    """A trail that ended and one that began in a later report: not linked, and not so unlike either."""

    ended: Trail
    begun: Trail
    similarity: float


def follow(reports: Iterable[list[Stand]]) -> tuple[list[Trail], list[Candidate]]:
    """Trails of one risk from its stands, report by report in order of month, and what was nearly linked.

    One list for each report in which the risk stands; it is empty where the risk stood without actions.
    """
    trails: list[Trail] = []
    candidates: list[Candidate] = []
    before: set[int] = set()
    for stands in reports:
        open_trails = list(trails)
        left = stands
        for match in (_equal(_full), _equal(_bare), _similar(before, "similar"), _similar(None, "after_gap")):
            if left:
                left, open_trails = match(left, open_trails)
        begun = [Trail.of(stand) for stand in left]
        candidates += _candidates(open_trails, begun, before)
        trails += begun
        before = {id(stand) for stand in stands}
    return trails, candidates


def _candidates(ended: list[Trail], begun: list[Trail], before: set[int]) -> Iterator[Candidate]:
    link = profile()["link"]
    for old, new in product(ended, begun):
        alike = similarity(old.last.wording, new.last.wording)
        if alike >= link["review" if id(old.last) in before else "similar"]:
            yield Candidate(old, new, alike)


Matcher = Callable[[list[Stand], list[Trail]], tuple[list[Stand], list[Trail]]]
Pooled = dict[str, dict[int, list[Stand]]]
"""Pool of risks -> for each report in which one of them stands, by its ordinal, its actions in order."""


def _full(stand: Stand) -> str:
    return stand.wording.full


def _bare(stand: Stand) -> str:
    return stand.wording.bare


def _equal(key_of: Callable[[Stand], str]) -> Matcher:
    """Equal keys: the trail seen last goes first, then one under the same risk, then the paper's order."""

    def match(stands: list[Stand], trails: list[Trail]) -> tuple[list[Stand], list[Trail]]:
        by_key: dict[str, list[Trail]] = defaultdict(list)
        for trail in trails:
            by_key[key_of(trail.last)].append(trail)
        left, taken = [], set()
        for stand in stands:
            rivals = by_key.get(key_of(stand))
            if not rivals:
                left.append(stand)
                continue
            chosen = min(rivals, key=lambda trail: (-trail.last.ordinal, trail.last.risk_id != stand.risk_id))
            rivals.remove(chosen)
            taken.add(id(chosen))
            chosen.add(stand, "equal", 1.0)
        return left, [trail for trail in trails if id(trail) not in taken]

    return match


def _similar(among: set[int] | None, threshold: str) -> Matcher:
    """The best assignment above a threshold, among the trails last seen in the given stands (or all)."""

    def match(stands: list[Stand], trails: list[Trail]) -> tuple[list[Stand], list[Trail]]:
        least = profile()["link"][threshold]
        rivals = [trail for trail in trails if among is None or id(trail.last) in among]
        rivals.sort(key=lambda trail: (trail.last.risk_position, trail.last.position))
        alike = {
            (i, j): value
            for i, trail in enumerate(rivals)
            for j, stand in enumerate(stands)
            if (value := _likeness(trail.last, stand)) >= least
        }
        taken = best_pairs(alike)
        for i, j in taken:
            rivals[i].add(stands[j], "similar", alike[i, j])
        gone, found = {id(rivals[i]) for i, _ in taken}, {j for _, j in taken}
        left = [stand for j, stand in enumerate(stands) if j not in found]
        return left, [trail for trail in trails if id(trail) not in gone]

    return match


def _likeness(before: Stand, now: Stand) -> float:
    """Similarity, or 0 where a finished action would come to life with another date: its successor."""
    revived = before.status == COMPLETED and now.status != COMPLETED
    if revived and before.wording.dates != now.wording.dates:
        return 0.0
    return similarity(before.wording, now.wording)


def rebuild(con: duckdb.DuckDBPyConnection, tables: Tables, registers: list[str]) -> None:
    """Gather the registers' trails and candidates anew; their rows of `report_series` have to be there."""
    for table in ("action_trail", "action_candidate"):
        tables.delete(table, "register", registers)
    for register, pooled in _stands(con, registers).items():
        _link(tables, register, pooled)


def _link(tables: Tables, register: str, pooled: Pooled) -> None:
    used: dict[tuple[str, ...], int] = defaultdict(int)
    rows: list[tuple[Any, ...]] = []
    near: list[tuple[Any, ...]] = []
    for _, reports in sorted(pooled.items()):
        trails, candidates = follow(reports.values())
        ids = {id(trail): _name(register, trail, used) for trail in trails}
        rows.extend(row for trail in trails for row in _rows(register, ids[id(trail)], trail))
        near.extend(
            (
                register,
                each.begun.links[0].stand.risk_id,
                ids[id(each.ended)],
                ids[id(each.begun)],
                each.similarity,
            )
            for each in candidates
        )
    rows.sort(key=lambda row: (row[3], row[4], row[5]))
    tables.append("action_trail", rows)
    tables.append("action_candidate", sorted(near))


def fingerprint() -> str:
    """Changes whenever this module would link the same papers in another way."""
    return hashlib.sha256(f"{ALGORITHM}\n{profile_text()}".encode()).hexdigest()


def _stands(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, Pooled]:
    """Register by register, the actions of its current reports."""
    rows = con.execute(
        "SELECT s.register, s.ordinal, s.period, s.report_id,"
        " k.risk_id, k.position, a.position, a.text, a.status, a.note"
        " FROM report_series s JOIN risk k ON k.report_id = s.report_id"
        " LEFT JOIN action a ON a.report_id = s.report_id AND a.risk_position = k.position"
        " WHERE s.register IN (SELECT unnest(?)) AND s.current"
        " ORDER BY s.register, s.ordinal, k.position, a.position",
        [registers],
    ).fetchall()
    found: dict[str, Pooled] = {}
    for register, group in groupby(rows, key=itemgetter(0)):
        pool_of = pools(con, register)
        pooled = found[register] = {}
        for _, ordinal, *told in group:
            risk_id, action_position = told[2], told[4]
            stands = pooled.setdefault(pool_of.get(risk_id, risk_id), {}).setdefault(ordinal, [])
            if action_position is not None:
                stands.append(Stand(ordinal, *told))
    return found


def _name(register: str, trail: Trail, used: dict[tuple[str, ...], int]) -> str:
    """The trail's action_id, from where and how it begins; equal beginnings are counted."""
    first = trail.links[0].stand
    begins = (register, first.risk_id, first.period, first.wording.full)
    used[begins] += 1
    return _action_id(*begins, str(used[begins]))


def _rows(register: str, action_id: str, trail: Trail) -> Iterator[tuple[Any, ...]]:
    sure = profile()["link"]["sure"]
    first_seen, last_seen = trail.links[0].stand.period, trail.last.period
    for link, (ongoing, unchanged, since) in zip(trail.links, _runs(trail), strict=True):
        at = link.stand
        where = (at.report_id, at.period, at.ordinal, at.risk_position, at.position, at.risk_id)
        unsure = link.similarity is not None and link.similarity < sure
        how = (link.method, link.similarity, link.gap, unsure, link.previous)
        runs = (first_seen, ongoing, unchanged, since, last_seen)
        yield (register, *where, action_id, at.wording.bare, *how, *runs)


def _runs(trail: Trail) -> Iterator[tuple[int, int, str | None]]:
    """For each stand: reports ongoing without a break, reports unchanged besides, and the run's first month.

    A report in which the action does not stand, or has another status, breaks both; another key of wording or
    note breaks the second.
    """
    ongoing, unchanged, since = 0, 0, None
    before: Stand | None = None
    for link in trail.links:
        stand = link.stand
        if stand.status != ONGOING:
            ongoing, unchanged, since = 0, 0, None
        elif before is not None and ongoing and not link.gap:
            same = (stand.wording.full, key(stand.note)) == (before.wording.full, key(before.note))
            ongoing, unchanged = ongoing + 1, unchanged + 1 if same else 1
        else:
            ongoing, unchanged, since = 1, 1, stand.period
        before = stand
        yield ongoing, unchanged, since


def _action_id(*parts: str) -> str:
    """Twelve letters and digits (60 bits) from where and how the trail begins."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return base64.b32encode(digest)[:12].decode().lower()
