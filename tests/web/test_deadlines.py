"""The calendar of due dates and the list of owners with overdue actions, on a page and in the report."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from risktrail.cli.main import run
from risktrail.web.app import make_app
from risktrail.web.due_calendar import EDGE, LEAST_ARROW, MARGIN, MIDDLE, CalendarRow, due_calendar
from tests.generators.register_builders import action, report, risk, store_of
from tests.web.browsing import Watched, served
from tests.web.test_browser import assert_quiet, problems
from tests.web.test_hostile_papers import assert_harmless

Watch = Callable[..., Watched]
PLAN, PILOT, AUDIT, DEPOT = "Write the exit plan", "Run the pilot", "Audit the invoices", "Sell the depot"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ABC: at 10 March PLAN is 9 days late, moved twice; PILOT 38 days, never; AUDIT is not late; DEPOT's date is TBC.

    XYZ prints no due dates; MON prints a month alone.
    """
    finance, waste = ["Head of Finance"], ["Head of Finance", "Head of Waste"]
    undated = action(DEPOT).model_copy(update={"due_text": "TBC"})
    months = [
        report("2021-01", risk("A-1", 12, action(PLAN, due="2021-01-15", page=2), action(PILOT, due="2021-01-31"))),
        report("2021-02", risk("A-1", 12, action(PLAN, due="2021-02-20", page=3), action(AUDIT, due="2021-06-30"))),
        report(
            "2021-03",
            risk(
                "A-1", 12, action(PLAN, due="2021-03-01", page=4, owners=finance),
                action(PILOT, due="2021-01-31", page=5, owners=waste), title="Waste <contract>",
            ),
            risk("A-2", None, action(AUDIT, due="2021-05-31", page=6), undated),
        ),
        report("2021-03", risk("X-1", 12, action(PLAN)), register="XYZ"),
        report("2021-03", risk("M-1", 12, action(PLAN, due="2021-03-31"), page=1), register="MON").model_copy(
            update={"report_date": None, "leaves_out": ("excluding completed actions",)}
        ),
    ]  # fmt: skip
    return store_of(tmp_path_factory.mktemp("deadlines") / "s.duckdb", months)


@pytest.fixture
def pages(store: Path) -> Iterator[TestClient]:
    with TestClient(make_app(store), base_url="http://localhost") as client:
        yield client


def table_of(text: str, name: str) -> list[str]:
    """The rows of a table of the page, the heading aside, as text with single spaces."""
    body = re.search(rf'<table class="{name}">.*?<tbody>(.*?)</tbody>', text, re.DOTALL)
    assert body is not None
    rows = body.group(1).split("</tr>")[:-1]
    without_links = [re.sub(r"</?a\b[^>]*>", "", row).replace("&nbsp;", " ") for row in rows]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in without_links]


def test_the_list_says_what_is_due_and_each_move_with_both_papers(pages: TestClient) -> None:
    text = pages.get("/deadlines?register=ABC").text
    assert "4 open actions with a due date in the paper of 10 March 2021: 2 overdue, 1 moved at least once." in text
    pilot, plan, audit, depot = table_of(text, "stacked dues")
    assert pilot.startswith("A-1 Waste &lt;contract&gt; 12 (Moderate) Run the pilot Head of Finance, Head of Waste")
    assert pilot.endswith("ABC_2021-03.pdf, p. 5 31 Jan 2021 38 days overdue never")
    assert plan.endswith(
        "ABC_2021-03.pdf, p. 4 1 Mar 2021 9 days overdue"
        " 15 Jan 2021 → 20 Feb 2021 before ABC_2021-01.pdf, p. 2 then ABC_2021-02.pdf, p. 3"
        " 20 Feb 2021 → 1 Mar 2021 before ABC_2021-02.pdf, p. 3 then ABC_2021-03.pdf, p. 4"
    )
    assert audit.startswith("A-2 not rated Audit the invoices")
    assert audit.endswith("ABC_2021-03.pdf, p. 6 31 May 2021 never")
    assert depot.endswith("TBC perhaps overdue never")
    assert "1 action has a due date that is no day, such as “TBC”: in the list below, not in the calendar." in text


def test_the_calendar_has_a_drawing_an_action_with_its_words(pages: TestClient) -> None:
    text = pages.get("/deadlines?register=ABC").text
    drawn = re.findall(r"<title id[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>(.*?)</svg>", text, re.DOTALL)
    assert [each[:2] for each in drawn] == [
        ("A-1: due 31 Jan 2021, 38 days overdue", "The date was never moved."),
        (
            "A-1: due 1 Mar 2021, 9 days overdue",
            "The date was moved from 15 Jan 2021 to 20 Feb 2021, then to 1 Mar 2021.",
        ),
        ("A-2: due 31 May 2021, not overdue", "The date was never moved."),
    ]
    shapes = [(each[2].count('class="move"'), each[2].count('class="was"')) for each in drawn]
    assert shapes == [(0, 0), (2, 2), (0, 0)]
    assert ['class="due yes"' in each[2] for each in drawn] == [True, True, False]
    assert "9 days overdue</text>" in drawn[1][2]
    assert len(set(re.findall(r' id="([^"]+)"', text))) == len(re.findall(r' id="', text))


