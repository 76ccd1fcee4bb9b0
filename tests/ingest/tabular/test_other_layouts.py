"""Layouts of other bodies: forms below a bar or a heading, heads turned over two lines, numbers cut in narrow cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import Flowable, Spacer, Table

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import profiles_for
from risktrail.ingest.reader import read
from risktrail.schema.report import RatingKind, Report, Standing, Status, Trend
from tests.generators.stories import bullets, bytes_of, table, text
from tests.ingest.tabular.test_tables import HEADS, ROWS, WIDTHS, of, paper, spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

engines = pytest.mark.parametrize("engine", EngineName)


class Turned(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """Lines of a head that runs upwards, side by side."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines = lines
        self.width, self.height = 12 * len(lines), 60

    def draw(self) -> None:
        self.canv.rotate(90)
        for place, line in enumerate(self.lines):
            self.canv.setFont("Helvetica-Bold", 9)
            self.canv.drawString(0, -12 * place - 10, line)


@engines
def test_a_short_word_in_a_turned_head_is_turned_too(engine: EngineName) -> None:
    heads = (*HEADS[:3], Turned("Direction", "of travel"), *HEADS[3:])
    rows = [(*row[:3], arrow, *row[3:]) for row, arrow in zip(ROWS, ("increased", "no change"), strict=True)]
    report = read(paper(table([heads, *rows], (40, 90, 50, 70, 90, 70, 60))), engine).report
    assert [risk.trend for risk in report.risks] == [Trend.UP, Trend.SAME]
    assert report.warnings == ()


@engines
def test_a_number_cut_behind_its_sign_is_whole(engine: EngineName) -> None:
    rows = [("CRR-<br/>07", *ROWS[0][1:]), ("CRR1<br/>8", *ROWS[1][1:])]
    summary = table([("Ref", "Risk", "Trend"), ("CRR-07", "Leaking roof", "increased")], (60, 200, 80))
    report = read(paper(table([HEADS, *rows], WIDTHS), Spacer(1, 20), summary), engine).report
    assert [risk.risk_id for risk in report.risks] == ["CRR-07", "CRR18"]
    assert report.risks[0].trend is Trend.UP


def bars(*named: tuple[str, str]) -> list[Flowable]:
    """A form a risk, each below a bar that names it."""
    story: list[Flowable] = []
    for place, (number, title) in enumerate(named):
        rows: Sequence[Sequence[str]] = [
            (number, title, "", ""),
            ("Description", ("Slates slip", "A hirer falls", "The till is robbed")[place], "", ""),
            ("Inherent risk", "High (20)", "Residual risk", f"Medium ({10 + place})"),
            ("Controls", "Survey", "", ""),
        ]
        spans = [(1, 0, 3, 0)] if title else [(0, 0, 3, 0)]
        story += [spanned(rows, (80, 120, 80, 120), *spans, (1, 1, 3, 1), (1, 3, 3, 3)), Spacer(1, 12)]
    return story


def told(report: Report) -> list[tuple[str, str | None, str, int | None]]:
    return [(risk.risk_id, risk.title, risk.description, risk.score) for risk in report.risks]


@engines
@pytest.mark.parametrize(
    "names",
    [
        (("R01", "Roof"), ("R02", "Hall")),
        (("R01 – Roof", ""), ("R02 – Hall", "")),
        (("Risk R01: Roof", ""), ("Risk R02: Hall", "")),
    ],
)
def test_a_bar_above_a_form_names_its_risk(names: tuple[tuple[str, str], ...], engine: EngineName) -> None:
    report = read(paper(*bars(*names)), engine).report
    assert told(report) == [("R01", "Roof", "Slates slip", 10), ("R02", "Hall", "A hirer falls", 11)]
    assert report.warnings == ()
    assert report.unplaced == ()


def test_forms_that_nothing_names_are_not_one_risk() -> None:
    content = paper(*bars(("Roof", ""), ("Hall", "")))
    report = read(content, profiles=profiles_for("council")).report
    assert [risk.description for risk in report.risks] == ["Slates slip", "A hirer falls"]
    assert [warning.code for warning in report.warnings] == ["risk_number_unread"] * 2


