"""Rows and lines that look like something else: pieces of heads, labels, headings on one line with their text."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, PageBreak, Spacer

from risktrail.ingest.errors import UnreadTableError
from risktrail.ingest.reader import read
from risktrail.ingest.register.line_ledger import Place
from risktrail.schema.report import Report
from tests.generators.stories import ACTIONS, DESCRIPTION, HEAD, below, bullets, bytes_of, report, risk, table, text

WIDTHS = (80, 250, 100)
ROW = ("QRS-001", DESCRIPTION, "20 (Critical)")
SECOND = "There is a risk that the fitters cannot be trained in time for the summer."
COUNTS = [("Current", "Previous"), ("12", "9")]  # each of the two words may begin a column's name


def parts() -> list[Flowable]:
    """The impact and the actions that stand below a risk's row."""
    return [*below("Impact", text("Deliveries stop.")), *below("Mitigation Actions", bullets(ACTIONS))]


def paragraphs(found: Report, heading: str) -> list[str]:
    """What the paper says in words under a heading."""
    return [text for part in found.narrative if part.heading == heading for text in part.paragraphs]


def assert_has_all_parts(found: Report, number: int = 0) -> None:
    """The risk has its impact and both of its actions, and nothing else."""
    assert found.risks[number].impact == ("Deliveries stop.",)
    assert [action.text for action in found.risks[number].actions] == [
        "DCC to order more hubs",
        "QRS to count the hubs in stock",
    ]


def test_a_row_that_begins_like_a_head_and_is_none_keeps_its_place_in_the_text() -> None:
    found = report(table(COUNTS, (100, 100)), text("2. Active Risks", "Heading2"), *risk("QRS-001"))
    assert paragraphs(found, "1. Current Risks") == ["Current Previous", "12 9"]
    assert found.unplaced == ()


def test_a_row_that_begins_like_a_head_and_has_text_below_comes_before_it() -> None:
    found = report(
        table(COUNTS[:1], (100, 100)),
        text("That is all there was."),
        text("2. Active Risks", "Heading2"),
        *risk("QRS-001"),
    )
    assert paragraphs(found, "1. Current Risks") == ["Current Previous That is all there was."]


def test_a_row_that_begins_like_a_head_at_the_papers_end_is_told() -> None:
    content = bytes_of(
        text("QRS Risk Register", "Title"),
        text("5 March 2022"),
        text("1. Current Risks", "Heading2"),
        *risk("QRS-001"),
        table(COUNTS[:1], (100, 100)),
    )
    found = read(content).report
    assert [line.text for line in found.unplaced] == ["Current", "Previous"]
    assert_has_all_parts(found)


def test_a_number_cut_by_the_page_end_is_one_number() -> None:
    rows = [HEAD, ("TABASC-", DESCRIPTION, "20 (Critical)")]
    found = report(table(rows, WIDTHS), PageBreak(), table([("001", "", "")], WIDTHS), *parts())
    assert [(each.risk_id, each.description) for each in found.risks] == [("TABASC-001", DESCRIPTION)]
    assert found.unplaced == ()


def test_a_number_that_comes_overleaf_is_that_of_the_row_before() -> None:
    rows = [HEAD, ("", "There is a risk that the depots run", "20 (Critical)")]
    rest = [("QRS-001", "out of hubs in a cold winter.", "")]
    found = report(table(rows, WIDTHS), PageBreak(), table(rest, WIDTHS), *parts())
    assert [(each.risk_id, each.score, each.description) for each in found.risks] == [("QRS-001", 20, DESCRIPTION)]
    assert found.warnings == ()


def test_two_rated_rows_without_a_number_after_a_risks_parts_are_two_risks() -> None:
    rows = [HEAD, ("", DESCRIPTION, "12 (Moderate)"), ("", SECOND, "9 (Moderate)")]
    found = report(*risk("QRS-001"), table(rows, WIDTHS), *parts())
    assert [(each.score, each.description) for each in found.risks] == [
        (20, DESCRIPTION),
        (12, DESCRIPTION),
        (9, SECOND),
    ]
    assert found.risks[1].actions == ()
    assert_has_all_parts(found, 2)


