"""Papers by URL, of every kind that fsspec opens: s3://, sftp://, https://, and zip://::URL within an archive."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from risktrail.importing.extras import install_command
from risktrail.importing.sources.source import MOST_BYTES, cannot_be_opened, is_paper_path, too_large
from risktrail.schema.errors import UsageError
from risktrail.store.readable_names import readable

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A paper by its URL, which is its `location`. `size` is in bytes, None where the server does not say."""

    location: str
    files: AbstractFileSystem
    path: str
    size: int | None

    @property
    def name(self) -> str:
        """The last part of its path."""
        return readable(PurePosixPath(self.path).name)

    def stat(self) -> tuple[int | None, float | None]:
        """Size and time, as far as the server says them. Raises SourceError."""
        try:
            return self.size, float(self.files.modified(self.path).timestamp())
        except NotImplementedError:
            return self.size, None
        except _refusals() as error:
            raise cannot_be_opened(error) from error

    def content(self) -> bytes:
        """Its bytes, never more than a paper may have. Raises SourceError."""
        if (self.size or 0) > MOST_BYTES:
            raise too_large()
        try:
            with self.files.open(self.path, "rb") as opened:
                content: bytes = opened.read(MOST_BYTES + 1)
        except _refusals() as error:
            raise cannot_be_opened(error) from error
        if len(content) > MOST_BYTES:
            raise too_large()
        return content


def is_url(name: str) -> bool:
    """Whether what the user named is a URL."""
    return "://" in name


def papers_at(url: str) -> Iterator[RemoteFile]:
    """The paper at a URL, those below a folder there or those that match a pattern, in alphabetical order.

    Raises:
        SourceError: The server does not answer, or refuses.
        UsageError: The package that opens this kind of URL is not installed, or there is no such kind.
    """
    if find_spec("fsspec") is None:
        raise UsageError(f"papers by URL need fsspec: install it with `{install_command('remote')}`.")
    from fsspec.core import url_to_fs

    try:
        files, path = url_to_fs(url)
        found = _listed(files, path)
    except _refusals() as error:
        raise cannot_be_opened(error) from error
    except (ImportError, ValueError) as error:  # another package is needed for this kind, or there is no such kind
        raise UsageError(f"{url}: {error}.") from error
    first, chained, rest = url.partition("::")
    for each, about in sorted(found.items()):
        location = files.unstrip_protocol(each) + (chained + rest if is_url(first) else "")
        yield RemoteFile(readable(location), files, each, about.get("size"))


def _refusals() -> tuple[type[Exception], ...]:
    """The errors by which a server refuses. Those of a web server are no OSErrors."""
    if find_spec("aiohttp") is None:
        return OSError, BadZipFile
    from aiohttp import ClientError

    return OSError, BadZipFile, ClientError


def _listed(files: AbstractFileSystem, path: str) -> dict[str, dict[str, int | None]]:
    """The files there are, by path, with what the server says of each."""
    if glob.has_magic(path):
        found = files.glob(path, detail=True)
    elif files.isdir(path):
        found = files.find(path, detail=True)
    else:
        return {path: files.info(path)}
    return {each: about for each, about in found.items() if is_paper_path(each.removeprefix(path))}
