"""Papers whose lists, cut rows and running lines geometry leaves open, by programs that tag them.

`tagged/*-chromium.pdf` are printed by Chromium 156 from the pages beside them, `*-typst.pdf` set by Typst 0.15;
WeasyPrint prints the pages when the test runs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import weasyprint

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from risktrail.schema.report import Report

FOLDER = Path(__file__).parent / "tagged"
HEADER, FOOTER = "Papers for members", "Registered office: The Old Mill, Marlow"
engines = pytest.mark.parametrize("engine", EngineName)


@cache
def printed(page: str) -> bytes:
    """A page as WeasyPrint prints it, with tags."""
    content: bytes = weasyprint.HTML(string=page).write_pdf(pdf_tags=True, uncompressed_pdf=True)
    return content


def content_of(name: str, producer: str) -> bytes:
    if producer == "weasyprint":
        return printed((FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    return (FOLDER / f"{name}-{producer}.pdf").read_bytes()


def without_tags(content: bytes) -> bytes:
    """The same file, which no longer says that it is tagged."""
    untagged = content.replace(b"/Marked true", b"/Marked null")
    assert untagged != content
    return untagged


def report_of(content: bytes, engine: EngineName) -> Report:
    return read(content, engine).report


def actions(report: Report) -> list[list[str]]:
    return [[action.text for action in risk.actions] for risk in report.risks]


def prose(report: Report) -> str:
    return " ".join(text for part in report.narrative for text in part.paragraphs)


LISTED = [
    ["write to the county about the felt", "ask two builders for a price"],
    ["Renew the felt of the roof and the walls of the", "Library to ask two builders for a price"],
    ["Renew the felt on the roof of each of the huts. Members are asked for half of it.", "Sell the barn"],
    ["Review the plans of all the roofs up to Phase 12. Then ask the county", "Sell the barn"],
]
BY_GEOMETRY = [
    ["write to the county about the felt ask two builders for a price"],
    ["Renew the felt of the roof and the walls of the Library to ask two builders for a price"],
    ["Renew the felt on the roof of each of the huts.", "Members are asked for half of it.", "Sell the barn"],
    ["Review the plans of all the roofs up to Phase", "Then ask the county Sell the barn"],
]


@engines
@pytest.mark.parametrize("producer", ["chromium", "typst", "weasyprint"])
def test_tags_part_actions_and_leave_running_lines_out(producer: str, engine: EngineName) -> None:
    content = content_of("actions", producer)
    report = report_of(content, engine)
    assert actions(report) == LISTED
    assert HEADER not in prose(report)
    assert FOOTER not in prose(report)
    open_ = report_of(without_tags(content), engine)
    assert actions(open_) == BY_GEOMETRY
    assert HEADER in prose(open_)
    assert FOOTER in prose(open_)


@engines
@pytest.mark.parametrize("producer", ["chromium", "weasyprint"])
def test_tags_part_the_actions_of_the_first_family_and_its_foot_from_the_last(
    producer: str, engine: EngineName
) -> None:
    content = content_of("monthly", producer)
    report = report_of(content, engine)
    assert [(action.text, action.status_text) for risk in report.risks for action in risk.actions] == [
        ("write to the county about the felt", "Ongoing"),
        ("ask two builders for a price", "Completed"),
        ("Harbour team to survey the slip and tell the Council what it", None),
        ("Finance to find the money", "On hold"),
    ]
    assert [warning.code for warning in report.warnings] == ["status_not_stated"]
    ((*_, last),) = actions(report_of(without_tags(content), engine))
    assert last == FOOTER


ASK = "Ask two builders for their prices and tell the Board what they are before it meets to set the rate for the year"
PLAN = {
    "CR1": [
        ("Renew the felt", ("Clerk",)),
        (ASK, ("Head of Estates and Head of Finance and Property",)),
        ("Paint the gate", ("Clerk",)),
        ("Sell the barn at the mill", ()),
        ("Sweep the yard", ("Clerk",)),
    ],
    "CR2": [("Raise the pay", ("Clerk",))],
}


def planned(report: Report) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {risk.risk_id: [(action.text, action.owners) for action in risk.actions] for risk in report.risks}


@engines
@pytest.mark.parametrize("producer", ["chromium", "typst"])
def test_a_row_over_two_pages_is_one_and_a_row_at_a_pages_top_another(producer: str, engine: EngineName) -> None:
    """An action cut with its owner, which its small letter tells too; an action without one behind a page end; and a
    risk cut with its rating."""
    content = content_of("plan", producer)
    report = report_of(content, engine)
    assert planned(report) == PLAN
    assert report.risks[1].description == "The wardens leave, and nobody can be found who would take their place"
    assert (report.risks[1].rating_text, report.warnings) == ("16 of 25 High", ())
    open_ = planned(report_of(without_tags(content), engine))
    assert {ASK, "Paint the gate Sell the barn at the mill"} <= {text for text, _ in open_["CR1"]}
    assert len(open_) == 3


@engines
def test_a_table_that_is_tagged_anew_on_each_page_leaves_rows_to_geometry(engine: EngineName) -> None:
    content = content_of("plan", "weasyprint")
    assert planned(report_of(content, engine)) == planned(report_of(without_tags(content), engine))


def lying(*cells: str) -> bytes:
    """The page of actions with other contents of its cells of actions."""
    page = (FOLDER / "actions.html").read_text(encoding="utf-8")
    first, *rest = page.split("<div>")
    pieces = [f"<div>{cell}</div>{each.split('</div>', 1)[1]}" for cell, each in zip(cells, rest, strict=True)]
    return printed(first + "".join(pieces))


def lines(*texts: str) -> str:
    """A paragraph for each line."""
    return "".join(f"<p>{text}</p>" for text in texts)


@engines
def test_a_paragraph_for_each_line_is_not_believed(engine: EngineName) -> None:
    content = lying(
        lines("write to the county about the felt", "ask two builders for a price"),
        lines("Renew the felt of the roof and the walls of the", "Library to ask two builders for a price"),
        lines("Renew the felt on the roof of each of the huts.", "Members are asked for half of it.", "Sell the barn"),
        lines("Review the plans of all the roofs up to Phase", "12. Then ask the county", "Sell the barn"),
    )
    assert actions(report_of(content, engine)) == BY_GEOMETRY


@engines
def test_a_list_item_for_each_line_is_not_believed_where_a_sentence_surely_goes_on(engine: EngineName) -> None:
    texts = (
        "Ask the county to renew the felt of the hall at",
        "the mill and the roofs and all the walls of the",
        "Library",
    )
    items = "".join(f"<li>{text}</li>" for text in texts)
    content = lying("Raise the pay", f"<ul>{items}</ul>", "Sell the barn", "Sell the mill")
    assert actions(report_of(content, engine))[1] == [" ".join(texts)]
    without_first = lying("Raise the pay", f"<ul>{items.partition('</li>')[2]}</ul>", "Sell the barn", "Sell the mill")
    assert actions(report_of(without_first, engine))[1] == list(texts[1:])
