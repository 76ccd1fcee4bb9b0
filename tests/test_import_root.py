"""All of the program is imported as `risktrail.…`, and nothing else comes into a user's site-packages."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("cli", "importing", "ingest", "samples", "schema", "store", "web")
CODE = (*PARTS, "risktrail", "benchmarks", "docs", "tests")
BARE = "|".join(PARTS)
IMPORT = re.compile(
    rf"(?<![\w./-])(?:from ({BARE})(?:\.\w+)* import"
    rf"|(?<!from risktrail )import (?:[\w.]+, )*({BARE})(?:[.,;\s]|$))"
)
DOTTED = re.compile(rf"({BARE})\.(\w*)")
DRAWING = ("README.md", "answers.py", "layout.py", "links.json", "make_samples.py", "register.toml", "story.py")
"""What the sample papers are made with: it needs reportlab, and nobody who uses risktrail needs it."""
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.duckdb*")
BUILD = "import sys, hatchling.build as build; build.build_{what}(sys.argv[1])"


def test_every_part_is_linked_below_the_root() -> None:
    for part in PARTS:
        assert (ROOT / "risktrail" / part).readlink() == Path("..", part)


def test_no_module_is_imported_by_its_bare_name() -> None:
    files = [path for folder in CODE for path in (ROOT / folder).rglob("*.py") if path != Path(__file__)]
    assert len(files) > 250
    found = [f"{path}:{line}: {what}" for path in files for line, what in bare_names(path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "import store",
        "import json, web.app",
        "from ingest.reader import read",
        "from schema import Report",
        "run('import sys; from cli.main import main')",
        "run('import sys, store')",
        "patch('store.writer.BULK', 2)",
        "import_module(f'cli.{name}')",
        "load('ingest.' + name)",
        "files('web') / 'static'",
        "PackageLoader('web')",
    ],
)
def test_a_bare_name_is_found(line: str) -> None:
    assert list(bare_names(line))
    assert not list(bare_names(re.sub(rf"\b({BARE})\b", r"risktrail.\1", line)))


@pytest.mark.parametrize("line", ["store.add()", "path / 'store.duckdb'", "'web'", "'import papers from samples'"])
def test_what_is_no_import_is_left_alone(line: str) -> None:
    assert not list(bare_names(line))


def test_the_command_begins_below_the_root() -> None:
    assert not re.search(rf'= "({BARE})[.:]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def bare_names(text: str) -> Iterator[tuple[int, str]]:
    """The lines where a program imports a part of risktrail, or names one in a string, without `risktrail.`."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, each.name) for each in names if each.name.split(".")[0] in PARTS)
            case ast.ImportFrom(module=str(module), level=0) if module.split(".")[0] in PARTS:
                yield node.lineno, module
            case ast.Call(args=[ast.Constant(value=str(name)), *_], func=function) if name in PARTS:
                if (getattr(function, "attr", None) or getattr(function, "id", None)) in _TAKE_PACKAGES:
                    yield node.lineno, name
            case ast.Constant(value=str(string)) if IMPORT.search(string) or _is_module(string):
                yield node.lineno, string
            case _:
                pass


_TAKE_PACKAGES = {"files", "import_module", "__import__", "find_spec", "PackageLoader", "importorskip"}


def _is_module(string: str) -> bool:
    """Whether a string begins with a module's dotted name, or with the part before one that is put together."""
    if found := DOTTED.match(string):
        place = ROOT / found[1] / found[2]
        return not found[2] or place.is_dir() or place.with_suffix(".py").is_file()
    return False


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_has_one_root(wheel: Path) -> None:
    names = set(contents(wheel))
    about = wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    assert {name.split("/")[0] for name in names} == {"risktrail", about}
    ours = {path.relative_to(ROOT) for folder in ("risktrail", *PARTS) for path in _files_of(ROOT / folder)}
    drawing = {Path("samples", name) for name in DRAWING}
    drawing |= {path for path in ours if path.parts[:2] == ("samples", "families")}
    expected = {str(path if path.parts[0] == "risktrail" else Path("risktrail", path)) for path in ours - drawing}
    assert {name for name in names if name.startswith("risktrail/")} == expected
    assert "risktrail/py.typed" in names  # without it no type is found


def test_nothing_in_the_wheel_needs_what_users_do_not_have(wheel: Path) -> None:
    assert not [name for name, content in contents(wheel).items() if b"reportlab" in content and name.endswith(".py")]


@pytest.mark.parametrize("links", ["text", "missing"])
def test_a_checkout_without_links_makes_the_same_wheel(wheel: Path, tmp_path: Path, links: str) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT, checkout, symlinks=True, ignore=LEFT_OUT)
    for part in PARTS:
        (checkout / "risktrail" / part).unlink()
        if links == "text":  # as git writes a link where the file system has none
            (checkout / "risktrail" / part).write_text(f"../{part}", encoding="utf-8")
    assert contents(built("wheel", checkout, tmp_path / "out")) == contents(wheel)


def test_a_source_archive_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(built("sdist", ROOT, tmp_path / "out")) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert contents(built("wheel", source, tmp_path / "out")) == contents(wheel)


def test_the_installed_program_runs_beside_other_peoples_packages(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("schema", "web", "store", "cli"):
        (site / name).mkdir(parents=True)
        (site / name / "__init__.py").write_text("MINE = True\n", encoding="utf-8")
    shutil.unpack_archive(wheel, site, "zip")
    program = (
        "import sys, schema, web, store, cli, risktrail\n"
        "assert all(each.MINE for each in (schema, web, store, cli))\n"
        f"assert risktrail.__file__.startswith({str(site)!r})\n"
        "from risktrail.cli.main import run\n"
        "sys.exit(run(['demo']) or run(['report', '--db', 'risktrail-demo.duckdb', '-o', 'report.html']))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "11 papers" in done.stderr
    assert (tmp_path / "report.html").stat().st_size > 10_000


def built(what: str, checkout: Path, folder: Path) -> Path:
    """Build a `wheel` or an `sdist` of a checkout into a folder, without fetching anything."""
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    command = [sys.executable, "-c", BUILD.format(what=what), str(folder)]
    subprocess.run(command, cwd=checkout, capture_output=True, check=True)
    (made,) = set(folder.iterdir()) - before
    return made


def contents(wheel: Path) -> dict[str, bytes]:
    """What a wheel holds, by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _files_of(folder: Path) -> Iterator[Path]:
    """All files below a folder that are no links and no bytecode; links to folders are not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if each != "__pycache__"]
        yield from (Path(place, name) for name in files if not Path(place, name).is_symlink())
