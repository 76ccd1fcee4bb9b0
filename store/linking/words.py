"""An action's words, each with what it does: name the object, measure it, say when, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from risktrail.store.linking.settings import settings
from risktrail.store.linking.stems import stem
from risktrail.store.linking.tables import tables

_PART = re.compile(
    r"[£$€]?\d+(?:[.,/:]\d+)*(?:[^\W\d_]+|%)?"  # 92%, £25m, 2021/22, 4.8.1, 2b
    r"|[A-Z](?:&[A-Z])+s?\b"  # H&S
    r"|[Rr]e-[a-z]+"  # re-test
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?(?:_?\d+(?:[._]\d+)*[^\W\d_]?)*"  # plan, children's, MP122, TABASC011.3, OPSG_53
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_MEETING_CODE = re.compile(r"[A-Z]+(?:_\d+)+")  # OPSG_53: a meeting
_DOTTED = re.compile(r"\d+(?:\.\d+){2,}")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}


class Kind(StrEnum):
    """What a word does."""

    WORD = "word"
    NAME = "name"
    """A word in capitals within the sentence."""
    CODE = "code"
    """MP122, SMETS1, CSP, the 2 of Stage 2: which of several it is."""
    MEASURE = "measure"
    """92%, 14: how many or how much."""
    PERIOD = "period"
    """The month or year that the work is about."""
    WHEN = "when"
    """By when, or when."""
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an action."""

    text: str
    key: str
    """What equal words have in common: the stem, or the code as it is."""
    kind: Kind
    start: int
    """Where in the text it begins."""

    @property
    def weight(self) -> float:
        """How much it tells of which action it is; see trails.toml."""
        return settings().weight["generic" if self.kind is Kind.WORD and self.key in tables().generic else self.kind]

    @property
    def is_acronym(self) -> bool:
        """Whether capitals stand for words: CSP, iDNOs."""
        return sum(letter.isupper() for letter in self.text) > 1


@lru_cache(maxsize=2_000)  # a text is looked at several times
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    parts = [(found.group(), found.start()) for found in _PART.finditer(unicodedata.normalize("NFKC", text))]
    raws = [raw for raw, _ in parts]
    words: list[Word] = []
    for at, (raw, start) in enumerate(parts):
        known = _settled(raw)
        kind = known[0] if known else _kind(raws, at)
        if words and words[-1].kind is Kind.WHEN and _is_meeting(raws, at - 1) and not _is_date_word(raw):
            kind, known = Kind.WHEN, None  # the July *OPSG*
        words.append(Word(raw, known[1] if known else _key(raw, kind), kind, start))
    return tuple(words)


@lru_cache(maxsize=20_000)
def _settled(raw: str) -> tuple[Kind, str] | None:
    """What a word in small letters does and its key, where they do not depend on the words beside it."""
    told = tables()
    if not (raw.isalpha() and raw.islower()) or _is_date_word(raw) or raw in told.numbers or raw in told.ordinals:
        return None
    kind = Kind.STOP if raw in told.stop else Kind.WORD
    return kind, _key(raw, kind)


def _key(raw: str, kind: Kind) -> str:
    folded = raw.casefold()
    numbers, ordinals = tables().numbers, tables().ordinals
    if kind is Kind.CODE:
        told = folded[:-1] if raw.endswith("s") and raw[:-1].isupper() and len(raw) > 2 else folded
        return str(numbers.get(told, _ROMAN.get(told, told)))
    if folded in ordinals or (kind is Kind.WORD and _ORDINAL.fullmatch(folded)):
        return ordinals.get(folded) or folded
    if kind is Kind.MEASURE:
        return str(numbers.get(folded, folded))
    return folded if kind in (Kind.WHEN, Kind.PERIOD) else stem(raw)


def _kind(raws: Sequence[str], at: int) -> Kind:
    raw, folded = raws[at], raws[at].casefold()
    if _says_when(raws, at):
        return _kind_of_date(raws, at)
    if folded in tables().numbers or raw[0].isdigit() or raw[0] in "£$€":
        return _kind_of_figure(raws, at)
    if _is_code(raw, first=at == 0):
        return Kind.CODE
    if folded in tables().stop:
        return Kind.STOP
    return Kind.NAME if raw[0].isupper() and at else Kind.WORD


