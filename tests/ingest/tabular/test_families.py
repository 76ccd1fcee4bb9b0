"""The invented series of `../shared/families`, each read with the profile that explains most of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from tests.ingest.tabular.comparing import expected, read_as, said

FAMILIES = sorted((Path(__file__).resolve().parents[4] / "shared" / "families").glob("*/*.pdf"))
CHOSEN = {
    "city-blocks": "detailed-report",
    "council-grid": "council",
    "council-spanned": "council",
    "parish-letters": "letters",
    "trust-forms": "assurance-framework",
}

pytestmark = pytest.mark.skipif(not FAMILIES, reason="there are no ../shared/families beside this checkout")


OTHER_ENGINE = [path for place, path in enumerate(FAMILIES) if path.parent not in {p.parent for p in FAMILIES[:place]}]


@pytest.mark.parametrize(
    ("path", "engine"),
    [(path, EngineName.PDFIUM) for path in FAMILIES] + [(path, EngineName.PDFPLUMBER) for path in OTHER_ENGINE],
    ids=lambda value: value.stem if isinstance(value, Path) else str(value),
)
def test_every_field_is_read_with_the_profile_chosen_by_itself(path: Path, engine: EngineName) -> None:
    truth = said(path.with_suffix(".json"))
    report = read(path.read_bytes(), engine).report
    if path.parent.name in ("council-grid", "council-spanned"):
        truth.pop("report_date")  # these print a month alone
    assert read_as(report, truth) == expected(truth)
    assert report.profile == CHOSEN[path.parent.name]
    assert report.unplaced == ()
