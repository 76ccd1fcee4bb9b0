"""The second recogniser: what becomes of its errors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, RuntimeException
from rapidocr.inference_engine.onnxruntime import ONNXRuntimeError

from risktrail.ingest.ocr.second_reader import SecondReader

LINE = np.full((40, 200), 255, dtype=np.uint8)
ERRORS = (Fail, RuntimeException, ONNXRuntimeError)


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("words", ["Status Message: std::bad_alloc", "Failed to allocate memory for requested buffer"])
def test_a_library_without_memory_is_a_memory_error(
    kind: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = SecondReader()
    error = kind(f"[ONNXRuntimeError] : 6 : {words}")
    monkeypatch.setattr(reader, "_engine", failing(error))
    with pytest.raises(MemoryError) as raised:
        reader.read(LINE)
    assert raised.value.__cause__ is error
    monkeypatch.setattr("rapidocr.RapidOCR", failing(error))
    with pytest.raises(MemoryError):
        SecondReader()


@pytest.mark.parametrize("kind", ERRORS)
def test_any_other_error_stays_what_it_is(kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    reader = SecondReader()
    error = kind("[ONNXRuntimeError] : 2 : INVALID_ARGUMENT")
    monkeypatch.setattr(reader, "_engine", failing(error))
    with pytest.raises(kind) as raised:
        reader.read(LINE)
    assert raised.value is error
