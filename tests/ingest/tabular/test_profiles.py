"""A family's TOML file: what is right in it is read, what is wrong is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.ingest.errors import ProfileError
from risktrail.ingest.profile import Profile, load_profile
from risktrail.ingest.profile_files import FOLDER_VARIABLE, built_in, find_file, profile_files, profile_of_text
from risktrail.ingest.table_profile import TableProfile, Target
from risktrail.schema.report import RatingKind

SMALL = """name = "mine"
[columns]
number = ["Ref"]
description = ["What may happen"]
"rating.current" = ["Now"]
"""


def tables(text: str) -> TableProfile:
    """A profile of tables from its text."""
    found = profile_of_text(text, "mine.toml")
    assert isinstance(found, TableProfile)
    return found


@pytest.mark.parametrize("file", built_in(), ids=lambda file: file.name)
def test_every_built_in_profile_is_right_and_describes_itself(file) -> None:  # type: ignore[no-untyped-def]
    assert file.load().name == file.name
    assert file.describes


@pytest.mark.parametrize("head", ["What may happen", "WHAT MAY  HAPPEN", "what-may-happen:", "What may happen (now)"])
def test_heads_match_without_regard_to_case_spacing_and_punctuation(head: str) -> None:
    assert tables(SMALL).column(head) == Target("description")


def test_a_head_under_a_groups_head_is_another_than_the_head_alone() -> None:
    profile = tables(SMALL + '"rating.inherent.score" = ["Before / Score"]\n"rating.current.score" = ["Score"]\n')
    assert profile.column("Score", "Before") == Target("rating.inherent.score")
    assert profile.column("Score", "After") == Target("rating.current.score")
    assert profile.column("Score") == Target("rating.current.score")


def test_previous_and_rating_are_short_for_kinds() -> None:
    profile = tables(SMALL + 'previous = ["Last time"]\nrating = ["Rating"]\n')
    assert profile.column("Last time") == Target("rating.previous")
    assert profile.column("Rating") == Target("rating.current")
    assert Target("rating.previous").kind is RatingKind.PREVIOUS
    assert Target("rating.current.impact").part == "impact"


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        (6, SMALL + 'owners = ["Owner"]', "“owners” is not a role; there are:"),
        (6, SMALL + '"rating.final" = ["End"]', "“rating.final” is not a role"),
        (6, SMALL + 'title = ["ref"]', "the head “ref” has two roles, number and title"),
        (7, SMALL + '[actions]\npattern = "(a"', "is not a regular expression"),
        (7, SMALL + '[rating]\nshown = "target"', "shown is “target”, and no column is"),
        (7, SMALL + '[rating]\ncolors = { "#fff" = "Red" }', "colors: is not a key"),
        (7, SMALL + '[paper]\nyear = "fiscal"', "year: "),
        (6, SMALL + "[labels]\nwho = ['Lead']", "“who” is not a role"),
        (7, SMALL + '[cells]\nnumber = ["number", "headline"]', "“headline” is not a role"),
        (7, SMALL + '[action_columns]\nwhen = ["By when"]', "“when” is not a role"),
        (1, 'extends = "councils"\n' + SMALL, "extends “councils”, which is not a profile of tables"),
    ],
)
def test_what_is_wrong_is_refused_with_file_and_line(line: int, text: str, said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        profile_of_text(text, "mine.toml")
    message = str(caught.value)
    assert said in message
    found = int(message.split("line ")[1].split(":")[0])
    assert found in (line, line + 1), message


def test_a_file_that_is_no_toml_says_where() -> None:
    with pytest.raises(ProfileError, match=r"mine\.toml: not TOML: "):
        profile_of_text('name = "x"\n[columns', "mine.toml")


def test_a_profile_without_a_name_is_refused() -> None:
    with pytest.raises(ProfileError, match="name"):
        profile_of_text('[columns]\nnumber = ["Ref"]', "mine.toml")


def test_a_profile_over_another_has_its_heads_and_takes_some_for_itself() -> None:
    profile = tables('name = "mine"\nextends = "council"\n[columns]\ntitle = ["Risk"]\n')
    assert profile.column("Risk") == Target("title"), "in council it is the description"
    assert profile.column("Risk owner") == Target("owner")
    assert profile.extends == "council"


def test_a_profile_over_the_first_family_adds_to_its_words() -> None:
    text = 'name = "mine"\nextends = "sec"\n[paper]\nregister = "ABC"\n[columns]\nnumber = ["Hazard code"]\n'
    profile = profile_of_text(text, "mine.toml")
    assert isinstance(profile, Profile)
    assert profile.column("Hazard code") == "number"
    assert profile.column("Risk number") == "number"
    assert profile.paper["register"] == "ABC"
    assert profile.bands == load_profile().bands


def test_a_scale_over_the_first_familys_stands_for_itself() -> None:
    text = 'name = "mine"\nextends = "sec"\n[rating]\nbands = [{ word = "Red", from = 1, to = 25 }]\n'
    assert [band.word for band in profile_of_text(text, "mine.toml").bands] == ["Red"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[column]\nnumber = ['Code']", r"line 3: \[column\] is not a table of “sec”"),
        ("[columns]\nowner = ['Lead']", r"line 4: \[columns\]: “owner” is not a key; there are:"),
        ("[columns]\nnumber = 'Code'", r"line 4: \[columns\]: number is a list"),
        ("[columns]\nnumber = ['Code']\nrating = ['code']", r"line 5: \[columns\]: “code” has two roles"),
        ("[risk_number]\npattern = '(a'", r"line 4: “\(a” is not a regular expression"),
    ],
)
def test_what_is_wrong_over_the_first_family_is_refused_too(text: str, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        profile_of_text(f'name = "mine"\nextends = "sec"\n{text}\n', "mine.toml")


def test_a_users_own_profile_stands_before_a_built_in_one_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "council.toml").write_text(SMALL.replace("mine", "council"), encoding="utf-8")
    (tmp_path / "depot.toml").write_text(SMALL.replace("mine", "depot"), encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert [each.name for each in profile_files()][:2] == ["council", "depot"]
    assert [each.name for each in profile_files()].count("council") == 1
    found = find_file("council").load()
    assert isinstance(found, TableProfile)
    assert found.column("Ref") == Target("number")
    assert found.column("Risk owner") is None


def test_a_profile_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"no profile “concil”. There are: sec, council"):
        find_file("concil").load()
    with pytest.raises(ProfileError, match=r"no\.toml: the file cannot be read"):
        find_file(str(tmp_path / "no.toml")).load()
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProfileError, match="not text in UTF-8"):
        find_file(str(tmp_path / "bytes.toml")).load()
