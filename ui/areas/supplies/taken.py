"""What each department took in a month or a year: articles by departments with sums, and the cost as bars."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.areas.supplies.printing import period_words, taken_sheets
from app.areas.supplies.taken import Taken, department_name, periods, read_taken
from app.domain.months import month_text
from app.domain.text import N_, _
from app.reports.chart_bars import bars
from app.reports.charts import Bar
from ui.chart import ChartView
from ui.period_page import PeriodPage, Periods
from ui.work import Work

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEADING = 2


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


class TakenPage(PeriodPage):
    """Shows what departments took in a month or a year, with the cost of each department below."""

    periods = Periods(N_("What each department took"), N_("Month or year"), "supply_taken",
                      frozenset(("supply_issue_line", "supply_issue", "supply_item", "department")), periods,
                      period_words, lambda: month_text(date.today()), taken_sheets)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        self.model = TakenModel()
        super().__init__(work, self.model, parent)
        self.table.setProperty("padded", True)
        self.chart = ChartView(200)
        self.words = QLabel(_("Cost of each department"))
        self.words.setProperty("role", "heading")
        self.words.setContentsMargins(12, 10, 0, 4)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.words)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 8)
        below.addWidget(self.chart)
        self.column.addLayout(below)
        self.read_periods()

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
