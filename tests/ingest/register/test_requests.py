"""What a committee is asked to do: requests in sentences, in lists, and where they end."""

from __future__ import annotations

from risktrail.ingest.reader import read
from tests.generators.stories import bullets, bytes_of, risk, text


def test_a_request_in_a_sentence_of_two_lines_before_a_list_is_read_whole() -> None:
    asked = (
        "NOTE the contents of this paper, the actions of each of its risks, and for how long each of these actions has "
        "been open, and to decide as follows"
    )
    report = read(
        bytes_of(
            text("QRS Risk Register – Progress Report", "Title"),
            text("Paper Reference: QRS_7_1203_02"),
            text("1. Current Risks", "Heading2"),
            *risk("QRS-001"),
            text("2. Recommendations", "Heading2"),
            text(f"Members are requested to {asked}."),
            bullets(["ENDORSE the escalation of risk 001 to the Board."]),
            text("5 March 2022"),
        )
    ).report
    assert [(request.verb, request.text) for request in report.recommendations] == [
        ("NOTE", asked),
        ("ENDORSE", "ENDORSE the escalation of risk 001 to the Board"),
    ]
