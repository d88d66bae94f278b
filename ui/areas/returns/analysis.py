"""The quarterly analysis of returns on screen: figures, tables and charts whose every part tells its units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.areas.returns.analysis import Quarter, quarter_of
from app.areas.returns.reading import Measure, Report, names, quarters, read_report, unit_lines
from app.domain.show import rows_written
from app.domain.text import _, _n
from ui.areas.returns.analysis_behind import BehindPanel
from ui.areas.returns.analysis_board import AnalysisBoard
from ui.areas.returns.analysis_choice import AnalysisChoice
from ui.work import Touched, Work

TABLES = frozenset(("return_unit", "return_batch", "shipment", "countermeasure", "return_fault", "product"))


class AnalysisPage(QWidget):
    """Chooses a quarter, reads its report, shows it, and what stands behind the part that was clicked."""

    told = Signal(str, str)
    record_wanted = Signal(str, int)
    print_wanted = Signal(str, object)
    mail_queued = Signal()

    def __init__(self, work: Work, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.today = work, today
        self.report: Report | None = None
        self.choice = AnalysisChoice(quarter_of(today()).moved(-1))
        self.board = AnalysisBoard()
        self.behind = BehindPanel()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.board)
        splitter.addWidget(self.behind)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([1000, 360])
        self.behind.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.choice)
        row = QHBoxLayout()
        row.addWidget(splitter)
        layout.addLayout(row, 1)
        self._connect()
        self._read_names()
        self.refresh()

    def _connect(self) -> None:
        self.choice.changed.connect(self.refresh)
        self.choice.print_wanted.connect(self.print_report)
        self.choice.export_wanted.connect(self.ask_export)
        self.choice.begin_wanted.connect(self.begin_measures)
        self.choice.notify_wanted.connect(self.notify)
        self.board.chosen.connect(self.show_units)
        self.board.measures.typed.connect(self._typed)
        self.board.measure_view.doubleClicked.connect(self._open_measure)
        self.behind.opened.connect(lambda number: self.record_wanted.emit("return_unit", number))
        self.work.changed.connect(self._touched)

    # --- reading ---

    def _read_names(self) -> None:
        self.work.read(self, lambda: (quarters(), *names()), lambda found: self.choice.offer(*found), key="names")

    def refresh(self) -> None:
        """Read the report again."""
        quarter, model, customer = self.choice.quarter, self.choice.model, self.choice.customer
        self.work.read(self, lambda: read_report(quarter, model, customer), self._show, key="report")

    def _show(self, report: Report) -> None:
        changed = self.report is None or self.report.analysis.quarter != report.analysis.quarter
        self.report = report
        self.board.show_report(report)
        if changed:
            self.behind.hide()

    def _touched(self, touched: Touched) -> None:
        if TABLES & set(touched.places):
            self._read_names()
            self.refresh()

    def go_to_quarter(self, quarter: Quarter) -> None:
        """Show another quarter."""
        self.choice.go_to(quarter)

    # --- what stands behind a part ---

    def show_units(self, title: str, numbers: Sequence[int]) -> None:
        """List units beside the report."""
        wanted = list(numbers)
        self.work.read(self, lambda: unit_lines(wanted),
                       lambda found: self.behind.show_units(title, len(wanted), found), key="units")

    # --- countermeasures ---

    def begin_measures(self) -> None:
        """Make the countermeasures of the quarter's top faults."""
        if self.report is None or not self.report.analysis.top:
            self.told.emit(_("This quarter has no faults to act against."), "soon")
            return
        from app.areas.returns.measures import begin_measures

        analysis = self.report.analysis
        self.work.write(self, _("Countermeasures of {quarter}").format(quarter=analysis.quarter),
                        lambda change: len(begin_measures(change, analysis)),
                        lambda outcome: self.told.emit(_n(
                            "{count} countermeasure is ready to be filled in.",
                            "{count} countermeasures are ready to be filled in.", outcome.result).format(
                            count=outcome.result), "done"))

    def notify(self) -> None:
        """Make the message to the sales head and the deputy general manager, the report attached."""
        if self.report is None or not self.report.analysis.top:
            self.told.emit(_("This quarter has no faults to act against."), "soon")
            return
        from app.areas.notifying import make_ready
        from app.areas.returns.measures import begin_measures

        analysis = self.report.analysis

        def ready(outcome: Any) -> None:
            numbers = outcome.result
            self.work.read(self, lambda: make_ready("countermeasures", "returns_quarter", numbers), self._show_message)

        self.work.write(self, _("Countermeasures of {quarter}").format(quarter=analysis.quarter),
                        lambda change: [m.id for m in begin_measures(change, analysis)], ready)

    def _show_message(self, ready: Any) -> None:
        from ui.notify import NotifyDialog

        dialog = NotifyDialog(self.work, ready, _("Quarterly analysis of returns"), self)
        dialog.told.connect(self.told)
        dialog.queued.connect(self.mail_queued)
        dialog.open()

    def _typed(self, kept: Measure | None, fault: str, key: str, text: str) -> None:
        """Write one field of a countermeasure; one that is not there yet is made first."""
        if self.report is None:
            return
        from app.areas.returns.area import MEASURES
        from app.areas.returns.measures import begin_measures
        from app.rules.cells import RowEdit, apply_edits

        analysis, today = self.report.analysis, self.today()

        def task(change: Any) -> None:
            number, version = (kept.id, kept.version) if kept is not None else next(
                (m.id, m.version) for m in begin_measures(change, analysis) if m.fault == fault)
            apply_edits(change, MEASURES, [RowEdit(number, version, {key: text})], today)

        def failed(error: Exception) -> None:
            self.told.emit(str(error), "problem")
            self.refresh()

        self.work.write(self, _("Countermeasures of {quarter}").format(quarter=analysis.quarter), task, None, failed)

    def _open_measure(self, index: QModelIndex) -> None:
        kept = self.board.measures.kept[index.row()]
        if kept is not None and index.column() < 4:
            self.record_wanted.emit("countermeasure", kept.id)

    # --- paper and workbook ---

    def _asked(self) -> list[str]:
        return [str(self.choice.quarter), self.choice.model, self.choice.customer]

    def print_report(self) -> None:
        """Open the preview of the report as it is chosen."""
        self.print_wanted.emit("returns_quarter", self._asked())

    def ask_export(self) -> None:
        """Ask where the workbook shall go."""
        from ui.ask_where import ask_where

        title = _("Quarterly analysis of returns")
        ask_where(self, title, f"{title} {self.choice.quarter}", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the workbook, off the window's thread."""
        quarter, model, customer = self.choice.quarter, self.choice.model, self.choice.customer

        def task() -> int:
            from app.areas.returns.quarter_book import write_book

            return write_book(path, read_report(quarter, model, customer))

        self.work.read(self, task, lambda rows: self.told.emit(
            rows_written(rows, path), "done"), lambda error: self.told.emit(str(error), "problem"))
