"""How large a paper and an archive may be: at the limit, one under it and one over it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from risktrail.importing.sources import url
from risktrail.importing.sources import zip as archives
from risktrail.schema.errors import SourceError

SIZE = 100
AT_THE_LIMIT = pytest.mark.parametrize(("limit", "fits"), [(SIZE + 1, True), (SIZE, True), (SIZE - 1, False)])


@pytest.fixture
def remote() -> Iterator[fsspec.AbstractFileSystem]:
    """A file system in memory with one paper."""
    files = fsspec.filesystem("memory")
    files.pipe("/limits/paper.pdf", bytes(SIZE))
    yield files
    files.rm("/limits", recursive=True)


@AT_THE_LIMIT
@pytest.mark.parametrize("size", [SIZE, None], ids=["the server says the size", "it does not"])
def test_a_paper_by_url(
    size: int | None, limit: int, fits: bool, remote: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(url, "MOST_BYTES", limit)
    paper = url.RemoteFile("memory://limits/paper.pdf", remote, "/limits/paper.pdf", size)
    if fits:
        assert len(paper.content()) == SIZE
    else:
        with pytest.raises(SourceError, match="is larger than"):
            paper.content()


@AT_THE_LIMIT
def test_a_paper_in_an_archive(limit: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", limit)
    (paper,) = archives.members(str(packed(tmp_path, 1)))
    if fits:
        assert len(paper.content()) == SIZE
    else:
        with pytest.raises(SourceError, match="is larger than"):
            paper.content()


@pytest.mark.parametrize(("files", "fits"), [(2, True), (3, True), (4, False)])
def test_an_archive_of_three_files_at_most(
    files: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    archive = str(packed(tmp_path, files))
    if fits:
        assert len(archives.members(archive)) == files
    else:
        with pytest.raises(SourceError, match="holds more than 3 files"):
            archives.members(archive)


def packed(folder: Path, files: int) -> Path:
    """An archive of so many files, each of SIZE bytes."""
    path = folder / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(files):
            archive.writestr(f"{number}.pdf", bytes(SIZE))
    return path
