"""The options of the commands that read papers."""

from __future__ import annotations

from typing import Annotated

import typer

from risktrail.importing.options import Engine, Ocr
from risktrail.schema.errors import UsageError
from risktrail.schema.file_places import PageRange, page_range_of

EngineOption = Annotated[
    Engine,
    typer.Option("--engine", help="Which reader opens the PDF; pdfplumber is the slow second opinion."),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        help="The family of the papers: a profile's name or its .toml file. Default: the one that explains most.",
        metavar="NAME|FILE",
    ),
]
OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr",
        help="Which pages to recognise from their pictures: those without text, none, or all. Needs risktrail[ocr].",
    ),
]
PagesOption = Annotated[
    str | None,
    typer.Option("--pages", help="Read these pages as one paper: one of a file that holds several.", metavar="35-40"),
]
VerifyOption = Annotated[bool, typer.Option("--verify", help="Read with both engines and list every difference.")]


def chosen_pages(text: str | None) -> PageRange | None:
    """The pages that `--pages` names; None where it is not given.

    Raises:
        UsageError: It names none.
    """
    if text is None:
        return None
    pages = page_range_of(text)
    if pages is None:
        raise UsageError(f"--pages {text!r} names no pages. Write them as in --pages 35-40.")
    return pages
