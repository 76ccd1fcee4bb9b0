"""Raised small figures are marks of footnotes and part of no word; footnotes are notes of the paper, kept as prose."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from risktrail.ingest.layout.footnotes import set_footnotes_aside
from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.tables import PageLayout
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.engines import engine as engine_of
from risktrail.ingest.pdf.page import DocumentLimits, Page, Word
from risktrail.ingest.pdf.raised_figures import close_up
from risktrail.ingest.pdf.shapes import Ink
from risktrail.ingest.reader import Reading, read
from risktrail.ingest.register.line_ledger import Place
from risktrail.schema.report import BBox, Report, Status

FAULTS = Path(__file__).resolve().parents[4] / "shared" / "faults"
needs_faults = pytest.mark.skipif(not FAULTS.exists(), reason="there are no ../shared/faults beside this checkout")
engines = pytest.mark.parametrize("engine", EngineName)
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=14)
SMALL = ParagraphStyle("small", parent=PLAIN, fontSize=8)

RISK, MITIGATION, SIGNED = "Risk 1", "Mitigation", "SECAS Team 19 July 2021"


def page_of(*pieces: tuple[str, float, float], engine: EngineName) -> Page:
    """A page with one line, from pieces each of its text, font size and height above the line."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    text = canvas.beginText(72, 700)
    for piece, size, rise in pieces:
        text.setFont("Helvetica", size)
        text.setRise(rise)
        text.textOut(piece)
    canvas.drawText(text)
    canvas.save()
    (page,) = engine_of(engine)(buffer.getvalue(), DocumentLimits()).pages
    return page


def shown(page: Page) -> tuple[list[str], list[str]]:
    """The page's lines, and its marks."""
    return [line.text for line in lines_of(1, page.words)], [word.text for word in page.note_marks]


@engines
@pytest.mark.parametrize(
    ("before", "figure", "after", "text"),
    [
        ("LCB-001", "1", " There is", "LCB-001 There is"),
        ("20", "12", " (Critical)", "20 (Critical)"),
        ("10", "3", " (Moderate)", "10 (Moderate)"),
        ("in the summer", "2", ", or later", "in the summer, or later"),
        ("(Critical)", "*", "", "(Critical)"),
        ("– Ongoing.", "b", "", "– Ongoing."),
        ("– Ongoing.", "1,2", "", "– Ongoing."),
        ("a loss of £5m", "2", " a year", "a loss of £5m a year"),
        ("Description ", "†", "", "Description"),
        ("R", "1", " There is", "R There is"),
    ],
)
def test_a_raised_small_figure_is_a_mark(before: str, figure: str, after: str, text: str, engine: EngineName) -> None:
    page = page_of((before, 10, 0), (figure, 6, 3.5), (after, 10, 0), engine=engine)
    assert shown(page) == ([text], [figure])


@engines
@pytest.mark.parametrize(
    ("before", "figure", "after", "text"),
    [
        ("25 m", "2", " of", "25 m² of"),
        ("9 km", "2", "; and", "9 km²; and"),
        ("10", "3", " users", "10³ users"),
        ("1.5 × 10", "6", ".", "1.5 × 10⁶."),
        ("the 19", "th", " July", "the 19th July"),
        ("the 2", "nd", " of May", "the 2nd of May"),
    ],
)
def test_units_powers_and_ordinals_keep_what_is_raised(
    before: str, figure: str, after: str, text: str, engine: EngineName
) -> None:
    page = page_of((before, 10, 0), (figure, 6, 3.5), (after, 10, 0), engine=engine)
    assert shown(page) == ([text], [])


@engines
@pytest.mark.parametrize(
    ("size", "rise"),
    [(10, 3.5), (6, 1), (6, -2), (6, 9)],
    ids=["as large", "on the line", "lowered", "too high"],
)
def test_a_figure_that_is_not_raised_and_small_is_no_mark(size: float, rise: float, engine: EngineName) -> None:
    page = page_of(("LCB-00", 10, 0), ("1", size, rise), (" There", 10, 0), engine=engine)
    assert page.note_marks == ()


@engines
def test_a_small_number_in_the_next_cell_is_no_mark(engine: EngineName) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 700, "There is a risk")
    edge = 72 + canvas.stringWidth("There is a risk")
    canvas.drawString(edge + 20, 700, "of delay")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(edge + 6, 703, "20")
    canvas.save()
    (page,) = engine_of(engine)(buffer.getvalue(), DocumentLimits()).pages
    assert page.note_marks == ()
    assert "20" in [word.text for word in page.words]


@engines
def test_a_superscript_letter_of_the_font_is_a_mark_too(engine: EngineName) -> None:
    page = page_of(("LCB-001¹ has 30 m² at 10³ (High)", 10, 0), engine=engine)
    assert shown(page) == (["LCB-001 has 30 m² at 10 (High)"], ["¹", "³"])


