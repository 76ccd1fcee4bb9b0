"""Tables without a full grid: rows parted by level rules, by stripes or by numbers alone, columns by white."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.platypus import Flowable, HRFlowable, Spacer

from risktrail.ingest.drafting import draft_of
from risktrail.ingest.errors import NotARegisterError, UnreadTableError
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import Profiles, profile_of_text
from risktrail.ingest.reader import read
from risktrail.schema.report import RatingKind, Report
from tests.generators.stories import text
from tests.ingest.tabular.white_papers import (
    DARK_HEAD,
    FLOOD,
    OTHER_STRIPES,
    OVER,
    ROWS,
    RULED,
    STRIPES,
    UNDER_HEAD,
    many,
    paper,
    table,
)

LETTERS = """name = "parish"
extends = "letters"
[columns]
title = ["Topic"]
description = ["What may happen"]
"rating.current" = ["H/M/L"]
controls = ["Management of risk"]
"""
TOPICS = [
    ("Income", "The precept is late", "H", "Reserve of three months", "Clerk"),
    ("Fraud", "Money is taken", "M", "Two sign each cheque", "Treasurer"),
    ("Play area", "A child is hurt", "L", "Weekly look", "Warden"),
    ("Data", "Letters are lost", "M", "Locked cabinet", "Clerk"),
]
LONG_ROWS = [
    *ROWS[:2],
    (
        "CR3",
        f"{FLOOD} when the river stands high and the wind blows from the west for days on end",
        "9",
        "Sandbags in the yard of the mill",
        "Ask for a bridge",
        "Clerk",
    ),
]
TOPIC_HEADS, TOPIC_WIDTHS = ("Topic", "What may happen", "H/M/L", "Management of risk", "Who"), (120, 190, 50, 190, 120)


def rules(*rows: int) -> list[tuple[Any, ...]]:
    """Rules below some rows of a table."""
    return [("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in rows]


def stripes(*rows: int) -> list[tuple[Any, ...]]:
    return [("BACKGROUND", (0, row), (-1, row), colors.HexColor("#eeeeee")) for row in rows]


def of(*story: Flowable, engine: EngineName = EngineName.PDFIUM, profile: str | None = None) -> Report:
    named = profile_of_text(profile, "test.toml") if profile else None
    return read(paper(*story), engine, profiles=Profiles(named=named)).report


def said(report: Report) -> list[tuple[str, ...]]:
    """What a paper says of each risk, as its rows have it."""
    return [
        (
            risk.risk_id,
            risk.description,
            str(risk.score),
            "; ".join(risk.controls),
            "; ".join(action.text for action in risk.actions),
            "; ".join(risk.owners),
        )
        for risk in report.risks
    ]


def ruled_by_half() -> Flowable:
    """A table in which the first risk has two actions, parted by a rule from the fifth column on."""
    rows = [ROWS[0], ("", "", "", "", "Sweep the gutters", "Clerk"), *ROWS[1:]]
    return table([*rules(0, 2, 3, 4, 5, 6), ("LINEBELOW", (4, 1), (-1, 1), 0.5, colors.black)], rows)


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(
    "made",
    [
        table(RULED),
        table(OVER),
        table(RULED, centred=True),
        table([*RULED, *DARK_HEAD]),
        table(STRIPES),
        table([*STRIPES, *DARK_HEAD]),
        table(OTHER_STRIPES),
        table([*OTHER_STRIPES, *UNDER_HEAD], centred=True),
        table(padding=6),
        table(UNDER_HEAD, padding=6),
        table(rules(0, 5), padding=6),
        table(padding=9, rows=ROWS[:3]),
    ],
    ids=[
        "a rule below each row",
        "a rule above each row",
        "centred between rules",
        "a dark head",
        "stripes from the first row on",
        "stripes and a dark head",
        "stripes from the second row on",
        "centred on stripes",
        "white alone",
        "a rule below the head",
        "rules around all rows",
        "three rows",
    ],
)
def test_each_row_is_a_risk_with_its_own_texts(made: Flowable, engine: EngineName) -> None:
    report = of(made, engine=engine)
    assert said(report) == ROWS[: len(report.risks)]
    assert len(report.risks) in (3, 5)
    assert (report.warnings, report.unplaced, report.organisation) == ((), (), "Moorside Town Council")
    assert str(report.report_date) == "2022-03-05"


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("repeated", [0, 1], ids=["head once", "head on each page"])
@pytest.mark.parametrize("style", [RULED, OVER, STRIPES, None], ids=["rules", "rules above", "stripes", "white"])
def test_a_table_goes_on_overleaf(style: list[tuple[Any, ...]] | None, repeated: int, engine: EngineName) -> None:
    report = of(table(style or (), many(20), repeated=repeated, padding=3 if style else 6), engine=engine)
    assert report.page_count == 2
    assert said(report) == many(20)
    assert report.warnings == ()


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("style", [RULED, STRIPES], ids=["rules", "stripes"])
def test_a_page_end_cuts_a_row(style: list[tuple[Any, ...]], engine: EngineName) -> None:
    """The last lines of the third row's texts stand overleaf."""
    report = of(Spacer(1, 300), table(style, LONG_ROWS, cut=True), engine=engine)
    assert report.page_count == 2
    assert {source.page for source in report.risks[2].source} == {1, 2}
    assert said(report) == LONG_ROWS


