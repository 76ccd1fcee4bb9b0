"""From the records of a paper to its risks."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from risktrail.ingest.fields.action_status import read_status_cell, shared_status
from risktrail.ingest.fields.dates import FoundDate, find_dates, without_dates
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.fields.due_dates import read_due
from risktrail.ingest.fields.lists import Item, items, paragraphs
from risktrail.ingest.fields.risk_number import bare_number, former_number
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import folded
from risktrail.ingest.register.entries import number_unread, renumbered
from risktrail.ingest.register.report_context import ReportContext, shortened
from risktrail.ingest.register.sources import sources_of
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import RATING_PARTS, STATUS_OF_UNSTATED, TableProfile
from risktrail.ingest.tabular.action_endings import are_signed, ending_of
from risktrail.ingest.tabular.kind_ratings import Order, RatingParts, read_figure, read_parts
from risktrail.ingest.tabular.parallel_actions import parted
from risktrail.ingest.tabular.records import Draft, RecordDraft
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.schema.action_text import StatedStatus
from risktrail.schema.report import Action, KindRating, RatingKind, Risk, Sources, Standing, Status, Trend, Update

_PERCENT = re.compile(r"\b(\d{1,3})\s*%?")
_PERCENT_DONE = re.compile(r"(\d{1,3})\s*(?:%\s*(?P<words>.*))?")  # `80%`, `100% complete`
_ALL = 100  # per cent
_AROUND = " ,;:()[]–—-"  # a status beside a date
_MOVED = re.compile(r"(\d{1,3})\s*(?:→|⇒|➔|➜|⟶|-+>|=+>|to)\s*(\d{1,3})")
_OWNERS = re.compile(r"\s*;\s*|\s*/\s*(?![a-z])|\s*\n\s*")  # `Clerk/Warden`, but `Leiter/in` is one


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


class RiskBuilder:
    """Makes the risks of one paper. What is doubtful becomes a warning of the context."""

    def __init__(
        self,
        profile: TableProfile,
        context: ReportContext,
        orders: Collection[Order] = (),
        firsts: Collection[int] = (),
    ) -> None:
        """`orders` are the orders of factors that the paper states, `firsts` is as in `RecordReader`."""
        self._firsts = firsts
        self.profile, self.context = profile, context
        stated = next(iter(orders)) if len(orders) == 1 else None
        self.order: Order | None = profile.rating.order or stated
        self._are_letters = False  # whether most of the paper's numbers have no digit
        self._are_signed = False  # whether the paper's actions end with their owners and dates
        self._unknown_statuses: set[str] = set()  # that a warning has told of
        self.trends = {**dict(register_words().trends), **{word: Trend(name) for word, name in profile.trends}}

    def risks(self, records: Sequence[RecordDraft]) -> tuple[Risk, ...]:
        """The risks in the paper's order."""
        self._are_signed = are_signed([text for record in records for text in self._printed_actions(record)])
        numbers = [number for record in records if (number := record.text("number"))]
        self._are_letters = 2 * sum(map(_has_digit, numbers)) <= len(numbers)
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
        status = self._join(values.get("status", ())) or None
        is_closed = status is not None and register_words().closed_status.fullmatch(folded(status)) is not None
        return Risk(
            risk_id=risk_id,
            title=title,
            category=self._category(record),
            section=self._join([record.section]) if record.section else None,
            standing=Standing.CLOSED if is_closed else record.standing,
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
            risk_status=status,
            raised=self._date(values.get("raised", ())),
            review=self._date(values.get("review", ())),
            actions=(*self._listed(own), *self._rows(record.actions)),
            updates=tuple(self._updates(values.get("updates", ()))),
            details=self._details(record),
            source=sources_of(record.all_lines),
            rating_source=shown.source if shown else (),
            description_source=sources_of(values.get("description", ())),
            causes_source=self._places(values.get("cause", ())),
            impact_source=self._places(values.get("impact", ())),
            controls_source=self._places(values.get("controls", ())),
        )

    def _name(self, record: RecordDraft, title: str | None) -> str:
        stated = plain(record.text("number")).strip(" .:")
        page = record.all_lines[0].page
        number = bare_number(stated, self.context.profile)
        has_number = bool(number) and (self._are_letters or _has_digit(number))
        if has_number and self.profile.identity.by == "number":
            risk_id = f"{record.prefix} {number}".strip()
            if former := former_number(stated, self.context.profile):
                self.context.warn("renumbered", renumbered(former, risk_id), page)
            return risk_id
        name = title or (number if has_number else "") or shortened(self._description(record.values))
        if not has_number and self.profile.identity.by == "number":
            self.context.warn("risk_number_unread", number_unread(name, stated), page)
        return name or f"risk on page {page}"

    def _description(self, values: dict[str, list[Line]]) -> str:
        title = values.get("title") or []
        is_sentence = sum(len(line.words) for line in title) > SETTINGS.title_words
        described = values.get("description") or (title if is_sentence else values.get("cause")) or title
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
        return [group for column in self._columns(lines) for group in paragraphs(column, self.context.measure)]

    def _details(self, record: RecordDraft) -> dict[str, str]:
        """The texts under heads without a role, and those that their role does not understand: `Quarterly` where a date
        should be, `Worse since May` for a trend."""
        found = {head: self._join(lines) for head, lines in record.details.items()}
        read: dict[str, object] = {"trend": self._trend(record)}
        read |= {role: self._date(record.values.get(role, ())) for role in ("raised", "review")}
        for role, value in read.items():
            text = self._join(record.values.get(role, ()))
            if text and value is None and not self._is_nothing(text):
                found.setdefault(role.capitalize(), text)
        return found

    def _owners(self, lines: Sequence[Line]) -> tuple[str, ...]:
        names = [name for group in self._groups(lines) for name in _OWNERS.split(self._join(group))]
        return tuple(dict.fromkeys(name.strip(" ,") for name in names if name.strip(" ,")))

    def _trend(self, record: RecordDraft) -> Trend | None:
        text = folded(record.text("trend"))
        if not text:
            return self._arrow_beside(folded(record.text(f"rating.{self.profile.rating.shown}")))
        if moved := _MOVED.fullmatch(text):
            before, now = int(moved[1]), int(moved[2])
            return Trend.SAME if before == now else Trend.UP if now > before else Trend.DOWN
        return self.trends.get(text) or next((self.trends[sign] for sign in text.split() if sign in self.trends), None)

    def _arrow_beside(self, rating: str) -> Trend | None:
        """The trend that a sign behind or before a rating says: `12 ↑`."""
        first, last = (*rating.split()[:1], ""), ("", *rating.split()[-1:])
        sign = next((sign for sign in (last[-1], first[0]) if sign in self.trends and not sign.isalpha()), None)
        return self.trends[sign] if sign else None

    def _updates(self, lines: Sequence[Line]) -> Iterator[Update]:
        for group in self._groups(lines):
            text = self._join(group)
            dates = find_dates(text[:40])
            yield Update(text=text, date=_end_of(dates), source=sources_of(group))

    def _date(self, lines: Sequence[Line]) -> dt.date | None:
        text = self._join(lines)
        return _end_of(find_dates(text)) or read_due(text, financial=self.profile.paper.year == "financial").date

    # -- Ratings

    def _ratings(self, record: RecordDraft, risk_id: str) -> Iterator[KindRating]:
        for kind in RatingKind:
            parts = {name: record.values.get(f"rating.{kind}.{name}", []) for name in RATING_PARTS}
            whole = record.values.get(f"rating.{kind}", [])
            lines = sorted([*whole, *(line for each in parts.values() for line in each)], key=_place)
            if not lines:
                continue
            rating = self._parts(whole, parts)
            text = self._join(lines)
            if not rating.sure:
                message = f"{risk_id}: the {kind} rating “{text}” can be read in more than one way"
                self.context.warn("rating_unsure", message, lines[0].page)
            elif not rating.says_anything:
                message = f"{risk_id}: no {kind} rating could be read from “{text}”"
                self.context.warn("no_rating", message, lines[0].page)
                if not self._has_words(parts):
                    continue
            self._check(rating, kind, risk_id, text, lines[0].page)
            yield KindRating(
                kind=kind,
                impact=rating.impact,
                likelihood=rating.likelihood,
                score=rating.score,
                band=rating.band or (self.profile.band_of(rating.score) if rating.score is not None else None),
                text=text,
                source=sources_of(lines),
            )

    def _has_words(self, parts: Mapping[str, Sequence[Line]]) -> bool:
        """Whether both factors are words, which are kept as they are printed: `Medium`, `High`."""
        factors = (self._join(parts[name]) for name in ("impact", "likelihood"))
        return all(read_parts(text, self.profile).band is not None for text in factors)

    def _parts(self, whole: Sequence[Line], parts: dict[str, list[Line]]) -> RatingParts:
        said = read_parts(self._join(whole), self.profile, self.order)
        for name in ("impact", "likelihood"):
            if parts[name]:
                figure, sure = read_figure(self._join(parts[name]))
                said = said._replace(sure=said.sure and sure)
                said = said._replace(impact=figure) if name == "impact" else said._replace(likelihood=figure)
        for name in ("score", "band"):
            if parts[name]:
                cell = read_parts(self._join(parts[name]), self.profile, self.order)
                score = said.score if cell.score is None or name == "band" else cell.score
                said = said._replace(score=score, band=said.band or cell.band, sure=said.sure and cell.sure)
        return said if said.score is not None or not said.sure else said._replace(score=said.product)

    def _check(self, rating: RatingParts, kind: RatingKind, risk_id: str, text: str, page: int) -> None:
        if rating.unordered and self.order is None:
            self.order = "impact likelihood"  # told once a paper
            message = (
                f"{risk_id}: nothing says which factor of “{text}” is the impact; the first is taken for it in all"
                " ratings. `order` in the profile's [rating] says it"
            )
            self.context.warn("order_unsure", message, page)
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

    def _printed_actions(self, record: RecordDraft) -> Iterator[str]:
        """The actions of a risk that stand in one cell, as they are printed."""
        for item in self._items(record.values.get("actions", [])):
            yield " ".join(line.text for line in item.lines)

    def _items(self, lines: Sequence[Line]) -> list[Item]:
        found = [
            item for column in self._columns(lines) for item in items(column, self.context.measure, lambda _: False)
        ]
        return [part for item in found for part in ([item] if item.marked else self._sentences(item))]

    def _sentences(self, item: Item) -> Iterator[Item]:
        """A paragraph of actions without bullets: each line that begins a sentence begins an action, unless tags say
        that it goes on with the one before."""
        told = self.context.measure.told_by_tags(item.lines)
        lines: list[Line] = []
        for place, line in enumerate(item.lines):
            begins = bool(lines) and lines[-1].text.endswith((".", ";")) and line.text[:1].isupper()
            if begins and not told.goes_on(place):
                yield Item(marked=False, lines=tuple(lines))
                lines = []
            lines.append(line)
        yield Item(marked=False, lines=tuple(lines))

    def _columns(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines of one role by the rows and columns that they stand in: the first line of the next column is beside
        the others, or above them."""
        column: list[Line] = []
        for line in lines:
            last = column[-1] if column else line
            is_beside = line.page == last.page and line.top < last.top + SETTINGS.same_level * line.size
            if column and (is_beside or id(line) in self._firsts):
                yield column
                column = []
            column.append(line)
        if column:
            yield column

    def _written_items(self, lines: Sequence[Line]) -> list[tuple[Line, ...]]:
        """The items of a text, each up to where its author ended it."""
        return [item.lines for item in items(lines, self.context.measure, lambda _: False)] if lines else []

    def _written(self, text: str, item: Item) -> Action:
        pattern = self.profile.actions.pattern
        match = pattern.fullmatch(text) if pattern else None
        said = match.groupdict() if match else {}
        if not said and self._are_signed and (ending := ending_of(text)):
            said = ending._asdict()
        due = said.get("due")
        page = item.lines[0].page
        stated = self._stated(said.get("text") or text, said.get("status"), said.get("note"), page)
        return Action(
            text=stated.text,
            status=stated.status,
            status_text=stated.status_text,
            owners=tuple(name for name in _OWNERS.split(said.get("owner") or "") if name),
            ref=said.get("ref"),
            due_date=self._due(due, stated.text, page),
            due_text=due,
            note=stated.note,
            source=sources_of(item.lines),
        )

    def _rows(self, drafts: Sequence[Draft]) -> Iterator[Action]:
        """Actions that have a row each."""
        for draft in (each for row in drafts for each in parted(row, self._written_items)):
            text = self._join(self._only_item(draft.values.get("text", ())))
            said = {"due", "first_due"} if text else {"due", "first_due", "owner"}  # `None` is no action of its owner
            if self._is_nothing(text) and not said & draft.values.keys():
                continue
            values = draft.values
            status, note = (self._join(values.get(role, ())) or None for role in ("status", "note"))
            if note and not status and shared_status(note, self.context.profile) is Status.COMPLETED:
                status, note = note, None  # `Complete` below `Progress`: what is done is not overdue
            printed = draft.text("percent")
            beside = _PERCENT_DONE.fullmatch(status) if status and "%" in status else None
            percent = _PERCENT.search(printed) or beside
            if not status and percent and int(percent[1]) == _ALL:
                status = printed
            page = draft.lines[0].page
            due = self._moved_text(values)
            done = self._done(due) if due else None
            stated = self._stated(text or self._join(values.get("ref", ())), status or done, note, page)
            completed = self._date(values.get("completed", ()))
            if completed is None and stated.status is Status.COMPLETED:
                completed = self._day(due if done else stated.note if note is None else None)
            if done and stated.status is not Status.COMPLETED:
                message = f"“{shortened(stated.text)}” was read as “{status}”, but where it is due it says “{due}”"
                self.context.warn("status_contradicted", message, page)
            yield Action(
                text=stated.text,
                status=stated.status,
                status_text=stated.status_text,
                note=stated.note,
                note_date=self._date(values.get("note_date", ())),
                owners=self._owners(values.get("owner", ())),
                ref=self._join(values.get("ref", ())) or None,
                due_date=None if done else self._due(due, stated.text, page),
                due_text=due,
                completed_date=completed,
                percent=min(int(percent[1]), _ALL) if percent else None,
                source=sources_of(draft.lines),
            )

    def _only_item(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines of an action's text without the bullet before it, where there is but one."""
        found = self._items(lines)
        return found[0].lines if len(found) == 1 else lines

    def _moved_text(self, values: Mapping[str, Sequence[Line]]) -> str | None:
        """What a row says of when an action is due: of the date that was first set and the revised one, both."""
        first, due = (self._due_text(values.get(role, ())) for role in ("first_due", "due"))
        if first and due and read_due(due).date is not None:
            return f"{first} → {due}" if first != due else due
        return first if due is None or (read_due(due).date is None and read_due(first or "").date) else due

    def _due_text(self, lines: Sequence[Line]) -> str | None:
        """What a cell says of when an action is due. A narrow one may cut a date between its figures."""
        text, whole = self._join(lines), "".join(line.text for line in lines)
        is_cut = read_due(text).date is None and read_due(whole).date is not None
        return (whole if is_cut else text) or None

    def _due(self, text: str | None, action: str, page: int) -> dt.date | None:
        """When an action is due; a warning where its text can be read in more than one way, or not at all."""
        if text is None:
            return None
        due = read_due(text, financial=self.profile.paper.year == "financial")
        if not due.sure and due.date is None:
            message = f"“{shortened(action)}”: the due date “{text}” could not be read"
            self.context.warn("due_unread", message, page)
        elif not due.sure:
            message = f"“{shortened(action)}”: “{text}” has several dates; the last is taken for the due date"
            self.context.warn("due_unsure", message, page)
        return due.date

    def _stated(self, text: str, status: str | None, note: str | None, page: int) -> StatedStatus:
        """An action's text, status and note: as the table gives them, else as its sentence ends, `– Ongoing (note).`"""
        if status:
            read = self._status(status, text, page)
            is_parted = note is None and read.note is not None
            return read._replace(text=text) if is_parted else StatedStatus(text, read.status, status, note)
        stated = self.context.read_action(text)
        if stated.status not in (Status.NOT_STATED, Status.OTHER):
            if stated.sure:
                return StatedStatus(stated.text, stated.status, stated.status_text, note or stated.note)
            message = f"is “{stated.status_text}” the status of “{shortened(stated.text)}”?"
            self.context.warn("status_unsure", message, page)
        return StatedStatus(text, STATUS_OF_UNSTATED[self.profile.actions.unstated], None, note)

    def _status(self, text: str, action: str, page: int) -> StatedStatus:
        """What a cell of statuses says; a warning, once a wording, where that is nothing that is known."""
        if percent := _PERCENT_DONE.fullmatch(text):
            rest = percent["words"]
            if not rest or shared_status(rest, self.context.profile) is Status.COMPLETED:  # `80% complete` is not
                return StatedStatus("", Status.COMPLETED if int(percent[1]) == _ALL else Status.OTHER, text)
        read = read_status_cell(text, self.context.profile)
        if not read.sure and folded(text) not in self._unknown_statuses:
            self._unknown_statuses.add(folded(text))
            message = f"“{shortened(action)}”: “{shortened(text)}” is no status the profile knows"
            self.context.warn("status_unknown", message, page)
        return read

    def _done(self, due: str) -> str | None:
        """What says in the place of a due date that the action is done, as in `Completed 12/10/2023`; else None."""
        profile, beside = self.context.profile, without_dates(due).strip(_AROUND)
        if read_status_cell(due, profile).status is Status.COMPLETED:
            return due
        return beside if shared_status(beside, profile) is Status.COMPLETED else None

    def _day(self, text: str | None) -> dt.date | None:
        """The day that a text states and little else: `on 12/10/2023`, `Sept 2023`; None where it states none."""
        rest = without_dates(text or "").strip(_AROUND)
        due = read_due(text or "")
        return due.date if due.sure and len(rest.split()) <= 1 else None

    def _is_nothing(self, text: str) -> bool:
        own = any(pattern.fullmatch(text) for pattern in self.profile.actions.none)
        return own or not text or register_words().no_actions.fullmatch(text) is not None


def _place(line: Line) -> tuple[int, int, float]:
    """Where a line stands as it is read: of lines on one level, within half a line, the left one first."""
    return line.page, round(line.top / (line.size or 1)), line.x0


def _end_of(dates: Sequence[FoundDate]) -> dt.date | None:
    """The first of some dates; a month alone is its last day."""
    return dates[0].last_day if dates else None
