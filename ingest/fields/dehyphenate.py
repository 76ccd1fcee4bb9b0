"""Joins lines to running text: mends the words that a line end has cut, and keeps the author's own hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import PLAIN, HyphenWords

_PUNCTUATION_AROUND = re.compile(r"^\W+|\W+$")
_HYPHENS = "-\u00ad\u2010\u2011\ufffd"
_JOINED = frozenset(_HYPHENS + "/–—")  # after which the next line may go on without a space
_CUT = re.compile(r"(?:^|\s)(\S*\w)[-\u00ad\u2010\u2011\ufffd]$")
_CUT_AT_LINE_END = re.compile(r"[-\u00ad\u2010\u2011\ufffd]\n(?=\S)")
_UNTYPED = re.compile("[" + "".join(map(chr, PLAIN)) + "]")  # what `plain` changes
_SPACE = re.compile(r"\s")
_TOKEN = re.compile(r"\w+(?:-\w+)*")
_GLUED = re.compile(r"\S/$|\w[–—]$")  # a line may end within `ESI/GSME` or `60–90`


def plain(text: str) -> str:
    """The text as a person would type it: single ordinary spaces, ordinary hyphens, no invisible characters."""
    return " ".join((text if text.isascii() or not _UNTYPED.search(text) else text.translate(PLAIN)).split())


@dataclass(frozen=True, slots=True)
class HyphenSettings:
    """When a word list decides between `highrise` and `high-rise`."""

    rare: int = 50
    """Occurrences in the word list, its fewest: a word with no more is more often written with its hyphen."""


SETTINGS = HyphenSettings()


class _Break(NamedTuple):
    """A word cut at a line end: what stands before the hyphen, and what the next line begins with."""

    left: str
    right: str

    @property
    def joined(self) -> str:
        return self.left + self.right

    @property
    def hyphened(self) -> str:
        return f"{self.left}-{self.right}"


class Joiner:
    """Joins the lines of one paper. Whether a hyphen stays is decided by the paper's other words, then by a word list.

    `doubts` collects the joins that could be read either way, as (page, word with its hyphen).
    """

    def __init__(self, lines: Sequence[Line], hyphens: HyphenWords) -> None:
        self._lines, self._hyphens = lines, hyphens
        self._own: frozenset[str] | None = None
        self._hyphenates: bool | None = None
        self.doubts: list[tuple[int, str]] = []

    def join(self, lines: Iterable[Line]) -> str:
        """The running text of lines that follow one another."""
        text = ""
        for line in lines:
            text = self._append(text, line) if text else line.text
        return plain(text)

    def _append(self, text: str, line: Line) -> str:
        following = line.text
        if text[-1] not in _JOINED:
            return f"{text} {following}"
        last = text.rsplit(None, 1)[-1]
        suspended = line.words[0].text in self._hyphens.suspending
        if last[-1] in _HYPHENS and len(last) > 1 and last[-2].isalnum() and following[0].isalnum() and not suspended:
            return self._mended(text, last[:-1], line)
        if (
            last[-1] in "/–—"
            and _GLUED.search(last)
            and (text.endswith("/") or following[:1] in "£$€0123456789" or following[:1].islower())
        ):
            return text + following
        return f"{text} {following}"

    def _mended(self, text: str, left: str, line: Line) -> str:
        right = line.words[0].text
        if text.endswith("\u00ad") or (text.endswith("\u2010") and not self._writes_typographic_hyphens()):
            return text[:-1] + line.text
        split = _Break(_without_punctuation(left.rsplit("-", 1)[-1]), _without_punctuation(right.split("-", 1)[0]))
        soft, sure = self._is_soft(split)
        if not sure:
            self.doubts.append((line.page, f"{left}-{right}"))
        return (text[:-1] if soft else text[:-1] + "-") + line.text

    def _is_soft(self, split: _Break) -> tuple[bool, bool]:
        """Whether the hyphen belongs to the line end rather than to the word; and whether that is sure."""
        left, right = split
        capitals = left.isupper() and right.isupper()  # `TA-BASC`, which only the paper's own words can tell
        if not (left.isalpha() and right.isalpha()) or len(left) == 1:  # no printer parts a word behind one letter
            return False, True
        if not capitals and (not right[0].islower() or (len(left) > 1 and left.isupper())):
            return False, True
        own = self._words()
        joined, hyphened = (
            any(form in own for form in _singular_and_plural(word))
            for word in (split.joined.casefold(), split.hyphened.casefold())
        )
        if joined != hyphened:
            return joined, True
        return (False, not self._paper_hyphenates()) if capitals else self._by_word_list(split)

    def _by_word_list(self, split: _Break) -> tuple[bool, bool]:
        whole, left, right = (_is_word(part) for part in (split.joined, split.left, split.right))
        if whole and not (left and right):
            return True, True
        if not whole:
            if left and right:
                return False, True
            own = left or split.left.casefold() in self._hyphens.particles  # else no author parts the word there
            return not (right and (own or not self._paper_hyphenates())), False
        if self._paper_hyphenates():
            return _occurrences(split.joined) > SETTINGS.rare or split.left.casefold() in self._hyphens.prefixes, False
        return self._hyphens.particles.isdisjoint((split.left.casefold(), split.right.casefold())), False

    def _words(self) -> frozenset[str]:
        """The paper's words that no line end has cut, in lower case, without punctuation around them."""
        if self._own is None:
            text = "\n".join([line.text for line in self._lines]).casefold()
            words = {word for stretch in _between_cut_words(text) for word in stretch.split()}
            bare = {word for word in words if word.isalnum()}
            self._own = frozenset(bare.union(_TOKEN.findall(" ".join(words - bare))))
        return self._own

    def _writes_typographic_hyphens(self) -> bool:
        """Whether U+2010 stands within the paper's words; where it does not, a line end put it there."""
        return any("\u2010" in word.text[:-1] for line in self._lines for word in line.words)

    def _paper_hyphenates(self) -> bool:
        """Whether the paper was set with hyphenation: some line end cuts a word where no author puts a hyphen."""
        if self._hyphenates is None:
            self._hyphenates = any(
                _is_word(split.joined) and not (_is_word(split.left) and _is_word(split.right))
                for split in self._breaks()
            )
        return self._hyphenates

    def _breaks(self) -> Iterable[_Break]:
        for line, following in pairwise(self._lines):
            if (cut := _CUT.search(line.text)) and following.text[:1].islower():
                left, right = cut[1].rsplit("-", 1)[-1], following.words[0].text
                yield _Break(_without_punctuation(left), _without_punctuation(right))


