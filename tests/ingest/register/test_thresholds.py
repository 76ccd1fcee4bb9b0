"""The limits of what is read of a register, each with a paper's lines just inside it and just outside."""

from __future__ import annotations

import pytest

from risktrail.ingest.errors import NotARegisterError, UnreadTableError
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.reader import read
from risktrail.ingest.register.collected_lines import OtherTable
from risktrail.ingest.register.front_texts import is_led_by, rows_of
from risktrail.ingest.register.headings import is_heading_like
from risktrail.ingest.register.profile_words import ProfileMarginWords
from risktrail.ingest.register.report_context import shortened
from risktrail.ingest.register.sign_off import closing_names, is_name
from risktrail.ingest.register.unread_tables import UnreadTable, unread_table
from tests.generators.stories import paper, report, risk, table
from tests.ingest.papers import profile
from tests.ingest.register.lines import line


@pytest.mark.parametrize(("words", "is_heading"), [(14, True), (15, False)])
def test_a_heading_has_at_most_fourteen_words(words: int, is_heading: bool) -> None:
    assert is_heading_like(line("Risk " * words, bold=True), 10) == is_heading


@pytest.mark.parametrize(("size", "is_heading"), [(10.9, True), (10.7, False)])
def test_a_heading_that_is_not_bold_is_larger_than_the_text(size: float, is_heading: bool) -> None:
    assert is_heading_like(line("Risks of the month", size=size), 10) == is_heading


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 77 + "…")])
def test_a_warning_quotes_up_to_eighty_characters(length: int, shown: str) -> None:
    assert shortened("x" * length) == shown


@pytest.mark.parametrize(("words", "named"), [(8, True), (9, False)])
def test_a_name_has_at_most_eight_words(words: int, named: bool) -> None:
    assert is_name(" ".join(["Fenn"] * words), profile()) == named


@pytest.mark.parametrize(("names", "found"), [(4, 4), (5, 0)])
def test_more_than_four_names_are_no_sign_off(names: int, found: int) -> None:
    said = [f"{first} Fenn" for first in ("Ada", "Bea", "Cleo", "Dora", "Ella")[:names]]
    assert len(closing_names(said, profile())) == found


@pytest.mark.parametrize(("before", "led"), [("Date of the next review", True), ("The date of the next review", False)])
def test_a_line_of_up_to_five_words_names_the_next_one(before: str, led: bool) -> None:
    pattern = profile().paper["other_date_pattern"]
    assert is_led_by([before, "1 September 2024"], 1, pattern, []) == led


@pytest.mark.parametrize(("text", "content"), [("20 Critical", True), ("20 Critical again", False)])
def test_a_rating_in_the_margin_is_a_line_of_up_to_two_words(text: str, content: bool) -> None:
    assert ProfileMarginWords(profile()).is_content(line(text)) == content


@pytest.mark.parametrize(("heads", "more"), [(14, False), (15, True)])
def test_a_message_names_up_to_fourteen_heads(heads: int, more: bool) -> None:
    said = str(UnreadTable(1, 1, tuple(f"Head {number}" for number in range(heads))))
    assert ("and 1 more" in said) == more


@pytest.mark.parametrize(("second", "jumped"), [("QRS-021", False), ("QRS-022", True)])
def test_a_risk_number_more_than_twenty_beyond_the_one_before_is_in_doubt(second: str, jumped: bool) -> None:
    found = report(*risk("QRS-001"), *risk(second))
    assert ("number_out_of_sequence" in [warning.code for warning in found.warnings]) == jumped


@pytest.mark.parametrize(("length", "name"), [(60, "a" * 29 + " " + "b" * 30), (61, "a" * 29 + " …")])
def test_a_risk_without_a_number_is_named_by_sixty_letters_of_its_description(length: int, name: str) -> None:
    found = report(*risk("New", "a" * 29 + " " + "b" * (length - 30)))
    assert [each.risk_id for each in found.risks] == [name]


@pytest.mark.parametrize(("words", "is_unread"), [(8, True), (9, False)])
def test_a_head_of_a_table_has_at_most_eight_words(words: int, is_unread: bool) -> None:
    heads = ("Hazard and" + " more" * (words - 2), "Owner", "Gross score")
    rows = [("Flood in the depot", "Estates", "16"), ("Loss of power", "Supply", "12")]
    with pytest.raises(UnreadTableError if is_unread else NotARegisterError):
        read(paper(table([heads, *rows], (200, 100, 100))))


@pytest.mark.parametrize(("level", "is_unread"), [("Very High Risk", False), ("Very High Risk Level", True)])
def test_a_scales_row_begins_with_up_to_three_words(level: str, is_unread: bool) -> None:
    texts = [("Hazard", "Owner", "Score"), (level, "Board", "15"), (level, "Panel", "16")]
    rows = [Row(1, 100, 50, 500, tuple(Cell(50, 200, (line(cell),)) for cell in each)) for each in texts]
    found = unread_table(OtherTable("front", among_risks=False, in_actions=False, rows=rows), profile())
    assert (found is not None) == is_unread


def test_lines_that_overlap_in_height_are_one_row() -> None:
    left = line("Date")
    beside, below = left._replace(x0=200.0, top=left.bottom - 0.1), left._replace(x0=200.0, top=left.bottom + 0.1)
    assert len(rows_of([left, beside])) == 1
    assert len(rows_of([left, below])) == 2
