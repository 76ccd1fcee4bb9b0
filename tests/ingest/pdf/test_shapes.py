"""What a drawn shape is, at both sides of each size and shade that decides it."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.shapes import Drawing, Ink, ink_of
from tests.ingest.pdf.pages import drawn

GREY = (100, 100, 100)


def kinds(
    width: float, height: float, *, stroked: bool = False, colour: tuple[int, int, int] | None = GREY
) -> dict[str, int]:
    """Of a filled shape of this size: how many shapes of each kind it makes."""
    drawing = Drawing()
    drawing.add((0, 0, width, height), filled=True, stroked=stroked, colour=colour)
    return {kind: len(boxes) for kind, boxes in vars(drawing).items() if boxes}


@pytest.mark.parametrize(("height", "found"), [(3.0, {"rules": 1}), (3.1, {"dark": 1, "shades": 1})])
def test_a_thin_shape_is_a_rule(height: float, found: dict[str, int]) -> None:
    assert kinds(200, height) == found
    assert kinds(height, 200) == found


@pytest.mark.parametrize(("length", "found"), [(6.0, {"rules": 1}), (5.9, {"short": 1, "marks": 1})])
def test_a_short_thin_shape_is_a_bullet(length: float, found: dict[str, int]) -> None:
    assert kinds(length, 2) == found


@pytest.mark.parametrize(("height", "found"), [(1.0, {"short": 1, "marks": 1}), (0.9, {"short": 1})])
def test_a_dot_of_a_dotted_line_is_nothing(height: float, found: dict[str, int]) -> None:
    assert kinds(2, height) == found


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ((3.0, 3.0), {"marks": 1}),  # as browsers draw it
        ((3.0, 2.25), {"short": 1, "marks": 1}),
        ((3.0, 2.2), {"short": 1}),
        ((1.9, 1.9), {}),
    ],
)
def test_a_small_circle_is_a_hollow_bullet(size: tuple[float, float], found: dict[str, int]) -> None:
    drawing = Drawing()
    drawing.add((0, 0, *size), filled=False, stroked=True)
    assert {kind: len(boxes) for kind, boxes in vars(drawing).items() if boxes} == found


@pytest.mark.parametrize(("size", "found"), [(10.0, {"marks": 1}), (10.1, {"dark": 1, "shades": 1})])
def test_a_shape_larger_than_a_bullet_is_a_ground(size: float, found: dict[str, int]) -> None:
    assert kinds(size, 8) == found


@pytest.mark.parametrize(("size", "rules"), [(10.0, 0), (10.1, 4)])
def test_the_outline_of_a_shape_larger_than_a_bullet_is_four_rules(size: float, rules: int) -> None:
    assert kinds(size, 200, stroked=True).get("rules", 0) == rules


@pytest.mark.parametrize(
    ("colour", "found"),
    [
        ((224, 224, 224), {"dark": 1, "shades": 1}),
        ((225, 225, 225), {"shades": 1}),
        ((254, 255, 255), {"shades": 1}),
        ((255, 255, 255), {"white": 1, "shades": 1}),
    ],
)
def test_white_print_can_be_read_on_what_is_darker_than_light_grey(
    colour: tuple[int, int, int], found: dict[str, int]
) -> None:
    assert kinds(200, 50, colour=colour) == found


def test_a_shape_without_a_colour_is_filled_with_a_pattern() -> None:
    assert kinds(200, 50, colour=None) == {"gradients": 1}


@pytest.mark.parametrize(
    ("colour", "ink"), [((250, 250, 250), Ink.WHITE), ((249, 255, 255), Ink.DARK), (None, Ink.DARK)]
)
def test_print_is_white_where_all_of_its_colours_are_nearly_full(colour: tuple[int, int, int] | None, ink: Ink) -> None:
    assert ink_of(colour) is ink


@pytest.mark.parametrize(("colour", "is_coloured"), [((200, 160, 180), True), ((200, 161, 180), False)])
def test_a_fill_that_is_hardly_coloured_is_a_grey(colour: tuple[int, int, int], is_coloured: bool) -> None:
    found = kinds(200, 50, colour=colour)
    assert (found.get("fills", 0), found.get("shades", 0)) == (is_coloured, not is_coloured)


@pytest.mark.parametrize(
    ("line", "width", "found"),
    [
        ((0, 0, 200, 0), 3.0, {"rules": 1}),
        ((200, 0, 0, 3), 3.0, {"rules": 1}),
        ((0, 0, 0, 200), 3.1, {"dark": 1, "shades": 1}),
        ((0, 0, 200, 3.1), 1.0, {"slants": 1}),
        ((0, 200, 4, 0), 9.0, {"slants": 1}),
        ((0, 0, 4, 0), 4.0, {"marks": 1}),
    ],
    ids=["level", "hardly slanting", "thick", "slanting", "steep", "dot"],
)
def test_a_stroked_line_is_a_rule_a_bar_or_a_slant(
    line: tuple[float, float, float, float], width: float, found: dict[str, int]
) -> None:
    drawing = Drawing()
    drawing.add_line(line, width, GREY)
    assert {kind: len(boxes) for kind, boxes in vars(drawing).items() if boxes} == found


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("width", [0.5, 1.6, 3.0])
def test_lines_of_any_thickness_rule_a_table(width: float, engine: EngineName) -> None:
    page = drawn(f"{width} w 100 700 m 300 700 l S 100 700 m 100 600 l 300 600 m 300 700 l S", engine)
    assert sorted(round((x0 + x1) / 2) for x0, _, x1, _ in page.rules) == [100, 200, 300]
    assert page.slants == ()


@pytest.mark.parametrize("engine", EngineName)
def test_slanting_lines_rule_nothing(engine: EngineName) -> None:
    page = drawn("100 700 m 300 600 l 100 600 m 300 700 l S 50 50 m 90 20 l S", engine)
    assert page.rules == ()
    assert [tuple(map(round, line)) for line in page.slants] == [
        (100, 100, 300, 200),
        (100, 200, 300, 100),
        (50, 750, 90, 780),
    ]
