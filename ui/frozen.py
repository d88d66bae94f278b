"""Frozen columns: a second view over the first ones, which stays while the rest scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QTableView


class FrozenColumns(QObject):
    """Keeps the first columns of a table in sight."""

    def __init__(self, table: QTableView, cells: Callable[[QTableView], QAbstractItemDelegate]) -> None:
        super().__init__(table)
        self.table = table
        self.count = 0
        self.view = QTableView(table)
        view = self.view
        view.setModel(table.model())
        view.setObjectName("frozenColumns")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.verticalHeader().hide()
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(table.verticalScrollMode())
        view.setWordWrap(False)
        view.setSelectionModel(table.selectionModel())
        view.setItemDelegate(cells(view))  # one of its own: an editor belongs to the view that opened it
        view.setEditTriggers(table.editTriggers())
        view.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        view.horizontalHeader().setSectionsClickable(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.hide()
        table.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_: self.place())
        header.sectionMoved.connect(lambda *_: self.place())
        table.installEventFilter(self)

    def freeze(self, count: int) -> None:
        """Freeze so many columns from the left; 0 frees them."""
        self.count = count
        self.place()

    def place(self) -> None:
        """Lay the second view over the first columns."""
        if not self.count:
            self.view.hide()
            return
        table, header = self.table, self.table.horizontalHeader()
        frozen = [c for v in range(header.count()) if not header.isSectionHidden(c := header.logicalIndex(v))][
            : self.count]
        own = self.view.horizontalHeader()
        for column in range(header.count()):
            self.view.setColumnHidden(column, column not in frozen)
        for place, column in enumerate(frozen):
            own.moveSection(own.visualIndex(column), place)
            self.view.setColumnWidth(column, table.columnWidth(column))
        width = sum(table.columnWidth(c) for c in frozen)
        own.setFixedHeight(header.height())
        frame = table.frameWidth()
        left = table.verticalHeader().width() + frame
        self.view.setGeometry(left, frame, width, table.viewport().height() + header.height())
        self.view.show()
        self.view.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the table's size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self.place()
        return False
