"""The bar on top: search, way back, undo and redo, the page's title; file, look, settings and about at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QToolBar, QToolButton, QWidget

from app.database.settings import LOOK, Personal
from app.domain.text import _
from ui.icons import icon

if TYPE_CHECKING:
    from ui.window import MainWindow


class TopBar(QToolBar):
    """Belongs to one window and calls what that can do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setMovable(False)
        self.setObjectName("top")
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        name = QLabel("跟单台")
        name.setProperty("role", "heading")
        name.setContentsMargins(10, 0, 14, 0)
        self.addWidget(name)
        self.page_title = QLabel()
        self.page_title.setProperty("role", "page")
        self.page_title.setContentsMargins(8, 0, 8, 0)
        self.search_button = QPushButton(_("Search everything   Ctrl+K"))
        self.search_button.setIcon(icon("search"))
        self.search_button.setMinimumWidth(360)
        self.search_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.search_button.clicked.connect(window.open_search)
        self.addWidget(self.search_button)
        back = self.addAction(icon("arrow-left"), _("Back to the page before (Alt+←)"), window.go_back)
        back.setShortcut(QKeySequence("Alt+Left"))
        self.undo_action = self.addAction(icon("undo-2"), _("Undo"), window.undo)
        self.redo_action = self.addAction(icon("redo-2"), _("Redo"), lambda: window.undo(redo=True))
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)
        self.addWidget(self.page_title)
        gap = QWidget()
        gap.setSizePolicy(gap.sizePolicy().Policy.Expanding, gap.sizePolicy().Policy.Preferred)
        self.addWidget(gap)
        self.addAction(icon("folder-open"), _("Other file…"), window.other_file_wanted.emit)
        dark = Personal().get(LOOK) == "dark"
        self.addAction(icon("sun" if dark else "moon"), _("Light look") if dark else _("Dark look"), window.switch_look)
        self.addAction(icon("settings"), _("Settings"), window.open_settings)
        self.addAction(icon("info"), _("About Gendan"), lambda: window.about.open_about())
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
