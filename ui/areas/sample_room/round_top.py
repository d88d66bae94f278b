"""The head of the round's page: which Saturday, the line that the scanner types into, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.domain.text import _
from ui.icons import icon
from ui.quiet_inputs import ChoiceBox


class RoundTop(QWidget):
    """Week, scan line and buttons."""

    week_changed = Signal()
    scanned = Signal(str)
    """What the scanner, or somebody by hand, has typed before Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.week = ChoiceBox()
        self.week.setAccessibleName(_("Saturday"))
        self.week.setMinimumContentsLength(18)
        self.week.currentIndexChanged.connect(lambda _n: self.week_changed.emit())
        self.input = QLineEdit()
        font = self.input.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self.input.setFont(font)
        self.input.setMinimumHeight(round(self.fontMetrics().height() * 2.6))
        self.input.addAction(icon("scan-line"), QLineEdit.ActionPosition.LeadingPosition)
        self.input.setPlaceholderText(_("Asset number, serial number or label of a shelf"))
        self.input.returnPressed.connect(self._entered)
        self.report = self._button("file-text", _("Report and messages"))
        self.report.hide()
        self.card = self._button("printer", _("Print the card"))
        self.rest = self._button("list-checks", _("All the rest is there"))
        self.rest.setToolTip(_("For a round walked with the printed card: enter the odd ones, then this."))
        self.close_round = self._button("", _("Close the round"))
        self.close_round.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.week)
        row.addWidget(self.input, 1)
        for button in (self.report, self.card, self.rest, self.close_round):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    @staticmethod
    def _button(name: str, title: str) -> QPushButton:
        button = QPushButton(icon(name), title) if name else QPushButton(title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _entered(self) -> None:
        text = self.input.text()
        self.input.clear()
        if text.strip():
            self.scanned.emit(text)

    def show_weeks(self, weeks: Sequence[tuple[date, str]]) -> None:
        """Offer other weeks (Saturday, words), without telling of a change; the chosen one stays where it can."""
        chosen = self.week.currentData()
        self.week.blockSignals(True)
        self.week.clear()
        for week, words in weeks:
            self.week.addItem(f"{week} {words}".strip(), week)
        self.week.setCurrentIndex(max(0, self.week.findData(chosen)))
        self.week.blockSignals(False)
