"""What two readers of one paper do not agree on is said, with the place, both readings and the page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from risktrail.ingest import reader
from risktrail.ingest.compare_readings import differences
from risktrail.ingest.errors import DamagedPdfError
from risktrail.ingest.file_papers import FilePapers
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import Reading, _Recognisers, _verified
from risktrail.schema.report import Action, ReadingWarning, Report, Risk, Source, Status, UnplacedLine
from tests.generators.front_papers import FrontPaper

HERE, THERE = (Source(page=3, bbox=(50, 60, 500, 90)),), (Source(page=3, bbox=(51, 61, 499, 89)),)
ORDER = Action(text="DCC to order hubs", status=Status.ONGOING, owners=("DCC",), source=HERE)
COUNT = Action(text="DCC to count hubs", status=Status.COMPLETED, source=HERE)
RISK = Risk(risk_id="OPSG-004", score=20, band="Critical", description="Hubs run out", actions=(ORDER,), source=HERE)
REPORT = Report(title="Risk Register", report_date=dt.date(2021, 7, 19), risks=(RISK,), page_count=4, profile="sec")


def with_risk(**fields: Any) -> Report:
    """The paper as the second reader has it, where its one risk differs."""
    return REPORT.model_copy(update={"risks": (RISK.model_copy(update=fields),)})


def told(other: Report) -> list[tuple[str, int | None]]:
    """What is said of a second reading, and the page of each."""
    found = differences(REPORT, other)
    assert {warning.code for warning in found} <= {"readers_differ"}
    return [(warning.message, warning.page) for warning in found]


def test_readings_that_agree_are_not_mentioned() -> None:
    assert told(REPORT) == []


def test_where_a_part_stands_is_measured_and_not_read() -> None:
    other = with_risk(
        source=THERE,
        rating_source=THERE,
        description_source=THERE,
        actions=(ORDER.model_copy(update={"source": THERE}),),
    )
    doubt = ReadingWarning(code="owner", message="no owner", page=1)
    assert told(other.model_copy(update={"warnings": (doubt,), "page_count": 5, "profile": "other"})) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"score": 15}, "risks OPSG-004 score: read as “20”, by the second reader as “15”"),
        ({"band": None}, "risks OPSG-004 band: read as “Critical”, by the second reader as nothing"),
        ({"description": "Hubs ran out"}, "“Hubs run out”, by the second reader as “Hubs ran out”"),
        ({"actions": (ORDER, COUNT)}, "risks OPSG-004 actions 2: read as nothing, by the second reader as"),
        ({"actions": ()}, "actions 1: read as “DCC to order hubs”, by the second reader as nothing"),
        (
            {"actions": (ORDER.model_copy(update={"owners": ("DCC", "SEC Panel")}),)},
            "risks OPSG-004 actions 1 owners 2: read as nothing, by the second reader as “SEC Panel”",
        ),
    ],
)
def test_a_difference_within_a_risk_names_the_risk_and_its_page(fields: dict[str, Any], message: str) -> None:
    ((found, page),) = told(with_risk(**fields))
    assert message in found
    assert page == 3


def test_a_risk_that_one_reader_alone_has() -> None:
    ((message, page),) = told(REPORT.model_copy(update={"risks": ()}))
    assert message == "risks OPSG-004: read as “OPSG-004”, by the second reader as nothing"
    assert page == 3
    new = RISK.model_copy(update={"risk_id": "OPSG-005"})
    ((message, page),) = told(REPORT.model_copy(update={"risks": (RISK, new)}))
    assert message == "risks OPSG-005: read as nothing, by the second reader as “OPSG-005”"
    assert page is None


def test_a_difference_outside_the_risks_has_no_page() -> None:
    other = REPORT.model_copy(update={"title": "Risk Report", "report_date": dt.date(2021, 7, 20)})
    assert told(other) == [
        ("title: read as “Risk Register”, by the second reader as “Risk Report”", None),
        ("report_date: read as “2021-07-19”, by the second reader as “2021-07-20”", None),
    ]


def test_lines_without_a_place_are_compared_by_their_words() -> None:
    line = UnplacedLine(page=2, bbox=(1, 2, 3, 4), text="for information")
    moved = line.model_copy(update={"bbox": (2, 2, 4, 4)})
    one, other = (REPORT.model_copy(update={"unplaced": (each,)}) for each in (line, moved))
    assert differences(one, other) == ()
    (warning,) = differences(one, REPORT)
    assert warning.message == "unplaced: read as “for information”, by the second reader as “”"
    assert warning.page is None


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_a_long_text_is_shown_by_its_first_eighty_characters(length: int, shown: str) -> None:
    ((message, _),) = told(with_risk(description="x" * length))
    assert message.endswith(f"by the second reader as “{shown}”")


def test_a_second_reader_that_cannot_read_the_paper_is_a_doubt_on_its_page() -> None:
    def read_again() -> Reading:
        raise DamagedPdfError("a page cannot be loaded", 3)

    doubtful = REPORT.model_copy(update={"warnings": (ReadingWarning(code="no_date", message="no date"),)})
    first, second = _verified(doubtful, read_again).warnings
    assert first.code == "no_date"
    assert (second.code, second.page) == ("readers_differ", 3)
    assert "the second reader could not read the paper: a page cannot be loaded" in second.message


@pytest.mark.parametrize("name", EngineName)
def test_the_second_reader_is_the_other_engine(name: EngineName, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[EngineName] = []

    read_with = reader._read_file

    def note(
        recognisers: _Recognisers, content: bytes, engine_name: EngineName, *rest: Any, **options: Any
    ) -> FilePapers:
        asked.append(engine_name)
        return read_with(recognisers, content, EngineName.PDFIUM, *rest, **options)

    monkeypatch.setattr(reader, "_read_file", note)
    result = reader.read_paper(FrontPaper(front=["Date: 14 May 2024"]).pdf(), name, verify=True)
    assert result.report is not None
    assert result.report.warnings == ()
    assert asked == [name, *(other for other in EngineName if other is not name)]
