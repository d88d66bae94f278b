"""The page of contacts: the standard one with both phone lists on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.areas import catalogue
from app.domain.show import rows_written
from app.domain.text import _
from ui.ask_where import ask_where
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work


class ContactPage(SheetPage):
    """Contacts of companies, and the phone lists."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["contacts"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Offer the phone lists."""
        menu = QMenu(self)
        for key, title in (("phone_list", _("Phone list of the company")),
                           ("contact_list", _("Phone list of customers and suppliers"))):
            menu.addAction(icon("printer"), title, lambda k=key: self.print_wanted.emit(k, []))
        menu.addSeparator()
        menu.addAction(icon("file-spreadsheet"), _("Both as .xlsx …"), self.ask_export)
        action = QAction(icon("phone"), _("Phone lists"), self)
        action.setMenu(menu)
        action.triggered.connect(lambda _on=False: self.print_wanted.emit("phone_list", []))
        return (action,)

    def ask_export(self) -> None:
        """Ask where the workbook shall go."""
        title = _("Phone list")
        ask_where(self, title, f"{title} {self.today()}", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write both lists, off the window's thread."""
        today = self.today()

        def task() -> int:
            from app.areas import papers

            sheets = papers.worksheets("phone_list", today)
            papers.write_export(path, sheets)
            return sum(len(sheet.rows) for sheet in sheets)

        self.work.read(self, task, lambda rows: self.told.emit(
            rows_written(rows, path), "done"), lambda error: self.told.emit(str(error), "problem"))
