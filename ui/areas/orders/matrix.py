"""The distribution matrix: which department has which order's copy, and which old copies are still out."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from app.areas.orders.distribution import MISSING, OLD_OUT, SENT, SIGNED, Cell, Matrix, matrix, step_on
from app.domain.text import N_, _
from ui.plain_dress import dress_plain
from ui.theme import status_colour
from ui.work import Touched, Work

WORDS = {MISSING: "", SENT: N_("sent"), SIGNED: N_("signed"), OLD_OUT: N_("old copy out")}
TINTS = {SIGNED: "done", OLD_OUT: "late"}
"""What stands out: a copy that was only sent is the usual case and bears no colour."""
LEADING = 3
Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """Orders by departments."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Matrix((), ())

    def show(self, found: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.shown = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many orders there are."""
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return order, revision, customer and the departments."""
        return 0 if parent.isValid() else LEADING + len(self.shown.departments)

    def cell(self, index: Index) -> Cell | None:
        """Return a department's cell."""
        if index.column() < LEADING:
            return None
        return self.shown.rows[index.row()].cells[self.shown.departments[index.column() - LEADING][0]]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, cell = self.shown.rows[index.row()], self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            if cell is None:
                return (row.number, row.revision, row.customer)[index.column()]
            return f"{_(WORDS[cell.standing])} {cell.day:%m-%d}".strip() if cell.day else _(WORDS[cell.standing])
        if role == Qt.ItemDataRole.BackgroundRole and cell is not None and cell.standing in TINTS:
            return status_colour(TINTS[cell.standing], True)
        if role == Qt.ItemDataRole.ForegroundRole and cell is not None and cell.standing in TINTS:
            return QColor(status_colour(TINTS[cell.standing]))
        if role == Qt.ItemDataRole.ToolTipRole and cell is not None:
            return self._tip(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole and cell is not None:
            return Qt.AlignmentFlag.AlignCenter
        return None

    @staticmethod
    def _tip(cell: Cell) -> str:
        if cell.standing == OLD_OUT:
            return _("The copy of revision {revision} is not back yet. Double-click when it is.").format(
                revision=cell.old_revision)
        if cell.standing == SIGNED:
            return _("Signed by {name} on {day}").format(name=cell.signed_by or "?", day=cell.day)
        return _("Double-click when it is signed for.") if cell.standing == SENT else _("Double-click when it is sent.")

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the departments."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal and section < LEADING:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        if section < LEADING:
            return (_("Production order no."), _("Revision"), _("Customer"))[section]
        return self.shown.departments[section - LEADING][1]


class MatrixPage(QWidget):
    """The matrix with a switch for finished orders; a double-click takes a copy one step on."""

    told = Signal(str, str)
    record_wanted = Signal(str, int)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.model = MatrixModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setProperty("padded", True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress_plain(self.table)
        self.table.doubleClicked.connect(self._step)
        self.every = QCheckBox(_("Finished orders too"))
        self.every.toggled.connect(lambda _on: self.refresh())
        self.words = QLabel(_("Which department has the copy of which order. Old copies that are still out stand in "
                              "red. A double-click: sent, signed for, old copy back."))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.addWidget(self.words, 1)
        top.addWidget(self.every)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        work.changed.connect(self._touched)
        self.refresh()

    def refresh(self) -> None:
        """Read the matrix again."""
        every = self.every.isChecked()
        self.work.read(self, lambda: matrix(every), self._show, key="matrix")

    def _show(self, found: Matrix) -> None:
        at = self.table.verticalScrollBar().value()
        current = self.table.currentIndex()
        self.model.show(found)
        self.table.setColumnWidth(0, 150)
        self.table.setColumnWidth(1, 76)
        self.table.setColumnWidth(2, 210)
        self.table.verticalScrollBar().setValue(at)
        self.table.setCurrentIndex(self.model.index(current.row(), current.column()))

    def _touched(self, touched: Touched) -> None:
        if {"order_copy", "production_order", "department"} & set(touched.places):
            self.refresh()

    def _step(self, index: QModelIndex) -> None:
        row = self.model.shown.rows[index.row()]
        if index.column() < LEADING:
            self.record_wanted.emit("production_order", row.order)
            return
        department = self.model.shown.departments[index.column() - LEADING][0]
        who = self.work.who.name
        self.work.write(self, _("Copies of {order}").format(order=row.number),
                        lambda change: step_on(change, row.order, department, date.today(), who))
