"""Plans the samples that orders ask for: tick them, say the rule once, done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.areas.samples.planning import Wish, plan_samples, wishes
from app.areas.samples.records import Sample
from app.domain.show import show
from app.domain.text import N_, _
from app.rules.asking import answers
from ui.ask_fields import show_refusal
from ui.editors import FieldBox
from ui.work import Work

FIELDS = (Sample.rule, Sample.rule_days, Sample.send_by, Sample.quantity, Sample.retained)
HEADINGS = (N_("Production order no."), N_("Kind of sample"), N_("Customer"), N_("Item no."), N_("Colour"),
            N_("The order says"), N_("Inspection date"), N_("Ship"))


class PlanSamples(QDialog):
    """The wishes of open orders without a sample, with boxes to tick."""

    def __init__(self, work: Work, today: date, done: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.today, self.done_with = work, today, done
        self.found: list[Wish] = []
        self.setWindowTitle(_("Plan samples from orders"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 560)
        self.words = QLabel(_("Open orders ask for these samples, and nothing is planned for them yet."), self)
        self.words.setProperty("role", "heading")
        self.list = QTreeWidget(self)
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([_(h) for h in HEADINGS])
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.boxes = {f.name: FieldBox(f, work, self) for f in FIELDS}
        self.boxes["rule"].set_entry(_(Sample.rule.labels["inspection"]))
        self.boxes["quantity"].set_entry("3")
        self.boxes["retained"].set_entry("1")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for place, f in enumerate(FIELDS):
            grid.addWidget(QLabel(_(f.label), self), 0, place)
            grid.addWidget(self.boxes[f.name], 1, place)
        self.notice = QLabel(self)
        self.notice.setProperty("role", "problem")
        self.notice.setWordWrap(True)
        self.notice.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.fine = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.fine.setText(_("Plan the ticked ones"))
        self.fine.setEnabled(False)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addLayout(grid)
        layout.addWidget(self.notice)
        layout.addWidget(buttons)
        work.read(self, wishes, self._show)

    def _show(self, found: list[Wish]) -> None:
        self.found = found
        labels = Sample.kind.labels
        for wish in found:
            row = QTreeWidgetItem([wish.order, _(labels[wish.kind]), wish.customer, wish.product, wish.colour,
                                   wish.said, show(wish.inspection, "day"), show(wish.ship, "day")])
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(0, Qt.CheckState.Checked)
            self.list.addTopLevelItem(row)
        self.fine.setEnabled(bool(found))
        if not found:
            self.words.setText(_("Every sample that open orders ask for is planned already."))

    def chosen(self) -> list[Wish]:
        """Return the ticked wishes."""
        rows = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return [w for w, row in zip(self.found, rows, strict=True)
                if row is not None and row.checkState(0) == Qt.CheckState.Checked]

    def submit(self) -> None:
        """Write the samples as one change."""
        chosen, entries, today = self.chosen(), {n: b.entry() for n, b in self.boxes.items()}, self.today
        self.fine.setEnabled(False)

        def task(change: Any) -> int:
            return plan_samples(change, chosen, answers(FIELDS, entries, today))

        self.work.write(self, _("Plan samples"), task, self._written, self._failed)

    def _written(self, outcome: Any) -> None:
        self.accept()
        self.done_with(outcome.result)

    def _failed(self, error: Exception) -> None:
        """Say what is wrong at its field and let it be mended."""
        self.fine.setEnabled(True)
        show_refusal(self.boxes, self.notice, error)
