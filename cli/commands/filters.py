"""The option --status, which limits an answer to rows with such an action."""

from __future__ import annotations

from typing import Annotated

import typer

from risktrail.schema.errors import UsageError
from risktrail.store.labels import STATUS_LABELS

StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        "-s",
        help="Only with an action of this status: " + ", ".join(STATUS_LABELS) + ".",
        metavar="STATUS",
    ),
]


def known_status(status: str | None) -> str | None:
    """The status as the store has it, however it was typed. Raises UsageError where there is no such status."""
    if status is None:
        return None
    wanted = status.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in STATUS_LABELS:
        raise UsageError(f"there is no status {status!r}. Use one of {', '.join(STATUS_LABELS)}.")
    return wanted
