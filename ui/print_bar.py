"""The bar above a print preview: print, save, sheet size, copies, zoom, and the page that is in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import _
from ui.icons import icon
from ui.print_view import WHOLE, WIDTH
from ui.quiet_inputs import ChoiceBox, CountBox


@dataclass(frozen=True)
class PrintChoice:
    """How it shall be printed: sheet size A4 or A3, and lying or upright (None: as suits the paper)."""

    size: str = "A4"
    landscape: bool | None = None


class PrintBar(QWidget):
    """Buttons and choices; `chosen` tells that the pages have to be made anew."""

    chosen = Signal()

    def __init__(self, sizes: Sequence[str], turnable: bool, exports: bool, first: PrintChoice) -> None:
        super().__init__()
        self.to_printer = QPushButton(_("Print …"))
        self.to_printer.setProperty("primary", True)
        self.pdf = QPushButton(icon("download"), _("Save as PDF …"))
        self.xlsx = QPushButton(icon("file-spreadsheet"), _("Save as .xlsx …"))
        self.sheet_size, self.turn = ChoiceBox(), ChoiceBox()
        for size in sizes:
            self.sheet_size.addItem(size, size)
        self.sheet_size.setCurrentIndex(max(0, self.sheet_size.findData(first.size)))
        self.sheet_size.setAccessibleName(_("Sheet size"))
        for label, value in ((_("As it fits best"), None), (_("Upright"), False), (_("Lying"), True)):
            self.turn.addItem(label, value)
        self.turn.setCurrentIndex((None, False, True).index(first.landscape))
        self.turn.setAccessibleName(_("Upright or lying"))
        self.copies = CountBox()
        self.copies.setRange(1, 99)
        self.copies.setPrefix(_("Number of copies") + " ")
        self.copies.setMaximumWidth(120)
        self.copies.setAccessibleName(_("Number of copies"))
        self.smaller, self.larger = self._tool("zoom-out", _("Smaller")), self._tool("zoom-in", _("Larger"))
        self.fit_width = self._tool("arrow-up-down", _("Fit the width"))
        self.fit_width.setIcon(icon("scan-line"))
        self.fit_page = self._tool("maximize", _("Fit the whole page"))
        for button in (self.fit_width, self.fit_page):
            button.setCheckable(True)
        self.zoom, self.page = QLabel(), QLabel()
        self.zoom.setMinimumWidth(46)
        self.page.setProperty("role", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.stop = QPushButton(_("Stop"))
        for push in (self.to_printer, self.pdf, self.xlsx, self.stop):
            push.setAutoDefault(False)
        self._lay_out()
        for part, wanted in ((self.xlsx, exports), (self.sheet_size, len(sizes) > 1), (self.turn, turnable)):
            part.setVisible(wanted)
        for combo in (self.sheet_size, self.turn):
            combo.activated.connect(self.chosen)

    @property
    def choice(self) -> PrintChoice:
        """What is chosen now."""
        return PrintChoice(self.sheet_size.currentData() or "A4", self.turn.currentData())

    def show_busy(self, busy: bool, has_pages: bool) -> None:
        """Show that pages are being made, and what can be done meanwhile."""
        self.making.setVisible(busy)
        for button in (self.to_printer, self.pdf, self.xlsx):
            button.setEnabled(not busy and has_pages)

    def show_zoom(self, share: float, fit: str) -> None:
        """Show how large the pages are; 1 is their size on paper."""
        self.zoom.setText(f"{share * 100:.0f}%")
        self.fit_width.setChecked(fit == WIDTH)
        self.fit_page.setChecked(fit == WHOLE)

    def show_page(self, page: int, count: int) -> None:
        """Show which page is in sight, from 0."""
        self.page.setText(_("Page {page} of {pages}").format(page=page + 1, pages=count) if count else "")

    def _tool(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        left: tuple[QWidget, ...] = (self.to_printer, self.pdf, self.xlsx, self.sheet_size, self.turn, self.copies)
        for part in left:
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.page)
        row.addSpacing(8)
        right: tuple[QWidget, ...] = (self.smaller, self.zoom, self.larger, self.fit_width, self.fit_page)
        for part in right:
            row.addWidget(part)
        self.making = QWidget()
        making = QHBoxLayout(self.making)
        making.setContentsMargins(10, 0, 10, 8)
        making.addWidget(self.progress, 1)
        making.addWidget(self.stop)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.making)
        box.addWidget(line)
