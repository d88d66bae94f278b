"""Messages lie over the foot of the page and move nothing: one line each, with at most one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.text import _
from ui.icons import icon
from ui.theme import status_colour

ICONS = {"done": "circle-check", "problem": "circle-alert", "soon": "info"}
SHOWN_FOR = 7000
"""Milliseconds that a good message stays; a problem stays until it is closed."""
LOOK_AGAIN = 1500
"""Milliseconds that a message stays on after the pointer has left it."""
WIDEST, EDGE, ABOVE_FOOT = 620, 16, 44
"""Pixels: the widest message, the room at its sides, and what stays free below it."""


class Messages(QWidget):
    """Lies over another widget; at most three are shown, the newest on top."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.over = over
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        over.installEventFilter(self)
        self.hide()

    def tell(self, text: str, kind: str = "done", action: str = "", do: Callable[[], object] | None = None,
             stays: bool = False) -> None:
        """Show a message; kind is done, soon or problem. One that is shown already comes to the top.

        A problem, an offer (soon, with an action) and what still goes on (`stays`) are there until they are closed.
        """
        self.take_back(text)
        frame = self._frame(text, kind, action, do)
        self._layout.insertWidget(0, frame)
        frame.show()
        while self._layout.count() > 3:
            self._remove(self._layout.itemAt(self._layout.count() - 1).widget())
        self.show()
        self._place()
        if not (stays or kind == "problem" or (kind == "soon" and action)):
            QTimer.singleShot(SHOWN_FOR, frame, lambda: self._fade(frame))

    def _fade(self, frame: QWidget) -> None:
        """Take a message away, but not from under the pointer."""
        if frame.underMouse():
            QTimer.singleShot(LOOK_AGAIN, frame, lambda: self._fade(frame))
        else:
            self._remove(frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the size of what lies below."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        """Take the room that the messages need, once they know it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        """Lie in the middle of the foot, above all else."""
        room = self.over.size()
        if self.isHidden() or not self.over.isVisible() or room.height() < ABOVE_FOOT + 80:
            return
        width = max(200, min(WIDEST, room.width() - 2 * EDGE))
        self._layout.activate()
        height = min(self._layout.heightForWidth(width) if self._layout.hasHeightForWidth()
                     else self.sizeHint().height(), room.height())
        self.setGeometry((room.width() - width) // 2, max(0, room.height() - height - ABOVE_FOOT), width, height)
        self.raise_()

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
        self._place()
