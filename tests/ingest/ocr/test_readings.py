"""Two readings of a line, dashes, codes and sizes: what is changed, what is told, and what is left as it is."""

from __future__ import annotations

import numpy as np
import pytest

from risktrail.ingest.ocr.agree import is_doubtful, settled
from risktrail.ingest.ocr.codes import other_codes
from risktrail.ingest.ocr.pages import as_pages
from risktrail.ingest.ocr.pictures import DOTS, Picture
from risktrail.ingest.ocr.print_size import font_size, usual_sizes
from risktrail.ingest.ocr.read_words import ReadLetter, ReadLine, ReadWord
from risktrail.ingest.ocr.recognise import RecognisedPicture
from risktrail.ingest.ocr.second_reader import OtherLetter
from risktrail.ingest.ocr.signs import with_dashes, without_bullet
from risktrail.ingest.pdf.geometry import IDENTITY
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pdf.page_tags import PageTags

SIZE = 40.0  # dots: print of 9.6 points
LETTER, SPACE = 20, 12  # dots


def line(*words: tuple[str, float], space: int = SPACE) -> ReadLine:
    """A line of words, each with its confidence; all letters are of one width and stand on the row 100."""
    read, x = [], 0
    for text, confidence in words:
        letters = [
            ReadLetter(each, (x + LETTER * at, 72, x + LETTER * at + LETTER - 4, 100)) for at, each in enumerate(text)
        ]
        read.append(ReadWord(tuple(letters), confidence))
        x += LETTER * len(text) + space
    return ReadLine(tuple(read))


def ink(read: ReadLine) -> Picture:
    """The picture of a line: a black box for each letter."""
    picture = np.zeros((140, 3000), dtype=np.uint8)
    for word in read.words:
        for letter in word.letters:
            x0, top, x1, bottom = letter.box
            picture[top:bottom, x0:x1] = 255
    return picture


def others(text: str, confidence: float = 0.99) -> list[OtherLetter]:
    """A second reading, its letters where those of `line` are."""
    letters, x, after_space = [], 0, True
    for each in text:
        if each == " ":
            x, after_space = x + SPACE, True
            continue
        letters.append(OtherLetter(each, confidence, x + LETTER / 2, after_space))
        x, after_space = x + LETTER, False
    return letters


def texts(read: ReadLine) -> list[str]:
    return [word.text for word in read.words]


@pytest.mark.parametrize(
    ("ours", "confidence", "theirs", "sure", "text", "other"),
    [
        ("risk", 96, "risk", 0.99, "risk", None),  # both read it
        ("risk", 30, "risk", 0.5, "risk", None),  # the more so
        ("delivery’.", 20, "delivery'.", 0.99, "delivery’.", None),  # quotes look alike
        ("nsk", 80, "risk", 0.99, "risk", None),  # only one of them is English
        ("nsk", 80, "risk", 0.6, "nsk", None),  # but not where the second is not sure
        ("risk", 80, "nsk", 0.99, "risk", None),
        ("close,", 76, "dose,", 0.99, "close,", None),  # both are English: the first stands
        ("it", 95, "It", 0.99, "It", None),  # but for a capital
        ("Argiva", 92, "Arqiva", 0.9, "Arqiva", None),  # neither is: the second bends less to what it knows
        ("{an", 95, "(an", 0.9, "(an", None),  # a sign that papers seldom print
        ("20", 95, "26", 0.99, "20", "26"),  # figures that differ are told
        ("20", 40, "26", 0.99, "26", "20"),  # and so are those that are changed
        ("2O", 95, "20", 0.99, "20", "2O"),
        ("I/C", 90, "1/C", 0.99, "I/C", "1/C"),
        ("1s", 90, "is", 0.99, "is", "1s"),
        ("OPSG-006", 95, "OPSG-008", 0.99, "OPSG-006", "OPSG-008"),
    ],
)
def test_a_word_is_changed_only_to_what_the_other_reads_in_its_place(
    ours: str, confidence: float, theirs: str, sure: float, text: str, other: str | None
) -> None:
    read = line(("the", 96), (ours, confidence), ("of", 96))
    found = settled(read, others(f"the {theirs} of", sure), SIZE, ink(read))
    assert texts(found) == ["the", text, "of"]
    assert [word.other for word in found.words] == [None, other, None]


def test_a_word_of_low_confidence_that_the_other_does_not_read_stays() -> None:
    read = line(("the", 96), ("SEC", 30))
    assert texts(settled(read, others("the"), SIZE, ink(read))) == ["the", "SEC"]


def test_dirt_that_the_other_does_not_read_goes() -> None:
    read = line(("the", 96), ("~", 30))
    assert texts(settled(read, others("the"), SIZE, ink(read))) == ["the"]


