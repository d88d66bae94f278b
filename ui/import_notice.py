"""The strip that says what has just happened in the import window, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.icons import icon
from ui.theme import status_colour

SIGNS = {"done": "circle-check", "problem": "circle-alert", "today": "info"}


class Notice(QFrame):
    """One sentence on a soft ground, with a button where something can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign, self.text, self.button = QLabel(), QLabel(), QPushButton()
        self.button.setAutoDefault(False)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self._said = ("", "today", "")
        self.hide()

    def say(self, text: str, tone: str = "today", button: str = "") -> None:
        """Show a sentence (tone done, problem or today) with a button, or hide the strip for none."""
        self._said = (text, tone, button)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._dress()
        self.setVisible(bool(text))

    def _dress(self) -> None:
        tone = self._said[1]
        self.sign.setPixmap(icon(SIGNS[tone], status_colour(tone).name()).pixmap(18, 18))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the soft ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(status_colour(self._said[1], soft=True))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
