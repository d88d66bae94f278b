"""What the window offers about the program itself: About, diagnosis, a link to the file, the update for others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.text import _
from app.program import link
from app.program.starting import STARTED_FROM
from app.program.version import is_built
from ui.work import Work

if TYPE_CHECKING:
    from ui.search_all import Deed


class AboutDeeds(QObject):
    """Opens About and the crash page, and writes what helps the other PCs."""

    def __init__(self, work: Work, window: QWidget, tell: Callable[..., object]) -> None:
        super().__init__(window)
        self.work, self.window, self.tell = work, window, tell

    def deeds(self) -> list[Deed]:
        """Return what Ctrl+K offers."""
        from ui.search_all import Deed

        found = [Deed(_("About Gendan"), "info", self.open_about),
                 Deed(_("Make a diagnosis package…"), "archive", self.ask_diagnosis),
                 Deed(_("Make a link to this company file…"), "link", self.ask_link)]
        if is_built() and isinstance(self.work.path, Path) and os.environ.get(STARTED_FROM):
            found.append(Deed(_("Offer this version to the other PCs"), "upload", self.lay_update))
        return found

    def open_about(self) -> None:
        """Show version, places and licences."""
        from ui.about import AboutDialog

        dialog = AboutDialog(str(self.work.path or ""), self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.told.connect(self.tell)
        dialog.diagnosis_wanted.connect(self.ask_diagnosis)
        dialog.open()

    def open_crash(self, error: BaseException | None) -> None:
        """Show what happened: an error of now, or what the last run left behind."""
        from ui.crash import CrashPage, words_of

        page = CrashPage(words_of(error), last_time=error is None, parent=self.window)
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.open()

    def ask_diagnosis(self) -> None:
        """Ask where a diagnosis package shall go, and write it."""
        from datetime import datetime

        self._ask_file(_("Diagnosis package"), f"gendan-diagnosis-{datetime.now():%Y%m%d-%H%M}.zip", "ZIP (*.zip)",
                       self.make_diagnosis)

    def make_diagnosis(self, target: Path) -> None:
        """Write the diagnosis package."""
        from app.program import diagnosis
        from ui.crash import kept_drafts

        try:
            names = diagnosis.make(target, drafts=kept_drafts())
        except OSError as error:
            self.tell(_("The package could not be written there ({error}). Choose another folder.").format(
                error=error.strerror or error), "problem")
        else:
            self.tell(_("Written: {file} ({parts})").format(file=target, parts=", ".join(names)))

    def ask_link(self) -> None:
        """Ask where the link shall lie."""
        if self.work.path is not None:
            self._ask_file(_("Link to the company file"), f"{self.work.path.stem}{link.LINK}",
                           _("Links") + f" (*{link.LINK})", self.make_link)

    def make_link(self, file: Path) -> None:
        """Write a link; a double click on it opens this company file."""
        if self.work.path is None:
            return
        try:
            link.write(file, self.work.path)
        except OSError as error:
            self.tell(_("The link could not be written there ({error}).").format(error=error.strerror or error),
                      "problem")
        else:
            self.tell(_("Written: {file}. A double click on it opens this company file.").format(file=file))

    def lay_update(self) -> None:
        """Lay this version beside the company file, off the window's thread."""
        from app.program import update

        one, company = Path(os.environ.get(STARTED_FROM, "")), self.work.path
        if isinstance(company, Path):
            self.work.read(self, lambda: update.lay(one, company), lambda file: self.tell(
                _("{file} lies beside the company file; the other PCs are offered it.").format(file=file)))

    def _ask_file(self, title: str, name: str, kind: str, then: Callable[[Path], object]) -> None:
        from PySide6.QtWidgets import QFileDialog

        from ui.first_run import documents

        dialog = QFileDialog(self.window, title, str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()
