"""One DuckDB file with the papers, what they say, and the questions nobody could answer.

    with open_writer("risktrail.duckdb") as writer:
        writer.add(Paper.read(path), report, parser_version="1")
    with open_reader("risktrail.duckdb") as reader:
        reader.stalled(min_reports=3)

README.md beside this file describes tables, views and questions. Each name is loaded at its first use, so that
`import risktrail.store` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risktrail.store import errors
    from risktrail.store.aliases import AliasKind
    from risktrail.store.answer import Answer, AnyAnswer
    from risktrail.store.catalogue import Question, question, questions
    from risktrail.store.export import export_store, load_export
    from risktrail.store.formats import spreadsheet_safe
    from risktrail.store.history import redline
    from risktrail.store.identity import register_of
    from risktrail.store.page_reader import PageReader, open_page_reader
    from risktrail.store.papers import Given, Outcome, Paper
    from risktrail.store.rating_matrix import RatingMatrix
    from risktrail.store.reader import Reader, open_reader
    from risktrail.store.snapshot import RegisterSnapshot
    from risktrail.store.store_workbook import export_workbook
    from risktrail.store.writer import Writer, open_writer

_LATE = {
    "AliasKind": "aliases",
    "Answer": "answer",
    "AnyAnswer": "answer",
    "Question": "catalogue",
    "question": "catalogue",
    "questions": "catalogue",
    "export_store": "export",
    "export_workbook": "store_workbook",
    "load_export": "export",
    "spreadsheet_safe": "formats",
    "redline": "history",
    "register_of": "identity",
    "PageReader": "page_reader",
    "open_page_reader": "page_reader",
    "Given": "papers",
    "Outcome": "papers",
    "Paper": "papers",
    "RatingMatrix": "rating_matrix",
    "Reader": "reader",
    "open_reader": "reader",
    "RegisterSnapshot": "snapshot",
    "Writer": "writer",
    "open_writer": "writer",
}

__all__ = [
    "AliasKind",
    "Answer",
    "AnyAnswer",
    "Given",
    "Outcome",
    "PageReader",
    "Paper",
    "Question",
    "RatingMatrix",
    "Reader",
    "RegisterSnapshot",
    "Writer",
    "errors",
    "export_store",
    "export_workbook",
    "load_export",
    "open_page_reader",
    "open_reader",
    "open_writer",
    "question",
    "questions",
    "redline",
    "register_of",
    "spreadsheet_safe",
]


if not TYPE_CHECKING:  # else type checkers would take any name, misspelt ones too, for one of this module

    def __getattr__(name: str) -> Any:
        if name == "errors":
            return import_module("risktrail.store.errors")
        if name not in _LATE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"risktrail.store.{_LATE[name]}"), name)
