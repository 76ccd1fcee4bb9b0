"""A register family's words, loaded from its TOML file and made ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from risktrail.schema.report import Status

DEFAULT_PROFILE = "sec"
PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2010": "-", "\u2011": "-", "\u00ad": None})
_NUMBERING = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[A-Za-z][.)]|[ivx]{1,4}[.)])\s+")
_APPENDIX = re.compile(r"^\w+ \w{1,3}\b\W*")  # `Annex A – `
_OF_A_STANDING = ("closed", "new", "candidate")  # sections whose risks are not of the current ones, in an annex too
_LONGEST_HEAD = 80  # characters: a longer text is no column's head, nor the heading of a part
_STATED = (
    Status.ONGOING,
    Status.COMPLETED,
    Status.NOT_STARTED,
    Status.ON_HOLD,
    Status.RECURRING,
    Status.OTHER,
)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A phrase as profiles write it: lower case, single spaces, no numbering, no closing colon or full stop."""
    return " ".join(text.replace("\u00ad ", "").translate(PLAIN).casefold().split()).rstrip(" .:")


def _whole(phrase: str) -> str:
    """A phrase without its spaces: a narrow column may cut it between any two letters, with a hyphen, without, or
    where the hyphen's letter is lost."""
    return phrase.replace("- ", "").replace("\ufffd ", "").replace(" ", "")


def without_numbering(text: str) -> str:
    """A heading without its `1.`, `2.3`, `A)` or `iv.`."""
    numbering = _NUMBERING.match(text)
    return text[numbering.end() :] if numbering else text


@dataclass(frozen=True)
class Band:
    """A rating word and the scores it stands for, both ends counted in."""

    word: str
    first: int
    last: int


class RegisterHeads(NamedTuple):
    """How the heads of a register's tables are worded, whatever family it is of: what names a risk, what an action,
    and what is said of either."""

    risks: re.Pattern[str]
    actions: re.Pattern[str]
    attributes: re.Pattern[str]


class StatusWords(NamedTuple):
    """What tells a status from the words around it: see `[status_words]` of a profile."""

    label: str
    unmistakable: tuple[str, ...]
    goes_on: tuple[str, ...]
    compounds: tuple[str, ...]
    note_beginnings: tuple[str, ...]
    unknown_pattern: str


class HyphenWords(NamedTuple):
    """What tells an author's hyphen from a line end's: see `[hyphens]` of a profile."""

    suspending: frozenset[str]
    particles: frozenset[str]
    prefixes: frozenset[str]


@dataclass(frozen=True, eq=False)
class Profile:
    """One register family. Patterns are compiled; phrases are folded."""

    name: str
    paper: Mapping[str, Any]
    furniture: re.Pattern[str]
    columns: Mapping[str, str]
    action_columns: Mapping[str, str]
    headings: Mapping[str, str]
    sections: tuple[tuple[str, re.Pattern[str]], ...]
    bands: tuple[Band, ...]
    band_words: tuple[str, ...]
    previous_words: frozenset[str]
    risk_number: re.Pattern[str]
    risk_list: re.Pattern[str]
    separators: str
    statuses: Mapping[str, Status]
    recurring: re.Pattern[str]
    undone: re.Pattern[str]
    status_words: StatusWords
    hyphens: HyphenWords
    remarks: re.Pattern[str]
    lead: re.Pattern[str]
    escalation: re.Pattern[str]
    register_heads: RegisterHeads
    head_words: frozenset[str] = field(default=frozenset())
    column_beginnings: frozenset[str] = field(default=frozenset())

    def section(self, heading: str) -> str | None:
        """Which kind of section a heading opens, or None where the family knows no such heading."""
        phrase = folded(without_numbering(heading))
        found = self._kind(phrase)
        if found == "appendix" and (inner := self._kind(_APPENDIX.sub("", phrase))) in _OF_A_STANDING:
            return inner
        return found

    def _kind(self, phrase: str) -> str | None:
        return next((kind for kind, pattern in self.sections if pattern.fullmatch(phrase)), None)

    def part(self, heading: str) -> str | None:
        """`impact` or `actions` where a line is such a heading."""
        if len(heading) > _LONGEST_HEAD:
            return None
        phrase = folded(without_numbering(heading))
        return self.headings.get(phrase) or self.headings.get(_whole(phrase))

    def column(self, text: str) -> str | None:
        """The role of a table column with this head."""
        if len(text) > _LONGEST_HEAD:
            return None
        phrase = folded(text)
        return self.columns.get(phrase) or self.columns.get(_whole(phrase))

    def action_column(self, text: str) -> str | None:
        """The role of a column with this head in a table of actions: `text`, `status` or `note`."""
        return self.action_columns.get(folded(text))

    def begins_column(self, text: str) -> bool:
        """Whether a text may be the beginning of a column's head. False is sure: no text that goes on from there is
        one. Letters and digits decide, which no cut and no punctuation changes."""
        first = text.partition(" ")[0].casefold()
        if first.isalnum() and first not in self.column_beginnings:  # of most texts the first word tells
            return False
        return _letters(text[:_LONGEST_HEAD]) in self.column_beginnings

    def band_of(self, score: int) -> str | None:
        """The band a score falls in by the family's scale, or None where the scale does not reach it."""
        return next((band.word for band in self.bands if band.first <= score <= band.last), None)


