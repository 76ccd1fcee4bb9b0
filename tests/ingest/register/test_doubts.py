"""Doubt is shown: where a paper can be read in two ways the reading stands, and a warning names page and text."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from random import Random

import pytest
from PIL import Image
from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader

from risktrail.ingest.reader import read
from risktrail.schema.report import ReadingWarning, Report, Standing, Status
from tests.generators.variants.content import Action, Paper, Risk
from tests.generators.variants.papers import typeset
from tests.generators.variants.sheet import Sheet
from tests.generators.variants.style import draw_style

PLAN = Action("DES to publish the plan", "ongoing", "Ongoing", None, "DES to publish the plan – Ongoing.")
RISK = Risk("OPSG-001", 20, "Critical", ("20 (Critical)",), "There is a risk.", ("Delay.",), (PLAN,), ())
STYLE = replace(
    draw_style(Random("plain")),  # noqa: S311
    number="OPSG-{:03d}",
    committee="OPSG",
    font="Helvetica",
    bold="Helvetica-Bold",
    bullet="•",
    header="",
    footer="",
    date="{day} {month} {year}",
    hyphen="",
    fake_bold=False,
    word_by_word=False,
)


def paper(*risks: Risk) -> Paper:
    """A plain paper of these risks."""
    return Paper(
        style=STYLE,
        reference="OPSG_53_2607_07",
        meeting_number=53,
        meeting_date=dt.date(2021, 7, 26),
        report_date=dt.date(2021, 7, 19),
        sections=((Standing.ACTIVE, risks),),
        requests=(("NOTE the contents of this paper", ()),),
    )


def read_sheet(sheet: Sheet) -> Report:
    """The report of a paper just set."""
    return read(sheet.finish()).report


def read_risks(*risks: Risk) -> Report:
    """The report of a plain paper of these risks."""
    return read_sheet(typeset(paper(*risks), "ruled"))


def warning(report: Report, code: str) -> ReadingWarning:
    """The one warning there is, which must have this code."""
    (found,) = report.warnings
    assert found.code == code
    return found


def test_a_plain_paper_leaves_no_doubt() -> None:
    assert read_risks(RISK, replace(RISK, risk_id="OPSG-002")).warnings == ()


def test_a_band_that_does_not_fit_its_score() -> None:
    report = read_risks(replace(RISK, rating=("20 (Low)",)))
    assert (report.risks[0].score, report.risks[0].band) == (20, "Low")
    found = warning(report, "band_mismatch")
    assert found.page == 1
    assert "OPSG-001" in found.message
    assert "20 (Low)" in found.message
    assert "Critical" in found.message


def test_a_score_beyond_the_scale() -> None:
    report = read_risks(replace(RISK, rating=("30 (Critical)",)))
    assert report.risks[0].score == 30
    assert "30" in warning(report, "band_mismatch").message


@pytest.mark.parametrize("cell", ["30", "0", "100"])
def test_a_score_beyond_the_scale_without_a_band(cell: str) -> None:
    report = read_risks(replace(RISK, rating=(cell,)))
    assert report.risks[0].score == int(cell)
    assert f"does not know a score of {cell}" in warning(report, "band_mismatch").message


def test_a_score_that_is_not_the_product_in_its_cell() -> None:
    report = read_risks(
        replace(RISK, rating=("4x5=18",)), replace(RISK, risk_id="OPSG-002", rating=("3x4=12 to 4x4=16",))
    )
    assert [risk.score for risk in report.risks] == [18, 16]
    assert warning(report, "product_differs").message == "OPSG-001: the paper prints 18, but 4 x 5 is 20"


def test_two_ratings_in_one_cell() -> None:
    report = read_risks(replace(RISK, rating=("20 (Critical)", "15 (High)")))
    found = warning(report, "rating_unsure")
    assert (report.risks[0].score, report.risks[0].band) == (20, "Critical")
    assert "15 (High)" in found.message


def test_a_rating_that_cannot_be_read() -> None:
    report = read_risks(replace(RISK, rating=("TBC",)))
    found = warning(report, "no_rating")
    assert (report.risks[0].score, report.risks[0].band, report.risks[0].rating_text) == (None, None, "TBC")
    assert "TBC" in found.message


def test_a_status_word_not_known() -> None:
    report = read_risks(replace(RISK, actions=(replace(PLAN, printed="DES to publish the plan – Unresolved."),)))
    (action,) = report.risks[0].actions
    assert (action.text, action.status, action.status_text) == (PLAN.text, Status.OTHER, "Unresolved")
    found = warning(report, "status_unknown")
    assert found.page == 1
    assert "Unresolved" in found.message


def test_an_action_without_a_status() -> None:
    report = read_risks(replace(RISK, actions=(replace(PLAN, printed="DES to publish the plan"),)))
    assert report.risks[0].actions[0].status is Status.NOT_STATED
    assert PLAN.text in warning(report, "status_not_stated").message


def test_a_status_that_may_be_prose() -> None:
    report = read_risks(replace(RISK, actions=(replace(PLAN, printed="DES to publish the plan ongoing"),)))
    assert report.risks[0].actions[0].status is Status.ONGOING
    assert "ongoing" in warning(report, "status_unsure").message


def test_two_risks_with_one_number() -> None:
    report = read_risks(RISK, replace(RISK, description="There is another risk."))
    assert [risk.risk_id for risk in report.risks] == ["OPSG-001", "OPSG-001"]
    found = warning(report, "duplicate_risk")
    assert "OPSG-001" in found.message
    assert found.page == 1


def test_a_number_out_of_sequence() -> None:
    report = read_risks(RISK, replace(RISK, risk_id="OPSG-002"), replace(RISK, risk_id="OPSG-091"))
    assert "OPSG-091" in warning(report, "number_out_of_sequence").message


def test_a_number_of_another_family() -> None:
    report = read_risks(RISK, replace(RISK, risk_id="OPSG-002"), replace(RISK, risk_id="SSC-003"))
    assert [risk.risk_id for risk in report.risks] == ["OPSG-001", "OPSG-002", "SSC-003"]
    assert "SSC-003" in warning(report, "number_prefix").message


def test_a_risk_without_description() -> None:
    report = read_risks(RISK, replace(RISK, risk_id="OPSG-002", description=""))
    assert [risk.risk_id for risk in report.risks] == ["OPSG-001", "OPSG-002"]
    assert "OPSG-002" in warning(report, "no_description").message


def test_text_that_no_reader_sees() -> None:
    sheet = typeset(paper(RISK), "ruled")
    sheet.canvas.setFillColor(white)
    sheet.canvas.drawString(60, 300, "OPSG-002 was here")
    report = read_sheet(sheet)
    assert [risk.risk_id for risk in report.risks] == ["OPSG-001"]
    found = warning(report, "hidden_text")
    assert found.page == sheet.page
    assert "OPSG-002 was here" in found.message


def test_letters_that_the_pdf_does_not_tell() -> None:
    report = read_risks(replace(RISK, description="There is a risk to the cost3benefit analysis."))
    found = warning(report, "letters_lost")
    assert found.page == 1
    assert "cost3benefit" in found.message


def test_a_page_that_is_a_picture() -> None:
    sheet = typeset(paper(RISK), "ruled")
    sheet.turn()
    picture = io.BytesIO()
    Image.new("L", (40, 40), 128).save(picture, "PNG")
    picture.seek(0)
    sheet.canvas.drawImage(ImageReader(picture), 60, 60, 400, 600)
    found = warning(read_sheet(sheet), "page_without_text")
    assert found.page == sheet.page


def test_a_paper_without_a_date() -> None:
    undated = replace(paper(RISK), reference="none", style=replace(STYLE, date="undated"))
    report = read_sheet(typeset(undated, "ruled"))
    assert (report.period, report.meeting_date, report.report_date) == (None, None, None)
    assert "date" in warning(report, "no_date").message


@pytest.mark.parametrize("layout", ["ruled", "merged", "single", "unruled"])
def test_a_band_mismatch_is_told_in_every_layout(layout: str) -> None:
    report = read_sheet(typeset(paper(replace(RISK, rating=("20 (Low)",))), layout))
    assert warning(report, "band_mismatch").page == 1