def test_a_word_is_parted_where_the_picture_shows_white() -> None:
    read = line(("ofthe", 50))
    white = ink(read)
    white[:, 33:48] = 0  # 15 of 40 dots, about the second letter's end
    assert texts(settled(read, others("of the"), SIZE, white)) == ["of", "the"]
    assert texts(settled(read, others("of the"), SIZE, ink(read))) == ["ofthe"]


def test_words_with_no_white_between_them_are_one() -> None:
    near = line(("MP", 95), ("15,", 95), space=0)
    assert texts(settled(near, others("MP15,"), SIZE, ink(near))) == ["MP15,"]
    apart = line(("MP", 95), ("15,", 95), space=14)
    assert texts(settled(apart, others("MP15,"), SIZE, ink(apart))) == ["MP", "15,"]
    in_doubt = line(("MP", 0), ("15,", 0), space=6)
    assert texts(settled(in_doubt, others("MP15,"), SIZE, ink(in_doubt))) == ["MP15,"]


@pytest.mark.parametrize(
    ("word", "confidence", "doubtful"),
    [("risk", 96, False), ("risk", 80, True), ("OPSG", 96, False), ("006", 96, True), ("Argiva", 96, True),
     ("{an", 96, True)],
)  # fmt: skip
def test_what_is_read_a_second_time(word: str, confidence: float, *, doubtful: bool) -> None:
    assert is_doubtful(line(("the", 96), (word, confidence))) is doubtful


@pytest.mark.parametrize(("width", "text"), [(9, "-"), (11, "-"), (12, "–"), (15, "–"), (27, "–"), (29, "—")])
def test_a_dash_is_as_long_as_in_the_picture(width: int, text: str) -> None:
    read = ReadLine((ReadWord((ReadLetter("—", (100, 80, 100 + width, 84)),), 80),))
    assert texts(with_dashes(read, SIZE, ink(read))) == [text]


def test_what_is_as_high_as_a_letter_is_no_dash() -> None:
    read = ReadLine((ReadWord((ReadLetter("~", (100, 72, 120, 84)),), 80),))
    assert texts(with_dashes(read, SIZE, ink(read))) == ["~"]


@pytest.mark.parametrize(
    ("top", "bottom", "is_bullet"),
    [(78, 92, True), (82, 98, False), (72, 100, False)],  # above the baseline; an e on it; a capital
)
def test_a_small_round_sign_before_a_line_is_a_bullet(top: int, bottom: int, *, is_bullet: bool) -> None:
    read = line(("DCC", 96), ("to", 96))
    moved = [word._replace(letters=tuple(_right(letter, 60) for letter in word.letters)) for word in read.words]
    sign = ReadWord((ReadLetter("e", (10, top, 26, bottom)),), 30)
    whole = ReadLine((sign, *moved))
    found, box = without_bullet(whole, SIZE, ink(whole))
    assert texts(found) == (["DCC", "to"] if is_bullet else ["e", "DCC", "to"])
    assert (box is not None) is is_bullet


def _right(letter: ReadLetter, by: int) -> ReadLetter:
    x0, top, x1, bottom = letter.box
    return letter._replace(box=(x0 + by, top, x1 + by, bottom))


def test_codes_are_of_the_shape_of_the_papers_others() -> None:
    codes = ["OPSG-006", "OPSG-008", "(OPSG-002)", "OPSG-O19,", "0PSG-001", "OPSG-l2B", "MP15", "I/C", "O2"]
    assert other_codes(codes) == {"OPSG-O19,": "OPSG-019,", "0PSG-001": "OPSG-001", "OPSG-l2B": "OPSG-128"}


def test_two_codes_of_a_shape_are_no_rule() -> None:
    assert other_codes(["OPSG-006", "OPSG-008", "OPSG-O19"]) == {}


def test_the_size_of_print_is_that_of_most_of_its_letters() -> None:
    # Of 40 dots, letters like x are 19 high, capitals 26, letters like d 28.
    letters = [("x", 81), ("n", 81), ("A", 74), ("d", 72), ("p", 81), (".", 95)]
    word = ReadWord(
        tuple(ReadLetter(text, (20 * at, top, 20 * at + 16, 100)) for at, (text, top) in enumerate(letters)), 96
    )
    assert font_size(ReadLine((word,))) == pytest.approx(40 / DOTS, rel=0.03)


def test_sizes_within_a_few_hundredths_are_one() -> None:
    found = usual_sizes([(11.2, 40), (11.0, 30), (11.5, 20), (13.5, 4), (13.6, 3), (9.0, 2)])
    assert found == {11.2: 11.2, 11.0: 11.2, 11.5: 11.2, 13.5: 13.5, 13.6: 13.5, 9.0: 9.0}


def test_a_recognised_page_has_no_tags_for_they_are_those_of_other_places() -> None:
    page = Page(1, 600, 800, (), (), (), tags=PageTags(tuple))
    picture = RecognisedPicture((), (), (), 600, 800, IDENTITY, 100)
    assert as_pages({1: (page, picture, ())})[1].page.tags is None
