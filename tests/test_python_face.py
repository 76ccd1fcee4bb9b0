"""`import risktrail` is what docs/python.md says: lazy, typed, and true to its examples."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import risktrail
from risktrail.ingest import errors as paper_errors
from risktrail.schema import errors as roots
from risktrail.schema import report as models
from risktrail.store import Reader
from risktrail.store import errors as store_errors
from tests.readme_blocks import blocks, run_on_terminal

if TYPE_CHECKING:
    from typing import assert_type

    from risktrail.store.labels import RatingValue

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "python.md"
PAPER = "OPSG_53_2607_07.pdf"
EXAMPLE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
USE = """
import risktrail

reveal_type(risktrail.read("paper.pdf"))
reveal_type(risktrail.read(b"")[0].risks[0].actions[0].status)
store = risktrail.open("store.duckdb")
for action in store.stalled(min_reports=3):
    reveal_type(action.text)
    reveal_type(action.page)
reveal_type([change.rating_after for change in store.compare("previous", "latest")])
reveal_type(store.stalled().to_csv())
reveal_type(risktrail.PaperError("").remedy)
reveal_type(risktrail.import_papers("papers", "store.duckdb").failures[0].reason)
risktrail.read(1)
risktrail.no_such_name
"""


if TYPE_CHECKING:  # what `USE` reveals, for `make checks`
    assert_type(risktrail.read("paper.pdf"), list[models.Report])
    assert_type(risktrail.read(b"")[0].risks[0].actions[0].status, models.Status)
    _STORE = risktrail.open("store.duckdb")
    assert_type(_STORE.stalled(min_reports=3)[0].text, str)
    assert_type(_STORE.stalled(min_reports=3)[0].page, int | None)
    assert_type([each.rating_after for each in _STORE.compare("previous", "latest")], list[RatingValue | None])
    assert_type(_STORE.stalled().to_csv(), str)
    assert_type(risktrail.PaperError("").remedy, str)
    assert_type(risktrail.import_papers("papers", "store.duckdb").failures[0].reason, str)
    risktrail.read(1)  # type: ignore[arg-type]


def test_importing_it_loads_nothing_else() -> None:
    loaded = _loaded_by("import risktrail")
    assert {name for name in loaded if name.startswith("risktrail")} == {"risktrail"}
    assert not {"pydantic", "duckdb", "typer", "pdfplumber", "pypdfium2"} & loaded


def test_catching_an_error_loads_no_model() -> None:
    assert not {"pydantic", "duckdb"} & _loaded_by("import risktrail; risktrail.PaperError, risktrail.StoreError")


def test_every_name_is_there_and_is_what_the_types_say() -> None:
    tree = ast.parse((ROOT / "risktrail" / "__init__.py").read_text(encoding="utf-8"))
    late = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        each.asname or each.name: getattr(import_module(node.module or ""), each.name)
        for node in late.body
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }
    assert {*typed, "open", "read"} == set(risktrail.__all__) <= set(dir(risktrail))
    for name, meant in typed.items():
        assert getattr(risktrail, name) is meant, name
    assert risktrail.Store is Reader


@pytest.mark.parametrize("module", [roots, paper_errors, store_errors, models])
def test_no_error_and_no_model_was_forgotten(module: object) -> None:
    own = [each for each in vars(module).values() if isinstance(each, type)]
    named = {each.__name__ for each in own if each.__module__ == getattr(module, "__name__", "")}
    assert len(named) > 6
    assert named - {"Part"} <= set(risktrail.__all__)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'risktrail' has no attribute 'Part'"):
        _ = risktrail.Part  # type: ignore[attr-defined]


def test_a_path_its_text_and_its_bytes_read_alike(samples: Path) -> None:
    path = samples / PAPER
    readings = [risktrail.read(path), risktrail.read(str(path)), risktrail.read(path.read_bytes())]
    assert readings[0] == readings[1] == readings[2]
    assert [report.period for report in readings[0]] == ["2021-07"]


def test_what_is_no_paper_is_refused_with_its_class(tmp_path: Path, samples: Path) -> None:
    whole = (samples / PAPER).read_bytes()
    for content, error in ((b"", risktrail.NotAPdfError), (whole[:2000], risktrail.DamagedPdfError)):
        with pytest.raises(error):
            risktrail.read(content)
    with pytest.raises(FileNotFoundError):
        risktrail.read(tmp_path / "missing.pdf")


def test_a_store_is_opened_to_be_read_alone(sample_store: Path) -> None:
    with risktrail.open(str(sample_store)) as store:
        assert store.registers() == ["OPSG"]
        assert len(store.stalled(min_reports=11)) == 8
        with pytest.raises(risktrail.SqlRefusedError):
            store.sql("DELETE FROM report")


def test_a_store_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(risktrail.StoreMissingError):
        risktrail.open(tmp_path / "missing.duckdb")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow  # `make checks` finds the same types at the top of this file, in the run over all files
def test_mypy_finds_the_types(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """What mypy found in other modules is kept for the next run; it looks itself for what has changed."""
    cache = pytestconfig.rootpath / ".mypy_cache" / "of_tests"
    user = tmp_path / "user.py"
    user.write_text(USE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", user.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if line.startswith("user.py")]
    assert re.findall(r'Revealed type is "(.+)"', "\n".join(told)) == [
        "list[risktrail.schema.report.Report]",
        "risktrail.schema.report.Status",
        "str",
        "int | None",
        "list[risktrail.store.labels.RatingValue | None]",
        "str",
        "str",
        "str",
    ]
    assert [line.rsplit("[", 1)[1] for line in told if " error: " in line] == ["arg-type]", "attr-defined]"]


def test_the_examples_of_its_page_are_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    for shown in blocks(text):
        code, output = run_on_terminal(shown.command, tmp_path)
        assert code == 0, output
    examples = doctest.DocTestParser().get_doctest("\n".join(EXAMPLE.findall(text)), {}, PAGE.name, str(PAGE), 0)
    assert len(examples.examples) > 15
    assert doctest.DocTestRunner().run(examples).failed == 0, capsys.readouterr().out


def test_its_page_names_every_question_as_it_is_asked() -> None:
    documented = set(re.findall(r"`([a-z]+)\(", PAGE.read_text(encoding="utf-8").split("| method", 1)[1]))
    asked = {name for name in vars(Reader) if not name.startswith("_")} - {"query", "register", "period", "risk"}
    assert documented == asked


def _loaded_by(program: str) -> set[str]:
    """The names of all modules that a program of one line has loaded."""
    whole = f"{program}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return set(done.stdout.split())
