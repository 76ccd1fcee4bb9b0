"""A source: a paper that has a place and a name, and whose bytes can be fetched."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import Protocol

from risktrail.schema.errors import SourceError
from risktrail.store import Paper

ENDING = ".pdf"
MOST_BYTES = 256 * 1024**2  # of one paper that is fetched or unpacked
TEMPORARY = "~$"  # what office programs put before the name of a file that is open


class Source(Protocol):
    """A paper that can be fetched."""

    @property
    def location(self) -> str:
        """Its absolute path or URL: the same at every import, and no other paper's."""

    @property
    def name(self) -> str:
        """A short name for people, such as the file's."""

    def stat(self) -> tuple[int | None, float | None]:
        """Size in bytes and time of last change in seconds since 1970, each None where it is not known.

        Raises:
            SourceError: The place does not answer, or refuses.
        """

    def content(self) -> bytes:
        """Its bytes.

        Raises:
            SourceError: The bytes cannot be had.
        """


def fetch(source: Source) -> Paper:
    """The paper with its bytes.

    Size and time are taken before the bytes: a paper that changes in between is read again next time.

    Raises:
        SourceError: The bytes cannot be had.
    """
    size, mtime = source.stat()
    content = source.content()
    size = len(content) if size is None else size
    return Paper(source.name, source.location, content, hashlib.sha256(content).hexdigest(), mtime, size)


def is_paper_name(name: str) -> bool:
    """Whether a file of this name is taken for a paper."""
    return name.lower().endswith(ENDING) and not name.startswith((".", TEMPORARY))


def is_paper_path(path: str) -> bool:
    """Whether a path within a folder is taken for a paper's; nothing in a hidden folder is."""
    *folders, last = PurePosixPath(path).parts or ("",)
    return is_paper_name(last) and not any(folder.startswith(".") for folder in folders)


def cannot_be_opened(error: Exception) -> SourceError:
    """The error for a file that the system or a server refused."""
    reason = getattr(error, "strerror", None) or (
        "No such file" if isinstance(error, FileNotFoundError) else str(error)
    )
    return SourceError(f"cannot be opened ({reason})")


def too_large() -> SourceError:
    """The error for a file that is larger than any paper."""
    return SourceError(f"is larger than {MOST_BYTES >> 20} MiB", "Check that it is a paper.")
