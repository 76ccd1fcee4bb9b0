"""A whole store as one Excel workbook: the answers that people ask for first, then every question, then every table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.store import catalogue
from risktrail.store.column_comments import meaning
from risktrail.store.export import OF_IMPORTS, TABLES
from risktrail.store.paper_links import USUAL_ADDRESS
from risktrail.store.rating_sheet import RATINGS, add_ratings
from risktrail.store.sheets import LINKED, LONGEST_NAME, PLAIN, Sheets, SheetWriter, workbook_of
from risktrail.store.sql import identifier
from risktrail.store.whole_files import written_whole

if TYPE_CHECKING:
    from risktrail.store.answer import AnyAnswer
    from risktrail.store.reader import Reader

NAME = "risktrail.xlsx"
CONTENTS, COLUMNS = "contents", "columns"
TABLE_PREFIX = "table "
"""Before the name of a table: some are named as an answer is, but for an s."""


class _Listed(NamedTuple):
    """A sheet as the contents list it."""

    sheet: str
    holds: str
    rows: int
    told_in: str
    """The table, view or question whose columns it has."""
    columns: Sequence[str]


def export_workbook(path: Path | str, folder: Path | str, *, ledger: bool = False) -> Path:
    """Write a store as one workbook into a folder: a sheet for each answer, question and table.

    Its first sheet lists the others, its last says what each column holds. The papers' bytes are not in it.

    Args:
        path: The store's file.
        folder: The folder; made if it is missing.
        ledger: Write the tables of this machine's imports too.

    Returns:
        The workbook.

    Raises:
        StoreError: The store cannot be used.
        QuestionError: A table has more rows than a sheet can hold.
        OSError: The folder cannot be written.
    """
    from risktrail.store.reader import open_reader

    file = Path(folder) / NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    with (
        open_reader(path) as reader,
        written_whole(file) as new,
        new.open("wb") as target,
        workbook_of(target, USUAL_ADDRESS) as sheets,
    ):
        contents = sheets.book.add_worksheet(CONTENTS)
        listed = [*_answers(reader, sheets), *_questions(reader, sheets), *_tables(reader, sheets, ledger=ledger)]
        _add_columns(sheets, listed)
        _write_contents(sheets, contents, listed)
    return file


def _answers(reader: Reader, sheets: Sheets) -> Iterator[_Listed]:
    """The answers of the commands that need not be told anything."""
    if reader.registers():
        ratings = reader.ratings()
        add_ratings(sheets, ratings)
        holds = "The ratings of all risks in all months, in the colours of their bands, with a chart"
        yield _Listed(RATINGS, holds, len(ratings), "", ratings.columns)
    found: list[tuple[str, str, AnyAnswer]] = [
        ("reports", "One row a paper", reader.reports()),
        ("risks", "One row a risk and month", reader.risks()),
        ("actions", "One row an action and month", reader.actions()),
        ("decisions", "What people decided", reader.decisions(undone=True)),
    ]
    for name, holds, answer in found:
        sheets.add(name, answer.columns, list(answer.records()))
        yield _Listed(name, holds, len(answer), name, answer.columns)


def _questions(reader: Reader, sheets: Sheets) -> Iterator[_Listed]:
    for each in catalogue.questions().values():
        if None not in each.parameters.values():
            source = f"{each.name}()" if each.is_macro else each.name
            yield _add(reader, sheets, each.name, source, each.summary.rstrip(".:"), each.name)


def _tables(reader: Reader, sheets: Sheets, *, ledger: bool) -> Iterator[_Listed]:
    for name in TABLES + (OF_IMPORTS if ledger else ()):
        source = f"(FROM {identifier(name)} ORDER BY ALL)"
        yield _add(reader, sheets, f"{TABLE_PREFIX}{name}", source, f"The store's table {name}", name)


def _add(reader: Reader, sheets: Sheets, sheet: str, source: str, holds: str, told_in: str) -> _Listed:
    answer = reader.query(f"FROM {source}")
    sheets.add(sheet, answer.columns, answer.rows)
    return _Listed(sheet[:LONGEST_NAME], holds, len(answer), told_in, answer.columns)


def _add_columns(sheets: Sheets, listed: Sequence[_Listed]) -> None:
    rows = [(each.sheet, name, meaning(each.told_in, name)) for each in listed if each.told_in for name in each.columns]
    sheets.add(COLUMNS, ("sheet", "column", "holds"), rows)


def _write_contents(sheets: Sheets, contents: Any, listed: Sequence[_Listed]) -> None:
    """Fill the first sheet, which was made before the others to stand before them."""
    written = SheetWriter(sheets, CONTENTS, ("sheet", "holds", "rows"), len(listed), contents)
    for at, each in enumerate(listed, 1):
        written.write_row((each.sheet, each.holds, each.rows))
        contents.write_url(at, 0, f"internal:'{each.sheet}'!A1", sheets.look(**PLAIN, **LINKED), each.sheet)
    written.finish()
    contents.activate()
