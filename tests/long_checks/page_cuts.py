"""A register cut by a page end at each of its lines, in each form and by each producer.

    python -m tests.long_checks.page_cuts                           the table, and each loss that nothing told of
    python -m tests.long_checks.page_cuts --keep FOLDER             the papers of those losses, to look at
    python -m tests.long_checks.page_cuts --producer Typst --form ruled --spacer 80.5 --keep FOLDER      one paper again

Before the register stands an empty space that grows by half a line until it fills a page, so that each line of the
register is in turn the last of a page. What is read from a paper is compared with what is read from the same register
on one high page: numbers, ratings, descriptions, impact, and the actions with their statuses and notes. Paragraphs of
an impact are joined, for a page end may hide where one ends.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from risktrail.ingest.errors import PaperError
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from risktrail.schema.report import Report, Risk
from tests.generators.cut_html import Chromium, WeasyPrint
from tests.generators.cut_office import LibreOffice
from tests.generators.cut_register import FORMS, RISKS, ROOM, STEP, UNCUT_HEIGHT, Cut, Form
from tests.generators.cut_reportlab import ReportLab
from tests.generators.cut_typst import Typst

SILENT = ("lost in silence", "changed in silence")
OUTCOMES = ("right", "right, with a doubt", "told", *SILENT)

_REFUSED = "refused: "
_STOPS = re.compile(r"[.,;:()“”–•-]")

Fact = tuple[object, ...]


class Producer(Protocol):
    """A program that prints the register."""

    @property
    def name(self) -> str:
        """Its name in the table."""

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        """The papers' PDFs, one a cut; empty where it cannot print the form."""


PRODUCERS: tuple[Producer, ...] = (WeasyPrint(), Chromium(), LibreOffice(), Typst(), ReportLab())


class Seen(NamedTuple):
    """What was read from a paper: facts by risk, and the doubts. A refused paper has its reason for a doubt."""

    risks: dict[str, Fact]
    doubts: Counter[str]


class Outcome(NamedTuple):
    """How a cut paper's reading stands to the uncut one's: one of `OUTCOMES`, and where they differ."""

    name: str
    detail: str = ""


class Swept(NamedTuple):
    """One cut, read by one engine."""

    producer: str
    engine: EngineName
    cut: Cut
    outcome: Outcome
    content: bytes


def sweep(
    producers: Iterable[Producer], forms: Sequence[Form], engines: Sequence[EngineName], spacers: Sequence[float]
) -> Iterator[Swept]:
    """Print each form by each producer at each spacer, read it and compare. Forms it cannot print are left out."""
    for producer in producers:
        for form in forms:
            cuts = [Cut(form, 0, UNCUT_HEIGHT), *(Cut(form, spacer) for spacer in spacers)]
            papers = list(producer.print(cuts))
            for engine in engines if all(papers) else ():
                uncut = look_at(papers[0], engine)
                if not as_made(uncut):
                    print(f"{form.name} by {producer.name} is misread uncut ({engine.value})", file=sys.stderr)
                for cut, content in zip(cuts[1:], papers[1:], strict=True):
                    outcome = compare(uncut, look_at(content, engine))
                    yield Swept(producer.name, engine, cut, outcome, content)


def look_at(content: bytes, engine: EngineName) -> Seen:
    """What a reader finds in a paper."""
    try:
        report = read(content, engine).report
    except PaperError as error:
        return Seen({}, Counter({f"{_REFUSED}{error}": 1}))
    # Twice the same number is a fault too: the second is kept beside the first.
    counted: Counter[str] = Counter()
    risks: dict[str, Fact] = {}
    for risk in report.risks:
        counted[risk.risk_id] += 1
        again = "" if counted[risk.risk_id] == 1 else f" ({counted[risk.risk_id]})"
        risks[risk.risk_id + again] = _facts(risk)
    return Seen(risks, _doubts(report))


def compare(uncut: Seen, found: Seen) -> Outcome:
    """How what was found stands to the uncut register. What is wrong with a risk is told of where the paper is refused,
    or a doubt names that risk or holds every word that it has lost; doubts that the uncut register has too say nothing.
    """
    doubts = list((found.doubts - uncut.doubts).elements())
    refused = any(doubt.startswith(_REFUSED) for doubt in doubts)
    wrong = [number for number in {**uncut.risks, **found.risks} if uncut.risks.get(number) != found.risks.get(number)]
    silent = [number for number in wrong if not (refused or _is_told(number, uncut, found, doubts))]
    detail = "; ".join([_difference(number, uncut, found) for number in wrong] + doubts)
    if not wrong:
        return Outcome("right, with a doubt" if doubts else "right", detail)
    if not silent:
        return Outcome("told", detail)
    return Outcome(SILENT[0] if any(number not in found.risks for number in silent) else SILENT[1], detail)


