"""Shows how far the making of a company file has come, and lets it be given up."""

from __future__ import annotations

import threading

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.domain.text import _


class Making(QWidget):
    """A line with a bar and a button; told from the worker's thread."""

    come = Signal(int, int, str)
    """(steps done, steps in all, what is being made)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given_up = threading.Event()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 16)
        row.setSpacing(12)
        self.words, self.bar = QLabel(), QProgressBar()
        self.words.setMinimumWidth(260)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(_("Cancel"))
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(lambda _on=False: self.give_up())
        self.come.connect(self._show)
        self.hide()

    def begin(self) -> None:
        """Show the line, with nothing done yet."""
        self._given_up.clear()
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)
        self.words.setText("")
        self.show()

    def step(self, done: int, of: int, what: str) -> bool:
        """Tell how far it has come; any thread may call it. False where it was given up."""
        self.come.emit(done, of, what)
        return not self._given_up.is_set()

    def give_up(self) -> None:
        """Let the making end at its next step."""
        self._given_up.set()
        self.cancel.setEnabled(False)

    def _show(self, done: int, of: int, what: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.words.setText(_("Making: {what} ({done} of {count})").format(what=_(what), done=done + 1, count=of))
