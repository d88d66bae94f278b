"""What lies below a point of the Gantt."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from app.areas.schedule.board import Bar
from app.domain.frozen import frozen_slots
from ui.areas.schedule.gantt_layout import Row
from ui.areas.schedule.gantt_view import View

_EDGE = 6
_DIVIDER = 4


@frozen_slots
class Hit:
    """`kind` is one of divider, corner, time, plant, lane, bar, empty; `edge` is start, finish or nothing."""

    kind: str
    row: Row | None = None
    bar: Bar | None = None
    edge: str = ""


def hit(view: View, point: QPoint) -> Hit:
    """Return what lies below a point of the viewport."""
    x, y, left = point.x(), point.y(), view.axis.left
    if abs(x - left) <= _DIVIDER and x < left + 3:
        return Hit("divider")
    if y < view.top:
        return Hit("corner" if x < left else "time")
    row = view.layout.row_at(view.content(y))
    if x < left:
        if row is None:
            return Hit("empty")
        return Hit("plant" if row.lane.is_plant else "lane", row)
    scale = view.axis.scale
    bar = view.layout.bar_at(view.content(y), view.axis.day(x), slack=3 / scale if scale < 6 else 0.0)
    if bar is None:
        return Hit("empty", row)
    start = view.axis.x(bar.start.toordinal())
    width = (bar.finish - bar.start).days * scale + scale
    edge = ""
    if width >= 16:
        grip = min(_EDGE, width / 4)
        if x <= start + grip:
            edge = "start"
        elif x >= start + width - grip:
            edge = "finish"
    return Hit("bar", row, bar, edge)
