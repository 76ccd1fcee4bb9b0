"""docs/decisions.md is true: its commands run as written, and it names every field that can be corrected."""

from __future__ import annotations

from pathlib import Path

from risktrail.cli.commands.decide import app
from risktrail.store.correctable import OF_ACTIONS, OF_RISKS
from tests.readme_blocks import blocks, run_on_terminal

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "decisions.md"


def test_its_commands_run_as_written(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    shown = blocks(PAGE.read_text(encoding="utf-8"))
    assert len(shown) > 10
    for each in shown:
        code, output = run_on_terminal(each.command, tmp_path)
        assert code == 0, output
        assert each.fits(output), "\n".join([each.command, *output])


def test_it_names_every_field_and_every_command() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in {*OF_RISKS, *OF_ACTIONS}:
        assert f"`{name}`" in text, name
    for command in app.registered_commands:
        assert f"decide {command.name}" in text, command.name
