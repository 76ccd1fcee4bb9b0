"""Words recognised from pictures: kept with their places, shown on the page, and compared with the months around."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.schema.report import RecognisedWord, Report, Risk
from risktrail.store import open_page_reader, open_reader
from tests.generators.register_builders import MakeReader, action, report, risk, store_of

WORD = RecognisedWord(page=1, bbox=(10.0, 20.0, 30.0, 32.0), text="20", confidence=91.0, other="26", unsure=True)
SURE = RecognisedWord(page=1, bbox=(40.0, 20.0, 70.0, 32.0), text="(Critical)", confidence=96.0)
PLAN = "DCC to draft the recovery timetable for all northern areas"


def scanned(month: int, *risks: Risk) -> Report:
    """A report of a month whose first page is a picture."""
    return report(f"2021-0{month}", *risks, recognised=(WORD, SURE))


def printed(month: int, *risks: Risk) -> Report:
    return report(f"2021-0{month}", *risks)


def differing(reader_of: MakeReader, *reports: Report) -> list[tuple[str, str, str]]:
    rows = [row for row in reader_of(*reports).check().dicts() if row["kind"] == "recognised_differs"]
    return [(row["period"], row["risk_id"], row["message"]) for row in rows]


def test_a_rating_that_the_months_around_do_not_have_is_told(reader_of: MakeReader) -> None:
    reader = reader_of(printed(1, risk("A-1", 20)), scanned(2, risk("A-1", 26)), printed(3, risk("A-1", 20)))
    (row,) = [row for row in reader.check().dicts() if row["kind"] == "recognised_differs"]
    assert row["message"] == "26 (Critical), where 2021-01 and 2021-03 have 20 (Critical)"
    assert row["decide"] == "risktrail decide correct A-1 2021-02 score 20 --reason TEXT"
    (kept,) = reader.query("SELECT score FROM risk WHERE score > 20").rows
    assert kept == (26,)


def test_a_rating_of_the_latest_month_is_compared_with_the_month_before(reader_of: MakeReader) -> None:
    assert differing(reader_of, printed(1, risk("A-1", 20)), scanned(2, risk("A-1", 26))) == [
        ("2021-02", "A-1", "26 (Critical), where 2021-01 has 20 (Critical)")
    ]


@pytest.mark.parametrize(
    "months",
    [
        [printed(1, risk("A-1", 20)), scanned(2, risk("A-1", 16)), printed(3, risk("A-1", 16))],  # it stays so
        [printed(1, risk("A-1", 20)), scanned(2, risk("A-1", 16, page=2)), printed(3, risk("A-1", 20))],  # not scanned
        [printed(1, risk("A-1", 20)), printed(2, risk("A-1", 16)), printed(3, risk("A-1", 20))],
        [printed(1, risk("A-1", 20)), scanned(2, risk("A-1", 20))],
    ],
    ids=["change", "other page", "printed", "same"],
)
def test_what_the_month_after_has_too_and_what_is_printed_is_not_told(
    months: list[Report], reader_of: MakeReader
) -> None:
    assert differing(reader_of, *months) == []


def test_a_number_in_the_place_of_one_that_differs_in_a_sign_is_told(reader_of: MakeReader) -> None:
    months = printed(1, risk("A-18", 9)), scanned(2, risk("A-13", 9)), printed(3, risk("A-18", 9))
    assert differing(reader_of, *months) == [("2021-02", "A-13", "stands in the place of A-18, which 2021-01 has")]
    both = printed(1, risk("A-18", 9)), scanned(2, risk("A-13", 9), risk("A-18", 9)), printed(3, risk("A-18", 9))
    assert differing(reader_of, *both) == []
    stays = printed(1, risk("A-18", 9)), scanned(2, risk("A-13", 9)), printed(3, risk("A-13", 9))
    assert differing(reader_of, *stays) == []


def test_a_text_that_differs_in_a_sign_or_two_is_told(reader_of: MakeReader) -> None:
    months = [
        printed(1, risk("A-1", 9, action(PLAN), description="It fails within 20 days")),
        scanned(2, risk("A-1", 9, action(PLAN.replace("the", "tbe")), description="It fails within 26 days")),
        printed(3, risk("A-1", 9, action(PLAN), description="It fails within 20 days")),
    ]
    assert differing(reader_of, *months) == [
        ("2021-02", "A-1", f"an action differs in a sign or two from that of 2021-01: {PLAN.replace('the', 'tbe')}"),
        ("2021-02", "A-1", "the description differs in a sign or two from that of 2021-01: It fails within 26 days"),
    ]
    rewritten = [
        printed(1, risk("A-1", 9, description="It fails")),
        scanned(2, risk("A-1", 9, description="It is late")),
    ]
    assert differing(reader_of, *rewritten) == []


def test_words_in_doubt_are_shown_where_they_stand(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [scanned(1, risk("A-1", 20))])
    with open_page_reader(path) as reader:
        (key,) = reader.query("SELECT report_id FROM report").rows[0]
        (place,) = reader.text_places(key, "doubtful", "1")
    assert place.text == "20, or 26"
    assert place.boxes == ((1, 10.0, 20.0, 20.0, 12.0),)
    with open_reader(path) as reader:
        assert reader.query("SELECT text, confidence, other, unsure FROM recognised_word ORDER BY position").rows == [
            ("20", 91.0, "26", True),
            ("(Critical)", 96.0, None, False),
        ]
