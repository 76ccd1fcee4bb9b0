"""Templates: where they stand, what they may ask for, and that everything a paper says is escaped."""

from __future__ import annotations

from importlib import resources
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from risktrail.store.labels import count, month_label
from risktrail.web import labels
from risktrail.web.register import Evidence


def environment(*, live: bool) -> Environment:
    """Templates of the live pages, with links; or of the report, which has none to give."""
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
        band_class=labels.band_class,
        rating=labels.rating,
        status=labels.status,
        SIGNS=labels.SIGNS,
    )
    env.filters["month"] = month_label
    return env


def stylesheet() -> str:
    """The one stylesheet."""
    return (resources.files("risktrail.web") / "static" / "risktrail.css").read_text(encoding="utf-8")


def url(path: str, **given: object) -> str:
    """An address on this server; what is empty is left out."""
    chosen = {name: str(value) for name, value in given.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(chosen)}" if chosen else path


def page_url(evidence: Evidence) -> str:
    """Where a page of a paper is shown, with a part of it highlighted."""
    return url(f"/papers/{evidence.report_id}/pages/{evidence.page}", mark=evidence.mark) + "#marked"
