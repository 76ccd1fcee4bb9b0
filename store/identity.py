"""Which register and which month a paper belongs to: what it says, else what a person says of it."""

from __future__ import annotations

import re
from collections import Counter

from risktrail.schema.report import Report
from risktrail.store.errors import PaperRefusedError
from risktrail.store.papers import Given
from risktrail.store.resolve import UNREAD

_NUMBERED = re.compile(r"(.+?)[-\s_./]*\d+[A-Za-z]?")
_GOES_ON = re.compile(r"[-\s_./]+[^\W\d]")  # by a letter: LCB-2024-001 is numbered by years


def needed(given: Given, kept: Given, report: Report) -> Given:
    """As much of what a person said, now or at an earlier import (`kept`), as the reading of the paper rests on."""
    return Given(
        None if report.committee else given.register or kept.register,
        None if report.period else given.period or kept.period,
        any(warning.code == UNREAD for warning in report.warnings),
    )


def register_of(report: Report) -> str | None:
    """The register a paper belongs to, by its own words; None where it names no committee.

    That is the committee. Where most of the paper's risks are numbered with a prefix that begins with the committee's
    code and goes on (`LCB-P-001` of the committee LCB), it is that prefix (`LCB-P`): a committee may have several
    registers, each numbered on its own. Without risks, or with no prefix that most of them have, it is the committee.
    """
    if not report.committee:
        return None
    committee = report.committee
    prefixes = Counter(found.group(1) for risk in report.risks if (found := _NUMBERED.fullmatch(risk.risk_id)))
    if not prefixes:
        return committee
    prefix, times = prefixes.most_common(1)[0]
    begins = prefix.casefold().startswith(committee.casefold())
    is_own = begins and _GOES_ON.match(prefix, len(committee)) is not None and 2 * times > len(report.risks)
    return prefix if is_own else committee


def identity(name: str, report: Report, given: Given) -> tuple[str, str]:
    """Register and month of a paper. What the paper says is never overruled by what is given.

    Raises PaperRefusedError where neither says it.
    """
    register = register_of(report) or given.register
    period = report.period or given.period
    if not register:
        reason = "the paper names no committee, so its register is unknown"
        remedy = "Add `--register CODE` to the import to name its register."
        raise PaperRefusedError(name, "register_unknown", reason, remedy)
    if not period:
        reason = "the paper states no date, so its month is unknown"
        remedy = "Add `--period` to the import to name its month, as in `--period 2021-07`."
        raise PaperRefusedError(name, "month_unknown", reason, remedy)
    return register, period
