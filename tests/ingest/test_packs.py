"""Files of several papers: each register is found on its pages, read from them alone, and nothing else is."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import risktrail
from risktrail.ingest.errors import NotARegisterError, SeveralPapersError
from risktrail.ingest.pdf import pdfium_engine
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import DocumentLimits, Look, Page
from risktrail.ingest.reader import read, read_paper
from risktrail.schema.errors import UsageError
from risktrail.schema.file_places import PageRange
from risktrail.schema.report import Report
from tests.generators.packs import (
    BOARD_PACK,
    HARBOUR,
    NUMBERED_THROUGH,
    ONE_OFFICE,
    PACKS,
    PILOTS,
    PRODUCERS,
    WORDS,
    Block,
    Grid,
    ReportLab,
    Sheets,
    Text,
    finance,
    ids,
    project,
    prose,
    register,
    truth,
)
from tests.generators.pdf_objects import put_together, take_apart
from tests.ingest.comparing import as_printed, differences, known, plain

SHARED = Path(__file__).resolve().parents[3] / "shared"
PACK_FILES = sorted((SHARED / "packs").glob("*.pdf"))
engines = pytest.mark.parametrize("engine", EngineName)
needs_shared = pytest.mark.skipif(not PACK_FILES, reason="../shared/packs is not there")
PRINTED = {each.name: each for each in PRODUCERS}
FIRST = PRODUCERS[0].name
# What is printed by one producer is read by both engines, and what the others print by one; `slow` has all of both.
BY_ENGINES = [
    pytest.param(name, engine, marks=pytest.mark.slow)
    if name != FIRST and engine is not EngineName.PDFIUM
    else (name, engine)
    for name in PRINTED
    for engine in EngineName
]
BY_PRODUCERS = [pytest.param(name, marks=pytest.mark.slow) if name != FIRST else name for name in PRINTED]
RISKS = (("HTB-002", 20, "Critical"), ("HTB-005", 12, "Moderate"))


@cache
def printed(producer: str, name: str) -> bytes:
    """A pack, set by a producer."""
    return PRINTED[producer].print(PACKS[name])


def registers(content: bytes, engine: EngineName = EngineName.PDFIUM) -> list[Report]:
    """The reports of the registers in a file."""
    return [each.result.report for each in read_paper(content, engine).all_papers if each.result.report]


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize(("producer", "engine"), BY_ENGINES)
def test_the_registers_of_a_pack_are_read_from_their_pages(producer: str, name: str, engine: EngineName) -> None:
    if missing := PRINTED[producer].missing():
        pytest.skip(f"needs {missing}")
    found = registers(printed(producer, name), engine)
    assert {each.pages: tuple((r.risk_id, r.score) for r in each.risks) for each in found} == truth(PACKS[name])
    for report in found:
        pages = range(report.pages[0], report.pages[1] + 1)
        assert report.page_count == len(pages)
        assert {source.page for risk in report.risks for source in risk.source} <= set(pages)
        assert [len(risk.actions) for risk in report.risks] == [2] * len(report.risks)
        assert (report.unplaced, report.warnings) == ((), ())


@pytest.fixture
def pages_read(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each page of a file is read, where every file is glanced at before it is read."""
    found: Counter[int] = Counter()
    read_page = pdfium_engine._Reader.read

    def counted(reader: Any, *marked: Any) -> Page:
        found[reader.number] += 1
        return read_page(reader, *marked)

    monkeypatch.setattr(pdfium_engine._Reader, "read", counted)
    monkeypatch.setattr(pdfium_engine, "PDFIUM", replace(PDFIUM, glanced_at=1))
    return found


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("producer", BY_PRODUCERS)
def test_pages_that_are_read_only_when_they_are_asked_for_read_the_same(
    producer: str, name: str, pages_read: Counter[int]
) -> None:
    if missing := PRINTED[producer].missing():
        pytest.skip(f"needs {missing}")
    found = registers(printed(producer, name))
    assert {each.pages: tuple((r.risk_id, r.score) for r in each.risks) for each in found} == truth(PACKS[name])
    assert set(pages_read.values()) == {1}
    for report in found:
        assert (report.unplaced, report.warnings) == ((), ())