@engines
def test_a_heading_above_tables_names_their_risk(engine: EngineName) -> None:
    story: list[Flowable] = []
    for place, (title, event) in enumerate((("Roof", "Slates slip"), ("Hall", "A hirer falls")), 1):
        story += [
            text(f"Risk {place}: {title}", "Heading3"),
            table([("Causes", "Risk event", "Consequences"), ("Storms", event, "Rain comes in")], (120, 160, 120)),
            Spacer(1, 8),
            table([("Residual rating", "Risk owner"), (f"2 x {place} = {2 * place}", "Clerk")], (120, 160)),
            Spacer(1, 8),
            table([("Action", "Lead", "Due date"), ("Mend it", "Warden", "1 May 2024")], (160, 120, 80)),
        ]
    report = read(paper(*story), engine).report
    assert told(report) == [("1", "Roof", "Slates slip", 2), ("2", "Hall", "A hirer falls", 4)]
    assert [[action.text for action in risk.actions] for risk in report.risks] == [["Mend it"], ["Mend it"]]


@engines
def test_a_bold_label_that_is_not_known_is_a_detail(engine: EngineName) -> None:
    rows = [
        ("<b>Risk ID</b>", "SR1", "<b>Risk owner</b>", "Clerk"),
        ("<b>Description</b>", "Slates slip", "<b>Next review</b>", "Oct-24"),
        ("<b>Residual risk</b>", "12", "<b>Risk appetite</b>", "Cautious"),
        ("<b>Controls</b>", "Survey", "<b>Actions</b>", "New felt"),
    ]
    report = read(paper(table(rows, (90, 130, 90, 130))), engine).report
    (risk,) = report.risks
    assert (risk.risk_id, risk.score, risk.details) == ("SR1", 12, {"Risk appetite": "Cautious"})
    assert [warning.code for warning in report.warnings] == ["unknown_head"]


LOG = ("ID", "Risk description", "Prob.", "Impact", "Score", "Mitigating action", "Owner")


@engines
def test_a_table_of_issues_beside_the_risks_holds_none(engine: EngineName) -> None:
    risks = table(
        [LOG, ("R1", "The quay cracks", "3", "4", "12", "Drive piles", "Engineer")], (30, 120, 40, 50, 40, 90, 70)
    )
    issues = table(
        [("ID", "Issue", "Owner", "Status"), ("I1", "The crane is late", "Engineer", "Open")], (40, 200, 80, 60)
    )
    title = text("Harbour renewal – RAID log", "Title")
    content = bytes_of(
        title, text("5 March 2022"), text("Risks", "Heading2"), risks, text("Issues", "Heading2"), issues
    )
    report = read(content, engine).report
    assert [(risk.risk_id, risk.details) for risk in report.risks] == [("R1", {})]
    assert report.warnings == ()
    assert report.unplaced == ()


@pytest.mark.parametrize("total", [("Sub-total: 2 risks", "", "28", "", "", ""), ("Total", "2 risks", "", "", "", "")])
def test_a_row_of_totals_is_no_risk(total: tuple[str, ...]) -> None:
    report = of(spanned([HEADS, *ROWS, total], WIDTHS, (0, 3, 1, 3)))
    assert [risk.risk_id for risk in report.risks] == ["7", "2"]
    assert report.warnings == ()


def test_a_plan_of_actions_by_the_numbers_of_risks_gives_them_to_those() -> None:
    register = table(
        [("Ref", "Risk", "Current score", "Risk owner"), *(row[:3] + row[5:] for row in ROWS)], (40, 200, 80, 80)
    )
    heads = ("Risk ref", "Action ref", "Action", "Lead", "Target date", "Status")
    rows = [
        ("7", "7/1", "Renew the felt", "Clerk", "01-05-2024", "In progress"),
        ("2", "2/1", "Raise the pay", "Clerk", "", ""),
    ]
    report = of(register, text("Action plan", "Heading3"), table([heads, *rows], (50, 60, 140, 60, 70, 70)))
    actions = [[(action.ref, action.text) for action in risk.actions] for risk in report.risks]
    assert actions == [[("7/1", "Renew the felt")], [("2/1", "Raise the pay")]]
    assert report.warnings == ()


