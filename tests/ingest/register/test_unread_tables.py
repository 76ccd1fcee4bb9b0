"""A register that was not read never becomes a month without risks: its table is named and the paper refused."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from risktrail.ingest.errors import NotARegisterError, UnreadTableError
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read, read_paper
from risktrail.schema.report import Status
from tests.generators.stories import ACTION_TEXTS, ACTIONS, bullets, bytes_of, paper, risk, table, text

FOREIGN_HEADS = ("Hazard or peril", "Owner of it", "Gross score, June", "Safeguards kept", "Net score, June")
FOREIGN_ROWS = [
    ("Flood in the depot", "Head of Estates", "16", "Pumps on site", "8"),
    ("Loss of power", "Head of Supply", "12", "Generator tested", "6"),
]


def foreign(widths: Sequence[int] = (110, 90, 60, 110, 60)) -> Flowable:
    """A table of risks with heads that no profile knows."""
    return table([FOREIGN_HEADS, *FOREIGN_ROWS], widths)


def refusal(content: bytes, engine: EngineName = EngineName.PDFIUM) -> UnreadTableError:
    """The error that a paper with an unread table ends in."""
    with pytest.raises(UnreadTableError) as caught:
        read(content, engine)
    return caught.value


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A paper whose table of risks is only aligned, without a rule."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, 780, "Depot Risk Register")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 750, "5 March 2022")
    for place, cells in enumerate([heads, *rows]):
        for column, cell in enumerate(cells):
            canvas.drawString(60 + 105 * column, 700 - 20 * place, cell)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("engine", EngineName)
def test_heads_that_no_profile_knows_fail_a_paper_and_are_named(engine: EngineName) -> None:
    error = refusal(paper(foreign()), engine)
    assert error.page == 1
    for head in FOREIGN_HEADS:
        assert f"“{head}”" in str(error)


def test_a_persons_message_names_the_page_once_and_says_first_what_is_wrong() -> None:
    result = read_paper(paper(foreign()))
    assert str(result.reason).startswith("the table on page 1 could not be understood (heads: “")
    assert str(result.reason).count("page") == 1
    assert "risktrail import --accept-unread FILE" in str(result.remedy)


def test_a_table_over_a_page_end_is_one_and_its_pages_are_named() -> None:
    rows = [(f"Hazard of place {number}", "Head of Estates", "16", "Pumps", "8") for number in range(60)]
    assert "the table on pages 1 to 2" in str(refusal(paper(table([FOREIGN_HEADS, *rows], (110, 90, 60, 110, 60)))))


def test_a_form_a_risk_is_named_by_its_labels() -> None:
    form = table(
        [
            ("Risk we face", "Flood in the depot"),
            ("Lead on this", "Head of Estates"),
            ("Controls we have", "Pumps on site"),
            ("Score we give", "8"),
        ],
        (150, 250),
    )
    error = refusal(paper(form))
    for label in ("Risk we face", "Lead on this", "Controls we have", "Score we give"):
        assert f"“{label}”" in str(error)


@pytest.mark.parametrize("engine", EngineName)
def test_columns_that_only_white_parts_are_a_table_too(engine: EngineName) -> None:
    error = refusal(aligned(FOREIGN_HEADS, FOREIGN_ROWS), engine)
    assert "“Hazard or peril”" in str(error)
    assert "“Net score, June”" in str(error)


def test_columns_that_only_white_parts_are_found_in_every_section() -> None:
    rows = [FOREIGN_HEADS, *FOREIGN_ROWS]
    made = Table(rows, colWidths=(110, 90, 70, 110, 70))
    error = refusal(paper(*risk("QRS-001"), text("2. Matters of the depots", "Heading2"), made))
    assert "“Hazard or peril”" in str(error)


def test_a_second_table_of_risks_is_not_lost_beside_one_that_was_read() -> None:
    error = refusal(paper(*risk("QRS-001"), text("2. Hazards of the depots", "Heading2"), foreign()))
    assert "“Safeguards kept”" in str(error)


def test_actions_in_a_table_below_their_risk_are_not_lost() -> None:
    first, *_ = risk("QRS-001")
    actions = table([("Action", "Lead", "Status"), ("Order more hubs", "DCC", "Ongoing")], (200, 100, 100))
    (found,) = read(paper(first, actions)).report.risks
    assert [(each.text, each.status, each.owners) for each in found.actions] == [
        ("Order more hubs", Status.ONGOING, ("DCC",))
    ]


def test_actions_in_a_table_are_not_taken_without_the_impact_that_stands_in_none() -> None:
    first, *impact, _, _ = risk("QRS-001")
    actions = table([("Action", "Lead", "Status"), ("Order more hubs", "DCC", "Ongoing")], (200, 100, 100))
    assert "“Action”, “Lead”, “Status”" in str(refusal(paper(first, *impact, actions)))


def test_a_table_of_numbered_actions_is_no_table_of_risks() -> None:
    row, impact, words, heading, _ = risk("QRS-003")
    actions = table([("No", "Description", "Status"), ("1", "Order more hubs", "Ongoing")], (40, 260, 100))
    assert "“No”, “Description”, “Status”" in str(refusal(paper(row, impact, words, heading, actions)))


def test_a_row_with_the_registers_own_number_is_not_lost() -> None:
    other = table([("Item", "What"), ("QRS-009", "Hubs from the second maker")], (90, 300))
    assert "the table on page 1" in str(refusal(paper(*risk("QRS-001"), other)))


@pytest.mark.parametrize(
    "named",
    [
        text("QRS-002 There is a risk that the fitters leave", "Heading2"),
        text("3. QRS-002: fitters", "Heading2"),
        text("<b>QRS-002: There is a risk that the fitters leave – 6 (Low)</b>"),
        text("Risk QRS-002. There is a risk that the fitters leave."),
    ],
    ids=["heading", "numbered heading", "bold line", "line of prose"],
)
def test_a_risk_that_stands_in_no_table_is_not_given_to_the_one_before(named: Flowable) -> None:
    parts = risk("QRS-002")[1:]
    error = refusal(paper(*risk("QRS-001"), named, *parts, text("4. Recommendations", "Heading2")))
    assert "QRS-002" in str(error) or "the second “Impact”" in str(error)


def test_a_number_with_a_letter_behind_it_is_not_the_number_without() -> None:
    unread = table([("QRS-001a", "There is a risk that the vans are too small.")], (80, 250))
    with pytest.raises(UnreadTableError):
        read(paper(*risk("QRS-001"), unread))


def test_a_sentence_about_a_closed_risk_fails_no_paper() -> None:
    content = paper(*risk("QRS-001"), text("3. Closed Risks", "Heading2"), text("QRS-009 was closed in April 2022."))
    assert [each.risk_id for each in read(content).report.risks] == ["QRS-001"]


def test_an_impact_that_goes_on_is_no_second_risk() -> None:
    content = paper(*risk("QRS-001")[:-2], text("<b>Impact</b>"), text("Fitters wait."), *risk("QRS-001")[-2:])
    assert [each.impact for each in read(content).report.risks] == [("Deliveries stop.", "Fitters wait.")]


def test_columns_that_go_on_overleaf_are_not_lost() -> None:
    left = table([("Risk Number", "Risk Description"), ("QRS-001", "There is a risk.")], (90, 300))
    right = table([("Mitigation Actions", "Severity Rating"), (bullets(ACTIONS), "20 (Critical)")], (300, 90))
    (found,) = read(paper(left, PageBreak(), right)).report.risks
    assert (found.risk_id, found.score, found.band) == ("QRS-001", 20, "Critical")
    assert [(each.text, each.status) for each in found.actions] == [
        (ACTION_TEXTS[0], Status.ONGOING),
        (ACTION_TEXTS[1], Status.COMPLETED),
    ]


def test_columns_overleaf_of_several_risks_are_refused() -> None:
    rows = [("Risk Number", "Risk Description"), ("QRS-001", "There is a risk."), ("QRS-002", "There is another.")]
    right = [
        ("Mitigation Actions", "Severity Rating"),
        (bullets(ACTIONS), "20 (Critical)"),
        (bullets(ACTIONS), "6 (Low)"),
    ]
    content = paper(table(rows, (90, 300)), PageBreak(), table(right, (300, 90)))
    assert "“Mitigation Actions”, “Severity Rating”" in str(refusal(content))


@pytest.mark.parametrize(
    "other",
    [
        [("Risk score", "Risk level", "Action required"), ("15 to 25", "High", "Tell the Board")],
        [("Score", "Likelihood", "Description"), ("5", "Certain", "Once a week or more")],
        [("Risk", "Rating before", "Rating now"), ("QRS-001", "16", "20")],
        [("Version", "Date", "Author"), ("0.1", "1 March 2022", "Secretariat")],
        [("", "May", "April"), ("Open risks", "3", "2"), ("Actions completed this month", "5", "6")],
    ],
    ids=["what scores ask for", "what scores mean", "how known risks moved", "versions", "counts"],
)
def test_a_table_that_explains_or_repeats_fails_no_paper(other: list[tuple[str, str, str]]) -> None:
    content = paper(table(other, (120, 120, 160)), text("2. Active Risks", "Heading2"), *risk("QRS-001"))
    assert [each.risk_id for each in read(content).report.risks] == ["QRS-001"]


def test_an_unread_table_that_is_accepted_is_a_warning() -> None:
    content = paper(*risk("QRS-001"), text("2. Hazards of the depots", "Heading2"), foreign())
    result = read_paper(content, accept_unread=True)
    assert result.report is not None
    assert [each.risk_id for each in result.report.risks] == ["QRS-001"]
    (warning,) = result.report.warnings
    assert warning.code == "unread_table"
    assert warning.page == 1
    assert "“Gross score, June”" in warning.message


@pytest.mark.parametrize(
    "sentence",
    [
        "There are no open risks this month.",
        "No risks are currently recorded.",
        "The register is empty.",
        "The QRS Risk Register is currently empty.",
        "There were no active risks at the time of writing.",
        "There are currently no risks on the QRS Risk Register.",
        "The Board has no open risks.",
        "None.",
    ],
)
def test_a_register_that_says_it_holds_no_risks_is_a_report_without_risks(sentence: str) -> None:
    report = read(paper(text("2. Active Risks", "Heading2"), text(sentence))).report
    assert report.risks == ()
    assert [warning.code for warning in report.warnings] == ["no_risks"]


@pytest.mark.parametrize("sentence", ["There are no new risks this month.", "The risks were discussed.", ""])
def test_a_register_that_does_not_say_so_is_refused(sentence: str) -> None:
    with pytest.raises(NotARegisterError, match="nothing says that there are no risks"):
        read(paper(text(sentence or "&nbsp;")))


@pytest.mark.parametrize("heading", ["2. Closed Risks", "2. New Risks", "2. Candidate Risks"])
@pytest.mark.parametrize("sentence", ["No risks.", "None."])
def test_a_section_of_other_risks_does_not_say_it_for_the_register(heading: str, sentence: str) -> None:
    with pytest.raises(NotARegisterError, match="nothing says that there are no risks"):
        read(paper(text(heading, "Heading2"), text(sentence), text("All risks stand in the workbook.")))


def test_a_paper_about_something_else_does_not_become_a_month_by_saying_so() -> None:
    minutes = bytes_of(
        text("Minutes of the 7th meeting", "Title"),
        text("5 March 2022"),
        text("7. Risk register", "Heading2"),
        text("There are no open risks this month."),
    )
    with pytest.raises(NotARegisterError):
        read(minutes)


def test_a_project_papers_few_risks_do_not_make_it_a_register() -> None:
    prose = [text("The portal is on time and within its budget, and testing has begun at both depots." * 3)] * 12
    content = bytes_of(
        text("Project update: replacement of the portal", "Title"),
        text("Paper Reference: QRS_7_1203_05"),
        *prose,
        *risk("QRS-001"),
        Spacer(1, 10),
        text("5 March 2022"),
    )
    with pytest.raises(NotARegisterError, match="Project update: replacement of the portal"):
        read(content)
