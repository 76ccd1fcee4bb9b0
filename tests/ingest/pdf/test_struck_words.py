"""Which bars strike words out, at both sides of each measure, however programs draw them, by both engines.

`quick brown fox` stands in Helvetica of 10 points on a baseline 700 above the page's foot. Its letters have the widths
of that font (q, u, b, o, n 5.56, i 2.22, c, k, x 5.00, r 3.33, w 7.22, f 2.78, a space 2.78): `quick` from 100 to
123.34, `brown` from 126.12 to 153.35, `fox` from 156.13 to 169.47.
"""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Page
from tests.ingest.pdf.pages import drawn, printed, texts

engines = pytest.mark.parametrize("engine", EngineName)
WORDS = printed("quick brown fox")
BROWN = (126.12, 153.35)


def stroked(x0: float, x1: float, y: float, width: float = 0.5) -> str:
    return f"{width} w {x0} {y} m {x1} {y} l S"


def filled(x0: float, x1: float, y: float, height: float = 0.6) -> str:
    return f"{x0} {y - height / 2} {x1 - x0} {height} re f"


def struck(page: Page) -> list[str]:
    return [word.text for word in page.struck]


@engines
@pytest.mark.parametrize(
    "content",
    [
        f"{WORDS} {stroked(*BROWN, 702.8)}",
        f"{stroked(*BROWN, 702.5, 1)} {WORDS}",
        f"{WORDS} {filled(*BROWN, 703.4, 0.75)}",
        f"{WORDS} 1 0 0 rg {filled(*BROWN, 702.2)}",
        f"{WORDS} {stroked(*BROWN, 702.4)} {stroked(*BROWN, 703.4)}",
        f"{WORDS} {stroked(126.12, 140.0, 702.8)} {stroked(140.0, 153.35, 702.8)}",
        f"{WORDS} {stroked(126.12, 156.1, 702.8)}",
        f"q 1 0 0 1 0 0 cm {WORDS} {stroked(*BROWN, 702.8)} Q",
        f"{WORDS} {filled(*BROWN, 702.8, 2.6)}",
        f"{WORDS} {stroked(*BROWN, 702.8, 2.6)}",
        f"{WORDS} q 2 0 0 0.5 0 0 cm 1 w 63.06 1405.6 m 76.67 1405.6 l S Q",
        f"{WORDS} [2 1] 0 d {stroked(*BROWN, 702.8)}",
        f"{WORDS} " + " ".join(filled(126.12 + 4.9 * dash, 126.12 + 4.9 * dash + 3, 702.8) for dash in range(5))
        + f" {filled(150.62, 153.3, 702.8)}",
    ],
    ids=[
        "stroked", "drawn first", "filled", "in colour", "two bars", "in two pieces", "with the space behind",
        "in a group", "thick", "thick line", "scaled", "dashed", "in dashes",
    ],
)  # fmt: skip
def test_a_bar_through_a_word_strikes_it_out(content: str, engine: EngineName) -> None:
    page = drawn(content, engine)
    assert texts(page) == ["quick", "fox"]
    assert struck(page) == ["brown"]
    assert page.rules == ()


@engines
@pytest.mark.parametrize(("y", "gone"), [(701.7, []), (701.9, ["brown"]), (703.9, ["brown"]), (704.1, [])])
def test_a_bar_strikes_out_at_the_height_at_which_programs_draw_it(
    y: float, gone: list[str], engine: EngineName
) -> None:
    assert struck(drawn(f"{WORDS} {filled(*BROWN, y, 0.4)}", engine)) == gone


@engines
@pytest.mark.parametrize("y", [699.7, 698.5, 710.0])
def test_a_line_below_or_above_a_word_is_no_strike(y: float, engine: EngineName) -> None:
    page = drawn(f"{WORDS} {stroked(*BROWN, y)}", engine)
    assert struck(page) == []
    assert len(page.rules) == 1


