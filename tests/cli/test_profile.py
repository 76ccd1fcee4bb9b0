"""`profile list`, `show`, `draft` and `check`, and `--profile` of `parse` and `import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.ingest.profile_files import FOLDER_VARIABLE
from tests.cli.command_line import Cli
from tests.generators.packs import BOARD_PACK, ReportLab

DOCS = Path(__file__).resolve().parents[2] / "docs"
FAMILIES = Path(__file__).resolve().parents[2] / "samples" / "families"
HARBOUR = DOCS / "harbour.pdf"
COUNCIL = FAMILIES / "council" / "council-2023-10.pdf"


def test_list_has_the_built_in_profiles_and_the_users_own(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "depot.toml").write_text('name = "depot"\ndescribes = "Depots"\n', encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    rows = cli("profile", "list", "-f", "csv").rows()
    assert rows[0] == {"profile": "depot", "origin": "own", "describes": "Depots", "file": str(tmp_path / "depot.toml")}
    built_in = [row["profile"] for row in rows[1:]]
    assert built_in == ["sec", "council", "assurance-framework", "detailed-report", "letters"]
    assert all(row["describes"] and row["origin"] == "built in" for row in rows[1:])


def test_list_has_a_profile_that_is_not_right_as_toml(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.toml").write_text("name = ", encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    done = cli("profile", "list", "-f", "csv")
    assert done.code == 0
    assert done.rows()[0]["profile"] == "broken"


def test_show_prints_a_profile_that_can_be_used_as_a_file(cli: Cli, tmp_path: Path) -> None:
    shown = cli("profile", "show", "council")
    assert shown.code == 0
    (tmp_path / "mine.toml").write_text(shown.out, encoding="utf-8")
    assert cli("parse", COUNCIL, "--profile", tmp_path / "mine.toml").json()["profile"] == "council"
    assert cli("profile", "show", "concil").code == 2


def test_draft_then_check(cli: Cli, tmp_path: Path) -> None:
    made = cli("profile", "draft", HARBOUR, "-o", "harbour.toml")
    assert made.code == 0
    assert "10 heads, 10 with a role." in made.err
    assert "Next: risktrail profile check harbour.toml" in made.err
    checked = cli("profile", "check", "harbour.toml", HARBOUR, "-f", "json")
    (page,) = checked.json()
    assert page["risks"] == ["H4", "H1", "H7", "H9", "H2"]
    assert (page["page"], page["actions"], page["unplaced"], page["doubts"]) == (1, 6, [], [])
    assert "5 risks, 6 actions; 0 lines that found no place, 0 doubts." in checked.err
    assert not (tmp_path / "risktrail.duckdb").exists()


def test_a_draft_of_what_is_no_paper_says_why(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_bytes(b"")
    done = cli("profile", "draft", "text.pdf")
    assert done.code == 4
    assert "text.pdf: the file is empty. Give the paper itself as a PDF." in done.err
    (tmp_path / "minutes.pdf").write_bytes(b"Minutes of the meeting")
    assert "minutes.pdf: the file is no PDF." in cli("profile", "draft", "minutes.pdf").err
    missing = cli("profile", "draft", "gone.pdf")
    assert missing.code == 4
    assert "gone.pdf: cannot be opened" in missing.err


def test_a_profile_for_another_family_reads_nothing_and_stores_nothing(cli: Cli, samples: Path) -> None:
    paper = samples / "OPSG_53_2607_07.pdf"
    checked = cli("profile", "check", "letters", paper)
    assert checked.code == 4
    assert "OPSG_53_2607_07.pdf: " in checked.err
    done = cli("import", paper, "--profile", "letters")
    assert done.code != 0
    assert "1 failed" in done.err
    assert cli("reports", "-f", "csv").rows() == []


def test_check_goes_on_with_the_other_papers(cli: Cli, samples: Path) -> None:
    done = cli("profile", "check", "council", samples / "OPSG_53_2607_07.pdf", COUNCIL, "-f", "csv")
    assert done.code == 4
    assert [row["source_file"] for row in done.rows()] == ["council-2023-10.pdf"]


@pytest.mark.parametrize("command", ["parse", "import"])
def test_a_wrong_profile_is_told_before_any_paper_is_read(cli: Cli, tmp_path: Path, command: str) -> None:
    (tmp_path / "bad.toml").write_text('name = "bad"\n[columns]\nwho = ["Lead"]\n', encoding="utf-8")
    done = cli(command, COUNCIL, "--profile", "bad.toml")
    assert done.code == 2
    assert "bad.toml, line 3: [columns]: “who” is not a role; there are:" in done.err


def test_an_import_with_a_profile_of_ones_own(cli: Cli) -> None:
    done = cli("import", HARBOUR, "--profile", DOCS / "harbour.toml")
    assert done.code == 0
    rows = cli("risks", "-f", "csv").rows()
    assert [(row["register"], row["risk_id"], row["score"]) for row in rows] == [
        ("SHC", "H4", "16"), ("SHC", "H1", "15"), ("SHC", "H7", "9"), ("SHC", "H9", "20"), ("SHC", "H2", "4"),
    ]  # fmt: skip


def test_a_profile_in_the_users_folder_is_chosen_by_itself(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("parse", HARBOUR).code == 4
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "harbour.toml").write_bytes((DOCS / "harbour.toml").read_bytes())
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "own"))
    assert cli("parse", HARBOUR).json()["profile"] == "harbour"
    done = cli("import", HARBOUR)
    assert done.code == 0, done.err


def test_a_refused_table_ends_with_the_command_to_run(cli: Cli) -> None:
    done = cli("parse", HARBOUR)
    assert "risktrail profile draft" in done.err


def test_all_sample_families_are_imported_at_once(cli: Cli) -> None:
    done = cli("import", FAMILIES)
    assert done.code == 0
    assert "12 papers: 12 added" in done.err
    registers = {row["register"] for row in cli("reports", "-f", "csv").rows()}
    assert len(registers) == 4


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of papers of which two, on pages 7 to 9 and 12 to 13, are registers."""
    file = tmp_path_factory.mktemp("packs") / "board.pdf"
    file.write_bytes(ReportLab().print(BOARD_PACK))
    return file


