"""Sheets of paper one below the other, as large as wished, painted only where they are in sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.reports.paper_marks import Page
from ui import theme
from ui.paper_painter import page_image

GAP = 18
"""Pixels between two sheets, and around them."""
FREE, WIDTH, WHOLE = "free", "width", "whole"
LEAST, MOST = 0.2, 6.0
"""Pixels that a point may take."""
ACTUAL = 96 / 72
STEP = 1.2
KEPT = 8
"""Pictures of sheets that are kept."""


class PagesView(QAbstractScrollArea):
    """Shows pages; zoom is in pixels for a point."""

    moved = Signal(int)
    """The page in the middle of the window, from 0."""
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Sequence[Page] = ()
        self.zoom, self.fit = ACTUAL, WHOLE
        self._tops: list[int] = []
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._middle = -1
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(40)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show other pages, from the first."""
        self.pages = tuple(pages)
        self._pictures.clear()
        self._middle = -1
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def set_fit(self, fit: str) -> None:
        """Fit the width or the whole page into the window."""
        self.fit = fit
        at = self.page_in_sight()
        self._lay_out()
        self.go_to(at)

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at a size of their own, the same spot staying in the middle."""
        bar = self.verticalScrollBar()
        share = (bar.value() + self.viewport().height() / 2) / max(1, self._height())
        self.fit, self.zoom = FREE, max(LEAST, min(MOST, zoom))
        self._lay_out()
        bar.setValue(round(share * self._height() - self.viewport().height() / 2))

    def go_to(self, page: int) -> None:
        """Bring a page to the top of the window."""
        if 0 <= page < len(self._tops):
            self.verticalScrollBar().setValue(self._tops[page] - GAP)

    def page_in_sight(self) -> int:
        """Return the page in the middle of the window."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, sum(top <= middle for top in self._tops) - 1)

    def _lay_out(self) -> None:
        room = self.viewport().size()
        if self.pages and self.fit != FREE:
            wide, high = max(p.width for p in self.pages), max(p.height for p in self.pages)
            by_width = (room.width() - 2 * GAP) / wide
            zoom = by_width if self.fit == WIDTH else min(by_width, (room.height() - 2 * GAP) / high)
            self.zoom = max(LEAST, min(MOST, zoom))
        self._tops, top = [], GAP
        for page in self.pages:
            self._tops.append(top)
            top += round(page.height * self.zoom) + GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(room.height())
        bar.setRange(0, max(0, top - room.height()))
        widest = max((round(p.width * self.zoom) for p in self.pages), default=0) + 2 * GAP
        across = self.horizontalScrollBar()
        across.setPageStep(room.width())
        across.setRange(0, max(0, widest - room.width()))
        self.zoomed.emit(self.zoom)
        self._scrolled()
        self.viewport().update()

    def _height(self) -> int:
        return self._tops[-1] + round(self.pages[-1].height * self.zoom) + GAP if self._tops else 1

    def _place(self, at: int) -> QRect:
        page = self.pages[at]
        size = QSize(round(page.width * self.zoom), round(page.height * self.zoom))
        left = max(GAP, (self.viewport().width() - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[at] - self.verticalScrollBar().value()), size)

    def _scrolled(self) -> None:
        middle = self.page_in_sight()
        if middle != self._middle and self.pages:
            self._middle = middle
            self.moved.emit(middle)
        self.viewport().update()

    def _picture(self, at: int) -> QImage:
        scale = self.viewport().devicePixelRatioF()
        key = (at, round(self.pages[at].width * self.zoom * scale))
        if key not in self._pictures:
            self._pictures[key] = page_image(self.pages[at], key[1])
            self._pictures[key].setDevicePixelRatio(scale)
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sheets that are in sight, each with a quiet edge."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("pressed"))
        for at in range(len(self.pages)):
            place = self._place(at)
            if place.intersects(event.rect()):
                painter.fillRect(QRectF(place).adjusted(-1, -1, 2, 3), QColor(0, 0, 0, 40))
                painter.drawImage(place, self._picture(at))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit again."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn pages, and zoom with + and −."""
        key, at = event.key(), self.page_in_sight()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_to(max(0, min(len(self.pages) - 1, at + (1 if key == Qt.Key.Key_PageDown else -1))))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.pages) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.set_zoom(self.zoom / STEP if key == Qt.Key.Key_Minus else self.zoom * STEP)
        else:
            super().keyPressEvent(event)
