"""The second recogniser: rapidocr, with the models in its wheel. It reads single lines, of the doubtful ones only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import cv2
import numpy as np
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, RuntimeException

from risktrail.ingest.ocr.pictures import Picture

_HEIGHT = 48  # dots to which it resizes a line
_COLUMN = 8  # dots of the resized line that it tells letters' places by
_THREADS = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
_NO_MEMORY = ("bad_alloc", "Failed to allocate memory")  # in the words of onnxruntime, which runs the model


class OtherLetter(NamedTuple):
    """A letter, how sure the recogniser is of it, of 1, how many dots its middle is from the left of what was read, and
    whether a space stands before it."""

    text: str
    confidence: float
    x: float
    after_space: bool


class SecondReader:
    """rapidocr with its model loaded, for one process. Raises MemoryError where it cannot be loaded for want of it."""

    def __init__(self) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.WARNING)  # it tells where it has found its model
        from rapidocr import RapidOCR
        from rapidocr.inference_engine.onnxruntime import ONNXRuntimeError

        self._errors = (Fail, RuntimeException, ONNXRuntimeError)
        with _memory_errors(*self._errors):
            self._engine = RapidOCR(params={**_THREADS, "Global.log_level": "warning"})

    def read(self, line: Picture) -> list[OtherLetter]:
        """Read the picture of one line. Raises MemoryError."""
        coloured = cv2.cvtColor(line, cv2.COLOR_GRAY2BGR)
        with _memory_errors(*self._errors):
            found: Any = self._engine(coloured, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        if not found.txts or not found.word_results:
            return []
        info = found.word_results[0]
        scale = line.shape[0] / _HEIGHT * _COLUMN
        letters: list[OtherLetter] = []
        confidences = iter(info.confs)
        for word, columns in zip(info.words, info.word_cols, strict=True):
            for index, (letter, column) in enumerate(zip(word, columns, strict=True)):
                letters.append(OtherLetter(letter, float(next(confidences)), (column + 0.5) * scale, index == 0))
        return letters


@contextmanager
def _memory_errors(*errors: type[Exception]) -> Iterator[None]:
    """Raise MemoryError for such of the errors as say that a library got no memory; others pass."""
    try:
        yield
    except errors as error:
        if not any(words in str(error) for words in _NO_MEMORY):
            raise
        raise MemoryError("the recogniser got no memory") from error


def padded(picture: Picture, box: tuple[int, int, int, int], around: int) -> Picture:
    """A part of a picture, with white around it where it ends."""
    x0, top, x1, bottom = box
    height, width = picture.shape
    part = picture[max(top, 0) : min(bottom, height), max(x0, 0) : min(x1, width)]
    whole = cv2.copyMakeBorder(part, around, around, around, around, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(whole, dtype=np.uint8)