@pytest.mark.parametrize("cell", ["New", "TBC"])
def test_a_table_without_a_rating_column_keeps_a_risk_whose_number_cannot_be_read(cell: str) -> None:
    found = report(table([HEAD[:2], (cell, DESCRIPTION)], (110, 300)), *parts())
    assert [each.description for each in found.risks] == [DESCRIPTION]
    assert [warning.code for warning in found.warnings] == ["risk_number_unread", "no_rating"]
    assert_has_all_parts(found)


def test_a_row_whose_number_cannot_be_read_above_one_without_a_rating_is_a_risk() -> None:
    found = report(table([HEAD[:2], ("New", DESCRIPTION), ("QRS-002", SECOND)], (110, 300)), *parts())
    assert [each.description for each in found.risks] == [DESCRIPTION, SECOND]
    assert found.risks[0].actions == ()
    assert_has_all_parts(found, 1)


def test_a_row_of_totals_is_no_risk() -> None:
    found = report(table([HEAD, ROW, ("Total", "", "20")], WIDTHS), *parts())
    assert [each.risk_id for each in found.risks] == ["QRS-001"]
    assert [line.text for line in found.unplaced] == ["Total", "20"]
    assert_has_all_parts(found)


def test_headings_on_one_line_with_their_text() -> None:
    found = report(
        table([HEAD, ROW], WIDTHS),
        text("<b>Impact:</b> Deliveries stop."),
        text("<b>Mitigation Actions:</b> DCC to order more hubs – Ongoing."),
    )
    (only,) = found.risks
    assert only.impact == ("Deliveries stop.",)
    assert [(action.text, action.status.value) for action in only.actions] == [("DCC to order more hubs", "ongoing")]
    assert found.unplaced == ()


def test_a_factor_of_the_rating_under_the_head_impact_is_no_impact() -> None:
    heads = ("Risk Number", "Risk Description", "Impact", "Severity Rating")
    found = report(table([heads, ("QRS-001", DESCRIPTION, "4", "20 (Critical)")], (80, 200, 60, 90)), *parts())
    assert_has_all_parts(found)
    assert found.unplaced == ()
    assert [(each.impact, each.likelihood, each.score) for each in found.risks[0].ratings] == [(4, None, 20)]


def test_columns_of_factors_are_those_of_the_rating_and_their_product_is_checked() -> None:
    heads = ("Risk Number", "Risk Description", "Likelihood", "Impact", "Severity Rating")
    rows = [("QRS-001", DESCRIPTION, "4", "5", "20 (Critical)"), ("QRS-002", DESCRIPTION, "3", "5", "12 (Moderate)")]
    widths = (80, 150, 60, 50, 90)
    found = report(table([heads, rows[0]], widths), *parts(), table([heads, rows[1]], widths), *parts())
    assert [(each.ratings[0].likelihood, each.ratings[0].impact, each.score) for each in found.risks] == [
        (4, 5, 20),
        (3, 5, 12),
    ]
    assert [each.message for each in found.warnings if each.code == "product_differs"] == [
        "QRS-002: the paper prints 12, but 5 x 3 is 15"
    ]
    assert found.unplaced == ()


ACTION_HEADS = ("Action", "Status", "Note")


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (ACTION_HEADS, ("DCC to order more hubs", "Completed", "in May")),
        (("Status", "Action", "Comments"), ("Completed", "DCC to order more hubs", "in May")),
        (("Action", "Progress"), ("DCC to order more hubs", "Completed (in May)")),
    ],
)
def test_actions_may_stand_in_a_table_of_their_own(heads: tuple[str, ...], row: tuple[str, ...]) -> None:
    widths = (200, 90, 90)[: len(heads)]
    found = report(
        table([HEAD, ROW], WIDTHS),
        text("Impact"),
        text("Deliveries stop."),
        text("Mitigation Actions"),
        table([heads, row], widths),
    )
    (only,) = found.risks
    assert [(each.text, each.status.value, each.note) for each in only.actions] == [
        ("DCC to order more hubs", "completed", "in May")
    ]
    assert found.unplaced == ()


