"""The calendar of due dates: a row an action, months as columns, in the units of an SVG a row.

A mark is where the action is due, an arrow goes from each earlier date to the one it was moved to. The months around
the paper are drawn; what lies before or after them is drawn in a column of its own at either end.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass
from itertools import pairwise

from risktrail.store.labels import day_label, month_label
from risktrail.store.months import months_from

MONTHS_BEFORE, MONTHS_AFTER = 9, 12
"""How many months before and after the paper's are drawn at most: as many as can be read on a printed page, too."""
ROOM, NARROWEST, WIDEST = 560, 26, 64
"""The width all months share, and the least and greatest of one; three letters need the least."""
EDGE = 56
"""The width of the column for all earlier months, and of that for all later ones."""
MARGIN = 24
"""What is left free where there is no such column, for a mark on the first of a month with an arrow to it."""
LETTER = 7
"""How wide a letter of the words behind a mark is, at most on average."""
HEIGHT, MIDDLE, AXIS_HEIGHT = 34, 18, 36
MARK, DOT = 6, 3.5
"""Half the size of a mark, and of the dot that an earlier date is."""
LEAST_ARROW = 16
"""How far apart two dates are drawn at least, so that the arrow between them can be seen."""
FLATTEST, STEEPEST = 10, 26


@dataclass(frozen=True)
class CalendarRow:
    """An action for the calendar: its day, the earlier ones in order, and what is said of them."""

    risk_id: str
    due: dt.date
    earlier: tuple[dt.date, ...]
    overdue: str
    lateness: str
    moves_in_words: str


@dataclass(frozen=True)
class Arrow:
    """The line of an arrow as an SVG path, and where its head is and points to, in degrees."""

    path: str
    x: float
    y: float
    angle: float


@dataclass(frozen=True)
class Strip:
    """The drawing of a row: its mark, the dots of earlier dates, the arrows between, and words behind the mark.

    Where they have no room before the next dot, they stand behind the last one and begin with `now`.
    """

    row: CalendarRow
    x: float
    dots: tuple[float, ...]
    arrows: tuple[Arrow, ...]
    words: str
    words_x: float
    words_y: float

    @property
    def title(self) -> str:
        """What the drawing shows, in a few words."""
        return f"{self.row.risk_id}: due {day_label(self.row.due)}, {self.row.lateness or 'not overdue'}"

    @property
    def description(self) -> str:
        """How the date came to be what it is."""
        return f"The date was {self.row.moves_in_words}." if self.row.earlier else "The date was never moved."


@dataclass(frozen=True)
class MonthColumn:
    """A column of the calendar; `year` stands over the first month and over each January."""

    label: str
    year: str
    x: float
    width: float


@dataclass(frozen=True)
class DueCalendar:
    """The columns and rows of the calendar.

    `grid` is the path of the lines between months, `report_x` the place of the paper's day.
    """

    columns: tuple[MonthColumn, ...]
    strips: tuple[Strip, ...]
    width: float
    grid: str
    report_x: float
    height: int = HEIGHT
    middle: int = MIDDLE
    axis_height: int = AXIS_HEIGHT
    mark: int = MARK
    dot: float = DOT


@dataclass(frozen=True)
class _Scale:
    """Where days are: months of one width, with a column for all days before them, and one for all after, if any."""

    months: tuple[str, ...]
    step: float
    has_earlier: bool
    has_later: bool

    def x(self, day: dt.date) -> float:
        """The place of a day; of one before or after the months, the middle of the column at that end."""
        month = _month(_month_number(day))
        if month < self.months[0]:
            return self.left / 2
        if month > self.months[-1]:
            return self.width - self.right / 2
        at = self.months.index(month) + (day.day - 0.5) / calendar.monthrange(day.year, day.month)[1]
        return round(self.left + self.step * at, 1)

    @property
    def left(self) -> float:
        """Where the first month begins."""
        return EDGE if self.has_earlier else MARGIN

    @property
    def right(self) -> float:
        """How much there is behind the last month."""
        return EDGE if self.has_later else MARGIN

    @property
    def width(self) -> float:
        """The width of all columns."""
        return self.left + self.step * len(self.months) + self.right

    def columns(self) -> tuple[MonthColumn, ...]:
        """The columns, those at the ends too."""
        found = [MonthColumn("earlier", "", 0, self.left)] if self.has_earlier else []
        for at, month in enumerate(self.months):
            year = month[:4] if at == 0 or month.endswith("-01") else ""
            name = month_label(month, year=False)
            found.append(MonthColumn(name, year, round(self.left + self.step * at, 1), self.step))
        if self.has_later:
            found.append(MonthColumn("later", "", self.width - self.right, self.right))
        return tuple(found)


