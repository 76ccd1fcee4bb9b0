"""Answers as tables of pyarrow and pandas, where a user has them installed; risktrail needs neither."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from risktrail.store.answer import AnyAnswer


def to_arrow(answer: AnyAnswer) -> pyarrow.Table:
    """The records of an answer as an Arrow table, a column a field, each of the type its values have.

    Raises ModuleNotFoundError where pyarrow is not installed.
    """
    arrow: Any = _installed("pyarrow", "to_arrow")
    return arrow.table({name: answer.column(name) for name in answer.columns})


def to_pandas(answer: AnyAnswer) -> pandas.DataFrame:
    """The records of an answer as a data frame. Raises ModuleNotFoundError where pandas is not installed."""
    frames: Any = _installed("pandas", "to_pandas")
    return frames.DataFrame(list(answer.records()), columns=list(answer.columns))


def _installed(package: str, method: str) -> Any:
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        message = f"{method}() needs {package}, which is not installed; add it with `pip install {package}`"
        raise ModuleNotFoundError(message, name=package) from error
