"""From what the user named to the papers meant: files, folders with all below them, patterns, zip archives, URLs."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from risktrail.cli.archives import is_archive, members
from risktrail.cli.remote import is_url, papers_at
from risktrail.cli.sources import File, Source, is_paper
from risktrail.schema.errors import SourceError


@dataclass(frozen=True)
class Missed:
    """Something the user named in which there is no paper."""

    name: str
    reason: str
    remedy: str


def discover(names: Iterable[str]) -> Iterator[Source | Missed]:
    """Every paper once, in the order named; what is in a folder or archive in alphabetical order."""
    seen: set[str] = set()
    for name in names:
        for found in _below(name):
            if isinstance(found, Missed):
                yield found
                continue
            key = found.path if isinstance(found, File) else found.where
            if key not in seen:
                seen.add(key)
                yield found


def _below(name: str) -> Iterator[Source | Missed]:
    if is_url(name):
        yield from _or_missed(_at(name), Missed(name, "there is no PDF there", "Check the address."))
    elif os.path.isdir(name):  # noqa: PTH112
        nothing = Missed(name, "there is no PDF in this folder", "Name the folder with the papers.")
        yield from _or_missed(_papers_in(name), nothing)
    elif os.path.exists(name):  # noqa: PTH110
        nothing = Missed(name, "there is no PDF in this archive", "Name the archive with the papers.")
        yield from _or_missed(_archived(name), nothing) if is_archive(Path(name).name) else (_file(name),)
    elif glob.has_magic(name):
        nothing = Missed(name, "no PDF fits this pattern", "Check the pattern and its folder.")
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        yield from _or_missed((found for match in matches for found in _matched(match)), nothing)
    else:
        yield Missed(name, "there is no such file or folder", "Check the path.")


def _or_missed(found: Iterator[Source | Missed], missed: Missed) -> Iterator[Source | Missed]:
    first = next(found, None)
    if first is None:
        yield missed
        return
    yield first
    yield from found


def _matched(path: str) -> Iterator[Source | Missed]:
    if os.path.isdir(path):  # noqa: PTH112
        yield from _papers_in(path)
    else:
        yield from _papers_at(path, Path(path).name)


def _papers_in(folder: str) -> Iterator[Source | Missed]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            yield from _papers_at(os.path.join(parent, name), name)  # noqa: PTH118


def _papers_at(path: str, name: str) -> Iterator[Source | Missed]:
    if is_paper(name):
        yield _file(path)
    elif is_archive(name):
        yield from _archived(path)


def _archived(path: str) -> Iterator[Source | Missed]:
    yield from _unless_lost(path, lambda: members(path))


def _at(url: str) -> Iterator[Source | Missed]:
    """What is at a URL. An archive there is not opened, unless it is asked for in fsspec's way."""
    if is_archive(PurePosixPath(url).name) and "::" not in url:
        yield Missed(url, "is an archive", f"Name what is in it: zip://::{url}")
        return
    yield from _unless_lost(url, lambda: papers_at(url))


def _unless_lost(name: str, find: Callable[[], Iterable[Source]]) -> Iterator[Source | Missed]:
    try:
        yield from find()
    except SourceError as error:
        yield Missed(name, str(error), error.remedy)


def _file(path: str) -> File:
    return File(os.path.abspath(path))  # noqa: PTH100 - leaves links unresolved
