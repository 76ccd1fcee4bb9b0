"""The small papers of ../shared/faults whose page shows otherwise than their text layer: each reads as its `.md` says.

Expected values are put down by hand from the `.md` beside each paper; both engines must give them.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read_paper
from risktrail.schema.report import Report

FAULTS = Path(__file__).resolve().parents[3] / "shared" / "faults"
pytestmark = pytest.mark.skipif(not FAULTS.exists(), reason="there are no ../shared/faults beside this checkout")
engines = pytest.mark.parametrize("engine", EngineName)

Action = tuple[str, str, str | None]  # how its text begins, its status, its note
Risk = tuple[str, int | None, list[Action]]
GATES: Action = ("Engineering to inspect the gate timbers", "ongoing", None)
SPARE: Action = ("Finance to set aside money", "completed", "order placed in March")
FREIGHT: Action = ("Secretariat to write to the freight operators", "not_started", None)
POSTS: Action = ("People team to advertise both posts", "ongoing", None)
PUMPS: Action = ("Engineering to try remote control", "ongoing", "trial starts in June")
WEED: Action = ("Operations to cut the weed", "ongoing", None)
TRUST: Action = ("Secretariat to ask the wildlife trust", "completed", None)
LOCKS, STAFF, ARM = (
    ("LCB-003", 20, [GATES, SPARE, FREIGHT]),
    ("LCB-007", 12, [POSTS, PUMPS]),
    ("LCB-011", 6, [WEED, TRUST]),
)
BASE: list[Risk] = [LOCKS, STAFF, ARM]
UNNUMBERED: Risk = ("There is a risk that the pumping station cannot be staffed …", 12, STAFF[2])
PLAN: Action = ("DCC to bring a plan", "ongoing", None)
MONTHLY: Action = ("SECAS to check each month how far", "ongoing", None)
FIGURES: Action = ("OPSG to agree which figures", "completed", None)
COUNTS: Action = ("SECAS to collect the counts", "ongoing", None)
SHARING: Action = ("DCC to look into sharing", "not_started", None)
REHEARSAL: Action = ("DCC to tell every meeting", "ongoing", None)
ANSWERS: Action = ("SECAS to ask for the Suppliers’ answers and the Users’ Joint view", "ongoing", None)
NORTH: Risk = ("OPSG-006", 20, [PLAN, MONTHLY, FIGURES])
HOME: Risk = ("OPSG-002", 15, [COUNTS, SHARING])
SITE: Risk = ("OPSG-007", 8, [REHEARSAL])
OPSG: list[Risk] = [NORTH, HOME, SITE]
QUARTERLY: Action = ("SECAS to check each quarter how far the plan has come", "ongoing", None)
STRUCK: list[Risk] = [
    ("OPSG-006", 15, [(PLAN[0], "completed", None), QUARTERLY, FIGURES]),
    ("OPSG-002", 15, [COUNTS]),
    SITE,
]
WITHOUT_NOTES: list[Risk] = [
    (name, score, [(text, status, None) for text, status, _ in actions]) for name, score, actions in BASE
]

EXPECTED: dict[str, tuple[list[Risk], list[str]]] = {
    "struck_chromium": (STRUCK, ["struck_out"]),
    "struck_libreoffice_by_hand": (STRUCK, ["struck_out"]),
    "struck_libreoffice_tracked_changes": (STRUCK, ["struck_out"]),
    "struck_reportlab": (STRUCK, ["struck_out"]),
    "struck_weasyprint": (STRUCK, ["struck_out"]),
    "strike_action": ([("LCB-003", 20, [SPARE, FREIGHT]), STAFF, ARM], ["struck_out"]),
    "strikeout_annotation": ([LOCKS, ("LCB-007", 12, [PUMPS]), ARM], ["struck_out", "reviewer_note"]),
    "tracked_changes": (
        [("LCB-003", 20, [SPARE, FREIGHT]), ("LCB-007", 12, [(POSTS[0], "completed", None), PUMPS]), ARM],
        ["struck_out"],
    ),
    "reviewer_annotations": (
        [("OPSG-006", 15, [(PLAN[0], "completed", None), MONTHLY, FIGURES]), ("OPSG-002", 15, [COUNTS]), SITE],
        ["struck_out", "reviewer_note", "reviewer_note"],
    ),
    "freetext_action": (
        [("LCB-003", 20, [GATES, SPARE, FREIGHT, ("Secretariat to hire a diver", "ongoing", None)]), STAFF, ARM],
        ["reviewer_note"],
    ),
    "comment_balloons_plain": (BASE, ["reviewer_note"] * 3),
    "whiteout_status": ([LOCKS, ("LCB-007", 12, [(POSTS[0], "completed", None), PUMPS]), ARM], ["hidden_text"]),
    "redaction_black_box": ([("LCB-003", 20, [GATES, SPARE]), STAFF, ARM], ["hidden_text"]),
    "painted_over": ([("OPSG-006", 15, NORTH[2]), ("OPSG-002", 15, [COUNTS]), SITE], ["hidden_text"] * 2),
    "layer_off": (OPSG, ["hidden_text"]),
    "hidden_layer": (BASE, ["hidden_text"]),
    "form_fields_actions": (OPSG, []),
    "fillable_form": (BASE, []),
    "form_dropdowns": (WITHOUT_NOTES, []),
    "select_boxes": (OPSG, []),
    "chromium_filter_picture": ([("OPSG-006", 20, [PLAN, FIGURES]), HOME, SITE], ["picture_in_text"]),
    "chromium_space_after_apostrophe": ([("OPSG-006", 20, [ANSWERS, MONTHLY, FIGURES]), HOME, SITE], []),
    "type3_names": (BASE, []),
    "line_numbers": (OPSG, []),
    "actions_in_status_table": (BASE, []),
    "calc_columns_overleaf": (BASE, []),
    "calc_portrait_overleaf": (BASE, []),
    "likelihood_impact_columns": (BASE, ["product_differs"] * 2),
    "footnote_on_number": (BASE, []),
    "footnotes": (BASE, []),
    "footnote_on_rating": ([LOCKS, ("LCB-007", 1, STAFF[2]), ARM], []),
    "footnote_wrong_id": ([("LCB-001", 20, LOCKS[2]), STAFF], []),
    "clipped_excerpt": ([LOCKS, STAFF], ["hidden_text"]),
    "spot_black": (BASE, []),
    "skewed_page": (BASE, []),
    "head_cut_by_page": (BASE, []),
    "merged_number_cell_overleaf": (BASE, []),
    "next_review_date": (BASE, []),
    "one_page_footer_as_author": (OPSG, []),
    "issues_table": (BASE, ["other_register"] * 2),
    "quotes_other_committee": (BASE, ["other_register"]),
    "number_was": (BASE, ["renumbered"]),
    "number_new": ([LOCKS, UNNUMBERED, ARM], ["risk_number_unread"]),
    "number_empty": ([LOCKS, UNNUMBERED, ARM], ["risk_number_unread"]),
    "finance_replaces/LCB_31_1405_04": (BASE, []),
    "two_meetings_one_month/LCB_32_2805_04": (
        [("LCB-003", 20, [(GATES[0], "completed", None), SPARE, FREIGHT]), STAFF, ARM],
        [],
    ),
}  # fmt: skip
REFUSED = {
    "only_form_fields": "form_fields",
    "blank_pages": "empty",
    "certificate_encrypted": "encrypted_for_readers",
    "stale_reason/a_password": "password_protected",
    "stale_reason/b_zero_pages": "empty",
    "finance_same_meeting": "not_a_register",
    "finance_replaces/LCB_31_1405_06": "not_a_register",
    "risk_policy": "not_a_register",
    "three_months_one_file": "several_papers",
    "portfolio": "several_papers",
    "portfolio_attachment": "several_papers",
    "pack_minutes_first": "several_papers",
}


@functools.cache
def report(name: str, engine: EngineName) -> Report:
    found = read_paper((FAULTS / f"{name}.pdf").read_bytes(), engine)
    assert found.report is not None, found.reason
    return found.report


@engines
@pytest.mark.parametrize("name", EXPECTED)
def test_a_paper_reads_as_a_person_sees_it(name: str, engine: EngineName) -> None:
    risks, codes = EXPECTED[name]
    found = report(name, engine)
    assert [(risk.risk_id, risk.score) for risk in found.risks] == [(risk_id, score) for risk_id, score, _ in risks]
    for risk, (_, _, actions) in zip(found.risks, risks, strict=True):
        assert [(action.status.value, action.note) for action in risk.actions] == [each[1:] for each in actions]
        for action, (begins, _, _) in zip(risk.actions, actions, strict=True):
            assert action.text.startswith(begins)
            assert not action.text.endswith(("–", "-"))
    assert [warning.code for warning in found.warnings] == codes
    assert found.unplaced == ()


@engines
def test_words_in_the_place_of_struck_ones_are_read(engine: EngineName) -> None:
    for name in ("struck_chromium", "struck_libreoffice_by_hand", "struck_weasyprint"):
        found = report(name, engine)
        assert "go unnoticed for months because" in found.risks[1].description
        assert [(each.risk_id, each.text) for each in found.struck] == [
            ("OPSG-006", "20 (Critical)"),
            ("OPSG-006", "Ongoing."),
            ("OPSG-006", "month"),
            ("OPSG-002", "weeks"),
            ("OPSG-002", "DCC to look into sharing overall counts with Users – Not started."),
        ]


@engines
@pytest.mark.parametrize(
    ("name", "word"),
    [("redaction_black_box", "freight operators about"), ("layer_off", "late Parties"), ("hidden_layer", "lock house")],
)
def test_no_word_that_is_hidden_is_anywhere_in_the_report(name: str, word: str, engine: EngineName) -> None:
    assert word not in report(name, engine).model_dump_json()


@engines
def test_items_behind_hollow_bullets_are_no_note(engine: EngineName) -> None:
    actions = report("chromium_hollow_bullets", engine).risks[0].actions
    assert [(action.status.value, action.note) for action in actions[:2]] == [("ongoing", None)] * 2
    assert [action.text[:17] for action in actions[2:4]] == ["draft the plan in", "publish it."]


@engines
def test_a_rating_that_only_a_colour_tells_is_told_with_the_colour(engine: EngineName) -> None:
    found = report("rating_by_colour_alone", engine)
    assert [(risk.score, risk.band) for risk in found.risks] == [(None, None)] * 3
    assert [warning.message for warning in found.warnings] == [
        "OPSG-006: no rating could be read; an empty cell of its row is filled with red, #ff0000",
        "OPSG-002: no rating could be read; an empty cell of its row is filled with amber, #ffc000",
        "OPSG-007: no rating could be read; an empty cell of its row is filled with green, #00b050",
    ]


@engines
def test_apostrophes_keep_the_space_behind_them(engine: EngineName) -> None:
    assert report("chromium_space_after_apostrophe", engine).risks[0].description == (
        "There is a risk that the Suppliers’ systems fall short of what the Users’ Agreement asks, so that Parties’"
        " services stand still."
    )


@engines
@pytest.mark.parametrize("name", REFUSED)
def test_a_paper_that_is_no_register_says_what_it_is(name: str, engine: EngineName) -> None:
    found = read_paper((FAULTS / f"{name}.pdf").read_bytes(), engine)
    assert (found.report, found.code) == (None, REFUSED[name])
