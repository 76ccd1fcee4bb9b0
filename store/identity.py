"""Which register and month a paper belongs to: by its own words, else by what a person says of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from risktrail.store.errors import PaperRefusedError
from risktrail.store.papers import Given

if TYPE_CHECKING:
    from risktrail.schema.report import Report
    from risktrail.store.report_rows import ReportRows

UNREAD = "unread_table"  # the code of the reader's warning for a table that it could not read
_NUMBERED = re.compile(r"(.+?)[-\s_./]*\d+[A-Za-z]?")
_LONGER_CODE = re.compile(r"[-\s_./]+[^\W\d]")  # a letter must follow: LCB-2024-001 is numbered by years


def needed(given: Given, kept: Given, rows: ReportRows) -> Given:
    """The part of what a person said, now (`given`) or at an earlier import (`kept`), on which the reading rests."""
    return Given(
        None if rows.register else given.register or kept.register,
        None if rows.about.period else given.period or kept.period,
        any(warning.code == UNREAD for warning in rows.about.warnings),
        given.profile or kept.profile,
    )


def register_of(report: Report) -> str | None:
    """The register a paper belongs to, by its own words; None if it names no committee.

    The register is the committee, for a committee usually has one. It is the longer prefix `LCB-P` if most risks of the
    committee LCB are numbered `LCB-P-001`: a committee may have several registers, each with its own numbers.
    """
    if not report.committee:
        return None
    committee = report.committee
    prefixes = Counter(found.group(1) for risk in report.risks if (found := _NUMBERED.fullmatch(risk.risk_id)))
    if not prefixes:
        return committee
    prefix, times = prefixes.most_common(1)[0]
    begins = prefix.casefold().startswith(committee.casefold())
    is_own = begins and _LONGER_CODE.match(prefix, len(committee)) is not None and 2 * times > len(report.risks)
    return prefix if is_own else committee


def identity(name: str, rows: ReportRows, given: Given) -> tuple[str, str]:
    """The register and month of a paper. What is given counts only where the paper does not say it.

    Raises PaperRefusedError if neither says it.
    """
    register = rows.register or given.register
    period = rows.about.period or given.period
    if not register:
        reason = "the paper names no committee, so its register is unknown"
        remedy = "Add `--register CODE` to the import to name its register."
        raise PaperRefusedError(name, "register_unknown", reason, remedy)
    if not period:
        reason = "the paper states no date, so its month is unknown"
        remedy = "Add `--period` to the import to name its month, as in `--period 2021-07`."
        raise PaperRefusedError(name, "month_unknown", reason, remedy)
    return register, period
