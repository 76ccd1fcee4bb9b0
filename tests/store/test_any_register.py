"""What registers of other families print is stored, comes back from an export, and old stores keep what they had."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from pydantic import BaseModel

import risktrail
from risktrail.schema.report import (
    Narrative,
    ReadingWarning,
    RecognisedWord,
    Report,
    Standing,
    StruckText,
    Trend,
    UnplacedLine,
)
from risktrail.store import Given, Outcome, database, export_store, load_export, open_reader, open_writer
from risktrail.store.export import ExportFormat
from tests.generators.register_builders import (
    MakeReader,
    action,
    escalate,
    paper_of,
    rating,
    report,
    risk,
    source,
    update,
)
from tests.generators.report_read_back import read_back

FAMILIES = Path(__file__).resolve().parents[3] / "shared" / "families"
FULL = report(
    "2021-07",
    risk(
        "CR1",
        12,
        action(
            "Write the exit plan",
            due="2021-09-30",
            ref="01A03",
            percent=40,
            completed_date=dt.date(2021, 7, 1),
            note="Draft seen",
            note_date=dt.date(2021, 6, 1),
            owners=["Head of Waste"],
            page=3,
        ),
        band="Amber",
        title="Waste contract",
        category="Finance",
        ratings=(rating("inherent", 20, impact=5, likelihood=4), rating("current", 12, "Amber", page=2)),
        trend=Trend.UP,
        causes=("The contractor is weak",),
        controls=("Monthly meetings", "A bond"),
        controls_source=(source(4), source(5)),
        owners=("Head of Finance", "=Head of Waste"),
        response="treat",
        risk_status="open",
        raised=dt.date(2019, 1, 2),
        review=dt.date(2021, 10, 1),
        updates=(update("Bids are in", "2021-06-30", page=6), update("-Nothing new")),
        details={"Risk appetite": "Low", "=Link": "1.2"},
    ),
    organisation="Castle Ward Corporation",
    leaves_out=("excluding completed actions",),
    pages=(35, 40),
)
EVERYTHING = FULL.model_copy(
    update={
        "title": "Corporate risks",
        "meeting_number": 53,
        "meeting_date": dt.date(2021, 7, 26),
        "author": "Risk team",
        "purpose": ("To inform.", "To ask."),
        "recommendations": (escalate("CR1"),),
        "narrative": (Narrative(heading="Scope", paragraphs=("All of it.",), source=source(9)),),
        "unplaced": (UnplacedLine(page=3, bbox=(1.0, 2.0, 3.0, 4.0), text="lost"),),
        "recognised": (
            RecognisedWord(page=3, bbox=(1.0, 2.0, 3.0, 4.0), text="O19", confidence=93.5, other="019", unsure=True),
        ),
        "struck": (StruckText(page=3, bbox=(1.0, 2.0, 3.0, 4.0), text="gone", risk_id=FULL.risks[0].risk_id),),
        "warnings": (ReadingWarning(code="hyphen_unsure", message="one word, or two?", page=2),),
        "risks": (
            FULL.risks[0].model_copy(
                update={
                    "rating_text": "12 Amber",
                    "section": "Closed risks",
                    "standing": Standing.CLOSED,
                    "remarks": ("None yet.",),
                    "remarks_source": (source(8),),
                    "causes_source": (source(7),),
                    "ratings": tuple(
                        each.model_copy(update={"text": "as printed", "band": "Amber", "impact": 3, "likelihood": 4})
                        for each in FULL.risks[0].ratings
                    ),
                }
            ),
        ),
    }
)


def unfilled(part: BaseModel, name: str = "report") -> list[str]:
    """The fields of a model, and of what it holds, that have nothing but their default."""
    found: list[str] = []
    for field, info in type(part).model_fields.items():
        value = getattr(part, field)
        if not info.is_required() and value == info.default:
            found.append(f"{name}.{field}")
        inner = [each for each in value if isinstance(each, BaseModel)] if isinstance(value, tuple) else []
        found += unfilled(inner[0], f"{name}.{field}") if inner else []
    return found


def test_every_field_of_a_report_is_stored(reader_of: MakeReader) -> None:
    assert unfilled(EVERYTHING) == []
    reader = reader_of(EVERYTHING)
    (key,) = reader.query("SELECT report_id FROM report").rows[0]
    assert read_back(reader, key) == EVERYTHING.model_copy(update={"committee": reader.registers()[0]})


@pytest.mark.parametrize(
    "family",
    [
        "city-blocks",
        "trust-forms",
        *(
            pytest.param(family, marks=pytest.mark.slow)
            for family in ("council-grid", "council-spanned", "parish-letters")
        ),
    ],
)
def test_a_paper_of_each_family_is_stored_as_it_is_read(family: str, tmp_path: Path) -> None:
    papers = sorted((FAMILIES / family).glob("*.pdf"))
    if not papers:
        pytest.skip("the invented families lie beside the project")
    (told,) = risktrail.read(papers[-1])
    store = tmp_path / "s.duckdb"
    with open_writer(store) as writer:
        writer.add(paper_of(told.model_copy(update={"committee": "XYZ"})), told, "1", given=Given("XYZ", None))
    with open_reader(store) as reader:
        key, register = reader.query("SELECT report_id, register FROM report").rows[0]
        assert read_back(reader, key) == told.model_copy(update={"committee": register})


def test_everything_has_its_row(reader_of: MakeReader) -> None:
    reader = reader_of(FULL)

    def rows(sql: str) -> list[tuple[object, ...]]:
        return list(reader.query(sql).rows)

    assert rows("SELECT organisation, leaves_out, first_page, last_page FROM report") == [
        ("Castle Ward Corporation", ["excluding completed actions"], 35, 40)
    ]
    assert rows("SELECT title, category, owners, trend, response, risk_status, raised, review FROM risk") == [
        ("Waste contract", "Finance", ["Head of Finance", "=Head of Waste"], "up", "treat", "open",
         dt.date(2019, 1, 2), dt.date(2021, 10, 1))
    ]  # fmt: skip
    assert rows("SELECT ref, due_date, due_text, completed_date, percent, note_date FROM action") == [
        ("01A03", dt.date(2021, 9, 30), "2021-09-30", dt.date(2021, 7, 1), 40, dt.date(2021, 6, 1))
    ]
    assert rows("SELECT position, kind, impact, likelihood, score, band, shown, page FROM rating ORDER BY 1") == [
        (1, "inherent", 5, 4, 20, None, False, 1),
        (2, "current", None, None, 12, "Amber", True, 2),
    ]
    assert rows("SELECT text, page FROM cause") == [("The contractor is weak", 1)]
    assert rows("SELECT text, page FROM control ORDER BY position") == [("Monthly meetings", 4), ("A bond", 5)]
    assert rows("SELECT text, date, page FROM risk_update ORDER BY position") == [
        ("Bids are in", dt.date(2021, 6, 30), 6),
        ("-Nothing new", None, 1),
    ]
    assert rows("SELECT head, text, page FROM detail ORDER BY position") == [
        ("Risk appetite", "Low", 1),
        ("=Link", "1.2", 1),
    ]
    assert len(reader.ask("integrity")) == 0


def test_a_rating_without_a_kind_is_the_current_one(reader_of: MakeReader) -> None:
    reader = reader_of(report("2021-07", risk("A-1", 20, page=4), risk("A-2", None)))
    assert reader.query("SELECT risk_position, kind, score, band, shown, page FROM rating").rows == [
        (1, "current", 20, "Critical", True, 4)
    ]


def test_the_rating_that_is_shown_is_the_current_one_where_another_is_the_same(reader_of: MakeReader) -> None:
    reader = reader_of(
        report("2021-07", risk("A-1", 9, ratings=(rating("target", 9, "Moderate"), rating("current", 9, "Moderate")))),
        report("2021-08", risk("A-1", 9, ratings=(rating("inherent", 16), rating("target", 9, "Moderate")))),
    )
    assert reader.query(
        "SELECT s.period, r.kind FROM rating AS r JOIN series AS s USING (report_id) WHERE shown ORDER BY 1"
    ).rows == [("2021-07", "current"), ("2021-08", "target")]


@pytest.mark.parametrize("fmt", ["parquet", *(pytest.param(each, marks=pytest.mark.slow) for each in ("csv", "json"))])
def test_all_of_it_comes_back_from_an_export(fmt: ExportFormat, tmp_path: Path) -> None:
    first = tmp_path / "first.duckdb"
    with open_writer(first) as writer:
        writer.keep_profile("test", 'name = "test"\n')
        writer.add(paper_of(FULL), FULL, "1")
    export_store(first, tmp_path / "out", fmt)
    load_export(tmp_path / "out", tmp_path / "second.duckdb")
    for table in ("report", "risk", "rating", "cause", "control", "risk_update", "detail", "action", "profile"):
        found = []
        for store in (first, tmp_path / "second.duckdb"):
            with open_reader(store) as reader:
                found.append(reader.query(f"FROM {table} ORDER BY ALL").rows)
        assert found[0] == found[1] != [], table


def test_a_store_made_before_is_read_as_before_and_its_ratings_are_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.duckdb"
    older = database.migrations()[:4]
    with monkeypatch.context() as then, duckdb.connect(str(path)) as con:
        then.setattr(database, "migrations", lambda: older)
        database.migrate(con, path)
        con.execute("INSERT INTO paper VALUES ('aa', 'old.pdf', 1, 'stored', NULL, '1')")
        con.execute(
            "INSERT INTO report VALUES ('aa', 'aa', 'ABC', '2021-01', NULL, NULL, NULL, '2021-01-20', NULL, NULL,"
            " [], 7, 'sec', NULL)"
        )
        con.execute(
            "INSERT INTO risk VALUES ('aa', 1, 'A-1', 20, 'Critical', '20 (Critical)', 'It fails', NULL, 'active', 2,"
            " [], [{'page': 3, 'bbox': [1.0, 2.0, 3.0, 4.0]}], []),"
            " ('aa', 2, 'A-2', NULL, NULL, NULL, 'It stops', NULL, 'active', 4, [], [], [])"
        )
        con.execute("INSERT INTO action VALUES ('aa', 1, 1, 'Draft it', 'ongoing', 'Ongoing', 'soon', ['DCC'], 3, [])")
    with open_reader(path) as reader:
        assert reader.query("SELECT kind, score, band, text, shown, page FROM rating").rows == [
            ("current", 20, "Critical", "20 (Critical)", True, 3)
        ]
        assert reader.query("SELECT first_page, last_page, leaves_out, profile_sha256 FROM report").rows == [
            (1, 7, [], None)
        ]
        assert [(row.risk_id, row.score, row.page) for row in reader.risks()] == [("A-1", 20, 2), ("A-2", None, 4)]
        assert [(row.text, row.note, row.owners) for row in reader.actions()] == [("Draft it", "soon", ["DCC"])]
        assert len(reader.ask("integrity")) == 0


def test_a_paper_read_with_another_text_of_its_profile_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    council = report("2021-01", risk("A-1", 9), profile="council")
    other = report("2021-02", risk("A-1", 9), profile="letters")
    digests = [paper_of(each).sha256 for each in (council, other)]

    def kept() -> list[str]:
        return [text for (text,) in writer.con.execute("SELECT text FROM profile ORDER BY text").fetchall()]

    with open_writer(path) as writer:
        for name in ("council", "letters", "unused"):
            writer.keep_profile(name, f"{name} 1")
        for told in (council, other):
            writer.add(paper_of(told), told, "1")
        assert all(writer.known(digest, "1") for digest in digests)
    with open_writer(path) as writer:
        assert kept() == ["council 1", "letters 1"]
        assert all(writer.known(digest, "1") for digest in digests)  # nothing is known of how they read today
        writer.keep_profile("council", "council 2")
        writer.keep_profile("letters", "letters 1")
        assert [writer.known(digest, "1") for digest in digests] == [False, True]
        assert not writer.known_file(paper_of(council).path, paper_of(council).size, 1.0, "1")
        assert writer.stale("1") == digests[:1]
        assert writer.stale("2") == digests
        assert writer.add(paper_of(council), council, "1") is Outcome.REPLACED
        assert writer.stale("1") == []
    with open_writer(path) as writer:
        assert kept() == ["council 2", "letters 1"]
        writer.keep_profile("council", "council 2")
        assert writer.known(digests[0], "1")


def test_a_transaction_that_fails_keeps_no_profile(tmp_path: Path) -> None:
    told: Report = report("2021-01", risk("A-1", 9), profile="council")

    def add_and_fail() -> None:
        with writer.transaction():
            writer.add(paper_of(told), told, "1")
            raise KeyError

    with open_writer(tmp_path / "s.duckdb") as writer:
        writer.keep_profile("council", "council 1")
        with pytest.raises(KeyError):
            add_and_fail()
        writer.add(paper_of(told), told, "1")
    with open_reader(tmp_path / "s.duckdb") as reader:
        assert reader.query("SELECT name, text FROM profile").rows == [("council", "council 1")]
        assert len(reader.ask("integrity")) == 0
