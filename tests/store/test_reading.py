"""What the command line asks: rows, one risk, the matrix, comparison, history, and clear refusals."""

from __future__ import annotations

from typing import Any

import pytest

from risktrail.store import Reader, errors, redline
from tests.generators.register_builders import MakeReader, action, escalate, report, risk

PLAN, PILOT, TESTS = (
    "DCC to draft the recovery plan",
    "SECAS to run the pilot",
    "Users to test firmware images",
)

ACTIONS = (
    "register, period, report_date, risk_id, position, action_id, text, status, status_text, note, owners,"
    " first_seen, reports_ongoing, reports_unchanged, source_file, page"
)
FURTHER = "title, ref, due_date, due_text, completed_date, percent, note_date, first_due_date, times_moved"
STALLED = (
    "register, risk_id, score, band, action_id, text, note, owners, reports_ongoing, reports_unchanged,"
    " first_seen, ongoing_since, days_ongoing, last_seen, source_file, page"
)
COMPARE = (
    "register, from_period, to_period, risk_id, item, change, field, before, after, similarity, action_id,"
    " from_file, from_page, to_file, to_page"
)


@pytest.fixture
def reader(reader_of: MakeReader) -> Reader:
    """January and February of one register, with one of every change between them."""
    return reader_of(
        report(
            "2021-01",
            risk("A-001", 20, action(PLAN, page=2), action(PILOT), action(TESTS), impact=["It would cost."]),
            risk("A-002", 9, action("DCC to keep the log", "recurring")),
            risk("A-003", 4, action("DCC to train staff", "on_hold", page=6), page=5),
            recommendations=[escalate("A-001")],
        ),
        report(
            "2021-02",
            risk(
                "A-001",
                16,
                action(f"{PLAN} and costs", page=3),
                action(PILOT, "completed"),
                action(TESTS, note="late"),
                description="There is a risk that it fails soon",
                impact=["It would cost.", "It would take long."],
                page=2,
            ),
            risk("A-002", 9, action("DCC to keep the log", "recurring")),
            risk("A-004", 12, action("DCC to buy spares", "not_started", page=8), page=7),
        ),
    )


def pick(rows: Any, *columns: str) -> list[tuple[Any, ...]]:
    """The rows, cut down to some columns."""
    at = [rows.columns.index(name) for name in columns]
    return [tuple(row[i] for i in at) for row in rows.records()]


def test_columns_are_the_contract(reader: Reader) -> None:
    assert ", ".join(reader.actions().columns) == f"{ACTIONS}, {FURTHER}, match, similarity, unsure, decided"
    perhaps = "perhaps, perhaps_id, perhaps_last_seen"
    assert ", ".join(reader.stalled().columns) == f"{STALLED}, title, decided, {perhaps}"
    assert ", ".join(reader.compare("previous", "latest").columns) == f"{COMPARE}, text, decided"


def test_compare(reader: Reader) -> None:
    impact = "It would cost."
    shown = ("risk_id", "item", "change", "field", "before", "after", "from_page", "to_page")
    description = "There is a risk that it fails"
    assert pick(reader.compare("2021-01", "2021-02"), *shown) == [
        ("A-001", "risk", "rating_changed", "rating", "20 (Critical)", "16 (High)", 1, 2),
        ("A-001", "risk", "reworded", "description", description, f"{description} soon", 1, 2),
        ("A-001", "risk", "reworded", "impact", impact, f"{impact}\nIt would take long.", 1, 2),
        ("A-001", "action", "reworded", "text", PLAN, f"{PLAN} and costs", 2, 3),
        ("A-001", "action", "status_changed", "status", "ongoing", "completed", 1, 1),
        ("A-001", "action", "note_changed", "note", None, "late", 1, 1),
        ("A-004", "risk", "new", None, None, "12 (Moderate)", None, 7),
        ("A-004", "action", "new", "status", None, "not_started", None, 8),
        ("A-003", "risk", "absent", None, "4 (Low)", None, 5, None),
        ("A-003", "action", "absent", "status", "on_hold", None, 6, None),
    ]


