"""What a risk's latest paper prints of it besides its rating, texts and actions: owners, dates, further ratings."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from risktrail.store.answer_rows import RiskPart
from risktrail.web.register import Evidence, Register

SHOWN_ELSEWHERE = frozenset(
    {"rating", "description", "cause", "impact", "control", "action", "remark", "recommendation"}
)
"""The parts that the page of a risk shows through all months."""


class RiskFact(NamedTuple):
    """One kind of fact, under the head that the paper prints it under or its usual name; each text with its page."""

    name: str
    texts: list[tuple[str, Evidence | None]]


def risk_facts(register: Register, risk_id: str) -> list[RiskFact]:
    """The facts of the last month in which a risk stands, in the order of `risktrail show`."""
    parts = [part for part in register.reader.show(risk_id, register.code) if part.part not in SHOWN_ELSEWHERE]
    return [
        RiskFact(name, [(_text(part), register.evidence(part.period, part.page)) for part in of_name])
        for name, of_name in groupby(parts, key=_name)
    ]


def _name(part: RiskPart) -> str:
    return part.head or part.part.replace("_", " ").capitalize()


def _text(part: RiskPart) -> str:
    dated = f" ({part.note_date})" if part.note_date else ""
    return f"{part.text or ''}{dated}"
