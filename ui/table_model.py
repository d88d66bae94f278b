"""A sheet's rows for Qt: plain values, a window of rows at a time, so that 100,000 records open as fast as 100."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.database import query
from app.database.query import Ask, Row
from app.domain.deadline import nearness
from app.domain.fieldkinds import DAYS, NUMBERS
from app.domain.sheet import Sheet
from app.domain.show import near_day, show
from app.domain.text import _
from app.rules.cells import RowEdit, apply_edits, editable_field
from ui.states import state_field
from ui.work import Work

BLOCK = 128
"""Rows that are read at once."""

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True)
class _Shown:
    """A row as it is painted."""

    row: Row
    texts: list[str]


class SheetModel(QAbstractTableModel):
    """The rows that a question asks for, in order; reads blocks as they come into sight."""

    loaded = Signal()
    """After the first rows of a new question are there."""
    refused = Signal(object, object)
    """(error, edits) when typed texts could not be written."""

    def __init__(self, sheet: Sheet, work: Work, today: Callable[[], date] = date.today,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work, self.today = sheet, work, today
        self.columns = sheet.columns
        self.ask = Ask(sheet, today())
        self.numbers: array[int] = array("q")
        self._blocks: dict[int, list[_Shown | None]] = {}
        self._fresh: list[_Shown | None] = []
        self._asked_for: set[int] = set()
        self._pinned: dict[int, int] = {}
        self._generation = 0
        self._labels = [getattr(getattr(c, "field", None), "labels", None) for c in self.columns]
        self._editable = [editable_field(sheet, c.key) is not None for c in self.columns]
        self._names = [bool(e and c.kind == "code" and c.field.name in {f.name for f in sheet.model.shown})
                       for e, c in zip(self._editable, self.columns, strict=True)]
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        self._flags = [plain | Qt.ItemFlag.ItemIsEditable if e else plain for e in self._editable]
        self._count = len(self.columns)
        fields = [d.field.name for d in sheet.deadlines if d.field is not None]
        own = [c.field.name if getattr(c, "field", None) is not None and not c.via else "" for c in self.columns]
        self._duties = [[n for n, name in enumerate(fields) if name == column] for column in own]
        state = state_field(sheet)
        self.state_column = next((n for n, c in enumerate(self.columns)
                                  if state is not None and getattr(c, "field", None) is state), -1)
        self.first_column = 0
        self.complete = True
        """Whether the numbers of all rows are known, not of the first ones alone."""
        self.open_number = 0
        """The record that stands in the form."""
        self._mark = next((n for n, c in enumerate(self.columns) if sheet.colour is not None
                           and getattr(c, "field", None) is sheet.colour), None)

    # --- asking ---

    def show(self, **changes: Any) -> None:
        """Ask anew with other filters, sorting, text or view."""
        self.ask = replace(self.ask, today=self.today(), **changes)
        self._pinned.clear()
        self.refresh(first=True)

    def refresh(self, first: bool = False) -> None:
        """Read again; rows just edited stay in sight though they no longer fit."""
        self._generation += 1
        generation, ask = self._generation, self.ask
        if first:
            self.work.read(self, lambda: query.first_rows(ask, BLOCK),
                           lambda rows: self._first_rows(generation, rows), key="first")
        self.work.read(self, lambda: query.numbers(ask), lambda found: self._renumber(generation, found),
                       key="numbers")

    def _first_rows(self, generation: int, rows: list[Row]) -> None:
        if generation != self._generation:
            return
        self.complete = False
        self.beginResetModel()
        self.numbers = array("q", (r.id for r in rows))
        self._fresh = [self._shown(r) for r in rows]
        self._blocks = {0: self._fresh}
        self._asked_for.clear()
        self.endResetModel()
        self.loaded.emit()

    def _renumber(self, generation: int, found: array[int]) -> None:
        if generation != self._generation:
            return
        for number, place in sorted(self._pinned.items(), key=lambda pair: pair[1]):
            if number not in found:
                found.insert(min(place, len(found)), number)
        block, self._fresh = self._fresh, []
        kept = [s.row.id for s in block if s] == list(found[: len(block)]) and len(block) == min(BLOCK, len(found))
        self._blocks = {0: block} if block and kept else {}
        self._asked_for.clear()
        self.complete = True
        if found[: len(self.numbers)] == self.numbers:
            self._append(found)
        else:
            self._rearrange(found)
        self.loaded.emit()

    def _append(self, found: array[int]) -> None:
        if len(found) > len(self.numbers):
            self.beginInsertRows(QModelIndex(), len(self.numbers), len(found) - 1)
            self.numbers = found
            self.endInsertRows()
        self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(found) - 1), len(self.columns) - 1))

    def _rearrange(self, found: array[int]) -> None:
        """Change to another order or set of rows; the view follows the records that are still there."""
        if len(found) != len(self.numbers):
            self.beginResetModel()
            self.numbers = found
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        places = {number: place for place, number in enumerate(found)}
        old = self.persistentIndexList()
        new = [self.createIndex(places[n], i.column()) if 0 <= i.row() < len(self.numbers)
               and (n := self.numbers[i.row()]) in places else QModelIndex() for i in old]
        self.numbers = found
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # --- Qt's questions ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role == Qt.ItemDataRole.DisplayRole:
            shown = self.shown_at(index.row())
            return shown.texts[index.column()] if shown is not None else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[index.column()].kind in NUMBERS else LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.EditRole:
            return self.text_to_edit(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                here = section < len(self.numbers) and self.numbers[section] == self.open_number
                return f"▸ {section + 1}" if here else section + 1
            return None
        if role == Qt.ItemDataRole.DisplayRole and section < len(self.columns):
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.ToolTipRole and section < len(self.columns):
            return _(getattr(getattr(self.columns[section], "field", None), "hint", "") or "") or None
        return None

    def mark_open(self, number: int) -> None:
        """Show which record stands in the form, 0 for none."""
        if number != self.open_number:
            self.open_number = number
            if self.numbers:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, self._count - 1))
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.numbers) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell whether a cell can be edited."""
        return self._flags[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Write one cell's new text, as one change."""
        if role != Qt.ItemDataRole.EditRole or value == self.text_to_edit(index.row(), index.column()):
            return False
        self.write([(index.row(), {self.columns[index.column()].key: str(value)})])
        return True

    # --- rows ---

    def shown_at(self, row: int) -> _Shown | None:
        """Return a row as painted, or None and ask for its block."""
        block = self._blocks.get(row // BLOCK)
        if block is None:
            self._read_block(row // BLOCK)
            return None
        place = row % BLOCK
        return block[place] if place < len(block) else None

    def row_at(self, row: int) -> Row | None:
        """Return a row's values, None while they are being read."""
        shown = self.shown_at(row)
        return shown.row if shown is not None else None

    def row_of(self, number: int) -> int:
        """Return where a record stands, -1 where it doesn't."""
        try:
            return self.numbers.index(number)
        except ValueError:
            return -1

    def text_to_edit(self, row: int, column: int) -> str:
        """Return a cell's text as one types it: no thousands, dates in full."""
        shown = self.shown_at(row)
        if shown is None:
            return ""
        value = shown.row.cells[column]
        if self._labels[column] is not None:
            return shown.texts[column]
        if self.columns[column].kind == "flag":
            return "✓" if value else ""
        return "" if value is None else str(value)

    def _read_block(self, block: int) -> None:
        if block in self._asked_for:
            return
        self._asked_for.add(block)
        wanted = list(self.numbers[block * BLOCK:(block + 1) * BLOCK])
        generation, ask = self._generation, self.ask
        self.work.read(self, lambda: query.window(ask, wanted),
                       lambda rows: self._fill(generation, block, wanted, rows))

    def _fill(self, generation: int, block: int, wanted: list[int], rows: list[Row]) -> None:
        if generation != self._generation or not wanted:
            return
        found = {r.id: r for r in rows}
        self._blocks[block] = [self._shown(found[n]) if n in found else None for n in wanted]
        if len(self._blocks) > 60:
            for far in sorted(self._blocks, key=lambda b: abs(b - block))[40:]:
                del self._blocks[far]
                self._asked_for.discard(far)
        top = block * BLOCK
        self.dataChanged.emit(self.index(top, 0), self.index(top + len(wanted) - 1, len(self.columns) - 1))

    def _shown(self, row: Row) -> _Shown:
        return _Shown(row, [show(v, c.kind, labels) for v, c, labels in zip(
            row.cells, self.columns, self._labels, strict=True)])

    def mark_of(self, shown: _Shown) -> str | None:
        """Return the named colour of a row."""
        return shown.row.cells[self._mark] if self._mark is not None else None

    def standing(self, shown: _Shown, column: int) -> tuple[str | None, str]:
        """Return how a deadline stands and how near it is in words; nothing for other columns."""
        value = shown.row.cells[column]
        if not isinstance(value, date) or not any(shown.row.open[n] for n in self._duties[column]):
            return None, ""
        return nearness(value, self.ask.today), near_day(value, self.ask.today)

    def names_record(self, column: int) -> bool:
        """Tell whether a column holds the number by which a record is known."""
        return self._names[column]

    def is_deadline(self, column: int) -> bool:
        """Tell whether a column shows how near its dates are."""
        return bool(self._duties[column])

    def _tip(self, index: Index) -> str | None:
        shown = self.shown_at(index.row())
        if shown is None:
            return None
        value = shown.row.cells[index.column()]
        if self.columns[index.column()].kind in DAYS and isinstance(value, date):
            near = near_day(value, self.ask.today)
            weekday = _(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[value.weekday()])
            return f"{value.isoformat()} {weekday}" + (f" · {near}" if near else "")
        text = shown.texts[index.column()]
        return text if len(text) > 12 else None

    # --- writing ---

    def write(self, edits: Sequence[tuple[int, Mapping[str, str]]], new: Sequence[Mapping[str, str]] = (),
              title: str = "", reason: Any = None) -> None:
        """Write texts into rows (and new rows) as one change; `refused` tells what could not be understood."""
        prepared = []
        for place, texts in edits:
            if 0 <= place < len(self.numbers):
                row = self.row_at(place)
                prepared.append(RowEdit(self.numbers[place], row.version if row is not None else 0, dict(texts)))
                self._pinned[self.numbers[place]] = place
        prepared += [RowEdit(None, 0, dict(texts)) for texts in new]
        if prepared:
            self.write_edits(prepared, title, reason)

    def write_edits(self, edits: list[RowEdit], title: str = "", reason: Any = None) -> None:
        """Write prepared edits as one change."""
        sheet, today = self.sheet, self.today()
        self.work.write(self, title or _("Edit {sheet}").format(sheet=_(sheet.title)),
                        lambda change: apply_edits(change, sheet, edits, today),
                        failed=lambda error: self.refused.emit(error, edits), reason=reason)

    def pin(self, number: int) -> None:
        """Keep a record in sight though it may not fit the filters."""
        place = self.row_of(number)
        self._pinned[number] = place if place >= 0 else 0
