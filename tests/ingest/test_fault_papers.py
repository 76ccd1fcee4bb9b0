"""Whole papers of the kinds of ../shared/faults in other layouts, families and fonts: each reads as a person sees it.

Tables of papers: of a committee and of a council as WeasyPrint and Chromium print them, of ReportLab with something
painted over or put on them, and with a form's fields. Each row changes one thing of a plain paper, and says what then
stands in the report that did not stand there. Which kinds these are, and where others have their tests, says
`test_fault_kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache

import pytest
from reportlab.lib import colors
from reportlab.platypus import Flowable, PageBreak, Table

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read_paper
from risktrail.schema.report import Report
from tests.generators.cut_html import Chromium, browser
from tests.generators.overlays import first_number, overlaid
from tests.generators.stories import ACTIONS, DESCRIPTION, HEAD, below, bullets, bytes_of, paper, risk, table, text
from tests.generators.web_papers import (
    COUNCIL_HEADS,
    HEADS,
    UNRULED,
    committee,
    council,
    listed,
    missing,
    notes,
    printed,
)
from tests.generators.web_papers import table as web_table

engines = pytest.mark.parametrize("engine_name", EngineName)
needs_weasyprint = pytest.mark.skipif(missing() is not None, reason=f"needs {missing()}")

Action = tuple[str, str, str | None]
Said = tuple[str, int | None, list[Action]]


def told(content: bytes, engine_name: EngineName) -> Report:
    found = read_paper(content, engine_name)
    assert found.report is not None, found.reason
    return found.report


def said(report: Report) -> list[Said]:
    return [
        (each.risk_id, each.score, [(action.text, str(action.status), action.note) for action in each.actions])
        for each in report.risks
    ]


def codes(report: Report) -> list[str]:
    return [warning.code for warning in report.warnings]


# --- printed by WeasyPrint --------------------------------------------------------------------------------------------

SURVEY, FLOAT = "Harbour team to survey the slip each week", "Finance to find money for a floating stage"
PLANT, FILMS = "Estates to hire a second plant", "Archive staff to move the oldest films"
SLIP = (
    "HBC-002",
    "There is a risk that the ferry slip settles before the new piles are driven.",
    "20 (Critical)",
    "Villages would be cut off.",
    listed(f"{SURVEY} – Ongoing.", f"{FLOAT} – Completed (approved in January)."),
)
COOLING = (
    "HBC-005",
    "There is a risk that the cooling plant fails in a hot summer.",
    "15 (High)",
    "Films would be lost.",
    listed(f"{PLANT} – Ongoing.", f"{FILMS} – Not started."),
)
ROOF = ("CR1", "The roof leaks and the stores are ruined", "12", "Yearly survey", "Renew the felt", "Head of Estates")
STAFF = ("CR2", "The wardens leave", "16", "Exit talks", "Raise the pay", "Head of People")
FORD = ("CR3", "A flood closes the ford", "9", "", "Ask for a bridge", "Clerk")

SURVEYED: Action = (SURVEY, "ongoing", None)
FLOATED: Action = (FLOAT, "completed", "approved in January")
HIRED: Action = (PLANT, "ongoing", None)
MOVED: Action = (FILMS, "not_started", None)
HBC_2: Said = ("HBC-002", 20, [SURVEYED, FLOATED])
HBC_5: Said = ("HBC-005", 15, [HIRED, MOVED])
CR_1: Said = ("CR1", 12, [("Renew the felt", "not_stated", None)])
CR_2: Said = ("CR2", 16, [("Raise the pay", "not_stated", None)])
CR_3: Said = ("CR3", 9, [("Ask for a bridge", "not_stated", None)])


def but(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    """A row with other cells: `number`, `description`, `rating` and the `impact` or `controls`, `actions`, `owner`."""
    names = ("number", "description", "rating", "impact", "actions", "owner")
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=False))


def gone(words: str, how: str = "") -> str:
    return f'<span style="text-decoration: line-through {how}">{words}</span>'


def raised(sign: str) -> str:
    return f'<sup style="font-size: 6pt">{sign}</sup>'


STRUCK = {
    "two thin bars": (
        committee(but(SLIP, rating=f"{gone('20 (Critical)', 'double')} 15 (High)"), COOLING),
        [("HBC-002", 15, HBC_2[2]), HBC_5],
    ),
    "a thick red bar, without ruled lines": (
        committee(SLIP, but(COOLING, actions=listed(f"{PLANT} – Ongoing.", gone(f"{FILMS} – Not started.", "3px red"))),
                  style=UNRULED),
        [HBC_2, ("HBC-005", 15, [HIRED])],
    ),
    "half a line": (
        committee(SLIP, but(COOLING, actions=listed(f"{PLANT} – {gone('Ongoing')} <ins>Completed</ins>.",
                                                    f"{FILMS} – Not started."))),
        [HBC_2, ("HBC-005", 15, [(PLANT, "completed", None), MOVED])],
    ),
    "underlined too": (
        committee(but(SLIP, rating=f"{gone('20 (Critical)', 'underline')} <u>15 (High)</u>"), COOLING),
        [("HBC-002", 15, HBC_2[2]), HBC_5],
    ),
    "large italic print": (
        committee(but(SLIP, rating=f'<i style="font: 14pt DejaVu Serif">{gone("20")}</i> 15 (High)'), COOLING),
        [("HBC-002", 15, HBC_2[2]), HBC_5],
    ),
    "a score in a council's cell": (council(but(ROOF, rating=f"{gone('12')} 9"), STAFF), [("CR1", 9, CR_1[2]), CR_2]),
    "a council's action": (
        council(ROOF, but(STAFF, actions=f"{gone('Raise the pay')}<br>Ask for a review")),
        [CR_1, ("CR2", 16, [("Ask for a review", "not_stated", None)])],
    ),
    "a council's risk": (council(ROOF, [gone(cell) for cell in STAFF], FORD), [CR_1, CR_3]),
}  # fmt: skip


@needs_weasyprint
@engines
@pytest.mark.parametrize("name", STRUCK)
def test_struck_words_are_gone(name: str, engine_name: EngineName) -> None:
    page, expected = STRUCK[name]
    found = told(printed(page), engine_name)
    assert (said(found), codes(found), found.unplaced) == (expected, ["struck_out"], ())


NOTED = {
    "letters": committee(
        but(SLIP, rating=f"20{raised('a')} (Critical)"),
        but(COOLING, actions=listed(f"{PLANT} – Ongoing{raised('b')}.", f"{FILMS} – Not started.")),
        after=notes(f"{raised('a')} Raised in May.", f"{raised('b')} Waits for money."),
    ),
    "a star and a dagger on the line": committee(
        but(SLIP, number="HBC-002*"),
        but(COOLING, actions=listed("Estates† to hire a second plant – Ongoing*.", f"{FILMS} – Not started.†")),
        after=notes("* New in May.", "† Shared with the Parks."),
    ),
    "a dagger in print as large as the text": committee(
        but(SLIP, rating="20† (Critical)"), COOLING, after="<p>† Provisional.</p>", style=UNRULED
    ),
    "figures in brackets": committee(
        but(SLIP, number="HBC-002 [1]"),
        but(COOLING, rating="15 (High) [2]"),
        after=notes("[1] New in May.", "[2] Shared."),
    ),
    "raised figures in brackets": committee(
        but(SLIP, number=f"HBC-002{raised('(1)')}"),
        but(COOLING, rating=f"15{raised('(2)')} (High)"),
        after=notes("(1) New in May.", "(2) Shared."),
    ),
    "on a date and on heads": committee(
        but(SLIP, actions=SLIP[4].replace("January", f"January{raised('3')}")),
        COOLING,
        heads=("Risk Number", f"Risk Description{raised('1')}", f"Severity Rating{raised('2')}", "Impact",
               "Mitigation Actions"),
        after=notes("1 In short.", "2 Of 25.", f"{raised('3')} By letter."),
    ),
    "numbered with full stops": committee(
        but(SLIP, number=f"HBC-002{raised('1')}"), COOLING, after=notes("1. New in May.")
    ),
}  # fmt: skip


@needs_weasyprint
@engines
@pytest.mark.parametrize("name", NOTED)
def test_marks_of_footnotes_are_no_part_of_a_word(name: str, engine_name: EngineName) -> None:
    found = told(printed(NOTED[name]), engine_name)
    assert (said(found), codes(found), found.unplaced) == ([HBC_2, HBC_5], [], ())
    assert [each.impact for each in found.risks] == [(SLIP[3],), (COOLING[3],)]
    assert [each.text for each in found.recommendations] == ["NOTE how the risks stand"]


@needs_weasyprint
@engines
@pytest.mark.parametrize(
    ("first", "second", "behind"),
    [
        (but(ROOF, rating=f"12{raised('1')}"), but(STAFF, owner=f"Head of People{raised('2')}"), "1 Raised. 2 Acting."),
        (but(ROOF, rating="12*"), but(STAFF, number="CR2*"), "* Raised."),
        (but(ROOF, number="CR1¹"), but(STAFF, actions="Raise the pay²"), "¹ Raised. ² Soon."),
    ],
    ids=["raised", "star", "letters of the font"],
)
def test_marks_in_a_councils_register_are_no_part_of_a_word(
    first: Sequence[str], second: Sequence[str], behind: str, engine_name: EngineName
) -> None:
    found = told(printed(council(first, second, after=notes(behind))), engine_name)
    assert (said(found), codes(found)) == ([CR_1, CR_2], [])
    assert found.risks[1].owners == ("Head of People",)


@needs_weasyprint
@pytest.mark.parametrize("words", ["a hotel of 5* or more", "see section 3(2)", "its share [2] of it"])
def test_signs_that_lead_to_no_footnote_are_words(words: str) -> None:
    page = committee(
        but(SLIP, description=f"There is a risk that {words} is lost."), COOLING, after="<p>1* is less.</p>"
    )
    assert told(printed(page), EngineName.PDFIUM).risks[0].description == f"There is a risk that {words} is lost."


PKC = (
    "PKC-004",
    "There is a risk that limes fall.",
    "12 (Moderate)",
    "Paths close.",
    listed("Parks to fell – Ongoing."),
)
OTHERS = {
    "issues": (
        committee(SLIP, COOLING, after="<h2>2. Issues</h2>" + web_table(
            ("Issue Number", "Description", "Rating"), ("HBC-I-001", "The crane is broken.", "12"))),
        [HBC_2, HBC_5], [],
    ),
    "opportunities": (
        committee(SLIP, COOLING, after="<h2>2. Opportunities</h2>" + web_table(
            ("Number", "Description", "Rating"), ("HBC-O-001", "A grant may come.", "12")), style=UNRULED),
        [HBC_2, HBC_5], ["other_register"],
    ),
    "another committee's": (
        committee(SLIP, COOLING, after="<h2>2. Parks Committee, for information</h2>" + web_table(
            HEADS, PKC)),
        [HBC_2, HBC_5], ["other_register"],
    ),
    "an example": (
        committee(SLIP, COOLING, before="<h2>0. How to read it</h2>" + web_table(
            ("Risk Number", "Risk Description", "Severity Rating"), ("XXX-000", "What may go wrong.", "Score (Band)"))),
        [HBC_2, HBC_5], ["other_register"],
    ),
    "a council's issues": (
        council(ROOF, STAFF, after="<h2>Issues log</h2>" + web_table(
            ("Ref", "Issue", "Score"), ("I1", "The crane is broken", "12"))),
        [CR_1, CR_2], [],
    ),
    "another body's in a council's": (
        council(ROOF, STAFF, after="<h2>Risks of the Harbour Trust, for information</h2>" + web_table(
            ("Ref", "Risk", "Current score", "Key controls", "Further actions", "Risk owner"),
            ("HT9", "The pier rots", "20", "Paint", "Rebuild it", "Harbour Master"))),
        [CR_1, CR_2], ["other_register"],
    ),
}  # fmt: skip


@needs_weasyprint
@engines
@pytest.mark.parametrize("name", OTHERS)
def test_what_another_register_has_is_not_counted(name: str, engine_name: EngineName) -> None:
    page, expected, warned = OTHERS[name]
    found = told(printed(page), engine_name)
    assert (said(found), codes(found)) == (expected, warned)


@needs_weasyprint
def test_sections_of_a_councils_register_are_its_own_whatever_their_numbers() -> None:
    more = "<h2>Finance</h2>" + web_table(
        ("Ref", "Risk", "Current score", "Key controls", "Further actions", "Risk owner"),
        ("FR1", "The fund is short", "20", "Audit", "Save", "Treasurer"),
    )
    found = told(printed(council(ROOF, STAFF, after=more)), EngineName.PDFIUM)
    assert [each.risk_id for each in found.risks] == ["CR1", "CR2", "FR1"]


@needs_weasyprint
@engines
@pytest.mark.parametrize(
    ("cell", "named", "code"),
    [
        ("New", "The wardens leave", "risk_number_unread"),
        ("TBC", "The wardens leave", "risk_number_unread"),
        ("", "The wardens leave", "risk_number_unread"),
        ("CR2 (was CR7)", "CR2", "renumbered"),
        ("CR2, formerly CR7", "CR2", "renumbered"),
        ("CR2 new", "CR2", None),
    ],
)
def test_a_councils_risk_with_another_number_or_none_is_told(
    cell: str, named: str, code: str | None, engine_name: EngineName
) -> None:
    found = told(printed(council(ROOF, but(STAFF, number=cell), FORD)), engine_name)
    assert said(found) == [CR_1, (named, *CR_2[1:]), CR_3]
    assert (codes(found), found.profile) == ([code] if code else [], "council")


FACTORS = {
    "figures before the rating": (
        ("Risk Number", "Risk Description", "Likelihood", "Impact", "Severity Rating", "Mitigation Actions"),
        (("4", "5"), ("3", "5")), False,
    ),
    "letters for heads": (
        ("Risk Number", "Risk Description", "L", "I", "Severity Rating", "Impact", "Mitigation Actions"),
        (("4", "5"), ("3", "5")), True,
    ),
    "words": (
        ("Risk Number", "Risk Description", "Probability", "Severity", "Severity Rating", "Impact",
         "Mitigation Actions"),
        (("Likely", "Major"), ("Possible", "Major")), True,
    ),
}  # fmt: skip


@needs_weasyprint
@engines
@pytest.mark.parametrize("name", FACTORS)
def test_columns_of_factors_are_no_consequences_of_a_risk(name: str, engine_name: EngineName) -> None:
    heads, factors, has_impact = FACTORS[name]
    rows = [
        (*row[:2], *own, row[2], *([row[3]] if has_impact else []), row[4])
        for row, own in zip((SLIP, COOLING), factors, strict=True)
    ]
    found = told(printed(committee(*rows, heads=heads)), engine_name)
    assert [(each.score, each.band) for each in found.risks] == [(20, "Critical"), (15, "High")]
    assert [each.impact for each in found.risks] == ([(SLIP[3],), (COOLING[3],)] if has_impact else [(), ()])
    assert [len(each.actions) for each in found.risks] == [2, 2]


@needs_weasyprint
@engines
def test_consequences_beside_other_ratings_are_those_of_the_risk(engine_name: EngineName) -> None:
    heads = (
        "Risk Number", "Risk Description", "Severity Rating", "Previous Rating", "Target Rating", "Impact",
        "Mitigation Actions",
    )  # fmt: skip
    rows = [(*row[:3], "15 (High)", "6 (Low)", *row[3:]) for row in (SLIP, COOLING)]
    found = told(printed(committee(*rows, heads=heads)), engine_name)
    assert [each.impact for each in found.risks] == [(SLIP[3],), (COOLING[3],)]
    assert [each.rating_text for each in found.risks] == ["20 (Critical)", "15 (High)"]


@needs_weasyprint
@engines
@pytest.mark.parametrize(
    "page",
    [
        committee(
            SLIP, COOLING, front="<p>HBC paper 2</p><p>Date of next review: 1 September 2024</p><p>9 March 2023</p>"
        ),
        committee(SLIP, COOLING, front="<p>Next meeting: 4 June 2023</p><p>Date: 9 March 2023</p>"),
        committee(
            SLIP, COOLING, front=web_table(("Next review", "1 September 2024"), ("Date of meeting", "9 March 2023"))
        ),
        council(ROOF, STAFF, front="<p>Next review: 1 September 2024</p><p>Updated: 9 March 2023</p>"),
        council(ROOF, STAFF, front="<p>Next update due June 2023</p><p>Report generated on 09/03/2023 10:22</p>"),
    ],
    ids=["review", "meeting", "table", "council's review", "council's update"],
)
def test_the_date_of_something_to_come_is_not_the_papers(page: str, engine_name: EngineName) -> None:
    assert told(printed(page), engine_name).period == "2023-03"


SPACER = '<div style="height: {}mm"></div>'
CUT = "tr, td { break-inside: auto } thead { display: table-row-group }"


@needs_weasyprint
@engines
@pytest.mark.parametrize("height", [80, 86, 92, 98])
def test_a_row_cut_by_a_page_end_is_one(height: int, engine_name: EngineName) -> None:
    found = told(printed(committee(SLIP, COOLING, before=SPACER.format(height), style=CUT)), engine_name)
    assert (said(found), codes(found), found.unplaced) == ([HBC_2, HBC_5], [], ())


@needs_weasyprint
@engines
@pytest.mark.parametrize("height", [88, 97, 106])
def test_cells_merged_over_a_page_end_are_one_risks(height: int, engine_name: EngineName) -> None:
    def rows(row: Sequence[str], *actions: str) -> str:
        merged = "".join(f'<td rowspan="{len(actions)}">{cell}</td>' for cell in row[:3])
        return "".join(f"<tr>{'' if place else merged}<td>{each}</td></tr>" for place, each in enumerate(actions))

    heads = "".join(
        f"<th>{head}</th>" for head in ("Risk Number", "Risk Description", "Severity Rating", "Mitigation Actions")
    )
    page = committee(before="{}", style=CUT)
    body = rows(SLIP, f"{SURVEY} – Ongoing.", f"{FLOAT} – Completed (approved in January).") + rows(
        COOLING, f"{PLANT} – Ongoing.", f"{FILMS} – Not started."
    )
    empty = web_table(("Risk Number", "Risk Description", "Severity Rating", "Impact", "Mitigation Actions"))
    merged = f"{SPACER.format(height)}<table><thead><tr>{heads}</tr></thead>{body}</table>"
    found = told(printed(page.replace("{}" + empty, merged)), engine_name)
    assert (said(found), codes(found), found.unplaced) == ([HBC_2, HBC_5], [], ())


SPLITS = [
    ("committee", ((0, 1), (2, 3, 4))),
    ("committee", ((0, 1, 2), (3, 4))),
    ("committee", ((0, 1), (2,), (3, 4))),
    ("council", ((0, 1), (2, 3, 4, 5))),
    ("council", ((0, 1, 2, 3), (4, 5))),
]


@engines
@pytest.mark.parametrize(("kind", "split"), SPLITS)
def test_columns_of_a_sheet_on_pages_of_their_own_are_one_table(
    kind: str, split: Sequence[Sequence[int]], engine_name: EngineName
) -> None:
    """As spreadsheets print what does not fit: rows of one height below heads on each page."""
    rows: list[Sequence[str | Flowable]] = [COUNCIL_HEADS, ROOF, STAFF]
    front = (text("Larchwood Town Council – Corporate Risk Register", "Title"), text("Updated: 9 March 2023"))
    if kind == "committee":
        rows = [
            HEADS,
            *(
                (*row[:4], bullets([each]))
                for row, each in ((SLIP, f"{SURVEY} – Ongoing."), (COOLING, f"{PLANT} – Ongoing."))
            ),
        ]
        front = (text("HBC Risk Register – Monthly Report", "Title"), text("9 March 2023"))
    story: list[Flowable] = [*front]
    for columns in split:
        cells = [[text(cell) if isinstance(cell := row[at], str) else cell for at in columns] for row in rows]
        made = Table(cells, colWidths=[115] * len(columns), rowHeights=[30, 90, 90], hAlign="LEFT")
        made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        story += [PageBreak(), made]
    found = told(bytes_of(*story), engine_name)
    committees = [("HBC-002", 20, [SURVEYED]), ("HBC-005", 15, [HIRED])]
    assert (said(found), found.unplaced) == ([CR_1, CR_2] if kind == "council" else committees, ())
    assert codes(found) == []


# --- printed by Chromium ----------------------------------------------------------------------------------------------

CHOICE = "<select><option selected>Ongoing</option><option>Completed</option></select>"
OPAQUE = (
    '<div style="position: relative">15 (High)<div style="position: absolute; inset: 0; background: {}"></div></div>'
)
BROWSED: dict[str, tuple[str, list[Said], list[str]]] = {
    "a dashed bar": (
        committee(but(SLIP, rating=f"{gone('20 (Critical)', 'dashed')} 15 (High)"), COOLING),
        [("HBC-002", 15, HBC_2[2]), HBC_5], ["struck_out"],
    ),
    "a thick double bar": (
        committee(SLIP, but(COOLING, actions=listed(f"{PLANT} – Ongoing.", gone(f"{FILMS} – Not started.", "double")))),
        [HBC_2, ("HBC-005", 15, [HIRED])], ["struck_out"],
    ),
    "controls": (
        committee(but(SLIP, actions=listed(f"{SURVEY} – {CHOICE}")),
                  but(COOLING, rating='<input value="15 (High)" size="8">')),
        [("HBC-002", 20, [SURVEYED]), HBC_5], [],
    ),
    "a line that is a picture": (
        committee(SLIP, but(COOLING, actions=listed(
            f"{PLANT} – Ongoing.", f'<span style="filter: grayscale(1); display: inline-block">{FILMS}.</span>'))),
        [HBC_2, ("HBC-005", 15, [HIRED])], ["picture_in_text"],
    ),
    "half transparent": (
        committee(SLIP, but(COOLING, actions=listed(
            f"{PLANT} – Ongoing.", f'<span style="opacity: .5">{FILMS} – Not started.</span>'))),
        [HBC_2, HBC_5], [],
    ),
    "words under a gradient": (
        committee(SLIP, but(COOLING, rating=OPAQUE.format("linear-gradient(#000, #222)"))),
        [HBC_2, ("HBC-005", None, HBC_5[2])], ["no_rating", "hidden_text"],
    ),
    "print without a colour": (
        committee(SLIP, but(COOLING, impact='Films. <span style="color: transparent">Nothing.</span>')),
        [HBC_2, HBC_5], ["hidden_text"],
    ),
    "hollow bullets": (committee(SLIP, COOLING, style="ul { list-style: circle }"), [HBC_2, HBC_5], []),
}  # fmt: skip


@cache
def browsed() -> dict[str, bytes]:
    """The pages as the browser prints them, which is started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        with closing(started) as opened:
            page = opened.new_page()
            found = {}
            for name, (content, _, _) in BROWSED.items():
                page.set_content(content)
                found[name] = page.pdf(prefer_css_page_size=True, print_background=True)
    return found


