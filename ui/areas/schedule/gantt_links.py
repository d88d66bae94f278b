"""The orthogonal arrows from semi-finished to finished bars."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from PySide6.QtCore import QLine, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygon

from ui.areas.schedule.gantt_view import View

_LINKS_FROM = 16.0
_OUT = 7


def links_near(view: View, area: QRect) -> list[tuple[int, int]]:
    """Return (before, after) keys of the links with an end inside an area."""
    followers = view.layout.followers
    found: dict[tuple[int, int], None] = {}
    if not followers:
        return []
    for bar in view.inside(QRectF(area)):
        for key in bar.after:
            found[(key, bar.key)] = None
        for key in followers.get(bar.key, ()):
            found[(bar.key, key)] = None
    return list(found)


def paint_links(p: QPainter, view: View, area: QRect, only: set[int] | None = None) -> None:
    """Paint the links inside an area, or strongly only those of some bars."""
    if view.axis.scale < _LINKS_FROM and only is None:
        return
    pairs = links_near(view, area) if only is None else [
        pair for key in only for pair in _of(view, key)]
    dimmed: Set[int] = view.dimmed or frozenset()
    lines: list[QLine] = []
    heads: list[QPolygon] = []
    for before, after in pairs:
        if not dimmed.isdisjoint((before, after)):
            continue
        start, end = view.rect(before), view.rect(after)
        if start is None or end is None:
            continue
        points = _route(start, end, view)
        lines += [QLine(a, b) for a, b in pairwise(points)]
        tip = points[-1]
        heads.append(QPolygon([tip, tip + QPoint(-5, -4), tip + QPoint(-5, 4)]))
    strong = only is not None
    colour = view.scheme.accent if strong else view.scheme.link
    p.setPen(QPen(colour, 2 if strong else 1))
    p.drawLines(lines)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(colour)
    for head in heads:
        p.drawPolygon(head)


def _of(view: View, key: int) -> list[tuple[int, int]]:
    bar = view.bar(key)
    if bar is None:
        return []
    return [(other, key) for other in bar.after] + [
        (key, other) for other in view.layout.followers.get(key, ())]


def _route(start: QRectF, end: QRectF, view: View) -> list[QPoint]:
    x1, y1 = int(start.right()), int(start.center().y())
    x2, y2 = int(end.left()), int(end.center().y())
    if x2 - x1 >= 2 * _OUT:
        return [QPoint(x1, y1), QPoint(x2 - _OUT - 3, y1), QPoint(x2 - _OUT - 3, y2), QPoint(x2, y2)]
    gap = int(start.bottom()) + 8 if y2 >= y1 else int(start.top()) - 3
    return [QPoint(x1, y1), QPoint(x1 + _OUT, y1), QPoint(x1 + _OUT, gap), QPoint(x2 - _OUT - 3, gap),
            QPoint(x2 - _OUT - 3, y2), QPoint(x2, y2)]