def test_owners_with_overdue_actions(pages: TestClient) -> None:
    assert table_of(pages.get("/deadlines?register=ABC").text, "stacked by-owner") == [
        "Head of Finance 2 38 days 1 A-1 Waste &lt;contract&gt; ABC_2021-03.pdf, p. 4, 5",
        "Head of Waste 1 38 days 0 A-1 Waste &lt;contract&gt; ABC_2021-03.pdf, p. 5",
    ]


def test_an_earlier_month_is_shown_as_it_stood(pages: TestClient) -> None:
    text = pages.get("/deadlines?register=ABC&as_of=2021-02").text
    plan, audit = table_of(text, "stacked dues")
    assert "20 Feb 2021" in plan
    assert plan.count("→") == 1
    assert audit.endswith("30 Jun 2021 never")
    assert "No action is overdue in the paper of 10 February 2021." in text


def test_a_paper_without_a_day_says_what_is_not_known(pages: TestClient) -> None:
    text = pages.get("/deadlines?register=MON").text
    assert "1 open action with a due date in the paper of March 2021: 0 overdue" in text
    assert "The paper prints no day: 1 action due later in March 2021 may be overdue or not." in text
    assert "M-1: due 31 Mar 2021, perhaps overdue" in text
    assert "This paper does not show everything, by its own words: excluding completed actions." in text
    assert "No action is overdue in the paper of March 2021." in text


def test_a_register_without_due_dates_says_so_in_one_line(pages: TestClient) -> None:
    text = pages.get("/deadlines?register=XYZ").text
    line = "XYZ prints no due dates: whether an action is overdue cannot be told."
    assert text.count(line) == 1
    assert "<svg" not in text
    assert "download" not in text
    assert line in pages.get("/overview?register=XYZ").text


@pytest.mark.parametrize(("path", "question"), [("/deadlines", "due_dates"), ("/overdue-by-owner", "overdue_by_owner")])
def test_downloads_are_what_the_command_writes(
    pages: TestClient, store: Path, tmp_path: Path, path: str, question: str
) -> None:
    command = ["ask", question, "--db", str(store), "--register", "ABC", "--quiet", "-o"]
    assert run([*command, str(tmp_path / "x.csv")]) == 0
    assert run([*command, str(tmp_path / "x.xlsx")]) == 0
    found = pages.get(f"{path}.csv?register=ABC&as_of=2021-03")
    assert found.content == (tmp_path / "x.csv").read_bytes()
    assert found.headers["content-disposition"] == f'attachment; filename="{path[1:]}-2021-03.csv"'
    rows = list(csv.DictReader(io.StringIO(found.text)))
    assert len(rows) == {"due_dates": 4, "overdue_by_owner": 2}[question]
    sent = pages.get(f"{path}.xlsx?register=ABC&as_of=2021-03").content
    sheets = [openpyxl.load_workbook(each).active for each in (io.BytesIO(sent), tmp_path / "x.xlsx")]
    sent_rows, written_rows = ([*sheet.iter_rows(values_only=True)] for sheet in sheets)
    assert sent_rows == written_rows
    assert len(sent_rows) == 1 + len(rows)
    assert path[1:] in pages.get("/deadlines?register=ABC").text


@pytest.mark.parametrize("path", ["/deadlines.pdf", "/stalled.json", "/overdue-by-owner.", "/compare.xls"])
def test_no_other_file_is_made(pages: TestClient, path: str) -> None:
    assert pages.get(f"{path}?register=ABC").status_code == 404