@engines
def test_a_matrix_beside_the_table_does_not_come_between_its_rows(engine: EngineName) -> None:
    register = table([HEADS[:3] + HEADS[5:], *(row[:3] + row[5:] for row in ROWS)], (40, 120, 70, 80))
    matrix = table([("", "2"), ("7", ""), ("", "")], (25, 25))
    page = Table([[register, matrix]], colWidths=(340, 80))
    report = read(paper(page, text("Impact →")), engine).report
    assert [(risk.risk_id, risk.score) for risk in report.risks] == [("7", 12), ("2", 16)]


@pytest.mark.parametrize("factor", ["Impact", "Consequence"])
def test_rows_of_ratings_below_one_another_are_of_the_kinds_they_name(factor: str) -> None:
    rows = [
        ("No", "Risk", "Rating", factor, "Likelihood", "Score", "Controls"),
        ("1", "Slates slip", "Inherent", "4", "5", "20", "Survey"),
        ("", "", "Residual", "4", "3", "12", ""),
        ("2", "The hall floods", "Inherent", "5", "3", "15", "Drains"),
        ("", "", "Residual", "5", "1", "5", ""),
    ]
    spans = [(x, y, x, y + 1) for x in (0, 1, 6) for y in (1, 3)]
    report = of(spanned(rows, (30, 120, 60, 50, 60, 40, 90), *spans))
    found = [[(r.kind, r.impact, r.likelihood, r.score) for r in risk.ratings] for risk in report.risks]
    assert found == [
        [(RatingKind.INHERENT, 4, 5, 20), (RatingKind.CURRENT, 4, 3, 12)],
        [(RatingKind.INHERENT, 5, 3, 15), (RatingKind.CURRENT, 5, 1, 5)],
    ]
    assert report.warnings == ()


def test_factors_that_are_words_are_kept_as_printed() -> None:
    rows = [
        ("No", "Risk", "Likelihood", "Impact", "Existing controls"),
        ("1", "Slates slip", "Medium", "High", "Survey"),
    ]
    report = of(table(rows, (30, 140, 70, 70, 120)))
    (rating,) = report.risks[0].ratings
    assert (rating.text, rating.score) == ("Medium High", None)
    assert [warning.code for warning in report.warnings] == ["no_rating"]


@pytest.mark.parametrize(
    ("ending", "owners"),
    [
        (" (Clerk, June 2024)", ("Clerk",)),
        (" – Clerk – by 30 Jun 2024", ("Clerk",)),
        (" [Clerk: 30/06/24]", ("Clerk",)),
        (" (by end of June 2024)", ()),
    ],
)
def test_actions_that_end_with_owner_and_date_have_both(ending: str, owners: tuple[str, ...]) -> None:
    actions = [f"Renew the felt{ending}", f"Raise the pay{ending}"]
    report = of(table([HEADS, *((*row[:4], actions[at], row[5]) for at, row in enumerate(ROWS))], WIDTHS))
    found = [(action.text, action.owners, str(action.due_date)) for risk in report.risks for action in risk.actions]
    assert found == [(said, owners, "2024-06-30") for said in ("Renew the felt", "Raise the pay")]


def test_one_action_of_many_that_ends_with_a_date_is_left_as_it_is() -> None:
    cell = bullets(["Renew the felt", "Ask the county", "Tell the members (Council, June 2024)"])
    report = of(table([HEADS, (*ROWS[0][:4], cell, ROWS[0][5])], WIDTHS))
    assert report.risks[0].actions[2].text == "Tell the members (Council, June 2024)"


