"""Papers of one file in a store: their keys, their bytes, and stores made before there were any."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import duckdb
import pytest

from risktrail.schema.file_places import PageRange, page_range_of
from risktrail.store import Outcome, Paper, open_page_reader, open_reader, open_writer
from risktrail.store.database import migrations
from risktrail.store.papers import report_id
from tests.generators.register_builders import paper_of, report, risk, store_of

JAN, FEB = report("2021-01", risk("A-1", 9)), report("2021-02", risk("A-1", 12))
FILE = replace(paper_of(JAN), name="pack.pdf", path="/in/pack.pdf")
FIRST, SECOND = FILE.part(PageRange(3, 5)), FILE.part(PageRange(6, 6))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of a file with two papers."""
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer, writer.transaction():
        writer.settle(FILE, [FIRST, SECOND])
        writer.add(FIRST, JAN.model_copy(update={"pages": (3, 5), "page_count": 3}), "1")
        writer.add(SECOND, FEB.model_copy(update={"pages": (6, 6)}), "1")
    return path


@pytest.mark.parametrize(
    ("text", "pages", "shown"),
    [("35-40", (35, 40), "p35-40"), ("p35-40", (35, 40), "p35-40"), ("7", (7, 7), "p7"), ("7–8", (7, 8), "p7-8")],
)
def test_pages_are_written_as_papers_are_named(text: str, pages: tuple[int, int], shown: str) -> None:
    assert page_range_of(text) == pages
    assert str(page_range_of(text)) == shown


@pytest.mark.parametrize("text", ["", "0-3", "5-3", "a", "3-", "1-2-3", "register.pdf"])
def test_what_names_no_pages(text: str) -> None:
    assert page_range_of(text) is None


def test_a_paper_that_is_all_of_its_file_has_the_files_key() -> None:
    assert FILE.paper_id == FILE.sha256
    keys = {FILE.paper_id, FIRST.paper_id, SECOND.paper_id}
    assert len({report_id(key) for key in keys}) == 3
    assert (FIRST.name, SECOND.name) == ("pack.pdf#p3-5", "pack.pdf#p6")
    assert FIRST.sha256 == SECOND.sha256 == FILE.sha256


def test_an_attached_file_is_a_file_of_its_own() -> None:
    inner = FILE.attached("a.pdf", b"bytes").part(PageRange(1, 2))
    assert (inner.name, inner.path, inner.size) == ("pack.pdf#a.pdf#p1-2", "/in/pack.pdf#a.pdf", 5)
    assert inner.sha256 == Paper.attached(paper_of(FEB), "b.pdf", b"bytes").sha256


def test_papers_of_one_file_share_its_bytes(store: Path) -> None:
    with open_reader(store) as reader:
        assert [each.source_file for each in reader.reports()] == ["pack.pdf#p3-5", "pack.pdf#p6"]
        assert reader.query("SELECT count(*) FROM paper_content").rows == [(1,)]
        assert reader.query("FROM integrity").rows == []
        assert reader.query("SELECT DISTINCT sha256 FROM papers").rows == [(FILE.sha256,)]


def test_a_file_is_known_when_all_of_its_papers_are(store: Path) -> None:
    with open_writer(store) as writer:
        assert writer.known(FILE.sha256, "1")
        assert writer.names(FILE.sha256) == ["pack.pdf#p3-5", "pack.pdf#p6"]
        writer.fail(FILE.part(PageRange(8, 9)), "unread", "1")
        assert not writer.known(FILE.sha256, "1")
        writer.settle(FILE, [FIRST, SECOND])
        assert writer.known(FILE.sha256, "1")
        assert writer.seen(replace(FILE, name="a.pdf", path="/in/a.pdf")) is Outcome.UNCHANGED
        assert writer.names(FILE.sha256) == ["a.pdf#p3-5", "a.pdf#p6"]


def test_a_whole_reading_that_fails_leaves_the_papers_that_were_read(store: Path) -> None:
    with open_writer(store) as writer:
        writer.fail(FILE, "timed out", "1")
        assert writer.known(FILE.sha256, "1")
    with open_reader(store) as reader:
        assert reader.query("SELECT count(*) FROM paper").rows == [(2,)]


def test_the_archive_gives_the_file_and_stale_names_it_once(store: Path) -> None:
    with open_writer(store) as writer:
        assert writer.stale("2") == [FILE.sha256]
        kept = writer.archived(FILE.sha256)
    assert kept is not None
    assert (kept.name, kept.path, kept.content, kept.pages) == ("pack.pdf", "/in/pack.pdf", FILE.content, None)


