"""The one file of `risktrail report`."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from risktrail.cli.main import run

HEADINGS = (
    "Ratings", "What changed from June 2021 to July 2021", "Stalled actions", "Deadlines", "New risks",
    "Risks gone", "Actions dropped without completion", "Escalations asked for", "What the reader was unsure of",
)  # fmt: skip


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def written(folder: Path, store: Path, *more: str) -> str:
    out = folder / "report.html"
    assert run(["report", "--db", str(store), "-o", str(out), "--quiet", *more]) == 0
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> str:
    return written(tmp_path_factory.mktemp("report"), sample_store)


def test_it_has_every_block(text: str) -> None:
    headings = [re.sub(r"\s*<.*", "", each) for each in re.findall(r"<h2[^>]*>(.*?)</h2>", text)]
    assert tuple(headings) == HEADINGS


def test_it_needs_nothing_else(text: str) -> None:
    tags = Tags(text).found
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in tags}
    assert not [attrs for _, attrs in tags if {"src", "href", "style", "onload"} & set(attrs)]
    assert "url(" not in text
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text


def test_every_statement_names_file_and_page(text: str) -> None:
    items = re.findall(r"<li>(.*?)</li>", text, re.DOTALL)
    without = [item for item in items if not re.search(r"OPSG_\d\d_\d{4}_\d\d\.pdf", item)]
    assert len(items) > 30
    assert not without
    stalled = text.partition('class="stalled"')[2].partition("</table>")[0]
    assert stalled.count("<tr>") - 1 == stalled.count(".pdf, p. ")


def test_it_can_be_told_from_where_to_where(tmp_path: Path, sample_store: Path) -> None:
    text = written(tmp_path, sample_store, "--from", "2021-01", "--to", "2021-05")
    assert "What changed from January 2021 to May 2021" in text
    assert "Jun" not in text.partition('class="matrix"')[2].partition("</thead>")[0]
    assert "OPSG_53" not in text


def test_the_first_paper_has_none_before(tmp_path: Path, sample_store: Path) -> None:
    assert "There is no earlier paper" in written(tmp_path, sample_store, "--to", "2020-08")


@pytest.mark.parametrize("more", [["--from", "2021-05", "--to", "2021-01"], ["--to", "2020-12"], ["--register", "X"]])
def test_what_cannot_be_is_one_line(
    tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    assert run(["report", "--db", str(sample_store), "-o", str(tmp_path / "r.html"), *more]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "r.html").exists()


def test_the_store_is_not_written_over(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--db", str(sample_store), "-o", str(sample_store)]) == 2
    assert "the store itself" in capsys.readouterr().err
