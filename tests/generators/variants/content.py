"""A made-up paper's content, drawn from a seed: risks, actions and requests, each with how it is printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from risktrail.schema.report import Standing
from tests.generators.variants import words
from tests.generators.variants.style import Style

SCORES = (25, 20, 16, 15, 12, 10, 9, 8, 6, 5, 4, 3, 2, 1)
STATUSES = {
    "ongoing": ("Ongoing", "Ongoing", "Ongoing", "On-going", "In progress", "ongoing", "ONGOING"),
    "completed": ("Completed", "Complete", "Closed", "Done"),
    "not_started": ("Not started", "Not Started"),
    "on_hold": ("On hold", "Paused"),
    "recurring": ("Monthly", "Every meeting"),
}
SECTIONS = {
    Standing.ACTIVE: "Actively Managed Risks",
    Standing.NEW: "New Risks",
    Standing.CANDIDATE: "Candidate Risks",
    Standing.CLOSED: "Closed Risks",
}


@dataclass(frozen=True)
class Action:
    """An action, and its bullet as the paper prints it."""

    text: str
    status: str
    status_text: str | None
    note: str | None
    printed: str


@dataclass(frozen=True)
class Risk:
    """A risk. `rating` are the lines of its rating cell."""

    risk_id: str
    score: int
    band: str
    rating: tuple[str, ...]
    description: str
    impact: tuple[str, ...]
    actions: tuple[Action, ...]
    remarks: tuple[str, ...]

    @property
    def bullets(self) -> list[str]:
        """What stands under the heading of its actions."""
        return [*(action.printed for action in self.actions), *self.remarks]


@dataclass(frozen=True)
class Paper:
    """One paper. `requests` pairs each recommendation with the risks it names."""

    style: Style
    reference: str
    meeting_number: int
    meeting_date: dt.date
    report_date: dt.date
    sections: tuple[tuple[Standing, tuple[Risk, ...]], ...]
    requests: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def risks(self) -> list[Risk]:
        """All risks in the paper's order."""
        return [risk for _, risks in self.sections for risk in risks]


def band(score: int) -> str:
    """The rating word of a score."""
    return "Critical" if score >= 20 else "High" if score >= 15 else "Moderate" if score >= 7 else "Low"


def make_paper(style: Style, random: Random) -> Paper:
    """The paper of a style: the same seed, the same paper."""
    meeting = dt.date(2019, 1, 10) + dt.timedelta(days=random.randrange(1800))
    number = random.randint(11, 88)
    values = random.sample(range(1, 15), random.randint(4, 8))
    scores = sorted((random.choice(SCORES) for _ in values), reverse=True)
    pairs = zip(values, scores, strict=True)
    risks = [_risk(style.number.format(value), score, style, random) for value, score in pairs]
    return Paper(
        style=style,
        reference=f"{style.committee}_{number}_{meeting:%d%m}_{random.randint(1, 15):02d}",
        meeting_number=number,
        meeting_date=meeting,
        report_date=meeting - dt.timedelta(days=random.choice((3, 5, 7))),
        sections=_sections(risks, random),
        requests=_requests(risks, random),
    )


def _sections(risks: list[Risk], random: Random) -> tuple[tuple[Standing, tuple[Risk, ...]], ...]:
    if random.random() < 0.7:
        return ((Standing.ACTIVE, tuple(risks)),)
    other = random.choice((Standing.NEW, Standing.CANDIDATE, Standing.CLOSED))
    return ((Standing.ACTIVE, tuple(risks[:-2])), (other, tuple(risks[-2:])))


def _risk(risk_id: str, score: int, style: Style, random: Random) -> Risk:
    bare = random.random() < 0.08  # a risk of which only the row is given
    remarks = (random.choice(words.REMARKS),) if not bare and random.random() < 0.1 else ()
    count = 0 if bare or remarks else random.choice((1, 2, 2, 3, 4))
    return Risk(
        risk_id=risk_id,
        score=score,
        band=band(score),
        rating=_rating(score, style, random),
        description=_description(random),
        impact=() if bare else _impact(random),
        actions=tuple(_action(style, random) for _ in range(count)),
        remarks=remarks,
    )


def _rating(score: int, style: Style, random: Random) -> tuple[str, ...]:
    old = random.choice([other for other in SCORES if other != score])
    names = {"score": score, "band": band(score), "old": old, "old_band": band(old)}
    return tuple(line.format(**names) for line in style.rating)


def _description(random: Random) -> str:
    lead = random.choice(("There is a risk that", "There is a Risk that", "Risk that"))
    cannot = random.choice(("will not be able to", "may be unable to", "cannot"))
    actor, deed, cause = (random.choice(pool) for pool in (words.ACTORS, words.DEEDS, words.CAUSES))
    text = f"{lead} {actor} {cannot} {deed} {cause}".rstrip()
    return f"{text}. {random.choice(words.MORE)}." if random.random() < 0.3 else text + random.choice((".", ""))


def _impact(random: Random) -> tuple[str, ...]:
    sentences = random.sample(words.IMPACTS, random.choice((1, 2, 3, 4)))
    half = len(sentences) // 2 if random.random() < 0.5 else 0
    return tuple(text for text in (" ".join(sentences[:half]), *sentences[half:]) if text)


def _action(style: Style, random: Random) -> Action:
    text = random.choice(words.ODD_ACTIONS) if random.random() < 0.2 else _plain_action(random)
    if random.random() < 0.05:
        return Action(text, "not_stated", None, None, text + random.choice(("", ".")))
    status = random.choices(list(STATUSES), (60, 16, 8, 8, 8))[0]
    said = random.choice(STATUSES[status])
    note = random.choice(words.NOTES) if random.random() < 0.25 else None
    separator = style.separator if random.random() < 0.8 else random.choice(style.odd_separators)
    noted = "" if note is None else f" ({note})" if random.random() < 0.7 else f" – {note}"
    return Action(text, status, said, note, f"{text}{separator}{said}{noted}{random.choice(('.', '.', ''))}")


def _plain_action(random: Random) -> str:
    verb, thing, tail = (random.choice(pool) for pool in (words.VERBS, words.OBJECTS, words.TAILS))
    owner = random.choice(words.OWNERS)
    return f"{owner} to {verb} {thing}{tail}" if random.random() < 0.7 else f"{verb.capitalize()} {thing}{tail}"


def _requests(risks: list[Risk], random: Random) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = [(text, ()) for text in random.sample(words.REQUESTS, 3)]
    named = tuple(risk.risk_id for risk in random.sample(risks, random.randint(1, 3)))
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    some = "risk" if len(named) == 1 else "risks"
    return (*found, (f"ENDORSE the escalation of {some} {listed} to the Board", named))
