"""What is known is not read again, unless it is asked for."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from risktrail.importing.sources import files, source
from risktrail.ingest.profile_files import find_file
from tests.cli.command_line import Cli, Done

COUNCIL = Path(__file__).resolve().parents[2] / "samples" / "families" / "council"
FAMILIES = Path(__file__).resolve().parents[3] / "shared" / "families"
MakePapers = Callable[[int], list[Path]]


def figures(done: Done) -> dict[str, Any]:
    """What --stats told."""
    told: dict[str, Any] = json.loads(done.err.splitlines()[-1])
    return told


def test_stats_are_one_json_object(cli: Cli, papers: MakePapers) -> None:
    papers(3)
    told = figures(cli("import", "papers", "--stats", "-q", "--jobs", "1"))
    counted = {name: told[name] for name in ("papers", "added", "unchanged", "failed", "read", "jobs")}
    assert counted == {"papers": 3, "added": 3, "unchanged": 0, "failed": 0, "read": 3, "jobs": 1}
    assert told["pages"] > 3
    assert told["bytes"] == sum(path.stat().st_size for path in Path("papers").iterdir())
    assert told["seconds"] > 0 < told["peak_memory_mib"]


def test_known_files_are_not_opened(cli: Cli, papers: MakePapers, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_ = papers(3)
    cli("import", "papers")
    opened: list[str] = []
    content = files.File.content

    def noted(file: files.File) -> bytes:
        opened.append(file.name)
        return content(file)

    monkeypatch.setattr(files.File, "content", noted)
    assert figures(cli("import", "papers", "--stats"))["unchanged"] == 3
    assert opened == []
    os.utime(first, (1, 1))
    told = figures(cli("import", "papers", "--stats"))
    assert (told["unchanged"], told["read"]) == (3, 0), "opened and known by its bytes"
    assert opened == [first.name]


def test_force_reads_again(cli: Cli, papers: MakePapers) -> None:
    papers(2)
    cli("import", "papers")
    told = figures(cli("import", "papers", "--force", "--stats"))
    assert (told["read"], told["replaced"]) == (2, 2)
    assert len(cli("reports").rows()) == 2


def test_stale_papers_are_named_and_read_again_from_the_store(
    cli: Cli, papers: MakePapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = papers(2)
    cli("import", "papers")
    shutil.rmtree("papers")
    assert "older_reading" not in cli("check").out
    for module in ("risktrail.importing.options", "risktrail.cli.commands.check"):
        monkeypatch.setattr(f"{module}.PARSER_VERSION", "newer")
    named = [row["source_file"] for row in cli("check").rows() if row["kind"] == "older_reading"]
    assert named == [path.name for path in written]
    told = figures(cli("import", "--stale", "--stats"))
    assert (told["read"], told["replaced"], told["failed"]) == (2, 2, 0)
    assert "older_reading" not in cli("check").out
    assert figures(cli("import", "--stale", "--stats"))["papers"] == 0


def test_stale_papers_whose_bytes_were_not_kept(cli: Cli, papers: MakePapers, monkeypatch: pytest.MonkeyPatch) -> None:
    (paper,) = papers(1)
    cli("import", "papers", "--no-archive")
    monkeypatch.setattr("risktrail.importing.options.PARSER_VERSION", "newer")
    done = cli("import", "--stale", "-q")
    assert done.code == 4
    assert done.line.startswith(f"risktrail: {paper.name}: was read by another version of the parser.")


def test_papers_read_with_another_text_of_their_profile_are_stale(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = sorted((FAMILIES / "parish-letters").glob("*.pdf"))
    if not papers:
        pytest.skip("the invented families lie beside the project")
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setenv("RISKTRAIL_PROFILES", str(own))
    text = find_file("letters").text
    assert figures(cli("import", *map(str, papers), "--stats"))["added"] == 2
    assert cli("sql", "SELECT name, text FROM profile").rows() == [{"name": "letters", "text": text}]
    assert figures(cli("import", *map(str, papers), "--stats"))["unchanged"] == 2
    (own / "letters.toml").write_text(f"{text}\n# changed\n", encoding="utf-8")
    older = [row for row in cli("check").rows() if row["kind"] == "older_reading"]
    assert [row["source_file"] for row in older] == [paper.name for paper in papers]
    assert "with another text of the profile letters" in older[0]["message"]
    told = figures(cli("import", "--stale", "--stats"))
    assert (told["read"], told["replaced"], told["failed"]) == (2, 2, 0)
    assert [row["text"] for row in cli("sql", "SELECT text FROM profile").rows()] == [f"{text}\n# changed\n"]
    assert figures(cli("import", "--stale", "--stats"))["papers"] == 0
    (own / "letters.toml").unlink()
    assert figures(cli("import", *map(str, papers), "--stats"))["replaced"] == 2


def test_a_named_profile_is_used_again_even_where_its_file_is_gone(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = sorted(COUNCIL.glob("*.pdf"))[:1]
    text = find_file("council").text
    own = tmp_path / "ours.toml"
    own.write_text(text.replace('name = "council"', 'name = "ours"'), encoding="utf-8")
    monkeypatch.setenv("RISKTRAIL_PROFILES", str(tmp_path / "none"))

    def used() -> list[str]:
        return [row["profile"] for row in cli("sql", "SELECT profile FROM report").rows()]

    assert figures(cli("import", *map(str, papers), "--profile", "ours.toml", "--stats"))["added"] == 1
    assert used() == ["ours"]
    own.unlink()
    assert figures(cli("import", *map(str, papers), "--stats"))["unchanged"] == 1
    assert figures(cli("import", *map(str, papers), "--force", "--stats"))["replaced"] == 1
    assert used() == ["ours"]
    monkeypatch.setattr("risktrail.importing.options.PARSER_VERSION", "newer")
    assert figures(cli("import", "--stale", "--stats"))["replaced"] == 1
    assert used() == ["ours"]
    assert len(cli("sql", "SELECT text FROM profile").rows()) == 1
    assert figures(cli("import", *map(str, papers), "--profile", "council", "--stats"))["replaced"] == 1
    assert used() == ["council"]
    assert cli("ask", "integrity").rows() == []


def test_nothing_named_is_an_error(cli: Cli) -> None:
    done = cli("import")
    assert done.code == 2
    assert "name the papers" in done.line


def test_a_file_that_is_lost_meanwhile_is_one_failed_paper(
    cli: Cli, papers: MakePapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, *_ = papers(3)
    stat = files.File.stat

    def too_late(file: files.File) -> tuple[int, float]:
        lost.unlink(missing_ok=True)
        return stat(file)

    content = lost.read_bytes()
    with monkeypatch.context() as disappearing:
        disappearing.setattr(files.File, "stat", too_late)
        done = cli("import", "papers", "-q")
    assert done.code == 1
    assert done.line.startswith(f"risktrail: papers/{lost.name}: cannot be opened (No such file or directory).")
    assert len(cli("reports").rows()) == 2
    (told,) = [row for row in cli("check").rows() if row["kind"] == "failed_paper"]
    assert told["source_file"] == lost.name
    assert told["message"].startswith(
        "cannot be opened (No such file or directory). Check that it is still there and may be read."
        " (tried 1 time, last 20"
    )
    lost.write_bytes(content)
    assert figures(cli("import", "papers", "--stats"))["added"] == 1, "tried again, with success"
    assert "failed_paper" not in cli("check").out


def test_a_known_file_that_was_lost_for_a_while_is_looked_at_again(
    cli: Cli, papers: MakePapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers(1)
    cli("import", "papers")

    def denied(_: files.File) -> tuple[int, float]:
        raise source.cannot_be_opened(PermissionError(13, "Permission denied"))

    with monkeypatch.context() as locked:
        locked.setattr(files.File, "stat", denied)
        for times in ("1 time", "2 times"):
            assert cli("import", "papers", "-q").code == 4
            assert (
                f"Permission denied). Check that it is still there and may be read. (tried {times}," in cli("check").out
            )
    assert figures(cli("import", "papers", "--stats"))["unchanged"] == 1
    assert "failed_paper" not in cli("check").out


def test_many_known_files_with_new_times_or_places(cli: Cli, papers: MakePapers) -> None:
    papers(11)
    cli("import", "papers")
    Path("papers").rename("moved")
    told = figures(cli("import", "moved", "--stats"))
    assert (told["unchanged"], told["read"]) == (11, 0)
    with duckdb.connect("risktrail.duckdb", read_only=True) as con:
        assert con.execute("SELECT count(*), count(DISTINCT sha256) FROM paper_location").fetchone() == (22, 11)