def test_compare_tells_similarity_where_something_is_reworded(reader: Reader) -> None:
    rows = reader.compare("previous", "latest").dicts()
    # 10 letters (" and costs") added to a text of 30: 1 - 10 / 40.
    assert [row["similarity"] for row in rows if row["field"] == "text"] == [0.75]
    assert all((row["similarity"] is not None) == (row["change"] == "reworded") for row in rows)


def test_compare_everything_adds_what_did_not_change(reader: Reader) -> None:
    rows = reader.compare("previous", "latest", everything=True)
    unchanged = [row for row in rows.dicts() if row["change"] == "unchanged"]
    assert [(row["risk_id"], row["item"], row["before"], row["after"]) for row in unchanged] == [
        ("A-002", "risk", "9 (Moderate)", "9 (Moderate)"),
        ("A-002", "action", "recurring", "recurring"),
    ]
    assert len(rows) == len(reader.compare("previous", "latest")) + 2


def test_other_statuses_are_compared_by_their_words(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN, "other", status_text="On track"))),
        report("2021-02", risk("A-1", 9, action(PLAN, "other", status_text="Delayed"))),
    )
    assert pick(reader.compare("previous", "latest"), "change", "before", "after") == [
        ("status_changed", "On track", "Delayed")
    ]


def test_white_space_alone_is_no_change(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN, note="by June"), description="It may  fail")),
        report("2021-02", risk("A-1", 9, action(f" {PLAN}", note="by\nJune"), description="It may fail")),
    )
    assert reader.compare("previous", "latest").rows == []


def test_compare_over_missing_months_says_so(reader_of: MakeReader) -> None:
    reader = reader_of(report("2021-01", risk("A-1", 9)), report("2021-04", risk("A-1", 9)))
    assert reader.compare("previous", "latest").notes == ("ABC has no paper for 2 months between 2021-01 and 2021-04",)


def test_show(reader: Reader) -> None:
    shown = ("part", "position", "text", "status", "page")
    assert pick(reader.show("1", period="2021-01"), *shown) == [
        ("rating", 1, "20 (Critical)", None, 1),
        ("description", 1, "There is a risk that it fails", None, 1),
        ("impact", 1, "It would cost.", None, 1),
        ("action", 1, PLAN, "ongoing", 2),
        ("action", 2, PILOT, "ongoing", 1),
        ("action", 3, TESTS, "ongoing", 1),
        ("recommendation", 1, "AGREE to escalate A-001", None, 9),
    ]
    assert reader.show("A-001").column("period")[0] == "2021-02"
    (place,) = reader.show("A-001").column("source")[0]
    assert place == {"page": 2, "bbox": [10.0, 20.0, 30.0, 40.5]}


def test_show_of_a_risk_that_is_gone_says_which_month_it_is(reader: Reader) -> None:
    answer = reader.show("A-003")
    assert answer.column("period")[0] == "2021-01"
    assert answer.notes == ("A-003 is not in the paper of 2021-02; this is its last month, 2021-01",)
    with pytest.raises(errors.UnknownRiskError, match="in 2021-02; it has A-001, A-002, A-004"):
        reader.show("A-003", period="latest")


def test_ratings(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 20), risk("A-2", 9)),
        report("2021-02", risk("A-1", 20), risk("A-2", None)),
        report("2021-04", risk("A-3", 6), risk("A-1", 16)),
    )
    answer = reader.ratings().labelled()
    assert answer.columns == ("risk_id", "2021-01", "2021-02", "2021-03", "2021-04", "movement")
    assert list(answer.records()) == [
        ("A-3", None, None, "no paper", "6 (Low)", None),
        ("A-1", "20 (Critical)", "20 (Critical)", "no paper", "16 (High)", -4),
        ("A-2", "9 (Moderate)", "not rated", "no paper", None, None),
    ]


def test_history(reader: Reader) -> None:
    told = reader.history("A-001")
    shown = ("period", "item", "change", "field", "after")
    assert pick(told, *shown)[:4] == [
        ("2021-01", "risk", "first_seen", "rating", "20 (Critical)"),
        ("2021-01", "risk", "first_seen", "description", "There is a risk that it fails"),
        ("2021-01", "risk", "first_seen", "impact", "It would cost."),
        ("2021-01", "action", "first_seen", "status", "ongoing"),
    ]
    reworded = next(row for row in told.dicts() if row["field"] == "text")
    assert reworded["redline"] == [("same", f"{PLAN} "), ("added", "and costs")]
    assert (reworded["source_file"], reworded["page"]) == ("ABC_2021-02.pdf", 3)


