"""The schedule as the table that the office knows; cells of the plan can be typed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.areas.schedule.plan_table import COLUMNS, PlanRow
from app.domain.text import _
from ui.areas.schedule.page_table_model import PlanModel
from ui.frozen import FrozenColumns
from ui.measures import row_height
from ui.quiet_inputs import ChoiceBox

FROZEN = 5
"""Columns that stay in sight: up to the order's number."""

Index = QModelIndex | QPersistentModelIndex
_FLAG = QItemSelectionModel.SelectionFlag


class _Cells(QStyledItemDelegate):
    """Lines are chosen from a list; everything else is typed; Ctrl+; writes today."""

    def __init__(self, parent: PlanTable) -> None:
        super().__init__(parent)
        self.table = parent

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return the editor of a cell."""
        kind = COLUMNS[index.column()].kind
        if kind == "line":
            box = ChoiceBox(parent)
            for key, name in self.table.lines.items():
                box.addItem(name, key)
            place = QPersistentModelIndex(index)
            box.activated.connect(lambda: self._take(box, place))
            return box
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show the cell in its editor."""
        if isinstance(editor, QComboBox):
            row = self.table.plan.rows[index.row()]
            editor.setCurrentIndex(editor.findData(row.line))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: N802 - Qt's name
        """Send what was typed."""
        if isinstance(editor, QLineEdit):
            self.table.plan.setData(index, editor.text())

    def _take(self, box: QComboBox, place: QPersistentModelIndex) -> None:
        """Send the line that was picked; the editor may be gone by then, as its list took the keyboard."""
        line = box.currentData()
        if self.table.editing:
            self.closeEditor.emit(box)
        if place.isValid() and line is not None:
            self.table.plan.setData(place, line)


class PlanTable(QTableView):
    """Shows a PlanModel; whole rows are chosen, as on the Gantt."""

    chosen = Signal(list)
    """Steps of the rows that the user chose."""
    opened = Signal(int)
    menu_wanted = Signal(list, object)

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = model
        self.lines: Mapping[int, str] = {}
        self._silent = False
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
                             | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; }")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("Schedule as a table"))
        self._measure()
        self.frozen = FrozenColumns(self, lambda _view: _Cells(self))
        self.frozen.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.frozen.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.frozen.view.setStyleSheet("border: none;")
        self.frozen.freeze(FROZEN)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def _measure(self) -> None:
        """Fit rows and columns to the font, so that each title and date stands whole."""
        fm = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(row_height())
        day = fm.horizontalAdvance("2026-12-30") + 18
        bold = self.horizontalHeader().font()
        bold.setBold(True)
        self.horizontalHeader().setFont(bold)
        for place, column in enumerate(COLUMNS):
            title = self.horizontalHeader().fontMetrics().horizontalAdvance(_(column.title)) + 24
            wanted = day if column.kind == "date" else round(column.width * fm.height() / 19)
            self.setColumnWidth(place, max(title, wanted))

    def show_rows(self, rows: tuple[PlanRow, ...], lines: Mapping[int, str]) -> None:
        """Show other rows; scroll and selection stay."""
        self.lines = lines
        keys, across, down = self.selection(), self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        at = self.currentIndex()
        current = (self.plan.rows[at.row()].key, at.column()) if at.isValid() else None
        seen = at.isValid() and self.viewport().rect().intersects(self.visualRect(at))
        self._silent = True
        self.plan.show_rows(rows, self.plan.today)
        self.choose(keys, reveal=False)
        if current is not None and current[0] in self.plan.place:
            self.selectionModel().setCurrentIndex(
                self.plan.index(self.plan.place[current[0]], current[1]), _FLAG.NoUpdate)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        if seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self._silent = False

    def choose(self, keys: Iterable[int], reveal: bool = True) -> None:
        """Select the rows of these steps without telling."""
        wanted = set(keys)
        if wanted == set(self.selection()):
            return
        found = QItemSelection()
        places = sorted(self.plan.place[key] for key in wanted if key in self.plan.place)
        for place in places:
            found.select(self.plan.index(place, 0), self.plan.index(place, len(COLUMNS) - 1))
        before, self._silent = self._silent, True
        self.selectionModel().select(found, _FLAG.ClearAndSelect)
        if places and reveal:
            here = self.plan.index(places[0], max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(here, _FLAG.NoUpdate)
            self.scrollTo(here)
        self._silent = before

    def selection(self) -> list[int]:
        """Return the steps of the chosen rows."""
        return [self.plan.rows[index.row()].key for index in self.selectionModel().selectedRows()]

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def _tell(self) -> None:
        if not self._silent:
            self.chosen.emit(self.selection())

    def _open(self, index: QModelIndex) -> None:
        if not COLUMNS[index.column()].edits:
            self.opened.emit(self.plan.rows[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy rows, write today into a date, open an order with Ctrl+Enter."""
        at = self.currentIndex()
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif control and event.key() == Qt.Key.Key_Semicolon and at.isValid() and COLUMNS[at.column()].kind == "date":
            self.plan.setData(at, self.plan.today.isoformat())
        elif at.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control or not COLUMNS[at.column()].edits:
                self.opened.emit(self.plan.rows[at.row()].key)
            else:
                self.edit(at)
        elif at.isValid() and control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._nudge(at, 1 if event.key() == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def _nudge(self, at: QModelIndex, days: int) -> None:
        value = self.plan.rows[at.row()].values[at.column()]
        if COLUMNS[at.column()].edits and COLUMNS[at.column()].kind == "date" and value is not None:
            self.plan.setData(at, (value + timedelta(days=days)).isoformat())

    def _copy(self) -> None:
        titles = "\t".join(_(column.title) for column in COLUMNS)
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        lines = ["\t".join(str(self.plan.index(index.row(), place).data() or "") for place in range(len(COLUMNS)))
                 for index in rows]
        QGuiApplication.clipboard().setText("\n".join([titles, *lines]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of the chosen steps."""
        self.menu_wanted.emit(self.selection(), event.globalPos())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take another font or look."""
        super().changeEvent(event)
        if hasattr(self, "plan") and event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._measure()
            self.plan.restyle()
