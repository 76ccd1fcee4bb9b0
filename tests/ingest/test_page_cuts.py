"""A page end may fall on any line of a register; `tests.long_checks.page_cuts` tries them all by several producers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from risktrail.ingest.pdf.engines import EngineName
from tests.generators.cut_register import FORMS, UNCUT_HEIGHT, Cut, Form
from tests.generators.cut_reportlab import ReportLab
from tests.long_checks import page_cuts
from tests.long_checks.page_cuts import SILENT, Fact, Seen, as_made, compare, look_at, spacers_of_a_page, sweep

PRINTED = [form for form in FORMS if ReportLab().can_print(form)]
HEIGHTS = spacers_of_a_page()[::6]
FACT: Fact = (20, "Critical", "The gates may fail.", "Boats stop.", (("Repair the gates", "Ongoing", None),))
BARE: Fact = (20, "Critical", "The gates may fail.", "Boats stop.", ())
OTHER: Fact = (4, "Low", "Leaves block the culvert.", "The square floods.", ())


@pytest.mark.parametrize("form", PRINTED, ids=lambda form: form.name)
def test_the_uncut_register_reads_as_it_was_made(form: Form) -> None:
    (content,) = ReportLab().print([Cut(form, 0, UNCUT_HEIGHT)])
    assert as_made(look_at(content, EngineName.PDFIUM))


@pytest.mark.parametrize("form", PRINTED, ids=lambda form: form.name)
def test_a_page_end_takes_nothing_from_a_register(form: Form) -> None:
    swept = list(sweep([ReportLab()], [form], [EngineName.PDFIUM], HEIGHTS))
    assert len(swept) == len(HEIGHTS)
    assert [(one.cut.spacer, one.outcome) for one in swept if one.outcome.name != "right"] == []


@pytest.mark.parametrize(
    ("risks", "doubts", "outcome"),
    [
        ({"NVC-1": FACT, "NVC-2": OTHER}, (), "right"),
        ({"NVC-1": FACT, "NVC-2": OTHER}, ("no place: Page",), "right, with a doubt"),
        ({"NVC-2": OTHER}, (), "lost in silence"),
        ({"NVC-2": OTHER}, ("no place: Page",), "lost in silence"),
        ({"NVC-1": BARE, "NVC-2": OTHER}, (), "changed in silence"),
        ({"NVC-1": BARE, "NVC-2": OTHER}, ("status_not_stated: NVC-2: no status",), "changed in silence"),
        ({"NVC-1": BARE, "NVC-2": OTHER}, ("no place: • Repair the gates – Ongoing.",), "told"),
        ({"NVC-1": BARE, "NVC-2": OTHER}, ("no_actions: NVC-1 has none",), "told"),
        ({"NVC-1": FACT, "NVC-2": OTHER, "NVC-3": OTHER}, (), "changed in silence"),
        (
            {"NVC-1": BARE, "NVC-2": (*OTHER[:4], FACT[4])},
            ("no place: Repair the gates Ongoing",),
            "changed in silence",
        ),
        ({}, ("refused: no table of risks was found",), "told"),
    ],
)
def test_a_loss_is_told_only_by_a_doubt_that_covers_it(
    risks: dict[str, Fact], doubts: tuple[str, ...], outcome: str
) -> None:
    uncut = Seen({"NVC-1": FACT, "NVC-2": OTHER}, Counter())
    assert compare(uncut, Seen(risks, Counter(doubts))).name == outcome


def test_what_the_uncut_register_doubts_too_tells_nothing() -> None:
    doubts = Counter(["no_date: NVC-1 has no date"])
    assert compare(Seen({"NVC-1": FACT}, doubts), Seen({"NVC-1": BARE}, doubts)).name in SILENT


def test_a_number_read_twice_is_no_right_reading() -> None:
    found = Seen({"NVC-1": FACT, "NVC-1 (2)": BARE}, Counter())
    assert compare(Seen({"NVC-1": FACT}, Counter()), found).name == "changed in silence"


class _Absent:
    name = "Absent"

    def missing(self) -> str | None:
        return "a press"

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        raise AssertionError(cuts)


def test_a_producer_that_is_missing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page_cuts, "PRODUCERS", (_Absent(),))
    assert page_cuts.main([]) == 0
    assert "Absent is left out: this machine lacks a press" in capsys.readouterr().err
