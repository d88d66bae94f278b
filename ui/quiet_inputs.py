"""Inputs and tabs that leave the mouse wheel to the page: scrolling over them changes nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QTabBar, QTabWidget, QWidget


class ChoiceBox(QComboBox):
    """A list to choose from, changed by click and key alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        event.ignore()


class CountBox(QSpinBox):
    """A number with arrows, changed by the wheel only while one types in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page unless the cursor stands here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TabRow(QTabBar):
    """Tabs that the wheel does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        event.ignore()


class Tabs(QTabWidget):
    """Pages with such tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(TabRow(self))
