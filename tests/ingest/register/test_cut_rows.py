"""A page end inside a table's row: some cells whole at the foot, the others overleaf, as WeasyPrint prints them. And a
number that its narrow column cuts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read, read_paper
from risktrail.schema.report import Report
from tests.generators.stories import ACTION_TEXTS, ACTIONS, bullets, risk, table
from tests.generators.stories import report as report_of

COLUMNS = (72, 160, 420)  # points from the left where number, description and rating begin
RIGHT = 520
LINE = 14
OPENING = ["QRS Risk Register", "Paper Reference: QRS_7_1203_02", "5 March 2022", "1. Current Risks"]
DESCRIPTION = "There is a risk that the depots run out of hubs in a cold winter."
SECOND = "There is a risk that the fitters cannot be trained in time."

Row = Sequence[Sequence[str]]  # the lines of each cell
HEAD: Row = (["Risk Number"], ["Risk Description"], ["Severity Rating"])
ROW: Row = (["QRS-001"], ["There is a risk that the depots run out of", "hubs in a cold winter."], ["20", "(Critical)"])
NEXT: Row = (["QRS-002"], ["There is a risk that the fitters cannot", "be trained in time."], ["9", "(Moderate)"])


def below(action: str) -> list[Row]:
    """The rows of a risk's impact and action, each across the table."""
    texts = ("Impact", "Fitters would wait.", "Mitigation Actions", f"• {action} – Ongoing.")
    return [([text], [], []) for text in texts]


def paper(*pages: Sequence[Row], ruled: bool, without_boxes: int = 0) -> bytes:
    """A paper whose pages hold these rows, the first page's at its foot; `ruled` draws their boxes, but not those of
    so many rows at that foot."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, rows in enumerate(pages):
        level = 770.0
        if number == 0:
            for place, text in enumerate(OPENING):
                canvas.drawString(COLUMNS[0], 780 - 30 * place, text)
            level = 60.0 + sum(map(height, rows))
        last_in_box = len(rows) - without_boxes if number == 0 else len(rows)
        for place, row in enumerate(rows):
            draw(canvas, row, level, ruled and place < last_in_box)
            level -= height(row)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def height(row: Row) -> int:
    """A row's height in points."""
    return LINE * max(map(len, row)) + 6


def draw(canvas: Canvas, row: Row, top: float, ruled: bool) -> None:
    """Print a row whose upper edge is at `top`. One with nothing beside its first cell is a single box."""
    for left, lines in zip(COLUMNS, row, strict=True):
        for place, text in enumerate(lines):
            canvas.drawString(left, top - 13 - LINE * place, text)
    if ruled:
        across = len(row[0]) == 1 and not row[1] and not row[2] and not row[0][0].startswith("QRS")
        edges = (COLUMNS[0], RIGHT) if across else (*COLUMNS, RIGHT)
        for left, right in pairwise(edges):
            canvas.rect(left - 4, top - height(row), right - left, height(row))


def assert_reads(report: Report) -> None:
    """That both risks were read with all that is theirs."""
    found = [(risk.risk_id, risk.score, risk.band, risk.description) for risk in report.risks]
    assert found == [("QRS-001", 20, "Critical", DESCRIPTION), ("QRS-002", 9, "Moderate", SECOND)]
    actions = [[action.text for action in risk.actions] for risk in report.risks]
    assert actions == [["DCC to order more hubs"], ["DCC to train fitters"]]
    assert [risk.impact for risk in report.risks] == [("Fitters would wait.",)] * 2
    assert report.unplaced == ()


engines = pytest.mark.parametrize("engine", EngineName)
drawings = pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without lines"])


@engines
@drawings
def test_one_cell_of_a_head_at_a_foot_and_the_others_overleaf_are_one_head(ruled: bool, engine: EngineName) -> None:
    foot: Row = ([], ["Risk Description"], [])
    overleaf: Row = (["Risk", "Number"], [], ["Severity", "Rating"])
    rows = [ROW, *below("DCC to order more hubs"), NEXT, *below("DCC to train fitters")]
    assert_reads(read(paper([foot], [overleaf, *rows], ruled=ruled), engine).report)


@engines
@pytest.mark.parametrize(("ruled", "heads"), [(True, 1), (False, 1), (False, 2)])
def test_a_number_alone_at_a_foot_is_that_of_the_row_overleaf(ruled: bool, heads: int, engine: EngineName) -> None:
    more = [HEAD] * (heads - 1)
    foot: list[Row] = [HEAD, ROW, *below("DCC to order more hubs"), *more, (["QRS-002"], [], [])]
    overleaf: list[Row] = [([], *NEXT[1:]), *below("DCC to train fitters")]
    assert_reads(read(paper(foot, overleaf, ruled=ruled), engine).report)


@engines
@drawings
def test_the_first_number_alone_at_a_foot_is_that_of_the_row_overleaf(ruled: bool, engine: EngineName) -> None:
    overleaf: list[Row] = [([], *ROW[1:]), *below("DCC to order more hubs"), NEXT, *below("DCC to train fitters")]
    assert_reads(read(paper([HEAD, (["QRS-001"], [], [])], overleaf, ruled=ruled), engine).report)


@engines
@drawings
def test_a_rows_last_action_alone_in_its_box_overleaf_is_the_risks(ruled: bool, engine: EngineName) -> None:
    first = [*below("DCC to order more hubs")]
    overleaf: list[Row] = [first[-1], NEXT, *below("DCC to train fitters")]
    assert_reads(read(paper([HEAD, ROW, *first[:-1]], overleaf, ruled=ruled), engine).report)


