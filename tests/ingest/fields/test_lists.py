"""Lists by their bullets, whatever character these are."""

from __future__ import annotations

import pytest

from risktrail.ingest.fields.lists import Measure, items, paragraphs
from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line, line_of, lines_of
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pdf.page_tags import PageTags, TaggedText, TagPlace

TEXTS = ("order more hubs before the", "winter comes", "count the hubs in stock")


def line(text: str, x: float, y: float) -> Line:
    """A line whose letters are five points wide."""
    made = []
    for word in text.split():
        made.append(Word(x, y, x + 5 * len(word), y + 10, word))
        x += 5 * len(word) + 3
    (found,) = lines_of(1, made)
    return found


@pytest.mark.parametrize("glyph", "•●▪∗⋄†‡»›>+~-–*\uf0b7\ufffd")
def test_two_bullets_one_of_two_lines(glyph: str) -> None:
    lines = [
        line(f"{glyph} {TEXTS[0]}", 50, 100),
        line(TEXTS[1], 58, 112),
        line(f"{glyph} {TEXTS[2]}", 50, 124),
    ]
    found = items(lines, Measure.of(lines), lambda _: False)
    assert [item.marked for item in found] == [True, True]
    assert [" ".join(line.text for line in item.lines) for item in found] == [f"{TEXTS[0]} {TEXTS[1]}", TEXTS[2]]


@pytest.mark.parametrize("sign", "≤±>+")
def test_a_sign_before_a_number_is_no_bullet(sign: str) -> None:
    lines = [line(f"• {TEXTS[0]} target of", 50, 100), line(f"{sign} 99%", 58, 112), line(f"• {TEXTS[2]}", 50, 124)]
    found = items(lines, Measure.of(lines), lambda _: False)
    assert len(found) == 2


FULL = "order more hubs before the winter comes and"


def shown(lines: list[Line], *statuses: str) -> list[tuple[bool, str]]:
    """The items of a list: whether each has a bullet, and its text."""
    found = items(lines, Measure.of(lines), lambda text: text.strip(" –.") in statuses)
    return [(item.marked, " ".join(line.text for line in item.lines)) for item in found]


def lettered(letter: str, text: str, y: float, gap: float) -> Line:
    """A line whose first letter stands this far before its text."""
    made, x = [Word(50, y, 55, y + 10, letter)], 55 + gap
    for word in text.split():
        made.append(Word(x, y, x + 5 * len(word), y + 10, word))
        x += 5 * len(word) + 3
    return line_of(1, made)


def test_a_bullet_with_no_space_behind_it() -> None:
    assert shown([line("•Order hubs", 50, 100), line("•Count them", 50, 112)]) == [
        (True, "Order hubs"),
        (True, "Count them"),
    ]


@pytest.mark.parametrize("letter", "on»")
def test_the_letter_of_a_symbol_font_is_a_bullet_where_white_parts_it_from_its_text(letter: str) -> None:
    wide = [lettered(letter, "Order hubs", 100, 12), lettered(letter, "Count them", 112, 12)]
    assert shown(wide) == [(True, "Order hubs"), (True, "Count them")]


def test_a_word_of_one_letter_is_no_bullet() -> None:
    prose = [lettered("I", f"Order {FULL}", 100, 3), lettered("I", "count them", 112, 3)]
    assert shown(prose) == [(False, f"I Order {FULL} I count them")]


@pytest.mark.parametrize(("one", "two"), [("1.", "2."), ("a)", "b)"), ("(i)", "(iv)"), ("1)", "12)")])
def test_numbers_and_letters_of_a_list(one: str, two: str) -> None:
    lines = [line(f"{one} {FULL}", 50, 100), line("then", 62, 112), line(f"{two} count them", 50, 124)]
    assert shown(lines) == [(True, f"{FULL} then"), (True, "count them")]


def test_a_dash_that_stands_elsewhere_than_the_lists_bullets_is_the_authors() -> None:
    lines = [line(f"- {FULL}", 50, 100), line("- the old ones - first", 58, 112), line("- count them", 50, 124)]
    assert shown(lines) == [(True, f"{FULL} - the old ones - first"), (True, "count them")]


