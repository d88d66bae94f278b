"""A table of texts that is only looked at and chosen from: backups, changes, differences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from ui.plain_dress import dress_plain


class PlainTable(QTableWidget):
    """Rows of texts; one row at a time is chosen."""

    chosen = Signal(int)

    def __init__(self, headings: Sequence[str], widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self.setProperty("padded", True)
        self.setHorizontalHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress_plain(self)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        self.itemSelectionChanged.connect(lambda: self.chosen.emit(self.chosen_row()))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; none is chosen then."""
        self.clearSelection()
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(number, place, item)

    def chosen_row(self) -> int:
        """Return the chosen row, -1 where none is."""
        found = self.selectionModel().selectedRows() if self.selectionModel() is not None else []
        return found[0].row() if found else -1

    def texts(self) -> list[tuple[str, ...]]:
        """Return what is shown."""
        return [tuple(self._text(row, column) for column in range(self.columnCount()))
                for row in range(self.rowCount())]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""
