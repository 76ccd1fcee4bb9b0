"""Small registers made by hand: a report in a few lines, and a store of them.

A part's page is given with it, so that a test can say where an answer must point to. The name of a paper is
its register and month: `ABC_2021-01.pdf`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from risktrail.schema.report import Action, KindRating, RatingKind, Recommendation, Report, Risk, Source, Status, Update
from risktrail.store import Paper, Reader, open_writer

MakeReader = Callable[..., Reader]

BANDS = ((20, "Critical"), (15, "High"), (8, "Moderate"), (0, "Low"))


def source(page: int) -> tuple[Source, ...]:
    """A place on that page."""
    return (Source(page=page, bbox=(10.0, 20.0, 30.0, 40.5)),)


def action(
    text: str,
    status: str = "ongoing",
    *,
    note: str | None = None,
    owners: Sequence[str] = (),
    page: int = 1,
    status_text: str | None = None,
    due: str | None = None,
    **more: Any,
) -> Action:
    """An action on a page; `due` is its due date as `2021-07-31`, `more` are further fields of `Action`."""
    printed = status_text or status.replace("_", " ").capitalize()
    return Action(
        text=text,
        status=Status(status),
        status_text=printed,
        note=note,
        owners=tuple(owners),
        due_date=dt.date.fromisoformat(due) if due else None,
        due_text=due,
        source=source(page),
        **more,
    )


def rating(
    kind: str,
    score: int | None = None,
    band: str | None = None,
    *,
    impact: int | None = None,
    likelihood: int | None = None,
    page: int = 1,
) -> KindRating:
    """A rating of a kind on a page."""
    return KindRating(
        kind=RatingKind(kind), impact=impact, likelihood=likelihood, score=score, band=band, source=source(page)
    )


def update(text: str, day: str | None = None, page: int = 1) -> Update:
    """A note on a risk's progress, with its day as `2021-07-31`."""
    return Update(text=text, date=dt.date.fromisoformat(day) if day else None, source=source(page))


def risk(
    risk_id: str,
    score: int | None,
    *actions: Action,
    description: str = "There is a risk that it fails",
    impact: Sequence[str] = ("It would cost.",),
    remarks: Sequence[str] = (),
    page: int = 1,
    band: str | None = None,
    **more: Any,
) -> Risk:
    """A risk on a page, its band by the usual bounds unless given; `more` are further fields of `Risk`."""
    usual = None if score is None else next(name for least, name in BANDS if score >= least)
    return Risk(
        risk_id=risk_id,
        score=score,
        band=band or usual,
        description=description,
        impact=tuple(impact),
        actions=actions,
        remarks=tuple(remarks),
        source=source(page),
        rating_source=source(page),
        description_source=source(page),
        impact_source=tuple(source(page) for _ in impact),
        remarks_source=tuple(source(page) for _ in remarks),
        **more,
    )


def report(
    period: str,
    *risks: Risk,
    register: str | None = "ABC",
    dated: dt.date | None = None,
    reference: str | None = None,
    recommendations: Sequence[Recommendation] = (),
    profile: str = "test",
    **more: Any,
) -> Report:
    """A report of a month, dated its tenth day unless told otherwise; `more` are further fields of `Report`."""
    year, month = map(int, period.split("-"))
    return Report(
        committee=register,
        period=period,
        report_date=dated or dt.date(year, month, 10),
        paper_reference=reference or f"{register}_{period}",
        risks=risks,
        recommendations=tuple(recommendations),
        page_count=9,
        profile=profile,
        **more,
    )


def escalate(risk_id: str, page: int = 9) -> Recommendation:
    """The committee is asked to escalate a risk."""
    return Recommendation(
        verb="AGREE",
        text=f"AGREE to escalate {risk_id}",
        risk_ids=(risk_id,),
        escalation=True,
        source=source(page),
    )


def paper(name: str, content: bytes | None = None, modified: dt.datetime | None = None) -> Paper:
    """A paper of that name; its bytes are the name unless given."""
    held = content if content is not None else name.encode()
    digest = hashlib.sha256(held).hexdigest()
    return Paper(name, f"/in/{name}", held, digest, 1.0, len(held), modified)


def paper_of(told: Report, suffix: str = "") -> Paper:
    """The paper a report came from, with bytes of its own."""
    name = f"{told.committee}_{told.period}{suffix}.pdf"
    return paper(name, name.encode() + hashlib.sha256(told.model_dump_json().encode()).digest())


@cache
def empty_store() -> bytes:
    """An empty store's bytes: making the views anew for every test takes longer than the tests."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "empty.duckdb"
        with open_writer(path):
            pass
        return path.read_bytes()


def store_of(path: Path, reports: Iterable[Report]) -> Path:
    """A store that holds the reports, imported in the order given; a store asked for again is a copy of the first."""
    path.write_bytes(_store_of(tuple(told.model_dump_json() for told in reports)))
    return path


def fresh_store_of(path: Path, reports: Iterable[Report]) -> Path:
    """The same, made anew each time: for tests that change how a store is made."""
    path.write_bytes(empty_store())
    with open_writer(path) as writer, writer.transaction():
        for told in reports:
            writer.add(paper_of(told), told, "1")
    return path


@lru_cache(maxsize=64)
def _store_of(reports: tuple[str, ...]) -> bytes:
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "made.duckdb"
        return fresh_store_of(path, map(Report.model_validate_json, reports)).read_bytes()
