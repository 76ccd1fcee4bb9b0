"""The actions of one risk: its list taken apart into items, and each item into action, status and note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from risktrail.ingest.fields.action_status import (
    contradiction,
    is_labelled,
    is_status_alone,
    is_status_line,
    leads_an_action,
)
from risktrail.ingest.fields.lists import Item, items
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.register.report_context import ReportContext, shortened
from risktrail.ingest.register.sources import sources_of
from risktrail.schema.action_text import ActionText
from risktrail.schema.report import Action, Status


def read_actions(
    lines: Sequence[Line], rows: Sequence[Mapping[str, Sequence[Line]]], risk_id: str, context: ReportContext
) -> tuple[list[Action], list[Item]]:
    """The actions that the lines of a risk's part list, then those of the rows of a table of them, and the items that
    are remarks.

    What can be read in more than one way becomes a warning of the context.
    """
    reader = _ActionReader(risk_id, context)
    actions, remarks = reader.read(lines)
    return [*actions, *map(reader.read_row, rows)], remarks


class _ActionReader:
    def __init__(self, risk_id: str, context: ReportContext) -> None:
        self.risk_id, self.context = risk_id, context

    def read(self, lines: Sequence[Line]) -> tuple[list[Action], list[Item]]:
        """The actions, and the items that are remarks."""
        actions: list[Action] = []
        remarks: list[Item] = []
        found = self._with_statuses(items(lines, self.context.measure, self._is_status_line))
        listed = any(item.marked for item, _ in found)
        for item, text in found:
            action = self._read_item(text, item)
            if action.status in (Status.NOT_STATED, Status.OTHER) and self.context.profile.remarks.search(text):
                remarks.append(item)
            elif listed and not item.marked and action.status is Status.NOT_STATED:
                remarks.append(item)
                self.context.warn(
                    "text_among_actions",
                    f"{self.risk_id}: “{shortened(text)}” is no bullet; kept as a remark",
                    item.lines[0].page,
                )
            else:
                actions.append(self._build_action(action, text, item))
        return actions, remarks

    def read_row(self, row: Mapping[str, Sequence[Line]]) -> Action:
        """The action of a table's row: read as if its cells stood behind one another in a list."""
        join = self.context.joiner.join
        text, status, note = (join(row.get(role, ())) for role in ("text", "status", "note"))
        whole = text.rstrip(" .") + (f" – {status}" if status else "") + (f" ({note})" if note else "")
        lines = tuple(line for cell in row.values() for line in cell)
        return self._build_action(self.context.read_action(whole), whole, Item(True, lines))

    def _with_statuses(self, found: Sequence[Item]) -> list[tuple[Item, str]]:
        """The items with their texts, each status that stands alone (on a line of its own, at a page's top, behind a
        square that is a dash to some fonts) with the action before it, where that has none yet."""
        whole: list[tuple[Item, str]] = []
        for item in found:
            text = self.context.joiner.join(item.lines)
            if whole and self._is_status_line(text) and self._lacks_status(*whole[-1]):
                before, _ = whole[-1]
                both = Item(before.marked, (*before.lines, *item.lines))
                whole[-1] = both, self.context.joiner.join(both.lines)
            else:
                whole.append((item, text))
        return whole

    def _lacks_status(self, item: Item, text: str) -> bool:
        return self._read_item(text, item).status is Status.NOT_STATED

    def _read_item(self, text: str, item: Item) -> ActionText:
        """A bullet taken apart; where nothing but a line end parts its status from the action, there."""
        profile = self.context.profile
        behind = range(1, len(item.lines))
        label = next((index for index in behind if is_labelled(item.lines[index].text, profile)), None)
        if label is not None:
            text = f"{self.context.joiner.join(item.lines[:label])}; {self.context.joiner.join(item.lines[label:])}"
        action = self.context.read_action(text)
        if action.status is not Status.NOT_STATED and action.sure:
            return action
        for index in behind:
            status = self.context.joiner.join(item.lines[index:])
            if is_status_line(status, profile):
                return self.context.read_action(f"{self.context.joiner.join(item.lines[:index])} – {status}")
        return action

    def _is_status_line(self, text: str) -> bool:
        return is_status_alone(text, self.context.profile) and not leads_an_action(text, self.context.profile)

    def _build_action(self, action: ActionText, text: str, item: Item) -> Action:
        """The action as the report has it, from an item and its text; a doubt about its status becomes a warning."""
        page = item.lines[-1].page
        if action.status is Status.NOT_STATED:
            self.context.warn("status_not_stated", f"{self.risk_id}: “{shortened(action.text)}” states no status", page)
        elif not action.sure and action.status is not Status.OTHER:
            self.context.warn(
                "status_unsure",
                f"{self.risk_id}: is “{action.status_text}” the status of “{shortened(action.text)}”?",
                page,
            )
        elif not action.sure:
            self.context.warn(
                "status_unknown", f"{self.risk_id}: “{action.status_text}” is no status the profile knows", page
            )
        elif words := contradiction(text, action, self.context.profile):
            self.context.warn(
                "status_contradicted",
                f"{self.risk_id}: “{shortened(action.text)}” was read as “{action.status_text}”, but it also says"
                f" “{shortened(words)}”: look which holds",
                page,
            )
        return Action(
            text=action.text,
            status=action.status,
            status_text=action.status_text,
            note=action.note,
            owners=action.owners,
            source=sources_of(item.lines),
        )
