"""Two stores become one: as if their papers had been imported into one, whichever is merged into which."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from risktrail.schema.file_places import PageRange
from risktrail.schema.report import Report
from risktrail.store import Given, Writer, errors, open_reader, open_writer
from risktrail.store.database import migrations
from risktrail.store.errors import QuestionError
from risktrail.store.export import TABLES
from risktrail.store.merging import Merged
from tests.generators.register_builders import action, paper, paper_of, report, risk, store_of
from tests.store.test_claims import CORRECTED, FIRST, SECOND, THIRD, states

Write = Callable[[Writer], object]
YEAR = [
    report(f"2024-{month:02d}", risk("A-1", month, action(f"Paint quay {month % 2}"), action("Hire a diver")))
    for month in range(1, 8)
]


def store(path: Path, *told: Report, write: Write | None = None) -> Path:
    """A store with these reports in their order, and what `write` does with it then."""
    store_of(path, told)
    if write is not None:
        with open_writer(path) as writer:
            write(writer)
    return path


def content(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Everything in a store but its ledger of this machine's imports and the numbers and seconds of decisions, which
    differ from store to store: the rows of each table."""
    kept = "COLUMNS(lambda name: name NOT IN ('number', 'decided_at'))"
    return {
        name: sorted(map(repr, con.execute(f"SELECT {kept} FROM {name}").fetchall()))  # noqa: S608  own tables
        for name in (*TABLES, "paper_content")
    }


def merged_both_ways(one: Path, two: Path) -> tuple[Path, Merged]:
    """`two` merged into a copy of `one`, and what it came to.

    Checks that the other way round gives the same, that a second time changes nothing, that the rules of a store hold,
    and that the other store stays as it was, byte for byte.
    """
    there, back = (shutil.copyfile(each, each.with_name(f"{each.stem}-copy.duckdb")) for each in (one, two))
    before = one.read_bytes(), two.read_bytes()
    with open_writer(there) as writer:
        merged = writer.merge(two)
        once = content(writer.con)
    with open_writer(there) as writer:
        again = writer.merge(two)
    with open_writer(back) as writer:
        writer.merge(one)
        assert content(writer.con) == once
    assert (again.unchanged, again.papers, again.aliases) == (merged.papers, merged.papers, 0)
    assert (one.read_bytes(), two.read_bytes()) == before
    with open_reader(there) as reader:
        assert content(reader.con) == once
        assert reader.ask("integrity").rows == []
    return there, merged


def test_it_is_as_if_all_had_been_imported_into_one(tmp_path: Path) -> None:
    one, two = store(tmp_path / "a.duckdb", *YEAR[:4]), store(tmp_path / "b.duckdb", *YEAR[3:])
    there, merged = merged_both_ways(one, two)
    whole = store(tmp_path / "whole.duckdb", *YEAR)
    assert (merged.papers, merged.added, merged.unchanged, merged.notes) == (4, 3, 1, [])
    with open_reader(there) as reader, open_reader(whole) as imported:
        assert content(reader.con) == content(imported.con)
        assert {each.reports_ongoing for each in reader.stalled(min_reports=5)} == {7}


def test_of_other_registers_nothing_changes(tmp_path: Path) -> None:
    other = report("2024-01", risk("X-1", 9), register="XYZ")
    there, merged = merged_both_ways(store(tmp_path / "a.duckdb", *YEAR[:2]), store(tmp_path / "b.duckdb", other))
    assert (merged.added, merged.registers) == (1, {"XYZ"})
    with open_reader(there) as reader:
        assert (reader.registers(), reader.periods("ABC")) == (["ABC", "XYZ"], ["2024-01", "2024-02"])