def test_other_pages_of_another_reading_take_the_place_of_the_first(store: Path) -> None:
    other = FILE.part(PageRange(2, 5))
    with open_writer(store) as writer:
        writer.settle(FILE, [other, SECOND])
        writer.add(other, JAN.model_copy(update={"pages": (2, 5)}), "1")
    with open_reader(store) as reader:
        assert [(each.source_file, each.state) for each in reader.reports()] == [
            ("pack.pdf#p2-5", "current"),
            ("pack.pdf#p6", "current"),
        ]
        assert reader.query("FROM integrity").rows == []


@pytest.mark.parametrize(
    "wanted", ["pack.pdf#p3-5", "/in/pack.pdf#p3-5", FIRST.paper_id[:8]], ids=["name", "path", "digits"]
)
def test_one_paper_of_a_file_is_removed(store: Path, wanted: str) -> None:
    with open_writer(store) as writer:
        assert writer.remove(wanted, "test").name == "pack.pdf#p3-5"
        assert writer.removed(FIRST) == "test"
        assert writer.removed(SECOND) is None
        assert writer.removed(FILE.part(PageRange(5, 5))) == "test", "it overlaps with what was removed"
        assert writer.known(FILE.sha256, "1")
        writer.settle(FILE, [SECOND])
        assert writer.removed_of_file(FILE.sha256) == ["test"]
    with open_reader(store) as reader:
        assert [each.source_file for each in reader.reports() if each.state == "current"] == ["pack.pdf#p6"]
        assert reader.query("FROM integrity").rows == []


def test_a_file_that_was_removed_as_a_whole_stays_removed_when_it_is_parted(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        writer.add(FILE, JAN, "1")
        writer.remove("pack.pdf", "test")
        assert writer.removed(FIRST) == "test"
        writer.settle(FILE, [FIRST])
        writer.add(FIRST, JAN, "1")
        assert writer.removed(FILE) is None
    with open_reader(path) as reader:
        assert reader.query("SELECT name, state FROM paper").rows == [("pack.pdf#p3-5", "stored")]
        assert reader.query("FROM removed_paper").rows == []
        assert reader.query("FROM integrity").rows == []


def test_pages_know_where_a_paper_begins(store: Path) -> None:
    with open_page_reader(store) as reader:
        paper = reader.stored_paper(report_id(FIRST.paper_id))
        assert (paper.first_page, paper.last_page, paper.is_part, paper.file_name) == (3, 5, True, "pack.pdf")
        assert reader.paper_content(paper) == FILE.content
    attached = paper._replace(name="pack.pdf#a.pdf", is_part=False)
    assert attached.file_name == "a.pdf"


def test_a_store_without_packs_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    before = list(takewhile(lambda text: "attached_file" not in text, migrations()))
    with duckdb.connect(str(path)) as con:
        for step in before:
            con.execute(step)
        con.execute("INSERT INTO store_meta VALUES ('product', 'risktrail'), ('schema_version', ?)", [str(len(before))])
        con.execute("INSERT INTO paper VALUES ('ab', 'old.pdf', 3, 'removed', NULL, '1')")
        con.execute("INSERT INTO removed_paper VALUES ('ab', 'ABC', '2021-01', NULL, 'test', now()::TIMESTAMP, 1)")
        con.execute("INSERT INTO paper VALUES (?, 'whole.pdf', 3, 'stored', NULL, '1')", [FILE.sha256])
        con.execute("INSERT INTO paper_content VALUES (?, 'x'::BLOB)", [FILE.sha256])
        con.execute(
            "INSERT INTO report BY NAME SELECT left(?, 16) AS report_id, ? AS sha256, 'ABC' AS register,"
            " '2021-02' AS period, [] AS purpose, 2 AS page_count, 'sec' AS profile, [] AS leaves_out,"
            " 1 AS first_page, 2 AS last_page",
            [FILE.sha256, FILE.sha256],
        )
    with open_writer(path) as writer:
        assert writer.known(FILE.sha256, "1")
        assert writer.removed_of_file("ab") == ["test"]
        assert writer.add(FILE, FEB, "2") is Outcome.REPLACED
    with open_reader(path) as reader:
        assert reader.query("SELECT source_file, state FROM papers ORDER BY 1").rows == [
            ("old.pdf", "removed"),
            (FILE.name, "current"),
        ]
        assert reader.query("FROM integrity").rows == []
