"""Which action is which across the months of one register: an action followed through its reports is a trail.

Within a risk (or within risks joined by an alias), the actions of each report are matched with the trails so far, in
five steps: equal wordings, owners included; equal wordings, owners aside; a wording that a trail had before its last
one; the best overall assignment by similarity among the actions of the last report in which the risk stands; the same
among trails that were missing in that report, where only what is sure is linked. `linking` judges wordings.
Before all of them goes what a person decided: two actions are one, or never are.
What a trail is depends on the register's current reports and on decisions alone, not on the order in which they were
imported, and a later month never changes what was linked before it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, product, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store.aliases import pools
from risktrail.store.assignment import best_pairs
from risktrail.store.decided_links import NOTHING_DECIDED, DecidedLinks, Place
from risktrail.store.linking.history import likeness
from risktrail.store.linking.keys import Wording, wording
from risktrail.store.linking.parts import is_merged, is_split
from risktrail.store.linking.rivals import settled
from risktrail.store.linking.settings import settings, settings_text
from risktrail.store.linking.tables import tables_text
from risktrail.store.sql import statement
from risktrail.store.text_keys import text_key

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.write_buffer import WriteBuffer

ALGORITHM = "4"
ONGOING = "ongoing"
DECIDED = "decided"
SIMILAR = "similar"


class Occurrence(NamedTuple):
    """An action in one report. `ordinal` counts the register's reports from 1; positions count from 1 too."""

    ordinal: int
    period: str
    report_id: str
    risk_id: str
    risk_position: int
    position: int
    text: str
    status: str
    note: str | None
    note_date: dt.date | None = None
    due_date: dt.date | None = None

    @property
    def wording(self) -> Wording:
        """The keys of its text."""
        return wording(self.text)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.report_id, self.risk_position, self.position)


class Link(NamedTuple):
    """An occurrence in its trail, and how it was linked to the one before.

    `method` is first, equal, similar or decided. `gap` counts the register's reports in between, in which the action is
    missing; `previous` is the ordinal of the report before in which it stands.
    """

    occurrence: Occurrence
    method: str
    similarity: float | None
    gap: int
    previous: int | None


@dataclass
class Trail:
    """One action followed through the reports, in the order of their months."""

    links: list[Link] = field(default_factory=list)

    @classmethod
    def beginning_with(cls, occurrence: Occurrence) -> Trail:
        """A trail that begins with an occurrence."""
        trail = cls()
        trail.add(occurrence, "first", None)
        return trail

    @property
    def last(self) -> Occurrence:
        """The last occurrence so far."""
        return self.links[-1].occurrence

    @property
    def places(self) -> Iterator[Place]:
        """Where the action stands in the reports so far."""
        return (link.occurrence.place for link in self.links)

    @property
    def earlier(self) -> list[Occurrence]:
        """The last occurrence with each wording that it had before the one that it has now."""
        found = {link.occurrence.wording.full: link.occurrence for link in self.links}
        found.pop(self.last.wording.full, None)
        return [*found.values()]

    def add(self, occurrence: Occurrence, method: str, likeness: float | None) -> None:
        """Continue the trail with the occurrence in a later report."""
        before = self.last.ordinal if self.links else None
        gap = occurrence.ordinal - before - 1 if before is not None else 0
        self.links.append(Link(occurrence, method, likeness, gap, before))


@dataclass(frozen=True)
class NearMatch:
    """Two trails of which a person may want to know.

    One ended and the other began in a later report, and they are similar; or one began as a part of what the other,
    which goes on, said before; or one ended when the other, which goes on, took in what it said.
    """

    ended: Trail
    begun: Trail
    similarity: float


def follow_actions(
    reports: Iterable[list[Occurrence]], decided: DecidedLinks = NOTHING_DECIDED
) -> tuple[list[Trail], list[NearMatch]]:
    """Link the actions of one risk through its reports.

    Args:
        reports: For each report in which the risk stands, in order of months, its actions; an empty list where it has
            none.
        decided: Which actions a person said to be one, or to be two.

    Returns:
        The trails, and the pairs of trails that were nearly linked.
    """
    trails: list[Trail] = []
    near_matches: list[NearMatch] = []
    last_report: set[int] = set()
    for occurrences in reports:
        open_trails = list(trails)
        unmatched = occurrences
        steps = (
            decided_pairs(decided),
            _equal(_full_key, decided),
            _equal(_bare_key, decided),
            _equal_to_earlier(decided),
            _similar(last_report, "similar", decided),
            _similar(None, "sure", decided),
        )
        for match in steps:
            if unmatched and open_trails:
                unmatched, open_trails = match(unmatched, open_trails)
        begun = [Trail.beginning_with(occurrence) for occurrence in unmatched]
        near = [*_near_matches(open_trails, begun, last_report), *_parts(trails, open_trails, begun, last_report)]
        near_matches += [each for each in near if not decided.forbids(each.ended, each.begun.last)]
        trails += begun
        last_report = {id(occurrence) for occurrence in occurrences}
    return trails, near_matches


