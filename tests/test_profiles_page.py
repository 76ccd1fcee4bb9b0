"""docs/profiles.md is true: its commands run as written, and every key and role stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from risktrail.cli.main import run
from risktrail.ingest.table_profile import ACTION_ROLES, RISK_ROLES, ActionKeys, IdentityKeys, PaperKeys, RatingKeys
from tests.readme_blocks import blocks, run_on_terminal

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "profiles.md"


def test_its_commands_run_as_written(tmp_path: Path) -> None:
    for folder in ("docs", "samples"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shown = blocks(PAGE.read_text(encoding="utf-8"))
    assert len(shown) > 5
    for each in shown:
        code, output = run_on_terminal(each.command, tmp_path)
        assert code == 0, output
        assert each.fits(output), "\n".join([each.command, *output])


def test_the_mended_profile_is_the_draft_with_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profile", "draft", str(ROOT / "docs" / "harbour.pdf"), "--name", "harbour"]) == 0
    draft = capsys.readouterr().out.splitlines()
    mended = (ROOT / "docs" / "harbour.toml").read_text(encoding="utf-8").splitlines()
    changed = [after for before, after in zip(draft, mended, strict=True) if before != after]
    assert [line.split(" = ")[0] for line in changed] == ["describes", "register"]


def test_every_key_and_role_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    models = (PaperKeys, ActionKeys, RatingKeys, IdentityKeys)
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    for name in keys | RISK_ROLES | ACTION_ROLES:
        assert f"`{name}`" in text, name
