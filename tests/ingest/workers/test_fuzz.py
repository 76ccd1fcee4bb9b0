"""A few of the fuzz's damaged papers through the whole reader. `python -m tests.long_checks.fuzz` does thousands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import Result, read_paper
from risktrail.ingest.workers.limits import WorkerLimits
from risktrail.schema.report import Report
from tests.generators.damaged_pdfs import MUTATIONS
from tests.generators.pdf_objects import put_together, stream_of, take_apart, with_stream
from tests.long_checks.fuzz import Outcomes, fuzz, main, mutants, read_and_check, table

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("**/*.pdf"))
SMALL = WorkerLimits(seconds=5.0, cpu_seconds=5, memory=400 << 20)


@pytest.fixture(scope="module")
def short_papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The first two pages of some papers: enough to be damaged, and soon read."""
    folder = tmp_path_factory.mktemp("short")
    for paper in SAMPLES[::3]:
        parts = take_apart(paper.read_bytes())
        [(number, tree)] = [(number, body) for number, body in parts.objects.items() if b"/Kids" in body]
        tree = re.sub(rb"/Kids \[((?: ?\d+ 0 R){2}).*?\]", rb"/Kids [\1]", tree, flags=re.DOTALL)
        tree = re.sub(rb"/Count \d+", b"/Count 2", tree)
        (folder / paper.name).write_bytes(put_together(parts.with_object(number, tree)))
    return sorted(folder.iterdir())


@pytest.mark.parametrize(
    ("engine", "count"),
    [
        (EngineName.PDFIUM, 3 * len(MUTATIONS)),
        (EngineName.PDFPLUMBER, len(MUTATIONS)),
        pytest.param(EngineName.PDFIUM, 20 * len(MUTATIONS), marks=pytest.mark.slow),
    ],
)
def test_damaged_papers_end_in_a_report_or_a_clean_error(
    engine: EngineName, count: int, short_papers: list[Path], tmp_path: Path
) -> None:
    report = read_paper(short_papers[0].read_bytes()).report
    assert report is not None
    assert report.page_count == 2
    outcomes = fuzz(short_papers, count, seed=11, jobs=2, engine=engine, keep=tmp_path, limits=SMALL)
    assert outcomes.clean, f"\n{table(outcomes)}\n{outcomes.faults}"
    assert outcomes.counts.total() == count


def test_a_seed_gives_the_same_papers_again() -> None:
    once, again, other = (list(mutants(SAMPLES[:3], 44, seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other
    assert {name.kind for name, _ in once} == {mutation.__name__ for mutation in MUTATIONS}


def test_mutations_reach_what_a_page_says() -> None:
    paper = SAMPLES[0].read_bytes()
    parts = take_apart(paper)
    assert read_paper(put_together(parts)) == read_paper(paper)
    pages = {number: text for number, body in parts.objects.items() if (text := stream_of(body)) and b" Tf" in text}
    for number, text in pages.items():
        parts = parts.with_object(number, with_stream(parts.objects[number], text.replace(b"OPSG", b"TABASC"), times=2))
    report = read_paper(put_together(parts)).report
    assert report is not None
    assert {risk.risk_id.partition("-")[0] for risk in report.risks} == {"TABASC"}


def fails(_content: bytes, engine_name: EngineName) -> Result[Report]:
    """A reader with a fault."""
    raise LookupError(engine_name)


def test_a_fault_is_counted_and_its_paper_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.long_checks.fuzz.read_and_check", fails)
    keep = tmp_path / "faults"
    assert main(["--count", "3", "--jobs", "1", "--papers", str(SAMPLES[0].parent), "--keep", str(keep)]) == 1
    assert "faults: 3, papers lost: 0, workers left: 0" in capsys.readouterr().out
    kept = {int(file.name.split("-")[1]): file.read_bytes() for file in keep.iterdir()}
    assert kept == {name.number: content for name, content in mutants(SAMPLES, 3, 1)}


def test_reports_that_cannot_be_written_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_paper(SAMPLES[0].read_bytes()).report
    assert read is not None
    assert read_and_check(SAMPLES[0].read_bytes(), EngineName.PDFIUM).report == read
    spoilt = read.model_copy(update={"title": "\ud800"})
    monkeypatch.setattr("tests.long_checks.fuzz.read_paper", lambda *_, **__: Result(spoilt))
    with pytest.raises(ValueError, match="surrogates"):
        read_and_check(b"", EngineName.PDFIUM)


def test_outcomes_are_clean_only_where_nothing_is_lost() -> None:
    outcomes = fuzz([], 0, 1, keep=Path("unused"))
    assert outcomes == Outcomes(outcomes.counts, [], 0, 0)
    assert outcomes.clean
    assert not outcomes._replace(lost=1).clean
    assert not outcomes._replace(workers_left=1).clean
