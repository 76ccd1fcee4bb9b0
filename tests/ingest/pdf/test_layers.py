"""Words on layers that a viewer does not show are read by neither engine, however the file switches them off."""

from __future__ import annotations

import zlib

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.layers import content_off
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pdf.rare_names import HAS_LAYERS, HAS_STRUCK_TAGS, rare_names
from tests.ingest.pdf.pages import drawn, pdf_of, printed, stream, texts

engines = pytest.mark.parametrize("engine", EngineName)
SHOWN = printed("shown", 100, 600)
MARKED = f"/OC /Draft BDC {printed('draft only')} EMC {SHOWN}"
NAMED = "/Properties<</Draft 5 0 R/Final 6 0 R/Both 7 0 R>>"
LAYERS = ("<</Type/OCG/Name(Draft)>>", "<</Type/OCG/Name(Final)>>")


def catalog(config: str) -> str:
    return f"/OCProperties<</OCGs[5 0 R 6 0 R]/D<<{config}>>>>"


BOTH = (HAS_LAYERS, HAS_STRUCK_TAGS)
OFF = catalog("/OFF[5 0 R]")


@engines
@pytest.mark.parametrize(
    ("config", "is_off"),
    [
        ("/OFF[5 0 R]", True),
        ("/BaseState/OFF/ON[6 0 R]", True),
        ("/BaseState/OFF/ON[5 0 R]", False),
        ("/OFF[6 0 R]", False),
        ("", False),
    ],
)
def test_a_layer_is_off_as_the_files_configuration_says(config: str, is_off: bool, engine: EngineName) -> None:
    page = drawn(MARKED, engine, resources=NAMED, catalog=catalog(config), others=LAYERS)
    assert texts(page) == (["shown"] if is_off else ["draft", "only", "shown"])
    assert len(page.off) == (2 if is_off else 0)


@engines
def test_a_layer_that_asks_not_to_be_viewed_is_off(engine: EngineName) -> None:
    usage = "<</Type/OCG/Name(Draft)/Usage<</View<</ViewState/OFF>>>>>>"
    config = catalog("/AS[<</Event/View/Category[/View]/OCGs[5 0 R]>>]")
    page = drawn(MARKED, engine, resources=NAMED, catalog=config, others=(usage, LAYERS[1]))
    assert texts(page) == ["shown"]


@engines
@pytest.mark.parametrize(
    ("membership", "is_off"),
    [
        ("/OCGs 5 0 R", True),
        ("/OCGs[5 0 R 6 0 R]", False),
        ("/OCGs[5 0 R 6 0 R]/P/AllOn", True),
        ("/OCGs[5 0 R 6 0 R]/P/AllOff", True),
        ("/OCGs 5 0 R/P/AllOff", False),
        ("/OCGs[5 0 R 6 0 R]/P/AnyOff", False),
        ("/VE[/And 5 0 R 6 0 R]", True),
        ("/VE[/Or 5 0 R [/Not 6 0 R]]", True),
        ("/VE[/Or 5 0 R 6 0 R]", False),
    ],
)
def test_a_membership_of_layers_shows_by_its_policy(membership: str, is_off: bool, engine: EngineName) -> None:
    members = (*LAYERS, f"<</Type/OCMD{membership}>>")
    content = f"/OC /Both BDC {printed('draft only')} EMC {SHOWN}"
    page = drawn(content, engine, resources=NAMED, catalog=OFF, others=members)
    assert texts(page) == (["shown"] if is_off else ["draft", "only", "shown"])


@engines
def test_marks_within_a_layer_belong_to_it(engine: EngineName) -> None:
    content = f"/OC /Draft BDC /Span BMC {printed('draft')} EMC {printed('only', 200)} EMC {SHOWN}"
    page = drawn(content, engine, resources=NAMED, catalog=OFF, others=LAYERS)
    assert texts(page) == ["shown"]


