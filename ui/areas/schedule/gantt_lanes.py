"""The left column: plants that fold, lines with their load, lit up when a drag may drop there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from app.areas.schedule.board import Lane
from app.domain.text import _, language
from ui.areas.schedule.gantt_colours import mix
from ui.areas.schedule.gantt_layout import Row
from ui.areas.schedule.gantt_view import View

_LOAD = 46


class LaneColumn:
    """Keeps the picture of the left column until something in it changes."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._of: tuple[object, ...] = ()

    def paint(self, p: QPainter, view: View) -> None:
        """Paint the left column, from the kept picture if that still holds."""
        drag = view.drag
        size = QSize(view.axis.left, view.size.height())
        state = (size, view.scroll, view.layout, view.scheme, view.lane, view.collapsed, view.ratio,
                 language(), (drag.mode, drag.lane, drag.possible) if drag else None)
        if state != self._of:
            self._of = state
            if self._picture.size() != size * view.ratio:
                self._picture = QPixmap(size * view.ratio)
                self._picture.setDevicePixelRatio(view.ratio)
            own = QPainter(self._picture)
            paint_lanes(own, view)
            own.end()
        p.drawPixmap(0, 0, self._picture)


def paint_lanes(p: QPainter, view: View) -> None:
    """Paint the left column with its heading."""
    scheme, width = view.scheme, view.axis.left
    p.save()
    p.setClipRect(QRect(0, view.top, width, view.size.height() - view.top))
    p.fillRect(QRect(0, view.top, width, view.size.height()), scheme.band)
    for row in view.layout.rows_between(view.scroll, view.scroll + view.body.height() + 1):
        _paint_row(p, view, row, width)
    p.setClipRect(QRect(0, 0, width, view.size.height()))
    _paint_heading(p, view, width)
    p.setPen(scheme.strong)
    p.drawLine(width - 1, 0, width - 1, view.size.height())
    p.restore()


def _paint_heading(p: QPainter, view: View, width: int) -> None:
    scheme = view.scheme
    p.fillRect(QRect(0, 0, width, view.top), scheme.header)
    p.setPen(scheme.strong)
    p.drawLine(0, view.top - 1, width, view.top - 1)
    p.setPen(scheme.faint)
    p.setFont(view.font)
    area = QRect(10, 0, width - 20, view.top - 6)
    p.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, _("Plant / line"))
    if width > 150:
        p.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, _("Load on the line"))


def _paint_row(p: QPainter, view: View, row: Row, width: int) -> None:
    scheme, lane = view.scheme, row.lane
    y = int(view.y(row.y))
    area = QRect(0, y, width, row.height - 1)
    ground = _ground(view, lane)
    if ground is not None:
        p.fillRect(area, ground)
    if not lane.is_plant and lane.key == view.lane:
        p.fillRect(QRect(0, y, 3, row.height - 1), scheme.accent)
    p.setPen(scheme.strong if lane.is_plant else scheme.grid)
    p.drawLine(0, area.bottom() + 1, width, area.bottom() + 1)
    head = QRect(0, y, width, view.metrics.plant if lane.is_plant else view.metrics.sub)
    loaded = lane.load is not None and width > 130
    right = width - 12 - (_LOAD + 40 if loaded and width > 170 else 42 if loaded else 0)
    left = 26 if lane.is_plant else 28
    p.setFont(view.bold if lane.is_plant else view.font)
    p.setPen(scheme.text)
    words = p.fontMetrics().elidedText(lane.title, Qt.TextElideMode.ElideRight, max(20, right - left))
    p.drawText(QRect(left, head.top(), max(20, right - left), head.height()),
               Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    if lane.is_plant:
        _paint_fold(p, view, lane, head)
    if loaded:
        _paint_load(p, view, lane, head, width)


def _ground(view: View, lane: Lane) -> QColor | None:
    drag, scheme = view.drag, view.scheme
    if drag is not None and drag.mode == "move" and not lane.is_plant and lane.key in drag.possible:
        return mix(scheme.base, scheme.green, 0.30 if lane.key == drag.lane else 0.14)
    if drag is not None and drag.mode == "move" and lane.key == drag.lane:
        return mix(scheme.base, scheme.amber, 0.28)
    if lane.is_plant:
        return scheme.plant
    return mix(scheme.base, scheme.accent, 0.10) if lane.key == view.lane else None


def _paint_fold(p: QPainter, view: View, lane: Lane, head: QRect) -> None:
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(view.scheme.text, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                  Qt.PenJoinStyle.RoundJoin))
    p.setBrush(Qt.BrushStyle.NoBrush)
    x, y = 14.0, head.center().y() + 0.5
    if lane.plant in view.collapsed:
        p.drawPolyline(QPolygonF([QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]))
    else:
        p.drawPolyline(QPolygonF([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]))
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_load(p: QPainter, view: View, lane: Lane, head: QRect, width: int) -> None:
    scheme, load = view.scheme, lane.load or 0.0
    over = load > 100
    colour = scheme.red if over else scheme.amber if load > 90 else scheme.green
    p.setFont(view.small)
    p.setPen(scheme.red if over else scheme.faint)
    p.drawText(QRect(width - 54, head.top(), 44, head.height()),
               Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{load:.0f}%")
    if width <= 170:
        return
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    track = QRectF(width - 54 - _LOAD, head.center().y() - 2, _LOAD, 5)
    p.setBrush(mix(scheme.base, scheme.text, 0.12))
    p.drawRoundedRect(track, 2.5, 2.5)
    share = min(1.0, load / 150)
    p.setBrush(colour)
    if share > 0:
        p.drawRoundedRect(QRectF(track.left(), track.top(), max(5.0, _LOAD * share), 5), 2.5, 2.5)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    p.fillRect(QRectF(track.left() + _LOAD / 1.5, track.top() - 2, 1, 9), scheme.faint)
