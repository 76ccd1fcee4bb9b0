"""The small register that `tests.long_checks.page_cuts` cuts: four made-up risks, the forms they are printed in, and
the measures of the page.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

PAGE_HEIGHT = 330.0  # points: room for one risk and a third
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 420.0, 720.0
MARGIN = 44.0
SIZE, LEADING = 9.0, 11.5
STEP = LEADING / 2
ROOM = PAGE_HEIGHT - 2 * MARGIN
UNCUT_HEIGHT = 3000.0  # points: a page on which the whole register stands

TITLE = "NVC Risk Register – Monthly Report"
REFERENCE = "NVC_12_0903_02"
FRONT = (f"Paper Reference: {REFERENCE}", "Date: 9 March 2023")
PURPOSE = "This paper tells the Council how each of its risks stands and what has been done since it last met."
SECTION = "Actively Managed Risks"
HEADS = ("Risk Number", "Risk Description", "Severity Rating")
IMPACT, ACTIONS = "Impact", "Mitigation Actions"
REQUESTS = ("NOTE how the risks stand; and", "AGREE that NVC-002 goes to the Board.")
RUNNING_HEAD = "NVC Meeting 12"


class Action(NamedTuple):
    """An action as its bullet prints it: what is to be done, its status, and the note in brackets, if any."""

    text: str
    status: str
    note: str | None = None

    @property
    def bullet(self) -> str:
        """The bullet's words."""
        noted = f" ({self.note})" if self.note else ""
        return f"{self.text} – {self.status}{noted}."


class Risk(NamedTuple):
    """A risk as the register prints it. `rating` are the lines of its rating cell."""

    number: str
    description: str
    rating: tuple[str, str]
    impact: tuple[str, ...]
    actions: tuple[Action, ...]


RISKS = (
    Risk(
        "NVC-002",
        "There is a risk that the ferry slip at Larch Point settles further before the new piles are driven, "
        "so that crossings stop at low water.",
        ("20", "(Critical)"),
        (
            "Villages on the far bank would be cut off from the clinic for hours at a time.",
            "The operator could claim its losses from the Council.",
        ),
        (
            Action("Harbour team to survey the slip each week and send the readings to the Council", "Ongoing"),
            Action("Finance to find money for a floating stage", "Completed", "approved in January"),
            Action("Secretariat to agree a notice with the operator", "Not started"),
        ),
    ),
    Risk(
        "NVC-005",
        "There is a risk that the archive's cooling plant fails in a hot summer and films are lost.",
        ("15", "(High)"),
        ("Films that exist nowhere else would be past saving.",),
        (
            Action("Estates to hire a second plant for the summer months and to test it", "Ongoing", "due in May"),
            Action("Archive staff to move the oldest films to the county store", "On hold"),
        ),
    ),
    Risk(
        "NVC-009",
        "There is a risk that two of the three translators retire in one year, and that notices then "
        "appear in one language alone.",
        ("9", "(Moderate)"),
        ("The Council would break its own language scheme.", "Complaints would rise."),
        (
            Action("People team to train a translator from within the Council", "Ongoing"),
            Action("Secretariat to ask neighbouring councils whether they would share theirs", "Completed"),
        ),
    ),
    Risk(
        "NVC-014",
        "There is a risk that the market square floods when the culvert is blocked by leaves.",
        ("4", "(Low)"),
        ("Stalls would lose a day's trade.",),
        (
            Action("Highways to clear the grating every fortnight from September", "Ongoing"),
            Action("Parks to replace the limes beside the culvert with smaller trees", "Not started"),
        ),
    ),
)


class Ends(StrEnum):
    """What happens at a page end: a table's head is printed again overleaf, or no first or last line of a paragraph
    stands alone, or neither.
    """

    FREE = ""
    REPEAT = "repeat"
    WIDOWS = "widows"


class Form(NamedTuple):
    """A way of printing the register: its layout, and what happens at a page end."""

    layout: str
    ends: Ends

    @property
    def name(self) -> str:
        """The form's name in tables and file names."""
        return f"{self.layout}-{self.ends}" if self.ends else self.layout

    @property
    def repeats(self) -> bool:
        """Whether a table's head is printed again overleaf."""
        return self.ends is Ends.REPEAT

    @property
    def lines_alone(self) -> int:
        """The fewest lines of a paragraph that a page end leaves together."""
        return 2 if self.ends is Ends.WIDOWS else 1

    @property
    def width(self) -> float:
        """The page's width in points."""
        return LANDSCAPE_WIDTH if self.layout == "wide" else PORTRAIT_WIDTH


LAYOUTS = {
    "ruled": "a ruled table of one row a risk; impact and actions below it",
    "aligned": "the same without a line",
    "spanned": "a ruled table a risk, whose number and rating span the rows of description, impact and actions",
    "spanned-all": "one such table for all risks",
    "wide": "one ruled table for all risks, a row a risk, impact and actions in columns",
}
FORMS = tuple(Form(layout, ends) for layout in LAYOUTS for ends in Ends)


class Cut(NamedTuple):
    """One paper to print: its form, and the height in points of the empty space before the register."""

    form: Form
    spacer: float
    height: float = PAGE_HEIGHT