@cache
def load_profile() -> Profile:
    """The profile of the first family, from the file beside this module."""
    return profile_of(tomllib.loads(default_text()))


def default_text() -> str:
    """The first family's profile, as TOML."""
    return (files("risktrail.ingest") / "profiles" / f"{DEFAULT_PROFILE}.toml").read_text(encoding="utf-8")


def profile_of(raw: Mapping[str, Any]) -> Profile:
    """A profile of the first family's form, from its tables; `re.error` where a pattern is none."""
    rating, number, status = raw["rating"], raw["risk_number"], raw["status"]
    bands = tuple(Band(band["word"], band["from"], band["to"]) for band in rating["bands"])
    columns = _phrases(raw["columns"])
    return Profile(
        name=raw["name"],
        paper={key: _compiled(key, value) for key, value in raw["paper"].items()},
        furniture=_any_of(raw["furniture"]["patterns"]),
        columns=columns,
        action_columns=_phrases(raw.get("action_columns", {})),
        headings=_phrases(raw["headings"]),
        sections=tuple((kind, re.compile(pattern)) for kind, pattern in raw["sections"].items()),
        bands=bands,
        band_words=tuple(sorted([band.word for band in bands] + rating["other_bands"], key=len, reverse=True)),
        previous_words=frozenset(rating["previous"]),
        risk_number=re.compile(number["pattern"]),
        risk_list=re.compile(number["list_pattern"], re.IGNORECASE),
        separators=status["separators"],
        statuses={phrase: kind for kind in _STATED for phrase in status[kind.value]},
        recurring=re.compile(status["recurring_pattern"], re.IGNORECASE),
        undone=re.compile(status["undone_pattern"], re.IGNORECASE),
        status_words=_status_words(raw["status_words"]),
        hyphens=HyphenWords(**{key: frozenset(words) for key, words in raw["hyphens"].items()}),
        remarks=_any_of(raw["remarks"]["patterns"]),
        lead=re.compile(raw["recommendations"]["lead_pattern"], re.IGNORECASE),
        escalation=re.compile(raw["recommendations"]["escalation_pattern"], re.IGNORECASE),
        register_heads=RegisterHeads(_head(raw, "risks"), _head(raw, "actions"), _head(raw, "attributes")),
        head_words=frozenset(word for phrase in columns for word in phrase.split()),
        column_beginnings=frozenset(_beginnings(columns)),
    )


def _status_words(raw: Mapping[str, Any]) -> StatusWords:
    re.compile(raw["unknown_pattern"])  # `re.error` here, where the profile is read, rather than at the first action
    return StatusWords(
        label=raw["label"],
        unmistakable=tuple(raw["unmistakable"]),
        goes_on=tuple(raw["goes_on"]),
        compounds=tuple(raw["compounds"]),
        note_beginnings=tuple(raw["note_beginnings"]),
        unknown_pattern=raw["unknown_pattern"],
    )


def _phrases(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    listed = {folded(phrase): role for role, phrases in groups.items() for phrase in phrases}
    return {_whole(phrase): role for phrase, role in listed.items()} | listed


def _beginnings(phrases: Iterable[str]) -> Iterator[str]:
    for letters in map(_letters, phrases):
        yield from (letters[:count] for count in range(len(letters) + 1))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _head(raw: Mapping[str, Any], kind: str) -> re.Pattern[str]:
    return re.compile(raw["register_heads"][kind], re.IGNORECASE)


def _compiled(key: str, value: Any) -> Any:
    if isinstance(value, str):
        return re.compile(value) if key.endswith("_pattern") else value
    return tuple(value)
