"""Tables of risks as records: rows, groups, spans, page ends, second lists, and what must be refused by name."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, Table

from risktrail.ingest.errors import NotARegisterError, SeveralPapersError, UnreadTableError
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import Profiles, built_in, profile_of_text
from risktrail.ingest.reader import read
from risktrail.schema.report import RatingKind, Report, Status, Trend
from tests.generators.stories import bullets, bytes_of, table, text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HEADS = ("Ref", "Risk", "Current score", "Key controls", "Further actions", "Risk owner")
ROWS = [
    ("7", "The roof of the depot leaks", "12", "Yearly survey", "Renew the felt", "Head of Estates"),
    ("2", "The wardens leave", "16", "Exit talks", "Raise the pay", "Head of People"),
]
WIDTHS = (40, 110, 60, 90, 90, 70)


def paper(*story: Flowable, title: str = "Moorside Town Council – Risk Register") -> bytes:
    """A paper of a council with these tables."""
    return bytes_of(text(title, "Title"), text("5 March 2022"), *story)


def of(*story: Flowable) -> Report:
    """The reading of such a paper."""
    return read(paper(*story)).report


def spanned(
    rows: Sequence[Sequence[str | Flowable]], widths: Sequence[int], *spans: tuple[int, int, int, int]
) -> Table:
    """A table with merged cells: first column and row, last column and row."""
    made = table(rows, widths)
    made.setStyle([("SPAN", (x, y), (to_x, to_y)) for x, y, to_x, to_y in spans])
    return made


def test_a_row_is_a_risk_in_the_papers_order() -> None:
    report = of(table([HEADS, *ROWS], WIDTHS))
    assert report.profile == "council"
    assert report.organisation == "Moorside Town Council"
    assert [(risk.risk_id, risk.score, risk.owners) for risk in report.risks] == [
        ("7", 12, ("Head of Estates",)),
        ("2", 16, ("Head of People",)),
    ]
    assert [risk.controls for risk in report.risks] == [("Yearly survey",), ("Exit talks",)]
    assert [action.text for action in report.risks[0].actions] == ["Renew the felt"]
    assert report.warnings == ()


def test_every_figure_has_its_page_and_box() -> None:
    risk = of(table([HEADS, *ROWS], WIDTHS)).risks[0]
    assert risk.source[0].page == 1
    assert risk.ratings[0].source
    assert risk.actions[0].source
    assert risk.controls_source[0]


def test_rows_across_the_table_name_groups() -> None:
    rows = [HEADS, ("Buildings",) + ("",) * 5, ROWS[0], ("People",) + ("",) * 5, ROWS[1]]
    risks = of(spanned(rows, WIDTHS, (0, 1, 5, 1), (0, 3, 5, 3))).risks
    assert [risk.category for risk in risks] == ["Buildings", "People"]


def test_two_rows_of_heads_make_a_kind_of_rating_each() -> None:
    rows = [
        ("No", "Risk", "Gross risk", "", "", "Residual risk", "", "", "Controls"),
        ("", "", "Impact", "Likelihood", "Score", "Impact", "Likelihood", "Score", ""),
        ("1", "The roof leaks", "4", "5", "20", "4", "2", "8", "Yearly survey"),
    ]
    spans = [(2, 0, 4, 0), (5, 0, 7, 0), *((x, 0, x, 1) for x in (0, 1, 8))]
    (risk,) = of(spanned(rows, (30, 90, 45, 55, 40, 45, 55, 40, 80), *spans)).risks
    assert [(rating.kind, rating.impact, rating.likelihood, rating.score) for rating in risk.ratings] == [
        (RatingKind.INHERENT, 4, 5, 20),
        (RatingKind.CURRENT, 4, 2, 8),
    ]
    assert risk.score == 8


def test_a_row_an_action_beside_cells_that_span_them() -> None:
    heads = ("Ref", "Risk", "Current score", "Action", "Action owner", "Due date", "Status")
    rows = [
        heads,
        ("7", "The roof leaks", "12", "Renew the felt", "Head of Estates", "30/06/2022", "In progress"),
        ("", "", "", "Clear the gutters", "Caretaker", "May 2022", "Completed"),
        ("2", "The wardens leave", "16", "Raise the pay", "Head of People", "01/09/2022", "Not started"),
    ]
    spans = [(x, 1, x, 2) for x in range(3)]
    risks = of(spanned(rows, (35, 80, 50, 95, 80, 75, 75), *spans)).risks
    assert [len(risk.actions) for risk in risks] == [2, 1]
    assert [(str(each.due_date), each.status, each.owners) for each in risks[0].actions] == [
        ("2022-06-30", Status.ONGOING, ("Head of Estates",)),
        ("2022-05-31", Status.COMPLETED, ("Caretaker",)),
    ]
    assert risks[0].actions[1].due_text == "May 2022"


def test_a_cell_goes_on_over_a_page_end() -> None:
    long = "The wall of the old mill is cracked and leans towards the road, and the council owns it. " * 4
    rows = [HEADS, *((str(n), long, "12", "Survey", "Prop the wall", "Head of Estates") for n in range(1, 6))]
    report = of(table(rows, WIDTHS))
    assert report.page_count > 1
    assert [risk.risk_id for risk in report.risks] == ["1", "2", "3", "4", "5"]
    assert {risk.description for risk in report.risks} == {long.strip()}


def test_heads_repeated_on_each_page_are_no_risks() -> None:
    rows = [
        (str(number), f"Hazard of place {number}", "12", "Survey", "Mend it", "Caretaker") for number in range(1, 60)
    ]
    made = table([HEADS, *rows], WIDTHS)
    made.repeatRows = 1
    report = of(made)
    assert report.page_count > 1
    assert [risk.risk_id for risk in report.risks] == [str(number) for number in range(1, 60)]


def test_a_list_of_the_same_risks_in_another_table_is_known_for_what_it_is() -> None:
    summary = table([("Ref", "Risk", "Trend"), ("7", "Leaking roof", "↑"), ("2", "Wardens", "↔")], (60, 200, 80))
    report = of(summary, Spacer(1, 20), table([HEADS, *ROWS], WIDTHS))
    assert [(risk.risk_id, risk.score, risk.trend) for risk in report.risks] == [
        ("7", 12, Trend.UP),
        ("2", 16, Trend.SAME),
    ]
    assert report.risks[0].description == "The roof of the depot leaks"
    assert [warning.code for warning in report.warnings] == []


def test_a_second_list_that_rates_a_risk_otherwise_is_told() -> None:
    summary = table([("Ref", "Risk", "Current score"), ("7", "Roof", "15"), ("2", "Wardens", "16")], (60, 200, 80))
    report = of(summary, Spacer(1, 20), table([HEADS, *ROWS], WIDTHS))
    assert [(risk.risk_id, risk.score) for risk in report.risks] == [("7", 12), ("2", 16)]
    (warning,) = report.warnings
    assert warning.code == "printed_twice"
    assert warning.message == "7: the current rating is “12”, and another table prints “15”"


def test_two_risks_of_one_number_in_one_table_are_told() -> None:
    report = of(table([HEADS, ROWS[0], ("7", *ROWS[1][1:])], WIDTHS))
    assert [risk.risk_id for risk in report.risks] == ["7", "7"]
    assert [warning.code for warning in report.warnings] == ["duplicate_risk"]


def test_actions_that_name_no_risk_are_refused_behind_a_table_of_several() -> None:
    plan = table([("Action", "Lead", "Due date"), ("Renew the felt", "Head of Estates", "30/06/2022")], (200, 100, 100))
    with pytest.raises(UnreadTableError, match="“Action”, “Lead”, “Due date”"):
        of(table([HEADS[:4], *(row[:4] for row in ROWS)], WIDTHS[:4]), Spacer(1, 20), plan)


def test_actions_that_name_their_risk_find_it() -> None:
    plan = table(
        [("Risk ref", "Action", "Lead", "Due date"), ("2", "Raise the pay", "Head of People", "30/06/2022")],
        (60, 180, 100, 80),
    )
    report = of(table([HEADS[:4], *(row[:4] for row in ROWS)], WIDTHS[:4]), Spacer(1, 20), plan)
    assert [[action.text for action in risk.actions] for risk in report.risks] == [[], ["Raise the pay"]]


def test_columns_that_go_on_overleaf_without_a_number_are_refused() -> None:
    left = table([HEADS[:3], *(row[:3] for row in ROWS)], WIDTHS[:3])
    right = table([HEADS[3:], *(row[3:] for row in ROWS)], (150, 150, 100))
    with pytest.raises(UnreadTableError, match="the table on page 2"):
        of(left, PageBreak(), right)


def test_text_below_labels_that_stand_in_no_table_is_refused() -> None:
    blocks: list[Flowable] = []
    for row in ROWS:
        blocks += [table([HEADS[:4], row[:4]], WIDTHS[:4]), text("<b>Consequences</b>"), text("The depot closes.")]
    with pytest.raises(UnreadTableError, match="the text below “Consequences” on page 1"):
        of(*blocks)


def test_a_head_without_a_role_is_kept_as_a_detail_and_told() -> None:
    report = of(table([(*HEADS, "Ward"), *((*row, "North") for row in ROWS)], (*WIDTHS, 50)))
    assert [risk.details for risk in report.risks] == [{"Ward": "North"}] * 2
    assert [warning.code for warning in report.warnings] == ["unknown_head"]


def test_a_product_that_is_none_is_told_and_both_stand() -> None:
    heads = ("Ref", "Risk", "Impact", "Likelihood", "Score", "Controls")
    report = of(table([heads, ("1", "The roof leaks", "9", "8", "64", "Survey")], (40, 120, 60, 60, 60, 90)))
    (rating,) = report.risks[0].ratings
    assert (rating.impact, rating.likelihood, rating.score) == (9, 8, 64)
    (warning,) = report.warnings
    assert warning.code == "product_differs"
    assert warning.page == 1


def test_minutes_that_speak_of_risks_are_no_register() -> None:
    minutes = table([("Item", "Minute", "Lead"), ("1", "The risk register was noted", "Clerk")], (60, 250, 90))
    with pytest.raises((NotARegisterError, UnreadTableError)):
        read(paper(minutes, title="Minutes of the Town Council"))


def test_what_a_paper_leaves_out_is_said() -> None:
    report = of(text("Risks scoring 12 and above, excluding completed actions."), table([HEADS, *ROWS], WIDTHS))
    assert set(report.leaves_out) == {"Risks scoring 12 and above", "excluding completed actions"}


def test_bullets_in_a_narrow_cell_are_an_item_each() -> None:
    controls, actions = bullets(["Yearly survey", "Buckets"]), bullets(["Renew the felt", "Clear gutters"])
    row = ("1", "The roof leaks", "12", controls, actions, "Caretaker")
    (risk,) = of(table([HEADS, row], (40, 100, 60, 110, 110, 70))).risks
    assert risk.controls == ("Yearly survey", "Buckets")
    assert [action.text for action in risk.actions] == ["Renew the felt", "Clear gutters"]


def test_no_action_planned_is_no_action() -> None:
    (risk,) = of(table([HEADS, (*ROWS[0][:4], "None at present", "Caretaker")], WIDTHS)).risks
    assert risk.actions == ()


def test_a_rating_may_be_the_colour_of_its_cell_alone() -> None:
    heads = ("Ref", "Risk", "RAG", "Controls")
    rows = [
        heads,
        ("1", "The roof leaks", "", "Survey"),
        ("2", "The wardens leave", "", "Talks"),
        ("3", "Fire", "", "Drill"),
    ]
    made = table(rows, (40, 150, 60, 150))
    made.setStyle(
        [("BACKGROUND", (2, at), (2, at), fill) for at, fill in ((1, "#e04040"), (2, "#ffc000"), (3, "#70b070"))]
    )
    report = of(made)
    assert [(risk.band, risk.ratings[0].text) for risk in report.risks] == [
        ("Red", "Red"),
        ("Amber", "Amber"),
        ("Green", "Green"),
    ]
    assert [risk.score for risk in report.risks] == [None, None, None]
    assert report.warnings == ()


def test_a_grey_cell_is_no_rating() -> None:
    rows = [("Ref", "Risk", "RAG", "Controls"), ("1", "The roof leaks", "", "Survey"), ("2", "Fire", "Red", "Drill")]
    made = table(rows, (40, 150, 60, 150))
    made.setStyle([("BACKGROUND", (2, 1), (2, 1), "#d0d0d0")])
    report = of(made)
    assert [risk.band for risk in report.risks] == [None, "Red"]
    assert [warning.code for warning in report.warnings] == ["no_rating"]


def test_two_registers_in_one_paper_are_refused_by_name() -> None:
    other = [
        ("7", "The ferry is late", "9", "Radio", "Hire a boat", "Harbour"),
        ("2", "Fuel", "4", "Cap", "Buy", "Harbour"),
    ]
    with pytest.raises(SeveralPapersError, match="“Harbour risk register” on page 1 begins a second register"):
        of(table([HEADS, *ROWS], WIDTHS), text("Harbour risk register", "Heading1"), table([HEADS, *other], WIDTHS))


def test_a_quarter_is_the_papers_month_where_it_has_no_date() -> None:
    content = bytes_of(
        text("Moorside Town Council – Risk Register Quarter 1, 2015/16", "Title"), table([HEADS, *ROWS], WIDTHS)
    )
    report = read(content).report
    assert (report.period, report.report_date) == ("2015-06", None)
    assert report.warnings == ()


def test_a_table_that_grows_columns_half_way_is_refused() -> None:
    cells = [[text(each) for each in row] for row in (HEADS, ROWS[0])]
    wider = [
        [text(each) for each in ("2", "The wardens leave", "north", "16", "Exit talks", "Raise the pay", "People")]
    ]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    upper = Table(cells, colWidths=WIDTHS, style=style)
    lower = Table(wider, colWidths=(40, 70, 40, 60, 90, 90, 70), style=style)
    with pytest.raises(UnreadTableError, match="the row “2”, whose cells are not those of its table's head, on page 1"):
        of(upper, lower)


def test_a_table_goes_on_overleaf_without_its_head() -> None:
    report = of(table([HEADS, ROWS[0]], WIDTHS), PageBreak(), table([ROWS[1]], WIDTHS))
    assert [(risk.risk_id, risk.score, risk.source[0].page) for risk in report.risks] == [("7", 12, 1), ("2", 16, 2)]
    assert report.warnings == ()


def test_a_row_with_empty_cells_is_a_risk_with_less() -> None:
    report = of(table([HEADS, ("7", "The roof leaks", "12", "", "", ""), ROWS[1]], WIDTHS))
    assert [(risk.risk_id, risk.controls, risk.owners) for risk in report.risks] == [
        ("7", (), ()),
        ("2", ("Exit talks",), ("Head of People",)),
    ]


def test_a_key_of_scores_and_a_heat_map_are_no_risks() -> None:
    key = table(
        [("Score", "Level", "What to do"), ("15 to 25", "High", "Tell the Board"), ("1 to 6", "Low", "Watch")],
        (80, 80, 200),
    )
    heat = table(
        [("", "1", "2", "3"), ("3", "3", "6", "9"), ("2", "2", "4", "6"), ("1", "1", "2", "3")], (40, 40, 40, 40)
    )
    report = of(table([HEADS, *ROWS], WIDTHS), text("Likelihood and impact", "Heading2"), heat, Spacer(1, 12), key)
    assert [risk.risk_id for risk in report.risks] == ["7", "2"]
    assert report.warnings == ()
    assert report.unplaced == ()


def test_the_pages_foot_is_in_no_cell() -> None:
    made = table(
        [HEADS, *((str(n), f"Hazard {n}", "12", "Survey", "Mend it", "Caretaker") for n in range(1, 40))], WIDTHS
    )
    buffer = io.BytesIO()

    def foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 30, f"Moorside Town Council risk register, page {canvas.getPageNumber()}")

    document = SimpleDocTemplate(buffer)
    document.build([text("Moorside Town Council – Risk Register", "Title"), text("5 March 2022"), made], foot, foot)
    report = read(buffer.getvalue()).report
    assert len(report.risks) == 39
    assert not any("Moorside" in risk.description for risk in report.risks)
    assert report.unplaced == ()


def test_three_rows_of_heads_make_a_kind_of_rating_each() -> None:
    rows = [
        ("Ref", "Risk", "Assessment", "", "", "", "Controls"),
        ("", "", "Gross", "", "Net", "", ""),
        ("", "", "Impact", "Likelihood", "Impact", "Likelihood", ""),
        ("A1", "The roof leaks", "4", "5", "3", "2", "Survey"),
    ]
    spans = [(2, 0, 5, 0), (2, 1, 3, 1), (4, 1, 5, 1), (0, 0, 0, 2), (1, 0, 1, 2), (6, 0, 6, 2)]
    (risk,) = of(spanned(rows, (40, 110, 45, 60, 45, 60, 80), *spans)).risks
    assert [(rating.kind, rating.impact, rating.likelihood) for rating in risk.ratings] == [
        (RatingKind.INHERENT, 4, 5),
        (RatingKind.CURRENT, 3, 2),
    ]


def test_two_columns_of_one_role_do_not_run_into_each_other() -> None:
    heads = ("Ref", "No", "Risk", "Current score", "Residual score", "Controls")
    report = of(table([heads, ("7", "12", "The roof leaks", "12", "8", "Survey")], (40, 40, 120, 60, 60, 90)))
    assert [(risk.risk_id, risk.score, risk.details) for risk in report.risks] == [
        ("7", 12, {"No": "12", "Residual score": "8"})
    ]
    assert [warning.code for warning in report.warnings] == ["unknown_head", "unknown_head"]


def test_parts_of_a_cell_behind_labels_are_controls_and_actions() -> None:
    cell = "<b>Mitigations in place:</b><br/>Yearly survey.<br/><b>Actions to take forward:</b><br/>Renew the felt."
    heads = ("No.", "Risk description", "Residual risk", "Mitigation", "Lead officer")
    row = ("1", "The roof leaks", "Impact<br/>4<br/>Likelihood<br/>3", cell, "Clerk")
    (risk,) = of(table([heads, row], (30, 110, 70, 170, 60))).risks
    assert (risk.score, risk.controls, [action.text for action in risk.actions]) == (
        12, ("Yearly survey.",), ["Renew the felt."],
    )  # fmt: skip


def test_two_profiles_that_explain_as_much_are_told() -> None:
    text_of = next(each.text for each in built_in() if each.name == "council")
    mine = profile_of_text(text_of.replace('name = "council"', 'name = "mine"'), "mine.toml")
    content = paper(table([HEADS, *ROWS], WIDTHS))
    report = read(content, profiles=Profiles(own=(mine,))).report
    assert report.profile == "mine"
    (warning,) = report.warnings
    assert warning.code == "profile_unsure"
    assert warning.message.startswith("read with the profile “mine”; “council”")
    assert read(content, profiles=Profiles(mine)).report.warnings == ()


def test_a_word_that_may_be_cut_is_told_wherever_it_stands() -> None:
    prose = text("The Committee asked for a short note on every zorb-<br/>ing event that was held in the park.")
    warned = of(prose, table([HEADS, *ROWS], WIDTHS)).warnings
    assert [(warning.code, "zorb" in warning.message) for warning in warned] == [("hyphen_unsure", True)]


def test_a_target_behind_the_due_date_is_a_rating() -> None:
    heads = ("Ref", "Risk", "Controls", "Action", "When", "Who", "Score", "Target")
    row = ("7", "The roof of the depot leaks", "Yearly survey", "Renew the felt", "30/06/2025", "Clerk", "12", "6")
    (risk,) = of(table([heads, row], (30, 90, 70, 70, 60, 50, 40, 40))).risks
    assert [(rating.kind, rating.score) for rating in risk.ratings] == [
        (RatingKind.CURRENT, 12),
        (RatingKind.TARGET, 6),
    ]
    assert [action.due_text for action in risk.actions] == ["30/06/2025"]


DATED = ("Ref", "Risk", "Score", "Action", "Due date", "By whom")
DATED_WIDTHS = (30, 110, 40, 120, 90, 70)


def test_actions_of_one_row_are_told_apart_by_their_dates() -> None:
    row = (
        "7",
        "The roof leaks",
        "12",
        "Renew the felt<br/>Ask the bank",
        "30/06/2025<br/>31/07/2025",
        "Clerk<br/>Bursar",
    )
    (risk,) = of(table([DATED, row], DATED_WIDTHS)).risks
    assert [(action.text, action.due_text, action.owners) for action in risk.actions] == [
        ("Renew the felt", "30/06/2025", ("Clerk",)),
        ("Ask the bank", "31/07/2025", ("Bursar",)),
    ]


def test_a_moved_date_of_one_action_does_not_part_it() -> None:
    row = ("7", "The roof leaks", "12", "Renew the felt", "30/06/2025<br/>now 31/07/2025", "Clerk")
    report = of(table([DATED, row], DATED_WIDTHS))
    assert [str(action.due_date) for action in report.risks[0].actions] == ["2025-07-31"]
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("due", "codes"),
    [("30/06", ["due_unread"]), ("30/06/2025 31/07/2025", ["due_unsure"]), ("TBC", []), ("Apr-25", [])],
)
def test_a_due_date_that_is_not_clear_is_told(due: str, codes: list[str]) -> None:
    report = of(table([DATED, ("7", "The roof leaks", "12", "Renew the felt", due, "Clerk")], DATED_WIDTHS))
    assert [warning.code for warning in report.warnings] == codes


def test_the_order_of_factors_is_told_where_nothing_states_it() -> None:
    def read_with(head: str) -> Report:
        rows = [
            ("Ref", "Risk", head, "Controls", "Actions"),
            ("7", "The roof leaks", "5 x 4 = 20", "Survey", "Renew it"),
        ]
        return of(table(rows, (30, 130, 90, 80, 80)))

    stated, silent = read_with("Score (L x I)"), read_with("Score")
    assert (stated.risks[0].ratings[0].impact, stated.warnings) == (4, ())
    assert silent.risks[0].ratings[0].impact == 5
    assert [warning.code for warning in silent.warnings] == ["order_unsure"]


def test_a_score_that_can_be_read_in_two_ways_is_none() -> None:
    report = of(table([HEADS, ("7", "The roof leaks", "12-15", "Survey", "Renew it", "Head of Estates")], WIDTHS))
    assert (report.risks[0].score, report.risks[0].rating_text) == (None, "12-15")
    assert [warning.code for warning in report.warnings] == ["rating_unsure"]


def printed_out(rows: Sequence[Sequence[str]], widths: Sequence[int], *spans: tuple[int, int, int, int]) -> bytes:
    """A register as a workbook prints it: the name in each page's header, the head at one height on each page."""
    made = spanned(rows, widths, *spans)
    made.repeatRows = 1 + max((to_y for _, _, _, to_y in spans), default=0)
    buffer = io.BytesIO()

    def header(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.drawString(60, 800, "Moorside Town Council – Risk Register – 5 March 2022")

    SimpleDocTemplate(buffer, pagesize=A4, topMargin=50).build([made], header, header)
    return buffer.getvalue()


@pytest.mark.parametrize("engine", [EngineName.PDFIUM, pytest.param(EngineName.PDFPLUMBER, marks=pytest.mark.slow)])
@pytest.mark.parametrize("first", ["Ref", "ID", "No", "Code", "Reference"])
def test_a_head_at_one_height_on_each_page_is_no_running_header(first: str, engine: EngineName) -> None:
    rows = [(str(number), f"Hazard {number}", "12", "Survey", "Mend it", "Clerk") for number in range(1, 60)]
    report = read(printed_out([(first, *HEADS[1:]), *rows], WIDTHS), engine).report
    assert report.page_count > 1
    assert (report.organisation, report.period) == ("Moorside Town Council", "2022-03")
    assert [risk.risk_id for risk in report.risks] == [str(number) for number in range(1, 60)]
    assert {risk.score for risk in report.risks} == {12}
    assert report.unplaced == ()


@pytest.mark.parametrize("engine", EngineName)
def test_two_rows_of_heads_at_one_height_are_no_running_header(engine: EngineName) -> None:
    rows = [(str(number), f"Hazard {number}", "4", "3", "3", "2", "Survey") for number in range(1, 60)]
    heads = [
        ("Ref", "Risk", "Inherent", "", "Residual", "", "Controls"),
        ("", "", "Impact", "Likelihood", "Impact", "Likelihood", ""),
    ]
    spans = [(2, 0, 3, 0), (4, 0, 5, 0), (0, 0, 0, 1), (1, 0, 1, 1), (6, 0, 6, 1)]
    content = printed_out([*heads, *rows], (40, 110, 45, 60, 45, 60, 80), *spans)
    risks = read(content, engine).report.risks
    assert [risk.risk_id for risk in risks] == [str(number) for number in range(1, 60)]
    assert {tuple(rating.score for rating in risk.ratings) for risk in risks} == {(12, 6)}


def test_a_head_of_which_no_profile_knows_a_word_is_no_running_header_either() -> None:
    rows = [(str(number), f"Hazard {number}", "12", "Survey", "Mend it", "Clerk") for number in range(1, 60)]
    heads = ("Peg", "Trouble", "Weight", "Guards", "Jobs", "Warden")
    profile = profile_of_text(
        'name = "pegs"\nextends = "council"\n[columns]\nnumber = ["Peg"]\ndescription = ["Trouble"]\n'
        'rating = ["Weight"]\ncontrols = ["Guards"]\n',
        "pegs.toml",
    )
    report = read(printed_out([heads, *rows], WIDTHS), profiles=Profiles(profile)).report
    assert [risk.risk_id for risk in report.risks] == [str(number) for number in range(1, 60)]
    assert [warning.code for warning in report.warnings] == ["unknown_head"] * 2
