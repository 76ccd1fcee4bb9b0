"""Due dates, reviews, notes and targets, on small registers whose answers were worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import risktrail
from risktrail.schema.report import Narrative
from risktrail.store import AnyAnswer, Reader, errors, open_reader
from risktrail.store.sql import statement
from tests.generators import family_truth
from tests.generators.register_builders import MakeReader, action, rating, report, risk, source, store_of

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
    assert ", ".join(answer.columns) == f"{CONTRACT}, decided"
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


def test_a_paper_that_prints_a_month_alone_is_of_its_second_day(reader_of: MakeReader) -> None:
    # What was due on 1 March is late on every later day of that month: 1 day at least. What is due on the 2nd or on the
    # 31st may be late or not: that is said. What is due in April is not late. With a day named, that day counts.
    actions = (
        action(PLAN, due="2021-03-01"), action(PILOT, due="2021-03-02"), action(AUDIT, due="2021-03-31"),
        action("Sell the depot", due="2021-04-01"),
    )  # fmt: skip
    told = report("2021-03", risk("A-1", 12, *actions)).model_copy(update={"report_date": None})
    reader = reader_of(told)
    answer = reader.overdue()
    assert pick(answer, "text", "days_overdue") == [(PLAN, 1)]
    assert answer.notes == (
        "ABC 2021-03 prints no day: 2 actions not completed are due later in that month, and may be late;"
        " name the day with --as-of",
    )
    named = reader.overdue(as_of=day("2021-03-13"))
    assert (pick(named, "text", "days_overdue"), named.notes) == ([(PLAN, 12), (PILOT, 11)], ())


def test_due_dates(reader_of: MakeReader) -> None:
    # The last report is of 10 March. PLAN went from 15 January to 20 February to 1 March: before the last move it was
    # 20 February, which February's paper prints on page 3; 9 days late. AUDIT is due on the report's own day, so not
    # late. PILOT came forward from 30 June to 31 May. The date of the board's letter moved away and back: the one
    # before is that of February. TBC is no day: it stands last, and nobody can tell whether it is late. What is
    # completed, by status or by a date, and what has no date at all, is not in the calendar.
    def month(period: str, page: int, plan: str, pilot: str, letter: str, *more: Any) -> Any:
        dated = (
            action(PLAN, due=plan, page=page, owners=["Head of Finance"]),
            action(PILOT, due=pilot),
            action("Write to the board", due=letter),
        )
        return report(period, risk("A-1", 12, *dated, *more, title="Waste"))

    reader = reader_of(
        month("2021-01", 2, "2021-01-15", "2021-06-30", "2021-04-01"),
        month("2021-02", 3, "2021-02-20", "2021-06-30", "2021-05-01"),
        month(
            "2021-03", 4, "2021-03-01", "2021-05-31", "2021-04-01",
            action(AUDIT, due="2021-03-10", ref="01A"),
            action("Ask the auditors").model_copy(update={"due_text": "TBC"}),
            action("Tell the board", "completed", due="2021-01-01"),
            action("Sell the depot", due="2021-01-01", completed_date=day("2021-02-01")),
            action("Hire two people"),
        ),
    )  # fmt: skip
    answer = reader.ask("due_dates")
    shown = ("text", "due_month", "due_date", "first_due_date", "previous_due_date", "times_moved", "overdue")
    assert pick(answer, *shown) == [
        (PLAN, "2021-03", day("2021-03-01"), day("2021-01-15"), day("2021-02-20"), 2, "yes"),
        (AUDIT, "2021-03", day("2021-03-10"), day("2021-03-10"), None, 0, "no"),
        ("Write to the board", "2021-04", day("2021-04-01"), day("2021-04-01"), day("2021-05-01"), 2, "no"),
        (PILOT, "2021-05", day("2021-05-31"), day("2021-06-30"), day("2021-06-30"), 1, "no"),
        ("Ask the auditors", None, None, None, None, 0, "not known"),
    ]
    assert pick(answer, "due_text", "days_overdue", "owners", "risk_id", "title", "score", "band", "ref")[:2] == [
        ("2021-03-01", 9, ["Head of Finance"], "A-1", "Waste", 12, "Moderate", None),
        ("2021-03-10", None, [], "A-1", "Waste", 12, "Moderate", "01A"),
    ]
    where = ("source_file", "page", "previous_file", "previous_page")
    assert pick(answer, *where)[:2] == [
        ("ABC_2021-03.pdf", 4, "ABC_2021-02.pdf", 3),
        ("ABC_2021-03.pdf", 1, None, None),
    ]
    assert answer.column("due_text")[-1] == "TBC"


def test_due_dates_on_a_day_and_up_to_a_month(reader_of: MakeReader) -> None:
    # On 20 February it is the report of 10 February that stands: PLAN is due that very day. On the next day it is 1
    # day late. Up to January it is the report of 10 January, before the date was moved. Of another register nothing is
    # shown.
    reader = reader_of(
        report("2021-01", risk("A-1", 12, action(PLAN, due="2021-01-05"))),
        report("2021-02", risk("A-1", 12, action(PLAN, due="2021-02-20"))),
        report("2021-03", risk("A-1", 12)),
        report("2021-02", risk("X-1", 12, action(PILOT, due="2021-02-01")), register="XYZ"),
    )
    shown = ("register", "due_date", "previous_due_date", "overdue", "days_overdue", "source_file")
    on_the_day = pick(reader.ask("due_dates", "ABC", on_day="2021-02-20"), *shown)
    assert on_the_day == [("ABC", day("2021-02-20"), day("2021-01-05"), "no", None, "ABC_2021-02.pdf")]
    assert pick(reader.ask("due_dates", "ABC", on_day="2021-02-21"), *shown[3:5]) == [("yes", 1)]
    january = pick(reader.ask("due_dates", "ABC", as_of="2021-01"), *shown)
    assert january == [("ABC", day("2021-01-05"), None, "yes", 5, "ABC_2021-01.pdf")]
    assert pick(reader.ask("due_dates"), "register") == [("XYZ",)]
    assert pick(reader.ask("overdue_by_owner", as_of="2021-01"), "register", "longest_overdue") == [("ABC", 5)]
    assert pick(reader.ask("overdue_by_owner", "ABC", on_day="2021-02-25"), "longest_overdue", "moved") == [(5, 1)]
    assert [row.days_overdue for row in reader.overdue("ABC", as_of=day("2021-02-25"))] == [5]


def test_whether_a_date_has_passed_is_not_known_in_a_month_without_a_day(reader_of: MakeReader) -> None:
    # The paper prints March alone: what was due on the 1st is late by a day at least, what is due on the 2nd to the
    # 31st may be late, what is due in April is not. With a day named, that day counts.
    actions = [action(f"Step {at}", due=due) for at, due in enumerate(["2021-03-01", "2021-03-31", "2021-04-01"])]
    told = report("2021-03", risk("A-1", 12, *actions)).model_copy(update={"report_date": None})
    reader = reader_of(told)
    shown = ("overdue", "days_overdue")
    assert pick(reader.ask("due_dates"), *shown) == [("yes", 1), ("not known", None), ("no", None)]
    assert pick(reader.ask("due_dates", on_day="2021-03-13"), *shown) == [("yes", 12), ("no", None), ("no", None)]


def test_overdue_by_owner(reader_of: MakeReader) -> None:
    # On 10 March: the Mayor has PLAN (9 days, moved once, page 4) and AUDIT (37 days, page 5, with the clerk) of two
    # risks: 2 overdue, the longest 37 days, 1 moved. The clerk has AUDIT alone. Nobody has PILOT: 28 days. What is due
    # later is nobody's yet, and an action that names its owner twice counts once.
    january = report("2021-01", risk("A-2", 12, action(PLAN, due="2021-01-15", owners=["Mayor"])))
    march = report(
        "2021-03",
        risk("A-2", 12, action(PLAN, due="2021-03-01", owners=["Mayor", "Mayor"], page=4)),
        risk(
            "A-1", 9,
            action(AUDIT, due="2021-02-01", owners=["Mayor", "Clerk"], page=5),
            action(PILOT, due="2021-02-10", page=6),
            action("Hire two people", due="2021-04-01", owners=["Clerk"]),
        ),
    )  # fmt: skip
    answer = reader_of(january, march).ask("overdue_by_owner")
    assert list(answer.records()) == [
        ("ABC", "Mayor", 2, 37, 1, ["A-1", "A-2"], "2021-03", "ABC_2021-03.pdf", 5, [4, 5]),
        ("ABC", "Clerk", 1, 37, 0, ["A-1"], "2021-03", "ABC_2021-03.pdf", 5, [5]),
        ("ABC", "(none)", 1, 28, 0, ["A-1"], "2021-03", "ABC_2021-03.pdf", 6, [6]),
    ]
    assert ", ".join(answer.columns) == (
        "register, owner, overdue, longest_overdue, moved, risk_ids, period, source_file, page, pages"
    )


def test_a_register_without_due_dates_has_no_calendar_and_says_so(reader_of: MakeReader) -> None:
    reader = reader_of(report("2021-01", risk("A-1", 12, action(PLAN))))
    for name in ("due_dates", "overdue_by_owner"):
        answer = reader.ask(name)
        assert answer.rows == []
        assert answer.lacking == (
            f"ABC prints no due dates: {name} has nothing to go by there, and no rows do not mean that there is"
            " nothing.",
        )


def test_previous_score_wrong(reader_of: MakeReader) -> None:
    # February prints 12 where January had 12: right. March prints 12 where February had 16: wrong. A-2 was High and
    # `Low` is printed; A-3 is not in the paper before; May is compared with March, as there is no paper of April.
    def previous(score: int | None, *shown: Any, band: str | None = None, page: int = 1) -> dict[str, Any]:
        return {"ratings": (*shown, rating("previous", score, band, page=page))}

    reader = reader_of(
        report("2021-01", risk("A-1", 12), risk("A-2", None, band="High")),
        report(
            "2021-02",
            risk("A-1", 16, **previous(12), page=2),
            risk("A-2", None, band="High", **previous(None, band="HIGH")),
        ),
        report(
            "2021-03",
            risk("A-1", 9, **previous(12, page=4), title="Waste"),
            risk("A-2", None, band="High", **previous(None, band="Low")),
            risk("A-3", 4, **previous(2)),
        ),
        report("2021-05", risk("A-1", 9, **previous(8))),
    )
    shown = ("period", "risk_id", "printed_score", "printed_band", "before_period", "before_score", "before_band")
    answer = reader.ask("previous_score_wrong")
    assert pick(answer, *shown) == [
        ("2021-03", "A-1", 12, None, "2021-02", 16, "High"),
        ("2021-03", "A-2", None, "Low", "2021-02", None, "High"),
        ("2021-05", "A-1", 8, None, "2021-03", 9, "Moderate"),
    ]
    where = ("title", "missing_months", "from_file", "from_page", "source_file", "page")
    assert pick(answer, *where)[0] == ("Waste", 0, "ABC_2021-02.pdf", 2, "ABC_2021-03.pdf", 4)
    assert pick(answer, "missing_months")[2] == (1,)


def test_counts_that_differ(reader_of: MakeReader) -> None:
    # The register has three risks, one of them closed, with two actions. `2 open risks` is right, and so is `three
    # risks` (all of them); `five risks` and `4 actions` are not. A count of a part, or of another thing, is none of the
    # register's.
    said = (
        "There are 2 open risks on the register.",
        "The register now contains three risks.",
        "It lists five risks, of which two are new.",
        "There are currently 4 actions in total",
        "There are 7 risks scoring 15 or above.",
        "The team has 12 actions left from 2019. We have 9 people.",
        "There are 6 risks on the project's own list",
    )
    told = report(
        "2021-03",
        risk("A-1", 12, action(PLAN)),
        risk("A-2", 9, action(PILOT, "completed")),
        risk("A-3", 2, standing="closed"),
        narrative=(Narrative(heading="Cover", paragraphs=said, source=source(2)),),
    )
    shown = ("period", "what", "stated", "counted", "counted_all", "sentence", "source_file", "page")
    assert pick(reader_of(told).ask("counts_that_differ"), *shown) == [
        ("2021-03", "actions", 4, 2, 2, said[3], "ABC_2021-03.pdf", 2),
        ("2021-03", "risks", 5, 2, 3, said[2], "ABC_2021-03.pdf", 2),
    ]


def test_what_a_paper_leaves_out_is_no_dropped_action_and_no_disappeared_risk(reader_of: MakeReader) -> None:
    # PLAN is gone in February, whose paper leaves completed actions out; PILOT is gone in March, whose paper does not.
    # A-2 is gone in March, whose paper leaves risks below a score out; A-3 in February, whose words explain no risk.
    reader = reader_of(
        report("2021-01", risk("A-1", 12, action(PLAN), action(PILOT)), risk("A-2", 9), risk("A-3", 2, action(AUDIT))),
        report("2021-02", risk("A-1", 12, action(PILOT)), risk("A-2", 9), leaves_out=("EXCLUDING COMPLETED ACTIONS",)),
        report("2021-03", risk("A-1", 12), leaves_out=("risks scoring 10 or above",)),
    )
    dropped, gone = reader.ask("silently_dropped_actions"), reader.ask("disappeared_risks")
    assert pick(dropped, "text", "gone_in") == [(PILOT, "2021-03")]
    assert dropped.notes[0] == (
        "ABC: 1 more is explained by the papers' own rule (left out: excluding completed actions), and stands in the"
        " view gone_actions"
    )
    assert pick(gone, "risk_id", "gone_in") == [("A-3", "2021-02")]
    assert gone.notes[0] == (
        "ABC: 1 more is explained by the papers' own rule (left out: risks scoring 10 or above), and stands in the view"
        " gone_risks"
    )
    assert pick(reader.sql("SELECT text, left_out FROM gone_actions ORDER BY gone_in"), "text", "left_out") == [
        (PLAN, "left out: excluding completed actions"),
        (PILOT, None),
    ]
    assert reader.ratings().notes == (
        "ABC leaves risks out in 1 paper (left out: risks scoring 10 or above): where a risk is absent there, that may"
        " be why",
    )
    changes = reader.compare("2021-01", "2021-02")
    assert [
        row[2:] for row in pick(changes, "change", "item", "risk_id", "text", "before", "after") if row[0] == "absent"
    ] == [
        ("A-1", PLAN, "ongoing", "left out: excluding completed actions"),
        ("A-3", None, "2 (Low)", None),
        ("A-3", AUDIT, "ongoing", None),
    ]
    ended = [(row.period, row.text, row.after) for row in reader.history("A-1") if row.change == "absent"]
    assert ended == [("2021-02", PLAN, "left out: excluding completed actions"), ("2021-03", PILOT, None)]
    absent = [(row.item, row.after) for row in reader.history("A-2") if row.change == "absent"]
    assert absent == [("risk", "left out: risks scoring 10 or above")]


def test_stalled_says_what_it_counts_where_no_statuses_are_printed(reader_of: MakeReader) -> None:
    def bare(text: str, status: str) -> Any:
        return action(text, status).model_copy(update={"status_text": None})

    months = ("2021-01", "2021-02", "2021-03")
    ongoing = [report(month, risk("A-1", 12, bare(PLAN, "ongoing")), profile="dated") for month in months]
    unknown = [
        report(month, risk("X-1", 12, bare(PLAN, "not_stated")), profile="bare", register="XYZ") for month in months
    ]
    stated = [report(month, risk("S-1", 12, action(PLAN)), register="SAY") for month in months]
    reader = reader_of(*ongoing, *unknown, *stated)
    answer = reader.stalled()
    assert pick(answer, "register", "risk_id", "reports_ongoing") == [("ABC", "A-1", 3), ("SAY", "S-1", 3)]
    by_rule = (
        "ABC 2021-03 prints no statuses: by its profile (dated) an action without one is ongoing, and is counted for as"
        " long as it stands in the papers"
    )
    assert answer.notes == (by_rule,)
    assert [each.partition(":")[0] for each in answer.lacking] == [
        "XYZ 2021-03 prints no statuses, and its profile (bare) does not say what an action without one is"
    ]
    assert (reader.stalled("SAY").notes, reader.stalled("SAY").lacking) == ((), ())
    assert reader.stalled("ABC", as_of="2021-02", min_reports=2).notes[0].startswith("ABC 2021-02 prints no statuses")


def test_stalled_names_the_statuses_of_which_nobody_can_say_whether_they_are_ongoing(reader_of: MakeReader) -> None:
    def month(number: int) -> Any:
        track = action(PLAN, "ongoing") if number == 1 else action(PLAN, "other", status_text="On track")
        new = action(PILOT, "other" if number > 2 else "completed", status_text="Open")
        acts = track, new, action(AUDIT, "other", status_text="Awaiting DCC", owners=["Mayor"])
        return report(f"2021-0{number}", risk("A-1", 12, *acts))

    reader = reader_of(*map(month, (1, 2, 3)))
    named = "with a status that is not counted as ongoing ({}): see `risktrail actions --status other`"
    assert reader.stalled().notes == (
        "2 further actions stand in 3 or more reports, at least once " + named.format("“Awaiting DCC”, “On track”"),
    )
    assert reader.stalled(owner="mayor", band="moderate").notes == (
        "1 further action stands in 3 or more reports, at least once " + named.format("“Awaiting DCC”"),
    )
    assert reader.stalled(band="Low").notes == reader.stalled(min_reports=4).notes == ()
    assert reader.stalled(as_of="2021-01", min_reports=1).notes[0].endswith(named.format("“Awaiting DCC”"))


def test_an_odd_month_does_not_hide_a_long_open_action(reader_of: MakeReader) -> None:
    statuses = [action(PLAN), action(PLAN, "other", status_text="On track"), action(PLAN), action(PLAN)]
    months = [report(f"2021-0{n}", risk("A-1", 12, has)) for n, has in enumerate(statuses, 1)]
    answer = reader_of(*months).stalled()
    assert answer.rows == []
    assert "1 further action stands" in answer.notes[0]
    assert "(“On track”)" in answer.notes[0]
    assert len(reader_of(*months[2:]).stalled(min_reports=2)) == 1
    assert reader_of(*months[2:]).stalled(min_reports=2).notes == ()


def test_a_band_that_is_never_printed_is_told_of(reader_of: MakeReader) -> None:
    acts = [action(PLAN, due="2021-01-31")]
    bare = [report(f"2021-0{n}", risk("A-1", 12, *acts).model_copy(update={"band": None})) for n in (1, 2, 3)]
    reader = reader_of(*bare)
    without = (
        "ABC prints no bands: a question about High risks has nothing to go by there, and no rows do not mean that"
        " there is nothing."
    )
    assert reader.stalled(band="High").lacking == reader.overdue(band="High").lacking == (without,)
    assert "stalled_critical has nothing to go by there" in reader.ask("stalled_critical").lacking[0]
    reader = reader_of(*(report(f"2021-0{n}", risk("A-1", 12, *acts), risk("A-2", 20)) for n in (1, 2, 3)))
    assert reader.overdue(band="moderate").lacking == ()
    assert reader.overdue(band="Hgih").lacking == ("no risk is ever rated Hgih; the bands are Critical, Moderate.",)


def test_stalled_looks_for_such_statuses_only_where_there_are_any(reader_of: MakeReader) -> None:
    def asked_of(status: str) -> list[str]:
        asked: list[str] = []
        reader = reader_of(report("2021-01", risk("A-1", 12, action(PLAN, status, status_text="On track"))))

        class Recording:
            def execute(self, sql: str, *parameters: Any) -> Any:
                asked.append(sql)
                return reader.con.execute(sql, *parameters)

        recording: Any = Recording()
        Reader(recording, reader.path).stalled()
        return asked

    assert statement("stand_otherwise") in asked_of("other")
    assert statement("stand_otherwise") not in asked_of("ongoing")


def test_stalled_and_actions_of_an_owner_or_a_band(reader_of: MakeReader) -> None:
    acts = action(PLAN, owners=["Head of Finance"]), action(PILOT, owners=["Head of Waste", "Mayor"])
    months = [report(f"2021-0{n}", risk("A-1", 12, *acts), risk("A-2", 20, action(AUDIT))) for n in (1, 2, 3)]
    reader = reader_of(*months)
    assert pick(reader.stalled(owner="MAYOR"), "text") == [(PILOT,)]
    assert pick(reader.stalled(band="critical"), "text") == [(AUDIT,)]
    assert pick(reader.stalled(band="critical", owner="Mayor"), "text") == []
    assert pick(reader.actions(period="latest", owner="head of finance"), "text") == [(PLAN,)]
    assert pick(reader.actions(period="latest", band="Moderate"), "text") == [(PLAN,), (PILOT,)]
    nobody = reader.stalled(owner="nobody", band="Low")
    assert (
        nobody.looked_at
        == "no action of nobody of a risk rated Low is ongoing in 3 or more reports up to 2021-03 (3 reports)"
    )


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


FAMILY = ["city-blocks", "council-spanned", "trust-forms"]


def test_a_due_date_that_is_no_longer_printed_is_told_of(tmp_path: Path) -> None:
    other = action("Sell the depot", due="2021-12-31")
    months = [
        report(month, risk("A-1", 9, action(PLAN, due=due), action(AUDIT, due=due), other))
        for month, due in (("2021-01", "2021-01-31"), ("2021-02", None))
    ]
    with open_reader(store_of(tmp_path / "s.duckdb", months)) as reader:
        told = "2 actions not completed had a due date in an earlier report and have none now, and may be late"
        assert (reader.overdue().rows, reader.overdue().notes) == ([], (f"ABC 2021-02: {told}",))
        assert reader.overdue(as_of=dt.date(2021, 1, 20)).notes == ()


@pytest.mark.parametrize("family", FAMILY)
def test_the_families_have_the_overdue_actions_and_moves_that_their_truth_has(family: str, tmp_path: Path) -> None:
    truth, folder = truth_of(family)
    with open_reader(store_of(tmp_path / "s.duckdb", family_truth.reports(folder))) as reader:
        judge(reader, truth)


@pytest.mark.parametrize("family", [*(pytest.param(each, marks=pytest.mark.slow) for each in FAMILY[:-1]), FAMILY[-1]])
def test_the_papers_of_the_families_have_them_too(family: str, tmp_path: Path) -> None:
    truth, folder = truth_of(family)
    summary = risktrail.import_papers([folder], tmp_path / "s.duckdb", executor=risktrail.LocalWorkers(jobs=1))
    assert summary.failed == 0
    with open_reader(tmp_path / "s.duckdb") as reader:
        judge(reader, truth)


def truth_of(family: str) -> tuple[dict[str, Any], Path]:
    folder = FAMILIES / family
    if not folder.is_dir():
        pytest.skip("the invented families lie beside the project")
    return json.loads((folder / "_links.json").read_text(encoding="utf-8")), folder


def judge(reader: Reader, truth: dict[str, Any]) -> None:
    """The overdue actions and the moves of a store are those that are true; a full stop at the end aside."""
    latest = [row for row in reader.actions(period="latest") if row.times_moved]
    moved = {(row.risk_id, row.text.rstrip("."), row.times_moved) for row in latest}
    assert {(row.risk_id, row.text.rstrip(".")) for row in reader.overdue()} == {
        tuple(each) for each in truth["overdue"]
    }
    assert moved == {tuple(each) for each in truth["slipped"]}
    slipped = reader.ask("slipped_dates").column("action_id")
    assert all(slipped.count(row.action_id) == row.times_moved for row in latest)
