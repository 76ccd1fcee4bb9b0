"""When a paper of tables was made: its title, its closing lines, and the foot of its pages, of a single page too."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import Flowable, SimpleDocTemplate

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import Profiles, profile_of_text
from risktrail.ingest.reader import read
from risktrail.schema.report import Report
from tests.generators.stories import table, text
from tests.ingest.tabular.test_tables import HEADS, ROWS, WIDTHS

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE = "Moorside Town Council – Risk Register"


def report(
    foot: str,
    *closing: Flowable,
    title: str = TITLE,
    engine: EngineName = EngineName.PDFIUM,
    rows: int = 1,
    labels: str = "",
) -> Report:
    """The reading of a paper with this foot on each page; `labels` are date labels of a profile of its own."""
    buffer = io.BytesIO()

    def at_foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.drawString(60, 30, foot)

    story = [text(title, "Title"), table([HEADS, *ROWS * rows], WIDTHS), *closing]
    SimpleDocTemplate(buffer).build(story, at_foot, at_foot)
    profile = profile_of_text(f'name = "own"\nextends = "council"\n[paper]\ndate_labels = [{labels}]\n', "own.toml")
    return read(buffer.getvalue(), engine, profiles=Profiles(profile) if labels else Profiles()).report


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(
    "foot",
    [
        "Adopted by the Town Council on 19 May 2025",
        "Report run 19-May-2025 08:14",
        "Moorside Town Council | Strategic risks | position at 19 May 2025",
        "Updated 19/05/2025",
        "Audit Committee 19 May 2025",
        "Generated on: 19 May 2025",
    ],
)
def test_the_foot_of_a_single_page_tells_its_date(foot: str, engine: EngineName) -> None:
    read_as = report(foot, engine=engine)
    assert (read_as.period, str(read_as.report_date)) == ("2025-05", "2025-05-19")
    assert (read_as.author, read_as.warnings) == (None, ())


def test_a_date_of_another_thing_in_the_foot_is_not_the_papers() -> None:
    read_as = report("Next review due 19 May 2026")
    assert (read_as.period, read_as.report_date) == (None, None)
    assert [warning.code for warning in read_as.warnings] == ["no_date"]


def test_a_profiles_own_words_before_a_date_count_in_the_foot() -> None:
    foot = "Last reviewed by the trustees on 19 May 2025, printed on 3 June 2025"
    assert report(foot).report_date is None
    assert str(report(foot, labels='"last reviewed by the trustees on"').report_date) == "2025-05-19"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_foot_tells_the_day_of_the_month_in_the_title(rows: int) -> None:
    read_as = report("Strategic risks | position at 8 May 2024", title=f"{TITLE}, May 2024", rows=rows)
    assert (read_as.page_count > 1) == (rows > 1)
    assert (read_as.period, str(read_as.report_date)) == ("2024-05", "2024-05-08")


def test_a_foot_of_another_month_does_not_change_the_titles() -> None:
    read_as = report("Strategic risks | position at 8 June 2024", title=f"{TITLE}, May 2024")
    assert (read_as.period, read_as.report_date) == ("2024-05", None)


@pytest.mark.parametrize("line", ["Adopted by the Council on 19 May 2025", "19 May 2025", "Ann Example 19 May 2025"])
def test_the_line_that_closes_a_paper_tells_its_date(line: str) -> None:
    read_as = report("Town Hall, Moorside", text("The Council looks at its risks each spring."), text(line))
    assert (read_as.period, str(read_as.report_date)) == ("2025-05", "2025-05-19")
    assert read_as.author == ("Ann Example" if line.startswith("Ann") else None)
