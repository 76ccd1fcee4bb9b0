"""Where the rows of a workbook lead: to the page of the paper, and to the words on it."""

from __future__ import annotations

from typing import Any

import pytest

from risktrail.store.paper_links import links_of

AT = "http://127.0.0.1:8000"


def found(**row: Any) -> dict[str, str]:
    columns = tuple(row)
    return {columns[at]: url for at, url in links_of(columns, AT)(tuple(row.values())).items()}


def test_the_page_leads_to_the_words_of_the_action() -> None:
    assert found(register="ABC", risk_id="A-1", action_id="xyz", source_file="a b.pdf", page=3) == {
        "page": f"{AT}/paper?file=a+b.pdf&page=3&register=ABC&mark=action%3Axyz"
    }
    assert found(register="ABC", risk_id="A-1", source_file="a.pdf", page=3)["page"].endswith("&mark=risk%3AA-1")


def test_both_papers_of_a_change_are_led_to() -> None:
    row = {"register": "ABC", "from_file": "a.pdf", "from_page": 1, "to_file": "b.pdf", "to_page": None}
    assert found(**row) == {
        "from_page": f"{AT}/paper?file=a.pdf&page=1&register=ABC", "to_file": f"{AT}/paper?file=b.pdf&register=ABC",
    }  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        {"register": None, "source_file": "bad.pdf", "page": None},
        {"register": "ABC", "source_file": None, "page": None},
        {"register": "ABC", "page": 3},
        {"register": "ABC", "a_file": "a.pdf"},
    ],
)
def test_what_names_no_page_that_can_be_shown_leads_nowhere(row: dict[str, Any]) -> None:
    assert found(**row) == {}


def test_a_row_on_a_paper_leads_to_the_paper() -> None:
    assert found(register="ABC", source_file="pack.pdf#p35-40") == {
        "source_file": f"{AT}/paper?file=pack.pdf%23p35-40&register=ABC"
    }
