"""Which papers the store knows, held in memory while it is written.

Loaded once when the store is opened for writing: a folder met again then costs a look-up a file, and a new
paper no query at all. About half a kilobyte a paper. What a transaction changes lies on top, until it is
committed (`keep`) or rolled back (`forget`).
"""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

    from store.appending import Tables
    from store.papers import Paper

STORED, FAILED = "stored", "failed"


@dataclass(frozen=True)
class Entry:
    """What is known of some bytes."""

    name: str
    state: str
    parser_version: str


Place = tuple[str, int, float | None]
"""SHA-256, size in bytes and time of last change of what lies at a path."""


class Ledger:
    """Tables `paper`, `paper_location`, `paper_content`, `import_event` and `lost_source`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
        self.con = con
        self.tables = tables
        papers = con.execute("SELECT sha256, name, state, parser_version FROM paper").fetchall()
        places = con.execute("SELECT path, sha256, size, mtime FROM paper_location").fetchall()
        lost = con.execute("SELECT path, attempts FROM lost_source").fetchall()
        self.papers: ChainMap[str, Entry] = ChainMap({}, {sha256: Entry(*rest) for sha256, *rest in papers})
        self.places: ChainMap[str, Place] = ChainMap({}, {path: (*place,) for path, *place in places})
        self.lost: ChainMap[str, int] = ChainMap({}, dict(lost))
        """Attempts to fetch what is lost; 0 where it has come."""

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
                self.tables.delete("paper_location", "path", [paper.path])
            self.tables.append("paper_location", [(paper.path, *place)])
            self.places[paper.path] = place
        if self.lost.get(paper.path):
            self.tables.delete("lost_source", "path", [paper.path])
            self.lost[paper.path] = 0

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
        for known in (self.papers, self.places, self.lost):
            _settle(known)

    def forget(self) -> None:
        """What was written since the last commit is not in the store."""
        for known in (self.papers, self.places, self.lost):
            known.maps[0].clear()


def _settle(known: ChainMap[str, Any]) -> None:
    fresh, settled = known.maps
    settled.update(fresh)
    fresh.clear()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
