"""The button of a page that tells others of the chosen rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from app.domain.text import _
from ui.icons import icon

if TYPE_CHECKING:
    from app.areas.notifying import Ready
    from ui.page import SheetPage


class NotifyButton(QToolButton):
    """A menu of the sheet's notices; each opens the message ready to be read over."""

    def __init__(self, page: SheetPage) -> None:
        super().__init__(page)
        self.page = page
        self.setText(_("Notify"))
        self.setIcon(icon("send"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        from app.areas import notifying

        menu = self.menu()
        menu.clear()
        for notice in notifying.notices_of(self.page.sheet.key):
            menu.addAction(icon("send"), _(notice.title), lambda n=notice: self.prepare(n.key, _(n.title)))
        menu.addAction(icon("list"), _("The chosen rows as a table"),
                       lambda: self.prepare("", _(self.page.sheet.title)))

    def prepare(self, key: str, title: str) -> None:
        """Make the message of a notice about the chosen rows and show it."""
        from app.areas import notifying

        page = self.page

        def make(numbers: list[int]) -> None:
            if numbers:
                page.work.read(self, lambda: notifying.make_ready(page.sheet.key, key, numbers),
                               lambda ready: self._show(ready, title))
            else:
                page.told.emit(_("Choose one or more rows first."), "soon")

        page.with_meant(make)

    def _show(self, ready: Ready, title: str) -> None:
        from ui.notify import NotifyDialog

        dialog = NotifyDialog(self.page.work, ready, title, self.page)
        dialog.told.connect(self.page.told)
        dialog.queued.connect(self.page.mail_queued)
        dialog.open()
