"""A file that is written appears whole, or the old one stays as it was and nothing is left beside it."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from risktrail.store.whole_files import text_written_whole


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(each.name for each in folder.iterdir())


def half(file: Path, error: BaseException) -> None:
    """Write half of a file, and then have something go wrong."""
    with text_written_whole(file) as new:
        new.write("half of the new")
        raise error


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("old")
    with text_written_whole(file) as new:
        new.write("new")
        new.flush()
        assert file.read_text() == "old"
    assert file.read_text() == "new"
    assert names(tmp_path) == ["answer.csv"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError("x")])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("old")
    with pytest.raises(type(error)):
        half(file, error)
    assert file.read_text() == "old"
    assert names(tmp_path) == ["answer.csv"]


def test_what_goes_wrong_in_a_folder_without_the_file_leaves_the_folder_empty(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"):
        half(tmp_path / "answer.csv", ValueError("x"))
    assert names(tmp_path) == []


def test_permissions_of_the_old_file_are_kept_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.csv", tmp_path / "fresh.csv"
    old.write_text("old")
    old.chmod(0o640)
    umask = os.umask(0o027)
    try:
        for file in (old, fresh):
            with text_written_whole(file) as new:
                new.write("new")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    file, link = tmp_path / "kept" / "answer.csv", tmp_path / "link.csv"
    file.write_text("old")
    link.symlink_to(file)
    with text_written_whole(link) as new:
        new.write("new")
    assert link.is_symlink()
    assert file.read_text() == "new"
    assert names(tmp_path / "kept") == ["answer.csv"]


def test_a_link_to_nothing_yet_makes_its_file(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "answer.csv")
    with text_written_whole(link) as new:
        new.write("new")
    assert link.is_symlink()
    assert (tmp_path / "answer.csv").read_text() == "new"


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with text_written_whole(pipe) as new:
        new.write("through")
    reader.join(10)
    assert read == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("old")
    file.chmod(0o444)
    with pytest.raises(PermissionError), text_written_whole(file) as new:
        new.write("new")
    assert file.read_text() == "old"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), text_written_whole(tmp_path / "none" / "answer.csv") as new:
        new.write("new")
