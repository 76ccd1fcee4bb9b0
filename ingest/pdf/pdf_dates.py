"""Dates as PDF writes them in a file's information: `D:20210719103000+01'00`."""

from __future__ import annotations

import datetime as dt
import re

# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm, everything after the year optional.
_DATE = re.compile(
    r"^(?:D:)?(?P<year>\d{4})(?P<month>\d{2})?(?P<day>\d{2})?(?P<hour>\d{2})?(?P<minute>\d{2})?(?P<second>\d{2})?"
    r"(?:(?P<sign>[+-])(?P<off_hours>\d{2})'?(?P<off_minutes>\d{2})?|Z)?"
)


def read_date(text: str) -> dt.datetime | None:
    """Read a date of a PDF's information.

    Returns:
        The date in UTC, without a zone; None where the text is no date, or one that no calendar has. A date that names
        no zone is taken as UTC. A month or day that is missing is the first, an hour, minute or second is 0.
    """
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
