"""The table of a sheet, which behaves like Excel: copy, paste a block, fill down, inline edit, frozen columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.domain.text import _
from ui.clipboard import block_of, text_of
from ui.frozen import FrozenColumns
from ui.measures import dress_table
from ui.pasted_headings import headed
from ui.table_cells import DOT, Index, TableCells
from ui.table_header import FilterHeader
from ui.table_model import SheetModel

LARGEST_COPY = 200_000
"""Cells that one copy may take."""
MOST_KEPT = 2000
"""Selected rows that are found again after other rows came."""


class SheetView(QTableView):
    """Shows a SheetModel; every edit goes through the model as one change."""

    opened = Signal(int)
    """The number of the record that was asked for with Enter on a cell that can't be edited, or Ctrl+Enter."""
    selection_moved = Signal()
    told = Signal(str)
    """What was not done to the chosen cells, and why."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placing = False
        self._kept: tuple[int, int, list[int], int] | None = None
        self.header = FilterHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.sheet_model = model
        dress_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
                             | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(True)
        unit = self.fontMetrics().horizontalAdvance("0")
        for place, column in enumerate(model.columns):
            width = column.width or getattr(getattr(column, "field", None), "width", 10)
            self.setColumnWidth(place, max(self._title_width(place), min(320, unit * width + 18)))
        self.setItemDelegate(TableCells(model, self))
        self.frozen = FrozenColumns(self, lambda view: TableCells(model, view))
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._take_place)
        model.loaded.connect(self._take_late)

    def _title_width(self, column: int) -> int:
        title = str(self.sheet_model.headerData(column, Qt.Orientation.Horizontal))
        return self.fontMetrics().horizontalAdvance(title) + 40

    def width_of(self, count: int) -> int:
        """Return the room that the first columns in sight take, with the rows' numbers and the scroll bar."""
        shown = [c for v in range(self.header.count()) if not self.header.isSectionHidden(
            c := self.header.logicalIndex(v))][:count]
        return sum(map(self.columnWidth, shown)) + self.verticalHeader().width() + \
            self.verticalScrollBar().sizeHint().width() + 4

    def fit_columns(self) -> None:
        """Make each column as wide as what its first rows hold, within reason."""
        metrics, model = self.fontMetrics(), self.sheet_model
        rows = [s for r in range(min(60, model.rowCount())) if (s := model.shown_at(r)) is not None]
        for column in range(model.columnCount()):
            widest = max((metrics.horizontalAdvance(s.texts[column]) for s in rows), default=0)
            near = 64 if model.is_deadline(column) else DOT + 8 if column == model.state_column else 0
            self.setColumnWidth(column, max(self._title_width(column), min(300, widest + near + 20)))

    def _keep_place(self) -> None:
        """Remember cursor, selected records and scroll before other rows come."""
        current, numbers = self.currentIndex(), self.sheet_model.numbers
        if self._kept is not None or not current.isValid() or current.row() >= len(numbers):
            return
        chosen = self.selected_rows()
        chosen = chosen if len(chosen) <= MOST_KEPT else []
        self._kept = (numbers[current.row()], current.column(), [numbers[r] for r in chosen if r < len(numbers)],
                      self.verticalScrollBar().value())

    def _take_place(self) -> None:
        """Go back to the remembered records, where they are still there; else to the first row."""
        kept, model = self._kept, self.sheet_model
        if not model.rowCount():
            return
        row = model.row_of(kept[0]) if kept is not None else -1
        if row >= 0 or model.complete:
            self._kept = None
        if kept is None or row < 0:
            first = model.index(0, self.header.logicalIndex(0))
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        picked = QItemSelection()
        for number in kept[2]:
            if (place := model.row_of(number)) >= 0:
                picked.select(model.index(place, kept[1]), model.index(place, kept[1]))
        self._placing = True  # other rows came; nobody has chosen anything
        self.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selectionModel().setCurrentIndex(model.index(row, kept[1]), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._placing = False
        self.verticalScrollBar().setValue(kept[3])

    def _take_late(self) -> None:
        """Go back to a record that was not among the first rows."""
        if self._kept is not None:
            self._take_place()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell that another selection is there."""
        super().selectionChanged(selected, deselected)
        if not self._placing:
            self._kept = None
            self.selection_moved.emit()

    def selected_rows(self) -> list[int]:
        """Return the rows in which any cell is selected, in order; the current one where none is."""
        rows = {r for s in self.selectionModel().selection() for r in range(s.top(), s.bottom() + 1)}
        current = self.currentIndex().row()
        return sorted(rows) or ([current] if current >= 0 else [])

    def selected_numbers(self) -> list[int]:
        """Return the numbers of the selected records."""
        numbers = self.sheet_model.numbers
        return [numbers[r] for r in self.selected_rows() if r < len(numbers)]

    def go_to(self, number: int) -> bool:
        """Make a record the current one; False where it is not in the table."""
        row = self.sheet_model.row_of(number)
        if row < 0:
            return False
        index = self.model().index(row, self.header.logicalIndex(0))
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect  # said aloud: Ctrl may still be held from Ctrl+S
        self.selectionModel().setCurrentIndex(index, alone)
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, copy, paste and fill as Excel does."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif control and key == Qt.Key.Key_D:
            self.fill_down()
        elif control and key == Qt.Key.Key_Semicolon:
            self._into_selection(self.sheet_model.today().isoformat(), days_only=True)
        elif control and key == Qt.Key.Key_Space:
            QTableView.selectColumn(self, self.currentIndex().column())
        elif key == Qt.Key.Key_Delete:
            self._into_selection("")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control or not (self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable):
                self._open_current()
            else:
                self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def edit(self, index: Index, trigger: Any = QAbstractItemView.EditTrigger.AllEditTriggers,
             event: Any = None) -> bool:
        """Open a cell for typing; a record's own number only by F2 or a double-click, not by the next key typed."""
        if trigger == QAbstractItemView.EditTrigger.AnyKeyPressed and self.sheet_model.names_record(index.column()):
            if isinstance(event, QKeyEvent) and event.text().strip():
                self.told.emit(self._kept_name([index.column()]))
            return False
        return super().edit(index, trigger, event)  # type: ignore[no-any-return]

    def _kept_name(self, columns: Sequence[int]) -> str:
        titles = "、".join(str(self.sheet_model.headerData(c, Qt.Orientation.Horizontal)) for c in columns)
        return _("“{field}” names the record and was left as it is; F2 or a double-click changes it.").format(
            field=titles)

    def _without_names(self, rows: Sequence[int], texts: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
        """Leave out what would write another number over a record's own; tell where something was left out."""
        model, kept = self.sheet_model, set()
        names = [n for n in range(len(model.columns)) if model.names_record(n)]
        found = []
        for row, own in zip(rows, texts, strict=True):
            mine = dict(own)
            for column in names:
                key = model.columns[column].key
                if key in mine and mine.pop(key).strip() != model.text_to_edit(row, column):
                    kept.add(column)
            found.append(mine)
        if kept:
            self.told.emit(self._kept_name(sorted(kept)))
        return found

    def _open_current(self) -> None:
        row = self.currentIndex().row()
        if 0 <= row < len(self.sheet_model.numbers):
            self.opened.emit(self.sheet_model.numbers[row])

    def _step(self, rows: int) -> None:
        current = self.currentIndex()
        target = self.model().index(current.row() + rows, current.column())
        if target.isValid():
            self.setCurrentIndex(target)

    def closeEditor(self, editor: QWidget, hint: object) -> None:  # noqa: N802
        """After Enter the cursor goes down, as in Excel."""
        super().closeEditor(editor, hint)  # type: ignore[arg-type]
        event = QGuiApplication.keyboardModifiers()
        if hint == self._submit_hint() and not event & Qt.KeyboardModifier.ControlModifier:
            self._step(1)

    @staticmethod
    def _submit_hint() -> object:
        from PySide6.QtWidgets import QAbstractItemDelegate

        return QAbstractItemDelegate.EndEditHint.SubmitModelCache

    # --- blocks ---

    def _visible_columns(self, left: int, right: int) -> list[int]:
        """Return logical columns between two visual places that are shown."""
        header = self.header
        return [c for v in range(left, right + 1) if not header.isSectionHidden(c := header.logicalIndex(v))]

    def _selected_block(self) -> tuple[list[int], list[int]]:
        """Return rows and logical columns of the smallest block around the selection."""
        indexes = self.selectionModel().selection()
        rows = self.selected_rows()
        places = [self.header.visualIndex(c) for s in indexes for c in range(s.left(), s.right() + 1)]
        if not places:
            places = [self.header.visualIndex(max(0, self.currentIndex().column()))]
        return rows, self._visible_columns(min(places), max(places))

    def copy(self) -> None:
        """Copy the selection as text that Excel understands."""
        rows, columns = self._selected_block()
        if len(rows) * len(columns) > LARGEST_COPY or not rows:
            return
        model = self.sheet_model
        block = [[model.text_to_edit(r, c) for c in columns] for r in rows]
        QGuiApplication.clipboard().setText(text_of(block))

    def paste(self) -> None:
        """Paste a block from the cursor on; rows beyond the last become new records."""
        block = block_of(QGuiApplication.clipboard().text())
        if not block:
            return
        rows, columns = self._selected_block()
        if len(block) == 1 and len(block[0]) == 1:
            self._into_selection(block[0][0])
            return
        top = rows[0] if rows else 0
        if (named := headed(block, self.sheet_model.columns)) is not None:
            self._paste_headed(block, named)
            return
        left = self.header.visualIndex(columns[0]) if columns else 0
        targets = self._visible_columns(left, self.header.count() - 1)
        texts = [dict(zip((self.sheet_model.columns[c].key for c in targets), line, strict=False)) for line in block]
        count = len(self.sheet_model.numbers)
        rows = [r for r in range(top, top + len(texts)) if r < count]
        old = [(r, t) for r, t in zip(rows, self._without_names(rows, texts[:len(rows)]), strict=True) if t]
        self.sheet_model.write(old, [t for n, t in enumerate(texts) if top + n >= count])

    def paste_new(self) -> None:
        """Paste a block as new records, from the first shown column on."""
        block = block_of(QGuiApplication.clipboard().text())
        if (named := headed(block, self.sheet_model.columns)) is not None:
            self._paste_headed(block, named)
            return
        columns = self._visible_columns(0, self.header.count() - 1)
        keys = [self.sheet_model.columns[c].key for c in columns]
        self.sheet_model.write([], [dict(zip(keys, line, strict=False)) for line in block])

    def _paste_headed(self, block: list[list[str]], named: list[Any]) -> None:
        """Enter the rows below a heading as new records, each text under the column that the heading names."""
        new = [{c.key: text for c, text in zip(named, line, strict=False) if c is not None} for line in block[1:]]
        if left := [text for text, c in zip(block[0], named, strict=False) if c is None and text.strip()]:
            self.told.emit(_("Without a column here: {names}").format(names="、".join(left)))
        self.sheet_model.write([], new)

    def fill_down(self) -> None:
        """Fill the first selected row's texts into those below; with one row selected, take the row above."""
        rows, columns = self._selected_block()
        if not rows:
            return
        source = rows[0] if len(rows) > 1 else rows[0] - 1
        targets = rows[1:] if len(rows) > 1 else rows
        if source < 0:
            return
        model = self.sheet_model
        texts = {model.columns[c].key: model.text_to_edit(source, c) for c in columns}
        model.write(self._as_edits(targets, texts))

    def _as_edits(self, rows: Sequence[int], texts: Mapping[str, str]) -> list[tuple[int, dict[str, str]]]:
        return [(r, t) for r, t in zip(rows, self._without_names(rows, [texts] * len(rows)), strict=True) if t]

    def fill_selection(self, text: str) -> None:
        """Put a text into every chosen cell that can be edited."""
        self._into_selection(text)

    def _into_selection(self, text: str, days_only: bool = False) -> None:
        rows, columns = self._selected_block()
        model = self.sheet_model
        texts: Mapping[str, str] = {model.columns[c].key: text for c in columns
                                    if model.flags(model.index(0, c)) & Qt.ItemFlag.ItemIsEditable
                                    and (not days_only or model.columns[c].kind == "day")}
        if texts and rows:
            model.write(self._as_edits(rows, texts))
