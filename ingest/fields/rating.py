"""Ratings as cells print them: `20 (Critical)`, `Critical (20)`, `16 → 20 (Critical)`, `20 (Critical) was 16`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from risktrail.ingest.profile import Profile
from risktrail.ingest.register_words import register_words

_LEFT = re.compile(r"(?:←|⇐|<-|⟵)")
_MOVEMENT = re.compile(r"[↑↓↔▲▼△▽⬆⬇↗↘⇑⇓⇧⇩=]")
_FRACTION = re.compile(r"\d\.\d")
_PRODUCT = re.compile(r"\b[A-Za-z]?(\d{1,2})\s*[x×*]\s*[A-Za-z]?(\d{1,2})\s*=?")


class Rating(NamedTuple):
    """A score and its band; each is None where the cell does not state it. `sure` is False where the cell could be read
    in another way."""

    score: int | None
    band: str | None
    sure: bool = True

    @property
    def is_stated(self) -> bool:
        """Whether anything was read: a score, a band, or both."""
        return self.score is not None or self.band is not None


class _Mention(NamedTuple):
    """A score, a band, or both side by side, in a cell's text; `previous` says that it is the rating of before."""

    start: int
    end: int
    score: int | None
    band: str | None
    previous: bool


def read_rating(cell: str, profile: Profile) -> Rating:
    """Read the current rating in a cell.

    Args:
        cell: The cell's text; it may also state the previous rating, an arrow, or how the score is the product of two.
        profile: Gives the words of the bands, and those that a previous rating stands behind.

    Returns:
        The rating, its band as the profile spells it. It is not sure where scores or bands contradict one another, or
        where the cell has a number that is not whole (`3.5`).
    """
    text = _end_of_scale(profile).sub(" ", _PRODUCT.sub(" ", cell))
    mentions = _mentions(_MOVEMENT.sub(" ", text) if not _to_the_right().search(text) else text, profile)
    if not mentions:
        return Rating(None, None, sure=not cell.strip())
    current = [mention for mention in mentions if not mention.previous] or mentions
    if len(current) > 1 and _to_the_right().search(text, current[0].end, current[-1].start):
        return _rating_of(current[-1], sure=not _is_span(current, text))
    if len(current) > 1 and _LEFT.search(text, current[0].end, current[-1].start):
        return _rating_of(current[0], sure=True)
    return _rating_of(_first_whole_mention(current), sure=_say_one_rating(current) and not _FRACTION.search(text))


def printed_products(cell: str) -> list[tuple[int, int]]:
    """The factors of each product that a cell prints: (4, 5) of `4 x 5 = 20`."""
    return [(int(one), int(other)) for one, other in _PRODUCT.findall(cell)]


def _is_span(mentions: list[_Mention], text: str) -> bool:
    """Whether bands without scores are joined as in `Moderate to High`, which may be a movement, or a span."""
    between = text[mentions[0].end : mentions[-1].start].strip().casefold()
    return between == register_words().span and all(mention.score is None for mention in mentions)


def _rating_of(mention: _Mention, *, sure: bool) -> Rating:
    return Rating(mention.score, mention.band, sure)


def _first_whole_mention(mentions: list[_Mention]) -> _Mention:
    """The first mention with both score and band; where none has both, the first one, with what the others add."""
    first = next((mention for mention in mentions if mention.score is not None and mention.band), mentions[0])
    for other in mentions[1:]:
        if first.score is None and other.band is None:
            first = first._replace(score=other.score)
        elif first.band is None and other.score is None:
            first = first._replace(band=other.band)
    return first


def _say_one_rating(mentions: list[_Mention]) -> bool:
    """Whether all mentions have the same score and the same band, as far as they state them."""
    return (
        len({m.score for m in mentions if m.score is not None}) <= 1 and len({m.band for m in mentions if m.band}) <= 1
    )


def _mentions(text: str, profile: Profile) -> list[_Mention]:
    found = []
    for match in _pattern(profile).finditer(text):
        before = re.findall(r"[A-Za-z]+", text[: match.start()])
        score = match["score_first"] or match["score_last"] or match["score_alone"]
        band = match["band_first"] or match["band_last"] or match["band_alone"]
        previous = bool(before) and before[-1].casefold() in profile.previous_words
        found.append(
            _Mention(*match.span(), int(score) if score else None, _as_profile_spells(band, profile), previous)
        )
    return found


def _as_profile_spells(band: str | None, profile: Profile) -> str | None:
    if band is None:
        return None
    phrase = "".join(band.split()).casefold()
    return next((word for word in profile.band_words if "".join(word.split()).casefold() == phrase), band)


def _cut_anywhere(word: str) -> str:
    """A pattern of a band's word, which a narrow column may cut between any two letters."""
    return r"\s*".join("".join(word.split()))


@cache
def _to_the_right() -> re.Pattern[str]:
    """A pattern of what stands between the rating of before and the one of today."""
    return re.compile(rf"→|⇒|➔|➜|>|⟶|▶|►|\b(?:{register_words().movement})\b", re.IGNORECASE)


@cache
def _end_of_scale(profile: Profile) -> re.Pattern[str]:
    """A pattern of the end of `20/25` and `20 out of 25`, where the scale ends at 25."""
    return re.compile(
        rf"(?<=\d)\s*(?:/|{register_words().scale})\s*{max(band.last for band in profile.bands)}\b", re.IGNORECASE
    )


@cache
def _pattern(profile: Profile) -> re.Pattern[str]:
    band = "|".join(_cut_anywhere(word) for word in profile.band_words)
    between = r"[\s(\[:/,–—−-]*"
    return re.compile(
        rf"(?<![\d.])(?P<score_first>\d{{1,3}})(?!\.?\d){between}\b(?P<band_first>{band})\b"
        rf"|\b(?P<band_last>{band})\b{between}(?P<score_last>\d{{1,3}})(?!\.?\d)"
        rf"|(?<![\d.])(?P<score_alone>\d{{1,3}})(?!\.?\d)|\b(?P<band_alone>{band})\b",
        re.IGNORECASE,
    )
