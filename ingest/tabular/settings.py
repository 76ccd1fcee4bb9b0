"""The measures by which rows, heads and cells of tables of risks are told, with what each rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TabularSettings:
    """Lengths are in points."""

    same_edge: float = 3.0
    """Two edges of columns within this are one: the narrowest column of scores seen is 12 wide."""
    head_words: int = 12
    """A longer text is no head."""
    label_words: int = 7
    """A longer text is no label of a form in a first profile."""
    title_words: int = 8
    """A longer title is a sentence that says what the risk is, rather than its name."""
    owner_words: int = 6
    """More words before an action's date are a part of its text."""
    least_heads: int = 2
    """Heads with a role that make a table one of a register in a first profile."""
    white_heads: int = 3
    """Known heads of a table that no lines part: two words of a sentence may well be some."""
    factor_words: int = 3
    """Words of a rating's factor: `5`, `5 Very high`. Most sentences that say what a risk leads to have more."""
    group_words: int = 12
    """A longer text across a table is no name of a group of risks."""
    same_size: float = 0.5
    """Two sizes of print within this are one."""
    across: float = 0.6
    """Times the table's width: a single cell so wide stands across it."""
    cells_of_a_risk: int = 3
    """A row of fewer that fits no head may be a remark; one of so many may be a risk, and is not passed over."""
    gap_of_parts: float = 1.5
    """Times a line's height: white between two parts of a cell."""
    same_level: float = 0.5
    """Times a line's height: two lines of cells side by side within this stand beside one another."""
    pale: float = 0.15
    """Saturation: a paler fill is a shade of the table, no rating."""
    near_colour: int = 24
    """Of red, green and blue each: the profile's colour as another producer writes it."""
    inset: float = 2.0
    """From a cell's edges to where the word of its colour is taken to stand."""


SETTINGS = TabularSettings()
