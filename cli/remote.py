"""Papers by URL, wherever fsspec gets to: s3://, sftp://, https://, and zip://::URL for what is in an archive."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from risktrail.cli.sources import MOST_BYTES, is_paper_below, lost, too_large
from risktrail.schema.errors import UsageError
from risktrail.store.readable_names import readable

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

MISSING = "papers by URL need fsspec: install it with `pip install 'risktrail[remote]'`."


@dataclass(frozen=True, slots=True)
class Remote:
    """A paper by its URL, which is `where`. `size` in bytes, where the place tells it."""

    where: str
    files: AbstractFileSystem
    path: str
    size: int | None

    @property
    def name(self) -> str:
        """The last part of its path."""
        return readable(PurePosixPath(self.path).name)

    def met(self) -> tuple[int | None, float | None]:
        """Size and time, as far as the place tells them."""
        try:
            return self.size, float(self.files.modified(self.path).timestamp())
        except NotImplementedError:
            return self.size, None
        except _refusals() as error:
            raise lost(error) from error

    def content(self) -> bytes:
        """Its bytes, never more than a paper may have."""
        if (self.size or 0) > MOST_BYTES:
            raise too_large()
        try:
            with self.files.open(self.path, "rb") as opened:
                content: bytes = opened.read(MOST_BYTES + 1)
        except _refusals() as error:
            raise lost(error) from error
        if len(content) > MOST_BYTES:
            raise too_large()
        return content


def is_url(name: str) -> bool:
    """Whether the user means a URL."""
    return "://" in name


def papers_at(url: str) -> Iterator[Remote]:
    """The paper at a URL, those below a folder there or those a pattern fits, in alphabetical order.

    Raises SourceError where the place does not answer, UsageError where what is needed to ask it is not installed.
    """
    if find_spec("fsspec") is None:
        raise UsageError(MISSING)
    from fsspec.core import url_to_fs

    try:
        files, path = url_to_fs(url)
        found = _listed(files, path)
    except _refusals() as error:
        raise lost(error) from error
    except (ImportError, ValueError) as error:  # another package is needed for this kind, or there is no such kind
        raise UsageError(f"{url}: {error}.") from error
    first, chained, rest = url.partition("::")
    for each, told in sorted(found.items()):
        where = files.unstrip_protocol(each) + (chained + rest if is_url(first) else "")
        yield Remote(readable(where), files, each, told.get("size"))


def _refusals() -> tuple[type[Exception], ...]:
    """What a place may answer with instead of a paper. What a web server refuses is no OSError."""
    if find_spec("aiohttp") is None:
        return OSError, BadZipFile
    from aiohttp import ClientError

    return OSError, BadZipFile, ClientError


def _listed(files: AbstractFileSystem, path: str) -> dict[str, dict[str, int | None]]:
    """What there is, by path, with what the place tells of it."""
    if glob.has_magic(path):
        found = files.glob(path, detail=True)
    elif files.isdir(path):
        found = files.find(path, detail=True)
    else:
        return {path: files.info(path)}
    return {each: told for each, told in found.items() if is_paper_below(each.removeprefix(path))}
