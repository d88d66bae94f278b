"""The ground of the Gantt: rows, days off, day, week and month lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from ui.areas.schedule.gantt_layout import Row
from ui.areas.schedule.gantt_plants import paint_folded
from ui.areas.schedule.gantt_view import View

_DAYS_FROM = 3.0
_DAY_LINES_FROM = 14.0
_WEEK_LINES_FROM = 3.5


def paint_grid(p: QPainter, view: View, area: QRect) -> None:
    """Paint the ground of the rows inside an area of the viewport."""
    scheme, axis = view.scheme, view.axis
    p.fillRect(area, scheme.base)
    first, last = int(axis.day(area.left())), int(axis.day(area.right() + 1))
    rows = view.layout.rows_between(view.content(area.top()), view.content(area.bottom() + 1))
    end = min(area.bottom() + 1, int(view.y(view.layout.height)))
    p.setPen(Qt.PenStyle.NoPen)
    if axis.scale >= _DAYS_FROM:
        _paint_days_off(p, view, area, rows, first, last)
    _paint_lines(p, view, area, first, last, end)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(scheme.plant)
    p.drawRects([QRect(area.left(), int(view.y(row.y)), area.width(), row.height)
                 for row in rows if row.lane.is_plant])
    paint_folded(p, view, rows, first, last)
    p.setPen(scheme.strong)
    p.drawLines([QLine(area.left(), y, area.right(), y)
                 for y in (int(view.y(row.y + row.height)) - 1 for row in rows)])


def _paint_days_off(p: QPainter, view: View, area: QRect, rows: Sequence[Row], first: int, last: int) -> None:
    axis, board = view.axis, view.board
    p.setBrush(view.scheme.off)
    off = _days(board.days_off, first, last)
    p.drawRects(_columns(view, off, area.top(), area.height()))
    for row in rows:
        own = board.lane_days_off.get(row.lane.key)
        if own is None or row.lane.is_plant:
            continue
        y = int(view.y(row.y))
        mine = _days(own, first, last)
        p.setBrush(view.scheme.base)
        p.drawRects(_columns(view, [day for day in off if day not in mine], y, row.height))
        p.setBrush(view.scheme.off)
        p.drawRects(_columns(view, [day for day in mine if day not in off], y, row.height))
    today = board.today.toordinal()
    if first <= today <= last and axis.scale >= _DAY_LINES_FROM:
        x, right = int(axis.x(today)), int(axis.x(today + 1))
        p.setBrush(view.scheme.holiday)
        p.drawRect(QRect(x, area.top(), right - x, area.height()))


def _days(off: frozenset[date], first: int, last: int) -> list[int]:
    return [day for day in range(first, last + 1) if date.fromordinal(day) in off]


def _columns(view: View, days: list[int], y: int, height: int) -> list[QRect]:
    x = view.axis.x
    return [QRect(int(x(day)), y, int(x(day + 1)) - int(x(day)), height) for day in days]


def _paint_lines(p: QPainter, view: View, area: QRect, first: int, last: int, bottom: int) -> None:
    axis = view.axis
    fine: list[QLine] = []
    strong: list[QLine] = []
    for day in range(first, last + 1):
        when = date.fromordinal(day)
        if when.day == 1:
            into = strong
        elif (when.weekday() == 0 and axis.scale >= _WEEK_LINES_FROM) or axis.scale >= _DAY_LINES_FROM:
            into = fine
        else:
            continue
        x = int(axis.x(day))
        into.append(QLine(x, area.top(), x, bottom))
    p.setPen(view.scheme.grid)
    p.drawLines(fine)
    p.setPen(view.scheme.strong)
    p.drawLines(strong)


def paint_today(p: QPainter, view: View, area: QRect, over: bool) -> None:
    """Paint the line of today: full below the bars, a breath of it over them."""
    x = int(view.axis.x(view.board.today.toordinal()))
    if area.left() - 2 <= x <= area.right() + 2:
        colour = QColor(view.scheme.today)
        colour.setAlpha(90 if over else 255)
        p.fillRect(QRect(x - 1, area.top(), 2, area.height()), colour)
