"""What docs/platforms.md says of macOS and Windows, as far as it can be run here: without the parts that they lack."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import socket
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import duckdb
import pytest

import risktrail
from risktrail.importing import extras
from risktrail.importing.executors import cores
from risktrail.ingest.workers.limits import peak_memory
from risktrail.store.whole_files import text_written_whole
from risktrail.web import render_page_process
from risktrail.web.server import listening_socket

ROOT = Path(__file__).resolve().parents[1]
WITHOUT = """
import os, signal, sys
from risktrail.cli.main import main
for name in ("fcntl", "resource"):
    sys.modules.pop(name, None)
    sys.modules[name] = None
for module, names in ((os, "fork sched_getaffinity chown O_DIRECTORY"), (signal, "pthread_sigmask setitimer SIGALRM")):
    for name in names.split():
        delattr(module, name)
main()
"""
"""risktrail on a system like Windows: what it imports later than its start is not there."""


def on_windows(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line with what Windows lacks taken away."""
    command = [sys.executable, "-c", WITHOUT, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_nothing_that_windows_lacks_is_imported_at_the_start() -> None:
    program = "import sys; sys.modules.update(fcntl=None, resource=None); from risktrail.cli.main import run; run([])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "merge other.duckdb",
        "report -o report.html",
        *(pytest.param(command, marks=pytest.mark.slow) for command in ("stalled", "ratings -o r.xlsx", "export out")),
    ],
)
def test_a_store_is_asked_where_papers_cannot_be_imported(command: str, sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "other.duckdb").write_bytes(sample_store.read_bytes())
    (tmp_path / "risktrail.duckdb").write_bytes(sample_store.read_bytes())
    done = on_windows(*command.split(), folder=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_paper_is_read_alone_where_papers_cannot_be_imported(samples: Path, tmp_path: Path) -> None:
    done = on_windows("parse", samples / "OPSG_53_2607_07.pdf", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["period"] == "2021-07"


@pytest.mark.parametrize(
    "command",
    [
        "import papers",
        "demo",
        *(
            pytest.param(command, marks=pytest.mark.slow)
            for command in ("watch papers", "import papers --executor dask --scheduler x")
        ),
    ],
)
def test_an_import_is_refused_where_its_processes_cannot_be_limited(command: str, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.pdf").write_bytes(b"%PDF-1.7 %%EOF")
    done = on_windows(*command.split(), folder=tmp_path)
    assert done.returncode == 2
    assert "it cannot limit the time and memory of a process. Import them on Linux" in done.stderr
    assert "fault" not in done.stderr
    assert not list(tmp_path.glob("*.duckdb"))


def test_where_the_system_does_not_say_which_cores_may_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert cores() == risktrail.LocalWorkers().workers == os.cpu_count()
    assert risktrail.LocalWorkers(jobs=3).workers == 3


def test_macos_counts_memory_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    here = peak_memory()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert here // 1024 <= peak_memory() < here


def test_the_picture_of_a_page_is_limited_in_time_where_memory_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    limited: list[int] = []

    def refuse_memory(which: int, _: tuple[int, int]) -> None:
        if which == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        limited.append(which)

    monkeypatch.setattr(resource, "setrlimit", refuse_memory)
    render_page_process._limit_memory_and_time()
    assert limited == [resource.RLIMIT_CPU]


def test_the_lock_is_known_by_the_words_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "s.duckdb"
    store.touch()

    def refuse(*_: object, **__: object) -> None:
        raise duckdb.IOException(
            f'IO Error: Cannot open file "{store}": The process cannot access the file because it is being used by'
            " another process."
        )

    monkeypatch.setattr("duckdb.connect", refuse)
    with pytest.raises(risktrail.StoreLockedError, match="in use by another process; let it finish, or wait"):
        risktrail.open(store)


def test_a_file_is_written_whole_where_folders_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, opened = tmp_path / "x.csv", os.open
    target.write_text("old")

    def open_no_folder(path: Path, *arguments: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", open_no_folder)
    monkeypatch.delattr(os, "O_DIRECTORY")
    monkeypatch.delattr(os, "chown")
    with text_written_whole(target) as file:
        file.write("new")
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]
    assert target.read_text() == "new"


def test_a_port_is_taken_alone_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_KEEPALIVE, raising=False)  # any option that is here
    with listening_socket("127.0.0.1", 0) as at:
        assert at.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert not at.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)


@pytest.mark.parametrize(
    ("written", "command"),
    [
        (None, "pip install 'risktrail[remote]'"),
        ('{"archive_info": {}, "url": "file:///tmp/risktrail.whl"}', "pip install 'risktrail[remote]'"),
        ('{"dir_info": {}, "url": "file:///home/me/my%20work"}', "pip install '/home/me/my work[remote]'"),
        ('{"dir_info": {"editable": true}, "url": "file:///work"}', "pip install -e '/work[remote]'"),
    ],
)
def test_the_hint_to_an_extra_fits_the_installation(
    written: str | None, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, _: str) -> str | None:
            return written

    monkeypatch.setattr(extras, "distribution", lambda _: Installed())
    assert extras.install_command("remote") == command


def test_the_hint_to_an_extra_of_a_program_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(extras, "distribution", missing)
    assert extras.install_command("cluster") == "pip install 'risktrail[cluster]'"


def test_the_container_file_is_sound_and_runs_as_no_root() -> None:
    text = re.sub(r"\\\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "ENTRYPOINT", "CMD"}
    assert {word for word, _ in lines} == known
    last = max(n for n, (word, _) in enumerate(lines) if word == "FROM")
    final = lines[last:]
    (user,) = [rest for word, rest in final if word == "USER"]
    assert user not in ("root", "0")
    assert any(word == "RUN" and f"useradd --uid 1000 --create-home {user} " in rest for word, rest in final)
    assert not [word for word, _ in final[[word for word, _ in final].index("USER") :] if word in ("RUN", "COPY")]
    assert [json.loads(rest) for word, rest in final if word in ("ENTRYPOINT", "CMD")] == [["risktrail"], ["--help"]]
    stages = [rest.partition(" AS ")[2] for word, rest in lines if word == "FROM"]
    assert [shlex.split(rest)[0] for word, rest in final if word == "COPY"] == [f"--from={stages[0]}"]
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"requirements.txt", "pyproject.toml", "README.md", "samples", "risktrail", "LICENSE"} & {*left_out}


def test_every_place_in_the_code_that_the_page_names_is_there() -> None:
    named = re.findall(
        r"`((?:cli|importing|ingest|risktrail|store|tests|web)/[\w/.]*)`", (ROOT / "docs/platforms.md").read_text()
    )
    assert len(named) > 8
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_extra_is_named_and_every_python_that_is_promised_is_new_enough() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs/platforms.md").read_text(encoding="utf-8").partition("## Extras")[2]
    assert set(re.findall(r"^\| `risktrail\[(\w+)\]` \|", page, re.MULTILINE)) == set(project["optional-dependencies"])
    named = [each.rpartition(" ")[2] for each in project["classifiers"] if "Python :: 3." in each]
    tried = (ROOT / "docs/platforms.md").read_text(encoding="utf-8").partition("|")[0]
    assert [each for each in named if each not in tried] == []
    assert f">={named[0]}" == project["requires-python"]
