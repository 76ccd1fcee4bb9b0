"""Which papers the store knows, and what a person said of them, held in memory while it is written.

Loaded once when the store is opened for writing: a folder met again then costs a look-up a file, and a new
paper no query at all. About half a kilobyte a paper. What a transaction changes lies on top, until it is
committed (`keep`) or rolled back (`forget`).
"""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from risktrail.store.papers import Given

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.appending import Tables
    from risktrail.store.papers import Paper

STORED, FAILED, REMOVED = "stored", "failed", "removed"
REPLACED = "replaced"  # bytes that failed, and are no longer what lies at their path; no row has it


@dataclass(frozen=True)
class Entry:
    """What is known of some bytes."""

    name: str
    state: str
    parser_version: str


Place = tuple[str, int, float | None]
"""SHA-256, size in bytes and time of last change of what lies at a path."""


@dataclass(frozen=True)
class Standing:
    """What a paper was stored as: its register and month, and its own reference."""

    register: str | None = None
    period: str | None = None
    reference: str | None = None


class Ledger:
    """Tables `paper`, `paper_location`, `paper_content`, `paper_option`, `removed_paper`, `import_event` and
    `lost_source`.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
        self.con = con
        self.tables = tables
        papers = con.execute("SELECT sha256, name, state, parser_version FROM paper").fetchall()
        places = con.execute("SELECT path, sha256, size, mtime FROM paper_location").fetchall()
        lost = con.execute("SELECT path, attempts FROM lost_source").fetchall()
        options = con.execute("SELECT sha256, register, period, accept_unread FROM paper_option").fetchall()
        removed = con.execute("SELECT sha256, reason FROM removed_paper").fetchall()
        self.papers: ChainMap[str, Entry] = ChainMap({}, {sha256: Entry(*rest) for sha256, *rest in papers})
        self.places: ChainMap[str, Place] = ChainMap({}, {path: (*place,) for path, *place in places})
        self.lost: ChainMap[str, int] = ChainMap({}, dict(lost))
        """Attempts to fetch what is lost; 0 where it has come."""
        self.options: ChainMap[str, Given] = ChainMap({}, {sha256: Given(*given) for sha256, *given in options})
        """What a person said of a paper, where its reading rests on it."""
        self.removed: ChainMap[str, str] = ChainMap({}, dict(removed))
        """Why a paper was taken out; empty where it was taken back."""

    def known(self, sha256: str, parser_version: str) -> bool:
        """Whether these bytes are stored as this parser reads them."""
        entry = self.papers.get(sha256)
        return entry is not None and (entry.state, entry.parser_version) == (STORED, parser_version)

    def known_file(self, path: str, size: int, mtime: float | None, parser_version: str) -> bool:
        """The same, by the size and time of a file met before."""
        sha256, *met = self.places.get(path, ("",))
        return met == [size, mtime] and self.known(sha256, parser_version) and not self.lost.get(path)

    def entry(self, paper: Paper, state: str, parser_version: str) -> Entry:
        """The entry a paper gets; of several names the first in the alphabet."""
        before = self.papers.get(paper.sha256)
        return Entry(min(paper.name, before.name if before else paper.name), state, parser_version)

    def write(self, paper: Paper, entry: Entry, reason: str | None) -> None:
        """Write the paper's row, and where it lies."""
        if paper.sha256 in self.papers:
            self.tables.delete("paper", "sha256", [paper.sha256])
        row = (paper.sha256, entry.name, paper.size, entry.state, reason, entry.parser_version)
        self.tables.append("paper", [row])
        self.papers[paper.sha256] = entry
        self.locate(paper)

    def locate(self, paper: Paper) -> None:
        """Write where a paper lies, if that is news."""
        place = (paper.sha256, paper.size, paper.mtime)
        if self.places.get(paper.path) != place:
            if paper.path in self.places:
                self._replace(paper.path, paper.sha256)
                self.tables.delete("paper_location", "path", [paper.path])
            self.tables.append("paper_location", [(paper.path, *place)])
            self.places[paper.path] = place
        if self.lost.get(paper.path):
            self.tables.delete("lost_source", "path", [paper.path])
            self.lost[paper.path] = 0

    def _replace(self, path: str, sha256: str) -> None:
        """Forget bytes that failed, where others now lie at the only path they lay at."""
        before, *_ = self.places[path]
        entry = self.papers.get(before)
        if before == sha256 or entry is None or entry.state != FAILED:
            return
        if not any(other == before and where != path for where, (other, *_) in self.places.items()):
            for table in ("paper", "paper_content", "paper_option"):
                self.tables.delete(table, "sha256", [before])
            self.papers[before] = replace(entry, state=REPLACED)

    def give(self, sha256: str, given: Given) -> None:
        """Keep what a person said of a paper."""
        if given == self.options.get(sha256, Given()):
            return
        self.tables.delete("paper_option", "sha256", [sha256])
        if given != Given():
            self.tables.append("paper_option", [(sha256, given.register, given.period, given.accept_unread)])
        self.options[sha256] = given

    def remove(self, sha256: str, was: Standing, reason: str) -> None:
        """Write that a person took a paper out, and why. Its bytes stay, where they were kept."""
        found = self.con.execute(
            "SELECT paper.size, coalesce(path, name) FROM paper LEFT JOIN paper_location USING (sha256)"
            " WHERE sha256 = ? ORDER BY 2 LIMIT 1",
            [sha256],
        ).fetchone()
        size, path = found or (0, "")
        entry = replace(self.papers[sha256], state=REMOVED)
        self.tables.delete("paper", "sha256", [sha256])
        self.tables.append("paper", [(sha256, entry.name, size, REMOVED, None, entry.parser_version)])
        row = (sha256, was.register, was.period, was.reference, reason, _now())
        self.tables.append("removed_paper", [row])
        self.tables.append("import_event", [(_now(), sha256, path, REMOVED, reason, entry.parser_version)])
        self.papers[sha256] = entry
        self.removed[sha256] = reason

    def take_back(self, sha256: str) -> None:
        """Forget that a person took a paper out, if one did."""
        if self.removed.get(sha256):
            self.tables.delete("removed_paper", "sha256", [sha256])
            self.removed[sha256] = ""

    def lose(self, path: str, name: str, reason: str, parser_version: str) -> None:
        """Write that what lies at a path cannot be fetched."""
        attempts = self.lost.get(path, 0) + 1
        self.tables.delete("lost_source", "path", [path])
        self.tables.append("lost_source", [(path, name, reason, attempts, _now(), parser_version)])
        self.lost[path] = attempts

    def archive(self, paper: Paper) -> None:
        """Keep the paper's bytes, unless they are kept already."""
        kept = (
            paper.sha256 in self.papers
            and self.con.execute("SELECT 1 FROM paper_content WHERE sha256 = ?", [paper.sha256]).fetchone()
        )
        if not kept:
            self.tables.append("paper_content", [(paper.sha256, paper.content)])

    def log(self, paper: Paper, outcome: str, reason: str | None, parser_version: str) -> None:
        """Write what happened and when."""
        row = (_now(), paper.sha256, paper.path, outcome, reason, parser_version)
        self.tables.append("import_event", [row])

    def keep(self) -> None:
        """What was written is committed."""
        for known in self._all():
            _settle(known)

    def forget(self) -> None:
        """What was written since the last commit is not in the store."""
        for known in self._all():
            known.maps[0].clear()

    def _all(self) -> tuple[ChainMap[str, Any], ...]:
        return (self.papers, self.places, self.lost, self.options, self.removed)


def _settle(known: ChainMap[str, Any]) -> None:
    fresh, settled = known.maps
    settled.update(fresh)
    fresh.clear()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
