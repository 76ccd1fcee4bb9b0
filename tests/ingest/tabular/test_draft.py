"""A first profile made from a paper: it is right as TOML, says why, and reads at least half by itself."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, Spacer

from risktrail.ingest.drafting import draft_of
from risktrail.ingest.errors import EmptyPaperError, NotAPdfError, NotARegisterError
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import Profiles, profile_of_text
from risktrail.ingest.reader import read
from risktrail.ingest.tabular.guesses import HeadAbove, guess_roles
from tests.generators.stories import bytes_of, table, text
from tests.ingest.tabular.test_other_producers import NAMES, content

HEADS = ("Hazard code", "What could go wrong", "How bad now", "What we do already", "What else is planned", "Held by")
ROWS = [
    ("D1", "The roof of the depot leaks", "12", "Yearly survey", "Renew the felt", "Head of Estates"),
    ("D2", "The wardens leave", "16", "Exit talks", "Raise the pay", "Head of People"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_gives_a_role_to_most_heads_and_reads_the_risks(name: str) -> None:
    draft = draft_of(content(name), name)
    assert sum(each.guess.role != "detail" for each in draft.heads) >= 0.75 * len(draft.heads)
    risks = read(content(name), profiles=Profiles(profile_of_text(draft.text, "draft.toml"))).report.risks
    assert len(risks) == {"harbour": 5, "pension": 5, "trust": 3}[name]


def test_a_draft_of_unknown_heads_reads_most_of_a_table() -> None:
    made = bytes_of(
        text("Risk register", "Title"), text("5 March 2022"), table([HEADS, *ROWS], (60, 110, 50, 90, 90, 70))
    )
    draft = draft_of(made, "depot")
    report = read(made, profiles=Profiles(profile_of_text(draft.text, "depot.toml"))).report
    assert [risk.risk_id for risk in report.risks] == ["D1", "D2"]
    assert [risk.score for risk in report.risks] == [12, 16]
    assert [risk.controls for risk in report.risks] == [("Yearly survey",), ("Exit talks",)]
    assert [risk.owners for risk in report.risks] == [("Head of Estates",), ("Head of People",)]


def test_a_draft_says_why_each_role_was_guessed() -> None:
    draft = draft_of(content("harbour"), "harbour")
    lines = [line for line in draft.text.splitlines() if "= [" in line and not line.startswith("#")]
    assert lines
    assert all("  # " in line and "(page " in line for line in lines)


def test_heads_of_which_nothing_is_known_are_details() -> None:
    (guess,) = guess_roles([HeadAbove("", "Ward", ("North", "South"))], ())
    assert guess.role == "detail"


@pytest.mark.parametrize(
    ("head", "texts", "role"),
    [
        ("Zzz", ("4 x 3 = 12", "2 x 2 = 4"), "rating.current"),
        ("Zzz", ("12", "4", "25"), "rating.current"),
        ("Zzz", ("26", "140", "99"), "detail"),
        ("Zzz", ("5 March 2022", "6 April 2022"), "review"),
        ("Gross likelihood", (), "rating.inherent.likelihood"),
        ("Who leads on it", (), "owner"),
        ("Score change", (), "trend"),
    ],
)
def test_words_and_texts_tell_a_role(head: str, texts: tuple[str, ...], role: str) -> None:
    (guess,) = guess_roles([HeadAbove("", head, texts)], ())
    assert guess.role == role


def test_no_role_is_given_twice_in_one_table() -> None:
    heads = [HeadAbove("", head, ()) for head in ("Risk code", "Reference no", "Risk that we see", "Event in detail")]
    roles = [guess.role for guess in guess_roles(heads, ())]
    assert roles == ["number", "detail", "title", "description"]


def test_a_paper_without_tables_or_text_has_no_draft() -> None:
    with pytest.raises(NotARegisterError, match="no table whose heads look like a register's"):
        draft_of(bytes_of(text("Risk register", "Title"), text("See the workbook.")), "x")
    with pytest.raises(NotAPdfError):
        draft_of(b"", "x")
    with pytest.raises(EmptyPaperError):
        draft_of(bytes_of(text("&nbsp;")), "x", EngineName.PDFIUM)


@pytest.mark.parametrize("engine", EngineName)
def test_heads_above_a_table_of_other_columns_make_no_groups_of_its_data(engine: EngineName) -> None:
    story: list[Flowable] = []
    for code, name, score in (("SR-014", "Beds stay empty", "12"), ("SR-021", "Oxygen fails", "15")):
        story += [
            table(
                [("Code", "Risk name", "Description", "Today"), (code, name, "The ward closes", score)],
                (60, 160, 160, 60),
            ),
            table([("Task", "Assigned", "Deadline"), ("Call a nurse", "Matron", "28 Feb 2026")], (150, 140, 150)),
            Spacer(1, 12),
        ]
    draft = draft_of(bytes_of(text("Risk register", "Title"), text("5 March 2022"), *story), "tasks", engine)
    assert [head.phrase for head in draft.heads] == [
        "Code", "Risk name", "Description", "Today", "Task", "Assigned", "Deadline",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"), [("Order two pumps and a spare from the county by May", "actions"), ("May 2024", "due")]
)
def test_long_texts_below_a_head_of_timescales_are_no_dates(text: str, role: str) -> None:
    heads = [HeadAbove("", "What", ("Pumps",)), HeadAbove("", "Planned work and timescales", (text,))]
    assert guess_roles(heads, ())[1].role == role


def test_the_cells_of_a_heat_map_are_no_labels_of_a_draft() -> None:
    matrix = table([("5", "D1"), ("4", "D2"), ("3", "")], (30, 60))
    register = table([HEADS, *ROWS], (60, 110, 50, 90, 90, 70))
    made = bytes_of(text("Risk register", "Title"), text("5 March 2022"), matrix, Spacer(1, 20), register)
    draft = draft_of(made, "depot")
    assert {each.table for each in draft.heads} == {"columns"}
    report = read(made, profiles=Profiles(profile_of_text(draft.text, "depot.toml"))).report
    assert [risk.risk_id for risk in report.risks] == ["D1", "D2"]
