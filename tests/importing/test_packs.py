"""Packs are imported paper by paper, known again as a whole, and their bytes are kept once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb
import pytest

from risktrail.importing.sources import files
from tests.cli.command_line import Cli, Done
from tests.generators.packs import BOARD_PACK, ReportLab, Sheets, ids, prose, register
from tests.ingest.test_packs import with_attachments

RISKS = (("HTB-002", 20, "Critical"), ("HTB-005", 12, "Moderate"))
BOARD = ReportLab().print(BOARD_PACK)
HTB, PIL = "board.pdf#p7-9", "board.pdf#p12-13"
STORE = "risktrail.duckdb"
CORRECTED = ("HTB-002/2024-05", "score", "16")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a folder of its own, with a pack in its folder `papers`."""
    monkeypatch.chdir(tmp_path)
    Path("papers").mkdir()
    Path("papers/board.pdf").write_bytes(BOARD)


def rows(sql: str) -> list[tuple[object, ...]]:
    """The rows of a query of the store."""
    with duckdb.connect(STORE, read_only=True) as con:
        return con.execute(sql).fetchall()


def figures(done: Done) -> tuple[int, int, int]:
    """How many papers were added, were unchanged, and were read."""
    told = json.loads(done.err.splitlines()[-1])
    return told["added"], told["unchanged"], told["read"]


def one(meeting: int, *lines: str) -> Sheets:
    """A register of a meeting in July 2024."""
    return Sheets("HTB Risk Register", register((f"Paper Reference: HTB_{meeting}_0107_04", *lines), RISKS), foot="{n}")


def test_each_register_is_a_paper_of_its_own_and_the_bytes_are_kept_once(cli: Cli) -> None:
    done = cli("import", "papers")
    assert done.code == 0
    assert done.err.splitlines() == [
        "board.pdf: pages 1-6, 14-16 passed over: no register.",
        "board.pdf: pages 10-11 passed over: a table of risks in “The slipway: where the work stands”, which is no"
        " register.",
        "2 papers: 2 added, 0 unchanged, 0 replaced, 0 superseded, 0 failed.",
    ]
    about = "SELECT source_file, register, period, first_page, last_page, pages FROM reports ORDER BY first_page"
    assert rows(about) == [(HTB, "HTB", "2024-05", 7, 9, 3), (PIL, "PIL", "2024-05", 12, 13, 2)]
    assert rows("SELECT DISTINCT register, page FROM actions ORDER BY page") == [
        ("HTB", 7), ("HTB", 8), ("HTB", 9), ("PIL", 12), ("PIL", 13),
    ]  # fmt: skip
    assert rows("SELECT count(*), any_value(octet_length(content)) FROM paper_content") == [(1, len(BOARD))]
    assert rows("SELECT count(DISTINCT sha256), count(DISTINCT paper_id) FROM paper") == [(1, 2)]
    assert rows("FROM integrity") == []


