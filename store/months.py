"""Arithmetic of periods: a period is a calendar month written `2021-07`."""

from __future__ import annotations


def months_between(earlier: str, later: str) -> int:
    """How many calendar months lie between two periods, neither of them counted: 2 from 2021-03 to 2021-06."""
    return _number(later) - _number(earlier) - 1


def months_from(first: str, last: str) -> list[str]:
    """Every calendar month from one period to another, both included; empty where `last` is before `first`."""
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(_number(first), _number(last) + 1)]


def _number(period: str) -> int:
    """The period as a count of months since the year 0."""
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1
