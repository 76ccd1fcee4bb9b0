"""What stands in one cell: parts behind labels, and parts one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import folded
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import TableProfile, Target
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.schema.report import Trend

_NUMBER = re.compile(r"(?:[A-Za-z]{1,6}[ .\-/]?)?\d{1,4}(?:\.\d{1,2})*[a-z]?\b[.:)]?")
_ONE_NUMBER = re.compile(r"(?:[^\W\d_]{1,10}[ ./_–-]{0,2}){0,3}\d{1,6}(?:[./–-]\d{1,4})*[A-Za-z]?[.:)]?|[A-Za-z]\.?")
_CUT_NUMBER = re.compile(r"(?<=[^\W_][-\u2010\u2011/_])\n(?=[^\W_])|(?<=\d\.)\n(?=\d)")
_CUT_FIGURES = re.compile(r"([^\W\d_]{1,6}[-./ ]?\d{1,3})\n(\d{1,2})")  # `PF1` above `0`
_CONTINUED = re.compile(r"(?<=\w)\s*[(\[]\s*cont(?:inued|['’]?d|)\.?\s*[)\]]", re.IGNORECASE)  # `4 (cont.)`
_AFTER_LABEL = re.compile(r"\s*[:–—-]+\s*|$")


_NAMING = (Target("number"), Target("title"), Target("description"))


def text_of(role: str, lines: Iterable[Line]) -> str:
    """The text of a role as one line. A number that a narrow cell cuts is whole: `CRR-` above `07`, `PF1` above `0`."""
    text = "\n".join(line.text for line in lines)
    if role == "number":
        cut = _CUT_FIGURES.fullmatch(text)
        text = f"{cut[1]}{cut[2]}" if cut else _CONTINUED.sub("", _CUT_NUMBER.sub("", text))
    return text.replace("\n", " ")


def is_one_number(text: str) -> bool:
    """Whether a text is the number of one risk: `4`, `CR 11`, `SR-HR-014`, `A14.1`, `2023/04`, `B`."""
    return _ONE_NUMBER.fullmatch(text.strip()) is not None


def label_with_number(lines: Sequence[Line], profile: TableProfile) -> tuple[str, Line] | None:
    """A form's label that has its risk's number behind it, as in `Risk 1` and `Risk No. CR 11`: the label, and the
    number as a line of its own. Labels of what names a risk alone have one."""
    if len(lines) != 1:
        return None
    words = lines[0].words
    for count in (1, 2):
        label, number = words[:-count], lines[0].of_words(words[-count:]) if len(words) > count else None
        said = " ".join(word.text for word in label)
        if number is not None and _NUMBER.fullmatch(number.text) and profile.label(said) in _NAMING:
            return said, number
    return None


def by_labels(lines: Sequence[Line], profile: TableProfile) -> list[tuple[Target | None, list[Line]]]:
    """A cell's lines by the labels that stand in it; None before the first of them."""
    parts: list[tuple[Target | None, list[Line]]] = [(None, [])]
    for line in lines:
        is_wrapped = line is not lines[0] and line.text[:1].islower()  # `frost that / causes / slates to slip`
        found = None if is_wrapped else _labelled(line, profile)
        if found is None:
            parts[-1][1].append(line)
        else:
            target, rest = found
            parts.append((target, [rest] if rest is not None else []))
    return [part for part in parts if part[1] or part[0] is not None]


def _labelled(line: Line, profile: TableProfile) -> tuple[Target, Line | None] | None:
    """The label that a line begins with, and what stands behind it: `Event: the roof leaks`, or the label alone."""
    text = folded(line.text)
    for phrase, target in profile.label_phrases:
        if text.rstrip(" :-–—") == phrase:
            return target, None
        behind = text[len(phrase) :]
        match = _AFTER_LABEL.match(behind) if text.startswith(phrase) else None
        if match is None or not match[0].strip():
            continue
        rest = _without(line, len("".join(phrase.split())))
        return target, rest
    return None


def _without(line: Line, letters: int) -> Line | None:
    """A line without its first words that make so many letters, and without the signs behind them."""
    words = list(line.words)
    while words and letters > 0:
        letters -= len(words.pop(0).text.rstrip(":–—-"))
    while words and not words[0].text.strip(":–—-"):
        words.pop(0)
    return line.of_words(words) if words else None


def stacked(lines: Sequence[Line], parts: Sequence[str]) -> Iterator[tuple[str, list[Line]]]:
    """A cell's lines by the parts that stand one below the other in it. White parts them where there is enough of it;
    a number is what looks like one, a bold title its bold lines; the last part takes what is left."""
    rest = list(lines)
    for place, part in enumerate(parts):
        if place + 1 == len(parts):
            yield part, rest
        elif part == "number":
            taken, rest = _number(rest)
            yield part, taken
        elif part.endswith(":bold"):
            count = next((index for index, line in enumerate(rest) if not line.bold), len(rest))
            taken, rest = (rest[:count], rest[count:]) if count < len(rest) else ([], rest)
            yield part.removesuffix(":bold"), taken
        else:
            count = _paragraph(rest, len(parts) - place)
            yield part, rest[:count]
            rest = rest[count:]


def _number(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    if lines and _CUT_FIGURES.fullmatch("\n".join(line.text for line in lines)):
        return lines, []
    if not lines or not (match := _NUMBER.match(lines[0].text)):
        return [], lines
    first = lines[0]
    count = len(match[0].split())
    behind = first.words[count:]
    if _is_aside(" ".join(word.text for word in behind)):
        return [first], lines[1:]
    return [first.of_words(first.words[:count])], [*([first.of_words(behind)] if behind else []), *lines[1:]]


def _is_aside(text: str) -> bool:
    """Whether what stands behind a number says more of the number: `(was CR7)`, `formerly CR7`, `new`."""
    if not text:
        return False
    was = re.match(rf"(?:{register_words().before})\s+(?P<number>\S+)", folded(text))
    is_former = was is not None and is_one_number(was["number"])
    is_bracketed = text[0] in "([" and text[-1] in ")]"
    return is_bracketed or is_former or (folded(text), Trend.NEW) in register_words().trends


def _paragraph(lines: Sequence[Line], parts: int) -> int:
    """How many lines the first of some parts takes: down to the white below it, else all that the others leave."""
    for count, (line, following) in enumerate(pairwise(lines), 1):
        if line.page == following.page and following.top - line.top > SETTINGS.gap_of_parts * line.size:
            return count
    return max(len(lines) - parts + 1, 0 if len(lines) < parts else 1)
