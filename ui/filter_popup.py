"""The filter of one column, as in Excel: sort, values to tick, contains, from and to, empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.database.query import CONTAINS, FROM, IS, TO, Filter
from app.domain.dates import typed_date
from app.domain.fieldkinds import DAYS, NUMBERS
from app.domain.folding import folded
from app.domain.show import show
from app.domain.text import _
from ui.icons import icon


class FilterPopup(QFrame):
    """Asks for a column's filter; `applied` carries the new filters of that column."""

    applied = Signal(list)
    sort_wanted = Signal(bool)

    def __init__(self, column: Any, labels: dict[str, str] | None, filters: Sequence[Filter], today: date,
                 parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterPopup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column, self.labels, self.today = column, labels, today
        self._old = {f.op: f for f in filters}
        self._values: list[Any] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(self._sort_buttons())
        self.contains = QLineEdit(self._old[CONTAINS].value if CONTAINS in self._old else "")
        self.contains.setPlaceholderText(_("contains …"))
        self.contains.setClearButtonEnabled(True)
        self.contains.returnPressed.connect(self._apply)
        self.low, self.high = QLineEdit(), QLineEdit()
        if column.kind in NUMBERS or column.kind in DAYS:
            layout.addLayout(self._range())
        else:
            layout.addWidget(self.contains)
        self.find = QLineEdit()
        self.find.setPlaceholderText(_("Search the values"))
        self.find.textChanged.connect(self._narrow)
        layout.addWidget(self.find)
        self.list = QListWidget()
        self.list.setMinimumSize(230, 210)
        self.list.itemChanged.connect(self._ticked)
        layout.addWidget(self.list)
        layout.addLayout(self._buttons())

    def _sort_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, name, descending in ((_("Ascending"), "arrow-up", False), (_("Descending"), "arrow-down", True)):
            button = QToolButton()
            button.setText(text)
            button.setIcon(icon(name))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda _checked=False, d=descending: self._sort(d))
            row.addWidget(button)
        row.addStretch()
        return row

    def _range(self) -> QGridLayout:
        grid = QGridLayout()
        for place, (label, edit, op) in enumerate(((_("from"), self.low, FROM), (_("to"), self.high, TO))):
            if op in self._old:
                edit.setText(str(self._old[op].value))
            edit.returnPressed.connect(self._apply)
            grid.addWidget(QLabel(label), 0, 2 * place)
            grid.addWidget(edit, 0, 2 * place + 1)
        if self.column.kind in DAYS:
            self.low.setPlaceholderText(_("e.g. 11/20, today"))
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        clear, apply = QPushButton(_("Clear filter")), QPushButton(_("Apply"))
        apply.setDefault(True)
        apply.setProperty("primary", True)
        clear.clicked.connect(self._clear)
        apply.clicked.connect(self._apply)
        row.addWidget(clear)
        row.addStretch()
        row.addWidget(apply)
        return row

    def popup(self, at: QPoint) -> None:
        """Open below a header."""
        self.adjustSize()
        self.move(at)
        self.show()
        (self.contains if self.contains.isVisible() else self.find).setFocus()

    def show_values(self, values: list[Any]) -> None:
        """Fill the list with the column's values."""
        self._values = values
        ticked = self._old[IS].value if IS in self._old else None
        self.list.blockSignals(True)
        every = QListWidgetItem(_("(all)"))
        every.setCheckState(Qt.CheckState.Checked if ticked is None else Qt.CheckState.Unchecked)
        self.list.addItem(every)
        for value in values:
            item = QListWidgetItem(show(value, self.column.kind, self.labels) or _("(empty)"))
            item.setCheckState(Qt.CheckState.Checked if ticked is None or value in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _narrow(self, text: str) -> None:
        for place in range(1, self.list.count()):
            item = self.list.item(place)
            item.setHidden(folded(text) not in folded(item.text()))

    def _ticked(self, item: QListWidgetItem) -> None:
        self.list.blockSignals(True)
        if item is self.list.item(0):
            for place in range(1, self.list.count()):
                if not self.list.item(place).isHidden():
                    self.list.item(place).setCheckState(item.checkState())
        else:
            ticked = all(self.list.item(n).checkState() == Qt.CheckState.Checked for n in range(1, self.list.count()))
            self.list.item(0).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _sort(self, descending: bool) -> None:
        self.sort_wanted.emit(descending)
        self.close()

    def _clear(self) -> None:
        self.applied.emit([])
        self.close()

    def _apply(self) -> None:
        found: list[Filter] = []
        key = self.column.key
        if text := self.contains.text().strip():
            found.append(Filter(key, CONTAINS, text))
        for edit, op in ((self.low, FROM), (self.high, TO)):
            if (value := self._limit(edit.text())) is not None:
                found.append(Filter(key, op, value))
        ticked = [v for n, v in enumerate(self._values, 1) if self.list.item(n).checkState() == Qt.CheckState.Checked
                  and not (self.find.text() and self.list.item(n).isHidden())]
        if self._values and len(ticked) < len(self._values):
            found.append(Filter(key, IS, tuple(ticked)))
        self.applied.emit(found)
        self.close()

    def _limit(self, text: str) -> Any:
        if not text.strip():
            return None
        if self.column.kind in DAYS:
            return typed_date(text, self.today)
        try:
            return float(text.replace(",", ""))
        except ValueError:
            return None
