"""`parse`: one paper to stdout, nothing stored."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from risktrail.cli.options import Common, takes
from risktrail.cli.output import chosen_format, console, deliver, destination
from risktrail.cli.reading_options import (
    EngineOption,
    OcrOption,
    PagesOption,
    ProfileOption,
    VerifyOption,
    chosen_pages,
)
from risktrail.cli.render import load_plain_table
from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.options import ReadOptions
from risktrail.importing.report_notes import passed_over_lines, reader_differences
from risktrail.schema.errors import ExitCode, UsageError
from risktrail.schema.file_places import PageRange
from risktrail.store import Answer, AnyAnswer
from risktrail.store.readable_names import readable

if TYPE_CHECKING:
    from risktrail.schema.report import Report

_log = logging.getLogger(__name__)

COLUMNS = (
    "period", "risk_id", "score", "band", "description", "impact", "item", "position", "text", "status",
    "status_text", "note", "owners", "source_file", "page",
)  # fmt: skip


@takes("format", "output", "plain", "quiet", "verbose")
def parse(
    common: Common,
    file: Annotated[Path | None, typer.Argument(help="The paper.", metavar="FILE")] = None,
    pages: PagesOption = None,
    engine: EngineOption = "pdfium",
    verify: VerifyOption = False,
    profile: ProfileOption = None,
    ocr: OcrOption = "auto",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of `parse --format json` instead.")
    ] = False,
) -> None:
    """Read one paper and print it; nothing is stored.

    On a terminal a summary for people, in a pipe the whole reading as JSON. jsonl has the whole reading of each paper
    on a line of its own, where a file holds several; json refuses such a file, and names its papers with their
    pages. csv and markdown have a row for each action and remark.

    Example: risktrail parse register.pdf --profile council

    Example: risktrail parse OPSG_53_2607_07.pdf --format json

    Example: risktrail parse pack.pdf --pages 35-40
    """
    chosen = "json" if schema and common.output is None else chosen_format(common, piped="json")
    if schema:
        _write_schema(common, chosen)
        return
    if file is None:
        raise UsageError("name the paper to read, as in `risktrail parse paper.pdf`.")
    papers, failed = read(file, ReadOptions(engine, verify, profile=profile, ocr=ocr), chosen_pages(pages))
    if verify:
        for paper in papers:
            _log_differences(paper.report)
    if chosen == "json":
        with destination(common.output) as to:
            to.write(_only(papers, file).report.model_dump_json(indent=2) + "\n")
    elif chosen == "jsonl":
        with destination(common.output) as to:
            to.writelines(paper.report.model_dump_json() + "\n" for paper in papers)
    elif chosen == "table":
        from risktrail.cli.render.paper import draw_paper

        with destination(common.output) as to:
            for paper in papers:
                draw_paper(paper.report, paper.name, console(to))
    else:
        rows = [row for paper in papers for row in as_rows(paper.report, paper.name).records()]
        deliver(Answer(COLUMNS, rows), common, load_plain_table)
    if failed:
        raise typer.Exit(ExitCode.IN_PART)


class ParsedPaper(NamedTuple):
    """A paper of a file: its name, which has its pages where it is not all of the file, and what was read."""

    name: str
    place: str
    report: Report


def read(file: Path, options: ReadOptions, pages: PageRange | None = None) -> tuple[list[ParsedPaper], int]:
    """The papers of a file, or the one on some `pages`, and how many more could not be read, each of which is named.

    Where nothing was read, the command ends with the reason.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _not_read([FailedPaper(str(file), f"cannot be opened ({error.strerror})", "Check the path.")]) from None
    from risktrail.ingest.ocr.page_recogniser import page_done

    page_done.set(lambda page: _log.info("Looked for text in the picture on page %d.", page))
    result = options.read(content, pages)
    name = readable(file.name)
    found = [
        ParsedPaper(f"{name}{each.place}", each.in_words, each.result.report)
        for each in result.all_papers
        if each.result.report is not None
    ]
    failed = [
        FailedPaper(f"{file}{each.place}", each.result.reason or "", each.result.remedy or "", each.result.code)
        for each in result.all_papers
        if each.result.report is None
    ]
    for line in passed_over_lines(result.passed_over):
        _log.info("%s: %s", name, line)
    if not found:
        raise _not_read(failed)
    for paper in failed:
        _log.error("%s: %s", paper.name, paper.message)
    return found, len(failed)


def _only(papers: list[ParsedPaper], file: Path) -> ParsedPaper:
    """The one paper of a file.

    Raises:
        UsageError: There are several.
    """
    if len(papers) > 1:
        named = "; ".join(
            f"{each.report.paper_reference or each.report.title or each.name} on {each.place}" for each in papers
        )
        raise UsageError(
            f"{readable(file.name)} holds {len(papers)} papers: {named}. Choose one with --pages, or print each on a"
            " line of its own with --format jsonl."
        )
    return papers[0]


def _not_read(papers: list[FailedPaper]) -> typer.Exit:
    for paper in papers:
        _log.error("%s: %s", paper.name, paper.message)
    return typer.Exit(ExitCode.NOTHING_READ)


def as_rows(report: Report, source_file: str) -> AnyAnswer:
    """A row for each action and remark; a risk without any has one row of its own."""
    rows: list[tuple[Any, ...]] = []
    for risk in report.risks:
        about = (report.period, risk.risk_id, risk.score, risk.band, risk.description, "\n".join(risk.impact))
        items: list[tuple[Any, ...]] = [
            ("action", at, each.text, each.status.value, each.status_text, each.note, list(each.owners),
             source_file, each.source[0].page if each.source else None)
            for at, each in enumerate(risk.actions, 1)
        ]  # fmt: skip
        items += [
            ("remark", at, text, None, None, None, [], source_file, source[0].page if source else None)
            for at, (text, source) in enumerate(zip(risk.remarks, risk.remarks_source, strict=True), 1)
        ]
        bare: tuple[Any, ...] = (None,) * 6 + ([], source_file, risk.source[0].page if risk.source else None)
        rows += [(*about, *item) for item in items or [bare]]
    return Answer(COLUMNS, rows)


def _log_differences(report: Report) -> None:
    found = reader_differences(report)
    for each in found or ["Both readers agree in every field."]:
        _log.info(each)


def _write_schema(common: Common, chosen: str) -> None:
    from risktrail.schema.report import Report

    if chosen != "json":
        raise UsageError("the JSON Schema is JSON. Use a file that ends with .json, and no other --format.")
    with destination(common.output) as to:
        json.dump(Report.model_json_schema(mode="serialization"), to, indent=2, ensure_ascii=False)
        to.write("\n")