def test_a_table_of_actions_with_a_head_that_is_not_known_is_not_taken_for_one() -> None:
    with pytest.raises(UnreadTableError, match="Budget"):
        report(
            table([HEAD, ROW], WIDTHS),
            text("Impact"),
            text("Deliveries stop."),
            text("Mitigation Actions"),
            table([("Action", "Status", "Budget"), ("DCC to order more hubs", "Ongoing", "12")], (200, 90, 90)),
        )


def test_a_labelled_part_before_any_risk_belongs_to_none() -> None:
    found = report(
        table([("Risk Number", "tbc", "Impact", "Trains wait.")], (90, 80, 60, 200)),
        *risk("QRS-001"),
    )
    assert [line.text for line in found.unplaced] == ["tbc", "Trains wait."]
    assert_has_all_parts(found)


def form(number: str, description: str, rating: str, impact: str) -> Flowable:
    """A risk as a table of labels, each with its text beside it."""
    rows: list[tuple[str, str | Flowable]] = [
        ("Risk Number", number),
        ("Risk Description", description),
        ("Severity Rating", rating),
        ("Impact", impact),
        ("Mitigation Actions", bullets(ACTIONS)),
    ]
    return table(rows, (120, 330))


@pytest.mark.parametrize("cell", ["New", "tbc", ""])
def test_a_form_whose_number_cannot_be_read_adds_nothing_to_the_risk_before(cell: str) -> None:
    first = form("QRS-001", DESCRIPTION, "20 (Critical)", "Deliveries stop.")
    found = report(first, Spacer(1, 12), form(cell, SECOND, "12 (Moderate)", "Trains wait."))
    assert [(each.score, each.description) for each in found.risks] == [(20, DESCRIPTION), (12, SECOND)]
    assert_has_all_parts(found)
    assert found.risks[1].impact == ("Trains wait.",)
    assert len(found.risks[1].actions) == 2
    assert [warning.code for warning in found.warnings] == ["risk_number_unread"]
    assert found.unplaced == ()


def test_a_form_may_have_the_rating_below_the_impact() -> None:
    rows = [
        ("Risk Number", "QRS-001"),
        ("Impact", "Deliveries stop."),
        ("Risk Description", DESCRIPTION),
        ("Mitigation Actions", bullets(ACTIONS)),
        ("Severity Rating", "20 (Critical)"),
    ]
    found = report(table(rows, (120, 330)))
    assert [(each.score, each.description) for each in found.risks] == [(20, DESCRIPTION)]
    assert_has_all_parts(found)
    assert found.unplaced == ()


def test_a_form_may_have_the_actions_above_the_impact() -> None:
    rows = [
        ("Risk Number", "QRS-001"),
        ("Risk Description", DESCRIPTION),
        ("Severity Rating", "20 (Critical)"),
        ("Mitigation Actions", bullets(ACTIONS)),
        ("Impact", "Deliveries stop."),
    ]
    found = report(table(rows, (120, 330)))
    assert_has_all_parts(found)
    assert found.unplaced == ()


def test_a_forms_description_goes_on_overleaf() -> None:
    rows = [("Risk Number", "QRS-001"), ("Risk Description", "There is a risk that the depots run")]
    rest = [("", "out of hubs in a cold winter."), ("Severity Rating", "20 (Critical)")]
    found = report(table(rows, (120, 330)), PageBreak(), table(rest, (120, 330)), *parts())
    assert [(each.score, each.description) for each in found.risks] == [(20, DESCRIPTION)]
    assert found.unplaced == ()


def test_a_second_rating_below_the_parts_of_a_form_is_told() -> None:
    last = table([("Severity Rating", "6 (Low)")], (120, 330))
    found = report(form("QRS-001", DESCRIPTION, "20 (Critical)", "Deliveries stop."), last)
    assert [(each.score, each.rating_text) for each in found.risks] == [(20, "20 (Critical)")]
    assert [line.text for line in found.unplaced] == ["6 (Low)"]


def test_a_label_may_have_its_text_below_the_table() -> None:
    rows = [("Risk Number", "QRS-001"), ("Risk Description", DESCRIPTION), ("Severity Rating", "20 (Critical)")]
    rows += [("Impact", "Deliveries stop."), ("Mitigation Actions", "")]
    found = report(table(rows, (120, 330)), bullets(ACTIONS))
    assert_has_all_parts(found)
    assert found.unplaced == ()


