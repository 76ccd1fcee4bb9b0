"""Too few reports to judge is said in words; it is not that nothing was found."""

from __future__ import annotations

import pytest

from risktrail.store import catalogue, errors
from tests.generators.register_builders import MakeReader, action, rating, report, risk

ACTS = action("Write the plan", due="2021-12-01"), action("Ask the board", "completed")
RATED = rating("current", 9, "Moderate"), rating("previous", 9)
ONE = report("2021-01", risk("A-1", 9, *ACTS, ratings=RATED))
TWO = report("2021-02", risk("A-1", 9, *ACTS, ratings=RATED))
THREE = report("2021-03", risk("A-1", 9, *ACTS, ratings=RATED))
ABOUT_CHANGES = (
    "changes_since_last", "completed_then_changed", "cosmetic_rewording", "disappeared_risks", "identity_review",
    "missing_months", "previous_score_wrong", "rating_fell_without_completion", "rating_movers", "reopened",
    "silently_dropped_actions", "slipped_dates", "static_rating_with_completed_actions", "static_risks",
    "status_transitions",
)  # fmt: skip


def test_stalled_with_fewer_reports_than_it_needs_says_so(reader_of: MakeReader) -> None:
    found = reader_of(ONE, TWO).stalled()
    assert found.rows == []
    assert found.lacking == (
        "ABC has 2 reports up to 2021-02; stalled with --min-reports 3 needs at least 3."
        " Import more papers or lower --min-reports.",
    )


def test_what_is_counted_are_reports_up_to_the_month_looked_back_from(reader_of: MakeReader) -> None:
    reader = reader_of(ONE, TWO, THREE)
    assert reader.stalled().lacking == ()
    assert len(reader.stalled()) == 1
    assert reader.stalled(as_of="2021-02").lacking[0].startswith("ABC has 2 reports up to 2021-02;")
    assert reader.stalled(as_of="2021-01", min_reports=1).lacking == ()


def test_nothing_stalled_says_what_was_looked_at(reader_of: MakeReader) -> None:
    done = [report(f"2021-0{month}", risk("A-1", 9, ACTS[1])) for month in (1, 2, 3, 4)]
    found = reader_of(*done).stalled(as_of="2021-03")
    assert (found.rows, found.lacking) == ([], ())
    assert found.looked_at == "no action is ongoing in 3 or more reports up to 2021-03 (3 reports)"


def test_a_superseded_paper_is_no_further_report(reader_of: MakeReader) -> None:
    again = report("2021-02", risk("A-1", 10, *ACTS))
    assert reader_of(ONE, TWO, again).stalled().lacking[0].startswith("ABC has 2 reports")


@pytest.mark.parametrize("name", ABOUT_CHANGES)
def test_a_question_about_changes_needs_two_reports(reader_of: MakeReader, name: str) -> None:
    assert reader_of(ONE).ask(name).lacking == (f"ABC has 1 report; {name} needs at least 2. Import more papers.",)
    assert reader_of(ONE, TWO).ask(name).lacking == ()


def test_every_question_whose_name_or_text_is_about_changes_says_what_it_needs() -> None:
    saying = {name for name, question in catalogue.questions().items() if question.needs == "2"}
    assert saying == set(ABOUT_CHANGES)
    assert {each.needs for each in catalogue.questions().values()} == {None, "2", "3", "min_reports"}


def test_a_question_with_a_number_of_reports_needs_that_many(reader_of: MakeReader) -> None:
    reader = reader_of(ONE, TWO)
    assert reader.ask("stalled_actions").lacking == (
        "ABC has 2 reports; stalled_actions with min_reports=3 needs at least 3."
        " Import more papers or lower min_reports.",
    )
    assert reader.ask("stalled_actions", min_reports="2").lacking == ()
    found = reader.ask("stalled_critical", as_of="2021-01", min_reports=2)
    assert found.lacking[0].startswith("ABC has 1 report up to 2021-01; stalled_critical with min_reports=2")


def test_of_several_registers_those_with_too_few_are_named(reader_of: MakeReader) -> None:
    others = [report("2021-01", risk("B-1", 9), register=f"R{n}") for n in range(5)]
    found = reader_of(ONE, TWO, *others[:2]).ask("rating_movers")
    assert [each.partition(";")[0] for each in found.lacking] == ["R0 has 1 report", "R1 has 1 report"]
    found = reader_of(ONE, TWO, *others).ask("rating_movers")
    assert found.lacking == (
        "5 registers (R0, R1, R2 and others) have fewer reports than are needed; rating_movers needs at least 2."
        " Import more papers.",
    )
    assert reader_of(ONE, TWO, *others).ask("rating_movers", "ABC").lacking == ()
    assert reader_of(*others).ask("rating_movers").looked_at is None
    assert found.looked_at == "in 2 reports"


def test_history_and_ratings_of_a_single_report_say_that_there_is_nothing_to_compare(reader_of: MakeReader) -> None:
    reader = reader_of(ONE)
    assert reader.history("1").lacking == ("ABC has 1 report; a history needs at least 2. Import more papers.",)
    assert len(reader.history("1")) > 0
    assert reader.ratings().lacking == (
        "ABC has 1 report; a movement of ratings needs at least 2. Import more papers.",
    )
    assert reader_of(ONE, TWO).history("1").lacking == reader_of(ONE, TWO).ratings().lacking == ()


def test_a_month_is_not_compared_with_itself(reader_of: MakeReader) -> None:
    with pytest.raises(errors.SameMonthError, match="both months are 2021-02") as caught:
        reader_of(ONE, TWO).compare("2021-02", "latest")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("months", [("previous", "latest"), ("2021-01", "2021-01"), ("2021-01", "2021-02")])
def test_a_single_report_cannot_be_compared(reader_of: MakeReader, months: tuple[str, str]) -> None:
    with pytest.raises(errors.NotEnoughReportsError, match=r"ABC has 1 report \(2021-01\); compare needs two"):
        reader_of(ONE).compare(*months)


@pytest.mark.parametrize(("registers", "sentences"), [(3, 3), (4, 1)])
def test_up_to_three_registers_with_too_few_reports_have_a_sentence_each(
    registers: int, sentences: int, reader_of: MakeReader
) -> None:
    reader = reader_of(*(report("2021-01", risk("B-1", 9), register=f"R{n}") for n in range(registers)))
    assert len(reader.ask("rating_movers").lacking) == sentences


@pytest.mark.parametrize(("reports", "stalled"), [(2, 0), (3, 1)])
def test_an_action_ongoing_in_three_reports_is_stalled(reports: int, stalled: int, reader_of: MakeReader) -> None:
    reader = reader_of(*(ONE, TWO, THREE)[:reports])
    (owner,) = reader_of(*(ONE, TWO, THREE)[:reports]).ask("owners").dicts()
    assert owner["stalled"] == len(reader.stalled()) == stalled
    assert reader.ask("profile_over_time").dicts()[-1]["stalled"] == stalled