def decided_pairs(decided: DecidedLinks) -> Matcher:
    """Match what a person said to be one action."""

    def match(occurrences: list[Occurrence], trails: list[Trail]) -> tuple[list[Occurrence], list[Trail]]:
        if not decided.same:
            return occurrences, trails
        unmatched, left = [], list(trails)
        for occurrence in occurrences:
            joined = next((trail for trail in left if decided.joins(trail, occurrence)), None)
            if joined is None:
                unmatched.append(occurrence)
                continue
            left.remove(joined)
            joined.add(occurrence, DECIDED, None)
        return unmatched, left

    return match


def join_over_risks(trails: list[Trail], decided: DecidedLinks) -> list[Trail]:
    """Join trails of several risks that a person said to be one action: the later goes on from the earlier.

    An action of which the earlier risk still has another standing is left where it is.
    """
    for later, earlier in sorted(decided.same.items()):
        ended = next((trail for trail in trails if not earlier.isdisjoint(trail.places)), None)
        begun = next((trail for trail in trails if later in trail.places), None)
        if ended is None or begun is None or ended is begun:
            continue
        at = [*begun.places].index(later)
        moved = begun.links[at:]
        if ended.last.ordinal >= moved[0].occurrence.ordinal:
            continue
        begun.links = begun.links[:at]
        ended.add(moved[0].occurrence, DECIDED, None)
        ended.links += moved[1:]
    return [trail for trail in trails if trail.links]


def _near_matches(ended: list[Trail], begun: list[Trail], last_report: set[int]) -> Iterator[NearMatch]:
    """Pairs of an ended and a begun trail that a person may want to look at."""
    least = settings()
    for old, new in product(ended, begun):
        value = likeness(old.last, new.last)
        if value >= (least.review if id(old.last) in last_report else least.similar):
            yield NearMatch(old, new, value)


def _parts(trails: list[Trail], ended: list[Trail], begun: list[Trail], last_report: set[int]) -> Iterator[NearMatch]:
    """Actions that became two in this report, and those that became one."""
    ended_ids = {id(trail) for trail in ended}
    for trail in trails:
        if id(trail) in ended_ids or len(trail.links) == 1 or id(trail.links[-2].occurrence) not in last_report:
            continue
        before = trail.links[-2].occurrence
        if before.wording.full == trail.last.wording.full:
            continue
        for new in begun:
            value = is_split(before, trail.last, new.last)
            if value is not None:
                yield NearMatch(trail, new, value)
        for old in ended:
            value = is_merged(old.last, before, trail.last) if id(old.last) in last_report else None
            if value is not None:
                yield NearMatch(old, trail, value)


Matcher = Callable[[list[Occurrence], list[Trail]], tuple[list[Occurrence], list[Trail]]]
"""Continues trails with the occurrences of a report, and returns those of both that it left alone."""
ActionsOfPools = dict[str, dict[int, list[Occurrence]]]
"""Pool of risks -> ordinal of each report in which one of them stands -> its actions in order."""


def _full_key(occurrence: Occurrence) -> str:
    return occurrence.wording.full


def _bare_key(occurrence: Occurrence) -> str:
    return occurrence.wording.bare


def _equal(key_of: Callable[[Occurrence], str], decided: DecidedLinks) -> Matcher:
    """Match equal keys: the trail seen last goes first, then one under the same risk, then the paper's order."""

    def match(occurrences: list[Occurrence], trails: list[Trail]) -> tuple[list[Occurrence], list[Trail]]:
        by_key: dict[str, list[Trail]] = defaultdict(list)
        for trail in trails:
            by_key[key_of(trail.last)].append(trail)
        unmatched, continued = [], set()
        for occurrence in occurrences:
            rivals = by_key.get(key_of(occurrence), [])
            allowed = [trail for trail in rivals if not decided.forbids(trail, occurrence)]
            if not allowed:
                unmatched.append(occurrence)
                continue
            chosen = min(allowed, key=lambda trail: (-trail.last.ordinal, trail.last.risk_id != occurrence.risk_id))
            rivals.remove(chosen)
            continued.add(id(chosen))
            chosen.add(occurrence, "equal", 1.0)
        return unmatched, [trail for trail in trails if id(trail) not in continued]

    return match


