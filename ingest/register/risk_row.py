"""What the cells of one row of a table of risks say, by the roles of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from risktrail.ingest.fields.rating import Rating, read_rating
from risktrail.ingest.fields.risk_number import is_start_of_number, read_number
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.table_columns import ByRole


def rating_of(lines: Iterable[Line], profile: Profile) -> Rating:
    """The rating that a cell's lines state."""
    return read_rating(" ".join(line.text for line in lines), profile)


def is_whole(row: ByRole, profile: Profile) -> bool:
    """Whether a row, but for its number, says all that a risk's row says: a description and a rating."""
    return bool(row.get("description")) and rating_of(row.get("rating", ()), profile).is_stated


def is_rated_in_full(lines: Sequence[Line], profile: Profile) -> bool:
    """Whether a cell has a score, and no bracket in it is left open."""
    text = "".join(line.text for line in lines)
    return rating_of(lines, profile).score is not None and text.count("(") == text.count(")")


def may_be_number(text: str, profile: Profile) -> bool:
    """Whether a cell's text is a risk's number, or may be the first part of one."""
    return read_number(text, profile) is not None or is_start_of_number(text, profile)


def completes_number(begun: str, rest: str, profile: Profile) -> bool:
    """Whether two texts, of which the first is no whole number, are one number together."""
    return (
        is_start_of_number(begun, profile)
        and read_number(begun, profile) is None
        and read_number(f"{begun} {rest}", profile) is not None
    )


def is_factor(lines: Sequence[Line]) -> bool:
    """Whether a cell under the head of the impact holds a factor of the rating, `4`, rather than words."""
    return "".join(line.text for line in lines).strip(" .").isdigit()
