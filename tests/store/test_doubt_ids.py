"""Every doubt has a short name of its own, the same wherever and whenever it arises."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

from risktrail.schema.report import ReadingWarning, Report, UnplacedLine
from risktrail.store import Reader, open_reader, open_writer
from tests.generators.register_builders import MakeReader, paper, report, risk, store_of


def doubtful(period: str, *texts: str) -> Report:
    """A report with lines that found no place, and a risk without a rating."""
    lines = tuple(UnplacedLine(page=3, bbox=(0, 0, 1, 1), text=text) for text in texts)
    warning = ReadingWarning(code="hyphen", message="on- site", page=2)
    return report(period, risk("A-1", None)).model_copy(update={"unplaced": lines, "warnings": (warning,)})


JAN, FEB = doubtful("2021-01", "stray", "stray", "other"), doubtful("2021-02", "stray")


def ids(reader: Reader) -> dict[tuple[object, ...], str]:
    """Each doubt's id, by the rest of its row."""
    answer = reader.check()
    assert answer.columns[-1] == "id"
    return {(*row[:-1], at): row[-1] for at, row in enumerate(answer.rows)}


def test_ids_are_unique_and_the_same_whatever_the_order_of_import(tmp_path: Path) -> None:
    stores = [store_of(tmp_path / f"{at}.duckdb", order) for at, order in enumerate(itertools.permutations([JAN, FEB]))]
    found = []
    for path in stores:
        with open_reader(path) as reader:
            found.append(ids(reader))
    assert found[0] == found[1]
    assert len({*found[0].values()}) == len(found[0]) == 8
    assert all(len(each) == 8 for each in found[0].values())


def test_both_lists_name_a_doubt_alike_however_often_a_paper_was_tried(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN])
    seen = set()
    for _ in range(2):
        with open_writer(path) as writer:
            writer.fail(paper("bad.pdf"), "it is damaged", "1")
        with open_reader(path) as reader:
            named = {row["id"] for row in reader.check().dicts()}
            assert named == {row["id"] for row in reader.ask("to_check_here", parser="1").dicts()}
            seen |= named
    assert len(seen) == 6


def test_an_odd_rating_keeps_its_id_when_months_are_added(reader_of: MakeReader) -> None:
    months = [report(f"2021-0{n}", risk("A-1", 16), risk("A-2", 16, band="Low" if n == 1 else None)) for n in (1, 2, 3)]
    found = [[row for row in reader_of(*some).check().dicts() if row["kind"] == "odd_rating"]
             for some in (months[:2], months)]  # fmt: skip
    (early,), (late,) = found
    assert early["message"] != late["message"]
    assert early["id"] == late["id"]


def digest(text: str) -> str:
    """The fingerprint of an unplaced line in `JAN`'s paper, as functions.sql makes it."""
    parts = ("unplaced", "ABC", "2021-01", "", "ABC_2021-01.pdf", "3", text, "1")
    return hashlib.md5("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def test_ids_that_begin_alike_are_longer(reader_of: MakeReader) -> None:
    first: dict[str, str] = {}
    for number in itertools.count():
        other = first.setdefault(digest(f"line {number}")[:8], f"line {number}")
        if other != f"line {number}":
            break
    reader = reader_of(doubtful("2021-01", other, f"line {number}"))
    named = {row["message"]: row["id"] for row in reader.check().dicts() if row["kind"] == "unplaced"}
    assert named == {text: digest(text)[:16] for text in (other, f"line {number}")}
    assert {row["id"] for row in reader.ask("to_check_here", parser="1").dicts()} == {*reader.check().column("id")}
