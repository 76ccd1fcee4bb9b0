"""From a paper's lines, sorted by the grammar, to the validated Report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from operator import attrgetter

from ingest.bullets import Item, Measure, items, paragraphs
from ingest.drafts import PaperDraft, Place, RiskDraft, SectionDraft
from ingest.front import Front, read_front
from ingest.layout import Line
from ingest.profile import Profile
from ingest.rating import Rating, read_rating
from ingest.risk_number import RiskNumber, identifiers, mentioned, read_number
from ingest.sign_off import sign_off_start, signs
from ingest.status import Stated, is_status_alone, is_status_line, read_status
from ingest.text import Joiner
from schema.owners import read_owners
from schema.report import (
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


def assemble(draft: PaperDraft, body: float, page_count: int, profile: Profile) -> Report:
    """The Report of a paper whose lines the grammar has sorted."""
    return _Assembly(draft, body, profile).report(page_count)


class _Assembly:
    """One paper's assembly: what its parts share is how lines join, its measures, and its warnings."""

    def __init__(self, draft: PaperDraft, body: float, profile: Profile) -> None:
        self.draft, self.body, self.profile = draft, body, profile
        lines = [line for line, _ in draft.ledger]
        self.joiner = Joiner(lines)
        self.measure = Measure.of(lines)
        self.warnings: list[ReadingWarning] = []

    def report(self, page_count: int) -> Report:
        numbers, drafts = self.without_summaries(*self.numbered())
        risk_ids = identifiers(numbers)
        recommendations, closing = self.recommendations(risk_ids, numbers)
        front = read_front(self.draft, closing, self.body, self.profile)
        risks = tuple(self.risk(draft, risk_id) for draft, risk_id in zip(drafts, risk_ids, strict=True))
        self.check_numbers(risks, numbers)
        for code, message in front.doubts:
            self.warn(code, message, None)
        narrative = list(self.narrative(front))
        purpose = next((part for part, kind in narrative if kind == "purpose" and part.paragraphs), None)
        unplaced = tuple(UnplacedLine(page=line.page, bbox=_box(line), text=line.text) for line in self.draft.unplaced)
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
            unplaced=unplaced,
            warnings=tuple(self.warnings),
            page_count=page_count,
            profile=self.profile.name,
        )

    # --- risks ----------------------------------------------------------------------------------------------------

    def numbered(self) -> tuple[list[RiskNumber], list[RiskDraft]]:
        """The drafts whose number can be read. What stands under no number has no place."""
        numbers, drafts = [], []
        for draft in self.draft.risks:
            text = " ".join(line.text for line in draft.number)
            number = read_number(text, self.profile)
            if number is None:
                page = draft.number[0].page
                self.warn("risk_number_unread", f"“{text}” is no risk number; its risk is left out", page)
                lines = [*draft.number, *draft.description, *draft.rating, *draft.impact, *draft.actions]
                self.draft.unplaced += lines
            else:
                numbers.append(number)
                drafts.append(draft)
        return numbers, drafts

    def without_summaries(
        self, numbers: list[RiskNumber], drafts: list[RiskDraft]
    ) -> tuple[list[RiskNumber], list[RiskDraft]]:
        """Without the rows of a summary table: risks named there alone that stand in full elsewhere in the paper."""
        full = {number.value for number, draft in zip(numbers, drafts, strict=True) if draft.is_full}
        kept = [pair for pair in zip(numbers, drafts, strict=True) if pair[1].is_full or pair[0].value not in full]
        rows = [draft for number, draft in zip(numbers, drafts, strict=True) if all(draft is not k for _, k in kept)]
        if rows:
            lines = [line for draft in rows for line in (*draft.number, *draft.description, *draft.rating)]
            self.draft.sections.append(SectionDraft("summary", lines=lines))
            self.warn(
                "summary_rows",
                f"{len(rows)} rows of a summary table name risks that stand in full elsewhere",
                lines[0].page,
            )
        return [number for number, _ in kept], [draft for _, draft in kept]

    def risk(self, draft: RiskDraft, risk_id: str) -> Risk:
        rating_text = self.joiner.join(draft.rating)
        rating = self.rating(rating_text, risk_id, draft)
        impact = paragraphs(draft.impact, self.measure)
        actions, remarks = self.actions(draft.actions, risk_id)
        every = [*draft.number, *draft.description, *draft.rating, *draft.impact, *draft.actions]
        if not draft.description:
            self.warn("no_description", f"{risk_id} has no description", draft.number[0].page)
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
            source=_sources(every),
            rating_source=_sources(draft.rating),
            description_source=_sources(draft.description),
            impact_source=tuple(_sources(lines) for lines in impact),
            remarks_source=tuple(_sources(item.lines) for item in remarks),
        )

    def rating(self, text: str, risk_id: str, draft: RiskDraft) -> Rating:
        rating = read_rating(text, self.profile)
        page = (draft.rating or draft.number)[0].page
        if rating.score is None and rating.band is None:
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
        found = items(lines, self.measure, self.is_status_line)
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

    def stated(self, text: str, item: Item) -> Stated:
        """A bullet taken apart; where nothing but a line end parts its status from the action, there."""
        stated = read_status(text, self.profile)
        if stated.status is not Status.NOT_STATED and stated.sure:
            return stated
        for index in range(1, len(item.lines)):
            status = self.joiner.join(item.lines[index:])
            if is_status_line(status, self.profile):
                return read_status(f"{self.joiner.join(item.lines[:index])} – {status}", self.profile)
        return stated

    def is_status_line(self, text: str) -> bool:
        return is_status_alone(text, self.profile)

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
        return Action(
            text=stated.text,
            status=stated.status,
            status_text=stated.status_text,
            note=stated.note,
            owners=read_owners(stated.text),
            source=_sources(item.lines),
        )

    def check_numbers(self, risks: Sequence[Risk], numbers: Sequence[RiskNumber]) -> None:
        for risk_id, count in Counter(risk.risk_id for risk in risks).items():
            if count > 1:
                pages = [risk.source[0].page for risk in risks if risk.risk_id == risk_id]
                self.warn("duplicate_risk", f"{risk_id} stands {count} times, on pages {_listed(pages)}", pages[1])
        prefixes = Counter(number.prefix for number in numbers)
        if len(prefixes) > 1:
            usual = max(prefixes, key=lambda prefix: prefixes[prefix])
            for risk, number in zip(risks, numbers, strict=True):
                if number.prefix != usual:
                    self.warn(
                        "number_prefix",
                        f"{risk.risk_id} is not numbered “{usual}” as most are",
                        risk.source[0].page,
                    )
        by_value = sorted(zip((number.value for number in numbers), risks, strict=True), key=lambda pair: pair[0])
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
            section.lines[:] = prose
        return tuple(found), closing or self._last_lines()

    def _closing(self, item: Item) -> list[str]:
        """The lines of a sign-off each for itself, other prose as one text."""
        texts = [self.joiner.join([line]) for line in item.lines]
        return texts if signs(texts[-1], self.profile) else [self.joiner.join(item.lines)]

    def _last_lines(self) -> list[str]:
        """The lines below all else, where a date among them signs the paper."""
        prose = {Place.FRONT, Place.NARRATIVE, Place.RECOMMENDATIONS}
        last = list(takewhile(lambda pair: pair[1] in prose, reversed(self.draft.ledger)))
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
            lines = [line for line in section.lines if line not in front.title_lines]
            if not lines and section.heading is None:
                continue
            parts = tuple(self.joiner.join(group) for group in paragraphs(lines, self.measure))
            heading = self.joiner.join([section.heading]) if section.heading else None
            source = _sources([*([section.heading] if section.heading else []), *lines])
            yield Narrative(heading=heading, paragraphs=parts, source=source), section.kind

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
    """The committee by its risks' numbers, where the paper does not name it. A letter alone (`R-01`) names none."""
    prefixes = Counter(number.prefix for number in numbers if len(number.prefix) > 1)
    return max(prefixes, key=lambda prefix: (prefixes[prefix], prefix)) if prefixes else None


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "…"


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(str(page) for page in pages)
