"""Whether two words of two wordings say the same: synonyms, abbreviations, and misspelt words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from risktrail.store.linking.tables import tables
from risktrail.store.linking.words import Kind, Word

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_SPELLED = 5  # letters from which on a word with one slip is still that word
_LONG = 8  # and with two
_BEGINNING = 3  # letters of which an abbreviation has at least so many: Gov for Governors
_LEFT_OUT = 3  # and leaves out at least so many: form is none of formal
_SHORTEST = 2
_RARE = 100  # occurrences in the word list, whose fewest are 50: stook has 50, manger 585
_COMMONER = 500  # stock has 700 times as many as stook
_BASE = 4  # letters of a word that another is taken for a form of: suply is none of sup


def is_synonym(left: Word, right: Word) -> bool:
    """Whether english.toml says that both name one thing, or that one stands for the other."""
    told = tables()
    if right.key in told.synonyms.get(left.key, ()):
        return True
    return told.abbreviations.get(left.text.casefold()) == (right.key,) or (
        told.abbreviations.get(right.text.casefold()) == (left.key,)
    )


def is_shortened(left: Word, right: Word) -> bool:
    """Whether one is the beginning of the other, or its first and further letters in capitals: Admin, FW."""
    if left.text[0].casefold() != right.text[0].casefold():
        return False
    shorter, longer = (left, right) if len(left.text) < len(right.text) else (right, left)
    short, long = shorter.text.casefold(), longer.text.casefold()
    beginning = short.removesuffix("s")
    if len(long) - len(beginning) < _LEFT_OUT or not (short.isalpha() and long.isalpha()):
        return False
    if long.startswith(beginning):
        return len(short) >= _BEGINNING and not is_english(short)
    return shorter.is_acronym and len(short) >= _SHORTEST and _are_letters_of(short, long)


def is_misspelt(left: Word, right: Word) -> bool:
    """Whether one is the other with a slip of the pen: nearly the same letters, and not both English words.

    Of names, one has to be an English word: Westbury is not Eastbury.
    """
    if Kind.CODE in (left.kind, right.kind) or not is_slip(left.text, right.text):
        return False
    return Kind.NAME not in (left.kind, right.kind) or any(is_english(word.text.casefold()) for word in (left, right))


def is_slip(left: str, right: str) -> bool:
    """Whether two texts are one word but for a slip of the pen; two English words never are."""
    one, other = left.casefold(), right.casefold()
    if one[:1] != other[:1] or not (one.isalpha() and other.isalpha()):
        return False
    allowed = 2 if min(len(one), len(other)) >= _LONG else 1 if max(len(one), len(other)) >= _SPELLED else 0
    if not allowed or OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    if sorted(one) == sorted(other):  # trail, trial
        return True
    return not (is_english(one) and is_english(other)) or _is_far_commoner(one, other)


def stands_for(code: Word, words: Sequence[Word]) -> range | None:
    """Which of the words the letters of a code stand for, words that tell nothing counted or not: SIP, EHCP."""
    letters = code.key.replace("&", "")
    if not letters.isalpha() or len(letters) < _SHORTEST or not code.is_acronym:
        return None
    for begins in range(len(words)):
        for skipping in (True, False):
            ends = _spelled(letters, words, begins, skipping=skipping)
            if ends is not None:
                return range(begins, ends)
    return None


def _spelled(letters: str, words: Sequence[Word], begins: int, *, skipping: bool) -> int | None:
    at = begins
    for letter in letters:
        while skipping and at > begins and at < len(words) and words[at].kind is Kind.STOP:
            at += 1
        if at >= len(words) or words[at].text[0].casefold() != letter:
            return None
        at += 1
    return at


def _are_letters_of(short: str, long: str) -> bool:
    """Whether the letters stand in the word in this order, its first letter first."""
    rest = iter(long)
    return short[0] == long[0] and all(letter in rest for letter in short)


@lru_cache(maxsize=10_000)
def is_english(word: str) -> bool:
    """Whether an English word list has the word, a word that it is a form of, or its American spelling."""
    known = _dictionary()
    forms = [word.removesuffix(ending) for ending in ("s", "ed", "ing", "ly")]
    forms += [word[:-1]] if word.endswith("ed") else []  # raised, of raise
    bases = (word, *(form for form in forms if len(form) >= _BASE))
    return any(each in known for base in bases for each in (base, base.replace("is", "iz"), base.replace("our", "or")))


def _is_far_commoner(one: str, other: str) -> bool:
    """Whether one of two English words is so rare beside the other that it must be a slip: stook, stock."""
    rare, common = sorted(_dictionary().word_frequency[word] for word in (one, other))
    return 0 < rare <= _RARE and common >= _COMMONER * rare


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)
