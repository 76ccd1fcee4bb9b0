"""The matrix of ratings honours what a person said of risks that were renumbered, merged or split."""

from __future__ import annotations

from pathlib import Path

from risktrail.store import RatingMatrix, open_reader, open_writer
from tests.generators.register_builders import action, report, risk, store_of

JANUARY = report("2021-01", risk("A-1", 9), risk("A-2", 4))
FEBRUARY = report("2021-02", risk("A-1", 12), risk("A-2", 4))
MARCH = report("2021-03", risk("A-7", 16), risk("A-2", 4))
ALL = JANUARY, FEBRUARY, MARCH


def ratings(path: Path, *aliases: tuple[str, str, str]) -> RatingMatrix:
    with open_writer(path) as writer:
        for old, new, kind in aliases:
            writer.add_alias(None, old, new, kind, "as the minutes say")
    with open_reader(path) as reader:
        return reader.ratings()


def test_without_an_alias_both_names_are_rows(tmp_path: Path) -> None:
    found = ratings(store_of(tmp_path / "s.duckdb", ALL))
    assert found.column("risk_id") == ["A-7", "A-2", "A-1"]
    assert found.notes == ()


def test_a_renumbered_risk_is_one_row_under_its_later_name(tmp_path: Path) -> None:
    found = ratings(store_of(tmp_path / "s.duckdb", ALL), ("A-1", "A-7", "renumbered"))
    assert next(found.labelled().records()) == ("A-7", "9 (Moderate)", "12 (Moderate)", "16 (High)", 4)
    assert found.column("risk_id") == ["A-7", "A-2"]
    assert found.notes == ("A-1 was renumbered A-7; both share one row",)


def test_a_risk_that_was_renumbered_twice_has_its_last_name(tmp_path: Path) -> None:
    april = report("2021-04", risk("A-9", 20))
    store = store_of(tmp_path / "s.duckdb", [*ALL, april])
    found = ratings(store, ("A-1", "A-7", "renumbered"), ("A-7", "A-9", "renumbered"))
    assert next(found.labelled().records()) == ("A-9", "9 (Moderate)", "12 (Moderate)", "16 (High)", "20 (Critical)", 4)
    assert len(found.notes) == 2


def test_in_a_month_in_which_both_stand_the_later_names_own_value_wins_and_a_note_says_so(tmp_path: Path) -> None:
    both = report("2021-02", risk("A-1", 12), risk("A-7", 15))
    found = ratings(store_of(tmp_path / "s.duckdb", [JANUARY, both, MARCH]), ("A-1", "A-7", "renumbered"))
    assert next(found.labelled().records()) == ("A-7", "9 (Moderate)", "15 (High)", "16 (High)", 1)
    assert "A-1 and A-7 are both in the paper of 2021-02; shown is A-7" in found.notes


def test_two_old_names_of_one_risk_in_one_month_are_told_of(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s.duckdb", ALL)
    found = ratings(store, ("A-1", "A-7", "renumbered"), ("A-2", "A-7", "renumbered"))
    assert list(found.labelled().records()) == [("A-7", "9 (Moderate)", "12 (Moderate)", "16 (High)", 4)]
    assert "A-1 and A-2 are both in the paper of 2021-01, 2021-02; shown is A-1" in found.notes
    assert "A-2 and A-7 are both in the paper of 2021-03; shown is A-7" in found.notes


def test_a_merged_or_split_risk_keeps_its_row_and_a_note_says_so(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s.duckdb", ALL)
    found = ratings(store, ("A-1", "A-7", "merged"), ("A-2", "A-7", "split"))
    assert found.column("risk_id") == ["A-7", "A-2", "A-1"]
    assert found.notes == (
        "A-1 was merged into A-7, and keeps a row of its own",
        "A-2 was split, partly into A-7, and keeps a row of its own",
    )


def test_a_renumbered_risk_is_found_under_each_of_its_names(tmp_path: Path) -> None:
    april = report("2021-04", risk("A-9", 20, action("Mend it")), risk("A-2", 4))
    store = store_of(tmp_path / "s.duckdb", [*ALL, april])
    with open_writer(store) as writer:
        for old, new in (("A-1", "A-7"), ("A-7", "A-9")):
            writer.add_alias(None, old, new, "renumbered", "as the minutes say")
    with open_reader(store) as reader:
        for name, others in (("A-1", "A-7, A-9"), ("A-7", "A-1, A-9"), ("A-9", "A-1, A-7")):
            found = reader.risks(risk=name)
            assert found.column("risk_id") == ["A-1", "A-1", "A-7", "A-9"]
            assert f"{name} was renumbered: it has the rows of {others} too" in found.notes
            assert reader.actions(risk=name).column("text") == ["Mend it"]
            assert reader.show(name).column("risk_id")[0] == "A-9"
        shown = reader.show("A-9", period="2021-03")
        assert shown.column("risk_id")[0] == "A-7"
        assert shown.notes == ("A-9 is A-7 in 2021-03, for it was renumbered",)
        assert reader.ask("registers").column("moved") == [1]  # A-7 with 16 is A-9 with 20
        assert reader.risks(risk="A-2").notes == ()


def test_a_merged_risk_has_no_rows_of_the_other(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s.duckdb", ALL)
    with open_writer(store) as writer:
        writer.add_alias(None, "A-1", "A-7", "merged", "as the minutes say")
    with open_reader(store) as reader:
        assert reader.risks(risk="A-1").column("risk_id") == ["A-1", "A-1"]