def due_calendar(rows: list[CalendarRow], dated: dt.date) -> DueCalendar:
    """The calendar of some actions.

    Args:
        rows: The actions, in the order in which they are drawn.
        dated: The day of the paper that they stand in.
    """
    scale = _scale([day for row in rows for day in (row.due, *row.earlier)], dated)
    columns = scale.columns()
    lines = sorted({each.x + width for each in columns for width in (0, each.width)})
    strips = tuple(_strip(row, scale) for row in rows)
    return DueCalendar(
        columns,
        strips,
        round(max([scale.width, *(each.words_x + _width(each.words) for each in strips)])),
        "".join(f"M{x:g} 0V{HEIGHT}" for x in lines),
        scale.x(dated),
    )


def _scale(days: list[dt.date], dated: dt.date) -> _Scale:
    """The months from the earliest day to the latest, the paper's among them, as far as they are drawn."""
    first, last = min([*days, dated]), max([*days, dated])
    earliest, latest = _month_number(dated) - MONTHS_BEFORE, _month_number(dated) + MONTHS_AFTER
    from_month, to_month = max(_month_number(first), earliest), min(_month_number(last), latest)
    months = tuple(months_from(_month(from_month), _month(to_month)))
    step = round(min(max(ROOM / len(months), NARROWEST), WIDEST))
    return _Scale(months, step, _month_number(first) < earliest, _month_number(last) > latest)


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _strip(row: CalendarRow, scale: _Scale) -> Strip:
    days = [*row.earlier, row.due]
    forward = [1 if later > earlier else -1 for earlier, later in pairwise(days)]
    places = [scale.x(row.due)]
    for day, direction in zip(reversed(row.earlier), reversed(forward), strict=True):
        nearest = places[0] - direction * LEAST_ARROW
        places.insert(0, min(scale.x(day), nearest) if direction > 0 else max(scale.x(day), nearest))
    arrows = [
        _arrow(start, end, direction, (MARK if at == len(row.earlier) else DOT) + 2)
        for at, ((start, end), direction) in enumerate(zip(pairwise(places), forward, strict=True), 1)
    ]
    words = " · ".join(each for each in (day_label(row.due), row.lateness) if each)
    dots, x = tuple(places[:-1]), places[-1]
    next_dot = min((each for each in dots if each > x), default=math.inf)
    if next_dot - x > _width(words):
        words_x, words_y = x, MIDDLE - 3 if forward and forward[-1] < 0 else MIDDLE + 4  # above the arrow that arrives
    else:
        words, words_x, words_y = f"now {words}", max(places), MIDDLE + 4
    return Strip(row, x, dots, tuple(arrows), words, round(words_x + MARK + 6, 1), words_y)


def _width(words: str) -> float:
    """How much room words need, with what is free before and behind them."""
    return len(words) * LETTER + 2 * MARK


def _arrow(start: float, end: float, direction: int, short_by: float) -> Arrow:
    """An arrow that bends upwards where it goes to a later date, and downwards where it goes to an earlier one."""
    middle = (start + end) / 2
    rise = min(STEEPEST, FLATTEST + abs(end - start) / 4)
    along, down = end - middle, direction * rise
    length = math.hypot(along, down)
    x, y = end - short_by * along / length, MIDDLE - short_by * down / length
    path = f"M{start:g} {MIDDLE}Q{middle:g} {MIDDLE - down:g} {x:.1f} {y:.1f}"
    return Arrow(path, round(x, 1), round(y, 1), round(math.degrees(math.atan2(down, along)), 1))
