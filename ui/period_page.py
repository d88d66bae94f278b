"""A page that shows what belongs to one period: chosen at the top, printed and saved from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.frozen import frozen
from app.domain.show import rows_written
from app.domain.text import _
from ui.ask_where import ask_where
from ui.icons import BESIDE, icon
from ui.plain_dress import dress_plain
from ui.quiet_inputs import ChoiceBox
from ui.work import Touched, Work


@frozen
class Periods:
    """What periods a page offers, and what it calls them, prints and saves of the chosen one."""

    title: str
    label: str
    """What is chosen: month, year."""
    paper: str
    """The stable name of the paper that prints a period."""
    tables: frozenset[str]
    """The tables whose changes concern the page."""
    read: Callable[[], Sequence[Any]]
    """Reads all periods, the latest first."""
    named: Callable[[Any], str]
    default: Callable[[], Any]
    """The period that is shown while none has been read."""
    worksheets: Callable[[Any], Sequence[Any]]


class PeriodPage(QWidget):
    """Chooses a period and shows it; what it holds is read off the window's thread."""

    told = Signal(str, str)
    print_wanted = Signal(str, object)
    periods: Periods

    def __init__(self, work: Work, model: QAbstractTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.table = QTableView()
        self.table.setModel(model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(_(self.periods.title))
        self.table.verticalHeader().hide()
        dress_plain(self.table, self.periods.title)
        self.period = ChoiceBox()
        self.period.setMinimumWidth(150)
        self.period.setAccessibleName(_(self.periods.label))
        self.period.activated.connect(lambda _n: self.refresh())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._bar())
        work.changed.connect(self._touched)

    def _bar(self) -> QToolBar:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(BESIDE)
        label = QLabel(_(self.periods.label))
        label.setProperty("role", "muted")
        label.setContentsMargins(10, 0, 6, 0)
        bar.addWidget(label)
        bar.addWidget(self.period)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addAction(icon("file-spreadsheet"), _("Save as .xlsx …"), self.ask_export)
        bar.addAction(icon("printer"), _("Print or PDF"),
                      lambda: self.print_wanted.emit(self.periods.paper, [str(self.chosen)]))
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return bar

    @property
    def chosen(self) -> Any:
        """The period that is shown."""
        found = self.period.currentData()
        return found if found is not None else self.periods.default()

    def refresh(self) -> None:
        """Read the chosen period again."""
        raise NotImplementedError

    def read_periods(self) -> None:
        """Read what can be chosen, then the chosen one."""
        self.work.read(self, self.periods.read, self._offer, key="periods")

    def _offer(self, found: Sequence[Any]) -> None:
        chosen = self.period.currentData()
        self.period.clear()
        for period in found or [self.periods.default()]:
            self.period.addItem(self.periods.named(period), period)
        self.period.setCurrentIndex(max(0, self.period.findData(chosen)))
        self.refresh()

    def _touched(self, touched: Touched) -> None:
        if self.periods.tables & set(touched.places):
            self.read_periods()

    def ask_export(self) -> None:
        """Ask where the workbook shall go."""
        title = _(self.periods.title)
        ask_where(self, title, f"{title} {self.chosen}", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the workbook, off the window's thread."""
        period, make = self.chosen, self.periods.worksheets

        def task() -> int:
            from app.areas import papers

            sheets = make(period)
            papers.write_export(path, sheets)
            return sum(len(sheet.rows) for sheet in sheets)

        self.work.read(self, task, lambda rows: self.told.emit(rows_written(rows, path), "done"),
                       lambda error: self.told.emit(str(error), "problem"))
