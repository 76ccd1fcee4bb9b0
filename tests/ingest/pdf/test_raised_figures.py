"""Which figures are raised, at both sides of each distance and size that decides it."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.page import Word
from risktrail.ingest.pdf.raised_figures import Kind, Level, close_up, raised_runs
from risktrail.ingest.pdf.shapes import Ink

TEXT_SIZE, BASELINE = 10.0, 100.0


def kinds(text: str, *levels: Level) -> list[tuple[str, Kind]]:
    """The raised runs of a word whose characters stand at these levels."""
    found = raised_runs(text, [(0, len(text))], lambda index: levels[index])
    return [(text[run.start : run.end], run.kind) for run in found]


def after_text(*, size: float = 6, rise: float = 4, gap: float = 0) -> list[tuple[str, Kind]]:
    """The raised runs of `k1`, whose figure has this size and stands so far above and behind its letter."""
    letter = Level(TEXT_SIZE, 0, 5, BASELINE)
    return kinds("k1", letter, Level(size, 5 + gap, 8 + gap, BASELINE - rise))


MARK = [("1", Kind.MARK)]


@pytest.mark.parametrize(("size", "found"), [(9.3, MARK), (9.4, [])])
def test_a_figure_nearly_as_large_as_the_text_is_no_mark(size: float, found: list[tuple[str, Kind]]) -> None:
    assert after_text(size=size) == found


@pytest.mark.parametrize(("rise", "found"), [(1.9, []), (2.0, MARK), (8.0, MARK), (8.1, [])])
def test_a_mark_is_raised_by_some_of_the_texts_size_but_not_by_a_line(
    rise: float, found: list[tuple[str, Kind]]
) -> None:
    assert after_text(rise=rise) == found


@pytest.mark.parametrize(("gap", "found"), [(3.5, MARK), (3.6, [])])
def test_a_mark_stands_close_behind_the_text(gap: float, found: list[tuple[str, Kind]]) -> None:
    assert after_text(gap=gap) == found


@pytest.mark.parametrize(("gap", "found"), [(5.0, [("1", Kind.LEAD)]), (5.1, [])])
def test_a_figure_close_before_a_word_leads_a_footnote(gap: float, found: list[tuple[str, Kind]]) -> None:
    letter = Level(TEXT_SIZE, 3 + gap, 8 + gap, BASELINE)
    assert kinds("1K", Level(6, 0, 3, BASELINE - 4), letter) == found


@pytest.mark.parametrize(("shift", "mark"), [(0.25, "12"), (0.35, "2")])
def test_figures_of_one_mark_are_raised_by_the_same(shift: float, mark: str) -> None:
    letter, last = Level(TEXT_SIZE, 0, 5, BASELINE), Level(6, 8, 11, BASELINE - 4)
    first = Level(6, 5, 8, BASELINE - 4 - shift)
    assert (mark, Kind.MARK) in [*kinds("k12", letter, first, last), *kinds("k2", letter, last._replace(x0=5, x1=8))]
    assert (mark == "12") == (kinds("k12", letter, first, last) == [("12", Kind.MARK)])


@pytest.mark.parametrize(("figures", "mark"), [("12,13,145", "12,13,145"), ("12,13,14,5", "12,13,14")])
def test_a_mark_is_no_longer_than_a_list_of_three_notes(figures: str, mark: str) -> None:
    raised = [Level(6, 5 + 3 * place, 8 + 3 * place, BASELINE - 4) for place in range(len(figures))]
    assert kinds(f"k{figures}", Level(TEXT_SIZE, 0, 5, BASELINE), *raised) == [(mark, Kind.MARK)]


def joined(gap: float, lower: float = 0) -> list[str]:
    """The words after a mark between a word and its full stop is taken out; the stop stands this far from the mark."""
    word, mark = Word(0, 90, 20, 100, "plan"), Word(20, 88, 23, 94, "1")
    stop = Word(23 + gap, 90 + lower, 26 + gap, 100 + lower, ".")
    words, inks = close_up([word, stop], [Ink.DARK, Ink.DARK], [mark])
    assert len(words) == len(inks)
    return [each.text for each in words]


@pytest.mark.parametrize(("gap", "words"), [(1.4, ["plan."]), (1.6, ["plan", "."])])
def test_a_full_stop_that_touches_a_mark_belongs_to_the_word_before_it(gap: float, words: list[str]) -> None:
    assert joined(gap) == words


@pytest.mark.parametrize(("lower", "words"), [(6.9, ["plan."]), (7.1, ["plan", "."])])
def test_a_full_stop_of_another_line_does_not(lower: float, words: list[str]) -> None:
    assert joined(0, lower) == words