def test_check_shows_each_paper_of_a_pack_and_tells_what_is_none(cli: Cli, pack: Path) -> None:
    done = cli("profile", "check", "sec", pack, "-f", "json")
    assert done.code == 0
    assert [(row["source_file"], row["page"], row["risks"]) for row in done.json()] == [
        ("board.pdf#p7-9", 7, ["HTB-002"]),
        ("board.pdf#p7-9", 8, ["HTB-005"]),
        ("board.pdf#p7-9", 9, ["HTB-001"]),
        ("board.pdf#p12-13", 12, ["PIL-004"]),
        ("board.pdf#p12-13", 13, ["PIL-001"]),
    ]
    assert "5 risks" in done.err
    assert "board.pdf: " in done.err


def test_check_reads_the_pages_that_are_chosen(cli: Cli, pack: Path) -> None:
    done = cli("profile", "check", "sec", pack, "--pages", "12-13", "-f", "json")
    assert [(row["source_file"], row["page"]) for row in done.json()] == [("board.pdf", 12), ("board.pdf", 13)]
    assert cli("profile", "check", "sec", pack, "--pages", "1-3").code == 4
    beyond = cli("profile", "check", "sec", pack, "--pages", "90-95")
    assert (beyond.code, "the file does not have pages 90-95" in beyond.err) == (2, True)


def test_a_draft_of_one_paper_of_a_pack_is_of_its_heads_alone(cli: Cli, pack: Path) -> None:
    made = cli("profile", "draft", pack, "--pages", "12-13", "-o", "pilots.toml")
    assert made.code == 0
    assert "pilots.toml" in made.err
    assert "--pages 12-13" in made.err
    assert "Likelihood" not in Path("pilots.toml").read_text(encoding="utf-8")