@engines
@pytest.mark.parametrize(("ruled", "heads"), [(True, 1), (False, 1), (False, 2)])
def test_a_number_broken_at_its_hyphen_is_one_number(ruled: bool, heads: int, engine: EngineName) -> None:
    broken: Row = (["QRS-", "002"], *NEXT[1:])
    more = [HEAD] * (heads - 1)
    rows = [HEAD, ROW, *below("DCC to order more hubs"), *more, broken, *below("DCC to train fitters")]
    assert_reads(read(paper(rows, ruled=ruled), engine).report)


@engines
@pytest.mark.parametrize("number", ["New", ""])
def test_a_row_without_a_number_and_without_a_head_of_its_own_is_a_risk(number: str, engine: EngineName) -> None:
    unnumbered: Row = ([number] if number else [], *NEXT[1:])
    rows = [HEAD, ROW, *below("DCC to order more hubs"), unnumbered, *below("DCC to train fitters")]
    first, second = read(paper(rows, ruled=False), engine).report.risks
    assert [action.text for action in first.actions] == ["DCC to order more hubs"]
    assert (second.score, [action.text for action in second.actions]) == (9, ["DCC to train fitters"])


@engines
@pytest.mark.parametrize(
    ("foot", "overleaf"),
    [
        ((["QRS-002"], [], []), ([], *NEXT[1:])),
        ((["QRS-002"], NEXT[1][:1], []), ([], NEXT[1][1:], ["9", "(Moderate)"])),
        ((["QRS-002"], ["There is a risk that", "the fitters cannot"], []), ([], NEXT[1][1:], ["9", "(Moderate)"])),
    ],
    ids=["number", "first line", "two lines"],
)
def test_a_row_that_lost_its_box_at_a_foot_is_one_with_the_rest_overleaf(
    foot: Row, overleaf: Row, engine: EngineName
) -> None:
    rows = [HEAD, ROW, *below("DCC to order more hubs"), HEAD, foot]
    report = read(paper(rows, [overleaf, *below("DCC to train fitters")], ruled=True, without_boxes=1), engine).report
    assert_reads(report)


def test_a_number_without_a_box_at_a_papers_foot_is_refused_or_told() -> None:
    rows = [HEAD, ROW, *below("DCC to order more hubs"), HEAD, (["QRS-002"], [], [])]
    content = paper(rows, ruled=True, without_boxes=1)
    assert read_paper(content).code == "unread_table"
    report = read(content, accept_unread=True).report
    assert [risk.risk_id for risk in report.risks] == ["QRS-001"]
    assert [line.text for line in report.unplaced] == ["QRS-002"]


def test_words_below_a_row_that_are_no_number_are_no_row() -> None:
    rows = [HEAD, ROW, (["Impact"], [], []), (["Fitters would wait."], [], [])]
    overleaf = [*below("DCC to order more hubs")[2:], HEAD, NEXT, *below("DCC to train fitters")]
    report = read(paper(rows, overleaf, ruled=True, without_boxes=2)).report
    assert_reads(report)


def labelled(foot: Sequence[tuple[str, str | Flowable]], overleaf: Sequence[tuple[str, str | Flowable]]) -> Report:
    """Two risks with labels beside their parts; of the second these rows stand at a page's foot and overleaf."""
    parts = [("Impact", "Deliveries stop."), ("Mitigation Actions", bullets(ACTIONS))]
    return report_of(
        risk("QRS-001")[0],
        table(parts, (80, 350)),
        Spacer(1, 12),
        risk("QRS-002", SECOND, "9 (Moderate)")[0],
        table(foot, (80, 350)),
        PageBreak(),
        table(overleaf, (80, 350)),
    )


def parts_of(report: Report, number: int = 1) -> tuple[str, list[str]]:
    one = report.risks[number]
    return " ".join(one.impact), [action.text for action in one.actions]


def test_the_first_action_at_a_foot_whose_label_comes_overleaf_is_an_action() -> None:
    foot = [("Impact", "Fitters would wait."), ("", bullets(ACTIONS[:1]))]
    report = labelled(foot, [("Mitigation Actions", bullets(ACTIONS[1:]))])
    assert parts_of(report) == ("Fitters would wait.", ACTION_TEXTS)
    assert parts_of(report, 0) == ("Deliveries stop.", ACTION_TEXTS)
    assert report.warnings == ()


@pytest.mark.parametrize("line", ["Fitters would wait in all of", "Fitters would wait."])
def test_the_first_line_of_an_impact_whose_label_comes_overleaf_is_this_risks(line: str) -> None:
    report = labelled([("", line)], [("Impact", "the three regions."), ("Mitigation Actions", bullets(ACTIONS))])
    assert parts_of(report) == (f"{line} the three regions.", ACTION_TEXTS)
    assert parts_of(report, 0) == ("Deliveries stop.", ACTION_TEXTS)
    assert report.warnings == ()


def test_a_row_below_a_label_that_has_none_of_its_own_goes_on_with_it() -> None:
    foot = [("Impact", "Fitters would wait."), ("", "Costs would rise.")]
    report = labelled(foot, [("Mitigation Actions", bullets(ACTIONS))])
    assert parts_of(report) == ("Fitters would wait. Costs would rise.", ACTION_TEXTS)
    more = [("Impact", "Fitters would wait."), ("Mitigation Actions", bullets(ACTIONS[:1])), ("", bullets(ACTIONS[1:]))]
    assert parts_of(labelled(more, [("", "")])) == ("Fitters would wait.", ACTION_TEXTS)
