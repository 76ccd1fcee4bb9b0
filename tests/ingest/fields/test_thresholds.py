"""Lists, paragraphs, hyphens and statuses at both sides of each measure that decides about them."""

from __future__ import annotations

import pytest

from risktrail.ingest.fields import dehyphenate
from risktrail.ingest.fields.action_status import read_status
from risktrail.ingest.fields.lists import Measure, headings_among, items
from risktrail.ingest.layout.lines import Line, line_of
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.profile import load_profile
from risktrail.schema.report import Status

PROFILE = load_profile()
MEASURE = Measure(12, 300, spaced=True)


def line(text: str, x: float = 50, y: float = 100, *, size: float = 10, limit: float | None = None) -> Line:
    """A line whose letters are half as wide as high, with spaces of three points."""
    made = []
    for word in text.split():
        made.append(Word(x, y, x + size / 2 * len(word), y + size, word))
        x += size / 2 * len(word) + 3
    return line_of(1, made, limit)


@pytest.mark.parametrize(("x", "count"), [(53.0, 2), (53.1, 1), (47.0, 2), (46.9, 1)])
def test_a_dash_below_another_is_a_bullet_where_it_stands_at_its_place(x: float, count: int) -> None:
    lines = [line("- order more hubs before winter"), line("- count them", x, 112)]
    assert len([item for item in items(lines, MEASURE, lambda _: False) if item.marked]) == count


@pytest.mark.parametrize(("gap", "is_bullet"), [(4.5, False), (4.6, True)])
def test_a_letter_is_a_bullet_where_no_space_is_as_wide_as_the_gap_behind_it(gap: float, is_bullet: bool) -> None:
    letter = [Word(50, 100, 55, 110, "o"), Word(55 + gap, 100, 80, 110, "hubs")]
    (item,) = items([line_of(1, letter)], MEASURE, lambda _: False)
    assert item.marked is is_bullet


@pytest.mark.parametrize(("right", "has_room"), [(103.5, False), (103.6, True)])
def test_a_line_has_room_for_a_word_with_its_space(right: float, has_room: bool) -> None:
    first, following = line("count hubs"), line("later", y=112)  # ends at 98; 2.5 for a space, 25 for the word, 1 more
    assert first.x1 == 98
    assert Measure(12, right + 23, spaced=True).could_have_held(first, following) is has_room


@pytest.mark.parametrize(
    ("size", "limit", "has_room"), [(10, 130.5, False), (10, 130.6, True), (4, 85.0, False), (4, 85.1, True)]
)
def test_a_cell_leaves_white_at_its_edge(size: float, limit: float, has_room: bool) -> None:
    first, following = line("count hubs", size=size, limit=limit), line("later", y=112, size=size, limit=limit)
    assert MEASURE.could_have_held(first, following) is has_room


@pytest.mark.parametrize(("step", "is_gap"), [(15.0, False), (15.1, True)])
def test_more_than_the_usual_step_lies_between_paragraphs(step: float, is_gap: bool) -> None:
    assert MEASURE.gap(line("count hubs"), line("Order them", y=100 + step)) is is_gap


@pytest.mark.parametrize(("step", "measured"), [(8.0, 14.0), (8.5, 8.5), (21.5, 21.5), (22.0, 14.0)])
def test_lines_side_by_side_or_far_apart_do_not_tell_a_papers_step(step: float, measured: float) -> None:
    assert Measure.of([line("count hubs"), line("and order", y=100 + step)]).step == measured


@pytest.mark.parametrize(
    ("text", "is_heading"), [("Five words of a heading", True), ("Six words of a heading here", False)]
)
def test_a_short_line_between_sentences_looks_like_a_heading(text: str, is_heading: bool) -> None:
    lines = [line("We count hubs."), line(text, y=112), line("Then we order them.", y=124)]
    assert headings_among(lines, MEASURE) == ([lines[1]] if is_heading else [])


@pytest.mark.parametrize(("occurrences", "joined"), [(50, "long high-rise"), (51, "long highrise")])
def test_a_word_that_the_list_hardly_knows_keeps_its_hyphen(
    occurrences: int, joined: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"high": 900, "rise": 900, "highrise": occurrences, "governance": 900}
    monkeypatch.setattr(dehyphenate, "word_list", lambda: known)
    # The last two lines say that this paper is set with hyphenation.
    lines = [line(text, y=100 + 14 * row) for row, text in enumerate(("long high-", "rise", "gov-", "ernance"))]
    joiner = dehyphenate.Joiner(lines, PROFILE.hyphens)
    assert joiner.join(lines[:2]) == joined
    assert joiner.doubts == [(1, "high-rise")]


@pytest.mark.parametrize(
    ("text", "status"),
    [("Completed – order hubs", Status.NOT_STATED), ("Completed – order more hubs", Status.COMPLETED)],
)
def test_a_status_in_front_needs_an_action_behind_it(text: str, status: Status) -> None:
    assert read_status(text, PROFILE).status is status
