"""What stands on the schedule page before there is a plan: what belongs here, and the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.areas.schedule.area import STEPS
from app.domain.text import _
from ui.areas.schedule.page_deeds import Deeds
from ui.icons import icon
from ui.theme import colour


class EmptyPlan(QWidget):
    """Two buttons and a sentence."""

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(_("The plan of your lines goes here"))
        title.setProperty("role", "title")
        words = QLabel(_(STEPS.empty))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(520)  # a wrapped text tells its height only for a width it is sure of
        row = QHBoxLayout()
        row.addStretch()
        for key, primary in (("import", True), ("new", False)):
            sign = icon("upload", colour("accent_text").name()) if primary else icon("plus")
            button = QPushButton(sign, deeds[key].text())
            button.setProperty("primary", primary)
            button.clicked.connect(deeds[key].trigger)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (title, words):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch(3)
