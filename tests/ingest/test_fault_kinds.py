"""Further papers of the kinds of ../shared/faults: each reads as a person sees it.

Every kind has three at least; where each kind has its own stands in docs/development.md.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pytest
from PIL import Image as Picture
from PIL import ImageDraw
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, Table

from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.reader import read_paper
from risktrail.schema.report import Report, Risk
from tests.generators.stories import DESCRIPTION, HEAD, below, bullets, paper, risk, table, text
from tests.ingest.pdf.pages import drawn, printed, texts

engines = pytest.mark.parametrize("engine_name", EngineName)
WIDTHS = (80, 250, 100)
FURTHER = "There is a risk that the wind tears the tarpaulins off the open sheds."
REGISTER = (*risk("QRS-001"), *risk("QRS-004", FURTHER, "9 (Moderate)"))
Draw = Callable[[Canvas, int], None]


def told(content: bytes, engine_name: EngineName) -> Report:
    found = read_paper(content, engine_name)
    assert found.report is not None, found.reason
    return found.report


def said(report: Report) -> object:
    """What a report says, but for places and warnings."""
    risks = [
        (
            r.risk_id,
            r.score,
            r.band,
            r.description,
            r.impact,
            r.remarks,
            [(a.text, a.status, a.note) for a in r.actions],
        )
        for r in report.risks
    ]
    front = (report.title, report.committee, report.period, report.author, report.paper_reference)
    return front, risks, [each.text for each in report.recommendations], report.unplaced


def done(of_risk: Risk) -> list[tuple[str, str, str | None]]:
    return [(action.text, action.status, action.note) for action in of_risk.actions]


@cache
def plain(right: float = 72) -> Report:
    return told(paper(*REGISTER, right=right), EngineName.PDFIUM)


@cache
def baselines() -> dict[int, list[float]]:
    """How far above its foot each page of the register has lines, from the top; a bullet stands a little lower."""
    pages = engine(EngineName.PDFIUM)(paper(*REGISTER), DocumentLimits()).pages
    return {
        page.number: [page.height - y + 2 for y in sorted({word.bottom for word in page.words if word.text != "•"})]
        for page in pages
    }


def numbered(every: int, x: float, size: float) -> Draw:
    places = baselines()

    def draw(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", size)
        for number, y in enumerate(places[page], 1):
            if number % every == 0:
                canvas.drawRightString(x, y, str(number))

    return draw


@engines
@pytest.mark.parametrize(("every", "x", "size"), [(1, 50, 8), (1, 62, 10), (2, 40, 7)])
def test_numbers_of_lines_change_nothing(every: int, x: float, size: float, engine_name: EngineName) -> None:
    assert said(told(paper(*REGISTER, on_page=numbered(every, x, size)), engine_name)) == said(plain())


def commented(*comments: tuple[float, str]) -> Draw:
    def draw(canvas: Canvas, page: int) -> None:
        if page == 1:
            canvas.setFillColor(colors.Color(0.4, 0.4, 0.4))
            canvas.setFont("Helvetica", 7)
            for y, comment in comments:
                for row, line in enumerate(comment.split("|")):
                    canvas.drawString(503, y - 9 * row, line)

    return draw


@engines
@pytest.mark.parametrize(
    "comments",
    [
        [(560, "Commented [AB1]:|Is this still 20?")],
        [(498, "Commented [AB1]: Say|by how much and by|when.")],
        [(620, "Commented [AB1]:|Since when?"), (470, "Commented [CD2]:|Done in May."), (300, "Who?")],
    ],
    ids=["rating", "impact", "three"],
)
def test_comments_beside_the_text_are_told_and_change_nothing(
    comments: list[tuple[float, str]], engine_name: EngineName
) -> None:
    found = told(paper(*REGISTER, on_page=commented(*comments), right=120), engine_name)
    assert said(found) == said(plain(120))
    assert [warning.code for warning in found.warnings] == ["reviewer_note"] * len(comments)


class Framed(Flowable):  # type: ignore[misc]
    """An action with a bullet, whose status stands in the frame of a form's field."""

    def __init__(self, action: str, status: str, *, radius: float = 3, behind: str = "") -> None:
        super().__init__()
        self.action, self.status, self.radius, self.behind = action, status, radius, behind
        self.width, self.height = 430, 22

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont("Helvetica", 10)
        canvas.drawString(4, 6, "•")
        canvas.drawString(18, 6, self.action)
        x = 18 + canvas.stringWidth(f"{self.action} ")
        width = canvas.stringWidth(self.status) + 14
        canvas.setLineWidth(0.7)
        canvas.roundRect(x, 1, width, 16, self.radius)
        canvas.drawString(x + 4, 6, self.status)
        canvas.drawString(x + width + 4, 6, self.behind)


