"""What a paper says of itself: dates, author, committee and reference, from where it says them and nowhere else."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read, read_pages
from risktrail.schema.report import Report
from tests.generators.front_papers import FrontPaper
from tests.ingest.papers import ROOT, name_of, pages, profile

SHARED = ROOT.parent / "shared"
FAMILIES = sorted(SHARED.glob("families/*/*.pdf"))
MAY = dt.date(2024, 5, 14)


def doubts(report: Report) -> list[str]:
    """The codes of the report's warnings."""
    return [warning.code for warning in report.warnings]


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "front",
    [
        ["Date: 14 May 2024"],
        ["Report date – 14 May 2024"],
        ["Date:", "14 May 2024"],
        ["14 May 2024"],
        ["Generated on: 14 May 2024"],
        ["Date: 14 May 2024 (next review: 1 September 2024)"],
        ["Date of next review: 1 September 2024", "14 May 2024"],
        ["Date of next review: 1 September 2024 Date: 14 May 2024"],
        ["Next review date", "1 September 2024", "14 May 2024"],
        ["Review due: 1 September 2024", "Version 1.2.23", "LCB, 14 May 2024"],
        ["Date raised: 1 March 2024", "Date closed: 2 April 2024", "14 May 2024"],
        ["Printed 3 June 2024", "Board of 14 May 2024"],
        ["Date of last meeting: 9 April 2024", "14 May 2024"],
    ],
)
def test_the_front_gives_the_date_and_no_other_dates(front: list[str]) -> None:
    report = FrontPaper(front=front).report()
    assert (report.report_date, report.period) == (MAY, "2024-05")
    assert doubts(report) == []


@pytest.mark.parametrize(
    "line",
    [
        "Date of next review: 1 September 2024",
        "Date of next meeting: 11 June 2024",
        "Next meeting: 11 June 2024",
        "Next LCB meeting 11 June 2024",
        "Review date: 1 September 2024",
        "Due 1 September 2024",
        "Target date: 1 September 2024",
        "Date raised: 1 March 2024",
        "Date closed: 1 March 2024",
        "Valid until 1 March 2025",
        "The Board last saw this register on 9 April 2024.",
        "This paper follows the meeting of 9 April 2024.",
        "Changes since the meeting of 9 April 2024",
        "Version 3, approved 12 January 2023",
        "Risk appetite agreed 3 January 2024",
    ],
)
@pytest.mark.parametrize("place", ["front", "closing", "foot"])
def test_a_date_of_something_else_is_never_the_papers(line: str, place: str) -> None:
    report = {
        "front": FrontPaper(front=[line]),
        "closing": FrontPaper(closing=[line]),
        "foot": FrontPaper(feet=[line, line]),
    }[place].report()
    assert (report.meeting_date, report.report_date, report.period) == (None, None, None)
    assert report.author is None


def test_a_label_alone_gives_away_the_date_below_it() -> None:
    report = FrontPaper(front=["Date of next review:", "1 September 2024"]).report()
    assert report.period is None
    report = FrontPaper(closing=["Ines Marlow", "14 May 2024", "Date of next meeting:", "11 June 2024"]).report()
    assert report.report_date == MAY


def test_two_dates_that_nothing_tells_apart_are_a_doubt() -> None:
    report = FrontPaper(front=["14 May 2024", "3 June 2024"]).report()
    assert report.period == "2024-05"
    (warning,) = report.warnings
    assert warning.code == "date_unsure"
    assert "2024-05-14" in warning.message
    assert "2024-06-03" in warning.message


def test_a_month_in_the_title_is_the_papers() -> None:
    report = FrontPaper(title=["LCB Strategic Risk Register May 2024"]).report()
    assert (report.report_date, report.period) == (None, "2024-05")


def test_a_date_in_the_titles_print_is_no_part_of_the_title() -> None:
    report = FrontPaper(title=["LCB Risk Register", "Date: 14 May 2024"]).report()
    assert (report.title, report.report_date) == ("LCB Risk Register", MAY)


