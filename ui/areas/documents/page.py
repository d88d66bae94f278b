"""The page of controlled documents: the standard one with the printed master list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction

from app.areas import catalogue
from app.domain.text import _
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work


class DocumentPage(SheetPage):
    """Controlled documents and their master list."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["documents"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Offer the master list."""
        action = QAction(icon("clipboard-list"), _("Master list"), self)
        action.setToolTip(_("Print the list of all documents that are not void, by category"))
        action.triggered.connect(lambda _on=False: self.print_wanted.emit("document_master", []))
        return (action,)