def _equal_to_earlier(decided: DecidedLinks) -> Matcher:
    """Match a wording that a trail had before its last one: the trail seen last goes first."""

    def match(occurrences: list[Occurrence], trails: list[Trail]) -> tuple[list[Occurrence], list[Trail]]:
        unmatched, continued = [], set()
        for occurrence in occurrences:
            rivals = [
                trail
                for trail in trails
                if id(trail) not in continued
                and occurrence.wording.full in {each.wording.full for each in trail.earlier}
                and not decided.forbids(trail, occurrence)
            ]
            if not rivals:
                unmatched.append(occurrence)
                continue
            chosen = min(rivals, key=lambda trail: (-trail.last.ordinal, trail.last.risk_id != occurrence.risk_id))
            continued.add(id(chosen))
            chosen.add(occurrence, "equal", 1.0)
        return unmatched, [trail for trail in trails if id(trail) not in continued]

    return match


def _similar(among: set[int] | None, threshold: str, decided: DecidedLinks) -> Matcher:
    """Match by the best overall assignment above a threshold.

    Args:
        among: `id` of the occurrences with which a trail must end to be considered; None is all trails.
        threshold: The name of the least similarity in trails.toml.
        decided: Which actions a person said to be two.
    """

    def match(occurrences: list[Occurrence], trails: list[Trail]) -> tuple[list[Occurrence], list[Trail]]:
        least: float = getattr(settings(), threshold)
        rivals = [trail for trail in trails if among is None or id(trail.last) in among]
        if not rivals:
            return occurrences, trails
        rivals.sort(key=lambda trail: (trail.last.risk_position, trail.last.position))
        likenesses = {
            (i, j): value
            for i, (trail, earlier) in enumerate((trail, trail.earlier) for trail in rivals)
            for j, occurrence in enumerate(occurrences)
            if not decided.forbids(trail, occurrence) and (value := likeness(trail.last, occurrence, earlier)) >= least
        }
        pairs = best_pairs(likenesses)
        for (i, j), value in settled(pairs, likenesses, [trail.last for trail in rivals], occurrences).items():
            rivals[i].add(occurrences[j], SIMILAR, value)
        continued, matched = {id(rivals[i]) for i, _ in pairs}, {j for _, j in pairs}
        unmatched = [occurrence for j, occurrence in enumerate(occurrences) if j not in matched]
        return unmatched, [trail for trail in trails if id(trail) not in continued]

    return match


def rebuild(
    con: duckdb.DuckDBPyConnection, buffer: WriteBuffer, registers: list[str], decided: dict[str, DecidedLinks]
) -> None:
    """Work out the trails of registers again, into the buffer. Their rows of `report_series` must be in the store.

    Args:
        con: The store.
        buffer: Where the rows are collected.
        registers: The registers.
        decided: What people decided of the actions of each register.
    """
    for table in ("action_trail", "action_candidate"):
        buffer.delete(table, "register", registers)
    for register, pools_of_risks in _actions(con, registers).items():
        _link(buffer, register, pools_of_risks, decided.get(register, NOTHING_DECIDED))


def _link(buffer: WriteBuffer, register: str, pools_of_risks: ActionsOfPools, decided: DecidedLinks) -> None:
    """Write the trails and near matches of one register into the buffer."""
    used: dict[tuple[str, ...], int] = defaultdict(int)
    trails: list[Trail] = []
    near_matches: list[NearMatch] = []
    for _, reports in sorted(pools_of_risks.items()):
        followed, nearly = follow_actions(reports.values(), decided)
        trails += followed
        near_matches += nearly
    joined = join_over_risks(trails, decided)
    ids = {id(trail): _name(register, trail, used) for trail in joined}
    rows = [row for trail in joined for row in _rows(register, ids[id(trail)], trail, decided)]
    near = [
        (register, each.begun.links[0].occurrence.risk_id, ids[id(each.ended)], ids[id(each.begun)], each.similarity)
        for each in near_matches
        if id(each.ended) in ids and id(each.begun) in ids
    ]
    rows.sort(key=lambda row: (row[3], row[4], row[5]))
    buffer.append("action_trail", rows)
    buffer.append("action_candidate", sorted(near))


def fingerprint() -> str:
    """A digest that changes whenever this module would link the same papers in another way."""
    return hashlib.sha256(f"{ALGORITHM}\n{settings_text()}\n{tables_text()}".encode()).hexdigest()


