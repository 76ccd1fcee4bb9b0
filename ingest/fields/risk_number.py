"""Risk numbers: reads the number in a cell, and writes all numbers of a register in the form that most of them have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from risktrail.ingest.profile import Profile
from risktrail.ingest.register_words import register_words
from risktrail.schema.report import Trend

_DASHES = re.compile(r"[–—‑‒−‐]")
_DIGITS_ALONE = re.compile(r"(?P<number>\d{1,6})(?P<suffix>[a-z]|\.\d{1,2})?$")


# `OPSG-006 (new)`, `OPSG-006*`, `OPSG-006 NEW`; not `MP122 (stage 2))`, which ends what a sentence says.
_ASIDE = re.compile(r"(?<=\d)(?:\s*[(\[][A-Za-z ]+[)\]]|\s*[^\w\s()\[\]]+|\s+[A-Z][A-Za-z]+|\s+-\s+[A-Za-z]+)$")
_WORDS_BEHIND = re.compile(r"(?<=\d)\W*(?P<words>[A-Za-z]+(?: [A-Za-z]+)?)\W*$")
_LOWER_CASE = re.compile(r"[a-z][a-z&]*(?:[-_/][a-z&]+)*[-_/]?\d{1,6}[a-z]?")  # `lcb-007`, `lcb007`; not `page 7`


class RiskNumber(NamedTuple):
    """The parts of a risk number: prefix `OPSG`, separator `-` and digits `006`; `011.3` has the suffix `.3`."""

    prefix: str
    separator: str
    digits: str
    suffix: str

    @property
    def value(self) -> int:
        return int(self.digits)

    def written(self, width: int, separator: str) -> str:
        """The number as an identifier, zero-padded to `width` digits."""
        return f"{self.prefix}{separator if self.prefix else ''}{self.value:0{width}d}{self.suffix}"


def read_number(text: str, profile: Profile) -> RiskNumber | None:
    """Read a cell's text as a risk number.

    Args:
        text: The cell's text, with line ends or without. `(new)`, `(was OPSG-002)` and signs behind it are passed over.
        profile: Gives the pattern of its family's numbers.

    Returns:
        The number, or None where the text is anything else, or only the beginning of a number.
    """
    compact = _compact(text)
    if _LOWER_CASE.fullmatch(compact):
        compact = compact.upper()
    aside = _ASIDE.search(compact)
    is_status = aside is not None and aside[0].strip(" -").casefold() in profile.statuses  # `MP122 – Ongoing`
    without_aside = compact[: aside.start()] if aside and not is_status else compact
    if former := _former_match(compact, profile):
        without_aside = compact[: former.start()]
    whole = _whole_number(compact, profile)
    return whole or (_whole_number(without_aside, profile) if without_aside[:1].isalpha() else None)


def bare_number(text: str, profile: Profile) -> str:
    """A number as it is printed, without what stands behind it: `CR2 (was CR7)` and `CR2 – new` give `CR2`."""
    compact = _compact(text)
    behind = _WORDS_BEHIND.search(compact)
    is_new = behind is not None and (behind["words"].casefold(), Trend.NEW) in register_words().trends
    found = _former_match(compact, profile) or (behind if is_new else None)
    return compact[: found.start()].rstrip(" ,;") if found else text


def former_number(text: str, profile: Profile) -> str | None:
    """The number that a risk had before, or None: `OPSG-007 (was OPSG-002)` gives `OPSG-002`."""
    match = _former_match(_compact(text), profile)
    return match["old"].strip() if match else None


@cache
def _former() -> re.Pattern[str]:
    """A pattern of how a number ends that names the one of before: `OPSG-007 (was OPSG-002)`, `formerly no 2`."""
    return re.compile(
        rf"(?<=\d)[\s,;-]*[(\[]?\s*(?P<word>[A-Za-z]+)(?:\s+(?:{register_words().number_labels}))?[\s:]+"
        r"(?P<old>[^()\[\]]*\d[A-Za-z]?)\s*[)\]]?$"
    )


def _former_match(compact: str, profile: Profile) -> re.Match[str] | None:
    match = _former().search(compact)
    if match is None or match["word"].casefold() not in profile.previous_words:
        return None
    return match if _whole_number(match["old"].strip(), profile) is not None else None  # not `was closed in April 2024`


def _compact(text: str) -> str:
    return _DASHES.sub("-", " ".join(text.split())).strip(" .:#")


def _whole_number(compact: str, profile: Profile) -> RiskNumber | None:
    compact = re.sub(r"\s*([-_/])\s*", r"\1", compact)
    match = profile.risk_number.fullmatch(compact) or profile.risk_number.fullmatch(compact.replace(" ", ""))
    if match and not (match["separator"] == " " and _is_word(match["prefix"])):
        return RiskNumber(match["prefix"].strip(), match["separator"], match["number"], match["suffix"] or "")
    bare = _DIGITS_ALONE.fullmatch(compact)
    return RiskNumber("", "", bare["number"], bare["suffix"] or "") if bare else None


def _is_word(prefix: str) -> bool:
    """Whether what stands before a number is a word, as in `Wednesday 14`, rather than letters or `Risk`."""
    return not prefix.isupper() and prefix.split()[-1] != register_words().number_word


def is_start_of_number(text: str, profile: Profile) -> bool:
    """Whether a cell's text may be the first part of a number that goes on in the next line or on the next page."""
    compact = _DASHES.sub("-", "".join(text.split()))
    begun = re.fullmatch(r"[A-Z][A-Za-z&]*(?:[-_/][A-Za-z&]+)*(?P<end>[-_/])?", compact)
    return (
        begun is not None
        and bool(begun["end"] or compact.isupper())
        and read_number(compact + "1", profile) is not None
    )


