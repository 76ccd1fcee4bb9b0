"""Print is read as a person sees it: in any ink, on any ground, and only inside of its clip; both engines agree."""

from __future__ import annotations

from pathlib import Path

import pypdfium2.raw
import pytest

from risktrail.ingest.pdf import pdfium_raw
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.engines import engine as engine_of
from risktrail.ingest.pdf.page import DocumentLimits, Page
from risktrail.ingest.reader import read
from tests.generators.pdf_objects import Parts, put_together

FAULTS = Path(__file__).resolve().parents[4] / "shared" / "faults"
needs_faults = pytest.mark.skipif(not FAULTS.exists(), reason="there are no ../shared/faults beside this checkout")
engines = pytest.mark.parametrize("engine", EngineName)

_FADE = b"<</FunctionType 2/Domain[0 1]/C0[0.1 0.1 0.5]/C1[0.3 0.3 0.9]/N 1>>"
_SHADING = b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 600 0]/Function %b/Extend[true true]>>" % _FADE
_INK = b"[/Separation/%b/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>]"
_RESOURCES = b"""<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>
/ColorSpace<</Ink %b/Indexed[/Indexed/DeviceRGB 1<000000FFFFFF>]>>
/Shading<</Fade %b>>/Pattern<</Fading<</PatternType 2/Shading %b>>>>
/XObject<</Part 5 0 R>>>>""" % (_INK % b"Black", _SHADING, _SHADING)
_TEXT = "BT /F 10 Tf {x} {y} Td ({text}) Tj ET"


def page_of(content: str, engine: EngineName, part: str = "", bounds: str = "0 0 600 800") -> Page:
    """A page with this content; `/Part Do` draws `part`, a form whose bounds are these."""
    form = f"<</Type/XObject/Subtype/Form/BBox[{bounds}]/Length {len(part)}/Resources"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %b>>" % _RESOURCES,
        4: f"<</Length {len(content)}>>stream\n{content}\nendstream\n".encode(),
        5: b"%b%b>>stream\n%b\nendstream\n" % (form.encode(), _RESOURCES, part.encode()),
    }
    pdf = put_together(Parts(objects, b"/Root 1 0 R"))
    (page,) = engine_of(engine)(pdf, DocumentLimits()).pages
    return page


def text(words: str, x: int = 100, y: int = 700) -> str:
    """The operators that print words."""
    return _TEXT.format(text=words, x=x, y=y)


def shown(page: Page) -> tuple[list[str], list[str]]:
    """What is seen of a page, and what is not."""
    return [word.text for word in page.words], [word.text for word in page.hidden]


@engines
@pytest.mark.parametrize(
    "ink",
    ["/Ink cs 1 scn", "/Ink cs 0.6 scn", "/Ink cs", "/Indexed cs 0 scn", "/Indexed cs 1 scn 0 g", "0 g", "1 0 0 rg"],
)
def test_print_in_any_ink_is_seen(ink: str, engine: EngineName) -> None:
    assert shown(page_of(f"{ink} {text('LCB-001')}", engine)) == (["LCB-001"], [])


@engines
@pytest.mark.parametrize("ink", ["/Ink cs 0 scn", "1 g", "0 0 0 0 k", "3 Tr 0 g"])
def test_print_without_ink_is_hidden(ink: str, engine: EngineName) -> None:
    assert shown(page_of(f"{ink} {text('LCB-001')}", engine)) == ([], ["LCB-001"])


@engines
@pytest.mark.parametrize(
    "ground",
    [
        "0 g 50 680 300 50 re f",
        "/Ink cs 1 scn 50 680 300 50 re f",
        "/Pattern cs /Fading scn 50 680 300 50 re f",
        "q 50 680 300 50 re W n /Fade sh Q",
    ],
    ids=["black", "an ink", "a pattern", "a gradient"],
)
def test_white_print_on_a_ground_is_seen(ground: str, engine: EngineName) -> None:
    content = f"{ground} 1 g {text('LCB-001')} {text('LCB-002', y=100)}"
    assert shown(page_of(content, engine)) == (["LCB-001"], ["LCB-002"])


@engines
def test_dark_print_on_a_gradient_is_seen_and_invisible_print_is_not(engine: EngineName) -> None:
    content = f"q 50 680 300 50 re W n /Fade sh Q 0 g {text('LCB-001')} 3 Tr {text('LCB-002', y=690)}"
    assert shown(page_of(content, engine)) == (["LCB-001"], ["LCB-002"])


