"""A bar inside a page that says something and offers what can be done; no box that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.icons import icon
from ui.theme import status_colour

ICONS = {"problem": "circle-alert", "changed": "triangle-alert", "ahead": "info", "off": "lock"}

Choice = tuple[str, Callable[[], object], bool]
"""A button's text, what it does, and whether it is the one that most people want."""


class Notice(QFrame):
    """One sentence in the colour of its meaning (problem, changed, ahead, off), with buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._picture = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._sentence, 1)
        self.hide()

    def text(self) -> str:
        """Return what the bar says, empty while it is hidden."""
        return self._sentence.text() if not self.isHidden() else ""

    def say(self, text: str, meaning: str = "ahead", choices: Sequence[Choice] = ()) -> None:
        """Show a sentence with its buttons in the place of the one before."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        strong, soft = status_colour(meaning).name(), status_colour(meaning, soft=True).name()
        self.setStyleSheet(f"QFrame#notice {{ background: {soft}; border: none; border-left: 3px solid {strong}; }}")
        self._picture.setPixmap(icon(ICONS.get(meaning, "info"), strong).pixmap(QSize(16, 16)))
        self._sentence.setText(text)
        for title, action, primary in choices:
            button = QPushButton(title, self)
            button.setProperty("primary", primary)
            button.clicked.connect(lambda _on=False, run=action: run())
            self.layout().addWidget(button)
            self._buttons.append(button)
        self.show()

    def press(self, place: int) -> None:
        """Press the n-th button, for tests and keys."""
        self._buttons[place].click()
