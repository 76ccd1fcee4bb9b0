"""How long the program takes to start, against what it cannot do without.

    python -m benchmarks.cold_start [--rounds 20]

Each command is a new process; they run in turn, and the least processor time of each over the rounds counts. `stalled`
answers from a store of the eleven sample papers, and is held against `import duckdb`; help and completion are held
against `import typer`. All modules are compiled before, as an installed program's are: the first round, which does not
count, leaves their bytecode in a folder of its own, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DUCKDB, TYPER = "`import duckdb`", "`import typer`"
BASES = {"stalled": DUCKDB, "--help": TYPER, "completion of a command": TYPER, "completion of an option": TYPER}
"""What each start cannot do without."""
TARGETS = {"stalled": 1.6, "--help": 1.5, "completion of a command": 1.5, "completion of an option": 1.5}
"""How many times that it may take."""


class Start(NamedTuple):
    """A command, and what it is started with besides."""

    command: list[str]
    environment: Mapping[str, str] = {}


def starts(program: str, python: str, store: Path, bytecode: Path) -> dict[str, Start]:
    """What is measured, by the name that the table gives.

    Args:
        program: The path of `risktrail`.
        python: The path of the Python that it runs in.
        store: A small store.
        bytecode: The folder in which Python keeps and finds the bytecode of all modules.
    """
    compiled = {"PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONDONTWRITEBYTECODE": ""}
    commands = {
        DUCKDB: Start([python, "-c", "import duckdb"]),
        "stalled": Start([program, "stalled", "--db", str(store), "--format", "json"]),
        TYPER: Start([python, "-c", "import typer"]),
        "--help": Start([program, "--help"]),
        "completion of a command": Start([program], _completing("risktrail ", 1)),
        "completion of an option": Start([program], _completing("risktrail stalled --", 2)),
    }
    return {name: Start(start.command, {**start.environment, **compiled}) for name, start in commands.items()}


def measure(started: Mapping[str, Start], rounds: int) -> dict[str, float]:
    """The least processor time of each in so many rounds, in seconds. The first round is not counted."""
    least: dict[str, float] = {}
    for turn in range(rounds + 1):
        for name, start in started.items():
            taken = _processor_time(start)
            if turn:
                least[name] = min(taken, least.get(name, taken))
    return least


def ratios(least: Mapping[str, float]) -> dict[str, float]:
    """How many times what it cannot do without each start takes."""
    return {name: least[name] / least[base] for name, base in BASES.items()}


def _completing(words: str, at: int) -> dict[str, str]:
    return {"_RISKTRAIL_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}


def _processor_time(start: Start) -> float:
    silent = subprocess.DEVNULL
    begun = subprocess.Popen(  # noqa: S603 - our own command
        start.command, stdout=silent, stderr=silent, env={**os.environ, **start.environment}
    )
    _, status, used = os.wait4(begun.pid, 0)
    begun.returncode = os.waitstatus_to_exitcode(status)
    if begun.returncode:
        raise SystemExit(f"benchmarks.cold_start: {' '.join(start.command)} ends with {begun.returncode}")
    return used.ru_utime + used.ru_stime


def of_program(python: Path, rounds: int) -> dict[str, float]:
    """The least processor times, in seconds, of the program that is installed beside a Python."""
    program = python.with_name("risktrail")
    if not program.exists():
        raise SystemExit(f"benchmarks.cold_start: {program} is not there")
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "small.duckdb"
        subprocess.run(  # noqa: S603 - our own command, run where Python finds no other checkout's folders
            [program, "import", *SAMPLES.glob("*.pdf"), "--db", store, "-q"], check=True, cwd=scratch
        )
        return measure(starts(str(program), str(python), store, Path(scratch) / "bytecode"), rounds)


def main() -> None:
    """Measure, and print the table."""
    arguments = argparse.ArgumentParser(description="how long the program takes to start")
    arguments.add_argument("--rounds", type=int, default=20)
    least = of_program(Path(sys.executable), arguments.parse_args().rounds)
    times = ratios(least)
    print("| start | ms of processor time | times | at most |\n| --- | --: | --: | --: |")
    for name, seconds in least.items():
        ratio = f"{times[name]:.2f} | {TARGETS[name]:.1f}" if name in times else " | "
        print(f"| {name} | {1000 * seconds:.0f} | {ratio} |")


if __name__ == "__main__":
    main()
