"""Where the texts of a page stand in its file's tags, for both engines."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf import pdfium_tags
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pdf.page_tags import PageTags, TaggedText, TagPlace
from risktrail.ingest.pdf.pdfium_document import open_document
from tests.ingest.pdf.pages import drawn, printed

engines = pytest.mark.parametrize("engine", EngineName)
TREE = "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R"
CONTENT = (
    f"/Span <</MCID 0>> BDC {printed('Alpha')} EMC"
    f" /Span <</MCID 1>> BDC {printed('Beta', 200)} EMC"
    f" /Artifact BMC {printed('Gamma', 300)} EMC"
    f" {printed('Delta', 400)}"
)


def element(kind: str, kids: str, parent: int) -> str:
    return f"<</Type/StructElem/S/{kind}/P {parent} 0 R/Pg 3 0 R/K {kids}>>"


def tagged(*elements: str, engine: EngineName, parents: str, roles: str = "", page: str = "") -> Page:
    """A page whose content has these elements: the objects from 6 on, the first of which is the root's only child.
    `parents` has for each number of marked content the element that it stands in."""
    root = f"<</Type/StructTreeRoot/K[6 0 R]{roles}/ParentTree<</Nums[0[{parents}]]>>>>"
    return drawn(CONTENT, engine, catalog=TREE, page=f"/StructParents 0{page}", others=(root, *elements))


def places(page: Page) -> list[TagPlace | None]:
    """The places of `Alpha`, `Beta`, `Gamma` and `Delta`."""
    assert page.tags is not None
    return [text.place for text in page.tags.texts]


@engines
@pytest.mark.parametrize("page", ["", "/CropBox[50 50 550 750]", "/Rotate 90"])
def test_texts_stand_where_their_words_do(page: str, engine: EngineName) -> None:
    found = tagged(element("P", "[0 1]", 5), engine=engine, parents="6 0 R 6 0 R", page=page)
    assert found.tags is not None
    words = [*found.words, *found.across]
    for word, text in zip(words, found.tags.texts, strict=True):
        x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
        assert word.x0 < x < word.x1
        assert word.top < y < word.bottom


@engines
def test_list_items_paragraphs_and_what_stands_in_no_element(engine: EngineName) -> None:
    elements = (element("L", "[7 0 R 8 0 R]", 5), element("LI", "[9 0 R]", 6), element("P", "[1]", 6))
    body = element("LBody", "[10 0 R]", 7)
    found = tagged(*elements, body, element("P", "[0]", 9), engine=engine, parents="10 0 R 8 0 R")
    assert places(found) == [TagPlace((0, 0), is_list_item=True), TagPlace((0, 1)), None, None]


@engines
def test_cells_and_their_paragraphs(engine: EngineName) -> None:
    """As Chromium writes a cell, with an element in between, and as office programs do."""
    elements = (
        element("Table", "[7 0 R]", 5),
        element("TR", "[8 0 R 9 0 R]", 6),
        element("TD", "[10 0 R]", 7),
        element("TD", "[11 0 R]", 7),
        element("NonStruct", "[0]", 8),
        element("P", "[1]", 9),
    )
    found = tagged(*elements, engine=engine, parents="10 0 R 11 0 R")
    row = TagPlace(cell=(0, 0, 0), row=(0, 0), table=(0,))
    assert places(found)[:2] == [row, row._replace(item=(0, 0, 1, 0), cell=(0, 0, 1))]


@engines
def test_types_of_a_program_are_what_its_roles_say(engine: EngineName) -> None:
    found = tagged(
        element("ListParagraph", "[0 1]", 5),
        engine=engine,
        parents="6 0 R 6 0 R",
        roles="/RoleMap<</ListParagraph/P>>",
    )
    assert places(found)[:2] == [TagPlace((0,)), TagPlace((0,))]


@engines
def test_nothing_is_said_of_content_that_two_elements_have(engine: EngineName) -> None:
    elements = (element("Div", "[7 0 R 8 0 R]", 5), element("P", "[0]", 6), element("P", "[0 1]", 6))
    found = tagged(*elements, engine=engine, parents="7 0 R 8 0 R")
    assert places(found)[:2] == [TagPlace(), TagPlace((0, 1))]


@engines
def test_a_file_without_tags_has_none(engine: EngineName) -> None:
    assert drawn(CONTENT, engine).tags is None


@engines
def test_tags_are_read_when_they_are_asked_for(engine: EngineName, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bytes] = []

    def noted(content: bytes) -> object:
        opened.append(content)
        return open_document(content)

    monkeypatch.setattr(pdfium_tags, "open_document", noted)
    found = tagged(element("P", "[0 1]", 5), engine=engine, parents="6 0 R 6 0 R")
    assert opened == []
    assert len(places(found)) == len(places(found)) == 4
    assert len(opened) == 1


def test_texts_are_read_once() -> None:
    texts: list[TaggedText] = []
    tags = PageTags(texts.copy)
    first = tags.texts
    texts.append(TaggedText((0, 0, 1, 1), None))
    assert (tags.texts, tags.has_items_of_lines, tags.has_cells_of_lines) == (first, False, False)
