"""The report: one file that needs nothing else, neither network nor script."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from risktrail.store import Reader
from risktrail.web.overview import overview
from risktrail.web.page_templates import environment, stylesheet
from risktrail.web.register import Register
from risktrail.web.register_cache import hold, memory

MOST_DOUBTS = 100


def report(reader: Reader, register: str | None, since: str | None = None, until: str | None = None) -> str:
    """The overview of a register as HTML.

    It covers the twelve months up to `until` (else the latest) and compares that month with the paper before; with
    `since`, it covers and compares from there. Raises a QuestionError.
    """
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment(live=False).get_template("report.html")
    code = reader.register(register)
    with Reader(memory(reader.path), reader.path) as held:
        hold(reader, code, held.con)
        shown = overview(Register(held, code), since, until, MOST_DOUBTS)
        return template.render(overview=shown, style=Markup(style), style_digest=Markup(digest))  # noqa: S704 - our own
