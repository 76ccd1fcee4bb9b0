"""In every layout: a risk whose number's cell cannot be read takes nothing from the others and loses nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from risktrail.schema.report import Report, Risk
from tests.generators.variants.content import Paper, make_paper
from tests.generators.variants.layouts import LAYOUTS
from tests.generators.variants.papers import typeset
from tests.generators.variants.style import draw_style

CELLS = ("New", "", "{} (was XYZ-2)", "tbc")


def said_of(risk: Risk) -> tuple[object, ...]:
    """All that a paper says of a risk, its number aside."""
    return risk.score, risk.band, risk.description, risk.impact, tuple(action.text for action in risk.actions)


def paper_of(layout: str, seed: int) -> Paper:
    random = Random(f"{layout}/{seed}")  # noqa: S311  nothing secret about it
    return make_paper(draw_style(random), random)


def with_cell(paper: Paper, cell: str) -> Paper:
    """The same paper, the second risk's number replaced by what a cell says; `{}` is the number."""
    target = [risk for _, risks in paper.sections for risk in risks][1]
    sections = tuple(
        (
            standing,
            tuple(replace(risk, risk_id=cell.format(risk.risk_id)) if risk is target else risk for risk in risks),
        )
        for standing, risks in paper.sections
    )
    return replace(paper, sections=sections)


def read_paper(paper: Paper, layout: str, engine: EngineName) -> Report:
    return read(typeset(paper, layout).finish(), engine).report


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_its_parts_stay_its_own(layout: str, cell: str) -> None:
    paper = paper_of(layout, seed=0)
    before = read_paper(paper, layout, EngineName.PDFIUM)
    after = read_paper(with_cell(paper, cell), layout, EngineName.PDFIUM)
    assert [said_of(risk) for risk in after.risks] == [said_of(risk) for risk in before.risks]
    others = [risk.risk_id for n, risk in enumerate(after.risks) if n != 1]
    assert others == [risk.risk_id for n, risk in enumerate(before.risks) if n != 1]
    told = {warning.code for warning in after.warnings} - {warning.code for warning in before.warnings}
    assert told == {"renumbered" if "was" in cell else "risk_number_unread"}