def identifiers(numbers: Sequence[RiskNumber]) -> list[str]:
    """Write risk numbers as identifiers, in their order.

    All get the width and the separator that most of the paper's numbers have: `R4`, `R-10` and `R-11` are `R-04`,
    `R-10` and `R-11`.
    """
    width = _usual_width(numbers)
    separators = [number.separator for number in numbers if number.prefix]
    separator = _most_frequent(separators)
    return [number.written(width, separator) for number in numbers]


def mentioned(text: str, known: Sequence[str], numbers: Sequence[RiskNumber], profile: Profile) -> tuple[str, ...]:
    """Find the risks that a sentence names: by whole identifiers, or by numbers behind the word `risk`.

    Args:
        text: The sentence.
        known: The identifiers of the paper's risks.
        numbers: Their numbers, in the same order.
        profile: Gives the words that begin a list of risks.

    Returns:
        Identifiers in the sentence's order, each once. A risk that the paper does not have is written as the others.
    """
    by_value = {number.value: risk_id for number, risk_id in zip(numbers, known, strict=True)}
    prefixes = "|".join(sorted({re.escape(number.prefix) for number in numbers if number.prefix}, key=len)) or "(?!)"
    whole = rf"\b(?:{prefixes})[-‑–_ /.]?\d{{1,4}}\b"
    listed = rf"(?:(?:{prefixes})[-‑–_ /.]?)?\d{{1,4}}\b(?!%)"
    between = r"(?:\s*,\s*(?:and\s+)?|\s*&\s*|\s+and\s+|\s+or\s+)"
    lead = rf"(?:{profile.risk_list.pattern})\s*(?:numbers?|nos?\.?|ids?)?\s*"
    lists = rf"{lead}{listed}(?:{between}{listed})*"
    found: dict[str, None] = {}
    for match in re.finditer(rf"{lists}|{whole}", text, re.IGNORECASE):
        for digits in re.findall(r"\d+", match[0]):
            found.setdefault(by_value.get(int(digits)) or _written_like(digits, numbers))
    return tuple(found)


def _written_like(digits: str, numbers: Sequence[RiskNumber]) -> str:
    """The identifier of a risk that the paper does not have, in the form of the others."""
    if not numbers:
        return digits
    model = numbers[0]._replace(digits=digits, suffix="")
    return model.written(_usual_width(numbers), _most_frequent(number.separator for number in numbers if number.prefix))


def _usual_width(numbers: Sequence[RiskNumber]) -> int:
    """The number of digits that most of the numbers are padded to, the least of equals. `R-10` fits one digit too."""
    fits = {
        width: sum(len(number.digits) == max(width, len(str(number.value))) for number in numbers)
        for width in range(1, 1 + max((len(number.digits) for number in numbers), default=1))
    }
    return max(fits, key=lambda width: (fits[width], -width))


def _most_frequent(values: Iterable[str]) -> str:
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], value)) if counts else ""
