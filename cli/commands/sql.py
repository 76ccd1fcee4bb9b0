"""The command `sql`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from risktrail.cli.commands.answering import OpenStore, answers
from risktrail.cli.render import load_plain_table
from risktrail.store import AnyAnswer


@answers(load_plain_table)
def sql(
    store: OpenStore,
    statement: Annotated[str, typer.Argument(help="One statement that reads; - takes it from stdin.")],
) -> AnyAnswer:
    """Ask the store in SQL. It is opened read-only and sees no other file.

    `SHOW TABLES` and `DESCRIBE actions` tell what there is.

    Example: risktrail sql "SELECT period, count(*) AS risks FROM risks GROUP BY ALL ORDER BY 1"
    """
    return store.reader.sql(sys.stdin.read() if statement == "-" else statement)
