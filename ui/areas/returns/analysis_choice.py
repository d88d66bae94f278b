"""The bar above the quarterly analysis: which quarter, model and customer, and what can be done with the report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from app.areas.returns.analysis import Quarter, read_quarter
from app.domain.text import _
from ui.icons import BESIDE, icon
from ui.quiet_inputs import ChoiceBox


class AnalysisChoice(QToolBar):
    """Quarter with arrows to both sides, model, customer; print, workbook, countermeasures."""

    changed = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    begin_wanted = Signal()
    notify_wanted = Signal()

    def __init__(self, quarter: Quarter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quarter = quarter
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(BESIDE)
        earlier = self.addAction(icon("chevron-left"), "", lambda: self.go_to(self.quarter.moved(-1)))
        earlier.setToolTip(_("Quarter before (Alt+Left)"))
        earlier.setShortcut(QKeySequence("Alt+Left"))
        self.quarters = ChoiceBox()
        self.quarters.setMinimumWidth(130)
        self.quarters.setAccessibleName(_("Quarter"))
        self.addWidget(self.quarters)
        later = self.addAction(icon("chevron-right"), "", lambda: self.go_to(self.quarter.moved(1)))
        later.setToolTip(_("Next quarter (Alt+Right)"))
        later.setShortcut(QKeySequence("Alt+Right"))
        self.models, self.customers = ChoiceBox(), ChoiceBox()
        for box, name, words in ((self.models, _("Model"), _("All models")),
                                 (self.customers, _("Customer"), _("All customers"))):
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setContentsMargins(14, 0, 4, 0)
            self.addWidget(label)
            box.setMinimumWidth(130)
            box.setMaximumWidth(230)
            box.setAccessibleName(name)
            box.addItem(words, "")
            box.activated.connect(lambda _n: self.changed.emit())
            self.addWidget(box)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.addAction(icon("shield-check"), _("Begin countermeasures"), self.begin_wanted.emit)
        self.addAction(icon("send"), _("Notify"), self.notify_wanted.emit)
        self.addAction(icon("file-spreadsheet"), _("Save as .xlsx …"), self.export_wanted.emit)
        self.addAction(icon("printer"), _("Print or PDF"), self.print_wanted.emit)
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fill(())
        self.quarters.activated.connect(self._chosen)

    @property
    def model(self) -> str:
        """The model that the report is narrowed down to, empty for all."""
        return str(self.models.currentData() or "")

    @property
    def customer(self) -> str:
        """The customer that the report is narrowed down to, empty for all."""
        return str(self.customers.currentData() or "")

    def offer(self, quarters: Sequence[Quarter], models: Sequence[str], customers: Sequence[str]) -> None:
        """Offer the quarters, models and customers that there are; what is chosen stays chosen."""
        self._fill(quarters)
        for box, found in ((self.models, models), (self.customers, customers)):
            chosen = box.currentData()
            while box.count() > 1:
                box.removeItem(1)
            for name in found:
                box.addItem(name, name)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def go_to(self, quarter: Quarter) -> None:
        """Choose a quarter."""
        if quarter != self.quarter:
            self.quarter = quarter
            self._fill(())
            self.changed.emit()

    def _fill(self, found: Sequence[Quarter]) -> None:
        known = {str(self.quarter), *(str(q) for q in found), *(str(self.quarter.moved(-n)) for n in range(4))}
        known |= {str(self.quarters.itemData(n)) for n in range(self.quarters.count())}
        self.quarters.blockSignals(True)
        self.quarters.clear()
        for text in sorted(known, reverse=True):
            quarter = read_quarter(text)
            if quarter is not None:
                self.quarters.addItem(_("{year} quarter {number}").format(year=quarter.year, number=quarter.number),
                                      text)
        self.quarters.setCurrentIndex(self.quarters.findData(str(self.quarter)))
        self.quarters.blockSignals(False)

    def _chosen(self, _index: int) -> None:
        found = read_quarter(str(self.quarters.currentData()))
        if found is not None:
            self.go_to(found)
