"""Finding the papers that the user named: files, folders with all below them, patterns, zip archives, URLs."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.sources.files import File
from risktrail.importing.sources.source import Source, is_paper_name
from risktrail.importing.sources.url import is_url, papers_at
from risktrail.importing.sources.zip import is_archive, members
from risktrail.schema.errors import SourceError


def find_papers(names: Iterable[str]) -> Iterator[Source | FailedPaper]:
    """Every paper once, in the order named; those of a folder or archive in alphabetical order.

    Where there is no paper, a `FailedPaper` says why.

    Raises:
        UsageError: A URL is named, and the package that opens it is not installed.
    """
    seen: set[str] = set()
    for name in names:
        for found in _found_at(name):
            if isinstance(found, FailedPaper):
                yield found
                continue
            key = found.path if isinstance(found, File) else found.location
            if key not in seen:
                seen.add(key)
                yield found


def _found_at(name: str) -> Iterator[Source | FailedPaper]:
    if is_url(name):
        yield from _or_else(_at_url(name), FailedPaper(name, "there is no PDF there", "Check the address."))
    elif os.path.isdir(name):  # noqa: PTH112
        nothing = FailedPaper(name, "there is no PDF in this folder", "Name the folder with the papers.")
        yield from _or_else(_papers_in(name), nothing)
    elif os.path.exists(name):  # noqa: PTH110
        nothing = FailedPaper(name, "there is no PDF in this archive", "Name the archive with the papers.")
        yield from _or_else(_archived(name), nothing) if is_archive(Path(name).name) else (_file(name),)
    elif glob.has_magic(name):
        nothing = FailedPaper(name, "no PDF matches this pattern", "Check the pattern and its folder.")
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        yield from _or_else((found for match in matches for found in _matched(match)), nothing)
    else:
        yield FailedPaper(name, "there is no such file or folder", "Check the path.")


def _or_else(found: Iterator[Source | FailedPaper], otherwise: FailedPaper) -> Iterator[Source | FailedPaper]:
    first = next(found, None)
    if first is None:
        yield otherwise
        return
    yield first
    yield from found


def _matched(path: str) -> Iterator[Source | FailedPaper]:
    if os.path.isdir(path):  # noqa: PTH112
        yield from _papers_in(path)
    else:
        yield from _papers_at(path, Path(path).name)


def paper_files(folder: str) -> Iterator[str]:
    """The paths of all papers and archives in a folder and in those below it, in alphabetical order."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_paper_name(name) or is_archive(name):
                yield os.path.join(parent, name)  # noqa: PTH118


def _papers_in(folder: str) -> Iterator[Source | FailedPaper]:
    for path in paper_files(folder):
        yield from _papers_at(path, os.path.basename(path))  # noqa: PTH119 - no `Path` of each of many known files


def _papers_at(path: str, name: str) -> Iterator[Source | FailedPaper]:
    if is_paper_name(name):
        yield _file(path)
    elif is_archive(name):
        yield from _archived(path)


def _archived(path: str) -> Iterator[Source | FailedPaper]:
    yield from _or_failed(path, lambda: members(path))


def _at_url(url: str) -> Iterator[Source | FailedPaper]:
    """The papers at a URL. An archive there is opened only where the URL says so, as fsspec writes it."""
    if is_archive(PurePosixPath(url).name) and "::" not in url:
        yield FailedPaper(url, "is an archive", f"Name what is in it: zip://::{url}")
        return
    yield from _or_failed(url, lambda: papers_at(url))


def _or_failed(name: str, find: Callable[[], Iterable[Source]]) -> Iterator[Source | FailedPaper]:
    try:
        yield from find()
    except SourceError as error:
        yield FailedPaper(name, str(error), error.remedy)


def _file(path: str) -> File:
    return File(os.path.abspath(path))  # noqa: PTH100 - leaves links unresolved