@pytest.mark.parametrize(
    ("first", "revised", "due"), [("31/01/24", "30/06/24", 6), ("31/01/24", "", 1), ("31/01/24", "31/01/24", 1)]
)
def test_a_revised_due_date_counts_before_the_first(first: str, revised: str, due: int) -> None:
    rows = [
        ("Ref", "Risk", "Current score", "Controls", "Action", "Original due date", "Revised due date"),
        ("7", "Slates slip", "12", "Survey", "Renew the felt", first, revised),
    ]
    report = of(table(rows, (35, 90, 50, 70, 90, 60, 60)))
    (action,) = report.risks[0].actions
    assert action.due_date is not None
    assert (action.due_date.month, report.warnings) == (due, ())


def test_what_is_no_date_and_no_arrow_is_kept() -> None:
    heads = ("Ref", "Risk", "Current score", "Trend", "Controls", "Next review")
    rows = [
        heads,
        ("7", "Slates slip", "12", "Worse since May", "Survey", "Quarterly"),
        ("8", "Drains", "6", "↑", "Rods", "Oct-24"),
    ]
    risks = of(table(rows, (40, 120, 60, 80, 80, 80))).risks
    assert risks[0].details == {"Trend": "Worse since May", "Review": "Quarterly"}
    assert (risks[1].details, str(risks[1].review)) == ({}, "2024-10-31")


def test_a_line_of_ordinary_print_may_name_the_register() -> None:
    story = (
        text("Larkfield Hall", "Title"),
        text("Risk register adopted on 4 May 2023"),
        table([HEADS, *ROWS], WIDTHS),
    )
    report = read(bytes_of(*story)).report
    assert [risk.risk_id for risk in report.risks] == ["7", "2"]


def test_parts_of_a_cell_that_have_a_column_of_their_own_do_not_stand_in_it() -> None:
    """`detailed-report`, which explains more of such a table, has number, title and owner in one cell."""
    heads = ("Risk no. and title", "Risk description", "Residual risk", "Controls", "Owner")
    described = "<b>Cause:</b> frost<br/><b>Event:</b> slates slip<br/><b>Effect:</b> rain comes in"
    report = of(table([heads, ("CR 1<br/><b>Roof</b>", described, "12", "Survey", "Clerk")], (80, 150, 60, 90, 70)))
    (risk,) = report.risks
    assert (report.profile, risk.risk_id, risk.title, risk.owners) == ("detailed-report", "CR 1", "Roof", ("Clerk",))


@engines
def test_cells_with_a_bold_label_above_their_text_are_a_form(engine: EngineName) -> None:
    story: list[Flowable] = []
    for place, event in enumerate(("Slates slip", "A hirer falls"), 1):
        rows = [
            (f"<b>Strategic risk {place}</b><br/>{event}", "<b>Lead director</b><br/>Clerk"),
            (f"<b>Current risk</b><br/>2 x {place} = {2 * place}", "<b>Gaps in control</b><br/>None known"),
            ("<b>Key controls</b><br/>Survey", "<b>Next review</b><br/>1 May 2024"),
        ]
        story += [table(rows, (220, 200)), Spacer(1, 12)]
    report = read(paper(*story), engine).report
    assert told(report) == [("1", None, "Slates slip", 2), ("2", None, "A hirer falls", 4)]
    assert [(risk.owners, risk.controls, risk.details) for risk in report.risks] == [
        (("Clerk",), ("Survey",), {"Gaps in control": "None known"})
    ] * 2


def test_the_risk_assessment_of_a_parish_is_read() -> None:
    heads = ("Subject", "Risk(s) identified", "H/M/L", "Management/control of risk", "Review/Assess/Revise")
    report = of(
        table([heads, ("Precept", "It is not asked for in time", "L", "Budget in November", "Adequate")], (80,) * 5)
    )
    (risk,) = report.risks
    assert (report.profile, risk.risk_id, risk.band, risk.controls) == (
        "letters",
        "Precept",
        "Low",
        ("Budget in November",),
    )
    assert [update.text for update in risk.updates] == ["Adequate"]


def test_a_sign_behind_a_rating_is_the_trend() -> None:
    heads = ("Ref", "Risk", "Current score and trend", "Controls")
    rows = [
        heads,
        ("7", "Slates slip", "12 ↑", "Survey"),
        ("8", "Drains", "16 → 20", "Rods"),
        ("9", "Ivy", "4", "Shears"),
    ]
    risks = of(table(rows, (40, 150, 100, 100))).risks
    assert [(risk.score, risk.trend) for risk in risks] == [(12, Trend.UP), (20, None), (4, None)]


