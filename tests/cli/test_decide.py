"""`decide`: one of each kind made, seen in the answers, kept through `import --force`, and undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command_line import Cli

WHY = "So the minutes of July"
ENDED, BEGUN = "OPSG-008/2021-02/5", "OPSG-008/2021-03/5"


@pytest.fixture
def store(tmp_path: Path, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the store of the samples, which is the one that commands use."""
    path = tmp_path / "copy.duckdb"
    shutil.copy(sample_store, path)
    monkeypatch.setenv("RISKTRAIL_DB", str(path))
    return path


def answers(cli: Cli) -> list[str]:
    """What the store answers to whoever asks about the decisions below."""
    commands = (
        ["stalled"],
        ["compare", "2021-06", "2021-07"],
        ["history", "OPSG-006"],
        ["ratings"],
        ["check"],
        ["actions"],
    )
    return [cli(*command).out for command in commands]


@pytest.mark.slow  # the commands of docs/decisions.md, and the tests of store/test_decisions.py, show each by itself
@pytest.mark.usefixtures("store")
def test_a_decision_of_each_kind_is_seen_kept_and_undone(cli: Cli, samples: Path, tmp_path: Path) -> None:
    before = answers(cli)
    # Ongoing in each of the 5 reports from March on: a correction makes the last of them another.
    assert ("OPSG-006", "5") in {(row["risk_id"], row["reports_ongoing"]) for row in cli("stalled").rows()}
    done = cli("decide", "correct", "OPSG-006/2021-07/2", "status", "on hold", "--reason", WHY)
    assert (done.code, done.out) == (0, "")
    assert done.line.startswith("Decision 1: status of OPSG-006/2021-07/2 “OPSG to check each month how the Service ")
    assert done.line.endswith("” is on hold. To take it back: risktrail decide undo 1")
    assert cli("decide", "correct", "6", "latest", "score", "16", "--reason", WHY).code == 0
    assert cli("decide", "different", "OPSG-006/2021-05/3", "OPSG-006/2021-06/2", "--reason", WHY).code == 0
    (doubt,) = [row for row in cli("check").rows() if row["kind"] == "missing_months"]
    assert doubt["decide"] == f"risktrail decide settled {doubt['id']} --reason TEXT"
    assert cli("decide", "settled", doubt["id"], "--reason", WHY).code == 0
    assert cli("alias", "13", "15", "--reason", WHY).code == 0
    assert cli("remove", "OPSG_43_2408_05.pdf", "--reason", WHY).code == 0
    for again in (False, True):
        if again:
            papers = [path for path in sorted(samples.glob("*.pdf")) if "_43_" not in path.name]
            assert cli("import", "--force", "--quiet", *papers).code == 0
        seen(cli, tmp_path)
    for number in (6, 5, 4, 3, 2, 1):
        assert cli("decide", "undo", str(number)).err.endswith(f"Decision {number} is taken back.\n")
    assert cli("decide", "list").rows() == []
    assert {row["applies"] for row in cli("decide", "list", "--undone").rows()} == {"no"}
    assert answers(cli) == before


