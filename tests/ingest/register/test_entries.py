"""Which risks are the register's, and what each is called: numbers that cannot be read, quotes, several papers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import PageBreak, SimpleDocTemplate

from risktrail.ingest.errors import SeveralPapersError
from risktrail.ingest.fields.risk_number import former_number, read_number
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile import load_profile
from risktrail.ingest.reader import Reading, read
from risktrail.ingest.register.line_ledger import Place
from tests.generators.stories import DESCRIPTION, HEAD, below, bullets, bytes_of, paper, report, risk, table, text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

SECOND = "There is a risk that the fitters cannot be trained in time for the summer."


def words_in(reading: Reading, place: Place) -> str:
    return " ".join(line.text for line, where in reading.ledger if where is place)


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("cell", ["New", "TBC", "", "–"])
def test_a_risk_whose_number_cannot_be_read_keeps_its_parts(cell: str, engine: EngineName) -> None:
    found = read(paper(*risk("QRS-001"), *risk(cell, SECOND, "12 (Moderate)")), engine).report
    first, second = found.risks
    assert (first.risk_id, len(first.actions)) == ("QRS-001", 2)
    assert SECOND.startswith(second.risk_id.removesuffix(" …"))
    assert (second.score, second.description, second.impact) == (12, SECOND, ("Deliveries stop.",))
    assert len(second.actions) == 2
    (warning,) = found.warnings
    assert warning.code == "risk_number_unread"
    assert second.risk_id in warning.message
    assert found.unplaced == ()


@pytest.mark.parametrize("cell", ["New", "TBC", ""])
def test_a_risk_whose_number_and_rating_cannot_be_read_keeps_its_parts(cell: str) -> None:
    found = report(*risk("QRS-001"), *risk(cell, SECOND, "To be scored" if cell else ""))
    first, second = found.risks
    assert (len(first.impact), len(first.actions)) == (1, 2)
    assert (second.score, second.description, second.impact) == (None, SECOND, ("Deliveries stop.",))
    assert len(second.actions) == 2
    assert [warning.code for warning in found.warnings] == ["risk_number_unread", "no_rating"]
    assert found.unplaced == ()


@pytest.mark.parametrize(
    ("cell", "said", "risk_id"),
    [
        ("QR<br/>S-001", "The QRS looks at its risks.", "QRS-001"),
        ("SMKI<br/>PMA-001", "The SMKI PMA looks at its risks.", "SMKI PMA-001"),
        ("SMKI<br/>PMA-001", "The committee looks at its risks.", "SMKI PMA-001"),
    ],
)
def test_the_letters_of_a_number_that_its_cell_cuts_are_one_word_where_the_paper_writes_them_so(
    cell: str, said: str, risk_id: str
) -> None:
    found = report(text(said), *risk(cell))
    assert [each.risk_id for each in found.risks] == [risk_id]


def test_a_last_row_that_counts_the_risks_is_no_risk() -> None:
    rows = [HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)"), ("Total", "1 risk", "")]
    found = report(table(rows, (80, 250, 100)), text("The risks are told of below."))
    assert [each.risk_id for each in found.risks] == ["QRS-001"]
    assert [line.text for line in found.unplaced][:2] == ["Total", "1 risk"]


def test_a_number_of_another_build_is_the_risks_name() -> None:
    found = report(*risk("QRS-001"), *risk("QRS 2/2022/b", SECOND))
    assert [each.risk_id for each in found.risks] == ["QRS-001", "QRS 2/2022/b"]
    assert [warning.code for warning in found.warnings] == ["risk_number_unread"]


def test_rows_without_a_number_in_a_table_of_all_risks_are_risks() -> None:
    rows = [HEAD, ("QRS-001", DESCRIPTION, "20 (Critical)"), ("New", SECOND, "6 (Low)"), ("", SECOND, "9 (Moderate)")]
    found = report(table(rows, (80, 250, 100)))
    assert [each.score for each in found.risks] == [20, 6, 9]
    assert [each.description for each in found.risks] == [DESCRIPTION, SECOND, SECOND]


def test_a_number_that_was_another_is_read_and_the_renumbering_proposed() -> None:
    found = report(*risk("QRS-007 (was QRS-002)"))
    assert [each.risk_id for each in found.risks] == ["QRS-007"]
    (warning,) = found.warnings
    assert warning.code == "renumbered"
    assert "risktrail alias QRS-002 QRS-007" in warning.message


@pytest.mark.parametrize(
    ("cell", "number", "former"),
    [
        ("LCB-007 (was LCB-002)", "LCB-007", "LCB-002"),
        ("LCB-007, formerly LCB-2", "LCB-007", "LCB-2"),
        ("LCB-007 [previously no. 2]", "LCB-007", "2"),
        ("lcb-007", "LCB-007", None),
        ("LCB-007 – new", "LCB-007", None),
        ("LCB-007 (new)", "LCB-007", None),
    ],
)
def test_numbers_with_something_beside_them(cell: str, number: str, former: str | None) -> None:
    found = read_number(cell, load_profile())
    assert found is not None
    assert found.written(3, found.separator) == number
    assert former_number(cell, load_profile()) == former


@pytest.mark.parametrize("cell", ["QRS-001 was closed in April 2024.", "QRS-001 (was with the Board since 7 May 2024)"])
def test_a_sentence_about_a_risk_is_no_renumbering(cell: str) -> None:
    assert former_number(cell, load_profile()) is None
    assert read_number(cell, load_profile()) is None


@pytest.mark.parametrize("cell", ["page 7", "item 3", "may 2021", "New", "was 7", "MP122 – Ongoing"])
def test_words_in_small_letters_and_statuses_are_no_number(cell: str) -> None:
    assert read_number(cell, load_profile()) is None


@pytest.mark.parametrize(
    ("heading", "number"),
    [("2. Risks of other committees", "HBC-002"), ("2. Issues", "QRS-I-001")],
)
def test_what_another_register_numbers_is_not_counted(heading: str, number: str) -> None:
    content = paper(*risk("QRS-001"), *risk("QRS-002"), text(heading, "Heading2"), *risk(number, SECOND))
    reading = read(content)
    assert [each.risk_id for each in reading.report.risks] == ["QRS-001", "QRS-002"]
    (warning,) = reading.report.warnings
    assert warning.code == "other_register"
    assert number in warning.message
    assert SECOND in words_in(reading, Place.OTHER_TABLE)
    assert any(SECOND in " ".join(part.paragraphs) for part in reading.report.narrative)


def test_a_register_with_numbers_of_several_kinds_keeps_them_all() -> None:
    story = [*risk("OPS-1"), *risk("OPS-2"), text("2. Finance", "Heading2"), *risk("FIN-1")]
    found = report(*story)
    assert [each.risk_id for each in found.risks] == ["OPS-1", "OPS-2", "FIN-1"]


def test_rows_of_a_summary_stand_in_the_ledger_where_the_report_has_them() -> None:
    summary = table([HEAD, ("QRS-001", "Hubs in short", "20 (Critical)")], (80, 250, 100))
    reading = read(paper(summary, text("2. Active Risks", "Heading2"), *risk("QRS-001")))
    assert words_in(reading, Place.DESCRIPTION) == DESCRIPTION
    assert "Hubs in short" in words_in(reading, Place.OTHER_TABLE)


@pytest.mark.parametrize("number", ["QRS-001a", "HBC-001"])
def test_a_row_of_another_number_is_no_row_of_a_summary(number: str) -> None:
    found = report(*risk("QRS-001"), *risk("QRS-002"), table([HEAD, (number, SECOND, "9 (Moderate)")], (80, 250, 100)))
    assert [each.risk_id for each in found.risks] == ["QRS-001", "QRS-002", number]
    assert "summary_rows" not in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    ("rating", "codes"), [("20", ["summary_rows"]), ("16 (High)", ["summary_rows", "summary_differs"])]
)
def test_a_summary_that_rates_a_risk_otherwise_is_told_of(rating: str, codes: list[str]) -> None:
    summary = table([HEAD, ("QRS-001", "Hubs in short", rating)], (80, 250, 100))
    found = report(summary, text("2. Active Risks", "Heading2"), *risk("QRS-001"))
    assert [(each.risk_id, each.score) for each in found.risks] == [("QRS-001", 20)]
    assert [warning.code for warning in found.warnings] == codes
    assert found.warnings[0].page == 1


def test_several_papers_in_one_file_are_refused_by_name() -> None:
    months = [
        [text("QRS Risk Register", "Title"), text(f"Paper Reference: QRS_{meeting}_1203_02"), *risk("QRS-001")]
        for meeting in (6, 7)
    ]
    with pytest.raises(SeveralPapersError, match="several registers: QRS_6_1203_02 on page 1; QRS_7_1203_02 on page 2"):
        read(bytes_of(*months[0], PageBreak(), *months[1]))


def foot_numbers(pages: Sequence[Sequence[Flowable]], numbers: Sequence[int]) -> bytes:
    """A PDF of these pages with these numbers at their feet."""

    def draw(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawString(280, 30, f"Page {numbers[document.page - 1]}")

    buffer = io.BytesIO()
    story = [flowable for page in pages for flowable in (*page, PageBreak())]
    SimpleDocTemplate(buffer).build(story, onFirstPage=draw, onLaterPages=draw)
    return buffer.getvalue()


def test_minutes_before_a_register_are_no_part_of_it() -> None:
    minutes = [text("Minutes of the 6th meeting", "Title"), text("1 February 2022")]
    register = [text("QRS Risk Register", "Title"), text("5 March 2022"), *risk("QRS-001")]
    content = foot_numbers([minutes, register], [1, 1])
    found = read(content).report
    assert (found.title, found.pages, found.period) == ("QRS Risk Register", (2, 2), "2022-03")


def test_an_annex_with_page_numbers_of_its_own_is_no_second_paper() -> None:
    register = [text("QRS Risk Register", "Title"), text("5 March 2022"), *risk("QRS-001"), *risk("QRS-002")]
    annex = [text("How scores are made", "Title"), text("A score is the product of likelihood and impact.")]
    content = foot_numbers([register, annex], [1, 1])
    assert [each.risk_id for each in read(content).report.risks] == ["QRS-001", "QRS-002"]


def test_a_reference_in_the_text_is_no_second_paper() -> None:
    more = [PageBreak(), text("See also"), text("QRS_6_1002_04 for the minutes."), *below("Impact", bullets(["None."]))]
    content = paper(*risk("QRS-001"), *more)
    assert read(content).report.paper_reference == "QRS_7_1203_02"


@pytest.mark.parametrize(
    ("heading", "standing"),
    [
        ("Appendix A: Closed risks", "closed"),
        ("Annex 2 – New Risks", "new"),
        ("Annex B Candidate risks", "candidate"),
        ("Appendix C: Full register", "active"),
    ],
)
def test_risks_of_an_annex_stand_as_its_heading_says(heading: str, standing: str) -> None:
    found = report(*risk("QRS-001"), text(heading, "Heading2"), *risk("QRS-002", SECOND))
    assert [each.standing.value for each in found.risks] == ["active", standing]
