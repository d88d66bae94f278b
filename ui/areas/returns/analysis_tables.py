"""The tables of the quarterly analysis: models with their rates, units behind a bar, countermeasures to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.areas.returns.quarter_table import HEADS, MEASURE_HEADS, model_values, words
from app.areas.returns.reading import Measure, Report, UnitLine
from app.domain.text import N_, _
from ui.plain_dress import dress_plain
from ui.theme import status_colour

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CHANGE_COLUMN = 5
UNIT_HEADS = (N_("Serial no. / IMEI"), N_("Model"), N_("Came in on"), N_("Fault"), N_("State"), N_("Customer"))
MEASURE_KEYS = ("", "", "", "", "reason", "measure", "owner", "due", "effect")
"""The field behind each column of the countermeasures; empty where it can't be typed."""


class PlainTable(QAbstractTableModel):
    """Rows of words under headings."""

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads = list(heads)
        self.rows: list[list[str]] = []

    def show(self, rows: list[list[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole):
            return self.rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headings."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role in shown and orientation == Qt.Orientation.Horizontal:
            return _(self.heads[section])
        return None


class ModelsTable(PlainTable):
    """The main table: a row for each model, all together last; a rate that rose stands in red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__([label for label, _kind in HEADS], parent)
        self.changes: list[float | None] = []

    def show_report(self, report: Report) -> None:
        """Show the models of a report."""
        found = (*report.analysis.models, report.analysis.total)
        self.changes = [row.change for row in found]
        self.show([[words(v, kind) for v, (_label, kind) in zip(model_values(row), HEADS, strict=True)]
                   for row in found])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, numbers at the right."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == CHANGE_COLUMN:
            change = self.changes[index.row()]
            if change is not None and abs(change) >= 0.005:
                return QColor(status_colour("late" if change > 0 else "done"))
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self.rows) - 1:
            font = QFont()
            font.setBold(True)
            return font
        return super().data(index, role)


class UnitsTable(PlainTable):
    """The units behind a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(UNIT_HEADS, parent)
        self.numbers: list[int] = []

    def show_units(self, units: Sequence[UnitLine]) -> None:
        """Show units."""
        self.numbers = [u.id for u in units]
        self.show([[u.serial, u.model, u.received.isoformat(), u.fault, u.state, u.customer] for u in units])


class MeasuresTable(PlainTable):
    """The top faults with their countermeasures, typed right here."""

    typed = Signal(object, str, str, str)
    """(the countermeasure or None, its fault, field, text)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(MEASURE_HEADS, parent)
        self.faults: list[str] = []
        self.kept: list[Measure | None] = []

    def show_report(self, report: Report) -> None:
        """Show the top faults of a report."""
        from app.areas.returns.quarter_table import measure_rows

        self.faults = [row.name for row in report.analysis.top]
        self.kept = [report.measures.get(fault) for fault in self.faults]
        self.show([["" if v is None else str(v) for v in row] for row in measure_rows(report)])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the fields of the countermeasure be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if MEASURE_KEYS[index.column()] else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Hand on what was typed; the page writes it and shows the table anew."""
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self.rows[index.row()][index.column()]:
            return False
        self.rows[index.row()][index.column()] = text
        self.typed.emit(self.kept[index.row()], self.faults[index.row()], MEASURE_KEYS[index.column()], text)
        return True


def table_of(model: PlainTable, name: str) -> QTableView:
    """Return a quiet table view of a model, as high as its rows are when it stands in a page that scrolls."""
    view = QTableView()
    view.setModel(model)
    view.setProperty("padded", True)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.verticalHeader().hide()
    dress_plain(view)
    view.setWordWrap(True)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    view.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return view


def fit_height(view: QTableView, least: int = 1) -> None:
    """Make a table exactly as high as its rows, so that the page scrolls and not the table."""
    view.resizeRowsToContents()
    model = view.model()
    rows = sum(view.rowHeight(n) for n in range(model.rowCount()))
    line = view.verticalHeader().defaultSectionSize()
    view.setFixedHeight(view.horizontalHeader().sizeHint().height() + max(rows, least * line) + 4)