def seen(cli: Cli, tmp_path: Path) -> None:
    listed = cli("decide", "list").rows()
    assert [(row["number"], row["kind"], row["applies"], row["reason"]) for row in listed] == [
        (str(n), kind, "yes", WHY)
        for n, kind in enumerate(("correct", "correct", "different", "settled", "renumbered", "removed"), 1)
    ]
    status, score = f"status read as ongoing (decision 1: {WHY})", f"score read as 20 (decision 2: {WHY})"
    stalled = cli("stalled", "--min-reports", "1")
    assert "OPSG-006" not in {row["risk_id"] for row in stalled.rows()}
    assert "3 decisions apply to OPSG" in stalled.err
    may = cli("stalled", "--as-of", "2021-06", "--min-reports", "1").rows()
    (watched,) = [row for row in may if row["risk_id"] == "OPSG-006" and "check each month" in row["text"]]
    assert (watched["reports_ongoing"], "another action than" in watched["decided"]) == ("1", True)
    changes = cli("compare", "previous", "latest").rows()
    assert status in {row["decided"].split("; ")[-1] for row in changes if row["field"] == "status"}
    (rated,) = [row for row in changes if row["risk_id"] == "OPSG-006" and row["field"] == "rating"]
    assert (rated["after"], rated["decided"]) == ("16 (Critical)", score)
    history = cli("history", "6", "-f", "table").out
    assert f"decided: {score}" in history
    assert "decided: another action than" in " ".join(history.split())
    assert [cli("ratings").rows()[0][name] for name in ("2021-07", "2021-07 band")] == ["16", "Critical"]
    assert "16*" in cli("ratings", "-f", "table").out
    kinds = {row["kind"] for row in cli("check").rows()}
    assert ("removed_paper" in kinds, "missing_months" in kinds) == (True, False)
    assert cli("report", "-o", tmp_path / "r.html").code == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert f"<b>decided</b> {status}" in page
    assert f"OPSG-006 2021-07: {score}." in page


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["same", ENDED, BEGUN, "--reason", " "], "say why with --reason"),
        (["same", "OPSG-006/2021-07/9", BEGUN, "--reason", WHY], "there is no action 'OPSG-006/2021-07/9'"),
        (["same", "OPSG-006/2021-07/1", "OPSG-002/2021-07/1", "--reason", WHY], "both stand in 2021-07"),
        (["correct", "6", "--reason", WHY], "give a risk, a month, a field and a value"),
        (["correct", "6", "2021-07", "score", "20", "--reason", WHY], "score of OPSG-006/2021-07 is 20 already"),
        (["settled", "ffffffff", "--reason", WHY], "there is no open doubt 'ffffffff'"),
        (["stands", "OPSG_53_2607_07", "--reason", WHY], "no other paper claims the month"),
        (["undo", "4"], "no decision 4 counts; there are none"),
        (["same", ENDED, BEGUN], "missing option '--reason'"),
    ],
)
def test_what_is_refused_says_why_and_what_to_do(words: list[str], said: str, cli: Cli) -> None:
    done = cli("decide", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.line
    assert len(cli("decide", "list").rows()) == 0


def test_of_two_meetings_the_one_decided_for_has_the_month(cli: Cli, samples: Path, tmp_path: Path) -> None:
    first = (samples / "OPSG_53_2607_07.pdf").read_bytes()
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "OPSG_53_2607_07.pdf").write_bytes(first)
    (papers / "OPSG_54_2907_07.pdf").write_bytes(first.replace(b"OPSG_53_2607_07", b"OPSG_54_2907_07"))
    assert "decide stands PAPER" in cli("import", papers).err
    (doubt,) = [row for row in cli("check").rows() if row["kind"] == "conflict"]
    assert doubt["decide"] == "risktrail decide stands OPSG_54_2907_07.pdf --reason TEXT"
    assert (
        "the paper of 2021-07 OPSG_54_2907_07.pdf has the month"
        in cli("decide", "stands", "OPSG_54_2907_07", "--reason", WHY).line
    )
    for _ in range(2):
        assert {row["source_file"]: row["state"] for row in cli("reports").rows()} == {
            "OPSG_53_2607_07.pdf": "conflict", "OPSG_54_2907_07.pdf": "current"
        }  # fmt: skip
        assert f"has the month by decision 1: {WHY}" in " ".join(cli("reports", "-f", "table").out.split())
        assert "conflict" not in {row["kind"] for row in cli("check").rows()}
        assert cli("import", "--force", papers).code == 0
    cli("decide", "undo", "1")
    assert [row["source_file"] for row in cli("reports").rows() if row["state"] == "current"] == ["OPSG_53_2607_07.pdf"]


def test_a_store_that_is_not_there_is_not_made(cli: Cli, tmp_path: Path) -> None:
    missing = tmp_path / "none.duckdb"
    assert cli("decide", "undo", "1", "--db", missing).code == 3
    assert cli("decide", "settled", "1a2b3c4d", "--reason", WHY, "--db", missing).code == 3
    assert not missing.exists()


@pytest.mark.usefixtures("store")
def test_the_list_shows_the_papers_own_reading_and_what_no_longer_fits(cli: Cli) -> None:
    assert cli("decide", "list", "-f", "table").line == "Nothing found: nobody has decided anything."
    cli("decide", "correct", "OPSG-006", "2021-07", "score", "16", "--reason", WHY)
    cli("decide", "correct", "OPSG-006/2021-07/1", "note", "seen by the SEC Panel", "--reason", WHY)
    shown = " ".join(cli("decide", "list", "-f", "table").out.split())
    assert "score: 16, read as 20" in shown
    assert "note: seen by the SEC Panel, read as none" in shown
    cli("remove", "OPSG_53_2607_07.pdf", "--reason", "A draft")
    assert [row["applies"] for row in cli("decide", "list").rows()] == ["no longer fits", "no longer fits", "yes"]


@pytest.mark.parametrize("name", ["same", "different", "correct", "settled", "stands", "list", "undo"])
def test_every_help_has_an_example(name: str, cli: Cli) -> None:
    assert f"Example: risktrail decide {name}" in " ".join(cli("decide", name, "--help").out.split())
