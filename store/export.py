"""A whole store exported as csv, parquet or json, and loaded again.

    folder/manifest.json        what this is, and the table versions it fits
    folder/tables/NAME.csv      every table of papers and of what follows from them
    folder/questions/NAME.csv   every question that needs no parameter, as it stands
    folder/papers/SHA256        the papers' bytes, where the store keeps them

Rows are sorted by all their columns, so that the same papers give the same bytes whatever the order of import. The
tables of one machine's imports (paths, times) are therefore left out, unless `ledger` asks for them. In csv a list or a
structure is JSON in its cell, an empty cell is NULL, a quoted empty cell an empty text, and no cell runs as a formula
(see formats.py); loading undoes all that.
"""

from __future__ import annotations

import contextlib
import errno
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from risktrail.store import catalogue, database
from risktrail.store.decision_numbers import number_the_rest
from risktrail.store.errors import NotAStoreError, StoreTooNewError, StoreUnreadableError
from risktrail.store.formats import DANGEROUS, GUARDED, NUMBER
from risktrail.store.readable_names import is_readable
from risktrail.store.sql import identifier, literal
from risktrail.store.whole_files import text_written_whole, written_whole

if TYPE_CHECKING:
    import duckdb

ExportFormat = Literal["csv", "parquet", "json"]
FORMATS: tuple[ExportFormat, ...] = ("csv", "parquet", "json")

TABLES = (
    "paper", "attached_file", "report", "risk", "rating", "cause", "impact", "control", "action", "risk_update",
    "detail", "remark", "recommendation", "narrative", "unplaced", "struck", "recognised_word", "reading_warning",
    "profile", "alias", "removed_paper", "paper_option", "decision", "decision_effect", "month_holder", "report_series",
    "action_trail", "action_candidate",
)  # fmt: skip
DERIVED = ("report_series", "action_trail", "action_candidate")
"""Tables that are worked out from the others."""
OF_IMPORTS = ("paper_location", "import_event", "lost_source")
"""Tables of this machine's imports."""
_OPTIONS = {
    "csv": "FORMAT csv, HEADER, NULLSTR '', FORCE_QUOTE *",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "json": "FORMAT json, ARRAY true",
}


def export_store(
    path: Path | str, folder: Path | str, fmt: ExportFormat, *, papers: bool = True, ledger: bool = False
) -> list[Path]:
    """Write the tables and questions of a store into a folder, a file each.

    An earlier export in the folder stays until the new one is complete. Then the new files take the place of the old
    ones, the manifest last.

    Args:
        path: The store's file.
        folder: The folder; made if it is missing.
        fmt: The format of every file.
        papers: Write the bytes of the papers too, where the store keeps them.
        ledger: Write the tables of this machine's imports too.

    Returns:
        The files written, the manifest first.

    Raises:
        StoreError: The store cannot be used.
        OSError: The folder cannot be written.
    """
    from risktrail.store.reader import open_reader

    folder = Path(folder)
    with open_reader(path):
        pass  # brings a store that needs it up to date first
    with (
        database.explained_damage(Path(path)),
        database.connect(Path(path), read_only=True, confined=False) as con,
    ):
        tables = TABLES + (OF_IMPORTS if ledger else ())
        asked = [each for each in catalogue.questions().values() if None not in each.parameters.values()]
        wanted = [("tables", name, name) for name in tables]
        wanted += [("questions", each.name, f"{each.name}()" if each.is_macro else each.name) for each in asked]
        _refuse_unreadable(folder)
        with contextlib.ExitStack() as until_all_are_whole:
            manifest = _write_manifest(folder, fmt, tables, until_all_are_whole)  # entered first, it is in place last
            files = [
                _write(con, folder / group / f"{name}.{fmt}", source, fmt, until_all_are_whole)
                for group, name, source in wanted
            ]
            files += _write_papers(con, folder) if papers else []
        return [manifest, *files]


def load_export(folder: Path | str, path: Path | str) -> None:
    """Make a new store from what `export_store` wrote.

    Args:
        folder: The folder of the export.
        path: The store to make.

    Raises:
        StoreUnreadableError: There is a file at `path` already.
        NotAStoreError: The folder is not an export.
        StoreTooNewError: A newer risktrail made the export.
    """
    from risktrail.store.writer import open_writer

    folder, path = Path(folder), Path(path)
    manifest = _manifest(folder)
    if path.exists():
        raise StoreUnreadableError(str(path), "there is a file already", "load an export into a new one")
    with open_writer(path) as writer, writer.transaction():
        for table in manifest["tables"]:
            if table in DERIVED:  # worked out again: an older program may have worked them out in another way
                continue
            _read(writer.con, folder / "tables" / f"{table}.{manifest['format']}", table, manifest["format"])
        for file in sorted((folder / "papers").glob("*")):
            writer.con.execute("INSERT INTO paper_content VALUES (?, ?)", [file.name, file.read_bytes()])
        number_the_rest(writer.con)
        writer.con.execute("INSERT INTO dirty_register SELECT DISTINCT register FROM report")


