"""How fast papers are read, beside what else could be done with the same pages.

    python -m benchmarks.reading                 the table
    python -m benchmarks.reading --stages        where the reader's time goes

All contestants read every paper in every round, one after the other, in this process and on one core; each one's speed
is the median of its rounds. Times are of the processor, so that a busy machine changes them little; compare the ratios.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import pypdfium2

from benchmarks import plain_script
from benchmarks.stages import profile
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read_paper
from risktrail.ingest.workers.process import spare_collector

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OURS, FLOOR = "risktrail, bytes to validated report", "pdfium opens page and text page (the floor)"
SCRIPT = "plain script: pdfplumber text and regular expressions"

Contestant = Callable[[bytes], object]


def page_count(content: bytes) -> int:
    """How many pages a paper has."""
    document = pypdfium2.PdfDocument(content)
    pages = len(document)
    document.close()
    return pages


def open_only(content: bytes) -> None:
    """What no reader on pdfium can do without: every page and its text page, opened and closed."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.get_textpage().close()
        page.close()
    document.close()


def read_with_pdfplumber(content: bytes) -> None:
    """Our reader on its second engine."""
    read_paper(content, EngineName.PDFPLUMBER)


def words_by_pymupdf(content: bytes) -> None:
    """The words and their boxes, nothing made of them."""
    import pymupdf

    with pymupdf.open(stream=content, filetype="pdf") as document:
        for page in document:
            page.get_text("words")


def words_by_docling_parse(content: bytes) -> None:
    """The words of docling's parser and their boxes, nothing made of them."""
    from docling_parse.pdf_parser import DoclingPdfParser

    document = DoclingPdfParser(loglevel="fatal").load(io.BytesIO(content))
    for _, page in document.iterate_pages():
        list(page.iterate_cells(unit_type="word"))
    document.unload()


def words_by_pdftotext(content: bytes) -> None:
    """The words of poppler's program and their boxes, as it writes them: a process a paper."""
    subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=content, stdout=subprocess.DEVNULL, check=True)  # noqa: S607


def contestants() -> dict[str, Contestant]:
    """Who reads, by the name the table gives."""
    found: dict[str, Contestant] = {OURS: read_paper, FLOOR: open_only}
    if find_spec("pymupdf"):
        found["PyMuPDF, words alone"] = words_by_pymupdf
    if find_spec("docling_parse"):
        found["docling-parse, words alone"] = words_by_docling_parse
    if shutil.which("pdftotext"):
        found["pdftotext -bbox-layout, words alone"] = words_by_pdftotext
    return found | {"risktrail on pdfplumber": read_with_pdfplumber, SCRIPT: plain_script.read_report}


def measure(readers: dict[str, Contestant], papers: Sequence[bytes], rounds: int) -> dict[str, float]:
    """The median over the rounds of each reader's processor seconds for all papers. The first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds + 1):
        sums = dict.fromkeys(readers, 0.0)
        for paper in papers:
            for name, read in readers.items():
                began = _processor_time()
                read(paper)
                sums[name] += _processor_time() - began
        for name, seconds in sums.items():
            taken[name].append(seconds)
    return {name: median(seconds[1:]) for name, seconds in taken.items()}


def _processor_time() -> float:
    """The processor seconds of this process, and of the programs that it ran."""
    ran = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ran.ru_utime + ran.ru_stime


def table(seconds: dict[str, float], pages: int) -> str:
    """Speeds as a Markdown table, fastest first, with how each stands to the floor and to the plain script."""
    lines = ["| reader | pages/s | ms a page | of the floor | times the script |", "| --- | --: | --: | --: | --: |"]
    for name, taken in sorted(seconds.items(), key=lambda pair: pair[1]):
        speeds = f"{pages / taken:,.0f} | {1000 * taken / pages:.2f}"
        lines.append(f"| {name} | {speeds} | {seconds[FLOOR] / taken:.2f} | {seconds[SCRIPT] / taken:.1f} |")
    return "\n".join(lines)


def stages_table(papers: Sequence[bytes], pages: int, rounds: int) -> str:
    """The reader's stages and dearest functions as Markdown tables, in milliseconds a page."""
    found = profile(papers, pages, rounds)
    floor = measure({FLOOR: open_only}, papers, rounds)[FLOOR]
    lines = ["| stage | ms a page | |", "| --- | --: | --: |"]
    lines += [f"| {name} | {ms:.2f} | {ms / found.total:.0%} |" for name, ms in found.stages.items() if ms > 0.01]
    lines += [
        f"| **all** | **{found.total:.2f}** | |",
        f"| pdfium alone, the floor | {1000 * floor / pages:.2f} | |",
        "",
    ]
    lines += ["| function by itself | ms a page |", "| --- | --: |"]
    lines += [f"| {name} | {ms:.2f} |" for name, ms in list(found.functions.items())[:20]]
    return "\n".join(lines)


def machine() -> str:
    """What the figures were measured on, without names or dates."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pypdfium2", "pdfplumber", "pdfminer.six", "pydantic"))
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {libraries}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=Path, nargs="+", default=[SAMPLES], help="folders of papers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stages", action="store_true", help="where the reader's time goes")
    options = parser.parse_args(arguments)
    papers = [path.read_bytes() for folder in options.papers for path in sorted(folder.glob("**/*.pdf"))]
    pages = sum(map(page_count, papers))
    spare_collector()  # for all contestants, as in the workers of an import
    print(f"{len(papers)} papers, {pages} pages; {machine()}; medians of {options.rounds} rounds\n")
    if options.stages:
        print(stages_table(papers, pages, options.rounds))
    else:
        print(table(measure(contestants(), papers, options.rounds), pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
