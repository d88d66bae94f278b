"""Asks what a suggestion may move: which plant, which orders, how far ahead, and what stays where it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import _
from ui.quiet_inputs import ChoiceBox, CountBox

FROZEN = 3
"""Days that stay as they are unless somebody says otherwise."""


class SuggestScope(QDialog):
    """A few fields with what is usual; Enter begins."""

    asked = Signal(list)
    """The arguments for the search."""

    def __init__(self, plants: Sequence[str], orders: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.orders = list(orders)
        self.setWindowTitle(_("Suggest"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.plant = ChoiceBox(self)
        self.plant.addItem(_("All plants"), "")
        for name in plants:
            self.plant.addItem(name, name)
        self.chosen = QCheckBox(_("Only the orders chosen: {orders}").format(orders="、".join(self.orders[:4]))
                                if self.orders else _("Only the orders chosen (none is)"), self)
        self.chosen.setEnabled(bool(self.orders))
        self.within = _days(_("all"), 0, self)
        self.frozen = _days(_("no day"), FROZEN, self)
        form = QFormLayout()
        form.addRow(_("Move steps of"), self.plant)
        form.addRow("", self.chosen)
        form.addRow(_("That begin within days"), self.within)
        form.addRow(_("Days ahead that stay"), self.frozen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Suggest"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.accepted.connect(lambda: self.asked.emit(self.arguments()))

    def arguments(self) -> list[str]:
        """Return what was asked as arguments of the command."""
        found = ["--frozen", str(self.frozen.value())]
        if self.plant.currentData():
            found += ["--plant", self.plant.currentData()]
        if self.chosen.isChecked():
            found += [part for order in self.orders for part in ("--order", order)]
        if self.within.value():
            found += ["--within", str(self.within.value())]
        return found


def _days(special: str, value: int, parent: QWidget) -> CountBox:
    box = CountBox(parent)
    box.setRange(0, 365)
    box.setSpecialValueText(special)
    box.setValue(value)
    return box
