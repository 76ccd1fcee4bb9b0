"""Notes about a report that was read: where the two engines differ, and which options were not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risktrail.schema.report import Report
    from risktrail.store import Given

_READERS_DIFFER = "readers_differ"  # the code of the reader's warning where its two engines do not agree


def reader_differences(report: Report) -> list[str]:
    """Where the two engines did not agree, a line each."""
    found = [(each.page, each.message) for each in report.warnings if each.code == _READERS_DIFFER]
    return [f"p. {page}: {message}" if page else message for page, message in found]


def options_not_used(report: Report, given: Given) -> list[str]:
    """Which of the options --register and --period was not used, because the paper says otherwise; a line each."""
    from risktrail.store import register_of  # late: it needs pydantic

    register, lines = register_of(report), []
    if given.register and register and register.casefold() != given.register.casefold():
        lines.append(f"names the register {register} itself, so --register {given.register} was not used.")
    if given.period and report.period and report.period != given.period:
        lines.append(f"states the month {report.period} itself, so --period {given.period} was not used.")
    return lines
