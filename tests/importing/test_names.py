r"""File names that are not UTF-8, as old Linux disks have them: stored, shown with `\xe9`, and known again."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from risktrail.importing.sources import files
from risktrail.store.readable_names import readable
from tests.cli.command_line import Cli

MakePapers = Callable[[int], list[Path]]
ODD = "caf\udce9"  # what Python makes of the bytes `caf\xe9`
SHOWN = r"caf\xe9"
pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="its names are UTF-8")


@pytest.fixture
def odd(cli: Cli, papers: MakePapers) -> list[Path]:  # noqa: ARG001 - it makes the folder the current one
    """Four papers: one of an odd name, one in an odd folder, one in an odd archive, one plain."""
    first, second, third, plain = papers(4)
    folder = Path("papers", ODD)
    folder.mkdir()
    with zipfile.ZipFile(f"papers/{ODD}.zip", "w") as packed:
        packed.write(third, "third.pdf")
    third.unlink()
    return [first.rename(f"papers/{ODD}.pdf"), second.rename(folder / "second.pdf"), plain]


@pytest.mark.usefixtures("odd")
def test_all_are_stored_and_named(cli: Cli) -> None:
    done = cli("import", "papers")
    assert done.code == 0, done.err
    assert "4 papers: 4 added" in done.err
    named = {row["source_file"] for row in cli("reports").rows()}
    assert {f"{SHOWN}.pdf", "second.pdf", rf"{SHOWN}.zip/third.pdf"} <= named


@pytest.mark.usefixtures("odd")
def test_they_are_known_again_without_being_opened(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("import", "papers")
    monkeypatch.setattr(files.File, "content", None)
    done = cli("import", "papers", "-v")
    assert done.code == 0
    assert "4 unchanged" in done.err
    assert f"{SHOWN}.pdf: unchanged" in done.err


def test_one_that_cannot_be_read_costs_itself_alone(cli: Cli, odd: list[Path]) -> None:
    odd[0].write_bytes(b"no paper")
    done = cli("import", "papers", "-q")
    assert done.code == 1
    assert (
        done.line == rf"risktrail: papers/{SHOWN}.pdf: the file is no PDF. Give the paper itself as a PDF. [not_a_pdf]"
    )
    assert len(cli("reports").rows()) == 3
    assert f"{SHOWN}.pdf" in cli("check").out


def test_a_name_that_looks_like_another_ones_hides_no_paper(cli: Cli, papers: MakePapers) -> None:
    first, second = papers(2)
    first.rename(f"papers/{ODD}.pdf")
    second.rename(rf"papers/{SHOWN}.pdf")
    assert "2 added" in cli("import", "papers").err


def test_parse_shows_the_name(cli: Cli, odd: list[Path]) -> None:
    for how in ("csv", "table", "json"):
        done = cli("parse", odd[0], "--format", how)
        assert done.code == 0
        assert how == "json" or f"{SHOWN}.pdf" in done.out


def test_what_is_not_there_and_what_cannot_be_looked_for_is_told(cli: Cli, odd: list[Path]) -> None:
    assert cli("import", f"papers/none{ODD}").line.startswith(rf"risktrail: papers/none{SHOWN}: there is no such file")
    cli("import", odd[-1])
    for command in (["actions", "--text", ODD], ["history", ODD], ["sql", f"SELECT '{ODD}'"], ["ask", "owners", ODD]):
        done = cli(*command)
        assert done.code == 2, done.err
        assert SHOWN in done.line
    assert cli("export", ODD).code == 2
    assert cli("reports", "-o", f"{ODD}.csv").code == 0


def test_an_archive_with_names_that_break_its_own_rule_costs_itself_alone(cli: Cli, papers: MakePapers) -> None:
    first, _ = papers(2)
    with zipfile.ZipFile("papers/b.zip", "w") as packed:
        packed.write(first, "caf\N{LATIN SMALL LETTER E WITH ACUTE}.pdf")
    content = Path("papers/b.zip").read_bytes()
    Path("papers/b.zip").write_bytes(content.replace("caf\N{LATIN SMALL LETTER E WITH ACUTE}".encode(), b"caf\xe9\xe9"))
    done = cli("import", "papers")
    assert done.code == 1
    assert "papers/b.zip: has names of files that cannot be read. Unpack the archive yourself" in done.err
    assert "2 added" in done.err


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize(
    "setting",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        pytest.param({"PYTHONIOENCODING": "ascii"}, marks=pytest.mark.slow),
    ],
)
def test_a_terminal_of_other_letters_ends_nothing(tmp_path: Path, setting: dict[str, str]) -> None:
    root = str(Path(__file__).resolve().parents[2])
    surroundings = {**os.environ, **setting, "PYTHONPATH": root}
    program = (
        "import sys; from risktrail.cli.main import run\n"
        "sys.exit(any([run(command.split()) for command in sys.argv[1:]]))"
    )
    commands = ["import papers -v", "reports -f table", "stalled -n 1 -f csv", "--help"]
    done = subprocess.run(
        [sys.executable, "-c", program, *commands], cwd=tmp_path, env=surroundings, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert b"4 added" in done.stderr
    assert b"--help" in done.stdout


def test_other_names_are_left_as_they_are() -> None:
    for name in ("plain.pdf", "caf\N{LATIN SMALL LETTER E WITH ACUTE}.pdf", r"a\xe9.pdf", ""):
        assert readable(name) == name
    assert readable("a\udce9\udcff.pdf") == r"a\xe9\xff.pdf"
    assert readable("a\ud800.pdf") == r"a\ud800.pdf"
