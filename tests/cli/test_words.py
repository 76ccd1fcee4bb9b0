"""What a person reads: words in place of codes, pages beside figures, definitions, and commands as they were typed."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from risktrail.cli.messages import as_typed, typed_name
from risktrail.store import catalogue, database, questions
from tests.cli.command_line import Cli
from tests.generators.register_builders import action, report, risk, store_of

if TYPE_CHECKING:
    import duckdb

CODE = re.compile(r"(?<![\w/.`{-])[a-z]+(?:_[a-z]+)+(?![\w(.])")
"""A code as a word of its own: not a part of a file's name, nor a name between back ticks."""


MONTHS = ("2024-01", "2024-04")


@pytest.fixture
def registers(cli: Cli) -> Cli:
    """A store of two registers: ABC has the risks A-1 and 7, XYZ the risks X-1 and 7."""
    store_of(
        Path("risktrail.duckdb"),
        [
            report(f"2024-0{month}", risk(f"{code[0]}-1", 3 + month, page=month), risk("7", 9, page=9), register=code)
            for code in ("ABC", "XYZ")
            for month in (1, 2)
        ],
    )
    return cli


@pytest.mark.parametrize(
    "command", ["check", "ask changes_since_last", "ask status_transitions", "ask silently_dropped_actions"]
)
def test_codes_are_words_on_a_terminal(cli: Cli, sample_store: Path, command: str) -> None:
    done = cli(*command.split(), "--db", sample_store, "--format", "table")
    question = questions().get(command.removeprefix("ask "))
    answer = done.out.split(question.definition[:30])[0] if question else done.out  # the definition names columns
    assert len(answer.splitlines()) > 5
    assert CODE.findall(answer) == []


def test_codes_in_lists_and_in_decisions_are_words(cli: Cli) -> None:
    same = action("Existing procedure adequate.", "not_stated")
    store_of(Path("risktrail.duckdb"), [report(month, risk("A-1", 9, same), risk("A-2", 9, same)) for month in MONTHS])
    shown = cli("ask", "shared_actions", "--format", "table").out
    assert "not stated, not stated" in shown
    assert "action ids" not in shown
    (gap,) = [row["id"] for row in cli("check").rows() if row["kind"] == "missing_months"]
    assert "(2024-04 missing months: 2 months without a paper" in cli("decide", "settled", gap, "--reason", "Known").err
    assert "2024-04 missing months: 2 months" in " ".join(cli("decide", "list", "--format", "table").out.split())


def test_codes_stay_codes_for_programs(cli: Cli, sample_store: Path) -> None:
    rows = cli("ask", "changes_since_last", "--db", sample_store).rows()
    assert "note_changed" in {row["change"] for row in rows}
    doubts = cli("check", "--db", sample_store).rows()
    assert any(row["message"].startswith("status_not_stated: ") for row in doubts)
    shown = cli("check", "--db", sample_store, "--format", "table").out
    assert "status not stated" in shown
    assert "reading warning" not in shown


@pytest.fixture(scope="module")
def views() -> Iterator[duckdb.DuckDBPyConnection]:
    """A store in memory with all views: making them takes longer than all else that `ask NAME --help` does."""
    with contextlib.closing(database.tables_in_memory()) as con:
        catalogue.install(con)
        yield con


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_has_its_definition_and_its_columns(
    cli: Cli, name: str, views: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "tables_in_memory", views.cursor)
    monkeypatch.setattr(catalogue, "install", lambda _: None)
    done = cli("ask", name, "--help")
    text = " ".join(done.out.split())
    question = questions()[name]
    assert done.code == 0
    assert text.startswith(f"{name}: {question.summary}")
    assert " ".join(question.definition.split()) in text
    assert " column holds " in text
    assert all(f" {each} " in text for each in question.parameters)
    assert f"In SQL: FROM {name}" in text


def test_the_columns_are_those_of_the_answer(cli: Cli, sample_store: Path) -> None:
    lines = cli("ask", "owners", "-h").out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("column "))
    shown = [line.split(maxsplit=1) for line in lines[at + 2 :] if line.strip() and not line.startswith("In SQL")]
    assert [name for name, _ in shown] == list(cli("ask", "owners", "--db", sample_store).rows()[0])
    assert [kind.strip() for _, kind in shown][:3] == ["text", "text", "whole number"]