@needs_shared
@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.stem)
def test_most_pages_of_a_pack_are_not_read(path: Path, pages_read: Counter[int]) -> None:
    told = json.loads(path.with_suffix(".json").read_text())
    papers = read_paper(path.read_bytes()).papers
    assert [each.pages for each in papers] == [PageRange(each["first"], each["last"]) for each in told["papers"]]
    assert 2 * len(pages_read) < told["pages"]


def test_a_page_without_text_or_with_a_large_picture_is_read_before_others_are_asked_for(
    pages_read: Counter[int],
) -> None:
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(400, 600))
    for page in range(3):
        canvas.drawString(50, 300, f"Words of page {page + 1}")
        if page == 1:
            canvas.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 0, 0, 400, 400)
        canvas.showPage()
    canvas.showPage()
    canvas.save()
    look = Look(0.13, 20.0, 14, re.compile("nothing"))
    with pdfium_engine.glanced_at(drawn.getvalue(), DocumentLimits(), look) as document:
        assert document is not None
        assert [glance is None for glance in document.glances] == [False, True, False, True]
        assert not pages_read
        assert [page.number for page in document.pages[1:3]] == [2, 3]
        assert pages_read == {2: 1, 3: 1}
        assert document.pages[2] is document.pages[1:][1]


FRONT = ("Paper Reference: HTB_14_0905_06", "Date: 2 May 2024")
SECTIONS = {
    "a section for its risks": (
        Sheets("HTB Risk Register", ((*map(Text, FRONT), Text(WORDS[0])),)),
        Sheets("Current risks", register((), HARBOUR)),
        Sheets("How risks are rated", prose(1)),
    ),
    "a section for each risk": (
        Sheets("HTB Risk Register", register(FRONT, HARBOUR[:1])),
        Sheets("The north quay", register((), HARBOUR[1:2])),
        Sheets("The outer harbour", register((), HARBOUR[2:])),
    ),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_with_titles_are_no_papers(name: str) -> None:
    (report,) = registers(ReportLab().print(SECTIONS[name]))
    assert [risk.risk_id for risk in report.risks] == ["HTB-002", "HTB-005", "HTB-001"]
    assert (report.unplaced, report.warnings) == ((), ())


def test_two_months_of_one_register_with_nothing_but_titles_are_two_papers() -> None:
    months = [
        Sheets("HTB Risk Register", register((f"Date: {day} 2024",), HARBOUR)) for day in ("2 April", "2 May", "4 June")
    ]
    assert [each.period for each in registers(ReportLab().print(months))] == ["2024-04", "2024-05", "2024-06"]


UNNUMBERED, NUMBERED = "", "Page {n} of {of}"
HARBOUR_PAPER = Sheets("HTB Risk Register", register(("Date: 1 July 2024",), HARBOUR), risks=ids(HARBOUR))
BESIDE = {
    "a project's risks": Sheets("The slipway: where the work stands", project(2)),
    "another committee's register": Sheets(
        "PIL Risk Register", register(("Date: 30 June 2024",), PILOTS), risks=ids(PILOTS)
    ),
    "another month's register": replace(HARBOUR_PAPER, pages=register(("Date: 4 June 2024",), HARBOUR)),
}


@pytest.mark.parametrize("feet", [(UNNUMBERED, NUMBERED), (NUMBERED, UNNUMBERED), (UNNUMBERED, "{n}")], ids=str)
@pytest.mark.parametrize("beside", BESIDE)
def test_papers_are_apart_where_only_one_of_them_has_page_numbers(beside: str, feet: tuple[str, str]) -> None:
    papers = [replace(each, foot=foot) for each, foot in zip((HARBOUR_PAPER, BESIDE[beside]), feet, strict=True)]
    found = registers(ReportLab().print(papers))
    assert {each.pages: tuple((r.risk_id, r.score) for r in each.risks) for each in found} == truth(papers)
    assert [(each.unplaced, each.warnings) for each in found] == [((), ())] * len(found)


def test_a_front_without_page_numbers_stays_with_its_register() -> None:
    front = Sheets("HTB Risk Register", ((*map(Text, FRONT), Text(WORDS[0])), *prose(3)))
    (report,) = registers(ReportLab().print([front, Sheets("Current risks", register((), HARBOUR), foot=NUMBERED)]))
    assert (report.pages, str(report.report_date), len(report.risks)) == ((1, 7), "2024-05-02", 3)


def test_date_and_reference_are_those_of_the_paper_alone() -> None:
    about = [
        (each.paper_reference, each.period, str(each.report_date)) for each in registers(printed("ReportLab", "board"))
    ]
    assert about == [("HTB_14_0905_06", "2024-05", "2024-05-02"), ("PIL_9_0905_07", "2024-05", "2024-04-30")]


def test_what_is_no_register_is_named() -> None:
    result = read_paper(printed("ReportLab", "board"))
    assert [(str(each), each.reason) for each in result.passed_over] == [
        ("pages 1-6", None),
        ("pages 10-11", "a table of risks in “The slipway: where the work stands”, which is no register"),
        ("pages 14-16", None),
    ]
    assert (result.report, result.code) == (None, "several_papers")
    assert (
        result.reason == "the file holds several registers: HTB_14_0905_06 on pages 7-9; PIL_9_0905_07 on pages 12-13"
    )


def test_pages_that_are_named_are_read_as_one_paper() -> None:
    content = printed("ReportLab", "board")
    whole = next(each for each in registers(content) if each.pages == (7, 9))
    assert read(content, pages=PageRange(7, 9)).report == whole
    with pytest.raises(NotARegisterError):
        read(content, pages=PageRange(1, 3))
    with pytest.raises(UsageError, match="does not have pages 15-17"):
        read(content, pages=PageRange(15, 17))


def test_the_only_register_of_a_pack_is_its_paper() -> None:
    content = ReportLab().print(ONE_OFFICE)
    assert read(content).report.pages == (5, 7)
    with pytest.raises(SeveralPapersError):
        read(printed("ReportLab", "board"))


def test_python_gets_every_paper_or_the_one_on_some_pages() -> None:
    content = printed("ReportLab", "board")
    assert [each.pages for each in risktrail.read(content)] == [(7, 9), (12, 13)]
    assert [each.pages for each in risktrail.read(content, pages=(12, 13))] == [(12, 13)]


def test_both_readers_check_each_paper_of_a_pack() -> None:
    result = read_paper(ReportLab().print(NUMBERED_THROUGH), verify=True)
    (paper,) = result.papers
    assert paper.place == "#p4-6"
    assert paper.result.report is not None
    assert paper.result.report.warnings == ()


def test_both_readers_check_a_register_with_others_attached() -> None:
    own, other = (
        ReportLab().print([Sheets("HTB Risk Register", register((f"HTB_{meeting}_0107_04", "1 July 2024"), RISKS))])
        for meeting in (15, 16)
    )
    result = read_paper(with_attachments(own, other=other), verify=True)
    assert [each.result.report and each.result.report.warnings for each in result.papers] == [(), ()]


@engines
def test_a_pack_without_a_register_says_so(engine: EngineName) -> None:
    pack = [paper for paper in BOARD_PACK if not paper.risks]
    result = read_paper(ReportLab().print(pack), engine)
    assert (result.code, result.papers) == ("not_a_register", ())
    assert str(result.reason).startswith("none of its 4 papers is a risk register: “Harbour Trust Board: papers")
    assert "“Finance to the end of April” on pages 5-6" in str(result.reason)


def test_a_register_in_a_pack_that_is_not_understood_is_a_failed_paper() -> None:
    strange = register(("Date: 1 July 2024",), RISKS)
    heads = ("Risk", "Owner", "How bad", "Vexation rating")
    first = [block for block in strange[0] if not isinstance(block, Grid)]
    table = Grid(
        heads, (("The wall gives way", "Engineer", "very", "9"), ("Rain", "Clerk", "hardly", "2")), (4, 2, 2, 2)
    )
    papers = (
        Sheets("Minutes", prose(2), foot="Page {n}"),
        Sheets("Register of risks", ((*first, table),), foot="Page {n}"),
        Sheets("HTB Risk Register", register(("HTB_15_0107_04",), RISKS), foot="Page {n}", risks=ids(RISKS)),
    )
    result = read_paper(ReportLab().print(papers))
    assert [(each.place, each.result.code) for each in result.papers] == [("#p3", "unread_table"), ("#p4-5", None)]
    with pytest.raises(risktrail.UnreadTableError):
        risktrail.read(ReportLab().print(papers))


def test_a_table_of_risks_is_named_where_its_title_speaks_of_something_else() -> None:
    monthly = Sheets("Monthly update", (*prose(6), *register((), RISKS)), foot="Page {n}")
    own = Sheets("HTB Risk Register", register(("HTB_15_0107_04",), RISKS), foot="Page {n}", risks=ids(RISKS))
    minutes = Sheets("Minutes", prose(2), foot="Page {n}")
    named = "a table of risks in “Monthly update”, which is no register"
    passed_over = read_paper(ReportLab().print([minutes, monthly, own])).passed_over
    assert [(str(each), each.reason) for each in passed_over] == [("pages 1-2", None), ("pages 3-10", named)]
    assert str(read_paper(ReportLab().print([minutes, monthly])).reason).endswith(f"; on pages 3-10: {named}")
    (attached,) = read_paper(
        with_attachments(ReportLab().print([own]), monthly=ReportLab().print([monthly]))
    ).passed_over
    assert (
        attached.reason == "it has a table like a register's, but its title, “Monthly update”, does not speak of risks"
    )


def test_an_annex_with_page_numbers_of_its_own_stays_with_the_register_before_it() -> None:
    paper = Sheets("HTB Risk Register", register(("HTB_15_0107_04", "Date: 1 July 2024"), RISKS), foot="Page {n}")
    annex = Sheets("How scores are made", prose(1), foot="Page {n}")
    assert [each.pages for each in registers(ReportLab().print([paper, annex]))] == [(1, 3)]


@pytest.mark.parametrize("behind", [project(1), prose(4)], ids=["risks of a project", "more pages than the register"])
def test_what_is_more_than_an_annex_is_a_paper_of_its_own(behind: tuple[tuple[Block, ...], ...]) -> None:
    paper = Sheets("HTB Risk Register", register(("HTB_15_0107_04", "Date: 1 July 2024"), RISKS), foot="Page {n}")
    other = Sheets("The slipway", behind, foot="Page {n}")
    assert [each.pages for each in registers(ReportLab().print([paper, other]))] == [(1, 2)]


@pytest.mark.parametrize(
    "pages",
    [
        (
            Sheets("Cover of the register", prose(1)),
            Sheets("HTB Risk Register", register(("1 July 2024",), RISKS), foot="{n}"),
        ),
        (
            Sheets("HTB Risk Register", register(("1 July 2024",), RISKS), head="HTB Risk Register", foot="{all}"),
            Sheets("Appendix A", finance(1), head="HTB Risk Register", foot="{all}", turned=True),
        ),
        (
            Sheets("HTB Risk Register", register(("1 July 2024",), RISKS), foot="{all}"),
            Sheets("A section with a title of its own", prose(1), foot="{all}"),
        ),
    ],
    ids=["cover", "appendix on its side", "section title"],
)
def test_a_paper_of_one_piece_is_read_as_a_whole(pages: tuple[Sheets, ...]) -> None:
    content = ReportLab().print(pages)
    result = read_paper(content)
    assert (result.papers, result.passed_over) == ((), ())
    assert result.report is not None
    assert result.report.pages == (1, sum(len(each.pages) for each in pages))


def with_attachments(content: bytes, **files: bytes) -> bytes:
    """A PDF with these files attached, by their names without the ending."""
    parts = take_apart(content)
    catalog = next(number for number, body in parts.objects.items() if b"/Catalog" in body)
    last = max(parts.objects)
    names = b"".join(
        b"(%b.pdf)<</Type/Filespec/F(%b.pdf)/UF(%b.pdf)/EF<</F %d 0 R>>>>" % (name, name, name, last + place)
        for place, name in enumerate(map(str.encode, files), 1)
    )
    body = parts.objects[catalog].replace(b"<<", b"<</Names<</EmbeddedFiles<</Names[%b]>>>>" % names, 1)
    parts = parts.with_object(catalog, body)
    for place, attached in enumerate(files.values(), 1):
        stream = b"<</Type/EmbeddedFile/Length %d>>stream\n%b\nendstream\n" % (len(attached), attached)
        parts = parts.with_object(last + place, stream)
    return put_together(parts)


@engines
def test_registers_that_are_attached_are_papers_too(engine: EngineName) -> None:
    own = ReportLab().print([Sheets("HTB Risk Register", register(("HTB_15_0107_04", "1 July 2024"), RISKS))])
    cover = ReportLab().print([Sheets("Papers of the Board", prose(1))])
    minutes = ReportLab().print([Sheets("Minutes", prose(2))])
    content = with_attachments(cover, own=own, minutes=minutes, pack=printed("ReportLab", "board"), broken=b"no PDF")
    result = read_paper(content, engine)
    assert [each.place for each in result.papers] == ["#own.pdf", "#pack.pdf#p7-9", "#pack.pdf#p12-13"]
    assert all(each.result.report is not None for each in result.papers)
    assert [(str(each), each.reason) for each in result.passed_over] == [
        ("page 1", None),
        ("the whole file of the attached minutes.pdf", None),
        ("pages 1-6 of the attached pack.pdf", None),
        (
            "pages 10-11 of the attached pack.pdf",
            "a table of risks in “The slipway: where the work stands”, which is no register",
        ),
        ("pages 14-16 of the attached pack.pdf", None),
        ("the whole file of the attached broken.pdf", "the file is no PDF"),
    ]


def test_a_register_to_which_others_are_attached_is_a_paper_beside_them() -> None:
    own, other = (
        ReportLab().print([Sheets("HTB Risk Register", register((f"HTB_{meeting}_0107_04", "1 July 2024"), RISKS))])
        for meeting in (15, 16)
    )
    result = read_paper(with_attachments(own, other=other))
    assert [(each.place, each.pages) for each in result.papers] == [("", None), ("#other.pdf", None)]


# --- ../shared --------------------------------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize(
    "engine", [EngineName.PDFIUM, pytest.param(EngineName.PDFPLUMBER, marks=pytest.mark.slow)], ids=str
)
@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.stem)
def test_a_shared_pack_reads_as_its_truth_has_it(path: Path, engine: EngineName) -> None:
    papers = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"), object_hook=as_printed)["papers"]
    found = registers(path.read_bytes(), engine)
    assert [each.pages for each in found] == [(paper["first"], paper["last"]) for paper in papers]
    for report, paper in zip(found, papers, strict=True):
        said = json.loads(report.model_dump_json(), object_hook=as_printed)
        assert list(differences(plain(known(said, paper["truth"])), plain(paper["truth"]))) == []
        assert report.unplaced == ()


