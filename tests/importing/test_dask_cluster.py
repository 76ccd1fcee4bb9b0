"""Reading on a dask cluster: a real scheduler and two workers, one of which dies."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from risktrail.importing.extras import install_command
from tests.cli.command_line import Cli
from tests.long_checks.kill import Whole, fingerprint, importing

INSTALLED = importlib.util.find_spec("distributed") is not None
needs_dask = pytest.mark.skipif(not INSTALLED, reason="distributed is not installed")


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A part of the cluster, which listens on loopback alone."""
    return subprocess.Popen([sys.executable, "-m", "dask", *arguments], stderr=subprocess.DEVNULL)


def end(parts: list[subprocess.Popen[bytes]]) -> None:
    """End what was started."""
    for part in parts:
        part.kill()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and two workers."""
    told = tmp_path / "scheduler.json"
    here = ("--host", "127.0.0.1")
    file = ("--scheduler-file", str(told))
    with ExitStack() as stack:
        parts = [stack.enter_context(started("scheduler", *here, "--port", "0", "--no-dashboard", *file))]
        worker = ("worker", *here, *file, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        parts += [stack.enter_context(started(*worker, "--local-directory", str(tmp_path / n))) for n in "ab"]
        stack.callback(end, parts)
        yield address(told), parts[1:]


def address(file: Path) -> str:
    """What the scheduler writes as soon as it listens."""
    for _ in range(200):
        if file.exists() and file.read_text():
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler has not started")


@pytest.mark.slow
@needs_dask
def test_one_of_two_workers_dies_and_the_store_is_the_same(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, eleven_papers: Path, whole: Whole
) -> None:
    scheduler, workers = cluster
    store = tmp_path / "store.duckdb"
    with importing(eleven_papers, store, "--executor", "dask", "--scheduler", scheduler) as run:
        assert run.stderr is not None
        run.stderr.readline()
        workers[0].kill()
        rest = run.stderr.read().decode()
    assert run.returncode == 0, rest
    assert "11 papers: 11 added" in rest
    assert fingerprint(store) == whole.fingerprint


@needs_dask
def test_no_scheduler_there(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktrail.importing.executors.CONNECT_SECONDS", 1)
    done = cli("import", samples, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9", "-q")
    assert done.code == 2
    assert "no dask scheduler answers there" in done.err.splitlines()[-1]


def test_without_dask_it_says_what_to_install(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktrail.importing.executors.find_spec", lambda _: None)
    done = cli("import", samples, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.code == 2
    assert install_command("cluster") in done.line
    assert not Path("risktrail.duckdb").exists()


@pytest.mark.parametrize("options", [("--executor", "dask"), ("--scheduler", "tcp://127.0.0.1:9")])
def test_executor_and_scheduler_go_together(cli: Cli, samples: Path, options: tuple[str, ...]) -> None:
    done = cli("import", samples, *options)
    assert done.code == 2
    assert "go together" in done.line