@pytest.mark.skipif(Chromium().missing() is not None, reason="needs Chromium")
@engines
@pytest.mark.parametrize("name", BROWSED)
def test_what_a_browser_prints_is_read_as_it_looks(name: str, engine_name: EngineName) -> None:
    _, expected, warned = BROWSED[name]
    found = told(browsed()[name], engine_name)
    assert (said(found), codes(found), found.unplaced) == (expected, warned, ())


# --- painted over and put on papers of ReportLab ----------------------------------------------------------------------

FURTHER = "There is a risk that the wind tears the tarpaulins off the open sheds."
ORDER: Action = ("DCC to order more hubs", "ongoing", None)
COUNT: Action = ("QRS to count the hubs in stock", "completed", "twelve left")
QRS_1: Said = ("QRS-001", 20, [ORDER, COUNT])
QRS_4: Said = ("QRS-004", 9, [ORDER, COUNT])
UNRATED: Said = ("QRS-001", None, QRS_1[2])
LOOK = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
DOT = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n"


@cache
def plain() -> bytes:
    return paper(*risk("QRS-001"), *risk("QRS-004", FURTHER, "9 (Moderate)"))


X0, FOOT, X1, TOP = 418.64, 654.89, 469.75, 664.89  # of `20 (Critical)`, in points from the page's bottom left
ORDER_X0, ORDER_FOOT = 96.0, 591.89  # of the first action
BASELINE = FOOT + 2.07
BAR = BASELINE + 2.8
BOX = f"{X0 - 1} {FOOT - 1} {X1 - X0 + 2} {TOP - FOOT + 2}"
RECT = f"/Rect[{X0 - 1} {FOOT - 1} {X1 + 1} {TOP + 1}]"
FIRST = first_number(plain())
OVER_IT = f"q {X1 - X0 + 4} 0 0 {TOP - FOOT + 4} {X0 - 2} {FOOT - 2} cm /Im Do Q"
NEW_RATING = f"0 g BT /F1 10 Tf {X0} {BASELINE} Td (15 \\(High\\)) Tj ET"
HIGH: Said = ("QRS-001", 15, QRS_1[2])


