"""The schedule page: Gantt and table of one plan, lists of what needs a hand, try-out, versions to compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.areas import catalogue
from app.areas.schedule.placing import Place, places
from app.areas.schedule.snapshot import Snapshot
from app.areas.schedule.tryout import Comparison
from app.database.ledger import Reason
from app.masters.order import Order
from ui.areas.schedule.gantt import Gantt
from ui.areas.schedule.load_strip import LoadStrip
from ui.areas.schedule.page_choice import StepChoice
from ui.areas.schedule.page_data import PageData
from ui.areas.schedule.page_deeds import Deeds
from ui.areas.schedule.page_drop import LineDrops
from ui.areas.schedule.page_empty import EmptyPlan
from ui.areas.schedule.page_hands import StepHands
from ui.areas.schedule.page_looks import Looks
from ui.areas.schedule.page_menus import places_menu, steps_menu
from ui.areas.schedule.page_side import WIDTH, SidePanel
from ui.areas.schedule.page_strip import TryoutStrip
from ui.areas.schedule.page_tools import Tools
from ui.work import Work

if TYPE_CHECKING:
    from ui.areas.schedule.page_proposals import Proposals
    from ui.areas.schedule.page_table import PlanTable
    from ui.areas.schedule.page_table_model import PlanModel

ORDERS = str(Order._meta.table_name)
STEPS = "schedule_step"
ROOMY = 820
"""Pixels from which the load strip has room beside both chart and table."""


def _ask_reason(parent: QWidget, text: str, then: Callable[[Reason | None], object]) -> None:
    from ui.reason import ask_reason

    ask_reason(parent, text, then)


class SchedulePage(QWidget):
    """Everything the clerk does to the plan; other pages and dialogs are asked for by signal."""

    record_wanted = Signal(str, int)
    """Table and number of a record whose form is wanted; 0 for a new one."""
    import_wanted = Signal(list)
    """Paths that were dropped; empty where the user is to choose."""
    print_wanted = Signal(str)
    mail_queued = Signal()
    paper_wanted = Signal(str, object)
    """A paper about something else than the whole plan, with what it is about."""
    export_wanted = Signal(str)
    told = Signal(str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.data = PageData(work, catalogue.lights(), _ask_reason, self._busy, self)
        self.hands = StepHands(self.data, self)
        self.deeds = Deeds(self)
        self.tools = Tools(self.deeds)
        self.strip = TryoutStrip()
        self.gantt = Gantt()
        self.load = LoadStrip(self.gantt.axis)
        self.side = SidePanel()
        self.empty = EmptyPlan(self.deeds)
        self.drops = LineDrops(self.gantt, lambda: self.data.schedule)
        self.choice = StepChoice(self.data, self.gantt, self.side, self.deeds)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.deeds.show_undo("", "")
        self.tools.show_view("gantt")
        self.looks = Looks(self)
        self.setFocusProxy(self.gantt)

    def _lay_out(self) -> None:
        self.chart = chart = QSplitter(Qt.Orientation.Vertical)
        chart.addWidget(self.gantt)
        chart.addWidget(self.load)
        chart.setStretchFactor(0, 1)
        chart.setCollapsible(0, False)
        self.centre = QSplitter(Qt.Orientation.Vertical)
        self.centre.addWidget(chart)
        self.centre.setChildrenCollapsible(False)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.addWidget(self.centre)
        self.across.addWidget(self.side)
        self.across.setStretchFactor(0, 1)
        self.across.setCollapsible(0, False)
        self.across.setSizes([1000, WIDTH])
        self.body = QStackedWidget()
        self.body.addWidget(self.across)
        self.body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(self.strip)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        data, gantt, side, tools, hands = self.data, self.gantt, self.side, self.tools, self.hands
        data.shown.connect(self._show)
        data.placed.connect(gantt.show_board)
        data.tried.connect(self._tried)
        data.told.connect(self.told)
        hands.told.connect(self.told)
        gantt.moved.connect(hands.moved)
        gantt.view.settle = hands.settled
        gantt.activated.connect(self.open_order)
        gantt.menu_wanted.connect(lambda keys, at: self._menu(keys, gantt.viewport().mapToGlobal(at)))
        gantt.lane_chosen.connect(self.load.set_lane)
        side.order_wanted.connect(lambda number: self.record_wanted.emit(ORDERS, number))
        side.place_wanted.connect(self._propose)
        self.drops.dropped.connect(hands.place)
        self.strip.keep.connect(data.keep_tryout)
        self.strip.drop.connect(data.drop_tryout)
        tools.view_chosen.connect(self.show_view)
        tools.colour_chosen.connect(self._colour)
        tools.compare_chosen.connect(data.set_compare)
        tools.keep_wanted.connect(lambda: hands.keep_version(data.set_compare))
        tools.zoom_chosen.connect(gantt.set_scale)
        gantt.axis.changed.connect(lambda: tools.show_zoom(gantt.axis.scale))
        tools.searched.connect(self._search)
        self.work.undo_changed.connect(self._show_undo)
        self._connect_deeds()

    def _connect_deeds(self) -> None:
        todo: dict[str, Callable[[], object]] = {
            "new": lambda: self.record_wanted.emit(STEPS, 0), "import": lambda: self.import_wanted.emit([]),
            "export": lambda: self.export_wanted.emit("schedule"), "print": self.print_sheet,
            "undo": self.undo, "redo": lambda: self.undo(redo=True),
            "open": lambda: self.open_order(self.choice.keys[0]) if self.choice.keys else None,
            "lock": lambda: self.hands.lock(self.choice.keys),
            "unschedule": lambda: self.hands.unschedule(self.choice.keys),
            "split": lambda: self.hands.split(self.choice.keys[0]) if self.choice.keys else None,
            "link": lambda: self.hands.link(self.choice.keys), "fit": self.gantt.fit,
            "today": lambda: self.gantt.go_to(self.gantt.view.board.today),
            "suggest": lambda: self.proposals.suggest(),
            "promise": lambda: self.proposals.ask(self.choice.keys[0] if len(self.choice.keys) == 1 else None),
            "changes": self._open_changes,
            "rush": lambda: self.proposals.rush(self.choice.keys[0]) if self.choice.keys else None,
        }
        for key, deed in todo.items():
            self.deeds[key].triggered.connect(lambda _checked=False, deed=deed: deed())
        self.deeds["tryout"].triggered.connect(
            lambda on: self.data.start_tryout() if on else self.data.drop_tryout())
        self.deeds["side"].toggled.connect(lambda on: self.side.setVisible(on))
        self.deeds["made"].toggled.connect(lambda on: self.model.show_made(on))

    @cached_property
    def proposals(self) -> Proposals:
        """Suggested plans, answers and rush orders, made when they are first wanted."""
        from ui.areas.schedule.page_proposals import Proposals

        return Proposals(self)

    def _open_changes(self) -> None:
        from ui.areas.schedule.changes_menu import open_changes

        open_changes(self, self.tools.mapToGlobal(QPoint(self.tools.width() // 3, self.tools.height() // 2)))

    # --- what others may call ---

    @cached_property
    def model(self) -> PlanModel:
        """The rows of the table, worked out when they are first wanted."""
        from ui.areas.schedule.page_table_model import PlanModel

        model = PlanModel(self)
        self.data.rows_wanted = True
        if self.data.now is not None:
            model.show_rows(self.data.now.rows, self.data.now.schedule.today)
        model.set_search(self.tools.search.text())
        model.edited.connect(self.hands.typed)
        model.refused.connect(self.told)
        return model

    @cached_property
    def table(self) -> PlanTable:
        """The plan as a table, made when it is first wanted."""
        from ui.areas.schedule.page_table import PlanTable

        table = PlanTable(self.model)
        table.hide()
        self.centre.addWidget(table)
        self.centre.setSizes([600, 400])
        table.lines = self._open_lines()
        table.opened.connect(self.open_order)
        table.menu_wanted.connect(self._menu)
        self.choice.take_table(table)
        return table

    @property
    def _made(self) -> bool:
        """Whether the table is there."""
        return "table" in self.__dict__

    @property
    def _modelled(self) -> bool:
        """Whether the table's rows are there."""
        return "model" in self.__dict__

    def _open_lines(self) -> dict[int, str]:
        schedule = self.data.schedule
        return {line.key: line.name for line in schedule.lines.values() if not line.closed} if schedule else {}

    def go_to(self, key: int) -> None:
        """Choose a step and bring its bar and row into sight."""
        self.choice.go_to(key)

    def open_order(self, key: int) -> None:
        """Ask for the form of a step's order."""
        schedule = self.data.schedule
        if schedule is not None and key in schedule.facts:
            self.record_wanted.emit(ORDERS, schedule.facts[key].order_id)

    def print_sheet(self) -> None:
        """Print what is shown: the bars or the table, without the plants that are folded."""
        folded = self.gantt.view.collapsed
        schedule = self.data.schedule
        names = [plant for plant in schedule.plants if plant not in folded] if schedule and folded else []
        self.paper_wanted.emit("schedule_table" if self.chart.isHidden() else "schedule", names)

    def show_view(self, view: str) -> None:
        """Show gantt, table or both."""
        self.chart.setVisible(view != "table")
        if view != "gantt" or self._made:
            self.table.setVisible(view != "gantt")
        self.load.setVisible(view != "both" or self.height() > ROOMY)
        self.tools.show_view(view)
        self._show_legend()
        (self.table if view == "table" else self.gantt).setFocus()

    def undo(self, redo: bool = False) -> None:
        """Undo or redo the newest play of a try-out, else the newest own change."""
        if not self.data.step_back(redo):
            self.work.undo(self, redo)

    # --- showing ---

    def _busy(self) -> bool:
        return self.gantt.dragging or (self._made and self.table.editing)

    def _show(self, snapshot: Snapshot) -> None:
        schedule = snapshot.schedule
        self.body.setCurrentIndex(0 if schedule.steps or schedule.lines else 1)
        self.gantt.show_board(snapshot.board)
        self.load.show_board(snapshot.board)
        if self._modelled:
            self.model.today = schedule.today
        if self._made:
            self.table.show_rows(snapshot.rows, self._open_lines())
        elif self._modelled:
            self.model.show_rows(snapshot.rows, schedule.today)
        self.side.show_snapshot(snapshot)
        self.tools.show_versions(snapshot.versions, self.data.compare)
        self._show_legend()
        self.choice.choose([key for key in self.choice.keys if key in schedule.facts])

    def _tried(self, found: Comparison | None) -> None:
        trying = self.data.trying
        self.gantt.set_tryout(trying)
        self.deeds["tryout"].setChecked(trying)
        self.tools.compare.setEnabled(not trying)
        if found is None or self.data.saved is None:
            self.strip.hide()
            self.deeds.show_undo("", "")
            return
        suggested = "proposals" in self.__dict__ and self.proposals.panel.isVisible()
        self.strip.show_comparison(found, self.data.saved.schedule, suggested)
        back, again = self.data.plays
        self.deeds.show_undo(back, again)

    def _show_undo(self, back: str, again: str) -> None:
        if not self.data.trying:
            self.deeds.show_undo(back, again)

    def _colour(self, by: str) -> None:
        self.gantt.set_colour_by(by)
        self._show_legend()

    def _show_legend(self) -> None:
        alone = self.chart.isHidden()
        self.tools.show_legend(self.model.legend() if alone else self.gantt.legend())

    def _search(self, text: str) -> None:
        self.gantt.set_search(text)
        found = self.model.set_search(text) if self._modelled else None
        if found is not None and self._made and self.table.isVisible():
            self.table.scrollTo(self.model.index(self.model.place[found], 0))

    # --- menus ---

    def _menu(self, keys: list[int], at: QPoint) -> None:
        schedule = self.data.schedule
        if schedule is None:
            return
        menu = steps_menu(self, self.deeds, schedule, [key for key in keys if key in schedule.facts],
                          lambda line: self.hands.to_line(keys, line), self._propose)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _propose(self, key: int) -> None:
        schedule = self.data.schedule
        if schedule is None:
            return
        button = self.side.place
        at = button.mapToGlobal(QPoint(0, button.height())) if button.isVisible() else self.cursor().pos()

        def offer(found: list[Place]) -> None:
            menu = places_menu(self, schedule, key, found, lambda place: self.hands.place(key, place))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

        self.work.read(self, lambda: places(schedule, key), offer, key="places")

    # --- Qt ---

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was missed while out of sight."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.gantt.setFocus()
        self.data.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Read nothing while out of sight."""
        super().hideEvent(event)
        self.data.wake(False)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z and Ctrl+Y to the try-out while there is one."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.data.trying \
                and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Undo and redo inside a try-out; F5 reads again."""
        if self.data.trying and event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif self.data.trying and event.matches(QKeySequence.StandardKey.Redo):
            self.undo(redo=True)
        elif event.key() == Qt.Key.Key_F5:
            self.data.refresh()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the import of dropped files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.import_wanted.emit(paths)
