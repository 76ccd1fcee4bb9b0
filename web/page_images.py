"""Pages of papers as pictures, each drawn by pdfium in a process of its own.

pdfium is not thread-safe, and a broken paper can end the process that draws it: so it never runs in the server's.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from risktrail.schema.errors import PaperError

SCRIPT = Path(__file__).with_name("render_page_process.py")
SECONDS = 20
AT_ONCE = 2
KEPT = 48


class NotDrawnError(PaperError):
    """A page that pdfium cannot draw, or a page number the paper does not have."""

    code = "not_drawn"
    remedy = "Open the paper itself in a PDF viewer."


@dataclass(frozen=True)
class Drawn:
    """A page: its size in points, as a reader sees it, and its picture as PNG."""

    width: float
    height: float
    png: bytes


@dataclass
class Drawer:
    """Draws pages, a few at once, and keeps the latest."""

    kept: OrderedDict[tuple[str, int], Drawn] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def draw(self, report_id: str, content: bytes, page: int) -> Drawn:
        """A page of a paper, counted from 1. Raises NotDrawnError."""
        key = (report_id, page)
        found = self.look_up(*key)
        if found is None:
            with self.turns:
                found = self.look_up(*key) or drawn(content, page)
            self._keep(key, found)
        return found

    def look_up(self, report_id: str, page: int) -> Drawn | None:
        """The page, where it was drawn lately."""
        with self.lock:
            return self.kept.get((report_id, page))

    def _keep(self, key: tuple[str, int], found: Drawn) -> None:
        with self.lock:
            self.kept[key] = found
            self.kept.move_to_end(key)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)


def drawn(content: bytes, page: int) -> Drawn:
    """Draw a page now. Raises NotDrawnError."""
    command = [sys.executable, "-I", str(SCRIPT), str(page)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise NotDrawnError("drawing it took too long") from error
    if done.returncode:
        reasons = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotDrawnError(reasons[-1] if reasons else "pdfium broke off while drawing it")
    size, _, png = done.stdout.partition(b"\n")
    width, height = size.split()
    return Drawn(float(width), float(height), png)
