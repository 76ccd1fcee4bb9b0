"""A paper as it is stored: its bytes, what a person says of it, and the outcome of storing it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from risktrail.schema.file_places import PageRange
from risktrail.store.readable_names import readable

REPORT_ID_LENGTH = 16


@dataclass(frozen=True)
class Paper:
    """A paper that is imported. `size` is in bytes, `mtime` in seconds since 1970, `path` as the user knows it.

    `modified` is the document's own date of last change (PDF ModDate, else CreationDate), if it has one. It tells which
    of two corrected papers is the later, whatever the order of import. `pages` are those of a paper that is not all of
    its file; `name` then ends with them (`pack.pdf#p35-40`), while `content`, `sha256` and `size` stay the file's.
    """

    name: str
    path: str
    content: bytes
    sha256: str
    mtime: float | None
    size: int
    modified: dt.datetime | None = None
    pages: PageRange | None = None

    @property
    def paper_id(self) -> str:
        """The paper's key: the SHA-256 of its file, or of that and its pages where it is not all of the file."""
        return self.sha256 if self.pages is None else paper_id_of(self.sha256, self.pages)

    def part(self, pages: PageRange) -> Paper:
        """The paper on some pages of this file."""
        return replace(self, name=f"{self.name}#{pages}", pages=pages)

    def attached(self, name: str, content: bytes) -> Paper:
        """A PDF that is attached to this file: a file of its own."""
        shown = readable(name)
        digest = hashlib.sha256(content).hexdigest()
        return Paper(f"{self.name}#{shown}", f"{self.path}#{shown}", content, digest, self.mtime, len(content))

    @classmethod
    def read(cls, path: Path) -> Paper:
        """The paper in a file. Raises OSError where the file cannot be read."""
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return cls(readable(path.name), readable(str(path)), content, digest, path.stat().st_mtime, len(content))


@dataclass(frozen=True)
class Given:
    """What a person says of a paper that does not say it itself: its register, its month.

    `accept_unread` says that the paper counts although some of its tables were not read, `profile` is the name of the
    profile that it is to be read with.
    """

    register: str | None = None
    period: str | None = None
    accept_unread: bool = False
    profile: str | None = None


class Outcome(StrEnum):
    """What became of a paper that was stored."""

    ADDED = "added"
    """The first paper of its register and month."""
    UNCHANGED = "unchanged"
    """The same bytes, read by the same parser, are stored already."""
    REPLACED = "replaced"
    """It took the place of an earlier paper, or of an earlier reading of the same paper."""
    SUPERSEDED = "superseded"
    """Stored, but a later version of the same month is there already and stays the current one."""
    CONFLICT = "conflict"
    """Stored, but a paper of another meeting or reference claims the same month: one of the two does not count."""


def paper_id_of(sha256: str, pages: PageRange) -> str:
    """The key of a paper on some pages of the file with this SHA-256."""
    return hashlib.sha256(f"{sha256}#{pages}".encode()).hexdigest()


def file_name_of(name: str, pages: PageRange | None) -> str:
    """The name of a paper's file: its own without the pages that it ends with."""
    return name if pages is None else name.removesuffix(f"#{pages}")


def report_id(paper_id: str) -> str:
    """A report's key: the first 16 hex digits of its paper's key, so that no order of import shows."""
    return paper_id[:REPORT_ID_LENGTH]
