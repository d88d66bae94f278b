"""What the quarterly analysis shows: figures on top, the table of models, charts in pairs, the top three below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QHeaderView, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.areas.returns import quarter_charts as charts
from app.areas.returns.analysis import Analysis, ParetoRow
from app.areas.returns.quarter_table import words
from app.areas.returns.reading import Report, cause_name, shown_name
from app.domain.text import N_, _, _n
from ui.areas.returns.analysis_tables import MEASURE_KEYS, MeasuresTable, ModelsTable, fit_height, table_of
from ui.chart import ChartView

FIGURES = (N_("Shipped pieces"), N_("Units returned"), N_("Return rate"), N_("In warranty"), N_("NFF %"),
           N_("Average days"), N_("Repeat %"))
GAP = 12
MEASURE_WIDTHS = (44, 110, 56, 60, 190, 260, 84, 92, 170)
WORDY = ("reason", "measure", "effect")
"""Countermeasure columns that share what room there is."""

MODEL_WIDTHS = (100, 92, 84, 84, 84, 76, 84, 84, 76, 84, 84)


class AnalysisBoard(QScrollArea):
    """Shows a report; chosen(title, units) tells what was clicked."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found: Analysis | None = None
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        self._figures: dict[str, tuple[QLabel, QLabel]] = {}
        layout.addLayout(self._figure_row())
        self.models = ModelsTable(self)
        self.model_view = table_of(self.models, _("Main table"))
        self.model_view.clicked.connect(self._model_chosen)
        for at, width in enumerate(MODEL_WIDTHS):
            self.model_view.setColumnWidth(at, width)
        self.model_view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self._card(_("Return rate by model and quarter"), self.model_view))
        grid = QGridLayout()
        grid.setSpacing(GAP)
        self.faults = self._chart(grid, 0, 0, charts.PARETO_FAULTS, 250, self._fault_chosen)
        self.trend = self._chart(grid, 0, 1, charts.TREND, 250, self._month_chosen)
        self.causes = self._chart(grid, 1, 0, charts.PARETO_CAUSES, 220, self._cause_chosen)
        self.departments = self._chart(grid, 1, 1, charts.DEPARTMENTS, 220, self._department_chosen)
        self.matrix = self._chart(grid, 2, 0, charts.MATRIX, 220, self._cell_chosen)
        self.rates = self._chart(grid, 2, 1, charts.RATE, 220, self._rate_chosen)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        self.measures = MeasuresTable(self)
        self.measure_view = table_of(self.measures, _("Top three with countermeasures"))
        header = self.measure_view.horizontalHeader()
        for at, width in enumerate(MEASURE_WIDTHS):
            self.measure_view.setColumnWidth(at, width)
            if MEASURE_KEYS[at] in WORDY:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(lambda: fit_height(self.measure_view, 3))
        header.sectionResized.connect(lambda *_sizes: self._fitting.start(0))
        for view in (self.model_view, self.measure_view):
            view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._card(_("Top three with countermeasures"), self.measure_view,
                                    _("Click a cell and type; owner by name, dates like 12/20 or +30.")))
        layout.addStretch(1)
        self.setWidget(inside)

    def _figure_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for name in FIGURES:
            card = QFrame()
            card.setProperty("role", "card")
            value, below = QLabel("–"), QLabel()
            value.setProperty("role", "title")
            label = QLabel(_(name))
            for quiet in (label, below):
                quiet.setProperty("role", "muted")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(12, 8, 12, 8)
            inside.setSpacing(1)
            for part in (label, value, below):
                inside.addWidget(part)
            self._figures[name] = (value, below)
            row.addWidget(card, 1)
        return row

    @staticmethod
    def _card(title: str, content: QWidget, hint: str = "") -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 12)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch(1)
        if hint:
            words_below = QLabel(hint)
            words_below.setProperty("role", "muted")
            top.addWidget(words_below)
        inside.addLayout(top)
        inside.addWidget(content)
        return card

    def _chart(self, grid: QGridLayout, row: int, column: int, title: str, height: int,
               chosen: Callable[[str], None]) -> ChartView:
        view = ChartView(height)
        view.clicked.connect(chosen)
        card = self._card(_(title), view)
        grid.addWidget(card, row, column)
        return view

    # --- showing ---

    def show_report(self, report: Report) -> None:
        """Show a report."""
        found = self.found = report.analysis
        total = found.total
        self._figure(FIGURES[0], f"{total.shipped:,}", "")
        models = sum(1 for m in found.models if m.returned)
        self._figure(FIGURES[1], f"{total.returned:,}", _n("{models} model", "{models} models", models).format(
            models=models))
        self._figure(FIGURES[2], words(total.rate, "rate"), _("last quarter {rate}").format(
            rate=words(total.last_rate, "rate")))
        self._figure(FIGURES[3], f"{total.in_warranty:,}", _("out of warranty {count}").format(
            count=total.out_of_warranty))
        self._figure(FIGURES[4], words(total.nff_share, "share"), _n("{count} unit", "{count} units", total.nff).format(
            count=total.nff))
        self._figure(FIGURES[5], words(total.turnaround, "days"), _("in to sent back"))
        self._figure(FIGURES[6], words(total.repeat_share, "share"), _n(
            "{count} unit", "{count} units", total.repeats).format(count=total.repeats))
        self.models.show_report(report)
        fit_height(self.model_view)
        self.measures.show_report(report)
        fit_height(self.measure_view, 3)
        self.faults.show_chart(charts.pareto_chart(found.faults), _(charts.PARETO_FAULTS))
        self.causes.show_chart(charts.cause_chart(found), _(charts.PARETO_CAUSES))
        self.departments.show_chart(charts.department_chart(found), _(charts.DEPARTMENTS))
        self.trend.show_chart(charts.trend_chart(found), _(charts.TREND))
        high = max(220, round(34 * (len(found.models) + 2)))
        self.matrix.show_chart(charts.matrix_chart(found), _(charts.MATRIX), high)
        self.rates.show_chart(charts.rate_chart(found), _(charts.RATE), high)

    def _figure(self, name: str, value: str, below: str) -> None:
        shown, beneath = self._figures[name]
        shown.setText(value)
        beneath.setText(below)

    # --- clicks ---

    def _model_chosen(self, index: QModelIndex) -> None:
        if self.found is not None:
            row = (*self.found.models, self.found.total)[index.row()]
            self.chosen.emit(row.model or _("All models"), row.units)

    def _rate_chosen(self, key: str) -> None:
        if self.found is not None:
            self.chosen.emit(key, next((r.units for r in self.found.models if r.model == key), ()))

    def _of(self, rows: Sequence[ParetoRow], key: str, name: str) -> None:
        if key == charts.OTHERS:
            units = [n for row in charts.gathered(rows)[1] for n in row.units]
            self.chosen.emit(_("Others"), units)
        else:
            self.chosen.emit(name, next((row.units for row in rows if row.name == key), ()))

    def _fault_chosen(self, key: str) -> None:
        if self.found is not None:
            self._of(self.found.faults, key, shown_name(key))

    def _cause_chosen(self, key: str) -> None:
        if self.found is not None:
            self._of(self.found.causes, key, cause_name(key))

    def _department_chosen(self, key: str) -> None:
        if self.found is not None:
            self._of(self.found.departments, key, shown_name(key))

    def _month_chosen(self, key: str) -> None:
        if self.found is not None:
            self.chosen.emit(key, next((m.units for m in self.found.trend if f"{m.month:%Y-%m}" == key), ()))

    def _cell_chosen(self, key: str) -> None:
        if self.found is not None:
            model, _tab, fault = key.partition("\t")
            units = next((u for (m, f), u in self.found.matrix.items() if m == model and shown_name(f) == fault), ())
            self.chosen.emit(f"{model} · {fault}", units)
