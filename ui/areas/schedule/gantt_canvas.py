"""The painted rows, kept as a picture until something in them changes, so that drags and hovers cost little."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.areas.schedule.gantt_bars import paint_bars
from ui.areas.schedule.gantt_grid import paint_grid, paint_today
from ui.areas.schedule.gantt_links import paint_links
from ui.areas.schedule.gantt_marks import paint_over, paint_under
from ui.areas.schedule.gantt_signs import Signs
from ui.areas.schedule.gantt_view import View

_NEW_WORDS = 36
_NEW_ROWS = 8
_ALL_WORDS = 1_000_000
_SMALL = 600
"""So many bars are painted whole in the first frame; of larger boards it leaves out what the next ones add."""


class Canvas:
    """Paints the body of a view and keeps the picture; `unfinished` asks for one more frame."""

    def __init__(self) -> None:
        self.unfinished = False
        self._picture = QPixmap()
        self._of: tuple[object, ...] = ()
        self._signs: Signs | None = None
        self._links_next: object = None

    def drop(self) -> None:
        """Forget the picture, since bars, colours or rows changed."""
        self._of = ()

    def restyle(self) -> None:
        """Forget the signs too, since colours or pixel ratio changed."""
        self._signs = None
        self._of = ()

    def paint(self, p: QPainter, view: View) -> None:
        """Paint the body, from the kept picture if that still holds."""
        body = view.body
        if body.isEmpty():
            return
        axis = view.axis
        state = (axis.scale, axis.offset, axis.first, view.scroll, body.getRect(), view.ratio)
        if state != self._of or self.unfinished:
            self._render(view, body)
            self._of = state
        p.drawPixmap(body.topLeft(), self._picture)

    def _render(self, view: View, body: QRect) -> None:
        size = body.size() * view.ratio
        if self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(view.ratio)
        if self._signs is None:
            self._signs = Signs(view.scheme, view.ratio)
        patient = view.patient or (not self._of and len(view.board.bars) <= _SMALL)
        stores = (view.texts, view.titles, view.smalls)
        for store in stores:
            store.begin(_ALL_WORDS if patient else _NEW_WORDS)
        view.credit = _ALL_WORDS if patient else _NEW_ROWS
        p = QPainter(self._picture)
        p.translate(-body.topLeft())
        p.setClipRect(body)
        paint_grid(p, view, body)
        paint_today(p, view, body, over=False)
        paint_under(p, view, self._signs, body)
        wait = not view.layout.linked and not patient and self._links_next != view.layout
        self._links_next = view.layout
        if not wait:
            paint_links(p, view, body)
        paint_bars(p, view, self._signs, body)
        paint_over(p, view, self._signs, body)
        paint_today(p, view, body, over=True)
        p.end()
        self.unfinished = wait or view.credit < 0 or any(store.short for store in stores)