@pytest.mark.parametrize(
    ("ours", "theirs", "holder"),
    [
        ([FIRST], [SECOND], FIRST),  # neither knows both: the earliest meeting
        pytest.param([SECOND, FIRST], [FIRST], SECOND, marks=pytest.mark.slow),  # that which knows both has it so
        pytest.param([SECOND, FIRST], [SECOND], SECOND, marks=pytest.mark.slow),
        ([SECOND, FIRST], [FIRST, SECOND], FIRST),  # both know both, and differ
        pytest.param([SECOND, FIRST], [THIRD], FIRST, marks=pytest.mark.slow),
        ([FIRST], [CORRECTED], CORRECTED),  # a version is no other paper
        pytest.param([FIRST, SECOND], [CORRECTED], CORRECTED, marks=pytest.mark.slow),
    ],
)
def test_a_month_that_different_papers_have(
    ours: list[Report], theirs: list[Report], holder: Report, tmp_path: Path
) -> None:
    def one_by_one(reports: list[Report]) -> Write:
        def write(writer: Writer) -> None:
            for each in reports:
                writer.add(paper_of(each), each, "1")
                writer.finish()

        return write

    one = store(tmp_path / "a.duckdb", write=one_by_one(ours))
    there, _ = merged_both_ways(one, store(tmp_path / "b.duckdb", write=one_by_one(theirs)))
    with open_reader(there) as reader:
        assert [name for name, state in states(reader).items() if state == "current"] == [holder.paper_reference]


def test_a_conflict_is_told_of_as_by_an_import(tmp_path: Path) -> None:
    one, two = store(tmp_path / "a.duckdb", FIRST), store(tmp_path / "b.duckdb", SECOND)
    with open_writer(one) as writer:
        writer.merge(two)
        (line,) = writer.conflicts()
    assert line.startswith(f"{paper_of(SECOND).name}: is another paper (ABC_32_04) than ")


def test_a_paper_removed_from_one_is_removed_from_both(tmp_path: Path) -> None:
    name = paper_of(YEAR[1]).name
    one = store(tmp_path / "a.duckdb", *YEAR[:3])
    two = store(tmp_path / "b.duckdb", *YEAR[:3], write=lambda writer: writer.remove(name, "A draft"))
    there, merged = merged_both_ways(one, two)
    assert (merged.removed, merged.unchanged) == (1, 2)
    assert merged.notes == [
        f"{name}: was removed from one of the stores (A draft) and is removed;"
        " to store it again, import the file by its own name"
    ]
    with open_reader(there) as reader:
        assert reader.periods("ABC") == ["2024-01", "2024-03"]
        assert [row.reason for row in reader.reports() if row.state == "removed"] == ["A draft"]
    with open_writer(there) as writer:
        assert writer.add(paper_of(YEAR[1]), YEAR[1], "1") == "added"


def test_a_paper_that_one_could_read_did_not_fail(tmp_path: Path) -> None:
    read, cut = paper_of(YEAR[0]), paper("cut.pdf")

    def fail(writer: Writer) -> None:
        writer.fail(read, "took too long", "1")
        writer.fail(cut, "was cut short", "1")

    there, merged = merged_both_ways(store(tmp_path / "a.duckdb", YEAR[0]), store(tmp_path / "b.duckdb", write=fail))
    assert (merged.added, merged.failed, merged.unchanged) == (0, 1, 1)
    with open_reader(there) as reader:
        assert [doubt.source_file for doubt in reader.check() if doubt.kind == "failed_paper"] == ["cut.pdf"]


@pytest.mark.parametrize(
    ("theirs", "counts"), [pytest.param("2", 12, marks=pytest.mark.slow), ("10", 12), ("1+pdfplumber", 9)]
)
def test_of_two_readings_the_later_parsers_counts(theirs: str, counts: int, tmp_path: Path) -> None:
    told = paper("a.pdf")
    older, newer = report("2024-05", risk("A-1", 9)), report("2024-05", risk("A-1", 12))
    one = store(tmp_path / "a.duckdb", write=lambda writer: writer.add(told, older, "1"))
    two = store(tmp_path / "b.duckdb", write=lambda writer: writer.add(told, newer, theirs))
    there, merged = merged_both_ways(one, two)
    assert (merged.replaced, merged.unchanged) == ((1, 0) if counts == 12 else (0, 1))
    with open_reader(there) as reader:
        assert reader.ratings().column("2024-05") == [counts]


