"""Zip archives are read in place, and only as far as is safe."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from risktrail.importing.sources import zip as archives
from tests.cli.command_line import Cli

PAPER = "OPSG_43_2408_05.pdf"


@pytest.fixture
def archive(samples: Path, tmp_path: Path) -> Path:
    """An archive with one paper in a folder, and much else."""
    path = tmp_path / "2020.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(samples / PAPER, f"august/{PAPER}")
        for name in ("__MACOSX/._x.pdf", ".hidden/x.pdf", "../up.pdf", "/root.pdf", "~$x.pdf", "minutes.txt"):
            packed.writestr(name, (samples / PAPER).read_bytes())
    return path


def test_read_in_place_and_known_next_time(cli: Cli, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for named in (archive.name, ".", "*.zip"):
        done = cli("import", named, "-v", "--db", f"{len(named)}.duckdb")
        assert "1 paper: 1 added" in done.err
        assert f"2020.zip/august/{PAPER}: added, 2020-08" in done.err
    assert [row["source_file"] for row in cli("reports", "--db", "1.duckdb").rows()] == [f"2020.zip/august/{PAPER}"]
    monkeypatch.delattr(archives.Member, "content")
    assert "1 unchanged" in cli("import", archive, "--db", "1.duckdb").err
    assert sorted(path.name for path in Path().iterdir() if path.suffix != ".duckdb") == ["2020.zip"]


def test_a_paper_too_large_is_not_unpacked(cli: Cli, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 10)
    done = cli("import", archive, "-q")
    assert done.code == 4
    assert f"2020.zip/august/{PAPER}: is larger than" in done.line


def test_an_archive_of_too_many_files(cli: Cli, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    assert "holds more than 3 files" in cli("import", archive, "-q").line


def test_no_more_is_unpacked_than_the_index_says(archive: Path) -> None:
    (member,) = archives.members(str(archive))
    stated = archives.Member(member.archive, member.inside, 100, member.mtime)
    assert len(stated.content()) == 100


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda whole: whole[:5000], "2020.zip: the zip archive is damaged"),
        (lambda whole: whole[:200] + b"\0" * 3000 + whole[3200:], f"{PAPER}: the zip archive is damaged"),
    ],
)
def test_a_damaged_archive(cli: Cli, archive: Path, change: Callable[[bytes], bytes], reason: str) -> None:
    archive.write_bytes(change(archive.read_bytes()))
    done = cli("import", archive, "-q")
    assert done.code == 4
    assert reason in done.line


def test_unusual_packing_and_passwords(cli: Cli, samples: Path) -> None:
    with zipfile.ZipFile("unusual.zip", "w", zipfile.ZIP_LZMA) as packed:
        packed.write(samples / PAPER, PAPER)
    assert "is packed in an unusual way" in cli("import", "unusual.zip", "-q").line
    with zipfile.ZipFile("locked.zip", "w") as packed:
        packed.write(samples / PAPER, PAPER)
    content = bytearray(Path("locked.zip").read_bytes())
    content[content.rindex(b"PK\1\2") + 8] |= 1
    Path("locked.zip").write_bytes(content)
    assert "is protected by a password" in cli("import", "locked.zip", "-q").line


def test_an_archive_without_papers(cli: Cli) -> None:
    with zipfile.ZipFile("empty.zip", "w") as packed:
        packed.writestr("minutes.txt", "none")
    assert "there is no PDF in this archive" in cli("import", "empty.zip", "-q").line
