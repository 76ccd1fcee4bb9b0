"""The documentation as a site: it builds without warnings and without network, and has every question and table."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from risktrail.store import questions
from risktrail.store.catalogue import base_views
from risktrail.store.export import OF_IMPORTS, TABLES

ROOT = Path(__file__).resolve().parents[1]
FETCHED = re.compile(r"<(?:script|link|img|iframe)[^>]*?(?:src|href)=\"?(https?:|//)[^>]*>")
NOT_FETCHED = re.compile(r"rel=\"?(?:canonical|generator)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built, with every warning an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "https_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder


def text_of(page: Path) -> str:
    """A page's text, without its marks."""
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


def test_every_question_is_there_with_an_example(site: Path) -> None:
    page = (site / "questions.html").read_text(encoding="utf-8")
    text = text_of(site / "questions.html")
    for name in questions():
        assert f'id="{name}"' in page, name
        assert f"$ risktrail ask {name}" in text
    assert "OPSG-008" in text


def test_every_table_with_its_columns_and_every_view_is_there(site: Path) -> None:
    page, text = (site / "store.html").read_text(encoding="utf-8"), text_of(site / "store.html")
    for name in (*TABLES, *OF_IMPORTS):
        assert f'<h3 id="{name}' in page, name
    for view in base_views():
        assert f'id="view-{view.name}"' in page
    assert "the paper that stands for its month" in text  # of report_series.current
    assert "the profile that --profile named, as it calls itself" in text  # of paper_option.profile


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        found = [each[0] for each in FETCHED.finditer(page.read_text(encoding="utf-8"))]
        assert [each for each in found if not NOT_FETCHED.search(each)] == [], page


def test_every_page_is_in_the_list_of_pages() -> None:
    listed = re.findall(r": ([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    written = {page.name for page in (ROOT / "docs").glob("*.md")}
    assert {*listed} == written | {"index.md", "questions.md", "store.md"}
    assert len(listed) == len({*listed})


def test_the_readme_is_the_first_page_and_leads_to_what_is_made(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    for page in ("quarter", "commands", "refusals", "questions", "store"):
        assert f'href="{page}.html"' in first, page
    assert 'src="matrix.png"' in first
    assert "make site" not in text_of(site / "index.html")
    assert "| `merge OTHER`" not in (site / "commands.html").read_text(encoding="utf-8")  # its tables are tables
    assert "merge OTHER" in text_of(site / "commands.html")
