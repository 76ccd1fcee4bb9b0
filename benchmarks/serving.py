"""How long the server takes for each page, on a store of a thousand registers.

    python -m benchmarks.serving [--store FILE] [--registers 10] [--rounds 5]

Starts `risktrail serve` on a store as `benchmarks.store_at_size` makes it (and makes it where FILE is not there; it is
not written to), asks for every page of several registers, and prints a Markdown table in milliseconds, from asking to
the answer's last byte. `first` is the median over the registers of the very first request about a register, in a fresh
server for each kind of page. `later` and `95 %` are over requests about registers that were looked at before, each with
another month, risk or word, so that no page is shown again as it was kept. `again` is the very same page once more.
`processor` is the server's own time on the processor for a first and for a later request: on a machine that does other
work as well, it tells more than the clock does.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from risktrail.store import open_reader
from tests.generators.synthetic_store import make_store

TICKS = os.sysconf("SC_CLK_TCK")
WORDS = ("network", "audit", "firmware", "oldest cases", "committee", "regions", "invoices", "licences")


@dataclass
class Asked:
    """What one kind of page took, in seconds."""

    first: list[float] = field(default_factory=list)
    later: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    first_work: float = 0.0
    later_work: float = 0.0


@dataclass(frozen=True)
class Known:
    """A register, the months that have a paper, and its risks."""

    code: str
    months: list[str]
    risks: list[str]


Address = Callable[[Known, int], str]
PAGES: dict[str, Address] = {
    "registers": lambda _, __: "/",
    "overview": lambda at, n: _url("/overview", register=at.code, to=at.months[-1 - n]),
    "overview, ten years": lambda at, n: _url("/overview", register=at.code, to=at.months[-1 - n], **{"from": "first"}),
    "risk": lambda at, n: _url("/risk", register=at.code, risk=at.risks[n % len(at.risks)]),
    "stalled": lambda at, n: _url("/stalled", register=at.code, as_of=at.months[-1 - n]),
    "stalled, as CSV": lambda at, n: _url("/stalled.csv", register=at.code, as_of=at.months[-1 - n]),
    "compare": lambda at, n: _url("/compare", register=at.code, to=at.months[-1], **{"from": at.months[-2 - n]}),
    "compare, as CSV": lambda at, n: _url("/compare.csv", register=at.code, **{"from": at.months[-2 - n]}),
    "search": lambda at, n: _url("/search", register=at.code, q=WORDS[n % len(WORDS)]),
    "papers": lambda at, _: _url("/papers", register=at.code),
    "to check": lambda at, _: _url("/check", register=at.code),
}


class Server:
    """`risktrail serve` as a process of its own."""

    def __init__(self, store: Path) -> None:
        command = shutil.which("risktrail", path=str(Path(sys.executable).parent))
        if command is None:
            raise SystemExit("benchmarks.serving: risktrail is not installed here")
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [command, "serve", "--db", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True
        )
        found = re.search(r"http://\S+", self.process.stderr.readline() if self.process.stderr else "")
        if found is None:
            raise SystemExit("benchmarks.serving: the server did not start")
        self.connection = http.client.HTTPConnection(urlsplit(found.group()).netloc)

    def get(self, address: str) -> float:
        """Ask for a page; seconds."""
        begin = time.perf_counter()
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        answer.read()
        taken = time.perf_counter() - begin
        if answer.status not in (200, 303):
            raise SystemExit(f"benchmarks.serving: {address} answers {answer.status}")
        return taken

    def work(self) -> float:
        """Processor time the server took so far, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextlib.contextmanager
def serving(store: Path) -> Iterator[Server]:
    """A fresh server."""
    server = Server(store)
    try:
        yield server
    finally:
        server.connection.close()
        server.process.terminate()
        server.process.wait()


def known(store: Path, number: int) -> list[Known]:
    """Registers spread over the store."""
    with open_reader(store) as reader:
        codes = reader.registers()
        chosen = codes[len(codes) // (2 * number) :: max(1, len(codes) // number)][:number]
        risks = "SELECT DISTINCT risk_id FROM latest JOIN risk USING (report_id) WHERE register = ? ORDER BY 1"
        return [Known(code, reader.periods(code), reader.query(risks, [code]).column("risk_id")) for code in chosen]


def measure(store: Path, registers: list[Known], rounds: int, pages: Mapping[str, Address] = PAGES) -> dict[str, Asked]:
    """Each page as the first of its register in a fresh server, then, in another, all pages in turn."""
    told = {name: Asked() for name in pages}
    for name, address in pages.items():
        with serving(store) as server:
            before = server.work()
            told[name].first = [server.get(address(each, 0)) for each in registers]
            told[name].first_work = (server.work() - before) / len(registers)
    with serving(store) as server:
        for each in registers:
            server.get(PAGES["papers"](each, 0))
        for name, address in pages.items():
            before = server.work()
            told[name].later = [server.get(address(each, n)) for n in range(rounds) for each in registers]
            told[name].later_work = (server.work() - before) / len(told[name].later)
            told[name].again = [server.get(address(registers[-1], rounds - 1)) for _ in range(rounds)]
    return told


def report(told: dict[str, Asked]) -> None:
    """Print the table."""
    _say("| page | first | later | 95 % | again | processor: first | later |")
    _say("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, asked in told.items():
        late = statistics.quantiles(asked.later, n=20)[-1]
        usual = map(statistics.median, (asked.first, asked.later))
        figures = (*usual, late, min(asked.again), asked.first_work, asked.later_work)
        _say(f"| {name} | {' | '.join(f'{1000 * each:,.0f}' for each in figures)} |")


def _url(path: str, **given: str) -> str:
    return f"{path}?{urlencode(given)}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Make the store if need be, serve it, measure, print."""
    arguments = argparse.ArgumentParser(description="the pages on a store of a thousand registers")
    arguments.add_argument("--store", type=Path, help="kept and used again; else one made for this run alone")
    arguments.add_argument("--registers", type=int, default=10, help="how many are looked at")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = given.store or Path(scratch) / "at_size.duckdb"
        if not store.exists():
            make_store(store, 1000, 120)
        report(measure(store, known(store, given.registers), given.rounds))


if __name__ == "__main__":
    main()
