"""A tab of the form that lists what belongs to a record and is read only when it comes into sight."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from ui.work import Work


class TreePanel(QWidget):
    """A tree below the words that stand there while it is empty; who uses it says what is read and shown."""

    record_wanted = Signal(str, int)

    def __init__(self, sheet: Sheet, work: Work, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work = sheet, work
        self.tree = QTreeWidget()
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.words = QLabel(words)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setContentsMargins(16, 12, 16, 12)
        self.words.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.tree, 1)

    def read(self, number: int) -> list[Any]:
        """Return what belongs to a record; carried out on the database's thread."""
        raise NotImplementedError

    def fill(self, found: list[Any]) -> None:
        """Put what was found into the tree."""
        raise NotImplementedError

    def show_record(self, number: int | None) -> None:
        """Show what belongs to a record, nothing for a new one."""
        if number is None:
            self._show([])
            return
        self.work.read(self, lambda: self.read(number), self._show, key="record")

    def _show(self, found: list[Any]) -> None:
        self.tree.clear()
        self.words.setVisible(not found)
        self.tree.setVisible(bool(found))
        self.fill(found)
