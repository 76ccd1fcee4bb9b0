"""The kinds of a table's rows, heads put together from their pieces."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.lines import lines_of
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.register.table_rows import KnownRow, RowKind, known_rows
from tests.ingest.papers import profile

HEAD = ("Risk Number", "Risk Description", "Severity Rating")
RECORD = ("QRS-001", "There is a risk.", "20 (Critical)")


def row(*cells: str) -> Row:
    """A row of cells 100 points wide, a line of text for each part between slashes."""
    return Row(
        1, 0, 0, 100.0 * len(cells), tuple(_cell(100.0 * place, *text.split("/")) for place, text in enumerate(cells))
    )


def _cell(left: float, *texts: str) -> Cell:
    words = [Word(left, 12.0 * level, left + 5, 12.0 * level + 10, text) for level, text in enumerate(texts) if text]
    return Cell(left, left + 100, tuple(lines_of(1, words)))


def kinds(*rows: Row) -> list[tuple[RowKind, tuple[str, ...]]]:
    return [(kind, tuple(cell.text for cell in found.cells)) for kind, found in known_rows(rows, profile())]


def test_a_head_and_its_records() -> None:
    assert kinds(row(*HEAD), row(*RECORD)) == [(RowKind.HEAD, HEAD), (RowKind.RECORD, RECORD)]


def test_the_heads_of_a_risks_parts() -> None:
    assert kinds(row("Impact", "Mitigation Actions")) == [(RowKind.PARTS_HEAD, ("Impact", "Mitigation Actions"))]


def test_a_row_of_one_cell() -> None:
    assert kinds(row("Hubs and depots")) == [(RowKind.SINGLE, ("Hubs and depots",))]


@pytest.mark.parametrize(
    "pieces",
    [
        [row("Risk", "Risk", "Severity"), row("Number", "Description", "Rating")],
        [row("", "Risk Description", ""), row("Risk/Number", "", "Severity/Rating")],
        [row("Risk Number", "Risk", "Severity Rating"), row("", "Description", "")],
    ],
)
def test_a_head_in_several_rows_is_one(pieces: list[Row]) -> None:
    found = kinds(*pieces, row(*RECORD))
    assert [kind for kind, _ in found] == [RowKind.HEAD, RowKind.RECORD]
    assert "".join(found[0][1]).replace(" ", "").replace("-", "") == "".join(HEAD).replace(" ", "")


def test_a_head_and_a_record_in_one_row_of_cells_are_two() -> None:
    both = row("Risk Number/QRS-001", "Risk Description/There is a risk.", "Severity Rating/20 (Critical)")
    assert kinds(both) == [(RowKind.HEAD, HEAD), (RowKind.RECORD, RECORD)]


def test_a_row_that_begins_like_a_head_and_is_none_is_a_record() -> None:
    piece = row("Risk", "Risk", "Severity")
    assert kinds(piece, row(*RECORD)) == [
        (RowKind.RECORD, ("Risk", "Risk", "Severity")),
        (RowKind.RECORD, RECORD),
    ]
    assert list(known_rows([piece], profile())) == [KnownRow(RowKind.RECORD, piece)]


def test_a_head_that_is_printed_again_is_a_head_again() -> None:
    assert [kind for kind, _ in kinds(row(*HEAD), row(*HEAD))] == [RowKind.HEAD, RowKind.HEAD]


def test_most_columns_must_be_known_and_no_two_alike() -> None:
    assert kinds(row(*HEAD, "Steward"))[0][0] is RowKind.HEAD
    assert kinds(row(*HEAD, "Steward", "Since", "Depot"))[0][0] is RowKind.RECORD
    assert kinds(row("Risk", "Description", "Rating"))[0][0] is RowKind.RECORD  # both are the description's
