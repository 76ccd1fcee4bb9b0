"""Zip archives of papers, read in place: nothing is ever unpacked to a disk."""

from __future__ import annotations

import os
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from risktrail.importing.sources.files import File
from risktrail.importing.sources.source import MOST_BYTES, TEMPORARY, cannot_be_opened, is_paper_path, too_large
from risktrail.schema.errors import SourceError
from risktrail.store.readable_names import readable

ENDING = ".zip"
MOST_FILES = 100_000  # in one archive
FOREIGN = "__MACOSX"  # what one operating system adds to every archive it makes
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those that zipfile unpacks a bounded piece at a time
_ENCRYPTED = 1  # the bit in a member's flags
_UNPACK = "Unpack the archive yourself and name the folder."


@dataclass(frozen=True, slots=True)
class Member:
    """A paper in an archive. `size` in bytes, unpacked, as the archive states it; `mtime` is the archive's."""

    archive: str
    inside: str
    size: int
    mtime: float

    @property
    def location(self) -> str:
        """The archive's path, followed by the paper's path within it."""
        return readable(f"{self.archive}/{self.inside}")

    @property
    def name(self) -> str:
        """The archive's name and the path within it, as in `2020.zip/august.pdf`."""
        return readable(f"{Path(self.archive).name}/{self.inside}")

    def stat(self) -> tuple[int, float]:
        """Size and time as the archive states them, without opening it."""
        return self.size, self.mtime

    def content(self) -> bytes:
        """The paper, unpacked in memory: never more than the size stated, whatever is packed in. Raises SourceError."""
        try:
            opened = _opened(self.archive, self.mtime)
            _refuse_unless_safe(opened.getinfo(self.inside))
            with opened.open(self.inside) as packed:
                return packed.read(self.size)
        except OSError as error:
            raise cannot_be_opened(error) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise _damaged() from error


def is_archive(name: str) -> bool:
    """Whether a file of this name is taken for an archive."""
    return name.lower().endswith(ENDING) and not name.startswith((".", TEMPORARY))


def members(archive: str) -> list[Member]:
    """The papers in an archive, in alphabetical order.

    Raises:
        SourceError: The archive cannot be read, or holds too many files.
    """
    path = os.path.abspath(archive)  # noqa: PTH100 - leaves links unresolved
    _, mtime = File(path).stat()
    try:
        packed = _opened(path, mtime).infolist()
    except OSError as error:
        raise cannot_be_opened(error) from error
    except zipfile.BadZipFile as error:
        raise _damaged() from error
    except UnicodeDecodeError as error:
        raise SourceError("has names of files that cannot be read", _UNPACK) from error
    except NotImplementedError as error:
        raise SourceError("is packed in an unusual way", _UNPACK) from error
    if len(packed) > MOST_FILES:
        raise SourceError(f"holds more than {MOST_FILES:,} files", _UNPACK)
    found = (Member(path, each.filename, each.file_size, mtime) for each in packed if _is_paper_inside(each.filename))
    return sorted(found, key=lambda each: each.inside)


def _is_paper_inside(name: str) -> bool:
    """Whether a path within an archive is taken for a paper's; paths that lead out of the archive are not."""
    return is_paper_path(name) and not name.startswith("/") and FOREIGN not in PurePosixPath(name).parts


def _refuse_unless_safe(packed: zipfile.ZipInfo) -> None:
    """Raise SourceError where a paper cannot be unpacked, or is too large to be."""
    if packed.flag_bits & _ENCRYPTED:
        raise SourceError("is protected by a password", _UNPACK)
    if packed.file_size > MOST_BYTES:
        raise too_large()
    if packed.compress_type not in _COMPRESSIONS:
        raise SourceError("is packed in an unusual way", _UNPACK)


@lru_cache(maxsize=1)
def _opened(archive: str, mtime: float) -> zipfile.ZipFile:  # noqa: ARG001 - a changed archive is opened anew
    """The archive, kept open while its papers are fetched one after another."""
    return zipfile.ZipFile(archive)


def _damaged() -> SourceError:
    return SourceError("the zip archive is damaged", "Fetch the archive again.")
