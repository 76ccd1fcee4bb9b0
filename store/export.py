"""Everything out of a store as csv, parquet or json, and back again.

    folder/manifest.json        what this is, and the table versions it fits
    folder/tables/NAME.csv      every table of papers and of what follows from them
    folder/questions/NAME.csv   every question that needs no parameter, as it stands
    folder/papers/SHA256        the papers' bytes, where the store keeps them

Rows are sorted by all their columns, so the same papers give the same bytes whatever the order they were
imported in. What concerns one machine's imports (paths, times of import) is therefore left out, unless
`ledger` asks for it. In csv a list or a structure is JSON in its cell, an empty cell is NULL, a quoted empty
cell an empty text, and no cell runs as a formula (see formats.py); loading takes all that back.
"""

from __future__ import annotations

import contextlib
import errno
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from risktrail.store import catalogue, database
from risktrail.store.errors import NotAStoreError, StoreTooNewError, StoreUnreadableError
from risktrail.store.formats import DANGEROUS, GUARDED, NUMBER
from risktrail.store.readable_names import is_readable
from risktrail.store.whole_files import text_written_whole, written_whole

if TYPE_CHECKING:
    import duckdb

Format = Literal["csv", "parquet", "json"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "json")

TABLES = (
    "paper", "report", "risk", "impact", "action", "remark", "recommendation", "narrative", "unplaced",
    "reading_warning", "alias", "removed_paper", "paper_option", "month_holder", "report_series", "action_trail",
    "action_candidate",
)  # fmt: skip
DERIVED = ("report_series", "action_trail", "action_candidate")
LEDGER = ("paper_location", "import_event", "lost_source")
_OPTIONS = {
    "csv": "FORMAT csv, HEADER, NULLSTR '', FORCE_QUOTE *",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "json": "FORMAT json, ARRAY true",
}


def export_store(
    path: Path | str, folder: Path | str, fmt: Format, *, papers: bool = True, ledger: bool = False
) -> list[Path]:
    """Write tables and questions of the store at `path` into `folder`; the files written, the manifest first.

    An earlier export in the folder stands until the new one is complete; then each file takes its place, the manifest
    last.

    `papers` writes the archived papers too, `ledger` paths and times of import. Raises a StoreError where the
    store cannot be used, OSError where the folder cannot be written.
    """
    from risktrail.store.reader import open_reader

    folder = Path(folder)
    with open_reader(path):
        pass  # brings a store that needs it up to date first
    with (
        database.explained_damage(Path(path)),
        database.connect(Path(path), read_only=True, confined=False) as con,
    ):
        tables = TABLES + (LEDGER if ledger else ())
        asked = [each for each in catalogue.questions().values() if None not in each.parameters.values()]
        wanted = [("tables", name, name) for name in tables]
        wanted += [("questions", each.name, f"{each.name}()" if each.is_macro else each.name) for each in asked]
        _name_for_duckdb(folder)
        with contextlib.ExitStack() as until_all_are_whole:
            manifest = _write_manifest(folder, fmt, tables, until_all_are_whole)  # entered first, it is in place last
            files = [
                _write(con, folder / group / f"{name}.{fmt}", source, fmt, until_all_are_whole)
                for group, name, source in wanted
            ]
            files += _write_papers(con, folder) if papers else []
        return [manifest, *files]


def load_export(folder: Path | str, path: Path | str) -> None:
    """Make a new store at `path` from what `export_store` wrote.

    Raises StoreUnreadableError where there is a file already, NotAStoreError where the folder is no export,
    and StoreTooNewError where a newer risktrail made it.
    """
    from risktrail.store.writer import open_writer

    folder, path = Path(folder), Path(path)
    manifest = _manifest(folder)
    if path.exists():
        raise StoreUnreadableError(str(path), "there is a file already", "load an export into a new one")
    with open_writer(path) as writer:
        writer.con.execute("BEGIN")
        for table in manifest["tables"]:
            if table in DERIVED:  # worked out anew: an older program may have worked them out in another way
                continue
            _read(writer.con, folder / "tables" / f"{table}.{manifest['format']}", table, manifest["format"])
        for file in sorted((folder / "papers").glob("*")):
            writer.con.execute("INSERT INTO paper_content VALUES (?, ?)", [file.name, file.read_bytes()])
        writer.con.execute("INSERT INTO dirty_register SELECT DISTINCT register FROM report")
        writer.con.execute("COMMIT")