@pytest.mark.parametrize("path", ["/stalled", "/compare"])
def test_the_other_lists_can_be_had_as_workbooks_too(pages: TestClient, path: str) -> None:
    assert f'href="{path}.xlsx?register=ABC' in pages.get(f"{path}?register=ABC").text
    rows = list(csv.reader(io.StringIO(pages.get(f"{path}.csv?register=ABC").content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(pages.get(f"{path}.xlsx?register=ABC").content)).active
    assert [cell.value for cell in sheet[1]] == rows[0]
    assert sheet.max_row == len(rows)


def test_the_pages_of_a_register_lead_to_its_deadlines(pages: TestClient) -> None:
    for path in ("/overview", "/stalled", "/papers"):
        assert '<a href="/deadlines?register=ABC">Deadlines</a>' in pages.get(f"{path}?register=ABC").text
    text = pages.get("/overview?register=ABC").text
    assert '<a href="/deadlines?register=ABC&amp;as_of=2021-03">The calendar, and who has them</a>' in text


def test_hostile_due_dates_run_nothing(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\u202e"
    late = action(evil, due="2021-01-01", owners=[evil], note=evil, ref=evil)
    undated = action(PLAN).model_copy(update={"due_text": f'"><img src=x onerror=alert(2)>{evil}'})
    told = report("2021-03", risk("A-1", 12, late, undated, title=evil), leaves_out=(evil,))
    hostile = store_of(tmp_path / "s.duckdb", [told])
    with TestClient(make_app(hostile), base_url="http://localhost") as client:
        text = client.get("/deadlines").text
        sent = client.get("/deadlines.xlsx").content
    assert_harmless(text)
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩") >= 6
    sheet = openpyxl.load_workbook(io.BytesIO(sent)).active
    assert [cell.data_type for row in sheet for cell in row if evil in str(cell.value)] == ["s"] * 7


# The drawing


def row(due: str, *earlier: str) -> CalendarRow:
    days = [dt.date.fromisoformat(each) for each in (due, *earlier)]
    return CalendarRow("A-1", days[0], tuple(days[1:]), "no", "", "moved")


MARCH = dt.date(2021, 3, 10)


def test_months_run_from_the_earliest_date_to_the_latest_and_have_the_papers_among_them() -> None:
    # Three months share 560, and none takes more than 64. The middle of 16 April is 15.5/30 of April.
    drawn = due_calendar([row("2021-04-16", "2021-02-01")], MARCH)
    assert [(each.label, each.year) for each in drawn.columns] == [("Feb", "2021"), ("Mar", ""), ("Apr", "")]
    assert [each.x for each in drawn.columns] == [MARGIN, MARGIN + 64, MARGIN + 128]
    assert drawn.strips[0].x == pytest.approx(MARGIN + 128 + 64 * 15.5 / 30, abs=0.1)
    assert drawn.strips[0].dots[0] == pytest.approx(MARGIN + 64 * 0.5 / 28, abs=0.1)
    assert [each.label for each in due_calendar([row("2021-05-01")], MARCH).columns] == ["Mar", "Apr", "May"]


def test_far_dates_make_no_calendar_of_a_thousand_columns() -> None:
    # Nine months before the paper's and twelve after it are drawn: June 2020 to March 2022. What lies before or after
    # is in the column at that end.
    drawn = due_calendar([row("0002-01-01"), row("9999-12-31"), row("2020-06-01"), row("2022-03-31")], MARCH)
    labels = [each.label for each in drawn.columns]
    assert (len(labels), labels[0], labels[1], labels[-2], labels[-1]) == (24, "earlier", "Jun", "Mar", "later")
    assert [each.year for each in drawn.columns if each.year] == ["2020", "2021", "2022"]
    places = [each.x for each in drawn.strips]
    assert places[:2] == [EDGE / 2, EDGE + 22 * 26 + EDGE / 2]
    assert EDGE < places[2] < EDGE + 26
    assert EDGE + 21 * 26 < places[3] < EDGE + 22 * 26
    assert "1 Jan 0002" in drawn.strips[0].words


def test_arrows_rise_to_later_dates_and_fall_to_earlier_ones() -> None:
    strip = due_calendar([row("2021-04-15", "2021-03-15", "2021-05-15")], MARCH).strips[0]
    (first, second), (start, turn) = strip.arrows, strip.dots
    assert start < strip.x < turn
    assert first.path.startswith(f"M{start:g} {MIDDLE}Q")
    bends = [float(each.path.partition("Q")[2].split()[1]) for each in (first, second)]
    assert bends[0] < MIDDLE < bends[1]
    assert 0 < first.angle < 90, "it comes down to the right"
    assert first.x < turn
    assert -180 < second.angle < -90, "it comes up to the left"
    assert strip.x < second.x < turn


def test_dates_close_together_are_drawn_apart_and_in_their_order() -> None:
    # Two days of March are 4.1 apart. The 3rd is drawn an arrow's length behind the 2nd; the 1st has room where it is,
    # and where it moved to the 2nd alone it is drawn before it.
    strip, other = due_calendar(
        [row("2021-03-02", "2021-03-01", "2021-03-03"), row("2021-03-02", "2021-03-01")], MARCH
    ).strips
    assert strip.x == other.x == pytest.approx(MARGIN + 64 * 1.5 / 31, abs=0.1)
    assert strip.dots == pytest.approx((MARGIN + 64 * 0.5 / 31, strip.x + LEAST_ARROW), abs=0.1)
    assert other.dots == pytest.approx((strip.x - LEAST_ARROW,))


def test_words_stand_behind_the_mark_or_behind_the_last_dot() -> None:
    # From 20 March 2022 back to 20 March 2021 there is room for the eleven letters, back to 15 February 2022 there is
    # none.
    near, far = due_calendar([row("2022-02-15", "2022-03-20"), row("2021-03-20", "2022-03-20")], MARCH).strips
    assert (near.words, far.words) == ("now 15 Feb 2022", "20 Mar 2021")
    assert near.words_x > near.dots[0]
    assert far.x < far.words_x < far.dots[0]
    assert far.words_y < MIDDLE, "above the arrow that comes from behind"


# The report, and a browser


@pytest.fixture
def written(store: Path, tmp_path: Path) -> Path:
    out = tmp_path / "report.html"
    assert run(["report", "--db", str(store), "--register", "ABC", "-o", str(out), "--quiet"]) == 0
    return out


def test_the_report_has_it_all(pages: TestClient, written: Path) -> None:
    text, page = written.read_text(encoding="utf-8"), pages.get("/deadlines?register=ABC").text
    drawn = [
        re.findall(r"<title id[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", each, re.DOTALL) for each in (text, page)
    ]
    assert len(drawn[0]) == 3
    assert drawn[0] == drawn[1]
    pilot, plan, audit, depot = table_of(text, "items what-is-due")
    assert pilot.startswith("A-1 Waste &lt;contract&gt; Run the pilot Head of Finance, Head of Waste 12 (Moderate)")
    assert pilot.endswith("ABC_2021-03.pdf, p. 5 31 Jan 2021 38 days p. 5")
    assert "moved: 15 Jan 2021 → 20 Feb 2021 before ABC_2021-01.pdf, p. 2 then ABC_2021-02.pdf, p. 3" in plan
    assert plan.endswith("ABC_2021-03.pdf, p. 4 1 Mar 2021 9 days 2 p. 4")
    assert audit.startswith("A-2 It fails Audit the invoices")
    assert "TBC perhaps" in depot
    assert table_of(text, "items overdue-by-owner") == [
        "Head of Finance 2 38 days 1 A-1 Waste &lt;contract&gt; ABC_2021-03.pdf, p. 4, 5",
        "Head of Waste 1 38 days 0 A-1 Waste &lt;contract&gt; ABC_2021-03.pdf, p. 5",
    ]
    section = text.partition('<h2 id="deadlines">')[2].partition("</section>")[0]
    assert "<h3>Overdue by owner</h3>" in section
    assert "<a" not in section
    assert "url(" not in section


def test_a_report_up_to_a_month_has_the_dates_as_they_stood(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    asked = ["report", "--db", str(store), "--register", "ABC", "--to", "2021-02", "-o", str(out), "--quiet"]
    assert run(asked) == 0
    plan = table_of(out.read_text(encoding="utf-8"), "items what-is-due")[0]
    assert "20 Feb 2021" in plan
    assert "1 Mar 2021" not in plan


@pytest.mark.parametrize(
    ("width", "dark"),
    [
        pytest.param(1280, False, marks=pytest.mark.slow),
        pytest.param(1280, True, marks=pytest.mark.slow),
        pytest.param(390, False, marks=pytest.mark.slow),
        (390, True),
    ],
)
def test_everyone_can_use_the_page(watch: Watch, store: Path, width: int, dark: bool) -> None:
    seen = watch(width=width, dark=dark)
    with served(store) as address:
        for register in ("ABC", "MON", "XYZ"):
            seen.page.goto(f"{address}/deadlines?register={register}")
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
            assert problems(seen) == []
        assert_quiet(seen, address)


def test_from_a_move_to_the_page_of_the_earlier_paper(watch: Watch, store: Path) -> None:
    seen = watch()
    with served(store) as address:
        seen.page.goto(f"{address}/deadlines?register=ABC")
        seen.page.locator("table.dues").get_by_role("link", name="ABC_2021-01.pdf, p. 2").click()
        assert "/pages/2?mark=action" in seen.page.url


def test_the_report_draws_it_in_light_dark_and_print(watch: Watch, written: Path) -> None:
    seen = watch(dark=True)
    seen.page.goto(written.as_uri())
    assert problems(seen) == []
    late = seen.page.locator("table.calendar path.due.yes").first
    assert late.evaluate("e => getComputedStyle(e).fill") == "rgb(255, 157, 148)"
    seen.page.emulate_media(media="print")
    assert late.evaluate("e => getComputedStyle(e).fill") == "rgb(179, 38, 30)"
    assert not seen.console
