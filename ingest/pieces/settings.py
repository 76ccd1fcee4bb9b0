"""The measures by which the papers of a file are told apart, with what each rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PieceSettings:
    """Where a page shows whose it is, and what its signs count when a paper may begin there."""

    margin: float = 0.13
    """Of the page's height, at its top and at its foot: running lines and page numbers stand there, as in
    `layout.furniture`."""
    beyond: float = 20.0
    """Points beyond its margin to which a page is looked at: half the height of the highest line that may reach there.
    """
    looked_at: int = 20
    """Pages of a file that tell its usual print: more say the same."""
    head: float = 0.45
    """Of the page's height: a paper's title begins above; that of a landscape page with a banner begins this low."""
    title_size: float = 1.3
    """Times the page's usual print: a line so large is a title; headings of sections are smaller in most papers."""
    title_words: int = 14
    """A longer line is no title."""
    title_lines: int = 3
    """A title has no more: what is large below it is a heading, or a table's."""
    early_end: float = 0.75
    """Of the page's height: a page whose last line stands above this ends before its foot, and not because it is
    full."""
    few_words: int = 20
    """A page with fewer words has no usual print of its own: that of the whole file counts."""
    running_letters: int = 3
    """A line in the margin with fewer letters besides its numbers names nobody: `Page 3` is every paper's."""
    running_words: int = 14
    """A longer line in the margin is text."""
    same_size: float = 6.0
    """Points by which two pages of one size may differ: scanners and mergers crop a little."""
    front_pages: int = 2
    """A cover and a table of contents, which have no number, stand before a paper's page 1."""

    begins: int = 3
    """A paper begins where the signs come to this."""
    another_reference: int = 3
    """The reference in the running lines, or on a line of its own, is another than the one before."""
    numbers_restart: int = 2
    """The printed page number is 1, and the paper before has numbers too; or it is `Page 1 of 6`, and the file goes on
    behind the sixth."""
    numbers_begin: int = 1
    """The printed page number is 1, and the pages before have none."""
    last_page_before: int = 2
    """The page before says that it is the last of its paper, and the file goes on: `Page 5 of 5`."""
    another_title: int = 1
    """The page begins with a title."""
    other_running_lines: int = 2
    """The running lines of the pages before are gone, and others run from here on. With a title that is enough, where
    no page has a number: few papers have a running head for each of their sections and no page numbers."""
    another_size: int = 1
    """The page has another size, or lies on its side."""
    bookmark: int = 1
    """A bookmark of the first level leads to the page."""
    another_label: int = 1
    """The page's label does not go on from the one before: `A-1` behind `12`."""
    numbers_go_on: int = -3
    """The printed page number goes on with the paper's own count: `Page 3 of 6` behind `Page 2 of 6`."""

    numbers_of_file: int = -1
    """The page number goes on, and is that of the page in the file: the count of a single paper, or of who put the file
    together."""


SETTINGS = PieceSettings()
