"""One rating as a cell prints it: `4 x 4 = 16 (Red)`, `16 (4x4)`, `I4 L3 (12)`, `20 → 16`, `16 (was 20)`, `H`.

A figure counts only where the form explains every figure of the cell: of `12-15` and `4/4` nothing says which is the
score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from risktrail.ingest.profile import folded
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import TableProfile

Order = Literal["impact likelihood", "likelihood impact"]
"""Which factor a product begins with."""
_PRODUCT = re.compile(
    r"(?P<a>\d{1,2})\s*(?:\((?P<of_a>[a-z]+)\))?\s*[x×*]\s*(?P<b>\d{1,2})\s*(?:\((?P<of_b>[a-z]+)\))?"
    r"(?:\s*=\s*(?P<score>\d{1,3}))?",
    re.IGNORECASE,
)
_RESULT = re.compile(r"=\s*(?P<score>\d{1,3})\W*$")
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?![\d.])")
_UNCLEAR = re.compile(r"[A-Za-z]\d|\d[A-Za-z]|\d\s*[/:,+-]\s*\d|[x×*]\s*\d")  # `B3`, `4/4`, `12-15`
_TIMES = re.compile(r"(?<!\w)[x×*](?!\w)")
_MOVED_TO = re.compile(r"→|⇒|➔|➜|⟶|▶|►|-+>|=+>")
_END_OF_SCALE = 25  # of five by five, where the profile's bands do not tell another


class RatingParts(NamedTuple):
    """A rating's factors, score and band, each None where it is not printed. `sure` is False where the cell has
    figures or bands that could be read in another way: these are None too."""

    impact: int | None = None
    likelihood: int | None = None
    score: int | None = None
    band: str | None = None
    sure: bool = True
    unordered: bool = False
    """Whether the factors differ and stand side by side, so that their order says which is which."""

    @property
    def product(self) -> int | None:
        """Impact times likelihood, where both are there."""
        return None if self.impact is None or self.likelihood is None else self.impact * self.likelihood

    @property
    def says_anything(self) -> bool:
        return any(part is not None for part in (self.impact, self.likelihood, self.score, self.band))


def read_parts(text: str, profile: TableProfile, order: Order | None = None) -> RatingParts:
    """The parts of a rating printed in one cell.

    Args:
        text: The cell's text.
        profile: Gives bands, letters, and the family's own form of a rating.
        order: Which factor a product begins with, where the paper says it; else what the profile says, or the impact.
    """
    letter = next((word for key, word in profile.rating.letters.items() if folded(key) == folded(text)), None)
    if letter:
        return RatingParts(band=letter)
    now = _today(text, profile)
    found, rest = _factors(now, profile, order or profile.rating.order or "impact likelihood")
    rest = _end_of_scale(profile).sub(r"\1", rest)
    bands, rest = _bands(rest, profile)
    figures = list(dict.fromkeys(map(int, _NUMBER.findall(rest))))
    is_clear = len(figures) <= (found.score is None) and _UNCLEAR.search(rest) is None
    if not is_clear:
        return RatingParts(score=found.score, band=bands[0] if len(bands) == 1 else None, sure=False)
    score = figures[0] if figures else found.score if found.score is not None else found.product
    return found._replace(score=score, band=bands[0] if len(bands) == 1 else None, sure=len(bands) <= 1)


def read_figure(text: str) -> tuple[int | None, bool]:
    """The one figure in the cell of a factor or a score, and whether it has no other; None where it has none, or
    several."""
    figures = list(dict.fromkeys(map(int, _NUMBER.findall(text))))
    return (figures[0], True) if len(figures) == 1 else (None, not figures)


def _today(text: str, profile: TableProfile) -> str:
    """What a text says of today: without `was 20`, and of `20 → 16` what the arrow leads to."""
    band = "|".join(map(re.escape, _band_words(profile)))
    text = _before(band).sub(" ", text)
    *_, last = _MOVED_TO.split(text)
    says = re.search(rf"\d|\b(?:{band})\b", last, re.IGNORECASE)
    return last if says else _MOVED_TO.sub(" ", text)


def _factors(text: str, profile: TableProfile, order: Order) -> tuple[RatingParts, str]:
    """Impact, likelihood and score where the text says which is which, and the text without them."""
    if profile.rating.pattern and (own := profile.rating.pattern.search(text)):
        groups = own.groupdict()
        impact, likelihood, score = (_whole(groups.get(name)) for name in ("impact", "likelihood", "score"))
        return RatingParts(impact, likelihood, score), _cut(text, own)
    impacts, likelihoods = _factor(register_words().impact), _factor(register_words().likelihood)
    one, other = impacts.search(text), likelihoods.search(text)
    if one and other:
        rest = _TIMES.sub(" ", likelihoods.sub(" ", impacts.sub(" ", text)))
        return RatingParts(int(one["value"]), int(other["value"])), _score_label().sub(" ", rest)
    if match := _PRODUCT.search(text):
        return _of_product(match, order), _cut(text, match)
    if result := _RESULT.search(text):
        score = int(result["score"])
        figures = [int(each) for each in _NUMBER.findall(text[: result.start()])]
        if len(figures) == 2 and figures[0] * figures[1] == score:
            return _ordered(figures, score, order), ""
        return RatingParts(score=score), text[: result.start()]
    return RatingParts(), text


def _of_product(match: re.Match[str], order: Order) -> RatingParts:
    pair = [int(match["a"]), int(match["b"])]
    names = [(match["of_a"] or "").casefold(), (match["of_b"] or "").casefold()]
    score = _whole(match["score"])
    if _is(names[0], register_words().likelihood) or _is(names[1], register_words().impact):
        return RatingParts(pair[1], pair[0], score)
    if _is(names[0], register_words().impact) or _is(names[1], register_words().likelihood):
        return RatingParts(pair[0], pair[1], score)
    return _ordered(pair, score, order)


def _ordered(pair: Sequence[int], score: int | None, order: Order) -> RatingParts:
    impact, likelihood = pair if order == "impact likelihood" else pair[::-1]
    return RatingParts(impact, likelihood, score, unordered=impact != likelihood)


def _is(name: str, names: str) -> bool:
    return re.fullmatch(names, name) is not None


def _bands(text: str, profile: TableProfile) -> tuple[list[str], str]:
    """The bands that a text names, each once, as the profile spells them, else as the paper does; and the rest."""
    words = _band_words(profile)
    spelled = {word.casefold(): word for word in [*profile.rating.letters.values(), *(b.word for b in profile.bands)]}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])", re.IGNORECASE)
    found = (" ".join(match.split()).casefold() for match in pattern.findall(text))
    named = dict.fromkeys(spelled.get(word, word.capitalize()) for word in found)
    return list(named), pattern.sub(" ", text)


def _band_words(profile: TableProfile) -> list[str]:
    words = {*(band.word for band in profile.bands), *profile.rating.letters.values(), *register_words().bands}
    return sorted(words, key=len, reverse=True)


@cache
def _factor(names: str) -> re.Pattern[str]:
    """A pattern of a factor with its figure: `Impact: 4`, `L4`."""
    return re.compile(rf"\b(?:{names})\s*[:=]?\s*(?P<value>\d{{1,2}})\b", re.IGNORECASE)


@cache
def _score_label() -> re.Pattern[str]:
    """A pattern of what stands before a score between its factors: `L=4 I=2 S=8`."""
    return re.compile(r"\b[a-z]+\s*[:=]\s*(?=\d)", re.IGNORECASE)


@cache
def _before(band: str) -> re.Pattern[str]:
    """A pattern of a rating of before: `(was 20)`, `previously High`."""
    return re.compile(
        rf"[(\[]?\s*\b(?:{register_words().before})\b[\s:]*(?:\d{{1,3}}|(?:{band})\b)+\s*[)\]]?", re.IGNORECASE
    )


def _end_of_scale(profile: TableProfile) -> re.Pattern[str]:
    """A pattern of a score with the end of its scale: `16/25`."""
    last = max((band.last for band in profile.bands), default=_END_OF_SCALE)
    return re.compile(rf"(?<![\d/])(\d{{1,3}})\s*(?:/|{register_words().scale})\s*(?:{last}|{_END_OF_SCALE})\b")


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def stated_orders(texts: Iterable[str]) -> set[Order]:
    """Which factors a paper says that its products begin with: in a head such as `Score (L x I)`, or in a sentence."""
    words = register_words()
    times = r"\s*(?:[x×*]|times|multiplied by)\s*"
    first: dict[Order, re.Pattern[str]] = {
        "impact likelihood": re.compile(rf"\b(?:{words.impact}){times}(?:{words.likelihood})\b", re.IGNORECASE),
        "likelihood impact": re.compile(rf"\b(?:{words.likelihood}){times}(?:{words.impact})\b", re.IGNORECASE),
    }
    listed = list(texts)
    return {order for order, pattern in first.items() if any(pattern.search(text) for text in listed)}
