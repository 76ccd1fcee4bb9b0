"""`parse` of a file that holds several papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Cli
from tests.generators.packs import BOARD_PACK, ONE_OFFICE, ReportLab

PASSED_OVER = [
    "board.pdf: pages 1-6, 14-16 passed over: no register.",
    "board.pdf: pages 10-11 passed over: a table of risks in “The slipway: where the work stands”, which is no"
    " register.",
]


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A pack with two registers."""
    path = tmp_path / "board.pdf"
    path.write_bytes(ReportLab().print(BOARD_PACK))
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A pack with one."""
    path = tmp_path / "office.pdf"
    path.write_bytes(ReportLab().print(ONE_OFFICE))
    return path


def test_a_line_of_json_for_each_paper(cli: Cli, board: Path) -> None:
    done = cli("parse", board, "--format", "jsonl")
    assert done.code == 0
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(each["paper_reference"], each["pages"], len(each["risks"])) for each in found] == [
        ("HTB_14_0905_06", [7, 9], 3),
        ("PIL_9_0905_07", [12, 13], 2),
    ]
    assert done.err.splitlines() == PASSED_OVER


def test_one_object_is_refused_for_several_papers_and_names_them(cli: Cli, board: Path) -> None:
    done = cli("parse", board, "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1] == (
        "risktrail: board.pdf holds 2 papers: HTB_14_0905_06 on pages 7-9; PIL_9_0905_07 on pages 12-13. Choose one"
        " with --pages, or print each on a line of its own with --format jsonl."
    )


def test_one_object_is_the_one_paper_of_a_pack(cli: Cli, office: Path) -> None:
    done = cli("parse", office, "--format", "json")
    assert done.code == 0
    assert done.json()["pages"] == [5, 7]
    assert "office.pdf: pages 1-4 passed over: no register." in done.err


def test_pages_choose_a_paper(cli: Cli, board: Path) -> None:
    done = cli("parse", board, "--format", "json", "--pages", "12-13")
    assert (done.code, done.err) == (0, "")
    found = done.json()
    assert (found["committee"], found["pages"], found["page_count"]) == ("PIL", [12, 13], 2)
    assert {source["page"] for risk in found["risks"] for source in risk["source"]} == {12, 13}


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ("12-99", "the file does not have pages 12-99."),
        ("13-12", "--pages '13-12' names no pages. Write them as in --pages 35-40."),
        ("twelve", "--pages 'twelve' names no pages. Write them as in --pages 35-40."),
    ],
)
def test_pages_that_are_not_there(cli: Cli, board: Path, pages: str, reason: str) -> None:
    done = cli("parse", board, "--pages", pages)
    assert (done.code, done.out, done.line) == (2, "", f"risktrail: {reason}")


def test_rows_name_the_paper_and_the_packs_page(cli: Cli, board: Path) -> None:
    found = cli("parse", board, "--format", "csv").rows()
    assert {(row["source_file"], row["page"]) for row in found} == {
        *((f"board.pdf#p{7}-{9}", str(page)) for page in (7, 8, 9)),
        *((f"board.pdf#p{12}-{13}", str(page)) for page in (12, 13)),
    }


def test_people_see_each_paper(cli: Cli, board: Path) -> None:
    done = cli("parse", board, "--format", "table")
    assert done.code == 0
    assert "HTB Risk Register" in done.out
    assert "PIL Risk Register" in done.out
    assert "board.pdf#p12-13" in done.out
