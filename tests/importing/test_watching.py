"""A watched folder: a paper is imported once it is written whole; what goes wrong ends nothing."""

from __future__ import annotations

import logging
import os
import shutil
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import risktrail
from risktrail.importing.import_summary import ImportSummary
from risktrail.importing.options import ImportOptions
from risktrail.importing.pipeline import import_named
from risktrail.importing.watching import Arrivals, WatchSettings, ends_whole, watch_folder
from risktrail.store import Outcome, open_writer
from risktrail.store.errors import StoreLockedError

ONE = risktrail.LocalWorkers(jobs=1)
QUICK = WatchSettings(tick=0.05, settled=0.1, given_up=0.6, look=0.2)
WHOLE = b"%PDF-1.7 some pages %%EOF\n"

MakePapers = Callable[[int], list[Path]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to watch."""
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_a_file_is_finished_when_it_rests_and_has_an_end(folder: Path) -> None:
    arrivals, paper = Arrivals(str(folder), WatchSettings(settled=2.0)), folder / "a.pdf"
    paper.write_bytes(WHOLE[:10])
    assert arrivals.look(0.0) == []
    paper.write_bytes(WHOLE)
    assert arrivals.look(1.9) == []  # it has grown: the rest begins anew
    assert arrivals.look(3.8) == []
    assert arrivals.look(3.9) == [str(paper)]
    assert arrivals.look(4.0) == [str(paper)]  # the import failed for a reason of its own, and is tried again
    arrivals.imported([str(paper)])
    assert arrivals.look(5.0) == []
    assert not arrivals.are_waiting
    paper.write_bytes(WHOLE + WHOLE)  # a corrected paper under the old name
    assert arrivals.look(6.0) == []
    assert arrivals.look(8.0) == [str(paper)]


def test_a_file_without_an_end_is_told_of_once_and_given_up_at_last(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    arrivals, paper = Arrivals(str(folder), WatchSettings(settled=2.0, given_up=60.0)), folder / "cut.pdf"
    paper.write_bytes(WHOLE[:10])
    assert [arrivals.look(now) for now in (0.0, 2.0, 3.0, 59.9)] == [[]] * 4
    assert caplog.messages == [f"{paper} is not written whole yet; it is imported when the rest has come."]
    assert arrivals.look(60.0) == [str(paper)]


def test_what_a_file_ends_with(folder: Path) -> None:
    long, notes, packed = folder / "long.pdf", folder / "notes.pdf", folder / "a.zip"
    long.write_bytes(b"%%EOF" + b" " * 1024)
    notes.write_bytes(b"")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.pdf", WHOLE)
    assert not ends_whole(str(long), 1024)
    assert ends_whole(str(long), 1029)
    assert not ends_whole(str(notes), 1024)
    assert ends_whole(str(packed), 1024)
    packed.write_bytes(packed.read_bytes()[:-30])
    assert not ends_whole(str(packed), 1024)
    assert not ends_whole(str(folder / "gone.pdf"), 1024)


def test_only_papers_and_archives_count_and_one_that_goes_is_forgotten(folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / ".trash").mkdir()
    for name in ("below/a.pdf", ".trash/b.pdf", "~$c.pdf", "d.pdf.part", "e.docx"):
        (folder / name).write_bytes(WHOLE)
    arrivals = Arrivals(str(folder), WatchSettings(settled=1.0))
    arrivals.look(0.0)
    assert arrivals.look(1.0) == [str(folder / "below" / "a.pdf")]
    (folder / "below" / "a.pdf").unlink()
    assert arrivals.look(2.0) == []
    assert not arrivals.are_waiting


def test_what_is_there_is_imported_and_then_what_comes(folder: Path, tmp_path: Path, papers: MakePapers) -> None:
    first, second = papers(2)
    shutil.copy(first, folder)
    store = tmp_path / "s.duckdb"
    with closing(watch_folder(folder, store, ImportOptions(), ONE, settings=QUICK)) as imports:
        summary = next(imports)
        assert summary.outcomes == {Outcome.ADDED: 1}
        assert len(summary.months) == 1
        shutil.copy(second, folder)
        summary = next(imports)
        assert summary.outcomes == {Outcome.ADDED: 1}
        (folder / "notes.pdf").write_bytes(b"no PDF at all")
        assert [failed.code for failed in next(imports).failures] == ["not_a_pdf"]
        shutil.copy(first, folder / "again.pdf")
        summary = next(imports)
        assert (summary.outcomes, summary.months) == ({Outcome.UNCHANGED: 1}, [])


def test_a_removed_paper_is_not_taken_back(folder: Path, tmp_path: Path, papers: MakePapers) -> None:
    (paper,) = papers(1)
    shutil.copy(paper, folder)
    store = tmp_path / "s.duckdb"
    risktrail.import_papers(folder, store, executor=ONE)
    with open_writer(store) as writer:
        writer.remove(paper.name, "Not ours")
    with closing(watch_folder(folder, store, ImportOptions(), ONE, settings=QUICK)) as imports:
        assert next(imports).left_out == 1


def test_a_store_in_use_is_tried_again(
    folder: Path, tmp_path: Path, papers: MakePapers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copy(papers(1)[0], folder)
    refusals = [1, 2]

    def refused_twice(*arguments: object) -> ImportSummary:
        if refusals:
            refusals.pop()
            raise StoreLockedError("s.duckdb", "process 12 (duckdb)")
        return import_named(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("risktrail.importing.watching.import_named", refused_twice)
    with closing(watch_folder(folder, tmp_path / "s.duckdb", ImportOptions(), ONE, settings=QUICK)) as imports:
        assert next(imports).outcomes == {Outcome.ADDED: 1}
    told = [message for message in caplog.messages if "in use" in message]
    assert told == ["s.duckdb: the store is in use by process 12 (duckdb); trying again until it is free."]


def test_a_folder_that_vanishes_is_told_of_and_watched_again(
    folder: Path, tmp_path: Path, papers: MakePapers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    paper, aside = papers(1)[0], tmp_path / "aside"
    slept: list[float] = []

    def bring_it_back(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            aside.rename(folder)
            shutil.copy(paper, folder)

    monkeypatch.setattr("time.sleep", bring_it_back)
    threading.Timer(0.3, lambda: folder.rename(aside)).start()
    with closing(watch_folder(folder, tmp_path / "s.duckdb", ImportOptions(), ONE, settings=QUICK)) as imports:
        assert next(imports).outcomes == {Outcome.ADDED: 1}
    told = [message for message in caplog.messages if message.startswith(str(folder))]
    assert told == [f"{folder}: the folder is gone; waiting until it is back.", f"{folder} is back."]


def test_a_folder_that_never_was_and_one_that_cannot_be_watched(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(risktrail.UsageError, match=r"there is no such folder\. Name the folder"):
        next(watch_folder(tmp_path / "none", tmp_path / "s.duckdb", ImportOptions(), ONE))

    monkeypatch.setattr("watchfiles.watch", lambda *_, **__: map(_refuse, [1]))
    with pytest.raises(risktrail.UsageError, match="the system cannot watch this folder"):
        next(watch_folder(folder, tmp_path / "s.duckdb", ImportOptions(), ONE, settings=QUICK))


def _refuse(_: int) -> set[object]:
    raise OSError("OS file watch limit reached.")


def test_a_path_that_is_not_utf_8_is_watched(folder: Path) -> None:
    path = os.fsencode(folder) + b"/\xe9.pdf"
    Path(os.fsdecode(path)).write_bytes(WHOLE)
    arrivals = Arrivals(str(folder), WatchSettings(settled=0.0))
    assert arrivals.look(0.0) == [os.fsdecode(path)]