@engines
@pytest.mark.parametrize(
    ("x0", "x1", "gone"),
    [
        (126.12, 153.35, ["brown"]),
        (124.0, 156.0, ["brown"]),
        (122.4, 153.35, ["brown"]),  # 3.7 before it, within the space and no letter's middle
        (120.0, 153.35, []),
        (126.12, 156.9, ["brown"]),
        (126.12, 158.0, []),  # within the f
        (126.12, 158.91, ["brown", "f"]),
        (126.12, 160.4, []),  # within the o
        (127.3, 153.35, []),
        (126.12, 152.1, []),
        (50.0, 400.0, []),
        (100.0, 169.47, ["quick", "brown", "fox"]),
    ],
)
def test_a_bar_that_does_not_end_with_words_is_none(x0: float, x1: float, gone: list[str], engine: EngineName) -> None:
    assert struck(drawn(f"{WORDS} {filled(x0, x1, 702.8)}", engine)) == gone


@engines
def test_words_run_into_one_are_parted_where_the_bar_ends(engine: EngineName) -> None:
    content = f"{printed('monthquarter')} {filled(100, 127.79, 702.8)} {filled(127.79, 159.5, 699)}"
    page = drawn(content, engine)
    assert (texts(page), struck(page)) == (["quarter"], ["month"])


@engines
@pytest.mark.parametrize("bar", [stroked(100, 105.56, 702.8), filled(100, 105.56, 702.8, 1.2)], ids=["line", "box"])
def test_a_single_figure_is_struck_out_by_a_bar_as_short(bar: str, engine: EngineName) -> None:
    page = drawn(f"{printed('8 (High)')} {bar}", engine)
    assert (texts(page), struck(page)) == (["(High)"], ["8"])
    assert page.marks == ()


@engines
def test_a_rule_of_a_table_that_runs_through_words_is_none(engine: EngineName) -> None:
    content = f"{WORDS} {stroked(*BROWN, 702.8)} 126.12 680 m 126.12 720 l S"
    page = drawn(content, engine)
    assert struck(page) == []
    assert len(page.rules) == 2


@engines
def test_a_page_that_is_turned_has_its_words_struck_out_too(engine: EngineName) -> None:
    turned = f"q 0 1 -1 0 800 0 cm {WORDS} {stroked(*BROWN, 702.8)} Q"
    page = drawn(turned, engine, page="/Rotate 90")
    assert struck(page) == ["brown"]


BULLET, NEXT = printed("\\225", 88), printed("\\225", 88, 688)  # the bullet of WinAnsi


@engines
@pytest.mark.parametrize(
    ("content", "left", "gone"),
    [
        (f"{BULLET} {WORDS} {stroked(100, 169.47, 702.8)}", [], ["quick", "brown", "fox", "•"]),
        (f"{BULLET} {WORDS} {stroked(*BROWN, 702.8)}", ["•", "quick", "fox"], ["brown"]),
        (
            f"{BULLET} {WORDS} {stroked(100, 169.47, 702.8)} {printed('jumps', 100, 688)}",
            ["•", "jumps"],
            ["quick", "brown", "fox"],
        ),
        (
            f"{BULLET} {WORDS} {stroked(100, 169.47, 702.8)} {printed('jumps', 100, 688)} {stroked(100, 127.8, 690.8)}",
            [],
            ["quick", "brown", "fox", "jumps", "•"],
        ),
        (
            f"{BULLET} {WORDS} {stroked(100, 169.47, 702.8)} {NEXT} {printed('jumps', 100, 688)}",
            ["•", "jumps"],
            ["quick", "brown", "fox", "•"],
        ),
    ],
    ids=["all", "some", "its first line", "both lines", "another follows"],
)
def test_a_bullet_is_struck_out_with_all_of_its_item(
    content: str, left: list[str], gone: list[str], engine: EngineName
) -> None:
    page = drawn(content, engine)
    assert sorted(texts(page)) == sorted(left)
    assert sorted(struck(page)) == sorted(gone)


@engines
def test_a_drawn_bullet_is_struck_out_with_its_item(engine: EngineName) -> None:
    content = f"88 701 3 3 re f {WORDS} {stroked(100, 169.47, 702.8)}"
    assert drawn(content, engine).marks == ()
    assert len(drawn(f"88 701 3 3 re f {WORDS} {stroked(*BROWN, 702.8)}", engine).marks) == 1
