"""docs/watching.md and docs/merging.md are true: their commands run as written, and print what is shown."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.cli.commands import watch
from risktrail.importing.import_summary import ImportSummary
from risktrail.store import Outcome, open_reader
from tests.cli.command_line import Cli
from tests.readme_blocks import LEFT_OUT, blocks

ROOT = Path(__file__).resolve().parents[1]
WATCHING, MERGING = ROOT / "docs" / "watching.md", ROOT / "docs" / "merging.md"
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands_of(page: Path) -> list[list[str]]:
    """The words of each command in the blocks for a shell, without the program's name."""
    lines = [line for block in SHELL.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    words = [shlex.split(line) for line in lines]
    assert {each[0] for each in words} == {"risktrail"}
    return [each[1:] for each in words]


@pytest.fixture
def july(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """All samples are imported, and `watch` meets the paper of July; what a real folder does, test_watch.py shows."""

    def watched(*_: object, **__: object) -> Iterator[ImportSummary]:
        yield ImportSummary(months=[("OPSG", "2021-07")], found=1, outcomes=Counter({Outcome.ADDED: 1}))

    monkeypatch.setenv("RISKTRAIL_DB", str(sample_store))
    monkeypatch.setattr(watch, "watch_folder", watched)
    return cli


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`mail` and `notify-send` as they stand on the page, which write what they are given to a file of their name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("mail", "notify-send"):
        (folder / name).write_text(f"#!/bin/sh\n{{ printf '%s\\n' \"$@\"; cat; }} > {folder}/{name}.txt\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_what_is_shown_of_watching_is_printed(july: Cli) -> None:
    (shown,) = blocks(WATCHING.read_text(encoding="utf-8"))
    done = july(*shlex.split(shown.command)[1:])
    assert done.code == 0
    assert list(shown.lines[:2]) == done.err.splitlines()[:2]
    paragraph, _, rest = " ".join(shown.lines[2:]).partition(f" {LEFT_OUT}")
    assert rest == ""
    assert done.out.startswith(paragraph)


def test_the_paragraph_is_passed_on_as_the_page_says(july: Cli, programs: Path) -> None:
    by_mail, to_the_screen = commands_of(WATCHING)
    paragraph = july(*by_mail).out.strip()
    assert (programs / "mail.txt").read_text() == f"-s\nRisk register\nboard@example.org\n{paragraph}\n"
    july(*to_the_screen)
    assert (programs / "notify-send.txt").read_text() == f"Register\n{paragraph}\n"


def test_the_command_that_merges_does(cli: Cli, sample_store: Path) -> None:
    Path("colleague.duckdb").write_bytes(sample_store.read_bytes())
    (command,) = commands_of(MERGING)
    done = cli(*command)
    assert done.code == 0, done.err
    with open_reader(Path("opsg.duckdb")) as reader:
        assert len(reader.reports()) == 11