def pictured(shade: str) -> bytes:
    """The paper with a picture of one shade over the rating."""
    dot = f"{DOT}{shade}\nendstream\n"
    return overlaid(plain(), OVER_IT, resources=f"/XObject<</Im {FIRST} 0 R>>", objects=[dot])


def look(words: str) -> str:
    content = f"1 g 0 0 99 99 re f 0 g BT /F 9 Tf 1 3 Td ({words}) Tj ET"
    entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {X1 - X0 + 2} {TOP - FOOT + 2}]{LOOK}"
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream\n"


HIDDEN_AND_UNRATED = ["no_rating", "hidden_text"]
PAINTED: dict[str, tuple[Callable[[], bytes], Said, list[str]]] = {
    "a white box": (lambda: overlaid(plain(), f"1 g {BOX} re f"), UNRATED, HIDDEN_AND_UNRATED),
    "a box with other words on it": (
        lambda: overlaid(plain(), f"1 g {BOX} re f {NEW_RATING}"), HIGH, ["hidden_text"]),
    "a thick black line": (
        lambda: overlaid(plain(), f"0 G 12 w {X0 - 1} {FOOT + 5} m {X1 + 1} {FOOT + 5} l S"),
        UNRATED, HIDDEN_AND_UNRATED),
    "a thick white line and other words": (
        lambda: overlaid(plain(), f"1 G 12 w {X0 - 1} {FOOT + 5} m {X1 + 1} {FOOT + 5} l S {NEW_RATING}"),
        HIGH, ["hidden_text"]),
    "a white picture": (
        lambda: pictured("\xff"), UNRATED, [*HIDDEN_AND_UNRATED, "picture_in_text"]),
    "a black picture": (
        lambda: pictured("\x00"), UNRATED, [*HIDDEN_AND_UNRATED, "picture_in_text"]),
    "a box that a reviewer drew": (
        lambda: overlaid(plain(), annotations=[f"/Subtype/Square{RECT}/IC[0 0 0]/C[0 0 0]/F 4"]),
        UNRATED, HIDDEN_AND_UNRATED),
    "a text box with a white ground": (
        lambda: overlaid(plain(), objects=[look("15 \\(High\\)")], annotations=[
            f"/Subtype/FreeText{RECT}/Contents(15 \\(High\\))/F 4/AP<</N {FIRST} 0 R>>"]),
        HIGH, ["hidden_text", "reviewer_note"]),
    "a level line": (
        lambda: overlaid(plain(), f"0.6 w {X0} {BAR} m {X1} {BAR} l S"), UNRATED, ["no_rating", "struck_out"]),
    "a wavy line": (
        lambda: overlaid(plain(), f"0.5 w {X0} {BAR} m {X0 + 20} {BAR + 1} {X0 + 30} {BAR - 1} {X1} {BAR} c S"),
        UNRATED, ["no_rating", "struck_out"]),
    "a slanting line": (
        lambda: overlaid(plain(), f"0.7 w {X0} {FOOT} m {X1} {TOP} l S"), QRS_1, ["crossed_out"]),
    "a cross": (
        lambda: overlaid(plain(), f"0.7 w {X0} {FOOT} m {X1} {TOP} l {X0} {TOP} m {X1} {FOOT} l S"),
        QRS_1, ["crossed_out"]),
    "print that is clear": (
        lambda: overlaid(plain(), f"/Clear gs BT /F1 10 Tf {X0} {FOOT - 10} Td (25 \\(Critical\\)) Tj ET",
                         resources="/ExtGState<</Clear<</ca 0>>>>"),
        QRS_1, ["hidden_text"]),
    "invisible print": (
        lambda: overlaid(plain(), f"BT 3 Tr /F1 10 Tf {X0} {FOOT - 10} Td (25 \\(Critical\\)) Tj ET"),
        QRS_1, ["hidden_text"]),
    "white print": (
        lambda: overlaid(plain(), f"1 g BT /F1 10 Tf {X0} {FOOT - 10} Td (25 \\(Critical\\)) Tj ET"),
        QRS_1, ["hidden_text"]),
    "print that is clipped away": (
        lambda: overlaid(plain(), f"0 0 9 9 re W n BT /F1 10 Tf {X0} {FOOT - 10} Td (25 \\(Critical\\)) Tj ET"),
        QRS_1, ["hidden_text"]),
}  # fmt: skip