@pytest.mark.parametrize("foot", ["Generated on: 14 May 2024", "LCB – Updated May 2024 – Page {}", "14/05/2024"])
def test_a_running_foot_gives_the_date_where_nothing_else_does(foot: str) -> None:
    feet = [foot.format(page) for page in (1, 2, 3)]
    assert FrontPaper(feet=feet).report().period == "2024-05"
    assert FrontPaper(feet=feet, front=["Date: 9 April 2024"]).report().period == "2024-04"


def test_running_feet_that_differ_give_no_date() -> None:
    assert FrontPaper(feet=["Updated May 2024", "Updated June 2024"]).report().period is None


@pytest.mark.parametrize(
    "path",
    [
        r"\\server\share\Risk registers\2024-04-09\LCB_30_0904_04.docx",
        r"C:\Users\LCB 9 April 2024\register.docx",
        "LCB Risk Register 9 April 2024.docx",
        "Page 1 of 2 LCB_30_0904_04 final 9 April 2024.pdf",
        "https://intranet.example/registers/2024-04-09/",
    ],
)
def test_a_files_name_gives_neither_date_nor_author_nor_reference(path: str) -> None:
    for paper in (FrontPaper(feet=[path]), FrontPaper(feet=[path, path])):
        report = paper.report()
        assert (report.period, report.paper_reference, report.author) == (None, None, None)
        assert report.title == "LCB Risk Register – Monthly Report"


def test_rows_of_another_table_give_neither_date_nor_author() -> None:
    rows = [["Member", "Office", "Member since"], ["Ada Fenn", "Head of Finance", "28/03/2022"]]
    report = FrontPaper(table=rows).report()
    assert (report.report_date, report.period, report.author) == (None, None, None)


@pytest.mark.parametrize(
    "rows",
    [
        [["Date:", "14 May 2024"], ["Author", "Ines Marlow"]],
        [["Author:", "Ines Marlow", "Report date:", "14 May 2024"]],
        [["Next review", "1 September 2024"], ["Prepared by", "Ines Marlow"], ["Date", "14 May 2024"]],
    ],
)
def test_labels_in_a_table_of_the_front_give_date_and_author(rows: list[list[str]]) -> None:
    report = FrontPaper(table=rows).report()
    assert (report.report_date, report.author) == (MAY, "Ines Marlow")


def test_a_version_history_gives_a_date_only_where_nothing_else_does_and_in_doubt() -> None:
    rows = [
        ["Version", "Date", "Author", "Change"],
        ["0.1", "3 March 2024", "Ada Fenn", "First draft"],
        ["1.0", "14 May 2024", "Ines Marlow", "Issued"],
        ["1.1", "3 June 2024", "Ada Fenn", "Draft for comment"],
    ]
    report = FrontPaper(table=rows).report()
    assert (report.report_date, report.author) == (MAY, None)
    assert doubts(report) == ["date_unsure"]
    dated = FrontPaper(table=rows, front=["Date: 9 April 2024"]).report()
    assert (dated.period, doubts(dated)) == ("2024-04", [])


def test_the_meetings_date_is_not_that_of_the_next_meeting() -> None:
    report = FrontPaper(front=["Next meeting: 11 June 2024", "LCB Meeting 31, 14 May 2024"]).report()
    assert (report.meeting_number, report.meeting_date) == (31, MAY)


@pytest.mark.parametrize("version", ["_v2", " v1.2", "_V2", "-v3"])
@pytest.mark.parametrize("foot", ["LCB_31_1405_04", "LCB_31_1405_04{}", ""])
def test_a_references_version_is_part_of_it(version: str, foot: str) -> None:
    front = [f"Paper Reference: LCB_31_1405_04{version}", "Date: 16 May 2024"]
    report = FrontPaper(front=front, feet=[foot.format(version)] * 2).report()
    assert (report.paper_reference, report.meeting_number) == (f"LCB_31_1405_04{version}", 31)
    assert (report.meeting_date, doubts(report)) == (MAY, [])


