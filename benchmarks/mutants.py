"""How many small faults in the reader its tests notice: the mutation score of `ingest/`.

`python -m benchmarks.mutants --count 400 --seed 1` draws 400 faults by chance from all that `benchmarks.code_changes`
can put into the modules of `ingest/`, always the same for one seed and one state of the code, and runs the tests of
reading against each in a process of its own: the test file of the module's name first, until one test fails. A fault
on a line that no test reaches is told without a run.

Not drawn from: what runs in the workers' processes (tests/pool has that), the C bindings, and the second reader.
Left out of the tests are those by the second reader, which takes thirty times as long; of each layout of
tests/generators/variants two papers are read, and properties are tried with twenty examples.
"""

from __future__ import annotations

import argparse
import ast
import importlib.machinery
import importlib.util
import multiprocessing
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

import coverage
import pytest
from hypothesis import settings

from benchmarks.code_changes import changes_in

_ROOT = Path(__file__).resolve().parents[1]
_LEFT_OUT = {"pool", "worker", "limits", "nursery", "warm", "version", "engines/pdfium_raw", "engines/plumber"}
_VARIANTS = "2"  # papers of each layout
_EXAMPLES = 20  # of a property
_FAST = "not pdfplumber and not second_engine and not test_engines"
_FORK = multiprocessing.get_context("fork")
_MEMORY = 6 * 1024**3  # bytes of address space: a fault may ask for any amount
_LOADED_ONCE = (
    "duckdb",
    "hypothesis",
    "pdfplumber",
    "pypdfium2",
    "rapidfuzz",
    "reportlab.pdfgen.canvas",
    "risktrail.schema.report",
)


class Mutant(NamedTuple):
    """One fault: the `number`-th that a module's tree has, at a line."""

    module: str
    number: int
    line: int
    change: str


class Baseline(NamedTuple):
    """The tests without any fault: those that fail even so (left out), the lines they reach, and their seconds."""

    failing: list[str]
    reached: dict[str, set[int]]
    seconds: float


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with one fault in it."""

    def __init__(self, name: str, path: str, number: int) -> None:
        super().__init__(name, path)
        self.number = number

    def get_code(self, fullname: str) -> CodeType | None:
        path = self.get_filename(fullname)
        tree = ast.parse(Path(path).read_bytes())
        list(changes_in(tree))[self.number].make()
        code: CodeType = compile(tree, path, "exec")
        return code


class _Finder(MetaPathFinder):
    """Finds the one module that has a fault."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = "risktrail.ingest." + mutant.module.replace("/", ".")

    def find_spec(  # the arguments are importlib's
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        file = str(_file(self.mutant.module))
        return importlib.util.spec_from_file_location(
            fullname, file, loader=_Loader(fullname, file, self.mutant.number)
        )


class _Plugin:
    """What pytest does besides: keep the names of the tests that failed, and try few examples, always the same."""

    def __init__(self) -> None:
        self.failing: list[str] = []

    def pytest_configure(self) -> None:
        settings.register_profile("few", max_examples=_EXAMPLES, derandomize=True, deadline=None, database=None)
        settings.load_profile("few")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failing.append(report.nodeid)


def all_mutants(modules: Sequence[str]) -> list[Mutant]:
    """Every fault there is in these modules."""
    return [
        Mutant(module, number, change.line, f"{change.before}  →  {change.after}")
        for module in modules
        for number, change in enumerate(changes_in(ast.parse(_file(module).read_bytes())))
    ]


def modules_of_ingest() -> list[str]:
    """The modules that faults are drawn from, as paths below `ingest/` without their ending."""
    folder = _ROOT / "ingest"
    names = [path.relative_to(folder).with_suffix("").as_posix() for path in sorted(folder.rglob("*.py"))]
    return [name for name in names if name not in _LEFT_OUT and not name.endswith("__init__")]


def baseline() -> Baseline:
    """Run all tests once, without a fault."""
    answers, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run_baseline, args=(theirs,))
    process.start()
    theirs.close()
    found: Baseline = answers.recv()
    process.join()
    return found


