"""`import_papers` is a function for programs: it counts, raises the errors of the one tree, and prints nothing."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

import risktrail
from risktrail.importing.options import Engine
from risktrail.ingest.pdf.engines import EngineName
from risktrail.schema.errors import ExitCode
from risktrail.store import open_writer

SAMPLE = "OPSG_43_2408_05.pdf"
ONE = risktrail.LocalWorkers(jobs=1)

MakePapers = Callable[[int], list[Path]]


@pytest.fixture(autouse=True)
def _nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Every test here ends with empty outputs, those of workers included."""
    yield
    assert capfd.readouterr() == ("", "")


def test_it_counts_what_becomes_of_each_paper(tmp_path: Path, papers: MakePapers) -> None:
    folder, store = papers(3)[0].parent, tmp_path / "s.duckdb"
    (folder / "notes.pdf").write_bytes(b"no PDF")
    seen: list[tuple[int, int]] = []

    def note(summary: risktrail.ImportSummary) -> None:
        seen.append((summary.papers, summary.expected))

    summary = risktrail.import_papers([folder, tmp_path / "none.pdf"], store, executor=ONE, on_progress=note)
    assert (summary.papers, summary.found, summary.failed, summary.read) == (5, 4, 2, 4)
    assert summary.outcomes == {risktrail.Outcome.ADDED: 3}
    assert summary.pages > 3
    assert summary.content_bytes == sum(path.stat().st_size for path in folder.iterdir())
    assert summary.seconds > 0
    assert summary.exit_code == ExitCode.IN_PART
    missing, notes = summary.failures
    assert (missing.name, missing.reason, missing.code) == (
        str(tmp_path / "none.pdf"),
        "there is no such file or folder",
        None,
    )
    assert (Path(notes.name).name, notes.code, notes.remedy) == (
        "notes.pdf",
        "not_a_pdf",
        "Give the paper itself as a PDF.",
    )
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    again = risktrail.import_papers(str(folder), store, executor=ONE)
    assert again.outcomes == {risktrail.Outcome.UNCHANGED: 3}
    assert (again.read, again.failed) == (1, 1)


def test_where_nothing_is_found_no_store_is_made(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    summary = risktrail.import_papers(tmp_path, store)
    assert (summary.found, summary.papers, summary.exit_code) == (0, 1, ExitCode.NOTHING_READ)
    assert not store.exists()


def test_what_happens_is_logged(tmp_path: Path, papers: MakePapers, caplog: pytest.LogCaptureFixture) -> None:
    (paper,) = papers(1)
    caplog.set_level(logging.DEBUG, "risktrail.importing")
    risktrail.import_papers([paper, tmp_path / "none.pdf"], tmp_path / "s.duckdb", executor=ONE)
    logged = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert logged[0] == ("ERROR", f"{tmp_path / 'none.pdf'}: there is no such file or folder. Check the path.")
    assert [(level, text.rsplit(", ", 1)[0]) for level, text in logged[1:]] == [("DEBUG", f"{paper.name}: added")]


def test_two_papers_of_one_month_are_in_the_summary(
    tmp_path: Path, samples: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = (samples / SAMPLE).read_bytes()
    (tmp_path / "other.pdf").write_bytes(content.replace(b"OPSG_43_2408_05", b"OPSG_44_2508_05"))
    with open_writer(tmp_path / "s.duckdb"):
        pass
    summary = risktrail.import_papers([samples / SAMPLE, tmp_path / "other.pdf"], tmp_path / "s.duckdb", executor=ONE)
    (line,) = summary.conflicts
    assert line.startswith("other.pdf: is another paper (OPSG_44_2508_05)")
    assert f"{line}." in caplog.messages


@pytest.mark.parametrize(
    ("paths", "options", "message"),
    [
        ([], {}, "name the papers to import"),
        (["a.pdf"], {"register": " "}, "--register is empty"),
        (["a.pdf"], {"period": "May"}, "'May' is not a month"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(
    paths: list[str], options: dict[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(risktrail.UsageError, match=message) as raised:
        risktrail.import_papers(paths, tmp_path / "s.duckdb", risktrail.ImportOptions(**options))  # type: ignore[arg-type]
    assert raised.value.exit_code == ExitCode.USAGE
    assert not list(tmp_path.iterdir())


def test_a_cluster_that_is_not_there(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktrail.importing.executors.find_spec", lambda _: None)
    with pytest.raises(risktrail.UsageError, match="needs dask"):
        risktrail.import_papers(samples, tmp_path / "s.duckdb", executor=risktrail.DaskCluster("tcp://127.0.0.1:9"))


def test_what_is_no_store_is_a_store_error(tmp_path: Path, samples: Path) -> None:
    for name, error in (("notes", risktrail.NotAStoreError), ("s.csv", risktrail.StoreNameError)):
        (tmp_path / name).write_text("some other program's file", encoding="utf-8")
        with pytest.raises(error) as raised:
            risktrail.import_papers(samples / SAMPLE, tmp_path / name)
        assert isinstance(raised.value, risktrail.RisktrailError)
        assert raised.value.exit_code == ExitCode.STORE
        assert (tmp_path / name).read_text(encoding="utf-8") == "some other program's file"


def test_the_engines_are_those_of_the_reader() -> None:
    assert get_args(Engine) == tuple(map(str, EngineName))


def test_a_plain_script_needs_no_guard(tmp_path: Path, papers: MakePapers) -> None:
    papers(2)
    script = tmp_path / "script.py"
    script.write_text(
        "import risktrail\n"
        "summary = risktrail.import_papers('papers', 's.duckdb', executor=risktrail.LocalWorkers(jobs=2))\n"
        "print(summary.papers, summary.failed)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script.name], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(risktrail.__file__).parents[1])},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 0\n", "")
