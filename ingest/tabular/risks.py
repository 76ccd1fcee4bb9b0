"""From the records of a paper to its risks."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from risktrail.ingest.fields.action_status import shared_status
from risktrail.ingest.fields.dates import FoundDate, find_dates
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.fields.lists import Item, items, paragraphs
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import folded
from risktrail.ingest.register.report_context import ReportContext, shortened
from risktrail.ingest.register.sources import sources_of
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import RATING_PARTS, STATUS_OF_UNSTATED, TableProfile
from risktrail.ingest.tabular.kind_ratings import RatingParts, read_parts
from risktrail.ingest.tabular.records import Draft, RecordDraft
from risktrail.schema.action_text import StatedStatus
from risktrail.schema.report import Action, KindRating, RatingKind, Risk, Sources, Status, Trend, Update

_PERCENT = re.compile(r"\b(\d{1,3})\s*%?")
_OWNERS = re.compile(r"\s*[;/]\s*|\s*\n\s*")


class RiskBuilder:
    """Makes the risks of one paper. What is doubtful becomes a warning of the context."""

    def __init__(self, profile: TableProfile, context: ReportContext) -> None:
        self.profile, self.context = profile, context
        self.trends = {**dict(register_words().trends), **{word: Trend(name) for word, name in profile.trends}}

    def risks(self, records: Sequence[RecordDraft]) -> tuple[Risk, ...]:
        """The risks in the paper's order."""
        risks = [self._risk(record) for record in records]
        for risk_id, count in Counter(risk.risk_id for risk in risks).items():
            if count > 1:
                pages = [risk.source[0].page for risk in risks if risk.risk_id == risk_id]
                self.context.warn("duplicate_risk", f"{risk_id} stands {count} times", pages[1])
        return tuple(risks)

    def _risk(self, record: RecordDraft) -> Risk:
        values, page = record.values, record.all_lines[0].page
        title = self._join(values.get("title", [])) or None
        risk_id = self._name(record, title)
        ratings = tuple(self._ratings(record, risk_id))
        shown = next((rating for rating in ratings if rating.kind is self.profile.rating.shown), None)
        description = self._description(values)
        if not description:
            self.context.warn("no_description", f"{risk_id} has no description", page)
        if shown is None:
            self.context.warn("no_rating", f"{risk_id}: no {self.profile.rating.shown} rating could be read", page)
        own = values.get("actions", [])
        return Risk(
            risk_id=risk_id,
            title=title,
            category=self._category(record),
            section=self._join([record.section]) if record.section else None,
            standing=record.standing,
            score=shown.score if shown else None,
            band=shown.band if shown else None,
            rating_text=shown.text if shown else None,
            ratings=ratings,
            trend=self._trend(record),
            description=description,
            causes=self._texts(values.get("cause", ())),
            impact=self._texts(values.get("impact", ())),
            controls=self._texts(values.get("controls", ())),
            owners=self._owners(values.get("owner", ())),
            response=self._join(values.get("response", ())) or None,
            risk_status=self._join(values.get("status", ())) or None,
            raised=self._date(values.get("raised", ())),
            review=self._date(values.get("review", ())),
            actions=(*self._listed(own), *self._rows(record.actions)),
            updates=tuple(self._updates(values.get("updates", ()))),
            details={head: self._join(lines) for head, lines in record.details.items()},
            source=sources_of(record.all_lines),
            rating_source=shown.source if shown else (),
            description_source=sources_of(values.get("description", ())),
            causes_source=self._places(values.get("cause", ())),
            impact_source=self._places(values.get("impact", ())),
            controls_source=self._places(values.get("controls", ())),
        )

    def _name(self, record: RecordDraft, title: str | None) -> str:
        number = plain(record.text("number")).strip(" .:")
        if number and self.profile.identity.by == "number":
            return f"{record.prefix} {number}".strip()
        name = title or number or shortened(self._description(record.values))
        page = record.all_lines[0].page
        if not number and self.profile.identity.by == "number":
            self.context.warn("risk_number_unread", f"the risk “{name}” has no number that could be read", page)
        return name or f"risk on page {page}"

    def _description(self, values: dict[str, list[Line]]) -> str:
        described = values.get("description") or values.get("cause") or values.get("title") or []
        return self._join(described)

    def _category(self, record: RecordDraft) -> str | None:
        return self._join(record.values.get("category", ())) or (record.category.text if record.category else None)

    def _join(self, lines: Iterable[Line]) -> str:
        return self.context.joiner.join(lines)

    def _texts(self, lines: Sequence[Line]) -> tuple[str, ...]:
        return tuple(self._join(group) for group in self._groups(lines))

    def _places(self, lines: Sequence[Line]) -> tuple[Sources, ...]:
        return tuple(sources_of(group) for group in self._groups(lines))

    def _groups(self, lines: Sequence[Line]) -> list[tuple[Line, ...]]:
        return paragraphs(lines, self.context.measure) if lines else []

    def _owners(self, lines: Sequence[Line]) -> tuple[str, ...]:
        names = [name for group in self._groups(lines) for name in _OWNERS.split(self._join(group))]
        return tuple(dict.fromkeys(name.strip(" ,") for name in names if name.strip(" ,")))

    def _trend(self, record: RecordDraft) -> Trend | None:
        text = folded(record.text("trend"))
        return self.trends.get(text) or next((self.trends[sign] for sign in text.split() if sign in self.trends), None)

    def _updates(self, lines: Sequence[Line]) -> Iterator[Update]:
        for group in self._groups(lines):
            text = self._join(group)
            dates = find_dates(text[:40])
            yield Update(text=text, date=_end_of(dates), source=sources_of(group))

    def _date(self, lines: Sequence[Line]) -> dt.date | None:
        return _end_of(find_dates(self._join(lines)))

    # -- Ratings

    def _ratings(self, record: RecordDraft, risk_id: str) -> Iterator[KindRating]:
        for kind in RatingKind:
            parts = {name: record.values.get(f"rating.{kind}.{name}", []) for name in RATING_PARTS}
            whole = record.values.get(f"rating.{kind}", [])
            lines = [*whole, *(line for each in parts.values() for line in each)]
            if not lines:
                continue
            rating = self._parts(whole, parts)
            if rating == RatingParts():
                text = self._join(lines)
                self.context.warn(
                    "no_rating", f"{risk_id}: no {kind} rating could be read from “{text}”", lines[0].page
                )
                continue
            self._check(rating, kind, risk_id, lines[0].page)
            yield KindRating(
                kind=kind,
                impact=rating.impact,
                likelihood=rating.likelihood,
                score=rating.score,
                band=rating.band or (self.profile.band_of(rating.score) if rating.score is not None else None),
                text=self._join(lines),
                source=sources_of(lines),
            )

    def _parts(self, whole: Sequence[Line], parts: dict[str, list[Line]]) -> RatingParts:
        said = read_parts(self._join(whole), self.profile)
        for name, lines in parts.items():
            if lines:
                said = _with_part(said, name, read_parts(self._join(lines), self.profile))
        if said.band is None and parts["score"]:
            said = said._replace(band=read_parts(self._join(parts["score"]), self.profile).band)
        return said if said.score is not None else said._replace(score=said.product)

    def _check(self, rating: RatingParts, kind: RatingKind, risk_id: str, page: int) -> None:
        if rating.product is not None and rating.score is not None and rating.product != rating.score:
            message = (
                f"{risk_id}: the {kind} rating is printed as {rating.score}, and {rating.impact} times"
                f" {rating.likelihood} is {rating.product}"
            )
            self.context.warn("product_differs", message, page)
        band = self.profile.band_of(rating.score) if rating.score is not None else None
        if band and rating.band and folded(band) != folded(rating.band):
            message = f"{risk_id}: {rating.score} is called {rating.band}, but the scale makes it {band}"
            self.context.warn("band_mismatch", message, page)

    # -- Actions

    def _listed(self, lines: Sequence[Line]) -> Iterator[Action]:
        """Actions that stand in one cell, as bullets or sentences."""
        for item in self._items(lines):
            text = self._join(item.lines)
            if not self._is_nothing(text):
                yield self._written(text, item)

    def _items(self, lines: Sequence[Line]) -> list[Item]:
        found = items(lines, self.context.measure, lambda _: False) if lines else []
        return [part for item in found for part in ([item] if item.marked else _sentences(item))]

    def _written(self, text: str, item: Item) -> Action:
        pattern = self.profile.actions.pattern
        match = pattern.fullmatch(text) if pattern else None
        said = match.groupdict() if match else {}
        due = said.get("due")
        stated = self._stated(said.get("text") or text, said.get("status"), said.get("note"))
        return Action(
            text=stated.text,
            status=stated.status,
            status_text=stated.status_text,
            owners=tuple(name for name in _OWNERS.split(said.get("owner") or "") if name),
            ref=said.get("ref"),
            due_date=_end_of(find_dates(due)) if due else None,
            due_text=due,
            note=stated.note,
            source=sources_of(item.lines),
        )

    def _rows(self, drafts: Sequence[Draft]) -> Iterator[Action]:
        """Actions that have a row each."""
        for draft in drafts:
            text = self._join(draft.values.get("text", ()))
            if self._is_nothing(text) and not {"due", "owner"} & draft.values.keys():
                continue
            values = draft.values
            due, status, note = (self._join(values.get(role, ())) or None for role in ("due", "status", "note"))
            stated = self._stated(text or self._join(values.get("ref", ())), status, note)
            percent = _PERCENT.search(draft.text("percent"))
            yield Action(
                text=stated.text,
                status=stated.status,
                status_text=stated.status_text,
                note=stated.note,
                note_date=self._date(values.get("note_date", ())),
                owners=self._owners(values.get("owner", ())),
                ref=self._join(values.get("ref", ())) or None,
                due_date=_end_of(find_dates(due)) if due else None,
                due_text=due,
                completed_date=self._date(values.get("completed", ())),
                percent=min(int(percent[1]), 100) if percent else None,
                source=sources_of(draft.lines),
            )

    def _stated(self, text: str, status: str | None, note: str | None) -> StatedStatus:
        """An action's text, status and note: as the table gives them, else as its sentence ends, `– Ongoing (note).`"""
        if not status:
            stated = self.context.read_action(text)
            if stated.status not in (Status.NOT_STATED, Status.OTHER) and stated.sure:
                return StatedStatus(stated.text, stated.status, stated.status_text, note or stated.note)
        return StatedStatus(text, self._status(status or ""), status, note)

    def _status(self, text: str) -> Status:
        if not text:
            return STATUS_OF_UNSTATED[self.profile.actions.unstated]
        return shared_status(text, self.context.profile)

    def _is_nothing(self, text: str) -> bool:
        own = any(pattern.fullmatch(text) for pattern in self.profile.actions.none)
        return own or not text or register_words().no_actions.fullmatch(text) is not None


def _sentences(item: Item) -> Iterator[Item]:
    """A paragraph of actions without bullets: each line that begins a sentence begins an action."""
    lines: list[Line] = []
    for line in item.lines:
        if lines and lines[-1].text.endswith((".", ";")) and line.text[:1].isupper():
            yield Item(marked=False, lines=tuple(lines))
            lines = []
        lines.append(line)
    yield Item(marked=False, lines=tuple(lines))


def _with_part(rating: RatingParts, name: str, cell: RatingParts) -> RatingParts:
    """A rating with what the cell for one of its parts says: a figure, or a band's word."""
    if name == "band":
        return rating._replace(band=cell.band or rating.band)
    if cell.score is None:
        return rating
    factors = {"impact": rating.impact, "likelihood": rating.likelihood, "score": rating.score, name: cell.score}
    return RatingParts(**factors, band=rating.band)


def _end_of(dates: Sequence[FoundDate]) -> dt.date | None:
    """The first of some dates; a month alone is its last day."""
    if not dates:
        return None
    first = dates[0]
    return dt.date(first.year, first.month, first.day or monthrange(first.year, first.month)[1])
