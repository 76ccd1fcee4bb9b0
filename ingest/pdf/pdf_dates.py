"""What a PDF says of itself as a file: when it was last changed."""

from __future__ import annotations

import datetime as dt
import re

# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm, everything after the year optional.
_DATE = re.compile(
    r"^(?:D:)?(?P<year>\d{4})(?P<month>\d{2})?(?P<day>\d{2})?(?P<hour>\d{2})?(?P<minute>\d{2})?(?P<second>\d{2})?"
    r"(?:(?P<sign>[+-])(?P<off_hours>\d{2})'?(?P<off_minutes>\d{2})?|Z)?"
)


def read_date(text: str) -> dt.datetime | None:
    """A PDF's date as UTC without a zone; None where it is none. A date without a zone is taken as UTC."""
    match = _DATE.match(text)
    if match is None:
        return None
    part = match.groupdict()
    year, month, day, hour, minute, second = (int(part[key] or least) for key, least in _FIELDS)
    shift = dt.timedelta(hours=int(part["off_hours"] or 0), minutes=int(part["off_minutes"] or 0))
    try:
        local = dt.datetime(year, month, day, hour, minute, second)
        return local - shift if part["sign"] == "+" else local + shift
    except (ValueError, OverflowError):
        return None


_FIELDS = (("year", 0), ("month", 1), ("day", 1), ("hour", 0), ("minute", 0), ("second", 0))