def test_a_reading_that_rests_on_what_a_person_said_counts_and_contradictions_are_told(tmp_path: Path) -> None:
    told = paper("a.pdf")
    silent = report("2024-05", risk("1", 9)).model_copy(update={"committee": None, "paper_reference": None})

    def as_of(register: str) -> Write:
        return lambda writer: writer.add(told, silent, "1", given=Given(register))

    one, two = store(tmp_path / "a.duckdb", write=as_of("NDC")), store(tmp_path / "b.duckdb", write=as_of("XYZ"))
    there, merged = merged_both_ways(one, two)
    assert merged.notes == ["a.pdf: is NDC 2024-05 in this store and XYZ 2024-05 in the other one; XYZ 2024-05 counts"]
    with open_writer(there) as writer:
        assert writer.given(told.sha256) == Given("XYZ")


def test_bytes_and_the_first_name_come_too(tmp_path: Path) -> None:
    named, other = paper("b.pdf", b"bytes"), paper("a.pdf", b"bytes")
    one = store(tmp_path / "a.duckdb", write=lambda writer: writer.add(named, YEAR[0], "1", archive=False))
    there, merged = merged_both_ways(one, store(tmp_path / "b.duckdb", write=lambda w: w.add(other, YEAR[0], "1")))
    assert merged.unchanged == 1
    with open_writer(there) as writer:
        kept = writer.archived(named.sha256)
        assert kept is not None
        assert (kept.content, kept.name) == (b"bytes", "a.pdf")
        assert writer.known_file("/in/a.pdf", 5, 1.0, "1")
        assert writer.known_file("/in/b.pdf", 5, 1.0, "1")
    with open_reader(there) as reader:
        assert reader.risks().column("source_file") == ["a.pdf"]


def test_texts_of_profiles_come_too(tmp_path: Path) -> None:
    def with_profile(told: Report, text: str) -> Write:
        def write(writer: Writer) -> None:
            writer.keep_profile("test", text)
            writer.add(paper_of(told), told, "1")

        return write

    one = store(tmp_path / "a.duckdb", write=with_profile(YEAR[0], "old"))
    there, _ = merged_both_ways(one, store(tmp_path / "b.duckdb", write=with_profile(YEAR[1], "new")))
    with open_writer(there) as writer:
        assert [writer.text_of_profile(paper_of(each).sha256) for each in YEAR[:2]] == ["old", "new"]


ALIASED = [report("2024-01", *(risk(f"A-{n}", 9) for n in range(1, 5))), YEAR[1]]


def aliases(*pairs: tuple[str, str], reason: str = "Minutes", kind: str = "renumbered") -> Write:
    """Adds these aliases."""

    def write(writer: Writer) -> None:
        for old, new in pairs:
            writer.add_alias("ABC", old, new, kind, reason)

    return write


def test_aliases_come_too_and_join_trails(tmp_path: Path) -> None:
    one = store(tmp_path / "a.duckdb", *ALIASED, write=aliases(("A-1", "A-2")))
    two = store(tmp_path / "b.duckdb", *ALIASED, write=aliases(("A-1", "A-2"), ("A-3", "A-4")))
    there, merged = merged_both_ways(one, two)
    assert (merged.aliases, merged.notes) == (1, [])
    with open_reader(there) as reader:
        assert {row.risk_id for row in reader.ratings()} == {"A-2", "A-4"}


def test_aliases_that_contradict_each_other_are_told_of(tmp_path: Path) -> None:
    one = store(tmp_path / "a.duckdb", *ALIASED, write=aliases(("A-1", "A-2"), ("A-2", "A-3")))
    two = store(tmp_path / "b.duckdb", *ALIASED, write=aliases(("A-3", "A-1"), reason="Guess"))
    there, merged = merged_both_ways(one, two)
    assert merged.notes == [
        "ABC: A-3 renumbered into A-1 (Guess): contradicts other aliases and was left out; see `risktrail alias`"
    ]
    with open_reader(there) as reader:
        assert [*reader.query("SELECT old_risk_id FROM alias ORDER BY 1")] == [("A-1",), ("A-2",)]

    three = store(tmp_path / "c.duckdb", *ALIASED, write=aliases(("A-1", "A-2"), reason="Plan", kind="split"))
    there, merged = merged_both_ways(one, three)
    assert merged.notes == [
        "ABC: A-1 renumbered into A-2 (Minutes) and ABC: A-1 split into A-2 (Plan) contradict each other;"
        " the latter counts"
    ]


