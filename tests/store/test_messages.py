"""Messages that list what there is: all of it up to a dozen, and how much more there is beyond."""

from __future__ import annotations

import pytest

from risktrail.store.errors import UnknownPaperError, in_short

MONTHS = [f"{year}-{month:02}" for year in (2020, 2021) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "none"), (1, "2020-01"), (12, ", ".join(MONTHS[:12])), (13, "2020-01 to 2021-01 (13 reports)")],
)
def test_up_to_twelve_months_are_named(months: int, said: str) -> None:
    assert in_short(MONTHS[:months]) == said


@pytest.mark.parametrize(("papers", "more"), [(12, ""), (13, " and 1 more")])
def test_up_to_twelve_papers_are_named(papers: int, more: str) -> None:
    names = [f"{number}.pdf" for number in range(papers)]
    assert str(UnknownPaperError("x.pdf", names)).endswith(f"it has {', '.join(names[:12])}{more}")
