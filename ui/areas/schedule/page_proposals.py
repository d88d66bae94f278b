"""What the schedule page proposes: a suggested plan, the answer to “can we make it?”, a rush order put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.areas.schedule import rushing
from app.domain.text import _
from ui.areas.schedule.page_suggest import Suggester
from ui.areas.schedule.suggestion import SuggestionPanel

if TYPE_CHECKING:
    from ui.areas.schedule.page import SchedulePage


class Proposals(QObject):
    """Belongs to the schedule page; made when one of its deeds is first wanted."""

    def __init__(self, page: SchedulePage) -> None:
        super().__init__(page)
        self.page, self.data = page, page.data
        self.suggester = Suggester(page.data, page.deeds["suggest"])
        self.panel = SuggestionPanel()
        page.centre.addWidget(self.panel)
        self.suggester.told.connect(self._told)
        self.suggester.started.connect(self.panel.begin)
        self.suggester.progressed.connect(self.panel.progress)
        self.suggester.found.connect(self._found)
        self.panel.picked.connect(self.data.replay)
        self.panel.accepted.connect(self.data.keep_tryout)
        self.panel.dropped.connect(self.drop)
        self.panel.step_chosen.connect(page.go_to)
        self.data.tried.connect(self._tried)
        page.destroyed.connect(self.suggester.stop)

    def _told(self, text: str) -> None:
        self.panel.hide()
        self.page.told.emit(text)

    def _found(self, answer: dict[str, Any]) -> None:
        schedule = self.data.schedule
        if schedule is None or not answer["moves"]:
            return
        self.panel.show_answer(answer, schedule)
        self.page.centre.setSizes([560, *[0] * (self.page.centre.count() - 2), 240])
        self.data.play(self.panel.ticked())

    def _tried(self, found: object) -> None:
        if found is None:
            self.panel.hide()

    def suggest(self) -> None:
        """Ask what may move and begin a search; a search under way is given up."""
        from ui.areas.schedule.suggest_scope import SuggestScope

        schedule = self.data.schedule
        if self.suggester.running or schedule is None:
            self.suggester.start_or_stop()
            return
        orders = list(dict.fromkeys(schedule.by_key[k].order for k in self.page.choice.keys if k in schedule.by_key))
        self.scope = SuggestScope(schedule.plants, orders, self.page)
        self.scope.asked.connect(self.suggester.start_or_stop)
        self.scope.open()

    def drop(self) -> None:
        """Forget the suggestion."""
        self.panel.hide()
        self.suggester.stop()
        self.data.drop_tryout()

    def rush(self, key: int) -> None:
        """Put a step in as early as can be and push the others; shown as a try-out with who pays."""
        schedule = self.data.schedule
        if schedule is None:
            return
        self.page.work.read(self, lambda: rushing.rush(schedule, key), self._rushed, key="rush")

    def _rushed(self, found: rushing.Rush | None) -> None:
        if found is None:
            self.page.told.emit(_("No open line can make this product."))
            return
        self.data.play(found.moves)
        self.page.told.emit(found.sentence)

    def ask(self, key: int | None = None) -> None:
        """Open “can we make it?”, with the item of a step where one is chosen."""
        from ui.areas.schedule.promise_dialog import PromiseDialog

        schedule = self.data.schedule
        if schedule is None:
            return
        dialog = PromiseDialog(self.page.work, schedule, key, self.page)
        dialog.print_wanted.connect(self.page.paper_wanted)
        dialog.open()