@pytest.mark.parametrize(("one", "two"), [("-", "-"), ("–", "–"), ("1.", "2."), ("a)", "b)"), ("(i)", "(ii)")])
@pytest.mark.parametrize("top", ["•", "-"])
def test_a_list_within_an_item_is_of_items_where_one_stands_behind_a_status(top: str, one: str, two: str) -> None:
    lines = [
        line(f"{top} {FULL} – Ongoing.", 50, 100),
        line(f"{one} Order hubs", 70, 112),
        line("– Ongoing.", 82, 124),
        line(f"{two} Count them – Ongoing.", 70, 136),
        line(f"{top} Mend them – Ongoing.", 50, 148),
    ]
    texts = [f"{FULL} – Ongoing.", "Order hubs – Ongoing.", "Count them – Ongoing.", "Mend them – Ongoing."]
    assert shown(lines, "Ongoing") == [(True, text) for text in texts]


@pytest.mark.parametrize(("gap", "count"), [(4, 1), (5, 2)])
def test_a_bullet_at_the_text_of_its_item_has_a_gap_behind_it_that_no_space_leaves(gap: float, count: int) -> None:
    inner = line_of(
        1, [word._replace(x0=word.x0 + 15, x1=word.x1 + 15) for word in lettered("–", TEXTS[0], 112, gap).words]
    )
    assert len(shown([lettered("•", f"{FULL} – Ongoing.", 100, 10), inner], "Ongoing")) == count


@pytest.mark.parametrize("inner", ["o", "•", "▪"])
def test_dashes_and_numbers_around_a_list_of_bullets_are_bullets_too(inner: str) -> None:
    lines = [
        line("1. Order hubs", 50, 100),
        line_of(1, [word._replace(x0=word.x0 + 20, x1=word.x1 + 20) for word in lettered(inner, FULL, 112, 12).words]),
        line("2. Count them", 50, 124),
    ]
    assert shown(lines) == [(True, "Order hubs"), (True, FULL), (True, "Count them")]


def test_dashes_that_the_author_wrote_on_lines_of_their_own_within_an_item() -> None:
    lines = [
        line(f"• {FULL} then the old hubs are taken in", 50, 100),
        line("and counted – Ongoing.", 58, 112),
        line(f"– {FULL} the new hubs are brought to", 58, 124),
        line("the south – Ongoing.", 58, 136),
        line("– Count them – Ongoing.", 58, 148),
        line("• Mend them – Ongoing.", 50, 160),
    ]
    assert [text.split()[0] for _, text in shown(lines, "Ongoing")] == ["order", "order", "Count", "Mend"]


def test_a_dash_that_a_full_line_leaves_to_the_next_is_no_bullet() -> None:
    lines = [line("• order hubs – Ongoing", 50, 100), line("– by the summer", 58, 112), line("• count them", 50, 124)]
    measure = Measure(12, lines[0].x1 + 6, spaced=True)
    assert len(items(lines, measure, lambda text: text.strip(" –.") == "Ongoing")) == 2
    assert len(items(lines, measure._replace(right=lines[0].x1 + 20), lambda text: text.strip(" –.") == "Ongoing")) == 3


def test_parts_of_an_item_without_a_status_of_their_own_are_no_items() -> None:
    lines = [line(f"• {FULL}:", 50, 100), line("a) order hubs", 70, 112), line("b) count them – Ongoing.", 70, 124)]
    assert shown(lines, "Ongoing") == [(True, f"{FULL}: a) order hubs b) count them – Ongoing.")]


def test_a_list_behind_the_line_that_leads_into_it() -> None:
    lines = [line("The Panel asked the DCC to:", 50, 100), line("- order hubs", 70, 112), line("- count hubs", 70, 124)]
    assert shown(lines) == [(False, "The Panel asked the DCC to:"), (True, "order hubs"), (True, "count hubs")]


def test_lines_without_bullets_are_parted_where_a_status_ends_one() -> None:
    lines = [line(f"{FULL} –", 50, 100), line("Ongoing", 50, 112), line("Count them", 50, 124), line("– Done", 50, 136)]
    assert shown(lines, "Ongoing", "Done") == [(False, f"{FULL} – Ongoing"), (False, "Count them – Done")]


def test_lines_without_bullets_are_parted_by_white_and_by_what_the_author_ended() -> None:
    assert shown([line(FULL, 50, 100), line("Count them", 50, 124)]) == [(False, FULL), (False, "Count them")]
    lines = [line("Order hubs", 50, 100), line("Count them", 50, 112), line(f"Then {FULL}", 50, 124)]
    assert shown(lines) == [(False, "Order hubs"), (False, "Count them"), (False, f"Then {FULL}")]


