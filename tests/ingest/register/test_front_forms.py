"""Forms in which few papers say who they are: titles over several lines, labels and values set in other ways."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.generators.front_papers import FrontPaper

MAY = dt.date(2024, 5, 14)


def test_a_title_over_three_lines_is_one_title() -> None:
    report = FrontPaper(
        title=["LCB Strategic", "Risk Register", "Monthly Report"], front=["Date: 14 May 2024"]
    ).report()
    assert report.title == "LCB Strategic Risk Register Monthly Report"
    assert all("Strategic" not in text for part in report.narrative for text in part.paragraphs)


def test_a_title_in_the_running_head_alone_is_the_papers() -> None:
    foot = "LCB Risk Register – Monthly Report"
    report = FrontPaper(title=[], feet=[foot, foot]).report()
    assert (report.title, report.committee) == (foot, "LCB")


@pytest.mark.parametrize("label", ["Author:", "Prepared by:"])
def test_an_author_on_the_line_below_a_label(label: str) -> None:
    assert FrontPaper(front=[label, "Ines Marlow", "Date: 14 May 2024"]).report().author == "Ines Marlow"
    assert FrontPaper(closing=[label, "Ines Marlow", "14 May 2024"]).report().author == "Ines Marlow"
    assert FrontPaper(front=[label, "The risks are below.", "Date: 14 May 2024"]).report().author is None


@pytest.mark.parametrize("front", [["Meeting date: 14 May 2024"], ["Meeting date:", "14 May 2024"]])
def test_a_labelled_date_of_the_meeting_is_not_the_reports(front: list[str]) -> None:
    report = FrontPaper(front=[*front, "Date: 9 May 2024"]).report()
    assert (report.meeting_date, report.report_date, report.period) == (MAY, dt.date(2024, 5, 9), "2024-05")


def test_a_labelled_date_of_the_meeting_goes_before_any_other_line_about_a_meeting() -> None:
    report = FrontPaper(front=["LCB meeting, 9 April 2024", "Meeting date: 14 May 2024"]).report()
    assert report.meeting_date == MAY


def test_a_label_with_other_words_below_it_gives_no_date() -> None:
    report = FrontPaper(front=["Meeting date:", "as told by the Chair on 2 April 2024", "14 May 2024"]).report()
    assert (report.meeting_date, report.report_date) == (None, MAY)


def test_a_day_that_no_month_has_in_a_reference_is_no_meetings_date() -> None:
    report = FrontPaper(front=["Paper Reference: LCB_31_3106_04", "Date: 14 May 2024"]).report()
    assert (report.paper_reference, report.meeting_date, report.report_date) == ("LCB_31_3106_04", None, MAY)


def test_labels_and_values_in_one_cell_of_a_table() -> None:
    report = FrontPaper(table=[["Author: Ines Marlow", "Date: 14 May 2024"]]).report()
    assert (report.author, report.report_date) == ("Ines Marlow", MAY)


def test_a_table_below_a_version_history_gives_no_date() -> None:
    rows = [["Version", "Date", "Author"], ["1.0", "14 May 2024", "Ines Marlow"]]
    other = [["Ada Fenn", "Chair", "since 3 June 2024"], ["Clerk", "3 June 2024", "4 June 2024"]]
    report = FrontPaper(table=[*rows, *other]).report()
    assert report.report_date == MAY


def test_a_date_in_the_papers_purpose_is_not_its_own() -> None:
    report = FrontPaper(purpose="Dated 3 June 2024 and 9 June 2024, two storms broke the pumps.").report()
    assert (report.report_date, report.period) == (None, None)


def test_a_cell_of_two_lines_does_not_end_a_version_history() -> None:
    rows = [["Version", "Date", "Change"], ["0.1", "3 March 2024", "First draft\nfor comment"]]
    assert FrontPaper(table=[*rows, ["1.0", "14 May 2024", "Issued"]]).report().report_date == MAY
