"""The rows of an import as a table: odd ones first, each with its sentence, its cell's address and its content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from app.domain.text import N_, _
from app.exchange.grid import Cell, column_number
from app.exchange.importing import CHANGED, NEW, SAME, SKIPPED, RowPlan, RowProblem, SheetPlan
from app.exchange.problem_file import cells_of, columns_of
from app.exchange.table_parts import Record
from ui import theme
from ui.import_state import FileState, Planned, PlannedSheet, sheet_label

Index = QModelIndex | QPersistentModelIndex
HELD, LOOK, GENERAL, ODD, ALL = "held", "look", "general", "odd", "all"
TAKE, STATE, SHEET, CELL, TITLE, WHAT, CONTENT = range(7)
HEADINGS = (N_("Take"), N_("State"), N_("Sheet"), N_("Cell"), N_("Record"), N_("What is odd or changes"),
            N_("Row"))
STATES = {HELD: (N_("Stays out"), "problem"), LOOK: (N_("To check"), "today"), GENERAL: (N_("Hint"), "waiting"),
          NEW: (N_("New"), "new"), CHANGED: (N_("Changed"), "ahead"), SAME: (N_("Same"), "off"),
          SKIPPED: (N_("Left out"), "off")}
CHIPS = ((ODD, N_("Odd")), (NEW, N_("New")), (CHANGED, N_("Changed")), (SAME, N_("Same")), (SKIPPED, N_("Left out")),
         (ALL, N_("All")))
ASSIGNABLE = frozenset({"unknown_order", "unknown_item"})
_ORDER = {state: at for at, state in enumerate((HELD, GENERAL, LOOK, CHANGED, NEW, SAME, SKIPPED))}


@dataclass(frozen=True)
class Line:
    """One line of the preview: a row of a sheet, or something about the sheet that is no row."""

    sheet: PlannedSheet
    label: str
    state: str
    row: RowPlan | None
    problems: tuple[RowProblem, ...]
    record: Record | None

    @property
    def cell(self) -> str:
        """The address to look at in the file."""
        first = next((p.cell for p in self.problems if p.cell), "")
        return first or (str(self.row.row) if self.row is not None else "")

    @property
    def words(self) -> str:
        """What is odd, and what changes."""
        said = [p.reason for p in self.problems]
        if self.row is not None and self.state != HELD:
            said += [_("{field}: {old} → {new}").format(field=_(label), old=old or _("empty"), new=new or _("empty"))
                     for label, old, new in self.row.changes]
        return "\n".join(dict.fromkeys(said))

    @property
    def assignable(self) -> bool:
        """Whether the row can be given to an order by hand."""
        return self.row is not None and self.record is not None and bool(self.row.offers or self.sheet.plan.offers) \
            and (bool(self.row.offers) or any(p.kind in ASSIGNABLE for p in self.problems))

    def is_in(self, chip: str) -> bool:
        """Tell whether a filter shows the line."""
        if chip == ALL:
            return True
        if chip == ODD:
            return self.state in (HELD, LOOK, GENERAL)
        if chip in (NEW, CHANGED, SAME):
            return self.row is not None and self.row.standing == chip and self.state != HELD
        return self.state == chip


ASKED = {"day": ("date_differs", "day_unknown"), "plant": ("plant_unknown",), "column": ("column_unclear",),
         "meaning": ("meaning_unclear",), "repeated": ("other_sheet",)}
"""What a question already says: the kinds of problems that it stands for."""


def unreadable_lines(files: Iterable[FileState]) -> list[Line]:
    """Return a line for each file that can't be read."""
    return [Line(PlannedSheet(f.number, "", SheetPlan(f.path.name)), f.path.name, HELD, None,
                 (RowProblem(None, "", "unreadable", f.trouble, True),), None) for f in files if f.error is not None]


def _left_out(planned: Planned, sheet: PlannedSheet) -> list[Line]:
    """Return a line for a sheet that is no table, where nothing else of its file comes in."""
    if any(s.file == sheet.file and s.plan.table is not None for s in planned.sheets) or sheet.plan.hidden:
        return []
    problem = RowProblem(None, "", "no_table", sheet.plan.reason, True)
    return [Line(sheet, sheet.plan.name, HELD, None, (problem,), None)]