def test_what_could_not_be_fetched_is_still_told_of(tmp_path: Path) -> None:
    two = store(tmp_path / "b.duckdb", write=lambda writer: writer.lose("s3://board/a.pdf", "a.pdf", "no answer", "1"))
    there, _ = merged_both_ways(store(tmp_path / "a.duckdb", YEAR[0]), two)
    with open_reader(there) as reader:
        assert [doubt.source_file for doubt in reader.check(parser_version="1")] == ["a.pdf"]


def test_the_ledger_of_imports_is_of_both_and_each_event_once(tmp_path: Path) -> None:
    one, two = store(tmp_path / "a.duckdb", YEAR[0]), store(tmp_path / "b.duckdb", YEAR[1])
    there, _ = merged_both_ways(one, two)
    with duckdb.connect(there, read_only=True) as con:
        assert con.execute("SELECT outcome, count(*) FROM import_event GROUP BY ALL").fetchall() == [("added", 2)]


def test_a_store_of_an_older_version_is_merged_and_stays_as_it_was(tmp_path: Path) -> None:
    older = tmp_path / "older.duckdb"
    with duckdb.connect(older) as con:
        for step in migrations()[:4]:
            con.execute(step)
        con.execute("INSERT INTO store_meta VALUES ('product', 'risktrail'), ('schema_version', '4')")
        con.execute("INSERT INTO paper VALUES ('" + "ab" * 32 + "', 'old.pdf', 3, 'failed', 'was cut short', '1')")
    before = older.read_bytes()
    one = store(tmp_path / "a.duckdb", YEAR[0])
    with open_writer(one) as writer:
        assert writer.merge(older).failed == 1
    assert older.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.duckdb", "older.duckdb"]


def test_what_cannot_be_merged_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    one, link, empty = store(tmp_path / "a.duckdb", YEAR[0]), tmp_path / "link.duckdb", tmp_path / "empty.duckdb"
    link.symlink_to(one)
    duckdb.connect(empty).close()
    (tmp_path / "x.duckdb").write_bytes(b"no database")
    with open_writer(one) as writer:
        before = content(writer.con)
        for other, error in (
            (link, QuestionError),
            (tmp_path / "none.duckdb", errors.StoreMissingError),
            (empty, errors.NotAStoreError),
            (tmp_path / "x.duckdb", errors.NotAStoreError),
            (tmp_path / "x.csv", errors.StoreNameError),
        ):
            with pytest.raises(error):
                writer.merge(other)
    with open_reader(one) as reader:
        assert content(reader.con) == before


def test_papers_can_be_imported_after_a_merge_in_the_same_writer(tmp_path: Path) -> None:
    one, two = store(tmp_path / "a.duckdb", YEAR[0]), store(tmp_path / "b.duckdb", YEAR[1])
    with open_writer(one) as writer:
        writer.merge(two)
        assert writer.add(paper_of(YEAR[1]), YEAR[1], "1") == "unchanged"
        corrected = YEAR[1].model_copy(update={"report_date": dt.date(2024, 2, 20)})
        assert writer.add(paper_of(corrected), corrected, "1") == "replaced"
        assert writer.changed_months() == [("ABC", "2024-02")]


def test_decisions_come_too_with_the_readings_that_they_correct(tmp_path: Path) -> None:
    def decide(writer: Writer) -> None:
        writer.decisions.correct("A-1", YEAR[0].period or "", "score", "3", "Misprint")

    one, two = store(tmp_path / "a.duckdb", YEAR[1]), store(tmp_path / "b.duckdb", YEAR[0], write=decide)
    there, merged = merged_both_ways(one, two)
    assert merged.decisions == 1
    with open_writer(there) as writer:
        (told,) = writer.con.execute("SELECT score FROM risks WHERE period = ?", [YEAR[0].period]).fetchone() or (None,)
        assert told == 3
        assert writer.merge(two).decisions == 0
        writer.decisions.undo(1)
    with open_reader(there) as reader:
        read_again = [row.score for row in reader.risks(period=YEAR[0].period)]
    assert read_again == [risk.score for risk in YEAR[0].risks]


PACK = paper("pack.pdf", b"a pack")
PACK_PARTS = {pages: PACK.part(PageRange(*pages)) for pages in ((1, 3), (4, 6), (1, 4), (5, 6))}