def test_help_of_no_question_and_of_the_command(cli: Cli) -> None:
    done = cli("ask", "ownners", "--help")
    assert (done.code, done.out) == (2, "")
    assert "owners" in done.line
    assert "Usage: risktrail ask" in cli("ask", "--help").out


def test_an_answer_says_what_it_counts(cli: Cli, sample_store: Path) -> None:
    text = " ".join(cli("ask", "owners", "--db", sample_store, "--format", "table").out.split())
    assert "they are read from the action's wording" in text
    assert "wording" not in cli("ask", "owners", "--db", sample_store, "--format", "markdown").out


@pytest.mark.parametrize("command", ["history X-1", "show X-1", "actions --risk X-1", "risks --risk X-1"])
def test_a_risk_of_one_register_needs_no_register(registers: Cli, command: str) -> None:
    done = registers(*command.split(), "--format", "json")
    assert done.code == 0, done.err
    assert {row["register"] for row in done.json()} <= {"XYZ"}


def test_a_risk_of_several_registers_or_of_none_is_asked_for(registers: Cli) -> None:
    several = registers("history", "7")
    assert (several.code, several.line) == (
        2,
        "risktrail: the store holds several registers; name one with --register: ABC, XYZ",
    )
    none = registers("history", "Q-4")
    assert (none.code, none.line) == (
        2,
        "risktrail: the store has no risk 'Q-4' in any register; it has 7, A-1, X-1",
    )
    assert registers("history", "7", "--register", "ABC", "--format", "csv").code == 0


def test_ratings_and_history_name_pages(registers: Cli) -> None:
    drawn = registers("ratings", "--register", "ABC", "--format", "table").out
    row = next(line for line in drawn.splitlines() if line.startswith("A-1"))
    assert row.split() == ["A-1", "4", "5", "5", "(Low)", "↑", "+1", "2"]
    assert "p. is the page of the latest rating in ABC_2024-02.pdf" in drawn
    story = registers("history", "A-1", "--format", "table").out
    assert "4 (Low)  ABC_2024-01.pdf p. 1" in story
    assert "4 (Low) ↑ 5 (Low)  ABC_2024-02.pdf p. 2" in story


def test_a_report_is_no_text_for_a_terminal(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as here:
        here.setattr("sys.stdout.isatty", lambda: True)
        done = cli("report", "--db", sample_store)
    assert (done.code, done.out) == (2, "")
    assert done.line.endswith("no text for a terminal. Name a file with -o, as in -o report.html.")
    assert cli("report", "--db", sample_store).out.startswith("<!doctype html>")


def test_a_risk_reworded_in_two_texts_counts_once(cli: Cli) -> None:
    before = risk("A-1", 9, action("Test it"), description="There is a risk", impact=["It costs."])
    after = risk("A-1", 9, action("Test it"), description="There is a great risk", impact=["It costs much."])
    store_of(Path("risktrail.duckdb"), [report("2024-01", before), report("2024-02", after)])
    done = cli("compare", "previous", "latest", "--format", "table")
    assert done.out.rstrip().endswith("risks: 1 reworded.")


def test_hints_name_the_command_as_it_was_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed, other = tmp_path / "bin" / "risktrail", tmp_path / "venv" / "risktrail"
    for each in (installed, other):
        each.parent.mkdir()
        each.write_text("#!/bin/sh\n")
        each.chmod(0o755)
    monkeypatch.setenv("PATH", str(installed.parent))
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    for called, typed in (
        (str(installed), "risktrail"),
        (str(other), str(other)),
        ("/usr/lib/python3/site-packages/pytest/__main__.py", "risktrail"),
    ):
        monkeypatch.setattr(sys, "argv", [called])
        assert typed_name() == typed
    monkeypatch.setattr(sys, "argv", [str(installed)])
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    assert as_typed("x: `risktrail check` and `risktrail ask NAME`; not risktrail") == (
        "x: `uv run risktrail check` and `uv run risktrail ask NAME`; not risktrail"
    )
