"""Which letters of a PDF stand on layers that are switched off, as pdfminer goes through its pages."""

from __future__ import annotations

import io
from collections.abc import Iterable
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

from risktrail.ingest.pdf.layers import OffLetter

_DEEPEST = 20  # membership policies within one another


def read_layers(content: bytes, *, cropped: bool) -> dict[int, list[OffLetter]]:
    """The letters on layers that are switched off, by page; empty where pdfminer cannot read the file.

    `cropped` says whether their places are those in what is shown of a page, or in all of it.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        layers = _Layers(resolve1(document.catalog.get("OCProperties")))
        if not layers.off:
            return {}
        device = _Device(layers, cropped=cropped)
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
    """Takes down the letters that are printed while something is not shown."""

    def __init__(self, layers: _Layers, *, cropped: bool) -> None:
        super().__init__(PDFResourceManager())
        self.layers, self.cropped = layers, cropped
        self.hidden: list[bool] = []
        self.letters: list[Any] = []
        self.found: dict[int, list[OffLetter]] = {}

    def render_char(self, *arguments: Any, **named: Any) -> float:
        advance = float(super().render_char(*arguments, **named))
        if any(self.hidden):
            self.letters.append(self.cur_item._objs[-1])
        return advance

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.hidden, self.letters = [], []
        left, _, _, top = apply_matrix_rect(ctm, page.cropbox if self.cropped else page.mediabox)
        self.left, self.top = max(left, 0.0), min(top, self.cur_item.height)

    def receive_layout(self, _: Any) -> None:
        letters = [
            OffLetter(letter.get_text(), (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0))
            for letter in self.letters
            for x0, y0, x1, y1 in [letter.bbox]
            if not letter.get_text().isspace()
        ]
        if letters:
            self.found[self.pageno - 1] = letters  # which counts on before it tells


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