def test_a_meeting_of_a_month_before_the_papers_date_is_a_doubt() -> None:
    report = FrontPaper(front=["Date: 14 May 2024", "Meeting 30, 9 April 2024"]).report()
    assert (report.period, doubts(report)) == ("2024-04", ["date_unsure"])
    later = FrontPaper(front=["Date: 28 May 2024", "Meeting 31, 4 June 2024"]).report()
    assert (later.period, doubts(later)) == ("2024-06", [])
    same = FrontPaper(front=["Date: 16 May 2024", "Meeting 31, 14 May 2024"]).report()
    assert (same.period, doubts(same)) == ("2024-05", [])


# --- authors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["•", None])
@pytest.mark.parametrize(
    ("closing", "author"),
    [
        (["SECAS Team 14 May 2024"], "SECAS Team"),
        (["SECAS Team, 14th May 2024"], "SECAS Team"),
        (["14 May 2024 – Ines Marlow"], "Ines Marlow"),
        (["SECAS Team", "14 May 2024"], "SECAS Team"),
        (["Ines Marlow", "Head of Risk and Audit", "14 May 2024"], "Ines Marlow, Head of Risk and Audit"),
        (["Prepared by: the Secretariat", "14 May 2024"], "the Secretariat"),
        (["Author: Ines Marlow, 14 May 2024"], "Ines Marlow"),
        (["Ines Marlow", "1 Lowered by the Chair.", "2 Rated by Operations.", "14 May 2024"], "Ines Marlow"),
        (["Ines Marlow", "14 May 2024", "LCB_31_1405_04"], "Ines Marlow"),
        (["Seen on 14 May 2024"], None),
        (["14 May 2024"], None),
        (["14 May 2024", "4", "5", "Date", "Impact", "Ongoing", "High", "Threshold agreed"], None),
    ],
)
def test_a_sign_off_gives_author_and_date(closing: list[str], author: str | None, bullet: str | None) -> None:
    requests = ["NOTE the state of the risks; and", "AGREE that LCB-003 is escalated."]
    report = FrontPaper(requests=requests, bullet=bullet, closing=closing).report()
    assert (report.author, report.report_date) == (author, MAY)
    assert [request.text for request in report.recommendations] == [
        "NOTE the state of the risks",
        "AGREE that LCB-003 is escalated",
    ]


def test_a_signed_line_among_the_bullets_is_no_request() -> None:
    requests = ["NOTE the state of the risks.<br/>SECAS Team 14 May 2024"]
    report = FrontPaper(requests=requests).report()
    assert [request.text for request in report.recommendations] == ["NOTE the state of the risks"]
    assert (report.author, report.report_date) == ("SECAS Team", MAY)


def test_a_request_that_ends_with_a_date_is_a_request() -> None:
    requests = ["NOTE the state of the risks", "AGREE that the Board looks at all of them again on 14 May 2024"]
    report = FrontPaper(requests=requests, bullet=None, front=["Date: 9 April 2024"]).report()
    assert [request.verb for request in report.recommendations] == ["NOTE", "AGREE"]
    assert report.author is None


@pytest.mark.parametrize(
    "line",
    [
        "The Board is requested to:",
        "requiring FullLanguage mode",
        "4, 5, Risk Appetite",
        "LCB Risk Register – Monthly Report",
        "LCB_31_1405_04",
        "Author:",
        "Mitigation Actions",
        "Page 3 of 7",
        "secretariat@lcb.example",
        "The register was agreed by the Board.",
    ],
)
def test_what_is_no_name_is_no_author(line: str) -> None:
    assert FrontPaper(closing=[line, "14 May 2024"]).report().author is None


def test_lines_that_sign_nothing_are_no_author() -> None:
    assert FrontPaper(requests=(), front=["Alerts", "Major", "Date: 14 May 2024"]).report().author is None


def test_an_author_behind_a_label_in_the_front() -> None:
    report = FrontPaper(front=["Author: Ines Marlow", "Date: 14 May 2024"], closing=["Board Office"]).report()
    assert report.author == "Ines Marlow"
    report = FrontPaper(front=["Author:", "Date: 14 May 2024"]).report()
    assert report.author is None


