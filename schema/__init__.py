"""What a paper says, as validated models: the one language that reading and storing share."""

from schema.report import (
    Action,
    Narrative,
    Recommendation,
    Report,
    Risk,
    Source,
    Standing,
    Status,
    UnplacedLine,
    ReadingWarning,
)

__all__ = [
    "Action",
    "Narrative",
    "Recommendation",
    "Report",
    "Risk",
    "Source",
    "Standing",
    "Status",
    "UnplacedLine",
    "ReadingWarning",
]
