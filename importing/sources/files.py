"""Papers that are files on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from risktrail.importing.sources.source import cannot_be_opened
from risktrail.store.readable_names import readable


@dataclass(frozen=True, slots=True)
class File:
    """A paper that is a file of its own.

    `path` is text, because a folder of known files is walked without making a `Path` of each. It is as the system has
    it, and may hold bytes that are not UTF-8; `location` and `name` can be stored and printed.
    """

    path: str

    @property
    def location(self) -> str:
        """The file's path."""
        return readable(self.path)

    @property
    def name(self) -> str:
        """The file's name."""
        return readable(os.path.basename(self.path))  # noqa: PTH119

    def stat(self) -> tuple[int, float]:
        """The file's size and time of last change. Raises SourceError."""
        try:
            status = os.stat(self.path)  # noqa: PTH116
        except OSError as error:
            raise cannot_be_opened(error) from error
        return status.st_size, status.st_mtime

    def content(self) -> bytes:
        """What the file holds. Raises SourceError."""
        try:
            return Path(self.path).read_bytes()
        except OSError as error:
            raise cannot_be_opened(error) from error