def lines_of(planned: Planned | None, shows: Callable[[PlannedSheet], bool]) -> list[Line]:
    """Return the lines of some sheets, odd ones first, then in the order of the files."""
    found: list[Line] = []
    for sheet in (planned.sheets if planned is not None else ()):
        if not shows(sheet):
            continue
        if sheet.plan.table is None:
            found += _left_out(planned, sheet) if planned is not None else []
            continue
        asked = {kind for q in sheet.plan.questions for kind in ASKED.get(q.key.partition(":")[0], ())}
        label = sheet_label(sheet.plan)
        records = {r.row: r for r in sheet.plan.table.records}
        about_rows = {row.row for row in sheet.plan.rows}
        found += [Line(sheet, label, HELD if p.holds else GENERAL, None, (p,), None) for p in sheet.plan.general
                  if p.kind not in asked and (p.row not in about_rows or p.holds or p.row is None)]
        spread = [p for p in sheet.plan.general if p.row in about_rows and p.row is not None and not p.holds]
        for row in sheet.plan.rows:
            own = tuple(row.problems) + tuple(p for p in spread if p.row == row.row) if spread else tuple(row.problems)
            state = HELD if row.held else LOOK if own and row.standing != SKIPPED else row.standing
            found.append(Line(sheet, label, state, row, own, records.get(row.row)))
    return sorted(found, key=lambda line: _ORDER.get(line.state, 9))


def shown_cell(value: object) -> str:
    """Return a cell of the file as it is read by the eye."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).replace("\n", " ")


class RowsModel(QAbstractTableModel):
    """Lines with the columns of the sheet behind them, where one sheet is shown alone."""

    skipped = Signal(object, int, bool)
    """Place of a sheet, row, whether it is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.columns: list[tuple[str, str]] = []
        self.alone = False

    def fill(self, lines: Sequence[Line], alone: PlannedSheet | None) -> None:
        """Show other lines; `alone` is the sheet that they all belong to."""
        self.beginResetModel()
        self.lines = list(lines)
        self.alone = alone is not None
        self.columns = columns_of(alone.plan.table) if alone is not None and alone.plan.table is not None else []
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many columns there are."""
        return CONTENT + (len(self.columns) if self.alone else 1)

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return our headings, then those of the sheet."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            if section == TAKE:
                return ""
            if section < CONTENT or not self.alone:
                return _(HEADINGS[section])
            return (self.columns[section - CONTENT][1] or self.columns[section - CONTENT][0]).replace("\n", " ")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows that are good can be left out."""
        flags = super().flags(index)
        if index.column() == TAKE and self._can_skip(self.lines[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == TAKE and self._can_skip(line):
            return Qt.CheckState.Unchecked if line.state in (SKIPPED,) else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self._text(line, column)
            return text if column in (TITLE, WHAT) or column >= CONTENT else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(line, column)
        if role == Qt.ItemDataRole.BackgroundRole and column >= CONTENT and self.alone:
            return self._ground(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= CONTENT and self.alone and line.record is not None:
            value = self._cell(line, column)
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return int((Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft)
                       | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Leave a row out or take it in."""
        line = self.lines[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or line.row is None:
            return False
        self.skipped.emit(line.sheet.place, line.row.row, Qt.CheckState(value) == Qt.CheckState.Unchecked)
        return True

    def _can_skip(self, line: Line) -> bool:
        return line.row is not None and line.state != HELD and line.sheet.plan.chosen

    def _text(self, line: Line, column: int) -> str:
        if column == TAKE:
            return ""
        if column == STATE:
            return _(STATES[line.state][0])
        if column == SHEET:
            return line.label
        if column == CELL:
            return line.cell
        if column == TITLE:
            return line.row.title if line.row is not None else ""
        if column == WHAT:
            return line.words
        if line.record is None:
            return ""
        if self.alone:
            return shown_cell(self._cell(line, column))
        return _content(line)

    def _cell(self, line: Line, column: int) -> Cell:
        at = column_number(self.columns[column - CONTENT][0]) - 1
        return line.record.line[at] if line.record is not None and at < len(line.record.line) else None

    def _ink(self, line: Line, column: int) -> QBrush | None:
        if column == STATE:
            return QBrush(theme.status_colour(STATES[line.state][1]))
        quiet = line.state in (SAME, SKIPPED) or column == CELL or column >= CONTENT
        return QBrush(theme.colour("muted")) if quiet else None

    def _ground(self, line: Line, column: int) -> QColor | None:
        if line.row is None or not line.problems:
            return None
        address = f"{self.columns[column - CONTENT][0]}{line.row.row}"
        if any(p.cell == address for p in line.problems):
            return theme.status_colour(STATES[line.state][1], soft=True)
        return None


def _content(line: Line) -> str:
    table = line.sheet.plan.table
    if table is None or line.record is None:
        return ""
    return " · ".join(text for value in cells_of(line.record, columns_of(table)) if (text := shown_cell(value)))


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many lines each filter shows."""
    listed = list(lines)
    return {chip: sum(line.is_in(chip) for line in listed) for chip, _label in CHIPS}
