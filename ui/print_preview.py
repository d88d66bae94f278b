"""Shows what will be printed before it is: zoom, sheet size, then printer, PDF or .xlsx."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.text import _, _n
from app.reports.paper_marks import Page
from ui.import_notice import Notice
from ui.paper_painter import page_image
from ui.print_bar import PrintBar, PrintChoice
from ui.print_device import NotPrinted, has_printer, new_printer, print_pages
from ui.print_view import ACTUAL, STEP, WHOLE, WIDTH, PagesView
from ui.theme import colour
from ui.work import Work

__all__ = ["PrintChoice", "PrintPreview"]

SMALL = 104
"""Pixels of a page in the list, in width."""
LISTED = 200
"""Pages that are drawn in the list."""
PDF, PRINTER, XLSX = "pdf", "printer", "xlsx"

PageMaker = Callable[[PrintChoice], Sequence[Page]]
Exporter = Callable[[PrintChoice, Path], object]


class PrintPreview(QDialog):
    """A paper on screen; make_pages(choice) runs on the database thread, again for each other choice.

    `export` writes the same as .xlsx to a path. `sizes` are the sheet sizes to choose from, `turnable` tells
    whether pages can be upright or lying.
    """

    printed = Signal(str, str)
    """printer, pdf or xlsx, and the printer's name or the path."""

    def __init__(self, make_pages: PageMaker, title: str, work: Work, parent: QWidget | None = None,
                 sizes: Sequence[str] = ("A4", "A3"), turnable: bool = False, export: Exporter | None = None,
                 first: PrintChoice | None = None, author: str = "") -> None:
        super().__init__(parent)
        self.work, self.make_pages, self.title, self.export, self.author = work, make_pages, title, export, author
        self.pages: Sequence[Page] = ()
        self._turn = 0
        self.busy = False
        self.bar = PrintBar(sizes, turnable, export is not None, first or PrintChoice())
        self.notice = Notice()
        self.view = PagesView()
        self.list = QListWidget()
        self._set_up_list()
        self._lay_out()
        self._connect()
        self.setWindowTitle(_("Print: {title}").format(title=title))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(1160, 700)
        self.make()

    def _set_up_list(self) -> None:
        self.list.setFlow(QListWidget.Flow.TopToBottom)
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setWrapping(False)
        self.list.setIconSize(QSize(SMALL, SMALL))
        self.list.setGridSize(QSize(SMALL + 34, SMALL + 44))
        self.list.setFixedWidth(SMALL + 50)
        self.list.setStyleSheet("QListView { background: palette(window); border: none; }")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Pages"))

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        strip = QVBoxLayout()
        strip.setContentsMargins(10, 6, 10, 6)
        strip.addWidget(self.notice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addLayout(strip)
        box.addLayout(middle, 1)

    def _connect(self) -> None:
        bar = self.bar
        bar.chosen.connect(self.make)
        bar.stop.clicked.connect(self.cancel)
        bar.to_printer.clicked.connect(self.ask_printer)
        bar.pdf.clicked.connect(self._ask_pdf)
        bar.xlsx.clicked.connect(self._ask_xlsx)
        bar.larger.clicked.connect(lambda: self.view.set_zoom(self.view.zoom * STEP))
        bar.smaller.clicked.connect(lambda: self.view.set_zoom(self.view.zoom / STEP))
        bar.fit_width.clicked.connect(lambda: self.view.set_fit(WIDTH))
        bar.fit_page.clicked.connect(lambda: self.view.set_fit(WHOLE))
        self.view.moved.connect(self._moved)
        self.view.zoomed.connect(lambda zoom: bar.show_zoom(zoom / ACTUAL, self.view.fit))
        self.list.currentRowChanged.connect(self._turn_to)
        self.notice.button.clicked.connect(self.make)

    # --- making ---

    def make(self) -> None:
        """Make the pages for what is chosen now."""
        self._turn += 1
        self._set_busy(True)
        self.notice.say("")
        self.work.read(self, partial(self.make_pages, self.bar.choice), partial(self._take, self._turn),
                       partial(self._failed, self._turn), key="pages")

    def cancel(self) -> None:
        """Wait no longer; what comes later is dropped."""
        self._turn += 1
        self._set_busy(False)
        self.notice.say(_("Stopped. Nothing was printed."), "today", _("Make the pages again"))

    def _take(self, turn: int, pages: Sequence[Page]) -> None:
        if turn != self._turn:
            return
        self.pages = tuple(pages)
        self._set_busy(False)
        self.view.show_pages(self.pages)
        self._fill_list()
        self.bar.show_page(0, len(self.pages))
        if not self.pages:
            self.notice.say(_("There is nothing to print: no rows are chosen."), "today")

    def _failed(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._set_busy(False)
            self.notice.say(str(error), "problem", _("Make the pages again"))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.bar.show_busy(busy, bool(self.pages))

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for at, page in enumerate(self.pages[:LISTED]):
            picture = QPixmap.fromImage(page_image(page, round(SMALL * min(1.0, page.width / page.height))))
            _edge(picture)
            item = QListWidgetItem(QIcon(picture), str(at + 1))
            item.setSizeHint(QSize(SMALL + 34, SMALL + 40))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.list.addItem(item)
        self.list.setVisible(len(self.pages) > 1)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _turn_to(self, row: int) -> None:
        if row >= 0 and row != self.view.page_in_sight():
            self.view.go_to(row)

    def _moved(self, page: int) -> None:
        self.bar.show_page(page, len(self.pages))
        self.list.blockSignals(True)
        self.list.setCurrentRow(min(page, LISTED - 1))
        self.list.blockSignals(False)

    # --- printing and saving ---

    def ask_printer(self) -> None:
        """Ask by the system's dialog which printer, then print."""
        if not self.pages:
            return
        if not has_printer():
            self.notice.say(_("This PC has no printer. Set one up in the system, or save a PDF and print it "
                              "elsewhere."), "problem")
            return
        printer = new_printer(self.pages, self.title, self.bar.copies.value())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that is set up."""
        try:
            count = print_pages(printer, self.pages)
        except NotPrinted as trouble:
            self.notice.say(str(trouble), "problem")
            return
        name = printer.printerName() or printer.outputFileName()
        self.notice.say(_n("{count} page was sent to “{name}”.", "{count} pages were sent to “{name}”.", count).format(
            count=count, name=name), "done")
        self.printed.emit(PRINTER, name)

    def save_pdf(self, path: Path) -> None:
        """Save the pages as a PDF file, whole or not at all."""
        from app.reports.paper_pdf import clean_title, pdf
        from app.reports.whole_file import write_whole

        pages, at = self.pages, datetime.now().astimezone()
        self._set_busy(True)
        self.work.read(self, lambda: write_whole(path, pdf(pages, clean_title(self.title), self.author, at)),
                       lambda _done: self._saved(PDF, path), self._not_saved)

    def save_xlsx(self, path: Path) -> None:
        """Save the same as an .xlsx file."""
        if self.export is not None:
            self._set_busy(True)
            self.work.read(self, partial(self.export, self.bar.choice, path), lambda _done: self._saved(XLSX, path),
                           self._not_saved)

    def _saved(self, kind: str, path: Path) -> None:
        self._set_busy(False)
        self.notice.say(_("Saved as “{name}”.").format(name=path), "done")
        self.printed.emit(kind, str(path))

    def _not_saved(self, error: Exception) -> None:
        self._set_busy(False)
        self.notice.say(str(error), "problem")

    def _ask_pdf(self) -> None:
        if path := self._ask_path(".pdf", "PDF (*.pdf)"):
            self.save_pdf(path)

    def _ask_xlsx(self) -> None:
        if path := self._ask_path(".xlsx", "Excel (*.xlsx)"):
            self.save_xlsx(path)

    def _ask_path(self, ending: str, kinds: str) -> Path | None:
        name = "".join("_" if char in '\\/:*?"<>|' else char for char in self.title)
        found, _kind = QFileDialog.getSaveFileName(self, _("Save as"), name + ending, kinds)
        if not found:
            return None
        return Path(found if found.lower().endswith(ending) else found + ending)

    def done(self, result: int) -> None:
        """Close, by whatever way; nothing is waited for any more."""
        self._turn += 1
        super().done(result)


def _edge(picture: QPixmap) -> None:
    """Draw a quiet edge around a small page, so that white paper is seen on a white ground."""
    painter = QPainter(picture)
    painter.setPen(colour("border_strong"))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
