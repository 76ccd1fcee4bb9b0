"""Where a paper lies, and how its bytes are had."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from risktrail.schema.errors import SourceError
from risktrail.store import Paper
from risktrail.store.readable_names import readable

ENDING = ".pdf"
MOST_BYTES = 256 * 1024**2  # of one paper that is fetched or unpacked
TEMPORARY = "~$"  # what office programs put before the name of a file that is open


class Source(Protocol):
    """A paper that can be fetched."""

    @property
    def where(self) -> str:
        """Its absolute path: the same at every import, and no other paper's."""

    @property
    def name(self) -> str:
        """What to call it in few words."""

    def met(self) -> tuple[int | None, float | None]:
        """Size in bytes and time of last change in seconds since 1970, as far as they are known. Raises SourceError."""

    def content(self) -> bytes:
        """Its bytes. Raises SourceError."""


@dataclass(frozen=True, slots=True)
class File:
    """A paper that is a file of its own. Paths are text: a folder met again costs little else than them.

    `path` is as the system has it, and may hold bytes that are no UTF-8; `where` and `name` can be stored and printed.
    """

    path: str

    @property
    def where(self) -> str:
        """The file's path."""
        return readable(self.path)

    @property
    def name(self) -> str:
        """The file's name."""
        return readable(os.path.basename(self.path))  # noqa: PTH119

    def met(self) -> tuple[int, float]:
        """The file's size and time."""
        try:
            stat = os.stat(self.path)  # noqa: PTH116
        except OSError as error:
            raise lost(error) from error
        return stat.st_size, stat.st_mtime

    def content(self) -> bytes:
        """What the file holds."""
        try:
            return Path(self.path).read_bytes()
        except OSError as error:
            raise lost(error) from error


def load(source: Source) -> Paper:
    """The paper with its bytes. Raises SourceError.

    Size and time are taken before the bytes: a paper that changes in between is read again next time.
    """
    size, mtime = source.met()
    content = source.content()
    size = len(content) if size is None else size
    return Paper(source.name, source.where, content, hashlib.sha256(content).hexdigest(), mtime, size)


def is_paper(name: str) -> bool:
    """Whether a file of this name is taken for a paper."""
    return name.lower().endswith(ENDING) and not name.startswith((".", TEMPORARY))


def is_paper_below(path: str) -> bool:
    """The same of a path below a folder: nothing in a hidden folder is."""
    *folders, last = PurePosixPath(path).parts or ("",)
    return is_paper(last) and not any(folder.startswith(".") for folder in folders)


def lost(error: Exception) -> SourceError:
    """What to say of a file that whoever has it will not give."""
    told = getattr(error, "strerror", None) or ("No such file" if isinstance(error, FileNotFoundError) else str(error))
    return SourceError(f"cannot be opened ({told})")


def too_large() -> SourceError:
    """What to say of a file that is no paper by its size."""
    return SourceError(f"is larger than {MOST_BYTES >> 20} MiB", "Check that it is a paper.")
