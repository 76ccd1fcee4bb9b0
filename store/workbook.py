"""An answer as an Excel workbook (.xlsx) of one sheet; sheets.py says how it is written."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from risktrail.store.paper_links import USUAL_ADDRESS
from risktrail.store.rating_matrix import RatingMatrix
from risktrail.store.rating_sheet import add_ratings
from risktrail.store.sheets import workbook_of

if TYPE_CHECKING:
    from risktrail.store.answer import AnyAnswer

SHEET = "Answer"


def workbook(answer: AnyAnswer, served_at: str = USUAL_ADDRESS) -> bytes:
    """An answer as the bytes of a workbook, values as `Answer.records` has them. Ratings have colours and a chart.

    Args:
        answer: The answer.
        served_at: Where its links find papers: where `risktrail serve` runs.

    Raises:
        QuestionError: The answer has more rows or columns, or a longer text, than a sheet can hold.
    """
    kept = io.BytesIO()
    with workbook_of(kept, served_at) as sheets:
        if isinstance(answer, RatingMatrix):
            add_ratings(sheets, answer)
        else:
            sheets.add(SHEET, answer.columns, list(answer.records()))
    return kept.getvalue()