@engines
@pytest.mark.parametrize(
    ("framed", "status", "note"),
    [
        (Framed("DCC to order more hubs –", "Ongoing"), "ongoing", None),
        (Framed("DCC to order more hubs –", "Completed", radius=0), "completed", None),
        (Framed("DCC to order more hubs –", "Not started", behind="(needs money)"), "not_started", "needs money"),
    ],
    ids=["rounded", "square", "words behind"],
)
def test_a_status_in_the_frame_of_a_field_is_that_of_its_line(
    framed: Framed, status: str, note: str | None, engine_name: EngineName
) -> None:
    row = table([HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)")], WIDTHS)
    found = told(paper(row, *below("Impact", text("Late.")), *below("Mitigation Actions", framed)), engine_name)
    (action,) = found.risks[0].actions
    assert (action.text, action.status, action.note) == ("DCC to order more hubs", status, note)
    assert found.unplaced == ()


class Ringed(Flowable):  # type: ignore[misc]
    """Items of a list, each behind a small circle."""

    def __init__(self, *items: str, radius: float = 1.5, filled: bool = False) -> None:
        super().__init__()
        self.items, self.radius, self.filled = items, radius, filled
        self.width, self.height = 430, 16 * len(items)

    def draw(self) -> None:
        self.canv.setFont("Helvetica", 10)
        self.canv.setLineWidth(0.6)
        for row, item in enumerate(self.items):
            y = self.height - 16 * row - 12
            self.canv.circle(8, y + 3, self.radius, stroke=int(not self.filled), fill=int(self.filled))
            self.canv.drawString(18, y, item)


@engines
@pytest.mark.parametrize(("radius", "filled"), [(1.3, False), (2.0, False), (2.6, False), (1.5, True)])
def test_items_behind_circles_are_items(radius: float, filled: bool, engine_name: EngineName) -> None:
    ringed = Ringed("DCC to order more hubs – Ongoing.", "QRS to count them – Completed.", radius=radius, filled=filled)
    row = table([HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)")], WIDTHS)
    found = told(paper(row, *below("Impact", text("Late.")), *below("Mitigation Actions", ringed)), engine_name)
    assert done(found.risks[0]) == [
        ("DCC to order more hubs", "ongoing", None),
        ("QRS to count them", "completed", None),
    ]


def pictured(width: int, height: int) -> Image:
    """A line of text that is a picture."""
    dots = Picture.new("L", (4 * width, 4 * height), 255)
    ImageDraw.Draw(dots).text((4, 4), "DCC to order more hubs - Ongoing.", fill=0)
    file = io.BytesIO()
    dots.save(file, "PNG")
    return Image(file, width, height, hAlign="LEFT")


@engines
@pytest.mark.parametrize("place", ["actions", "impact", "between"])
def test_a_line_that_is_a_picture_is_told_with_its_risk(place: str, engine_name: EngineName) -> None:
    line = pictured(200, 12)
    story = [table([HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)")], WIDTHS)]
    story += below("Impact", text("Late."), *([line, text("Dear.")] if place == "impact" else []))
    story += below("Mitigation Actions", bullets(["DCC to plan – Ongoing."]), *([line] if place == "actions" else []))
    story += [*([line] if place == "between" else []), bullets(["QRS to count – Ongoing."])]
    found = told(paper(*story, *risk("QRS-002")), engine_name)
    assert [(each.code, each.message[:9]) for each in found.warnings] == [("picture_in_text", "QRS-001: ")]


def filled(colour: colors.Color) -> Table:
    row = table([HEAD, ("QRS-001", DESCRIPTION, "")], WIDTHS)
    row.setStyle([("BACKGROUND", (2, 1), (2, 1), colour)])
    return row


@engines
@pytest.mark.parametrize(
    ("colour", "end"),
    [
        ("#ff0000", "is filled with red, #ff0000"),
        ("#ffbf00", "is filled with amber, #ffbf00"),
        ("#92d050", "is filled with green, #92d050"),
        ("#d9d9d9", "no rating could be read"),  # a grey is a ground
    ],
)
def test_the_colour_of_an_empty_rating_is_told(colour: str, end: str, engine_name: EngineName) -> None:
    found = told(paper(filled(colors.HexColor(colour)), *below("Impact", text("Late."))), engine_name)
    (message,) = [warning.message for warning in found.warnings if warning.code == "no_rating"]
    assert message.endswith(end)


@engines
@pytest.mark.parametrize(
    ("cell", "number", "code"),
    [
        ("QRS-004 (was QRS-002)", "QRS-004", "renumbered"),
        ("QRS-004 (formerly QRS-002)", "QRS-004", "renumbered"),
        ("QRS-004 (previously QRS-002)", "QRS-004", "renumbered"),
        ("New", None, "risk_number_unread"),
        ("TBC", None, "risk_number_unread"),
        ("", None, "risk_number_unread"),
    ],
)
def test_a_risk_with_another_number_or_none_keeps_its_parts(
    cell: str, number: str | None, code: str, engine_name: EngineName
) -> None:
    found = told(paper(*risk("QRS-001"), *risk(cell, FURTHER), *risk("QRS-009")), engine_name)
    assert [len(each.actions) for each in found.risks] == [2, 2, 2]
    assert found.risks[1].risk_id == number or (number is None and found.risks[1].risk_id.startswith(FURTHER[:30]))
    assert [warning.code for warning in found.warnings] == [code]
    assert found.unplaced == ()


def footed(left: str, middle: str, right: str) -> Draw:
    def draw(canvas: Canvas, _: int) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 30, left)
        canvas.drawCentredString(300, 30, middle)
        canvas.drawRightString(520, 30, right)

    return draw


@engines
@pytest.mark.parametrize(
    ("left", "middle", "right"),
    [("QRS_7_1203_02", "", "Page 1 of 1"), ("", "QRS_7_1203_02", ""), ("Classification: public", "", "1")],
)
def test_the_foot_of_a_single_page_is_no_part_of_its_text(
    left: str, middle: str, right: str, engine_name: EngineName
) -> None:
    signed = (*risk("QRS-001"), text("Prepared by: Ines Marlow"))
    found = told(paper(*signed, on_page=footed(left, middle, right)), engine_name)
    assert said(found) == said(told(paper(*signed), EngineName.PDFIUM))


@engines
@pytest.mark.parametrize(
    "words", ["Users’ Agreement", "Parties’ services and Users’ views", "the owners’ (first) answer"]
)
def test_white_behind_an_apostrophe_is_a_space(words: str, engine_name: EngineName) -> None:
    """As a browser prints a Times-like face: no space is printed, and words are set apart."""
    pieces = words.replace("’", "\\222").replace("(", "\\(").replace(")", "\\)").split(" ")
    page = drawn(f"BT /F 10 Tf 100 700 Td [{' -250 '.join(f'({piece})' for piece in pieces)}] TJ ET", engine_name)
    assert texts(page) == words.split(" ")


NAMES = {0x53: "S", 0x65: "e", 0x74: "t", 0x75: "u", 0x70: "p", 127: "bullet", 150: "endash", 146: "quoteright"}
GLYPH = "<</Length 40>>stream\n500 0 0 0 500 700 d1 0 0 400 600 re f   \nendstream\n"
TYPE3 = (
    "/Font<</T <</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 32"
    f"/LastChar 160/Widths[{' '.join(['500'] * 129)}]/Resources<<>>"
    f"/Encoding<</Type/Encoding/Differences[{' '.join(f'{code}/{name}' for code, name in sorted(NAMES.items()))}]>>"
    f"/CharProcs<<{''.join(f'/{name} 5 0 R' for name in NAMES.values())}>>>>>>"
)


@engines
@pytest.mark.parametrize(
    ("printed_text", "read"),
    [("\\177 Setup", ["•", "Setup"]), ("Set \\226 up", ["Set", "–", "up"]), ("Setup\\222S", ["Setup’S"])],
)
def test_letters_drawn_as_outlines_are_those_of_their_names(
    printed_text: str, read: list[str], engine_name: EngineName
) -> None:
    content = printed(printed_text).replace("/F ", "/T ")
    assert texts(drawn(content, engine_name, resources=TYPE3, others=[GLYPH])) == read
