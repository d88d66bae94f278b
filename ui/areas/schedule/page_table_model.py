"""The schedule's table as a light model over plain rows: no query, no record, one tuple a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from app.areas.schedule.plan_table import COLUMNS, STANDINGS, PlanRow
from app.domain.dates import typed_date
from app.domain.folding import folded
from app.domain.text import N_, _
from ui.theme import colour, status_colour

TONES = {"unscheduled": "waiting", "late": "late", "endangered": "endangered", "held": "off", "running": "running",
         "planned": "", "done": "done"}
"""Each standing's colour in ui/theme; a planned row has none."""

_MATERIAL = {"complete": N_("All in"), "short": N_("Short of material"),
             "partly": N_("Partly in"), "due": N_("To come")}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class PlanModel(QAbstractTableModel):
    """Rows of the plan; what is typed is sent as a wish and shown when the plan comes back."""

    edited = Signal(int, str, object)
    """Step, field (quantity, line, start, finish, note), value."""
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PlanRow, ...] = ()
        self.place: dict[int, int] = {}
        self.made_too = False
        self.words: list[str] = []
        self._dimmed: set[int] = set()
        self._all: tuple[PlanRow, ...] = ()
        self.today = date.today()
        self._shades: dict[str, QBrush] = {}

    def show_rows(self, rows: tuple[PlanRow, ...], today: date) -> None:
        """Take other rows; where the steps and their order are the same, only the cells are told anew."""
        self.today = today
        self._all = rows
        if not self.made_too:
            rows = tuple(row for row in rows if row.standing != "done")
        self._dim(rows)
        same = len(rows) == len(self.rows) and all(
            new.key == old.key for new, old in zip(rows, self.rows, strict=True))
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.place = {row.key: number for number, row in enumerate(rows)}
        self.endResetModel()

    def show_made(self, on: bool) -> None:
        """Show or leave out the rows of what is made."""
        self.made_too = on
        self.show_rows(self._all, self.today)

    def set_search(self, text: str) -> int | None:
        """Leave rows that lack a word of the text in the shade; return the first step that has them all."""
        self.words = folded(text).split()
        self._dim(self.rows)
        self.restyle()
        return next((row.key for row in self.rows if row.key not in self._dimmed), None) if self.words else None

    def _dim(self, rows: tuple[PlanRow, ...]) -> None:
        self._dimmed = set()
        if self.words:
            for row in rows:
                said = folded(" ".join(v for v in row.values if isinstance(v, str)))
                if not all(word in said for word in self.words):
                    self._dimmed.add(row.key)

    def restyle(self) -> None:
        """Take the colours of another look."""
        self._shades.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return how many steps there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role not in (_ROLE.DisplayRole, _ROLE.EditRole, _ROLE.BackgroundRole, _ROLE.TextAlignmentRole,
                        _ROLE.ToolTipRole, _ROLE.ForegroundRole):
            return None
        row, place = self.rows[index.row()], index.column()
        if role == _ROLE.DisplayRole:
            return str(index.row() + 1) if place == 0 else shown(row.values[place], COLUMNS[place].kind)
        if role == _ROLE.BackgroundRole:
            return self._shade(row.standing)
        if role == _ROLE.TextAlignmentRole:
            kind = COLUMNS[place].kind
            return _RIGHT if kind == "quantity" else _MIDDLE if kind == "date" else _LEFT
        if role == _ROLE.EditRole:
            return edit_text(row.values[place], COLUMNS[place].kind)
        if role == _ROLE.ForegroundRole:
            return self._ink(row, place)
        return shown(row.values[place], COLUMNS[place].kind) or None

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802 - Qt's name
                   role: int = _ROLE.DisplayRole) -> Any:
        """Return the titles; what can be typed over says so in its tooltip."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _ROLE.DisplayRole:
                return _(COLUMNS[section].title)
            if role == _ROLE.ToolTipRole and COLUMNS[section].edits:
                return _("Can be typed over; the bar follows")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of the plan can be typed over."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if COLUMNS[index.column()].edits else found

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Send what was typed as a wish, where it is one."""
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role != _ROLE.EditRole or not column.edits:
            return False
        if column.kind == "line":
            if value != row.line:
                self.edited.emit(row.key, "line", value)
            return True
        text = str(value).strip()
        if text == edit_text(row.values[index.column()], column.kind):
            return False
        if column.kind == "date":
            day = typed_date(text, self.today) if text else None
            if text and day is None:
                self.refused.emit(_("“{text}” is not a date; type 12-3, 3号, +7 or 2026-12-03.").format(text=text))
                return False
            self.edited.emit(row.key, column.edits, day)
            return True
        if column.kind == "quantity":
            plain = text.replace(",", "").replace("，", "")
            if not (plain.isascii() and plain.isdigit()) or int(plain) <= 0:
                self.refused.emit(_("“{text}” is not a number of pieces; type a whole number above 0.").format(
                    text=text))
                return False
            self.edited.emit(row.key, column.edits, int(plain))
            return True
        self.edited.emit(row.key, column.edits, text)
        return True

    def legend(self) -> list[tuple[QColor, str]]:
        """Return (colour, words) of the standings that occur and have a colour."""
        present = {row.standing for row in self.rows}
        return [(status_colour(TONES[key]), _(words)) for key, words in STANDINGS if key in present and TONES[key]]

    def _shade(self, standing: str) -> QBrush | None:
        tone = TONES[standing]
        if not tone:
            return None
        if tone not in self._shades:
            self._shades[tone] = QBrush(status_colour(tone, soft=True))
        return self._shades[tone]

    def _ink(self, row: PlanRow, place: int) -> QColor | None:
        key = COLUMNS[place].key
        if row.key in self._dimmed:
            return colour("disabled")
        if key in {"late": ("inspection", "ship"), "endangered": ("inspection",)}.get(row.standing, ()):
            return status_colour("late")
        return colour("muted") if key == "number" or row.standing in ("done", "held") else None


def shown(value: Any, kind: str) -> str:
    """Return a cell's value as text."""
    if kind == "material":
        state, day = value
        words = _(_MATERIAL[state]) if state in _MATERIAL else ""
        return " ".join(p for p in (words, f"{day.month}/{day.day}" if day and state != "complete" else "") if p)
    if value is None or value == "":
        return ""
    if kind == "quantity":
        return f"{value:,}"
    return value.isoformat() if kind == "date" else str(value)


def edit_text(value: Any, kind: str) -> str:
    """Return a cell's value as it is typed."""
    if value is None or kind == "material":
        return ""
    return value.isoformat() if kind == "date" else str(value)