@engines
@pytest.mark.parametrize("name", PAINTED)
def test_what_is_painted_over_a_paper_is_seen(name: str, engine_name: EngineName) -> None:
    make, first, warned = PAINTED[name]
    found = told(make(), engine_name)
    assert (said(found), codes(found), found.unplaced) == ([first, QRS_4], warned, ())


@engines
def test_lines_across_a_risk_are_told_with_the_risk_alone(engine_name: EngineName) -> None:
    line = f"1 0 0 RG 1.5 w {ORDER_X0} {ORDER_FOOT} m {X1} {TOP + 20} l S"
    found = told(overlaid(plain(), line), engine_name)
    assert [(each.code, each.message[:8]) for each in found.warnings] == [("crossed_out", "QRS-001:")]


DRAFT = f"BT /F1 10 Tf {X0} {FOOT - 10} Td (25 \\(Critical\\)) Tj ET"
GROUP = "<</Type/OCG/Name(Draft)>>"
LAYERED = {
    "off": (f"/OC /L BDC {DRAFT} EMC", GROUP, f"/OFF[{FIRST} 0 R]"),
    "off by its own usage": (
        f"/OC /L BDC {DRAFT} EMC",
        "<</Type/OCG/Name(Draft)/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>>>",
        f"/AS[<</Event/View/Category[/View]/OCGs[{FIRST} 0 R]>>]",
    ),
    "of another intent": (f"/OC /L BDC {DRAFT} EMC", "<</Type/OCG/Name(Draft)/Intent/Design>>", f"/OFF[{FIRST} 0 R]"),
    "within a membership": (f"/OC /M BDC {DRAFT} EMC", GROUP, f"/OFF[{FIRST} 0 R]"),
}  # fmt: skip


