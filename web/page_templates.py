"""The templates of the pages and what they can call. Everything a paper says is escaped."""

from __future__ import annotations

from functools import cache
from importlib import resources
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from risktrail.store.labels import RatingValue, action_dates, count, day_label, month_label
from risktrail.store.subjects import shortened
from risktrail.web import labels
from risktrail.web.changes import TEXT_FIELDS
from risktrail.web.register import Evidence


@cache
def environment(*, live: bool) -> Environment:
    """The templates: with links for the pages of the server (`live`), or without for the report.

    Each is compiled once in a process: that takes longer than to write a small report.
    """
    env = Environment(
        loader=PackageLoader("risktrail.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=labels.visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        live=live,
        url=url,
        page_url=page_url,
        count=count,
        action_dates=action_dates,
        band_class=labels.band_class,
        rating_value=RatingValue,
        status=labels.status,
        SIGNS=labels.SIGNS,
        short=shortened,
        texts=TEXT_FIELDS,
    )
    env.filters["month"] = month_label
    env.filters["day"] = day_label
    env.filters["value"] = labels.value
    return env


def stylesheet(name: str = "risktrail.css") -> str:
    """The text of a stylesheet: of all pages, or, as `report.css`, what the report has besides."""
    return (resources.files("risktrail.web") / "static" / name).read_text(encoding="utf-8")


def url(path: str, **parameters: object) -> str:
    """An address on this server; parameters that are empty, None or False are left out."""
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(given)}" if given else path


def page_url(evidence: Evidence) -> str:
    """The address of the page of a paper that a statement rests on, with its words highlighted."""
    return url(f"/papers/{evidence.report_id}/pages/{evidence.page}", mark=evidence.mark) + "#marked"
