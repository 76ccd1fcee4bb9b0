"""The measures by which a paper's parts are told, with what each rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegisterSettings:
    """Counts of words are of one line; sizes are times that of the text around it."""

    same_column: float = 6.0
    """Points within which lines begin at the same column."""
    same_size: float = 0.6
    """Points within which two lines of a title are of one size."""
    title_size: float = 1.3
    """A line so large is a title: larger than a section's heading in most papers."""
    title_words: int = 14
    """A longer line is no title."""
    heading_words: int = 14
    """A longer line is no heading."""
    leading_words: int = 5
    """The most that a line has which only names the next one, as `Prepared by` does."""
    date_line_words: int = 12
    """A line with more of them is prose, and its date not the paper's own."""
    closing_words: int = 8
    """A line with more of them does not sign a paper."""
    words_of_a_name: int = 8
    """The most that the name of a person, an office or a team has."""
    names_of_a_sign_off: int = 4
    """Lines: a person, an office, a team, a body."""
    last_lines: int = 6
    """Of a paper, that its sign-off may take."""
    name_length: int = 60
    """Letters of a description that name a risk without a number."""
    number_jump: int = 20
    """A risk's number this far above the next lower one is worth a look."""
    rating_words: int = 2
    """Of a line that is a rating's band: `High`, `20 Critical`."""
    head_words: int = 8
    """A longer text is no head of a table."""
    white_columns: int = 3
    """Of a table that only white parts, at least: prose with a gap in it has two."""
    level_words: int = 3
    """Of what a scale's row begins with: `Very High`, `15 to 25 High`."""
    fewest_levels: int = 3
    """Of a scale of figures: fewer may be any two rows."""
    most_levels: int = 10
    """Of a scale of figures: registers rate by three to five, and seldom by ten."""
    share_of_risks: float = 0.7
    """Of the paper's lines that are its risks': more in a register, less in a project's paper."""


SETTINGS = RegisterSettings()
