"""Pages made of PDF operators, for the tests of the engines."""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import DocumentLimits, Page
from tests.generators.pdf_objects import Parts, put_together

_FADE = "<</FunctionType 2/Domain[0 1]/C0[0.1 0.1 0.5]/C1[0.3 0.3 0.9]/N 1>>"
_SHADING = f"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 600 0]/Function {_FADE}/Extend[true true]>>"
_RESOURCES = f"""<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>
/Pattern<</Fading<</PatternType 2/Shading {_SHADING}>>>>>>"""


def drawn(
    content: str,
    name: EngineName,
    *,
    width: int = 600,
    height: int = 800,
    resources: str = "",
    page: str = "",
    catalog: str = "",
    others: Sequence[str] = (),
) -> Page:
    """A page with this content, as an engine reads it; `/F` is Helvetica, `/Fading` a dark pattern."""
    found = pdf_of(content, f"/MediaBox[0 0 {width} {height}]{page}", resources, catalog, others)
    (only,) = engine(name)(found, DocumentLimits()).pages
    return only


def pdf_of(content: str, page: str, resources: str = "", catalog: str = "", others: Sequence[str] = ()) -> bytes:
    """A PDF of one page with this content, and with these entries of the page, its resources and the catalog. `others`
    are the objects from 5 on."""
    entries = f"<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}/Resources {_RESOURCES[:-2]}{resources}>>>>"
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: entries.encode(),
        4: stream(content).encode(),
    }
    objects |= {number: other.encode() for number, other in enumerate(others, 5)}
    return put_together(Parts(objects, b"/Root 1 0 R"))


def stream(content: str, entries: str = "") -> str:
    """A stream object with this content and these entries of its dictionary."""
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream\n"


def printed(text: str, x: float = 100, y: float = 700, size: float = 10) -> str:
    """The operators that print a text."""
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET"


def texts(page: Page) -> list[str]:
    """The words that a reader sees."""
    return [word.text for word in page.words]
