"""What a person decides counts in every answer, says so there, outlives new readings, and can be taken back."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from risktrail.schema.report import Report
from risktrail.store import Outcome, Reader, Writer, errors, export_store, load_export, open_reader, open_writer
from risktrail.store.deciding import Decisions
from tests.generators.register_builders import action, paper, paper_of, report, risk, store_of

NORTH = "DCC to bring a plan to the group that says how outages will be handled in the north"
BOTH = "DCC to bring a proposal to the group that says how outages will be handled in the north"
WATCH = "TABASC to keep watch"
COSTED = "DCC to bring a plan and its costs to the group that says how outages will be handled in the north"
NEAR = "DCC to bring a plan to the group that says how outages and faults will be handled in the north"
SHORT_NORTH = "DCC to bring a plan to the group that says how outages will"
SHORT_NEAR = "DCC to bring a plan to the group that says how outages and"
WHY = "So the minutes of May"


def reworded() -> list[Report]:
    """An action of January and February in other words in March and April: 0.63 alike, so not taken for one."""
    return [
        report(month, risk("A-1", 16, action(text, page=page)), risk("A-2", 9, action(WATCH, page=3)))
        for month, text, page in (
            ("2021-01", NORTH, 1), ("2021-02", NORTH, 1), ("2021-03", BOTH, 2), ("2021-04", BOTH, 2)
        )
    ]  # fmt: skip


def decide(path: Path, make: Callable[[Writer], Any]) -> Any:
    with open_writer(path) as writer:
        return make(writer)


def read_again(path: Path, *reports: Report) -> None:
    """Read papers again, as `import --force` does."""
    with open_writer(path) as writer:
        for told in reports:
            assert writer.add(paper_of(told), told, "2", again=True) is Outcome.REPLACED


def listed(reader: Reader) -> list[tuple[int, str, str]]:
    return [(row.number, row.kind, row.applies) for row in reader.decisions(undone=True)]


def ask(path: Path, question: Callable[[Reader], Any]) -> Any:
    with open_reader(path) as reader:
        assert len(reader.ask("integrity")) == 0
        return question(reader)


def everything(path: Path) -> list[Any]:
    """What the store holds and works out of its papers, decisions aside."""
    rows: list[Any] = ask(path, rows_of_papers)
    return rows


def rows_of_papers(reader: Reader) -> list[Any]:
    tables = ("risk", "rating", "action", "report_series", "action_trail", "action_candidate", "alias")
    return [reader.query(f"FROM {table} ORDER BY ALL").rows for table in tables]


@functools.cache
def everything_of(make: Callable[[], list[Report]]) -> list[Any]:
    """`everything` of a store of these reports on which nothing was decided."""
    with TemporaryDirectory() as scratch:
        return everything(store_of(Path(scratch) / "s.duckdb", make()))


# Two actions are one


def test_two_actions_said_to_be_one_are_followed_as_one(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", reworded())
    assert ask(path, lambda reader: reader.stalled().column("risk_id")) == ["A-2"]
    number = decide(path, lambda writer: writer.decisions.same("A-1/2021-03/1", "1/2021-02/1", WHY))
    note = f"the same action as “{SHORT_NORTH} …” of 2021-02 (decision 1: {WHY})"
    for again in (False, True):
        if again:
            read_again(path, *reworded())
        with open_reader(path) as reader:
            rows = [row for row in reader.actions() if row.risk_id == "A-1"]
            assert len({row.action_id for row in rows}) == 1
            assert [(row.match, row.similarity, row.unsure) for row in rows] == [
                ("first", None, False), ("equal", 1.0, False), ("decided", None, False), ("equal", 1.0, False)
            ]  # fmt: skip
            assert [row.decided for row in rows] == [None, None, [note], [note]]
            stalled = reader.stalled(min_reports=4)
            assert [(row.risk_id, row.reports_ongoing, row.ongoing_since, row.decided) for row in stalled] == [
                ("A-1", 4, "2021-01", [note]), ("A-2", 4, "2021-01", None)
            ]  # fmt: skip
            changes = [(row.change, row.before, row.after, row.decided) for row in reader.compare("2021-01", "2021-04")]
            assert changes == [("reworded", NORTH, BOTH, [note])]
            told = [(row.period, row.change, row.decided) for row in reader.history("A-1") if row.item == "action"]
            assert told == [("2021-01", "first_seen", None), ("2021-03", "reworded", [note])]
            assert [row.decided for row in reader.show("A-1") if row.part == "action"] == [[note]]
            assert len(reader.ask("silently_dropped_actions")) == 0
            assert listed(reader) == [(1, "same", "yes")]
            assert "1 decision applies to ABC" in " ".join(reader.stalled().notes)
    decide(path, lambda writer: writer.decisions.undo(number))
    assert everything(path) == everything_of(reworded)
    assert ask(path, listed) == [(1, "same", "no")]


def test_an_action_id_means_the_end_of_the_earlier_and_the_beginning_of_the_later(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", reworded())
    rows = ask(path, lambda reader: [row for row in reader.actions() if row.risk_id == "A-1"])
    decide(path, lambda writer: writer.decisions.same(rows[-1].action_id, rows[0].action_id.upper(), WHY))
    (made,) = ask(path, lambda reader: reader.decisions().rows)
    assert (made.about, made.other) == (f"A-1/2021-02/1 “{NORTH}”", f"A-1/2021-03/1 “{BOTH}”")


def test_an_action_said_to_be_one_of_another_risk_is_followed_there(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [
        report("2021-01", risk("A-1", 16, action(NORTH)), risk("A-2", 9, action(WATCH))),
        report("2021-02", risk("A-1", 16), risk("A-2", 9, action(WATCH), action(NORTH))),
        report("2021-03", risk("A-1", 16), risk("A-2", 9, action(NORTH), action(WATCH))),
    ])  # fmt: skip
    assert ask(path, lambda reader: reader.ask("identity_review").column("decide")) == [
        "risktrail decide same A-1/2021-01/1 A-2/2021-02/2 --reason TEXT"
    ]
    decide(path, lambda writer: writer.decisions.same("A-1/2021-01/1", "A-2/2021-02/2", WHY))
    with open_reader(path) as reader:
        assert [(row.risk_id, row.reports_ongoing) for row in reader.stalled()] == [("A-2", 3), ("A-2", 3)]
        assert [row.match for row in reader.actions() if row.text == NORTH] == ["first", "decided", "equal"]
        assert len(reader.ask("identity_review")) == 0


def test_an_action_that_still_stands_is_not_joined_with_another_risks(tmp_path: Path) -> None:
    told = [
        report("2021-01", risk("A-1", 16, action(NORTH)), risk("A-2", 9)),
        report("2021-02", risk("A-1", 16, action(NORTH)), risk("A-2", 9, action(BOTH))),
    ]
    path = store_of(tmp_path / "s.duckdb", told)
    before = everything(path)
    decide(path, lambda writer: writer.decisions.same("A-1/2021-01/1", "A-2/2021-02/1", WHY))
    assert everything(path) == before
    assert ask(path, listed) == [(1, "same", "no longer fits")]


# Two actions are two


def test_two_actions_said_to_be_two_are_parted(tmp_path: Path) -> None:
    told = [report(f"2021-0{n}", risk("A-1", 16, action(text))) for n, text in enumerate((COSTED, NEAR, NEAR), 1)]
    path = store_of(tmp_path / "s.duckdb", told)
    before = everything(path)
    (doubt,) = ask(path, lambda reader: [row for row in reader.check() if row.kind == "unsure_match"])
    assert (doubt.before, doubt.text) == (COSTED, NEAR)
    assert (doubt.before_file, doubt.before_page) == ("ABC_2021-01.pdf", 1)
    assert doubt.decide == "risktrail decide same A-1/2021-01/1 A-1/2021-02/1 --reason TEXT"
    number = decide(path, lambda writer: writer.decisions.different("A-1/2021-01/1", "A-1/2021-02/1", WHY))
    for again in (False, True):
        if again:
            read_again(path, *told)
        with open_reader(path) as reader:
            assert len(reader.check()) == 0
            assert [row.match for row in reader.actions()] == ["first", "first", "equal"]
            assert len(reader.stalled()) == 0
            assert [row.decided is not None for row in reader.actions()] == [True, True, True]
            (gone,) = reader.ask("silently_dropped_actions").dicts()
            assert (gone["text"], gone["perhaps"]) == (COSTED, None)  # a person said that it is another one
            assert gone["decided"] == [f"another action than “{SHORT_NEAR} …” of 2021-02 (decision 1: {WHY})"]
            assert {row.change for row in reader.compare("2021-01", "2021-02") if row.decided} == {"new", "absent"}
            assert listed(reader) == [(1, "different", "yes")]
    decide(path, lambda writer: writer.decisions.undo(number))
    assert everything(path) == before


def test_what_is_two_can_go_on_as_another(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [
        report("2021-01", risk("A-1", 16, action(WATCH), action(NORTH))),
        report("2021-02", risk("A-1", 16, action(WATCH))),
    ])  # fmt: skip
    decide(path, lambda writer: writer.decisions.different("A-1/2021-01/1", "A-1/2021-02/1", "Another watch"))
    decide(path, lambda writer: writer.decisions.same("A-1/2021-01/2", "A-1/2021-02/1", "The plan became a watch"))
    assert ask(path, lambda reader: [row.match for row in reader.actions()]) == ["first", "first", "decided"]
    assert ask(path, listed) == [(1, "different", "yes"), (2, "same", "yes")]


# A value is put right


def printed(**more: Any) -> list[Report]:
    given = {"status": "ongoing", "note": "late", "owners": ["DCC"], "due": "2021-03-31"} | more
    status = given.pop("status")
    return [
        report("2021-01", risk("A-1", 12, action(WATCH))),
        report("2021-02", risk("A-1", 21, action(WATCH, status, **given, page=4), band="High", title="Hubs", page=2)),
    ]


def test_a_corrected_rating_counts_everywhere_with_the_papers_own_beside_it(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", printed())
    decide(path, lambda writer: writer.decisions.correct("1", "latest", "score", "12", WHY))
    decide(path, lambda writer: writer.decisions.correct("A-1/2021-02", None, "Band", "Moderate", WHY))
    notes = [f"score read as 21 (decision 1: {WHY})", f"band read as High (decision 2: {WHY})"]
    for again in (False, True):
        if again:
            read_again(path, *printed())
        with open_reader(path) as reader:
            last = [*reader.risks()][-1]
            assert (last.score, last.band, last.decided) == (12, "Moderate", notes)
            cell = reader.ratings()[0].latest
            assert (cell.label, cell.moved, cell.decided) == ("12 (Moderate)", 0, tuple(notes))
            assert [note for note in reader.ratings().notes if "read as" in note] == [
                f"A-1 2021-02: {n}" for n in notes
            ]
            assert reader.ratings(kind="current")[0].latest.label == "12 (Moderate)"
            for told in (reader.history("A-1"), reader.compare("previous", "latest")):
                assert "rating_changed" not in told.column("change")  # as it was: so the notes have to say it
                assert [note for note in told.notes if "read as" in note] == [f"A-1 2021-02: {n}" for n in notes]
            assert reader.show("A-1")[0].decided == notes
            assert reader.ask("risk_timeline", "ABC").dicts()[-1]["score"] == 12
            kept = [(row.field, row.as_read, row.value, row.applies) for row in reader.decisions()]
            assert kept == [("score", "21", "12", "yes"), ("band", "High", "Moderate", "yes")]
    for number in (2, 1):
        with open_writer(path) as writer:
            writer.decisions.undo(number)
    assert everything(path) == everything_of(printed)


CORRECTED = (
    ("status", "Completed", "completed", "status read as ongoing"),
    ("note", "none", None, "note read as late"),
    ("owners", "DCC; SECAS", ["DCC", "SECAS"], "owners read as DCC"),
    ("due_date", "2021-05-31", dt.date(2021, 5, 31), "due date read as 2021-03-31"),
    ("completed-date", "2021-02-03", dt.date(2021, 2, 3), "completed date read as none"),
    ("text", f"{WATCH} daily", f"{WATCH} daily", f"text read as {WATCH}"),
)


def test_each_field_of_an_action(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", printed())
    with open_writer(path) as writer:
        for field, typed, _, _ in CORRECTED:
            writer.decisions.correct("A-1/2021-02/1", None, field, typed, WHY)
    numbers = range(1, len(CORRECTED) + 1)
    notes = [f"{said} (decision {number}: {WHY})" for number, (*_, said) in zip(numbers, CORRECTED, strict=True)]
    for again in (False, True):
        if again:
            read_again(path, *printed())
        with open_reader(path) as reader:
            row = reader.actions()[-1]
            for field, _, value, _ in CORRECTED:
                assert getattr(row, field.replace("-", "_")) == value, field
            assert row.decided is not None
            assert sorted(row.decided) == sorted(notes)
            assert listed(reader) == [(number, "correct", "yes") for number in numbers]
    with open_writer(path) as writer:
        for number in numbers:
            writer.decisions.undo(number)
    assert everything(path) == everything_of(printed)


def test_each_other_field_of_a_risk(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", printed())
    with open_writer(path) as writer:
        for field, typed in (("title", "Hubs and homes"), ("description", "It may fail"), ("owners", "DCC")):
            writer.decisions.correct("A-1", "2021-02", field, typed, WHY)
    (*_, row) = ask(path, lambda reader: reader.risks().rows)
    assert (row.title, row.description, row.owners) == ("Hubs and homes", "It may fail", ["DCC"])
    with open_writer(path) as writer:
        for number in (1, 2, 3):
            writer.decisions.undo(number)
    assert everything(path) == everything_of(printed)


def test_a_corrected_status_counts_in_the_months_after(tmp_path: Path) -> None:
    told = [report(f"2021-0{n}", risk("A-1", 9, action(WATCH, "on_hold" if n == 2 else "ongoing"))) for n in (1, 2, 3)]
    path = store_of(tmp_path / "s.duckdb", told)
    assert ask(path, lambda reader: len(reader.stalled())) == 0
    decide(path, lambda writer: writer.decisions.correct("A-1/2021-02/1", None, "status", "ongoing", WHY))
    (row,) = ask(path, lambda reader: reader.stalled().rows)
    assert (row.reports_ongoing, row.decided) == (3, [f"status read as on hold (decision 1: {WHY})"])


def test_a_new_reading_of_the_same_paper_does_not_undo_a_correction(tmp_path: Path) -> None:
    old, new = report("2021-01", risk("A-1", 21)), report("2021-01", risk("A-1", 15))
    path = store_of(tmp_path / "s.duckdb", [old])
    decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "12", WHY))
    decide(path, lambda writer: writer.add(paper_of(old), new, "2"))
    (row,) = ask(path, lambda reader: reader.risks().rows)
    assert (row.score, row.decided) == (12, [f"score read as 15 (decision 1: {WHY})"])
    right = report("2021-01", risk("A-1", 12))
    decide(path, lambda writer: writer.add(paper_of(old), right, "3"))
    (row,) = ask(path, lambda reader: reader.risks().rows)
    assert (row.score, row.decided) == (12, None)
    assert ask(path, listed) == [(1, "correct", "read so by now")]


@pytest.mark.parametrize(("score", "applies", "counts"), [(21, "yes", 12), (12, "read so by now", 12),
                                                          (15, "no longer fits", 15)])  # fmt: skip
def test_a_corrected_paper_that_says_a_third_thing_is_believed(
    score: int, applies: str, counts: int, tmp_path: Path
) -> None:
    path = store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", 21))])
    decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "12", WHY))
    second = report("2021-01", risk("A-1", score), reference="ABC_2021-01_v2")
    assert decide(path, lambda writer: writer.add(paper_of(second, "_v2"), second, "1")) is Outcome.REPLACED
    assert ask(path, lambda reader: reader.risks().column("score")) == [counts]
    assert ask(path, listed) == [(1, "correct", applies)]


def test_a_decision_that_fits_nothing_is_listed_and_counts_again_when_it_does(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", reworded())
    decide(path, lambda writer: writer.decisions.same("A-1/2021-02/1", "A-1/2021-03/1", WHY))
    march = reworded()[2]
    with open_writer(path) as writer:
        writer.remove("ABC_2021-03.pdf", "A training paper")
    assert ask(path, listed) == [(1, "same", "no longer fits"), (2, "removed", "yes")]
    said = "1 decision no longer fits today's papers: see `risktrail decide list`"
    assert said in ask(path, lambda reader: reader.check().notes)
    with open_writer(path) as writer:
        writer.add(paper_of(march), march, "1")
    assert ask(path, listed) == [(1, "same", "yes"), (2, "removed", "no")]
    assert said not in ask(path, lambda reader: reader.check().notes)


@pytest.mark.parametrize(
    ("wording", "fits"),
    [
        pytest.param(NORTH.upper(), True, marks=pytest.mark.slow),
        pytest.param(NORTH.replace("outages", "out-ages"), True, marks=pytest.mark.slow),
        # 70 letters of 70 and 7: 2 * 70 / 147 is 0.95; without 14 of 70 letters 2 * 56 / 126 is 0.89.
        (f"{NORTH} in May", True),
        (NORTH.removesuffix(" in the north").removesuffix(" be handled"), False),
    ],
)
def test_an_action_read_in_nearly_the_same_words_is_still_meant(wording: str, fits: bool, tmp_path: Path) -> None:
    told = reworded()
    path = store_of(tmp_path / "s.duckdb", told)
    decide(path, lambda writer: writer.decisions.same("A-1/2021-02/1", "A-1/2021-03/1", WHY))
    again = report("2021-02", risk("A-1", 16, action(wording)), risk("A-2", 9, action(WATCH)))
    decide(path, lambda writer: writer.add(paper_of(told[1]), again, "2"))
    assert ask(path, listed) == [(1, "same", "yes" if fits else "no longer fits")]


# Doubts, papers, aliases


def test_a_settled_doubt_is_off_the_list_until_that_is_taken_back(tmp_path: Path) -> None:
    told = report("2021-01", risk("A-1", None), risk("A-2", None))
    path = store_of(tmp_path / "s.duckdb", [told])
    with open_writer(path) as writer:
        writer.fail(paper("bad.pdf"), "it is damaged", "1")
    found = ask(path, lambda reader: reader.check().rows)
    assert [row.kind for row in found] == ["failed_paper", "no_rating", "no_rating"]
    assert found[1].decide == "risktrail decide correct A-1 2021-01 score VALUE --reason TEXT"
    decide(path, lambda writer: writer.decisions.settled(found[0].id.upper(), "It is an agenda"))
    decide(path, lambda writer: writer.decisions.settled(found[1].id, WHY))
    read_again(path, told)
    with open_writer(path) as writer:
        writer.fail(paper("bad.pdf"), "it is damaged", "2")
    with open_reader(path) as reader:
        for left in (reader.check(), reader.check(parser_version="2")):
            assert [row.id for row in left] == [found[2].id]
        assert listed(reader) == [(1, "settled", "yes"), (2, "settled", "yes")]
        assert reader.decisions()[1].about == "2021-01 A-1 no_rating: the paper states no rating"
    with pytest.raises(errors.UnknownDoubtError, match="no open doubt"):
        decide(path, lambda writer: writer.decisions.settled(found[1].id, WHY))
    decide(path, lambda writer: writer.decisions.undo(2))
    assert ask(path, lambda reader: reader.check().column("id")) == [found[1].id, found[2].id]
    decide(path, lambda writer: writer.decisions.correct("A-2", "2021-01", "score", "9", WHY))
    assert ask(path, lambda reader: reader.check().column("id")) == [found[1].id]


def test_a_settled_doubt_that_is_gone_no_longer_fits(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", None))])
    (doubt,) = ask(path, lambda reader: reader.check().rows)
    decide(path, lambda writer: writer.decisions.settled(doubt.id, WHY))
    decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "9", WHY))
    assert ask(path, listed) == [(1, "settled", "no longer fits"), (2, "correct", "yes")]


def test_which_paper_has_a_month_is_decided(tmp_path: Path) -> None:
    first = report("2021-01", risk("A-1", 9), reference="ABC_A", meeting_number=1)
    other = report("2021-01", risk("A-1", 16), reference="ABC_B", meeting_number=2)
    path = tmp_path / "s.duckdb"
    with open_writer(path) as writer:
        writer.add(paper_of(first, "_a"), first, "1")
        assert writer.add(paper_of(other, "_b"), other, "1") is Outcome.CONFLICT
    (doubt,) = ask(path, lambda reader: reader.check().rows)
    assert doubt.decide == "risktrail decide stands ABC_2021-01_b.pdf --reason TEXT"
    number = decide(path, lambda writer: writer.decisions.stands("abc_b", WHY))
    read_again_as = [(first, "_a"), (other, "_b")]
    for again in (False, True):
        if again:
            with open_writer(path) as writer:
                for told, suffix in read_again_as:
                    writer.add(paper_of(told, suffix), told, "2", again=True)
        with open_reader(path) as reader:
            assert reader.risks().column("score") == [16]
            assert len(reader.check()) == 0
            assert {row.source_file: row.state for row in reader.reports()} == {
                "ABC_2021-01_a.pdf": "conflict", "ABC_2021-01_b.pdf": "current"
            }  # fmt: skip
            reasons = [row.reason for row in reader.reports() if row.state == "current"]
            assert reasons == [f"has the month by decision 1: {WHY}"]
            assert listed(reader) == [(1, "stands", "yes")]
    with pytest.raises(errors.ContradictoryDecisionError, match="decision 1 says already") as raised:
        decide(path, lambda writer: writer.decisions.stands("ABC_A", WHY))
    assert raised.value.number == 1
    decide(path, lambda writer: writer.decisions.undo(number))
    assert ask(path, lambda reader: reader.risks().column("score")) == [9]
    assert ask(path, lambda reader: reader.check().column("kind")) == ["conflict"]


def test_a_paper_that_comes_after_the_decision_is_told_of(tmp_path: Path) -> None:
    told = [report("2021-01", risk("A-1", n), reference=f"ABC_{n}", meeting_number=n) for n in (1, 2, 3)]
    corrected = report("2021-01", risk("A-1", 20), reference="ABC_2_v2", meeting_number=2)
    path = tmp_path / "s.duckdb"
    with open_writer(path) as writer:
        for n, each in enumerate(told[:2]):
            writer.add(paper_of(each, f"_{n}"), each, "1")
        writer.finish()
        writer.decisions.stands("ABC_2", WHY)
        assert writer.add(paper_of(told[2], "_2"), told[2], "1") is Outcome.CONFLICT
    (doubt,) = ask(path, lambda reader: reader.check().rows)
    assert (doubt.kind, doubt.source_file) == ("conflict", "ABC_2021-01_2.pdf")
    with open_writer(path) as writer:
        assert writer.add(paper_of(corrected, "_3"), corrected, "1") is Outcome.REPLACED
    assert ask(path, lambda reader: reader.risks().column("score")) == [20]
    assert ask(path, lambda reader: reader.check().column("source_file")) == ["ABC_2021-01_2.pdf"]
    assert ask(path, listed) == [(1, "stands", "yes")]


def test_of_two_versions_the_one_decided_for_stands(tmp_path: Path) -> None:
    versions = [report("2021-01", risk("A-1", score), reference=f"ABC_A_v{n}") for n, score in ((1, 9), (2, 16))]
    path = tmp_path / "s.duckdb"
    with open_writer(path) as writer:
        for n, each in enumerate(versions):
            writer.add(paper_of(each, f"_{n}"), each, "1")
    assert ask(path, lambda reader: reader.risks().column("score")) == [16]
    decide(path, lambda writer: writer.decisions.stands("ABC_A_v1", "The second was withdrawn"))
    assert ask(path, lambda reader: reader.risks().column("score")) == [9]
    decide(path, lambda writer: writer.decisions.undo(1))
    assert ask(path, lambda reader: reader.risks().column("score")) == [16]


def test_aliases_and_removals_are_listed_numbered_and_taken_back(tmp_path: Path) -> None:
    told = [report("2021-01", risk("A-1", 9)), report("2021-02", risk("A-2", 9)), report("2021-03", risk("A-2", 9))]
    path = store_of(tmp_path / "s.duckdb", told)
    with open_writer(path) as writer:
        writer.add_alias(None, "A-1", "A-2", "renumbered", "Renumbered in February")
        writer.remove("ABC_2021-03.pdf", "A draft")
    with open_reader(path) as reader:
        assert listed(reader) == [(1, "renumbered", "yes"), (2, "removed", "yes")]
        alias, removal = reader.decisions()
        assert (alias.about, alias.other, alias.reason) == ("A-1", "A-2", "Renumbered in February")
        assert alias.decided_at is not None
        assert (removal.about, removal.reason) == ("2021-03 ABC_2021-03.pdf", "A draft")
        (doubt,) = [row for row in reader.check() if row.kind == "removed_paper"]
        assert doubt.decide == "risktrail decide undo 2"
    decide(path, lambda writer: writer.decisions.undo(1))
    assert ask(path, lambda reader: [row.risk_id for row in reader.ratings()]) == ["A-2", "A-1"]
    with pytest.raises(errors.QuestionError, match="import the file by its name"):
        decide(path, lambda writer: writer.decisions.undo(2))
    with open_writer(path) as writer:
        writer.add(paper_of(told[2]), told[2], "1")
        writer.add_alias(None, "A-1", "A-2", "merged", "Merged in February")
        writer.remove_alias(None, "A-1", "A-2")
    assert ask(path, listed) == [(1, "renumbered", "no"), (2, "removed", "no"), (3, "merged", "no")]


# What is refused


REFUSED: tuple[tuple[Callable[[Decisions], object], str], ...] = (
    (lambda d: d.same("A-1/2021-01/1", "A-1/2021-02/1", " "), "needs a reason"),
    (lambda d: d.same("A-1/2021-01/2", "A-1/2021-02/1", WHY), "A-1 has 1 in 2021-01"),
    (lambda d: d.same("nosuchaction", "A-1/2021-02/1", WHY), "no action 'nosuchaction'"),
    (lambda d: d.same("A-1/2021-09/1", "A-1/2021-02/1", WHY), "no report for '2021-09'"),
    (lambda d: d.same("A-9/2021-01/1", "A-1/2021-02/1", WHY), "no risk 'A-9'"),
    (lambda d: d.same("A-1/2021-01/1", "A-2/2021-01/1", WHY), "both stand in 2021-01: they cannot be the same"),
    (lambda d: d.different("A-1/2021-01/1", "A-2/2021-01/1", WHY), "both stand in 2021-01: they are two already"),
    (lambda d: d.same("A-1/2021-01/1", "A-1/2021-01/1", WHY), "are one action already"),
    (lambda d: d.correct("A-1", None, "score", "9", WHY), "name the month too"),
    (lambda d: d.correct("A-1", "2021-01", "status", "completed", WHY), "it is a field of an action"),
    (lambda d: d.correct("A-1", "2021-01", "colour", "red", WHY), "no field 'colour' of a risk can be corrected"),
    (lambda d: d.correct("A-1", "2021-01", "score", "high", WHY), "score is a whole number such as 16, not 'high'"),
    (lambda d: d.correct("A-1", "2021-01", "score", "16", WHY), "score of A-1/2021-01 is 16 already"),
    (lambda d: d.correct("A-1", "2021-01", "description", "none", WHY), "description cannot be 'none'"),
    (lambda d: d.correct("A-1/2021-01/1", None, "status", "done", WHY), "status is one of ongoing, completed"),
    (lambda d: d.correct("A-1/2021-01/1", None, "due_date", "May", WHY), "a day such as 2021-07-31, not 'May'"),
    (lambda d: d.settled("1a2b3c4d", WHY), "no open doubt '1a2b3c4d'"),
    (lambda d: d.stands("ABC_2021-01", WHY), "no other paper claims the month"),
    (lambda d: d.undo(7), "no decision 7 counts; there are none"),
)


def test_what_cannot_be_decided(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", reworded())
    with open_writer(path) as writer:
        for make, said in REFUSED:
            with pytest.raises(errors.QuestionError, match=re.escape(said)):
                make(writer.decisions)
    with open_reader(path) as reader:
        assert rows_of_papers(reader) == everything_of(reworded)
        for table in ("decision", "decision_effect", "dirty_register"):
            assert reader.query(f"FROM {table}").rows == [], table


def test_the_opposite_of_a_decision_names_it(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", reworded())
    pair = ("A-1/2021-02/1", "A-1/2021-03/1")
    decide(path, lambda writer: writer.decisions.different(*pair, WHY))
    for name, said in (("same", "decision 1 says the opposite already"), ("different", "decision 1 says already")):
        refused = pytest.raises(errors.ContradictoryDecisionError, match=f"{said}: .* are two actions.*decide undo 1$")
        with refused, open_writer(path) as writer:
            getattr(writer.decisions, name)(*pair, WHY)
    decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "9", WHY))
    with pytest.raises(errors.ContradictoryDecisionError, match="corrected already by decision 2"):
        decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "12", WHY))


def test_months_that_alternate_have_to_be_named(tmp_path: Path) -> None:
    texts = (NORTH, WATCH, NORTH, WATCH)
    told = [report(f"2021-0{n}", risk("A-1", 9, action(text))) for n, text in enumerate(texts, 1)]
    path = store_of(tmp_path / "s.duckdb", told)
    one, other = ask(path, lambda reader: sorted({row.action_id for row in reader.actions()}))
    with pytest.raises(errors.QuestionError, match="alternate"):
        decide(path, lambda writer: writer.decisions.same(one, other, WHY))


# What is kept


@pytest.mark.parametrize("fmt", ["csv", *(pytest.param(each, marks=pytest.mark.slow) for each in ("parquet", "json"))])
def test_decisions_are_exported_and_come_back(fmt: Any, tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [*reworded(), report("2021-05", risk("A-1", None))])
    (doubt,) = [row for row in ask(path, lambda reader: reader.check().rows) if row.kind == "no_rating"]
    with open_writer(path) as writer:
        writer.decisions.same("A-1/2021-02/1", "A-1/2021-03/1", WHY)
        writer.decisions.correct("A-1", "2021-02", "score", "9", WHY)
        writer.decisions.correct("A-1/2021-02/1", None, "owners", "DCC; SECAS", WHY)
        writer.decisions.settled(doubt.id, WHY)
        writer.add_alias(None, "A-1", "A-2", "split", WHY)
        writer.decisions.undo(3)
    export_store(path, tmp_path / "out", fmt)
    load_export(tmp_path / "out", tmp_path / "loaded.duckdb")
    assert everything(tmp_path / "loaded.duckdb") == everything(path)
    export_store(tmp_path / "loaded.duckdb", tmp_path / "again", fmt)
    for table in ("decision", "decision_effect", "alias", "risk"):
        name = f"tables/{table}.{fmt}"
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), table
    decide(tmp_path / "loaded.duckdb", lambda writer: writer.decisions.undo(2))
    scores = ask(tmp_path / "loaded.duckdb", lambda reader: reader.risks(risk="A-1").column("score"))
    assert scores == [16, 16, 16, 16, None]


def test_a_store_of_before_has_its_aliases_and_removals_numbered(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [report("2021-01", risk("A-1", 9), risk("A-2", 9)), report("2021-02")])
    with open_writer(path) as writer:
        writer.add_alias(None, "A-1", "A-2", "merged", WHY)
        writer.remove("ABC_2021-02.pdf", "A draft")
        writer.con.execute("UPDATE alias SET number = NULL, decided_at = NULL")
        writer.con.execute("UPDATE removed_paper SET number = NULL")
    decide(path, lambda _: None)
    assert ask(path, listed) == [(1, "merged", "yes"), (2, "removed", "yes")]


def test_decisions_on_one_register_leave_another_alone(tmp_path: Path) -> None:
    told = [*reworded(), report("2021-01", risk("A-1", 16, action(NORTH)), register="XYZ")]
    path = store_of(tmp_path / "s.duckdb", told)
    with pytest.raises(errors.AmbiguousRegisterError):
        decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "9", WHY))
    decide(path, lambda writer: writer.decisions.correct("A-1", "2021-01", "score", "9", WHY, register="xyz"))
    with open_reader(path) as reader:
        assert {row.register: row.score for row in reader.risks() if row.period == "2021-01"} == {"ABC": 9, "XYZ": 9}
        assert not [note for note in reader.stalled("ABC").notes if "decision" in note]
        assert [row.number for row in reader.decisions("ABC")] == []


# What ended where something similar began


def test_a_dropped_action_stands_beside_the_one_that_began_in_its_place(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", reworded())
    with open_reader(path) as reader:
        answer = reader.ask("silently_dropped_actions")
        (gone,) = answer.dicts()
        begun = reader.actions(period="2021-03", risk="A-1")[0]
        assert (gone["perhaps"], gone["perhaps_id"], gone["perhaps_page"]) == (BOTH, begun.action_id, 2)
        assert gone["decide"] == "risktrail decide same A-1/2021-02/1 A-1/2021-03/1 --reason TEXT"
        assert "0 dropped, 1 perhaps reworded: perhaps is what began in the place of each" in answer.notes


@pytest.mark.parametrize(("least", "further"), [(2, False), (3, True), (4, True), (5, False)])
def test_stalled_says_what_is_perhaps_stalled_too(least: int, further: bool, tmp_path: Path) -> None:
    # The action of March is ongoing in 2 reports, and the one that it perhaps was in the 2 before: 4 together.
    path = store_of(tmp_path / "s.duckdb", reworded())
    answer = ask(path, lambda reader: reader.stalled(min_reports=least))
    assert any("1 further action is perhaps stalled" in note for note in answer.notes) is further
    shown = [(row.risk_id, row.perhaps, row.perhaps_last_seen) for row in answer]
    assert (("A-1", NORTH, "2021-02") in shown) is (least == 2)
