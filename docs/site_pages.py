"""The pages of the site that are made when it is built: README.md as its first, the questions, the store's tables.

mkdocs calls `on_files` and `on_page_markdown` (hooks in mkdocs.yml). What is said elsewhere is taken from there, so
that nothing is said twice: definitions from the SQL files, answers from the sample papers, columns from the tables.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rich.console import Console

from risktrail.cli.render.tables import draw_rows
from risktrail.importing.pipeline import import_papers
from risktrail.store import Answer, Reader, open_reader, questions
from risktrail.store.catalogue import Question, base_views, columns_of
from risktrail.store.column_comments import meaning

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 84
ROWS = 4
BUILT = "`make site` builds"
"""How the line of the README begins that a reader of the site has no use for."""
_LINKS = (
    (re.compile(r"\]\((?:\.\./)?docs/"), "]("),
    (re.compile(r"\]\((?:\.\./)?store/README\.md"), "](store.md"),
    (re.compile(r"\]\((?:\.\./)README\.md"), "](index.md"),
    (re.compile(r"\[([^\]]*)\]\((?:\.\./)?(?:benchmarks|findings|tests/long_checks)/README\.md[^)]*\)"), r"\1"),
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    from mkdocs.structure.files import File

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        import_papers(ROOT / "samples", Path(folder, "samples.duckdb"))
        with open_reader(Path(folder, "samples.duckdb")) as store:
            made = {
                "index.md": "\n".join(index_page(readme)),
                "questions.md": "\n".join(questions_page(store)),
                "store.md": "\n".join(store_page(store)),
            }
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Let links to files of the checkout lead to pages of the site."""
    for link, target in _LINKS:
        markdown = link.sub(target, markdown)
    return markdown


def index_page(readme: str) -> Iterator[str]:
    """The README, with what is on the site alone in place of how the site is built."""
    for line in readme.splitlines():
        if line.startswith(BUILT):
            yield "[Questions](questions.md) has every question that can be asked, with its answer on the samples, and"
            yield "[The store](store.md) every table and view."
        else:
            yield line


def questions_page(store: Reader) -> Iterator[str]:
    """Each question of the catalogue: what it counts, what it takes, its columns, and an answer on the samples."""
    yield "# Questions\n"
    yield "Ask one with `risktrail ask NAME`; `risktrail ask NAME --help` shows what stands here. Each is also a view"
    yield "or a table macro of the store. The examples are of the sample papers, and show the first rows.\n"
    for question in questions().values():
        yield f"## {question.name}\n\n{question.summary}\n"
        if question.definition:
            yield f"{' '.join(question.definition.split())}\n"
        if question.parameters:
            yield f"Takes {', '.join(_parameter(*each) for each in question.parameters.items())}.\n"
        yield from _columns(
            (name, kind, meaning(question.name, name)) for name, kind in columns_of(store.con, question)
        )
        yield _example(store, question)


def store_page(store: Reader) -> Iterator[str]:
    """The store's own page, and after it each table and each view with its columns, as the store's comments say."""
    yield (ROOT / "store" / "README.md").read_text(encoding="utf-8")
    commented = store.query(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
        " ORDER BY table_name, column_index"
    )
    columns = {name: [row[1:] for row in rows] for name, rows in groupby(commented, key=itemgetter(0))}
    views = {view.name: view for view in base_views()}
    yield "\n## Tables\n"
    for name in sorted(columns.keys() - views.keys() - questions().keys()):
        yield f"\n### {name}\n"
        yield from _columns(columns[name])
    yield "\n## Views\n"
    for name, view in views.items():
        yield f"### {name} {{ #view-{name} }}\n\n{view.summary} {' '.join(view.definition.split())}\n"
        yield from _columns(columns.get(name, ()))


def _columns(columns: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A table of columns, each with its type and what it holds."""
    yield "| column | type | |\n| --- | --- | --- |"
    for name, kind, held in columns:
        yield f"| `{name}` | {kind} | {held.replace('|', chr(92) + '|')} |"
    yield ""


def _parameter(name: str, default: str | None) -> str:
    if default is None:
        return f"`{name}` (has to be given)"
    return f"`{name}`" if default == "NULL" else f"`{name}={default}`"


def _example(store: Reader, question: Question) -> str:
    """The command that asks a question, and the first rows of its answer on the samples."""
    given = {name: "1" for name, default in question.parameters.items() if default is None}
    answer = store.ask(question.name, "OPSG", **given)
    drawn = _drawn(answer) if len(answer) else f"Nothing found: {answer.looked_at or 'no rows'}."
    settings = "".join(f" {name}={value}" for name, value in given.items())
    return f"```text\n$ risktrail ask {question.name}{settings} --register OPSG\n{drawn}\n```\n"


def _drawn(answer: Answer[tuple[Any, ...]]) -> str:
    file = io.StringIO()
    console = Console(file=file, width=WIDTH, highlight=False, markup=False, emoji=False)
    with contextlib.redirect_stdout(file):
        draw_rows(Answer(answer.columns, answer.rows[:ROWS], titles=answer.titles), console)
    left_out = len(answer) - ROWS
    lines = [line.rstrip() for line in file.getvalue().rstrip().splitlines()]
    return "\n".join([*lines, f"… {left_out} more"] if left_out > 0 else lines)
