"""File names that are not UTF-8, as text that can be stored and printed.

A Linux name is bytes. Python holds those that are not UTF-8 as lone surrogates, which neither DuckDB nor an output can
take.
"""

from __future__ import annotations


def is_readable(name: str) -> bool:
    """Whether a text can be written as UTF-8: it has no lone surrogate in place of a byte."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def readable(name: str) -> str:
    r"""The name with each byte that is not UTF-8 as `\xe9`; any other name as it is."""
    if is_readable(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # surrogates that stand for no byte
        return name.encode("utf-8", "backslashreplace").decode()
