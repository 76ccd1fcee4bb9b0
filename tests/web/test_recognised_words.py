"""A doubt about a word of a scanned page leads to the word there; a month that differs is shown with the other."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from risktrail.schema.report import ReadingWarning, RecognisedWord
from risktrail.web.app import make_app
from tests.generators.register_builders import report, risk, store_of

WORD = RecognisedWord(page=2, bbox=(10.0, 20.0, 30.0, 32.0), text="20", confidence=91.0, other="26", unsure=True)
DOUBT = ReadingWarning(code="recognised_unsure", message="“20” was read with doubt; it may be “26”", page=2)


def test_doubts_of_scanned_pages_lead_to_their_words(tmp_path: Path) -> None:
    months = [
        report("2021-01", risk("A-1", 20, description="It fails within 20 days")),
        report(
            "2021-02",
            risk("A-1", 20, description="It fails within 26 days", page=2),
            risk("2", 4, page=2),
            recognised=(WORD,),
            warnings=(DOUBT,),
        ),
    ]
    with TestClient(make_app(store_of(tmp_path / "s.duckdb", months)), base_url="http://localhost") as client:
        text = client.get("/check").text
        (address,) = re.findall(r'href="([^"]+mark=doubtful%3A2)#marked"', text)
        page = client.get(address).text
    assert address.endswith("/pages/2?mark=doubtful%3A2")
    assert "Highlighted: words that were read with doubt" in page
    assert 'class="risk-id"' not in page  # 2 is the page, and the risk 2 has nothing to do with it
    assert '<a href="/check?register=ABC">To check in ABC</a>' in page
    assert "Read from a picture, and not as in the months around" in text
    assert "the description differs in a sign or two from that of 2021-01<" in text
    assert ">26</ins>" in text
    assert "decide different" not in text
