"""Owners, controls, causes, titles, all ratings and due dates in `compare`, `history`, `show` and the lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from risktrail.store import Reader, errors
from tests.generators.register_builders import MakeReader, action, rating, report, risk, update

PLAN, PILOT = "Write the exit plan", "DCC to run the pilot"


def pick(rows: Any, *columns: str) -> list[tuple[Any, ...]]:
    """The rows, cut down to some columns."""
    at = [rows.columns.index(name) for name in columns]
    return [tuple(row[i] for i in at) for row in rows.records()]


@pytest.fixture
def reader(reader_of: MakeReader) -> Reader:
    """January and February of one risk, in which everything that may change did."""
    return reader_of(
        report(
            "2021-01",
            risk(
                "CR1",
                12,
                action(PLAN, due="2021-03-01", owners=["Head of Finance"], percent=20, page=3),
                action(PILOT, owners=["DCC"]),
                title="Waste",
                category="Money",
                owners=("Head of Finance",),
                causes=("The contractor is weak",),
                controls=("Monthly meetings", "A bond"),
                ratings=(rating("current", 12, impact=3, likelihood=4, page=2), rating("target", 6)),
                response="treat",
                risk_status="open",
                review=dt.date(2021, 6, 1),
                details={"Appetite": "low"},
            ),
        ),
        report(
            "2021-02",
            risk(
                "CR1",
                12,
                action(PLAN, due="2021-05-01", owners=["Head of Waste"], percent=40, page=4),
                action("SECAS to run the pilot", owners=["SECAS"]),
                title="Waste contract",
                category="Money",
                owners=("Head of Finance", "Mayor"),
                controls=("Monthly meetings", "A bond of a bank"),
                controls_source=(),
                ratings=(rating("current", 12, impact=4, likelihood=3, page=2), rating("target", 4, page=5)),
                response="tolerate",
                risk_status="open",
                review=dt.date(2021, 9, 1),
                updates=(update("Bids are in", "2021-02-01"),),
                details={"Appetite": "lower"},
                page=2,
            ),
        ),
    )


def test_compare_tells_every_field_that_changed(reader: Reader) -> None:
    found = reader.compare("previous", "latest")
    assert pick(found, "item", "change", "field", "before", "after") == [
        ("risk", "reworded", "title", "Waste", "Waste contract"),
        ("risk", "owner_changed", "owner", "Head of Finance", "Head of Finance, Mayor"),
        ("risk", "reworded", "cause", "The contractor is weak", None),
        ("risk", "reworded", "control", "Monthly meetings\nA bond", "Monthly meetings\nA bond of a bank"),
        ("risk", "response_changed", "response", "treat", "tolerate"),
        ("risk", "review_changed", "review", "2021-06-01", "2021-09-01"),
        ("risk", "update_changed", "update", None, "2021-02-01: Bids are in"),
        ("risk", "detail_changed", "detail", "Appetite: low", "Appetite: lower"),
        ("risk", "current_rating_changed", "current_rating", "impact 3 × likelihood 4", "impact 4 × likelihood 3"),
        ("risk", "target_rating_changed", "target_rating", "6", "4"),
        ("action", "due_date_changed", "due_date", "2021-03-01", "2021-05-01"),
        ("action", "owner_changed", "owner", "Head of Finance", "Head of Waste"),
        ("action", "percent_changed", "percent", "20%", "40%"),
        ("action", "reworded", "text", PILOT, "SECAS to run the pilot"),  # the wording names the owner
    ]
    assert {row.title for row in found} == {"Waste contract"}
    assert "title" not in found.columns
    pages = {row.field: (row.from_page, row.to_page) for row in found}
    assert (pages["due_date"], pages["target_rating"], pages["cause"]) == ((3, 4), (1, 5), (1, 2))


def test_history_begins_with_all_that_is_known_and_redlines_controls(reader: Reader) -> None:
    found = reader.history("CR1")
    begun = [(row.field, row.after) for row in found if row.change == "first_seen" and row.item == "risk"]
    assert [field for field, _ in begun] == [
        "rating", "current_rating", "target_rating", "owner", "category", "description", "cause", "impact", "control",
        "control", "response", "risk_status", "review", "detail",
    ]  # fmt: skip
    assert ("detail", "Appetite: low") in begun
    (control,) = [row for row in found if row.field == "control" and row.change == "reworded"]
    assert control.redline is not None
    assert [tuple(each) for each in control.redline] == [
        ("same", "Monthly meetings\nA bond "),
        ("added", "of a bank"),
    ]
    assert {row.title for row in found} == {"Waste", "Waste contract"}


def test_show_has_a_row_for_each_part(reader: Reader) -> None:
    found = reader.show("CR1", period="2021-01")
    assert [(row.part, row.text) for row in found if row.part.endswith("rating")] == [
        ("rating", "12 (Moderate)"),
        ("current_rating", "impact 3 × likelihood 4 = 12"),
        ("target_rating", "6"),
    ]
    told = {row.part: row.text for row in found}
    assert (told["owner"], told["cause"], told["control"]) == ("Head of Finance", "The contractor is weak", "A bond")
    assert [(row.head, row.text) for row in found if row.part == "detail"] == [("Appetite", "low")]


def test_risks_are_found_by_their_controls_causes_titles_updates_and_details(reader: Reader) -> None:
    for words, months in (
        ("A BOND", ["2021-01", "2021-02"]),
        ("contractor is weak", ["2021-01"]),
        ("waste contract", ["2021-02"]),
        ("bids are in", ["2021-02"]),
        ("lower", ["2021-02"]),
        ("nowhere", []),
    ):
        assert reader.risks(text=words).column("period") == months, words
    (first, _) = reader.risks()
    assert (first.causes, first.controls) == (["The contractor is weak"], ["Monthly meetings", "A bond"])


def test_ratings_of_a_kind(reader: Reader) -> None:
    target = reader.ratings(kind="target").labelled()
    assert (target.columns, list(target.records())) == (
        ("risk_id", "2021-01", "2021-02", "movement", "title"),
        [("CR1", "6", "4", -2, "Waste contract")],
    )
    assert list(reader.ratings().records()) == [("CR1", 12, 12, 0, "Waste contract", "Moderate", "Moderate")]
    inherent = reader.ratings(kind="inherent")
    assert (inherent.rows, inherent.lacking) == ([], ("ABC prints no inherent ratings.",))
    with pytest.raises(errors.QuestionError, match="there is no kind of rating 'gross'"):
        reader.ratings(kind="gross")


def test_ratings_of_all_registers(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 20, title="Waste")),
        report("2021-02", risk("A-1", 16)),
        report("2021-04", risk("X-1", 9), register="XYZ"),
    )
    found = reader.ratings()
    assert (found.labelled().columns, list(found.labelled().records())) == (
        ("register", "risk_id", "2021-01", "2021-02", "2021-03", "2021-04", "movement"),
        [
            ("ABC", "A-1", "20 (Critical)", "16 (High)", "no paper", "no paper", -4),
            ("XYZ", "X-1", "no paper", "no paper", "no paper", "9 (Moderate)", None),
        ],
    )
    assert found.months == ("2021-01", "2021-02", "2021-03", "2021-04")
    assert [row.latest.label for row in found] == ["16 (High)", "9 (Moderate)"]
    assert found.lacking == ("XYZ has 1 report; a movement of ratings needs at least 2. Import more papers.",)
    assert reader.ratings("abc").columns == (
        "risk_id", "2021-01", "2021-02", "movement", "2021-01 band", "2021-02 band"
    )  # fmt: skip


def test_an_answer_has_the_titles_of_the_risks_it_names_by_number(reader: Reader) -> None:
    assert reader.ask("risk_timeline").titles == {("ABC", "CR1"): "Waste contract"}
    assert reader.ask("papers").titles == {}