def _name_for_duckdb(folder: Path) -> None:
    """Raises OSError where the folder's name is one that DuckDB cannot be told."""
    if not is_readable(str(folder)):
        raise OSError(errno.EILSEQ, "its name has letters that are no UTF-8")


def _write(
    con: duckdb.DuckDBPyConnection, file: Path, source: str, fmt: Format, until_all_are_whole: contextlib.ExitStack
) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = "*" if fmt != "csv" else ", ".join(_to_cell(*each) for each in _columns(con, source))
    inner = f"SELECT * FROM {source} ORDER BY ALL"  # noqa: S608 - names of our own catalogue
    new = until_all_are_whole.enter_context(written_whole(file))
    con.execute(f"COPY (SELECT {columns} FROM ({inner})) TO {_quoted(new)} ({_OPTIONS[fmt]}, USE_TMP_FILE false)")  # noqa: S608
    return file


def _read(con: duckdb.DuckDBPyConnection, file: Path, table: str, fmt: Format) -> None:
    columns = _columns(con, table)
    if fmt == "parquet":
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet({_quoted(file)})")  # noqa: S608
    elif fmt == "json":
        types = ", ".join(f"{name}: '{kind}'" for name, kind in columns)
        con.execute(
            f"INSERT INTO {table} BY NAME"  # noqa: S608
            f" SELECT * FROM read_json({_quoted(file)}, format = 'array', columns = {{{types}}})"
        )
    else:
        types = ", ".join(f"{name}: 'VARCHAR'" for name, _ in columns)
        values = ", ".join(_from_cell(*each) for each in columns)
        con.execute(
            f"INSERT INTO {table} SELECT {values}"  # noqa: S608
            f" FROM read_csv({_quoted(file)}, header = true, auto_detect = false, delim = ',', quote = '\"',"
            f" escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {{{types}}})"
        )


def _columns(con: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    """Names and types of a table's, view's or macro's columns."""
    rows = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - own names
    return [(str(row[0]), str(row[1])) for row in rows]


def _to_cell(name: str, kind: str) -> str:
    if _is_nested(kind):
        return f"CAST(to_json({name}) AS VARCHAR) AS {name}"
    if kind != "VARCHAR":
        return f"CAST({name} AS VARCHAR) AS {name}"
    risky = f"regexp_matches({name}, {_text(DANGEROUS)}) AND NOT regexp_matches({name}, {_text(NUMBER)})"
    return f"CASE WHEN {risky} THEN '''' || {name} ELSE {name} END AS {name}"


def _from_cell(name: str, kind: str) -> str:
    if _is_nested(kind):
        return f"from_json({name}, {_text(_json_shape(kind))})"
    if kind != "VARCHAR":
        return f"CAST({name} AS {kind})"
    return f"CASE WHEN regexp_matches({name}, {_text(GUARDED)}) THEN {name}[2:] ELSE {name} END"


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith("STRUCT")


def _json_shape(kind: str) -> str:
    """The type in the form `from_json` wants it."""
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
    folder: Path, fmt: Format, tables: tuple[str, ...], until_all_are_whole: contextlib.ExitStack
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "manifest.json"
    told = {
        "product": database.PRODUCT,
        "schema_version": len(database.migrations()),
        "format": fmt,
        "tables": tables,
    }
    until_all_are_whole.enter_context(text_written_whole(file)).write(json.dumps(told, indent=2) + "\n")
    return file


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / "manifest.json"
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotAStoreError(str(folder), "there is no manifest.json of an export") from error
    if not isinstance(told, dict) or told.get("product") != database.PRODUCT or told.get("format") not in FORMATS:
        raise NotAStoreError(str(folder), "this is another program's export")
    if told["schema_version"] > len(database.migrations()):
        raise StoreTooNewError(str(folder), "a newer risktrail made this export")
    return told


def _quoted(file: Path) -> str:
    return _text(str(file))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