def test_a_row_at_the_top_of_a_page_with_a_rating_of_its_own_is_a_risk() -> None:
    found = report(table([HEAD, ROW], WIDTHS), PageBreak(), table([("", SECOND, "12 (Moderate)")], WIDTHS), *parts())
    assert [(each.score, each.description) for each in found.risks] == [(20, DESCRIPTION), (12, SECOND)]
    assert_has_all_parts(found, 1)


def test_a_row_whose_score_and_band_the_page_end_parts_is_one_risk() -> None:
    rows = [HEAD, ("QRS-001", "There is a risk that the depots run", "20")]
    rest = [("", "out of hubs in a cold winter.", "(Critical)")]
    found = report(table(rows, WIDTHS), PageBreak(), table(rest, WIDTHS), *parts())
    assert [(each.score, each.band, each.description) for each in found.risks] == [(20, "Critical", DESCRIPTION)]


def test_a_label_with_two_cells_beside_it_has_the_text_of_both() -> None:
    found = report(
        table([HEAD, ROW], WIDTHS),
        table([("Impact", "Deliveries stop.", "Trains wait.")], (80, 150, 200)),
        *below("Mitigation Actions", bullets(ACTIONS)),
    )
    assert found.risks[0].impact == ("Deliveries stop.", "Trains wait.")


def test_labels_in_the_columns_of_their_table_are_labels() -> None:
    rows = [
        HEAD[:2],
        ("QRS-001", DESCRIPTION),
        ("Impact", "Deliveries stop."),
        ("Mitigation Actions", bullets(ACTIONS)),
    ]
    found = report(table(rows, (110, 300)))
    assert [each.risk_id for each in found.risks] == ["QRS-001"]
    assert_has_all_parts(found)


def test_a_description_goes_on_in_its_column_below_labels_of_the_same_edges() -> None:
    labelled = [HEAD, ROW, ("Impact", "Deliveries stop.", ""), ("Mitigation Actions", bullets(ACTIONS), "")]
    following = [("QRS-002", "There is a risk that the fitters cannot be trained", "12 (Moderate)")]
    rest = [("", "in time for the summer.", "")]
    found = report(table(labelled, WIDTHS), table(following, WIDTHS), PageBreak(), table(rest, WIDTHS), *parts())
    assert [each.description for each in found.risks] == [DESCRIPTION, SECOND]
    assert_has_all_parts(found, 0)
    assert_has_all_parts(found, 1)


@pytest.mark.parametrize("heading", ["2. Matters arising", "Matters arising"])
def test_a_large_heading_no_profile_knows_ends_a_risk(heading: str) -> None:
    found = report(*risk("QRS-001"), text(heading, "Heading2"), text("The depots were discussed."))
    assert paragraphs(found, heading) == ["The depots were discussed."]
    assert_has_all_parts(found)
    assert found.unplaced == ()


def test_numbered_items_among_actions_are_no_headings() -> None:
    items = ("1. DCC to order more hubs – Ongoing.", "2. QRS to count the hubs in stock – Completed.")
    found = report(
        table([HEAD, ROW], WIDTHS),
        *below("Impact", text("Deliveries stop.")),
        *below("Mitigation Actions", *map(text, items)),
    )
    assert_has_all_parts(found)


def test_a_numbered_heading_below_the_title_opens_a_section() -> None:
    content = bytes_of(
        text("QRS Risk Register", "Title"),
        text("5 March 2022"),
        text("1. Matters arising"),
        text("The depots were discussed."),
        text("2. Current Risks", "Heading2"),
        *risk("QRS-001"),
    )
    found = read(content).report
    assert paragraphs(found, "1. Matters arising") == ["The depots were discussed."]


def test_a_numbered_first_line_is_the_papers_title() -> None:
    content = bytes_of(
        text("7. Risk Report of the Depots", "Title"),
        text("5 March 2022"),
        text("1. Current Risks", "Heading2"),
        *risk("QRS-001"),
    )
    reading = read(content)
    assert [line.text for line, place in reading.ledger if place is Place.FRONT] == [
        "7. Risk Report of the Depots",
        "5 March 2022",
    ]
    assert "7. Risk Report of the Depots" not in [part.heading for part in reading.report.narrative]
