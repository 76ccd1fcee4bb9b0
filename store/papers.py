"""Papers as the store knows them: bytes, their SHA-256, and what became of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from risktrail.store.readable_names import readable

REPORT_ID_LENGTH = 16


@dataclass(frozen=True)
class Paper:
    """One paper as it came in. `size` in bytes, `mtime` in seconds since 1970, `path` as the user knows it.

    `modified` is the document's own date of last change (PDF ModDate, else CreationDate) where it has one:
    with it the later of two corrected papers is known without looking at the order of import.
    """

    name: str
    path: str
    content: bytes
    sha256: str
    mtime: float | None
    size: int
    modified: dt.datetime | None = None

    @classmethod
    def read(cls, path: Path) -> Paper:
        """The paper in a file. Raises OSError where the file cannot be read."""
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return cls(readable(path.name), readable(str(path)), content, digest, path.stat().st_mtime, len(content))


@dataclass(frozen=True)
class Given:
    """What a person says of a paper that does not say it: its register, its month.

    `accept_unread` is that it counts although tables of it were not read.
    """

    register: str | None = None
    period: str | None = None
    accept_unread: bool = False


class Outcome(StrEnum):
    """What storing a paper came to."""

    ADDED = "added"
    """The first paper of its register and month."""
    UNCHANGED = "unchanged"
    """This very file, read by this very parser, is stored already."""
    REPLACED = "replaced"
    """It took the place of an earlier paper, or of an earlier reading of the same paper."""
    SUPERSEDED = "superseded"
    """Stored, but a later version of the same month is there already and stays the current one."""
    CONFLICT = "conflict"
    """Stored, but a paper of another meeting or reference claims the same month: one of the two does not count."""


def report_id(sha256: str) -> str:
    """A report's key: the first 16 hex digits of its paper's SHA-256, so that no order of import shows."""
    return sha256[:REPORT_ID_LENGTH]
