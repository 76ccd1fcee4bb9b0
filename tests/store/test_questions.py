"""Every named question on a small register whose answer was worked out by hand.

Each test tells the register's story in its reports and the reasoning in its comment. `pick` takes the columns
the reasoning is about; file and page are asked for where the question gives them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from risktrail.schema.report import ReadingWarning, UnplacedLine
from risktrail.store import AnyAnswer, Paper, open_reader, open_writer, questions
from tests.generators.register_builders import MakeReader, action, escalate, paper_of, report, risk
from tests.store import test_deadlines

PLAN, PILOT, TESTS = (
    "DCC to draft the recovery plan",
    "SECAS to run the pilot",
    "Users to test firmware images",
)


def pick(rows: AnyAnswer, *columns: str) -> list[tuple[Any, ...]]:
    """The rows, cut down to some columns."""
    at = [rows.columns.index(name) for name in columns]
    return [tuple(row[i] for i in at) for row in rows.records()]


def test_stalled_actions(reader_of: MakeReader) -> None:
    # PLAN is ongoing in all of January to April: 4, unchanged since its wording moved in March: 2 (March,
    # April). PILOT was not started in February, so only March and April count: 2. TESTS is missing in March,
    # which breaks the count: 1. From 10 January to 10 April are 21 + 28 + 31 + 10 = 90 days.
    longer = f"{PLAN} with costs"
    reader = reader_of(
        report("2021-01", risk("A-1", 20, action(PLAN), action(PILOT), action(TESTS))),
        report("2021-02", risk("A-1", 20, action(PLAN), action(PILOT, "not_started"), action(TESTS))),
        report("2021-03", risk("A-1", 20, action(longer), action(PILOT))),
        report("2021-04", risk("A-1", 16, action(longer, page=7), action(PILOT), action(TESTS))),
    )
    shown = (
        "text",
        "reports_ongoing",
        "reports_unchanged",
        "ongoing_since",
        "days_ongoing",
        "source_file",
        "page",
    )
    assert pick(reader.ask("stalled_actions"), *shown) == [
        (longer, 4, 2, "2021-01", 90, "ABC_2021-04.pdf", 7),
    ]
    assert [row[0] for row in pick(reader.ask("stalled_actions", min_reports=2), "text")] == [longer, PILOT]
    assert pick(reader.ask("stalled_actions", as_of="2021-02", min_reports=2), "text") == [(PLAN,), (TESTS,)]
    assert pick(reader.stalled(min_reports=2, unchanged=True), "text") == [(longer,), (PILOT,)]
    assert len(reader.stalled(min_reports=3, unchanged=True)) == 0


def test_stalled_actions_over_a_month_without_a_paper(reader_of: MakeReader) -> None:
    # No paper for February: the three imported reports count, the hole is told.
    reader = reader_of(*(report(month, risk("A-1", 9, action(PLAN))) for month in ("2021-01", "2021-03", "2021-04")))
    answer = reader.ask("stalled_actions")
    assert pick(answer, "reports_ongoing", "missing_months") == [(3, 1)]
    assert reader.stalled().notes == ("ABC has no paper for 1 month between 2021-01 and 2021-03",)


def test_changes_since_last(reader_of: MakeReader) -> None:
    # Between February and March, the last two: A-1 falls from 20 to 16, PLAN is completed; A-2 is new with
    # PILOT. What happened from January to February is not asked for.
    reader = reader_of(
        report("2021-01", risk("A-1", 12, action(PLAN))),
        report("2021-02", risk("A-1", 20, action(PLAN), page=2)),
        report(
            "2021-03",
            risk("A-1", 16, action(PLAN, "completed", page=4), page=3),
            risk("A-2", 4, action(PILOT)),
        ),
    )
    shown = ("risk_id", "item", "change", "before", "after", "from_page", "to_page")
    assert pick(reader.ask("changes_since_last"), *shown) == [
        ("A-1", "risk", "rating_changed", "20 (Critical)", "16 (High)", 2, 3),
        ("A-1", "action", "status_changed", "ongoing", "completed", 1, 4),
        ("A-2", "risk", "new", None, "4 (Low)", None, 1),
        ("A-2", "action", "new", None, "ongoing", None, 1),
    ]


def test_rating_history(reader_of: MakeReader) -> None:
    # A-1 stands in January (20) and March (15), not in February: it moved by -5 over a gap of one report.
    reader = reader_of(
        report("2021-01", risk("A-1", 20)),
        report("2021-02", risk("A-2", 3)),
        report("2021-03", risk("A-1", 15, page=5)),
    )
    shown = ("risk_id", "period", "score", "previous_rating", "moved", "gap", "page")
    assert pick(reader.ask("rating_history"), *shown) == [
        ("A-1", "2021-01", 20, None, None, None, 1),
        ("A-1", "2021-03", 15, "20 (Critical)", -5, 1, 5),
        ("A-2", "2021-02", 3, None, None, None, 1),
    ]


def test_rating_movers(reader_of: MakeReader) -> None:
    # 12, 20, 12: up once, down once, net 0. A-2: 16, 9, 4: down twice, net -12, the widest. A-3 never
    # moves.
    reader = reader_of(
        report("2021-01", risk("A-1", 12), risk("A-2", 16), risk("A-3", 5)),
        report("2021-02", risk("A-1", 20), risk("A-2", 9), risk("A-3", 5)),
        report("2021-03", risk("A-1", 12, page=2), risk("A-2", 4, page=3), risk("A-3", 5)),
    )
    shown = ("risk_id", "first_rating", "last_rating", "moved", "rises", "falls", "highest", "page")
    assert pick(reader.ask("rating_movers"), *shown) == [
        ("A-2", "16 (High)", "4 (Low)", -12, 0, 2, 16, 3),
        ("A-1", "12 (Moderate)", "12 (Moderate)", 0, 1, 1, 20, 2),
    ]


@pytest.mark.parametrize(("first", "last"), [(None, "Low"), ("High", None), (None, None)])
def test_rating_movers_write_a_score_without_a_band_as_the_bare_score(
    reader_of: MakeReader, first: str | None, last: str | None
) -> None:
    unbanded = {"2021-01": ("20", first), "2021-02": ("4", last)}
    reader = reader_of(
        *(
            report(month, risk("A-1", int(score)).model_copy(update={"band": band}))
            for month, (score, band) in unbanded.items()
        )
    )
    shown = [f"{score} ({band})" if band else score for score, band in unbanded.values()]
    assert pick(reader.ask("rating_movers"), "first_rating", "last_rating") == [tuple(shown)]


def test_silently_dropped_actions(reader_of: MakeReader) -> None:
    # PLAN, ongoing, is gone in February while A-1 stands: dropped; it comes back in March. PILOT was
    # completed: no drop. TESTS went with its risk A-2: no drop either.
    reader = reader_of(
        report(
            "2021-01",
            risk("A-1", 9, action(PLAN, page=3), action(PILOT, "completed")),
            risk("A-2", 9, action(TESTS)),
        ),
        report("2021-02", risk("A-1", 9, page=6)),
        report("2021-03", risk("A-1", 9, action(PLAN))),
    )
    shown = (
        "text",
        "last_status",
        "last_seen",
        "gone_in",
        "returned_in",
        "source_file",
        "page",
        "gone_from_page",
    )
    assert pick(reader.ask("silently_dropped_actions"), *shown) == [
        (PLAN, "ongoing", "2021-01", "2021-02", "2021-03", "ABC_2021-01.pdf", 3, 6),
    ]


def test_a_dropped_action_that_moved_to_another_risk_says_so(reader_of: MakeReader) -> None:
    # PLAN leaves A-1 and stands under A-2 in the same month: dropped from A-1, and moved_to says where it is.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN)), risk("A-2", 9)),
        report("2021-02", risk("A-1", 9), risk("A-2", 9, action(PLAN))),
    )
    assert pick(reader.ask("silently_dropped_actions"), "risk_id", "moved_to") == [("A-1", ["A-2"])]


def test_static_rating_with_completed_actions(reader_of: MakeReader) -> None:
    # A-1 is 16 since February (20 in January). PLAN is completed in February, when the rating moved: not
    # counted. PILOT is completed in March, within the run: counted. A-2 has no completed action.
    reader = reader_of(
        report("2021-01", risk("A-1", 20, action(PLAN), action(PILOT)), risk("A-2", 9, action(TESTS))),
        report(
            "2021-02",
            risk("A-1", 16, action(PLAN, "completed"), action(PILOT)),
            risk("A-2", 9, action(TESTS)),
        ),
        report("2021-03", risk("A-1", 16, action(PILOT, "completed"), page=4), risk("A-2", 9, action(TESTS))),
    )
    shown = ("risk_id", "unchanged_since", "reports_unchanged", "completed_actions", "completed", "page")
    assert pick(reader.ask("static_rating_with_completed_actions"), *shown) == [
        ("A-1", "2021-02", 2, 1, [PILOT], 4),
    ]


def test_rating_fell_without_completion(reader_of: MakeReader) -> None:
    # A-1 falls 20 to 16 in February with nothing completed: here. It falls to 12 in March with PLAN
    # completed: not. A-2 rises: not.
    reader = reader_of(
        report("2021-01", risk("A-1", 20, action(PLAN), page=2), risk("A-2", 4)),
        report("2021-02", risk("A-1", 16, action(PLAN), page=3), risk("A-2", 6)),
        report("2021-03", risk("A-1", 12, action(PLAN, "completed")), risk("A-2", 9)),
    )
    shown = ("risk_id", "from_period", "to_period", "before", "after", "fall", "from_page", "page")
    assert pick(reader.ask("rating_fell_without_completion"), *shown) == [
        ("A-1", "2021-01", "2021-02", "20 (Critical)", "16 (High)", 4, 2, 3),
    ]


def test_static_risks(reader_of: MakeReader) -> None:
    # A-1 stays at 9 while its description changes once. A-2 stays at 4, and so does its text. A-3 moves. A-4
    # stands once only: nothing can be said.
    reader = reader_of(
        report("2021-01", risk("A-1", 9), risk("A-2", 4), risk("A-3", 4), risk("A-4", 4)),
        report("2021-02", risk("A-1", 9, description="It may fail"), risk("A-2", 4), risk("A-3", 5)),
        report("2021-03", risk("A-1", 9, description="It may fail", page=8), risk("A-2", 4), risk("A-3", 5)),
    )
    shown = ("risk_id", "score", "reports", "description_changes", "impact_changes", "text_moved", "page")
    assert pick(reader.ask("static_risks"), *shown) == [
        ("A-1", 9, 3, 1, 0, True, 8),
        ("A-2", 4, 3, 0, 0, False, 1),
    ]


def test_stalled_critical(reader_of: MakeReader) -> None:
    # Both actions are ongoing three times running; only A-1 is Critical in March.
    months = ("2021-01", "2021-02", "2021-03")
    reader = reader_of(*(report(m, risk("A-1", 20, action(PLAN)), risk("A-2", 16, action(PILOT))) for m in months))
    assert pick(reader.ask("stalled_critical"), "risk_id", "band") == [("A-1", "Critical")]
    assert pick(reader.ask("stalled_critical", of_band="HIGH"), "risk_id", "band") == [("A-2", "High")]


def test_registers(reader_of: MakeReader) -> None:
    # In March A-1 rises from 9 to 12, A-2 falls from 8 to 6; A-3 comes back with 5 after a report without it, which is
    # no move. PLAN is ongoing three times running. PILOT was due on 1 March, nine days before the report of 10 March.
    # XYZ has one paper and prints no due dates: there nothing can be told of moves, stalled and overdue actions; nor
    # of stalled ones in SAY, whose three papers state no status.
    pilot = action(PILOT, "not_started", due="2021-03-01")
    silent = action(PLAN, "not_stated").model_copy(update={"status_text": None})
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN), pilot), risk("A-2", 8), risk("A-3", 4)),
        report("2021-02", risk("A-1", 9, action(PLAN), pilot), risk("A-2", 8)),
        report("2021-03", risk("A-1", 12, action(PLAN), pilot), risk("A-2", 6), risk("A-3", 5)),
        report("2021-03", risk("X-1", 9, action(PLAN)), register="XYZ"),
        *(report(f"2021-0{n}", risk("S-1", 9, silent), register="SAY") for n in (1, 2, 3)),
    )
    of_say = ("SAY", 3, "2021-01", "2021-03", 1, 0, 0, 0, None, None, 0, None, "SAY_2021-03.pdf")
    of_abc = ("ABC", 3, "2021-01", "2021-03", 3, 1, 1, 2, 1, 1, 0, None, "ABC_2021-03.pdf")
    of_xyz = ("XYZ", 1, "2021-03", "2021-03", 1, None, None, None, None, None, 0, None, "XYZ_2021-03.pdf")
    found = reader.ask("registers")
    assert found.columns[1] == "organisation"
    assert [(row[0], *row[2:]) for row in found] == [of_abc, of_say, of_xyz]
    assert [(row[0], *row[2:]) for row in reader.ask("registers", "XYZ")] == [of_xyz]


def test_a_register_that_begins_as_another_ended_may_be_the_same(reader_of: MakeReader) -> None:
    # OLD ends in February with a risk and three actions, four wordings. NEW begins in March with three of the four and
    # two of its own, TWO with two of them and two of its own; LATE has all four in February, when OLD still stands.
    plans = [action(text) for text in ("Write the plan", "Mend the roof", "Ask the board")]
    own = [action("Order the parts"), action("Train the staff")]
    kept = risk("A-1", 9, *plans)
    reader = reader_of(
        report("2021-01", kept, register="OLD"),
        report("2021-02", kept, register="OLD"),
        *(report(month, kept, register="LATE") for month in ("2021-02", "2021-03")),
        report("2021-03", risk("N-1", 4, *plans, own[0]).model_copy(update={"description": "Another"}), register="NEW"),
        report("2021-03", risk("N-1", 4, *plans[1:], own[0]).model_copy(update={"description": "One"}), register="TWO"),
    )
    assert pick(reader.ask("registers"), "register", "perhaps_after") == [
        ("LATE", None),
        ("NEW", "OLD"),
        ("OLD", None),
        ("TWO", None),
    ]
    assert pick(reader.ask("registers", "NEW"), "perhaps_after") == [("OLD",)]


def test_disappeared_risks(reader_of: MakeReader) -> None:
    # A-1 stands in January, not in February, again in March. A-2 is gone in March. Of A-2's two actions one
    # is live.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, page=2), risk("A-2", 4)),
        report("2021-02", risk("A-2", 6, action(PLAN), action(PILOT, "completed"), page=5)),
        report("2021-03", risk("A-1", 9)),
    )
    shown = ("risk_id", "last_rating", "last_seen", "gone_in", "returned_in", "live_actions", "page")
    assert pick(reader.ask("disappeared_risks"), *shown) == [
        ("A-1", "9 (Moderate)", "2021-01", "2021-02", "2021-03", 0, 2),
        ("A-2", "6 (Low)", "2021-02", "2021-03", None, 1, 5),
    ]


def test_reopened(reader_of: MakeReader) -> None:
    # A-1 is missing in February and returns in March with PLAN: both returned, one report missed. PILOT of
    # A-2 was completed in February and is ongoing in March: reopened without a gap.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN)), risk("A-2", 4, action(PILOT))),
        report("2021-02", risk("A-2", 4, action(PILOT, "completed"))),
        report("2021-03", risk("A-1", 12, action(PLAN, page=3), page=2), risk("A-2", 4, action(PILOT, page=4))),
    )
    shown = ("item", "how", "risk_id", "returned_in", "reports_missed", "before", "after", "page")
    assert pick(reader.ask("reopened"), *shown) == [
        ("risk", "returned", "A-1", "2021-03", 1, "9 (Moderate)", "12 (Moderate)", 2),
        ("action", "returned", "A-1", "2021-03", 1, "ongoing", "ongoing", 3),
        ("action", "reopened", "A-2", "2021-03", 0, "completed", "ongoing", 4),
    ]


def test_completed_then_changed(reader_of: MakeReader) -> None:
    # PLAN is completed in January; in February its note is another, in March its status. PILOT stays as
    # completed.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN, "completed"), action(PILOT, "completed"))),
        report(
            "2021-02",
            risk("A-1", 9, action(PLAN, "completed", note="see OPSG 52"), action(PILOT, "completed")),
        ),
        report("2021-03", risk("A-1", 9, action(PLAN, note="see OPSG 52", page=6), action(PILOT, "completed"))),
    )
    shown = ("text", "completed_in", "changed_in", "field", "before", "after", "page")
    assert pick(reader.ask("completed_then_changed"), *shown) == [
        (PLAN, "2021-01", "2021-02", "note", None, "see OPSG 52", 1),
        (PLAN, "2021-02", "2021-03", "status", "completed", "ongoing", 6),
    ]


def test_status_transitions(reader_of: MakeReader) -> None:
    # PLAN: ongoing, ongoing, completed. PILOT: new in February as not started, gone in March.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9, action(PLAN), action(PILOT, "not_started", page=2))),
        report("2021-03", risk("A-1", 9, action(PLAN, "completed", page=3))),
    )
    shown = ("from_status", "to_status", "times", "last_in", "source_file", "page")
    assert pick(reader.ask("status_transitions"), *shown) == [
        ("new", "not_started", 1, "2021-02", "ABC_2021-02.pdf", 2),
        ("not_started", "absent", 1, "2021-03", "ABC_2021-02.pdf", 2),
        ("ongoing", "completed", 1, "2021-03", "ABC_2021-03.pdf", 3),
        ("ongoing", "ongoing", 1, "2021-02", "ABC_2021-02.pdf", 1),
    ]


def test_missing_months(reader_of: MakeReader) -> None:
    # Papers of November and February: December and January are missing, over the turn of the year.
    reader = reader_of(report("2020-11", risk("A-1", 9)), report("2021-02", risk("A-1", 9)))
    assert pick(reader.ask("missing_months"), "period", "before", "after", "after_file") == [
        ("2020-12", "2020-11", "2021-02", "ABC_2021-02.pdf"),
        ("2021-01", "2020-11", "2021-02", "ABC_2021-02.pdf"),
    ]


def test_risk_timeline(reader_of: MakeReader) -> None:
    # A-1 begins in January, is absent in February, there is no paper for March, and it stands again in April.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN), action(PILOT, "completed"))),
        report("2021-02", risk("A-2", 9)),
        report("2021-04", risk("A-1", 12, page=4)),
    )
    shown = ("period", "state", "score", "moved", "ongoing", "completed", "source_file", "page")
    timeline = [row for row in reader.ask("risk_timeline").dicts() if row["risk_id"] == "A-1"]
    assert [tuple(row[name] for name in shown) for row in timeline] == [
        ("2021-01", "stands", 9, None, 1, 1, "ABC_2021-01.pdf", 1),
        ("2021-02", "absent", None, None, None, None, "ABC_2021-02.pdf", None),
        ("2021-03", "no paper", None, None, None, None, None, None),
        ("2021-04", "stands", 12, 3, 0, 0, "ABC_2021-04.pdf", 4),
    ]


def test_action_ageing(reader_of: MakeReader) -> None:
    # In March PLAN is ongoing for the third report (59 days: 21 + 28 + 10), PILOT for the second (28 days),
    # TESTS for the first (0 days). Buckets: two of 1-2 reports, one of 3-5. Over all: median 2 reports and 28
    # days.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9, action(PLAN), action(PILOT))),
        report("2021-03", risk("A-1", 9, action(PLAN), action(PILOT), action(TESTS))),
    )
    shown = ("bucket", "actions", "median_reports", "maximum_reports", "median_days", "maximum_days")
    assert pick(reader.ask("action_ageing"), *shown) == [
        ("1-2 reports", 2, 1.5, 2, 14.0, 28),
        ("3-5 reports", 1, 3.0, 3, 59.0, 59),
        ("all", 3, 2.0, 3, 28.0, 59),
    ]


def test_no_owner(reader_of: MakeReader) -> None:
    # In the latest report "Monitor prices" has no owner; the one that is completed needs none, PLAN has one.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action("Check meters"))),
        report(
            "2021-02",
            risk(
                "A-1",
                9,
                action("Monitor prices", page=5),
                action("Check meters", "completed"),
                action(PLAN, owners=["DCC"]),
            ),
        ),
    )
    assert pick(reader.ask("no_owner"), "period", "text", "page") == [("2021-02", "Monitor prices", 5)]


def test_no_live_action(reader_of: MakeReader) -> None:
    # A-1 has only a completed action and one done at every meeting, A-2 only a remark; A-3 has a live one.
    reader = reader_of(
        report(
            "2021-01",
            risk("A-1", 9, action(PLAN, "completed"), action(PILOT, "recurring")),
            risk("A-2", 20, remarks=["No mitigation actions confirmed yet."], page=3),
            risk("A-3", 9, action(TESTS, "on_hold")),
        )
    )
    assert pick(reader.ask("no_live_action"), "risk_id", "actions", "remarks", "page") == [
        ("A-2", 0, ["No mitigation actions confirmed yet."], 3),
        ("A-1", 2, None, 1),
    ]


def test_cosmetic_rewording(reader_of: MakeReader) -> None:
    # PLAN is reworded twice while ongoing under a risk that stays at 9: here. PILOT is reworded too, but
    # completed in March: not. The risk's own description changes once with its rating the same: here.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN), action(PILOT))),
        report(
            "2021-02",
            risk("A-1", 9, action(f"{PLAN} soon"), action(f"{PILOT} soon"), description="It may fail"),
        ),
        report(
            "2021-03",
            risk("A-1", 9, action(PLAN, page=3), action(PILOT, "completed"), description="It may fail", page=2),
        ),
    )
    shown = ("item", "risk_id", "rewordings", "reports", "last_text", "page")
    assert pick(reader.ask("cosmetic_rewording"), *shown) == [
        ("action", "A-1", 2, 3, PLAN, 3),
        ("risk", "A-1", 1, 3, "It may fail", 2),
    ]


def test_identity_review(reader_of: MakeReader) -> None:
    # TESTS moves from. A-3 is gone in February and A-4 new, with nearly the same description:
    # renumbered? The report on stock ends and one on fuel begins under A-2: alike, and not linked. Under A-5 one
    # action goes on with its first half, and its second half begins; under A-6 the first takes in the second.
    close = "There is a risk that meters cannot be read in the north"
    reader = reader_of(
        report(
            "2021-01",
            risk("A-1", 9, action(TESTS)),
            risk("A-2", 9, action("DCC to publish the monthly report on stock levels", page=2)),
            risk("A-3", 9, description=close, page=3),
            risk("A-5", 9, action("DCC to count the stock in Leeds and renew the lease there", page=6)),
            risk(
                "A-6", 9, action("DCC to train new engineers", page=7), action("DCC to train new call handlers", page=8)
            ),
        ),
        report(
            "2021-02",
            risk("A-1", 9),
            risk("A-2", 9, action(TESTS), action("DCC to publish the monthly report on fuel levels", page=4)),
            risk("A-4", 9, description=f"{close}-east", page=5),
            risk(
                "A-5",
                9,
                action("DCC to count the stock in Leeds", page=9),
                action("DCC to renew the lease in Leeds", page=10),
            ),
            risk("A-6", 9, action("DCC to train new engineers and call handlers", page=11)),
        ),
    )
    shown = ("kind", "risk_id", "other_risk_id", "from_page", "to_page")
    assert pick(reader.ask("identity_review"), *shown) == [
        ("merged", "A-6", "A-6", 8, 11),
        ("moved", "A-1", "A-2", 1, 1),
        ("near_miss", "A-2", "A-2", 2, 4),
        ("renumbered", "A-3", "A-4", 3, 5),
        ("split", "A-5", "A-5", 6, 10),
    ]


def test_profile_over_time(reader_of: MakeReader) -> None:
    # February: A-1 (20) and A-3 (unrated, new) stand, A-2 is gone. The mean of the one score is 20. PLAN is
    # ongoing for the second time; nothing is stalled yet.
    reader = reader_of(
        report("2021-01", risk("A-1", 20, action(PLAN)), risk("A-2", 10)),
        report("2021-02", risk("A-1", 20, action(PLAN), action(PILOT, "completed")), risk("A-3", None)),
    )
    shown = (
        "period", "risks", "mean_score", "total_score", "bands", "new_risks", "absent_risks",
        "actions", "ongoing", "completed", "stalled",
    )  # fmt: skip
    assert pick(reader.ask("profile_over_time"), *shown) == [
        ("2021-01", 2, 15.0, 30, "1 Critical, 1 Moderate", None, None, 1, 1, 0, 0),
        ("2021-02", 2, 20.0, 20, "1 Critical, 1 not rated", 1, 1, 2, 1, 1, 0),
    ]


def test_time_to_complete(reader_of: MakeReader) -> None:
    # PLAN stands from January, completed in March: 2 reports, 59 days, and perhaps older than the first
    # paper. PILOT was completed when first seen: 0 reports, no days. Being completed still in April changes
    # nothing.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9, action(PLAN), action(PILOT, "completed", page=2))),
        report("2021-03", risk("A-1", 9, action(PLAN, "completed", page=3))),
        report("2021-04", risk("A-1", 9, action(PLAN, "completed"))),
    )
    shown = ("text", "first_seen", "completed_in", "reports", "days", "since_start", "page")
    assert pick(reader.ask("time_to_complete"), *shown) == [
        (PLAN, "2021-01", "2021-03", 2, 59, True, 3),
        (PILOT, "2021-02", "2021-02", 0, None, False, 2),
    ]


def test_recurring_activities(reader_of: MakeReader) -> None:
    # PILOT is done every meeting in both reports; PLAN is recurring in January only and ongoing since.
    every = "Every OPSG"
    reader = reader_of(
        report(
            "2021-01",
            risk("A-1", 9, action(PILOT, "recurring", status_text=every), action(PLAN, "recurring")),
        ),
        report("2021-02", risk("A-1", 9, action(PILOT, "recurring", status_text=every, page=2), action(PLAN))),
    )
    shown = ("text", "status_text", "first_seen", "reports", "stands", "page")
    assert pick(reader.ask("recurring_activities"), *shown) == [(PILOT, every, "2021-01", 2, True, 2)]


def test_shared_actions(reader_of: MakeReader) -> None:
    # PLAN stands under A-1 (ongoing) and, by another owner and in capitals, under A-2 (completed): shared, in
    # conflict.
    reader = reader_of(
        report(
            "2021-01",
            risk("A-1", 9, action(PLAN, page=2), action(PILOT)),
            risk("A-2", 9, action("SECAS to Draft the Recovery Plan.", "completed", page=4)),
        )
    )
    shown = ("period", "risk_ids", "statuses", "conflicting", "pages")
    assert pick(reader.ask("shared_actions"), *shown) == [
        ("2021-01", ["A-1", "A-2"], ["ongoing", "completed"], True, [2, 4]),
    ]
    assert len({*reader.ask("shared_actions").column("action_ids")[0]}) == 2


def test_escalations(reader_of: MakeReader) -> None:
    # Asked for A-1 in January (20) and again in February (16); in March it is at 12. A-2, asked for once, is
    # gone.
    reader = reader_of(
        report("2021-01", risk("A-1", 20), risk("A-2", 20), recommendations=[escalate("A-1"), escalate("A-2")]),
        report("2021-02", risk("A-1", 16), recommendations=[escalate("A-1", page=8)]),
        report("2021-03", risk("A-1", 12)),
    )
    shown = ("period", "risk_id", "rating_then", "rating_now", "moved_since", "times_asked", "page")
    assert pick(reader.ask("escalations"), *shown) == [
        ("2021-01", "A-1", "20 (Critical)", "12 (Moderate)", -8, 1, 9),
        ("2021-01", "A-2", "20 (Critical)", "absent", None, 1, 9),
        ("2021-02", "A-1", "16 (High)", "12 (Moderate)", -4, 2, 8),
    ]


def test_numbering_gaps(reader_of: MakeReader) -> None:
    # 001, 003 and 006 were seen in any month: 2, 4 and 5 never.
    reader = reader_of(report("2021-01", risk("A-001", 9), risk("A-006", 9)), report("2021-02", risk("A-003", 9)))
    assert pick(reader.ask("numbering_gaps"), "prefix", "number", "before", "after") == [
        ("A-", 2, "A-001", "A-003"),
        ("A-", 4, "A-003", "A-006"),
        ("A-", 5, "A-003", "A-006"),
    ]


def test_owners(reader_of: MakeReader) -> None:
    # DCC has PLAN (ongoing for the third report: open and stalled) and shares PILOT with SECAS (completed).
    # TESTS has no owner and is open for the first time.
    dcc, both = ["DCC"], ["DCC", "SECAS"]
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN, owners=dcc), action(PILOT, owners=both))),
        report("2021-02", risk("A-1", 9, action(PLAN, owners=dcc), action(PILOT, owners=both))),
        report(
            "2021-03",
            risk(
                "A-1",
                9,
                action(PLAN, owners=dcc),
                action(PILOT, "completed", owners=both),
                action("Test images"),
            ),
        ),
    )
    assert pick(reader.ask("owners"), "owner", "open", "stalled", "completed", "longest_ongoing") == [
        ("(none)", 1, 0, 0, 1),
        ("DCC", 1, 1, 1, 3),
        ("SECAS", 0, 0, 1, 0),
    ]


def test_parse_quality_and_to_check(reader_of: MakeReader) -> None:
    # One line without a place on page 3, one doubt, one unrated risk, one action without a status.
    told = report("2021-01", risk("A-1", None, action(PLAN, "not_stated")), risk("A-2", 9)).model_copy(
        update={
            "unplaced": (UnplacedLine(page=3, bbox=(0, 0, 1, 1), text="stray"),),
            "warnings": (ReadingWarning(code="hyphen", message="on- site", page=2),),
        }
    )
    reader = reader_of(told)
    shown = (
        "pages",
        "risks",
        "actions",
        "unplaced",
        "warnings",
        "not_rated",
        "not_stated",
        "other",
        "without_page",
    )
    assert pick(reader.ask("parse_quality"), *shown) == [(9, 2, 1, 1, 1, 1, 1, 0, 0)]
    assert pick(reader.check(), "kind", "risk_id", "message", "source_file", "page") == [
        ("no_rating", "A-1", "the paper states no rating", "ABC_2021-01.pdf", 1),
        ("reading_warning", None, "hyphen: on- site", "ABC_2021-01.pdf", 2),
        ("unplaced", None, "stray", "ABC_2021-01.pdf", 3),
    ]


def test_to_check_here(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    told = report("2021-01", risk("A-1", 9, action(PLAN)))
    with open_writer(path) as writer:
        writer.add(paper_of(told), told, "1+other")
        for _ in range(2):
            writer.fail(Paper("cut.pdf", "/cut.pdf", b"cut", "0" * 64, None, 3), "damaged", "1")
    with open_reader(path) as reader:
        (failed,) = reader.ask("to_check_here", parser="1").dicts()
        assert re.fullmatch(r"damaged \(tried 2 times, last 20[-\d]+ [:\d]+ UTC by parser 1\)", failed["message"])
        rows = reader.ask("to_check_here", told.committee, parser="2").dicts()
        assert [(row["kind"], row["source_file"], row["period"]) for row in rows] == [
            ("failed_paper", "cut.pdf", None),
            ("older_reading", "ABC_2021-01.pdf", "2021-01"),
        ]


def test_to_check_finds_the_odd_and_the_doubtful(reader_of: MakeReader) -> None:
    # 16 is High twice and Low once: the one is odd. A-2 stands twice in February. No paper for March. In
    # April the action has a verb that is not known: linked, unsure.
    unsure = "DCC to doodle the recovery timetable for all northern areas"
    plan = "DCC to draft the recovery timetable for all northern areas"
    reader = reader_of(
        report("2021-01", risk("A-1", 16), risk("A-2", 16)),
        report(
            "2021-02",
            risk("A-1", 16, action(plan), band="Low", page=2),
            risk("A-2", 3),
            risk("A-2", 3, page=5),
        ),
        report("2021-04", risk("A-1", 16, action(unsure, page=4)), risk("A-2", 3)),
    )
    assert pick(reader.check(), "kind", "period", "risk_id", "page") == [
        ("duplicate_risk", "2021-02", "A-2", 5),
        ("missing_months", "2021-04", None, None),
        ("odd_rating", "2021-02", "A-1", 2),
        ("unsure_match", "2021-04", "A-1", 4),
    ]


def test_check_doubts_a_number_under_which_another_risk_stands(reader_of: MakeReader) -> None:
    hubs, bills = "There is a risk that hubs are late", "The new billing portal sends out invoices that are wrong"
    goes_on, ends = action(PLAN), action("Test the portal")
    reader = reader_of(
        report("2021-01", *(risk(f"A-{n}", 9, goes_on, description=hubs) for n in (1, 2, 3, 4))),
        report(
            "2021-02",
            risk("A-1", 9, ends, description=bills, page=3),
            risk("A-2", 9, goes_on, description=bills),
            risk("A-3", 9, ends, description=f"{hubs} or break"),
        ),
        report("2021-03", risk("A-1", 9, ends, description=bills), risk("A-4", 9, description=bills, page=2)),
    )
    rows = reader.check().dicts()
    assert [(row["kind"], row["risk_id"], row["period"], row["page"], row["before_file"]) for row in rows] == [
        ("number_reused", "A-1", "2021-02", 3, "ABC_2021-01.pdf"),
        ("number_reused", "A-4", "2021-03", 2, "ABC_2021-01.pdf"),
    ]
    assert (rows[0]["text"], rows[0]["before"]) == (bills, hubs)
    assert rows[0]["message"] == "may be another risk than in 2021-01: it is described otherwise, and no action goes on"


def test_papers_and_integrity(reader_of: MakeReader) -> None:
    # Two papers of one month: the later dated is current, the other superseded by it. The store contradicts
    # nothing.
    reader = reader_of(
        report("2021-01", risk("A-1", 9)),
        report("2021-01", risk("A-1", 12, action(PLAN)), reference="ABC_2021-01_v2"),
    )
    answer = reader.ask("papers")
    assert pick(answer, "state", "paper_reference") == [
        ("current", "ABC_2021-01_v2"),
        ("superseded", "ABC_2021-01"),
    ]
    assert len(reader.ask("integrity")) == 0


def test_every_question_is_tested_here() -> None:
    """A question without a test is none."""
    asked = {name.removeprefix("test_") for name in [*globals(), *vars(test_deadlines)] if name.startswith("test_")}
    together = {"parse_quality", "to_check", "papers", "integrity", "overdue_actions"}
    assert {*questions()} <= asked | together


def test_every_question_explains_itself(reader_of: MakeReader) -> None:
    """In the catalogue and, word for word, in the store."""
    kept = reader_of().query(
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        " UNION ALL SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal"
    )
    for name, asked in questions().items():
        assert len(asked.summary) <= 110, name
        assert asked.summary.endswith("."), name
        assert asked.definition, name
        assert [text for of, text in kept.rows if of == name] == [f"{asked.summary}\n{asked.definition}"], name
