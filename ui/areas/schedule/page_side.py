"""The schedule's side: lists of what needs a hand, with counts, above the card of what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.areas.schedule.snapshot import Report, Snapshot
from app.domain.text import N_, _
from ui.areas.schedule.page_details import DetailsCard
from ui.areas.schedule.page_findings import EMPTY, LISTS, TABS
from ui.areas.schedule.page_list import FindingList
from ui.icons import icon
from ui.quiet_inputs import TabRow

WIDTH = 316
HINT_LINES, MARGIN = 3, 10
QWIDGETSIZE_MAX = 16777215
"""The height without a limit, which PySide does not name."""
_SHORT = {"changed": N_("Moved")}


class _Lists(dict[str, FindingList]):
    """The lists by key, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], FindingList]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> FindingList:
        made = self[key] = self._make(key)
        return made


class SidePanel(QFrame):
    """Four lists with counts and the details card."""

    chosen = Signal(int)
    order_wanted = Signal(int)
    place_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(270)
        self._snapshot: Snapshot | None = None
        self._fresh: set[str] = set()
        self._keys: list[int] = []
        self._reports: Sequence[Report] = ()
        self.tabs = TabRow()
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setStyleSheet("QTabBar::tab { padding: 7px 6px 6px 6px; margin-right: 0; min-width: 40px; }")
        self.stack = QStackedWidget()
        self.lists = _Lists(self._list)
        self._pages: dict[str, QWidget] = {}
        for _key, title in TABS:
            self.tabs.setTabToolTip(self.tabs.addTab(""), _(title))
        self.details = DetailsCard()
        self.details.order_wanted.connect(self.order_wanted)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([360, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.splitter, 1)
        self.tabs.currentChanged.connect(self._turned)
        self._count()
        self._turned()
        self._shared: list[int] = []
        self._share(self.details.show_steps(None, []))

    def _list(self, key: str) -> FindingList:
        """Make a list and its page, when it is first turned to."""
        listed = FindingList(_(EMPTY[key]))
        listed.setAccessibleName(_(dict(TABS)[key]))
        listed.chosen.connect(self.chosen)
        self._pages[key] = self._page(key, listed)
        self.stack.addWidget(self._pages[key])
        return listed

    @cached_property
    def place(self) -> QPushButton:
        """The button that asks for places for the chosen step."""
        button = QPushButton(icon("calendar-check"), _("Put on a line…"))
        button.setToolTip(_("Proposes the earliest free place; an entry can also be dragged onto a line."))
        button.setEnabled(False)
        button.clicked.connect(self._put)
        return button

    def _page(self, key: str, listed: FindingList) -> QWidget:
        if key != "unscheduled":
            return listed
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        listed.setDragEnabled(True)
        column.addWidget(listed, 1)
        listed.selectionModel().selectionChanged.connect(lambda: self._allow())
        listed.findings.modelReset.connect(self._allow)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.place)
        row.addStretch()
        column.addLayout(row)
        return page

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another state; the lists out of sight are made when they are turned to."""
        self._snapshot = snapshot
        self._fresh.clear()
        self._count()
        self._turned()
        self._show_details()

    def show_selection(self, keys: Sequence[int], reports: Sequence[Report] = ()) -> None:
        """Show what is chosen in the card."""
        self._keys, self._reports = list(keys), reports
        self._show_details()

    def turn_to(self, key: str) -> None:
        """Show one of the lists: endangered, conflicts, unscheduled, changed."""
        self.tabs.setCurrentIndex([name for name, _title in TABS].index(key))

    def counts(self) -> dict[str, int]:
        """Return how much stands in each list."""
        found = self._snapshot
        if found is None:
            return dict.fromkeys(LISTS, 0)
        return {"endangered": len(found.schedule.dangers), "conflicts": len(found.schedule.conflicts),
                "unscheduled": found.waiting, "changed": len(found.changed)}

    def _count(self) -> None:
        for place, (key, title) in enumerate(TABS):
            number = self.counts()[key]
            words = _(_SHORT.get(key, title))
            self.tabs.setTabText(place, f"{words} {number}" if number else words)

    def _turned(self) -> None:
        place = self.tabs.currentIndex()
        key = TABS[place][0]
        listed = self.lists[key]
        self.stack.setCurrentWidget(self._pages[key])
        if self._snapshot is not None and key not in self._fresh:
            self._fresh.add(key)
            listed.show_findings(LISTS[key](self._snapshot))

    def _show_details(self) -> None:
        self._share(self.details.show_steps(self._snapshot, self._keys, self._reports))

    def _share(self, chosen: bool) -> None:
        """Leave the height to the lists while nothing is chosen, and give the card its part back with a choice."""
        if chosen and self._shared:
            self.details.setMaximumHeight(QWIDGETSIZE_MAX)
            self.splitter.setSizes(self._shared)
            self._shared = []
        elif not chosen and not self._shared:
            self._shared = self.splitter.sizes()
            least = self.fontMetrics().lineSpacing() * HINT_LINES + 2 * MARGIN
            self.details.setMaximumHeight(least)
            self.splitter.setSizes([max(sum(self._shared) - least, 1), least])

    def _allow(self) -> None:
        self.place.setEnabled(self.lists["unscheduled"].chosen_key is not None)

    def _put(self) -> None:
        key = self.lists["unscheduled"].chosen_key
        if key is not None:
            self.place_wanted.emit(key)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "details"):
            self._show_details()
