"""Which letters and shapes of a PDF stand on layers that are switched off, as pdfminer goes through its pages."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_rect

from risktrail.ingest.pdf.geometry import bounds_of, point
from risktrail.ingest.pdf.layers import OffContent, OffLetter, OffShape
from risktrail.schema.report import BBox

_DEEPEST = 20  # membership policies within one another
_REACH = 0.5  # points that engines differ by in the box of a shape
_LINE = 1.0  # how thick a line is whose thickness is not set


def read_layers(content: bytes) -> dict[int, OffContent]:
    """What stands on layers that are switched off, by page; empty where pdfminer cannot read the file."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        layers = _Layers(resolve1(document.catalog.get("OCProperties")))
        if not layers.off:
            return {}
        device = _Device(layers)
        interpreter = _Interpreter(device.rsrcmgr, device)
        for page in PDFPage.create_pages(document):
            interpreter.process_page(page)
    except (
        PDFException,
        PSException,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        ArithmeticError,
    ):
        return {}
    return device.found


class _Layers:
    """The layers of a file, and which of them a viewer does not show when it opens it."""

    def __init__(self, properties: Any) -> None:
        self.off: set[int] = set()
        if not isinstance(properties, dict):
            return
        config = resolve1(properties.get("D")) or {}
        if _name(config.get("BaseState")) == "OFF":
            self.off |= _numbers(properties.get("OCGs"))
        self.off -= _numbers(config.get("ON"))
        self.off |= _numbers(config.get("OFF"))
        for usage in _list(config.get("AS")):
            self._apply(resolve1(usage) or {})

    def _apply(self, usage: dict[str, Any]) -> None:
        """Switch layers as they ask to be when a page is viewed."""
        if _name(usage.get("Event")) != "View":
            return
        for layer in _list(usage.get("OCGs")):
            state = (resolve1(layer) or {}).get("Usage")
            view = resolve1((resolve1(state) or {}).get("View")) or {}
            if _name(view.get("ViewState")) == "OFF":
                self.off |= _numbers([layer])
            elif _name(view.get("ViewState")) == "ON":
                self.off -= _numbers([layer])

    def hides(self, content: Any, depth: int = 0) -> bool:
        """Whether optional content, a layer or a membership of layers, is not shown."""
        if isinstance(content, PDFObjRef) and content.objid in self.off:
            return True
        found = resolve1(content)
        if not isinstance(found, dict) or _name(found.get("Type")) != "OCMD" or depth > _DEEPEST:
            return False
        if found.get("VE") is not None:
            return not self._holds(found["VE"], depth + 1)
        listed = found.get("OCGs")
        members = listed if isinstance(resolve1(listed), list) else [listed]
        on = [not self.hides(member, depth + 1) for member in _list(members) if member is not None]
        policies = {"AllOn": all(on), "AnyOff": not all(on), "AllOff": not any(on)}
        return bool(on) and not policies.get(_name(found.get("P")), any(on))

    def _holds(self, expression: Any, depth: int) -> bool:
        """Whether an expression of layers, such as [/Or layer layer], is true."""
        parts = resolve1(expression)
        if not isinstance(parts, list) or not parts or depth > _DEEPEST:
            return not self.hides(expression, depth)
        states = [self._holds(part, depth + 1) for part in parts[1:]]
        operation = _name(parts[0])
        if operation == "Not":
            return not all(states)
        return any(states) if operation == "Or" else all(states)


class _Device(PDFLayoutAnalyzer):  # type: ignore[misc]  # pdfminer is not typed
    """Takes down the letters and shapes that are painted while something is not shown."""

    def __init__(self, layers: _Layers) -> None:
        super().__init__(PDFResourceManager())
        self.layers = layers
        self.hidden: list[bool] = []
        self.letters: list[Any] = []
        self.paths: list[OffShape] = []
        self.pieces: list[OffShape] = []
        self.found: dict[int, OffContent] = {}

    def render_char(self, *arguments: Any, **named: Any) -> float:
        advance = float(super().render_char(*arguments, **named))
        if any(self.hidden):
            self.letters.append(self.cur_item._objs[-1])
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:  # noqa: ARG002
        if not any(self.hidden):
            return
        a, b, c, d, _, _ = self.ctm
        thickness = max(float(gstate.linewidth), _LINE) * math.sqrt(abs(a * d - b * c))
        reach = _REACH + (thickness if stroke else 0.0)  # pdfium gives stroked shapes with it, pdfminer without
        whole = [place for step in path for place in zip(step[1::2], step[2::2], strict=True)]
        self._add(whole, reach, self.paths)
        starts = [place for place, step in enumerate(path) if step[0] == "m"]
        for start, end in zip(starts, [*starts[1:], len(path)], strict=True):
            self._add([step[-2:] for step in path[start:end] if len(step) > 2], reach, self.pieces)

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        if any(self.hidden):
            corners = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
            self._add(corners, _REACH, self.paths)
            self._add(corners, _REACH, self.pieces)

    def _add(self, points: Sequence[tuple[float, float]], reach: float, shapes: list[OffShape]) -> None:
        """Take down a shape, by points of the space that it is drawn in."""
        if points:
            shapes.append(OffShape(self._seen(*bounds_of([point(x, y, self.ctm) for x, y in points])), reach))

    def _seen(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.hidden, self.letters, self.paths, self.pieces = [], [], [], []
        left, _, _, top = apply_matrix_rect(ctm, page.cropbox)
        kinds = (resolve1(annotation) for annotation in _list(page.annots))
        layers = (each.get("OC") if isinstance(each, dict) else None for each in kinds)
        self.annotations = [place for place, layer in enumerate(layers) if self.layers.hides(layer)]
        self.left, self.top = max(left, 0.0), min(top, self.cur_item.height)

    def receive_layout(self, _: Any) -> None:
        letters = [
            OffLetter(letter.get_text(), self._seen(*letter.bbox))
            for letter in self.letters
            if not letter.get_text().isspace()
        ]
        if letters or self.paths or self.annotations:  # pdfminer counts the page before it tells
            self.found[self.pageno - 1] = OffContent(letters, self.paths, self.pieces, self.annotations)


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]  # pdfminer is not typed
    """Follows which content is marked as that of a layer, and which drawings are one's."""

    def do_BMC(self, _: Any) -> None:  # noqa: N802  pdfminer calls it so
        self.device.hidden.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        hides = False
        if _name(tag) == "OC" and isinstance(props, PSLiteral):
            named = resolve1(self.resources.get("Properties")) or {}
            hides = self.device.layers.hides(named.get(props.name))
        self.device.hidden.append(hides)

    def do_EMC(self) -> None:  # noqa: N802
        if self.device.hidden:
            self.device.hidden.pop()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        drawing = resolve1(self.xobjmap.get(_name(xobjid_arg)))
        content = getattr(drawing, "attrs", {}).get("OC")
        before = list(self.device.hidden)
        self.device.hidden = [*before, self.device.layers.hides(content)]
        super().do_Do(xobjid_arg)
        self.device.hidden = before


def _name(value: Any) -> str:
    return value.name if isinstance(value, PSLiteral) and isinstance(value.name, str) else ""


def _list(value: Any) -> Iterable[Any]:
    found = resolve1(value)
    return found if isinstance(found, list) else ()


def _numbers(value: Any) -> set[int]:
    return {item.objid for item in _list(value) if isinstance(item, PDFObjRef)}