def _refuse_unreadable(folder: Path) -> None:
    """Raise OSError if the folder's name is not UTF-8: DuckDB cannot be given such a name."""
    if not is_readable(str(folder)):
        raise OSError(errno.EILSEQ, "its name is not UTF-8")


def _write(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    source: str,
    fmt: ExportFormat,
    until_all_are_whole: contextlib.ExitStack,
) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = "*" if fmt != "csv" else ", ".join(_to_cell(*each) for each in _columns(con, source))
    inner = f"FROM {source} ORDER BY ALL"
    new = until_all_are_whole.enter_context(written_whole(file))
    con.execute(f"COPY (FROM ({inner}) SELECT {columns}) TO {_quoted(new)} ({_OPTIONS[fmt]}, USE_TMP_FILE false)")
    return file


def _read(con: duckdb.DuckDBPyConnection, file: Path, table: str, fmt: ExportFormat) -> None:
    columns = _columns(con, table)
    if fmt == "parquet":
        source = f"read_parquet({_quoted(file)})"
    elif fmt == "json":
        types = ", ".join(f"{identifier(name)}: {literal(kind)}" for name, kind in columns)
        source = f"read_json({_quoted(file)}, format = 'array', columns = {{{types}}})"
    else:
        types = ", ".join(f"{identifier(name)}: 'VARCHAR'" for name, _ in columns)
        values = ", ".join(f"{_from_cell(*each)} AS {identifier(each[0])}" for each in columns)
        source = (
            f"(FROM read_csv({_quoted(file)}, header = true, auto_detect = false, delim = ',', quote = '\"',"
            f" escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {{{types}}}) SELECT {values})"
        )
    con.execute(f"INSERT INTO {identifier(table)} BY NAME FROM {source}")


def _columns(con: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    """The names and types of the columns of a table, view or macro call."""
    rows = con.execute(f"DESCRIBE FROM {source}").fetchall()
    return [(str(row[0]), str(row[1])) for row in rows]


def _to_cell(column: str, kind: str) -> str:
    """SQL for what a csv cell holds of a column."""
    name = identifier(column)
    if _is_nested(kind):
        return f"CAST(to_json({name}) AS VARCHAR) AS {name}"
    if kind != "VARCHAR":
        return f"CAST({name} AS VARCHAR) AS {name}"
    risky = f"regexp_matches({name}, {literal(DANGEROUS)}) AND NOT regexp_matches({name}, {literal(NUMBER)})"
    return f"CASE WHEN {risky} THEN '''' || {name} ELSE {name} END AS {name}"


def _from_cell(column: str, kind: str) -> str:
    """SQL for the value of a column from its csv cell."""
    name = identifier(column)
    if _is_nested(kind):
        return f"from_json({name}, {literal(_json_shape(kind))})"
    if kind != "VARCHAR":
        return f"CAST({name} AS {kind})"
    return f"CASE WHEN regexp_matches({name}, {literal(GUARDED)}) THEN {name}[2:] ELSE {name} END"


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith("STRUCT")


def _json_shape(kind: str) -> str:
    """A nested type in the form in which `from_json` takes it."""
    shapes = {
        "VARCHAR[]": ["VARCHAR"],
        "DOUBLE[]": ["DOUBLE"],
        "STRUCT(page INTEGER, bbox DOUBLE[])[]": [{"page": "INTEGER", "bbox": ["DOUBLE"]}],
    }
    return json.dumps(shapes[kind])


def _write_papers(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    files = []
    for (sha256,) in con.execute("SELECT sha256 FROM paper_content ORDER BY 1").fetchall():
        row = con.execute("SELECT content FROM paper_content WHERE sha256 = ?", [sha256]).fetchone()
        file = folder / "papers" / sha256
        file.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(file) as new:
            new.write_bytes(row[0] if row else b"")
        files.append(file)
    return files


def _write_manifest(
    folder: Path, fmt: ExportFormat, tables: tuple[str, ...], until_all_are_whole: contextlib.ExitStack
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "manifest.json"
    manifest = {
        "product": database.PRODUCT,
        "schema_version": len(database.migrations()),
        "format": fmt,
        "tables": tables,
    }
    until_all_are_whole.enter_context(text_written_whole(file)).write(json.dumps(manifest, indent=2) + "\n")
    return file


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / "manifest.json"
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotAStoreError(str(folder), "there is no manifest.json of an export") from error
    if not _is_ours(manifest):
        raise NotAStoreError(str(folder), "this is another program's export")
    if manifest["schema_version"] > len(database.migrations()):
        raise StoreTooNewError(str(folder), "a newer risktrail made this export")
    return dict(manifest)


def _is_ours(manifest: Any) -> bool:
    if not isinstance(manifest, dict) or manifest.get("product") != database.PRODUCT:
        return False
    return manifest.get("format") in FORMATS


def _quoted(file: Path) -> str:
    return literal(str(file))
