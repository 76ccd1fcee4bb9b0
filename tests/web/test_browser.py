"""The pages in a real browser: they load, nothing leaves the machine, the highlight sits, everyone can use them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from risktrail.cli.main import run
from tests.web.browsing import Watched, served

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

CLEAR = "rgba(0, 0, 0, 0)"
Watch = Callable[..., Watched]
PAGES = (
    "/", "/risk?risk=OPSG-008", "/stalled", "/deadlines", "/compare", "/search?q=plan", "/papers", "/check", "/nothing",
    "/registers",
)  # fmt: skip


def assert_quiet(seen: Watched, address: str) -> None:
    assert not [each for each in seen.console if "404" not in each]
    assert not [url for url in seen.requests if not url.startswith(address)]


def problems(seen: Watched) -> list[str]:
    found = Axe().run(seen.page).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(
    "dark", [pytest.param(False, id="light"), pytest.param(True, id="dark", marks=pytest.mark.slow)]
)
def test_pages_load_quietly_and_everyone_can_use_them(watch: Watch, address: str, dark: bool) -> None:
    seen = watch(dark=dark)
    for path in PAGES[:3] if dark else PAGES:
        seen.page.goto(address + path)
        assert seen.page.locator("h1").count() == 1
        assert problems(seen) == []
    assert_quiet(seen, address)


def test_a_phone_scrolls_no_page_sideways(watch: Watch, address: str) -> None:
    seen = watch(width=390)
    for path in PAGES:
        seen.page.goto(address + path)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390, path
    seen.page.goto(f"{address}/overview")
    assert right_end(seen, "table.matrix thead tr:last-child th:last-child") <= 390  # the latest month
    assert problems(seen) == []


def right_end(seen: Watched, selector: str) -> float:
    """Where an element ends on the screen, in points from its left edge."""
    box = seen.page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"]


def test_from_a_stalled_action_to_its_words_on_the_page(watch: Watch, address: str, samples: Path) -> None:
    seen = watch()
    seen.page.goto(f"{address}/stalled")
    row = seen.page.locator("table.stalled tbody tr", has_text="CSPN to make a series of small technical fixes")
    row.get_by_role("link", name="OPSG_53_2607_07.pdf, p. 2").click()
    expected = place_of("CSPN to make a series of small technical fixes that should lift its PM2 result", samples)
    assert place_of_mark(seen) == pytest.approx(expected, abs=8)
    assert ink_under_mark(seen) > 200
    assert "small technical fixes" in seen.page.locator("aside").inner_text()
    assert_quiet(seen, address)


def place_of_mark(seen: Watched) -> tuple[float, float]:
    """Where the highlight begins, in points from the top left of the sheet, as it lies on the screen."""
    mark = seen.page.locator("rect.mark").bounding_box()
    sheet = seen.page.locator("svg.sheet").bounding_box()
    assert mark is not None
    assert sheet is not None
    scale = sheet["width"] / 595.28
    return (mark["x"] - sheet["x"]) / scale, (mark["y"] - sheet["y"]) / scale


def place_of(words: str, samples: Path) -> tuple[float, float]:
    """Where words begin on page 2 of the sample of July 2021, as pdfium finds them."""
    document = pypdfium2.PdfDocument(samples / "OPSG_53_2607_07.pdf")
    page = document[1]
    text = page.get_textpage()
    found = text.search(words).get_next()
    left, _, _, top = text.get_charbox(found[0], loose=True)
    height = page.get_size()[1]
    for each in (text, page, document):
        each.close()
    return left, height - top


def ink_under_mark(seen: Watched) -> int:
    """How many dark dots lie under the highlight on the screen."""
    box = seen.page.locator("rect.mark").bounding_box()
    assert box is not None
    shot = seen.page.screenshot(clip={"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]})
    return sum(Image.open(io.BytesIO(shot)).convert("L").histogram()[:100])


def test_filters_and_download(watch: Watch, address: str, tmp_path: Path) -> None:
    seen = watch()
    seen.page.goto(f"{address}/stalled")
    seen.page.get_by_label("Owner").select_option("SECAS")
    seen.page.get_by_label("Papers, at least").fill("6")
    seen.page.get_by_role("button", name="Show").click()
    shown = seen.page.locator("table.stalled tbody tr").count()
    with seen.page.expect_download() as begun:
        seen.page.get_by_role("link", name="Download these as CSV").click()
    begun.value.save_as(tmp_path / "stalled.csv")
    with (tmp_path / "stalled.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shown > 0
    assert all("SECAS" in row["owners"] and int(row["reports_ongoing"]) >= 6 for row in rows)
    assert_quiet(seen, address)


def test_the_keyboard_is_enough(watch: Watch, address: str) -> None:
    seen = watch()
    seen.page.goto(f"{address}/overview")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "main"


def test_hostile_papers_run_nothing(watch: Watch, hostile: Path) -> None:
    seen = watch()
    dialogs: list[str] = []

    def refused(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    seen.page.on("dialog", refused)
    with served(hostile) as address:
        for path in ("/overview", "/risk?risk=OPSG-004", "/stalled?months=1", "/compare", "/search?q=script"):
            seen.page.goto(address + path)
        assert_quiet(seen, address)
    assert not dialogs


def test_the_report_opens_from_a_file(watch: Watch, sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert run(["report", "--db", str(sample_store), "-o", str(out), "--quiet"]) == 0
    seen = watch()
    seen.page.goto(out.as_uri())
    assert seen.requests == [out.as_uri()]
    assert (
        seen.page.locator("td.rating").first.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    assert problems(seen) == []
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == CLEAR
    assert not seen.console
