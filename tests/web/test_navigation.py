"""Pages by keyboard and by screen reader: few Tab stops before what a page is for, and landmarks to jump by."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from risktrail.cli.main import run
from risktrail.store import open_reader
from risktrail.web.app import make_app
from tests.web.conftest import HOST

COUNCIL = Path(__file__).resolve().parents[2] / "samples" / "families" / "council"
MOST_STOPS = 20
PATHS = (
    "/registers", "/overview?register=TBC", "/risk?register=TBC&risk=4", "/stalled?register=TBC",
    "/deadlines?register=TBC", "/compare?register=TBC", "/search?register=TBC&q=plan", "/papers?register=TBC",
    "/check?register=TBC",
)  # fmt: skip
SAMPLES = ("/overview?from=first", "/risk?risk=8", "/stalled", "/compare", "/search?q=plan", "/papers", "/check", "/no")
STOPS = {"a": "href", "summary": "", "select": "", "button": "", "input": ""}
CONTENT = ("section", "table", "dl", "svg")


class Page(HTMLParser):
    """What the keyboard and a screen reader find: Tab stops before the content, landmarks, headings, ids and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stops_before: list[str] = []
        self.landmarks: list[tuple[str, str | None]] = []
        self.headings: list[int] = []
        self.ids: set[str] = set()
        self.within: list[str] = []
        self.first_stop: str | None = None
        self.has_content = self.in_main = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self.ids |= {about["id"] or ""} if "id" in about else set()
        self.in_main = self.in_main or tag == "main"
        events = tag == "ul" and about.get("class") == "events"
        self.has_content = self.has_content or (self.in_main and (tag in CONTENT or events))
        if (about.get("href") or "").startswith("#"):
            self.within.append((about["href"] or "")[1:])
        if tag in ("main", "nav"):
            self.landmarks.append((tag, about.get("aria-label")))
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        is_stop = tag in STOPS and (not STOPS[tag] or STOPS[tag] in about) and about.get("type") != "hidden"
        if is_stop or about.get("tabindex") == "0":
            self.first_stop = self.first_stop or about.get("href")
            if not self.has_content:
                self.stops_before.append(tag)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Iterator[TestClient]:
    """The council's register beside that of the samples."""
    store = tmp_path_factory.mktemp("council") / "s.duckdb"
    store.write_bytes(sample_store.read_bytes())
    assert run(["import", str(COUNCIL), "--db", str(store), "--quiet"]) == 0
    with TestClient(make_app(store), base_url=HOST) as client:
        yield client


def paper_paths(store: Path, register: str) -> list[str]:
    with open_reader(store) as reader:
        found = reader.query(
            "SELECT report_id, page, action_id FROM actions JOIN latest USING (report_id) WHERE actions.register = ?",
            [register],
        ).rows
    report_id, page, action_id = found[0]
    return [f"/papers/{report_id}/pages/{page}?mark=action:{action_id}"]


def assert_easy(text: str) -> None:
    page = Page(text)
    assert len(page.stops_before) <= MOST_STOPS
    assert page.first_stop == "#main"
    assert [each for each in page.landmarks if each[0] == "main"] == [("main", None)]
    names = [name for tag, name in page.landmarks if tag == "nav"]
    assert names[0] == "Main"
    assert None not in names
    assert len(names) == len(set(names))
    assert page.headings[:1] == [1]
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert not set(page.within) - page.ids


@pytest.mark.parametrize("path", PATHS)
def test_one_of_several_registers(council: TestClient, path: str) -> None:
    assert_easy(council.get(path).text)


@pytest.mark.parametrize("path", SAMPLES)
def test_the_only_register(pages: TestClient, path: str) -> None:
    assert_easy(pages.get(path).text)


def test_the_page_of_a_paper(pages: TestClient, sample_store: Path) -> None:
    for path in paper_paths(sample_store, "OPSG"):
        assert_easy(pages.get(path).text)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/overview", ["changes", "stalled", "deadlines", "new", "dropped", "doubts"]),
        ("/risk?risk=8", ["rating", "actions", "wording"]),
    ],
)
def test_a_long_page_begins_with_links_to_its_parts(pages: TestClient, path: str, names: list[str]) -> None:
    assert [each for each in Page(pages.get(path).text).within if each != "main"] == names


def test_too_many_stops_would_be_seen() -> None:
    links = "<a href='/x'>x</a>" * MOST_STOPS
    with pytest.raises(AssertionError):
        assert_easy(f"<a href='#main'>Skip</a><nav aria-label='Main'></nav><main id='main'>{links}<h1>x</h1></main>")
