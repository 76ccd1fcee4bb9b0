"""The limits of what a paper says of itself: lines of its front, its title and its end at both sides of each."""

from __future__ import annotations

import datetime as dt

import pytest

from risktrail.ingest.errors import NotARegisterError
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Block, Cell, Row, Table
from risktrail.ingest.reader import read
from risktrail.ingest.register.collected_lines import OtherTable, PaperDraft
from risktrail.ingest.register.entries import find_entries
from risktrail.ingest.register.front_matter import read_front
from risktrail.ingest.register.front_texts import front_texts
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.line_sorter import sort_lines
from risktrail.ingest.register.paper_kind import check_is_register
from tests.generators.front_papers import FrontPaper
from tests.generators.stories import bytes_of, risk, text
from tests.ingest.papers import profile
from tests.ingest.register.lines import line

MAY = dt.date(2024, 5, 14)


def front(*lines: Line) -> PaperDraft:
    """A paper of which there is a front, of these lines, and nothing else."""
    draft = PaperDraft(())
    draft.open_section("front")
    draft.put(lines, Place.FRONT)
    return draft


@pytest.mark.parametrize(
    ("size", "below", "title"),
    [
        (17.42, 22, "QRS Risk Register Progress Report"),
        (17.38, 22, "QRS Risk Register"),
        (18, 71, "QRS Risk Register Progress Report"),
        (18, 73, "QRS Risk Register"),
    ],
    ids=["of nearly one size", "of two sizes", "near", "far below"],
)
def test_lines_of_one_size_that_stand_together_are_one_title(size: float, below: float, title: str) -> None:
    first = line("QRS Risk Register", 100, size=18)
    second = line("Progress Report", 100 + below - 18 + size, size=size)
    assert read_front(front(first, second, line("The depots.", 300)), [], 10, profile()).title == title


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("The depots of the Board as they stood on 14 May 2024", MAY),
        ("The depots of the Board as they all stood on 14 May 2024", None),
    ],
    ids=["12 words", "13 words"],
)
def test_a_short_line_of_the_front_gives_the_date(said: str, written: dt.date | None) -> None:
    assert FrontPaper(front=[said]).report().report_date == written


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ("For the meeting of the Board that is on 14 May 2024", MAY),
        ("For the next meeting of the Board that is on 14 May 2024", None),
    ],
    ids=["12 words", "13 words"],
)
def test_a_short_line_of_the_front_gives_the_meetings_date(said: str, met: dt.date | None) -> None:
    assert FrontPaper(front=[said]).report().meeting_date == met


@pytest.mark.parametrize(
    ("said", "written"),
    [("seen by all of us 14 May 2024", MAY), ("seen by all four of us 14 May 2024", None)],
    ids=["8 words", "9 words"],
)
def test_a_short_line_at_the_end_gives_the_date(said: str, written: dt.date | None) -> None:
    assert FrontPaper(closing=[said]).report().report_date == written


@pytest.mark.parametrize(("below", "written"), [(5, MAY), (6, None)])
def test_a_sign_off_takes_up_to_six_lines(below: int, written: dt.date | None) -> None:
    lines = [text("14 May 2024"), *(text(f"The depots were seen in week {name}") for name in "abcdef"[:below])]
    content = bytes_of(
        text("QRS Risk Register", "Title"),
        text("1. Current Risks", "Heading2"),
        *risk("QRS-001"),
        text("Appendix A", "Heading2"),
        *lines,
    )
    assert read(content).report.report_date == written


@pytest.mark.parametrize(("moved", "pairs"), [(5.9, ("Date: 14 May 2024", "Author: Ada Fenn")), (6.1, ())])
def test_lines_that_begin_nearly_alike_are_one_column(moved: float, pairs: tuple[str, ...]) -> None:
    rows = [
        Row(1, bottom, 50, 400, (Cell(50, 150, (label,)), Cell(150, 400, (value,), 1)))
        for bottom, label, value in [
            (100, line("Date", 100), line("14 May 2024", 100)._replace(x0=152.0)),
            (120, line("Author", 120), line("Ada Fenn", 120)._replace(x0=152.0 + moved)),
        ]
    ]
    draft = front(line("QRS Risk Register", 60, size=18))
    draft.sections[0].tables.append(OtherTable("front", among_risks=False, in_actions=False, rows=rows))
    assert front_texts(draft, [], [], ["date", "author"]).pairs == pairs


# --- what a paper is taken for ----------------------------------------------------------------------------------------


def register(title: Line, *prose: Line) -> PaperDraft:
    """A paper with this title, prose below it, and one risk whose rows are seven lines."""
    heads = (line("Risk Number", 200), line("Risk Description", 200), line("Severity Rating", 200))
    cells = (line("QRS-001", 220), line("There is a risk that hubs run out.", 220), line("20 (Critical)", 220))
    rows = tuple(
        Row(1, top, 50, 450, tuple(Cell(50 + 100 * at, 150 + 100 * at, (each,), at) for at, each in enumerate(lines)))
        for top, lines in ((190, heads), (210, cells))
    )
    impact = [line("Impact", 250, bold=True), *(line(f"Deliveries stop in month {name}.", 270) for name in "abcd")]
    blocks: list[Block] = [title, *prose, line("1. Current Risks", 180, bold=True), Table(rows, is_ruled=True), *impact]
    return sort_lines(blocks, (), 10.0, profile())


def is_register(draft: PaperDraft) -> bool:
    """Whether the paper is taken for a register."""
    try:
        check_is_register(draft, find_entries(draft, profile()), (), 10.0, profile(), accept_unread=False)
    except NotARegisterError:
        return False
    return True


@pytest.mark.parametrize(("words", "taken"), [(14, True), (15, False)])
def test_a_title_has_at_most_fourteen_words(words: int, taken: bool) -> None:
    title = line("Risks of " + " ".join(["depots"] * (words - 2)), 50, size=18)
    prose = [line(f"The depots were seen in week {name}.", 80 + 12 * at) for at, name in enumerate("abcdef")]
    assert is_register(register(title, *prose)) == taken


@pytest.mark.parametrize(("lines", "taken"), [(2, True), (3, False)])
def test_a_paper_whose_title_is_silent_is_a_register_where_seven_in_ten_lines_are_its_risks(
    lines: int, taken: bool
) -> None:
    prose = [line(f"The depots were seen in week {name}.", 80 + 12 * at) for at, name in enumerate("abc"[:lines])]
    assert is_register(register(line("Depots of the north", 50, size=18), *prose)) == taken
