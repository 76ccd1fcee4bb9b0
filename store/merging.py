"""Two stores become one: what another store has is copied into this one, and what both have is settled.

Every rule looks at what the two stores hold and never at which of them is the other, so that the order in which stores
are merged makes no difference to any answer:

- Of two readings of the same bytes the one by the later parser counts; of two by the same one, that which rests on
  what a person said of the paper. A paper that one store could read was not refused, and one that a person removed from
  either store is removed. Of a file in which the two found other papers, as two parsers may, those of one store count.
- A month that different papers have in the two stores goes to the paper that has it in the store that knows all papers
  of the month; where neither does, to that of the earliest meeting, as in an import of both.
- What people decided in either store counts, unless it was taken back in one of them.
- Of two aliases of the same risks with different words, the one that comes last in the alphabet counts.

What concerns this machine alone (where files lie) stays as it is, and is added to.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import database
from risktrail.store.decision_numbers import next_number, number_the_rest
from risktrail.store.errors import NotAStoreError, QuestionError
from risktrail.store.known_papers import FAILED, REMOVED, STORED
from risktrail.store.papers import report_id
from risktrail.store.report_rows import REPORT_TABLES
from risktrail.store.sql import identifier, literal, statement

if TYPE_CHECKING:
    import duckdb

OTHER = "other_store."
_OF_PAPERS = ("paper", "report", "paper_option", "removed_paper")
"""The tables whose rows of a paper have its key."""
_WHOLE = (
    "merge_attached_files",
    "merge_contents",
    "merge_profiles",
    "merge_places",
    "merge_lost_sources",
    "merge_import_events",
)
"""What is copied without a choice, in this order: a place is of a paper that is there."""
_STATES = (FAILED, STORED, REMOVED)
"""The states of a paper; of two stores' states the later one counts."""


