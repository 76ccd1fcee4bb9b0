"""From what the user named to the papers meant: files, folders with all below them, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENDING = ".pdf"
TEMPORARY = "~$"  # what office programs put before the name of a file that is open


@dataclass(frozen=True)
class Missed:
    """Something the user named in which there is no paper."""

    name: str
    reason: str
    remedy: str


def discover(names: Iterable[str]) -> Iterator[Path | Missed]:
    """Every paper once, as an absolute path, in the order named; folders in alphabetical order."""
    seen: set[Path] = set()
    for name in names:
        for found in _below(name):
            if isinstance(found, Missed):
                yield found
            elif (path := Path(os.path.abspath(found))) not in seen:  # noqa: PTH100 - leaves links unresolved
                seen.add(path)
                yield path


def _below(name: str) -> Iterator[Path | Missed]:
    path = Path(name)
    if path.is_dir():
        yield from _or_missed(
            _papers_in(path),
            Missed(name, "there is no PDF in this folder", "Name the folder with the papers."),
        )
    elif path.exists():
        yield path
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        yield from _or_missed(
            (found for match in matches for found in _matched(Path(match))),
            Missed(name, "no PDF fits this pattern", "Check the pattern and its folder."),
        )
    else:
        yield Missed(name, "there is no such file or folder", "Check the path.")


def _or_missed(found: Iterator[Path], missed: Missed) -> Iterator[Path | Missed]:
    first = next(found, None)
    if first is None:
        yield missed
        return
    yield first
    yield from found


def _matched(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _papers_in(path)
    elif _is_paper(path.name):
        yield path


def _papers_in(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if _is_paper(name))


def _is_paper(name: str) -> bool:
    return name.lower().endswith(ENDING) and not name.startswith((".", TEMPORARY))
