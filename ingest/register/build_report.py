"""From a paper's lines, sorted by the grammar, to the validated Report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from operator import attrgetter

from risktrail.ingest.fields.action_text import (
    Stated,
    contradiction,
    is_labelled,
    is_status_alone,
    is_status_line,
    leads_an_action,
    read_status,
)
from risktrail.ingest.fields.dehyphenate import Joiner
from risktrail.ingest.fields.lists import Item, Measure, headings_among, items, paragraphs
from risktrail.ingest.fields.rating import Rating, read_rating
from risktrail.ingest.fields.risk_number import RiskNumber, mentioned
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.collected_lines import PaperDraft, Place, RiskDraft, SectionDraft
from risktrail.ingest.register.entries import Entries, Entry
from risktrail.ingest.register.front_matter import Front, read_front
from risktrail.ingest.register.sign_off import sign_off_start, signs
from risktrail.schema.owners import read_owners
from risktrail.schema.report import (
    Action,
    Narrative,
    ReadingWarning,
    Recommendation,
    Report,
    Risk,
    Source,
    Sources,
    Status,
    UnplacedLine,
)

_LIST_END = re.compile(r"[,;]?\s*(?:\band)?[.;,]?$")
_page = attrgetter("page")
_LAST_LINES = 6  # of a paper, that its sign-off may take
_JUMP = 20  # a risk number this far beyond the next lower one is worth a look


def assemble(draft: PaperDraft, entries: Entries, body: float, page_count: int, profile: Profile) -> Report:
    """The Report of a paper whose lines the grammar has sorted, with these risks."""
    return _Assembly(draft, entries, body, profile).report(page_count)


class _Assembly:
    """One paper's assembly: what its parts share is how lines join, its measures, and its warnings."""

    def __init__(self, draft: PaperDraft, entries: Entries, body: float, profile: Profile) -> None:
        self.draft, self.entries, self.body, self.profile = draft, entries, body, profile
        lines = [line for line, _ in draft.ledger]
        self.joiner = Joiner(lines)
        self.measure = Measure.of(lines)
        self.warnings: list[ReadingWarning] = list(entries.warnings)

    def report(self, page_count: int) -> Report:
        numbers, risk_ids = self.entries.numbered
        recommendations, closing = self.recommendations(risk_ids, numbers)
        front = read_front(self.draft, closing, self.body, self.profile)
        risks = tuple(self.risk(entry) for entry in self.entries.entries)
        self.check_numbers(risks)
        for code, message in front.doubts:
            self.warn(code, message, None)
        narrative = list(self.narrative(front))
        purpose = next((part for part, kind in narrative if kind == "purpose" and part.paragraphs), None)
        for page, text in self.joiner.doubts:
            self.warn("hyphen_unsure", f"a line end cuts “{text}”: one word, or two with a hyphen?", page)
        return Report(
            title=front.title,
            committee=front.committee or _prefix(numbers),
            paper_reference=front.paper_reference,
            meeting_number=front.meeting_number,
            meeting_date=front.meeting_date,
            report_date=front.report_date,
            period=front.period,
            author=front.author,
            purpose=purpose.paragraphs if purpose else (),
            risks=risks,
            recommendations=recommendations,
            narrative=tuple(part for part, _ in narrative if part is not purpose),
            unplaced=tuple(
                UnplacedLine(page=line.page, bbox=_box(line), text=line.text)
                for line in self.draft.ledger.lines(Place.UNPLACED)
            ),
            warnings=tuple(self.warnings),
            page_count=page_count,
            profile=self.profile.name,
        )

    # --- risks ----------------------------------------------------------------------------------------------------

    def risk(self, entry: Entry) -> Risk:
        draft, risk_id = entry.draft, entry.risk_id
        rating_text = self.joiner.join(draft.rating)
        rating = self.rating(rating_text, risk_id, draft)
        impact = paragraphs(draft.impact, self.measure)
        for heading in headings_among(draft.impact, self.measure):
            message = f"{risk_id}: is “{heading.text}” a heading? It and the text below it are kept as impact"
            self.warn("heading_unsure", message, heading.page)
        actions, remarks = self.actions(draft.actions, risk_id)
        if not draft.description:
            self.warn("no_description", f"{risk_id} has no description", draft.lines[0].page)
        return Risk(
            risk_id=risk_id,
            score=rating.score,
            band=rating.band,
            rating_text=rating_text or None,
            description=self.joiner.join(draft.description),
            impact=tuple(self.joiner.join(lines) for lines in impact),
            actions=tuple(actions),
            remarks=tuple(self.joiner.join(item.lines) for item in remarks),
            section=draft.section,
            standing=draft.standing,
            source=_sources(draft.lines),
            rating_source=_sources(draft.rating),
            description_source=_sources(draft.description),
            impact_source=tuple(_sources(lines) for lines in impact),
            remarks_source=tuple(_sources(item.lines) for item in remarks),
        )

    def rating(self, text: str, risk_id: str, draft: RiskDraft) -> Rating:
        rating = read_rating(text, self.profile)
        page = (draft.rating or draft.lines)[0].page
        if not rating.is_stated:
            self.warn("no_rating", f"{risk_id}: no rating could be read" + (f" from “{text}”" if text else ""), page)
        elif not rating.sure:
            self.warn("rating_unsure", f"{risk_id}: “{text}” can be read in more than one way", page)
        if rating.score is not None and rating.band is not None:
            band = self.profile.band_of(rating.score)
            if band != rating.band:
                scale = f"makes {rating.score} {band}" if band else f"does not know a score of {rating.score}"
                self.warn("band_mismatch", f"{risk_id}: “{text}”, but the scale {scale}", page)
        return rating

    def actions(self, lines: Sequence[Line], risk_id: str) -> tuple[list[Action], list[Item]]:
        actions: list[Action] = []
        remarks: list[Item] = []
        found = self.with_statuses(items(lines, self.measure, self.is_status_line))
        listed = any(item.marked for item in found)
        for item in found:
            text = self.joiner.join(item.lines)
            stated = self.stated(text, item)
            if stated.status in (Status.NOT_STATED, Status.OTHER) and self.profile.remarks.search(text):
                remarks.append(item)
            elif listed and not item.marked and stated.status is Status.NOT_STATED:
                remarks.append(item)
                self.warn(
                    "text_among_actions",
                    f"{risk_id}: “{_short(text)}” is no bullet; kept as a remark",
                    item.lines[0].page,
                )
            else:
                actions.append(self.action(stated, item, risk_id))
        return actions, remarks

    def with_statuses(self, found: Sequence[Item]) -> list[Item]:
        """The items, each status that stands alone (on a line of its own, at a page's top, behind a square that is a
        dash to some fonts) with the action before it, where that has none yet."""
        whole: list[Item] = []
        for item in found:
            before = whole[-1] if whole else None
            if before is not None and self.is_status_alone(item) and self.lacks_status(before):
                whole[-1] = Item(before.marked, (*before.lines, *item.lines))
            else:
                whole.append(item)
        return whole

    def is_status_alone(self, item: Item) -> bool:
        return self.is_status_line(self.joiner.join(item.lines))

    def lacks_status(self, item: Item) -> bool:
        return self.stated(self.joiner.join(item.lines), item).status is Status.NOT_STATED

    def stated(self, text: str, item: Item) -> Stated:
        """A bullet taken apart; where nothing but a line end parts its status from the action, there."""
        label = next((index for index, line in enumerate(item.lines) if index and is_labelled(line.text)), None)
        if label is not None:
            text = f"{self.joiner.join(item.lines[:label])}; {self.joiner.join(item.lines[label:])}"
        stated = read_status(text, self.profile)
        if stated.status is not Status.NOT_STATED and stated.sure:
            return stated
        for index in range(1, len(item.lines)):
            status = self.joiner.join(item.lines[index:])
            if is_status_line(status, self.profile):
                return read_status(f"{self.joiner.join(item.lines[:index])} – {status}", self.profile)
        return stated

    def is_status_line(self, text: str) -> bool:
        return is_status_alone(text, self.profile) and not leads_an_action(text, self.profile)

    def action(self, stated: Stated, item: Item, risk_id: str) -> Action:
        page = item.lines[-1].page
        if stated.status is Status.NOT_STATED:
            self.warn("status_not_stated", f"{risk_id}: “{_short(stated.text)}” states no status", page)
        elif not stated.sure and stated.status is not Status.OTHER:
            self.warn(
                "status_unsure",
                f"{risk_id}: is “{stated.status_text}” the status of “{_short(stated.text)}”?",
                page,
            )
        elif not stated.sure:
            self.warn("status_unknown", f"{risk_id}: “{stated.status_text}” is no status the profile knows", page)
        elif words := contradiction(self.joiner.join(item.lines), stated, self.profile):
            self.warn(
                "status_contradicted",
                f"{risk_id}: “{_short(stated.text)}” was read as “{stated.status_text}”, but it also says"
                f" “{_short(words)}”: look which holds",
                page,
            )
        return Action(
            text=stated.text,
            status=stated.status,
            status_text=stated.status_text,
            note=stated.note,
            owners=read_owners(stated.text),
            source=_sources(item.lines),
        )

    def check_numbers(self, risks: Sequence[Risk]) -> None:
        for risk_id, count in Counter(risk.risk_id for risk in risks).items():
            if count > 1:
                pages = [risk.source[0].page for risk in risks if risk.risk_id == risk_id]
                self.warn("duplicate_risk", f"{risk_id} stands {count} times, on pages {_listed(pages)}", pages[1])
        numbered = [
            (entry.number, risk) for entry, risk in zip(self.entries.entries, risks, strict=True) if entry.number
        ]
        prefixes = Counter(number.prefix for number, _ in numbered)
        if len(prefixes) > 1:
            usual = max(prefixes, key=lambda prefix: prefixes[prefix])
            for number, risk in numbered:
                if number.prefix != usual:
                    self.warn(
                        "number_prefix",
                        f"{risk.risk_id} is not numbered “{usual}” as most are",
                        risk.source[0].page,
                    )
        by_value = sorted(((number.value, risk) for number, risk in numbered), key=lambda pair: pair[0])
        for (lower, _), (higher, risk) in pairwise(by_value):
            if higher - lower > _JUMP:
                self.warn("number_out_of_sequence", f"{risk.risk_id} follows number {lower}", risk.source[0].page)

    # --- the rest of the paper --------------------------------------------------------------------------------------

    def recommendations(
        self, risk_ids: Sequence[str], numbers: Sequence[RiskNumber]
    ) -> tuple[tuple[Recommendation, ...], list[str]]:
        """What the committee is asked to do, and the texts that close the paper."""
        found: list[Recommendation] = []
        closing: list[str] = []
        for section in self.draft.sections:
            if section.kind != "recommendations":
                continue
            closing = []
            prose: list[Line] = []
            for item in self._asked(section):
                asked = self._request(self.joiner.join(item.lines), item, found)
                if asked is None:
                    prose += item.lines
                    closing += self._closing(item)
                else:
                    closing = []
                    found.append(self._recommendation(asked, item, risk_ids, numbers))
            self.draft.ledger.put(prose, Place.NARRATIVE)
        return tuple(found), closing or self._last_lines()

    def _closing(self, item: Item) -> list[str]:
        """The lines of a sign-off each for itself, other prose as one text."""
        texts = [self.joiner.join([line]) for line in item.lines]
        return texts if signs(texts[-1], self.profile) else [self.joiner.join(item.lines)]

    def _last_lines(self) -> list[str]:
        """The lines below all else, where a date among them signs the paper."""
        prose = {Place.FRONT, Place.NARRATIVE, Place.RECOMMENDATIONS}
        last = list(takewhile(lambda pair: pair[1] in prose, reversed(list(self.draft.ledger))))
        texts = [self.joiner.join([line]) for line, _ in last[:_LAST_LINES][::-1]]
        return texts if any(signs(text, self.profile) for text in texts) else []

    def _asked(self, section: SectionDraft) -> list[Item]:
        """The items of the recommendations, the sign-off below them parted from the last request."""
        found = items(section.lines, self.measure, lambda _: False)
        if not any(item.marked for item in found):
            found = [Item(_verb(lines[0].words[0].text), lines) for lines in _by_verbs(section.lines)]
        return [part for item in found for part in self._without_sign_off(item)]

    def _without_sign_off(self, item: Item) -> Iterable[Item]:
        start = sign_off_start(item.lines, self._ended_by_author, self.profile) if item.marked else 0
        if start:
            yield item._replace(lines=item.lines[:start])
        if item.lines[start:]:
            yield Item(marked=False, lines=item.lines[start:])

    def _ended_by_author(self, line: Line, following: Line) -> bool:
        return line.text.endswith((".", ";", ":")) or self.measure.could_have_held(line, following)

    def _request(self, text: str, item: Item, before: Sequence[Recommendation]) -> str | None:
        """The request in an item of the recommendations: a bullet, or what follows `is requested to`."""
        if item.marked:
            return text
        lead = self.profile.lead.search(text)
        rest = text[lead.end() :].strip(" :") if lead else ""
        return rest if rest and not before else None

    def _recommendation(
        self, text: str, item: Item, risk_ids: Sequence[str], numbers: Sequence[RiskNumber]
    ) -> Recommendation:
        text = _LIST_END.sub("", text).rstrip(" ,;.")
        return Recommendation(
            verb=text.split()[0].strip(",:;").upper() if text else "",
            text=text,
            risk_ids=mentioned(text, risk_ids, numbers, self.profile),
            escalation=self.profile.escalation.search(text) is not None,
            source=_sources(item.lines),
        )

    def narrative(self, front: Front) -> Iterable[tuple[Narrative, str]]:
        for section in self.draft.sections:
            lines = [line for line in self.said(section.content) if line not in front.title_lines]
            if not lines and section.heading is None:
                continue
            parts = tuple(self.joiner.join(group) for group in paragraphs(lines, self.measure))
            heading = self.joiner.join([section.heading]) if section.heading else None
            source = _sources([*([section.heading] if section.heading else []), *lines])
            yield Narrative(heading=heading, paragraphs=parts, source=source), section.kind

    def said(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that are not part of a recommendation."""
        return [line for line in lines if self.draft.ledger.place_of(line) is not Place.RECOMMENDATIONS]

    def warn(self, code: str, message: str, page: int | None) -> None:
        self.warnings.append(ReadingWarning(code=code, message=message, page=page))


def _by_verbs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines of a list without bullets: each request begins with its verb in capitals."""
    groups: list[list[Line]] = []
    for line in lines:
        ended = bool(groups) and groups[-1][-1].text.endswith((".", ":"))
        if not groups or _verb(line.words[0].text) or ended or not _verb(groups[-1][0].words[0].text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [tuple(group) for group in groups]


def _verb(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isupper()


def _box(line: Line) -> tuple[float, float, float, float]:
    return round(line.x0, 1), round(line.top, 1), round(line.x1, 1), round(line.bottom, 1)


def _sources(lines: Iterable[Line]) -> Sources:
    """Where lines stand: one box a page around all of them."""
    return tuple([_source(page, group) for page, group in groupby(sorted(lines, key=_page), key=_page)])


def _source(page: int, lines: Iterable[Line]) -> Source:
    _, x0s, tops, x1s, bottoms, *_ = zip(*lines, strict=True)
    bbox = (round(min(x0s), 1), round(min(tops), 1), round(max(x1s), 1), round(max(bottoms), 1))
    return Source(page=page, bbox=bbox)


def _prefix(numbers: Sequence[RiskNumber]) -> str | None:
    """The committee by its risks' numbers, where the paper does not name it. One number alone may be an example, and
    a letter alone (`R-01`) names none."""
    prefixes = Counter(number.prefix for number in numbers if len(number.prefix) > 1)
    usual = max(prefixes, key=lambda prefix: (prefixes[prefix], prefix), default=None)
    return usual if usual and prefixes[usual] > 1 else None


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "…"


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(str(page) for page in pages)
