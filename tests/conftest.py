"""What tests of every package share: a shell without settings, the sample papers, and a store of them."""

from __future__ import annotations

import functools
import gc
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

if TYPE_CHECKING:
    import duckdb

    from tests.cli.command_line import Cli

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Ctrl-C reaches what tests start also where the suite itself was started in the background, which ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """The garbage collector passes over what was collected, which stays to the end: reading papers makes much to go
    through."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """At the end all of it is let go of, as a program does that ends."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def quiet_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's own shell reaches a test."""
    for name in ("RISKTRAIL_DB", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def one_command_line() -> None:
    """The commands and their options are put together once, as in a process that runs one command."""
    typer.main.get_command = functools.cache(typer.main.get_command)


@pytest.fixture(autouse=True)
def stores_from_a_template(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is made in this process begins as a copy of an empty one: making the views takes half a second.

    Tests marked `from_nothing` make theirs whole, as does `sample_store`.
    """
    if request.node.get_closest_marker("from_nothing"):
        return
    from risktrail.store import database
    from tests.generators.register_builders import empty_store

    template, connect = empty_store(), database._connect_once

    def connect_to_copy(path: Path, read_only: bool, config: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
        if not read_only and not path.exists():
            path.write_bytes(template)
        return connect(path, read_only, config)

    monkeypatch.setattr(database, "_connect_once", connect_to_copy)


@pytest.fixture
def cli(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Cli:
    """The command line, run in an empty folder."""
    from tests.cli.command_line import Cli

    monkeypatch.chdir(tmp_path)
    return Cli(capsys)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the sample papers of one register, without those of other families."""
    folder = tmp_path_factory.mktemp("papers") / "samples"
    folder.mkdir()
    for paper in (ROOT / "samples").glob("*.pdf"):
        (folder / paper.name).symlink_to(paper)
    return folder


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A store of all sample papers. Read it; do not write to it."""
    from risktrail.cli.main import run

    store = tmp_path_factory.mktemp("samples") / "opsg.duckdb"
    assert run(["import", str(samples), "--db", str(store), "--quiet"]) == 0
    return store
