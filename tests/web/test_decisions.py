"""The pages say what people decided, show how to decide, and put what ended beside what began in its place."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from risktrail.store import open_reader, open_writer
from risktrail.web.app import make_app
from tests.generators.register_builders import action, paper, report, risk, store_of
from tests.web.conftest import HOST

PLAN = "DCC to bring a plan and its costs to the group that says how outages will be handled in the north"
NEAR = "DCC to bring a plan to the group that says how outages and faults will be handled in the north"
FAR = "DCC to bring a proposal to the group that says how outages will be handled in the north"
WHY = "So the <minutes> of May"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """PLAN is taken for NEAR, unsurely; in April FAR begins in its place."""
    texts = ((PLAN, 1), (NEAR, 2), (NEAR, 2), (FAR, 3), (FAR, 3))
    return store_of(tmp_path / "s.duckdb", [
        report(f"2021-0{n}", risk("A-1", 16, action(text, page=page)), risk("A-2", 9, action("TABASC to keep watch")))
        for n, (text, page) in enumerate(texts, 1)
    ])  # fmt: skip


def pages(store: Path, *paths: str) -> list[str]:
    """Pages of one server as text: without tags, white space evened out."""
    with TestClient(make_app(store), base_url=HOST) as client:
        answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return [plain(answer.text) for answer in answers]


def plain(text: str) -> str:
    body = text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def written(store: Path, folder: Path) -> str:
    from risktrail.cli.main import run

    assert run(["report", "--db", str(store), "-o", str(folder / "r.html"), "-q"]) == 0
    return plain((folder / "r.html").read_text(encoding="utf-8"))


def test_an_unsure_match_shows_both_wordings_and_the_commands(store: Path, tmp_path: Path) -> None:
    old = (
        "DCC to bring a plan removed: and its costs to the group that says how outages will be handled in the north"
        " before ABC_2021-01.pdf, p. 1"
    )
    new = (
        "DCC to bring a plan to the group that says how outages added: and faults will be handled in the north now"
        " ABC_2021-02.pdf, p. 2"
    )
    for text in (*pages(store, "/check?register=ABC"), written(store, tmp_path)):
        assert f"{old} {new}" in text
        for kind in ("same", "different"):
            assert f"risktrail decide {kind} A-1/2021-01/1 A-1/2021-02/1 --reason TEXT" in text


def test_what_ended_stands_beside_what_began_and_is_counted_apart(store: Path, tmp_path: Path) -> None:
    overview, stalled = pages(store, "/overview?register=ABC", "/stalled?register=ABC&months=2")
    for text in (overview, written(store, tmp_path)):
        assert "Actions dropped without completion 0, 1 perhaps reworded" in text
        assert "perhaps reworded to DCC to bring a removed: plan added: proposal to the group" in text
        assert "begun ABC_2021-04.pdf, p. 3 risktrail decide same A-1/2021-03/1 A-1/2021-04/1 --reason TEXT" in text
        assert "1 further action is perhaps stalled" in text
    assert f"perhaps reworded from this, last seen in Mar 2021: {NEAR}" in stalled


def test_every_page_says_what_was_decided(store: Path, tmp_path: Path) -> None:
    with open_writer(store) as writer:
        writer.decisions.same("A-1/2021-03/1", "A-1/2021-04/1", WHY)
        writer.decisions.correct("A-1", "2021-05", "score", "20", WHY)
        writer.decisions.correct("A-1", "2021-05", "title", "Outages", WHY)
    score = f"score read as 16 (decision 2: {WHY})"
    begins = "DCC to bring a plan to the group that says how outages and"
    joined = f"the same action as “{begins} …” of 2021-03 (decision 1: {WHY})"
    stalled, changes, of_risk, overview = pages(
        store,
        "/stalled?register=ABC",
        "/compare?register=ABC&from=2021-03&to=2021-05",
        "/risk?register=ABC&risk=A-1",
        "/overview?register=ABC",
    )
    assert f"decided {joined}" in stalled
    assert f"decided {joined}" in changes
    assert f"decided {score}" in changes
    assert f"decided {joined}" in of_risk
    assert f"decided A-1 2021-05: {score}" in of_risk
    assert f"decided A-1 2021-05: title read as none (decision 3: {WHY})" in of_risk
    for text in (overview, written(store, tmp_path)):
        assert "3 decisions apply to ABC" in text
        assert f"A-1 2021-05: {score}." in text
        assert "perhaps" not in text


def test_a_settled_doubt_is_on_no_page(store: Path, tmp_path: Path) -> None:
    with open_writer(store) as writer:
        writer.fail(paper("bad.pdf"), "it is damaged", "1")
    with open_reader(store) as reader:
        doubts = reader.check().rows
    assert [row.kind for row in doubts] == ["failed_paper", "unsure_match"]
    with open_writer(store) as writer:
        for row in doubts:
            writer.decisions.settled(row.id, WHY)
    for text in (*pages(store, "/check?register=ABC"), written(store, tmp_path)):
        assert "bad.pdf" not in text
        assert "taken for the same action" not in text