@engines
def test_a_drawing_of_a_layer_is_off_with_it(engine: EngineName) -> None:
    font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    form = stream(printed("draft"), f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/OC 5 0 R{font}")
    named = f"{NAMED}/XObject<</Part 7 0 R>>"
    page = drawn(f"/Part Do {SHOWN}", engine, resources=named, catalog=OFF, others=(*LAYERS, form))
    assert texts(page) == ["shown"]


@engines
def test_the_same_word_is_read_where_it_is_shown_too(engine: EngineName) -> None:
    content = f"{printed('20 (Critical)')} /OC /Draft BDC {printed('25 (Critical)', 100, 690)} EMC"
    page = drawn(content, engine, resources=NAMED, catalog=OFF, others=LAYERS)
    assert texts(page) == ["20", "(Critical)"]


@engines
@pytest.mark.parametrize("turned", ["", "/Rotate 90", "/CropBox[50 50 550 750]"])
def test_pages_that_are_turned_or_cropped_have_layers_too(turned: str, engine: EngineName) -> None:
    page = drawn(MARKED, engine, resources=NAMED, catalog=OFF, others=LAYERS, page=turned)
    assert texts(page) == ["shown"]


BAR = "100 702.8 m 151 702.8 l S"  # through the words of 20 (Critical)
BOX = "90 695 100 20 re f"
PICTURE = "q 60 0 0 40 90 690 cm /Dot Do Q"
DOT = stream("0", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 1/ColorSpace/DeviceGray")
RATING = printed("20 (Critical)")


def layered(content: str, engine: EngineName, page: str = "") -> Page:
    named = f"{NAMED}/XObject<</Dot 7 0 R>>"
    return drawn(content, engine, resources=named, catalog=OFF, others=(*LAYERS, DOT), page=page)


@engines
@pytest.mark.parametrize("drawing", [BAR, BOX, f"q 2 0 0 2 -100 -700 cm {BAR} Q", PICTURE, f"{BAR} {BOX} {BAR}"])
@pytest.mark.parametrize("page", ["", "/Rotate 90", "/CropBox[50 50 550 750]"])
def test_shapes_of_a_layer_that_is_off_are_not_there(drawing: str, page: str, engine: EngineName) -> None:
    found = layered(f"{RATING} /OC /Draft BDC {drawing} EMC", engine, page)
    assert texts(found) == ["20", "(Critical)"]
    assert (found.rules, found.marks, found.fills, found.shades, found.struck, found.covered) == ((),) * 6
    assert (found.images, found.pictures) == (0, ())


@engines
@pytest.mark.parametrize(("drawing", "struck", "covered"), [(BAR, 2, 0), (BOX, 0, 2)])
def test_the_same_shape_counts_where_it_is_shown_too(
    drawing: str, struck: int, covered: int, engine: EngineName
) -> None:
    for order in (f"{drawing} /OC /Draft BDC {drawing} EMC", f"/OC /Draft BDC {drawing} EMC {drawing}"):
        found = layered(f"{RATING} {order}", engine)
        assert (len(found.struck), len(found.covered)) == (struck, covered)


@engines
def test_one_shape_of_several_pieces_is_off_as_a_whole(engine: EngineName) -> None:
    grid = "80 680 m 300 680 l 80 720 m 300 720 l 80 680 m 80 720 l S"
    found = layered(f"{RATING} /OC /Draft BDC {grid} EMC 80 650 m 300 650 l S", engine)
    assert [round(rule[1] + rule[3]) for rule in found.rules] == [300]


@engines
def test_the_picture_of_a_layer_that_is_shown_counts(engine: EngineName) -> None:
    found = layered(f"{RATING} /OC /Final BDC {PICTURE} EMC", engine)
    assert (found.images, len(found.pictures)) == (1, 1)


def test_layers_are_found_where_the_catalog_is_compressed() -> None:
    plain = pdf_of(MARKED, "/MediaBox[0 0 600 800]", NAMED, OFF, LAYERS)
    assert rare_names(plain, BOTH) == {HAS_LAYERS}
    assert "".join(letter.text for letter in content_off(plain)[1].letters) == "draftonly"
    hidden = zlib.compress(b"1 0 <</Type/Catalog/OCProperties<<>>>>")
    compressed = b"%PDF-1.7\n9 0 obj\n<</Type/ObjStm/N 1/First 4/Length 9>>stream\n" + hidden
    assert rare_names(compressed, BOTH) == {HAS_LAYERS}
    assert content_off(compressed) == {}  # it is no whole file
    assert rare_names(b"%PDF-1.7 nothing of the kind", BOTH) == set()
    assert rare_names(b"%PDF-1.7 /Encrypt 9 0 R", BOTH) == {*BOTH}