@pytest.mark.parametrize("rest", ["(as agreed)", "as agreed"])
def test_a_line_that_begins_in_the_middle_of_a_sentence_goes_on_with_the_one_before(rest: str) -> None:
    assert shown([line("Order hubs", 50, 100), line(rest, 50, 112), line(FULL, 50, 136)]) == [
        (False, f"Order hubs {rest}"),
        (False, FULL),
    ]


def test_a_paragraph_between_bullets_is_whole() -> None:
    first, last = line("• count them.", 50, 100), line("• order hubs.", 50, 172)
    between = [line(f"A note, {FULL}", 50, 124), line("then no more.", 50, 136)]
    assert shown([first, *between, last]) == [
        (True, "count them."),
        (False, f"A note, {FULL} then no more."),
        (True, "order hubs."),
    ]


def test_what_stands_left_of_the_bullets_or_below_white_is_no_part_of_the_last() -> None:
    lines = [line(f"• {FULL}.", 50, 100), line("A note below all.", 40, 112)]
    assert shown(lines) == [(True, f"{FULL}."), (False, "A note below all.")]
    lines = [line(f"• {FULL}.", 50, 100), line("A closing line.", 50, 136)]
    assert shown(lines) == [(True, f"{FULL}."), (False, "A closing line.")]


def test_a_line_under_the_bullet_itself_goes_on_with_it() -> None:
    lines = [line(f"• {FULL}", 50, 100), line("the list ends", 50, 112), line("• count", 50, 124)]
    assert shown(lines) == [(True, f"{FULL} the list ends"), (True, "count")]


def prose(*lines: Line, spaced: bool = True, right: float = 270) -> list[str]:
    """The paragraphs of prose."""
    return [" ".join(each.text for each in group) for group in paragraphs(lines, Measure(12, right, spaced))]


def test_paragraphs_are_parted_by_white() -> None:
    lines = [line(FULL, 50, 100), line("more.", 50, 112), line(FULL, 50, 136), line("more", 50, 148)]
    assert prose(*lines, spaced=False) == [f"{FULL} more.", f"{FULL} more"]


def test_paragraphs_without_white_are_parted_where_a_sentence_ends_before_the_line_is_full() -> None:
    lines = [line(FULL, 50, 100), line("more.", 50, 112), line(FULL, 50, 124)]
    assert prose(*lines) == [f"{FULL} more.", FULL]
    assert prose(line(FULL, 50, 100), line("more", 50, 112), line(FULL, 50, 124)) == [f"{FULL} more {FULL}"]


@pytest.mark.parametrize(("spaced", "count"), [(False, 2), (True, 1)])
def test_a_full_line_that_ends_a_sentence_ends_a_paragraph_only_where_no_white_would(spaced: bool, count: int) -> None:
    lines = [line(f"{FULL}.", 50, 100), line(f"Then {FULL}", 50, 112)]
    assert len(prose(*lines, spaced=spaced, right=200)) == count


def test_prose_that_is_a_list_is_its_items() -> None:
    assert prose(line("• one thing", 50, 100), line("• another", 50, 112)) == ["one thing", "another"]


@pytest.mark.parametrize("step", [12, 20])
def test_a_papers_own_step_is_that_within_its_sentences(step: float) -> None:
    lines = [line(text, 50, 100 + step * row) for row, text in enumerate((FULL, "then more", "and more"))]
    assert Measure.of(lines) == Measure(step, max(each.x1 for each in lines), spaced=True)


@pytest.mark.parametrize(("gaps", "spaced"), [((12, 12, 24), False), ((12, 24), True), ((24, 24, 12), True)])
def test_white_parts_a_papers_paragraphs_where_it_parts_half_of_them(gaps: tuple[float, ...], spaced: bool) -> None:
    y, lines = 112.0, [line(f"We {FULL}", 50, 100), line("then stop.", 50, 112)]
    for gap in gaps:
        y += gap
        lines.append(line("Count them.", 50, y))
    assert Measure.of(lines).spaced is spaced


def test_a_line_under_the_bullet_of_a_list_whose_lines_hang_is_no_part_of_the_bullet() -> None:
    lines = [
        line(f"• {TEXTS[0]}", 50, 100),
        line(TEXTS[1], 58, 112),
        line(f"• {TEXTS[2]}", 50, 124),
        line("The Council has seen this list", 50, 136),
    ]
    assert shown(lines) == [
        (True, f"{TEXTS[0]} {TEXTS[1]}"),
        (True, TEXTS[2]),
        (False, "The Council has seen this list"),
    ]


