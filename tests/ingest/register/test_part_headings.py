"""Headings of a risk's parts that are not set as the family sets them: plain, on one line with their text, unknown."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, Spacer

from risktrail.ingest.reader import read
from risktrail.schema.report import Report
from tests.generators.stories import (
    ACTION_TEXTS,
    ACTIONS,
    DESCRIPTION,
    HEAD,
    below,
    bullets,
    bytes_of,
    report,
    risk,
    table,
    text,
)


def register(*parts: Flowable) -> Report:
    """A register of one risk with these parts below its row."""
    return report(risk("QRS-001")[0], *parts)


def codes(found: Report) -> list[str]:
    return [warning.code for warning in found.warnings]


def test_a_plain_heading_with_its_text_opens_the_actions_behind_a_sentence() -> None:
    found = register(
        *below("Impact", text("Deliveries stop.")), text("Actions: two have been agreed."), bullets(ACTIONS)
    )
    only = found.risks[0]
    assert only.impact == ("Deliveries stop.",)
    assert [action.text for action in only.actions] == ACTION_TEXTS
    assert only.remarks == ("two have been agreed.",)
    assert codes(found) == ["text_among_actions"]


def test_a_plain_heading_with_its_text_opens_the_impact_below_the_row() -> None:
    found = register(Spacer(1, 6), text("Impact: Deliveries stop."), *below("Mitigation Actions", bullets(ACTIONS)))
    only = found.risks[0]
    assert only.impact == ("Deliveries stop.",)
    assert [action.text for action in only.actions] == ACTION_TEXTS
    assert (found.warnings, found.unplaced) == ((), ())


def test_a_plain_heading_with_its_text_opens_the_actions_behind_white() -> None:
    impact = text("No hubs and no deliveries")  # a phrase without a full stop
    found = register(*below("Impact", impact), Spacer(1, 12), text("Mitigation: as below."), bullets(ACTIONS))
    assert found.risks[0].impact == ("No hubs and no deliveries",)
    assert [action.text for action in found.risks[0].actions] == ACTION_TEXTS


def test_a_line_that_goes_on_with_a_sentence_opens_no_part() -> None:
    impact = text("Deliveries stop wherever one of the three contracts has no more<br/>Actions: the second one has.")
    found = register(*below("Impact", impact), *below("Mitigation Actions", bullets(ACTIONS)))
    assert found.risks[0].impact == (
        "Deliveries stop wherever one of the three contracts has no more Actions: the second one has.",
    )
    assert [action.text for action in found.risks[0].actions] == ACTION_TEXTS


def test_a_bullet_that_begins_with_a_parts_name_opens_no_part() -> None:
    listed = bullets([ACTIONS[0], "Impact: QRS to write down what a week without hubs costs – Ongoing."])
    found = register(*below("Impact", text("Deliveries stop.")), *below("Mitigation Actions", listed))
    assert [action.text for action in found.risks[0].actions] == [
        ACTION_TEXTS[0],
        "Impact: QRS to write down what a week without hubs costs",
    ]


@pytest.mark.parametrize("heading", ["Cause", "Why we think so"])
def test_a_plain_heading_that_no_profile_knows_is_told(heading: str) -> None:
    found = register(
        *below("Impact", text("Deliveries stop."), text(heading), text("One depot serves the whole of the north.")),
        *below("Mitigation Actions", bullets(ACTIONS)),
    )
    assert codes(found) == ["heading_unsure"]
    assert found.warnings[0].message == (
        f"QRS-001: is “{heading}” a heading? It and the text below it are kept as impact"
    )
    assert found.warnings[0].page == 1
    assert heading in " ".join(found.risks[0].impact)


@pytest.mark.parametrize(
    "lines",
    [
        ("Late deliveries", "Lost contracts", "Higher costs"),  # phrases, each on its line
        ("Deliveries stop.", "Contracts are lost.", "Costs rise."),  # short sentences
        ("Deliveries stop.", "Contracts are lost", "in every one of the three regions."),  # one sentence on two lines
        ("Deliveries stop in all regions served by the", "Council", "The others are not affected."),
    ],
)
def test_an_impact_in_short_lines_has_no_heading(lines: tuple[str, ...]) -> None:
    found = register(
        *below("Impact", text("<br/>".join(lines))),
        *below("Mitigation Actions", bullets(ACTIONS)),
    )
    assert codes(found) == []


def test_the_name_of_the_open_part_in_front_of_a_sentence_is_a_part_of_it() -> None:
    impact = text("Deliveries stop.<br/>Impact: high in the north.")
    found = register(*below("Impact", impact), *below("Mitigation Actions", bullets(ACTIONS)))
    assert " ".join(found.risks[0].impact) == "Deliveries stop. Impact: high in the north."


def labelled(actions: str, impact: str = "Impact") -> list[Flowable]:
    """Two risks with these labels."""
    parts = [*below(impact, text("Deliveries stop.")), *below(actions, bullets(ACTIONS))]
    return [
        part
        for number in ("QRS-001", "QRS-002")
        for part in (table([HEAD, (number, DESCRIPTION, "20 (Critical)")], (80, 250, 100)), *parts)
    ]


@pytest.mark.parametrize(("actions", "impact"), [("Next Steps", "Consequences"), ("Action Plan", "Business Impact")])
def test_labels_in_other_words_than_most(actions: str, impact: str) -> None:
    found = report(*labelled(actions, impact))
    assert [(len(risk.impact), len(risk.actions)) for risk in found.risks] == [(1, 2), (1, 2)]
    assert [each.verb for each in found.recommendations] == ["NOTE", "ENDORSE"]
    assert (found.unplaced, found.warnings) == ((), ())


def test_a_label_that_names_a_section_elsewhere_ends_no_risk() -> None:
    found = report(*labelled("Mitigation Actions", "Background"))
    assert [len(risk.actions) for risk in found.risks] == [2, 2]
    assert [line.text for line in found.unplaced] == ["Background", "Deliveries stop."] * 2


def test_a_section_that_stands_several_times_is_doubted_where_its_heading_is_as_large_as_the_others() -> None:
    found = read(bytes_of(text("QRS Risk Register", "Title"), text("<b>Risks</b>"), *labelled("Next Steps"))).report
    (doubt,) = [warning for warning in found.warnings if warning.code != "no_date"]
    assert (doubt.code, doubt.page) == ("heading_unsure", 1)
    assert doubt.message.startswith("“Next Steps” stands 2 times, on page 1: what is below it was taken for a section")
