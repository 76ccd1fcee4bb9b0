"""What a paper asks its committee to do, and the texts that close the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from risktrail.ingest.fields.lists import Item, items
from risktrail.ingest.fields.risk_number import mentioned
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.sentences import ends_clause
from risktrail.ingest.register.collected_lines import PaperDraft, SectionDraft
from risktrail.ingest.register.entries import Entries
from risktrail.ingest.register.line_ledger import PROSE, Place
from risktrail.ingest.register.report_context import ReportContext
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.sign_off import sign_off_start, signs
from risktrail.ingest.register.sources import sources_of
from risktrail.schema.report import Recommendation

_LIST_END = re.compile(r"[,;]?\s*(?:\band)?[.;,]?$")


def read_recommendations(
    draft: PaperDraft, entries: Entries, context: ReportContext
) -> tuple[tuple[Recommendation, ...], list[str]]:
    """What the committee is asked to do, and the texts that close the paper, behind the requests or at its very end.

    Lines of the recommendations that ask for nothing are moved to the narrative in the draft's ledger.
    """
    return _RecommendationReader(draft, entries, context).read()


class _RecommendationReader:
    def __init__(self, draft: PaperDraft, entries: Entries, context: ReportContext) -> None:
        self.draft, self.context = draft, context
        self.numbers, self.risk_ids = entries.numbered

    def read(self) -> tuple[tuple[Recommendation, ...], list[str]]:
        found: list[Recommendation] = []
        closing: list[str] = []
        for section in self.draft.sections:
            if section.kind != "recommendations":
                continue
            closing = []
            prose: list[Line] = []
            for item in self._asked(section):
                asked = self._request(self.context.joiner.join(item.lines), item, found)
                if asked is None:
                    prose += item.lines
                    closing += self._closing(item)
                else:
                    closing = []
                    found.append(self._recommendation(asked, item))
            self.draft.ledger.move(prose, Place.NARRATIVE)
        return tuple(found), closing or self._last_lines()

    def _closing(self, item: Item) -> list[str]:
        """The lines of a sign-off each for itself, other prose as one text."""
        texts = [self.context.joiner.join([line]) for line in item.lines]
        return texts if signs(texts[-1], self.context.profile) else [self.context.joiner.join(item.lines)]

    def _last_lines(self) -> list[str]:
        """The lines below all else, where a date among them signs the paper."""
        last = list(takewhile(lambda entry: entry.place in PROSE, reversed(list(self.draft.ledger))))
        texts = [self.context.joiner.join([entry.line]) for entry in last[: SETTINGS.last_lines][::-1]]
        return texts if any(signs(text, self.context.profile) for text in texts) else []

    def _asked(self, section: SectionDraft) -> list[Item]:
        """The items of the recommendations, the sign-off below them parted from the last request."""
        found = items(section.lines, self.context.measure, lambda _: False)
        if not any(item.marked for item in found):
            found = [Item(_is_verb(lines[0].words[0].text), lines) for lines in _by_verbs(section.lines)]
        return [part for item in found for part in self._without_sign_off(item)]

    def _without_sign_off(self, item: Item) -> Iterable[Item]:
        start = sign_off_start(item.lines, self._ended_by_author, self.context.profile) if item.marked else 0
        if start:
            yield item._replace(lines=item.lines[:start])
        if item.lines[start:]:
            yield Item(marked=False, lines=item.lines[start:])

    def _ended_by_author(self, line: Line, following: Line) -> bool:
        return ends_clause(line.text) or self.context.measure.could_have_held(line, following)

    def _request(self, text: str, item: Item, before: Sequence[Recommendation]) -> str | None:
        """The request in an item of the recommendations: a bullet, or what follows `is requested to`."""
        if item.marked:
            return text
        lead = self.context.profile.lead.search(text)
        rest = text[lead.end() :].strip(" :") if lead else ""
        return rest if rest and not before else None

    def _recommendation(self, text: str, item: Item) -> Recommendation:
        text = _LIST_END.sub("", text).rstrip(" ,;.")
        return Recommendation(
            verb=text.split()[0].strip(",:;").upper() if text else "",
            text=text,
            risk_ids=mentioned(text, self.risk_ids, self.numbers, self.context.profile),
            escalation=self.context.profile.escalation.search(text) is not None,
            source=sources_of(item.lines),
        )


def _by_verbs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines of a list without bullets: each request begins with its verb in capitals."""
    groups: list[list[Line]] = []
    for line in lines:
        ended = bool(groups) and ends_clause(groups[-1][-1].text)
        if not groups or _is_verb(line.words[0].text) or ended or not _is_verb(groups[-1][0].words[0].text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [tuple(group) for group in groups]


def _is_verb(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isupper()
