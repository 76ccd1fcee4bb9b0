"""What a user would write in an afternoon: pdfplumber's text and regular expressions, papers to dictionaries.

It is the yardstick for speed, and reads what lies flat: risks, ratings, actions with their statuses. It knows nothing
of cells, page ends, headers or footers.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber

RISK = re.compile(r"^(OPSG|TABASC)[-–\s]?\s?(\d{2,3})\b(.*)")
RATING = re.compile(r"\b(\d{1,2})\s*[(–-]?\s*(Critical|High|Moderate|Medium|Low)\b")
HEADING = re.compile(r"^(Impacts?|Mitigat\w+ Actions?|Mitigations?):?$")
BULLET = re.compile(r"^\s*[•●▪◦■o–-]\s+(.*)")
STATUS = re.compile(
    r"\s[–—-]\s*(Ongoing|Completed?|Closed|Not started|On hold|Every OPSG)\b\.?\s*(\(.*\))?\.?\s*$", re.I
)


def read_report(content: bytes) -> dict[str, Any]:
    """One paper's risks, each with its rating, impact and actions."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        lines = [line for page in pdf.pages for line in (page.extract_text() or "").splitlines()]
    risks: list[dict[str, Any]] = []
    part = ""
    for line in lines:
        if found := RISK.match(line):
            rating = RATING.search(line)
            risks.append(
                {
                    "risk_id": f"{found[1]}-{found[2]}",
                    "description": found[3].strip(),
                    "score": int(rating[1]) if rating else None,
                    "band": rating[2] if rating else None,
                    "impact": [],
                    "actions": [],
                }
            )
            part = "description"
        elif risks and (heading := HEADING.match(line.strip())):
            part = "impact" if heading[1].startswith("Impact") else "actions"
        elif risks:
            _add(risks[-1], part, line)
    for risk in risks:
        risk["actions"] = [_action(text) for text in risk["actions"]]
    return {"risks": risks}


def _add(risk: dict[str, Any], part: str, line: str) -> None:
    rating = RATING.search(line)
    if part == "description":
        if rating and risk["score"] is None:
            risk["score"], risk["band"] = int(rating[1]), rating[2]
        risk["description"] += " " + line.strip()
    elif bullet := BULLET.match(line):
        risk[part].append(bullet[1])
    elif risk[part]:
        risk[part][-1] += " " + line.strip()
    else:
        risk[part].append(line.strip())


def _action(text: str) -> dict[str, Any]:
    found = STATUS.search(text)
    if not found:
        return {"text": text, "status": None, "note": None}
    return {"text": text[: found.start()], "status": found[1], "note": found[2]}
