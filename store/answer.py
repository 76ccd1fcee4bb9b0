"""What every question is answered with: typed rows, and what a reader must know beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from risktrail.store import formats
from risktrail.store.labels import RatingValue
from risktrail.store.paper_links import USUAL_ADDRESS

if TYPE_CHECKING:
    import pandas
    import pyarrow

RowT = TypeVar("RowT", bound=tuple[Any, ...], covariant=True)
Titles = dict[tuple[str, str], str]
"""Register and number of a risk -> its title in the last current report that gives it one."""


@dataclass(frozen=True)
class Answer(Generic[RowT]):
    """The answer to a question. Iterating over it gives its rows, whose fields are named as the columns are.

    A row may have more fields than there are columns: `records` and the formats leave those out.
    """

    columns: tuple[str, ...]
    rows: Sequence[RowT]
    notes: tuple[str, ...] = ()
    """One-line remarks that must be shown beside the answer, such as the months that are missing."""
    lacking: tuple[str, ...] = ()
    """Sentences on the registers that have too few reports for the question: no rows then mean nothing."""
    looked_at: str | None = None
    """What an answer without rows means, as in `no action is ongoing in 3 or more reports`; where there is something
    `lacking`, what it means of the other registers, and None where there are none."""
    titles: Titles = field(default_factory=dict)
    """The titles of risks that its rows name by number alone, to be shown beside the number."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[RowT]:
        return iter(self.rows)

    def __getitem__(self, at: int) -> RowT:
        return self.rows[at]

    def records(self) -> Iterator[tuple[Any, ...]]:
        """The rows as every format writes them: a value a column, and a rating as its label, `20 (Critical)`."""
        width = len(self.columns)
        for row in self.rows:
            yield tuple([each.label if isinstance(each, RatingValue) else each for each in row[:width]])

    def labelled(self) -> AnyAnswer:
        """The answer as a table for people has it, where that differs from what programs reckon with."""
        return self

    def dicts(self) -> list[dict[str, Any]]:
        """The records as dictionaries, columns in order."""
        return [dict(zip(self.columns, record, strict=True)) for record in self.records()]

    def column(self, name: str) -> list[Any]:
        """All values of one column of the records. Raises ValueError where there is no such column."""
        at = self.columns.index(name)
        return [record[at] for record in self.records()]

    def noted(self, *notes: str) -> Self:
        """The same answer with further notes."""
        return replace(self, notes=self.notes + notes)

    def to_csv(self) -> str:
        """The answer as `--format csv` writes it: RFC 4180 with a heading, and no cell that runs as a formula."""
        text = io.StringIO(newline="")
        formats.write_csv(self, text)
        return text.getvalue()

    def to_xlsx(self, served_at: str = USUAL_ADDRESS) -> bytes:
        """The answer as `--format xlsx` writes it. Raises QuestionError where it is larger than a sheet can be.

        Args:
            served_at: Where the links to pages of papers lead: where `risktrail serve` runs.
        """
        from risktrail.store.workbook import workbook

        return workbook(self, served_at)

    def to_arrow(self) -> pyarrow.Table:
        """The records as an Arrow table. Raises ModuleNotFoundError where pyarrow is not installed."""
        from risktrail.store.dataframes import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The records as a data frame. Raises ModuleNotFoundError where pandas is not installed."""
        from risktrail.store.dataframes import to_pandas

        return to_pandas(self)


AnyAnswer = Answer[tuple[Any, ...]]
"""An answer of whatever rows: of a question of the catalogue or of SQL, whose columns are known when it is asked."""
