"""README.md and the pages for users are true: commands run as written, every command, option and code is there."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.cli.help import summary
from risktrail.cli.late_commands import SUMMARIES, late_commands
from risktrail.cli.main import program
from risktrail.ingest import errors
from tests.golden_files import SWITCH
from tests.readme_blocks import PROMPT, blocks, run_on_terminal

ROOT = Path(__file__).resolve().parents[1]
README, QUARTER = ROOT / "README.md", ROOT / "docs" / "quarter.md"
COMMANDS, REFUSALS = ROOT / "docs" / "commands.md", ROOT / "docs" / "refusals.md"
SCREEN = 60
"""The lines of the README, at most."""
CODE = re.compile(r"[a-z]+(_[a-z]+)*")


@pytest.mark.parametrize("page", [README, QUARTER], ids=["README", "quarter"])
def test_commands_run_as_written(page: Path, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    for shown in blocks(page.read_text(encoding="utf-8")):
        code, output = run_on_terminal(shown.command, tmp_path)
        assert code == 0, output
        if os.environ.get(SWITCH):
            _rewrite(page, shown.command, output)
        else:
            assert shown.fits(output), "\n".join([shown.command, *output])


def test_the_readme_is_one_screen_and_leads_to_every_page() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= SCREEN
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert [each for each in links if not (ROOT / each).exists()] == []
    of_parts = {"identity.md", "pdf-behaviour.md"}  # the pages on deadlines, decisions and profiles lead to these
    assert {each.name for each in (ROOT / "docs").glob("*.md")} - of_parts == {
        Path(each).name for each in links if ".md" in each
    } - {"README.md"}


def test_nothing_is_said_on_two_pages() -> None:
    pages = [README, *(ROOT / "docs").glob("*.md"), ROOT / "store" / "README.md"]
    places: dict[str, set[str]] = {}
    for page in pages:
        text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for sentence in re.split(r"(?<=[.:])\s+|\n\n|\|", text):
            words = " ".join(sentence.split())
            if len(words) > 60 and not words.startswith("`"):  # a signature may be named where it is used
                places.setdefault(words, set()).add(page.name)
    assert {words: found for words, found in places.items() if len(found) > 1} == {}


def test_every_command_and_option_is_documented() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    commands = late_commands()
    assert sum(len(command.loaded.params) for command in commands) > 100
    for command in commands:
        name = command.name
        assert f"| `{name}" in text, name
        for parameter in command.loaded.params:
            for option in [each for each in parameter.opts if each.startswith("--")]:
                assert re.search(rf"`(?:[^`\n]* )?{option}\b", text), f"{name} {option}"


def test_every_summary_is_what_the_command_says_first() -> None:
    loaded = {command.name: command.loaded.help or "" for command in late_commands()}
    assert {name: summary(text) for name, text in loaded.items()} == SUMMARIES


@pytest.mark.parametrize("command", sorted(command.name for command in late_commands()))
def test_every_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    program()([command, "--help"], standalone_mode=False)
    assert f"risktrail {command}" in capsys.readouterr().out.split("Example", 1)[1]


def test_every_code_of_a_refusal_and_of_a_warning_is_explained_and_no_other() -> None:
    refusals, warnings = _explained("## When a paper is refused"), _explained("## What warnings mean")
    raised = {each.code for each in vars(errors).values() if isinstance(each, type) and hasattr(each, "code")}
    assert refusals == raised | set(_codes_of("Result", 1)) | set(_codes_of("PaperRefusedError", 1))
    named = {*_codes_of("ReadingWarning", "code"), *_codes_of("warn", 0), *_yielded("ingest/register/front_matter.py")}
    assert warnings == named
    assert {"unread_table", "hidden_text", "status_unsure", "date_unsure", "reference_unsure"} <= named


def _explained(heading: str) -> set[str]:
    """The codes in the first column of the table below a heading."""
    section = REFUSALS.read_text(encoding="utf-8").split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))


def _codes_of(call: str, argument: int | str) -> Iterator[str]:
    """The constants that calls of a name have in this place, or under this keyword, in the program's source."""
    for path in [each for folder in ("ingest", "store", "cli") for each in (ROOT / folder).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and call in (
                getattr(node.func, "id", None),
                getattr(node.func, "attr", None),
            ):
                given: dict[int | str | None, ast.expr] = {**dict(enumerate(node.args))}
                given |= {keyword.arg: keyword.value for keyword in node.keywords}
                yield from _constant(given.get(argument))


def _yielded(path: str) -> Iterator[str]:
    """The constants that begin what a module yields."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from _constant(node.value.elts[0])


def _constant(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value


def _rewrite(page: Path, command: str, output: list[str]) -> None:
    """Put what the command really prints below it; what stood there is replaced whole."""
    text = page.read_text(encoding="utf-8")
    begin = text.index(f"{PROMPT}{command}\n") + len(f"{PROMPT}{command}\n")
    end = min(at for at in (text.find(f"\n{PROMPT}", begin - 1) + 1, text.find("```", begin)) if at >= begin)
    page.write_text(text[:begin] + "".join(f"{line}\n" for line in output) + text[end:], encoding="utf-8")
