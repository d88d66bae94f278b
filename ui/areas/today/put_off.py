"""Asks until when a duty is put off, and why."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.areas.agenda import AgendaLine
from app.areas.today.records import PutOff
from app.domain.dates import typed_date
from app.domain.text import _
from ui.editor_line import LineInput


class PutOffDialog(QDialog):
    """A day, typed or picked, and a reason."""

    chosen = Signal(date, str)

    def __init__(self, line: AgendaLine, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.setWindowTitle(_("Put off"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(430)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        about = QLabel(f"{_(line.title)}  {line.name}")
        about.setProperty("role", "heading")
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addWidget(QLabel(_("The date of the record stays as it is; only the reminder waits.")))
        layout.addWidget(QLabel(_("Until")))
        self.until = LineInput(PutOff.until, self)
        self.until.setPlaceholderText(_("12-3, +7, Friday …"))
        days = QHBoxLayout()
        days.addWidget(self.until, 1)
        for words, count in ((_("Tomorrow"), 1), (_("In 3 days"), 3), (_("In a week"), 7)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, n=count: self._pick(n))
            days.addWidget(button)
        layout.addLayout(days)
        layout.addWidget(QLabel(_("Why")))
        self.reason = LineInput(PutOff.reason, self)
        layout.addWidget(self.reason)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "problem")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        layout.addWidget(self.trouble)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Put off"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._pick(1)
        self.reason.setFocus()

    def _pick(self, days: int) -> None:
        self.until.setText((self.today + timedelta(days=days)).isoformat())

    def _take(self) -> None:
        until = typed_date(self.until.text(), self.today)
        if until is None or until <= self.today:
            self._complain(_("Choose a day after today."))
            return
        if not self.reason.text().strip():
            self._complain(_("Say in a word why it waits; the morning sheet shows it."))
            self.reason.setFocus()
            return
        self.chosen.emit(until, self.reason.text().strip())
        self.accept()

    def _complain(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()
