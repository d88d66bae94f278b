"""Ctrl+K: one box that finds records, pages and actions; pinyin initials work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.areas import catalogue
from app.database.search import Hit, find, initials
from app.domain.folding import folded
from app.domain.text import _
from app.rules.found_details import details
from ui.icons import icon
from ui.work import Work

LAST = frozenset(("progress_report", "due_change"))
"""Tables with many records of one name: what was found there stands below all else."""


ORDERS = "production_order"
MOST_OF_A_KIND = 6
"""Records of one kind that are listed; more words find the others."""


@dataclass(frozen=True)
class Deed:
    """A page to open or an action to do, by its words."""

    title: str
    icon: str
    do: Callable[[], object]


class SearchAll(QFrame):
    """A box with what was found below it."""

    record_chosen = Signal(str, int)

    def __init__(self, work: Work, deeds: Callable[[], list[Deed]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.work, self.deeds = work, deeds
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._found: list[Callable[[], object]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("Order, customer, product, page … pinyin initials work: zb finds 臻宝"))
        self.box.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.setMinimumHeight(34)
        self.list = QListWidget()
        self.list.setIconSize(QSize(16, 16))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.hint = QLabel(_("↑ ↓ choose   Enter opens   Esc closes"))
        self.hint.setProperty("role", "muted")
        for widget in (self.box, self.list, self.hint):
            layout.addWidget(widget)
        self.resize(680, 460)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(120)
        self._waiting.timeout.connect(self._search)
        self.box.textChanged.connect(lambda _text: self._waiting.start())
        self.box.installEventFilter(self)

    def open(self, at: QPoint) -> None:
        """Open with an empty box."""
        self.box.clear()
        self._show([], "")
        self.move(at)
        self.show()
        self.box.setFocus()

    def _search(self) -> None:
        text = self.box.text()
        if not text.strip():
            self._show([], "")
            return
        places = [s.model._meta.table_name for s in catalogue.sheets().values()]
        today = date.today()

        def task() -> tuple[list[Hit], dict[tuple[str, int], str]]:
            orders = find(text, MOST_OF_A_KIND, [ORDERS])
            hits = _few_of_each([*orders, *(h for h in find(text, 120, places) if h.place != ORDERS)])
            told: dict[tuple[str, int], str] = {}
            for place in {h.place for h in hits}:
                sheet = catalogue.sheet_of_table(place)
                if sheet is not None:
                    own = details(sheet, [h.record for h in hits if h.place == place], today)
                    told |= {(place, number): words for number, words in own.items()}
            return hits, told

        self.work.read(self, task, lambda found: self._show(found[0], text, found[1]), key="find")

    def _show(self, hits: list[Hit], text: str, told: Mapping[tuple[str, int], str] = MappingProxyType({})) -> None:
        self.list.clear()
        self._found = []
        for deed in self.deeds():
            if fits(text, deed.title):
                self._add(deed.icon, deed.title, "", "", deed.do)
        for hit in sorted(hits, key=lambda h: _rank(h, text)):
            sheet = catalogue.sheet_of_table(hit.place)
            if sheet is not None:
                beside = _beside(told.get((hit.place, hit.record), ""), hit.title)
                self._add(self._icon(hit.place), hit.title, beside, _(sheet.title),
                          lambda h=hit: self.record_chosen.emit(h.place, h.record))
        if self.list.count():
            self.list.setCurrentRow(0)
        elif text.strip():
            self.list.addItem(_("Nothing found for “{text}”.").format(text=text))

    @staticmethod
    def _icon(place: str) -> str:
        for area in catalogue.areas():
            if any(s.model._meta.table_name == place for s in area.sheets):
                return area.icon
        return "file-text"

    def _add(self, sign: str, title: str, told: str, kind: str, do: Callable[[], object]) -> None:
        item = QListWidgetItem(icon(sign), "    ".join(part for part in (title, told, kind) if part))
        self.list.addItem(item)
        self._found.append(do)

    def _choose(self, _item: QListWidgetItem | None = None) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            self.hide()
            self._found[row]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the arrows move in the list while the box has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)


def _beside(told: str, title: str) -> str:
    """Leave out what the title says already."""
    return " · ".join(part for part in told.split(" · ") if part and part not in title)


def _few_of_each(hits: list[Hit]) -> list[Hit]:
    count: dict[str, int] = {}
    found = []
    for hit in hits:
        count[hit.place] = count.get(hit.place, 0) + 1
        if count[hit.place] <= MOST_OF_A_KIND:
            found.append(hit)
    return found


def _rank(hit: Hit, text: str) -> int:
    """Return where a hit stands: orders whose number begins so first, tables with many of one name last."""
    if hit.place == ORDERS and folded(hit.title).startswith(folded(text)):
        return 0
    return 2 if hit.place in LAST else 1


def fits(text: str, title: str) -> bool:
    """Tell whether a title has every word of a text, or its pinyin initials begin with them."""
    lower, letters = folded(title), initials(title).split()
    return all(word in lower or any(one.startswith(word) for one in letters) for word in folded(text).split())
