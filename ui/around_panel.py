"""Everything around a record, by sheet: an order's samples, returns, shipments, instructions; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from app.areas import catalogue
from app.areas.related import Around, around
from app.domain.sheet import Sheet
from app.domain.text import _
from ui.tree_panel import TreePanel
from ui.work import Work

TABLE, NUMBER = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class AroundPanel(TreePanel):
    """A tree of sheets and their records."""

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(sheet, work, _("What belongs to this record stands here: everything in the program that "
                                        "names it."), parent)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.itemActivated.connect(self._open)
        self.tree.itemClicked.connect(self._open)

    def read(self, number: int) -> list[Around]:
        """Return what links to the record."""
        return around(self.sheet.model, number)

    def fill(self, found: list[Around]) -> None:
        """Show a branch for each sheet."""
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
