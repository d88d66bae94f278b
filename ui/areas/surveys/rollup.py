"""The roll-up of customer satisfaction: months, quarters, the year, with their course and the items as bars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
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

from app.areas.surveys.printing import HEADS, items_chart, months_chart, rollup_sheets, span_row
from app.areas.surveys.rollup import RollUp, Span, read_rollup, years
from app.domain.show import rows_written
from app.domain.text import _
from ui.ask_where import ask_where
from ui.chart import ChartView
from ui.icons import icon
from ui.theme import status_colour
from ui.work import Touched, Work

Index = QModelIndex | QPersistentModelIndex
TABLES = frozenset(("survey", "survey_score", "company"))
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


class RollUpPage(QWidget):
    """Chooses a year and shows it as a table, its course, and its items."""

    told = Signal(str, str)
    print_wanted = Signal(str, object)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.model = RollUpModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(_("Satisfaction of the year"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.course, self.items = ChartView(210), ChartView(210)
        self.course.clicked.connect(self._choose_month)
        self.year = QComboBox()
        self.year.setMinimumWidth(110)
        self.year.setAccessibleName(_("Survey year"))
        self.year.activated.connect(lambda _n: self.refresh())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addLayout(self._charts())
        layout.addWidget(self.table, 1)
        work.changed.connect(self._touched)
        self._read_years()

    def _bar(self) -> QToolBar:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(17, 17))
        label = QLabel(_("Survey year"))
        label.setProperty("role", "muted")
        label.setContentsMargins(10, 0, 6, 0)
        bar.addWidget(label)
        bar.addWidget(self.year)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addAction(icon("file-spreadsheet"), _("Save as .xlsx …"), self.ask_export)
        bar.addAction(icon("printer"), _("Print or PDF"),
                      lambda: self.print_wanted.emit("survey_rollup", [str(self.chosen)]))
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return bar

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

    @property
    def chosen(self) -> int:
        """The year that is shown."""
        return int(self.year.currentData() or date.today().year)

    def _read_years(self) -> None:
        self.work.read(self, years, self._offer, key="years")

    def _offer(self, found: list[int]) -> None:
        chosen = self.year.currentData()
        self.year.clear()
        for year in found or [date.today().year]:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self.refresh()

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

    def _touched(self, touched: Touched) -> None:
        if TABLES & set(touched.places):
            self._read_years()

    def ask_export(self) -> None:
        """Ask where the workbook shall go."""
        title = _("Satisfaction of the year")
        ask_where(self, title, f"{title} {self.chosen}", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the workbook, off the window's thread."""
        year = self.chosen

        def task() -> int:
            from app.areas import papers

            sheets = rollup_sheets(year)
            papers.write_export(path, sheets)
            return sum(len(sheet.rows) for sheet in sheets)

        self.work.read(self, task, lambda rows: self.told.emit(
            rows_written(rows, path), "done"), lambda error: self.told.emit(str(error), "problem"))
