"""The page of cabinets and folders: the standard one with labels and spines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.areas import catalogue
from app.domain.text import N_, _
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work

LABELS = (("folder_labels", N_("Labels of folders")), ("folder_spines", N_("Spines of folders")))


class FolderPage(SheetPage):
    """Folders, with the labels of the chosen ones or of all."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["folders"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Return the label menu."""
        menu = QMenu(self)
        for key, title in LABELS:
            menu.addAction(icon("tag"), _(title), lambda k=key: self.print_labels(k))
        action = QAction(icon("tag"), _("Labels"), self)
        action.setMenu(menu)
        action.triggered.connect(lambda _on=False: self.print_labels(LABELS[0][0]))
        return (action,)

    def print_labels(self, key: str) -> None:
        """Open labels of the chosen folders, of all where none is chosen."""
        self.print_wanted.emit(key, self.meant())
