"""Words that only tags say are struck out are struck out, in both engines."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pdf.rare_names import HAS_STRUCK_TAGS, rare_names
from tests.ingest.pdf.pages import drawn, pdf_of, printed, texts

engines = pytest.mark.parametrize("engine", EngineName)
STRUCK = "/A<</O/Layout/TextDecorationType/LineThrough>>"
TREE = "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R"
CONTENT = (
    f"/Span <</MCID 0>> BDC {printed('Ongoing.')} EMC"
    f" /Span <</MCID 1>> BDC {printed('Completed.', 150)} EMC"
    f" /Span <</MCID 2>> BDC {printed('- in part', 210)} EMC"
)


def element(kids: str, entries: str = "", page: str = "/Pg 3 0 R", parent: int = 5) -> str:
    return f"<</Type/StructElem/S/Span/P {parent} 0 R{page}/K {kids}{entries}>>"


def tagged(*elements: str, engine: EngineName, parents: str = "6 0 R 7 0 R 8 0 R", page: str = "") -> Page:
    """A page whose content has these elements: the objects from 6 on."""
    root = f"<</Type/StructTreeRoot/K[6 0 R 7 0 R 8 0 R]/ParentTree<</Nums[0[{parents}]]>>>>"
    objects = (root, *elements)
    return drawn(CONTENT, engine, catalog=TREE, page=f"/StructParents 0{page}", others=objects)


def said(page: Page) -> list[str]:
    return [word.text for word in page.struck]


@engines
@pytest.mark.parametrize("page", ["", "/CropBox[50 50 550 750]"])
@pytest.mark.parametrize(
    "attributes",
    [STRUCK, "/A[<</O/List/ListNumbering/Disc>> <</O/Layout/TextDecorationType/LineThrough>>]"],
    ids=["one", "several"],
)
def test_words_that_a_tag_strikes_out_are_struck(attributes: str, page: str, engine: EngineName) -> None:
    found = tagged(element("0", attributes), element("1"), element("2"), engine=engine, page=page)
    assert (texts(found), said(found)) == (["Completed.", "-", "in", "part"], ["Ongoing."])


@engines
def test_all_that_stands_within_a_struck_element_is_struck(engine: EngineName) -> None:
    outer = element("[7 0 R 2]", STRUCK)
    found = tagged(outer, element("0", parent=6), element("1"), engine=engine, parents="7 0 R 8 0 R 6 0 R")
    assert (texts(found), said(found)) == (["Completed."], ["Ongoing.", "-", "in", "part"])


@engines
@pytest.mark.parametrize(
    "attributes", ["", "/A<</O/Layout/TextDecorationType/Underline>>", "/A<</O/Layout/Color[0 0 0]>>/T(LineThrough)"]
)
def test_other_tags_strike_nothing_out(attributes: str, engine: EngineName) -> None:
    found = tagged(element("0", attributes), element("1"), element("2"), engine=engine)
    assert (len(texts(found)), said(found)) == (5, [])


@engines
def test_tags_of_another_page_strike_nothing_out(engine: EngineName) -> None:
    """As after a merge that left a page with the tags of another paper."""
    other = element("0", STRUCK, page="/Pg 9 0 R")
    found = tagged(other, element("1"), element("2"), "<</Type/Page/MediaBox[0 0 9 9]>>", engine=engine)
    assert said(found) == []


@engines
def test_a_tag_and_a_bar_strike_out_once(engine: EngineName) -> None:
    content = f"{CONTENT} 100 702.8 m 141 702.8 l S"
    objects = (
        "<</Type/StructTreeRoot/K[6 0 R]/ParentTree<</Nums[0[6 0 R]]>>>>",
        element("0", STRUCK),
    )
    found = drawn(content, engine, catalog=TREE, page="/StructParents 0", others=objects)
    assert (said(found), found.rules) == (["Ongoing."], ())


def test_only_files_with_such_a_tag_are_looked_at() -> None:
    plain, struck = (pdf_of(CONTENT, "/MediaBox[0 0 600 800]", others=[element("0", each)]) for each in ("", STRUCK))
    assert rare_names(plain, [HAS_STRUCK_TAGS]) == set()
    assert rare_names(struck, [HAS_STRUCK_TAGS]) == {HAS_STRUCK_TAGS}
