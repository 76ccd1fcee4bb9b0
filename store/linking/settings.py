"""The thresholds and weights of trails.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

HAIR = 0.0001
"""The last digit that a similarity has."""


@dataclass(frozen=True)
class LinkSettings:
    """What trails.toml says, where each figure has its reason."""

    similar: float
    sure: float
    review: float
    enough: float
    contained: float
    two: float
    other_object: float
    doubts: float
    other_owner: float
    later_part: float
    later_word: float
    rival: float
    earlier: float
    weight: dict[str, float]


@cache
def settings() -> LinkSettings:
    """The thresholds and weights of trails.toml."""
    told = tomllib.loads(settings_text())
    return LinkSettings(**told["link"], weight=told["weight"])


@cache
def settings_text() -> str:
    """The text of trails.toml."""
    return (resources.files("risktrail.store") / "trails.toml").read_text(encoding="utf-8")
