"""The papers a store knows, and what a person said of them, held in memory while the store is written.

They are loaded once, when the store is opened for writing: to meet a file again then costs one look-up, and a new paper
needs no query. A paper takes about half a kilobyte. The changes of a transaction are kept apart until it is committed
(`commit`) or rolled back (`roll_back`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import ChainMap
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from risktrail.schema.file_places import PageRange
from risktrail.store.decision_numbers import keep_undone, next_number
from risktrail.store.papers import Given
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

    from risktrail.store.papers import Paper
    from risktrail.store.write_buffer import WriteBuffer

_Value = TypeVar("_Value", bound=Hashable)
STORED, FAILED, REMOVED = "stored", "failed", "removed"
REPLACED = "replaced"  # of failed bytes that no longer lie at their path; no row of the store has this state


@dataclass(frozen=True)
class KnownPaper:
    """What the store knows of a paper: the first of its names in the alphabet, the state, who read it, its file's
    SHA-256, and its pages where it is not all of the file."""

    name: str
    state: str
    parser_version: str
    sha256: str
    pages: PageRange | None = None


class FileState(NamedTuple):
    """What lay at a path when it was last imported. `size` is in bytes, `mtime` in seconds since 1970."""

    sha256: str
    size: int
    mtime: float | None


class ProfileText(NamedTuple):
    """A profile as it was when it was used: its name, and the SHA-256 of its text."""

    name: str
    sha256: str


@dataclass(frozen=True)
class StoredAs:
    """The register and month a paper was stored under, and its own reference; None where it had failed."""

    register: str | None = None
    period: str | None = None
    reference: str | None = None


class KnownPapers:
    """The tables `paper`, `attached_file`, `paper_location`, `paper_content`, `paper_option`, `removed_paper`,
    `import_event`, `lost_source` and `profile`. Those of them that are asked for every paper are in memory, by the
    paper's key, its file's SHA-256, or the file's path.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, buffer: WriteBuffer) -> None:
        self.con = con
        self.buffer = buffer
        papers = con.execute(
            "SELECT paper_id, name, state, parser_version, sha256, first_page, last_page FROM paper"
        ).fetchall()
        files = con.execute("SELECT path, sha256, size, mtime FROM paper_location").fetchall()
        lost = con.execute("SELECT path, attempts FROM lost_source").fetchall()
        options = con.execute("SELECT paper_id, register, period, accept_unread, profile FROM paper_option").fetchall()
        removed = con.execute("SELECT paper_id, reason FROM removed_paper").fetchall()
        read_with = con.execute(
            "SELECT paper_id, profile, profile_sha256 FROM report WHERE profile_sha256 IS NOT NULL"
        ).fetchall()
        kept = con.execute("SELECT name, sha256 FROM profile").fetchall()
        attached = con.execute("SELECT container, sha256, name FROM attached_file").fetchall()
        known = {
            key: KnownPaper(name, state, version, sha256, _page_range(first, last))
            for key, name, state, version, sha256, first, last in papers
        }
        self.papers: ChainMap[str, KnownPaper] = ChainMap({}, known)
        """The papers by their keys."""
        self.of_file: ChainMap[str, frozenset[str]] = ChainMap(
            {}, _grouped((p.sha256, key) for key, p in known.items())
        )
        """The keys of the papers of each file, by its SHA-256."""
        self.attached: ChainMap[str, frozenset[tuple[str, str]]] = ChainMap(
            {}, _grouped((c, (s, n)) for c, s, n in attached)
        )
        """The SHA-256 and the name of each PDF with papers in it that is attached to a file, by the file's SHA-256."""
        self.archived: ChainMap[str, bool] = ChainMap({}, {})
        """The files whose bytes were put into the store since it was opened."""
        self.files: ChainMap[str, FileState] = ChainMap({}, {path: FileState(*rest) for path, *rest in files})
        self.lost: ChainMap[str, int] = ChainMap({}, dict(lost))
        """How often fetching a path failed; 0 once it has been fetched."""
        self.options: ChainMap[str, Given] = ChainMap({}, {key: Given(*given) for key, *given in options})
        """What a person said of a paper, as far as its reading rests on it."""
        self.removed: ChainMap[str, str] = ChainMap({}, dict(removed))
        """Why a person removed a paper; empty once it has been taken back."""
        self.read_with: ChainMap[str, ProfileText] = ChainMap({}, {key: ProfileText(*rest) for key, *rest in read_with})
        """The profile with which a paper was read, where its text was kept."""
        self.kept_profiles: ChainMap[ProfileText, bool] = ChainMap({}, {ProfileText(*each): True for each in kept})
        """The texts of profiles that are in the store."""
        self.profiles: dict[str, tuple[ProfileText, str]] = {}
        """Each profile as it is today, and its text, by its name."""

    def is_stored(self, sha256: str, parser_version: str) -> bool:
        """Whether the papers of a file are stored as this version of the parser reads them with the profiles of today.

        Those that a person removed do not count, but for a file of which nothing else is stored.
        """
        attached = self.attached.get(sha256, frozenset())
        kept = [key for key in self.keys_of_file(sha256) if self.papers[key].state != REMOVED]
        return bool(kept or attached) and (
            all(self.is_stored_paper(key, parser_version) for key in kept)
            and all(self.is_stored(inner, parser_version) for inner, _ in attached)
        )

    def is_stored_paper(self, paper_id: str, parser_version: str) -> bool:
        """The same of one paper."""
        known = self.papers.get(paper_id)
        if known is None or (known.state, known.parser_version) != (STORED, parser_version):
            return False
        return not self.has_other_profile(paper_id)

    def keys_of_file(self, sha256: str) -> list[str]:
        """The keys of the papers of a file, in the order of their pages."""
        keys = (key for key in self.of_file.get(sha256, ()) if self.papers[key].state != REPLACED)
        return sorted(keys, key=lambda key: self.papers[key].pages or (0, 0))

    def keep_profile(self, name: str, text: str) -> None:
        """Take a profile's text as the one that papers are read with from now on."""
        self.profiles[name] = ProfileText(name, hashlib.sha256(text.encode()).hexdigest()), text

    def has_other_profile(self, paper_id: str) -> bool:
        """Whether a paper was read with a profile whose text is another today. False where either is not known."""
        before = self.read_with.get(paper_id)
        if before is None or before.name not in self.profiles:
            return False
        return self.profiles[before.name][0] != before

    def text_of_profile(self, paper_id: str) -> str | None:
        """The text of the profile that a paper was read with, where the store keeps it."""
        used = self.read_with.get(paper_id)
        if used is None:
            return None
        rows = self.con.execute("SELECT text FROM profile WHERE name = ? AND sha256 = ?", [*used]).fetchall()
        return rows[0][0] if rows else None

    def write_profile(self, paper_id: str, name: str) -> str | None:
        """Write that a paper was read with a profile, and the profile's text if the store does not have it.

        Returns the SHA-256 of the text; None where `keep_profile` was not told of such a profile.
        """
        if name not in self.profiles:
            return None
        used, text = self.profiles[name]
        if used not in self.kept_profiles:
            self.buffer.append("profile", [(*used, text)])
            self.kept_profiles[used] = True
        self.read_with[paper_id] = used
        return used.sha256

    def is_stored_file(self, path: str, size: int, mtime: float | None, parser_version: str) -> bool:
        """Whether the file at a path has the size and time of its last import, and is stored by this parser."""
        file = self.files.get(path)
        if file is None or (file.size, file.mtime) != (size, mtime) or self.lost.get(path):
            return False
        return self.is_stored(file.sha256, parser_version)

    def described(self, paper: Paper, state: str, parser_version: str) -> KnownPaper:
        """A paper as it is to be known from now on; of several names the first in the alphabet."""
        before = self.papers.get(paper.paper_id)
        name = min(paper.name, before.name if before else paper.name)
        return KnownPaper(name, state, parser_version, paper.sha256, paper.pages)

    def write(self, paper: Paper, known: KnownPaper, reason: str | None) -> None:
        """Write a paper's row and where it lies; `reason` says why it failed."""
        if paper.paper_id in self.papers:
            self.buffer.delete("paper", "paper_id", [paper.paper_id])
        self._append(paper.paper_id, known, paper.size, reason)
        self.locate(paper)

    def _append(self, paper_id: str, known: KnownPaper, size: int, reason: str | None) -> None:
        state = (known.sha256, known.name, size, known.state, reason, known.parser_version)
        self.buffer.append("paper", [(*state, paper_id, *(known.pages or (None, None)))])
        self.papers[paper_id] = known
        self.of_file[known.sha256] = self.of_file.get(known.sha256, frozenset()) | {paper_id}

    def forget(self, paper_id: str) -> None:
        """Delete the row of a paper and what a person said of it: its file is read otherwise by now."""
        for table in ("paper", "paper_option"):
            self.buffer.delete(table, "paper_id", [paper_id])
        self.papers[paper_id] = replace(self.papers[paper_id], state=REPLACED)
        self.options[paper_id] = Given()

    def keep_attached(self, container: str, attached: frozenset[tuple[str, str]]) -> None:
        """Write which PDFs with papers in them are attached to a file, if the store does not have it so already."""
        if self.attached.get(container, frozenset()) != attached:
            self.buffer.delete("attached_file", "container", [container])
            self.buffer.append("attached_file", [(container, *each) for each in sorted(attached)])
            self.attached[container] = attached

    def locate(self, paper: Paper) -> None:
        """Write where a paper lies, if the store does not have it so already."""
        file = FileState(paper.sha256, paper.size, paper.mtime)
        if self.files.get(paper.path) != file:
            if paper.path in self.files:
                self._forget_failed(paper.path, paper.sha256)
                self.buffer.delete("paper_location", "path", [paper.path])
            self.buffer.append("paper_location", [(paper.path, *file)])
            self.files[paper.path] = file
        if self.lost.get(paper.path):
            self.buffer.delete("lost_source", "path", [paper.path])
            self.lost[paper.path] = 0

    def _forget_failed(self, path: str, sha256: str) -> None:
        """Delete bytes that failed, if other bytes now lie at the only path they had."""
        before = self.files[path].sha256
        failed = [key for key in self.keys_of_file(before) if self.papers[key].state == FAILED]
        if before == sha256 or not failed:
            return
        if any(file.sha256 == before and where != path for where, file in self.files.items()):
            return
        if len(failed) == len(self.keys_of_file(before)):
            self.buffer.delete("paper_content", "sha256", [before])
            self.archived[before] = False
        for key in failed:
            self.forget(key)

    def keep_options(self, paper_id: str, given: Given) -> None:
        """Write what a person said of a paper, if the store does not have it so already."""
        if given == self.options.get(paper_id, Given()):
            return
        self.buffer.delete("paper_option", "paper_id", [paper_id])
        if given != Given():
            row = (paper_id, given.register, given.period, given.accept_unread, given.profile)
            self.buffer.append("paper_option", [row])
        self.options[paper_id] = given

    def forget_profiles(self) -> None:
        """Delete the texts of profiles that no stored report was read with any more."""
        for name, sha256 in self.con.execute(statement("unused_profiles")).fetchall():
            self.con.execute("DELETE FROM profile WHERE name = ? AND sha256 = ?", [name, sha256])
            self.kept_profiles.maps[1].pop(ProfileText(name, sha256), None)

    def remove(self, paper_id: str, was: StoredAs, reason: str) -> None:
        """Write that a person removed a paper, and why. Its bytes stay, where they were kept."""
        found = self.con.execute(statement("size_and_path_of_paper"), {"paper_id": paper_id}).fetchall()
        size, path = found[0] if found else (0, "")
        known = replace(self.papers[paper_id], state=REMOVED)
        self.buffer.delete("paper", "paper_id", [paper_id])
        self._append(paper_id, known, size, None)
        row = (paper_id, was.register, was.period, was.reference, reason, _now(), next_number(self.con))
        self.buffer.append("removed_paper", [row])
        self.buffer.append("import_event", [(_now(), paper_id, path, REMOVED, reason, known.parser_version)])
        self.removed[paper_id] = reason

    def take_back(self, paper_id: str) -> None:
        """Delete the row that says a person removed a paper, if there is one."""
        if self.removed.get(paper_id):
            keep_undone(self.con, "removed_paper", "g.paper_id = $paper_id", {"paper_id": paper_id})
            self.buffer.delete("removed_paper", "paper_id", [paper_id])
            self.removed[paper_id] = ""

    def write_lost(self, path: str, name: str, reason: str, parser_version: str) -> None:
        """Write that what lies at a path could not be fetched, and how often by now."""
        attempts = self.lost.get(path, 0) + 1
        self.buffer.delete("lost_source", "path", [path])
        self.buffer.append("lost_source", [(path, name, reason, attempts, _now(), parser_version)])
        self.lost[path] = attempts

    def archive(self, paper: Paper) -> None:
        """Write the bytes of a paper's file, unless the store has them already."""
        is_kept = self.archived.get(paper.sha256) or (
            paper.sha256 in self.of_file
            and self.con.execute("SELECT 1 FROM paper_content WHERE sha256 = ?", [paper.sha256]).fetchall()
        )
        if not is_kept:
            self.buffer.append("paper_content", [(paper.sha256, paper.content)])
        self.archived[paper.sha256] = True

    def log(self, paper: Paper, outcome: str, reason: str | None, parser_version: str) -> None:
        """Write an import event: the outcome for a paper, and when."""
        row = (_now(), paper.paper_id, paper.path, outcome, reason, parser_version)
        self.buffer.append("import_event", [row])

    def commit(self) -> None:
        """Take over the transaction's changes, because it is committed."""
        for known in self._all():
            fresh, settled = known.maps
            settled.update(fresh)
            fresh.clear()

    def roll_back(self) -> None:
        """Drop the transaction's changes, because it is rolled back."""
        for known in self._all():
            known.maps[0].clear()

    def _all(self) -> tuple[ChainMap[Any, Any], ...]:
        known = (self.papers, self.of_file, self.attached, self.archived, self.files, self.lost)
        return (*known, self.options, self.removed, self.read_with, self.kept_profiles)


def _page_range(first: int | None, last: int | None) -> PageRange | None:
    return None if first is None or last is None else PageRange(first, last)


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, frozenset[_Value]]:
    groups: dict[str, set[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in groups.items()}


def _now() -> dt.datetime:
    """The time in UTC, as the store has it: without a zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
