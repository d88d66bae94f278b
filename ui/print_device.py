"""Sends pages to a printer of the system, at the size that they were made for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.text import _
from app.reports.paper_marks import Page
from ui.paper_painter import paint_page


class NotPrinted(Exception):
    """Nothing, or not everything, came to the printer; the text says why and what to do."""


def has_printer() -> bool:
    """Tell whether this PC knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def new_printer(pages: Sequence[Page], title: str, copies: int) -> QPrinter:
    """Return a printer set up for pages, to be shown in the system's dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(pages[0]))
    printer.setCopyCount(copies)
    return printer


def print_pages(printer: QPrinter, pages: Sequence[Page]) -> int:
    """Print the pages that the dialog asked for, and return how many; NotPrinted where the printer refuses."""
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pages)
    chosen = pages[max(0, first - 1):last]
    if not chosen:
        raise NotPrinted(_("There are no pages {first} to {last}; this print has {count}.").format(
            first=first, last=last, count=len(pages)))
    printer.setFullPage(True)
    painter = QPainter()
    for at, page in enumerate(chosen):
        printer.setPageLayout(_layout(page))
        if not (printer.newPage() if at else painter.begin(printer)):
            painter.end()
            raise NotPrinted(_("The printer “{name}” did not take the pages. Is it switched on and connected? "
                               "You can save a PDF instead.").format(name=printer.printerName()))
        paint_page(painter, page, printer.resolution() / 72)
    painter.end()
    return len(chosen)


def _layout(page: Page) -> QPageLayout:
    lying = page.width > page.height
    short, long = sorted((page.width, page.height))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(size, QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait,
                       QMarginsF(0, 0, 0, 0))
