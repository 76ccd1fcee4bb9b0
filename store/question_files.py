"""The files of the views and questions, and whether a store has those of this program.

Every opening of a store asks that, so that nothing here takes their texts apart; catalogue.py does.
"""

from __future__ import annotations

import zlib
from pathlib import Path

_VIEWS, _QUESTIONS = Path(__file__).parent / "views", Path(__file__).parent / "queries"
FUNCTIONS = _VIEWS / "functions.sql"
"""The small functions that the views and questions use."""
BASE = (
    "series",
    "risk_decided",
    "conflicts",
    "reports",
    "risks",
    "actions",
    "remarks",
    "ratings",
    "causes",
    "controls",
    "updates",
    "details",
    "recommendations",
    "rated_risk_parts",
    "risk_parts",
    "risk_names",
    "risk_steps",
    "action_steps",
    "latest",
    "dated_actions",
    "taken_place",
    "gone_actions",
    "gone_risks",
    "rated_changes",
    "changes",
    "recognised_differences",
    "reused_numbers",
    "doubts",
    "named_doubts",
    "doubts_here",
    "decisions",
)
"""The views that questions are built on, each after those it uses."""


def base_views() -> list[Path]:
    """The files of the views that questions are built on, each after those it uses."""
    return [_VIEWS / f"{name}.sql" for name in BASE]


def questions() -> list[Path]:
    """The files of the questions, in alphabetical order."""
    return sorted(_QUESTIONS.glob("*.sql"))


def digest() -> str:
    """A digest of all views and questions. A store that was made with another one gets them again.

    Nobody is to be kept from making two texts with one digest, and a checksum is there sooner than hashlib is loaded.
    """
    text = b"\0".join(path.read_bytes() for path in (FUNCTIONS, *base_views(), *questions()))
    return f"{len(text)} {zlib.crc32(text):08x}"