def judge(mutants: Sequence[Mutant], failing: Sequence[str], seconds: float, jobs: int) -> Iterator[tuple[Mutant, str]]:
    """What came of each mutant, as it comes: `killed`, `survived` or `timeout` (which counts as killed)."""
    waiting = list(reversed(mutants))
    running: dict[int, tuple[Mutant, ForkProcess, float]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            process = _FORK.Process(target=_run_mutant, args=(mutant, failing))
            process.start()
            running[process.sentinel] = (mutant, process, time.monotonic() + seconds)
        wait(list(running), timeout=1.0)
        for sentinel, (mutant, process, until) in list(running.items()):
            if process.is_alive() and time.monotonic() < until:
                continue
            came_to_an_end = not process.is_alive()
            process.kill()
            process.join()
            del running[sentinel]
            yield mutant, _outcome(process.exitcode) if came_to_an_end else "timeout"


def _outcome(code: int | None) -> str:
    if code in (pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.USAGE_ERROR):
        raise RuntimeError("pytest ran no test: is this a checkout with its tests?")
    return "survived" if code == pytest.ExitCode.OK else "killed"


def _run_baseline(answers: Any) -> None:
    _quietly()
    plugin, began = _Plugin(), time.monotonic()
    measured = coverage.Coverage(data_file=None, source=[str(_ROOT / "ingest")])
    measured.start()
    pytest.main([*_OPTIONS, *_test_files("reader")], plugins=[plugin])
    measured.stop()
    folder, data = _ROOT / "ingest", measured.get_data()
    reached = {
        Path(file).relative_to(folder).with_suffix("").as_posix(): _whole(Path(file), set(data.lines(file) or ()))
        for file in data.measured_files()
    }
    answers.send(Baseline(plugin.failing, reached, time.monotonic() - began))


def _whole(file: Path, lines: set[int]) -> set[int]:
    """These lines with all others of the statements they stand in: of one over many lines some are never told."""
    whole = set(lines)
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.stmt) and node.end_lineno is not None:
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno
            span = range(node.lineno, max(node.lineno, last) + 1)
            if not lines.isdisjoint(span):
                whole.update(span)
    return whole


def _run_mutant(mutant: Mutant, failing: Sequence[str]) -> None:
    _quietly()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.meta_path.insert(0, _Finder(mutant))
    options = [*_OPTIONS, "-x", *(f"--deselect={name}" for name in failing)]
    files, code = _test_files(mutant.module), pytest.ExitCode.OK
    for part in (files[:2], files[2:]):  # mostly the first two notice, and the rest need not be loaded
        code = pytest.ExitCode(pytest.main([*options, *part], plugins=[_Plugin()]))
        if code != pytest.ExitCode.OK:
            break
    os._exit(code)  # without the ends of threads and libraries, which a fault may have broken


_OPTIONS = ("-q", "-p", "no:cacheprovider", "--rootdir", str(_ROOT), "-k", _FAST)


def _quietly() -> None:
    os.chdir(_ROOT)
    os.environ["RISKTRAIL_VARIANTS"] = _VARIANTS
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the tests need none, and loading them takes a second
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _test_files(module: str) -> list[str]:
    """The test files, the likeliest to notice a fault in this module first."""
    name = module.rsplit("/", 1)[-1]
    folders = (_ROOT / "tests" / "ingest",)
    files = [path for folder in folders for path in sorted(folder.glob("test_*.py"))]

    def rank(path: Path) -> tuple[bool, bool]:
        return name.rstrip("s") not in path.stem, path.stem != "test_golden_parses"

    return [str(path) for path in sorted(files, key=rank)]


def _file(module: str) -> Path:
    return _ROOT / "ingest" / f"{module}.py"


def _print_outcome(mutant: Mutant, outcome: str) -> None:
    print(f"{outcome:>11}  ingest/{mutant.module}.py:{mutant.line}  {mutant.change}", flush=True)


def _print_scores(outcomes: Sequence[tuple[Mutant, str]]) -> None:
    counts: dict[str, Counter[str]] = {}
    for mutant, outcome in outcomes:
        counts.setdefault(mutant.module, Counter())[outcome] += 1
    total = sum(counts.values(), Counter())
    print("\n| module | mutants | killed | by timeout | survived | of these not reached | score |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for module, count in [*sorted(counts.items()), ("all", total)]:
        survived = count["survived"] + count["not reached"]
        killed = count["killed"] + count["timeout"]
        score = f"{killed / count.total():.1%}"
        cells = (module, count.total(), killed, count["timeout"], survived, count["not reached"], score)
        print("| " + " | ".join(map(str, cells)) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--count", type=int, default=400, help="how many faults to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many are tried at a time")
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds for the tests of one fault")
    parser.add_argument("modules", nargs="*", help="modules below ingest/, such as `status`; all, where none is given")
    asked = parser.parse_args()
    for library in _LOADED_ONCE:
        importlib.import_module(library)
    every = all_mutants(asked.modules or modules_of_ingest())
    drawn = random.Random(asked.seed).sample(every, min(asked.count, len(every)))  # noqa: S311  no secret
    found = baseline()
    print(f"{len(drawn)} of {len(every)} faults, seed {asked.seed}; the tests alone take {found.seconds:.0f} s")
    for name in found.failing:
        print(f"left out, as it fails without any fault: {name}")
    reached = [mutant for mutant in drawn if mutant.line in found.reached.get(mutant.module, ())]
    outcomes = [(mutant, "not reached") for mutant in drawn if mutant not in reached]
    for mutant, _ in outcomes:
        _print_outcome(mutant, "not reached")
    for mutant, outcome in judge(reached, found.failing, asked.timeout, asked.jobs):
        outcomes.append((mutant, outcome))
        print(f"\r{len(outcomes)} of {len(drawn)} ", end="", file=sys.stderr, flush=True)
        if outcome != "killed":
            _print_outcome(mutant, outcome)
    _print_scores(outcomes)


if __name__ == "__main__":
    main()