@pytest.mark.parametrize("engine", EngineName)
def test_the_rest_of_a_row_that_nothing_parts_overleaf_is_refused(engine: EngineName) -> None:
    with pytest.raises(UnreadTableError, match=r"the row “stands high and the wind.*, on page 2"):
        of(Spacer(1, 300), table(OVER, LONG_ROWS, cut=True), engine=engine)


@pytest.mark.parametrize("style", [RULED, STRIPES], ids=["rules", "stripes"])
def test_the_last_row_alone_overleaf_is_a_risk_or_refused(style: list[tuple[Any, ...]]) -> None:
    for count in range(14, 21):
        try:
            assert said(of(table(style, many(count)))) == many(count)
        except UnreadTableError as error:
            assert f"CR{count}" in str(error)  # a row on white alone, which nothing parts  # noqa: PT017


def test_rows_across_the_table_name_groups() -> None:
    rows = [("Buildings", *[""] * 5), *ROWS[:2], ("People and their homes", *[""] * 5), *ROWS[2:]]
    spans = [("SPAN", (0, row), (-1, row)) for row in (1, 4)]
    groups = ["Buildings"] * 2 + ["People and their homes"] * 3
    for made in (table([*RULED, *spans], rows), table([*STRIPES, *RULED, *spans], rows), table(spans, rows, padding=6)):
        report = of(made)
        assert [risk.category for risk in report.risks] == groups
        assert said(report) == ROWS


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("between", [[], [("LINEBELOW", (2, 0), (7, 0), 0.5, colors.black)]], ids=["white", "rule"])
def test_heads_of_two_levels_make_a_kind_of_rating_each(between: list[tuple[Any, ...]], engine: EngineName) -> None:
    heads = ("Ref", "Risk", "Inherent risk", "", "", "Residual risk", "", "", "Controls")
    second = ("", "", *("Impact", "Likelihood", "Score") * 2, "")
    rows = [second, *((row[0], row[1], "4", "5", "20", "3", "4", "12", row[3]) for row in ROWS)]
    spans = [("SPAN", (2, 0), (4, 0)), ("SPAN", (5, 0), (7, 0)), *(("SPAN", (x, 0), (x, 1)) for x in (0, 1, 8))]
    style = [*rules(*range(1, 8)), *between, *spans, ("ALIGN", (0, 0), (-1, -1), "CENTER")]
    made = table(style, rows, heads, (35, 170, 50, 55, 45, 50, 55, 45, 150), group_heads=True)
    report = of(made, engine=engine)
    assert {
        (rating.kind, rating.impact, rating.likelihood, rating.score)
        for risk in report.risks
        for rating in risk.ratings
    } == {(RatingKind.INHERENT, 4, 5, 20), (RatingKind.CURRENT, 3, 4, 12)}
    assert ["; ".join(risk.controls) for risk in report.risks] == [row[3] for row in ROWS]


def test_risks_known_by_their_titles_are_read_between_rules() -> None:
    report = of(table(RULED, TOPICS, TOPIC_HEADS, TOPIC_WIDTHS), profile=LETTERS)
    assert [(risk.risk_id, risk.band) for risk in report.risks] == [
        ("Income", "High"), ("Fraud", "Medium"), ("Play area", "Low"), ("Data", "Medium"),
    ]  # fmt: skip


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("style", [rules(0, 1, 3, 4), stripes(1, 4), rules(0, 4)], ids=["rule", "stripe", "all"])
def test_two_risks_in_one_row_are_refused(style: list[tuple[Any, ...]], engine: EngineName) -> None:
    with pytest.raises(UnreadTableError, match="Topic"):
        of(table(style, TOPICS, TOPIC_HEADS, TOPIC_WIDTHS), profile=LETTERS, engine=engine)


