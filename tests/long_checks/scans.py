"""Papers printed and scanned, by scanners good and bad, read again and compared with the papers themselves.

    python -m tests.long_checks.scans                      the samples' first and last paper: 13 pages a scanner
    python -m tests.long_checks.scans PAPER... --keep FOLDER     other papers; the scans are kept, to look at

A fact is a risk, its place, score, band, description and impact, each action with its status and note, and what the
paper says of itself. F1 is taken over all facts of a scanner's papers. A wrong score or risk number that no warning
names is wrong in silence: then the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from risktrail.ingest.errors import PaperError
from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.reader import read
from risktrail.schema.report import Report
from tests.generators.scanner import scanned
from tests.generators.scanners import SCANNERS
from tests.ingest.comparing import plain

_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_DEFAULT = ("OPSG_43_2408_05.pdf", "OPSG_53_2607_07.pdf")
_META = ("title", "committee", "paper_reference", "meeting_number", "meeting_date", "report_date", "period")
_TOLD = frozenset({"recognised_unsure", "no_rating", "risk_number_unread", "number_prefix", "number_out_of_sequence"})
_REFUSED = "refused"
_CORES = 2  # each reads a paper of its own in one thread

Fact = tuple[object, ...]


class Outcome(NamedTuple):
    """Facts that a reading and the paper share, those it missed and has too many; doubts told of; wrong in silence."""

    shared: int = 0
    missed: int = 0
    extra: int = 0
    doubts: int = 0
    silent: int = 0

    def plus(self, other: Outcome) -> Outcome:
        """The sums of two outcomes."""
        return Outcome(*(one + another for one, another in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.shared / max(2 * self.shared + self.missed + self.extra, 1)


def facts(report: Report) -> Counter[Fact]:
    """What a report says, apart from where it stands."""
    said = plain(report.model_dump(mode="json"))
    found: Counter[Fact] = Counter((name, said[name]) for name in _META if said[name] is not None)
    for place, risk in enumerate(said["risks"]):
        name = risk["risk_id"]
        found.update([("risk", name), ("order", place, name), ("score", name, risk["score"])])
        found.update([("band", name, risk["band"]), ("description", name, risk["description"])])
        found["impact", name, " ".join(risk["impact"])] += 1
        found.update(("remark", name, remark) for remark in risk["remarks"])
        for action in risk["actions"]:
            found["action", name, action["text"], action["status"], action["note"]] += 1
    found.update(("recommendation", each["text"]) for each in said["recommendations"])
    return found


def compared(truth: Report, content: bytes, *, show: bool = False) -> Outcome:
    """What was read of a scan, against the paper that was scanned."""
    wanted = facts(truth)
    try:
        report = read(content, ocr=OcrMode.AUTO).report
    except PaperError as error:
        if show:
            print(f"  {_REFUSED}: {error}")
        return Outcome(missed=wanted.total())
    found = facts(report)
    missed, extra = wanted - found, found - wanted
    if show:
        for what, different in (("missed", missed), ("extra ", extra)):
            for fact in different:
                print(f"  {what} {fact}")
    told = [each.message for each in report.warnings if each.code in _TOLD]
    return Outcome(
        (wanted & found).total(),
        missed.total(),
        extra.total(),
        sum(each.code == "recognised_unsure" for each in report.warnings),
        len(list(_silent(missed, extra, told))),
    )


def _silent(missed: Iterable[Fact], extra: Iterable[Fact], told: list[str]) -> Iterator[Fact]:
    """The scores and risk numbers that are wrong although no warning names them."""
    for fact in (*missed, *extra):
        if fact[0] in ("risk", "score") and not any(str(part) in message for part in fact[1:] for message in told):
            yield fact


def main(arguments: list[str] | None = None) -> int:
    """Print the table. 1 where a score or a risk number is wrong in silence."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", nargs="*", type=Path, default=[_SAMPLES / name for name in _DEFAULT])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--verbose", action="store_true", help="name each fact that differs")
    chosen = parser.parse_args(arguments)
    truths = {path: read(path.read_bytes()).report for path in chosen.papers}
    pages = sum(truth.page_count for truth in truths.values())
    print(
        f"| scanner ({pages} pages) | F1 | wrong | doubts told | wrong in silence | processor seconds a page"
        " | pages a second on two cores |"
    )
    print("| --- | --: | --: | --: | --: | --: | --: |")
    silent = 0
    for name, scanners in SCANNERS.items():
        whole, begun = Outcome(), 0.0
        for path, truth in truths.items():
            scan = scanned(path.read_bytes(), scanners)
            if chosen.keep:
                (chosen.keep / f"{name.replace(' ', '_')}_{path.name}").write_bytes(scan)
            start = time.process_time()
            whole = whole.plus(compared(truth, scan, show=chosen.verbose))
            begun += time.process_time() - start
        wrong = max(whole.missed, whole.extra)
        told = f"{whole.f1:.4f} | {wrong} | {whole.doubts} | {whole.silent}"
        print(f"| {name} | {told} | {begun / pages:.1f} | {_CORES * pages / begun:.1f} |", flush=True)
        silent += whole.silent
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main())
