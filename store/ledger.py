"""Which papers the store knows, held in memory while it is written.

Loaded once when the store is opened for writing: a folder met again then costs a look-up a file, and a new
paper no query at all. About half a kilobyte a paper. What a transaction changes is remembered after it has
been committed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


class Ledger:
    """Tables `paper`, `paper_location`, `paper_content` and `import_event`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
        self.con = con
        self.tables = tables
        self.papers: dict[str, Entry] = {
            sha256: Entry(*rest)
            for sha256, *rest in con.execute("SELECT sha256, name, state, parser_version FROM paper").fetchall()
        }
        self.places: dict[str, tuple[str, int, float | None]] = {
            path: (sha256, size, mtime) for path, sha256, size, mtime in con.execute("FROM paper_location").fetchall()
        }

    def known(self, sha256: str, parser_version: str) -> bool:
        """Whether these bytes are stored as this parser reads them."""
        entry = self.papers.get(sha256)
        return entry is not None and (entry.state, entry.parser_version) == (STORED, parser_version)

    def known_file(self, path: str, size: int, mtime: float | None, parser_version: str) -> bool:
        """The same, by the size and time of a file met before."""
        sha256, *met = self.places.get(path, ("",))
        return met == [size, mtime] and self.known(sha256, parser_version)

    def entry(self, paper: Paper, state: str, parser_version: str) -> Entry:
        """The entry a paper gets; of several names the first in the alphabet."""
        before = self.papers.get(paper.sha256)
        return Entry(min(paper.name, before.name if before else paper.name), state, parser_version)

    def write(self, paper: Paper, entry: Entry, reason: str | None) -> None:
        """Write the paper's row, and where it lies."""
        if paper.sha256 in self.papers:
            self.con.execute("DELETE FROM paper WHERE sha256 = ?", [paper.sha256])
        row = (paper.sha256, entry.name, paper.size, entry.state, reason, entry.parser_version)
        self.tables.append("paper", [row])
        self.locate(paper)

    def locate(self, paper: Paper) -> None:
        """Write where a paper lies, if that is news."""
        place = (paper.sha256, paper.size, paper.mtime)
        if self.places.get(paper.path) == place:
            return
        if paper.path in self.places:
            self.con.execute("DELETE FROM paper_location WHERE path = ?", [paper.path])
        self.tables.append("paper_location", [(paper.path, *place)])

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
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        row = (now, paper.sha256, paper.path, outcome, reason, parser_version)
        self.tables.append("import_event", [row])

    def remember(self, paper: Paper, entry: Entry) -> None:
        """Take what was committed as known."""
        self.papers[paper.sha256] = entry
        self.places[paper.path] = (paper.sha256, paper.size, paper.mtime)
