"""Colours of print, mended in pdfminer: it takes the tint of an ink for grey, so that full black comes out white."""

from __future__ import annotations

from typing import Any

import pdfplumber.page
from pdfminer.pdfinterp import PDFPageInterpreter

_INKS = {"Separation", "DeviceN"}  # of whose tints 1 is full ink
_PLAIN = {"DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased", "Pattern"}
_BLACK = (0.0,)


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]  # pdfminer is not typed
    """pdfminer's reader of a page's content, with print in an ink as dark as its tint, and dark in an unknown space."""

    def do_cs(self, name: Any) -> None:
        super().do_cs(name)
        if self.graphicstate.ncs.name != "Pattern":
            self.graphicstate.ncolor = _BLACK  # ISO 32000-1, 8.6.8: a colour space begins with its black or full ink

    def do_scn(self) -> None:
        space = self.graphicstate.ncs
        tints = [part for part in self.argstack[-space.ncomponents :] if isinstance(part, int | float)]
        super().do_scn()
        if space.name in _INKS:
            self.graphicstate.ncolor = (1.0 - max(tints, default=1.0),)
        elif space.name not in _PLAIN:
            self.graphicstate.ncolor = _BLACK


def convert_inks() -> None:
    """Make pdfplumber read pages with these colours, in this process."""
    pdfplumber.page.PDFPageInterpreter = _Interpreter
