"""What a paper says, as validated models: the one language that reading and storing share."""

from risktrail.schema.report import (
    Action,
    Narrative,
    ReadingWarning,
    Recommendation,
    Report,
    Risk,
    Source,
    Standing,
    Status,
    UnplacedLine,
)

__all__ = [
    "Action",
    "Narrative",
    "ReadingWarning",
    "Recommendation",
    "Report",
    "Risk",
    "Source",
    "Standing",
    "Status",
    "UnplacedLine",
]