def test_the_updates_of_a_quarter_are_updates() -> None:
    report = of(
        table([(*HEADS, "Q2 2024/25 update"), *((*row, "Discussed") for row in ROWS)], (35, 90, 50, 90, 90, 60, 80))
    )
    assert [update.text for risk in report.risks for update in risk.updates] == ["Discussed"] * 2
    assert report.warnings == ()


@pytest.mark.parametrize(("said", "trend"), [("18 -> 20", Trend.UP), ("12 to 9", Trend.DOWN), ("9 -> 9", Trend.SAME)])
def test_a_change_from_one_score_to_another_is_its_trend(said: str, trend: Trend) -> None:
    heads = ("Ref", "Risk", "Current score", "Change", "Controls")
    risks = of(table([heads, ("7", "Slates slip", "12", said, "Survey")], (40, 150, 70, 80, 100))).risks
    assert risks[0].trend is trend


def test_a_number_that_goes_on_in_the_next_row_is_the_same_risk() -> None:
    rest = ("7 (cont.)", "", "", "Second survey", "Paint it", "")
    report = of(table([HEADS, ROWS[0], rest, ROWS[1]], (55, *WIDTHS[1:])))
    assert [risk.risk_id for risk in report.risks] == ["7", "2"]
    assert report.risks[0].controls == ("Yearly survey", "Second survey")
    assert report.warnings == ()


def test_consequences_that_are_figures_are_a_factor() -> None:
    heads = ("Ref", "Risk description", "Likelihood", "Consequence", "Risk rating", "Controls")
    rows = [
        heads,
        ("7", "Slates slip", "4 - Likely", "5 Catastrophic", "20", "Survey"),
        ("8", "Ivy", "2", "1", "2", "Shears"),
    ]
    report = of(table(rows, (40, 130, 70, 90, 60, 80)))
    found = [(r.likelihood, r.impact, r.score) for risk in report.risks for r in risk.ratings]
    assert (found, [risk.impact for risk in report.risks]) == ([(4, 5, 20), (2, 1, 2)], [(), ()])


@pytest.mark.parametrize(("said", "owners"), [("Clerk/Warden", ("Clerk", "Warden")), ("Leiter/in", ("Leiter/in",))])
def test_a_stroke_before_a_small_letter_parts_no_owners(said: str, owners: tuple[str, ...]) -> None:
    assert of(table([HEADS, (*ROWS[0][:5], said)], (40, 110, 60, 80, 80, 90))).risks[0].owners == owners


@engines
def test_a_word_at_the_beginning_of_a_wrapped_line_is_no_label(engine: EngineName) -> None:
    row = ("7", "Frost that goes on<br/>causes<br/>slates to slip", *ROWS[0][2:])
    (risk,) = read(paper(table([HEADS, row], WIDTHS)), engine).report.risks
    assert (risk.description, risk.causes) == ("Frost that goes on causes slates to slip", ())


@engines
def test_a_bold_row_above_texts_is_a_head_and_no_form(engine: EngineName) -> None:
    story: list[Flowable] = []
    for place, event in enumerate(("Slates slip", "A hirer falls"), 1):
        first = [("<b>Risk ref</b>", f"R{place}", "<b>Risk title</b>", event)]
        rating = [("<b>Current score</b>", "<b>Risk owner</b>"), (str(4 * place), "Clerk")]
        controls = [
            ("<b>Key controls</b>", "<b>Gaps in control</b>"),
            ("Survey the roof", "Once a year"),
            ("Watch", "None"),
        ]
        actions = [("<b>Further action</b>", "<b>Lead</b>", "<b>Due date</b>"), ("Mend it", "Warden", "1 May 2024")]
        for rows, widths in (
            (first, (80, 120) * 2),
            (rating, (200, 200)),
            (controls, (260, 140)),
            (actions, (140, 150, 110)),
        ):
            story += [table(rows, widths), Spacer(1, 8)]
    report = read(paper(*story), engine).report
    assert [(risk.score, risk.controls, risk.details) for risk in report.risks] == [
        (4 * place, ("Survey the roof", "Watch"), {"Gaps in control": "Once a year None"}) for place in (1, 2)
    ]
    assert [[action.text for action in risk.actions] for risk in report.risks] == [["Mend it"]] * 2
    assert [warning.code for warning in report.warnings] == ["unknown_head"]


