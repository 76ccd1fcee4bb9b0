"""The profile beside the code: phrases as they are looked up, patterns that compile, a scale without gaps."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from risktrail.ingest.profile import DEFAULT_PROFILE, Profile, folded, load_profile
from risktrail.schema.report import Status


@pytest.fixture
def profile() -> Profile:
    """The profile of the first family."""
    return load_profile()


def test_a_profile_is_named_as_its_file(profile: Profile) -> None:
    assert profile.name == DEFAULT_PROFILE


def test_phrases_are_folded_and_no_phrase_is_two_things(profile: Profile) -> None:
    for phrases in (profile.columns, profile.headings, profile.statuses):
        assert list(phrases) == [folded(phrase) for phrase in phrases]


def test_patterns_compile_and_find_nothing_in_nothing(profile: Profile) -> None:
    patterns = [value for value in vars(profile).values() if isinstance(value, re.Pattern)]
    patterns += [value for key, value in profile.paper.items() if key.endswith("_pattern")]
    patterns += [pattern for _, pattern in profile.sections]
    assert len(patterns) > 10
    assert not any(pattern.fullmatch("") for pattern in patterns)


def test_every_score_has_one_band(profile: Profile) -> None:
    assert all(band.first <= band.last for band in profile.bands)
    assert not any(one.first <= other.last and other.first <= one.last for one, other in combinations(profile.bands, 2))
    assert all(profile.band_of(score) for score in range(1, 26))
    assert profile.band_of(0) is None
    assert profile.band_of(26) is None


def test_every_status_can_be_said(profile: Profile) -> None:
    assert set(profile.statuses.values()) >= set(Status) - {Status.NOT_STATED, Status.OTHER}


def test_section_headings_with_and_without_numbers(profile: Profile) -> None:
    headings = ["2. Actively Managed Risks", "Actively Managed Risks", "2.1 ACTIVELY MANAGED RISKS:"]
    assert {profile.section(heading) for heading in headings} == {"active"}
    assert profile.section("3. Recommendation & Next Steps") == "recommendations"
    assert profile.section("Any other business") is None


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        *((heading, "impact") for heading in ("Impact", "Impacts", "IMPACT:", "Impacts.")),
        *(
            (heading, "actions")
            for heading in ("Mitigation Actions", "Mitigating Actions", "Mitigations", "Mitigation Action")
        ),
        ("Impact on consumers", None),
    ],
)
def test_part_headings(profile: Profile, heading: str, part: str | None) -> None:
    assert profile.part(heading) == part


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Risk Number", "number"),
        ("Risk Num- ber", "number"),
        ("Risk No.", "number"),
        ("Description of Risk", "description"),
        ("Severity Rating", "rating"),
        ("Cost", None),
    ],
)
def test_column_heads(profile: Profile, head: str, role: str | None) -> None:
    assert profile.column(head) == role
