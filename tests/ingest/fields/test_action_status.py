"""The grammar of an action's status: a bullet built from its parts is taken apart into the same parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.ingest.extended_profile import extend_default
from risktrail.ingest.fields.action_status import is_status_alone, is_status_line, read_status, shared_status, status_of
from risktrail.ingest.profile import load_profile
from risktrail.schema.report import Status

PROFILE = load_profile()

TEXTS = [
    "DCC to publish the recovery plan",
    "Review the thresholds for quarantined requests (see Issue 011)",
    "Re-establish the forum – terms of reference to be refreshed – as a vehicle for this Risk",
    "Publish two figures: success rate and time to recover",
    "SECAS to monitor Issue 004 ‘Missing Certificates on Meters",
    "Hot Standby Project. Monitor any instances",
    "Complete the review of closed incidents",
    "Bring forward improvements on PM2 (Firmware (Payload) delivery)",
    "Ask Users which of the on-going changes they rely on",
    "Report by region: North, Central; South",
    "Set the target at 92.4%",
    "Agree what is meant by “first-time install”",
    "Chase 60–90 day-old requests",
]
PHRASES = {
    Status.ONGOING: ["Ongoing", "On-going", "On going", "In progress", "ongoing", "ONGOING", "In Progress"],
    Status.COMPLETED: ["Completed", "Complete", "Closed", "Done", "COMPLETED", "complete"],
    Status.NOT_STARTED: ["Not started", "Not Started", "not started"],
    Status.ON_HOLD: ["On hold", "On Hold", "Paused"],
    Status.RECURRING: ["Every OPSG", "Monthly", "Every meeting", "Quarterly"],
}
STATUSES = [(status, phrase) for status, phrases in PHRASES.items() for phrase in phrases]
DATED = [(status, phrase) for status, phrase in STATUSES if not phrase.startswith("Every")]
SPACED = [" – ", " - ", " — ", " − ", " ‑ ", " ‒ ", " -- ", "\u00a0– "]
TIGHT = ["– ", " –", "–", "—", " -", "- ", ": ", " : ", ". "]
NOTES = [
    "draft sent to members",
    "50% complete",
    "due 30 September 2021",
    "target date 31/03/2022",
    "see paper 08 (stage 2)",
    "dependent on the June release (see MP122 (stage (2)))",
    "comments due 14 July – two received so far",
    "late: no staff",
    "no change since [version 2.1] came",
    "waiting for Ofgem’s “minded to” letter",
]
BARE_DATES = ["due 30 September 2021", "by Q4 2021", "on 14 July 2021", "14 July 2021", "July 2021", "as at 1 May"]
STOPS = st.sampled_from(["", "."])


@given(st.sampled_from(TEXTS), st.sampled_from(SPACED + TIGHT), st.sampled_from(STATUSES), STOPS)
def test_text_separator_and_status(text: str, separator: str, stated: tuple[Status, str], stop: str) -> None:
    status, phrase = stated
    if separator == ". ":
        phrase = phrase[0].upper() + phrase[1:]
    found = read_status(f"{text}{separator}{phrase}{stop}", PROFILE)
    assert found.text.removesuffix(".") == text
    assert (found.status, found.status_text, found.note) == (status, phrase, None)


@given(st.sampled_from(TEXTS), st.sampled_from(SPACED), st.sampled_from(STATUSES), st.sampled_from(NOTES), STOPS)
def test_a_note_in_brackets(text: str, separator: str, stated: tuple[Status, str], note: str, stop: str) -> None:
    status, phrase = stated
    found = read_status(f"{text}{separator}{phrase} ({note}){stop}", PROFILE)
    assert (found.text, found.status, found.status_text, found.note) == (text, status, phrase, note)


@given(
    st.sampled_from(TEXTS),
    st.sampled_from(SPACED),
    st.sampled_from(STATUSES),
    st.sampled_from([" – ", " - ", " — ", ", ", "; ", ": "]),
    st.sampled_from(NOTES),
    STOPS,
)
def test_a_note_behind_a_second_dash(
    text: str, separator: str, stated: tuple[Status, str], second: str, note: str, stop: str
) -> None:
    status, phrase = stated
    found = read_status(f"{text}{separator}{phrase}{second}{note}{stop}", PROFILE)
    assert (found.text, found.status, found.status_text, found.note) == (text, status, phrase, note)


@given(st.sampled_from(TEXTS), st.sampled_from(SPACED), st.sampled_from(DATED), st.sampled_from(BARE_DATES), STOPS)
def test_a_date_with_nothing_around_it(
    text: str, separator: str, stated: tuple[Status, str], date: str, stop: str
) -> None:
    status, phrase = stated
    found = read_status(f"{text}{separator}{phrase} {date}{stop}", PROFILE)
    assert (found.text, found.status, found.status_text, found.note) == (text, status, phrase, date)


@given(st.sampled_from(TEXTS), st.sampled_from(STATUSES), STOPS)
def test_a_status_in_brackets(text: str, stated: tuple[Status, str], stop: str) -> None:
    status, phrase = stated
    found = read_status(f"{text} ({phrase}){stop}", PROFILE)
    assert (found.text, found.status, found.status_text, found.note) == (text, status, phrase, None)


@pytest.mark.parametrize(
    ("printed", "status"),
    [("Not-started", "not_started"), ("On–going", "ongoing"), ("On -going", "ongoing"), ("In-Progress", "ongoing")],
)
@pytest.mark.parametrize("separator", [" – ", "—", ": ", " - "])
def test_the_words_of_a_status_joined_otherwise(separator: str, printed: str, status: str) -> None:
    found = read_status(f"DCC to act{separator}{printed} (see paper 8).", PROFILE)
    assert (found.text, found.status, found.status_text) == ("DCC to act", status, printed)
    assert (found.note, found.sure) == ("see paper 8", True)


@pytest.mark.parametrize("separator", [", ", "; ", " | ", " / ", " → ", " = ", " • "])
def test_what_leads_on_to_a_status_is_no_part_of_the_action(separator: str) -> None:
    found = read_status(f"DCC to act{separator}Ongoing.", PROFILE)
    assert (found.text, found.status) == ("DCC to act", Status.ONGOING)


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("(see OPSG-004) – due Q3", "(see OPSG-004) – due Q3"),
        ("(no date) – DCC.", "(no date) – DCC"),
        ("(paper due in May", "paper due in May"),
        ("*", None),
        ("!", None),
    ],
)
def test_what_may_follow_a_status(printed: str, note: str | None) -> None:
    found = read_status(f"DCC to act – Ongoing {printed}", PROFILE)
    assert (found.text, found.status, found.note) == ("DCC to act", Status.ONGOING, note)


@pytest.mark.parametrize(
    ("printed", "status", "sure"), [("Complete / Closed", "completed", True), ("Ongoing/Complete", "ongoing", False)]
)
def test_two_statuses_in_one(printed: str, status: str, sure: bool) -> None:
    found = read_status(f"DCC to act – {printed}.", PROFILE)
    assert (found.text, found.status, found.status_text, found.sure) == ("DCC to act", status, printed, sure)


@pytest.mark.parametrize("words", ["Partly completed", "Not complete", "50% complete", "To be completed", "TBC"])
def test_a_status_in_part_is_told_and_not_taken_for_whole(words: str) -> None:
    found = read_status(f"DCC to act – {words}.", PROFILE)
    assert (found.text, found.status, found.status_text) == ("DCC to act", Status.OTHER, words)
    assert not found.sure


@given(st.sampled_from(TEXTS), STOPS)
def test_no_status_is_no_status(text: str, stop: str) -> None:
    found = read_status(f"{text}{stop}", PROFILE)
    assert (found.status, found.status_text, found.note) == (Status.NOT_STATED, None, None)
    assert found.text == f"{text}{stop}"


@pytest.mark.parametrize(
    "bullet",
    [
        "Keep the on-going work under review",
        "Publish the report once the review is completed",
        "Confirm that the incident was closed",
        "Plan for what a well-done trial would show",
        "Tell members how a half-completed migration is undone",
        "Consider (ongoing) work of other committees with the Panel",
    ],
)
def test_words_of_a_status_within_a_sentence_are_none(bullet: str) -> None:
    assert read_status(bullet, PROFILE).status is Status.NOT_STATED


@pytest.mark.parametrize("text", ["DCC to act", "Act on 50%", "Agree the plan (stage 1)"])
def test_a_hyphen_without_spaces_parts_a_status_where_it_makes_no_compound(text: str) -> None:
    found = read_status(f"{text}-Ongoing", PROFILE)
    assert (found.text, found.status) == (text, Status.ONGOING)
    found = read_status(f"{text.rstrip('%')}-ongoing.", PROFILE)
    assert (found.text, found.status) == (text.rstrip("%"), Status.ONGOING)


@pytest.mark.parametrize("opening", ["(", "["])
@pytest.mark.parametrize("stop", ["", "."])
def test_a_status_whose_bracket_never_closes(opening: str, stop: str) -> None:
    found = read_status(f"DCC to act {opening}Ongoing{stop}", PROFILE)
    assert (found.text, found.status, found.note) == ("DCC to act", Status.ONGOING, None)


@pytest.mark.parametrize(
    ("bullet", "text"),
    [
        ("DCC to act – status: Ongoing.", "DCC to act"),
        ("DCC to act. Status – Ongoing", "DCC to act"),
        ("DCC to act (status: Ongoing)", "DCC to act"),
        ("Agree the status – Ongoing", "Agree the status"),
    ],
)
def test_the_label_of_a_status_is_no_part_of_the_action(bullet: str, text: str) -> None:
    found = read_status(bullet, PROFILE)
    assert (found.text.rstrip(" .("), found.status) == (text, Status.ONGOING)


def test_a_phrase_known_by_its_form_alone_gives_way_to_a_status_behind_it() -> None:
    found = read_status("DCC to ask – every DNO – Ongoing", PROFILE)
    assert (found.text, found.status, found.status_text) == ("DCC to ask – every DNO", Status.ONGOING, "Ongoing")
    found = read_status("DCC to ask – every DNO (see paper 4)", PROFILE)
    assert (found.status, found.status_text, found.note) == (Status.RECURRING, "every DNO", "see paper 4")


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("((a) and (b))", "(a) and (b)"),
        ("(a) and (b)", "(a) and (b)"),
        ("– (a) and (b)", "(a) and (b)"),
        ("– (all of it)", "all of it"),
        ("[see 4]", "see 4"),
        ("– (draft due", "draft due"),
    ],
)
def test_a_note_loses_only_the_brackets_around_all_of_it(printed: str, note: str) -> None:
    assert read_status(f"DCC to act – Ongoing {printed}", PROFILE).note == note


@pytest.mark.parametrize(
    "bullet",
    [
        "Ongoing",
        "– Ongoing.",
        "DCC to act (as agreed with A (B) – Postponed) in May",
        "Agree the plan (stage 1 – Complete)",
        "Publish the report as the DCC is ongoing",
        "Say which of the plans are, ongoing",
        "Do what the Panel has not completed",
    ],
)
def test_nothing_is_left_without_a_text_and_nothing_is_taken_from_within(bullet: str) -> None:
    found = read_status(bullet, PROFILE)
    assert (found.text, found.status, found.status_text, found.note) == (bullet, Status.NOT_STATED, None, None)


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Ongoing", True),
        ("Closed – see paper 4", True),
        ("in progress.", True),
        ("not yet started", True),
        ("closed", False),  # a sentence may go on so: the line may be the rest of one
        ("in progression", False),
        ("Ongoing work is to go on", False),
        ("The plan", False),
    ],
)
def test_a_line_that_is_nothing_but_a_status(line: str, alone: bool) -> None:
    assert is_status_line(line, PROFILE) is alone


def test_an_unknown_word_in_the_place_of_a_status_is_told() -> None:
    found = read_status("DCC to publish the plan – Postponed.", PROFILE)
    assert (found.text, found.status, found.status_text) == ("DCC to publish the plan", Status.OTHER, "Postponed")
    assert not found.sure


def test_a_status_without_its_dash_is_read_with_doubt() -> None:
    found = read_status("DCC to publish the plan ongoing", PROFILE)
    assert (found.text, found.status, found.sure) == ("DCC to publish the plan", Status.ONGOING, False)


@given(st.sampled_from(STATUSES), st.sampled_from(["", "– ", "- ", "-", "–"]), STOPS)
def test_a_status_alone_is_known_as_one(stated: tuple[Status, str], dash: str, stop: str) -> None:
    assert is_status_alone(f"{dash}{stated[1]}{stop}", PROFILE)


@given(st.sampled_from(TEXTS))
def test_a_text_is_no_status(text: str) -> None:
    assert not is_status_alone(text, PROFILE)


@given(st.sampled_from(sorted(PROFILE.statuses)), st.sampled_from([str.upper, str.title, str.capitalize, str.lower]))
def test_every_phrase_of_the_profile_is_read_in_any_case(phrase: str, cased: object) -> None:
    assert callable(cased)
    assert status_of(cased(phrase), PROFILE) is PROFILE.statuses[phrase]


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for_its_status(text: str) -> None:
    found = read_status(text, PROFILE)
    assert found.text in text.strip()


def test_a_status_said_twice_is_one_status_without_a_note() -> None:
    found = read_status("DCC to publish the plan. Ongoing – Ongoing.", PROFILE)
    assert (found.status, found.note, found.sure) == (Status.ONGOING, None, True)


def test_two_statuses_that_differ_are_a_doubt() -> None:
    found = read_status("DCC to publish the plan – Ongoing – Completed.", PROFILE)
    assert (found.status, found.note, found.sure) == (Status.ONGOING, "Completed", False)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Complete", Status.COMPLETED),
        ("Complete / Closed", Status.COMPLETED),
        ("Complete / Ongoing", Status.OTHER),
        ("Not-started", Status.NOT_STARTED),
        ("Every month", Status.RECURRING),
        ("On schedule", Status.OTHER),
    ],
)
def test_a_whole_cell_states_one_status_or_another(cell: str, status: Status) -> None:
    assert shared_status(cell, PROFILE) is status


def test_a_profile_may_bring_its_own_label_of_a_status() -> None:
    profile = extend_default('name = "own"\nextends = "sec"\n[status_words]\nlabel = "state"\n', "own.toml")
    found = read_status("DCC to publish the plan; State: Ongoing", profile)
    assert (found.text, found.status_text) == ("DCC to publish the plan", "Ongoing")
