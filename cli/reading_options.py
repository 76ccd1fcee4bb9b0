"""The options of the commands that read papers."""

from __future__ import annotations

from typing import Annotated

import typer

from risktrail.importing.options import Engine, Ocr

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
VerifyOption = Annotated[bool, typer.Option("--verify", help="Read with both engines and list every difference.")]
