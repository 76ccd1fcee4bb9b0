"""Notes about what was read: where the two engines differ, which options were not used, what was passed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risktrail.ingest.file_papers import PassedOver
    from risktrail.schema.file_places import PageRange
    from risktrail.schema.report import Report
    from risktrail.store import Given
    from risktrail.store.report_rows import ReportRows

_READERS_DIFFER = "readers_differ"  # the code of the reader's warning where its two engines do not agree


def reader_differences(report: Report) -> list[str]:
    """Where the two engines did not agree, a line each."""
    found = [(each.page, each.message) for each in report.warnings if each.code == _READERS_DIFFER]
    return [f"p. {page}: {message}" if page else message for page, message in found]


def passed_over_lines(passed_over: Sequence[PassedOver]) -> list[str]:
    """What of a file is no register: a line on all that needs no more words, then one on each of the others."""
    plain = [each for each in passed_over if each.reason is None]
    lines = [f"{_listed(plain)} passed over: no register."] if plain else []
    return lines + [f"{each} passed over: {each.reason}." for each in passed_over if each.reason is not None]


def _listed(passed_over: Sequence[PassedOver]) -> str:
    """`pages 1-12, 30-52`: the pages of the file itself in one list, each attached PDF by itself."""
    own = [each.pages for each in passed_over if each.pages and not each.attachment]
    parts = (
        [f"{'page' if all(a == b for a, b in own) and len(own) == 1 else 'pages'} {', '.join(map(_numbers, own))}"]
        if own
        else []
    )
    return ", ".join([*parts, *(str(each) for each in passed_over if each.attachment or not each.pages)])


def _numbers(pages: PageRange) -> str:
    return str(pages).removeprefix("p")


def options_not_used(rows: ReportRows, given: Given) -> list[str]:
    """Which of the options --register and --period was not used, because the paper says otherwise; a line each."""
    register, period, lines = rows.register, rows.about.period, []
    if given.register and register and register.casefold() != given.register.casefold():
        lines.append(f"names the register {register} itself, so --register {given.register} was not used.")
    if given.period and period and period != given.period:
        lines.append(f"states the month {period} itself, so --period {given.period} was not used.")
    return lines