@engines
@pytest.mark.parametrize("name", LAYERED)
def test_words_on_a_layer_that_is_off_are_told(name: str, engine_name: EngineName) -> None:
    operators, group, config = LAYERED[name]
    content = overlaid(
        plain(),
        operators,
        resources=f"/Properties<</L {FIRST} 0 R/M<</Type/OCMD/OCGs[{FIRST} 0 R]/P/AnyOn>>>>",
        objects=[group],
        catalog=f"/OCProperties<</OCGs[{FIRST} 0 R]/D<<{config}>>>>",
    )
    found = told(content, engine_name)
    assert (said(found), codes(found)) == ([QRS_1, QRS_4], ["hidden_text"])
    assert "25 (" not in found.model_dump_json()


@engines
@pytest.mark.parametrize(("is_off", "warned"), [(True, []), (False, ["hidden_text", "reviewer_note"])])
def test_a_text_box_on_a_layer_that_is_off_is_not_there(
    is_off: bool, warned: list[str], engine_name: EngineName
) -> None:
    box = f"/Subtype/FreeText{RECT}/Contents(15 \\(High\\))/F 4/OC {FIRST} 0 R/AP<</N {FIRST + 1} 0 R>>"
    state = f"/OFF[{FIRST} 0 R]" if is_off else ""
    content = overlaid(
        plain(),
        objects=[GROUP, look("15 \\(High\\)")],
        annotations=[box],
        catalog=f"/OCProperties<</OCGs[{FIRST} 0 R]/D<<{state}>>>>",
    )
    found = told(content, engine_name)
    assert (said(found)[0], codes(found)) == (QRS_1 if is_off else HIGH, warned)


