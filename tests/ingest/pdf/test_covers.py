"""What is painted over, whited or blacked out is read by neither engine, and nothing of what it says is kept."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Page
from tests.ingest.pdf.pages import drawn, printed, stream, texts

engines = pytest.mark.parametrize("engine", EngineName)
SECRET = printed(
    "secret words"
)  # in Helvetica of 10 points: from 100 to 156.6, on a baseline 700 above the page's foot
BOX = "98 696 62 14 re f"
STATES = "/ExtGState<</Half<</ca 0.5/CA 0.5>>/Multiply<</BM/Multiply>>/Clear<</ca 0.02>>>>"


def assert_hidden(page: Page, count: int) -> None:
    """So many words are covered, of which nothing but the places is known."""
    assert len(page.covered) == count
    said = {word.text for word in (*page.words, *page.hidden, *page.struck, *page.across)}
    assert not said & {"secret", "words"}


@engines
@pytest.mark.parametrize(
    "cover",
    [
        f"0 g {BOX}",
        f"1 g {BOX}",
        f"0.2 0.4 0.8 rg {BOX}",
        f"0 g 0 G {BOX.replace('f', 'B')}",
        "1 g 98 696 m 160 696 l 160 710 l 98 710 l h f",
        "0 g 98 696 30 14 re 128 696 32 14 re f",
        f"q 90 690 80 30 re W n 0 g {BOX} Q",
        "q 2 0 0 2 0 0 cm 0 g 49 348 31 7 re f Q",
    ],
    ids=["black", "white", "blue", "with an outline", "path", "in two boxes", "within a clip", "scaled"],
)
def test_words_under_a_box_are_hidden_whatever_its_colour(cover: str, engine: EngineName) -> None:
    page = drawn(f"{SECRET} {cover} 0 g {printed('open', 100, 600)}", engine)
    assert texts(page) == ["open"]
    assert_hidden(page, 2)


@engines
@pytest.mark.parametrize(
    "content",
    [
        f"0.8 g {BOX} 0 g {SECRET}",
        f"{SECRET} /Half gs 0 g {BOX}",
        f"{SECRET} /Multiply gs 1 1 0 rg {BOX}",
        f"{SECRET} q 90 600 80 30 re W n 0 g {BOX} Q",
        f"{SECRET} 98 640 62 14 re f",
        f"{SECRET} 90 690 80 30 re 92 692 76 26 re f*",
        f"{SECRET} 98 696 m 200 696 l 98 700 l h f",
        f"{SECRET} 0 G {BOX.replace('f', 'S')}",
        f"0 g {BOX} 1 g {SECRET}",
        f"{SECRET} /Half gs 0 G 14 w 98 703 m 160 703 l S",
        f"0.8 G 14 w 98 703 m 160 703 l S {SECRET}",
    ],
    ids=[
        "drawn before", "transparent", "blended", "clipped away", "elsewhere", "frame", "no box", "outline",
        "white on black", "transparent line", "line drawn before",
    ],
)  # fmt: skip
def test_words_that_show_are_read(content: str, engine: EngineName) -> None:
    page = drawn(content, engine, resources=STATES)
    assert texts(page) == ["secret", "words"]
    assert page.covered == ()


@engines
@pytest.mark.parametrize(("ink", "hidden"), [("0.05 g", True), ("0 0 0.15 rg", True), ("0.3 g", False), ("1 g", False)])
def test_black_print_on_a_black_box_is_hidden(ink: str, hidden: bool, engine: EngineName) -> None:
    page = drawn(f"0 g {BOX} {ink} {SECRET} 0 g {printed('open', 100, 600)}", engine)
    assert (texts(page) == ["open"]) is hidden
    assert len(page.covered) == (2 if hidden else 0)


@engines
def test_what_is_printed_on_the_box_is_read_in_place_of_what_is_under_it(engine: EngineName) -> None:
    page = drawn(f"{printed('Ongoing.')} 1 g 98 696 62 14 re f 0 g {printed('Completed.')}", engine)
    assert texts(page) == ["Completed."]
    assert len(page.covered) == 1


@engines
def test_the_part_of_a_word_that_shows_is_read(engine: EngineName) -> None:
    page = drawn(f"{printed('20(Critical)')} 1 g 111.1 696 60 14 re f", engine)  # two figures are 11.12 wide
    assert texts(page) == ["20"]
    assert len(page.covered) == 1


@engines
def test_a_letter_of_which_most_shows_is_read(engine: EngineName) -> None:
    assert texts(drawn(f"{SECRET} 1 g 98 696 3.4 14 re f", engine)) == ["secret", "words"]  # 1.4 of an s of 5
    assert texts(drawn(f"{SECRET} 1 g 98 696 3.6 14 re f", engine)) == ["ecret", "words"]


@engines
@pytest.mark.parametrize("order", ["/Words Do /Box Do", "/Words Do q 1 0 0 1 0 0 cm /Box Do Q"])
def test_what_form_objects_draw_is_painted_in_their_order(order: str, engine: EngineName) -> None:
    font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    form = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
    parts = [stream(SECRET, form + font), stream(f"0 g {BOX}", form)]
    named = "/XObject<</Words 5 0 R/Box 6 0 R>>"
    assert_hidden(drawn(f"{order} {printed('open', 100, 600)}", engine, resources=named, others=parts), 2)
    shown = drawn("/Box Do 1 g /Words Do", engine, resources=named, others=parts)
    assert shown.covered == ()


@pytest.mark.parametrize(("later", "count"), [(2_999, 2), (3_000, 0)])
def test_only_the_latest_shapes_of_a_drawing_are_looked_at(later: int, count: int) -> None:
    page = drawn(f"{SECRET} 1 g {BOX} " + "10 10 4 4 re f " * later, EngineName.PDFIUM)
    assert len(page.covered) == count


PICTURE = "q 70 0 0 20 95 692 cm /Dot Do Q"
DOT = "/Type/XObject/Subtype/Image/Width 1/Height 1"
GREY = f"{DOT}/BitsPerComponent 8/ColorSpace/DeviceGray"
STENCIL = stream("0", f"{DOT}/BitsPerComponent 1/ImageMask true/Decode[1 0]")  # which paints nothing
NAMED_DOT = "/XObject<</Dot 5 0 R>>"


def pictured(content: str, engine: EngineName, *parts: str) -> Page:
    return drawn(content, engine, resources=NAMED_DOT, others=parts or [stream("0", GREY)])


@engines
def test_words_under_a_picture_are_hidden(engine: EngineName) -> None:
    page = pictured(f"{SECRET} {PICTURE} {printed('open', 100, 600)}", engine)
    assert texts(page) == ["open"]
    assert_hidden(page, 2)


@engines
@pytest.mark.parametrize(
    "parts",
    [
        [stream("0", f"{GREY}/SMask 6 0 R"), stream("0", GREY)],
        [stream("0", f"{GREY}/Mask 6 0 R"), STENCIL],
        [stream("0", f"{GREY}/Mask[48 48]")],
        [STENCIL],
    ],
    ids=["soft mask", "mask", "colour left out", "stencil"],
)
def test_words_under_a_picture_that_a_mask_leaves_open_are_read(parts: list[str], engine: EngineName) -> None:
    page = pictured(f"{SECRET} {PICTURE}", engine, *parts)
    assert (texts(page), page.covered) == (["secret", "words"], ())


@engines
@pytest.mark.parametrize(
    "content",
    [f"{PICTURE} {SECRET}", f"{SECRET} q 500 0 0 500 50 250 cm /Dot Do Q", f"3 Tr {SECRET} {PICTURE}"],
    ids=["before them", "as large as a scan", "recognised from it"],
)
def test_words_on_a_picture_or_recognised_from_it_are_read(content: str, engine: EngineName) -> None:
    page = pictured(content, engine)
    assert (texts(page), page.covered) == (["secret", "words"], ())


@engines
@pytest.mark.parametrize(("state", "seen"), [("Clear", []), ("Half", ["secret", "words"])])
def test_print_that_hardly_hides_what_is_under_it_is_not_seen(state: str, seen: list[str], engine: EngineName) -> None:
    page = drawn(f"q /{state} gs {SECRET} Q {printed('open', 100, 600)}", engine, resources=STATES)
    assert texts(page) == [*seen, "open"]
