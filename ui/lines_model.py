"""Detail lines for Qt: plain rows over what was read, each step kept so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from app.domain.fieldkinds import NUMBERS
from app.domain.sheet import Lines
from app.domain.text import _
from app.rules.form_data import Chosen, Entry, LineData, LineEntry, ProblemAt, editable_text, entry_of, shown_value
from app.rules.typed import NotUnderstood, typed_value
from ui.theme import colour, row_colour, status_colour

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
STEPS = 200
"""Steps that can be taken back."""

Rows = tuple[LineEntry, ...]


class LinesModel(QAbstractTableModel):
    """Rows of one table of detail lines, with a blank one at the end to type into."""

    edited = Signal()
    """After each step, also one taken back."""
    names_wanted = Signal(object, object)
    """(field, [names]) that were typed or pasted for a link and must be looked up."""

    linked = Signal(object, object)
    """(field, [numbers]) of records just linked whose values lines may take over."""

    def __init__(self, lines: Lines, today: Callable[[], date] = date.today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines, self.today = lines, today
        self.fields = [f for f in lines.columns if f.name != lines.parent.name]
        self.blank = LineData()
        self.rows: Rows = ()
        self.read_only = False
        self._first: Rows = ()
        self._undo: list[Rows] = []
        self._redo: list[Rows] = []
        self._problems: dict[tuple[int, str], ProblemAt] = {}
        self._unknown: set[tuple[str, str]] = set()

    # --- rows in and out ---

    def show_lines(self, lines: Sequence[LineData], blank: LineData) -> None:
        """Show what was read; nothing is to be taken back any more."""
        self.show_entries([LineEntry(line) for line in lines])
        self.keep_as_read(blank)

    def keep_as_read(self, blank: LineData) -> None:
        """Take the rows as they stand for what was read."""
        self._first, self._undo, self._redo, self.blank = self.rows, [], [], blank

    def show_entries(self, rows: Sequence[LineEntry]) -> None:
        """Show rows with what was typed over them, from a draft or after a conflict."""
        self.beginResetModel()
        self._first = ()
        self.rows, self._undo, self._redo, self._problems = tuple(rows), [], [], {}
        self.endResetModel()

    def is_dirty(self) -> bool:
        """Tell whether anything differs from what was read."""
        return self.rows != self._first

    def problems(self) -> list[ProblemAt]:
        """Return all that is wrong or worth a look, in the order of the rows: what was typed first."""
        own = [ProblemAt(f.name, text, True, row=row) for row in range(len(self.rows)) for f in self.fields
               if (text := self._typed_wrong(row, f))]
        told = {(p.row, p.field) for p in own}
        return sorted([*own, *(p for key, p in self._problems.items() if key not in told)], key=lambda p: p.row)

    def show_problems(self, problems: Sequence[ProblemAt]) -> None:
        """Mark what a save found."""
        self._problems = {(p.row, p.field): p for p in problems}
        self._all_changed()

    # --- steps ---

    def put(self, rows: Sequence[LineEntry], keep: bool = True) -> None:
        """Show other rows as one step."""
        new = tuple(rows)
        if new == self.rows:
            return
        if keep:
            self._undo = [*self._undo[-STEPS:], self.rows]
            self._redo = []
        self._follow(new)
        self._swap(new)

    def _follow(self, new: Rows) -> None:
        """Let what a save found go with its rows, and be gone with them."""
        if self._problems and len(new) < len(self.rows):
            places = {id(row): place for place, row in enumerate(new)}
            moved = [(places[id(self.rows[p.row])], p) for p in self._problems.values()
                     if p.row < len(self.rows) and id(self.rows[p.row]) in places]
            self._problems = {(place, p.field): replace(p, row=place) for place, p in moved}

    def undo(self) -> None:
        """Take the last step back."""
        if self._undo:
            self._redo.append(self.rows)
            self._swap(self._undo.pop())

    def redo(self) -> None:
        """Do the last step again."""
        if self._redo:
            self._undo.append(self.rows)
            self._swap(self._redo.pop())

    def write(self, cells: Mapping[tuple[int, int], Entry], keep: bool = True) -> None:
        """Write cells {(row, column): entry} as one step; rows below the last become new ones."""
        rows = list(self.rows)
        for (row, column), entry in sorted(cells.items(), key=lambda c: c[0]):
            while row >= len(rows):
                rows.append(LineEntry(self.blank))
            field, old = self.fields[column], rows[row]
            entries = dict(old.entries)
            if entry == entry_of(field, old.base):
                entries.pop(field.name, None)
            else:
                entries[field.name] = entry
            rows[row] = LineEntry(old.base, entries)
            self._problems.pop((row, field.name), None)
        self.put(rows, keep)
        wanted: dict[str, list[str]] = {}
        for (_row, column), entry in cells.items():
            field = self.fields[column]
            if field.kind == "link" and isinstance(entry, str) and entry.strip():
                wanted.setdefault(field.name, []).append(entry)
        for field in self.fields:
            if field.name in wanted:
                self.names_wanted.emit(field, wanted[field.name])
            fresh = [e.number for (_row, column), e in cells.items()
                     if self.fields[column] is field and isinstance(e, Chosen)]
            if fresh and field.name in self.lines.model.takes:
                self.linked.emit(field, sorted(set(fresh)))

    def fill_empty(self, field: Any, found: Mapping[int, Mapping[str, Any]]) -> None:
        """Write the values of linked records into what is still empty beside them."""
        column = self.place_of(field)
        cells: dict[tuple[int, int], Entry] = {}
        for row in range(len(self.rows)):
            entry = self.entry(row, column)
            for name, value in found.get(entry.number if isinstance(entry, Chosen) else 0, {}).items():
                place = next((c for c, f in enumerate(self.fields) if f.name == name), -1)
                if place >= 0 and not self.entry(row, place):
                    cells[row, place] = editable_text(self.fields[place], value)
        self.write(cells, keep=False)

    def take_names(self, field: Any, found: Mapping[str, tuple[int, str] | None]) -> None:
        """Put the records in the place of names that were looked up; mark names that mean none."""
        column = self.place_of(field)
        cells: dict[tuple[int, int], Entry] = {}
        for row in range(len(self.rows)):
            entry = self.entry(row, column)
            if isinstance(entry, str) and entry in found:
                hit = found[entry]
                if hit is None:
                    self._unknown.add((field.name, entry))
                else:
                    cells[row, column] = Chosen(*hit)
        self.write(cells, keep=False)
        self._all_changed()

    def _swap(self, new: Rows) -> None:
        old = len(self.rows)
        if len(new) > old:
            self.beginInsertRows(QModelIndex(), old, len(new) - 1)
            self.rows = new
            self.endInsertRows()
        elif len(new) < old:
            self.beginRemoveRows(QModelIndex(), len(new), old - 1)
            self.rows = new
            self.endRemoveRows()
        else:
            self.rows = new
        self._all_changed()
        self.edited.emit()

    def _all_changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.fields) - 1))

    # --- cells ---

    def place_of(self, field: Any) -> int:
        """Return the column of a field; compared by identity, for “==” of fields asks the database."""
        return next(c for c, f in enumerate(self.fields) if f is field)

    def entry(self, row: int, column: int) -> Entry:
        """Return what stands in a cell."""
        field = self.fields[column]
        if row >= len(self.rows):
            return ""
        line = self.rows[row]
        return line.entries[field.name] if field.name in line.entries else entry_of(field, line.base)

    def value(self, row: int, column: int) -> Any:
        """Return a cell's value: links by name, None where the text is none."""
        entry, field = self.entry(row, column), self.fields[column]
        if isinstance(entry, Chosen):
            return entry.name
        if field.kind == "link":
            return entry or None
        try:
            return typed_value(field, entry, self.today())
        except NotUnderstood:
            return None

    def shown(self, row: int, column: int) -> str:
        """Return a cell as it is read; a text that is no value as it was typed."""
        if row >= len(self.rows):
            return ""
        value, field = self.value(row, column), self.fields[column]
        if value is None:
            entry = self.entry(row, column)
            return entry if isinstance(entry, str) else entry.name
        return str(value) if field.kind == "link" else shown_value(field, value)

    def _typed_wrong(self, row: int, field: Any) -> str:
        entry = self.rows[row].entries.get(field.name)
        if entry is None or isinstance(entry, Chosen):
            return ""
        if field.kind == "link":
            if (field.name, entry) in self._unknown:
                return _("There is no “{text}” for “{field}”. Choose one from the list, or enter it first.").format(
                    text=entry, field=_(field.label))
            return ""
        try:
            typed_value(field, entry, self.today())
        except NotUnderstood as wrong:
            return wrong.problem.text
        return ""

    def problem_at(self, row: int, column: int) -> ProblemAt | None:
        """Return what is wrong with a cell."""
        if row >= len(self.rows):
            return None
        field = self.fields[column]
        if text := self._typed_wrong(row, field):
            return ProblemAt(field.name, text, True, row=row)
        return self._problems.get((row, field.name))

    # --- what Qt asks ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many rows there are, the blank one included."""
        return 0 if parent.isValid() else len(self.rows) + (0 if self.read_only else 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            kind = self.fields[column].kind
            return RIGHT if kind in NUMBERS else CENTRE if kind == "flag" else LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            problem = self.problem_at(row, column)
            text = self.shown(row, column)
            return problem.text if problem else text if len(text) > 12 else None
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and (problem := self.problem_at(row, column)):
            return status_colour("problem" if problem.blocks else "changed")
        return None

    def _ground(self, row: int, column: int) -> QBrush | None:
        if problem := self.problem_at(row, column):
            return QBrush(status_colour("problem" if problem.blocks else "changed", soft=True))
        if row < len(self.rows) and self.fields[column].kind == "colour" and (mark := self.value(row, column)):
            return QBrush(row_colour(mark))
        if row < len(self.rows) and self.fields[column].name in self.rows[row].entries:
            tint = QColor(colour("accent"))
            tint.setAlpha(22)
            return QBrush(tint)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title, or a row's number; a star for the blank row."""
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return CENTRE
            return (str(section + 1) if section < len(self.rows) else "*") if role == Qt.ItemDataRole.DisplayRole \
                else None
        if section >= len(self.fields):
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(field.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if field.kind in NUMBERS else LEFT
        return (_(field.hint) or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell that cells can be chosen and, unless the form is locked, edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if self.read_only else plain | Qt.ItemFlag.ItemIsEditable
