"""The cells of a sheet's table: painted in one stroke each, edited with the inputs of the form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.deadline import AHEAD, DONE
from app.domain.fieldkinds import NUMBERS
from ui.editors import make_input
from ui.states import meaning_of
from ui.table_model import SheetModel
from ui.theme import colour, is_dark, row_colour, row_edge, status_colour

PAD, DOT, EDGE = 7, 8, 4
"""Pixels: the room beside a text, a state's dot, the strong edge of a coloured row."""
SELECTED, FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
Index = QModelIndex | QPersistentModelIndex


class TableCells(QStyledItemDelegate):
    """Paints a cell without asking the model role by role; that is what keeps scrolling smooth."""

    def __init__(self, model: SheetModel, view: QTableView) -> None:
        super().__init__(view)
        self.model, self.view = model, view
        middle = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        self.align = [middle | int(Qt.AlignmentFlag.AlignRight if c.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft)
                      for c in model.columns]
        self._widths: dict[str, int] = {}
        self._dark: bool | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, text and, on a deadline, how near it is."""
        settings: Any = option
        rect: QRect = settings.rect
        row, column = index.row(), index.column()
        shown = self.model.shown_at(row)
        if self._dark is not is_dark():
            self._dress(settings.palette)
        selected = settings.state & SELECTED
        if selected:
            painter.fillRect(rect, self._ground)
        elif shown is not None and (mark := self.model.mark_of(shown)):
            painter.fillRect(rect, row_colour(mark))
            if column == self.model.first_column:
                painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), row_edge(mark))
        if shown is None:
            return
        if shown.row.id == self.model.open_number:
            tint = QColor(colour("accent"))
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), tint)
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), tint)
        text = shown.texts[column]
        if not text:
            return
        painter.setPen(self._chosen_pen if selected else self._pen)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        standing, near = self.model.standing(shown, column)
        if column == self.model.state_column:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(status_colour(meaning_of(shown.row.cells[column])))
            painter.drawEllipse(inner.left(), inner.center().y() - 3, DOT, DOT)
            painter.restore()
            inner = inner.adjusted(DOT + 6, 0, 0, 0)
        if standing not in (None, AHEAD, DONE):
            if not selected:
                painter.setPen(status_colour(str(standing)))
            text = f"{text}  {near}" if near else text
        if self._width(settings.fontMetrics, text) > inner.width():
            text = settings.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, self.align[column], text)
        if settings.state & FOCUSED:
            painter.setPen(QColor(colour("accent")))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _dress(self, palette: Any) -> None:
        """Take the look's colours once, not for every cell."""
        self._dark = is_dark()
        self._pen, self._chosen_pen = QPen(palette.text().color()), QPen(palette.highlightedText().color())
        self._ground = QBrush(palette.highlight())

    def _width(self, metrics: QFontMetrics, text: str) -> int:
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            found = self._widths[text] = metrics.horizontalAdvance(text)
        return found

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return the input of the column's field."""
        made: Any = make_input(self.model.columns[index.column()].field, self.model.work, parent)
        if isinstance(made, QPlainTextEdit):
            made.setMinimumHeight(64)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Show what stands in the cell."""
        held: Any = editor
        held.set_text(self.model.text_to_edit(index.row(), index.column()))
        if hasattr(held, "selectAll"):
            held.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Write what was typed."""
        held: Any = editor
        if hasattr(held, "complete"):
            held.complete()
        model.setData(QModelIndex(index), held.text())  # type: ignore[arg-type]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Lay the input over its cell; a long text hangs below it."""
        settings: Any = option
        area = QRect(settings.rect)
        if isinstance(editor, QPlainTextEdit):
            area.setHeight(max(64, area.height()))
            area.setWidth(max(240, area.width()))
        editor.setGeometry(area)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """An Enter that ends an input-method word, or picks from a list, does not end the editing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            taker: Any = editor
            if hasattr(taker, "belongs_to_word") and taker.belongs_to_word(event):
                return False
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and isinstance(editor, QPlainTextEdit) and event.modifiers() & (
                    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
                editor.insertPlainText("\n")
                return True
            if enter:
                if hasattr(taker, "list") and taker.list.popup().isVisible():
                    return False
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
                return True
        return super().eventFilter(editor, event)
