"""Which of a file's papers are worth reading, and which of those that were read are registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from risktrail.ingest.layout.lines import Line, line_of
from risktrail.ingest.pdf.page import Page, PageGlance, Word
from risktrail.ingest.pieces.page_signs import page_signs
from risktrail.ingest.pieces.parts import FilePart
from risktrail.ingest.profile import load_profile
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.part_kind import is_mostly_risks, may_be_register, speaks_of_risks

PROSE = [
    (f"The members spoke about the mooring number {row} for some time today", 200.0 + 14 * row, 10.0)
    for row in range(6)
]
TITLE = ("Minutes of the Board", 110.0, 16.0)
RULE = ((60.0, 190.0, 500.0, 190.5),)
Printed = tuple[str, float, float]


def part(*pages: Sequence[Printed], ruled: bool = False) -> FilePart:
    """A file part of pages with these lines: text, top and size; two spaces are a gap as between columns."""
    made = []
    for number, lines in enumerate(pages, 1):
        words = []
        for text, top, size in lines:
            x = 60.0
            for each in text.split(" "):
                if each:
                    words.append(Word(x, top, x + 5 * len(each), top + size, each))
                x += 5 * len(each) + 3 if each else 60
        made.append(Page(number, 600.0, 800.0, tuple(words), RULE if ruled else (), ()))
    return FilePart(made, page_signs(made, lambda _, __: [], lambda _: False))


def may_be(*pages: Sequence[Printed], ruled: bool = False) -> bool:
    return may_be_register(part(*pages, ruled=ruled), load_profile())


@pytest.mark.parametrize(
    ("pages", "may"),
    [
        ([[("HTB Risk Register", 110, 16), *PROSE]], True),
        ([[TITLE, *PROSE], [("Register of risks", 110, 16), *PROSE]], True),
        ([[TITLE, *PROSE], PROSE, [("Register of risks", 110, 16), *PROSE]], False),
        ([[TITLE, *PROSE, ("and so the risk was gone", 400, 10)]], False),
        ([[*PROSE, ("HTB risks", 400, 10)]], True),
        ([[TITLE, ("Board – risks", 20, 8), *PROSE], [("Board – risks", 20, 8), *PROSE]], True),
    ],
    ids=["title", "second page", "third page", "a short line below a title", "no title at all", "running line"],
)
def test_what_may_be_a_register_by_its_words(pages: Sequence[Sequence[Printed]], may: bool) -> None:
    assert may_be(*pages) == may


@pytest.mark.parametrize(
    ("line", "looked_at"),
    [
        ("4. Risk Register", [1]),
        ("The members spoke about a risk that the boats will have to wait until the tide has come in.", []),
    ],
)
def test_a_front_page_is_read_only_where_a_short_line_speaks_of_risks(line: str, looked_at: list[int]) -> None:
    read = part([TITLE, (line, 300.0, 10.0)])
    asked: list[int] = []

    class Asked(list[Page]):
        def __getitem__(self, place: Any) -> Any:
            asked.append(place + 1)
            return super().__getitem__(place)

    glance = PageGlance(1, 600.0, 800.0, (), f"{TITLE[0]}\r\n{line}\r\n")
    signs = [page._replace(unread=glance) for page in read.signs]
    may_be_register(FilePart(Asked(read.pages), signs), load_profile())
    assert asked == looked_at


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Ref  Risk  Likelihood", True),
        ("Risk", True),
        ("risk description cause effect inherent score controls residual score owner due", True),
        ("there is a risk that the boats will have to wait until the tide has come in", False),
    ],
)
def test_a_page_with_rules_may_hold_the_head_of_a_table_of_risks(line: str, may: bool) -> None:
    lines = [TITLE, *PROSE, (line, 400.0, 10.0)]
    assert may_be(lines, ruled=True) == may
    assert not may_be([TITLE, *PROSE, (f"{line} of it", 400.0, 10.0)])


@pytest.mark.parametrize(
    ("page", "speaks"),
    [
        ([("Risk Register", 110, 16), *PROSE], True),
        ([TITLE, ("Risks of the project", 300, 16), *PROSE], False),
        (PROSE, False),
    ],
)
def test_what_speaks_of_risks_by_its_title(page: Sequence[Printed], speaks: bool) -> None:
    assert speaks_of_risks(part(page), load_profile()) == speaks


@pytest.mark.parametrize(("prose", "mostly"), [(3, True), (4, False)])
def test_seven_lines_in_ten_are_most(prose: int, mostly: bool) -> None:
    def line() -> Line:
        return line_of(1, [Word(0, 0, 10, 10, "word")])

    places = [*[Place.IMPACT] * 7, *[Place.NARRATIVE] * prose, *[Place.TABLE_HEAD] * 5]
    assert is_mostly_risks((line(), place) for place in places) == mostly
