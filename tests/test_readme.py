"""README.md is true: its commands run as written, and every command and option stands in it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import typer

from cli.main import app
from tests.golden_files import SWITCH
from tests.readme_blocks import PROMPT, blocks, run_on_terminal

README = Path(__file__).resolve().parents[1] / "README.md"


def test_commands_run_as_written(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "samples").symlink_to(samples)
    for shown in blocks(README.read_text(encoding="utf-8")):
        code, output = run_on_terminal(shown.command, tmp_path)
        assert code == 0, output
        if os.environ.get(SWITCH):
            _rewrite(shown.command, output)
        else:
            assert shown.fits(output), "\n".join([shown.command, *output])


def test_every_command_and_option_is_documented() -> None:
    text = README.read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert len(commands) > 10
    for name, command in commands.items():
        assert f"| `{name}" in text, name
        for parameter in command.params:
            for option in [each for each in parameter.opts if each.startswith("--")]:
                assert re.search(rf"`(?:[^`\n]* )?{option}\b", text), f"{name} {option}"


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_every_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    app([command, "--help"], standalone_mode=False)
    assert f"risktrail {command}" in capsys.readouterr().out.split("Example", 1)[1]


def _rewrite(command: str, output: list[str]) -> None:
    """Put what the command really prints below it; what stood there is replaced whole."""
    text = README.read_text(encoding="utf-8")
    begin = text.index(f"{PROMPT}{command}\n") + len(f"{PROMPT}{command}\n")
    end = min(at for at in (text.find(f"\n{PROMPT}", begin - 1) + 1, text.find("```", begin)) if at >= begin)
    README.write_text(text[:begin] + "".join(f"{line}\n" for line in output) + text[end:], encoding="utf-8")