def tagged_lists(lines: list[Line], *groups: int, is_list: bool = True) -> LineTags:
    """Tags by which the lines stand in so many list items or paragraphs, each with so many lines."""
    paths = [(group,) for group, count in enumerate(groups) for _ in range(count)]
    texts = [
        TaggedText((each.x0, each.top + 2, each.x1, each.bottom - 2), TagPlace(path, is_list_item=is_list))
        for each, path in zip(lines, paths, strict=True)
    ]
    return LineTags([Page(1, 600, 800, (), (), (), tags=PageTags(lambda: texts))])


def told(lines: list[Line], *groups: int, is_list: bool = True, statuses: tuple[str, ...] = ()) -> list[str]:
    """The items of a list, where tags have these."""
    measure = Measure(12, 250, spaced=True, tags=tagged_lists(lines, *groups, is_list=is_list))
    found = items(lines, measure, lambda text: text.strip(" –.") in statuses)
    return [" ".join(line.text for line in item.lines) for item in found]


def stacked(*texts: str, x: float = 50) -> list[Line]:
    return [line(text, x, 100 + 12 * place) for place, text in enumerate(texts)]


def test_a_small_letter_behind_an_ended_line_begins_an_item_where_tags_say_so() -> None:
    lines = stacked("count the hubs", "order more hubs")
    assert told(lines, 2) == ["count the hubs order more hubs"]
    assert told(lines, 1, 1) == ["count the hubs", "order more hubs"]


def test_a_small_letter_behind_a_status_that_fills_its_line_begins_an_item_where_tags_say_so() -> None:
    lines = stacked("count the hubs in the store of the – Ongoing.", "order more hubs")
    assert told(lines, 2, statuses=("Ongoing",)) == [" ".join(each.text for each in lines)]
    assert told(lines, 1, 1, statuses=("Ongoing",)) == [each.text for each in lines]


def test_a_capital_behind_a_full_line_begins_an_item_where_tags_say_so() -> None:
    lines = stacked(FULL, "Ask the Board")
    assert told(lines, 2) == [f"{FULL} Ask the Board"]
    assert told(lines, 1, 1) == [FULL, "Ask the Board"]


def test_a_line_broken_within_a_list_item_begins_none() -> None:
    """But one within a paragraph may: cells hold lists whose items are parted by line breaks alone."""
    lines = stacked("Count the hubs", "Lead: Clerk")
    assert told(lines, 2) == ["Count the hubs Lead: Clerk"]
    assert told(lines, 2, is_list=False) == ["Count the hubs", "Lead: Clerk"]


def test_where_signs_agree_tags_are_not_asked() -> None:
    ended = stacked("Count the hubs.", "Ask the Board")
    assert told(ended, 2) == ["Count the hubs.", "Ask the Board"]
    wrapped = stacked(FULL, "then ask the Board")
    assert told(wrapped, 1, 1) == [f"{FULL} then ask the Board"]


def test_a_number_that_begins_a_line_within_a_sentence_is_no_bullet_where_tags_say_so() -> None:
    lines = stacked("1. Order more hubs before the end of Phase", "2. Then ask the Board")
    assert told(lines, 2) == ["Order more hubs before the end of Phase 2. Then ask the Board"]
    assert told(lines, 1, 1) == ["Order more hubs before the end of Phase", "Then ask the Board"]


def test_a_line_below_a_bullet_stands_apart_where_tags_say_so() -> None:
    """The bullets of a list whose lines stand below them: what follows may be the item's or a remark."""
    lines = stacked("• Order more hubs before the winter comes", "and ask the Board", f"• {FULL}", "None is paid for")
    apart = ["Order more hubs before the winter comes and ask the Board", FULL, "None is paid for"]
    assert told(lines, 2, 1, 1) == apart
    assert told(lines, 2, 2) == [*apart[:1], f"{FULL} None is paid for"]


def test_prose_is_parted_where_an_author_ended_a_line_and_tags_say_so() -> None:
    lines = stacked("Count the hubs", "Ask the Board", FULL, "Depot by depot")
    measure = Measure(12, 250, spaced=True)
    assert len(paragraphs(lines, measure)) == 1
    found = paragraphs(lines, measure._replace(tags=tagged_lists(lines, 1, 1, 1, 1)))
    assert [len(group) for group in found] == [1, 1, 2]
    assert len(paragraphs(lines, measure._replace(tags=tagged_lists(lines, 4)))) == 1
