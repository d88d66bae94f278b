"""What each department took in a month or a year: articles by departments with sums, and the cost as bars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.areas.supplies.printing import period_words, taken_sheets
from app.areas.supplies.taken import Taken, department_name, periods, read_taken
from app.domain.show import rows_written
from app.domain.text import _
from app.reports.chart_bars import bars
from app.reports.charts import Bar
from ui.chart import ChartView
from ui.icons import BESIDE, icon
from ui.work import Touched, Work

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEADING = 2
TABLES = frozenset(("supply_issue_line", "supply_issue", "supply_item", "department"))


class TakenModel(QAbstractTableModel):
    """Articles by departments; the sums stand in the last row and the last columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = Taken("", (), (), (), ())

    def show(self, found: Taken) -> None:
        """Show another period."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the articles and the row of sums."""
        return 0 if parent.isValid() or not self.found.rows else len(self.found.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return article, unit, the departments, the sum and the cost."""
        return 0 if parent.isValid() else LEADING + len(self.found.departments) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        last = index.row() == len(self.found.rows)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sum(index.column()) if last else self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= LEADING:
            return RIGHT
        if role == Qt.ItemDataRole.FontRole and (last or index.column() >= LEADING + len(self.found.departments)):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _cell(self, at: int, column: int) -> str:
        row, count = self.found.rows[at], len(self.found.departments)
        if column < LEADING:
            return (row.article, row.unit)[column]
        if column < LEADING + count:
            pieces = row.quantities[column - LEADING]
            return f"{pieces:,}" if pieces else ""
        return f"{row.total:,}" if column == LEADING + count else f"{row.cost:,.2f}"

    def _sum(self, column: int) -> str:
        count = len(self.found.departments)
        if column < LEADING:
            return _("Total") if column == 0 else ""
        if column < LEADING + count:
            return f"{self.found.totals[column - LEADING]:,}"
        return f"{self.found.total:,}" if column == LEADING + count else f"{self.found.cost:,.2f}"

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the departments."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        heads = (_("Article"), _("Unit"), *(department_name(d) for d in self.found.departments), _("Total"), _("Cost"))
        return heads[section]


class TakenPage(QWidget):
    """Chooses a period and shows its table, with the cost of each department below."""

    told = Signal(str, str)
    print_wanted = Signal(str, object)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.model = TakenModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setProperty("padded", True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setAccessibleName(_("What each department took"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self.chart = ChartView(200)
        self.period = QComboBox()
        self.period.setMinimumWidth(150)
        self.period.setAccessibleName(_("Month or year"))
        self.period.activated.connect(lambda _n: self.refresh())
        self.words = QLabel(_("Cost of each department"))
        self.words.setProperty("role", "heading")
        self.words.setContentsMargins(12, 10, 0, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.words)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 8)
        below.addWidget(self.chart)
        layout.addLayout(below)
        work.changed.connect(self._touched)
        self._read_periods()

    def _bar(self) -> QToolBar:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(BESIDE)
        label = QLabel(_("Month or year"))
        label.setProperty("role", "muted")
        label.setContentsMargins(10, 0, 6, 0)
        bar.addWidget(label)
        bar.addWidget(self.period)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addAction(icon("file-spreadsheet"), _("Save as .xlsx …"), self.ask_export)
        bar.addAction(icon("printer"), _("Print or PDF"),
                      lambda: self.print_wanted.emit("supply_taken", [self.chosen]))
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return bar

    @property
    def chosen(self) -> str:
        """The period that is shown: 2026-10, or 2026 for a year."""
        return str(self.period.currentData() or f"{date.today():%Y-%m}")

    def _read_periods(self) -> None:
        self.work.read(self, periods, self._offer, key="periods")

    def _offer(self, found: list[str]) -> None:
        chosen = self.period.currentData()
        self.period.clear()
        for period in found:
            self.period.addItem(period_words(period), period)
        self.period.setCurrentIndex(max(0, self.period.findData(chosen)))
        self.refresh()

    def refresh(self) -> None:
        """Read the table again."""
        period = self.chosen
        self.work.read(self, lambda: read_taken(period), self._show, key="taken")

    def _show(self, found: Taken) -> None:
        self.model.show(found)
        self.table.setColumnWidth(0, 190)
        self.table.setColumnWidth(1, 50)
        for column in range(LEADING, self.model.columnCount()):
            self.table.setColumnWidth(column, 84)
        ranked = sorted(zip(found.departments, found.costs, strict=True), key=lambda row: -row[1])
        values = [Bar(name, department_name(name), float(cost)) for name, cost in ranked if cost > 0]
        self.chart.show_chart(lambda width, height, palette: bars(values, width, height, palette,
                                                                  lambda v: f"¥{v:,.2f}"),
                              _("Cost of each department"))

    def _touched(self, touched: Touched) -> None:
        if TABLES & set(touched.places):
            self._read_periods()

    def ask_export(self) -> None:
        """Ask where the workbook shall go."""
        from ui.ask_where import ask_where

        title = _("What each department took")
        ask_where(self, title, f"{title} {self.chosen}", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the workbook, off the window's thread."""
        period = self.chosen

        def task() -> int:
            from app.areas import papers

            sheets = taken_sheets(period)
            papers.write_export(path, sheets)
            return sum(len(sheet.rows) for sheet in sheets)

        self.work.read(self, task, lambda rows: self.told.emit(
            rows_written(rows, path), "done"), lambda error: self.told.emit(str(error), "problem"))
