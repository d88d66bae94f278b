"""Everything around a record, by sheet: an order's samples, returns, shipments, instructions; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.areas import catalogue
from app.areas.related import Around, around
from app.domain.sheet import Sheet
from app.domain.text import _
from ui.work import Work

TABLE, NUMBER = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class AroundPanel(QWidget):
    """A tree of sheets and their records; read only when it comes into sight."""

    record_wanted = Signal(str, int)

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work = sheet, work
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.itemActivated.connect(self._open)
        self.tree.itemClicked.connect(self._open)
        self.words = QLabel(_("What belongs to this record stands here: everything in the program that names it."))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setContentsMargins(16, 12, 16, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.tree, 1)

    def show_record(self, number: int | None) -> None:
        """Show what belongs to a record, nothing for a new one."""
        if number is None:
            self._show([])
            return
        model = self.sheet.model
        self.work.read(self, lambda: around(model, number), self._show, key="around")

    def _show(self, found: list[Around]) -> None:
        self.tree.clear()
        self.words.setVisible(not found)
        for group in found:
            table = catalogue.sheets()[group.sheet].model._meta.table_name
            head = QTreeWidgetItem([f"{_(group.title)}  {group.count:,}", ""])
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            self.tree.addTopLevelItem(head)
            for number, name, about in group.records:
                item = QTreeWidgetItem(head, [name, about])
                item.setData(0, TABLE, table)
                item.setData(0, NUMBER, number)
                item.setToolTip(0, name)
            head.setExpanded(True)
            head.setFirstColumnSpanned(True)
        self.tree.setColumnWidth(0, max(180, round(self.tree.width() * 0.62)))

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.data(0, NUMBER):
            self.record_wanted.emit(item.data(0, TABLE), item.data(0, NUMBER))