def test_a_row_above_the_head_of_another_table_is_none_of_its_groups() -> None:
    story = [
        table([("<b>Risk ref</b>", "R1", "<b>Risk title</b>", "Slates slip")], (80, 120, 80, 120)),
        Spacer(1, 8),
        table([("<b>Current score</b>", "<b>Risk owner</b>"), ("12", "Clerk")], (240, 160)),
        Spacer(1, 8),
        table([("Action", "Due", "Lead", "Status"), ("Mend it", "May 2024", "Warden", "Open")], (120, 120, 80, 80)),
    ]
    (risk,) = of(*story).risks
    assert (risk.score, risk.owners, [action.text for action in risk.actions]) == (12, ("Clerk",), ["Mend it"])


def test_a_table_apart_from_a_form_with_a_head_of_its_own_is_set_aside() -> None:
    story: list[Flowable] = []
    for place, event in enumerate(("Slates slip", "A hirer falls"), 1):
        form = [
            ("<b>Risk ID</b>", f"SR{place}", "<b>Risk owner</b>", "Clerk"),
            ("<b>Description</b>", event, "<b>Residual risk</b>", "12"),
            ("<b>Assurances</b>", "Yearly audit", "", ""),
        ]
        scores = [
            ("<b>Score tracking</b>", "<b>Q1</b>", "<b>Q2</b>", "<b>Q3</b>", "<b>Q4</b>"),
            ("2024/25", "16", "12", "", ""),
        ]
        actions = [("<b>Action</b>", "<b>Lead</b>", "<b>Due</b>"), ("Mend it", "Warden", "1 May 2024")]
        story += [spanned(form, (80, 120, 80, 120), (1, 2, 3, 2)), Spacer(1, 8), table(scores, (200, 50, 50, 50, 50))]
        story += [Spacer(1, 8), table(actions, (240, 80, 80)), Spacer(1, 8)]
    report = of(*story)
    assert [(risk.risk_id, risk.details) for risk in report.risks] == [
        (f"SR{place}", {"Assurances": "Yearly audit"}) for place in (1, 2)
    ]
    assert [[action.text for action in risk.actions] for risk in report.risks] == [["Mend it"]] * 2
    assert [warning.code for warning in report.warnings] == ["unknown_head"]


@engines
def test_tables_below_headings_of_other_things_hold_no_risks(engine: EngineName) -> None:
    heads = ("ID", "Description", "Current score", "Owner", "Status")
    story: list[Flowable] = []
    for title, number in (
        ("1. Risks", "R1"),
        ("2. Assumptions", "A1"),
        ("3. Issues log", "I1"),
        ("Dependencies", "D1"),
    ):
        story += [
            text(title, "Heading2"),
            table([heads, (number, "The quay cracks", "12", "Clerk", "Open")], (40, 160, 60, 70, 60)),
        ]
    report = read(paper(*story), engine).report
    assert [(risk.risk_id, risk.risk_status) for risk in report.risks] == [("R1", "Open")]
    assert report.warnings == ()


@engines
@pytest.mark.parametrize("label", ["Impact", "Current controls"])
def test_a_row_that_is_the_label_of_a_cell_alone_is_no_risk(label: str, engine: EngineName) -> None:
    heads = ("ID", "Description", "Current score", "Owner")
    rows = (("R1", "The quay cracks", "12", "Clerk"), (label, "", "", ""), ("R2", "A hirer falls", "9", "Clerk"))
    report = read(paper(table([heads, *rows], (90, 160, 60, 60))), engine).report
    assert [risk.risk_id for risk in report.risks] == ["R1", "R2"]
    assert [line.text for line in report.unplaced] == [label]


