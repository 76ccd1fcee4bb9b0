"""Which action is which: what links, what breaks a run, and that no order of import shows."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktrail.schema.report import Report
from risktrail.store import open_reader, open_writer
from risktrail.store.assignment import best_pairs
from tests.generators.linked_papers import measure, truth_of
from tests.generators.register_builders import MakeReader, action, paper_of, report, risk, store_of

PLAN = "DCC to draft the recovery plan for prepayment customers"
LONGER = f"{PLAN}, including the costs"


def test_a_reworded_action_keeps_its_id(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9, action(LONGER))),
        report("2021-03", risk("A-1", 9, action(f"SECAS{LONGER[3:]}"))),
    )
    rows = reader.query("SELECT action_id, match_method, similarity, gap FROM actions ORDER BY period").rows
    assert len({row[0] for row in rows}) == 1
    assert [row[1] for row in rows] == ["first", "similar", "equal"]
    assert rows[1][2] < 1
    assert reader.actions().column("reports_ongoing") == [1, 2, 3]
    assert reader.actions().column("reports_unchanged") == [1, 1, 1]


def test_equal_wording_goes_before_a_better_rival(reader_of: MakeReader) -> None:
    # In February the old wording still stands beside its longer form: the old one is the old action.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9, action(LONGER), action(PLAN))),
    )
    first, longer, same = reader.actions().column("action_id")
    assert first == same
    assert first != longer


def test_a_missing_month_is_a_gap_and_breaks_the_run(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9)),
        report("2021-03", risk("A-1", 9, action(LONGER))),
    )
    rows = reader.query("SELECT action_id, gap, reports_ongoing, first_seen, ongoing_since FROM actions").rows
    assert rows[0][0] == rows[1][0]
    assert rows[1][1:] == (1, 1, "2021-01", "2021-03")


def test_after_a_gap_a_likeness_alone_is_no_return(reader_of: MakeReader) -> None:
    # The same body and object, a verb that is not known, two reports later: listed for a person, not joined.
    reader = reader_of(
        report(
            "2021-01", risk("A-1", 9, action("DCC to present a dashboard of TLS/VPN join failures (see ABC Issue 011)"))
        ),
        report("2021-02", risk("A-1", 9)),
        report("2021-03", risk("A-1", 9, action("DCC to reimagine a dashboard of TLS/VPN join failures"))),
    )
    assert len({*reader.actions().column("action_id")}) == 2
    assert reader.ask("identity_review").column("kind") == ["near_miss"]


def test_an_older_wording_that_comes_back_is_the_same_action(reader_of: MakeReader) -> None:
    # March has neither; in April stands what January said, which February had put in quite other words.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-1", 9, action(f"{PLAN} at the depots in Leeds, Hull and York"))),
        report("2021-03", risk("A-1", 9)),
        report("2021-04", risk("A-1", 9, action(PLAN))),
    )
    rows = reader.query("SELECT action_id, match_method, gap FROM actions ORDER BY period").rows
    assert len({row[0] for row in rows}) == 1
    assert [row[1:] for row in rows] == [("first", 0), ("similar", 0), ("equal", 1)]


def test_an_older_wording_goes_to_the_trail_that_had_it_last(reader_of: MakeReader) -> None:
    # Both said PLAN once; the first has said something else for longer.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN), action("DCC to hire cranes"))),
        report("2021-02", risk("A-1", 9, action(LONGER), action("DCC to hire cranes"))),
        report("2021-03", risk("A-1", 9, action("DCC to hire cranes"))),
        report("2021-04", risk("A-1", 9, action(PLAN), action("DCC to hire cranes"))),
    )
    first, *_, last = [row for row in reader.actions() if row.text == PLAN]
    assert first.action_id == last.action_id


def test_twins_are_settled_together(reader_of: MakeReader) -> None:
    # Both are reworded and change places; each goes where both fit best.
    north, south = (f"DCC to report the stock of hubs in the {where} at each meeting" for where in ("North", "South"))
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(north), action(south))),
        report(
            "2021-02",
            risk(
                "A-1",
                9,
                action("The stock of hubs in the South to be reported by DCC at each meeting"),
                action("DCC to report the North's stock of hubs at each meeting"),
            ),
        ),
    )
    ids = reader.actions().column("action_id")
    assert ids[2:] == ids[1::-1]


def test_two_that_are_as_like_are_left_to_a_person(reader_of: MakeReader) -> None:
    reader = reader_of(
        report(
            "2021-01", risk("A-1", 9, action("DCC to survey pumps in Leeds"), action("DCC to survey pumps in York"))
        ),
        report("2021-02", risk("A-1", 9, action("DCC to survey pumps"))),
    )
    assert reader.query("SELECT unsure FROM actions WHERE period = '2021-02'").rows == [(True,)]


def test_a_risk_that_pauses_keeps_its_actions(reader_of: MakeReader) -> None:
    # A-1 does not stand in February: its actions go on in March, reworded or not, and the run is broken.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action(PLAN))),
        report("2021-02", risk("A-2", 9)),
        report("2021-03", risk("A-1", 9, action(LONGER))),
    )
    assert len({*reader.actions().column("action_id")}) == 1
    assert reader.actions().column("reports_ongoing") == [1, 1]


def test_a_finished_action_and_its_successor_are_two(reader_of: MakeReader) -> None:
    # The second quarter's report is done, the third quarter's begins: another date, another action.
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action("DCC to publish the performance report for Q2", "completed"))),
        report("2021-02", risk("A-1", 9, action("DCC to publish the performance report for Q3"))),
    )
    assert len({*reader.actions().column("action_id")}) == 2


def test_a_deadline_that_slips_is_the_same_action(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-01", risk("A-1", 9, action("DCC to publish the performance report by the end of Q2"))),
        report("2021-02", risk("A-1", 9, action("DCC to publish the performance report by the end of Q3"))),
    )
    assert len({*reader.actions().column("action_id")}) == 1


def test_the_same_action_under_two_risks_has_two_trails(reader_of: MakeReader) -> None:
    both = [
        report(month, risk("A-1", 9, action(PLAN)), risk("A-2", 9, action(PLAN))) for month in ("2021-01", "2021-02")
    ]
    reader = reader_of(*both)
    ids = reader.query("SELECT risk_id, list(DISTINCT action_id) FROM actions GROUP BY 1 ORDER BY 1").rows
    assert [len(row[1]) for row in ids] == [1, 1]
    assert ids[0][1] != ids[1][1]


def test_two_equal_bullets_stay_two(reader_of: MakeReader) -> None:
    twice = [report(month, risk("A-1", 9, action(PLAN), action(PLAN))) for month in ("2021-01", "2021-02")]
    ids = reader_of(*twice).actions().column("action_id")
    assert len({*ids}) == 2
    assert ids[:2] == ids[2:]


def test_the_best_whole_beats_the_best_pair() -> None:
    # Alone, (0, 0) is the best pair; together (0, 1) and (1, 0) are better, and nobody is left over.
    assert best_pairs({(0, 0): 0.95, (0, 1): 0.9, (1, 0): 0.9}) == [(0, 1), (1, 0)]
    assert best_pairs({}) == []


def test_of_equal_pairings_the_papers_order_wins() -> None:
    assert best_pairs({(i, j): 0.9 for i in range(3) for j in range(3)}) == [(0, 0), (1, 1), (2, 2)]


def test_an_alias_carries_actions_over(tmp_path: Path) -> None:
    path = store_of(
        tmp_path / "s.duckdb",
        [report("2021-01", risk("A-1", 9, action(PLAN))), report("2021-02", risk("A-9", 9, action(LONGER)))],
    )
    with open_reader(path) as reader:
        assert len({*reader.actions().column("action_id")}) == 2
    with open_writer(path) as writer:
        writer.add_alias(None, "1", "9", "renumbered", "minutes of February")
    with open_reader(path) as reader:
        assert len({*reader.actions().column("action_id")}) == 1
        assert reader.actions().column("reports_ongoing") == [1, 2]
        assert reader.compare("previous", "latest").column("change") == ["reworded"]
    with open_writer(path) as writer:
        writer.remove_alias(None, "A-1", "A-9")
    with open_reader(path) as reader:
        assert len({*reader.actions().column("action_id")}) == 2


texts = st.sampled_from([PLAN, LONGER, "SECAS to run the pilot", "SECAS to run the pilot soon", "Users to test", "x"])
statuses = st.sampled_from(["ongoing", "completed", "on_hold"])
actions = st.lists(st.builds(action, texts, statuses), max_size=3)
risks = st.builds(lambda n, score, has: risk(f"A-{n}", score, *has), st.integers(1, 2), st.integers(1, 25), actions)
reports = st.builds(
    lambda month, has: report(f"2021-{month:02d}", *has),
    st.integers(1, 4),
    st.lists(risks, max_size=2, unique_by=lambda made: made.risk_id),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(reports, min_size=2, max_size=5, unique_by=lambda made: made.model_dump_json()), st.randoms())
def test_no_order_of_import_shows(made: list[Report], shuffler: random.Random) -> None:
    shuffled = list(made)
    shuffler.shuffle(shuffled)
    with TemporaryDirectory() as scratch:
        first, second = (
            _contents(store_of(Path(scratch) / name, order)) for name, order in (("a", made), ("b", shuffled))
        )
    assert first == second


@settings(max_examples=15, deadline=None)
@given(st.lists(reports, min_size=2, max_size=5, unique_by=lambda made: made.model_dump_json()))
def test_runs_are_what_the_statuses_say(made: list[Report]) -> None:
    """`reports_ongoing` counted again from the rows alone: islands of consecutive ongoing ordinals."""
    with TemporaryDirectory() as scratch, open_reader(store_of(Path(scratch) / "s", made)) as reader:
        wrong = reader.query(
            """
            WITH marked AS (
                SELECT *, ordinal - row_number()
                    OVER (PARTITION BY register, action_id ORDER BY ordinal) AS isle
                FROM actions WHERE status = 'ongoing'
            )
            SELECT reports_ongoing, ongoing_since,
                   row_number() OVER w AS counted, first_value(period) OVER w AS since
            FROM marked
            WINDOW w AS (PARTITION BY register, action_id, isle ORDER BY ordinal)
            QUALIFY reports_ongoing <> counted OR ongoing_since <> since
            """
        )
        others = reader.query("FROM actions WHERE status <> 'ongoing' AND reports_ongoing <> 0")
    assert (wrong.rows, others.rows) == ([], [])


def test_a_late_older_paper_changes_what_it_must(tmp_path: Path) -> None:
    months = [report(f"2021-0{n}", risk("A-1", 9, action(PLAN))) for n in (1, 2, 3)]
    late = store_of(tmp_path / "late.duckdb", [months[0], months[2]])
    with open_reader(late) as reader:
        assert reader.stalled(min_reports=1).column("reports_ongoing") == [2]
    with open_writer(late) as writer:
        writer.add(paper_of(months[1]), months[1], "1")
    assert _contents(late) == _contents(store_of(tmp_path / "all.duckdb", months))


def _contents(path: Path) -> list[tuple[object, ...]]:
    with open_reader(path) as reader:
        return [
            row
            for table in ("report_series", "action_trail", "action_candidate")
            for row in reader.query(f"SELECT * FROM {table} ORDER BY ALL")  # noqa: S608 - own tables
        ]


@pytest.mark.parametrize("folder", ["opsg-word", "opsg-merged", "opsg-web", "tabasc-rl"])
def test_links_of_real_papers(folder: str) -> None:
    """No link missed, none wrong, where the truth is at hand."""
    truth = Path(__file__).parents[3] / "shared" / "papers" / folder
    if not truth.is_dir():
        pytest.skip("the truth of these papers is not here")
    result = measure(truth_of(truth))
    assert {*result.made} == result.truth.links
    assert result.stalled == result.truth.stalled