def as_made(uncut: Seen) -> bool:
    """Whether the uncut register was read as it was made, but for a last full stop."""
    made = {
        risk.number: (
            int(risk.rating[0]),
            risk.rating[1].strip("()"),
            risk.description.rstrip("."),
            " ".join(risk.impact).rstrip("."),
            tuple(risk.actions),
        )
        for risk in RISKS
    }
    return made == {number: _without_stops(fact) for number, fact in uncut.risks.items()}


def table(swept: Sequence[Swept]) -> str:
    """The outcomes as a Markdown table, a row for each form, producer and engine."""
    rows: dict[tuple[str, str, str], Counter[str]] = {}
    for one in swept:
        rows.setdefault((one.cut.form.name, one.producer, one.engine.value), Counter())[one.outcome.name] += 1
    lines = [f"| form | producer | engine | cuts | {' | '.join(OUTCOMES)} |", "| --- | --- | --- |" + " --: |" * 6]
    for names, counted in sorted(rows.items()):
        lines.append(_row(names, counted))
    lines.append(_row(("**all**", "", ""), sum(rows.values(), Counter())))
    return "\n".join(lines)


def file_name(one: Swept) -> str:
    """The name under which a cut paper is kept."""
    return f"{one.cut.form.name}_{one.producer}_{one.cut.spacer:g}.pdf"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; exit code 1 where a loss was told of by nothing."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.long_checks.page_cuts", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--producer", choices=[producer.name for producer in PRODUCERS], help="this one alone")
    parser.add_argument("--form", choices=[form.name for form in FORMS], help="this one alone")
    parser.add_argument("--engine", type=EngineName, choices=list(EngineName), help="this one alone")
    parser.add_argument("--spacer", type=float, help="this height alone, in points")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where papers of silent losses are kept")
    options = parser.parse_args(arguments)
    producers = [one for one in PRODUCERS if options.producer in (None, one.name)]
    forms = [form for form in FORMS if options.form in (None, form.name)]
    engines = [options.engine] if options.engine else list(EngineName)
    spacers = [options.spacer] if options.spacer is not None else spacers_of_a_page()
    swept = []
    for one in sweep(_present(producers), forms, engines, spacers):
        swept.append(one)
        if one.outcome.name in SILENT or options.spacer is not None:
            _tell(one, options.keep)
    print(table(swept))
    return 1 if any(one.outcome.name in SILENT for one in swept) else 0


def spacers_of_a_page() -> list[float]:
    """The heights in points that move a page end over every line."""
    return [number * STEP for number in range(int(ROOM / STEP) + 1)]


def _present(producers: Iterable[Producer]) -> Iterator[Producer]:
    for producer in producers:
        if missing := producer.missing():
            print(f"{producer.name} is left out: this machine lacks {missing}", file=sys.stderr)
        else:
            yield producer


def _tell(one: Swept, folder: Path | None) -> None:
    form, spacer = one.cut.form.name, f"{one.cut.spacer:g}"
    print(
        f"{form} {one.producer} {one.engine.value} --spacer {spacer}: {one.outcome.name}: {one.outcome.detail}",
        flush=True,
    )
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_name(one)).write_bytes(one.content)


def _row(names: Sequence[str], counted: Counter[str]) -> str:
    figures = [counted.total(), *(counted[name] for name in OUTCOMES)]
    return f"| {' | '.join([*names, *(str(figure) for figure in figures)])} |"


def _facts(risk: Risk) -> Fact:
    actions = tuple((action.text, action.status_text, action.note) for action in risk.actions)
    return (risk.score, risk.band, risk.description, " ".join(risk.impact), actions)


def _without_stops(fact: Fact) -> Fact:
    return tuple(part.rstrip(".") if isinstance(part, str) else part for part in fact)


def _is_told(number: str, uncut: Seen, found: Seen, doubts: Sequence[str]) -> bool:
    had, has = _words(uncut.risks.get(number)), _words(found.risks.get(number))
    named = any(number in doubt for doubt in doubts)
    lost = had - has  # where nothing is, and the risk differs, words have moved from one part to another
    return named or (bool(lost) and not has - had and not lost - _words(" ".join(doubts)))


def _words(fact: object) -> Counter[str]:
    if isinstance(fact, tuple):
        return sum(map(_words, fact), Counter())
    return Counter() if fact is None else Counter(_STOPS.sub(" ", str(fact)).split())


def _difference(number: str, uncut: Seen, found: Seen) -> str:
    if number not in found.risks:
        return f"{number} is lost"
    if number not in uncut.risks:
        return f"{number} is not in the register"
    names = ("score", "band", "description", "impact", "actions")
    pairs = zip(names, uncut.risks[number], found.risks[number], strict=True)
    return f"{number}: " + ", ".join(f"{name} {one!r} became {other!r}" for name, one, other in pairs if one != other)


def _doubts(report: Report) -> Counter[str]:
    unplaced = Counter(f"no place: {line.text}" for line in report.unplaced)
    return unplaced + Counter(f"{warning.code}: {warning.message}" for warning in report.warnings)


if __name__ == "__main__":
    sys.exit(main())
