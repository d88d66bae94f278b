"""The roll-up of customer satisfaction: months, quarters, the year, with their course and the items as bars."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.areas.surveys.printing import HEADS, items_chart, months_chart, rollup_sheets, span_row
from app.areas.surveys.rollup import RollUp, Span, read_rollup, years
from app.domain.text import N_, _
from ui.chart import ChartView
from ui.period_page import PeriodPage, Periods
from ui.theme import status_colour
from ui.work import Work

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (130, 90, 90, 110, 80, 90)


class RollUpModel(QAbstractTableModel):
    """Months, each quarter after its third, the year at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spans: tuple[Span, ...] = ()
        self._rows: list[list[Any]] = []

    def show(self, found: RollUp) -> None:
        """Show another year."""
        self.beginResetModel()
        self.spans, self._rows = found.spans, [span_row(s) for s in found.spans]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return months, quarters and the year."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return what is said of a span."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; quarters and year are bold, a missed target stands out."""
        span, column = self.spans[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            value = self._rows[index.row()][column]
            return "" if value is None else str(value)
        if role == Qt.ItemDataRole.TextAlignmentRole and HEADS[column][1] != "text":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and span.level != "month":
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and column == 5 and span.met is False:
            return status_colour("late")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the columns say."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return _(HEADS[section][0])


class RollUpPage(PeriodPage):
    """Shows a year as a table, its course, and its items."""

    periods = Periods(N_("Satisfaction of the year"), N_("Survey year"), "survey_rollup",
                      frozenset(("survey", "survey_score", "company")), years, str, lambda: date.today().year,
                      rollup_sheets)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        self.model = RollUpModel()
        super().__init__(work, self.model, parent)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.course, self.items = ChartView(210), ChartView(210)
        self.course.clicked.connect(self._choose_month)
        self.column.addLayout(self._charts())
        self.column.addWidget(self.table, 1)
        self.read_periods()

    def _charts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 8)
        row.setSpacing(18)
        for title, chart, share in ((_("Course of the months"), self.course, 3),
                                    (_("Items, the least satisfying first"), self.items, 2)):
            column = QVBoxLayout()
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            column.addWidget(chart)
            row.addLayout(column, share)
        return row

    def refresh(self) -> None:
        """Read the year again."""
        year = self.chosen
        self.work.read(self, lambda: read_rollup(year), self._show, key="rollup")

    def _show(self, found: RollUp) -> None:
        self.model.show(found)
        head = self.table.horizontalHeader()
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, max(width, head.sectionSizeHint(column) + 12))
        self.course.show_chart(lambda w, h, palette: months_chart(found, w, h, palette), _("Course of the months"))
        self.items.show_chart(lambda w, h, palette: items_chart(found, w, h, palette),
                              _("Items, the least satisfying first"))

    def _choose_month(self, key: str) -> None:
        for row, span in enumerate(self.model.spans):
            if span.key == key:
                self.table.selectRow(row)
