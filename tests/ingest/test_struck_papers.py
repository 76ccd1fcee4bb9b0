"""Papers with words struck out: what remains is read, what is struck is kept apart with its place and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read, read_paper
from risktrail.ingest.register.line_ledger import Place
from risktrail.schema.report import Report
from tests.generators.stories import ACTION_TEXTS, ACTIONS, DESCRIPTION, HEAD, below, bullets, paper, risk, table, text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

engines = pytest.mark.parametrize("engine", EngineName)
WIDTHS = (80, 250, 100)


def gone(words: str) -> str:
    """Words struck out, as ReportLab draws them: a stroked line under the text."""
    return f"<strike>{words}</strike>"


def told(engine: EngineName, *register: Flowable) -> Report:
    report = read_paper(paper(*register), engine).report
    assert report is not None
    return report


def row(number: str, description: str, rating: str) -> list[Flowable]:
    return [table([HEAD, (number, description, rating)], WIDTHS)]


def struck(report: Report) -> list[tuple[str | None, str]]:
    return [(each.risk_id, each.text) for each in report.struck]


@engines
def test_words_struck_out_and_put_in_are_read_as_they_stand_now(engine: EngineName) -> None:
    report = told(
        engine,
        *row(
            f"{gone('QRS-002')} QRS-004",
            f"{DESCRIPTION[:-1]} {gone('or a wet autumn')}.",
            f"{gone('20 (Critical)')} 15 (High)",
        ),
        *below("Impact", text("Floods come.")),
        *below(
            "Mitigation Actions",
            bullets(
                [f"DCC to build a wall – {gone('Ongoing.')} Completed.", f"{gone('DCC to')} QRS to plan – Ongoing."]
            ),
        ),
    )
    (only,) = report.risks
    assert (only.risk_id, only.score, only.band) == ("QRS-004", 15, "High")
    assert only.description == DESCRIPTION
    assert [(each.text, each.status.value) for each in only.actions] == [
        ("DCC to build a wall", "completed"),
        ("QRS to plan", "ongoing"),
    ]
    assert struck(report) == [
        ("QRS-004", "QRS-002"),
        ("QRS-004", "20 (Critical)"),
        ("QRS-004", "or a wet autumn"),
        ("QRS-004", "Ongoing."),
        ("QRS-004", "DCC to"),
    ]
    assert [(each.code, each.page) for each in report.warnings] == [("struck_out", 1)]
    assert report.unplaced == ()


@engines
@pytest.mark.parametrize("place", [0, 1])
def test_an_action_struck_whole_is_none_and_is_named(place: int, engine: EngineName) -> None:
    actions = [gone(action) if at == place else action for at, action in enumerate(ACTIONS)]
    report = told(engine, *row("QRS-001", DESCRIPTION, "9 (Moderate)"), *below("Mitigation Actions", bullets(actions)))
    (only,) = report.risks
    assert [each.text for each in only.actions] == [ACTION_TEXTS[1 - place]]
    assert struck(report) == [("QRS-001", ACTIONS[place])]
    assert f"“{ACTIONS[place]}”" in report.warnings[0].message
    assert report.unplaced == ()


@engines
@pytest.mark.parametrize("heads_too", [True, False])
def test_a_risk_struck_whole_is_not_live_and_its_neighbours_are_untouched(heads_too: bool, engine: EngineName) -> None:
    heads = [gone(head) if heads_too else head for head in HEAD]
    out = [table([heads, (gone("QRS-002"), gone(DESCRIPTION), gone("20 (Critical)"))], WIDTHS)]
    out += below(gone("Impact") if heads_too else "Impact", text(gone("Deliveries stop.")))
    out += below(gone("Mitigation Actions") if heads_too else "Mitigation Actions", bullets([gone(a) for a in ACTIONS]))
    report = told(engine, *risk("QRS-001"), *out, *risk("QRS-003"))
    assert [(each.risk_id, len(each.actions)) for each in report.risks] == [("QRS-001", 2), ("QRS-003", 2)]
    assert report.risks[0].impact == ("Deliveries stop.",)
    assert {risk_id for risk_id, _ in struck(report)} == {None}
    assert "QRS-002" in report.warnings[0].message
    assert report.unplaced == ()


@engines
def test_what_stands_below_a_row_that_is_struck_out_is_no_other_risks(engine: EngineName) -> None:
    out = [*row(gone("QRS-002"), gone(DESCRIPTION), gone("20 (Critical)"))]
    out += [*below("Impact", text("Floods come.")), *below("Mitigation Actions", bullets(["DCC to plan – Ongoing."]))]
    report = told(engine, *risk("QRS-001"), *out, *risk("QRS-003"))
    assert [(each.risk_id, len(each.actions)) for each in report.risks] == [("QRS-001", 2), ("QRS-003", 2)]
    assert [line.text for line in report.unplaced] == ["Floods come.", "• DCC to plan – Ongoing."]


@engines
def test_underlined_words_are_read(engine: EngineName) -> None:
    report = told(
        engine, *row("QRS-001", f"<u>{DESCRIPTION}</u>", "<u>9 (Moderate)</u>"), *below("Impact", text("<u>Late.</u>"))
    )
    assert (report.risks[0].description, report.risks[0].score, report.struck) == (DESCRIPTION, 9, ())
    assert report.warnings == ()


@engines
def test_a_paragraph_struck_over_several_lines_is_one_passage(engine: EngineName) -> None:
    long = (
        "DCC to order more hubs than last winter, and to keep them where every depot can fetch them within one day of"
        " asking – Ongoing."
    )
    report = told(
        engine,
        *row("QRS-001", DESCRIPTION, "9 (Moderate)"),
        *below("Mitigation Actions", bullets([gone(long), ACTIONS[1]])),
    )
    assert struck(report) == [("QRS-001", long)]
    assert [each.text for each in report.risks[0].actions] == [ACTION_TEXTS[1]]


@engines
def test_both_readers_agree_on_what_is_struck_out(engine: EngineName) -> None:
    made = paper(*row(f"{gone('QRS-002')} QRS-004", DESCRIPTION, "9 (Moderate)"), *below("Impact", text("Late.")))
    report = read_paper(made, engine, verify=True).report
    assert report is not None
    assert [warning.code for warning in report.warnings] == ["struck_out"]


def test_struck_words_have_their_place_in_the_ledger() -> None:
    made = paper(*row("QRS-004", f"{DESCRIPTION} {gone('Or not.')}", "9 (Moderate)"), *below("Impact", text("Late.")))
    assert [line.text for line, place in read(made).ledger if place is Place.STRUCK] == ["Or not."]
