"""Whether this build reads papers faster or slower than another one: both in one run, paper by paper in turn.

    git worktree add --detach ../before REVISION
    make -C ../before demo                            # installs that build into its own .venv
    python -m benchmarks.two_builds ../before --papers samples

Each build runs in a process of its own and reads the same paper, one after the other, the other one first in every
second round. A paper's time is the least processor time of its rounds: other work on the machine can only add to it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

_READER = """
import gc, importlib, sys, time
from pathlib import Path
read_paper = importlib.import_module(sys.argv[1]).read_paper
gc.freeze()
gc.set_threshold(100_000, 50, 1000)
for line in sys.stdin:
    content = Path(line.rstrip("\\n")).read_bytes()
    began = time.process_time_ns()
    read_paper(content)
    print(time.process_time_ns() - began, flush=True)
"""


class Build:
    """A build's reader in a process of its own.

    Args:
        checkout: Where the other build is; it has a .venv. One from before there was one import root has its reader at
            the top. None is this build.
    """

    def __init__(self, checkout: Path | None = None) -> None:
        python = (Path(sys.executable) if checkout is None else checkout / ".venv" / "bin" / "python").absolute()
        root = ["risktrail"] if checkout is None or (checkout / "risktrail").is_dir() else []
        self._process = subprocess.Popen(  # noqa: S603
            [python, "-c", _READER, ".".join([*root, "ingest", "reader"])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=python.anchor,
        )

    def seconds(self, paper: Path) -> float:
        """The processor seconds that it takes to read a paper."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the reader's process has no pipes")
        self._process.stdin.write(f"{paper}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline()) / 1e9

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def measure(builds: Sequence[Build], papers: Sequence[Path], rounds: int) -> list[list[float]]:
    """For each build, the least seconds of each paper. A first round is not counted: the processes warm up in it."""
    least = [[float("inf")] * len(papers) for _ in builds]
    for turn in range(rounds + 1):
        for number, paper in enumerate(papers):
            for which in (0, 1) if turn % 2 else (1, 0):
                taken = builds[which].seconds(paper)
                if turn:
                    least[which][number] = min(least[which][number], taken)
    return least


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.two_builds", description=__doc__.partition("\n")[0])
    parser.add_argument("other", type=Path, help="the other build's checkout; it has a .venv")
    parser.add_argument("--papers", type=Path, nargs="+", default=[SAMPLES], help="folders of papers")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args(arguments)
    papers = [path.resolve() for folder in options.papers for path in sorted(folder.glob("*.pdf"))]
    builds = [Build(), Build(options.other)]
    this, other = measure(builds, papers, options.rounds)
    for build in builds:
        build.close()
    ratios = [mine / theirs for mine, theirs in zip(this, other, strict=True)]
    print(f"{len(papers)} papers, the least of {options.rounds} rounds; processor milliseconds\n")
    print("| | this build | the other | this / other |\n| --- | --: | --: | --: |")
    print(f"| all papers | {1000 * sum(this):.1f} | {1000 * sum(other):.1f} | {sum(this) / sum(other):.3f} |")
    print(f"| the median paper | {1000 * median(this):.2f} | {1000 * median(other):.2f} | {median(ratios):.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
