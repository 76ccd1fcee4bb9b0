"""`parse`: one paper to stdout, nothing stored."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from risktrail.cli.options import Common, EngineOption, OcrOption, ProfileOption, VerifyOption, takes
from risktrail.cli.output import chosen_format, console, deliver, destination
from risktrail.cli.render import load_plain_table
from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.options import ReadOptions
from risktrail.importing.report_notes import reader_differences
from risktrail.schema.errors import ExitCode, UsageError
from risktrail.store import Answer, AnyAnswer
from risktrail.store.readable_names import readable

if TYPE_CHECKING:
    from risktrail.schema.report import Report

_log = logging.getLogger(__name__)

COLUMNS = (
    "period", "risk_id", "score", "band", "description", "impact", "item", "position", "text", "status",
    "status_text", "note", "owners", "source_file", "page",
)  # fmt: skip


@takes("format", "output", "quiet", "verbose")
def parse(
    common: Common,
    file: Annotated[Path | None, typer.Argument(help="The paper.", metavar="FILE")] = None,
    engine: EngineOption = "pdfium",
    verify: VerifyOption = False,
    profile: ProfileOption = None,
    ocr: OcrOption = "auto",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of `parse --format json` instead.")
    ] = False,
) -> None:
    """Read one paper and print it; nothing is stored.

    On a terminal a summary for people, in a pipe the whole reading as JSON. csv, jsonl and markdown have a
    row for each action and remark.

    Example: risktrail parse register.pdf --profile council

    Example: risktrail parse OPSG_53_2607_07.pdf --format json
    """
    chosen = "json" if schema and common.output is None else chosen_format(common, piped="json")
    if schema:
        _write_schema(common, chosen)
        return
    if file is None:
        raise UsageError("name the paper to read, as in `risktrail parse paper.pdf`.")
    report = read(file, ReadOptions(engine, verify, profile=profile, ocr=ocr))
    if verify:
        _log_differences(report)
    if chosen == "json":
        with destination(common.output) as to:
            to.write(report.model_dump_json(indent=2) + "\n")
    elif chosen == "table":
        from risktrail.cli.render.paper import draw_paper

        with destination(common.output) as to:
            draw_paper(report, readable(file.name), console(to))
    else:
        deliver(as_rows(report, readable(file.name)), common, load_plain_table)


def read(file: Path, options: ReadOptions) -> Report:
    """The report of one paper; where there is none, the command ends with the reason."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _not_read(FailedPaper(str(file), f"cannot be opened ({error.strerror})", "Check the path.")) from None
    from risktrail.ingest.ocr.page_recogniser import page_done

    page_done.set(lambda page: _log.info("Looked for text in the picture on page %d.", page))
    result = options.read(content)
    if result.report is None:
        raise _not_read(FailedPaper(str(file), result.reason or "", result.remedy or "", result.code))
    return result.report


def _not_read(paper: FailedPaper) -> typer.Exit:
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
