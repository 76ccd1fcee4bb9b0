"""The one file of `risktrail report`."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from risktrail.cli.main import run
from risktrail.store import open_page_reader, open_reader
from risktrail.web.html_report import html_report
from risktrail.web.overview import Overview
from risktrail.web.period_range import period_range
from risktrail.web.register import Register
from risktrail.web.report_front import Part, ReportFront

HEADINGS = (
    "Before you read", "What moved since June 2021", "What stands still", "What is late", "What is doubtful", "Ratings",
    "What changed from June 2021 to July 2021", "Stalled actions", "Deadlines", "New risks", "Risks gone",
    "Actions dropped without completion", "Escalations asked for", "What the reader was unsure of", "Papers covered",
)  # fmt: skip


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tables(text: str) -> list[str]:
    """The tables of items, each of which begins with its class."""
    return [each.partition("</table>")[0] for each in text.split('<table class="items ')[1:]]


def rows_of(table: str) -> list[str]:
    return table.partition("<tbody>")[2].split("</tr>")[:-1]


def total(parts: Sequence[Part]) -> int:
    return sum(part.number for part in parts)


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
    items = [row for table in tables(text) for row in rows_of(table)]
    without = [item for item in items if not re.search(r"OPSG_\d\d_\d{4}_\d\d\.pdf", item)]
    assert len(items) > 60
    assert not without
    stalled = rows_of(next(table for table in tables(text) if "stalled-actions" in table))
    assert all(".pdf, p. " in row for row in stalled)


def test_every_item_is_one_line_and_the_rest_is_folded(text: str) -> None:
    for table in tables(text):
        for row in rows_of(table):
            line, _, folded = row.partition("</summary>")
            assert "<p" not in line, line
            assert "<p" in folded or "papers" in table[:40]


def test_every_risk_is_named_by_more_than_its_number(text: str) -> None:
    named = re.findall(r'<span class="risk-id">(OPSG-\d+)</span> <span class="risk-title">(.*?)</span>', text)
    assert len(named) == text.count('class="risk-id"') > 70
    assert ("OPSG-007", "Pandemic rules set by government keep the DCC …") in named


def test_the_first_page_says_when_it_was_made_and_of_what(sample_store: Path) -> None:
    with open_reader(sample_store) as reader:
        text = html_report(reader, None, "2021-02", None, made=dt.date(2021, 8, 1))
    first = text.partition("</header>")[0]
    assert "Made on 1 August 2021 by risktrail from 6 papers, February 2021 to July 2021" in first
    assert "5 earlier papers count for how long something has stood still" in first
    assert len(rows_of(tables(text)[-1])) == 6


@pytest.mark.parametrize("month", ["2021-07", "2021-02", "2020-08"])
def test_the_counts_of_the_first_page_are_those_of_the_answers(sample_store: Path, month: str) -> None:
    with open_page_reader(sample_store) as reader:
        register = Register(reader, "OPSG")
        front = ReportFront(Overview(register, period_range(register, until=month), 1), dt.date(2021, 8, 1))
        risks, actions = reader.risks(period=month), reader.actions(period=month)
        stalled, doubts = reader.stalled(as_of=month), reader.check()
        assert total(front.risk_bands) == len(risks)
        assert total(front.action_parts) == len(actions)
        assert front.open_actions == sum(row.status not in ("completed", "recurring") for row in actions)
        assert total(front.stalled_bands) == len(front.overview.stalled) == len(stalled)
        assert front.stalled_unchanged == len(reader.stalled(as_of=month, unchanged=True))
        assert total(front.doubt_parts) == front.doubts == len(doubts)
        if month != "2020-08":
            papers = reader.periods("OPSG")
            rows = list(reader.compare(papers[papers.index(month) - 1], month))
            assert total(front.rating_parts) == len(risks)
            moved = [row for row in rows if row.item == "risk" and row.change in ("rating_changed", "new", "absent")]
            assert len(front.moved_risks) == len(moved)
            changes = front.overview.changes
            assert changes is not None
            assert sum(int(each.split()[0]) for each in changes.counts) == changes.number <= len(rows)


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
