"""Which steps are chosen: one choice for Gantt, table, card and actions alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.areas.schedule.snapshot import Report, newest_reports
from ui.areas.schedule.gantt import Gantt
from ui.areas.schedule.page_data import PageData
from ui.areas.schedule.page_deeds import Deeds
from ui.areas.schedule.page_side import SidePanel

if TYPE_CHECKING:
    from ui.areas.schedule.page_table import PlanTable


class StepChoice(QObject):
    """Carries a choice made in one place to the others; steps without a bar can be chosen too."""

    def __init__(self, data: PageData, gantt: Gantt, side: SidePanel, deeds: Deeds) -> None:
        super().__init__(gantt)
        self.keys: list[int] = []
        self.data, self.gantt, self.side, self.deeds = data, gantt, side, deeds
        self.table: PlanTable | None = None
        self._syncing = False
        gantt.selection_changed.connect(self._on_gantt)
        side.chosen.connect(self.go_to)
        deeds.allow(0, False, False, False)

    def take_table(self, table: PlanTable) -> None:
        """Carry the choice to and from the table too, from the moment that it is made."""
        self.table = table
        table.choose(self.keys)
        table.chosen.connect(self._in_table)

    def go_to(self, key: int) -> None:
        """Choose a step and bring its bar and row into sight."""
        self._reveal(key)
        self.choose([key])
        self._tell_table()

    def choose(self, keys: Sequence[int]) -> None:
        """Show what is chosen; the newest reports of a single step are fetched."""
        self.keys = list(keys)
        schedule = self.data.schedule
        steps = [schedule.by_key[key] for key in keys if key in schedule.facts] if schedule else []
        self.deeds.allow(len(steps), len(steps) == 1, any(s.start is not None for s in steps),
                         bool(steps) and all(s.locked for s in steps))
        self.side.show_selection(keys)
        if len(steps) == 1:
            key = steps[0].key
            self.data.work.read(self, lambda: newest_reports(key), lambda found: self._reported(key, found),
                                key="reports")

    def _on_gantt(self, keys: list[int]) -> None:
        if not self._syncing:
            self.choose(keys)
            self._tell_table()

    def _tell_table(self) -> None:
        if self.table is not None:
            self.table.choose(self.keys)

    def _in_table(self, keys: list[int]) -> None:
        if len(keys) == 1 and self.gantt.isVisible():
            self._reveal(keys[0])
        else:
            self._syncing = True
            self.gantt.select(keys)
            self._syncing = False
        self.choose(keys)

    def _reveal(self, key: int) -> None:
        self._syncing = True
        self.gantt.go_to_bar(key)
        if self.gantt.view.bar(key) is None:
            self.gantt.select([])
        self._syncing = False

    def _reported(self, key: int, found: list[Report]) -> None:
        if self.keys == [key]:
            self.side.show_selection([key], found)