def _is_code(raw: str, *, first: bool) -> bool:
    if len(raw) == 1:
        return raw.isupper() and not first
    return sum(letter.isupper() for letter in raw) > 1 or any(letter.isdigit() for letter in raw)


def _kind_of_figure(raws: Sequence[str], at: int) -> Kind:
    if _ORDINAL.fullmatch(raws[at].casefold()):
        return Kind.WORD
    return Kind.CODE if _DOTTED.fullmatch(raws[at]) or (at and _names(raws, at)) else Kind.MEASURE


def _names(raws: Sequence[str], at: int) -> bool:
    """Whether a figure is part of a name: Stage 2, Modification 96, Wards 4 and 7."""
    before = raws[at - 1]
    if before.casefold() in ("and", "or") and at > 2 and raws[at - 2].isdigit():
        return _names(raws, at - 2)
    if stem(before) in tables().naming or (before[0].isupper() and at > 1 and not _is_date_word(before)):
        return True
    if at <= 1 or not _ends_there(raws, at):
        return False
    return (raws[at].isdigit() and _is_thing(before)) or _is_version(raws, at)


def _is_version(raws: Sequence[str], at: int) -> bool:
    """Whether it is the version that something is brought to: upgrade the system to 8.2."""
    groups = tables().verbs.get((stem(raws[0]),), frozenset())
    return raws[at - 1].casefold() == tables().infinitive and tables().versions in groups


def _is_thing(raw: str) -> bool:
    """Whether a word may be what a figure behind it numbers: service *bulletin* 117, but not above 117."""
    return raw.isalpha() and raw.casefold() not in tables().stop and not _is_date_word(raw)


def _ends_there(raws: Sequence[str], at: int) -> bool:
    """Whether nothing behind a figure is counted or measured by it: 12 *sites*, 12 *of* them."""
    after = raws[at + 1].casefold() if at + 1 < len(raws) else ""
    return not after or (after in tables().stop and after not in tables().period)


def _says_when(raws: Sequence[str], at: int) -> bool:
    raw, folded = raws[at], raws[at].casefold()
    if _is_date_word(raw) or _YEAR.fullmatch(raw) or _MEETING_CODE.fullmatch(raw):
        return not (folded in ("may", "march") and not raw[0].isupper())
    beside = [*raws[max(0, at - 1) : at], *raws[at + 1 : at + 2]]
    of_month = (raw.isdigit() and len(raw) < 3) or _ORDINAL.fullmatch(folded)
    return bool(of_month) and any(_is_month(each) for each in beside)


def _is_date_word(raw: str) -> bool:
    return raw.casefold() in tables().dates or raw.casefold() in tables().vague_dates


def _is_month(raw: str) -> bool:
    return raw[0].isupper() and raw.casefold() in tables().dates


def _kind_of_date(raws: Sequence[str], at: int) -> Kind:
    """PERIOD where the date says of which month or year the work is about: `for June`, `the June release`."""
    told = tables()
    if raws[at].casefold() in told.vague_dates or _MEETING_CODE.fullmatch(raws[at]):
        return Kind.WHEN
    if _is_meeting(raws, at):
        return Kind.WHEN
    for before in reversed(raws[:at]):
        folded = before.casefold()
        if folded in told.period and not _ends(raws, at):
            return Kind.PERIOD
        if folded in told.deadline:
            return Kind.WHEN
        if folded not in told.stop and not _is_date_word(before) and not before.isdigit():
            break
    return Kind.PERIOD


def _ends(raws: Sequence[str], at: int) -> bool:
    """Whether the date is that of an end or a beginning: `by the end of June` is a deadline."""
    before = [raw.casefold() for raw in raws[max(0, at - 3) : at]]
    return any(word in tables().vague_dates for word in before)


def _is_meeting(raws: Sequence[str], at: int) -> bool:
    """Whether the date is a meeting's: the March Panel, the July OPSG, but not the next BCDR exercise."""
    after = [raw for raw in raws[at + 1 : at + 4] if not _is_date_word(raw)][:2]
    if not after or after[0].casefold() in tables().meetings:
        return bool(after)
    ends = len(after) == 1 or after[1].casefold() in tables().stop
    return ends and len(after[0]) > 1 and after[0].isupper()