def test_two_numbers_in_one_row_are_refused_by_name() -> None:
    """Two tables of one width, with nothing between: the second's dates are no numbers of risks."""
    changes = table(RULED, [("1 March", "Roof added", "x", "y", "z", "Clerk")] * 2, ("Date", "Change", *"ABC", "By"))
    with pytest.raises(UnreadTableError, match="the row “1 March”, which may tell of several risks, on page 1"):
        of(table(RULED), changes)


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(
    "made",
    [
        table(padding=6, centred=True),
        table(padding=0),
        table(rules(0, 5), padding=0),
        table(padding=6, rows=[ROWS[0], ("", *ROWS[1][1:]), *ROWS[2:]]),
        table(padding=6, rows=[ROWS[0], ("CR2 CR3", *ROWS[1][1:]), *ROWS[3:]]),
        ruled_by_half(),
        table(RULED, widths=(30, 70, 30, 70, 70, 40)),
    ],
    ids=["centred", "tight", "tight between rules", "no number", "two numbers", "a rule of some columns", "narrow"],
)
def test_what_is_not_sure_is_refused_by_name(made: Flowable, engine: EngineName) -> None:
    council = 'name = "own"\nextends = "council"\n'
    with pytest.raises(UnreadTableError, match="page 1"):
        of(made, engine=engine)
    with pytest.raises(UnreadTableError, match=r"“Ref”, “Risk.*could not be told apart, on page 1"):
        of(made, engine=engine, profile=council)


def test_the_remedy_of_a_table_that_no_profile_reads_is_no_other_profile() -> None:
    content = paper(table(padding=0))
    with pytest.raises(UnreadTableError, match="could not be told apart") as drafted:
        draft_of(content, "moorside")
    assert "No profile reads it" in drafted.value.remedy
    assert "profile draft" not in drafted.value.remedy
    with pytest.raises(NotARegisterError) as prose:
        draft_of(paper(text("The risks were noted.")), "moorside")
    assert "profile draft" not in prose.value.remedy


@pytest.mark.parametrize("style", [RULED, STRIPES, ()], ids=["rules", "stripes", "white"])
def test_a_first_profile_is_drafted_from_them(style: list[tuple[Any, ...]]) -> None:
    heads = ("No.", "What could go wrong", "Score now", "What we do already", "What we will do", "Who")
    content = paper(table(style, heads=heads, padding=6))
    draft = draft_of(content, "moorside")
    assert [each.phrase for each in draft.heads] == list(heads)
    named = profile_of_text(draft.text, "moorside.toml")
    assert said(read(content, profiles=Profiles(named=named)).report)[1][:4] == ROWS[1][:4]


PROSE = (
    "The committee met in March and spoke of the risks that it had been told of, among them the roof of the depot and"
    " the wardens. It asked the clerk to say in May what had been done, and by whom. "
)
CONTENTS = [("1", "Introduction", "2"), ("2", "Corporate risks", "3"), ("3", "Closed risks", "9"), ("4", "Key", "10")]
MINUTES = [
    ("1", "Apologies were received from two members, and the chair welcomed the new clerk.", "All"),
    ("2", "The risk register was noted.", "Clerk"),
    ("3", "The date of the next meeting was agreed.", ""),
]


@pytest.mark.parametrize(
    "story",
    [
        [each for _ in range(4) for each in (HRFlowable(width="100%"), text(PROSE * 2))],
        [table(RULED, CONTENTS, ("No", "Section", "Page"), (40, 400, 40))],
        [table(STRIPES, CONTENTS, ("No", "Section", "Page"), (40, 400, 40))],
        [table(RULED, MINUTES, ("Item", "Minute", "Action"), (40, 400, 80))],
        [table((), MINUTES, ("Item", "Minute", "Action"), (40, 400, 80), padding=6)],
    ],
    ids=["prose between rules", "contents", "striped contents", "minutes", "minutes without rules"],
)
def test_other_papers_with_rules_and_stripes_have_no_risks(story: list[Flowable]) -> None:
    with pytest.raises(NotARegisterError):
        of(*story)


def test_prose_beside_a_table_stays_prose() -> None:
    note = "Scores are impact times likelihood, and bands are those of the council's own scale, as the cabinet agreed."
    report = of(text(PROSE), Spacer(1, 8), table(RULED), text(note))
    assert said(report) == ROWS
    assert note in " ".join(paragraph for part in report.narrative for paragraph in part.paragraphs)
