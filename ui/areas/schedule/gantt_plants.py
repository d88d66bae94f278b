"""What a folded plant still tells: the mean load of its lines, day by day, in its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.areas.schedule.board import Board
from ui.areas.schedule.gantt_colours import mix
from ui.areas.schedule.gantt_layout import Row
from ui.areas.schedule.gantt_view import View

_TOP = 150.0


def mean_load(board: Board, plant: str) -> dict[int, float]:
    """Return the mean percent over a plant's lines by day (ordinal); a line without a number counts as 0."""
    lines = {lane.key for lane in board.lanes if lane.plant == plant and not lane.is_plant}
    found: dict[int, float] = defaultdict(float)
    for (lane, day), percent in board.load.items():
        if lane in lines:
            found[day.toordinal()] += percent / len(lines)
    return dict(found)


def paint_folded(p: QPainter, view: View, rows: Sequence[Row], first: int, last: int) -> None:
    """Paint the load of folded plants as columns in their rows; over 100 percent is red."""
    axis, scheme = view.axis, view.scheme
    gap = 1 if axis.scale >= 5 else 0
    normal: list[QRectF] = []
    over: list[QRectF] = []
    for row in rows:
        if not row.lane.is_plant or row.lane.plant not in view.collapsed:
            continue
        load = view.plant_load.get(row.lane.plant)
        if load is None:
            load = view.plant_load[row.lane.plant] = mean_load(view.board, row.lane.plant)
        bottom, room = view.y(row.y + row.height) - 2, row.height - 5
        for day in range(first, last + 1):
            percent = load.get(day)
            if percent:
                height = room * min(percent, _TOP) / _TOP
                x = int(axis.x(day))
                (over if percent > 100 else normal).append(
                    QRectF(x + gap, bottom - height, max(1, int(axis.x(day + 1)) - x - 2 * gap), height))
    p.setPen(Qt.PenStyle.NoPen)
    for share, colour, rects in ((0.4, scheme.accent, normal), (0.75, scheme.red, over)):
        p.setBrush(mix(scheme.plant, colour, share))
        p.drawRects(rects)
