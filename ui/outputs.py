"""What leaves and enters the program as files: previews, exports, the choice of files to import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.show import rows_written
from app.domain.text import _
from ui.work import Work

WORKBOOKS = "*.xlsx *.xlsm *.xls *.xlsb *.et *.ods *.csv *.txt *.html *.htm"


class Outputs(QObject):
    """Opens file dialogs and previews for the window."""

    def __init__(self, work: Work, parent: QWidget, tell: Callable[..., object]) -> None:
        super().__init__(parent)
        self.work, self.window, self.tell = work, parent, tell

    def ask_files(self, paths: list[Path], then: Callable[[list[Path]], object]) -> None:
        """Give the paths on, or ask for workbooks where there are none."""
        if paths:
            then(paths)
            return
        from PySide6.QtWidgets import QFileDialog

        from ui.first_run import documents

        dialog = QFileDialog(self.window, _("Import workbooks"), str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Workbooks") + f" ({WORKBOOKS})", _("All files") + " (*)"])
        dialog.filesSelected.connect(lambda names: then([Path(n) for n in names]))
        dialog.open()

    def preview(self, key: str, records: list[str], ask: Any = None) -> None:
        """Open the preview of a paper: of some records, or of a list as it is shown."""
        from app.areas import catalogue, papers
        from ui.print_preview import PrintPreview

        who = self.work.who.name
        title = papers.names().get(key, key)

        def make(choice: Any) -> list[Any]:
            return papers.pages(key, who, choice.size, records, ask=ask)

        listed = not records and (key in catalogue.sheets() or any(key in a.workbooks for a in catalogue.areas()))

        def write(choice: Any, path: Path) -> None:
            if listed:
                papers.write_export(path, papers.worksheets(key, date.today(), ask))
            else:
                papers.write_form(path, papers.pages(key, who, choice.size, records, ask=ask))

        preview = PrintPreview(make, _(title), self.work, self.window, export=write)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.printed.connect(lambda kind, where: self._printed(key, records, _(title), where or kind))
        preview.show()

    def _printed(self, key: str, records: list[str], title: str, where: str) -> None:
        """Say where a paper went, and keep it in the history of the records it shows."""
        from app.areas import papers

        self.tell(_("{paper}: {where}").format(paper=title, where=where))
        who, short = self.work.who, Path(where).name
        self.work.read(self, lambda: papers.record_printing(key, records, who, short), lambda _done: None)

    def export(self, key: str, ask: Any = None) -> None:
        """Ask where an export shall go, and write it."""
        from PySide6.QtWidgets import QFileDialog

        from app.areas import papers
        from ui.first_run import documents

        name = _(papers.names().get(key, key))
        dialog = QFileDialog(self.window, _("Export {sheet}").format(sheet=name), str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Excel (*.xlsx)", "CSV (*.csv)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{name} {date.today()}.xlsx")
        dialog.fileSelected.connect(lambda path: self.export_to(key, Path(path), ask))
        dialog.open()

    def export_to(self, key: str, path: Path, ask: Any = None) -> None:
        """Write an export, off the window's thread."""
        from app.areas import papers

        own_layout = key == "schedule" and ask is None

        def task() -> int:
            sheets = papers.worksheets(key, date.today(), None if own_layout else ask)
            papers.write_export(path, sheets)
            return sum(len(s.rows) for s in sheets)

        self.work.read(self, task, lambda rows: self.tell(rows_written(rows, path)),
                       lambda error: self.tell(str(error), "problem"))
