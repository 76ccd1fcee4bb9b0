"""From lines to running text: joining what a line end has cut, and keeping hyphens that are the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import PLAIN

_EDGE = re.compile(r"^\W+|\W+$")
_HYPHENS = "-\u00ad\u2010\u2011\ufffd"
_JOINED = frozenset(_HYPHENS + "/–—")  # after which the next line may go on without a space
_CUT = re.compile(r"(?:^|\s)(\S*\w)[-\u00ad\u2010\u2011\ufffd]$")
_CUT_AT_LINE_END = re.compile(r"[-\u00ad\u2010\u2011\ufffd]\n(?=\S)")
_UNTYPED = re.compile("[" + "".join(map(chr, PLAIN)) + "]")  # what `plain` changes
_SPACE = re.compile(r"\s")
_TOKEN = re.compile(r"\w+(?:-\w+)*")
_AFTER_SUSPENDED = frozenset({"to", "and", "or", "nor", "but"})  # `a short- to medium-term plan`
_GLUED = re.compile(r"\S/$|\w[–—]$")  # a line may end within `ESI/GSME` or `60–90`


def plain(text: str) -> str:
    """Text as a person would type it: ordinary spaces and hyphens, nothing invisible."""
    return " ".join((text.translate(PLAIN) if _UNTYPED.search(text) else text).split())


# Words that compounds are made with: `change-over`, `sign-off`, `re-plan`. Elsewhere a whole word is meant whole.
_PARTICLES = frozenset(
    {"after", "all", "anti", "around", "at", "away", "back", "bi", "by", "co", "counter", "cross", "de", "down"}
    | {"end", "ex", "extra", "for", "fore", "forth", "free", "half", "high", "home", "in", "inter", "intra", "like"}
    | {"long", "low", "mid", "mini", "multi", "non", "of", "off", "on", "out", "over", "part", "post", "pre", "pro"}
    | {"re", "round", "self", "semi", "short", "side", "sub", "super", "through", "time", "to", "under", "up", "well"}
    | {"wide", "with"}
)


# Those of them that are no words: `pre-payment` is as often one word.
_PREFIXES = frozenset({"anti", "bi", "co", "counter", "de", "ex", "extra", "fore", "inter", "intra", "mini", "multi"})
_PREFIXES |= {"non", "post", "pre", "pro", "re", "semi", "sub"}
_RARE = 50  # the list's fewest: a word it knows so little (`highrise`) is more often written with its hyphen


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
    """Joins the lines of one paper. The paper's own other words decide first, then a word list.

    `doubts` collects the joins that could be read either way, as (page, text).
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._own: frozenset[str] | None = None
        self._hyphenates: bool | None = None
        self.doubts: list[tuple[int, str]] = []

    def join(self, lines: Iterable[Line]) -> str:
        """The running text of lines that follow each other."""
        text = ""
        for line in lines:
            text = self._append(text, line) if text else line.text
        return plain(text)

    def _append(self, text: str, line: Line) -> str:
        following = line.text
        if text[-1] not in _JOINED:
            return f"{text} {following}"
        last = text.rsplit(None, 1)[-1]
        suspended = line.words[0].text in _AFTER_SUSPENDED
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
        split = _Break(_bare(left.rsplit("-", 1)[-1]), _bare(right.split("-", 1)[0]))
        soft, sure = self._is_soft(split)
        if not sure:
            self.doubts.append((line.page, f"{left}-{right}"))
        return (text[:-1] if soft else text[:-1] + "-") + line.text

    def _is_soft(self, split: _Break) -> tuple[bool, bool]:
        """Whether the hyphen belongs to the line end rather than to the word, and whether that is sure."""
        left, right = split
        capitals = left.isupper() and right.isupper()  # `TA-BASC`, which only the paper's own words can tell
        if not (left.isalpha() and right.isalpha()) or len(left) == 1:  # no printer parts a word behind one letter
            return False, True
        if not capitals and (not right[0].islower() or (len(left) > 1 and left.isupper())):
            return False, True
        own = self._words()
        joined, hyphened = (
            any(form in own for form in _forms(word)) for word in (split.joined.casefold(), split.hyphened.casefold())
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
            own = left or split.left.casefold() in _PARTICLES  # else no author parts the word there
            return not (right and (own or not self._paper_hyphenates())), False
        if self._paper_hyphenates():
            return _count(split.joined) > _RARE or split.left.casefold() in _PREFIXES, False
        return not (split.left.casefold() in _PARTICLES or split.right.casefold() in _PARTICLES), False

    def _words(self) -> frozenset[str]:
        """The paper's words that no line end has cut, lower case, without punctuation around them."""
        if self._own is None:
            text = "\n".join([line.text for line in self._lines]).casefold()
            words = {word for stretch in _uncut(text) for word in stretch.split()}
            bare = {word for word in words if word.isalnum()}
            self._own = frozenset(bare.union(_TOKEN.findall(" ".join(words - bare))))
        return self._own

    def _writes_typographic_hyphens(self) -> bool:
        """Whether U+2010 stands within the paper's words; where it does not, a line end put it there."""
        return any("\u2010" in word.text[:-1] for line in self._lines for word in line.words)

    def _paper_hyphenates(self) -> bool:
        """Whether some line end of the paper cuts a word where no author would."""
        if self._hyphenates is None:
            self._hyphenates = any(
                _is_word(split.joined) and not (_is_word(split.left) and _is_word(split.right))
                for split in self._breaks()
            )
        return self._hyphenates

    def _breaks(self) -> Iterable[_Break]:
        for line, following in pairwise(self._lines):
            if (cut := _CUT.search(line.text)) and following.text[:1].islower():
                yield _Break(_bare(cut[1].rsplit("-", 1)[-1]), _bare(following.words[0].text))


def _uncut(text: str) -> Iterable[str]:
    """The stretches of a text, its lines parted by line ends, between the words that a line end has cut."""
    begin = 0
    for match in _CUT_AT_LINE_END.finditer(text):
        hyphen = match.start()
        cut = max(text.rfind(" ", begin, hyphen), text.rfind("\n", begin, hyphen), begin - 1) + 1
        if cut < hyphen:
            yield text[begin:cut]
            begin = next((place.start() for place in _SPACE.finditer(text, match.end())), len(text))
    yield text[begin:]


def _bare(word: str) -> str:
    return _EDGE.sub("", word)


def _forms(word: str) -> tuple[str, str]:
    """A word and its other number."""
    return word, word[:-1] if word.endswith("s") else f"{word}s"


def _is_word(text: str) -> bool:
    return _count(text) > 0


def _count(text: str) -> int:
    """How often the word list has met a word, in either number."""
    return max(word_list().get(form, 0) for form in _forms(text.casefold()))


@cache
def word_list() -> dict[str, int]:
    """English words, with how often they occur. Loaded when a line end first leaves a doubt: it takes a while."""
    from spellchecker import SpellChecker

    words: dict[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return words
