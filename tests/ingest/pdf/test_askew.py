"""Pages that lie askew are read as if they lay straight, and what is read is shown where it stands."""

from __future__ import annotations

import math

import pytest

from risktrail.ingest.pdf.askew import slope_of, straightened
from risktrail.ingest.pdf.engine_settings import ASKEW
from risktrail.ingest.pdf.engines import EngineName, open_document
from risktrail.ingest.pdf.geometry import point
from risktrail.ingest.pdf.page import DocumentLimits, Page
from risktrail.ingest.reader import read
from tests.generators.stories import paper, risk
from tests.ingest.pdf.pages import pdf_of, printed, stream, texts

engines = pytest.mark.parametrize("engine", EngineName)
SAID = f"{printed('OPSG-001', 60)} {printed('There is a risk', 480)} 50 690 m 550 690 l S"


def turned(degrees: float) -> str:
    """The operator that turns what follows it anticlockwise."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f"{cosine} {sine} {-sine} {cosine} 0 0 cm "


def page_of(content: str, engine: EngineName, *, sideways: bool = False) -> Page:
    """A page of 600 by 800 points as it is seen; `sideways` says that it is stored so."""
    if sideways:
        content, page = f"0 1 -1 0 800 0 cm {content}", "/MediaBox[0 0 800 600]/Rotate 90"
    else:
        page = "/MediaBox[0 0 600 800]"
    return open_document(pdf_of(content, page), engine, DocumentLimits()).pages[0]


@engines
@pytest.mark.parametrize("degrees", [-2.0, 0.5, 4.0])
@pytest.mark.parametrize("sideways", [False, True])
def test_words_and_rules_of_a_page_askew_are_level_and_know_their_way_back(
    sideways: bool, degrees: float, engine: EngineName
) -> None:
    upright, found = page_of(SAID, engine), page_of(turned(degrees) + SAID, engine, sideways=sideways)
    assert found.slope == pytest.approx(degrees, abs=0.01)
    assert texts(found) == texts(upright)
    assert {round(word.top - found.words[0].top, 1) for word in found.words} == {0.0}
    assert len(found.rules) == len(upright.rules) == 1
    assert found.to_page is not None
    x0, top, x1, bottom = found.words[0][:4]
    there = point((x0 + x1) / 2, (top + bottom) / 2, found.to_page)
    level = upright.words[0]
    right, up, angle = (level.x0 + level.x1) / 2, 800 - (level.top + level.bottom) / 2, math.radians(degrees)
    x, y = math.cos(angle) * right - math.sin(angle) * up, math.sin(angle) * right + math.cos(angle) * up
    assert there == pytest.approx((x, 800 - y), abs=0.5)


@engines
def test_a_stamp_askew_or_a_page_turned_far_is_left_as_it_is(engine: EngineName) -> None:
    assert page_of(SAID + turned(2) + printed("DRAFT"), engine).to_page is None
    assert page_of(turned(8) + SAID, engine).to_page is None


@pytest.mark.parametrize(("degrees", "is_askew"), [(ASKEW.least + 0.01, True), (ASKEW.least - 0.01, False)])
def test_a_slope_within_the_height_of_a_line_is_none(degrees: float, is_askew: bool) -> None:
    assert bool(slope_of([(math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))] * 9)) is is_askew


@pytest.mark.parametrize(("level", "is_askew"), [(4, True), (5, False)])
def test_most_words_say_whether_a_page_is_askew(level: int, is_askew: bool) -> None:
    directions = [(1.0, 0.02)] * (10 - level) + [(1.0, 0.02 + each) for each in range(1, level + 1)]
    assert bool(slope_of(directions)) is is_askew


def test_words_at_all_angles_are_no_page_askew() -> None:
    assert slope_of([(1.0, 0.01 * step) for step in range(20)]) == 0.0
    assert slope_of([]) == 0.0


@engines
@pytest.mark.parametrize("degrees", [0.3, -1.1, 2.5])
def test_a_register_askew_is_read_as_the_same_register_straight(degrees: float, engine: EngineName) -> None:
    straight = paper(*risk("QRS-001"), *risk("QRS-002"))
    level, found = read(straight, engine).report, read(straightened(straight, {1: -degrees}), engine).report
    assert [(each.risk_id, each.description) for each in found.risks] == [
        (each.risk_id, each.description) for each in level.risks
    ]
    assert [each.text for each in found.risks[1].actions] == [each.text for each in level.risks[1].actions]
    assert found.warnings == level.warnings
    angle = math.radians(degrees)
    for one, other in zip(level.risks[1].actions[0].source, found.risks[1].actions[0].source, strict=True):
        right, down = (one.bbox[0] + one.bbox[2]) / 2 - 297.6, (one.bbox[1] + one.bbox[3]) / 2 - 420.9
        x, y = (other.bbox[0] + other.bbox[2]) / 2 - 297.6, (other.bbox[1] + other.bbox[3]) / 2 - 420.9
        assert x == pytest.approx(math.cos(angle) * right + math.sin(angle) * down, abs=1.5)
        assert y == pytest.approx(math.cos(angle) * down - math.sin(angle) * right, abs=1.5)


@engines
@pytest.mark.parametrize("degrees", [1.5, -3.0])
def test_marks_and_text_boxes_of_a_page_askew_go_with_its_words(degrees: float, engine: EngineName) -> None:
    font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    look = stream(printed("jumps over", 2, 5), f"/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<<{font}>>")
    box = "<</Type/Annot/Subtype/FreeText/Rect[100 640 300 660]/Contents(jumps over)/F 4/AP<</N 7 0 R>>>>"
    mark = "<</Type/Annot/Subtype/StrikeOut/Rect[125.5 697.5 154 708.5]"
    mark += "/QuadPoints[125.5 708.5 154 708.5 125.5 697.5 154 697.5]>>"
    content = f"{printed('quick brown fox')} {printed('and the other words of the page', 100, 500)}"
    level = pdf_of(content, "/MediaBox[0 0 600 800]/Annots[5 0 R 6 0 R]", others=[box, mark, look])
    page = open_document(straightened(level, {1: -degrees}), engine, DocumentLimits()).pages[0]
    assert {"quick", "fox", "page", "jumps", "over"} <= {*texts(page)}
    assert [word.text for word in page.struck] == ["brown"]
