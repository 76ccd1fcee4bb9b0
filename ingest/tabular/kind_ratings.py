"""One rating as a cell prints it: `4 x 4 = 16 (Red)`, `16 (4x4)`, `I4 L3 (12)`, `Amber 12`, `H`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from risktrail.ingest.profile import folded
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import TableProfile

_PRODUCT = re.compile(r"(?P<a>\d{1,2})\s*[x×*]\s*(?P<b>\d{1,2})(?:\s*=\s*(?P<score>\d{1,3}))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?![\d.])")


class RatingParts(NamedTuple):
    """A rating's factors, score and band, each None where it is not printed."""

    impact: int | None = None
    likelihood: int | None = None
    score: int | None = None
    band: str | None = None

    @property
    def product(self) -> int | None:
        """Impact times likelihood, where both are there."""
        return None if self.impact is None or self.likelihood is None else self.impact * self.likelihood


def read_parts(text: str, profile: TableProfile) -> RatingParts:
    """The parts of a rating printed in one cell."""
    letter = next((word for key, word in profile.rating.letters.items() if folded(key) == folded(text)), None)
    if letter:
        return RatingParts(band=letter)
    impact, likelihood, score, rest = _factors(text, profile)
    if score is None and (number := _NUMBER.search(rest)):
        score = int(number[0])
    parts = RatingParts(impact, likelihood, score, _band(text, profile))
    return parts if score is not None else parts._replace(score=parts.product)


def _factors(text: str, profile: TableProfile) -> tuple[int | None, int | None, int | None, str]:
    """Impact, likelihood and score where the text says which is which, and the text without them."""
    if profile.rating.pattern and (own := profile.rating.pattern.search(text)):
        groups = own.groupdict()
        impact, likelihood, score = (_whole(groups.get(name)) for name in ("impact", "likelihood", "score"))
        return impact, likelihood, score, _cut(text, own)
    if match := _PRODUCT.search(text):
        pair = int(match["a"]), int(match["b"])
        impact, likelihood = pair if profile.rating.order == "impact likelihood" else pair[::-1]
        return impact, likelihood, _whole(match["score"]), _cut(text, match)
    impacts, likelihoods = _factor(register_words().impact), _factor(register_words().likelihood)
    one, other = impacts.search(text), likelihoods.search(text)
    if one and other:
        return int(one["value"]), int(other["value"]), None, likelihoods.sub(" ", impacts.sub(" ", text))
    return None, None, None, text


@cache
def _factor(names: str) -> re.Pattern[str]:
    """A pattern of a factor with its figure: `Impact: 4`, `L4`."""
    return re.compile(rf"\b(?:{names})\s*[:=]?\s*(?P<value>\d{{1,2}})\b", re.IGNORECASE)


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _band(text: str, profile: TableProfile) -> str | None:
    """The band's word as the profile spells it, else as the paper does."""
    own, general = [band.word for band in profile.bands], register_words().bands
    for word in [*own, *profile.rating.letters.values(), *general]:
        if found := re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            return word if word not in general else found[0].capitalize()
    return None
