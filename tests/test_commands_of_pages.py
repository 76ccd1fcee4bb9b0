"""The commands for a shell on the pages are true: those of watching, merging and deadlines run, all can be typed.

Those of the README, a first quarter of an hour, decisions and profiles, which show what is printed, run in other tests.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.cli.commands import watch
from risktrail.cli.late_commands import late_commands
from risktrail.importing.import_summary import ImportSummary
from risktrail.store import Outcome, open_reader
from tests.cli.command_line import Cli
from tests.readme_blocks import LEFT_OUT, blocks

ROOT = Path(__file__).resolve().parents[1]
WATCHING, MERGING, DEADLINES = (ROOT / "docs" / f"{name}.md" for name in ("watching", "merging", "deadlines"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OTHERS = {"make", "pip", "docker", "dask"}
"""Other programs that pages name."""
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands_of(page: Path) -> list[list[str]]:
    """The words of each command in the blocks for a shell, without the name; those of other programs are left out."""
    text = page.read_text(encoding="utf-8")
    words = [shlex.split(line, comments=True) for block in SHELL.findall(text) for line in block.splitlines()]
    names = {each[0].rpartition("/")[2] for each in words}
    assert names <= OTHERS | {"risktrail"}
    return [each[1:] for each in words if each[0].endswith("risktrail")]


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_command_for_a_shell_can_be_typed(page: Path) -> None:
    commands = {command.name: command for command in late_commands()}
    for name, *arguments in commands_of(page):
        command = commands[name]
        with command.make_context(name, arguments, resilient_parsing=False):
            pass


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


def test_the_questions_about_deadlines_are_answered(cli: Cli) -> None:
    assert cli("import", ROOT / "samples" / "families" / "council").code == 0
    asked = commands_of(DEADLINES)
    assert len(asked) > 5
    for command in asked:
        done = cli(*command)
        assert done.code == 0, done.err
    assert Path("late.csv").read_text(encoding="utf-8-sig").count("TBC,") == 1
    assert Path("due.xlsx").read_bytes().startswith(b"PK")
