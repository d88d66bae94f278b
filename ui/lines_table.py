"""The cells of detail lines: typing starts editing, Enter and Tab move, blocks are copied and pasted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from app.domain.text import _, _n
from app.rules.form_data import Chosen, Entry, editable_text
from ui.clipboard import block_of, text_of
from ui.lines_cells import CellDelegate, move_by
from ui.lines_model import LinesModel
from ui.measures import dress_table
from ui.pasted_headings import headed
from ui.work import Work


class LinesTable(QTableView):
    """The cells: typing starts editing, Enter and Tab move, blocks are copied and pasted."""

    said = Signal(str)
    """What became of a paste."""

    def __init__(self, model: LinesModel, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.cells = CellDelegate(work, self)
        self.setItemDelegate(self.cells)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked
                             | QAbstractItemView.EditTrigger.EditKeyPressed
                             | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        dress_table(self)
        self.verticalHeader().setMinimumWidth(30)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.keys: dict[QKeySequence.StandardKey | str, Callable[[], object]] = {
            QKeySequence.StandardKey.Copy: self.copy, QKeySequence.StandardKey.Paste: self.paste,
            QKeySequence.StandardKey.Cut: self.cut, QKeySequence.StandardKey.Undo: model.undo,
            QKeySequence.StandardKey.Redo: model.redo}

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying and taking back for the lines, ahead of the window's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return (control and event.key() in (Qt.Key.Key_Y, Qt.Key.Key_D)) or any(
            event.matches(k) for k in self.keys if isinstance(k, QKeySequence.StandardKey))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keys as in Excel."""
        for wanted, action in self.keys.items():
            if isinstance(wanted, QKeySequence.StandardKey) and event.matches(wanted):
                action()
                return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if control and key == Qt.Key.Key_Y:
            self.rows.redo()
        elif control and key == Qt.Key.Key_D:
            self.fill_down()
        elif control and key == Qt.Key.Key_Semicolon:
            self.write_today()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            move_by(self, -1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            move_by(self, 0, -1 if key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Space and self._is_flag(self.currentIndex()):
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _is_flag(self, at: QModelIndex) -> bool:
        return at.isValid() and self.rows.fields[at.column()].kind == "flag" and not self.rows.read_only

    def _toggle(self, at: QModelIndex) -> None:
        self.rows.write({(at.row(), at.column()): "" if self.rows.entry(at.row(), at.column()) else "✓"})

    def is_editing(self) -> bool:
        """Tell whether a cell is open for typing."""
        return self.state() == QAbstractItemView.State.EditingState

    def area(self) -> tuple[int, int, int, int]:
        """Return the chosen block: top, left, bottom, right, the ends included."""
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            at = self.currentIndex()
            return max(at.row(), 0), max(at.column(), 0), max(at.row(), 0), max(at.column(), 0)
        part = chosen.at(0)
        return part.top(), part.left(), part.bottom(), part.right()

    def copy(self) -> None:
        """Copy the chosen block as Excel does."""
        top, left, bottom, right = self.area()
        block = [[_copied_text(self.rows, r, c) for c in range(left, right + 1)] for r in range(top, bottom + 1)]
        QApplication.clipboard().setText(text_of(block))

    def cut(self) -> None:
        """Copy the chosen block and clear it."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Write a copied block from the current cell on; one copied cell fills the whole choice."""
        block = block_of(QApplication.clipboard().text())
        if not block or self.rows.read_only:
            return
        top, left, bottom, right = self.area()
        if (columns := headed(block, self.rows.fields)) is not None:
            self._paste_headed(block, columns, top)
            return
        if len(block) == 1 and len(block[0]) == 1:
            block = [block[0] * (right - left + 1)] * (bottom - top + 1)
        cells: dict[tuple[int, int], Entry] = {}
        for down, texts in enumerate(block):
            for over, text in enumerate(texts):
                if left + over < len(self.rows.fields):
                    cells[top + down, left + over] = self._entry_of(left + over, text)
        self.rows.write(cells)
        self.choose(top, left, top + len(block) - 1, left + max(map(len, block)) - 1)

    def _paste_headed(self, block: list[list[str]], columns: list[Any], top: int) -> None:
        """Write the rows below a heading into the columns that it names; tell which it names are not there."""
        places = [self.rows.place_of(f) if f is not None else -1 for f in columns]
        self.rows.write({(top + down, places[over]): self._entry_of(places[over], text)
                         for down, texts in enumerate(block[1:]) for over, text in enumerate(texts[:len(places)])
                         if places[over] >= 0})
        rows = len(block) - 1
        said = _n("Pasted by its headings: {count} line.", "Pasted by its headings: {count} lines.", rows).format(
            count=rows)
        if left := [text for text, place in zip(block[0], places, strict=False) if place < 0 and text.strip()]:
            said += _("Without a column here: {names}").format(names="、".join(left))
        self.said.emit(said)

    def _entry_of(self, column: int, text: str) -> Entry:
        """Return a pasted text as it is kept: a choice by its stored word, a known record of this table by number."""
        field = self.rows.fields[column]
        word = text.strip()
        if field.kind in ("choice", "colour"):
            return next((key for key, label in field.options if word in (key, label, _(label))), word)
        if field.kind == "link":
            known = (self.rows.entry(row, column) for row in range(len(self.rows.rows)))
            return next((e for e in known if isinstance(e, Chosen) and e.name == word), word)
        return text

    def choose(self, top: int, left: int, bottom: int, right: int) -> None:
        """Choose a block of cells."""
        model = self.rows
        last = model.index(min(bottom, model.rowCount() - 1), min(right, model.columnCount() - 1))
        self.selectionModel().select(QItemSelection(model.index(top, left), last),
                                     QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        if self.rows.read_only:
            return
        top, left, bottom, right = self.area()
        self.rows.write({(r, c): "" for r in range(top, min(bottom, len(self.rows.rows) - 1) + 1)
                         for c in range(left, right + 1)})

    def fill_down(self) -> None:
        """Write the top cells of the choice into those below; of a single cell, the one above it."""
        if self.rows.read_only:
            return
        top, left, bottom, right = self.area()
        source = top if bottom > top else top - 1
        if source >= 0:
            self.rows.write({(r, c): self.rows.entry(source, c) for r in range(source + 1, bottom + 1)
                             for c in range(left, right + 1)})

    def write_today(self) -> None:
        """Write today into the chosen date cells."""
        if self.rows.read_only:
            return
        top, left, bottom, right = self.area()
        today = self.rows.today().isoformat()
        self.rows.write({(r, c): today for r in range(top, bottom + 1) for c in range(left, right + 1)
                         if self.rows.fields[c].kind in ("day", "moment")})

    def chosen_rows(self) -> list[int]:
        """Return the rows that have a chosen cell, the blank one not."""
        top, _left, bottom, _right = self.area()
        return [r for r in range(top, bottom + 1) if r < len(self.rows.rows)]


def _copied_text(rows: LinesModel, row: int, column: int) -> str:
    """Return a cell as it goes to the clipboard: labels and names, no thousands."""
    value, field = rows.value(row, column), rows.fields[column]
    if value is None or field.kind in ("choice", "colour"):
        return rows.shown(row, column)
    return editable_text(field, value)