def pack(path: Path, *parts: tuple[int, int], version: str = "1", removed: str | None = None) -> Path:
    """A store of a file with a paper on each of these pages: of January, of February, as `version` reads it."""

    def write(writer: Writer) -> None:
        papers = [PACK_PARTS[each] for each in parts]
        writer.settle(PACK, papers)
        for each, told in zip(papers, YEAR, strict=False):
            writer.add(each, told, version)
        if removed is not None:
            writer.finish()
            writer.remove(removed, "not ours")

    return store(path, write=write)


def parts_in(path: Path) -> list[tuple[str, str]]:
    """Name and state of each paper of a store."""
    with duckdb.connect(path, read_only=True) as con:
        return con.execute("SELECT name, state FROM paper ORDER BY 1").fetchall()


def test_the_papers_of_one_file_are_merged_each_by_itself_and_the_bytes_once(tmp_path: Path) -> None:
    one, two = store(tmp_path / "one.duckdb", YEAR[2]), pack(tmp_path / "two.duckdb", (1, 3), (4, 6))
    path, merged = merged_both_ways(one, two)
    assert (merged.added, merged.months) == (2, {("ABC", "2024-01"), ("ABC", "2024-02")})
    with open_writer(path) as writer:
        assert writer.names(PACK.sha256) == ["pack.pdf#p1-3", "pack.pdf#p4-6"]
        kept = writer.archived(PACK.sha256)
    assert kept is not None
    assert kept.content == b"a pack"
    same, again = merged_both_ways(two, pack(tmp_path / "three.duckdb", (1, 3), (4, 6)))
    assert (again.added, again.unchanged) == (0, 2)
    assert parts_in(same) == [("pack.pdf#p1-3", "stored"), ("pack.pdf#p4-6", "stored")]


def test_of_a_file_that_two_parsers_part_otherwise_the_papers_of_the_later_count(tmp_path: Path) -> None:
    older = pack(tmp_path / "one.duckdb", (1, 3), (4, 6))
    later = pack(tmp_path / "two.duckdb", (1, 4), (5, 6), version="2")
    path, _ = merged_both_ways(older, later)
    assert parts_in(path) == [("pack.pdf#p1-4", "stored"), ("pack.pdf#p5-6", "stored")]


def test_of_a_file_that_one_store_could_not_read_the_papers_of_the_other_count(tmp_path: Path) -> None:
    refused = store(tmp_path / "one.duckdb", write=lambda writer: writer.fail(PACK, "several papers", "1"))
    path, _ = merged_both_ways(refused, pack(tmp_path / "two.duckdb", (1, 3), (4, 6)))
    assert parts_in(path) == [("pack.pdf#p1-3", "stored"), ("pack.pdf#p4-6", "stored")]


def test_a_paper_of_a_pack_that_one_store_removed_stays_removed_on_other_pages(tmp_path: Path) -> None:
    removed = pack(tmp_path / "one.duckdb", (1, 3), (4, 6), removed="pack.pdf#p1-3")
    path, _ = merged_both_ways(removed, pack(tmp_path / "two.duckdb", (1, 3), (4, 6)))
    assert parts_in(path) == [("pack.pdf#p1-3", "removed"), ("pack.pdf#p4-6", "stored")]
    path, _ = merged_both_ways(removed, pack(tmp_path / "three.duckdb", (1, 4), (5, 6), version="2"))
    assert parts_in(path) == [("pack.pdf#p1-3", "removed"), ("pack.pdf#p5-6", "stored")]


def test_a_file_attached_to_another_is_known_in_the_store_it_is_merged_into(tmp_path: Path) -> None:
    cover = paper("cover.pdf", b"a cover")
    inner = cover.attached("inner.pdf", b"inner")

    def write(writer: Writer) -> None:
        writer.settle(cover, [], [inner])
        writer.settle(inner, [inner])
        writer.add(inner, YEAR[0], "1")

    one, two = store(tmp_path / "one.duckdb", YEAR[2]), store(tmp_path / "two.duckdb", write=write)
    path, _ = merged_both_ways(one, two)
    with open_writer(path) as writer:
        assert writer.known(cover.sha256, "1")
        assert writer.names(cover.sha256) == ["cover.pdf#inner.pdf"]
