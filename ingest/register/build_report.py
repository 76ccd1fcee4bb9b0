"""From a paper's sorted lines to the validated Report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from risktrail.ingest.fields.dehyphenate import Joiner
from risktrail.ingest.fields.lists import headings_among, paragraphs
from risktrail.ingest.fields.rating import Rating, printed_products, read_rating
from risktrail.ingest.fields.risk_number import RiskNumber
from risktrail.ingest.layout.footnotes import Footnote
from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.actions import read_actions
from risktrail.ingest.register.collected_lines import PaperDraft, RiskDraft
from risktrail.ingest.register.entries import Entries, Entry
from risktrail.ingest.register.front_matter import Front, read_front
from risktrail.ingest.register.recommendations import read_recommendations
from risktrail.ingest.register.report_context import ReportContext
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.sources import sources_of, unplaced_lines
from risktrail.schema.report import KindRating, Narrative, RatingKind, Report, Risk


def build_report(
    draft: PaperDraft,
    entries: Entries,
    footnotes: Sequence[Footnote],
    body: float,
    pages: tuple[int, int],
    profile: Profile,
    tags: LineTags,
) -> Report:
    """The Report of a paper whose lines have been sorted, with these risks. `body` is its usual font size, in points,
    `pages` are its first and last page in its file, `tags` those of its pages.

    What can be read in more than one way is read in one, and named in a warning.
    """
    context = ReportContext([line for line, _, _ in draft.ledger], profile, entries.warnings, tags)
    numbers, _ = entries.numbered
    recommendations, closing = read_recommendations(draft, entries, context)
    front = read_front(draft, closing, body, profile)
    risks = tuple(_risk(entry, context) for entry in entries.entries)
    _check_sections(draft, context)
    _check_numbers(entries, risks, context)
    for code, message in front.doubts:
        context.warn(code, message, None)
    narrative = list(_narrative(draft, front, context))
    purpose = next((part for part, kind in narrative if kind == "purpose" and part.paragraphs), None)
    context.warn_of_hyphens()
    return Report(
        title=front.title,
        committee=profile.paper.get("register") or front.committee or _prefix(numbers),
        paper_reference=front.paper_reference,
        meeting_number=front.meeting_number,
        meeting_date=front.meeting_date,
        report_date=front.report_date,
        period=front.period,
        author=front.author,
        purpose=purpose.paragraphs if purpose else (),
        risks=risks,
        recommendations=recommendations,
        narrative=(
            *(part for part, _ in narrative if part is not purpose),
            *(_narrative_of_footnote(footnote, profile) for footnote in footnotes),
        ),
        unplaced=unplaced_lines(draft.ledger),
        warnings=tuple(context.warnings),
        page_count=pages[1] - pages[0] + 1,
        pages=pages,
        profile=profile.name,
    )


def _risk(entry: Entry, context: ReportContext) -> Risk:
    draft, risk_id = entry.draft, entry.risk_id
    join = context.joiner.join
    rating_text = join(draft.rating)
    rating = _rating(rating_text, entry, context)
    impact = paragraphs(draft.impact, context.measure)
    for heading in headings_among(draft.impact, context.measure):
        message = f"{risk_id}: is “{heading.text}” a heading? It and the text below it are kept as impact"
        context.warn("heading_unsure", message, heading.page)
    actions, remarks = read_actions(draft.actions, draft.action_rows, risk_id, context)
    if not draft.description:
        context.warn("no_description", f"{risk_id} has no description", draft.lines[0].page)
    return Risk(
        risk_id=risk_id,
        score=rating.score,
        band=rating.band,
        rating_text=rating_text or None,
        ratings=_ratings(rating, rating_text, entry, context),
        description=join(draft.description),
        impact=tuple(join(lines) for lines in impact),
        actions=tuple(actions),
        remarks=tuple(join(item.lines) for item in remarks),
        section=draft.section,
        standing=draft.standing,
        source=sources_of(draft.lines),
        rating_source=sources_of(draft.rating),
        description_source=sources_of(draft.description),
        impact_source=tuple(sources_of(lines) for lines in impact),
        remarks_source=tuple(sources_of(item.lines) for item in remarks),
    )


def _ratings(rating: Rating, text: str, entry: Entry, context: ReportContext) -> tuple[KindRating, ...]:
    """The one rating of a register that prints one a risk: that which stands now, with its factors where columns beside
    it have them."""
    if not rating.is_stated:
        return ()
    draft = entry.draft
    impact, likelihood = (_figure(lines) for lines in (draft.factor, draft.likelihood))
    source = sources_of([*draft.rating, *draft.likelihood, *draft.factor])
    found = KindRating(
        kind=RatingKind.CURRENT,
        impact=impact,
        likelihood=likelihood,
        score=rating.score,
        band=rating.band,
        text=text,
        source=source,
    )
    if impact is not None and likelihood is not None and rating.score not in (None, impact * likelihood):
        message = (
            f"{entry.risk_id}: the paper prints {rating.score}, but {impact} x {likelihood} is {impact * likelihood}"
        )
        context.warn("product_differs", message, draft.rating[0].page)
    return (found,)


def _figure(lines: Sequence[Line]) -> int | None:
    """The figure that a cell holds; None where it holds none."""
    text = "".join(line.text for line in lines).strip(" .")
    return int(text) if text.isdecimal() else None


def _rating(text: str, entry: Entry, context: ReportContext) -> Rating:
    """The rating of a risk, and a warning where none was read, it is doubtful, or the scale gives another band."""
    draft: RiskDraft = entry.draft
    rating = read_rating(text, context.profile)
    page = (draft.rating or draft.lines)[0].page
    if not rating.is_stated:
        message = f"{entry.risk_id}: no rating could be read" + (f" from “{text}”" if text else "")
        context.warn("no_rating", message, page)
    elif not rating.sure:
        context.warn("rating_unsure", f"{entry.risk_id}: “{text}” can be read in more than one way", page)
    if rating.score is not None:
        band = context.profile.band_of(rating.score)
        if band is None or rating.band not in (None, band):
            scale = f"makes {rating.score} {band}" if band else f"does not know a score of {rating.score}"
            context.warn("band_mismatch", f"{entry.risk_id}: “{text}”, but the scale {scale}", page)
    if products := printed_products(text):
        _check_product(entry, rating, products, page, context)
    return rating


def _check_product(
    entry: Entry, rating: Rating, products: Sequence[tuple[int, int]], page: int, context: ReportContext
) -> None:
    """Warn where a cell prints products, and its score is none of them."""
    if rating.score is None or any(one * other == rating.score for one, other in products):
        return
    one, other = products[-1]
    message = f"{entry.risk_id}: the paper prints {rating.score}, but {one} x {other} is {one * other}"
    context.warn("product_differs", message, page)


def _check_numbers(entries: Entries, risks: Sequence[Risk], context: ReportContext) -> None:
    """Warn of risk numbers that stand twice, are not numbered as most are, or are far from all others."""
    for risk_id, count in Counter(risk.risk_id for risk in risks).items():
        if count > 1:
            pages = [risk.source[0].page for risk in risks if risk.risk_id == risk_id]
            listed = ", ".join(map(str, pages))
            context.warn("duplicate_risk", f"{risk_id} stands {count} times, on pages {listed}", pages[1])
    numbered = [(entry.number, risk) for entry, risk in zip(entries.entries, risks, strict=True) if entry.number]
    prefixes = Counter(number.prefix for number, _ in numbered)
    if len(prefixes) > 1:
        usual = max(prefixes, key=lambda prefix: prefixes[prefix])
        for number, risk in numbered:
            if number.prefix != usual:
                message = f"{risk.risk_id} is not numbered “{usual}” as most are"
                context.warn("number_prefix", message, risk.source[0].page)
    by_value = sorted(((number.value, risk) for number, risk in numbered), key=lambda pair: pair[0])
    for (lower, _), (higher, risk) in pairwise(by_value):
        if higher - lower > SETTINGS.number_jump:
            context.warn("number_out_of_sequence", f"{risk.risk_id} follows number {lower}", risk.source[0].page)


def _check_sections(draft: PaperDraft, context: ReportContext) -> None:
    """Warn of headings of sections that stand several times: they may be labels of risks, which such a section ends."""
    headings = [
        section.heading
        for section in draft.sections
        if section.heading is not None and section.kind in ("purpose", "recommendations")
    ]
    for text, count in Counter(heading.text for heading in headings).items():
        if count > 1:
            pages = list(dict.fromkeys(heading.page for heading in headings if heading.text == text))
            listed = f"{'page' if len(pages) == 1 else 'pages'} {', '.join(map(str, pages))}"
            message = (
                f"“{text}” stands {count} times, on {listed}: what is below it was taken for"
                " a section of the paper, and may be a part of the risk above it"
            )
            context.warn("heading_unsure", message, pages[0])


def _narrative(draft: PaperDraft, front: Front, context: ReportContext) -> Iterable[tuple[Narrative, str]]:
    """The prose of each section, with the section's kind."""
    for section in draft.sections:
        lines = [line for line in section.said if line not in front.title_lines]
        if not lines and section.heading is None:
            continue
        parts = tuple(context.joiner.join(group) for group in paragraphs(lines, context.measure))
        heading = context.joiner.join([section.heading]) if section.heading else None
        source = sources_of([*([section.heading] if section.heading else []), *lines])
        yield Narrative(heading=heading, paragraphs=parts, source=source), section.kind


def _narrative_of_footnote(footnote: Footnote, profile: Profile) -> Narrative:
    """A footnote as prose that belongs to no risk. Its own lines alone tell how it joins."""
    text = Joiner(footnote.lines, profile.hyphens).join(footnote.lines)
    return Narrative(paragraphs=(text,), source=sources_of(footnote.lines))


def _prefix(numbers: Sequence[RiskNumber]) -> str | None:
    """The committee by its risks' numbers, where the paper does not name it. One number alone may be an example, and
    a letter alone (`R-01`) names none."""
    prefixes = Counter(number.prefix for number in numbers if len(number.prefix) > 1)
    usual = max(prefixes, key=lambda prefix: (prefixes[prefix], prefix), default=None)
    return usual if usual and prefixes[usual] > 1 else None