@engines
def test_a_figure_before_a_footnote_stands_on_its_line(engine: EngineName) -> None:
    page = page_of(("1", 6, 3.5), ("As agreed in May.", 10, 0), engine=engine)
    assert shown(page) == (["¹ As agreed in May."], [])


@engines
@pytest.mark.parametrize("gap", [None, 20], ids=["alone", "far off"])
def test_a_superscript_letter_without_a_word_before_it_is_kept(gap: float | None, engine: EngineName) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 700, "¹")
    if gap is not None:
        canvas.drawString(72 + canvas.stringWidth("¹") + gap, 700, "As agreed.")
    canvas.save()
    (page,) = engine_of(engine)(buffer.getvalue(), DocumentLimits()).pages
    assert [word.text for word in page.words][:1] == ["¹"]
    assert page.note_marks == ()
    if gap is not None:
        assert page.words[0].top == pytest.approx(page.words[1].top)


@cache
def paper(note: str, size: float = 8) -> bytes:
    """A paper with marks in its number, rating, description, impact and action, and a footnote at its end."""
    buffer = io.BytesIO()
    cells = [["Risk Number", "Risk Description", "Severity Rating"]]
    cells += [
        [
            Paragraph(text, PLAIN)
            for text in (
                "OPSG-001<super>1</super>",
                "There is a risk<super>2</super>.",
                "20<super>1</super> (Critical)",
            )
        ]
    ]
    bold = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")
    text = [
        Paragraph(
            "OPSG Risk Register Report<super>1</super>", ParagraphStyle("title", parent=bold, fontSize=16, leading=20)
        ),
        Paragraph("19 July 2021", PLAIN),
        Paragraph("1. Active Risks", bold),
        Table(cells, [90, 250, 110], style=[("GRID", (0, 0), (-1, -1), 0.5, black)], spaceBefore=12, spaceAfter=6),
        Paragraph("Impact", bold),
        Paragraph("A delay<super>2</super>.", PLAIN),
        Paragraph("Mitigation Actions", bold),
        Paragraph("•  DES to publish the plan – Ongoing.<super>1</super>", PLAIN),
        Paragraph(note, ParagraphStyle("note", parent=PLAIN, fontSize=size, spaceBefore=30)),
    ]
    SimpleDocTemplate(buffer).build(text)
    return buffer.getvalue()


@cache
def reading(note: str, size: float, engine: EngineName) -> Reading:
    """The reading of such a paper."""
    return read(paper(note, size), engine)


def notes(report: Report) -> list[str]:
    """The paragraphs of the report's last narrative."""
    return list(report.narrative[-1].paragraphs)


@engines
@pytest.mark.parametrize(
    ("note", "size", "kept"),
    [
        ("1 First shown in May – Completed.", 8, "1 First shown in May – Completed."),
        ("<super>1</super> First shown in May – Completed.", 10, "¹ First shown in May – Completed."),
    ],
    ids=["small print", "raised figure"],
)
def test_marks_and_footnotes_change_no_field(note: str, size: float, kept: str, engine: EngineName) -> None:
    found = reading(note, size, engine)
    (risk,) = found.report.risks
    assert (risk.risk_id, risk.score, risk.band, risk.rating_text) == ("OPSG-001", 20, "Critical", "20 (Critical)")
    assert (risk.description, risk.impact) == ("There is a risk.", ("A delay.",))
    (action,) = risk.actions
    assert (action.text, action.status, action.note) == ("DES to publish the plan", Status.ONGOING, None)
    assert found.report.title == "OPSG Risk Register Report"
    assert notes(found.report) == [kept]
    assert found.report.unplaced == ()


@engines
def test_marks_and_footnotes_have_their_own_place_in_the_ledger(engine: EngineName) -> None:
    ledger = reading("1 First shown in May – Completed.", 8, engine).ledger
    assert [line.text for line, place in ledger if place is Place.FOOTNOTE] == ["1 First shown in May – Completed."]
    marks = " ".join(line.text for line, place in ledger if place is Place.NOTE_MARK)
    assert marks == "1 1 2 1 2 1"


def test_a_footnote_over_two_lines_is_one_and_the_next_one_another() -> None:
    first = "1 First shown in May – Completed, as the minutes of that meeting say, and looked at by"
    note = f"{first}<br/>all members of the group. Completed.<br/>2 Lowered in June."
    assert [part.paragraphs for part in reading(note, 9, EngineName.PDFIUM).report.narrative[-2:]] == [
        (f"{first} all members of the group. Completed.",),
        ("2 Lowered in June.",),
    ]


def test_small_print_further_below_is_no_part_of_a_footnote() -> None:
    found = reading("1 First shown in May<br/><br/>Set by the office of the group", 9, EngineName.PDFIUM)
    assert notes(found.report) == ["1 First shown in May"]


