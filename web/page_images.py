"""Pictures of the pages of papers, each made by pdfium in a process of its own.

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
MOST_KEPT = 48


class NotDrawnError(PaperError):
    """A page that pdfium cannot draw, or a page number the paper does not have."""

    code = "not_drawn"
    remedy = "Open the paper itself in a PDF viewer."


@dataclass(frozen=True)
class PageImage:
    """A page: its size in points, as a PDF viewer shows it, and its picture as PNG."""

    width: float
    height: float
    png: bytes


@dataclass
class PageImages:
    """Makes pictures of pages, two at once, and keeps the last 48."""

    kept: OrderedDict[tuple[str, int], PageImage] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def image(self, report_id: str, content: bytes, page: int) -> PageImage:
        """The picture of a page.

        Args:
            report_id: The stored report, by which the picture is kept.
            content: The bytes of its paper.
            page: The number of the page, counted from 1.

        Raises:
            NotDrawnError: pdfium cannot draw the page, or the paper does not have it.
        """
        found = self.look_up(report_id, page)
        if found is None:
            with self.turns:
                found = self.look_up(report_id, page) or render_page(content, page)
            self._keep((report_id, page), found)
        return found

    def look_up(self, report_id: str, page: int) -> PageImage | None:
        """The picture of a page, where it is kept."""
        with self.lock:
            return self.kept.get((report_id, page))

    def _keep(self, key: tuple[str, int], found: PageImage) -> None:
        with self.lock:
            self.kept[key] = found
            self.kept.move_to_end(key)
            while len(self.kept) > MOST_KEPT:
                self.kept.popitem(last=False)


def render_page(content: bytes, page: int) -> PageImage:
    """Make the picture of a page now.

    Args:
        content: The bytes of the paper.
        page: The number of the page, counted from 1.

    Raises:
        NotDrawnError: pdfium cannot draw the page, or the paper does not have it.
    """
    command = [sys.executable, "-I", str(SCRIPT), str(page)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise NotDrawnError(f"drawing it took more than {SECONDS} seconds") from error
    if done.returncode:
        reasons = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotDrawnError(reasons[-1] if reasons else "the process that draws it ended without giving a reason")
    size, _, png = done.stdout.partition(b"\n")
    width, height = size.split()
    return PageImage(float(width), float(height), png)