def test_a_letter_before_the_numbers_is_no_committee() -> None:
    lines = ("Risk Register", "Date: 14 May 2024")
    assert FrontPaper(title=lines, number="R-{:03d}", requests=()).report().committee is None
    assert FrontPaper(title=lines, number="HBC-{:03d}", requests=()).report().committee == "HBC"


# --- references and committees ----------------------------------------------------------------------------------------


def test_a_reference_in_prose_is_another_papers() -> None:
    report = FrontPaper(
        title=["Risk Register – Monthly Report"],
        front=["Papers seen at that meeting: HBC_29_1203_02, HBC_29_1203_04", "Date: 14 May 2024"],
        purpose="The Board asked for this in paper HBC_29_1203_04.",
    ).report()
    assert (report.paper_reference, report.meeting_date, report.period) == (None, None, "2024-05")
    assert report.committee == "LCB"


@pytest.mark.parametrize(
    "front", ["Paper Reference: LCB_31_1405_04", "LCB_31_1405_04", "LCB Meeting 31 – LCB_31_1405_04 – 14 May 2024"]
)
def test_a_reference_behind_a_label_or_alone_is_the_papers(front: str) -> None:
    report = FrontPaper(front=[front, "Date: 15 May 2024"]).report()
    assert (report.paper_reference, report.meeting_number, report.meeting_date) == ("LCB_31_1405_04", 31, MAY)


def test_the_reference_on_the_pages_of_the_risks_wins_and_the_other_is_named() -> None:
    report = FrontPaper(
        front=["Paper Reference: LCB_31_1405_01", "Date: 14 May 2024"], feet=["LCB_31_1405_04", "LCB_31_1405_04"]
    ).report()
    assert report.paper_reference == "LCB_31_1405_04"
    (warning,) = report.warnings
    assert warning.code == "reference_unsure"
    assert "LCB_31_1405_04" in warning.message
    assert "LCB_31_1405_01" in warning.message


@pytest.mark.parametrize("foot", ["LCB_31_1405_04", "Page 1 of 1 LCB_31_1405_04", "LCB_31_1405_04 Page 1"])
def test_a_reference_in_the_foot_of_a_single_page_is_a_running_line(foot: str) -> None:
    report = FrontPaper(feet=[foot], closing=["SECAS Team", "15 May 2024"]).report()
    assert (report.paper_reference, report.author, report.meeting_date) == ("LCB_31_1405_04", "SECAS Team", MAY)
    assert all("LCB_31" not in text for part in report.narrative for text in part.paragraphs)


# --- papers beside this checkout --------------------------------------------------------------------------------------


def unrefused(path: Path) -> Report:
    """A paper's report, whether or not its register is understood."""
    return read_pages(pages(path, EngineName.PDFIUM), profile(), accept_unread=True).report


@pytest.mark.skipif(not FAMILIES, reason="there are no ../shared/families beside this checkout")
@pytest.mark.parametrize("path", FAMILIES, ids=name_of)
def test_a_familys_month_and_author_are_its_own_or_unknown(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    report = unrefused(path)
    assert report.period in (truth["period"], None)
    assert report.report_date in (dt.date.fromisoformat(truth["report_date"]), None)
    assert (report.committee, report.author) == (None, None)


FAULTS = {
    "base": ("2024-05", "Ines Marlow, Secretariat", "LCB_31_1405_04"),
    "calc_columns_overleaf": ("2024-05", None, None),
    "clipped_excerpt": ("2024-05", None, "LCB_31_1405_04"),
    "footnote_on_rating": ("2024-05", "Ines Marlow", "LCB_31_1405_04"),
    "next_review_date": ("2024-05", None, None),
    "one_page_footer_as_author": ("2021-07", "SECAS Team", "OPSG_53_2607_07"),
}


@pytest.mark.skipif(not (SHARED / "faults").is_dir(), reason="there are no ../shared/faults beside this checkout")
@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("engine", EngineName)
def test_a_fault_of_the_front_is_mended(name: str, engine: EngineName) -> None:
    report = read((SHARED / "faults" / f"{name}.pdf").read_bytes(), engine, accept_unread=True).report
    assert (report.period, report.author, report.paper_reference) == FAULTS[name]