def _between_cut_words(text: str) -> Iterable[str]:
    """The parts of a text between the words that a line end has cut; in `text` line ends part the lines."""
    begin = 0
    for match in _CUT_AT_LINE_END.finditer(text):
        hyphen = match.start()
        cut = max(text.rfind(" ", begin, hyphen), text.rfind("\n", begin, hyphen), begin - 1) + 1
        if cut < hyphen:
            yield text[begin:cut]
            begin = next((place.start() for place in _SPACE.finditer(text, match.end())), len(text))
    yield text[begin:]


def _without_punctuation(word: str) -> str:
    return _PUNCTUATION_AROUND.sub("", word)


def _singular_and_plural(word: str) -> tuple[str, str]:
    """A word in the singular and in the plural, whichever it is."""
    return word, word[:-1] if word.endswith("s") else f"{word}s"


def _is_word(text: str) -> bool:
    return _occurrences(text) > 0


def _occurrences(text: str) -> int:
    """How often a word occurs by the word list, in the singular or the plural."""
    return max(word_list().get(form, 0) for form in _singular_and_plural(text.casefold()))


@cache
def word_list() -> dict[str, int]:
    """English words, with how often each occurs. Loading takes seconds: it is done when a word is first looked up."""
    from spellchecker import SpellChecker

    words: dict[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return words
