"""What a word does: figures that name and that measure, dates of the work and of its deadline."""

from __future__ import annotations

import pytest

from risktrail.store.linking.words import Kind, words_of


def kind_of(text: str, word: str) -> Kind:
    """What the word does in the text."""
    return next(each.kind for each in words_of(text) if each.text == word)


@pytest.mark.parametrize(
    ("text", "figure", "kind"),
    [
        ("test Stage 2 of the pump", "2", Kind.CODE),
        ("test stage two of the pump", "two", Kind.CODE),
        ("test Modification 96", "96", Kind.CODE),
        ("clean Wards 4 and 7", "7", Kind.CODE),
        ("move to version 2.1", "2.1", Kind.CODE),
        ("raise request 4.8.1", "4.8.1", Kind.CODE),
        ("upgrade the system to 8.2", "8.2", Kind.CODE),
        ("upgrade the homes to 8.2 kW", "8.2", Kind.MEASURE),
        ("raise the score to 8.2", "8.2", Kind.MEASURE),
        ("raise DP096", "DP096", Kind.CODE),
        ("meet the CSP", "CSP", Kind.CODE),
        ("apply service bulletin 117", "117", Kind.CODE),
        ("apply service bulletin 117 in the north", "117", Kind.CODE),
        ("review patients over 75", "75", Kind.MEASURE),
        ("inspect 14", "14", Kind.MEASURE),
        ("inspect pumps, 14 of them in Leeds", "14", Kind.MEASURE),
        ("inspect 14 sites", "14", Kind.MEASURE),
        ("inspect ten sites", "ten", Kind.MEASURE),
        ("reach 92% of homes", "92%", Kind.MEASURE),
        ("save £25m", "£25m", Kind.MEASURE),
        ("answer within 10 days", "10", Kind.MEASURE),
    ],
)
def test_figures_name_or_measure(text: str, figure: str, kind: Kind) -> None:
    assert kind_of(text, figure) is kind


@pytest.mark.parametrize(
    ("text", "date", "kind"),
    [
        ("publish the costs for Q1", "Q1", Kind.PERIOD),
        ("publish the accounts of March 2022", "March", Kind.PERIOD),
        ("test the June release", "June", Kind.PERIOD),
        ("send statements for 2021/22", "2021/22", Kind.PERIOD),
        ("publish the costs by Q1", "Q1", Kind.WHEN),
        ("publish the costs by the end of June", "June", Kind.WHEN),
        ("publish the costs in June 2022", "2022", Kind.WHEN),
        ("bring it to the March Panel", "March", Kind.WHEN),
        ("write it up for the March Panel", "March", Kind.WHEN),
        ("bring it to the July OPSG", "OPSG", Kind.WHEN),
        ("set a date for the next BCDR exercise", "BCDR", Kind.CODE),
        ("pay by 28 February", "28", Kind.WHEN),
        ("the officer may object", "may", Kind.WORD),
    ],
)
def test_dates_are_of_the_work_or_of_its_deadline(text: str, date: str, kind: Kind) -> None:
    assert kind_of(text, date) is kind


def test_one_figure_has_one_key_however_it_is_written() -> None:
    for one, other in (("phase two", "Phase 2"), ("Stage II", "stage 2"), ("second plan", "2nd plan")):
        assert {word.key for word in words_of(f"run {one}")} == {word.key for word in words_of(f"run {other}")}