def test_a_known_pack_is_neither_opened_nor_read(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("import", "papers")
    monkeypatch.delattr(files.File, "content")
    assert figures(cli("import", "papers", "--stats")) == (0, 2, 0)


def test_a_pack_that_was_touched_or_copied_is_opened_and_not_read(cli: Cli) -> None:
    cli("import", "papers")
    os.utime("papers/board.pdf", (1, 1))
    Path("papers/again.pdf").write_bytes(BOARD)
    assert figures(cli("import", "papers", "--stats")) == (0, 4, 0)
    assert rows("SELECT name FROM paper ORDER BY first_page") == [("again.pdf#p7-9",), ("again.pdf#p12-13",)]
    assert rows("FROM integrity") == []


@pytest.mark.parametrize("how", ["--force", "--stale"])
def test_a_pack_is_read_again_and_stays_what_it_was(cli: Cli, how: str) -> None:
    cli("import", "papers")
    before = rows("FROM risk ORDER BY ALL")
    if how == "--stale":
        with duckdb.connect(STORE) as con:
            con.execute("UPDATE paper SET parser_version = '1' WHERE first_page = 12")
        Path("papers/board.pdf").unlink()
    told = cli("import", *(["papers"] if how == "--force" else []), how, "--stats", "-q")
    assert told.code == 0
    assert rows("FROM risk ORDER BY ALL") == before
    assert rows("SELECT name, state FROM paper ORDER BY first_page") == [(HTB, "stored"), (PIL, "stored")]
    assert rows("SELECT count(*) FROM paper_content") == [(1,)]
    assert rows("FROM integrity") == []


def test_a_reading_that_finds_other_pages_takes_the_place_of_the_one_before(cli: Cli) -> None:
    cli("import", "papers")
    with duckdb.connect(STORE) as con:  # as a parser of before might have parted the file
        con.execute("UPDATE paper SET paper_id = 'aa', name = 'board.pdf#p7-8', last_page = 8 WHERE first_page = 7")
        con.execute("UPDATE report SET paper_id = 'aa', report_id = 'aa' WHERE first_page = 7")
        con.execute("UPDATE paper SET parser_version = '1'")
        con.execute("DELETE FROM risk")
    cli("import", "papers")
    assert rows("SELECT name FROM paper ORDER BY first_page") == [(HTB,), (PIL,)]
    assert rows("SELECT source_file, risks FROM reports ORDER BY first_page") == [(HTB, 3), (PIL, 2)]


def test_a_paper_of_a_pack_that_was_removed_stays_removed_until_its_file_is_named(cli: Cli) -> None:
    cli("import", "papers")
    done = cli("remove", HTB, "--reason", "of another board")
    assert (done.code, HTB in done.err) == (0, True)
    for arguments in (("papers",), ("papers", "--force")):
        done = cli("import", *arguments)
        assert rows("SELECT name, state FROM paper ORDER BY first_page") == [(HTB, "removed"), (PIL, "stored")]
    assert f"{HTB}: was removed earlier (of another board) and is skipped" in done.err
    assert rows("SELECT source_file FROM reports WHERE state = 'current'") == [(PIL,)]
    cli("import", "papers/board.pdf")
    assert rows("SELECT name, state FROM paper ORDER BY first_page") == [(HTB, "stored"), (PIL, "stored")]
    assert rows("FROM integrity") == []


def test_to_undo_the_removal_of_a_paper_of_a_pack_leaves_the_others_removed(cli: Cli) -> None:
    cli("import", "papers")
    for each in (HTB, PIL):
        assert cli("remove", each, "--reason", "test").code == 0
    Path("papers/board.pdf").unlink()
    done = cli("decide", "undo", "1")
    assert (done.code, done.err.splitlines()[-1]) == (0, "Decision 1 is taken back.")
    assert rows("SELECT name, state FROM paper ORDER BY first_page") == [(HTB, "stored"), (PIL, "removed")]
    assert rows("SELECT number, about, applies FROM decisions ORDER BY 1") == [
        (1, f"2024-05 {HTB}", "no"),
        (2, f"2024-05 {PIL}", "yes"),
    ]
    assert rows("FROM integrity") == []


def test_to_undo_the_removal_of_a_paper_whose_bytes_were_not_kept_fails_by_its_name(cli: Cli) -> None:
    cli("import", "papers", "--no-archive")
    cli("remove", HTB, "--reason", "test")
    done = cli("decide", "undo", "1")
    assert done.code == 4
    assert HTB in done.err
    assert rows("SELECT name, state FROM paper ORDER BY first_page") == [(HTB, "removed"), (PIL, "stored")]


def test_the_removal_of_a_paper_that_is_found_no_more_stays(cli: Cli) -> None:
    cli("import", "papers")
    cli("remove", HTB, "--reason", "test")
    with duckdb.connect(STORE) as con:  # as a parser of before might have found it on the pages of the minutes
        con.execute("UPDATE removed_paper SET paper_id = 'aa'")
        con.execute(
            "UPDATE paper SET paper_id = 'aa', name = 'board.pdf#p2-3', first_page = 2, last_page = 3"
            " WHERE state = 'removed'"
        )
    done = cli("decide", "undo", "1")
    assert done.code == 4
    assert "board.pdf#p2-3: is no register of its file as it is read today. It stays removed." in done.err


def test_a_decision_on_a_paper_of_a_pack_outlives_its_reading(cli: Cli) -> None:
    cli("import", "papers")
    assert cli("decide", "correct", *CORRECTED, "--register", "HTB", "--reason", "minutes").code == 0
    cli("import", "papers", "--force")
    assert rows("SELECT score FROM risks WHERE risk_id = 'HTB-002'") == [(16,)]
    assert rows("SELECT applies FROM decisions") == [("yes",)]


def test_a_pack_of_removed_papers_is_passed_over(cli: Cli) -> None:
    cli("import", "papers")
    for each in (HTB, "papers/board.pdf#p12-13"):
        assert cli("remove", each, "--reason", "test").code == 0
    done = cli("import", "papers", "--stats")
    assert figures(done) == (0, 0, 0)
    assert "board.pdf: was removed earlier (test) and is skipped" in done.err


def test_to_remove_a_pack_names_its_papers(cli: Cli) -> None:
    cli("import", "papers")
    done = cli("remove", "board.pdf", "--reason", "test")
    assert done.code == 2
    assert HTB in done.err
    assert PIL in done.err


@pytest.mark.parametrize("others", ["HTB_16_0107_04", "HTB_15_0107_05"], ids=["another meeting", "the same meeting"])
def test_two_registers_of_one_committee_and_month_are_a_conflict(cli: Cli, others: str) -> None:
    other = Sheets("HTB Risk Register", register((f"Paper Reference: {others}", "1 July 2024"), RISKS), foot="{n}")
    Path("papers/board.pdf").write_bytes(ReportLab().print([one(15, "1 July 2024"), other]))
    done = cli("import", "papers")
    assert done.code == 0
    assert "1 added" in done.err
    assert "1 conflict" in done.err
    assert "board.pdf#p3-4: " in done.err
    assert "HTB_15_0107_04" in cli("check", "--format", "json").out


def test_a_pack_without_a_register_has_failed(cli: Cli) -> None:
    Path("papers/board.pdf").write_bytes(ReportLab().print([each for each in BOARD_PACK if not each.risks]))
    done = cli("import", "papers")
    assert done.code == 4
    assert "papers/board.pdf: none of its 4 papers is a risk register: “Harbour Trust Board: papers" in done.err
    assert "[not_a_register]" in done.err
    assert rows("SELECT name, state FROM paper") == [("board.pdf", "failed")]
    Path("papers/board.pdf").write_bytes(BOARD)
    assert cli("import", "papers").code == 0
    assert rows("SELECT name, state FROM paper ORDER BY first_page") == [(HTB, "stored"), (PIL, "stored")]


def test_months_in_one_file_are_papers_of_their_months(cli: Cli) -> None:
    months = [
        one(15, "1 July 2024"),
        Sheets("HTB Risk Register", register(("HTB_16_0508_04", "1 August 2024"), RISKS), foot="{n}"),
    ]
    Path("papers/board.pdf").write_bytes(ReportLab().print(months))
    cli("import", "papers")
    assert rows("SELECT period, source_file FROM reports ORDER BY 1") == [
        ("2024-07", "board.pdf#p1-2"),
        ("2024-08", "board.pdf#p3-4"),
    ]


def test_what_a_person_says_of_a_pack_holds_for_its_papers(cli: Cli) -> None:
    silent = Sheets("HTB Risk Register", register(("Meeting 17",), RISKS), foot="{n}", risks=ids(RISKS))
    Path("papers/board.pdf").write_bytes(ReportLab().print([Sheets("Minutes", prose(3), foot="{n}"), silent]))
    done = cli("import", "papers")
    assert done.code == 4
    assert "papers/board.pdf#p4-5: " in done.err
    assert rows("SELECT name, state FROM paper") == [("board.pdf#p4-5", "failed")]
    assert cli("import", "papers", "--period", "2024-09").code == 0
    assert rows("SELECT period, source_file FROM reports") == [("2024-09", "board.pdf#p4-5")]
    assert figures(cli("import", "papers", "--stats")) == (0, 1, 0)
    assert rows("FROM integrity") == []


def test_attached_registers_are_papers_with_bytes_of_their_own(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    own = ReportLab().print([one(15, "1 July 2024")])
    cover = ReportLab().print([Sheets("Papers of the Board", prose(1))])
    Path("papers/board.pdf").write_bytes(with_attachments(cover, own=own, pack=BOARD))
    done = cli("import", "papers")
    assert done.code == 0
    assert "3 papers: 3 added" in done.err
    names = ["board.pdf#own.pdf", "board.pdf#pack.pdf#p12-13", "board.pdf#pack.pdf#p7-9"]
    assert rows("SELECT source_file FROM reports ORDER BY 1") == [(name,) for name in names]
    assert rows("SELECT octet_length(content) FROM paper_content ORDER BY 1") == [
        (size,) for size in sorted((len(own), len(BOARD)))
    ]
    assert rows("FROM integrity") == []
    with monkeypatch.context() as unopened:
        unopened.delattr(files.File, "content")
        assert figures(cli("import", "papers", "--stats")) == (0, 3, 0)
    with duckdb.connect(STORE) as con:
        con.execute("UPDATE paper SET parser_version = '1'")
    assert cli("import", "--stale").code == 0
    assert rows("SELECT source_file FROM reports ORDER BY 1") == [(name,) for name in names]