def _actions(con: duckdb.DuckDBPyConnection, registers: list[str]) -> dict[str, ActionsOfPools]:
    """Register by register, the actions of its current reports."""
    rows = con.execute(statement("actions_of_series"), {"registers": registers}).fetchall()
    found: dict[str, ActionsOfPools] = {}
    joined = pools(con, registers)
    for register, group in groupby(rows, key=itemgetter(0)):
        pool_of = joined.get(register, {})
        pools_of_risks = found[register] = {}
        for _, ordinal, *values in group:
            risk_id, action_position = values[2], values[4]
            actions = pools_of_risks.setdefault(pool_of.get(risk_id, risk_id), {}).setdefault(ordinal, [])
            if action_position is not None:  # else a risk without actions
                actions.append(Occurrence(ordinal, *values))
    return found


def _name(register: str, trail: Trail, used: dict[tuple[str, ...], int]) -> str:
    """The action_id of a trail, from where and how it begins; trails that begin alike are counted."""
    first = trail.links[0].occurrence
    begins = (register, first.risk_id, first.period, first.wording.full)
    used[begins] += 1
    return _action_id(*begins, str(used[begins]))


def _rows(register: str, action_id: str, trail: Trail, decided: DecidedLinks) -> Iterator[tuple[Any, ...]]:
    sure = settings().sure
    notes = _notes(trail, decided)
    first_seen, last_seen = trail.links[0].occurrence.period, trail.last.period
    worked_out = zip(trail.links, _runs(trail), _deadlines(trail), notes, strict=True)
    for link, (ongoing, unchanged, since), dated, said in worked_out:
        at = link.occurrence
        where = (at.report_id, at.period, at.ordinal, at.risk_position, at.position, at.risk_id)
        unsure = link.similarity is not None and link.similarity < sure
        how = (link.method, link.similarity, link.gap, unsure, link.previous)
        runs = (first_seen, ongoing, unchanged, since, last_seen)
        yield (register, *where, action_id, at.wording.bare, *how, *runs, *dated, said)


def _notes(trail: Trail, decided: DecidedLinks) -> Iterator[list[str] | None]:
    """For each occurrence: what decisions changed in it, and in those before it as far as it bears on this one."""
    if not decided.notes:
        yield from repeat(None, len(trail.links))
        return
    carried: list[str] = []
    for link in trail.links:
        here = [
            note for note in decided.notes.get(link.occurrence.place, ()) if not note.of_link or link.method == DECIDED
        ]
        yield [*carried, *(note.text for note in here)] or None
        carried += [note.text for note in here if note.carried]


def _runs(trail: Trail) -> Iterator[tuple[int, int, str | None]]:
    """For each occurrence: reports ongoing without a break, those of them unchanged, and the first month of that run.

    A report in which the action is missing, or has another status, breaks both counts; a change of wording or note
    breaks the second.
    """
    ongoing, unchanged, since = 0, 0, None
    before: Occurrence | None = None
    for link in trail.links:
        at = link.occurrence
        if at.status != ONGOING:
            ongoing, unchanged, since = 0, 0, None
        elif before is not None and ongoing and not link.gap:
            same = (at.wording.full, text_key(at.note)) == (before.wording.full, text_key(before.note))
            ongoing, unchanged = ongoing + 1, unchanged + 1 if same else 1
        else:
            ongoing, unchanged, since = 1, 1, at.period
        before = at
        yield ongoing, unchanged, since


def _deadlines(trail: Trail) -> Iterator[tuple[dt.date | None, int, int]]:
    """For each occurrence: the first due date so far, how often it was moved, and reports back with the same note.

    A report that prints no due date moves none: the next one is compared with the last that was printed. A note is the
    same where neither its words nor its date changed, in every report without a break; without a note it is 0.
    """
    first: dt.date | None = None
    last: dt.date | None = None
    moved, same_note = 0, 0
    before: Occurrence | None = None
    for link in trail.links:
        at = link.occurrence
        if at.due_date is not None:
            moved += last is not None and at.due_date != last
            first, last = first or at.due_date, at.due_date
        same = before is not None and not link.gap and _note_key(at) == _note_key(before)
        same_note = (same_note + 1 if same else 1) if at.note else 0
        before = at
        yield first, moved, same_note


def _note_key(occurrence: Occurrence) -> tuple[str, dt.date | None]:
    return text_key(occurrence.note), occurrence.note_date


def _action_id(*parts: str) -> str:
    """Twelve letters and digits (60 bits of a digest) from where and how a trail begins."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return base64.b32encode(digest[:10])[:12].decode().lower()