@engines
def test_a_line_of_text_that_begins_with_a_marks_figure_is_no_footnote(engine: EngineName) -> None:
    found = reading("1 of the two is done.", 10, engine)
    assert not [line for line, place in found.ledger if place is Place.FOOTNOTE]


@needs_faults
@engines
@pytest.mark.parametrize(
    ("name", "risks"),
    [
        ("footnote_wrong_id", [("LCB-001", 20, "Critical"), ("LCB-007", 12, "Moderate")]),
        ("footnote_on_number", [("LCB-003", 20, "Critical"), ("LCB-007", 12, "Moderate"), ("LCB-011", 6, "Low")]),
        ("footnote_on_rating", [("LCB-003", 20, "Critical"), ("LCB-007", 1, None), ("LCB-011", 6, "Low")]),
        ("footnotes", [("LCB-003", 20, "Critical"), ("LCB-007", 12, "Moderate"), ("LCB-011", 6, "Low")]),
    ],
)
def test_a_shared_paper_with_footnotes_reads_as_without(
    name: str, risks: list[tuple[str, int, str | None]], engine: EngineName
) -> None:
    report = read((FAULTS / f"{name}.pdf").read_bytes(), engine).report
    assert [(risk.risk_id, risk.score, risk.band) for risk in report.risks] == risks
    assert report.author == "Ines Marlow"
    assert notes(report)[-1][:2] in ("1 ", "2 ", "3 ")


@needs_faults
@engines
def test_a_mark_behind_a_status_is_no_note_of_it(engine: EngineName) -> None:
    report = read((FAULTS / "footnote_marks.pdf").read_bytes(), engine).report
    second = report.risks[0].actions[1]
    assert (second.status, second.status_text, second.note) == (Status.ONGOING, "Ongoing", None)


def test_a_unit_and_its_power_that_come_apart_are_one_word() -> None:
    words = [Word(72, 100, 81, 110, "km"), Word(81.5, 98, 85, 108, "²"), Word(90, 100, 110, 110, "away")]
    joined, inks = close_up(words, [Ink.DARK] * 3, [])
    assert [word.text for word in joined] == ["km²", "away"]
    assert len(inks) == 2


def printed(*lines: tuple[str, float, float]) -> list[Line]:
    """Lines on a page, each its text, size and bottom."""
    return [
        line
        for text, size, bottom in lines
        for line in lines_of(1, [_printed(word, at, size, bottom) for at, word in enumerate(text.split())])
    ]


def _printed(text: str, at: int, size: float, bottom: float) -> Word:
    return Word(50 + 40 * at, bottom - size, 80 + 40 * at, bottom, text)


def noted(*lines: tuple[str, float, float], rule: BBox | None = None) -> list[list[str]]:
    """The footnotes among these lines, on a page 600 points wide with text in 10 points and the mark `1`."""
    text = printed(*((f"The depots run out of hubs in month {name}", 10.0, 100.0 + 14 * at)
                     for at, name in enumerate("abcde")))  # fmt: skip
    blocks = (*text, *printed(*lines))
    mark = Word(200, 90, 204, 96, "1")
    page = Page(1, 600, 800, (), () if rule is None else (rule,), (), note_marks=(mark,))
    _, footnotes = set_footnotes_aside([PageLayout(1, 600, 800, blocks)], [page])
    return [[line.text for line in footnote.lines] for footnote in footnotes]


FIRST = "1 As agreed in May"


@pytest.mark.parametrize(("size", "found"), [(9.4, [[FIRST]]), (9.6, [])])
def test_a_footnote_is_printed_smaller_than_the_text(size: float, found: list[list[str]]) -> None:
    assert noted((FIRST, size, 700)) == found


@pytest.mark.parametrize(
    ("size", "below", "lines"),
    [(8.39, 10, 2), (8.41, 10, 1), (8, 12.7, 2), (8, 12.9, 1)],
    ids=["alike in size", "of another size", "near", "far below"],
)
def test_a_footnote_goes_on_in_the_same_print_below_it(size: float, below: float, lines: int) -> None:
    (footnote,) = noted((FIRST, 8, 700), ("by all members", size, 700 + below))
    assert len(footnote) == lines


@pytest.mark.parametrize(
    ("wide", "above", "found"),
    [(359.9, 20, 1), (360.1, 20, 0), (100, 29.9, 1), (100, 30.1, 0)],
    ids=["short", "long", "near", "far above"],
)
def test_a_footnote_as_large_as_the_text_stands_below_a_short_rule(wide: float, above: float, found: int) -> None:
    rule = (50, 700 - above - 0.5, 50 + wide, 700 - above)
    assert len(noted((FIRST, 10, 700), rule=rule)) == found
