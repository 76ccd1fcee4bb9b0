"""Everything out and back in, the same bytes whatever the order, and no cell that runs."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.schema.report import Narrative, ReadingWarning, Report, UnplacedLine
from risktrail.store import errors, export_store, load_export, open_reader, open_writer, spreadsheet_safe
from risktrail.store.export import ExportFormat
from tests.generators.register_builders import action, escalate, paper, paper_of, report, risk, store_of

NASTY = '=HYPERLINK("http://x", "y"), then\r\n“quotes” and \'=more\ttabs; naïve €'

OWNERS = ["DCC, Ltd", 'SE"CAS']
REPORTS = [
    report(
        f"2021-{month:02d}",
        risk("A-1", 9 + month, action(NASTY, note="-5"), action("'=guarded", note=""), description="@risk"),
        risk("A-2", 4, action("DCC, SECAS to run “it”", owners=OWNERS, note="+1 (0)1234"), impact=["", "b"]),
        recommendations=[escalate("A-1")],
    ).model_copy(
        update={
            "author": "" if month == 2 else None,
            "title": "null",
            "narrative": (Narrative(heading="Purpose", paragraphs=("a\nb", "[1, 2]")),),
            "unplaced": (UnplacedLine(page=1, bbox=(0.1, 0.2, 1 / 3, 4), text="\t-stray"),),
            "warnings": (ReadingWarning(code="x", message="m"),),
        }
    )
    for month in (1, 2, 4)
]  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("fmt", ["json", *(pytest.param(each, marks=pytest.mark.slow) for each in ("csv", "parquet"))])
def test_what_was_exported_loads_to_the_same_store(fmt: ExportFormat, tmp_path: Path) -> None:
    first = store_of(tmp_path / "first.duckdb", REPORTS)
    with open_writer(first) as writer:
        writer.add_alias("ABC", "A-1", "A-2", "merged", 'said in "May"\n=1+1')
        writer.fail(paper("bad.pdf"), "-not a PDF", "1")
    export_store(first, tmp_path / "out", fmt)
    load_export(tmp_path / "out", tmp_path / "second.duckdb")
    export_store(tmp_path / "second.duckdb", tmp_path / "again", fmt)
    assert tree(tmp_path / "again") == tree(tmp_path / "out")
    with open_writer(tmp_path / "second.duckdb") as writer:
        kept = writer.archived(paper_of(REPORTS[0]).sha256)
        assert kept is not None
        assert kept.content == paper_of(REPORTS[0]).content
    with open_reader(tmp_path / "second.duckdb") as reader:
        assert len(reader.ask("integrity")) == 0
        assert NASTY in reader.actions().column("text")


@pytest.mark.parametrize(
    ("fmt", "orders"),
    [
        ("csv", 2),
        *(pytest.param(*each, marks=pytest.mark.slow) for each in (("parquet", 2), ("json", 2), ("csv", 20))),
    ],
)
def test_every_order_of_import_gives_the_same_bytes(fmt: ExportFormat, orders: int, tmp_path: Path) -> None:
    corrected = report("2021-02", risk("A-1", 20, action(NASTY)), reference="ABC_2021-02_v2")
    other = report("2021-02", risk("B-1", 3, action("DCC to draft")), register="XYZ")
    papers: list[Report] = [*REPORTS, corrected, other]
    trees = []
    for seed in range(orders):
        order = list(papers)
        random.Random(seed).shuffle(order)  # noqa: S311 - which order does not matter
        export_store(store_of(tmp_path / f"{seed}.duckdb", order), tmp_path / str(seed), fmt)
        trees.append(tree(tmp_path / str(seed)))
    assert all(each == trees[0] for each in trees)


def test_no_cell_runs_and_numbers_stay_numbers(tmp_path: Path) -> None:
    export_store(store_of(tmp_path / "s.duckdb", REPORTS), tmp_path / "out", "csv")
    for file in (tmp_path / "out").rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, strict=True):
                assert [cell for cell in row if cell != spreadsheet_safe(cell)] in ([], ["'=guarded"]) or all(
                    cell.startswith("'") for cell in row if cell != spreadsheet_safe(cell)
                )
    with (tmp_path / "out" / "tables" / "action.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["text"] for row in rows} == {f"'{NASTY}", "''=guarded", "DCC, SECAS to run “it”"}
    assert {row["note"] for row in rows} == {"-5", "", "'+1 (0)1234"}
    assert {row["owners"] for row in rows} == {
        "[]",
        json.dumps(OWNERS, separators=(",", ":")),
    }


def test_the_ledger_is_written_on_request_alone(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", REPORTS)
    export_store(path, tmp_path / "out", "json", papers=False)
    assert not (tmp_path / "out" / "tables" / "import_event.json").exists()
    assert not (tmp_path / "out" / "papers").exists()
    export_store(path, tmp_path / "all", "json", ledger=True)
    assert len(json.loads((tmp_path / "all" / "tables" / "import_event.json").read_text())) == len(REPORTS)
    load_export(tmp_path / "all", tmp_path / "again.duckdb")
    with open_writer(tmp_path / "again.duckdb") as writer:
        assert writer.known_file(paper_of(REPORTS[0]).path, paper_of(REPORTS[0]).size, 1.0, "1")


def test_what_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(errors.NotAStoreError, match=r"manifest.json"):
        load_export(tmp_path, tmp_path / "s.duckdb")
    manifest = {"product": "risktrail", "schema_version": 99, "format": "csv", "tables": []}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(errors.StoreTooNewError):
        load_export(tmp_path, tmp_path / "s.duckdb")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"schema_version": 1}))
    with pytest.raises(errors.StoreUnreadableError, match="there is a file already"):
        load_export(tmp_path, store_of(tmp_path / "s.duckdb", []))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-", "'-"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("'tis", "'tis"),
        ("", ""),
        ("a=1", "a=1"),
        (-5, -5),
        (None, None),
    ],
)
def test_spreadsheet_safe(value: object, written: object) -> None:
    assert spreadsheet_safe(value) == written


@given(st.text(st.sampled_from("'=+-@\t\r\n1.a"), max_size=8))
def test_no_two_texts_are_written_alike_and_none_runs(text: str) -> None:
    written = spreadsheet_safe(text)
    assert written in (text, f"'{text}")
    if written != text:
        assert spreadsheet_safe(written) != written
    try:
        float(written)
    except ValueError:
        assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