@engines
@pytest.mark.parametrize(
    "clip",
    ["90 690 100 30 re W n", "90 690 m 190 690 l 190 720 l 90 720 l h W* n", "0 600 m 600 600 l 300 800 l h W n"],
    ids=["rectangle", "path", "triangle"],
)
def test_text_outside_of_its_clip_is_hidden(clip: str, engine: EngineName) -> None:
    content = f"q {clip} {text('LCB-001')} {text('LCB-002', y=100)} Q {text('LCB-003', y=80)}"
    assert shown(page_of(content, engine)) == (["LCB-001", "LCB-003"], ["LCB-002"])


@engines
def test_a_clip_within_a_clip_leaves_what_lies_in_both(engine: EngineName) -> None:
    content = f"q 0 400 600 400 re W n q 0 0 600 705 re W n {text('LCB-001')} {text('LCB-002', y=750)} Q Q"
    assert shown(page_of(content, engine)) == (["LCB-001"], ["LCB-002"])


@engines
@pytest.mark.parametrize(
    ("content", "bounds"),
    [("q 0 600 600 200 re W n /Part Do Q", "0 0 600 800"), ("/Part Do", "0 600 600 800")],
    ids=["clip around it", "its own bounds"],
)
def test_a_form_object_shows_what_its_clip_leaves(content: str, bounds: str, engine: EngineName) -> None:
    page = page_of(content, engine, part=f"{text('LCB-001')} {text('LCB-002', y=100)}", bounds=bounds)
    assert shown(page) == (["LCB-001"], ["LCB-002"])


@engines
def test_a_form_object_moved_down_is_clipped_where_it_comes_to_stand(engine: EngineName) -> None:
    part = f"0 650 600 100 re W n {text('LCB-001')} {text('LCB-002', y=100)}"
    page = page_of("q 1 0 0 1 0 -300 cm /Part Do Q", engine, part=part)
    assert shown(page) == (["LCB-001"], ["LCB-002"])


@needs_faults
@engines
def test_an_excerpt_has_the_risks_that_a_person_sees(engine: EngineName) -> None:
    report = read((FAULTS / "clipped_excerpt.pdf").read_bytes(), engine).report
    assert [risk.risk_id for risk in report.risks] == ["LCB-003", "LCB-007"]
    (found,) = (warning for warning in report.warnings if warning.code == "hidden_text")
    assert "LCB-011" in found.message


@needs_faults
@engines
def test_black_as_a_spot_colour_is_black(engine: EngineName) -> None:
    report = read((FAULTS / "spot_black.pdf").read_bytes(), engine).report
    assert [(risk.risk_id, risk.score, len(risk.actions)) for risk in report.risks] == [
        ("LCB-003", 20, 3),
        ("LCB-007", 12, 2),
        ("LCB-011", 6, 2),
    ]


@engines
def test_a_clip_of_very_many_pieces_hides_nothing(engine: EngineName) -> None:
    teeth = " ".join(f"{100 + x} {600 + 10 * (x % 2)} l" for x in range(100))
    page = page_of(f"q 100 600 m {teeth} h W n {text('Hubs')} Q", engine)
    assert shown(page) == (["Hubs"], [])


def test_words_are_read_where_pdfium_does_not_tell_the_bounds_of_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    content = f"100 650 200 40 re S /Fade sh {text('Hubs')}"
    assert page_of(content, EngineName.PDFIUM).rules
    monkeypatch.setattr(pdfium_raw, "bounds", lambda _: None)
    page = page_of(content, EngineName.PDFIUM)
    assert (shown(page), page.rules) == ((["Hubs"], []), ())


def test_white_print_stays_hidden_where_pdfium_has_no_memory_to_paint_its_ground(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = f"/Pattern cs /Fading scn 90 690 200 30 re f 1 g {text('Hubs')}"
    assert shown(page_of(content, EngineName.PDFIUM)) == (["Hubs"], [])
    monkeypatch.setattr(pypdfium2.raw, "FPDFBitmap_CreateEx", lambda *_: None)
    assert shown(page_of(content, EngineName.PDFIUM)) == ([], ["Hubs"])