def test_history_of_a_risk_that_went(reader: Reader) -> None:
    told = reader.history("A-003")
    assert pick(told, "period", "item", "change", "before", "source_file", "page")[-2:] == [
        ("2021-02", "risk", "absent", "4 (Low)", "ABC_2021-01.pdf", 5),
        ("2021-02", "action", "absent", "on_hold", "ABC_2021-01.pdf", 6),
    ]


def test_redline_joins_to_both_texts() -> None:
    before, after = "DCC to draft  the plan\nfor Users", "DCC to revise the plan for all Users now"
    segments = redline(before, after)
    assert "".join(text for op, text in segments if op != "removed") == after
    assert ("removed", "draft  ") in segments
    assert redline("same", "same") == [("same", "same")]
    assert redline("", "new") == [("added", "new")]


def test_filters(reader: Reader) -> None:
    assert reader.actions(period="2021-01", risk="1", status="ongoing").column("text") == [PLAN, PILOT, TESTS]
    assert reader.actions(status="Not started").column("risk_id") == ["A-004"]
    assert reader.actions(text="LATE").column("text") == [TESTS]
    assert reader.actions(text="50% _").rows == []
    assert reader.risks(period="latest").column("risk_id") == ["A-001", "A-002", "A-004"]
    assert reader.risks(text="take long").column("risk_id") == ["A-001"]
    assert reader.reports("abc").column("period") == ["2021-01", "2021-02"]


def test_what_is_unknown_is_told_with_what_there_is(reader: Reader) -> None:
    with pytest.raises(errors.UnknownPeriodError, match="'2022-01'; it has 2021-01, 2021-02"):
        reader.compare("2022-01", "latest")
    with pytest.raises(errors.UnknownRegisterError, match="the store holds ABC"):
        reader.stalled("XYZ")
    with pytest.raises(errors.UnknownRiskError, match="it has A-001, A-002, A-003, A-004"):
        reader.history("A-009")
    with pytest.raises(errors.UnknownQuestionError, match="did you mean static_risks"):
        reader.ask("static_risk")
    with pytest.raises(errors.QuestionParameterError, match="it takes as_of, min_reports"):
        reader.ask("stalled_actions", months=3)
    with pytest.raises(errors.QuestionParameterError, match="whole number"):
        reader.ask("stalled_actions", min_reports="many")
    with pytest.raises(errors.UnknownPeriodError):
        reader.ask("stalled_actions", as_of="2020-12")


def test_several_registers(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-01", risk("X-1", 9, action(PLAN)), risk("X-11", 3), risk("Y-11", 3), register="XYZ"),
    )
    assert reader.registers() == ["ABC", "XYZ"]
    with pytest.raises(errors.AmbiguousRegisterError, match="--register: ABC, XYZ"):
        reader.compare("previous", "latest")
    assert set(reader.history("A-1").column("register")) == {"ABC"}
    assert reader.stalled(min_reports=1).column("register") == ["ABC", "XYZ"]
    with pytest.raises(errors.AmbiguousRiskError, match="X-11, Y-11"):
        reader.history("11", "XYZ")
    assert reader.stalled("xyz", min_reports=1).column("register") == ["XYZ"]
    assert reader.ask("stalled_actions", min_reports="1").column("register") == ["ABC", "XYZ"]
    assert reader.ask("stalled_actions", as_of="latest", min_reports=1).column("register") == ["ABC", "XYZ"]
    assert reader.ask("rating_history", "ABC").column("register") == ["ABC"]
    assert reader.ask("integrity", "ABC").rows == []
    assert len(reader.actions()) == 2


def test_an_empty_store_says_so(reader_of: MakeReader) -> None:
    reader = reader_of()
    assert reader.registers() == []
    assert reader.reports().rows == []
    with pytest.raises(
        errors.UnknownRegisterError,
        match="the store holds no report; import a paper first",
    ):
        reader.stalled()
    with pytest.raises(errors.NotEnoughReportsError, match=r"ABC has 1 report \(2021-01\); compare needs two"):
        reader_of(report("2021-01", risk("A-1", 9))).compare("previous", "latest")
