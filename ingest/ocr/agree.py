"""Two readings of one line: a word is changed only to what the second recogniser reads in the same place, or parted
where the picture shows white."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from statistics import mean

import numpy as np

from risktrail.ingest.ocr.known_words import is_known, is_unknown
from risktrail.ingest.ocr.pictures import Picture
from risktrail.ingest.ocr.read_words import ReadLetter, ReadLine, ReadWord
from risktrail.ingest.ocr.second_reader import OtherLetter
from risktrail.ingest.ocr.settings import READING

_ALIKE = str.maketrans("’‘´`“”–—−‑", "''''\"\"----")
_ODD = re.compile(r"[{}\[\]|~<>\\^*«»®©¢€]")  # signs that papers seldom print, and that others are taken for
_AGREED = 95.0  # the confidence of a word that both recognisers read


def is_doubtful(line: ReadLine) -> bool:
    """Whether a line should be read a second time: it has a word in doubt, a number, or a word that is not English."""
    return any(
        word.confidence < READING.doubtful or _has_digit(word.text) or is_unknown(word.text) or _ODD.search(word.text)
        for word in line.words
    )


def settled(line: ReadLine, others: Sequence[OtherLetter], size: float, ink: Picture) -> ReadLine:
    """A line as two recognisers read it.

    Args:
        line: As the first reads it.
        others: As the second does, in dots from the picture's left.
        size: The font size in dots.
        ink: The mask of the picture's ink.
    """
    shared = _shared_out(line, others)
    words: list[ReadWord] = []
    for index, (word, its) in enumerate(zip(line.words, shared, strict=True)):
        found = list(_settled(word, its, size, ink))
        goes_on = index > 0 and bool(shared[index - 1] and its) and not its[0].after_space
        if goes_on and words and found and _is_near(line.words[index - 1], word, size):
            letters = words[-1].letters + found[0].letters
            least = min(words[-1].confidence, found[0].confidence)
            words[-1:] = [ReadWord(letters, least, words[-1].other or found[0].other)]
            found = found[1:]
        words += found
    return line._replace(words=tuple(words))


def _is_near(word: ReadWord, following: ReadWord, size: float) -> bool:
    """Whether there is no more white between two words than between letters; where they are in doubt, than is usual
    between words."""
    is_weak = min(word.confidence, following.confidence) < READING.weak
    return following.box[0] - word.box[2] < (READING.weak_space if is_weak else READING.space) * size


def _shared_out(line: ReadLine, others: Sequence[OtherLetter]) -> list[list[OtherLetter]]:
    """The second reading's letters, by the words in whose place they are."""
    places = [(index, letter) for index, word in enumerate(line.words) for letter in word.letters]
    shared: list[list[OtherLetter]] = [[] for _ in line.words]
    ours = [letter.text.translate(_ALIKE) for _, letter in places]
    theirs = [letter.text.translate(_ALIKE) for letter in others]
    for _, start, end, first, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        indexes = [index for index, _ in places[start:end]]
        if len(indexes) == last - first:
            pairs = zip(indexes, others[first:last], strict=True)
        else:
            near = indexes or [index for index, _ in places[max(start - 1, 0) : start + 1]]
            pairs = zip(_nearest(line, near, others[first:last]), others[first:last], strict=True)
        for index, letter in pairs:
            shared[index].append(letter)
    return shared


def _nearest(line: ReadLine, indexes: Sequence[int], letters: Iterable[OtherLetter]) -> Iterator[int]:
    """Of some words, the one nearest to each letter."""
    for letter in letters:
        yield min(indexes, key=lambda index: _distance(line.words[index], letter.x))


def _distance(word: ReadWord, x: float) -> float:
    x0, _, x1, _ = word.box
    return max(x0 - x, x - x1, 0.0)


def _settled(word: ReadWord, others: Sequence[OtherLetter], size: float, ink: Picture) -> Iterator[ReadWord]:
    """What a word comes to: nothing, itself, another one in its place, or its parts."""
    theirs = "".join(letter.text for letter in others)
    if not theirs:
        if word.confidence >= READING.weak or any(letter.text.isalnum() for letter in word.letters):
            yield word
        return
    if word.text.translate(_ALIKE) == theirs.translate(_ALIKE):
        yield from _parted(word._replace(confidence=max(word.confidence, _AGREED)), others, size, ink)
        return
    told = _has_digit(word.text + theirs)
    if _is_better(theirs, [letter.confidence for letter in others], word):
        changed = ReadWord(_placed(theirs, word), READING.unsure, word.text if told else None)
        yield from _parted(changed, others, size, ink)
    elif told or word.confidence < READING.unsure:
        yield word._replace(other=theirs)
    else:
        yield word


def _is_better(theirs: str, confidences: Sequence[float], word: ReadWord) -> bool:
    """Whether the second reading of a word is taken. `confidences` are those of its letters, of 1."""
    ours = word.text
    if mean(confidences) < READING.sure:
        return False
    if _has_digit(ours + theirs):
        is_number = theirs.isdigit() and not ours.isdigit()
        return word.confidence < READING.weak or is_number or (_has_digit(ours) and is_known(theirs))
    if _ODD.search(ours) and not _ODD.search(theirs):
        return True
    if is_known(ours) != is_known(theirs):
        return is_known(theirs)
    if ours.casefold() == theirs.casefold():
        return min(confidences) >= READING.very_sure  # the first often takes `I` for `i`
    if is_known(ours) and word.confidence >= READING.weak:
        return False  # two words of the language: `close` and `dose` look much alike
    is_name = is_unknown(ours) and is_unknown(theirs)  # the first bends what it does not know towards what it does
    return (is_name or word.confidence < READING.doubtful) and min(confidences) >= READING.very_sure


def _has_digit(text: str) -> bool:
    return any(each.isdigit() for each in text)


def _placed(text: str, word: ReadWord) -> tuple[ReadLetter, ...]:
    """Letters spread over the place of a word."""
    x0, top, x1, bottom = word.box
    edges = np.linspace(x0, x1, len(text) + 1).round().astype(int).tolist()
    return tuple(ReadLetter(letter, (edges[index], top, edges[index + 1], bottom)) for index, letter in enumerate(text))


def _parted(word: ReadWord, others: Sequence[OtherLetter], size: float, ink: Picture) -> Iterator[ReadWord]:
    """A word of as many letters as the other reading has, parted where that has a space and the picture has white."""
    start = 0
    for index in range(1, len(word.letters)):
        if others[index].after_space and _white(word, index, ink) > READING.space * size:
            yield word._replace(letters=word.letters[start:index])
            start = index
    yield word._replace(letters=word.letters[start:])


def _white(word: ReadWord, index: int, ink: Picture) -> int:
    """The dots of white between a letter of a word and the one before it."""
    _, top, _, bottom = word.box
    before, after = word.letters[index - 1].box, word.letters[index].box
    start, end = (before[0] + before[2]) // 2, (after[0] + after[2]) // 2
    columns = ink[top:bottom, start:end].max(axis=0, initial=0)
    longest = run = 0
    for has_ink in columns.tolist():
        run = 0 if has_ink else run + 1
        longest = max(longest, run)
    return longest