@engines
@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("Closed", Standing.CLOSED),
        ("CLOSED - June 2024", Standing.CLOSED),
        ("Closed 14 June", Standing.CLOSED),
        ("Now closed (minute 4)", Standing.CLOSED),
        ("Closed on completion of works", Standing.CLOSED),
        ("Open", Standing.ACTIVE),
        ("Closed to new tenants", Standing.ACTIVE),
        ("To be closed", Standing.ACTIVE),
        ("Not closed", Standing.ACTIVE),
    ],
)
def test_a_risk_that_its_own_status_calls_closed_is_closed(status: str, standing: Standing, engine: EngineName) -> None:
    heads = ("ID", "Description", "Current score", "Owner", "Risk status")
    rows = (("R1", "The quay cracks", "12", "Clerk", status), ("R2", "A hirer falls", "9", "Clerk", "Open"))
    report = read(paper(table([heads, *rows], (40, 140, 60, 60, 120))), engine).report
    assert [(risk.risk_id, risk.standing, risk.risk_status) for risk in report.risks] == [
        ("R1", standing, status),
        ("R2", Standing.ACTIVE, "Open"),
    ]


def test_a_form_behind_a_table_of_several_risks_is_not_the_last_ones() -> None:
    summary = table(
        [("Risk ID", "Title", "Current score"), ("1027", "Roof", "12"), ("1198", "Hall", "9")], (60, 200, 80)
    )
    forms = [
        spanned(
            [(f"Risk {number}: {name}", ""), ("Description", event), ("Risk owner", "Clerk")], (100, 300), (0, 0, 1, 0)
        )
        for number, name, event in (("1027", "Roof", "Slates slip"), ("1198", "Hall", "A hirer falls"))
    ]
    report = of(summary, Spacer(1, 12), forms[0], Spacer(1, 12), forms[1])
    assert told(report) == [("1027", "Roof", "Slates slip", 12), ("1198", "Hall", "A hirer falls", 9)]
    assert report.warnings == ()


def test_a_table_without_numbers_and_titles_is_known_by_its_risks() -> None:
    heads = ("Risk", "Likelihood", "Impact", "Score", "Steps to mitigate risk", "Owner")
    report = of(table([heads, ("Slates slip", "3", "4", "12", "Survey", "Clerk")], (120, 60, 50, 40, 100, 60)))
    (risk,) = report.risks
    assert (report.profile, risk.risk_id, risk.score, risk.controls) == ("letters", "Slates slip", 12, ("Survey",))


@pytest.mark.parametrize(("said", "band"), [("H", "High"), ("M", "Medium"), ("A", "Amber"), ("VH", "Very High")])
def test_a_letter_is_a_band_beside_a_number_too(said: str, band: str) -> None:
    assert of(table([HEADS, (*ROWS[0][:2], said, *ROWS[0][3:])], WIDTHS)).risks[0].band == band


def test_an_owner_behind_the_columns_of_the_action_is_the_risks() -> None:
    heads = ("Ref", "Risk", "Current score", "Actions", "Action owner", "Due date", "Lead")
    (risk,) = of(
        table(
            [heads, ("7", "Slates slip", "12", "Mend it", "Warden", "1 May 2024", "Clerk")],
            (40, 90, 60, 80, 70, 70, 50),
        )
    ).risks
    assert (risk.owners, [action.owners for action in risk.actions]) == (("Clerk",), [("Warden",)])


def test_two_columns_of_owners_name_two() -> None:
    heads = ("Ref", "Risk", "Current score", "Controls", "Risk owner", "Lead officer")
    (risk,) = of(
        table([heads, ("7", "Slates slip", "12", "Survey", "Head of Estates", "Clerk")], (40, 110, 60, 80, 100, 80))
    ).risks
    assert risk.owners == ("Head of Estates", "Clerk")