@needs_shared
@engines
@pytest.mark.parametrize(
    ("name", "papers"),
    [
        ("pack_minutes_first", [("#p2-3", "OPSG_53_2607_07", "2021-07")]),
        ("portfolio", [("#plain.pdf", "OPSG_53_2607_07", "2021-07"), ("#rag_white.pdf", "OPSG_53_2607_07", "2021-07")]),
        ("portfolio_attachment", [("#LCB_31_1405_04.pdf", "LCB_31_1405_04", "2024-05")]),
        (
            "three_months_one_file",
            [
                ("#p1-2", "LCB_29_1203_04", "2024-03"),
                ("#p3-4", "LCB_30_0904_04", "2024-04"),
                ("#p5-6", "LCB_31_1405_04", "2024-05"),
            ],
        ),
    ],
)
def test_a_shared_file_of_several_papers_is_read(
    name: str, papers: list[tuple[str, str, str]], engine: EngineName
) -> None:
    result = read_paper((SHARED / "faults" / f"{name}.pdf").read_bytes(), engine)
    reports = [(each.place, each.result.report) for each in result.papers]
    assert [(place, r.paper_reference, r.period) for place, r in reports if r] == papers
    if name == "three_months_one_file":
        scores = [risk.score for _, r in reports if r for risk in r.risks if risk.risk_id == "LCB-011"]
        assert scores == [4, 5, 6]
