"""The cells of detail lines while they are edited, and the row of totals below them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.show import show
from app.domain.text import _
from ui.editor_line import LineInput
from ui.editor_link import LinkInput
from ui.editors import Input, make_input
from ui.lines_model import RIGHT, LinesModel
from ui.theme import colour, status_colour
from ui.work import Work

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Edits a cell with the same input that its field has in a form."""

    new_link_wanted = Signal(object, str, object)
    """(field, name, take) of a linked record that shall be entered anew; take(Chosen) writes it into the cell."""

    def __init__(self, work: Work, view: QTableView) -> None:
        super().__init__(view)
        self.work = work
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Frame a wrong cell in its colour, so that it is seen while it is chosen too."""
        super().paint(painter, option, index)
        model: Any = index.model()
        if (problem := model.problem_at(index.row(), index.column())) is not None:
            area = QRect(option.rect).adjusted(1, 1, -2, -2)
            painter.save()
            painter.setPen(QPen(status_colour("problem" if problem.blocks else "changed"), 2))
            painter.drawRect(area)
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return the input of the column's field."""
        model = index.model()
        assert isinstance(model, LinesModel)
        made: Input = make_input(model.fields[index.column()], self.work, parent)
        if isinstance(made, QPlainTextEdit):
            made.setMinimumHeight(64)
        elif isinstance(made, LinkInput):
            place = index.row(), index.column()
            made.new_wanted.connect(lambda name: self.new_link_wanted.emit(
                model.fields[place[1]], name, lambda chosen: model.write({place: chosen})))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Show what stands in the cell."""
        model: Any = index.model()
        held: Any = editor
        held.set_entry(model.entry(index.row(), index.column()))
        if isinstance(held, LineInput):
            held.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Write what was typed as one step."""
        held: Any = editor
        rows: Any = model
        if hasattr(held, "complete"):
            held.complete()
        entry = held.entry()
        if entry != rows.entry(index.row(), index.column()):
            rows.write({(index.row(), index.column()): entry})

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Lay the input over its cell; a long text hangs below it."""
        area = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            area.setHeight(max(editor.height(), area.height()))
            area.setWidth(max(220, area.width()))
            if area.right() > self.view.viewport().width():
                area.moveRight(self.view.viewport().width())
        editor.setGeometry(area)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Move as Excel does: Enter down, Tab right; an open list and the input method keep their keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(editor, LineInput) and editor.belongs_to_word(event):
            return False
        if isinstance(editor, QPlainTextEdit) and enter and event.modifiers() & (
                Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            editor.insertPlainText("\n")
            return True
        taker: Any = editor
        if enter:
            if hasattr(taker, "list") and taker.list.popup().isVisible():
                return False
            self._leave(taker, -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if hasattr(taker, "list") and taker.list.popup().isVisible():
                taker.take(taker.list.popup().currentIndex().row())
            self._leave(taker, 0, -1 if event.key() == Qt.Key.Key_Backtab else 1)
            return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QWidget, down: int, right: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.view.setFocus()
        move_by(self.view, down, right)


def move_by(view: QTableView, down: int, right: int) -> None:
    """Move the current cell; beyond the last column it goes on in the next row."""
    model, at = view.model(), view.currentIndex()
    row, column = at.row() + down, at.column() + right
    if column >= model.columnCount():
        row, column = row + 1, 0
    elif column < 0:
        row, column = row - 1, model.columnCount() - 1
    if 0 <= row < model.rowCount():
        view.setCurrentIndex(model.index(row, column))


class TotalsRow(QWidget):
    """The sums of the number columns, painted below their columns."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.parentWidget())
        self.view = view
        self._texts: dict[int, str] = {}
        self.setFixedHeight(26)
        view.horizontalHeader().sectionResized.connect(lambda *_sizes: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda _value: self.update())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of one row."""
        return QSize(100, 26)

    def texts(self) -> dict[int, str]:
        """Return the sums by column, as they were when last added up."""
        return self._texts

    def add_up(self) -> None:
        """Add the columns up anew; painting only shows the result."""
        model: Any = self.view.model()
        found: dict[int, str] = {}
        for column, field in enumerate(model.fields):
            if field.kind in ("quantity", "money"):
                numbers = [v for row in range(len(model.rows)) if (v := model.value(row, column)) is not None]
                if numbers:
                    found[column] = show(sum(numbers[1:], numbers[0]), field.kind)
        self._texts = found
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sums."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("header"))
        painter.setPen(colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        header = self.view.horizontalHeader()
        left = self.view.verticalHeader().width() + self.view.frameWidth()
        texts = self.texts()
        font = painter.font()
        font.setBold(True)
        painter.setPen(colour("muted"))
        painter.drawText(QRect(0, 0, left + 40, self.height()).adjusted(8, 0, 0, 0),
                         Qt.AlignmentFlag.AlignVCenter, _("Total"))
        painter.setFont(font)
        painter.setPen(colour("text"))
        painter.setClipRect(self.rect().adjusted(left, 0, 0, 0))
        for column, text in texts.items():
            area = QRect(left + header.sectionViewportPosition(column), 0, header.sectionSize(column), self.height())
            needed = painter.fontMetrics().horizontalAdvance(text) + 10
            area.setLeft(min(area.left(), area.right() - needed))
            painter.drawText(area.adjusted(0, 0, -4, 0), RIGHT, text)
        painter.end()