# --- forms ------------------------------------------------------------------------------------------------------------


class Field(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """One field of a form, in a frame."""

    def __init__(self, kind: str, width: float, height: float, **entries: object) -> None:
        super().__init__()
        self.kind, self.width, self.height, self.entries = kind, width, height, entries

    def draw(self) -> None:
        make = getattr(self.canv.acroForm, self.kind)
        size = {} if self.kind in ("checkbox", "radio") else {"width": self.width, "height": self.height, "fontSize": 9}
        make(x=0, y=0, relative=True, **size, **self.entries)


class Ticks(Flowable):  # type: ignore[misc]
    """An action with three boxes to tick beside it."""

    def __init__(self, action: str, ticked: str, kind: str) -> None:
        super().__init__()
        self.action, self.ticked, self.kind = action, ticked, kind
        self.width, self.height = 430, 18

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont("Helvetica", 10)
        canvas.drawString(4, 5, "•")
        canvas.drawString(18, 5, self.action)
        x = 24 + canvas.stringWidth(self.action)
        for status in ("Ongoing", "Completed", "Not started"):
            named = {"name": self.action, "value": status, "selected": status == self.ticked}
            if self.kind == "checkbox":
                named = {"name": f"{self.action} {status}", "checked": status == self.ticked}
            getattr(canvas.acroForm, self.kind)(x=x, y=3, size=11, relative=True, **named)
            canvas.drawString(x + 14, 5, status)
            x += canvas.stringWidth(status) + 30


def form(rating: str | Flowable = "20 (Critical)", *actions: Flowable, number: str | Flowable = "QRS-001",
         description: str | Flowable = DESCRIPTION) -> bytes:  # fmt: skip
    row = table([HEAD, (number, description, rating)], (80, 250, 100))
    return paper(row, *below("Impact", text("Late.")), *below("Mitigation Actions", *(actions or [bullets(ACTIONS)])))


LINES = "There is a risk that the depots run\nout of hubs in a cold winter."
FORMS = {
    "one line": lambda: form(Field("textfield", 85, 16, name="r", value="20 (Critical)")),
    "a list to choose from": lambda: form(
        Field("choice", 85, 16, name="r", value="20 (Critical)", options=["20 (Critical)", "15 (High)"])
    ),
    "several lines": lambda: form(
        description=Field("textfield", 235, 50, name="d", value=LINES, fieldFlags="multiline")
    ),
    "all cells": lambda: form(
        Field("textfield", 85, 16, name="r", value="20 (Critical)"),
        number=Field("textfield", 65, 16, name="n", value="QRS-001"),
        description=Field("textfield", 235, 50, name="d", value=LINES, fieldFlags="multiline"),
    ),
    "all actions": lambda: form(
        "20 (Critical)",
        Field(
            "textfield", 430, 60, name="a", fieldFlags="multiline",
            value="- DCC to order more hubs - Ongoing.\n- QRS to count the hubs in stock - Completed (twelve left).",
        ),
    ),
}  # fmt: skip


@engines
@pytest.mark.parametrize("name", FORMS)
def test_fields_in_the_cells_of_a_table_are_no_cells(name: str, engine_name: EngineName) -> None:
    found = told(FORMS[name](), engine_name)
    assert (said(found), codes(found), found.unplaced) == ([QRS_1], [], ())
    assert found.risks[0].description == DESCRIPTION


@engines
def test_fields_in_a_councils_table_are_no_cells(engine_name: EngineName) -> None:
    widths = (50, 110, 60, 90, 90, 90)
    rows = [
        [
            Field("textfield", width - 12, 14, name=f"{row[0]}{place}", value=cell.split(" and ")[0])
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in (but(ROOF, description="The roof leaks"), STAFF)
    ]
    heads = ("Ref", "Risk", "Current score", "Key controls", "Further actions", "Risk owner")
    front = (text("Larchwood Town Council – Corporate Risk Register", "Title"), text("Updated: 9 March 2023"))
    found = told(bytes_of(*front, table([heads, *rows], widths)), engine_name)
    assert (said(found), codes(found)) == ([CR_1, CR_2], [])


@engines
@pytest.mark.parametrize("kind", ["checkbox", "radio"])
def test_boxes_to_tick_beside_statuses_are_told(kind: str, engine_name: EngineName) -> None:
    """No reader tells which box is whose: so the statuses are in doubt, and that is said."""
    ticks = (Ticks("DCC to order more hubs", "Ongoing", kind), Ticks("QRS to count them", "Completed", kind))
    found = told(form("20 (Critical)", *ticks), engine_name)
    assert codes(found) == ["status_contradicted", "status_contradicted", "form_fields"]
    assert "boxes are ticked" in found.warnings[-1].message


@engines
@pytest.mark.parametrize(
    ("entries", "score", "code"),
    [
        ("/NeedAppearances true", 20, None),
        ("/NeedAppearances true/X 1", 20, None),
        ("", None, "form_fields"),
    ],
    ids=["asked for", "rich text", "none"],
)
def test_a_field_without_a_look_is_read_or_told(
    entries: str, score: int | None, code: str | None, engine_name: EngineName
) -> None:
    empty = form(" ")
    rich = "/Ff 33554432/RV(<body><p><b>20 \\(Critical\\)</b></p></body>)" if "/X" in entries else ""
    widget = f"/Subtype/Widget/FT/Tx/T(r)/F 4/V(20 \\(Critical\\))/DA(/Helv 10 Tf 0 g){rich}{RECT}"
    fonts = "/DR<</Font<</Helv<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    number = first_number(empty)
    catalog = f"/AcroForm<</Fields[{number} 0 R]/DA(/Helv 10 Tf 0 g){fonts}{entries}>>"
    found = told(overlaid(empty, annotations=[widget], catalog=catalog), engine_name)
    assert found.risks[0].score == score
    assert [each for each in codes(found) if each == "form_fields"] == ([code] if code else [])
