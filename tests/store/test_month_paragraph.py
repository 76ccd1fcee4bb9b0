"""The paragraph on what a month's paper changed: every kind of change, worked by hand, with its page."""

from __future__ import annotations

import datetime as dt

from risktrail.schema.report import Report
from risktrail.store.month_paragraph import MOST_NAMED, paragraph_of_month
from tests.generators.register_builders import MakeReader, action, report, risk

JUNE = "2024-06 (ABC_2024-06.pdf)"
HEADING = f"Register ABC, {JUNE} compared with 2024-05 (ABC_2024-05.pdf):"


def told(reader_of: MakeReader, *reports: Report) -> str:
    """The paragraph on the last month of these reports."""
    return paragraph_of_month(reader_of(*reports), "ABC", reports[-1].period or "")


def test_the_first_paper_has_none_to_be_compared_with(reader_of: MakeReader) -> None:
    paragraph = told(reader_of, report("2024-06", risk("ABC-1", 9, action("A"), action("B")), risk("ABC-2", 4)))
    assert paragraph == (
        f"Register ABC, {JUNE}: the first paper of this register, with 2 risks and 2 actions;"
        " there is none before it to compare with."
    )


def test_ratings_and_risks_are_named_with_their_pages(reader_of: MakeReader) -> None:
    may = report(
        "2024-05",
        risk("ABC-1", 9, title="Flood", page=1),
        risk("ABC-2", 12, page=2),
        risk("ABC-3", None, band="High", page=3),
        risk("ABC-4", 16, page=4),
    )
    june = report(
        "2024-06",
        risk("ABC-1", 20, title="Flood", page=5),
        risk("ABC-2", 8, page=6),
        risk("ABC-3", 8, page=7),
        risk("ABC-5", 4, page=8),
    )
    assert told(reader_of, may, june) == (
        f"{HEADING} Ratings that rose: ABC-1 Flood from 9 (Moderate) to 20 (Critical) (p. 5)."
        " Ratings that fell: ABC-2 from 12 (Moderate) to 8 (Moderate) (p. 6)."
        " Ratings that changed otherwise: ABC-3 from High to 8 (Moderate) (p. 7)."
        " New risks: ABC-5, 4 (Low) (p. 8)."
        " Risks no longer listed: ABC-4, last 16 (High) (was p. 4)."
    )


def test_actions_are_named_by_their_wording_and_other_changes_counted(reader_of: MakeReader) -> None:
    may = report(
        "2024-05",
        risk(
            "ABC-1",
            9,
            action("Paint the quay", page=1),
            action("Hire a diver", "on_hold", page=2),
            action("Order two pumps", due="2024-06-30", page=2),
            action("Write to the owners", note="sent", page=3),
            description="There is a risk that the quay sinks",
        ),
    )
    june = report(
        "2024-06",
        risk(
            "ABC-1",
            9,
            action("Paint the quay", "completed", page=1),
            action("Order two pumps", due="2024-09-30", page=2),
            action("Write to the owners", "not_started", note="to be sent again", page=3),
            action("Count the boats", page=4),
            description="There is a risk that the old quay sinks",
        ),
    )
    assert told(reader_of, may, june) == (
        f"{HEADING} Actions completed: ABC-1 “Paint the quay” (p. 1). New actions: ABC-1 “Count the boats” (p. 4)."
        " Actions no longer listed: ABC-1 “Hire a diver”, last on hold (was p. 2)."
        " Due dates moved: ABC-1 “Order two pumps” from 2024-06-30 to 2024-09-30 (p. 2)."
        " Also changed: 1 description, 1 note, 1 status."
    )


def test_a_month_without_changes_and_a_month_without_a_paper(reader_of: MakeReader) -> None:
    april = report("2024-04", risk("ABC-1", 9))
    assert told(reader_of, april, report("2024-06", risk("ABC-1", 9))) == (
        f"Register ABC, {JUNE} compared with 2024-04 (ABC_2024-04.pdf): nothing changed."
        " Note: ABC has no paper for 1 month between 2024-04 and 2024-06."
    )


def test_a_late_paper_is_compared_with_the_one_before_it(reader_of: MakeReader) -> None:
    reader = reader_of(*(report(f"2024-0{month}", risk("ABC-1", score)) for month, score in ((5, 9), (6, 12), (7, 4))))
    assert "from 9 (Moderate) to 12 (Moderate)" in paragraph_of_month(reader, "ABC", "2024-06")


def test_it_is_compared_with_the_paper_that_counts(reader_of: MakeReader) -> None:
    may = report("2024-05", risk("ABC-1", 9), reference="ABC_1")
    corrected = report("2024-05", risk("ABC-1", 12), reference="ABC_1_v2", dated=dt.date(2024, 5, 20))
    june = report("2024-06", risk("ABC-1", 16))
    paragraph = told(reader_of, may, corrected, june)
    assert "from 12 (Moderate) to 16 (High)" in paragraph


def test_long_lists_and_long_wordings_are_cut(reader_of: MakeReader) -> None:
    words = "word " * 40
    new = [action(f"{letter}{words}", page=2) for letter in "ABCDEFGH"]
    paragraph = told(reader_of, report("2024-05", risk("ABC-1", 9)), report("2024-06", risk("ABC-1", 9, *new)))
    assert paragraph.count("“") == MOST_NAMED == 6
    assert paragraph.endswith("word …” (p. 2); and 2 more.")


def test_what_controls_a_terminal_or_hides_does_not_reach_a_mail(reader_of: MakeReader) -> None:
    before = report("2024-05", risk("ABC-1", 9))
    after = report("2024-06", risk("ABC-1", 9, action("Pay \x1b[31mnow\u202e\nor\u200b never", page=2)))
    assert told(reader_of, before, after).endswith("ABC-1 “Pay \ufffd[31mnow\ufffd or\ufffd never” (p. 2).")
