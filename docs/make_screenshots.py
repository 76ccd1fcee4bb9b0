"""Make the pictures of the README and of profiles.md from the sample papers and the harbour's.

    python -m docs.make_screenshots

Needs Chromium and the development requirements. Writes docs/*.png, with few colours so that they stay small.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from risktrail.cli.main import run
from risktrail.store import open_reader
from tests.web.browsing import FLAGS, chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = Path(__file__).resolve().parent
SAMPLES = DOCS.parent / "samples"
COLOURS = 64
WIDTH = 1100
ACTION = "DCC to trace what sets off HAN faults"
PLACE = """
SELECT report_id, page, action_id FROM actions JOIN latest USING (report_id)
WHERE starts_with(text, ?) ORDER BY page LIMIT 1
"""


def main() -> int:
    """Import the samples, serve them, and look."""
    path = chromium()
    if path is None:
        print("make_screenshots: there is no Chromium here", file=sys.stderr)  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        store, harbour = Path(scratch) / "opsg.duckdb", Path(scratch) / "harbour.duckdb"
        run(["import", str(SAMPLES / "*.pdf"), "--db", str(store), "--quiet"])
        profile = str(DOCS / "harbour.toml")
        run(["import", str(DOCS / "harbour.pdf"), "--profile", profile, "--db", str(harbour), "--quiet"])
        _take(path, store, _pictures(store))
        _take(path, harbour, [("harbour-risk.png", "/risk?risk=H9", 1130)])
    return 0


def _take(browser_path: str, store: Path, pictures: Iterable[tuple[str, str, int]]) -> None:
    """Look at pages of a store, and save each as a picture."""
    with served(store) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        for name, at, height in pictures:
            page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme="light")
            page.goto(address + at)
            _save(page, DOCS / name)
        browser.close()


def _pictures(store: Path) -> list[tuple[str, str, int]]:
    """Each picture's file, the page it shows, and how much of it."""
    with open_reader(store) as reader:
        report_id, page, action_id = reader.query(PLACE, [ACTION]).rows[0]
    return [
        ("matrix.png", "/overview", 1130),
        ("page.png", f"/papers/{report_id}/pages/{page}?mark=action:{action_id}", 900),
        ("stalled.png", "/stalled?months=6", 900),
        ("risk.png", "/risk?risk=OPSG-008", 1000),
    ]


def _save(page: Page, file: Path) -> None:
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
