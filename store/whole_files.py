"""Files written whole or not at all: the old one stands until the new one is complete and on the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_OPEN_FILE = re.compile(r"/dev/(stdin|stdout|stderr|fd/\d+)|/proc/[^/]+/fd/\d+")


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """The path to write to in place of `path`, which it becomes when the block ends without an error.

    It is a new file in the same folder, with the permissions of the file it replaces. A link is followed. What is no
    file that can be replaced (a pipe, a terminal, /dev/stdout) is given as it is, to be written directly.

    Raises:
        OSError: The file, or its folder, cannot be written. Then, and after any other error in the block, the old
            file is as it was, and nothing is left beside it.
    """
    if is_written_directly(path):
        yield path
        return
    target = path.resolve() if path.is_symlink() else path
    before = _status(target)
    temporary = target.with_name(f".risktrail-{os.urandom(8).hex()}.tmp")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))  # the umask takes its bits off
        yield temporary
        _keep(temporary)
        if before is not None:
            _as_before(temporary, before)
        temporary.replace(target)
        _keep(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


@contextlib.contextmanager
def text_written_whole(path: Path) -> Iterator[TextIO]:
    """An open file, UTF-8 and line ends as written, which becomes `path` when the block ends; see `written_whole`."""
    with written_whole(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        yield file


def is_written_directly(path: Path) -> bool:
    """Whether there is something at the path that is not to be replaced: a pipe, a terminal, a file that is open."""
    if _OPEN_FILE.fullmatch(str(path.absolute())):
        return True
    about = _status(path)
    return about is not None and not stat.S_ISREG(about.st_mode)


def _status(path: Path) -> os.stat_result | None:
    """What the system knows of a file that may be written; None where there is none yet."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISREG(about.st_mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return about


def _keep(path: Path) -> None:
    """Have the disk keep what was written to a file, or what a folder lists, where the system opens folders."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that has no such promise to make
            raise
    finally:
        os.close(opened)


def _as_before(new: Path, before: os.stat_result) -> None:
    """Give a new file the owner, as far as that is allowed, and the permissions of the one it replaces."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(new, before.st_uid, before.st_gid)
    new.chmod(stat.S_IMODE(before.st_mode))