@dataclass
class Merged:
    """What merging a store into this one came to.

    Attributes:
        added: How many papers were stored that this store did not have.
        replaced: Of how many papers the other store's reading took the place of this one's.
        unchanged: How many papers of the other store changed nothing.
        removed: How many papers a person had removed from the other store; they are removed here too.
        failed: How many papers came that could not be read there, and are not stored here.
        aliases: How many aliases came.
        decisions: How many decisions of people came.
        notes: A line on each thing on which the two stores contradict each other, and what counts now.
        registers: The registers whose series and trails have to be worked out again.
        months: The register and month of each paper that was stored.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    aliases: int = 0
    decisions: int = 0
    notes: list[str] = field(default_factory=list)
    registers: set[str] = field(default_factory=set)
    months: set[tuple[str, str]] = field(default_factory=set)

    @property
    def papers(self) -> int:
        """How many papers the other store knows."""
        return self.added + self.replaced + self.unchanged + self.removed + self.failed


class KnownPaper(NamedTuple):
    """What a store knows of a paper: a row of statements/merge_known_papers.sql."""

    paper_id: str
    sha256: str
    first_page: int | None
    last_page: int | None
    name: str
    state: str
    parser_version: str
    reason: str | None
    register: str | None
    period: str | None
    profile: str | None
    profile_sha256: str | None
    given_register: str | None
    given_period: str | None
    accept_unread: bool
    given_profile: str | None
    removed_at: Any
    removed_because: str | None

    @property
    def precedence(self) -> tuple[Any, ...]:
        """The sort key of what two stores know of one paper: the greater counts. Equal keys are equal readings."""
        numbers, _, engine = self.parser_version.partition("+")
        version = [int(part) if part.isdecimal() else 0 for part in numbers.split(".")]
        given = (self.given_register, self.given_period, self.given_profile)
        words = (*given, self.register, self.period, self.profile, self.profile_sha256, self.removed_at, self.reason)
        return (
            _STATES.index(self.state),
            version,
            not engine,
            sum(each is not None for each in given),
            not self.accept_unread,
            [str(each or "") for each in (*words, self.removed_because, engine)],
        )

    def overlaps(self, other: KnownPaper) -> bool:
        """Whether both have pages of one file; a paper without pages is all of it."""
        if self.sha256 != other.sha256:
            return False
        if self.first_page is None or self.last_page is None or other.first_page is None or other.last_page is None:
            return True
        return self.first_page <= other.last_page and other.first_page <= self.last_page

    @property
    def place(self) -> str:
        """The register and month it is stored as."""
        return f"{self.register} {self.period}"


class Claims(NamedTuple):
    """The reports that claim a month, and those of them that have it."""

    all: frozenset[str]
    holders: frozenset[str]


class Alias(NamedTuple):
    """A row of the table `alias`."""

    register: str
    old: str
    new: str
    kind: str
    reason: str

    def __str__(self) -> str:
        return f"{self.register}: {self.old} {self.kind} into {self.new} ({self.reason})"


@contextlib.contextmanager
def other_store(con: duckdb.DuckDBPyConnection, path: Path, other: Path, wait: float) -> Iterator[None]:
    """Attach another store for reading while the block runs. Of one that an older risktrail made, a copy is upgraded.

    Args:
        con: This store, open for writing and not in a transaction.
        path: This store's file.
        other: The other store's file.
        wait: Seconds to wait, at most, while another process writes to the other store.

    Raises:
        StoreError: The other file cannot be used; the class says why.
        QuestionError: Both are one file.
    """
    if other.exists() and other.samefile(path):
        raise QuestionError(f"{other} is the store itself; name another store to merge into it")
    with contextlib.ExitStack() as stack:
        with contextlib.closing(database.connect(other, read_only=True, wait=wait)) as reading:
            version = database.version_of(reading, other)
            if version == 0:
                raise NotAStoreError(str(other), "this database is empty")
            if version < len(database.migrations()):
                other = _upgraded_copy(other, Path(stack.enter_context(TemporaryDirectory())))
        con.execute(f"ATTACH {literal(str(other.absolute()))} AS {OTHER.rstrip('.')} (READ_ONLY)")
        stack.callback(con.execute, f"DETACH {OTHER.rstrip('.')}")
        yield


def _upgraded_copy(other: Path, folder: Path) -> Path:
    copy = folder / "older.duckdb"
    shutil.copyfile(other, copy)
    log = other.with_name(f"{other.name}.wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(f"{copy.name}.wal"))
    with contextlib.closing(database.connect(copy, read_only=False)) as upgrading:
        database.migrate(upgrading, copy)
    return copy


def merge(con: duckdb.DuckDBPyConnection) -> Merged:
    """Copy what the attached store has into this one, in the caller's transaction.

    Series and trails of `Merged.registers` have to be worked out afterwards.
    """
    merged = Merged()
    _settle_holders(con, merged)
    _merge_papers(con, merged)
    for name in _WHOLE:
        con.execute(statement(name))
    _merge_aliases(con, merged)
    _merge_decisions(con, merged)
    return merged


def _merge_papers(con: duckdb.DuckDBPyConnection, merged: Merged) -> None:
    ours, theirs = _known_papers(con, ""), _known_papers(con, OTHER)
    gone = _read_otherwise(ours, theirs)
    taken = {key for key, each in theirs.items() if key not in gone and _is_taken(each, ours.get(key))}
    for paper_id, each in theirs.items():
        _count(merged, each, ours.get(paper_id), is_taken=paper_id in taken)
    _copy_papers(con, sorted(taken), sorted((taken | gone) & ours.keys()))
    merged.registers |= _registers(*(ours[key] for key in gone & ours.keys()))
    for paper_id in (theirs.keys() & ours.keys()) - gone:
        names = {ours[paper_id].name, theirs[paper_id].name}
        if len(names) > 1:
            con.execute("UPDATE paper SET name = ? WHERE paper_id = ?", [min(names), paper_id])
            merged.registers |= _registers(ours[paper_id], theirs[paper_id])


def _known_papers(con: duckdb.DuckDBPyConnection, store: str) -> dict[str, KnownPaper]:
    rows = con.execute(statement("merge_known_papers").format(store=store)).fetchall()
    return {row[0]: KnownPaper(*row) for row in rows}


def _read_otherwise(ours: dict[str, KnownPaper], theirs: dict[str, KnownPaper]) -> set[str]:
    """The papers that do not count of files of which the two stores found other papers.

    All papers of a file are those of the store whose readings of it count for more, but for those that overlap with
    one that a person removed from either.
    """
    removed = {key: each for store in (ours, theirs) for key, each in store.items() if each.state == REMOVED}
    gone: set[str] = set()
    mine, others = _by_file(ours, removed), _by_file(theirs, removed)
    for sha256 in mine.keys() & others.keys():
        lost, kept = sorted((mine[sha256], others[sha256]), key=_weight)
        gone |= {each.paper_id for each in lost} - {each.paper_id for each in kept}
    removed_of = _by_file(removed, {})
    for sha256, of_file in removed_of.items():
        stored = (*mine.get(sha256, ()), *others.get(sha256, ()))
        gone |= {each.paper_id for each in stored if any(each.overlaps(other) for other in of_file)}
    return gone


def _by_file(papers: dict[str, KnownPaper], without: Collection[str]) -> dict[str, list[KnownPaper]]:
    found: dict[str, list[KnownPaper]] = {}
    for key, each in papers.items():
        if key not in without:
            found.setdefault(each.sha256, []).append(each)
    return found


def _weight(papers: Iterable[KnownPaper]) -> list[Any]:
    """The sort key of what two stores know of one file: the greater counts."""
    return sorted(((each.precedence, each.paper_id) for each in papers), reverse=True)


def _is_taken(theirs: KnownPaper, ours: KnownPaper | None) -> bool:
    return ours is None or theirs.precedence > ours.precedence


def _registers(*papers: KnownPaper | None) -> set[str]:
    return {each.register for each in papers if each is not None and each.register is not None}


def _count(merged: Merged, theirs: KnownPaper, ours: KnownPaper | None, *, is_taken: bool) -> None:
    """Count a paper of the other store, and note what the two stores contradict each other in."""
    if ours is not None and ours.state != theirs.state and REMOVED in (ours.state, theirs.state):
        gone = ours if ours.state == REMOVED else theirs
        merged.notes.append(
            f"{theirs.name}: was removed from one of the stores ({gone.removed_because}) and is removed;"
            " to store it again, import the file by its own name"
        )
    if ours is not None and ours.state == theirs.state == STORED and ours.place != theirs.place:
        counts = theirs if is_taken else ours
        merged.notes.append(
            f"{theirs.name}: is {ours.place} in this store and {theirs.place} in the other one; {counts.place} counts"
        )
    if not is_taken:
        merged.unchanged += 1
        return
    merged.registers |= _registers(theirs, ours)
    if theirs.state == STORED:
        merged.added += ours is None or ours.state == FAILED
        merged.replaced += ours is not None and ours.state == STORED
        merged.months.add((theirs.register or "", theirs.period or ""))
    elif theirs.state == REMOVED:
        merged.removed += 1
    else:
        merged.failed += 1


def _copy_papers(con: duckdb.DuckDBPyConnection, taken: list[str], known: list[str]) -> None:
    """Put the other store's rows of these papers in the place of this store's; `known` are those that it has."""
    _copy_rows(con, _OF_PAPERS, "paper_id", taken, known)
    tables = (*REPORT_TABLES, "decision_effect")  # readings with what was corrected in them, which has to be put back
    _copy_rows(con, tables, "report_id", [*map(report_id, taken)], [*map(report_id, known)])
    con.execute("UPDATE removed_paper SET number = NULL WHERE paper_id IN (SELECT unnest($keys))", {"keys": taken})


def _copy_rows(
    con: duckdb.DuckDBPyConnection, tables: Iterable[str], column: str, taken: list[str], known: list[str]
) -> None:
    for table in tables:
        names = {"table": identifier(table), "column": identifier(column)}
        con.execute(statement("delete_keys").format(**names), [known])
        con.execute(statement("merge_rows").format(**names), {"keys": taken})


def _settle_holders(con: duckdb.DuckDBPyConnection, merged: Merged) -> None:
    """See to it that a month that different papers have in the two stores goes to the right one."""
    ours, theirs = _claims(con, ""), _claims(con, OTHER)
    for month in ours.keys() & theirs.keys():
        mine, other = ours[month], theirs[month]
        if mine.holders & other.holders or mine.all > other.all:
            continue
        register, period = month
        merged.registers.add(register)
        for table in ("month_holder", "report_series"):
            forget = statement("merge_forget_holder").format(table=table)
            con.execute(forget, {"register": register, "period": period})
        if other.all > mine.all:
            rows = [(register, period, each) for each in sorted(other.holders)]
            con.executemany("INSERT INTO month_holder VALUES (?, ?, ?)", rows)


def _claims(con: duckdb.DuckDBPyConnection, store: str) -> dict[tuple[str, str], Claims]:
    rows = con.execute(statement("merge_claims").format(store=store)).fetchall()
    return {
        (register, period): Claims(frozenset(claims), frozenset(holders or ()))
        for register, period, claims, holders in rows
    }


def _merge_aliases(con: duckdb.DuckDBPyConnection, merged: Merged) -> None:
    ours, theirs = _aliases(con, ""), _aliases(con, OTHER)
    by_risks: dict[tuple[str, str, str], list[Alias]] = {}
    for each in sorted(ours | theirs):
        by_risks.setdefault(each[:3], []).append(each)
    chosen = [found[-1] for found in by_risks.values()]
    merged.notes += [
        f"{found[0]} and {found[1]} contradict each other; the latter counts"
        for found in by_risks.values()
        if len(found) > 1
    ]
    kept = list(_without_circles(chosen, merged.notes))
    merged.aliases = len(set(kept) - ours)
    for gone in ours - set(kept):
        con.execute("DELETE FROM alias WHERE register = ? AND old_risk_id = ? AND new_risk_id = ?", [*gone[:3]])
    for come in sorted(set(kept) - ours):
        con.execute(statement("merge_alias"), come._asdict())
    merged.registers |= {each.register for each in ours ^ set(kept)}


def _merge_decisions(con: duckdb.DuckDBPyConnection, merged: Merged) -> None:
    """Copy what people decided. Of one decision the one that was taken back counts; others that contradict each other
    are both kept, and `decide list` says which of them applies."""
    number_the_rest(con)
    undone = con.execute(statement("merge_undone")).fetchall()
    come = con.execute(statement("merge_decisions"), {"first": next_number(con)}).fetchall()
    merged.decisions = len(come)
    merged.registers |= {str(register) for (register,) in (*undone, *come) if register is not None}


def _aliases(con: duckdb.DuckDBPyConnection, store: str) -> set[Alias]:
    rows = con.execute(f"SELECT register, old_risk_id, new_risk_id, kind, reason FROM {store}alias").fetchall()  # noqa: S608
    return {Alias(*row) for row in rows}


def _without_circles(aliases: Iterable[Alias], notes: list[str]) -> Iterator[Alias]:
    """The aliases but those that would let a risk be renumbered into itself, each with a note."""
    later: dict[tuple[str, str], set[str]] = {}
    for each in aliases:
        if each.kind == "renumbered":
            if each.old in _reached(later, each.register, each.new):
                notes.append(f"{each}: contradicts other aliases and was left out; see `risktrail alias`")
                continue
            later.setdefault((each.register, each.old), set()).add(each.new)
        yield each


def _reached(later: dict[tuple[str, str], set[str]], register: str, risk: str) -> set[str]:
    """The names that a risk has had since, and its own."""
    reached, new = {risk}, {risk}
    while new:
        new = set().union(*(later.get((register, each), set()) for each in new)) - reached
        reached |= new
    return reached
