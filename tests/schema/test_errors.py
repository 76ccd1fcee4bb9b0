"""The one tree of errors: each has its exit code and its advice, and none stands outside."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.ingest.errors import DamagedPdfError
from risktrail.schema import errors
from risktrail.schema.errors import ExitCode, RisktrailError
from risktrail.store.errors import PaperRefusedError, QuestionError, SqlRefusedError, StoreError, StoreMissingError
from risktrail.web.page_images import NotDrawnError

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("cli", "importing", "ingest", "schema", "store", "web")
BRANCHES = {"PaperError": 4, "SourceError": 4, "StoreError": 3, "QuestionError": 2, "UsageError": 2}


def tree(root: type[RisktrailError] = RisktrailError) -> Iterator[type[RisktrailError]]:
    """All classes below one of the tree."""
    for child in root.__subclasses__():
        yield child
        yield from tree(child)


TREE = {each.__name__: each for each in tree() if each.__module__.startswith("risktrail.")}


def test_the_branches_have_the_exit_codes_of_the_readme() -> None:
    assert {each.__name__: each.exit_code for each in RisktrailError.__subclasses__()} == BRANCHES
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (\d+) \|", page, re.MULTILINE)) == {str(int(each)) for each in ExitCode}


@pytest.mark.parametrize("name", sorted(TREE))
def test_every_error_has_an_exit_code_and_advice(name: str) -> None:
    error = TREE[name]
    assert isinstance(error.exit_code, ExitCode)
    assert error.exit_code != ExitCode.DONE
    assert error.remedy.strip()
    assert error.remedy != RisktrailError.remedy
    assert (error.__doc__ or "").strip()


def test_the_tree_is_drawn_as_it_is() -> None:
    drawing = (errors.__doc__ or "").split("\n\n")[1]
    assert set(re.findall(r"\b[A-Z]\w+Error\b", drawing)) == {"RisktrailError", *TREE}


def test_no_error_stands_outside_the_tree() -> None:
    found = {
        node.name
        for part in PARTS
        for path in (ROOT / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }
    assert found == {"RisktrailError", *TREE}


def test_exit_codes_are_written_in_one_place() -> None:
    bare = re.compile(r"exit_code\s*(?::[^=\n]*)?=\s*\d|typer\.Exit\(\s*(?:code=)?\d|sys\.exit\(\s*[1-9]")
    files = [path for part in PARTS for path in (ROOT / part).rglob("*.py") if path.name != "draw_page.py"]
    assert not [str(path) for path in files if bare.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (DamagedPdfError("it ends early"), f"it ends early. {DamagedPdfError.remedy}"),
        (NotDrawnError("it has no page 9"), "it has no page 9. Open the paper itself in a PDF viewer."),
        (errors.SourceError("cannot be opened"), "cannot be opened. Check that it is still there and may be read."),
        (errors.SourceError("is locked", "Unpack it."), "is locked. Unpack it."),
        (PaperRefusedError("a.pdf", "no_period", "no month is named", "Say it."), "a.pdf: no month is named. Say it."),
        (StoreMissingError("s.duckdb"), str(StoreMissingError("s.duckdb"))),
        (StoreError("s.duckdb: is no store"), "s.duckdb: is no store; name another store with --db"),
        (SqlRefusedError("no"), "no"),
        (QuestionError("which month?"), "which month?"),
    ],
)
def test_a_message_says_what_happened_and_what_to_do(error: RisktrailError, message: str) -> None:
    assert error.message == message
