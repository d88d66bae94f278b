"""Messages that don't stand in the way: a line that slides in above the page, with at most one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.text import _
from ui.icons import icon
from ui.theme import status_colour

ICONS = {"done": "circle-check", "problem": "circle-alert", "soon": "info"}
SHOWN_FOR = 9000
"""Milliseconds that a good message stays; a problem stays until it is closed."""


class Messages(QWidget):
    """The place of messages; at most three are shown, the newest on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 0)
        self._layout.setSpacing(6)
        self.hide()

    def tell(self, text: str, kind: str = "done", action: str = "", do: Callable[[], object] | None = None,
             stays: bool = False) -> None:
        """Show a message; kind is done, soon or problem. One that is shown already comes to the top.

        A problem, an offer (soon, with an action) and what still goes on (`stays`) are there until they are closed.
        """
        self.take_back(text)
        frame = self._frame(text, kind, action, do)
        self._layout.insertWidget(0, frame)
        while self._layout.count() > 3:
            self._remove(self._layout.itemAt(self._layout.count() - 1).widget())
        self.show()
        if not (stays or kind == "problem" or (kind == "soon" and action)):
            QTimer.singleShot(SHOWN_FOR, frame, lambda: self._remove(frame))

    def take_back(self, text: str) -> None:
        """Show a message no longer."""
        for n in range(self._layout.count()):
            if (shown := self._layout.itemAt(n).widget()) is not None and shown.property("message") == text:
                self._remove(shown)
                return

    def texts(self) -> list[str]:
        """Return the messages shown, newest first."""
        frames = (self._layout.itemAt(n).widget() for n in range(self._layout.count()))
        return [f.property("message") for f in frames if f is not None]

    def _frame(self, text: str, kind: str, action: str, do: Callable[[], object] | None) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("message", text)
        strong, soft = status_colour(kind).name(), status_colour(kind, True).name()
        frame.setObjectName("message")
        frame.setStyleSheet(f"#message {{ background: {soft}; border: 1px solid {strong}; border-radius: 6px; }}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(10, 6, 6, 6)
        sign = QLabel()
        sign.setPixmap(icon(ICONS[kind], strong).pixmap(QSize(16, 16)))
        row.addWidget(sign)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        if action and do is not None:
            button = QPushButton(action)
            button.clicked.connect(lambda: (self._remove(frame), do()))
            row.addWidget(button)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setToolTip(_("Close"))
        close.clicked.connect(lambda: self._remove(frame))
        row.addWidget(close)
        return frame

    def _remove(self, frame: QWidget | None) -> None:
        if frame is not None:
            self._layout.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        if not self._layout.count():
            self.hide()
