"""Months that several papers claim: versions of one paper, and papers of other meetings beside it."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import duckdb
import pytest

from risktrail.schema.report import Report
from risktrail.store import Outcome, Reader, database, export_store, load_export, open_reader, open_writer
from risktrail.store.series import version, without_version
from tests.generators.register_builders import action, paper_of, report, risk, store_of


def of_meeting(number: int, day: int, score: int, reference: str | None = None) -> Report:
    """A paper of a meeting in May 2024."""
    held = dt.date(2024, 5, day)
    told = report("2024-05", risk("A-1", score, action("DCC to test")), dated=held, reference=reference)
    named = {"meeting_number": number, "meeting_date": held, "paper_reference": reference or f"ABC_{number}_04"}
    return told.model_copy(update=named)


FIRST, SECOND, THIRD = of_meeting(31, 14, 9), of_meeting(32, 28, 12), of_meeting(33, 30, 15)
CORRECTED = of_meeting(31, 15, 10, "ABC_31_04_v2")


def imported(path: Path, *told: Report) -> list[Outcome]:
    """One import of several papers."""
    with open_writer(path) as writer:
        return [writer.add(paper_of(each), each, "1") for each in told]


def states(reader: Reader) -> dict[str, str]:
    """What became of each paper, by its reference."""
    answer = reader.reports()
    return dict(zip(answer.column("paper_reference"), answer.column("state"), strict=True))


@pytest.mark.parametrize(("there", "comes"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_paper_that_was_there_first_keeps_its_month(there: Report, comes: Report, tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    assert imported(path, there) == [Outcome.ADDED]
    with open_writer(path) as writer:
        assert writer.add(paper_of(comes), comes, "1") is Outcome.CONFLICT
        writer.finish()
        (line,) = writer.conflicts()
    assert line.startswith(f"{paper_of(comes).name}: ")
    with open_reader(path) as reader:
        assert states(reader) == {there.paper_reference: "current", comes.paper_reference: "conflict"}
        assert reader.ratings().column("2024-05") == [there.risks[0].score]
        (doubt,) = reader.check().dicts()
        assert (doubt["kind"], doubt["period"]) == ("conflict", "2024-05")
        for reference in ("ABC_31_04", "ABC_32_04", "risktrail remove"):
            assert reference in doubt["message"]
            assert reference in line
        (aside,) = [row for row in reader.reports().dicts() if row["state"] == "conflict"]
        assert aside["superseded_by"] is None
        assert aside["conflicts_with"] == paper_of(there).name
        assert len(reader.ask("integrity")) == 0


def test_answers_that_rest_on_a_contested_month_say_so(tmp_path: Path) -> None:
    told = "ABC 2024-05 is claimed by several papers, and {} alone counts: see `risktrail check`"
    before = report("2024-04", risk("A-1", 9, action("Sweep the flue", due="2024-04-30")))
    path = store_of(tmp_path / "s.duckdb", [before, FIRST, SECOND])
    with open_reader(path) as reader:
        note = told.format(paper_of(FIRST).name)
        answers = (
            reader.stalled(), reader.overdue(), reader.overdue("ABC"), reader.compare("2024-04", "2024-05"),
            reader.history("A-1"), reader.actions(), reader.risks(period="2024-05"), reader.ask("slipped_dates"),
        )  # fmt: skip
        assert [note in each.notes for each in answers] == [True] * len(answers)
        assert not any("claimed" in note for note in reader.risks(period="2024-04").notes)
    with open_writer(path) as writer:
        writer.remove(SECOND.paper_reference or "", "Another meeting's")
    with open_reader(path) as reader:
        assert not any("claimed" in note for note in reader.stalled().notes)


@pytest.mark.parametrize("order", list(itertools.permutations([FIRST, SECOND, THIRD])))
def test_in_one_import_the_earliest_meeting_stands_whatever_the_order(
    order: tuple[Report, ...], tmp_path: Path
) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    assert sorted(imported(path, *order)) == [Outcome.ADDED, Outcome.CONFLICT, Outcome.CONFLICT]
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "current", "ABC_32_04": "conflict", "ABC_33_04": "conflict"}


def test_who_was_first_outlives_later_imports_and_an_export(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [SECOND])
    for told in (FIRST, THIRD, report("2024-04", risk("A-1", 4))):
        imported(path, told)
    with open_writer(path) as writer:  # worked out anew
        writer.con.execute("INSERT INTO dirty_register VALUES ('ABC')")
    export_store(path, tmp_path / "out", "csv")
    load_export(tmp_path / "out", tmp_path / "loaded.duckdb")
    for each in (path, tmp_path / "loaded.duckdb"):
        with open_reader(each) as reader:
            assert states(reader)["ABC_32_04"] == "current"
            assert reader.query("SELECT count(*) FROM month_holder").rows == [(1,)]
            assert len(reader.ask("integrity")) == 0


def test_a_correction_takes_the_place_of_its_own_paper_alone(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [FIRST])
    assert imported(path, SECOND, CORRECTED) == [Outcome.CONFLICT, Outcome.REPLACED]
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "superseded", "ABC_31_04_v2": "current", "ABC_32_04": "conflict"}


def test_a_correction_of_a_paper_in_conflict_stays_in_conflict(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [SECOND])
    imported(path, FIRST)
    assert imported(path, CORRECTED) == [Outcome.CONFLICT]
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "superseded", "ABC_31_04_v2": "conflict", "ABC_32_04": "current"}


def test_where_the_holder_is_read_as_another_month_the_other_takes_the_month(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [FIRST])
    imported(path, SECOND)
    with open_writer(path) as writer:
        june = FIRST.model_copy(update={"period": "2024-06"})
        assert writer.add(paper_of(FIRST), june, "2") is Outcome.REPLACED
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "current", "ABC_32_04": "current"}
        assert reader.query("FROM month_holder").rows == []
        assert len(reader.ask("integrity")) == 0


def test_a_paper_read_as_a_month_that_is_taken_does_not_displace_who_has_it(tmp_path: Path) -> None:
    june = report("2024-06", risk("A-1", 4), reference="ABC_34_04")
    path = store_of(tmp_path / "s.duckdb", [FIRST, june])
    with open_writer(path) as writer:
        assert writer.add(paper_of(FIRST), FIRST.model_copy(update={"period": "2024-06"}), "2") is Outcome.CONFLICT
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "conflict", "ABC_34_04": "current"}


def test_papers_of_one_meeting_with_different_references_are_told_of(tmp_path: Path) -> None:
    other = of_meeting(31, 15, 20, "ABC_31_06")
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        outcomes = [writer.add(paper_of(told), told, "1") for told in (FIRST, other)]
        writer.finish()
        (line,) = writer.conflicts()
    assert outcomes == [Outcome.ADDED, Outcome.REPLACED]
    assert "ABC_31_04" in line
    assert "ABC_31_06" in line
    assert "`risktrail remove PAPER --reason TEXT`" in line, "it says what to do"
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "superseded", "ABC_31_06": "current"}
        assert reader.check().column("kind") == ["conflict"]


def test_a_version_in_the_reference_is_no_doubt(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [FIRST, CORRECTED])
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "superseded", "ABC_31_04_v2": "current"}
        assert len(reader.check()) == 0


def unnamed(day: int, score: int) -> Report:
    """A paper that states neither reference nor meeting."""
    told = report("2024-05", risk("A-1", score), dated=dt.date(2024, 5, day))
    return told.model_copy(update={"paper_reference": None})


def test_papers_without_reference_or_meeting_are_told_apart_by_their_date(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [unnamed(5, 9), unnamed(5, 10)])
    assert imported(path, unnamed(20, 12)) == [Outcome.CONFLICT]
    with open_reader(path) as reader:
        assert sorted(reader.reports().column("state")) == ["conflict", "current", "superseded"]
        assert "dated 2024-05-20" in " ".join(reader.check().column("message"))


def test_a_contested_month_without_its_holder_contradicts_the_store(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [FIRST])
    imported(path, SECOND)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE month_holder SET period = '2024-06'")
    with open_reader(path) as reader:
        assert reader.ask("integrity").column("problem") == ["its report does not claim the month"]
    with duckdb.connect(str(path)) as con:
        con.execute("DELETE FROM month_holder")
    with open_reader(path) as reader:
        assert reader.ask("integrity").column("problem") == ["it conflicts with a report that has not the month"]


def test_a_store_of_an_older_risktrail_finds_its_conflicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The older one had the later meeting in place of the earlier, and told nobody.
    path = tmp_path / "s.duckdb"
    older = database.migrations()[:3]
    with monkeypatch.context() as then, duckdb.connect(str(path)) as con:
        then.setattr(database, "migrations", lambda: older)
        database.migrate(con, path)
        for number, (told, current) in enumerate(((FIRST, False), (SECOND, True))):
            key, name = str(number) * 64, f"{told.paper_reference}.pdf"
            con.execute("INSERT INTO paper VALUES (?, ?, 1, 'stored', NULL, '1')", [key, name])
            con.execute(
                "INSERT INTO report VALUES (?, ?, 'ABC', ?, NULL, ?, ?, ?, ?, NULL, [], 1, '', NULL)",
                [key[:16], key, told.period, told.paper_reference, told.meeting_number, told.meeting_date,
                 told.report_date],
            )  # fmt: skip
            con.execute(
                "INSERT INTO report_series VALUES ('ABC', ?, ?, ?, 1, NULL, 0, NULL, NULL, NULL)",
                [key[:16], told.period, current],
            )
    with open_reader(path) as reader:
        assert states(reader) == {"ABC_31_04": "current", "ABC_32_04": "conflict"}
        assert reader.check().column("kind") == ["conflict"]


@pytest.mark.parametrize(
    "reference", ["OPSG_53_2607_07", "OPSG_53_2607_07_v1.2", "OPSG_53_2607_07 V2 ", "Paper 4 version 3", ""]
)
def test_python_and_sql_agree_on_what_a_version_is(reference: str, tmp_path: Path) -> None:
    bare = without_version(reference)
    assert version(bare) == (0,)
    with open_reader(store_of(tmp_path / "s.duckdb", [])) as reader:
        assert reader.query("SELECT without_version(?)", [reference]).rows == [(bare,)]
