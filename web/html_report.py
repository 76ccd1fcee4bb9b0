"""The file of `risktrail report`: one page that needs nothing else, neither network nor script."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib

from markupsafe import Markup

from risktrail.store import Reader, RegisterSnapshot
from risktrail.web.overview import Overview
from risktrail.web.page_templates import environment, stylesheet
from risktrail.web.period_range import period_range
from risktrail.web.register import Register
from risktrail.web.report_front import ReportFront

MOST_CHECKS = 100


def html_report(
    reader: Reader,
    register: str | None,
    since: str | None = None,
    until: str | None = None,
    made: dt.date | None = None,
) -> str:
    """A register as one self-contained HTML page, whose first screen, or sheet, can be read out.

    Args:
        reader: The store, which must be up to date.
        register: The register; None where the store holds one.
        since: The first month covered, which is also the one compared with. By default the twelve months up to the last
            are covered, and the last is compared with the paper before it.
        until: The last month covered; by default the latest.
        made: The day that the report says it was made on; by default today.

    Raises:
        QuestionError: There is no such register or month, or `since` is later than `until`.
    """
    code = reader.register(register)
    style = stylesheet() + stylesheet("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment(live=False).get_template("report.html")
    with contextlib.closing(RegisterSnapshot(reader.path)) as snapshot:
        snapshot.copy(code)
        with snapshot.reader() as copied:
            shown = Register(copied, code)
            overview = Overview(shown, period_range(shown, since, until), MOST_CHECKS)
            return template.render(
                overview=overview,
                front=ReportFront(overview, made or dt.date.today()),
                style=Markup(style),  # noqa: S704 - our own
                style_digest=Markup(digest),  # noqa: S704 - our own
            )
