"""The measures that all tables share: heights of rows and headings, by how high the screen is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTableView

COMPACT, ROOMY, HEADING = 24, 28, 30
"""Pixels at 100 %: a row on a low screen, a row on a high one, the heading."""
LOW_SCREEN = 900


def is_low_screen() -> bool:
    """Tell whether the screen has so few lines that rows stand closer."""
    screen = QGuiApplication.primaryScreen()
    return screen is not None and screen.availableGeometry().height() < LOW_SCREEN


def row_height() -> int:
    """Return the height of a table's row on this screen."""
    return COMPACT if is_low_screen() else ROOMY


def dress_table(table: QTableView) -> None:
    """Give a table the rows, the lines and the marks that all tables have."""
    table.setAlternatingRowColors(False)
    table.setShowGrid(True)
    table.setWordWrap(False)
    table.verticalHeader().setMinimumSectionSize(min(COMPACT, table.verticalHeader().minimumSectionSize()))
    table.verticalHeader().setDefaultSectionSize(row_height())
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().setHighlightSections(True)
    table.horizontalHeader().setMinimumHeight(HEADING)
    table.horizontalHeader().setHighlightSections(False)


