"""Due dates, reviews, notes and targets, on small registers whose answers were worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from risktrail.store import AnyAnswer, errors, open_reader
from tests.generators import family_truth
from tests.generators.register_builders import MakeReader, action, rating, report, risk, store_of

PLAN, PILOT, AUDIT = "Write the exit plan", "Run the pilot", "Audit the invoices"
CONTRACT = (
    "register, risk_id, score, band, action_id, ref, text, owners, due_date, first_due_date, days_overdue, times_moved,"
    " status, note, note_date, last_seen, source_file, page"
)
FAMILIES = Path(__file__).resolve().parents[3] / "shared" / "families"


def pick(rows: AnyAnswer, *columns: str) -> list[tuple[Any, ...]]:
    """The rows, cut down to some columns."""
    at = [rows.columns.index(name) for name in columns]
    return [tuple(row[i] for i in at) for row in rows.records()]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_overdue(reader_of: MakeReader) -> None:
    # The last report is of 10 March. PLAN was due on 15 January, then 20 February (moved once), then 1 March (twice):
    # 9 days late. PILOT was due on 31 January, 28 + 10 = 38 days before, and never moved. AUDIT is due on the very day:
    # not late. What is completed, by status or by a date, is not here, nor what has no date or one that is no day.
    reader = reader_of(
        report("2021-01", risk("A-1", 12, action(PLAN, due="2021-01-15"), action(PILOT, due="2021-01-31"))),
        report("2021-02", risk("A-1", 12, action(PLAN, due="2021-02-20"), action(PILOT, due="2021-01-31"))),
        report(
            "2021-03",
            risk(
                "A-1",
                12,
                action(PLAN, due="2021-03-01", ref="01A", owners=["Head of Finance"], note="late", page=4),
                action(PILOT, "not_started", due="2021-01-31", page=5),
                action(AUDIT, due="2021-03-10"),
                action("Tell the board", "completed", due="2021-01-01"),
                action("Sell the depot", due="2021-01-01", completed_date=day("2021-02-01")),
                action("Hire two people"),
                action("Ask the auditors").model_copy(update={"due_text": "TBC"}),
                title="Waste",
            ),
        ),
    )
    answer = reader.overdue()
    assert ", ".join(answer.columns) == CONTRACT
    shown = ("text", "due_date", "first_due_date", "days_overdue", "times_moved", "source_file", "page", "last_seen")
    assert pick(answer, *shown) == [
        (PILOT, day("2021-01-31"), day("2021-01-31"), 38, 0, "ABC_2021-03.pdf", 5, "2021-03"),
        (PLAN, day("2021-03-01"), day("2021-01-15"), 9, 2, "ABC_2021-03.pdf", 4, "2021-03"),
    ]
    assert pick(answer, "ref", "owners", "status", "note", "score", "band")[1] == (
        "01A", ["Head of Finance"], "ongoing", "late", 12, "Moderate"
    )  # fmt: skip
    assert [row.title for row in answer] == ["Waste", "Waste"]
    assert answer.notes == ("ABC 2021-03: 1 action not completed has a due date that is no day, and may be late",)
    assert answer.lacking == ()
    assert pick(reader.overdue(owner="head of finance"), "text") == [(PLAN,)]
    assert pick(reader.overdue(band="MODERATE", owner="nobody"), "text") == []
    assert reader.overdue(owner="nobody").looked_at == "no action of nobody is overdue at 2021-03-10 (ABC 2021-03)"


def test_overdue_on_a_day_looks_at_the_last_report_up_to_it(reader_of: MakeReader) -> None:
    # On 20 January the report of 10 January stands: PLAN is 5 days late, not yet moved. On 1 June it is the report of
    # February (due 20 February): 8 + 31 + 30 + 31 + 1 = 101 days. On 9 January there is no report.
    reader = reader_of(
        report("2021-01", risk("A-1", 12, action(PLAN, due="2021-01-15"))),
        report("2021-02", risk("A-1", 12, action(PLAN, due="2021-02-20"))),
    )
    shown = ("days_overdue", "times_moved", "source_file")
    assert pick(reader.overdue(as_of=day("2021-01-20")), *shown) == [(5, 0, "ABC_2021-01.pdf")]
    assert pick(reader.overdue(as_of=day("2021-06-01")), *shown) == [(101, 1, "ABC_2021-02.pdf")]
    assert pick(reader.overdue(), *shown) == []
    early = reader.overdue(as_of=day("2021-01-09"))
    assert (early.rows, early.lacking) == ([], ("ABC has no report up to 2021-01-09; name a later day.",))
    assert pick(reader.ask("overdue_actions", on_day="2021-01-20"), *shown) == [(5, 0, "ABC_2021-01.pdf")]
    with pytest.raises(errors.QuestionParameterError, match="on_day is a day such as 2021-07-31, not '2021-01'"):
        reader.ask("overdue_actions", on_day="2021-01")


def test_overdue_over_all_registers_and_those_without_due_dates(reader_of: MakeReader) -> None:
    # ABC has a date that passed; XYZ never prints any; OLD did in January and no longer does.
    reader = reader_of(
        report("2021-02", risk("A-1", 12, action(PLAN, due="2021-01-15"))),
        report("2021-02", risk("X-1", 12, action(PILOT)), register="XYZ"),
        report("2021-01", risk("O-1", 12, action(PILOT, due="2021-01-01")), register="OLD"),
        report("2021-02", risk("O-1", 12, action(PILOT)), register="OLD", leaves_out=("excluding completed actions",)),
    )
    answer = reader.overdue()
    assert pick(answer, "register", "risk_id", "days_overdue") == [("ABC", "A-1", 26)]
    assert answer.lacking == (
        "XYZ prints no due dates: overdue has nothing to go by there, and no rows do not mean that there is nothing.",
        "OLD prints no due dates in 2021-02 (OLD_2021-02.pdf), though it did before.",
    )
    assert answer.notes == (
        "OLD 2021-02 does not show everything, by its own words: excluding completed actions",
    )  # fmt: skip
    assert pick(reader.overdue("abc"), "register") == [("ABC",)]
    assert reader.overdue("XYZ").lacking[0].startswith("XYZ prints no due dates")
    with pytest.raises(errors.UnknownRegisterError):
        reader.overdue("NONE")


def test_slipped_dates(reader_of: MakeReader) -> None:
    # PLAN: 15 January to 15 February (31 days later), no date printed in March, then 5 February (10 days earlier) in
    # April, compared with the last one printed, of February. PILOT never moves.
    reader = reader_of(
        report("2021-01", risk("A-1", 12, action(PLAN, due="2021-01-15", page=2), action(PILOT, due="2021-05-01"))),
        report("2021-02", risk("A-1", 12, action(PLAN, due="2021-02-15", page=3), action(PILOT, due="2021-05-01"))),
        report("2021-03", risk("A-1", 12, action(PLAN), action(PILOT, due="2021-05-01"))),
        report(
            "2021-04", risk("A-1", 12, action(PLAN, due="2021-02-05", note="bids came early", page=5), title="Waste")
        ),
    )
    shown = ("text", "from_period", "to_period", "due_before", "due_after", "days_moved", "times_moved", "note")
    assert pick(reader.ask("slipped_dates"), *shown) == [
        (PLAN, "2021-01", "2021-02", day("2021-01-15"), day("2021-02-15"), 31, 1, None),
        (PLAN, "2021-02", "2021-04", day("2021-02-15"), day("2021-02-05"), -10, 2, "bids came early"),
    ]
    where = ("title", "from_file", "from_page", "source_file", "page")
    assert pick(reader.ask("slipped_dates"), *where)[1] == ("Waste", "ABC_2021-02.pdf", 3, "ABC_2021-04.pdf", 5)


def test_a_question_about_dates_says_which_registers_print_none(reader_of: MakeReader) -> None:
    reader = reader_of(*(report(month, risk("A-1", 12, action(PLAN))) for month in ("2021-01", "2021-02", "2021-03")))
    for name, what in (
        ("overdue_actions", "due dates"),
        ("slipped_dates", "due dates"),
        ("notes_not_renewed", "notes"),
        ("target_gap", "target ratings"),
        ("overdue_for_review", "review dates"),
    ):
        answer = reader.ask(name)
        means = f"{name} has nothing to go by there, and no rows do not mean that there is nothing"
        assert (answer.rows, answer.lacking) == ([], (f"ABC prints no {what}: {means}.",))


def test_notes_not_renewed(reader_of: MakeReader) -> None:
    # At the latest report, April. PLAN's note is the same in all four (case and white space aside): 4, since January,
    # 90 days. PILOT's words are the same but its date is another in April: 1. AUDIT's note is the same in February to
    # April but it is completed. The depot's note stands in January, March and April: February breaks the count, 2.
    def month(period: str, *more: Any, plan: str = "Draft  seen", dated: str = "2021-01-05", page: int = 1) -> Any:
        noted = action(PILOT, note="Started", note_date=day(dated))
        return report(period, risk("A-1", 12, action(PLAN, note=plan, page=page), noted, *more))

    done = action(AUDIT, "completed", note="done")
    depot = action("Sell the depot", note="one bid")
    reader = reader_of(
        month("2021-01", depot, plan="draft seen"),
        month("2021-02", done),
        month("2021-03", done, depot),
        month("2021-04", done, depot, dated="2021-04-02", page=7),
    )
    shown = ("text", "reports_same_note", "note_since", "days", "from_file", "source_file", "page")
    assert pick(reader.ask("notes_not_renewed"), *shown) == [
        (PLAN, 4, "2021-01", 90, "ABC_2021-01.pdf", "ABC_2021-04.pdf", 7)
    ]
    assert pick(reader.ask("notes_not_renewed", min_reports=2), "text") == [(PLAN,), ("Sell the depot",)]
    assert pick(reader.ask("notes_not_renewed", as_of="2021-03"), "text", "note_date") == [
        (PLAN, None),
        (PILOT, day("2021-01-05")),
    ]


def test_target_gap(reader_of: MakeReader) -> None:
    # 12 against 6 in January and 16 against 6 in February: a gap since January, 2 reports, 31 days. In March it is
    # at its target: no gap. In April there is one again, since April. Its actions are due in June and August at the
    # latest; one of them has no date, and one is completed. A-2 states no target in any month, A-3 only words.
    def rated(current: int, *actions: Any) -> Any:
        return risk("A-1", current, *actions, ratings=(rating("current", current, page=3), rating("target", 6)))

    words = risk("A-3", None, band="High", ratings=(rating("current", band="High"), rating("target", band="Low")))
    actions = (
        action(PLAN, due="2021-06-30"),
        action(PILOT, due="2021-08-31"),
        action(AUDIT),
        action("Tell the board", "completed", due="2022-01-01"),
    )
    reader = reader_of(
        report("2021-01", rated(12, *actions), risk("A-2", 9)),
        report("2021-02", rated(16, *actions)),
        report("2021-03", rated(6)),
        report("2021-04", rated(9), words),
    )
    shown = ("period", "risk_id", "gap", "gap_since", "reports_with_gap", "days_with_gap")
    answer = reader.ask("target_gap")
    assert pick(answer, *shown) == [
        ("2021-01", "A-1", 6, "2021-01", 1, 0),
        ("2021-02", "A-1", 10, "2021-01", 2, 31),
        ("2021-03", "A-1", 0, None, None, None),
        ("2021-04", "A-1", 3, "2021-04", 1, 0),
        ("2021-04", "A-3", None, None, None, None),
    ]
    dues = ("open_actions", "latest_due", "undated_actions", "source_file", "page")
    assert pick(answer, *dues)[1] == (3, day("2021-08-31"), 1, "ABC_2021-02.pdf", 3)
    assert pick(answer, "current_band", "target_band")[4] == ("High", "Low")


def test_a_gap_is_broken_by_a_report_without_the_risk(reader_of: MakeReader) -> None:
    rated = risk("A-1", 12, ratings=(rating("current", 12), rating("target", 6)))
    reader = reader_of(report("2021-01", rated), report("2021-02", risk("A-2", 3)), report("2021-03", rated))
    assert pick(reader.ask("target_gap"), "period", "gap_since", "reports_with_gap") == [
        ("2021-01", "2021-01", 1),
        ("2021-03", "2021-03", 1),
    ]


def test_risks_without_live_action(reader_of: MakeReader) -> None:
    # At the latest report, March. A-1's one action was ongoing in January and is completed since February: 2 reports.
    # A-2 has a standing control alone, ever since. A-3 shows none, where the paper leaves completed ones out; PILOT was
    # live in February. A-4 has a live action. A-5 is new and has none.
    reader = reader_of(
        report("2021-01", risk("A-1", 20, action(PLAN, page=2)), risk("A-2", 9, action(AUDIT, "recurring"))),
        report(
            "2021-02",
            risk("A-1", 20, action(PLAN, "completed")),
            risk("A-2", 9, action(AUDIT, "recurring")),
            risk("A-3", 6, action(PILOT, "on_hold", page=6)),
        ),
        report(
            "2021-03",
            risk("A-1", 20, action(PLAN, "completed"), page=7, title="Waste"),
            risk("A-2", 9, action(AUDIT, "recurring")),
            risk("A-3", 6),
            risk("A-4", 3, action("Hire two people")),
            leaves_out=("excluding completed actions",),
        ),
    )
    shown = ("risk_id", "why", "without_since", "reports_without", "last_live", "last_status", "last_live_in")
    answer = reader.ask("risks_without_live_action")
    assert pick(answer, *shown) == [
        ("A-1", "all completed", "2021-02", 2, PLAN, "ongoing", "2021-01"),
        ("A-2", "all recurring", "2021-01", 3, None, None, None),
        ("A-3", "none shown; left out: excluding completed actions", "2021-03", 1, PILOT, "on_hold", "2021-02"),
    ]
    where = ("title", "last_live_file", "last_live_page", "source_file", "page")
    assert pick(answer, *where)[0] == ("Waste", "ABC_2021-01.pdf", 2, "ABC_2021-03.pdf", 7)


def test_overdue_for_review(reader_of: MakeReader) -> None:
    # The latest report is of 10 March. A-1 was to be reviewed by 1 February, as January and February said too: 37 days,
    # 3 reports. A-2's date was 1 January and is 1 March since February: 9 days, 2 reports. A-3 is closed, A-4 due on
    # the day itself.
    def month(period: str, second: str, page: int = 1) -> Any:
        return report(
            period,
            risk("A-1", 9, review=day("2021-02-01"), page=page, title="Waste"),
            risk("A-2", 20, review=day(second)),
            risk("A-3", 6, review=day("2020-01-01"), standing="closed"),
            risk("A-4", 6, review=day("2021-03-10")),
        )

    reader = reader_of(
        month("2021-01", "2021-01-01"), month("2021-02", "2021-03-01"), month("2021-03", "2021-03-01", 8)
    )
    shown = ("risk_id", "review", "days_overdue", "same_since", "reports_same", "source_file", "page")
    assert pick(reader.ask("overdue_for_review"), *shown) == [
        ("A-1", day("2021-02-01"), 37, "2021-01", 3, "ABC_2021-03.pdf", 8),
        ("A-2", day("2021-03-01"), 9, "2021-02", 2, "ABC_2021-03.pdf", 1),
    ]
    assert pick(reader.ask("overdue_for_review", on_day="2021-02-20"), *shown) == [
        ("A-1", day("2021-02-01"), 19, "2021-01", 2, "ABC_2021-02.pdf", 1)
    ]


@pytest.mark.parametrize("family", ["city-blocks", "council-spanned", "trust-forms"])
def test_the_families_have_the_overdue_actions_and_moves_that_their_truth_has(family: str, tmp_path: Path) -> None:
    folder = FAMILIES / family
    if not folder.is_dir():
        pytest.skip("the invented families lie beside the project")
    truth = json.loads((folder / "_links.json").read_text(encoding="utf-8"))
    with open_reader(store_of(tmp_path / "s.duckdb", family_truth.reports(folder))) as reader:
        overdue = {(row.risk_id, row.text) for row in reader.overdue()}
        moved = {(row.risk_id, row.text, row.times_moved) for row in reader.actions(period="latest") if row.times_moved}
        slipped = reader.ask("slipped_dates")
    assert overdue == {tuple(each) for each in truth["overdue"]}
    assert moved == {tuple(each) for each in truth["slipped"]}
    for risk_id, text, times in moved:
        assert pick(slipped, "risk_id", "text").count((risk_id, text)) == times