@pytest.mark.parametrize(
    ("head", "said", "is_due"),
    [("Due", "1 May 2024", True), ("Target date", "1 May 2024", True), ("Target", "6", False)],
)
def test_mitigation_before_a_date_is_an_action_and_before_a_score_a_control(head: str, said: str, is_due: bool) -> None:
    heads = ("Ref", "Risk", "Current score", "Mitigation", head, "Owner")
    (risk,) = of(table([heads, ("7", "Slates slip", "12", "Mend it", said, "Clerk")], (40, 110, 60, 100, 80, 60))).risks
    assert [str(action.due_date) for action in risk.actions] == (["2024-05-01"] if is_due else [])
    assert risk.controls == (() if is_due else ("Mend it",))
    assert [rating.score for rating in risk.ratings] == ([12] if is_due else [12, 6])


def test_the_columns_below_a_head_of_actions_are_the_actions() -> None:
    rows = [
        ("Ref", "Risk", "Target", "Actions", "", ""),
        ("", "", "Score", "Action", "Owner", "Target"),
        ("7", "Slates slip", "6", "Mend it", "Warden", "1 May 2024"),
    ]
    (risk,) = of(spanned(rows, (40, 120, 60, 110, 70, 80), (0, 0, 0, 1), (1, 0, 1, 1), (3, 0, 5, 0))).risks
    (action,) = risk.actions
    assert (action.text, action.owners, str(action.due_date)) == ("Mend it", ("Warden",), "2024-05-01")
    assert [(rating.kind, rating.score) for rating in risk.ratings] == [(RatingKind.TARGET, 6)]


def test_a_head_that_names_actions_beside_a_due_date_is_their_text() -> None:
    story: list[Flowable] = []
    for place in (1, 2):
        heads = ("Actions to address gaps", "Lead", "Due date", "Progress update")
        story += [
            text(f"SR{place}: Slates slip", "Heading3"),
            table([("Current score", "Lead director"), ("12", "Clerk")], (120, 160)),
            Spacer(1, 8),
            table([heads, ("Mend it", "Warden", "1 May 2024", "Begun")], (140, 80, 80, 100)),
        ]
    report = of(*story)
    assert [risk.owners for risk in report.risks] == [("Clerk",)] * 2
    assert [[(action.text, action.owners) for action in risk.actions] for risk in report.risks] == [
        [("Mend it", ("Warden",))]
    ] * 2


def test_one_bullet_in_a_column_of_actions_is_not_of_its_text() -> None:
    heads = ("Ref", "Risk", "Current score", "Controls", "Planned actions", "Target date")
    (risk,) = of(
        table(
            [heads, ("7", "Slates slip", "12", "Survey", bullets(["Mend it"]), "May 2024")], (40, 110, 60, 80, 110, 70)
        )
    ).risks
    assert [action.text for action in risk.actions] == ["Mend it"]


def test_a_rating_printed_with_and_without_its_factors_is_the_same() -> None:
    summary = table([("Ref", "Risk", "Current score"), ("7", "Slates slip", "12")], (60, 200, 80))
    report = of(
        table([HEADS, ("7", "Slates slip", "4 x 3 = 12 (Amber)", *ROWS[0][3:])], WIDTHS), Spacer(1, 20), summary
    )
    assert "printed_twice" not in [warning.code for warning in report.warnings]


@pytest.mark.parametrize(
    ("head", "said", "status", "note"),
    [
        ("Progress", "Complete", Status.COMPLETED, None),
        ("Progress", "Not begun.", Status.NOT_STATED, "Not begun."),
        ("Progress", "Complete but for the porch", Status.NOT_STATED, "Complete but for the porch"),
        ("% complete", "100%", Status.COMPLETED, None),
        ("% complete", "90%", Status.NOT_STATED, None),
    ],
)
def test_progress_that_says_that_an_action_is_done_is_its_status(
    head: str, said: str, status: Status, note: str | None
) -> None:
    heads = ("Ref", "Risk", "Current score", "Controls", "Action", "Due date", head)
    row = ("7", "Slates slip", "12", "Survey", "Mend it", "1 May 2024", said)
    (action,) = of(table([heads, row], (30, 90, 60, 70, 80, 70, 80))).risks[0].actions
    assert (action.status, action.note) == (status, note)
